-- What an agency says now that it did not say before: figures that differ between two files of one thing, budget and
-- realisation apart. Statements stand in the order of the day that they are of; those without a day in the order of
-- receipt. A line that only one of the two files has is added or dropped, and has no change.
select
    region_code,
    region_name,
    mart,
    measure,
    period,
    kind,
    line,
    unit,
    older_value,
    newer_value,
    change,
    change_pct,
    older_day,
    newer_day,
    older_file,
    newer_file,
    concat_ws(', ', older_source_ref, newer_source_ref) as source_refs
from marts.rpt_restatement
order by region_code, mart, period, measure, line, older_day
