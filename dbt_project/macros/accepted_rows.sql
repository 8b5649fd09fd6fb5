{#- The door from staging to models: rows of accepted batches, as they were when the build began (ops.build_batches
    and ops.build_versions hold that for all models of the build). A batch that is staged but not yet judged, or rejected,
    is invisible to every model, whoever starts dbt and whenever. `columns` names those that dbt may read, where that is
    not all. `versions`:
      live    rows of the newest accepted batch of each origin
      dated   also what older versions of a file say of another day (of column `day`): a position of June is not taken
              back by a file of September under the same name. A day that a newer version says again is the newer one's
      all     rows of every accepted version, with the file they came in: what was said before, and what instead of it -#}
{% macro accepted_rows(dataset, columns=['*'], versions='live', day=none) -%}
    {%- if versions == 'all' %}
    {{- rows_of_batches(dataset, columns, source('ops', 'build_versions'), ['origin', 'received_at', 'is_live']) }}
    {%- else %}
    {{- rows_of_batches(dataset, columns, source('ops', 'build_batches')) }}
    {%- endif %}
    {%- if versions == 'dated' %}
    union all
    {{- rows_of_batches(dataset, columns, 'older_days') }}
            and staged.{{ day }} = batches.{{ day }}
    {%- endif %}
{%- endmacro %}

{% macro rows_of_batches(dataset, columns, batches, more=[]) %}
    select
        {%- for column in columns %}
        staged.{{ column }},
        {%- endfor %}
        {%- for column in more %}
        batches.{{ column }},
        {%- endfor %}
        batches.source_id,
        batches.is_sample,
        batches.current_since
    from {{ dataset }} as staged
    inner join {{ batches }} as batches
        on
            staged.batch_id = batches.batch_id
{%- endmacro %}

{#- The days that only older versions of a file speak of, newest version first; the CTE `older_days` of accepted_rows.
    Origins of one version, which are most, have none and are not looked at. -#}
{% macro older_days(dataset, day) -%}
    select
        batch_id,
        {{ day }},
        source_id,
        is_sample,
        current_since
    from (
        select
            *,
            row_number() over (
                partition by source_id, is_sample, origin, {{ day }}
                order by current_since desc, batch_id desc
            ) as nth
        from (
            select distinct
                stated.{{ day }},
                versions.batch_id,
                versions.source_id,
                versions.is_sample,
                versions.origin,
                versions.current_since,
                versions.is_live
            from {{ source('ops', 'build_versions') }} as versions
            inner join {{ dataset }} as stated
                on versions.batch_id = stated.batch_id
            where
                versions.versions > 1
                and stated.{{ day }} is not null
        ) as days
    ) as newest_first
    where nth = 1 and not is_live
{%- endmacro %}

{#- Versions that were accepted since the build before and of which `known` holds nothing yet. What a version holds never
    changes, so what is known of another one stays. -#}
{% macro came_since(known) -%}
    select changed.batch_id
    from {{ ref('stg_changed_version') }} as changed
    where
        not exists (
            select 1
            from {{ known }} as known
            where changed.batch_id = known.batch_id
        )
{%- endmacro %}
