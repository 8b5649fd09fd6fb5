with

agencies as (
    select * from {{ ref('int_agency_name') }}
),

regions as (
    select * from {{ ref('dim_region') }}
),

final as (
    select
        -- keys
        agencies.agency_id as id,
        agencies.region_code,

        -- attributes
        agencies.name,
        agencies.agency_code,
        regions.name as region_name,
        agencies.first_year,
        agencies.last_year,

        -- lineage
        agencies.is_sample
    from agencies
    left join regions
        on agencies.region_code = regions.region_code
)

select * from final
