-- Capital help, job-fair vacancies, BLK participants, seedlings: who was reached, by programme and unit?
-- A row without programme is the sum of an agency's programmes in one measure and one unit; units are never added.
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
    sum(reach.target_count) as target_count,
    sum(reach.reached_count) as reached_count,
    round(sum(reach.reached_count) * 100 / nullif(sum(reach.target_count), 0), 2) as reach_pct,
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
