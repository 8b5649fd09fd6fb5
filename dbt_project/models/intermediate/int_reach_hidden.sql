{%- set scope = ref('int_reach_year_scope') %}
{#- Lines of one report, and of one year, whose sum somebody may know: from us, from the agency or from the press. Both
    lie within one region, agency and year. -#}
{%- set report = [
    'region_code', 'source_id', 'agency_id', 'program_id', 'measure', 'beneficiary_unit', 'period_start', 'period_end'
] %}
{%- set year = ['region_code', 'agency_id', 'program_id', 'measure', 'beneficiary_unit', 'period_year'] %}
{%- set sides = ['reached', 'target'] %}
{%- set carried = ['reach_key'] + report + ['period_year'] -%}

with

reach as (
    select * from {{ ref('int_program_reach') }} as reach
    {%- if is_incremental() %}
    where {{ in_scope('reach', scope, ['agency_id', 'period_end']) }}
    {%- endif %}
),

small as (
    select
        reach_key,
        {{ report | join(',\n        ') }},
        cast(extract(year from period_end) as integer) as period_year,
        reached_count,
        target_count,
        {{ is_small_count('reached_count') }} as reached_is_hidden,
        {{ is_small_count('target_count') }} as target_is_hidden,
        {{ as_text('null') }} as reached_told_in,
        {{ as_text('null') }} as target_told_in
    from reach
    where {{ counts_persons('beneficiary_unit') }}
),

of_reports as (
    {{ hide_another('small', 'reach_key', carried, sides, report, 'report') }}
),

of_years as (
    {{ hide_another('of_reports', 'reach_key', carried, sides, year, 'year') }}
),

final as (
    select
        -- keys
        reach_key,
        agency_id,
        period_end,

        -- attributes
        reached_is_hidden,
        reached_told_in,
        target_is_hidden,
        target_told_in
    from of_years
)

select * from final
