{%- set scope = ref('int_budget_position_scope') %}
with

-- Of an office's year all months, for a position stands on the months before it.
months_of_lines as (
    select
        budget_key,
        line_key,
        agency_id,
        fiscal_year,
        budget_stage,
        realisation_basis,
        is_plan,
        is_sample,
        period_month,
        budget_idr,
        realised_idr
    from {{ ref('int_budget_newest') }} as newest
    {%- if is_incremental() %}
    where {{ in_scope('newest', scope, ['agency_id', 'fiscal_year']) }}
    {%- endif %}
),

spellings as (
    select * from {{ ref('int_budget_spelling') }} as spellings
    {%- if is_incremental() %}
    where {{ in_scope('spellings', scope, ['agency_id', 'fiscal_year']) }}
    {%- endif %}
),

-- A report covers an office, a year and a stage for one month, in one way of counting. Invented months of a sample
-- never complete a real year, and a plan reports no month.
reported_months as (
    select distinct
        agency_id,
        fiscal_year,
        budget_stage,
        realisation_basis,
        is_plan,
        is_sample,
        period_month
    from spellings
),

-- The months of a year as one number: January is 1, February 2, March 4 and so on.
reported_years as (
    select
        agency_id,
        fiscal_year,
        budget_stage,
        realisation_basis,
        is_plan,
        is_sample,
        cast(sum({{ month_bit('period_month') }}) as integer) as months
    from reported_months
    group by agency_id, fiscal_year, budget_stage, realisation_basis, is_plan, is_sample
),

lines_in_order as (
    select
        months_of_lines.*,
        mod(reported_years.months, 2 * {{ month_bit('months_of_lines.period_month') }})
        = 2 * {{ month_bit('months_of_lines.period_month') }} - 1 as every_month_is_there,
        2 * mod(reported_years.months, {{ month_bit('months_of_lines.period_month') }})
        >= {{ month_bit('months_of_lines.period_month') }} as month_before_is_there,
        sum(months_of_lines.realised_idr) over line_so_far as flows_so_far_idr,
        sum(case when months_of_lines.realised_idr is null then 1 else 0 end) over line_so_far as unknown_so_far,
        lag(months_of_lines.period_month) over line_months as line_month_before,
        lag(months_of_lines.realised_idr) over line_months as position_before_idr
    from months_of_lines
    inner join reported_years
        on
            months_of_lines.agency_id = reported_years.agency_id
            and months_of_lines.fiscal_year = reported_years.fiscal_year
            and months_of_lines.budget_stage = reported_years.budget_stage
            and months_of_lines.realisation_basis = reported_years.realisation_basis
            and months_of_lines.is_plan = reported_years.is_plan
            and months_of_lines.is_sample = reported_years.is_sample
    window
        line_months as (
            partition by
                months_of_lines.agency_id,
                months_of_lines.fiscal_year,
                months_of_lines.line_key,
                months_of_lines.realisation_basis,
                months_of_lines.is_plan,
                months_of_lines.is_sample
            order by months_of_lines.period_month
        ),
        line_so_far as (
            partition by
                months_of_lines.agency_id,
                months_of_lines.fiscal_year,
                months_of_lines.line_key,
                months_of_lines.realisation_basis,
                months_of_lines.is_plan,
                months_of_lines.is_sample
            order by months_of_lines.period_month
            rows between unbounded preceding and current row
        )
),

-- Months are flows: they add up to a position only when none is missing; a line that a complete report leaves out
-- had no flow. Positions are never added: the flow is the difference to the month before, and a line's first
-- appearance starts from nothing only when the month before was reported without it.
both_ways as (
    select
        *,
        case
            when realisation_basis = 'month' then realised_idr
            when period_month = 1 then realised_idr
            when line_month_before = period_month - 1 then realised_idr - position_before_idr
            when line_month_before is null and month_before_is_there then realised_idr
        end as realised_in_month_idr,
        case
            when realisation_basis = 'to_date' then realised_idr
            when every_month_is_there and unknown_so_far = 0 then flows_so_far_idr
        end as realised_to_date_idr
    from lines_in_order
),

final as (
    select
        -- keys
        budget_key,
        line_key,
        agency_id,
        fiscal_year,
        period_month,
        is_sample,

        -- attributes
        case
            when realised_idr is null then 'not_reported'
            when realised_in_month_idr is null then 'incomplete'
            when realisation_basis = 'month' then 'reported'
            else 'derived'
        end as realised_in_month_basis,
        case
            when realised_idr is null then 'not_reported'
            when realised_to_date_idr is null then 'incomplete'
            when realisation_basis = 'to_date' then 'reported'
            else 'derived'
        end as realised_to_date_basis,

        -- measures
        cast(realised_in_month_idr as numeric(20, 2)) as realised_in_month_idr,
        cast(realised_to_date_idr as numeric(20, 2)) as realised_to_date_idr,
        {{ exact_pct('realised_to_date_idr', 'budget_idr') }} as absorption_pct
    from both_ways
    {%- if is_incremental() %}
    where {{ in_scope('both_ways', scope, ['agency_id', 'fiscal_year', 'period_month']) }}
    {%- endif %}
)

select * from final
