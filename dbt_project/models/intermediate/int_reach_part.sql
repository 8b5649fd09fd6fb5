{%- set came = came_since(this) %}
with

printed_counts as (
    select * from {{ ref('stg_program_reach_version') }}
    {%- if is_incremental() %}
    where {{ among('batch_id', came) }}
    {%- endif %}
),

final as (
    select
        -- keys
        batch_id,
        region_code,
        {{ agency_id('region_code', 'agency_name') }} as agency_id,
        agency_name,
        period_end,

        -- attributes
        max(case
            when
                {{ counts_persons('beneficiary_unit') }}
                and ({{ is_small_count('target_count') }} or {{ is_small_count('reached_count') }})
                then 1
            else 0
        end) = 1 as has_small_count
    from printed_counts
    group by batch_id, region_code, agency_name, period_end
)

select * from final
