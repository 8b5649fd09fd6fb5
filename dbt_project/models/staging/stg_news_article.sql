with

staged as (
    {{ accepted_rows(source('staging', 'news_article'), [
        'batch_id', 'article_url', 'body_sha256', 'outlet', 'title', 'place', 'published_at', 'published_date',
        'is_advertorial'
    ]) }}
),

-- Text and author stay in staging, where dbt may not read them: models need only the hash.
renamed as (
    select
        -- keys
        batch_id,
        article_url,
        body_sha256,

        -- attributes
        outlet,
        title,
        place,
        published_at,
        published_date,
        is_advertorial,

        -- lineage
        source_id,
        is_sample,
        current_since
    from staged
)

select * from renamed
