with

listed as (
    select * from {{ ref('int_beneficiary_row') }}
),

cells as (
    select * from {{ ref('int_beneficiary_cell') }}
),

-- On how many programmes' lists of one year a person stands, wherever.
person_programs as (
    select distinct
        nik_hash,
        coalesce(period_year, 0) as list_year,
        program_words
    from listed
    where nik_hash is not null
),

person_lists as (
    select
        nik_hash,
        list_year,
        count(*) as programs
    from person_programs
    group by nik_hash, list_year
),

counted as (
    select
        listed.list_key,
        count(*) as persons,
        sum(case when person_lists.programs > 1 then 1 else 0 end) as persons_elsewhere
    from listed
    inner join person_lists
        on
            listed.nik_hash = person_lists.nik_hash
            and coalesce(listed.period_year, 0) = person_lists.list_year
    where listed.is_first_of_person
    group by listed.list_key
),

cells_of_lists as (
    select
        list_key,
        max(case when tells_the_total then 1 else 0 end) as cells_that_tell
    from cells
    group by list_key
),

ordered as (
    select
        *,
        row_number() over (
            partition by list_key
            order by {{ newest_batch_first() }}, md5(sheet), row_no
        ) as nth,
        row_number() over (
            partition by list_key, batch_id, sheet
            order by row_no
        ) as nth_of_sheet
    from listed
),

lists as (
    select
        list_key,
        max(region_code) as region_code,
        max(program_id) as program_id,
        max(period_year) as period_year,
        max(case when nth = 1 then program_name end) as program_name,
        sum(case when nth_of_sheet = 1 then 1 else 0 end) as lists,
        max(case when nth = 1 then batch_id end) as batch_id,
        max(case when nth = 1 then sheet end) as sheet,
        max(case when nth = 1 then list_ref end) as list_ref,
        max(case when nth = 1 then source_id end) as source_id,
        max(case when nth = 1 then current_since end) as current_since,
        min(case when is_sample then 1 else 0 end) = 1 as is_sample
    from ordered
    group by list_key
),

judged as (
    select
        lists.*,
        coalesce(counted.persons, 0) as persons,
        coalesce(counted.persons_elsewhere, 0) as persons_elsewhere,
        cells_of_lists.cells_that_tell = 1 or {{ is_small_count('counted.persons') }} as total_is_hidden
    from lists
    inner join cells_of_lists
        on lists.list_key = cells_of_lists.list_key
    left join counted
        on lists.list_key = counted.list_key
),

-- The rows of a sheet, for its address: not where they would say how many stand on a list whose count is withheld.
sheets as (
    select
        listed.batch_id,
        listed.sheet,
        min(listed.row_no) as first_row,
        max(listed.row_no) as last_row,
        max(case when judged.total_is_hidden then 1 else 0 end) as hides_a_total
    from listed
    inner join judged
        on listed.list_key = judged.list_key
    group by listed.batch_id, listed.sheet
),

final as (
    select
        -- keys
        judged.list_key,
        judged.region_code,
        judged.program_id,
        judged.period_year,

        -- attributes
        judged.program_name,
        judged.total_is_hidden,
        judged.total_is_hidden
        or {{ is_small_count('judged.persons_elsewhere') }}
        or {{ is_small_count('(judged.persons - judged.persons_elsewhere)') }} as is_suppressed,

        -- measures
        cast(case when not judged.total_is_hidden then judged.persons end as bigint) as persons_unique,
        cast(case
            when
                not judged.total_is_hidden
                and not {{ is_small_count('judged.persons_elsewhere') }}
                and not {{ is_small_count('(judged.persons - judged.persons_elsewhere)') }}
                then judged.persons_elsewhere
        end as bigint) as persons_on_other_lists,
        cast(judged.lists as bigint) as lists,

        -- lineage
        judged.batch_id,
        judged.list_ref || case
            when sheets.hides_a_total = 1 then ''
            else '!' || {{ as_text('sheets.first_row') }} || ':' || {{ as_text('sheets.last_row') }}
        end as source_ref,
        judged.source_id,
        judged.is_sample,
        judged.current_since
    from judged
    inner join sheets
        on
            judged.batch_id = sheets.batch_id
            and judged.sheet = sheets.sheet
)

select * from final
