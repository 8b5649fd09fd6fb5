with

figures as (
    select * from {{ ref('int_indicator_shown') }}
),

regions as (
    select * from {{ ref('dim_region') }}
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
        figures.is_sample
    from figures
    left join regions
        on figures.region_code = regions.region_code
)

select * from final
