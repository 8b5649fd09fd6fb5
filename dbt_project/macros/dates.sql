{#- Dates made the same way on every engine. -#}

{#- The first day of a month. -#}
{% macro first_day(year, month) -%}
    cast({{ as_text(year) }} || '-' || {{ as_text(month) }} || '-01' as date)
{%- endmacro %}

{#- The last day of the month that a date lies in. -#}
{% macro month_end(day) -%}
    {{ dbt.last_day(day, 'month') }}
{%- endmacro %}

{#- A month as a bit of a number: 1, 2, 4 ... 2048. -#}
{% macro month_bit(month) -%}
    cast(power(2, {{ month }} - 1) as integer)
{%- endmacro %}

{#- 202604 as 2026-04. -#}
{% macro year_and_month(number) -%}
    substring({{ as_text(number) }}, 1, 4) || '-' || substring({{ as_text(number) }}, 5, 2)
{%- endmacro %}

{#- What stands for no day where days are compared; no document is of this day. -#}
{% macro no_day() -%}
    cast('0001-01-01' as date)
{%- endmacro %}
