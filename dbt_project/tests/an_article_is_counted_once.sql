-- One address and one outlet speak for each cluster of copies.
select
    cluster_id,
    count(distinct article_url) as articles
from {{ ref('fct_news_figure') }}
group by cluster_id
having count(distinct article_url) > 1
