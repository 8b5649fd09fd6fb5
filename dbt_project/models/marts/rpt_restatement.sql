{%- set scope = ref('int_stated_scope') %}
{%- set of_statement = ['stated_day', 'batch_id', 'origin', 'received_at'] -%}

with

stated_lines as (
    select * from {{ ref('int_stated_line') }} as lines
    {%- if is_incremental() %}
    where {{ in_scope('lines', scope, ['agency_id', 'period_end']) }}
    union all
    select * from {{ ref('int_stated_line') }}
    where agency_id is null
    {%- endif %}
),

regions as (
    select * from {{ ref('dim_region') }}
),

in_order as (
    select
        *,
        lag(statement_no) over line_statements as older_no,
        lag(value) over line_statements as older_value,
        lag(source_ref) over line_statements as older_source_ref,
        lead(statement_no) over line_statements as newer_no
    from stated_lines
    window
        line_statements as (partition by line_key order by statement_no)
),

-- Beside a line's statement stand those of its thing before and after it, whether they have the line or not. Files that
-- have no line in common state different parts of a thing: none of them restates the other.
beside as (
    select
        *,
        {%- for part in of_statement %}
        first_value({{ part }}) over older_statement as older_{{ part }},
        first_value({{ part }}) over newer_statement as newer_{{ part }},
        {%- endfor %}
        count(case when older_no = statement_no - 1 then 1 end) over this_statement as lines_of_older,
        count(case when older_no = statement_no - 1 then 1 end) over newer_statement as lines_of_newer
    from in_order
    window
        older_statement as (
            partition by thing_key order by statement_no range between 1 preceding and 1 preceding
        ),
        this_statement as (
            partition by thing_key order by statement_no range between current row and current row
        ),
        newer_statement as (
            partition by thing_key order by statement_no range between 1 following and 1 following
        )
),

differing as (
    select
        *,
        case when older_no = statement_no - 1 then 'changed' else 'added' end as kind,
        {%- for part in of_statement %}
        older_{{ part }} as {{ part }}_before,
        {{ part }} as {{ part }}_after,
        {%- endfor %}
        case when older_no = statement_no - 1 then older_value end as value_before,
        value as value_after,
        case when older_no = statement_no - 1 then older_source_ref end as ref_before,
        source_ref as ref_after
    from beside
    where
        lines_of_older > 0
        and case
            when older_no = statement_no - 1
                then
                    value <> older_value
                    or (value is null and older_value is not null)
                    or (value is not null and older_value is null)
            else value is not null
        end

    union all

    select
        *,
        'dropped' as kind,
        {%- for part in of_statement %}
        {{ part }} as {{ part }}_before,
        newer_{{ part }} as {{ part }}_after,
        {%- endfor %}
        value as value_before,
        cast(null as numeric(24, 6)) as value_after,
        source_ref as ref_before,
        {{ as_text('null') }} as ref_after
    from beside
    where
        value is not null
        and lines_of_newer > 0
        and coalesce(newer_no, statements + 1) > statement_no + 1
),

final as (
    select
        -- keys
        {{ key_of([
            'differing.line_key',
            'differing.batch_id_before',
            'differing.stated_day_before',
            'differing.batch_id_after',
            'differing.stated_day_after',
        ]) }} as restatement_key,
        differing.region_code,
        differing.mart,
        differing.line,
        differing.measure,
        differing.period,

        -- attributes
        regions.name as region_name,
        differing.kind,
        differing.unit,
        differing.stated_day_before as older_day,
        differing.stated_day_after as newer_day,
        differing.received_at_before as older_received_at,
        differing.received_at_after as newer_received_at,
        differing.origin_before as older_file,
        differing.origin_after as newer_file,

        -- measures
        cast(differing.value_before as numeric(24, 6)) as older_value,
        cast(differing.value_after as numeric(24, 6)) as newer_value,
        cast(differing.value_after - differing.value_before as numeric(24, 6)) as change,
        {{ exact_pct('(differing.value_after - differing.value_before)', 'differing.value_before') }} as change_pct,

        -- lineage
        differing.batch_id_before as older_batch_id,
        differing.ref_before as older_source_ref,
        differing.batch_id_after as newer_batch_id,
        differing.ref_after as newer_source_ref,
        differing.source_id,
        differing.is_sample,

        -- later than the first version of this mart
        differing.agency_id,
        differing.period_end
    from differing
    left join regions
        on differing.region_code = regions.region_code
)

select * from final
