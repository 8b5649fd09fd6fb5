{#- What each mart is made of, and how its newest period reads. A plan is no report: it makes no mart newer.
    The largest marts are counted by what is kept of their partitions. -#}
{%- set marts = {
    'dim_region': {'datasets': []},
    'dim_agency': {
        'datasets': ['budget_realisation', 'program_reach'],
        'newest': as_text('max(last_year)'),
        'samples': true,
    },
    'dim_program': {'datasets': ['budget_realisation', 'program_reach', 'beneficiary'], 'samples': true},
    'dim_funding_source': {'datasets': []},
    'dim_indicator': {'datasets': ['poverty_indicator']},
    'dim_period': {
        'datasets': ['budget_realisation', 'budget_posture', 'program_reach', 'poverty_indicator', 'beneficiary'],
        'newest': as_text('max(period_year)'),
    },
    'fct_budget_realisation': {
        'datasets': ['budget_realisation'],
        'counted_in': 'int_budget_spelling',
        'newest': year_and_month("max(case when realised_lines > 0 then fiscal_year * 100 + period_month end)"),
        'samples': true,
    },
    'fct_budget_posture': {
        'datasets': ['budget_posture'],
        'newest': as_text('max(fiscal_year)'),
        'samples': true,
    },
    'fct_program_reach': {
        'datasets': ['program_reach'],
        'counted_in': 'int_reach_spelling',
        'newest': as_text('max(period_end)'),
        'samples': true,
    },
    'fct_beneficiary_count': {
        'datasets': ['beneficiary'],
        'newest': as_text('max(period_year)'),
        'samples': true,
    },
    'fct_beneficiary_overlap': {
        'datasets': ['beneficiary'],
        'newest': as_text('max(period_year)'),
        'samples': true,
    },
    'fct_poverty_indicator': {
        'datasets': ['poverty_indicator'],
        'newest': as_text('max(period_year)'),
        'samples': true,
    },
    'fct_news_figure': {'datasets': ['news'], 'newest': as_text('max(published_date)'), 'samples': true},
    'rpt_figure_reconciliation': {
        'datasets': ['news', 'poverty_indicator', 'program_reach', 'budget_realisation', 'budget_posture'],
        'newest': as_text('max(left_period_end)'),
        'samples': true,
    },
    'rpt_restatement': {
        'datasets': ['budget_realisation', 'budget_posture', 'program_reach', 'poverty_indicator'],
        'samples': true,
    },
    'rpt_region_scorecard': {
        'datasets': ['news', 'poverty_indicator', 'program_reach', 'budget_realisation', 'budget_posture'],
        'newest': as_text('max(year)'),
        'samples': true,
    },
    'rpt_metric': {
        'datasets': ['budget_realisation', 'budget_posture', 'program_reach', 'poverty_indicator'],
        'newest': as_text('max(period_end)'),
        'samples': true,
    },
} -%}

with

source_states as (
    select * from {{ ref('int_source_state') }}
),

-- The publish under way; none when somebody builds by hand.
publishes as (
    select
        max(publish_id) as publish_id,
        max(started_at) as started_at
    from {{ ref('stg_publish') }}
    where state = 'building'
),

counted as (
    {%- for mart, about in marts.items() %}
    select
        '{{ mart }}' as mart,
        {{ "cast(coalesce(sum(row_count), 0) as bigint)" if about.counted_in else "count(*)" }} as row_count,
        {{ about.newest or as_text('null') }} as newest_period,
        {{ "coalesce(max(case when is_sample then 1 else 0 end), 0) = 1" if about.samples else "false" }} as has_samples
    from {{ ref(about.counted_in or mart) }}
    {{ "union all" if not loop.last }}
    {%- endfor %}
),

mart_datasets as (
    {%- for mart, about in marts.items() if about.datasets %}
    {%- set last_mart = loop.last %}
    {%- for dataset in about.datasets %}
    select
        '{{ mart }}' as mart,
        '{{ dataset }}' as dataset
    {{ "union all" if not (last_mart and loop.last) }}
    {%- endfor %}
    {%- endfor %}
),

mart_sources as (
    select
        mart_datasets.mart,
        {{ comma_list("case when source_states.origins_carried_forward > 0 then source_states.source_id end") }}
            as carried_forward_sources,
        sum(source_states.open_rejections) as open_rejections
    from mart_datasets
    inner join source_states
        on mart_datasets.dataset = source_states.dataset
    group by mart_datasets.mart
),

final as (
    select
        -- keys
        counted.mart,

        -- attributes
        counted.newest_period,
        publishes.publish_id,
        publishes.started_at as published_at,
        case when mart_sources.carried_forward_sources is null then 'fresh' else 'stale' end as state,
        mart_sources.carried_forward_sources,
        counted.has_samples,

        -- measures
        counted.row_count,
        cast(coalesce(mart_sources.open_rejections, 0) as integer) as open_rejections
    from counted
    cross join publishes
    left join mart_sources
        on counted.mart = mart_sources.mart
)

select * from final
