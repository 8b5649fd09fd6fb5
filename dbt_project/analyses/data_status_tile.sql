-- One row for a tile on a dashboard: may these figures be quoted, of when are they, what is held back?
-- The worst state of any mart stands for all. Times are those of Jakarta.
select
    case
        when bool_or(state = 'recovered') then 'recovered'
        when bool_or(state = 'stale') then 'stale'
        else 'fresh'
    end as state,
    max(publish_id) as publish_id,
    to_char(max(published_at) at time zone 'Asia/Jakarta', 'YYYY-MM-DD HH24:MI') || ' WIB' as published_at,
    count(*) as marts,
    count(*) filter (where state <> 'fresh') as marts_not_fresh,
    max(open_rejections) as open_rejections,
    bool_or(has_samples) as has_samples,
    string_agg(distinct carried_forward_sources, ', ') as carried_forward_sources
from marts.data_status
