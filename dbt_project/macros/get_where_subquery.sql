{#- What dbt's generic tests look at. Of a model with partitions those made again, which in a build from nothing are all: the
    others were tested in the night that made them. Columns that a partition declares `steady` differ in a narrower scope,
    and are tested there, but for those it excepts. -#}
{% macro get_where_subquery(relation) -%}
    {%- set partition = partition_of(relation) -%}
    {%- set where = config.get('where', '') or 'true' -%}
    {%- if partition and not all_is_made_again() -%}
        {%- set is_steady = partition.steady and model.column_name and model.column_name not in partition.steady.but -%}
        {%- set scope = partition.steady.scope if is_steady else partition.scope -%}
        {%- set made_again = [in_scope('standing', scope, partition.columns)] -%}
        {%- for column in partition.nullable -%}
            {%- do made_again.append('standing.' ~ column ~ ' is null') -%}
        {%- endfor -%}
        {%- set parts = [] -%}
        {%- for one in made_again -%}
            {%- do parts.append('select * from ' ~ relation ~ ' as standing where ' ~ one ~ ' and (' ~ where ~ ')') -%}
        {%- endfor -%}
        {{ return('(' ~ parts | join(' union all ') ~ ') as made_again') }}
    {%- elif config.get('where', '') -%}
        {{ return('(select * from ' ~ relation ~ ' where ' ~ where ~ ') as chosen') }}
    {%- else -%}
        {{ return(relation) }}
    {%- endif -%}
{%- endmacro %}
