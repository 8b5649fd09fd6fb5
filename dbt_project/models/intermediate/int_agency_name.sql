with

budget as (
    select * from {{ ref('int_budget_spelling') }}
),

reach as (
    select * from {{ ref('int_reach_spelling') }}
),

-- The publish under way; 0 when somebody builds by hand.
publishes as (
    select coalesce(max(publish_id), 0) as publish_id
    from {{ ref('stg_publish') }}
    where state = 'building'
),

spellings as (
    select
        agency_id,
        region_code,
        agency_code,
        agency_name,
        is_sample,
        current_since,
        batch_id,
        min(fiscal_year) as first_year,
        max(fiscal_year) as last_year,
        min(first_row) as first_row
    from budget
    group by agency_id, region_code, agency_code, agency_name, is_sample, current_since, batch_id

    union all

    select
        agency_id,
        region_code,
        {{ as_text('null') }} as agency_code,
        agency_name,
        is_sample,
        current_since,
        batch_id,
        min(last_year) as first_year,
        max(last_year) as last_year,
        min(first_row) as first_row
    from reach
    group by agency_id, region_code, agency_name, is_sample, current_since, batch_id
),

-- Reach reports print no code: an office keeps the newest code that any document prints.
ranked as (
    select
        *,
        row_number() over (
            partition by agency_id
            order by {{ newest_batch_first() }}, first_row, md5(agency_name)
        ) as name_rank,
        row_number() over (
            partition by agency_id
            order by
                case when agency_code is null then 1 else 0 end,
                {{ newest_batch_first() }},
                first_row,
                md5(agency_code)
        ) as code_rank
    from spellings
),

agencies as (
    select
        agency_id,
        region_code,
        max(case when name_rank = 1 then agency_name end) as name,
        max(case when code_rank = 1 then agency_code end) as agency_code,
        min(first_year) as first_year,
        max(last_year) as last_year,
        min(case when is_sample then 1 else 0 end) = 1 as is_sample
    from ranked
    group by agency_id, region_code
),

-- The names that the standing facts bear: those of the build before this one, also where this one is tried again.
standing as (
    {%- if stands() %}
    select
        names.agency_id,
        case when names.publish_id = publishes.publish_id then names.name_before else names.name end as name_before
    from {{ this }} as names
    cross join publishes
    {%- else %}
    select
        agency_id,
        name as name_before
    from agencies
    where 1 = 0
    {%- endif %}
),

final as (
    select
        -- keys
        agencies.agency_id,
        agencies.region_code,

        -- attributes
        agencies.name,
        standing.name_before,
        agencies.agency_code,
        agencies.first_year,
        agencies.last_year,
        publishes.publish_id,

        -- lineage
        agencies.is_sample
    from agencies
    cross join publishes
    left join standing
        on agencies.agency_id = standing.agency_id
)

select * from final
