with

staged as (
    {{ rows_of_changed_batches(source('staging', 'program_reach'), [
        'batch_id', 'region_code', 'agency_name', 'period_end'
    ]) }}
),

renamed as (
    select
        -- keys
        batch_id,
        region_code,

        -- attributes
        trim(agency_name) as agency_name,
        period_end
    from staged
)

select * from renamed
