{%- set scope = ref('int_reach_scope') %}
with

counts as (
    select * from {{ ref('int_program_reach') }} as reach
    {%- if is_incremental() %}
    where {{ in_scope('reach', scope, ['agency_id', 'period_end']) }}
    {%- endif %}
),

final as (
    select
        -- keys
        region_code,
        agency_id,
        period_end,
        program_id,
        batch_id,
        agency_name,
        program_name,

        -- measures
        cast(extract(year from min(period_start)) as integer) as first_year,
        cast(extract(year from period_end) as integer) as last_year,
        min(row_no) as first_row,
        count(*) as row_count,
        sum(case when is_small then 1 else 0 end) as small_counts,

        -- lineage
        is_sample,
        current_since
    from counts
    group by
        region_code,
        agency_id,
        period_end,
        program_id,
        batch_id,
        agency_name,
        program_name,
        is_sample,
        current_since,
        extract(year from period_start)
)

select * from final
