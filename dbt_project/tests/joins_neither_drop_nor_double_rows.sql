-- Facts gain names from dimensions and nothing else: as many rows as before the joins, in the partitions whose lines or
-- names can differ.
{%- set budget_months = ref('int_budget_line_scope'), ['agency_id', 'fiscal_year', 'period_month'] %}
{%- set reach_days = ref('int_reach_fact_scope'), ['agency_id', 'period_end'] %}
{%- set facts = {
    'fct_budget_realisation': ('int_budget_newest', budget_months),
    'fct_budget_posture': ('int_budget_posture', none),
    'fct_program_reach': ('int_program_reach', reach_days),
    'fct_poverty_indicator': ('int_poverty_indicator', none),
} %}

with

counts as (
    {%- for fact, (before, partition) in facts.items() %}
    {%- set where = "where " ~ made_again('figures', partition[0], partition[1]) if partition else "" %}
    select
        '{{ fact }}' as mart,
        (select count(*) from {{ ref(fact) }} as figures {{ where }}) as rows_after,
        (select count(*) from {{ ref(before) }} as figures {{ where }}) as rows_before
    {{ "union all" if not loop.last }}
    {%- endfor %}
)

select * from counts
where rows_after <> rows_before
