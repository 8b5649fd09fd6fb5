{#- The columns that metrics may be broken down by; those that one does not use are null. -#}
{% macro metric_dimensions() -%}
    {{ return([
        'agency_id', 'agency_name', 'program_name', 'measure', 'count_unit', 'budget_stage', 'account_group', 'area', 'publisher',
        'figure_kind'
    ]) }}
{%- endmacro %}

{#- Each of them as a column of a table. -#}
{% macro metric_columns(table) -%}
    {%- set columns = {} -%}
    {%- for name in metric_dimensions() %}{% do columns.update({name: table ~ '.' ~ name}) %}{% endfor -%}
    {{ return(columns) }}
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
    {%- set unit = metric_unit(metric) -%}
    {%- set days = metric_days(metric) %}
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

{#- The key of a metric's row, of the expressions that its grain is made of. -#}
{% macro metric_key(metric_id, region_code, source_id, period_start, period_end, unit, dimensions) -%}
    {%- set parts = [metric_id, region_code, source_id, period_start, period_end, unit] -%}
    {%- for name in metric_dimensions() %}{% do parts.append(dimensions[name]) %}{% endfor -%}
    {{ key_within([dimensions['agency_id'], period_end, metric_id], parts) }}
{%- endmacro %}

{#- Where a metric's unit and days stand, and what it takes from where: the same for its values and for their figures. -#}
{% macro metric_unit(metric) -%}
    {{ 'figures.' ~ metric.unit.column if metric.unit is mapping else "'" ~ metric.unit ~ "'" }}
{%- endmacro %}

{% macro metric_days(metric) -%}
    {{ 'figures' if metric.period == 'own' else 'periods' }}
{%- endmacro %}

{% macro metric_from(metric) -%}
    from {{ metric.mart }} as figures
    {%- if metric.period != 'own' %}
    inner join dim_period as periods
        on figures.period_id = periods.id
    {%- endif %}
    {%- if metric.where %}
    where {{ metric.where }}
    {%- endif %}
{%- endmacro %}

{#- The figures behind every metric's values, one select below the other: each with the key of the row that it is in,
    and whether it is in its part or its whole. -#}
{% macro metric_figures() -%}
    {%- for metric in var('metrics') %}
        {%- set parts = {'figure': metric.part} if metric.kind != 'share' else {'part': metric.part, 'whole': metric.whole} %}
        {%- set last_metric = loop.last %}
        {%- set by = metric.by or {} %}
        {%- set days = metric_days(metric) %}
        {%- set dimensions = {} %}
        {%- for name in metric_dimensions() %}
            {%- do dimensions.update({name: 'figures.' ~ by[name] if name in by else as_text('null')}) %}
        {%- endfor %}
        {%- for part, column in parts.items() %}
    select
        figures.region_code,
        {{ metric_key(
            "'" ~ metric.id ~ "'", 'figures.region_code', 'figures.source_id', days ~ '.period_start',
            days ~ '.period_end', metric_unit(metric), dimensions
        ) }} as row_key,
        '{{ part }}' as part,
        '{{ column }}' as fact_measure,
        cast(figures.{{ column }} as numeric(24, 6)) as value,
        '{{ metric.mart }}' as fact_mart,
        figures.{{ fact_keys()[metric.mart] }} as fact_key,
        figures.batch_id,
        {{ fact_ref(metric.mart, column, 'figures.') }} as source_ref
    {{ metric_from(metric) }}
            {{- "\n\n    union all\n" if not (last_metric and loop.last) }}
        {%- endfor %}
    {%- endfor %}
{%- endmacro %}
