-- Extremely poor families over time, and the distance to zero.
-- Each origin is a series of its own: an official registry, a survey estimate and a claim of the press are never mixed.
-- What the press says of an earlier count, without its date, comes first (period_end is null).
with

asked as (
    select '52.71' as region_code
),

counts as (
    select
        'official ' || indicators.kind as origin,
        indicators.unit,
        periods.period_end,
        indicators.value,
        indicators.source_ref
    from marts.fct_poverty_indicator as indicators
    inner join asked
        on indicators.region_code = asked.region_code
    left join marts.dim_period as periods
        on indicators.period_id = periods.id
    where
        indicators.indicator_code = 'extreme_poor_households'
        and indicators.area = 'all'
        and indicators.is_newest_vintage

    union all

    select
        'press' as origin,
        figures.unit,
        figures.period_end,
        figures.value,
        figures.source_ref
    from marts.fct_news_figure as figures
    inner join asked
        on figures.region_code = asked.region_code
    where
        figures.role = 'keluarga_miskin_ekstrem'
        and figures.value is not null
),

-- An address is no date, but of one article the sentences stand in order: it only breaks ties.
ordered as (
    select
        *,
        lag(value) over (
            partition by origin, unit order by period_end nulls first, source_ref
        ) as value_before
    from counts
)

select
    origin,
    period_end,
    unit,
    value as families,
    value - value_before as change,
    value as distance_to_zero,
    round((value_before - value) * 100 / nullif(value_before, 0), 2) as fall_pct,
    source_ref as source_refs
from ordered
order by origin, unit, period_end nulls first, source_ref
