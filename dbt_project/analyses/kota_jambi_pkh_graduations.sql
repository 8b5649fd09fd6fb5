-- Families that left PKH (graduated), by kecamatan and in all. Families (KPM) only; no other unit is added to them.
with

asked as (
    select
        '15.71' as region_code,
        2022 as reach_year
)

select
    coalesce(reach.activity_name, 'All kecamatan') as kecamatan,
    reach.beneficiary_unit,
    sum(reach.target_count) as target_count,
    sum(reach.reached_count) as graduated_count,
    round(sum(reach.reached_count) * 100 / nullif(sum(reach.target_count), 0), 2) as reach_pct,
    string_agg(reach.source_ref, ', ' order by reach.source_ref) as source_refs
from marts.fct_program_reach as reach
inner join asked
    on
        reach.region_code = asked.region_code
        and extract(year from reach.period_end) = asked.reach_year
where reach.measure = 'graduate'
group by grouping sets ((reach.activity_name, reach.beneficiary_unit), (reach.beneficiary_unit))
order by grouping(reach.activity_name), reach.activity_name
