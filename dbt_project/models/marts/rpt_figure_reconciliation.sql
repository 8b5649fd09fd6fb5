with

claims as (
    select * from {{ ref('int_news_claim') }}
),

officials as (
    select * from {{ ref('int_claim_official') }}
),

claim_pairs as (
    select * from {{ ref('int_claim_pair') }}
),

figures as (
    select * from {{ ref('int_news_figure') }}
    where value is not null and region_code is not null and inside_check_value is not null
),

subjects as (
    select * from {{ ref('claim_subjects') }}
),

regions as (
    select * from {{ ref('dim_region') }}
),

against_officials as (
    select
        claims.figure_key,
        'official' as comparison,
        coalesce(officials.official_key, 'none') as right_key,
        claims.region_code,
        claims.subject,
        claims.period,
        claims.period_start as left_period_start,
        claims.period_end as left_period_end,
        claims.unit as left_unit,
        claims.value as left_value,
        claims.batch_id as left_batch_id,
        claims.source_ref as left_source_ref,
        officials.answer,
        case when officials.answer <> 'older' then officials.mart end as right_mart,
        case when officials.answer <> 'older' then officials.official_period end as right_period,
        case when officials.answer <> 'older' then officials.official_period_start end as right_period_start,
        case when officials.answer <> 'older' then officials.official_period_end end as right_period_end,
        case when officials.answer <> 'older' then officials.official_unit end as right_unit,
        case when officials.answer <> 'older' then officials.official_value end as right_value,
        case when officials.answer <> 'older' then officials.official_batch_id end as right_batch_id,
        case when officials.answer <> 'older' then officials.official_source_ref end as right_source_ref,
        case when officials.answer <> 'older' then officials.level end as right_level,
        case when officials.answer <> 'older' then officials.official_lines_key end as right_lines_key,
        case
            when officials.answer is null or officials.answer = 'older' then 'no_official_figure'
            when officials.answer in ('same_period', 'known_before') then 'agrees'
            when officials.answer = 'differs' then 'differs'
            else 'not_comparable'
        end as status,
        case
            when officials.answer = 'same_period'
                then
                    'the official figure of ' || officials.official_period
                    || case
                        when officials.level = 'line' then ''
                        when officials.level in ('program', 'agency')
                            then ', ' || {{ as_text('officials.line_count') }} || ' lines of ' || officials.name_words
                        else ', ' || {{ as_text('officials.line_count') }} || ' lines of this unit'
                    end
            when officials.answer = 'known_before'
                then
                    'the figure is the official one of ' || officials.official_period
                    || ', the newest that was out when the article appeared; the article says it of '
                    || coalesce(claims.period, 'no period')
            when officials.answer = 'differs'
                then 'the official figure of ' || officials.official_period || ' is another one'
            when officials.answer = 'other_unit'
                then 'counted in ' || claims.unit || ' here and in ' || officials.official_unit || ' there'
            when officials.answer = 'other_kind'
                then
                    'a ' || claims.claimed_kind || ' here and an ' || officials.official_kind
                    || ' there: they count different things'
            when officials.answer = 'other_thing'
                then
                    'official figures of the region and period in this unit are there, none of them this one; the '
                    || 'article does not say of which programme it speaks'
            when officials.answer = 'older'
                then
                    'no official figure of ' || coalesce(claims.period, 'an unknown period') || '; the newest before '
                    || 'the article is of ' || officials.official_period || ' and says '
                    || {{ figure_words('officials.official_value') }}
            else
                'no official figure of the region for ' || coalesce(claims.period, 'an unknown period')
                || ' names the same thing'
        end as reason,
        claims.is_sample or coalesce(officials.official_is_sample, false) as is_sample
    from claims
    left join officials
        on claims.figure_key = officials.figure_key
),

against_claims as (
    select
        claims.figure_key,
        'claim' as comparison,
        claim_pairs.other_figure_key as right_key,
        claims.region_code,
        claims.subject,
        claims.period,
        claims.period_start as left_period_start,
        claims.period_end as left_period_end,
        claims.unit as left_unit,
        claims.value as left_value,
        claims.batch_id as left_batch_id,
        claims.source_ref as left_source_ref,
        'claim' as answer,
        'fct_news_figure' as right_mart,
        claim_pairs.other_period as right_period,
        claim_pairs.other_period_start as right_period_start,
        claim_pairs.other_period_end as right_period_end,
        claim_pairs.other_unit as right_unit,
        claim_pairs.other_value as right_value,
        claim_pairs.other_batch_id as right_batch_id,
        claim_pairs.other_source_ref as right_source_ref,
        'line' as right_level,
        claim_pairs.other_figure_key as right_lines_key,
        case
            when
                abs(claims.value - claim_pairs.other_value)
                <= claims.value_tolerance + claim_pairs.other_value_tolerance
                then 'agrees'
            else 'differs'
        end as status,
        case
            when
                abs(claims.value - claim_pairs.other_value)
                <= claims.value_tolerance + claim_pairs.other_value_tolerance
                then 'two articles say the same'
            else 'two articles say different things of one figure'
        end as reason,
        claims.is_sample or claim_pairs.other_is_sample as is_sample
    from claims
    inner join claim_pairs
        on claims.figure_key = claim_pairs.figure_key
),

-- The total, the share or the rounded figure beside what the other figures of its article make of it.
inside_articles as (
    select
        figures.figure_key,
        'inside' as comparison,
        'inside' as right_key,
        figures.region_code,
        coalesce(subjects.subject, figures.role, 'unknown') as subject,
        {{ period_words('figures.period_start', 'figures.period_end') }} as period,
        figures.period_start as left_period_start,
        figures.period_end as left_period_end,
        figures.unit as left_unit,
        figures.value as left_value,
        figures.batch_id as left_batch_id,
        figures.source_ref as left_source_ref,
        'inside' as answer,
        'fct_news_figure' as right_mart,
        {{ period_words('figures.period_start', 'figures.period_end') }} as right_period,
        figures.period_start as right_period_start,
        figures.period_end as right_period_end,
        figures.unit as right_unit,
        figures.inside_check_value as right_value,
        figures.batch_id as right_batch_id,
        figures.inside_check_ref as right_source_ref,
        {{ as_text('null') }} as right_level,
        {{ as_text('null') }} as right_lines_key,
        case figures.inside_check when 'consistent' then 'agrees' else 'differs' end as status,
        'inside the article: ' || figures.inside_check_reason as reason,
        figures.is_sample
    from figures
    left join subjects
        on figures.role = subjects.role
),

together as (
    select * from against_officials
    union all
    select * from against_claims
    union all
    select * from inside_articles
),

final as (
    select
        -- keys
        {{ key_of(['together.comparison', 'together.figure_key', 'together.right_key']) }} as pair_key,
        together.comparison,
        together.region_code,
        together.subject,
        together.period,

        -- attributes
        regions.name as region_name,
        together.left_unit,
        together.left_period_start,
        together.left_period_end,
        together.right_mart,
        together.right_unit,
        together.right_period,
        together.right_period_start,
        together.right_period_end,
        together.status,
        together.reason,

        -- measures
        cast(together.left_value as numeric(24, 6)) as left_value,
        cast(together.right_value as numeric(24, 6)) as right_value,
        cast(case
            when together.status <> 'not_comparable' then together.left_value - together.right_value
        end as numeric(24, 6)) as gap,
        cast(case
            when together.status <> 'not_comparable'
                then {{ exact_pct('(together.left_value - together.right_value)', 'together.right_value') }}
        end as numeric(20, 2)) as gap_pct,

        -- lineage
        together.left_batch_id,
        together.left_source_ref,
        together.right_batch_id,
        together.right_source_ref,
        together.is_sample,
        together.figure_key as left_figure_key,
        together.right_level,
        together.right_lines_key
    from together
    left join regions
        on together.region_code = regions.region_code
)

select * from final
