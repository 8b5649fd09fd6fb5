{#- Which lines an official figure is made of. int_official_figure adds them up, and bridge_report_source finds them again by
    their key. -#}

{#- Levels that a count may be told of, and what makes the lines of one level one figure. -#}
{% macro reach_levels() -%}
    {{ return({
        'line': 'reach_key',
        'program': 'program_id',
        'days': key_of(['period_start', 'period_end']),
        'region': "'all'",
    }) }}
{%- endmacro %}

{% macro budget_levels() -%}
    {{ return({'program': ('program_id', 'program_name'), 'agency': ('agency_id', 'agency_name')}) }}
{%- endmacro %}

{#- What was planned and what came of it: the amount, and its address. -#}
{% macro reach_sides() -%}
    {{ return({
        'target': ('target_count', fact_ref('fct_program_reach', 'target_count')),
        'reached': ('reached_count', fact_ref('fct_program_reach', 'reached_count')),
    }) }}
{%- endmacro %}

{% macro budget_sides() -%}
    {{ return({
        'target': ('budget_idr', fact_ref('fct_budget_realisation', 'budget_idr')),
        'reached': ('realised_to_date_idr', fact_ref('fct_budget_realisation', 'realised_to_date_idr')),
    }) }}
{%- endmacro %}

{#- Who was trained took part: the press does not tell the two apart. -#}
{% macro measure_compared(measure) -%}
    case {{ measure }} when 'trained' then 'participant' else {{ measure }} end
{%- endmacro %}

{#- 1 for the newest month that an office reported on. -#}
{% macro newest_month_rank() -%}
    rank() over (
            partition by region_code, agency_id, fiscal_year, budget_stage
            order by is_sample asc, period_month desc
        )
{%- endmacro %}

{% macro reach_lines_key(level, side, level_id, measure, unit, year) -%}
    {{ key_of(["'reach'", level, side, level_id, 'region_code', measure, unit, year]) }}
{%- endmacro %}

{% macro budget_lines_key(level, side, level_id) -%}
    {{ key_of(["'budget'", level, side, level_id, 'region_code', 'fiscal_year', 'budget_stage']) }}
{%- endmacro %}

{% macro posture_lines_key(side) -%}
    {{ key_of(["'posture'", side, 'posture_key']) }}
{%- endmacro %}
