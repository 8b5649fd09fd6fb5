with

scope as (
    select * from {{ ref('int_budget_scope') }}
),

parts as (
    select * from {{ ref('int_budget_part') }}
),

-- A month that comes or changes moves the positions of the months behind it, never those before.
first_months as (
    select
        agency_id,
        fiscal_year,
        min(period_month) as first_month
    from scope
    group by agency_id, fiscal_year
),

final as (
    select distinct
        parts.agency_id,
        parts.fiscal_year,
        parts.period_month
    from parts
    inner join first_months
        on
            parts.agency_id = first_months.agency_id
            and parts.fiscal_year = first_months.fiscal_year
            and parts.period_month >= first_months.first_month
)

select * from final
