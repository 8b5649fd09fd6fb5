with

scope as (
    select * from {{ ref('int_reach_year_scope') }}
),

hiding as (
    select distinct
        region_code,
        hiding_year
    from {{ ref('int_reach_hiding') }}
),

spellings as (
    select * from {{ ref('int_reach_spelling') }}
),

agencies as (
    select distinct
        agency_id,
        region_code
    from {{ ref('int_reach_part') }}
),

regions as (
    select distinct region_code
    from agencies
),

hiding_within as (
    select distinct
        regions.region_code,
        hiding.hiding_year
    from regions
    inner join hiding
        on {{ lies_in('hiding.region_code', 'regions.region_code') }}
),

days as (
    select distinct
        agencies.region_code,
        scope.period_end,
        cast(extract(year from scope.period_end) as integer) as period_year
    from scope
    inner join agencies
        on scope.agency_id = agencies.agency_id
),

-- Regions and days that are made again in which something is hidden, and all that report within them.
days_within as (
    select distinct
        regions.region_code,
        days.period_end
    from days
    inner join hiding_within
        on
            days.region_code = hiding_within.region_code
            and days.period_year = hiding_within.hiding_year
    inner join regions
        on {{ lies_in('regions.region_code', 'days.region_code') }}
),

-- A line that is the sum of lines below it tells those of them that are hidden.
final as (
    select
        agency_id,
        period_end
    from scope

    union distinct

    select
        spellings.agency_id,
        spellings.period_end
    from spellings
    inner join days_within
        on
            spellings.region_code = days_within.region_code
            and spellings.period_end = days_within.period_end
)

select * from final
