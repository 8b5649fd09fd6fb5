{%- set scope = ref('int_stated_scope') %}
{%- set of_statement = ['stated_day', 'batch_id', 'origin', 'received_at'] %}
with

stated_lines as (
    select * from {{ ref('int_stated_line') }} as lines
    {%- if is_incremental() %}
    where {{ in_scope('lines', scope, ['mart', 'agency_id', 'period_end']) }}
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

-- Of each statement what it says of itself, and how many lines it has in common with the one before it. Files that have
-- no line in common state different parts of a thing: none of them restates the other.
statements_of_things as (
    select
        thing_key,
        statement_no,
        {{ of_statement | join(',\n        ') }},
        count(case when older_no = statement_no - 1 then 1 end) as lines_of_older
    from in_order
    group by thing_key, statement_no, {{ of_statement | join(', ') }}
),

changed_or_added as (
    select
        *,
        case when older_no = statement_no - 1 then 'changed' else 'added' end as kind
    from in_order
    where
        case
            when older_no = statement_no - 1
                then
                    value <> older_value
                    or (value is null and older_value is not null)
                    or (value is not null and older_value is null)
            else value is not null and statement_no > 1
        end
),

dropped as (
    select * from in_order
    where value is not null and coalesce(newer_no, statements + 1) > statement_no + 1
),

{#- The columns of a line that are the same in both statements. -#}
{%- set of_line = [
    'line_key', 'thing_key', 'region_code', 'agency_id', 'period_end', 'mart', 'line', 'measure', 'period', 'unit', 'source_id',
    'is_sample'
] %}

differing as (
    select
        {%- for part in of_line %}
        changed_or_added.{{ part }},
        {%- endfor %}
        changed_or_added.kind,
        {%- for part in of_statement %}
        older.{{ part }} as {{ part }}_before,
        newer.{{ part }} as {{ part }}_after,
        {%- endfor %}
        case when changed_or_added.kind = 'changed' then changed_or_added.older_value end as value_before,
        changed_or_added.value as value_after,
        case when changed_or_added.kind = 'changed' then changed_or_added.older_source_ref end as ref_before,
        changed_or_added.source_ref as ref_after
    from changed_or_added
    inner join statements_of_things as newer
        on
            changed_or_added.thing_key = newer.thing_key
            and changed_or_added.statement_no = newer.statement_no
    inner join statements_of_things as older
        on
            changed_or_added.thing_key = older.thing_key
            and changed_or_added.statement_no = older.statement_no + 1
    where newer.lines_of_older > 0

    union all

    select
        {%- for part in of_line %}
        dropped.{{ part }},
        {%- endfor %}
        'dropped' as kind,
        {%- for part in of_statement %}
        older.{{ part }} as {{ part }}_before,
        newer.{{ part }} as {{ part }}_after,
        {%- endfor %}
        dropped.value as value_before,
        cast(null as numeric(24, 6)) as value_after,
        dropped.source_ref as ref_before,
        {{ as_text('null') }} as ref_after
    from dropped
    inner join statements_of_things as older
        on
            dropped.thing_key = older.thing_key
            and dropped.statement_no = older.statement_no
    inner join statements_of_things as newer
        on
            dropped.thing_key = newer.thing_key
            and dropped.statement_no = newer.statement_no - 1
    where newer.lines_of_older > 0
),

final as (
    select
        -- keys
        {{ key_within(['differing.agency_id', 'differing.period_end', 'differing.mart'], [
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
