with

scope as (
    select * from {{ ref('int_reach_scope') }}
),

spellings as (
    select * from {{ ref('int_reach_spelling') }}
),

parts as (
    select distinct
        agency_id,
        region_code
    from {{ ref('int_reach_part') }}
),

touched as (
    select distinct
        scope.agency_id,
        parts.region_code,
        extract(year from scope.period_end) as touched_year
    from scope
    inner join parts
        on scope.agency_id = parts.agency_id
),

standing as (
    select distinct
        agency_id,
        region_code,
        period_end,
        extract(year from period_end) as standing_year
    from spellings
),

touched_regions as (
    select distinct
        region_code,
        touched_year
    from touched
),

standing_regions as (
    select distinct
        region_code,
        standing_year
    from standing
),

around as (
    select distinct
        standing_regions.region_code,
        standing_regions.standing_year
    from standing_regions
    inner join touched_regions
        on
            standing_regions.standing_year = touched_regions.touched_year
            and {{ lies_in('touched_regions.region_code', 'standing_regions.region_code') }}
),

-- What is hidden in a report hangs on the other reports of its year, and in a wider region on what is hidden within it.
final as (
    select
        agency_id,
        period_end
    from scope

    union distinct

    select
        standing.agency_id,
        standing.period_end
    from standing
    inner join touched
        on
            standing.agency_id = touched.agency_id
            and standing.standing_year = touched.touched_year

    union distinct

    select
        standing.agency_id,
        standing.period_end
    from standing
    inner join around
        on
            standing.region_code = around.region_code
            and standing.standing_year = around.standing_year
)

select * from final
