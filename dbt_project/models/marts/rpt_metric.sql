{%- set scope = ref('int_metric_scope') %}
with

fct_budget_realisation as (
    select * from {{ ref('fct_budget_realisation') }} as budget
    {%- if is_incremental() %}
    where
        exists (
            select 1
            from {{ scope }} as scope
            where
                budget.agency_id = scope.agency_id
                and budget.fiscal_year = scope.fiscal_year
                and budget.period_month = scope.period_month
                and scope.is_month_end
        )
    {%- endif %}
),

fct_budget_posture as (
    select * from {{ ref('fct_budget_posture') }}
),

fct_program_reach as (
    select * from {{ ref('fct_program_reach') }} as reach
    {%- if is_incremental() %}
    where {{ in_scope('reach', scope, ['agency_id', 'period_end']) }}
    {%- endif %}
),

fct_poverty_indicator as (
    select * from {{ ref('fct_poverty_indicator') }}
),

dim_period as (
    select * from {{ ref('dim_period') }}
),

regions as (
    select * from {{ ref('dim_region') }}
),

-- The definitions stand in vars.yml; the macro writes one select for each.
metrics as (
    {{ metric_rows() }}
),

final as (
    select
        -- keys
        {{ metric_key(
            'metrics.metric_id', 'metrics.region_code', 'metrics.source_id', 'metrics.period_start',
            'metrics.period_end', 'metrics.unit', metric_columns('metrics')
        ) }} as metric_key,
        metrics.metric_id,
        metrics.region_code,
        metrics.agency_id,
        metrics.period_start,
        metrics.period_end,

        -- attributes
        regions.name as region_name,
        metrics.unit,
        metrics.agency_name,
        metrics.program_name,
        metrics.measure,
        metrics.count_unit,
        metrics.budget_stage,
        metrics.account_group,
        metrics.area,
        metrics.publisher,
        metrics.figure_kind,

        -- measures
        cast(metrics.value as numeric(24, 6)) as value,
        metrics.figures,

        -- lineage
        metrics.batch_id,
        metrics.source_ref,
        metrics.source_id,
        metrics.is_sample
    from metrics
    left join regions
        on metrics.region_code = regions.region_code
)

select * from final
