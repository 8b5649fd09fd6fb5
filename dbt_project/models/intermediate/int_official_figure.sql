with

-- Figures of regions that no claim speaks of answer nothing.
claimed_regions as (
    select distinct region_code from {{ ref('int_news_claim') }}
),

indicators as (
    select * from {{ ref('int_indicator_shown') }}
    where
        value is not null
        and area = 'all'
        and is_newest_vintage
        and region_code in (select claimed_regions.region_code from claimed_regions)
),

parts as (
    select * from {{ ref('period_parts') }}
),

reach as (
    select * from {{ ref('int_reach_shown') }}
    where {{ among('region_code', 'select claimed_regions.region_code from claimed_regions') }}
),

budget_lines as (
    select * from {{ ref('int_budget_newest') }}
    where {{ among('region_code', 'select claimed_regions.region_code from claimed_regions') }}
),

positions as (
    select * from {{ ref('int_budget_position') }}
    where
        realised_to_date_basis <> 'not_reported'
        and {{ among('agency_id', 'select distinct budget_lines.agency_id from budget_lines') }}
),

budget as (
    select
        budget_lines.*,
        positions.realised_to_date_idr
    from budget_lines
    inner join positions
        on budget_lines.budget_key = positions.budget_key
),

posture as (
    select * from {{ ref('int_budget_posture') }}
    where is_newest_position and region_code in (select claimed_regions.region_code from claimed_regions)
),

indicator_figures as (
    select
        'fct_poverty_indicator' as mart,
        'indicator' as compared_with,
        indicators.indicator_code as official_code,
        'value' as side,
        'line' as level,
        indicators.region_code,
        {{ unit_measured('indicators.unit') }} as unit_measured,
        indicators.kind,
        indicators.publisher as name_words,
        {{ first_day('indicators.period_year', 'parts.first_month') }} as period_start,
        {{ month_end(first_day('indicators.period_year', 'parts.last_month')) }} as period_end,
        {{ as_text('indicators.period_year') }} || case
            when indicators.period_part = 'annual' then ''
            else ' ' || indicators.period_part
        end as period,
        indicators.vintage_date,
        indicators.value,
        -- Thousands and millions are published with two decimals: what is smaller was rounded away.
        cast(case
            when {{ normalised('indicators.unit_printed') }} like 'ribu%' then 5
            when {{ normalised('indicators.unit_printed') }} like 'juta%' then 5000
            else 0
        end as numeric(24, 6)) as value_tolerance,
        1 as line_count,
        indicators.indicator_key as lines_key,
        indicators.batch_id,
        indicators.source_ref,
        indicators.is_sample
    from indicators
    inner join parts
        on indicators.period_part = parts.period_part
),

reach_years as (
    select
        *,
        {{ unit_measured('beneficiary_unit') }} as unit_measured,
        cast(extract(year from period_end) as integer) as period_year
    from reach
),

{%- set levels = reach_levels() %}
{%- set sides = reach_sides() %}
{#- Which of a line's counts each level adds up: what may stand in a sum alone is told in no other. -#}
{%- set told = {'line': 'count', 'program': 'in_year', 'days': 'in_report', 'region': 'in_year'} %}

-- A count may be told of a line, of a programme, of one course given to several groups, or of the whole region: sums
-- over the lines of one year and unit. A small count of persons that the sum would tell leaves it null.
reach_levels as (
    {%- for level, of in levels.items() %}
    {%- set last_level = loop.last %}
    {%- for side, (count, ref) in sides.items() %}
    select
        '{{ level }}' as level,
        '{{ side }}' as side,
        {{ of }} as level_id,
        region_code,
        {{ measure_compared('measure') }} as measure,
        unit_measured,
        period_year,
        {{ "activity_name || ' ' || program_name" if level == 'line' else "program_name" }} as name,
        period_start,
        period_end,
        {{ side }}_{{ told[level] }} as value,
        {{ ref }} as source_ref,
        batch_id,
        is_sample,
        row_number() over (
            partition by
                {{ of ~ ", " if level != 'region' }}region_code,
                {{ measure_compared('measure') }},
                unit_measured,
                period_year
            order by batch_id desc, row_no asc, line_no asc, reach_key asc
        ) as line_order
    from reach_years
    where {{ side }}_{{ told[level] }} is not null{{ " or " ~ side ~ "_is_withheld" if level != 'line' }}
    {{ "union all" if not (last_level and loop.last) }}
    {%- endfor %}
    {%- endfor %}
),

reach_figures as (
    select
        'fct_program_reach' as mart,
        'reach' as compared_with,
        measure as official_code,
        side,
        level,
        region_code,
        unit_measured,
        'registry' as kind,
        max(case when line_order = 1 and level in ('line', 'program') then {{ normalised('name') }} end) as name_words,
        min(period_start) as period_start,
        max(period_end) as period_end,
        {{ period_words('min(period_start)', 'max(period_end)') }} as period,
        cast(null as date) as vintage_date,
        cast(sum(value) as numeric(24, 6)) as value,
        cast(0 as numeric(24, 6)) as value_tolerance,
        cast(count(*) as integer) as line_count,
        {{ reach_lines_key('level', 'side', 'level_id', 'measure', 'unit_measured', 'period_year') }} as lines_key,
        max(case when line_order = 1 then batch_id end) as batch_id,
        max(case when line_order = 1 then source_ref end) as source_ref,
        max(case when is_sample then 1 else 0 end) = 1 as is_sample
    from reach_levels
    group by level, side, level_id, region_code, measure, unit_measured, period_year
    -- A sum of one line is that line.
    having (level = 'line' or count(*) > 1) and count(value) = count(*)
),

newest_month as (
    select
        *,
        {{ newest_month_rank() }} as month_rank
    from budget
),

{%- set levels = budget_levels() %}
{%- set sides = budget_sides() %}

budget_levels as (
    {%- for level, (of, name) in levels.items() %}
    {%- set last_level = loop.last %}
    {%- for side, (amount, ref) in sides.items() %}
    select
        '{{ level }}' as level,
        '{{ side }}' as side,
        {{ of }} as level_id,
        region_code,
        fiscal_year,
        budget_stage,
        {{ name }} as name,
        {{ amount }} as value,
        {{ ref }} as source_ref,
        batch_id,
        is_sample,
        row_number() over (
            partition by {{ of }}, region_code, fiscal_year, budget_stage
            order by batch_id desc, row_no asc, line_no asc, budget_key asc
        ) as line_order
    from newest_month
    where month_rank = 1
    {{ "union all" if not (last_level and loop.last) }}
    {%- endfor %}
    {%- endfor %}
),

budget_figures as (
    select
        'fct_budget_realisation' as mart,
        'budget' as compared_with,
        level as official_code,
        side,
        level,
        region_code,
        'rupiah' as unit_measured,
        'registry' as kind,
        max(case when line_order = 1 then {{ normalised('name') }} end) as name_words,
        {{ first_day('fiscal_year', '1') }} as period_start,
        {{ month_end(first_day('fiscal_year', '12')) }} as period_end,
        {{ as_text('fiscal_year') }} as period,
        cast(null as date) as vintage_date,
        cast(sum(value) as numeric(24, 6)) as value,
        cast(0 as numeric(24, 6)) as value_tolerance,
        cast(count(*) as integer) as line_count,
        {{ budget_lines_key('level', 'side', 'level_id') }} as lines_key,
        max(case when line_order = 1 then batch_id end) as batch_id,
        max(case when line_order = 1 then source_ref end) as source_ref,
        max(case when is_sample then 1 else 0 end) = 1 as is_sample
    from budget_levels
    group by level, side, level_id, region_code, fiscal_year, budget_stage
    -- A sum over some of the lines would look like a total.
    having count(value) = count(*)
),

posture_figures as (
    {%- for side, (amount, ref) in budget_sides().items() %}
    select
        'fct_budget_posture' as mart,
        'budget' as compared_with,
        'account' as official_code,
        '{{ side }}' as side,
        'line' as level,
        region_code,
        'rupiah' as unit_measured,
        'registry' as kind,
        {{ normalised('account_name') }} as name_words,
        {{ first_day('fiscal_year', '1') }} as period_start,
        {{ month_end(first_day('fiscal_year', '12')) }} as period_end,
        {{ as_text('fiscal_year') }} as period,
        cast(null as date) as vintage_date,
        cast({{ amount }} as numeric(24, 6)) as value,
        cast(5000000 as numeric(24, 6)) as value_tolerance, -- printed in miliar with two decimals
        1 as line_count,
        {{ posture_lines_key("'" ~ side ~ "'") }} as lines_key,
        batch_id,
        {{ ref }} as source_ref,
        is_sample
    from posture
    where {{ amount }} is not null
    {{ "union all" if not loop.last }}
    {%- endfor %}
),

together as (
    select * from indicator_figures
    union all
    select * from reach_figures
    union all
    select * from budget_figures
    union all
    select * from posture_figures
),

final as (
    select
        *,
        -- An address alone is not enough: files of two years may bear one name.
        {{ key_of(['mart', 'official_code', 'side', 'level', 'region_code', 'period', 'unit_measured', 'source_ref']) }}
            as official_key
    from together
)

select * from final
