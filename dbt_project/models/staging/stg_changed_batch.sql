with

changed_batches as (
    select * from {{ source('ops', 'changed_batches') }}
),

renamed as (
    select batch_id
    from changed_batches
    {%- if should_full_refresh() %}
    -- Everything is made again: every batch counts as changed.
    union distinct
    select batch_id
    from {{ source('ops', 'build_batches') }}
    {%- endif %}
)

select * from renamed
