with

changed_versions as (
    select * from {{ source('ops', 'changed_versions') }}
),

renamed as (
    select batch_id
    from changed_versions
    {%- if should_full_refresh() %}
    -- Everything is made again: every version counts as changed.
    union distinct
    select batch_id
    from {{ source('ops', 'build_versions') }}
    {%- endif %}
)

select * from renamed
