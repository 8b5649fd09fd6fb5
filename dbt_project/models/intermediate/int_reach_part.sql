{%- set changed_rows = ref('stg_reach_changed') %}
with

printed_counts as (
    {%- if is_incremental() %}
    -- What a batch holds never changes: parts of a batch that are known already stay.
    select changed.*
    from {{ changed_rows }} as changed
    where
        not exists (
            select 1
            from {{ this }} as known
            where changed.batch_id = known.batch_id
        )
    {%- else %}
    select * from {{ ref('stg_program_reach') }}
    {%- endif %}
),

printed_parts as (
    select distinct
        batch_id,
        region_code,
        agency_name,
        period_end
    from printed_counts
),

final as (
    select
        -- keys
        batch_id,
        region_code,
        {{ agency_id('region_code', 'agency_name') }} as agency_id,
        agency_name,
        period_end
    from printed_parts
)

select * from final
