{#- Who is who, said once: facts and dimensions must build the same ids. -#}

{#- An office is known by its region and name: the same letters are different offices elsewhere. -#}
{% macro agency_id(region_code, agency_name) -%}
    {{ region_code }} || ':' || {{ slug(agency_name) }}
{%- endmacro %}

{#- A programme is known by its code where a document prints one, else by its name, always within its region. -#}
{% macro program_id(region_code, program_code, program_name) -%}
    {{ region_code }} || ':' || coalesce({{ code_key(program_code) }}, {{ slug(program_name) }})
{%- endmacro %}

{#- A level of the budget is known by its code, else by its name. -#}
{% macro code_or_name(code, name) -%}
    coalesce({{ code_key(code) }}, {{ normalised(name) }})
{%- endmacro %}

{% macro period_id(year, part) -%}
    {{ as_text(year) }} || '-' || {{ part }}
{%- endmacro %}

{% macro month_part(month) -%}
    'm' || case when {{ month }} < 10 then '0' else '' end || {{ as_text(month) }}
{%- endmacro %}

{#- Whether a region lies within another, wider one, by their codes; 00 is the nation. -#}
{% macro lies_in(region_code, wider_code) -%}
    (
        ({{ wider_code }} = '00' and {{ region_code }} <> '00')
        or substring({{ region_code }}, 1, length({{ wider_code }}) + 1) = {{ wider_code }} || '.'
    )
{%- endmacro %}
