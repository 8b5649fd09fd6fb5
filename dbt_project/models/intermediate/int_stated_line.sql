{#- What two files may state both, by mart: `thing` is what makes them two statements of one thing, `line` the business
    key of a line in it, `words` how it reads, `day` the day that a statement is of. A line has one figure of what was
    done and may have one of what was `planned`. Of counts of `persons` none is told where one of those `told_by` each
    other's sums was `small` in any version of any file. What reports and counts state is put in order by office and last
    day of the period, here of those alone that the build makes again: it is much, files touch little of it in a night,
    and only rpt_restatement reads it. -#}
{%- set scope = ref('int_stated_scope') %}
{%- set partition = ['mart', 'agency_id', 'period_end'] %}
{%- set things = {
    'posture': {
        'mart': 'fct_budget_posture',
        'thing': ['source_id', 'is_sample', 'region_code', 'fiscal_year'],
        'line': [normalised('account_path')],
        'words': 'account_path',
        'period': period_id('fiscal_year', "'annual'"),
        'day': 'as_of_date',
        'unit': "'rupiah'",
        'planned': ["'budget_idr'", 'budget_idr', 'coalesce(budget_source_ref, source_ref)'],
        'done': ["'realised_to_date_idr'", 'realised_to_date_idr'],
    },
    'realisation': {
        'mart': 'fct_budget_realisation',
        'thing': [
            'source_id',
            'is_sample',
            'region_code',
            'agency_id',
            'fiscal_year',
            'budget_stage',
            'period_month',
            'realisation_basis',
        ],
        'line': [
            program_id('region_code', 'program_code', 'program_name'),
            code_or_name('activity_code', 'activity_name'),
            code_or_name('sub_activity_code', 'sub_activity_name'),
            code_key('account_code'),
            'expenditure_class',
            normalised('funding_source_printed'),
        ],
        'words': path_of([
            'agency_name',
            'coalesce(program_name, program_code)',
            'coalesce(sub_activity_name, activity_name, sub_activity_code, activity_code)',
            'coalesce(account_name, account_code)',
            'funding_source_printed',
        ]),
        'period': period_id('fiscal_year', month_part('period_month')),
        'day': 'as_of_date',
        'unit': "'rupiah'",
        'planned': ["'budget_idr'", 'budget_idr', 'coalesce(budget_source_ref, source_ref)'],
        'done': [
            "case when realisation_basis = 'month' then 'realised_in_month_idr' else 'realised_to_date_idr' end",
            'realised_idr',
        ],
    },
    'reach': {
        'mart': 'fct_program_reach',
        'thing': [
            'source_id',
            'is_sample',
            'region_code',
            'agency_id',
            program_id('region_code', as_text('null'), 'program_name'),
            'period_start',
            'period_end',
        ],
        'line': [
            normalised('activity_name'),
            'measure',
            'beneficiary_unit',
            normalised('registry'),
            normalised('funding_source_printed'),
        ],
        'words': path_of(['agency_name', 'program_name', 'activity_name', 'measure', 'funding_source_printed']),
        'period': period_words('period_start', 'period_end'),
        'day': 'null',
        'persons': counts_persons('beneficiary_unit'),
        'small': [is_small_count('target_count'), is_small_count('reached_count')] | join(' or '),
        'small_in': 'small_reach',
        'told_by': ['region_code', 'program_name', 'measure', 'beneficiary_unit', 'period_start', 'period_end'],
        'unit': 'beneficiary_unit',
        'planned': ["'target_count'", 'target_count', 'coalesce(target_source_ref, source_ref)'],
        'done': ["'reached_count'", 'reached_count'],
    },
    'series': {
        'mart': 'fct_poverty_indicator',
        'thing': [
            'source_id',
            'is_sample',
            'region_code',
            'indicator_code',
            'area',
            'period_year',
            'period_part',
            'publisher',
            'kind',
        ],
        'line': ["'figure'"],
        'words': path_of(['publisher', 'kind', 'indicator_code', 'area']),
        'period': period_id('period_year', 'period_part'),
        'day': 'vintage_date',
        'persons': "kind = 'registry' and " ~ counts_persons('unit'),
        'small': is_small_count('value'),
        'small_in': 'series',
        'told_by': ['source_id', 'indicator_code', 'area', 'period_year', 'period_part', 'publisher', 'kind', 'unit'],
        'unit': 'unit',
        'planned': ['null', 'null', 'null'],
        'done': ["'value'", 'value'],
    },
} -%}

with

versions as {{ inlined() }} (
    select * from {{ ref('stg_version') }}
),

posture as {{ inlined() }} (
    select
        *,
        {{ as_text('null') }} as agency_id,
        cast(null as date) as period_end
    from {{ ref('stg_budget_posture_version') }}
),

series as {{ inlined() }} (
    select
        *,
        {{ as_text('null') }} as agency_id,
        cast(null as date) as period_end
    from {{ ref('stg_poverty_indicator_version') }}
),

-- Reports are large and few are restated. What they are about is known by part; so only files that share a part with
-- another one are looked through.
budget_parts as (
    select
        parts.*,
        'fct_budget_realisation' as mart,
        {{ month_end(first_day('parts.fiscal_year', 'parts.period_month')) }} as period_end
    from {{ ref('int_budget_part') }} as parts
    inner join versions
        on parts.batch_id = versions.batch_id
),

shared_budget as (
    select
        *,
        count(*) over (
            partition by region_code, agency_id, fiscal_year, budget_stage, period_month
        ) as files
    from budget_parts
    where {{ in_scope('budget_parts', scope, partition) }}
),

budget_versions as (
    select * from {{ ref('stg_budget_realisation_version') }}
    where {{ among('batch_id', 'select shared_budget.batch_id from shared_budget where shared_budget.files > 1') }}
),

realisation as (
    select
        budget_versions.*,
        shared_budget.agency_id,
        shared_budget.period_end
    from budget_versions
    inner join shared_budget
        on
            budget_versions.batch_id = shared_budget.batch_id
            and budget_versions.region_code = shared_budget.region_code
            and budget_versions.agency_name = shared_budget.agency_name
            and budget_versions.fiscal_year = shared_budget.fiscal_year
            and budget_versions.period_month = shared_budget.period_month
            and budget_versions.budget_stage = shared_budget.budget_stage
),

reach_parts as {{ inlined() }} (
    select
        parts.*,
        'fct_program_reach' as mart
    from {{ ref('int_reach_part') }} as parts
    inner join versions
        on parts.batch_id = versions.batch_id
),

shared_reach as (
    select
        *,
        count(*) over (partition by region_code, agency_id, period_end) as files
    from reach_parts
    where {{ in_scope('reach_parts', scope, partition) }}
),

reach_versions as (
    select * from {{ ref('stg_program_reach_version') }}
    where {{ among('batch_id', 'select shared_reach.batch_id from shared_reach where shared_reach.files > 1') }}
),

reach as (
    select
        reach_versions.*,
        shared_reach.agency_id
    from reach_versions
    inner join shared_reach
        on
            reach_versions.batch_id = shared_reach.batch_id
            and reach_versions.region_code = shared_reach.region_code
            and reach_versions.agency_name = shared_reach.agency_name
            and reach_versions.period_end = shared_reach.period_end
),

-- A small count may stand in a file that restates nothing.
small_parts as (
    select batch_id from reach_parts
    where has_small_count and {{ in_scope('reach_parts', scope, ['mart', 'region_code', 'period_end']) }}
),

small_reach as (
    select * from {{ ref('stg_program_reach_version') }}
    where {{ among('batch_id', 'select small_parts.batch_id from small_parts') }}
),

{%- for name, about in things.items() if about.persons %}
{{ name }}_small as (
    select distinct {{ key_of(about.told_by) }} as small_key
    from {{ about.small_in }}
    where {{ about.persons }} and ({{ about.small }})
),
{% endfor %}
printed as (
    {%- for name, about in things.items() %}
    {%- set keys = ["'" ~ name ~ "'"] + about.thing %}
    {%- set planned_measure, planned, planned_ref = about.planned %}
    {%- set measure, done = about.done %}
    select
        '{{ about.mart }}' as mart,
        region_code,
        agency_id,
        period_end,
        {{ key_of(keys) }} as thing_key,
        {{ key_of(about.line) }} as printed_key,
        cast({{ about.day }} as date) as stated_day,
        {{ about.words }} as line,
        {{ about.period }} as period,
        {{ about.unit }} as unit,
        {{ as_text(planned_measure) }} as planned_measure,
        {{ as_text(measure) }} as measure,
        cast({{ planned }} as numeric(24, 6)) as planned_value,
        cast({{ done }} as numeric(24, 6)) as value,
        {{ as_text(planned_ref) }} as planned_source_ref,
        source_ref,
        {%- if about.persons %}
        {{ about.persons }} and {{ key_of(about.told_by) }} in (
            select {{ name }}_small.small_key
            from {{ name }}_small
        ) as is_withheld,
        {%- else %}
        false as is_withheld,
        {%- endif %}
        sheet,
        row_no,
        column_no,
        batch_id,
        origin,
        received_at,
        current_since,
        source_id,
        is_sample
    from {{ name }}
    {{ "union all" if not loop.last }}
    {%- endfor %}
),

stated as (
    select distinct
        thing_key,
        stated_day,
        batch_id,
        current_since
    from printed
),

-- What a document says of its day decides the order of statements; of those without a day, the order of receipt.
in_order as (
    select
        thing_key,
        batch_id,
        coalesce(stated_day, {{ no_day() }}) as day_or_none,
        row_number() over (
            partition by thing_key
            order by
                case when stated_day is null then 0 else 1 end,
                stated_day,
                current_since,
                batch_id
        ) as statement_no,
        count(*) over (partition by thing_key) as statements
    from stated
),

stated_twice as (
    select * from in_order
    where statements > 1
),

-- A document may print one line twice. Both are compared, in their order.
lines_in_order as (
    select
        printed.*,
        stated_twice.statement_no,
        stated_twice.statements,
        row_number() over (
            partition by printed.thing_key, printed.printed_key, stated_twice.statement_no
            order by printed.row_no, printed.column_no, md5(printed.sheet)
        ) as line_no
    from printed
    inner join stated_twice
        on
            printed.thing_key = stated_twice.thing_key
            and printed.batch_id = stated_twice.batch_id
            and coalesce(printed.stated_day, {{ no_day() }}) = stated_twice.day_or_none
),

final as (
    select
        -- keys
        {{ key_of(['thing_key', 'printed_key', 'line_no']) }} as line_key,
        thing_key,
        mart,
        region_code,
        agency_id,
        period_end,
        statement_no,

        -- attributes
        line,
        period,
        unit,
        stated_day,
        statements,
        planned_measure,
        measure,

        -- measures
        case when not is_withheld then planned_value end as planned_value,
        case when not is_withheld then value end as value,

        -- lineage
        batch_id,
        planned_source_ref,
        source_ref,
        origin,
        received_at,
        source_id,
        is_sample
    from lines_in_order
)

select * from final
