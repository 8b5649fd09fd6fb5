-- Insured informal workers per kelurahan, against the count of kelurahan, by kecamatan and in all.
-- The count of kelurahan is that of the region table today; a report of an earlier year may have counted fewer.
-- counts_withheld: rows with fewer than 5 persons, or that would tell such a row; a sum with one of them is null.
with

asked as (
    select
        '15.71' as region_code,
        2022 as reach_year
),

insured as (
    select
        reach.region_code,
        reach.activity_name,
        reach.beneficiary_unit,
        reach.target_count,
        reach.reached_count,
        reach.is_suppressed,
        reach.source_ref,
        replace(lower(regexp_replace(reach.activity_name, '^Kecamatan ', '')), ' ', '') as district_key
    from marts.fct_program_reach as reach
    inner join asked
        on
            reach.region_code = asked.region_code
            and extract(year from reach.period_end) = asked.reach_year
    where
        reach.measure = 'recipient'
        and reach.program_name ilike '%bpjs ketenagakerjaan%'
),

districts as (
    select
        districts.parent_code as region_code,
        districts.region_code as district_code,
        replace(lower(districts.name), ' ', '') as district_key,
        count(*) as kelurahan_count
    from marts.dim_region as districts
    inner join marts.dim_region as kelurahan
        on
            districts.region_code = kelurahan.parent_code
            and kelurahan.level = 'village'
            and kelurahan.valid_to is null
    where
        districts.level = 'district'
        and districts.valid_to is null
    group by districts.parent_code, districts.region_code, districts.name
)

select
    coalesce(insured.activity_name, 'All kecamatan') as kecamatan,
    case when grouping(insured.activity_name) = 0 then max(districts.district_code) end as kecamatan_code,
    insured.beneficiary_unit,
    case when count(*) filter (where insured.is_suppressed) = 0 then sum(insured.target_count) end as target_count,
    case when count(*) filter (where insured.is_suppressed) = 0 then sum(insured.reached_count) end as insured_count,
    count(*) filter (where insured.is_suppressed) as counts_withheld,
    sum(districts.kelurahan_count) as kelurahan_count,
    -- Null where a kecamatan is not in the region table: its kelurahan would miss below the line.
    case
        when count(districts.kelurahan_count) = count(*) and count(*) filter (where insured.is_suppressed) = 0
            then round(sum(insured.reached_count) / sum(districts.kelurahan_count), 2)
    end as insured_per_kelurahan,
    case
        when count(districts.kelurahan_count) = count(*) and count(*) filter (where insured.is_suppressed) = 0
            then round(sum(insured.target_count) / sum(districts.kelurahan_count), 2)
    end as target_per_kelurahan,
    string_agg(insured.source_ref, ', ' order by insured.source_ref) as source_refs
from insured
left join districts
    on
        insured.region_code = districts.region_code
        and insured.district_key = districts.district_key
group by grouping sets ((insured.activity_name, insured.beneficiary_unit), (insured.beneficiary_unit))
order by grouping(insured.activity_name), insured.activity_name
