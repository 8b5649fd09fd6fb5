-- P0 and extreme poverty in persons and percent.
-- Official estimates, registries and claims of the press stand apart, each with its period and address.
with

asked as (
    select '15.71' as region_code
),

figures as (
    select
        'official ' || indicators.kind as origin,
        indicators.indicator_code,
        periods.period_start,
        periods.period_end,
        indicators.unit,
        indicators.value,
        indicators.source_ref
    from marts.fct_poverty_indicator as indicators
    inner join asked
        on indicators.region_code = asked.region_code
    left join marts.dim_period as periods
        on indicators.period_id = periods.id
    where
        indicators.indicator_code in ('P0', 'poor_persons', 'extreme_poor_pct', 'extreme_poor_persons')
        and indicators.area = 'all'
        and indicators.is_newest_vintage

    union all

    select
        'press' as origin,
        case news.role
            when 'P0' then 'P0'
            when 'jumlah_penduduk_miskin' then 'poor_persons'
            when 'kemiskinan_ekstrem_persen' then 'extreme_poor_pct'
            when 'jumlah_miskin_ekstrem' then 'extreme_poor_persons'
        end as indicator_code,
        news.period_start,
        news.period_end,
        news.unit,
        news.value,
        news.source_ref
    from marts.fct_news_figure as news
    inner join asked
        on news.region_code = asked.region_code
    where
        news.role in ('P0', 'jumlah_penduduk_miskin', 'kemiskinan_ekstrem_persen', 'jumlah_miskin_ekstrem')
        and news.value is not null
)

select
    indicator_code,
    origin,
    period_start,
    period_end,
    unit,
    value,
    source_ref as source_refs
from figures
order by indicator_code, origin, period_end, source_ref
