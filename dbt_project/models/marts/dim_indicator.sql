with

vocabulary as (
    select * from {{ ref('indicator_vocabulary') }}
),

figures as (
    select * from {{ ref('int_poverty_indicator') }}
),

met as (
    select
        indicator_code,
        min(unit) as first_unit,
        count(distinct unit) as units
    from figures
    group by indicator_code
),

-- A code that agencies use before we have defined it still gets its row, marked as undefined.
final as (
    select
        -- keys
        coalesce(vocabulary.indicator_code, met.indicator_code) as id,

        -- attributes
        coalesce(vocabulary.name, met.indicator_code) as name,
        vocabulary.name_id,
        coalesce(vocabulary.unit, case when met.units = 1 then met.first_unit end) as unit,
        vocabulary.definition,
        vocabulary.indicator_code is not null as is_defined
    from vocabulary
    full outer join met
        on vocabulary.indicator_code = met.indicator_code
)

select * from final
