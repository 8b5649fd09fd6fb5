-- A region's year on one page: each figure of its scorecard, with the one before it, and where both stand in the files.
-- Units are in the names; estimates and registries, units and budget stages stand apart and are never added. What the
-- region has no figure of is left out.
with

asked as (
    select
        '52.71' as region_code,
        2024 as scorecard_year
),

cards as (
    select
        card.*,
        to_jsonb(card) as figures
    from marts.rpt_region_scorecard as card
    inner join asked
        on card.region_code = asked.region_code
),

figures as (
    select
        cards.scorecard_key,
        cards.region_code,
        cards.region_name,
        cards.year,
        figure.measure,
        cast(figure.amount as numeric) as value
    from cards
    cross join lateral jsonb_each_text(cards.figures) as figure (measure, amount)
    where
        jsonb_typeof(cards.figures -> figure.measure) = 'number'
        and figure.measure not in ('year', 'budget_month', 'budget_offices_count')
),

addresses as (
    select
        bridge.row_key,
        bridge.measure,
        string_agg(distinct bridge.source_ref, ', ' order by bridge.source_ref) as source_refs
    from marts.bridge_report_source as bridge
    inner join asked
        on bridge.region_code = asked.region_code
    where bridge.report = 'rpt_region_scorecard'
    group by bridge.row_key, bridge.measure
),

in_order as (
    select
        *,
        lag(year) over (partition by measure order by year) as year_before,
        lag(value) over (partition by measure order by year) as value_before
    from figures
)

select
    in_order.region_code,
    in_order.region_name,
    in_order.year,
    in_order.measure,
    in_order.value,
    in_order.year_before,
    in_order.value_before,
    addresses.source_refs
from in_order
inner join asked
    on in_order.year = asked.scorecard_year
inner join addresses
    on
        in_order.scorecard_key = addresses.row_key
        and in_order.measure = addresses.measure
order by in_order.measure
