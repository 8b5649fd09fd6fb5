with

splits as (
    select * from {{ ref('stg_region_split') }}
    where split_from is not null
),

-- One split a day: two regions that leave a third one on the same day change its area once.
days as (
    select distinct
        split_from as region_code,
        split_on as area_since
    from splits
),

final as (
    select
        -- keys
        region_code,
        area_since,

        -- attributes
        lead(area_since) over (partition by region_code order by area_since) as next_area_since
    from days
)

select * from final
