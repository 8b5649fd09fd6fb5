{%- set scope = ref('int_stated_scope') %}
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

statements as (
    select distinct
        thing_key,
        statement_no,
        stated_day,
        batch_id,
        origin,
        received_at
    from stated_lines
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

-- Files that have no line in common state different parts of a thing: none of them restates the other.
pairs as (
    select distinct
        thing_key,
        statement_no
    from in_order
    where older_no = statement_no - 1
),

differing as (
    select
        in_order.*,
        'changed' as kind,
        in_order.statement_no as pair_no,
        in_order.older_value as value_before,
        in_order.value as value_after,
        in_order.older_source_ref as ref_before,
        in_order.source_ref as ref_after
    from in_order
    where
        in_order.older_no = in_order.statement_no - 1
        and (
            in_order.value <> in_order.older_value
            or (in_order.value is null and in_order.older_value is not null)
            or (in_order.value is not null and in_order.older_value is null)
        )

    union all

    select
        in_order.*,
        'added' as kind,
        in_order.statement_no as pair_no,
        cast(null as numeric(24, 6)) as value_before,
        in_order.value as value_after,
        {{ as_text('null') }} as ref_before,
        in_order.source_ref as ref_after
    from in_order
    where
        in_order.value is not null
        and coalesce(in_order.older_no, 0) < in_order.statement_no - 1

    union all

    select
        in_order.*,
        'dropped' as kind,
        in_order.statement_no + 1 as pair_no,
        in_order.value as value_before,
        cast(null as numeric(24, 6)) as value_after,
        in_order.source_ref as ref_before,
        {{ as_text('null') }} as ref_after
    from in_order
    where
        in_order.value is not null
        and in_order.statement_no < in_order.statements
        and coalesce(in_order.newer_no, in_order.statements + 1) > in_order.statement_no + 1
),

final as (
    select
        -- keys
        {{ key_of(['differing.line_key', 'older.batch_id', 'older.stated_day', 'newer.batch_id', 'newer.stated_day']) }}
            as restatement_key,
        differing.region_code,
        differing.mart,
        differing.line,
        differing.measure,
        differing.period,

        -- attributes
        regions.name as region_name,
        differing.kind,
        differing.unit,
        older.stated_day as older_day,
        newer.stated_day as newer_day,
        older.received_at as older_received_at,
        newer.received_at as newer_received_at,
        older.origin as older_file,
        newer.origin as newer_file,

        -- measures
        cast(differing.value_before as numeric(24, 6)) as older_value,
        cast(differing.value_after as numeric(24, 6)) as newer_value,
        cast(differing.value_after - differing.value_before as numeric(24, 6)) as change,
        {{ exact_pct('(differing.value_after - differing.value_before)', 'differing.value_before') }} as change_pct,

        -- lineage
        older.batch_id as older_batch_id,
        differing.ref_before as older_source_ref,
        newer.batch_id as newer_batch_id,
        differing.ref_after as newer_source_ref,
        differing.source_id,
        differing.is_sample,

        -- later than the first version of this mart
        differing.agency_id,
        differing.period_end
    from differing
    inner join pairs
        on
            differing.thing_key = pairs.thing_key
            and differing.pair_no = pairs.statement_no
    inner join statements as older
        on
            differing.thing_key = older.thing_key
            and differing.pair_no = older.statement_no + 1
    inner join statements as newer
        on
            differing.thing_key = newer.thing_key
            and differing.pair_no = newer.statement_no
    left join regions
        on differing.region_code = regions.region_code
)

select * from final
