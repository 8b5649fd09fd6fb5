{#- Text is compared in one form: trimmed, single spaces, lower case. Plain replace() is used because Postgres and Spark
    differ in their regular expressions. -#}
{% macro as_text(expression) -%}
    cast({{ expression }} as {{ dbt.type_string() }})
{%- endmacro %}

{% macro normalised(expression) -%}
    lower(trim(replace(replace(replace({{ expression }}, ' ', '<>'), '><', ''), '<>', ' ')))
{%- endmacro %}

{% macro slug(expression) -%}
    replace({{ normalised(expression) }}, ' ', '-')
{%- endmacro %}

{#- A dotted code as a tuple of integers: 5.1.02.01.001.00024 and 5.1.02.01.01.0024 are the same account. Leading zeros
    go part by part; no code in use pads a part with more than five. -#}
{% macro code_key(expression) -%}
    {%- set ns = namespace(sql="'.' || trim(" ~ expression ~ ")") -%}
    {%- for _ in range(5) -%}
        {%- set ns.sql = "replace(" ~ ns.sql ~ ", '.0', '.')" -%}
    {%- endfor -%}
    substring({{ ns.sql }}, 2)
{%- endmacro %}

{#- One key of many parts, nulls included. The same text on every engine. -#}
{% macro key_of(parts) -%}
    md5(
        {%- for part in parts %}
        coalesce({{ as_text(part) }}, '~') {{ "|| '|' ||" if not loop.last }}
        {%- endfor %}
    )
{%- endmacro %}

{#- One key of many parts that begins alike for all rows of a partition, and before that for all partitions with the same
    first column, an office: in tables and indexes of that order they stand side by side, and to replace some touches few
    pages. -#}
{% macro key_within(partition, parts) -%}
    substring({{ key_of(partition[:1]) }}, 1, 5) || substring({{ key_of(partition) }}, 1, 5)
    || substring({{ key_of(parts) }}, 1, 22)
{%- endmacro %}

{#- A column whose name is a reserved word. -#}
{% macro reserved(name) -%}
    {{ adapter.quote(name) }}
{%- endmacro %}

{#- Several names as one path, joined by ' > '; those that are null are left out, but for the first. -#}
{% macro path_of(parts) -%}
    {{ parts[0] }}
    {%- for part in parts[1:] %} || coalesce(' > ' || {{ part }}, ''){% endfor %}
{%- endmacro %}
