-- Capital help, job-fair vacancies, BLK participants, seedlings: who was reached, by programme and unit?
-- A row without programme is the sum of an agency's programmes in one measure and one unit; units are never added.
-- counts_withheld: lines with fewer than 5 persons, or that would tell such a line; a sum with one of them is null.
with

asked as (
    select
        '36.71' as region_code,
        2020 as reach_year
)

select
    reach.agency_name,
    reach.program_name,
    reach.measure,
    reach.beneficiary_unit,
    case when count(*) filter (where reach.is_suppressed) = 0 then sum(reach.target_count) end as target_count,
    case when count(*) filter (where reach.is_suppressed) = 0 then sum(reach.reached_count) end as reached_count,
    case
        when count(*) filter (where reach.is_suppressed) = 0
            then round(sum(reach.reached_count) * 100 / nullif(sum(reach.target_count), 0), 2)
    end as reach_pct,
    count(*) filter (where reach.is_suppressed) as counts_withheld,
    count(*) as figures,
    string_agg(reach.source_ref, ', ' order by reach.source_ref) as source_refs
from marts.fct_program_reach as reach
inner join asked
    on
        reach.region_code = asked.region_code
        and extract(year from reach.period_end) = asked.reach_year
group by
    grouping sets (
        (reach.agency_name, reach.program_name, reach.measure, reach.beneficiary_unit),
        (reach.agency_name, reach.measure, reach.beneficiary_unit)
    )
order by reach.agency_name, reach.measure, reach.beneficiary_unit, reach.program_name
