with

changed_batches as (
    select * from {{ source('ops', 'changed_batches') }}
),

renamed as (
    select batch_id
    from changed_batches
    {%- if flags.FULL_REFRESH %}
    -- Everything is made again: every live batch counts as changed.
    union distinct
    select batch_id
    from {{ ref('stg_live_batch') }}
    {%- endif %}
)

select * from renamed
