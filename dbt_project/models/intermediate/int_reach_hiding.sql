with

spellings as (
    select * from {{ ref('int_reach_spelling') }}
    where small_counts > 0
),

-- The publish under way; 0 when somebody builds by hand.
publishes as (
    select coalesce(max(publish_id), 0) as publish_id
    from {{ ref('stg_publish') }}
    where state = 'building'
),

hiding as (
    select distinct
        agency_id,
        region_code,
        last_year as hiding_year
    from spellings
),

-- What hid something in the counts that stand: in the build before this one, also where this one is tried again.
standing as (
    {%- if stands() %}
    select
        years.agency_id,
        years.region_code,
        years.hiding_year
    from {{ this }} as years
    cross join publishes
    where case when years.publish_id = publishes.publish_id then years.hid_before else years.hides end
    {%- else %}
    select * from hiding
    where 1 = 0
    {%- endif %}
),

together as (
    select
        *,
        1 as hides,
        0 as hid_before
    from hiding

    union all

    select
        *,
        0 as hides,
        1 as hid_before
    from standing
),

final as (
    select
        -- keys
        together.agency_id,
        together.region_code,
        together.hiding_year,

        -- attributes
        max(together.hides) = 1 as hides,
        max(together.hid_before) = 1 as hid_before,
        publishes.publish_id
    from together
    cross join publishes
    group by together.agency_id, together.region_code, together.hiding_year, publishes.publish_id
)

select * from final
