{#- The columns that metrics may be broken down by; those that one does not use are null. -#}
{% macro metric_dimensions() -%}
    {{ return([
        'agency_name', 'program_name', 'measure', 'count_unit', 'budget_stage', 'account_group', 'area', 'publisher',
        'figure_kind'
    ]) }}
{%- endmacro %}

{#- The rows of every metric of vars.yml, one select below the other. -#}
{% macro metric_rows() -%}
    {%- for metric in var('metrics') %}
        {{- one_metric(metric) }}
        {{- "\n\n    union all\n" if not loop.last }}
    {%- endfor -%}
{%- endmacro %}

{#- A sum is null where one of its lines misses the amount: the sum of the others would look like the whole. -#}
{% macro whole_sum(column) -%}
    case when count({{ column }}) = count(*) then sum({{ column }}) end
{%- endmacro %}

{% macro one_metric(metric) -%}
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
        case when count(*) = 1 then cast(max(figures.{{ metric.part }}) as numeric(24, 6)) end as value,
        {%- elif metric.kind == 'sum' %}
        cast({{ whole_sum('figures.' ~ metric.part) }} as numeric(24, 6)) as value,
        {%- elif metric.kind == 'share' %}
        cast(
            {{ exact_pct(whole_sum('figures.' ~ metric.part), whole_sum('figures.' ~ metric.whole)) }}
            as numeric(24, 6)
        ) as value,
        {%- else %}
        {{ exceptions.raise_compiler_error(metric.id ~ ': kind is figure, sum or share, not ' ~ metric.kind) }}
        {%- endif %}
        count(*) as figures,
        min(figures.batch_id) as batch_id,
        min(figures.source_ref) as source_ref,
        max(case when figures.is_sample then 1 else 0 end) = 1 as is_sample
    from {{ metric.mart }} as figures
    {%- if metric.period != 'own' %}
    inner join dim_period as periods
        on figures.period_id = periods.id
    {%- endif %}
    {%- if metric.where %}
    where {{ metric.where }}
    {%- endif %}
    group by
        figures.region_code,
        figures.source_id,
        {{ days }}.period_start,
        {{ days }}.period_end
        {%- if metric.unit is mapping %},
        {{ unit }}
        {%- endif %}
        {%- for name in metric_dimensions() if name in by %},
        figures.{{ by[name] }}
        {%- endfor %}
{%- endmacro %}
