with

regions as (
    select * from {{ source('staging', 'ref_region') }}
),

renamed as (
    select
        -- keys
        region_code,
        region_code_bps,
        parent_code,

        -- attributes
        name,
        level,
        valid_from,
        valid_to
    from regions
)

select * from renamed
