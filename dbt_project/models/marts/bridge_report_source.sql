with

fct_budget_realisation as {{ inlined() }} (
    select * from {{ ref('fct_budget_realisation') }}
),

fct_budget_posture as {{ inlined() }} (
    select * from {{ ref('fct_budget_posture') }}
),

fct_program_reach as {{ inlined() }} (
    select
        *,
        1 as lines
    from {{ ref('fct_program_reach') }}
),

fct_poverty_indicator as {{ inlined() }} (
    select * from {{ ref('fct_poverty_indicator') }}
),

fct_news_figure as {{ inlined() }} (
    select * from {{ ref('fct_news_figure') }}
),

dim_period as {{ inlined() }} (
    select * from {{ ref('dim_period') }}
),

dim_funding_source as {{ inlined() }} (
    select * from {{ ref('dim_funding_source') }}
),

reconciliation as {{ inlined() }} (
    select * from {{ ref('rpt_figure_reconciliation') }}
),

restatement as {{ inlined() }} (
    select * from {{ ref('rpt_restatement') }}
),

-- Metrics and scorecard by the definitions that their values are made by.
metric_figures as {{ inlined() }} (
    {{ metric_figures() }}
),

public_budget as {{ inlined() }} (
    {{ scorecard_public_budget() }}
),

scorecard_offices as {{ inlined() }} (
    {{ scorecard_offices() }}
),

scorecard_figures as {{ inlined() }} (
    {{ scorecard_figures() }}
),

share_figures as {{ inlined() }} (
    {{ scorecard_share_figures() }}
),

-- What an official figure may be made of: the same keys as in the report.
official_lines as {{ inlined() }} (
    select
        region_code,
        indicator_key as lines_key,
        'value' as fact_measure,
        value,
        'fct_poverty_indicator' as fact_mart,
        indicator_key as fact_key,
        batch_id,
        source_ref
    from fct_poverty_indicator
    {%- for side, (amount, ref) in budget_sides().items() %}

    union all

    select
        region_code,
        {{ posture_lines_key("'" ~ side ~ "'") }} as lines_key,
        '{{ amount }}' as fact_measure,
        {{ amount }} as value,
        'fct_budget_posture' as fact_mart,
        posture_key as fact_key,
        batch_id,
        {{ ref }} as source_ref
    from fct_budget_posture
    {%- endfor %}
    {%- for level, of in reach_levels().items() %}
    {%- for side, (amount, ref) in reach_sides().items() %}

    union all

    select
        region_code,
        {{ reach_lines_key(
            "'" ~ level ~ "'", "'" ~ side ~ "'", of, measure_compared('measure'), unit_measured('beneficiary_unit'),
            'cast(extract(year from period_end) as integer)'
        ) }} as lines_key,
        '{{ amount }}' as fact_measure,
        {{ amount }} as value,
        'fct_program_reach' as fact_mart,
        reach_key as fact_key,
        batch_id,
        {{ ref }} as source_ref
    from fct_program_reach
    where {{ amount }} is not null or is_suppressed
    {%- endfor %}
    {%- endfor %}
    {%- for level, (of, name) in budget_levels().items() %}
    {%- for side, (amount, ref) in budget_sides().items() %}

    union all

    select
        region_code,
        {{ budget_lines_key("'" ~ level ~ "'", "'" ~ side ~ "'", of) }} as lines_key,
        '{{ amount }}' as fact_measure,
        {{ amount }} as value,
        'fct_budget_realisation' as fact_mart,
        budget_key as fact_key,
        batch_id,
        {{ ref }} as source_ref
    from (
        select
            *,
            {{ newest_month_rank() }} as month_rank
        from fct_budget_realisation
        where realised_to_date_basis <> 'not_reported'
    ) as newest_month_{{ level }}_{{ side }}
    where month_rank = 1
    {%- endfor %}
    {%- endfor %}

    union all

    select
        region_code,
        figure_key as lines_key,
        'value' as fact_measure,
        value,
        'fct_news_figure' as fact_mart,
        figure_key as fact_key,
        batch_id,
        source_ref
    from fct_news_figure
    where region_code is not null
),

listed as {{ inlined() }} (
    select
        'rpt_metric' as report,
        row_key,
        'value' as measure,
        part,
        region_code,
        value,
        fact_mart,
        fact_measure,
        fact_key,
        batch_id,
        source_ref
    from metric_figures

    union all

    select
        'rpt_region_scorecard' as report,
        {{ key_of(['region_code', 'scorecard_year']) }} as row_key,
        measure,
        'figure' as part,
        region_code,
        value,
        fact_mart,
        fact_measure,
        fact_key,
        batch_id,
        source_ref
    from scorecard_figures

    union all

    select
        'rpt_region_scorecard' as report,
        {{ key_of(['region_code', 'scorecard_year']) }} as row_key,
        measure,
        part,
        region_code,
        value,
        fact_mart,
        fact_measure,
        fact_key,
        batch_id,
        source_ref
    from share_figures

    union all

    select
        'rpt_region_scorecard' as report,
        {{ key_of(['region_code', 'cast(extract(year from period_end) as integer)']) }} as row_key,
        'news_figures_count' as measure,
        'figure' as part,
        region_code,
        cast(1 as numeric(24, 6)) as value,
        'fct_news_figure' as fact_mart,
        'value' as fact_measure,
        figure_key as fact_key,
        batch_id,
        source_ref
    from fct_news_figure
    where
        region_code is not null
        and period_end is not null
        and value is not null

    union all

    select
        'rpt_region_scorecard' as report,
        {{ key_of(['region_code', 'cast(extract(year from left_period_end) as integer)']) }} as row_key,
        'reconciliation_gaps_count' as measure,
        'figure' as part,
        region_code,
        cast(1 as numeric(24, 6)) as value,
        'fct_news_figure' as fact_mart,
        'value' as fact_measure,
        left_figure_key as fact_key,
        left_batch_id as batch_id,
        left_source_ref as source_ref
    from reconciliation
    where
        left_period_end is not null
        and status = 'differs'

    union all

    select
        'rpt_figure_reconciliation' as report,
        pair_key as row_key,
        'left_value' as measure,
        'figure' as part,
        region_code,
        left_value as value,
        'fct_news_figure' as fact_mart,
        'value' as fact_measure,
        left_figure_key as fact_key,
        left_batch_id as batch_id,
        left_source_ref as source_ref
    from reconciliation

    union all

    select
        'rpt_figure_reconciliation' as report,
        reconciliation.pair_key as row_key,
        'right_value' as measure,
        'figure' as part,
        reconciliation.region_code,
        official_lines.value,
        official_lines.fact_mart,
        official_lines.fact_measure,
        official_lines.fact_key,
        official_lines.batch_id,
        official_lines.source_ref
    from reconciliation
    inner join official_lines
        on
            reconciliation.region_code = official_lines.region_code
            and reconciliation.right_mart = official_lines.fact_mart
            and reconciliation.right_lines_key = official_lines.lines_key

    union all

    -- What the other figures of an article make of one: the sentence that the first of them stands in.
    select
        'rpt_figure_reconciliation' as report,
        pair_key as row_key,
        'right_value' as measure,
        'figure' as part,
        region_code,
        right_value as value,
        right_mart as fact_mart,
        'value' as fact_measure,
        {{ as_text('null') }} as fact_key,
        right_batch_id as batch_id,
        right_source_ref as source_ref
    from reconciliation
    where comparison = 'inside'
    {%- for side in ['older', 'newer'] %}

    union all

    select
        'rpt_restatement' as report,
        restatement_key as row_key,
        '{{ side }}_value' as measure,
        'figure' as part,
        region_code,
        {{ side }}_value as value,
        mart as fact_mart,
        measure as fact_measure,
        {{ as_text('null') }} as fact_key,
        {{ side }}_batch_id as batch_id,
        {{ side }}_source_ref as source_ref
    from restatement
    where {{ side }}_source_ref is not null
    {%- endfor %}

    union all

    -- A figure of a fact that no cell prints: a position that months add up to, a month that is the step between two.
    select
        'fct_budget_realisation' as report,
        budget_key as row_key,
        'realised_to_date_idr' as measure,
        'figure' as part,
        region_code,
        realised_to_date_idr as value,
        'fct_budget_realisation' as fact_mart,
        'realised_to_date_idr' as fact_measure,
        budget_key as fact_key,
        batch_id,
        source_ref
    from fct_budget_realisation
    where realised_to_date_basis = 'derived'

    union all

    select
        'fct_budget_realisation' as report,
        figures.budget_key as row_key,
        'realised_in_month_idr' as measure,
        'figure' as part,
        figures.region_code,
        case
            when figures.budget_key = cells.budget_key then cells.realised_to_date_idr
            else -cells.realised_to_date_idr
        end as value,
        'fct_budget_realisation' as fact_mart,
        'realised_to_date_idr' as fact_measure,
        cells.budget_key as fact_key,
        cells.batch_id,
        cells.source_ref
    from fct_budget_realisation as figures
    inner join fct_budget_realisation as cells
        on
            figures.region_code = cells.region_code
            and figures.line_key = cells.line_key
            and figures.is_sample = cells.is_sample
            and cells.period_month in (figures.period_month, figures.period_month - 1)
    where
        figures.realised_in_month_basis = 'derived'
        and cells.realised_to_date_basis = 'reported'
),

-- The months that a position is made of, each with its own cell.
months as {{ inlined() }} (
    select
        figures.region_code,
        figures.budget_key,
        cells.budget_key as cell_key,
        cells.realised_in_month_idr,
        cells.batch_id,
        cells.source_ref
    from fct_budget_realisation as figures
    inner join fct_budget_realisation as cells
        on
            figures.region_code = cells.region_code
            and figures.line_key = cells.line_key
            and figures.is_sample = cells.is_sample
            and figures.period_month >= cells.period_month
    where
        figures.realised_to_date_basis = 'derived'
        and cells.realised_in_month_basis = 'reported'
),

final as (
    select
        -- keys
        listed.report,
        listed.row_key,
        listed.measure,
        listed.part,
        listed.region_code,

        -- attributes
        listed.fact_mart,
        case
            when months.cell_key is null then listed.fact_measure else 'realised_in_month_idr'
        end as fact_measure,
        coalesce(months.cell_key, listed.fact_key) as fact_key,

        -- measures
        cast(coalesce(months.realised_in_month_idr, listed.value) as numeric(24, 6)) as value,

        -- lineage
        coalesce(months.batch_id, listed.batch_id) as batch_id,
        coalesce(months.source_ref, listed.source_ref) as source_ref
    from listed
    left join months
        on
            listed.region_code = months.region_code
            and listed.fact_key = months.budget_key
            and listed.fact_mart = 'fct_budget_realisation'
            and listed.fact_measure = 'realised_to_date_idr'
)

select * from final
