with

older_days as (
    {{ older_days(source('staging', 'poverty_indicator'), 'vintage_date') }}
),

staged as (
    {{ accepted_rows(source('staging', 'poverty_indicator'), versions='dated', day='vintage_date') }}
),

renamed as (
    select
        -- keys
        batch_id,
        sheet,
        row_no,
        column_no,
        region_code,
        indicator_code,

        -- attributes
        trim(region_name) as region_name_printed,
        area,
        period_year,
        period_part,
        unit,
        trim(unit_printed) as unit_printed,
        publisher,
        kind,
        vintage_date,

        -- measures
        cast(value as numeric(24, 6)) as value,

        -- lineage
        source_ref,
        source_id,
        is_sample,
        current_since
    from staged
)

select * from renamed
