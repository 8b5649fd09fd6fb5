with

staged as (
    {{ accepted_rows(source('staging', 'program_reach'), versions='all') }}
),

renamed as (
    select
        -- keys
        batch_id,
        sheet,
        row_no,
        column_no,
        region_code,

        -- attributes
        {{ office_name('region_code', 'agency_name') }} as agency_name,
        trim(program_name) as program_name,
        trim(activity_name) as activity_name,
        measure,
        beneficiary_unit,
        period_start,
        period_end,
        registry,
        trim(coalesce(funding_source, 'unspecified')) as funding_source_printed,

        -- measures
        cast(target_count as numeric(20, 2)) as target_count,
        cast(reached_count as numeric(20, 2)) as reached_count,

        -- lineage
        source_ref,
        target_source_ref,
        source_id,
        is_sample,
        origin,
        received_at,
        is_live,
        current_since
    from staged
)

select * from renamed
