with

fct_poverty_indicator as {{ inlined() }} (
    select * from {{ ref('fct_poverty_indicator') }}
),

-- Of the large facts what an office's month adds up to, which is kept, in place of its lines.
fct_budget_realisation as {{ inlined() }} (
    select
        *,
        {{ as_text('null') }} as budget_key,
        cast(null as bigint) as batch_id,
        {{ as_text('null') }} as source_ref,
        {{ as_text('null') }} as budget_source_ref
    from {{ ref('int_scorecard_budget') }}
),

fct_budget_posture as {{ inlined() }} (
    select * from {{ ref('fct_budget_posture') }}
),

fct_program_reach as {{ inlined() }} (
    select
        *,
        {{ as_text('null') }} as reach_key,
        cast(null as bigint) as batch_id,
        {{ as_text('null') }} as source_ref
    from {{ ref('int_scorecard_reach') }}
),

fct_news_figure as {{ inlined() }} (
    select * from {{ ref('fct_news_figure') }}
),

dim_funding_source as (
    select * from {{ ref('dim_funding_source') }}
),

reconciliation as (
    select * from {{ ref('rpt_figure_reconciliation') }}
),

regions as (
    select * from {{ ref('dim_region') }}
),

public_budget as {{ inlined() }} (
    {{ scorecard_public_budget() }}
),

scorecard_offices as (
    {{ scorecard_offices() }}
),

-- What each column takes stands in vars.yml; the macro writes one select for each.
figures as (
    {{ scorecard_figures() }}
),

official as (
    select
        region_code,
        scorecard_year,
        {{ scorecard_sums() }},
        {{ comma_list("case when measure like '%\_estimate\_%' then source_id end") }} as estimate_source_ids,
        {{ comma_list("case when measure like '%\_registry\_%' then source_id end") }} as registry_source_ids,
        max(case when measure = 'budget_idr' then source_id end) as budget_source_id,
        max(case when measure = 'budget_idr' then budget_stage end) as budget_stage,
        max(case when measure = 'budget_idr' then period_month end) as budget_month,
        count(distinct case when measure = 'budget_idr' then period_month end) as budget_months,
        count(distinct case when measure = 'budget_idr' then agency_id end) as budget_offices_count,
        max(case when measure = 'posture_spending_budget_idr' then source_id end) as posture_source_id,
        max(case when measure = 'posture_spending_budget_idr' then as_of_date end) as posture_as_of_date,
        {{ comma_list("case when fact_mart = 'fct_program_reach' then source_id end") }} as reach_source_ids,
        max(case when is_sample then 1 else 0 end) as sample_figures
    from figures
    group by region_code, scorecard_year
),

said as (
    select
        region_code,
        cast(extract(year from period_end) as integer) as scorecard_year,
        count(*) as news_figures_count,
        max(case when is_sample then 1 else 0 end) as sample_figures
    from fct_news_figure
    where
        region_code is not null
        and period_end is not null
        and value is not null
    group by region_code, cast(extract(year from period_end) as integer)
),

compared as (
    select
        region_code,
        cast(extract(year from left_period_end) as integer) as scorecard_year,
        sum(case when status = 'differs' then 1 else 0 end) as reconciliation_gaps_count
    from reconciliation
    where left_period_end is not null
    group by region_code, cast(extract(year from left_period_end) as integer)
),

region_years as (
    select
        region_code,
        scorecard_year
    from official
    union distinct
    select
        region_code,
        scorecard_year
    from said
),

side_by_side as (
    select
        region_years.region_code,
        region_years.scorecard_year,
        regions.name as region_name,
        {{ scorecard_columns('official') }},
        -- Offices at different months have no position together.
        case when official.budget_months = 1 then official.budget_month end as one_budget_month,
        case when official.budget_months = 1 then official.realised_to_date_idr end as one_realised_to_date_idr,
        official.budget_source_id,
        official.budget_stage,
        nullif(official.budget_offices_count, 0) as budget_offices_count,
        official.posture_source_id,
        official.posture_as_of_date,
        official.estimate_source_ids,
        official.registry_source_ids,
        official.reach_source_ids,
        coalesce(said.news_figures_count, 0) as news_figures_count,
        coalesce(compared.reconciliation_gaps_count, 0) as reconciliation_gaps_count,
        coalesce(official.sample_figures, 0) + coalesce(said.sample_figures, 0) as sample_figures
    from region_years
    left join official
        on
            region_years.region_code = official.region_code
            and region_years.scorecard_year = official.scorecard_year
    left join said
        on
            region_years.region_code = said.region_code
            and region_years.scorecard_year = said.scorecard_year
    left join compared
        on
            region_years.region_code = compared.region_code
            and region_years.scorecard_year = compared.scorecard_year
    left join regions
        on region_years.region_code = regions.region_code
),

final as (
    select
        -- keys
        {{ key_of(['region_code', 'scorecard_year']) }} as scorecard_key,
        region_code,
        scorecard_year as year,

        -- attributes
        region_name,
        estimate_source_ids,
        registry_source_ids,
        budget_source_id,
        budget_stage,
        one_budget_month as budget_month,
        posture_source_id,
        posture_as_of_date,
        reach_source_ids,

        -- measures
        cast(poverty_rate_estimate_pct as numeric(24, 6)) as poverty_rate_estimate_pct,
        cast(poor_estimate_persons as numeric(20, 2)) as poor_estimate_persons,
        cast(poor_registry_persons as numeric(20, 2)) as poor_registry_persons,
        cast(poverty_gap_estimate_index as numeric(24, 6)) as poverty_gap_estimate_index,
        cast(poverty_severity_estimate_index as numeric(24, 6)) as poverty_severity_estimate_index,
        cast(poverty_line_estimate_idr_per_capita_month as numeric(24, 6))
            as poverty_line_estimate_idr_per_capita_month,
        cast(extreme_poverty_rate_estimate_pct as numeric(24, 6)) as extreme_poverty_rate_estimate_pct,
        cast(extreme_poor_estimate_persons as numeric(20, 2)) as extreme_poor_estimate_persons,
        cast(extreme_poor_registry_persons as numeric(20, 2)) as extreme_poor_registry_persons,
        cast(extreme_poor_registry_households_kk as numeric(20, 2)) as extreme_poor_registry_households_kk,
        cast(budget_idr as numeric(20, 2)) as budget_idr,
        cast(one_realised_to_date_idr as numeric(20, 2)) as realised_to_date_idr,
        {{ scorecard_share('absorption_pct', {'realised_to_date_idr': 'one_realised_to_date_idr'}) }} as absorption_pct,
        cast(budget_offices_count as integer) as budget_offices_count,
        cast(posture_income_budget_idr as numeric(20, 2)) as posture_income_budget_idr,
        cast(posture_income_realised_to_date_idr as numeric(20, 2)) as posture_income_realised_to_date_idr,
        {{ scorecard_share('posture_income_realised_pct') }} as posture_income_realised_pct,
        cast(posture_spending_budget_idr as numeric(20, 2)) as posture_spending_budget_idr,
        cast(posture_spending_realised_to_date_idr as numeric(20, 2)) as posture_spending_realised_to_date_idr,
        {{ scorecard_share('posture_spending_realised_pct') }} as posture_spending_realised_pct,
        cast(reached_recipients_persons as numeric(20, 2)) as reached_recipients_persons,
        cast(reached_recipients_households_kk as numeric(20, 2)) as reached_recipients_households_kk,
        cast(reached_recipients_families_kpm as numeric(20, 2)) as reached_recipients_families_kpm,
        cast(reached_recipients_businesses as numeric(20, 2)) as reached_recipients_businesses,
        cast(reached_recipients_groups as numeric(20, 2)) as reached_recipients_groups,
        cast(reached_participants_persons as numeric(20, 2)) as reached_participants_persons,
        cast(trained_businesses as numeric(20, 2)) as trained_businesses,
        cast(graduated_families_kpm as numeric(20, 2)) as graduated_families_kpm,
        cast(news_figures_count as integer) as news_figures_count,
        cast(reconciliation_gaps_count as integer) as reconciliation_gaps_count,

        -- lineage
        sample_figures > 0 as is_sample
    from side_by_side
)

select * from final
