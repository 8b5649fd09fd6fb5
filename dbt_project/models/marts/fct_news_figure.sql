with

figures as (
    select * from {{ ref('int_news_figure') }}
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
        figures.figure_key,
        figures.cluster_id,
        figures.article_url,
        figures.figure_no,
        figures.sentence_no,
        figures.region_code,

        -- attributes
        figures.outlet,
        figures.published_date,
        figures.title,
        figures.is_advertorial,
        figures.copies,
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
        figures.batch_id,
        figures.source_ref,
        figures.source_id,
        figures.is_sample,

        -- later than the first version of this mart: the view that analysts build upon can gain columns at its end only
        figures.is_from_later_copy,
        figures.value_tolerance,
        figures.inside_check,
        figures.inside_check_reason
    from figures
    left join regions
        on figures.region_code = regions.region_code
    left join funding_words
        on {{ normalised('figures.funding_source_printed') }} = funding_words.printed_words
)

select * from final
