{#- What leaves is told by the scope of metrics, what comes by those of the facts that it is made of. -#}
{%- set scope = ref('int_metric_scope') %}
{%- set budget_scope = ref('int_budget_fact_scope') %}
{%- set reach_scope = ref('int_reach_fact_scope') %}
with

fct_budget_realisation as (
    select * from {{ ref('fct_budget_realisation') }} as budget
    {%- if is_incremental() %}
    where {{ in_scope('budget', budget_scope, ['agency_id', 'fiscal_year', 'period_month']) }}
    {%- endif %}
),

fct_budget_posture as (
    select * from {{ ref('fct_budget_posture') }}
),

reach_in_sums as (
    select * from {{ ref('int_reach_shown') }} as reach
    {%- if is_incremental() %}
    where {{ in_scope('reach', reach_scope, ['agency_id', 'period_end']) }}
    {%- endif %}
),

-- A small count that no line shows stands in the sum of its programme, where nothing leads back from there.
fct_program_reach as (
    select
        lines.reach_key,
        lines.region_code,
        lines.agency_id,
        lines.period_id,
        lines.period_start,
        lines.period_end,
        lines.agency_name,
        lines.program_name,
        lines.measure,
        lines.beneficiary_unit,
        coalesce(lines.target_count, reach_in_sums.target_in_report) as target_count,
        coalesce(lines.reached_count, reach_in_sums.reached_in_report) as reached_count,
        lines.batch_id,
        lines.source_ref,
        lines.source_id,
        lines.is_sample
    from {{ ref('fct_program_reach') }} as lines
    left join reach_in_sums
        on lines.reach_key = reach_in_sums.reach_key
    {%- if is_incremental() %}
    where {{ in_scope('lines', reach_scope, ['agency_id', 'period_end']) }}
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
