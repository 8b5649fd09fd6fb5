{#- For the CTEs of a view that is asked with a condition: each is made a part of the query, so that the condition reaches
    the tables. Postgres computes a CTE that is named twice as a whole unless it is told not to. -#}
{% macro inlined() -%}
    {{ return(adapter.dispatch('inlined', 'lumbung')()) }}
{%- endmacro %}

{% macro postgres__inlined() -%}
    not materialized
{%- endmacro %}

{% macro spark__inlined() -%}
{%- endmacro %}
