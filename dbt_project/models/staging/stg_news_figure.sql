with

staged as (
    {{ accepted_rows(source('staging', 'news_figure')) }}
),

renamed as (
    select
        -- keys
        batch_id,
        figure_no,
        article_url,
        sentence_no,
        region_code,

        -- attributes
        quote,
        start_offset,
        end_offset,
        unit,
        role,
        qualifier,
        period_start,
        period_end,
        trim(program) as program,
        trim(funding_source) as funding_source_printed,
        reason,
        inside_check,
        inside_check_reason,

        -- measures
        cast(value as numeric(24, 6)) as value,
        cast(value_high as numeric(24, 6)) as value_high,
        cast(value_tolerance as numeric(24, 6)) as value_tolerance,
        cast(inside_check_value as numeric(24, 6)) as inside_check_value,
        cast(confidence as numeric(4, 3)) as confidence,

        -- lineage
        source_ref,
        inside_check_ref,
        source_id,
        is_sample,
        current_since
    from staged
)

select * from renamed
