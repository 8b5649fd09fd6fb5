-- Facts gain names from dimensions and nothing else: as many rows as before the joins.
{%- set facts = {
    'fct_budget_realisation': 'int_budget_realisation',
    'fct_budget_posture': 'int_budget_posture',
    'fct_program_reach': 'int_program_reach',
    'fct_poverty_indicator': 'int_poverty_indicator',
} %}

with

counts as (
    {%- for fact, before in facts.items() %}
    select
        '{{ fact }}' as mart,
        (select count(*) from {{ ref(fact) }}) as rows_after,
        (select count(*) from {{ ref(before) }}) as rows_before
    {{ "union all" if not loop.last }}
    {%- endfor %}
)

select * from counts
where rows_after <> rows_before
