-- Words that the vocabulary does not know are kept and shown as unmapped; add them to seeds/funding_source_words.csv.
{{ config(severity='warn') }}

with

printed as (
    select
        funding_source,
        funding_source_printed
    from {{ ref('fct_budget_realisation') }}
    union distinct
    select
        funding_source,
        funding_source_printed
    from {{ ref('fct_program_reach') }}
    union distinct
    select
        funding_source,
        funding_source_printed
    from {{ ref('fct_news_figure') }}
)

select * from printed
where funding_source = 'unmapped'
