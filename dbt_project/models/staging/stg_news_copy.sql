with

staged as (
    {{ accepted_rows(source('staging', 'news_copy'), ['batch_id', 'cluster_id']) }}
),

renamed as (
    select
        -- keys
        batch_id,
        cluster_id,

        -- lineage
        source_id,
        is_sample
    from staged
)

select * from renamed
