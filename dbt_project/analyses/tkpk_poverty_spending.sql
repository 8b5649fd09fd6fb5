-- Poverty-related spending by urusan (field of government), agency and funding source, with absorption.
-- Which fields count is the reader's choice: change `fields`. A report that prints no field counts when its agency
-- bears the name of one; of several, all are named in one row, for its money is one. Positions are taken at each
-- agency's newest reported month and never added over months; plans are left out; each source_id and budget stage
-- stands apart, for two reports may state the same money.
with

fields (function_code, function_name, agency_words) as (
    values
    ('1.04', 'Perumahan rakyat', '%perumahan%'),
    ('1.06', 'Sosial', '%sosial%'),
    ('2.07', 'Tenaga kerja', '%tenaga kerja%'),
    ('2.13', 'Pemberdayaan masyarakat desa', '%pemberdayaan masyarakat%'),
    ('2.17', 'Koperasi dan UKM', '%koperasi%')
),

reported as (
    select budget.*
    from marts.fct_budget_realisation as budget
    inner join marts.dim_funding_source as funding
        on budget.funding_source = funding.id
    where
        budget.realised_to_date_basis <> 'not_reported'
        and coalesce(funding.is_public_budget, true)
),

newest as (
    select
        region_code,
        agency_id,
        source_id,
        budget_stage,
        fiscal_year,
        max(period_month) as period_month
    from reported
    group by region_code, agency_id, source_id, budget_stage, fiscal_year
),

agencies as (
    select distinct agency_name
    from reported
    where function_code is null
),

named_after as (
    select
        agencies.agency_name,
        string_agg(fields.function_code, ' + ' order by fields.function_code) as function_code,
        string_agg(fields.function_name, ' + ' order by fields.function_code) as function_name
    from agencies
    inner join fields
        on agencies.agency_name ilike fields.agency_words
    group by agencies.agency_name
),

related as (
    select
        reported.*,
        coalesce(fields.function_code, named_after.function_code) as field_code,
        coalesce(fields.function_name, named_after.function_name) as field_name
    from reported
    inner join newest
        on
            reported.region_code = newest.region_code
            and reported.agency_id = newest.agency_id
            and reported.source_id = newest.source_id
            and reported.budget_stage = newest.budget_stage
            and reported.fiscal_year = newest.fiscal_year
            and reported.period_month = newest.period_month
    left join fields
        on reported.function_code = fields.function_code
    left join named_after
        on
            reported.function_code is null
            and reported.agency_name = named_after.agency_name
)

select
    region_code,
    region_name,
    fiscal_year,
    period_month,
    field_code as function_code,
    field_name as function_name,
    function_code is not null as function_is_printed,
    agency_name,
    funding_source,
    budget_stage,
    source_id,
    count(*) as figures,
    -- Null where a line misses its amount: a sum of the others would look like the whole.
    case when count(budget_idr) = count(*) then sum(budget_idr) end as budget_idr,
    case when count(realised_to_date_idr) = count(*) then sum(realised_to_date_idr) end as realised_to_date_idr,
    case
        when count(budget_idr) = count(*) and count(realised_to_date_idr) = count(*)
            then round(sum(realised_to_date_idr) * 100 / nullif(sum(budget_idr), 0), 2)
    end as absorption_pct,
    string_agg(source_ref, ', ' order by source_ref) as source_refs
from related
where field_code is not null
group by
    region_code,
    region_name,
    fiscal_year,
    period_month,
    field_code,
    field_name,
    function_code,
    agency_name,
    funding_source,
    budget_stage,
    source_id
order by region_code, fiscal_year, field_code, agency_name, funding_source
