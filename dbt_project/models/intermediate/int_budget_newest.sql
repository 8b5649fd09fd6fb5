{%- set scope = ref('int_budget_scope') %}
{%- set partition = ['agency_id', 'fiscal_year', 'period_month'] %}
with

parts as (
    select * from {{ ref('int_budget_part') }} as parts
    {%- if is_incremental() %}
    where {{ in_scope('parts', scope, partition) }}
    {%- endif %}
),

printed_lines as (
    select * from {{ ref('stg_budget_realisation') }}
    {%- if is_incremental() %}
    where {{ among('batch_id', 'select parts.batch_id from parts') }}
    {%- endif %}
),

funding_words as (
    select * from {{ ref('funding_source_words') }}
),

identified as (
    select
        printed_lines.*,
        parts.agency_id,
        parts.is_plan,
        {{ program_id('printed_lines.region_code', 'printed_lines.program_code', 'printed_lines.program_name') }}
            as program_id,
        coalesce(funding_words.funding_source, 'unmapped') as funding_source,
        -- Words that are not known yet are no one source: each stands for itself.
        coalesce(funding_words.funding_source, {{ normalised('printed_lines.funding_source_printed') }})
            as funding_key
    from printed_lines
    inner join parts
        on
            printed_lines.batch_id = parts.batch_id
            and printed_lines.region_code = parts.region_code
            and printed_lines.agency_name = parts.agency_name
            and printed_lines.fiscal_year = parts.fiscal_year
            and printed_lines.period_month = parts.period_month
            and printed_lines.budget_stage = parts.budget_stage
    left join funding_words
        on {{ normalised('printed_lines.funding_source_printed') }} = funding_words.printed_words
),

-- Codes are compared as integers and names in one spelling, so that another way of writing is not another line.
keyed as (
    select
        *,
        {{ key_of([
            'region_code',
            'agency_id',
            'fiscal_year',
            'budget_stage',
            'program_id',
            code_or_name('activity_code', 'activity_name'),
            code_or_name('sub_activity_code', 'sub_activity_name'),
            code_key('account_code'),
            'expenditure_class',
            'funding_key',
        ]) }} as year_key
    from identified
),

-- However new a plan is, it does not take away what a report says was realised; and the day that a document says it is
-- of comes before the day that it came. A document may print one line twice: both stay, numbered, so that nothing is
-- lost. The lines of the first batch come first, so one order serves both; it begins with the partition, so that rows
-- of a partition come to lie together.
{%- set newest_first %}
                is_sample,
                is_plan,
                case when as_of_date is null then 1 else 0 end,
                as_of_date desc,
                {{ newest_batch_first() }}
{%- endset %}
ranked as (
    select
        *,
        rank() over (
            partition by agency_id, fiscal_year, period_month, year_key
            order by {{ newest_first }}
        ) as batch_rank,
        row_number() over (
            partition by agency_id, fiscal_year, period_month, year_key
            order by {{ newest_first }}, row_no, column_no, md5(sheet)
        ) as line_no
    from keyed
),

newest as (
    select
        -- keys
        {{ key_of(['year_key', 'line_no']) }} as line_key,
        {{ key_within(partition, ['year_key', 'line_no', 'period_month']) }} as budget_key,
        region_code,
        agency_id,
        program_id,
        fiscal_year,
        period_month,
        budget_stage,
        funding_source,
        cast(line_no as integer) as line_no,

        -- attributes
        agency_code,
        agency_name,
        function_code,
        program_code,
        program_name,
        activity_code,
        activity_name,
        sub_activity_code,
        sub_activity_name,
        account_code,
        account_name,
        expenditure_class,
        funding_source_printed,
        realisation_basis,
        is_plan,
        as_of_date,

        -- measures
        budget_idr,
        realised_idr,

        -- lineage
        batch_id,
        sheet,
        row_no,
        source_ref,
        budget_source_ref,
        source_id,
        is_sample,
        current_since
    from ranked
    where batch_rank = 1
)

select * from newest
