-- An indicator of a regency or city against its province, the nation and the sister regions: position and trend.
-- Compared are figures of one indicator, area, period, publisher and kind, newest release; what has no counterpart
-- stays null. Rank 1 is the lowest value among the regencies and cities of the province that have one. Change is
-- against the year before in the series of one area: a region that another one was split from begins a new one.
-- All regions and indicators are shown; for one, put a condition before the last line, as
--   where sisters.region_code = '52.71' and sisters.indicator_code = 'P0'
with

indicators as (
    select
        indicators.*,
        regions.level,
        regions.province_code
    from marts.fct_poverty_indicator as indicators
    inner join marts.dim_region as regions
        on indicators.region_code = regions.region_code
    where
        indicators.is_newest_vintage
        and indicators.value is not null
),

sisters as (
    select
        *,
        rank() over same_thing as rank_in_province,
        count(*) over (
            partition by province_code, indicator_code, area, period_id, publisher, kind, unit
        ) as regions_compared,
        lag(value) over one_series as value_before,
        lag(period_year) over one_series as year_before
    from indicators
    where level in ('regency', 'city')
    window
        same_thing as (
            partition by province_code, indicator_code, area, period_id, publisher, kind, unit order by value
        ),
        one_series as (
            partition by region_code, area_since, indicator_code, area, period_part, publisher, kind, unit
            order by period_year
        )
)

select
    sisters.region_code,
    sisters.region_name,
    sisters.indicator_code,
    sisters.area,
    sisters.period_id,
    sisters.publisher,
    sisters.kind,
    sisters.unit,
    sisters.value,
    sisters.rank_in_province,
    sisters.regions_compared,
    province.value as province_value,
    sisters.value - province.value as against_province,
    nation.value as nation_value,
    sisters.value - nation.value as against_nation,
    sisters.year_before,
    sisters.value - sisters.value_before as change,
    concat_ws(', ', sisters.source_ref, province.source_ref, nation.source_ref) as source_refs
from sisters
left join indicators as province
    on
        sisters.province_code = province.region_code
        and sisters.indicator_code = province.indicator_code
        and sisters.area = province.area
        and sisters.period_id = province.period_id
        and sisters.publisher = province.publisher
        and sisters.kind = province.kind
        and sisters.unit = province.unit
left join indicators as nation
    on
        nation.level = 'nation'
        and sisters.indicator_code = nation.indicator_code
        and sisters.area = nation.area
        and sisters.period_id = nation.period_id
        and sisters.publisher = nation.publisher
        and sisters.kind = nation.kind
        and sisters.unit = nation.unit
order by sisters.indicator_code, sisters.region_code, sisters.area, sisters.period_id
