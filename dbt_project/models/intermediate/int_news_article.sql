with

articles as (
    select * from {{ ref('stg_news_article') }}
),

copies_found as (
    select * from {{ ref('stg_news_copy') }}
),

-- An article that was not compared yet is a copy of those with the very same text.
clustered as (
    select
        articles.*,
        coalesce(copies_found.cluster_id, articles.body_sha256) as cluster_id
    from articles
    left join copies_found
        on articles.batch_id = copies_found.batch_id
),

-- One address may have been fetched for several sources: the newest reading stands.
readings as (
    select
        *,
        row_number() over (
            partition by article_url
            order by {{ newest_batch_first() }}
        ) as reading
    from clustered
),

-- Copies are one article: the same text under several addresses, or one event in other words. The earliest published
-- speaks for all of them.
copies as (
    select
        *,
        row_number() over (
            partition by cluster_id
            order by
                is_sample,
                case when published_date is null then 1 else 0 end,
                published_date,
                case when published_at is null then 1 else 0 end,
                published_at,
                article_url
        ) as copy_no,
        count(*) over (partition by cluster_id) as copies
    from readings
    where reading = 1
),

final as (
    select
        -- keys
        batch_id,
        article_url,
        cluster_id,

        -- attributes
        outlet,
        title,
        published_date,
        is_advertorial,
        copy_no = 1 as speaks_for_cluster,

        -- measures
        cast(copy_no as integer) as copy_no,
        cast(copies as integer) as copies,

        -- lineage
        source_id,
        is_sample
    from copies
)

select * from final
