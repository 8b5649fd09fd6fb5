{%- set scope = ref('int_reach_fact_scope') %}
with

reach as (
    select * from {{ ref('int_reach_shown') }} as reach
    {%- if is_incremental() %}
    where {{ in_scope('reach', scope, ['agency_id', 'period_end']) }}
    {%- endif %}
),

regions as (
    select * from {{ ref('dim_region') }}
),

agencies as (
    select * from {{ ref('dim_agency') }}
),

programs as (
    select * from {{ ref('dim_program') }}
),

calendar_periods as (
    select * from {{ ref('dim_period') }}
    where is_calendar
),

final as (
    select
        -- keys
        reach.reach_key,
        reach.region_code,
        reach.agency_id,
        reach.program_id,
        calendar_periods.id as period_id,
        reach.measure,
        reach.beneficiary_unit,
        reach.period_start,
        reach.period_end,
        reach.registry,
        reach.funding_source,
        reach.line_no,

        -- attributes
        regions.name as region_name,
        agencies.name as agency_name,
        programs.name as program_name,
        reach.activity_name,
        reach.funding_source_printed,
        reach.is_suppressed,

        -- measures
        reach.target_count,
        reach.reached_count,
        reach.reach_pct,

        -- lineage
        reach.batch_id,
        reach.source_ref,
        reach.target_source_ref,
        reach.source_id,
        reach.is_sample
    from reach
    left join regions
        on reach.region_code = regions.region_code
    left join agencies
        on reach.agency_id = agencies.id
    left join programs
        on reach.program_id = programs.id
    left join calendar_periods
        on
            reach.period_start = calendar_periods.period_start
            and reach.period_end = calendar_periods.period_end
)

select * from final
