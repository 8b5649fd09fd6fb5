{%- set scope = ref('int_stated_scope') %}
{%- set of_line = [
    'region_code', 'agency_id', 'period_end', 'mart', 'line', 'period', 'unit', 'source_id', 'is_sample'
] %}
{%- set of_statement = ['stated_day', 'batch_id', 'origin', 'received_at'] %}
with

stated_lines as {{ inlined() }} (
    select * from {{ ref('int_stated_line') }}
),

regions as (
    select * from {{ ref('dim_region') }}
),

figures as (
    select
        line_key,
        thing_key,
        statement_no,
        statements,
        planned_value,
        value
    from stated_lines
    {%- if is_incremental() %}
    where {{ in_scope('stated_lines', scope, ['mart', 'agency_id', 'period_end']) }}
    union all
    select
        line_key,
        thing_key,
        statement_no,
        statements,
        planned_value,
        value
    from stated_lines
    where agency_id is null
    {%- endif %}
),

replaced as (
    select * from figures
    where statement_no < statements
),

replacing as (
    select * from figures
    where statement_no > 1
),

-- Each line of two consecutive statements of a thing.
pairs as (
    select
        coalesce(replacing.line_key, replaced.line_key) as line_key,
        coalesce(replacing.thing_key, replaced.thing_key) as thing_key,
        coalesce(replacing.statement_no, replaced.statement_no + 1) as newer_no,
        case
            when replaced.line_key is null then 'added'
            when replacing.line_key is null then 'dropped'
            else 'changed'
        end as kind,
        replaced.planned_value as planned_before,
        replacing.planned_value as planned_after,
        replaced.value as value_before,
        replacing.value as value_after
    from replaced
    full outer join replacing
        on
            replaced.line_key = replacing.line_key
            and replaced.statement_no + 1 = replacing.statement_no
),

-- Files that have no line in common state different parts of a thing: none of them restates the other.
restatements as (
    select distinct
        thing_key,
        newer_no
    from pairs
    where kind = 'changed'
),

differing as (
    {%- for figure in ['planned', 'value'] %}
    select
        pairs.line_key,
        pairs.thing_key,
        pairs.newer_no,
        pairs.kind,
        '{{ figure }}' as figure,
        pairs.{{ figure }}_before as figure_before,
        pairs.{{ figure }}_after as figure_after
    from pairs
    inner join restatements
        on
            pairs.thing_key = restatements.thing_key
            and pairs.newer_no = restatements.newer_no
    where
        pairs.{{ figure }}_before <> pairs.{{ figure }}_after
        or (pairs.{{ figure }}_before is null and pairs.{{ figure }}_after is not null)
        or (pairs.{{ figure }}_before is not null and pairs.{{ figure }}_after is null)
    {{ "union all" if not loop.last }}
    {%- endfor %}
),

statements_of_things as (
    select distinct
        thing_key,
        statement_no,
        {{ of_statement | join(',\n        ') }}
    from stated_lines
),

-- A line in the words of the newer statement, where it has it.
worded as (
    select
        differing.line_key,
        differing.kind,
        differing.figure_before,
        differing.figure_after,
        {%- for part in of_line %}
        coalesce(newer_line.{{ part }}, older_line.{{ part }}) as {{ part }},
        {%- endfor %}
        {%- for side in ['older', 'newer'] %}
        {%- for part in of_statement %}
        {{ side }}.{{ part }} as {{ side }}_{{ part }},
        {%- endfor %}
        case
            when differing.figure = 'planned' then {{ side }}_line.planned_source_ref
            else {{ side }}_line.source_ref
        end as {{ side }}_source_ref,
        {%- endfor %}
        case
            when differing.figure = 'planned' then coalesce(newer_line.planned_measure, older_line.planned_measure)
            else coalesce(newer_line.measure, older_line.measure)
        end as measure
    from differing
    inner join statements_of_things as older
        on
            differing.thing_key = older.thing_key
            and differing.newer_no = older.statement_no + 1
    inner join statements_of_things as newer
        on
            differing.thing_key = newer.thing_key
            and differing.newer_no = newer.statement_no
    left join stated_lines as older_line
        on
            differing.line_key = older_line.line_key
            and differing.newer_no = older_line.statement_no + 1
    left join stated_lines as newer_line
        on
            differing.line_key = newer_line.line_key
            and differing.newer_no = newer_line.statement_no
),

final as (
    select
        -- keys
        {{ key_within(['worded.agency_id', 'worded.period_end', 'worded.mart'], [
            'worded.line_key',
            'worded.measure',
            'worded.older_batch_id',
            'worded.older_stated_day',
            'worded.newer_batch_id',
            'worded.newer_stated_day',
        ]) }} as restatement_key,
        worded.region_code,
        worded.mart,
        worded.line,
        worded.measure,
        worded.period,

        -- attributes
        regions.name as region_name,
        worded.kind,
        worded.unit,
        worded.older_stated_day as older_day,
        worded.newer_stated_day as newer_day,
        worded.older_received_at,
        worded.newer_received_at,
        worded.older_origin as older_file,
        worded.newer_origin as newer_file,

        -- measures
        cast(worded.figure_before as numeric(24, 6)) as older_value,
        cast(worded.figure_after as numeric(24, 6)) as newer_value,
        cast(worded.figure_after - worded.figure_before as numeric(24, 6)) as change,
        {{ exact_pct('(worded.figure_after - worded.figure_before)', 'worded.figure_before') }} as change_pct,

        -- lineage
        worded.older_batch_id,
        worded.older_source_ref,
        worded.newer_batch_id,
        worded.newer_source_ref,
        worded.source_id,
        worded.is_sample,

        -- later than the first version of this mart
        worded.agency_id,
        worded.period_end
    from worded
    left join regions
        on worded.region_code = regions.region_code
)

select * from final
