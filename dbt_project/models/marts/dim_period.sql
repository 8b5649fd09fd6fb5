with

parts as (
    select * from {{ ref('period_parts') }}
),

budget as (
    select * from {{ ref('int_budget_spelling') }}
),

indicators as (
    select * from {{ ref('int_poverty_indicator') }}
),

posture as (
    select * from {{ ref('int_budget_posture') }}
),

reach as (
    select * from {{ ref('int_reach_spelling') }}
),

lists as (
    select * from {{ ref('int_beneficiary_list') }}
),

-- Whole years, so that a reader finds empty months too.
years as (
    select fiscal_year as period_year from budget
    union distinct
    select fiscal_year as period_year from posture
    union distinct
    select period_year from indicators
    union distinct
    select first_year as period_year from reach
    union distinct
    select last_year as period_year from reach
    union distinct
    select period_year from lists
    where period_year is not null
),

year_parts as (
    select
        years.period_year,
        parts.period_part,
        parts.name,
        parts.name_id,
        parts.first_month,
        parts.last_month,
        parts.is_calendar,
        {{ first_day('years.period_year', 'parts.first_month') }} as period_start,
        {{ first_day('years.period_year', 'parts.last_month') }} as last_month_start
    from years
    cross join parts
),

final as (
    select
        -- keys
        {{ period_id('period_year', 'period_part') }} as id,

        -- attributes
        name || ' ' || {{ as_text('period_year') }} as name,
        name_id || ' ' || {{ as_text('period_year') }} as name_id,
        period_year,
        period_part,
        period_start,
        {{ month_end('last_month_start') }} as period_end,
        first_month,
        last_month,
        is_calendar
    from year_parts
)

select * from final
