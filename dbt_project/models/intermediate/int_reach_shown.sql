{%- set scope = ref('int_reach_year_scope') %}
{%- set seen = ref('int_reach_seen_scope') %}
{%- set sides = ['reached', 'target'] %}
{%- set year = [
    'region_code', 'agency_id', 'program_id', 'measure', 'beneficiary_unit', 'extract(year from period_end)'
] -%}

with

-- Lines of narrower regions are looked at where wider ones are made again.
all_reach as (
    select * from {{ ref('int_program_reach') }} as all_reach
    {%- if is_incremental() %}
    where {{ in_scope('all_reach', seen, ['agency_id', 'period_end']) }}
    {%- endif %}
),

reach as (
    select * from all_reach
    {%- if is_incremental() %}
    where {{ in_scope('all_reach', scope, ['agency_id', 'period_end']) }}
    {%- endif %}
),

hidden as (
    select * from {{ ref('int_reach_hidden') }} as hidden
    {%- if is_incremental() %}
    where {{ in_scope('hidden', seen, ['agency_id', 'period_end']) }}
    {%- endif %}
),

regions as (
    select * from {{ ref('stg_region') }}
),

persons as (
    select
        all_reach.*,
        {{ key_of([
            normalised('all_reach.program_name'),
            'all_reach.measure',
            'all_reach.beneficiary_unit',
            'all_reach.period_start',
            'all_reach.period_end',
        ]) }} as thing_key,
        coalesce({{ normalised('all_reach.activity_name') }}, '') as activity_words,
        regions.parent_code,
        hidden.reached_is_hidden,
        hidden.target_is_hidden
    from all_reach
    inner join hidden
        on all_reach.reach_key = hidden.reach_key
    left join regions
        on all_reach.region_code = regions.region_code
),

-- What the regions just below say together, of one activity or of all of a programme.
below as (
    {%- for activity in ['activity_words', as_text('null')] %}
    select
        parent_code as region_code,
        thing_key,
        {{ activity }} as activity_words,
        sum(reached_count) as reached_sum,
        sum(target_count) as target_sum
    from persons
    group by parent_code, thing_key{{ ", activity_words" if activity == 'activity_words' }}
    {{ "union all" if not loop.last }}
    {%- endfor %}
),

-- Lines that are the sum of lines below them: whoever sees those knows these.
totals as (
    {%- for side in sides %}
    select
        '{{ side }}' as side,
        above.reach_key,
        max(case when parts.{{ side }}_is_hidden then 1 else 0 end) = 1 as has_hidden_part
    from persons as above
    inner join below
        on
            above.region_code = below.region_code
            and above.thing_key = below.thing_key
            and above.activity_words = coalesce(below.activity_words, above.activity_words)
            and above.{{ side }}_count = below.{{ side }}_sum
    inner join persons as parts
        on
            above.thing_key = parts.thing_key
            and {{ lies_in('parts.region_code', 'above.region_code') }}
    where above.{{ side }}_count > 0
    group by above.reach_key
    {{ "union all" if not loop.last }}
    {%- endfor %}
),

-- A total tells the part that is hidden, so it is hidden too.
joined as (
    select
        reach.*,
        reached_totals.reach_key is not null as reached_is_total,
        target_totals.reach_key is not null as target_is_total,
        coalesce(reached_totals.has_hidden_part, false) or coalesce(hidden.reached_is_hidden, false)
            as reached_is_withheld,
        coalesce(target_totals.has_hidden_part, false) or coalesce(hidden.target_is_hidden, false)
            as target_is_withheld,
        hidden.reached_told_in,
        hidden.target_told_in
    from reach
    left join hidden
        on reach.reach_key = hidden.reach_key
    left join totals as reached_totals
        on
            reach.reach_key = reached_totals.reach_key
            and reached_totals.side = 'reached'
    left join totals as target_totals
        on
            reach.reach_key = target_totals.reach_key
            and target_totals.side = 'target'
),

-- A hidden total hides nothing beside it, for its parts tell it: where one is, no sum has a hidden line.
judged as (
    select
        *,
        max(case when reached_is_withheld and reached_is_total then 1 else 0 end)
            over (partition by {{ year | join(', ') }}) as reached_totals_hidden,
        max(case when target_is_withheld and target_is_total then 1 else 0 end)
            over (partition by {{ year | join(', ') }}) as target_totals_hidden
    from joined
),

final as (
    select
        -- keys
        reach_key,
        region_code,
        agency_id,
        program_id,
        funding_source,
        line_no,

        -- attributes
        agency_name,
        program_name,
        activity_name,
        measure,
        beneficiary_unit,
        period_start,
        period_end,
        registry,
        funding_source_printed,
        reached_is_withheld or target_is_withheld as is_suppressed,
        reached_is_withheld,
        target_is_withheld,

        -- measures
        {%- for side in ['target', 'reached'] %}
        cast(case when not {{ side }}_is_withheld then {{ side }}_count end as numeric(20, 2)) as {{ side }}_count,
        {%- endfor %}
        cast(case when not reached_is_withheld and not target_is_withheld then reach_pct end as numeric(20, 2))
            as reach_pct,

        -- measures that stand in sums only: of all lines of a programme in one report, or in one year
        {%- for side in ['target', 'reached'] %}
        cast(case
            when not {{ side }}_is_withheld or ({{ side }}_totals_hidden = 0 and {{ side }}_told_in = 'report')
                then {{ side }}_count
        end as numeric(20, 2)) as {{ side }}_in_report,
        cast(case
            when not {{ side }}_is_withheld or ({{ side }}_totals_hidden = 0 and {{ side }}_told_in is not null)
                then {{ side }}_count
        end as numeric(20, 2)) as {{ side }}_in_year,
        {%- endfor %}

        -- lineage
        batch_id,
        row_no,
        source_ref,
        target_source_ref,
        source_id,
        is_sample,
        current_since
    from judged
)

select * from final
