with

posture as (
    select * from {{ ref('int_budget_posture') }}
),

regions as (
    select * from {{ ref('dim_region') }}
),

final as (
    select
        -- keys
        posture.posture_key,
        posture.region_code,
        {{ period_id('posture.fiscal_year', "'annual'") }} as period_id,
        posture.fiscal_year,
        posture.as_of_date,
        posture.line_no,

        -- attributes
        regions.name as region_name,
        posture.account_path,
        posture.account_name,
        posture.top_account_name,
        posture.is_newest_position,

        -- measures
        posture.budget_idr,
        posture.realised_to_date_idr,
        posture.absorption_pct,

        -- lineage
        posture.batch_id,
        posture.source_ref,
        posture.budget_source_ref,
        posture.source_id,
        posture.is_sample
    from posture
    left join regions
        on posture.region_code = regions.region_code
)

select * from final
