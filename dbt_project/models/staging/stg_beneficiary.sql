with

staged as (
    {{ accepted_rows(source('staging', 'beneficiary'), [
        'batch_id', 'sheet', 'row_no', 'region_code', 'program_name', 'period_year', 'nik_hash', 'nik_is_valid',
        'birth_year', 'sex', 'source_ref'
    ]) }}
),

-- No name, address or number of a person is in staging; the keyed hash is here to count each person once.
renamed as (
    select
        -- keys
        batch_id,
        sheet,
        row_no,
        region_code,
        nik_hash,

        -- attributes
        trim(program_name) as program_name,
        period_year,
        nik_is_valid,
        birth_year,
        sex,

        -- lineage: of the list, not of the person (daftar.xlsx#Peserta!C12 without its cell)
        trim(trailing '!' from trim(
            trailing 'ABCDEFGHIJKLMNOPQRSTUVWXYZ' from trim(trailing '0123456789' from source_ref)
        )) as list_ref,
        source_id,
        is_sample,
        current_since
    from staged
)

select * from renamed
