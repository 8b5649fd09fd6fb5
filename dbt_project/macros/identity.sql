{#- Who is who, said once: facts and dimensions must build the same ids. -#}

{#- An office is known by its region and name: the same letters are different offices elsewhere. -#}
{% macro agency_id(region_code, agency_name) -%}
    {{ region_code }} || ':' || {{ slug(agency_name) }}
{%- endmacro %}

{#- What an office is called within its region: `Dinas Sosial Kota Jambi` of Kota Jambi is `Dinas Sosial`, as its budget
    calls it. A province's office keeps its province where it works for a regency: it is none of the regency's. -#}
{% macro office_name(region_code, agency_name) -%}
    {%- set plain = "lower(" ~ agency_name ~ ")" -%}
    case
    {%- for length, words in [('> 2', ['kabupaten', 'kab.', 'kota', 'kotamadya']), ('= 2', ['provinsi', 'propinsi', 'prov.'])] %}
    {%- for word in words %}
        {#- `Dinas Tata Kota dan Pertamanan` names no city. #}
        when
            length({{ region_code }}) {{ length }}
            and position(' {{ word }} ' in {{ plain }}) > 0
            and position(' {{ word }} dan ' in {{ plain }}) = 0
            then trim(substring({{ agency_name }}, 1, position(' {{ word }} ' in {{ plain }}) - 1))
    {%- endfor %}
    {%- endfor %}
        else trim({{ agency_name }})
    end
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
