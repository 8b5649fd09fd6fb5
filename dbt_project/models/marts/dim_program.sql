with

budget as (
    select * from {{ ref('int_budget_realisation') }}
),

reach as (
    select * from {{ ref('int_program_reach') }}
),

-- Not those with so few persons on their lists that no mart shows them.
lists as (
    select * from {{ ref('int_beneficiary_list') }}
    where not total_is_hidden
),

regions as (
    select * from {{ ref('dim_region') }}
),

spellings as (
    select
        program_id,
        region_code,
        program_code,
        program_name,
        is_sample,
        current_since,
        batch_id,
        min(row_no) as first_row
    from budget
    where program_id is not null
    group by program_id, region_code, program_code, program_name, is_sample, current_since, batch_id

    union all

    select
        program_id,
        region_code,
        {{ as_text('null') }} as program_code,
        program_name,
        is_sample,
        current_since,
        batch_id,
        min(row_no) as first_row
    from reach
    group by program_id, region_code, program_name, is_sample, current_since, batch_id

    union all

    select
        program_id,
        region_code,
        {{ as_text('null') }} as program_code,
        program_name,
        is_sample,
        current_since,
        batch_id,
        0 as first_row
    from lists
),

ranked as (
    select
        *,
        row_number() over (
            partition by program_id
            order by
                case when program_name is null then 1 else 0 end,
                {{ newest_batch_first() }},
                first_row,
                md5(program_name)
        ) as name_rank
    from spellings
),

programs as (
    select
        program_id,
        region_code,
        max(case when name_rank = 1 then coalesce(program_name, program_code) end) as name,
        max(case when name_rank = 1 then program_code end) as program_code,
        min(case when is_sample then 1 else 0 end) = 1 as is_sample
    from ranked
    group by program_id, region_code
),

final as (
    select
        -- keys
        programs.program_id as id,
        programs.region_code,

        -- attributes
        programs.name,
        programs.program_code,
        case when programs.program_code is null then 'name' else 'code' end as identified_by,
        regions.name as region_name,

        -- lineage
        programs.is_sample
    from programs
    left join regions
        on programs.region_code = regions.region_code
)

select * from final
