{%- set carried = ['cell_key', 'list_key', 'sex', 'age_group'] -%}

with

listed as (
    select * from {{ ref('int_beneficiary_row') }}
),

cells as (
    select
        {{ key_of(['list_key', 'sex', 'age_group']) }} as cell_key,
        list_key,
        sex,
        age_group,
        sum(case when is_first_of_person then 1 else 0 end) as persons,
        count(*) as rows_listed,
        sum(case when nik_is_valid then 0 else 1 end) as rows_invalid
    from listed
    group by list_key, sex, age_group
),

small as (
    select
        {{ carried | join(',\n        ') }},
        persons as persons_count,
        {{ is_small_count('persons') }} as persons_is_hidden,
        {{ as_text('null') }} as persons_told_in
    from cells
),

-- The count of the whole programme is told: cells hide together.
hidden as (
    {{ hide_another('small', 'cell_key', carried, ['persons'], ['list_key'], 'program') }}
),

judged as (
    select
        cells.*,
        hidden.persons_is_hidden,
        hidden.persons_is_hidden and hidden.persons_told_in is null as tells_the_total,
        -- Rows beyond the persons are persons too, listed again or without a number.
        hidden.persons_is_hidden
        or {{ is_small_count('cells.rows_listed') }}
        or {{ is_small_count('(cells.rows_listed - cells.persons)') }} as rows_are_hidden,
        {{ is_small_count('cells.rows_invalid') }}
        or {{ is_small_count('(cells.rows_listed - cells.rows_invalid)') }} as few_are_invalid
    from cells
    inner join hidden
        on cells.cell_key = hidden.cell_key
),

final as (
    select
        -- keys
        cell_key,
        list_key,

        -- attributes
        sex,
        age_group,
        rows_are_hidden or few_are_invalid as is_suppressed,
        tells_the_total,

        -- measures
        cast(case when not persons_is_hidden then persons end as bigint) as persons_unique,
        cast(case when not rows_are_hidden then rows_listed end as bigint) as rows_listed,
        cast(case when not rows_are_hidden and not few_are_invalid then rows_invalid end as bigint)
            as rows_invalid_nik
    from judged
)

select * from final
