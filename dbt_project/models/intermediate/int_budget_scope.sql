with

parts as (
    select * from {{ ref('int_budget_part') }}
),

changed_batches as (
    select * from {{ ref('stg_changed_batch') }}
),

final as (
    select distinct
        parts.agency_id,
        parts.fiscal_year,
        parts.period_month
    from parts
    inner join changed_batches
        on parts.batch_id = changed_batches.batch_id
)

select * from final
