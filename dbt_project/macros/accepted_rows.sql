{#- The only door from staging to models: rows of the newest accepted batch of each origin, as it was when the build began
    (ops.build_batches holds that for all models of the build). A batch that is staged but not yet judged, or rejected, is
    invisible to every model, whoever starts dbt and whenever. `columns` names those that dbt may read, where that is not
    all. -#}
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
