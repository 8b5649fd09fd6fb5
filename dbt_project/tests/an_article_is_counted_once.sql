-- What the article that speaks for a cluster says, no later copy says again.
select
    later.figure_key,
    spoken.article_url
from {{ ref('fct_news_figure') }} as later
inner join {{ ref('fct_news_figure') }} as spoken
    on
        later.cluster_id = spoken.cluster_id
        and later.article_url <> spoken.article_url
        and later.value = spoken.value
        and coalesce(later.value_high, later.value) = coalesce(spoken.value_high, spoken.value)
        and later.unit = spoken.unit
        and later.region_code = spoken.region_code
where later.is_from_later_copy
