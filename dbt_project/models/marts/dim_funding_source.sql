with

vocabulary as (
    select * from {{ ref('funding_source_vocabulary') }}
),

final as (
    select
        -- keys
        funding_source as id,

        -- attributes
        name,
        name_id,
        money_of,
        is_public_budget
    from vocabulary
)

select * from final
