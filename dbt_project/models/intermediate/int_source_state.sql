with

batches as (
    select * from {{ ref('stg_batch') }}
),

ranked as (
    select
        *,
        row_number() over (
            partition by source_id, is_sample, origin
            order by current_since desc, batch_id desc
        ) as nth
    from batches
),

origins as (
    select
        dataset,
        source_id,
        is_sample,
        origin,
        max(case when nth = 1 and status = 'rejected' then 1 else 0 end) as newest_is_rejected,
        -- Rejected, or still registered or staged: its load or its judgement did not end.
        max(case when nth = 1 and status <> 'accepted' then 1 else 0 end) as newest_is_not_accepted,
        max(case when is_live then 1 else 0 end) as something_is_live
    from ranked
    group by dataset, source_id, is_sample, origin
),

final as (
    select
        -- keys
        dataset,
        source_id,

        -- measures
        cast(sum(newest_is_rejected) as integer) as open_rejections,
        cast(sum(newest_is_not_accepted * something_is_live) as integer) as origins_carried_forward
    from origins
    group by dataset, source_id
)

select * from final
