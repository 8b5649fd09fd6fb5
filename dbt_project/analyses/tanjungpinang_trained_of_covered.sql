-- Of the micro businesses that the padat karya programme covers, how many were trained, by agency?
-- One business may attend several trainings, so the share is an upper bound. Counts meet only in one unit.
-- A sum with a count that is withheld, for it is of fewer than 5 or would tell such a count, is null.
with

asked as (
    select
        '21.72' as region_code,
        2021 as reach_year
),

reach as (
    select fct_program_reach.*
    from marts.fct_program_reach
    inner join asked
        on
            fct_program_reach.region_code = asked.region_code
            and extract(year from fct_program_reach.period_end) = asked.reach_year
),

covered as (
    select
        beneficiary_unit,
        case when count(*) filter (where is_suppressed) = 0 then sum(target_count) end as covered_target_count,
        case when count(*) filter (where is_suppressed) = 0 then sum(reached_count) end as covered_count,
        string_agg(source_ref, ', ' order by source_ref) as covered_source_refs
    from reach
    where
        measure = 'recipient'
        and program_name ilike '%padat karya%'
    group by beneficiary_unit
),

trained as (
    select
        coalesce(agency_name, 'All agencies') as agency_name,
        beneficiary_unit,
        case when count(*) filter (where is_suppressed) = 0 then sum(target_count) end as trained_target_count,
        case when count(*) filter (where is_suppressed) = 0 then sum(reached_count) end as trained_count,
        string_agg(source_ref, ', ' order by source_ref) as trained_source_refs
    from reach
    where measure = 'trained'
    group by grouping sets ((agency_name, beneficiary_unit), (beneficiary_unit))
)

select
    trained.agency_name,
    trained.beneficiary_unit,
    trained.trained_target_count,
    trained.trained_count,
    covered.covered_target_count,
    covered.covered_count,
    round(trained.trained_count * 100 / nullif(covered.covered_count, 0), 2) as trained_of_covered_pct,
    trained.trained_source_refs,
    covered.covered_source_refs
from trained
left join covered
    on trained.beneficiary_unit = covered.beneficiary_unit
order by trained.agency_name = 'All agencies', trained.agency_name, trained.beneficiary_unit
