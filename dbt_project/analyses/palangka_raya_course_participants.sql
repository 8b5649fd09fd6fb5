-- Participants of a course, by kecamatan and dates.
-- Agencies write the kecamatan into the name of the activity; where they do not, it is null and stands as it came.
-- is_suppressed: fewer than 5 participants, or a count that would tell such a one, are withheld.
with

asked as (
    select
        '62.71' as region_code,
        '%pelatihan%' as course
),

reach as (
    select
        fct_program_reach.*,
        split_part(fct_program_reach.activity_name, ' - Kecamatan ', 1) as course,
        nullif(split_part(fct_program_reach.activity_name, ' - Kecamatan ', 2), '') as district_printed
    from marts.fct_program_reach
    inner join asked
        on
            fct_program_reach.region_code = asked.region_code
            and fct_program_reach.activity_name ilike asked.course
    where fct_program_reach.measure in ('participant', 'trained')
)

select
    reach.course,
    reach.district_printed as kecamatan,
    districts.region_code as kecamatan_code,
    reach.period_start,
    reach.period_end,
    reach.beneficiary_unit,
    reach.target_count,
    reach.reached_count,
    reach.reach_pct,
    reach.is_suppressed,
    reach.source_ref as source_refs
from reach
left join marts.dim_region as districts
    on
        reach.region_code = districts.parent_code
        and districts.level = 'district'
        and districts.valid_to is null
        and replace(lower(reach.district_printed), ' ', '') = replace(lower(districts.name), ' ', '')
order by reach.period_start, reach.course, reach.district_printed
