with

budget_scope as (
    select * from {{ ref('int_budget_fact_scope') }}
),

reach_scope as (
    select * from {{ ref('int_reach_fact_scope') }}
),

days as (
    select
        agency_id,
        {{ month_end(first_day('fiscal_year', 'period_month')) }} as period_end
    from budget_scope

    union distinct

    select
        agency_id,
        period_end
    from reach_scope
),

final as (
    select
        agency_id,
        period_end,
        cast(extract(year from period_end) as integer) as fiscal_year,
        cast(extract(month from period_end) as integer) as period_month,
        period_end = {{ month_end('period_end') }} as is_month_end
    from days
)

select * from final
