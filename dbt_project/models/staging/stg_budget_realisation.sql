with

staged as (
    {{ accepted_rows(source('staging', 'budget_realisation')) }}
),

renamed as (
    select
        -- keys
        batch_id,
        sheet,
        row_no,
        column_no,
        region_code,

        -- attributes
        agency_code,
        {{ office_name('region_code', 'agency_name') }} as agency_name,
        function_code,
        program_code,
        trim(program_name) as program_name,
        activity_code,
        trim(activity_name) as activity_name,
        sub_activity_code,
        trim(sub_activity_name) as sub_activity_name,
        account_code,
        trim(account_name) as account_name,
        expenditure_class,
        trim(funding_source) as funding_source_printed,
        fiscal_year,
        period_month,
        budget_stage,
        realisation_basis,
        as_of_date,

        -- measures
        cast(budget_idr as numeric(20, 2)) as budget_idr,
        cast(realised_idr as numeric(20, 2)) as realised_idr,

        -- lineage
        source_ref,
        budget_source_ref,
        source_id,
        is_sample,
        current_since
    from staged
)

select * from renamed
