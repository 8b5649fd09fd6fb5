with

older_days as (
    {{ older_days(source('staging', 'budget_posture'), 'as_of_date') }}
),

staged as (
    {{ accepted_rows(source('staging', 'budget_posture'), versions='dated', day='as_of_date') }}
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
        trim(account_path) as account_path,
        trim(account_name) as account_name,
        fiscal_year,
        as_of_date,

        -- measures
        cast(budget_idr as numeric(20, 2)) as budget_idr,
        cast(realised_to_date_idr as numeric(20, 2)) as realised_to_date_idr,

        -- lineage
        source_ref,
        budget_source_ref,
        source_id,
        is_sample,
        current_since
    from staged
)

select * from renamed
