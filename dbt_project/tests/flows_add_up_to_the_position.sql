-- Month by month a line's flows are the steps between its positions, whichever of the two was printed.
{%- set scope = ref('int_budget_position_scope') %}
with

budget as (
    select
        budget_key,
        line_key,
        agency_id,
        fiscal_year,
        period_month,
        is_sample,
        realised_to_date_basis,
        realised_to_date_idr,
        realised_in_month_idr
    from {{ ref('int_budget_position') }} as budget
    where {{ made_again('budget', scope, ['agency_id', 'fiscal_year']) }}
),

steps as (
    select
        after.budget_key,
        after.realised_to_date_idr - before.realised_to_date_idr as step_idr,
        after.realised_in_month_idr
    from budget as after
    inner join budget as before
        on
            after.line_key = before.line_key
            and after.period_month = before.period_month + 1
            and after.is_sample = before.is_sample
            and after.realised_to_date_basis = before.realised_to_date_basis
    where {{ made_again('after', scope, ['agency_id', 'fiscal_year', 'period_month']) }}
)

select * from steps
where step_idr <> realised_in_month_idr
