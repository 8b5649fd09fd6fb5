with

staged as (
    {{ accepted_rows(source('staging', 'budget_posture'), versions='all') }}
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
        fiscal_year,
        trim(account_path) as account_path,
        as_of_date,

        -- measures
        cast(budget_idr as numeric(20, 2)) as budget_idr,
        cast(realised_to_date_idr as numeric(20, 2)) as realised_to_date_idr,

        -- lineage
        source_ref,
        budget_source_ref,
        source_id,
        is_sample,
        origin,
        received_at,
        is_live,
        current_since
    from staged
)

select * from renamed
