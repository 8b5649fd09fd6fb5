{%- set scope = ref('int_reach_scope') %}
{%- set partition = ['agency_id', 'period_end'] %}
with

parts as (
    select * from {{ ref('int_reach_part') }} as parts
    {%- if is_incremental() %}
    where {{ in_scope('parts', scope, partition) }}
    {%- endif %}
),

printed_counts as (
    select * from {{ ref('stg_program_reach') }}
    {%- if is_incremental() %}
    where {{ among('batch_id', 'select parts.batch_id from parts') }}
    {%- endif %}
),

funding_words as (
    select * from {{ ref('funding_source_words') }}
),

identified as (
    select
        printed_counts.*,
        parts.agency_id,
        {{ program_id('printed_counts.region_code', as_text('null'), 'printed_counts.program_name') }} as program_id,
        coalesce(funding_words.funding_source, 'unmapped') as funding_source,
        -- Words that are not known yet are no one source: each stands for itself.
        coalesce(funding_words.funding_source, {{ normalised('printed_counts.funding_source_printed') }})
            as funding_key
    from printed_counts
    inner join parts
        on
            printed_counts.batch_id = parts.batch_id
            and printed_counts.region_code = parts.region_code
            and printed_counts.agency_name = parts.agency_name
            and printed_counts.period_end = parts.period_end
    left join funding_words
        on {{ normalised('printed_counts.funding_source_printed') }} = funding_words.printed_words
),

keyed as (
    select
        *,
        {{ key_of([
            'region_code',
            'agency_id',
            'program_id',
            normalised('activity_name'),
            'measure',
            'beneficiary_unit',
            'period_start',
            'period_end',
            normalised('registry'),
            'funding_key',
        ]) }} as count_key
    from identified
),

-- A document may print one line twice (two groups of one course): both stay, numbered. The lines of the newest batch
-- come first, so one order serves both; it begins with the partition, so that rows of a partition come to lie together.
ranked as (
    select
        *,
        rank() over (
            partition by agency_id, period_end, count_key
            order by {{ newest_batch_first() }}
        ) as batch_rank,
        row_number() over (
            partition by agency_id, period_end, count_key
            order by {{ newest_batch_first() }}, row_no, column_no, md5(sheet)
        ) as line_no
    from keyed
),

newest as (
    select
        -- keys
        {{ key_within(partition, ['count_key', 'line_no']) }} as reach_key,
        region_code,
        agency_id,
        program_id,
        funding_source,
        cast(line_no as integer) as line_no,

        -- attributes
        agency_name,
        program_name,
        activity_name,
        measure,
        beneficiary_unit,
        period_start,
        period_end,
        registry,
        funding_source_printed,
        {{ counts_persons('beneficiary_unit') }}
        and ({{ is_small_count('target_count') }} or {{ is_small_count('reached_count') }}) as is_small,

        -- measures
        target_count,
        reached_count,
        {{ exact_pct('reached_count', 'target_count') }} as reach_pct,

        -- lineage
        batch_id,
        row_no,
        source_ref,
        target_source_ref,
        source_id,
        is_sample,
        current_since
    from ranked
    where batch_rank = 1
)

select * from newest
