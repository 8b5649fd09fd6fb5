with

scope as (
    select * from {{ ref('int_reach_scope') }}
),

spellings as (
    select * from {{ ref('int_reach_spelling') }}
),

hiding as (
    select * from {{ ref('int_reach_hiding') }}
),

agencies as (
    select distinct
        agency_id,
        region_code
    from {{ ref('int_reach_part') }}
),

touched as (
    select distinct
        scope.agency_id,
        agencies.region_code,
        cast(extract(year from scope.period_end) as integer) as touched_year
    from scope
    inner join agencies
        on scope.agency_id = agencies.agency_id
),

regions as (
    select distinct region_code
    from agencies
),

hiding_regions as (
    select distinct
        region_code,
        hiding_year
    from hiding
),

touched_regions as (
    select distinct
        region_code,
        touched_year
    from touched
),

hiding_within as (
    select distinct
        regions.region_code,
        hiding_regions.hiding_year
    from regions
    inner join hiding_regions
        on {{ lies_in('hiding_regions.region_code', 'regions.region_code') }}
),

touched_within as (
    select distinct
        regions.region_code,
        touched_regions.touched_year
    from regions
    inner join touched_regions
        on {{ lies_in('touched_regions.region_code', 'regions.region_code') }}
),

hiding_around as (
    select * from hiding_regions
    union distinct
    select * from hiding_within
),

-- What is hidden in a report hangs on the other reports of its year, and in a wider region on what is hidden within it.
-- Where nothing is hidden, and nothing was, a report is shown as it is.
years as (
    select
        touched.agency_id,
        touched.touched_year as period_year
    from touched
    inner join hiding
        on
            touched.agency_id = hiding.agency_id
            and touched.touched_year = hiding.hiding_year

    union distinct

    select
        touched.agency_id,
        touched.touched_year as period_year
    from touched
    inner join hiding_within
        on
            touched.region_code = hiding_within.region_code
            and touched.touched_year = hiding_within.hiding_year

    union distinct

    select
        agencies.agency_id,
        touched_within.touched_year as period_year
    from touched_within
    inner join hiding_around
        on
            touched_within.region_code = hiding_around.region_code
            and touched_within.touched_year = hiding_around.hiding_year
    inner join agencies
        on touched_within.region_code = agencies.region_code
),

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
    inner join years
        on
            spellings.agency_id = years.agency_id
            and spellings.last_year = years.period_year
)

select * from final
