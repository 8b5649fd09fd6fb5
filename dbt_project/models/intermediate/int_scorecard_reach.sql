{%- set scope = ref('int_reach_year_scope') %}
{%- set apart = [
    'region_code', 'agency_id', 'measure', 'beneficiary_unit', 'period_end', 'source_id', 'is_sample'
] -%}

with

reach as (
    select * from {{ ref('int_reach_shown') }} as reach
    {%- if is_incremental() %}
    where {{ in_scope('reach', scope, ['agency_id', 'period_end']) }}
    {%- endif %}
),

final as (
    select
        {{ apart | join(',\n        ') }},
        {{ whole_sum('reached_count') }} as reached_count,
        count(*) as lines
    from reach
    group by {{ apart | join(', ') }}
)

select * from final
