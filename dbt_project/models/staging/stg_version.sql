with

versions as (
    select * from {{ source('ops', 'build_versions') }}
),

renamed as (
    select batch_id
    from versions
)

select * from renamed
