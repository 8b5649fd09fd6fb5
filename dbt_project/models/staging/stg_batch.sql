with

batches as (
    select * from {{ source('landing', 'batches') }}
),

files as (
    select * from {{ source('landing', 'files') }}
),

live_batches as (
    select * from {{ source('ops', 'build_batches') }}
),

joined as (
    select
        -- keys
        batches.batch_id,
        files.file_id,
        files.source_id,
        files.origin,

        -- attributes
        batches.dataset,
        batches.status,
        live_batches.batch_id is not null as is_live,

        -- lineage
        files.is_sample,
        files.current_since
    from batches
    inner join files
        on batches.file_id = files.file_id
    left join live_batches
        on batches.batch_id = live_batches.batch_id
)

select * from joined
