{%- set scope = ref('int_budget_position_scope') %}
{%- set apart = [
    'region_code', 'agency_id', 'fiscal_year', 'period_month', 'budget_stage', 'funding_source', 'realised_to_date_basis',
    'source_id', 'is_sample'
] -%}

with

lines as (
    select * from {{ ref('int_budget_newest') }} as lines
    {%- if is_incremental() %}
    where {{ in_scope('lines', scope, ['agency_id', 'fiscal_year', 'period_month']) }}
    {%- endif %}
),

positions as (
    select * from {{ ref('int_budget_position') }} as positions
    {%- if is_incremental() %}
    where {{ in_scope('positions', scope, ['agency_id', 'fiscal_year', 'period_month']) }}
    {%- endif %}
),

budget as (
    select
        lines.*,
        positions.realised_to_date_basis,
        positions.realised_to_date_idr
    from lines
    inner join positions
        on lines.budget_key = positions.budget_key
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
