-- The Rp10.4 billion against extreme poverty by funding source: budgeted, and realised.
-- Rows of the press are claims of one article: the whole and its parts. Official rows are the programmes of the same
-- year that carry the money, at each agency's newest reported month; without agency, they are all of them together.
-- Press and official are never added. A report that prints no funding source says so: unspecified. Addresses are the
-- cells of the budget, and of what was realised: where no cell prints the position, of each month that it is made of.
with

asked as (
    select
        '52.71' as region_code,
        2024 as fiscal_year,
        10400000000 as whole_idr
),

programs (program_code) as (
    values
    ('1.06.05'), -- Perlindungan dan Jaminan Sosial
    ('2.17.07'), -- Pemberdayaan UMKM
    ('2.17.08') -- Pengembangan UMKM
),

claims as (
    select figures.*
    from marts.fct_news_figure as figures
    inner join asked
        on
            figures.region_code = asked.region_code
            and extract(year from figures.period_end) = asked.fiscal_year
    where
        figures.unit = 'rupiah'
        and figures.role in ('anggaran', 'realisasi')
        and figures.value is not null
),

wholes as (
    select distinct claims.article_url
    from claims
    inner join asked
        on claims.value = asked.whole_idr
),

reported as (
    select budget.*
    from marts.fct_budget_realisation as budget
    inner join asked
        on
            budget.region_code = asked.region_code
            and budget.fiscal_year = asked.fiscal_year
    inner join programs
        on budget.program_code = programs.program_code
    where budget.realised_to_date_basis <> 'not_reported'
),

newest as (
    select
        source_id,
        budget_stage,
        agency_id,
        max(period_month) as period_month
    from reported
    group by source_id, budget_stage, agency_id
),

positions as (
    select
        bridge.row_key,
        string_agg(bridge.source_ref, ', ' order by bridge.source_ref) as source_refs
    from marts.bridge_report_source as bridge
    inner join asked
        on bridge.region_code = asked.region_code
    where
        bridge.report = 'fct_budget_realisation'
        and bridge.measure = 'realised_to_date_idr'
    group by bridge.row_key
),

money as (
    select
        'press' as origin,
        coalesce(claims.funding_source, 'all sources') as funding_source,
        claims.funding_source_printed,
        cast(null as text) as agency_name,
        cast(null as integer) as period_month,
        sum(claims.value) filter (where claims.role = 'anggaran') as budget_idr,
        sum(claims.value) filter (where claims.role = 'realisasi') as realised_to_date_idr,
        string_agg(claims.source_ref, ', ' order by claims.source_ref) as source_refs
    from claims
    inner join wholes
        on claims.article_url = wholes.article_url
    group by claims.article_url, claims.funding_source, claims.funding_source_printed

    union all

    select
        'official ' || reported.source_id as origin,
        reported.funding_source,
        reported.funding_source_printed,
        reported.agency_name,
        max(reported.period_month) as period_month,
        sum(reported.budget_idr) as budget_idr,
        sum(reported.realised_to_date_idr) as realised_to_date_idr,
        string_agg(
            concat_ws(', ', reported.budget_source_ref, coalesce(positions.source_refs, reported.source_ref)),
            ', ' order by reported.source_ref
        ) as source_refs
    from reported
    inner join newest
        on
            reported.source_id = newest.source_id
            and reported.budget_stage = newest.budget_stage
            and reported.agency_id = newest.agency_id
            and reported.period_month = newest.period_month
    left join positions
        on reported.budget_key = positions.row_key
    group by grouping sets (
        (
            reported.source_id,
            reported.budget_stage,
            reported.funding_source,
            reported.funding_source_printed,
            reported.agency_name
        ),
        (reported.source_id, reported.budget_stage, reported.funding_source, reported.funding_source_printed)
    )
)

select
    origin,
    funding_source,
    funding_source_printed,
    agency_name,
    period_month,
    budget_idr,
    realised_to_date_idr,
    round(realised_to_date_idr * 100 / nullif(budget_idr, 0), 2) as absorption_pct,
    source_refs
from money
order by origin desc, budget_idr desc, funding_source asc
