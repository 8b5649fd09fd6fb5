with

figures as (
    select * from {{ ref('stg_news_figure') }}
),

articles as (
    select * from {{ ref('int_news_article') }}
    where speaks_for_cluster
),

regions as (
    select * from {{ ref('dim_region') }}
),

funding_words as (
    select * from {{ ref('funding_source_words') }}
),

final as (
    select
        -- keys
        {{ key_of(['articles.cluster_id', 'figures.figure_no']) }} as figure_key,
        articles.cluster_id,
        articles.article_url,
        figures.figure_no,
        figures.sentence_no,
        figures.region_code,

        -- attributes
        articles.outlet,
        articles.published_date,
        articles.title,
        articles.is_advertorial,
        articles.copies,
        regions.name as region_name,
        figures.quote,
        figures.start_offset as {{ reserved('start') }},
        figures.end_offset as {{ reserved('end') }},
        figures.unit,
        figures.role,
        figures.qualifier,
        figures.period_start,
        figures.period_end,
        figures.program,
        case
            when figures.funding_source_printed is null then null
            else coalesce(funding_words.funding_source, 'unmapped')
        end as funding_source,
        figures.funding_source_printed,
        figures.reason,

        -- measures
        figures.value,
        figures.value_high,
        figures.confidence,

        -- lineage
        articles.batch_id,
        figures.source_ref,
        articles.source_id,
        articles.is_sample
    from figures
    inner join articles
        on figures.batch_id = articles.batch_id
    left join regions
        on figures.region_code = regions.region_code
    left join funding_words
        on {{ normalised('figures.funding_source_printed') }} = funding_words.printed_words
)

select * from final
