with

figures as (
    select * from {{ ref('int_indicator_shown') }}
),

regions as (
    select * from {{ ref('dim_region') }}
),

region_areas as (
    select * from {{ ref('int_region_area') }}
),

parts as (
    select * from {{ ref('period_parts') }}
),

final as (
    select
        -- keys
        figures.indicator_key,
        figures.region_code,
        figures.indicator_code,
        {{ period_id('figures.period_year', 'figures.period_part') }} as period_id,
        figures.area,
        figures.period_year,
        figures.period_part,
        figures.publisher,
        figures.kind,
        figures.vintage_date,

        -- attributes
        regions.name as region_name,
        figures.region_name_printed,
        figures.unit,
        figures.unit_printed,
        figures.is_newest_vintage,
        figures.is_suppressed,

        -- measures
        figures.value,

        -- lineage
        figures.batch_id,
        figures.source_ref,
        figures.source_id,
        figures.is_sample,

        -- later than the first version of this mart
        region_areas.area_since
    from figures
    inner join parts
        on figures.period_part = parts.period_part
    left join region_areas
        on
            figures.region_code = region_areas.region_code
            and {{ first_day('figures.period_year', 'parts.first_month') }} >= region_areas.area_since
            and (
                region_areas.next_area_since is null
                or {{ first_day('figures.period_year', 'parts.first_month') }} < region_areas.next_area_since
            )
    left join regions
        on figures.region_code = regions.region_code
)

select * from final
