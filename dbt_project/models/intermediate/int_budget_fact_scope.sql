with

lines as (
    select * from {{ ref('int_budget_line_scope') }}
),

positions as (
    select * from {{ ref('int_budget_position_scope') }}
),

final as (
    select
        agency_id,
        fiscal_year,
        period_month
    from lines

    union distinct

    select
        agency_id,
        fiscal_year,
        period_month
    from positions
)

select * from final
