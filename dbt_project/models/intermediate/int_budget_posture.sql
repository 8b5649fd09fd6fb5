with

printed_lines as (
    select * from {{ ref('stg_budget_posture') }}
),

-- The top line is the first of the labels that ' > ' joins.
under_top_lines as (
    select
        *,
        substring(account_path, 1, position(' > ' in account_path || ' > ') - 1) as top_account_name
    from printed_lines
),

-- Labels are compared in one spelling, so that another way of writing is not another line.
keyed as (
    select
        *,
        {{ normalised('top_account_name') }} as top_key,
        {{ key_of([
            'region_code',
            'fiscal_year',
            normalised('account_path'),
            'as_of_date',
        ]) }} as account_key
    from under_top_lines
),

-- Lines of two documents do not add up, so below a top line the newest document is taken whole.
ranked as (
    select
        *,
        rank() over (
            partition by region_code, fiscal_year, top_key, as_of_date
            order by {{ newest_batch_first() }}
        ) as batch_rank,
        -- A document may print one line twice. Both stay, numbered, so that nothing is lost.
        row_number() over (
            partition by account_key, batch_id
            order by row_no, column_no, md5(sheet)
        ) as line_no
    from keyed
),

newest as (
    select
        *,
        -- A real position stands before an invented one, a dated one before one of an unknown day.
        rank() over (
            partition by region_code, fiscal_year, top_key
            order by
                is_sample asc,
                case when as_of_date is null then 1 else 0 end asc,
                as_of_date desc
        ) = 1 as is_newest_position
    from ranked
    where batch_rank = 1
),

final as (
    select
        -- keys
        {{ key_of(['account_key', 'line_no']) }} as posture_key,
        region_code,
        fiscal_year,
        as_of_date,
        cast(line_no as integer) as line_no,

        -- attributes
        account_path,
        account_name,
        top_account_name,
        is_newest_position,

        -- measures
        budget_idr,
        realised_to_date_idr,
        {{ exact_pct('realised_to_date_idr', 'budget_idr') }} as absorption_pct,

        -- lineage
        batch_id,
        source_ref,
        budget_source_ref,
        source_id,
        is_sample
    from newest
)

select * from final
