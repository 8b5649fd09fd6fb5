with

figures as (
    select * from {{ ref('stg_news_figure') }}
),

articles as (
    select * from {{ ref('int_news_article') }}
),

said as (
    select
        figures.*,
        articles.cluster_id,
        articles.copy_no,
        articles.copies,
        articles.speaks_for_cluster,
        articles.outlet,
        articles.title,
        articles.published_date,
        articles.is_advertorial,
        {{ unit_measured('figures.unit') }} as unit_measured
    from figures
    inner join articles
        on figures.batch_id = articles.batch_id
),

later as (
    select * from said
    where copy_no > 1
),

-- What a later copy says is said already where an earlier one has it, to the last digit or rounded (24.843.376.000 and
-- 24,84 miliar). A copy that was cut may have lost the region.
said_before as (
    select distinct
        later.batch_id,
        later.figure_no
    from later
    inner join said as earlier
        on
            later.cluster_id = earlier.cluster_id
            and later.unit_measured = earlier.unit_measured
            and (
                later.copy_no > earlier.copy_no
                or (later.batch_id = earlier.batch_id and later.figure_no > earlier.figure_no)
            )
            and (
                later.region_code = earlier.region_code
                or later.region_code is null
                or earlier.region_code is null
            )
            and (
                (
                    later.value = earlier.value
                    and coalesce(later.value_high, later.value) = coalesce(earlier.value_high, earlier.value)
                )
                or (
                    later.value_high is null
                    and earlier.value_high is null
                    and abs(later.value - earlier.value) <= greatest(later.value_tolerance, earlier.value_tolerance)
                    -- A figure of one digit is too coarse to be the same by rounding.
                    and greatest(later.value_tolerance, earlier.value_tolerance) * 20 <= abs(later.value)
                )
            )
),

final as (
    select
        -- keys
        {{ key_of(['said.article_url', 'said.figure_no']) }} as figure_key,
        said.cluster_id,
        said.article_url,
        said.figure_no,
        said.sentence_no,
        said.region_code,

        -- attributes
        said.outlet,
        said.title,
        said.published_date,
        said.is_advertorial,
        said.copies,
        not said.speaks_for_cluster as is_from_later_copy,
        said.quote,
        said.start_offset,
        said.end_offset,
        said.unit,
        said.unit_measured,
        said.role,
        said.qualifier,
        said.period_start,
        said.period_end,
        said.program,
        said.funding_source_printed,
        said.reason,
        said.inside_check,
        said.inside_check_reason,

        -- measures
        said.value,
        said.value_high,
        said.value_tolerance,
        said.inside_check_value,
        said.confidence,

        -- lineage
        said.batch_id,
        said.source_ref,
        said.inside_check_ref,
        said.source_id,
        said.is_sample
    from said
    left join said_before
        on
            said.batch_id = said_before.batch_id
            and said.figure_no = said_before.figure_no
    where
        said.copy_no = 1
        -- Of later copies only what is new: what is no figure there (a telephone number, furniture) adds nothing.
        or (said_before.batch_id is null and said.value is not null)
)

select * from final
