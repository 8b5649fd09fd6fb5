with

figures as (
    select * from {{ ref('int_news_figure') }}
    where value is not null and region_code is not null
),

subjects as (
    select * from {{ ref('claim_subjects') }}
),

final as (
    select
        -- keys
        figures.figure_key,
        figures.cluster_id,
        figures.article_url,
        figures.figure_no,
        figures.region_code,

        -- attributes
        subjects.subject,
        subjects.compared_with,
        subjects.official_code,
        subjects.side,
        subjects.claimed_kind,
        subjects.is_one_thing,
        figures.unit,
        figures.unit_measured,
        figures.qualifier,
        figures.published_date,
        figures.period_start,
        figures.period_end,
        {{ period_words('figures.period_start', 'figures.period_end') }} as period,
        {{ normalised('figures.program') }} as program,

        -- measures
        figures.value,
        coalesce(figures.value_high, figures.value) as value_high,
        coalesce(figures.value_tolerance, 0) as value_tolerance,

        -- lineage
        figures.batch_id,
        figures.source_ref,
        figures.is_sample
    from figures
    inner join subjects
        on figures.role = subjects.role
)

select * from final
