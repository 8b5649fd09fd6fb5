with

budget_scope as (
    select * from {{ ref('int_budget_fact_scope') }}
),

reach_scope as (
    select * from {{ ref('int_reach_fact_scope') }}
),

days as (
    select
        'fct_budget_realisation' as mart,
        agency_id,
        {{ month_end(first_day('fiscal_year', 'period_month')) }} as period_end
    from budget_scope

    union all

    select
        'fct_program_reach' as mart,
        agency_id,
        period_end
    from reach_scope
),

metrics as (
    {%- for metric in var('metrics') %}
    select
        '{{ metric.id }}' as metric_id,
        '{{ metric.mart }}' as mart
    {{ "union all" if not loop.last }}
    {%- endfor %}
),

-- Where a late month moves positions, counts of reach stay; and the other way round.
final as (
    select
        metrics.metric_id,
        days.agency_id,
        days.period_end
    from days
    inner join metrics
        on days.mart = metrics.mart
)

select * from final
