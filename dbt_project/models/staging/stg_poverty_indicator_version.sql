with

staged as (
    {{ accepted_rows(source('staging', 'poverty_indicator'), versions='all') }}
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
        area,
        period_year,
        period_part,
        unit,
        publisher,
        kind,
        vintage_date,

        -- measures
        cast(value as numeric(24, 6)) as value,

        -- lineage
        source_ref,
        source_id,
        is_sample,
        origin,
        received_at,
        is_live,
        current_since
    from staged
)

select * from renamed
