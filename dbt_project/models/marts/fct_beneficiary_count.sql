with

cells as (
    select * from {{ ref('int_beneficiary_cell') }}
),

-- A programme with so few persons that its total is withheld is not named either: its name may say who is on it.
lists as (
    select * from {{ ref('int_beneficiary_list') }}
    where not total_is_hidden
),

regions as (
    select * from {{ ref('dim_region') }}
),

programs as (
    select * from {{ ref('dim_program') }}
),

final as (
    select
        -- keys
        cells.cell_key as beneficiary_key,
        lists.region_code,
        lists.program_id,
        {{ period_id('lists.period_year', "'annual'") }} as period_id,
        lists.period_year,
        cells.sex,
        cells.age_group,

        -- attributes
        regions.name as region_name,
        programs.name as program_name,
        cells.is_suppressed,

        -- measures
        cells.persons_unique,
        cells.rows_listed,
        cells.rows_invalid_nik,
        lists.lists,

        -- lineage
        lists.batch_id,
        lists.source_ref,
        lists.source_id,
        lists.is_sample
    from cells
    inner join lists
        on cells.list_key = lists.list_key
    left join regions
        on lists.region_code = regions.region_code
    left join programs
        on lists.program_id = programs.id
)

select * from final
