{%- set scope = ref('int_budget_fact_scope') %}
with

budget as (
    select * from {{ ref('int_budget_newest') }} as budget
    {%- if is_incremental() %}
    where {{ in_scope('budget', scope, ['agency_id', 'fiscal_year', 'period_month']) }}
    {%- endif %}
),

positions as (
    select * from {{ ref('int_budget_position') }} as positions
    {%- if is_incremental() %}
    where {{ in_scope('positions', scope, ['agency_id', 'fiscal_year', 'period_month']) }}
    {%- endif %}
),

regions as (
    select * from {{ ref('dim_region') }}
),

agencies as (
    select * from {{ ref('dim_agency') }}
),

programs as (
    select * from {{ ref('dim_program') }}
),

final as (
    select
        -- keys
        budget.budget_key,
        budget.region_code,
        budget.agency_id,
        budget.program_id,
        {{ period_id('budget.fiscal_year', month_part('budget.period_month')) }} as period_id,
        budget.fiscal_year,
        budget.period_month,
        budget.budget_stage,
        budget.funding_source,
        budget.line_no,

        -- attributes
        regions.name as region_name,
        agencies.name as agency_name,
        budget.agency_code,
        budget.function_code,
        budget.program_code,
        programs.name as program_name,
        budget.activity_code,
        budget.activity_name,
        budget.sub_activity_code,
        budget.sub_activity_name,
        {{ nomenclature('budget.sub_activity_code', 'budget.fiscal_year') }} as nomenclature,
        budget.account_code,
        budget.account_name,
        {{ account_chart('budget.account_code', 'budget.fiscal_year') }} as account_chart,
        budget.expenditure_class,
        budget.funding_source_printed,
        budget.as_of_date,
        positions.realised_in_month_basis,
        positions.realised_to_date_basis,

        -- measures
        budget.budget_idr,
        positions.realised_in_month_idr,
        positions.realised_to_date_idr,
        positions.absorption_pct,

        -- lineage
        budget.batch_id,
        budget.source_ref,
        budget.budget_source_ref,
        budget.source_id,
        budget.is_sample,

        -- later than the first version of this mart
        budget.line_key
    from budget
    inner join positions
        on budget.budget_key = positions.budget_key
    left join regions
        on budget.region_code = regions.region_code
    left join agencies
        on budget.agency_id = agencies.id
    left join programs
        on budget.program_id = programs.id
)

select * from final
