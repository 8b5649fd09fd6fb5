with

publishes as (
    select * from {{ source('ops', 'publishes') }}
),

renamed as (
    select
        -- keys
        publish_id,

        -- attributes
        state,
        started_at
    from publishes
)

select * from renamed
