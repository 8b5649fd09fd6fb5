-- Where figures do not meet: claims that differ from the official figure, that no official figure answers, or that
-- cannot be compared. What agrees is left out; rpt_figure_reconciliation has it.
select
    region_code,
    region_name,
    subject,
    period,
    status,
    comparison,
    left_value,
    left_unit,
    right_value,
    right_unit,
    gap,
    gap_pct,
    reason,
    concat_ws(', ', left_source_ref, right_source_ref) as source_refs
from marts.rpt_figure_reconciliation
where status <> 'agrees'
order by
    case status when 'differs' then 1 when 'not_comparable' then 2 else 3 end,
    region_code,
    subject,
    left_source_ref,
    comparison
