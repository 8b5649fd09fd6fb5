with

scope as (
    select * from {{ ref('int_budget_scope') }}
),

spellings as (
    select * from {{ ref('int_budget_spelling') }}
),

agencies as (
    select * from {{ ref('int_agency_name') }}
    where name <> name_before
),

programs as (
    select * from {{ ref('int_program_name') }}
    where name <> name_before
),

-- Facts bear the names of offices and programmes: where one is called otherwise than in the facts that stand, all of
-- its partitions are made again.
final as (
    select
        agency_id,
        fiscal_year,
        period_month
    from scope

    union distinct

    select
        spellings.agency_id,
        spellings.fiscal_year,
        spellings.period_month
    from spellings
    inner join agencies
        on spellings.agency_id = agencies.agency_id

    union distinct

    select
        spellings.agency_id,
        spellings.fiscal_year,
        spellings.period_month
    from spellings
    inner join programs
        on spellings.program_id = programs.program_id
)

select * from final
