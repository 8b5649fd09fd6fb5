with

budget as (
    select * from {{ ref('int_budget_realisation') }}
),

reach as (
    select * from {{ ref('int_program_reach') }}
),

regions as (
    select * from {{ ref('dim_region') }}
),

spellings as (
    select
        agency_id,
        region_code,
        agency_code,
        agency_name,
        fiscal_year as seen_year,
        is_sample,
        current_since,
        batch_id,
        min(row_no) as first_row
    from budget
    group by agency_id, region_code, agency_code, agency_name, fiscal_year, is_sample, current_since, batch_id

    union all

    select
        agency_id,
        region_code,
        {{ as_text('null') }} as agency_code,
        agency_name,
        cast(extract(year from period_end) as integer) as seen_year,
        is_sample,
        current_since,
        batch_id,
        min(row_no) as first_row
    from reach
    group by agency_id, region_code, agency_name, period_end, is_sample, current_since, batch_id
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
        min(seen_year) as first_year,
        max(seen_year) as last_year,
        min(case when is_sample then 1 else 0 end) = 1 as is_sample
    from ranked
    group by agency_id, region_code
),

final as (
    select
        -- keys
        agencies.agency_id as id,
        agencies.region_code,

        -- attributes
        agencies.name,
        agencies.agency_code,
        regions.name as region_name,
        agencies.first_year,
        agencies.last_year,

        -- lineage
        agencies.is_sample
    from agencies
    left join regions
        on agencies.region_code = regions.region_code
)

select * from final
