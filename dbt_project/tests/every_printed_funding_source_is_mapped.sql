-- Words that the vocabulary does not know are kept and shown as unmapped; add them to seeds/funding_source_words.csv.
-- Of the large facts, those of the partitions that were made again.
{{ config(severity='warn') }}
{%- set budget_scope = ref('int_budget_line_scope') %}
{%- set reach_scope = ref('int_reach_fact_scope') %}

with

printed as (
    select
        funding_source,
        funding_source_printed
    from {{ ref('fct_budget_realisation') }} as budget
    where {{ made_again('budget', budget_scope, ['agency_id', 'fiscal_year', 'period_month']) }}
    union distinct
    select
        funding_source,
        funding_source_printed
    from {{ ref('fct_program_reach') }} as reach
    where {{ made_again('reach', reach_scope, ['agency_id', 'period_end']) }}
    union distinct
    select
        funding_source,
        funding_source_printed
    from {{ ref('fct_news_figure') }}
)

select * from printed
where funding_source = 'unmapped'
