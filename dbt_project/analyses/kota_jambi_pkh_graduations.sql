-- Families that left PKH (graduated), by kecamatan and in all. Families (KPM) only; no other unit is added to them.
-- counts_withheld: rows with fewer than 5 families, or that would tell such a row; a sum with one of them is null.
with

asked as (
    select
        '15.71' as region_code,
        2022 as reach_year
)

select
    coalesce(reach.activity_name, 'All kecamatan') as kecamatan,
    reach.beneficiary_unit,
    case when count(*) filter (where reach.is_suppressed) = 0 then sum(reach.target_count) end as target_count,
    case when count(*) filter (where reach.is_suppressed) = 0 then sum(reach.reached_count) end as graduated_count,
    case
        when count(*) filter (where reach.is_suppressed) = 0
            then round(sum(reach.reached_count) * 100 / nullif(sum(reach.target_count), 0), 2)
    end as reach_pct,
    count(*) filter (where reach.is_suppressed) as counts_withheld,
    string_agg(reach.source_ref, ', ' order by reach.source_ref) as source_refs
from marts.fct_program_reach as reach
inner join asked
    on
        reach.region_code = asked.region_code
        and extract(year from reach.period_end) = asked.reach_year
where reach.measure = 'graduate'
group by grouping sets ((reach.activity_name, reach.beneficiary_unit), (reach.beneficiary_unit))
order by grouping(reach.activity_name), reach.activity_name
