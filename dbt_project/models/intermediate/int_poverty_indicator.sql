with

printed_figures as (
    select * from {{ ref('stg_poverty_indicator') }}
),

-- Estimates of a survey and counts of a registry measure different things: never one series.
keyed as (
    select
        *,
        {{ key_of([
            'region_code',
            'indicator_code',
            'area',
            'period_year',
            'period_part',
            'publisher',
            'kind',
        ]) }} as series_key
    from printed_figures
),

ranked as (
    select
        *,
        rank() over (
            partition by series_key, vintage_date
            order by {{ newest_batch_first() }}
        ) as batch_rank
    from keyed
),

newest as (
    select
        *,
        rank() over (
            partition by series_key
            order by
                case when vintage_date is null then 1 else 0 end,
                vintage_date desc
        ) = 1 as is_newest_vintage
    from ranked
    where batch_rank = 1
),

final as (
    select
        -- keys
        {{ key_of(['series_key', 'vintage_date']) }} as indicator_key,
        region_code,
        indicator_code,

        -- attributes
        region_name_printed,
        area,
        period_year,
        period_part,
        unit,
        unit_printed,
        publisher,
        kind,
        vintage_date,
        is_newest_vintage,

        -- measures
        value,

        -- lineage
        batch_id,
        source_ref,
        source_id,
        is_sample
    from newest
)

select * from final
