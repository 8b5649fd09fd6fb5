with

articles as (
    select * from {{ ref('stg_news_article') }}
),

-- One address may have been fetched for several sources: the newest reading stands.
readings as (
    select
        *,
        row_number() over (
            partition by article_url
            order by {{ newest_batch_first() }}
        ) as reading
    from articles
),

-- The same text under several addresses is one article. The earliest published speaks for all of them.
copies as (
    select
        *,
        row_number() over (
            partition by body_sha256
            order by
                is_sample,
                case when published_date is null then 1 else 0 end,
                published_date,
                case when published_at is null then 1 else 0 end,
                published_at,
                batch_id
        ) as copy_no,
        count(*) over (partition by body_sha256) as copies
    from readings
    where reading = 1
),

final as (
    select
        -- keys
        batch_id,
        article_url,
        body_sha256 as cluster_id,

        -- attributes
        outlet,
        title,
        published_date,
        is_advertorial,
        copy_no = 1 as speaks_for_cluster,

        -- measures
        cast(copies as integer) as copies,

        -- lineage
        source_id,
        is_sample
    from copies
)

select * from final
