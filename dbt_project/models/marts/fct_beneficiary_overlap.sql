with

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
        lists.list_key as beneficiary_list_key,
        lists.region_code,
        lists.program_id,
        {{ period_id('lists.period_year', "'annual'") }} as period_id,
        lists.period_year,

        -- attributes
        regions.name as region_name,
        programs.name as program_name,
        lists.is_suppressed,

        -- measures
        lists.persons_unique,
        lists.persons_on_other_lists,
        lists.lists,

        -- lineage
        lists.batch_id,
        lists.source_ref,
        lists.source_id,
        lists.is_sample
    from lists
    left join regions
        on lists.region_code = regions.region_code
    left join programs
        on lists.program_id = programs.id
)

select * from final
