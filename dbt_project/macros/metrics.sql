{#- The columns that metrics may be broken down by; those that one does not use are null. -#}
{% macro metric_dimensions() -%}
    {{ return([
        'agency_id', 'agency_name', 'program_name', 'measure', 'count_unit', 'budget_stage', 'account_group', 'area', 'publisher',
        'figure_kind'
    ]) }}
{%- endmacro %}

{#- A sum is null where one of its lines misses the amount: the sum of the others would look like the whole. -#}
{% macro whole_sum(column) -%}
    case when count({{ column }}) = count(*) then sum({{ column }}) end
{%- endmacro %}

{#- The columns of its mart that a metric is kept apart by. -#}
{% macro columns_apart(metric) -%}
    {%- set columns = (metric.by or {}).values() | list -%}
    {{ return((columns + ([metric.unit.column] if metric.unit is mapping else [])) | unique | sort) }}
{%- endmacro %}

{#- Metrics that take the same figures and keep them apart alike are of one family: its figures are grouped once. -#}
{% macro metric_families() -%}
    {%- set families = {} -%}
    {%- for metric in var('metrics') -%}
        {%- set family = (metric.mart, metric.where, metric.period, columns_apart(metric)) | string -%}
        {%- do families.setdefault(family, []).append(metric) -%}
    {%- endfor -%}
    {{ return(families.values() | list) }}
{%- endmacro %}

{#- The rows of every metric of vars.yml, one select below the other. -#}
{% macro metric_rows() -%}
    with
    {% for family in metric_families() %}
    family_{{ loop.index }} as (
        {{- one_family(family) }}
    ){{ "," if not loop.last }}
    {% endfor %}
    {%- for family in metric_families() %}
        {%- set last_family = loop.last %}
        {%- set number = loop.index %}
        {%- for metric in family %}
            {{- one_metric(metric, 'family_' ~ number) }}
            {{- "\n\n    union all\n" if not (last_family and loop.last) }}
        {%- endfor -%}
    {%- endfor -%}
{%- endmacro %}

{% macro one_family(family) -%}
    {%- set first = family[0] -%}
    {%- set period = ['period_start', 'period_end'] if first.period == 'own' else ['period_id'] -%}
    {%- set apart = ['region_code', 'source_id'] + period + columns_apart(first) -%}
    {%- set amounts = (family | map(attribute='part') | list) + (family | selectattr('whole') | map(attribute='whole') | list) %}
        select
            {%- for name in apart %}
            figures.{{ name }},
            {%- endfor %}
            {%- for name in amounts | unique %}
            {{ whole_sum('figures.' ~ name) }} as sum_{{ name }},
            {%- endfor %}
            count(*) as figures,
            min(figures.batch_id) as batch_id,
            min(figures.source_ref) as source_ref,
            max(case when figures.is_sample then 1 else 0 end) = 1 as is_sample
        from {{ first.mart }} as figures
        {%- if first.where %}
        where {{ first.where }}
        {%- endif %}
        group by
            {%- for name in apart %}
            figures.{{ name }}{{ "," if not loop.last }}
            {%- endfor %}
{%- endmacro %}

{% macro one_metric(metric, family) -%}
    {%- set by = metric.by or {} -%}
    {%- set unit = 'figures.' ~ metric.unit.column if metric.unit is mapping else "'" ~ metric.unit ~ "'" -%}
    {%- set days = 'figures' if metric.period == 'own' else 'periods' %}
    select
        '{{ metric.id }}' as metric_id,
        figures.region_code,
        figures.source_id,
        {{ days }}.period_start,
        {{ days }}.period_end,
        {{ unit }} as unit,
        {%- for name in metric_dimensions() %}
        {{ 'figures.' ~ by[name] if name in by else as_text('null') }} as {{ name }},
        {%- endfor %}
        {%- if metric.kind == 'figure' %}
        case when figures.figures = 1 then cast(figures.sum_{{ metric.part }} as numeric(24, 6)) end as value,
        {%- elif metric.kind == 'sum' %}
        cast(figures.sum_{{ metric.part }} as numeric(24, 6)) as value,
        {%- elif metric.kind == 'share' %}
        cast(
            {{ exact_pct('figures.sum_' ~ metric.part, 'figures.sum_' ~ metric.whole) }}
            as numeric(24, 6)
        ) as value,
        {%- else %}
        {{ exceptions.raise_compiler_error(metric.id ~ ': kind is figure, sum or share, not ' ~ metric.kind) }}
        {%- endif %}
        figures.figures,
        figures.batch_id,
        figures.source_ref,
        figures.is_sample
    from {{ family }} as figures
    {%- if metric.period != 'own' %}
    inner join dim_period as periods
        on figures.period_id = periods.id
    {%- endif %}
{%- endmacro %}
