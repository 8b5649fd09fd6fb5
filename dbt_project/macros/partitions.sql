{#- Partitions, said once. A model that declares `meta.partition` is made again only where batches changed: `scope` names
    the model that has a row for each partition to make again, `columns` what a partition is known by. A row in which
    one of them is null belongs to no partition: such rows are few, and always made again. -#}

{#- Whether a row lies in a partition to make again. -#}
{% macro in_scope(alias, scope, columns) -%}
exists (
        select 1
        from {{ scope }} as scope
        where
            {%- for column in columns %}
            {{ "and " if not loop.first }}{{ alias }}.{{ column }} = scope.{{ column }}
            {%- endfor %}
    )
{%- endmacro %}

{#- Whether a column holds one of the values that a query gives. Postgres looks for them inside a view only when it knows
    them before it reads the view: then it finds the rows by their key. -#}
{% macro among(column, query) -%}
    {{ return(adapter.dispatch('among', 'lumbung')(column, query)) }}
{%- endmacro %}

{% macro postgres__among(column, query) -%}
    {{ column }} = any(array({{ query }}))
{%- endmacro %}

{% macro spark__among(column, query) -%}
    {{ column }} in ({{ query }})
{%- endmacro %}

{#- Whether a test looks at a row: at what was made again. In a build from nothing that is all, and nothing is searched. -#}
{% macro made_again(alias, scope, columns) -%}
    {{ '1 = 1' if all_is_made_again() else in_scope(alias, scope, columns) }}
{%- endmacro %}

{#- Whether every batch that the build reads changed. -#}
{% macro all_is_made_again() -%}
    {%- if not execute -%}
        {{ return(false) }}
    {%- endif -%}
    {%- set query -%}
    select 1
    from {{ api.Relation.create(database=target.database, schema='ops', identifier='build_batches') }} as live
    where not exists (
        select 1
        from {{ table_of('stg_changed_batch') }} as changed
        where live.batch_id = changed.batch_id
    )
    limit 1
    {%- endset -%}
    {{ return(run_query(query).rows | length == 0) }}
{%- endmacro %}

{#- The table of a model, for macros that serve any test: a test depends on what it names itself. -#}
{% macro table_of(name) -%}
    {%- for node in graph.nodes.values() if node.resource_type == 'model' and node.name == name -%}
        {{ return(api.Relation.create(database=node.database, schema=node.schema, identifier=node.alias)) }}
    {%- endfor -%}
{%- endmacro %}

{#- The incremental strategy of such models: the partitions in scope leave, also those that have no rows any more, and the
    rows made again come in their place, in one transaction. -#}
{% macro get_incremental_replace_partitions_sql(arg_dict) -%}
    {%- set partition = model.config.meta.partition -%}
    {{ return(adapter.dispatch('replace_partitions', 'lumbung')(
        arg_dict.target_relation,
        sql,
        arg_dict.temp_relation,
        get_quoted_csv(arg_dict.dest_columns | map(attribute='name') | list),
        ref(partition.scope),
        partition.columns,
        partition.nullable or []
    )) }}
{%- endmacro %}

{#- Rows go straight to their place: dbt's temporary table (`made_again`) tells their columns and holds none of them. -#}
{% macro postgres__replace_partitions(target, query, made_again, names, scope, columns, nullable) -%}
    delete from {{ target }} as standing
    using {{ scope }} as scope
    where
        {%- for column in columns %}
        {{ "and " if not loop.first }}standing.{{ column }} = scope.{{ column }}
        {%- endfor %};
    {%- for column in nullable %}
    delete from {{ target }} where {{ column }} is null;
    {%- endfor %}
    insert into {{ target }} ({{ names }})
    select {{ names }} from (
        {{ query }}
    ) as made_again
    order by {{ side_by_side() }}
{%- endmacro %}

{% macro postgres__create_table_as(temporary, relation, sql) -%}
    {%- set made_again = 'select * from (' ~ sql ~ ') as made_again' -%}
    {%- if model.config.incremental_strategy != 'replace_partitions' -%}
        {{ dbt.postgres__create_table_as(temporary, relation, sql) }}
    {%- elif temporary -%}
        {{ dbt.postgres__create_table_as(temporary, relation, made_again ~ ' limit 0') }}
    {%- else -%}
        {{ dbt.postgres__create_table_as(temporary, relation, made_again ~ ' order by ' ~ side_by_side()) }}
    {%- endif -%}
{%- endmacro %}

{#- The columns by whose order rows of a partition come to lie together: to replace it then touches few pages. The key of
    a mart begins with its partition (`key_within`), and its index is built the faster when rows come in its order. -#}
{% macro side_by_side() -%}
    {%- set keyed = [] -%}
    {%- for column in model.columns.values() if column.constraints | selectattr('type', 'equalto', 'primary_key') | list -%}
        {%- do keyed.append(column.name) -%}
    {%- endfor -%}
    {{ return((keyed or model.config.meta.partition.columns) | join(', ')) }}
{%- endmacro %}

{#- Partitions that have rows are overwritten (spark.sql.sources.partitionOverwriteMode=dynamic), those that have none
    any more are dropped first. Of a model that reads its own table (int_budget_position), `made_again` must be a table there:
    Spark overwrites nothing that the same statement reads. -#}
{% macro spark__replace_partitions(target, query, made_again, names, scope, columns, nullable) -%}
    {%- set gone -%}
    select distinct {{ columns | join(', ') }} from {{ scope }}
    except
    select distinct {{ columns | join(', ') }} from {{ made_again }}
    {%- endset -%}
    {%- if execute -%}
        {%- for row in run_query(gone).rows -%}
            {%- set these = [] -%}
            {%- for column in columns -%}
                {%- do these.append(column ~ " = '" ~ (row[column] | string | replace("'", "\\'")) ~ "'") -%}
            {%- endfor -%}
            {%- do run_query('alter table ' ~ target ~ ' drop if exists partition (' ~ these | join(', ') ~ ')') -%}
        {%- endfor -%}
    {%- endif -%}
    insert overwrite table {{ target }} partition ({{ columns | join(', ') }})
    select {{ names }} from {{ made_again }}
{%- endmacro %}

{#- Tell the planner how many rows a table has that was made a moment ago: it joins large tables with small scopes. -#}
{% macro gather_statistics(relation) -%}
    {{ return(adapter.dispatch('gather_statistics', 'lumbung')(relation)) }}
{%- endmacro %}

{% macro postgres__gather_statistics(relation) -%}
    analyze {{ relation }}
{%- endmacro %}

{% macro spark__gather_statistics(relation) -%}
    analyze table {{ relation }} compute statistics
{%- endmacro %}

{#- Of a table that stands from build to build: counted when it is made, and from then on when a publish finds much of it
    changed. Postgres' own rounds would come in the middle of a build, once for every few partitions. -#}
{% macro leave_to_publish(relation) -%}
    {{ return(adapter.dispatch('leave_to_publish', 'lumbung')(relation)) if not is_incremental() }}
{%- endmacro %}

{% macro postgres__leave_to_publish(relation) -%}
    alter table {{ relation }} set (autovacuum_enabled = false);
    {{ gather_statistics(relation) }}
{%- endmacro %}

{% macro spark__leave_to_publish(relation) -%}
    {{ gather_statistics(relation) }}
{%- endmacro %}

{#- The partition that the model of a table declares, its scope as a table; none where it declares none. -#}
{% macro partition_of(relation) -%}
    {%- set models = graph.nodes.values() | selectattr('resource_type', 'equalto', 'model') | list if execute else [] -%}
    {%- for node in models if node.schema == relation.schema and node.alias == relation.identifier -%}
        {%- set partition = node.config.get('meta', {}).get('partition') -%}
        {%- if partition -%}
            {{ return({
                'scope': table_of(partition.scope),
                'columns': partition.columns,
                'nullable': partition.nullable or [],
                'steady': {
                    'scope': table_of(partition.steady.scope),
                    'but': partition.steady.but
                } if partition.steady else none
            }) }}
        {%- endif -%}
    {%- endfor -%}
    {{ return(none) }}
{%- endmacro %}

{#- Whether the table that a model of materialization `table` is about to replace is there, to be read once more. -#}
{% macro stands() -%}
    {{ return(
        execute
        and model.config.materialized == 'table'
        and not should_full_refresh()
        and load_cached_relation(this) is not none
    ) }}
{%- endmacro %}
