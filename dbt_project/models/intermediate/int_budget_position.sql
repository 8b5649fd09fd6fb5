{%- set scope = ref('int_budget_position_scope') %}
{%- set partition = ['agency_id', 'fiscal_year', 'period_month'] %}
{%- set line = ['agency_id', 'fiscal_year', 'line_key', 'realisation_basis', 'is_plan', 'is_sample'] %}
with

lines as (
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
    where {{ in_scope('newest', scope, partition) }}
    {%- endif %}
),
{% if is_incremental() %}
first_months as (
    select
        agency_id,
        fiscal_year,
        min(period_month) as first_month
    from {{ scope }}
    group by agency_id, fiscal_year
),

-- A position stands on the months before it. Where they are not made again, the last position of each line says all of
-- them. Most lines have it in the month before; those that have not are looked for in the months before that.
month_before as (
    select standing.*
    from {{ this }} as standing
    inner join first_months
        on
            standing.agency_id = first_months.agency_id
            and standing.fiscal_year = first_months.fiscal_year
            and standing.period_month = first_months.first_month - 1
),

long_before as (
    select
        *,
        row_number() over (
            partition by {{ line | join(', ') }}
            order by period_month desc
        ) as months_ago
    from {{ this }} as standing
    where
        {{ among('agency_id', 'select first_months.agency_id from first_months') }}
        and {{ in_scope('standing', scope, ['agency_id', 'fiscal_year']) }}
        and not {{ in_scope('standing', scope, partition) }}
        and not {{ in_scope('standing', 'month_before', line) }}
),
{% endif %}
months_of_lines as (
    select
        lines.*,
        true as is_made_again
    from lines
    {%- if is_incremental() %}
    {%- for before in ['month_before', 'long_before'] %}
    union all
    select
        budget_key,
        line_key,
        agency_id,
        fiscal_year,
        {{ as_text('null') }} as budget_stage,
        realisation_basis,
        is_plan,
        is_sample,
        period_month,
        cast(null as numeric(20, 2)) as budget_idr,
        realised_to_date_idr as realised_idr,
        false as is_made_again
    from {{ before }}
    {%- if before == 'long_before' %}
    where months_ago = 1
    {%- endif %}
    {%- endfor %}
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

lines_so_far as (
    select
        *,
        sum(realised_idr) over line_so_far as flows_so_far_idr,
        sum(case when realised_idr is null then 1 else 0 end) over line_so_far as unknown_so_far,
        lag(period_month) over line_months as line_month_before,
        lag(realised_idr) over line_months as position_before_idr
    from months_of_lines
    window
        line_months as (
            partition by {{ line | join(', ') }}
            order by period_month
        ),
        line_so_far as (
            partition by {{ line | join(', ') }}
            order by period_month
            rows between unbounded preceding and current row
        )
),

lines_in_order as (
    select
        lines_so_far.*,
        mod(reported_years.months, 2 * {{ month_bit('lines_so_far.period_month') }})
        = 2 * {{ month_bit('lines_so_far.period_month') }} - 1 as every_month_is_there,
        2 * mod(reported_years.months, {{ month_bit('lines_so_far.period_month') }})
        >= {{ month_bit('lines_so_far.period_month') }} as month_before_is_there
    from lines_so_far
    inner join reported_years
        on
            lines_so_far.agency_id = reported_years.agency_id
            and lines_so_far.fiscal_year = reported_years.fiscal_year
            and lines_so_far.budget_stage = reported_years.budget_stage
            and lines_so_far.realisation_basis = reported_years.realisation_basis
            and lines_so_far.is_plan = reported_years.is_plan
            and lines_so_far.is_sample = reported_years.is_sample
    where lines_so_far.is_made_again
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
        realisation_basis,
        is_plan,
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
)

select * from final
