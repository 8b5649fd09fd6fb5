{#- What rpt_region_scorecard counts and bridge_report_source lists: the figures of facts behind every column of
    vars.yml's scorecard, one row each. Both read it, so that a number and its cells cannot part. It reads CTEs named like
    the marts; those of the large facts may hold sums of their lines instead, and of reach say of how many. -#}

{#- The figures, with what the scorecard says beside them: region, year, column, value, where it stands. -#}
{% macro scorecard_figures() -%}
    {%- for column in var('scorecard') %}
        {{- scorecard_column(column) }}
        {{- "\n\n    union all\n" if not loop.last }}
    {%- endfor -%}
{%- endmacro %}

{% macro quoted(words) -%}
    {%- for word in words %}'{{ word }}'{{ ", " if not loop.last }}{% endfor -%}
{%- endmacro %}

{% macro scorecard_column(column) -%}
    {%- set fact = {
        'indicator': 'fct_poverty_indicator',
        'budget': 'fct_budget_realisation',
        'posture': 'fct_budget_posture',
        'reach': 'fct_program_reach',
    }[column.of] -%}
    {%- set part = {'indicator': 'value', 'reach': 'reached_count'}.get(column.of, column.part) %}
    select
        '{{ column.column }}' as measure,
        region_code,
        scorecard_year,
        cast({{ part }} as numeric(24, 6)) as value,
        {{ 'agency_id' if column.of == 'budget' else as_text('null') }} as agency_id,
        {{ 'budget_stage' if column.of == 'budget' else as_text('null') }} as budget_stage,
        {{ 'period_month' if column.of == 'budget' else 'cast(null as integer)' }} as period_month,
        {{ 'as_of_date' if column.of == 'posture' else 'cast(null as date)' }} as as_of_date,
        '{{ fact }}' as fact_mart,
        '{{ part }}' as fact_measure,
        {{ fact_keys()[fact] }} as fact_key,
        batch_id,
        {{ fact_ref(fact, part) }} as source_ref,
        source_id,
        is_sample
    from (
        {{ {
            'indicator': scorecard_indicator,
            'budget': scorecard_budget,
            'posture': scorecard_posture,
            'reach': scorecard_reach,
        }[column.of](column) }}
    ) as {{ column.column }}
    where choice = 1
{%- endmacro %}

{#- One figure. Regencies are estimated in March; a September figure is of provinces and the nation alone. -#}
{% macro scorecard_indicator(column) -%}
        select
            *,
            period_year as scorecard_year,
            row_number() over (
                partition by region_code, period_year
                order by
                    is_sample,
                    case when publisher = 'BPS' then 0 else 1 end,
                    case period_part when 'annual' then 0 when 'march' then 1 else 2 end,
                    period_part desc,
                    source_id,
                    indicator_key
            ) as choice
        from fct_poverty_indicator
        where
            indicator_code = '{{ column.code }}'
            and kind = '{{ column.kind }}'
            and unit in ({{ quoted(column.units) }})
            and area = 'all'
            and period_part <> 'september'
            and is_newest_vintage
            and value is not null
{%- endmacro %}

{#- Two sources may state the same money, and two months or stages of one source do: one of each is taken. The CTE
    scorecard_offices: each office of the source that a region and year are taken from, at its newest month. -#}
{% macro scorecard_offices() -%}
    select
        region_code,
        fiscal_year,
        is_sample,
        source_id,
        budget_stage,
        agency_id,
        period_month
    from (
        select
            *,
            rank() over (
                partition by region_code, fiscal_year
                order by is_sample, offices desc, newest_month desc, source_id, stage_rank
            ) as choice
        from (
            select
                *,
                max(office_no) over (partition by region_code, fiscal_year, is_sample, source_id) as offices,
                max(period_month) over (partition by region_code, fiscal_year, is_sample, source_id) as newest_month
            from (
                select
                    *,
                    dense_rank() over (
                        partition by region_code, fiscal_year, is_sample, source_id
                        order by agency_id
                    ) as office_no,
                    rank() over (
                        partition by region_code, fiscal_year, is_sample, source_id, budget_stage, agency_id
                        order by period_month desc
                    ) as month_rank,
                    case budget_stage
                        when 'perubahan' then 1
                        when 'pergeseran' then 2
                        when 'murni' then 3
                        else 4
                    end as stage_rank
                from (
                    select distinct
                        region_code,
                        fiscal_year,
                        is_sample,
                        source_id,
                        budget_stage,
                        agency_id,
                        period_month
                    from public_budget
                ) as reports
            ) as numbered
            where month_rank = 1
        ) as counted
    ) as ranked
    where choice = 1
{%- endmacro %}

{#- The CTE public_budget: what was reported of money that is of a public budget. -#}
{% macro scorecard_public_budget() -%}
    select figures.*
    from fct_budget_realisation as figures
    left join dim_funding_source as funding
        on figures.funding_source = funding.id
    where
        figures.realised_to_date_basis <> 'not_reported'
        and coalesce(funding.is_public_budget, true)
{%- endmacro %}

{% macro scorecard_budget(column) -%}
        select
            figures.*,
            figures.fiscal_year as scorecard_year,
            1 as choice
        from public_budget as figures
        inner join scorecard_offices as taken
            on
                figures.region_code = taken.region_code
                and figures.fiscal_year = taken.fiscal_year
                and figures.is_sample = taken.is_sample
                and figures.source_id = taken.source_id
                and figures.budget_stage = taken.budget_stage
                and figures.agency_id = taken.agency_id
                and figures.period_month = taken.period_month
{%- endmacro %}

{% macro scorecard_posture(column) -%}
        select
            *,
            fiscal_year as scorecard_year,
            1 as choice
        from fct_budget_posture
        where
            is_newest_position
            and top_account_name = '{{ column.top }}'
{%- endmacro %}

{% macro scorecard_reach(column) -%}
        select
            *,
            rank() over (
                partition by region_code, scorecard_year
                order by is_sample, line_count desc, source_id
            ) as choice
        from (
            select
                *,
                sum(lines) over (partition by region_code, scorecard_year, is_sample, source_id) as line_count
            from (
                select
                    *,
                    cast(extract(year from period_end) as integer) as scorecard_year
                from fct_program_reach
                where
                    measure = '{{ column.measure }}'
                    and beneficiary_unit in ({{ quoted(column.units) }})
            ) as dated
        ) as counted
{%- endmacro %}

{#- A column of the scorecard: its figures' sum, null where one of them misses its amount. -#}
{% macro scorecard_sum(column) -%}
    case
        when
            count(case when measure = '{{ column }}' then value end)
            = count(case when measure = '{{ column }}' then 1 end)
            then sum(case when measure = '{{ column }}' then value end)
    end
{%- endmacro %}

{% macro scorecard_sums() -%}
    {%- for column in var('scorecard') %}
        {{ scorecard_sum(column.column) }} as {{ column.column }}{{ "," if not loop.last }}
    {%- endfor %}
{%- endmacro %}

{% macro scorecard_columns(table) -%}
    {%- for column in var('scorecard') %}
        {{ table }}.{{ column.column }}{{ "," if not loop.last }}
    {%- endfor %}
{%- endmacro %}

{#- A column in percent; `named` says which parts have another name here. -#}
{% macro scorecard_share(column, named={}) -%}
    {%- set parts = var('scorecard_shares')[column] -%}
    {{ exact_pct(named.get(parts.part, parts.part), named.get(parts.whole, parts.whole)) }}
{%- endmacro %}

{#- The figures of columns in percent: those of their part and those of their whole. -#}
{% macro scorecard_share_figures() -%}
    {%- for share, parts in var('scorecard_shares').items() %}
        {%- set last_share = loop.last %}
        {%- for part, measure in parts.items() %}
    select
        region_code,
        scorecard_year,
        '{{ share }}' as measure,
        '{{ part }}' as part,
        value,
        fact_mart,
        fact_measure,
        fact_key,
        batch_id,
        source_ref
    from scorecard_figures
    where measure = '{{ measure }}'
            {{- "\n\n    union all\n" if not (last_share and loop.last) }}
        {%- endfor %}
    {%- endfor %}
{%- endmacro %}
