{#- Schemas are named as written (prep, marts_build), without the target's name in front:
    publishing and grants rely on the names. -#}
{% macro generate_schema_name(custom_schema_name, node) -%}
    {{ target.schema if custom_schema_name is none else custom_schema_name | trim }}
{%- endmacro %}
