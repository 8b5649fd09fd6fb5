with

programs as (
    select * from {{ ref('int_program_name') }}
),

regions as (
    select * from {{ ref('dim_region') }}
),

final as (
    select
        -- keys
        programs.program_id as id,
        programs.region_code,

        -- attributes
        programs.name,
        programs.program_code,
        case when programs.program_code is null then 'name' else 'code' end as identified_by,
        regions.name as region_name,

        -- lineage
        programs.is_sample
    from programs
    left join regions
        on programs.region_code = regions.region_code
)

select * from final
