with

changed_versions as (
    select * from {{ ref('stg_changed_version') }}
),

budget_parts as (
    select
        batch_id,
        region_code,
        agency_id,
        {{ month_end(first_day('fiscal_year', 'period_month')) }} as period_end
    from {{ ref('int_budget_part') }}
),

reach_parts as (
    select * from {{ ref('int_reach_part') }}
),

touched_days as (
    select distinct
        reach_parts.region_code,
        reach_parts.period_end
    from reach_parts
    inner join changed_versions
        on reach_parts.batch_id = changed_versions.batch_id
),

-- Where any file ever had a small count; what was hidden for it is told again when that file is gone.
small_days as (
    select distinct
        region_code,
        period_end
    from reach_parts
    where has_small_count
),

-- A small count hides what is stated of its programme by other offices, too.
final as (
    select
        'fct_budget_realisation' as mart,
        budget_parts.region_code,
        budget_parts.agency_id,
        budget_parts.period_end
    from budget_parts
    inner join changed_versions
        on budget_parts.batch_id = changed_versions.batch_id

    union distinct

    select
        'fct_program_reach' as mart,
        reach_parts.region_code,
        reach_parts.agency_id,
        reach_parts.period_end
    from reach_parts
    inner join changed_versions
        on reach_parts.batch_id = changed_versions.batch_id

    union distinct

    select
        'fct_program_reach' as mart,
        reach_parts.region_code,
        reach_parts.agency_id,
        reach_parts.period_end
    from reach_parts
    inner join touched_days
        on
            reach_parts.region_code = touched_days.region_code
            and reach_parts.period_end = touched_days.period_end
    inner join small_days
        on
            reach_parts.region_code = small_days.region_code
            and reach_parts.period_end = small_days.period_end
)

select * from final
