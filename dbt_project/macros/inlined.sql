{#- For CTEs that are named twice and are no work of their own, as a fact that several columns are taken from: each becomes a
    part of the query, so that conditions, those of who asks a view too, reach the table. Postgres computes such a CTE as a
    whole, and keeps all of it, unless it is told not to. -#}
{% macro inlined() -%}
    {{ return(adapter.dispatch('inlined', 'lumbung')()) }}
{%- endmacro %}

{% macro postgres__inlined() -%}
    not materialized
{%- endmacro %}

{% macro spark__inlined() -%}
{%- endmacro %}
