{%- set scope = ref('int_budget_position_scope') %}
{%- set apart = [
    'region_code', 'agency_id', 'fiscal_year', 'period_month', 'budget_stage', 'funding_source', 'realised_to_date_basis',
    'source_id', 'is_sample'
] -%}

with

budget as (
    select * from {{ ref('int_budget_realisation') }} as budget
    {%- if is_incremental() %}
    where {{ in_scope('budget', scope, ['agency_id', 'fiscal_year', 'period_month']) }}
    {%- endif %}
),

final as (
    select
        {{ apart | join(',\n        ') }},
        {{ whole_sum('budget_idr') }} as budget_idr,
        {{ whole_sum('realised_to_date_idr') }} as realised_to_date_idr,
        count(*) as lines
    from budget
    group by {{ apart | join(', ') }}
)

select * from final
