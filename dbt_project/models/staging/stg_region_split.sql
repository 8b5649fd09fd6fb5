with

splits as (
    select * from {{ source('staging', 'ref_region_split') }}
),

renamed as (
    select
        -- keys
        region_code,

        -- attributes
        split_from,
        valid_from as split_on
    from splits
)

select * from renamed
