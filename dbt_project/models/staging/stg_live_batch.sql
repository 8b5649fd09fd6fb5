with

live_batches as (
    select * from {{ source('landing', 'live_batches') }}
),

-- A table, so that all models of one build see the same batches, whatever is judged meanwhile.
renamed as (
    select
        -- keys
        batch_id,
        source_id,

        -- attributes
        dataset,
        is_sample,
        current_since
    from live_batches
)

select * from renamed
