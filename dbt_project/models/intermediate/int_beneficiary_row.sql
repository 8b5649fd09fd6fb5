with

listed as (
    select
        *,
        {{ program_id('region_code', as_text('null'), 'program_name') }} as program_id,
        {{ normalised('program_name') }} as program_words,
        coalesce(sex, 'unknown') as listed_sex,
        case
            when period_year - birth_year < 18 then 'child'
            when period_year - birth_year < 60 then 'adult'
            when period_year - birth_year >= 60 then 'elderly'
            else 'unknown'
        end as age_group
    from {{ ref('stg_beneficiary') }}
),

-- Invented lists stand back where there is a real one.
ranked as (
    select
        *,
        {{ key_of(['program_id', 'period_year']) }} as list_key,
        min(case when is_sample then 1 else 0 end) over (partition by program_id, period_year) = 1 as only_samples,
        row_number() over (
            partition by program_id, period_year, nik_hash
            order by {{ newest_batch_first() }}, row_no, md5(sheet)
        ) as nth
    from listed
),

final as (
    select
        -- keys
        batch_id,
        sheet,
        row_no,
        list_key,
        region_code,
        program_id,
        nik_hash,

        -- attributes
        program_name,
        program_words,
        period_year,
        listed_sex as sex,
        age_group,
        nik_is_valid,
        -- Once a person, on the newest list; a row whose number is lost is nobody that could be told from others.
        nik_hash is not null and nth = 1 as is_first_of_person,

        -- lineage
        list_ref,
        source_id,
        is_sample,
        current_since
    from ranked
    where is_sample = only_samples
)

select * from final
