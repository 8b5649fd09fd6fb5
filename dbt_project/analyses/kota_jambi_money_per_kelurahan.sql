-- Money per kelurahan, and what it makes over the kelurahan that stand today.
-- The rate is a claim of the press; the count is of the region table, whose day is today's, not the year's. So the
-- product is a size, never a realisation.
with

asked as (
    select '15.71' as region_code
),

villages as (
    select
        asked.region_code,
        count(*) as kelurahan_count
    from asked
    inner join marts.dim_region as districts
        on
            asked.region_code = districts.parent_code
            and districts.valid_to is null
    inner join marts.dim_region as kelurahan
        on
            districts.region_code = kelurahan.parent_code
            and kelurahan.level = 'village'
            and kelurahan.valid_to is null
    group by asked.region_code
)

select
    figures.period_start,
    figures.period_end,
    figures.value as idr_per_kelurahan,
    villages.kelurahan_count,
    figures.value * villages.kelurahan_count as implied_idr,
    figures.source_ref as source_refs
from marts.fct_news_figure as figures
inner join villages
    on figures.region_code = villages.region_code
where
    figures.unit = 'rupiah_per_kelurahan'
    and figures.value is not null
order by figures.period_end, figures.source_ref
