with

regions as (
    select * from {{ ref('stg_region') }}
),

final as (
    select
        -- keys
        regions.region_code,
        regions.region_code_bps,
        regions.parent_code,
        provinces.region_code as province_code,

        -- attributes
        regions.name,
        regions.level,
        provinces.name as province_name,
        regions.valid_from,
        regions.valid_to
    from regions
    left join regions as provinces
        on
            provinces.level = 'province'
            and regions.level <> 'nation'
            and substring(regions.region_code, 1, 2) = provinces.region_code
)

select * from final
