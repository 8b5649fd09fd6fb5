with

claims as (
    select * from {{ ref('int_news_claim') }}
),

officials as (
    select * from {{ ref('int_official_figure') }}
),

program_words as (
    select * from {{ ref('claim_program_words') }}
),

-- Claims and official figures of one programme, by the words that both use for it.
named as (
    select distinct
        claims.figure_key,
        officials.official_key
    from claims
    inner join program_words
        on claims.program = {{ normalised('program_words.program') }}
    inner join officials
        on
            claims.region_code = officials.region_code
            and claims.compared_with = officials.compared_with
            and officials.name_words like '%' || program_words.official_words || '%'
),

paired as (
    select
        claims.figure_key,
        claims.compared_with,
        claims.value - officials.value as gap,
        claims.unit_measured = officials.unit_measured as is_one_unit,
        claims.claimed_kind in ('any', officials.kind) as is_one_kind,
        -- A range fits what lies within it.
        officials.value >= claims.value - claims.value_tolerance - officials.value_tolerance
        and officials.value <= claims.value_high + claims.value_tolerance + officials.value_tolerance as fits,
        coalesce(
            claims.period_start <= officials.period_end and officials.period_start <= claims.period_end,
            false
        ) as is_same_period,
        coalesce(
            claims.period_start = officials.period_start and claims.period_end = officials.period_end,
            false
        ) as is_equal_period,
        -- An article without a date was written in the time that it speaks of, at its end at the latest.
        coalesce(
            coalesce(officials.vintage_date, officials.period_end) < coalesce(claims.published_date, claims.period_end),
            false
        ) as was_known,
        named.official_key is not null as is_named,
        officials.official_key,
        officials.mart,
        officials.level,
        officials.unit_measured as official_unit,
        officials.kind as official_kind,
        officials.name_words,
        officials.period_start as official_period_start,
        officials.period_end as official_period_end,
        officials.period as official_period,
        officials.value as official_value,
        officials.line_count,
        officials.lines_key as official_lines_key,
        officials.batch_id as official_batch_id,
        officials.source_ref as official_source_ref,
        officials.is_sample as official_is_sample
    from claims
    inner join officials
        on
            claims.region_code = officials.region_code
            and claims.compared_with = officials.compared_with
            and claims.side = officials.side
            and claims.official_code = officials.official_code
    left join named
        on
            claims.figure_key = named.figure_key
            and officials.official_key = named.official_key
),

-- The newest figure that was out when the article was written: in November one quotes the figure of the year before.
aged as (
    select
        *,
        was_known and rank() over (
            partition by figure_key, was_known
            order by official_period_end desc
        ) = 1 as is_newest_known
    from paired
),

judged as (
    select
        *,
        case
            when not is_same_period and not (is_newest_known and compared_with <> 'budget') then null
            -- Counts of an earlier time answer only by being the same, and not by a small number that many have.
            when
                compared_with = 'reach' and not is_same_period
                then case when is_one_unit and fits and official_value >= 100 then 'known_before' end
            when not is_one_unit then 'other_unit'
            when not is_one_kind then 'other_kind'
            -- A budget answers only for a programme, office or account by its name.
            when compared_with = 'budget' and not is_named then null
            when is_same_period and fits then 'same_period'
            when fits then 'known_before'
            when not is_same_period then 'older'
            when compared_with = 'indicator' or is_named then 'differs'
            else 'other_thing'
        end as answer
    from aged
),

ranked as (
    select
        *,
        row_number() over (
            partition by figure_key
            order by
                case answer
                    when 'same_period' then 1
                    when 'known_before' then 2
                    when 'differs' then 3
                    when 'other_unit' then 4
                    when 'other_kind' then 5
                    when 'other_thing' then 6
                    else 7
                end asc,
                case when is_named then 0 else 1 end asc,
                case when is_equal_period then 0 else 1 end asc,
                case level when 'program' then 0 when 'line' then 1 when 'days' then 2 else 3 end asc,
                abs(gap) asc,
                official_period_end desc,
                official_key asc
        ) as answer_rank
    from judged
    where answer is not null
),

final as (
    select
        -- keys
        figure_key,
        official_key,
        official_lines_key,

        -- attributes
        answer,
        mart,
        level,
        name_words,
        official_unit,
        official_kind,
        official_period_start,
        official_period_end,
        official_period,

        -- measures
        official_value,
        line_count,

        -- lineage
        official_batch_id,
        official_source_ref,
        official_is_sample
    from ranked
    where answer_rank = 1
)

select * from final
