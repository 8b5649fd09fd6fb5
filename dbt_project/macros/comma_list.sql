{#- The distinct values of a column as one text, comma separated, in byte order: a locale's collation must not change it. -#}
{% macro comma_list(column) -%}
    {{ return(adapter.dispatch('comma_list', 'lumbung')(column)) }}
{%- endmacro %}

{% macro postgres__comma_list(column) -%}
    string_agg(distinct {{ column }} collate "C", ', ' order by {{ column }} collate "C")
{%- endmacro %}

{% macro spark__comma_list(column) -%}
    nullif(array_join(array_sort(collect_set({{ column }})), ', '), '')
{%- endmacro %}
