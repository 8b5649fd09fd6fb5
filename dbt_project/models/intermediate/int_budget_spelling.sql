{%- set scope = ref('int_budget_scope') %}
with

budget_lines as (
    select * from {{ ref('int_budget_newest') }} as newest
    {%- if is_incremental() %}
    where {{ in_scope('newest', scope, ['agency_id', 'fiscal_year', 'period_month']) }}
    {%- endif %}
),

final as (
    select
        -- keys
        region_code,
        agency_id,
        fiscal_year,
        period_month,
        budget_stage,
        program_id,
        batch_id,
        agency_code,
        agency_name,
        program_code,
        program_name,
        realisation_basis,
        is_plan,

        -- measures
        min(row_no) as first_row,
        count(*) as row_count,
        count(realised_idr) as realised_lines,

        -- lineage
        is_sample,
        current_since
    from budget_lines
    group by
        region_code,
        agency_id,
        fiscal_year,
        period_month,
        budget_stage,
        program_id,
        batch_id,
        agency_code,
        agency_name,
        program_code,
        program_name,
        realisation_basis,
        is_plan,
        is_sample,
        current_since
)

select * from final
