with

budget as (
    select * from {{ ref('int_budget_spelling') }}
),

reach as (
    select * from {{ ref('int_reach_spelling') }}
),

-- Not those with so few persons on their lists that no mart shows them.
lists as (
    select * from {{ ref('int_beneficiary_list') }}
    where not total_is_hidden
),

-- The publish under way; 0 when somebody builds by hand.
publishes as (
    select coalesce(max(publish_id), 0) as publish_id
    from {{ ref('stg_publish') }}
    where state = 'building'
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
        min(first_row) as first_row
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
        min(first_row) as first_row
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
                md5(program_name),
                md5(program_code)
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

-- The names that the standing facts bear: those of the build before this one, also where this one is tried again.
standing as (
    {%- if stands() %}
    select
        names.program_id,
        case when names.publish_id = publishes.publish_id then names.name_before else names.name end as name_before
    from {{ this }} as names
    cross join publishes
    {%- else %}
    select
        program_id,
        name as name_before
    from programs
    where 1 = 0
    {%- endif %}
),

final as (
    select
        -- keys
        programs.program_id,
        programs.region_code,

        -- attributes
        programs.name,
        standing.name_before,
        programs.program_code,
        publishes.publish_id,

        -- lineage
        programs.is_sample
    from programs
    cross join publishes
    left join standing
        on programs.program_id = standing.program_id
)

select * from final
