-- Reach against the poor population, only where units allow: persons against persons, families against families.
-- The base is the newest official count of the region no later than the report, else a claim of the press; each says
-- which it is, of which kind and of when. A programme reaches people who need not be poor: reached_from_registry
-- counts the lines that name a register of the poor. Sources stand apart, for two may report one programme.
-- No base in the same unit: the share is null, and why says so. Nor is there a share where a count is withheld, for it
-- is of fewer than 5 or would tell such a count.
with

reach as (
    select
        region_code,
        region_name,
        extract(year from period_end) as reach_year,
        source_id,
        agency_name,
        program_name,
        measure,
        beneficiary_unit,
        case
            when beneficiary_unit in ('orang', 'jiwa') then 'persons'
            when beneficiary_unit in ('KK', 'keluarga', 'rumah_tangga') then 'families'
        end as counted,
        case when count(*) filter (where is_suppressed) = 0 then sum(reached_count) end as reached_count,
        case
            when count(*) filter (where is_suppressed) = 0
                then sum(reached_count) filter (where registry is not null)
        end as reached_from_registry,
        string_agg(source_ref, ', ' order by source_ref) as reach_source_refs
    from marts.fct_program_reach
    where
        measure in ('recipient', 'participant', 'trained', 'graduate')
        and (reached_count is not null or is_suppressed)
    group by
        region_code,
        region_name,
        extract(year from period_end),
        source_id,
        agency_name,
        program_name,
        measure,
        beneficiary_unit
),

bases as (
    select
        region_code,
        indicator_code as base,
        case when indicator_code = 'extreme_poor_households' then 'families' else 'persons' end as counted,
        'official ' || kind as base_origin,
        1 as preference,
        period_year as base_year,
        value,
        source_ref
    from marts.fct_poverty_indicator
    where
        indicator_code in ('poor_persons', 'extreme_poor_persons', 'extreme_poor_households')
        and area = 'all'
        and is_newest_vintage
        and value > 0

    union all

    select
        region_code,
        case role
            when 'jumlah_penduduk_miskin' then 'poor_persons'
            when 'jumlah_miskin_ekstrem' then 'extreme_poor_persons'
            else 'extreme_poor_households'
        end as base,
        case when role = 'keluarga_miskin_ekstrem' then 'families' else 'persons' end as counted,
        'press' as base_origin,
        2 as preference,
        cast(extract(year from period_end) as integer) as base_year,
        value,
        source_ref
    from marts.fct_news_figure
    where
        role in ('jumlah_penduduk_miskin', 'jumlah_miskin_ekstrem', 'keluarga_miskin_ekstrem')
        and value > 0
        and period_end is not null
),

paired as (
    select
        reach.*,
        bases.base,
        bases.base_origin,
        bases.base_year,
        bases.value as base_value,
        bases.source_ref as base_source_ref,
        row_number() over (
            partition by
                reach.region_code,
                reach.reach_year,
                reach.source_id,
                reach.agency_name,
                reach.program_name,
                reach.measure,
                reach.beneficiary_unit,
                bases.base
            order by bases.preference asc, bases.base_year desc, bases.source_ref asc
        ) as choice
    from reach
    left join bases
        on
            reach.region_code = bases.region_code
            and reach.counted = bases.counted
            and reach.reach_year >= bases.base_year
)

select
    region_code,
    region_name,
    reach_year,
    source_id,
    agency_name,
    program_name,
    measure,
    beneficiary_unit,
    reached_count,
    reached_from_registry,
    base,
    base_origin,
    base_year,
    base_value,
    round(reached_count * 100 / base_value, 2) as reached_of_base_pct,
    case
        when reached_count is null then 'a count of fewer than 5, or one that would tell it, is withheld'
        when base is not null then null
        when counted is null then beneficiary_unit || ' are neither persons nor families'
        else 'no count of poor ' || counted || ' of this region up to ' || reach_year
    end as why,
    concat_ws(', ', reach_source_refs, base_source_ref) as source_refs
from paired
where choice = 1
order by region_code, reach_year, source_id, agency_name, program_name, measure, beneficiary_unit, base
