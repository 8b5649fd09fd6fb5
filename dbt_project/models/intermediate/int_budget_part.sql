{%- set came = came_since(this) %}
with

printed_lines as (
    select * from {{ ref('stg_budget_realisation_version') }}
    {%- if is_incremental() %}
    where {{ among('batch_id', came) }}
    {%- endif %}
),

printed_parts as (
    select
        batch_id,
        region_code,
        agency_name,
        fiscal_year,
        period_month,
        budget_stage,
        count(realised_idr) as realised_lines
    from printed_lines
    group by batch_id, region_code, agency_name, fiscal_year, period_month, budget_stage
),

identified as (
    select
        *,
        {{ agency_id('region_code', 'agency_name') }} as agency_id
    from printed_parts
),

-- A document that gives an office's budget and no realisation at all is a plan (a RAK).
final as (
    select
        -- keys
        batch_id,
        region_code,
        agency_id,
        agency_name,
        fiscal_year,
        period_month,
        budget_stage,

        -- attributes
        sum(realised_lines) over (
            partition by batch_id, region_code, agency_id, fiscal_year, period_month, budget_stage
        ) = 0 as is_plan
    from identified
)

select * from final
