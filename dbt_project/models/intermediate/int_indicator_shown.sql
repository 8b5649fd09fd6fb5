{%- set carried = ['indicator_key', 'series_key', 'region_code', 'parent_code'] -%}

with

figures as (
    select * from {{ ref('int_poverty_indicator') }}
),

regions as (
    select * from {{ ref('stg_region') }}
),

-- Lists of names count persons; a survey's estimate is of nobody in particular.
counts as (
    select
        figures.indicator_key,
        figures.region_code,
        figures.area,
        figures.value,
        {{ key_of([
            'figures.indicator_code',
            'figures.period_year',
            'figures.period_part',
            'figures.publisher',
            'figures.vintage_date',
            'figures.unit',
        ]) }} as series_key,
        regions.parent_code,
        {{ is_small_count('figures.value') }} as is_small
    from figures
    left join regions
        on figures.region_code = regions.region_code
    where
        figures.kind = 'registry'
        and {{ counts_persons('figures.unit') }}
),

whole_regions as (
    select
        {{ carried | join(',\n        ') }},
        value as figure_count,
        is_small as figure_is_hidden,
        {{ as_text('null') }} as figure_told_in
    from counts
    where area = 'all'
),

-- A region may stand beside its parts: their sum is told. Sisters hide together.
among_sisters as (
    {{ hide_another('whole_regions', 'indicator_key', carried, ['figure'], ['series_key', 'parent_code'], 'sisters') }}
),

-- Where no sister can hide with it, the regions around it must.
around as (
    select distinct wider.indicator_key
    from among_sisters as wider
    inner join among_sisters as inside
        on
            wider.series_key = inside.series_key
            and {{ lies_in('inside.region_code', 'wider.region_code') }}
    where
        inside.figure_is_hidden
        and inside.figure_told_in is null
        and wider.figure_count > 0
),

-- Town and country add up to the whole, in each region and over them: a series with a small count is not broken down.
small_series as (
    select series_key
    from counts
    group by series_key
    having max(case when is_small then 1 else 0 end) = 1
),

withheld as (
    select indicator_key from among_sisters
    where figure_is_hidden
    union distinct
    select indicator_key from around
    union distinct
    select counts.indicator_key
    from counts
    inner join small_series
        on counts.series_key = small_series.series_key
    where
        counts.area <> 'all'
        and counts.value > 0
),

final as (
    select
        -- keys
        figures.indicator_key,
        figures.region_code,
        figures.indicator_code,

        -- attributes
        figures.region_name_printed,
        figures.area,
        figures.period_year,
        figures.period_part,
        figures.unit,
        figures.unit_printed,
        figures.publisher,
        figures.kind,
        figures.vintage_date,
        figures.is_newest_vintage,
        withheld.indicator_key is not null as is_suppressed,

        -- measures
        cast(case when withheld.indicator_key is null then figures.value end as numeric(24, 6)) as value,

        -- lineage
        figures.batch_id,
        figures.source_ref,
        figures.source_id,
        figures.is_sample
    from figures
    left join withheld
        on figures.indicator_key = withheld.indicator_key
)

select * from final
