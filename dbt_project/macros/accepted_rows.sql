{#- The doors from staging to models. A batch that is staged but not yet judged, or rejected, is invisible to every model,
    whoever starts dbt and whenever; so is one that was accepted while a build was under way (ops.build_batches). -#}

{#- Rows of the newest accepted batch of each origin. `columns` names those that dbt may read, where that is not all. -#}
{% macro accepted_rows(dataset, columns=['*']) -%}
    select
        {%- for column in columns %}
        staged.{{ column }},
        {%- endfor %}
        live.source_id,
        live.is_sample,
        live.current_since
    from {{ dataset }} as staged
    inner join {{ source('ops', 'build_batches') }} as live
        on staged.batch_id = live.batch_id
{%- endmacro %}

{#- Rows of batches that became or ceased to be live since the marts were last made: those that went count too, for they
    tell which partitions lose rows. No figure of them may be shown. -#}
{% macro rows_of_changed_batches(dataset, columns) -%}
    select
        {%- for column in columns %}
        staged.{{ column }}{{ "," if not loop.last }}
        {%- endfor %}
    from {{ dataset }} as staged
    inner join {{ ref('stg_changed_batch') }} as changed
        on staged.batch_id = changed.batch_id
{%- endmacro %}
