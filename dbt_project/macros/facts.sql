{#- Where a figure of a fact stands, said once for all that refer to it. -#}

{#- The key of each fact. -#}
{% macro fact_keys() -%}
    {{ return({
        'fct_budget_realisation': 'budget_key',
        'fct_budget_posture': 'posture_key',
        'fct_program_reach': 'reach_key',
        'fct_poverty_indicator': 'indicator_key',
        'fct_news_figure': 'figure_key',
    }) }}
{%- endmacro %}

{#- The address of one of a fact's measures: budgets and targets stand in cells of their own. -#}
{% macro fact_ref(mart, measure, prefix='') -%}
    {%- set own = {'budget_idr': 'budget_source_ref', 'target_count': 'target_source_ref'} -%}
    {%- if measure in own -%}
        coalesce({{ prefix }}{{ own[measure] }}, {{ prefix }}source_ref)
    {%- else -%}
        {{ prefix }}source_ref
    {%- endif -%}
{%- endmacro %}
