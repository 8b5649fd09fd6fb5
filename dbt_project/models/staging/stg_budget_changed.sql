with

staged as (
    {{ rows_of_changed_batches(source('staging', 'budget_realisation'), [
        'batch_id', 'region_code', 'agency_name', 'fiscal_year', 'period_month', 'budget_stage', 'realised_idr'
    ]) }}
),

renamed as (
    select
        -- keys
        batch_id,
        region_code,

        -- attributes
        trim(agency_name) as agency_name,
        fiscal_year,
        period_month,
        budget_stage,

        -- measures
        cast(realised_idr as numeric(20, 2)) as realised_idr
    from staged
)

select * from renamed
