{#- What dbt's generic tests look at. Of a model with partitions those made again, which in a build from nothing are all: the
    others were tested in the night that made them. -#}
{% macro get_where_subquery(relation) -%}
    {%- set partition = partition_of(relation) -%}
    {%- set where = config.get('where', '') or 'true' -%}
    {%- if partition and not all_is_made_again() -%}
        {%- set made_again = [in_scope('standing', partition.scope, partition.columns)] -%}
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
