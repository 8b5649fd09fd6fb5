with

claims as (
    select * from {{ ref('int_news_claim') }}
    where period_start is not null and period_end is not null
),

-- Claims that must be equal if both are true: of the one figure that a region has, or of one programme. Others are put
-- beside each other only where they say the same.
things as (
    {%- for kind, condition, more in [
        ('one', 'is_one_thing', 'null'),
        ('program', 'not is_one_thing and program is not null', 'program'),
        ('value', 'not is_one_thing', 'value'),
    ] %}
    select
        *,
        '{{ kind }}' as thing_kind,
        {{ key_of([
            "'" ~ kind ~ "'",
            'region_code',
            'subject',
            'side',
            'unit',
            'period_start',
            'period_end',
            more,
        ]) }} as thing_key
    from claims
    where {{ condition }}
    {{ "union all" if not loop.last }}
    {%- endfor %}
),

ordered as (
    select
        *,
        row_number() over (
            partition by thing_key
            order by
                case when published_date is null then 1 else 0 end,
                published_date,
                article_url,
                figure_no
        ) as claim_no
    from things
),

first_claims as (
    select * from ordered
    where claim_no = 1
),

-- An article may say its figure twice: once is enough.
later_claims as (
    select
        *,
        row_number() over (
            partition by thing_key, cluster_id, value
            order by claim_no
        ) as mention
    from ordered
    where claim_no > 1
),

joined as (
    select
        -- keys
        first_claims.figure_key,
        later_claims.figure_key as other_figure_key,

        -- attributes
        row_number() over (
            partition by later_claims.figure_key
            order by case later_claims.thing_kind when 'value' then 1 else 0 end
        ) as pair_no,
        later_claims.period_start as other_period_start,
        later_claims.period_end as other_period_end,
        later_claims.period as other_period,
        later_claims.unit as other_unit,

        -- measures
        later_claims.value as other_value,
        later_claims.value_tolerance as other_value_tolerance,

        -- lineage
        later_claims.batch_id as other_batch_id,
        later_claims.source_ref as other_source_ref,
        later_claims.is_sample as other_is_sample
    from later_claims
    inner join first_claims
        on
            later_claims.thing_key = first_claims.thing_key
            and later_claims.cluster_id <> first_claims.cluster_id
    where later_claims.mention = 1
),

final as (
    select * from joined
    where pair_no = 1
)

select * from final
