{%- set changed_versions = ref('stg_changed_version') %}
{%- set came -%}
select changed.batch_id
        from {{ changed_versions }} as changed
        where
            not exists (
                select 1
                from {{ this }} as known
                where changed.batch_id = known.batch_id
            )
{%- endset %}
with

printed_counts as (
    select * from {{ ref('stg_program_reach_version') }}
    {%- if is_incremental() %}
    -- What a batch holds never changes: parts of a batch that are known already stay.
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
