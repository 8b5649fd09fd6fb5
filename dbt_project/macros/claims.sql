{#- What claims and official figures are compared by, said once. -#}

{#- Persons are persons, whichever word counts them; no other units are made equal. -#}
{% macro unit_measured(unit) -%}
    case when {{ unit }} = 'orang' then 'jiwa' else {{ unit }} end
{%- endmacro %}

{#- A period as text: 2022, 2018-09, or the two days. -#}
{% macro period_words(first, last) -%}
    case
        when {{ first }} is null or {{ last }} is null then null
        when
            extract(month from {{ first }}) = 1 and extract(day from {{ first }}) = 1
            and extract(month from {{ last }}) = 12 and extract(day from {{ last }}) = 31
            and extract(year from {{ first }}) = extract(year from {{ last }})
            then substring({{ as_text(first) }}, 1, 4)
        when extract(day from {{ first }}) = 1 and {{ month_end(first) }} = {{ last }}
            then substring({{ as_text(first) }}, 1, 7)
        when {{ first }} = {{ last }} then {{ as_text(first) }}
        else {{ as_text(first) }} || ' to ' || {{ as_text(last) }}
    end
{%- endmacro %}

{#- A figure in a sentence: without the zeros behind the decimals. -#}
{% macro figure_words(value) -%}
    rtrim(rtrim({{ as_text('cast(' ~ value ~ ' as numeric(24, 6))') }}, '0'), '.')
{%- endmacro %}
