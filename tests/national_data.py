"""National budgets and reach, invented, straight into landing and staging: what bench_national builds marts from.

Enters: a connection of the warehouse's owner, how many regions. Leaves: accepted batches with their rows, as the loader
would leave them, and statistics on them. No workbook is read: reading is measured in tests/bench.py.
"""

from __future__ import annotations

from lumbung.landing.ledger import Connection

REGIONS, AGENCIES, MONTHS = 514, 40, 12
LINES, COUNTS = 40, 20  # budget lines and programme counts of an office's month
YEAR = 2024

DATASETS = ("budget_realisation", "program_reach")
_FILES = """
insert into landing.files (sha256, source_id, origin, file_name, bytes, received_at, current_since, is_sample)
select encode(sha256(convert_to(%(dataset)s || office.region_code || office.agency || '/' || month || %(version)s,
                                'UTF8')), 'hex'),
       'national__' || %(dataset)s, format('%%s/%%s/%%s.xlsx', office.region_code, office.agency, month),
       month || '.xlsx', 30000, %(since)s, %(since)s, false
from pg_temp.office cross join generate_series(1, 12) month cross join (select %(dataset)s::text as dataset) delivered
where {where}
"""
_BATCHES = """
insert into landing.batches (file_id, source_id, dataset, parser_version, status, registered_at, staged_at, judged_at)
select file_id, source_id, %(dataset)s, 'national', 'accepted', current_since, current_since, current_since
from landing.files f
where source_id = 'national__' || %(dataset)s and current_since = %(since)s
order by file_id
"""
_NEW = """
create temporary table new_batch on commit drop as
select b.batch_id, o.*, split_part(split_part(f.origin, '/', 3), '.', 1)::integer as month,
       %(correction)s::integer as correction
from landing.batches b
join landing.files f using (file_id)
join pg_temp.office o
  on o.region_code = split_part(f.origin, '/', 1) and o.agency = split_part(f.origin, '/', 2)::integer
where b.dataset = %(dataset)s and f.current_since = %(since)s
"""
_ROWS = {
    "budget_realisation": f"""
insert into staging.budget_realisation
select batch_id, 'Laporan', 9 + line, 1, region_code, format('1.%s.0.00.0.00.01.0000', lpad(agency::text, 2, '0')),
       agency_name, format('1.%s', lpad(agency::text, 2, '0')),
       format('1.%s.%s', lpad(agency::text, 2, '0'), lpad((1 + line % 3)::text, 2, '0')),
       'PROGRAM PEMBERDAYAAN DAN PERLINDUNGAN ' || (1 + line % 3) || ' ' || agency_name,
       format('1.%s.%s.2.0%s', lpad(agency::text, 2, '0'), lpad((1 + line % 3)::text, 2, '0'), 1 + line % 5),
       'Pengelolaan Data dan Penyaluran Bantuan Cakupan Daerah Kabupaten/Kota ' || (1 + line % 5),
       format('1.%s.%s.2.0%s.000%s', lpad(agency::text, 2, '0'), lpad((1 + line % 3)::text, 2, '0'), 1 + line % 5,
              1 + line % 4),
       'Fasilitasi Bantuan Pengembangan Ekonomi Masyarakat ' || (1 + line % 4),
       format('5.1.02.01.001.%s', lpad(line::text, 5, '0')),
       'Belanja Alat/Bahan untuk Kegiatan Kantor-Alat Tulis Kantor ' || line,
       'operating', 'DAU', {YEAR}, month, 'murni', 'month',
       1000000 * line + 1000 * agency, 50000 * line + 100 * month + correction, null,
       format('%s/%s/%s.xlsx#Laporan!K%s', region_code, agency, month, 9 + line),
       format('%s/%s/%s.xlsx#Laporan!J%s', region_code, agency, month, 9 + line), 0
from pg_temp.new_batch cross join generate_series(1, {LINES}) line
""",
    "program_reach": f"""
insert into staging.program_reach
select batch_id, 'Capaian', 5 + line, 1, region_code, agency_name,
       'Program Pemberdayaan ' || (1 + line % 3) || ' ' || agency_name,
       'Pelatihan usaha ekonomi produktif keluarga miskin kelompok ' || line,
       case when line % 2 = 0 then 'participant' else 'recipient' end, 'orang',
       make_date({YEAR}, month, 1), (make_date({YEAR}, month, 1) + interval '1 month - 1 day')::date,
       100 + line, 90 + line % 20 + correction, 'DTKS', 'DAU',
       format('%s/%s/%s.xlsx#Capaian!H%s', region_code, agency, month, 5 + line),
       format('%s/%s/%s.xlsx#Capaian!G%s', region_code, agency, month, 5 + line), 0
from pg_temp.new_batch cross join generate_series(1, {COUNTS}) line
""",
}
_INDICATORS = """
with file as (
    insert into landing.files (sha256, source_id, origin, file_name, bytes, is_sample)
    values (repeat('a', 64), 'national__indicators', 'p0.csv', 'p0.csv', 30000, false) returning file_id
), batch as (
    insert into landing.batches (file_id, source_id, dataset, parser_version, status)
    select file_id, 'national__indicators', 'poverty_indicator', 'national', 'accepted' from file returning batch_id
)
insert into staging.poverty_indicator
select batch_id, 'csv', row_number() over (), 1, region_code, 'Kabupaten', indicator_code, 'all', year, 'annual',
       5 + agency, case when indicator_code = 'P0' then 'persen' else 'jiwa' end, null, 'BPS', 'estimate', null,
       'p0.csv#csv!B' || row_number() over (), 0
from batch cross join (select distinct region_code, 1 as agency from pg_temp.office) regions
cross join unnest(array['P0', 'poor_persons']) indicator_code cross join generate_series(2015, 2024) year
"""
_CLAIMS = """
with file as (
    insert into landing.files (sha256, source_id, origin, file_name, bytes, is_sample)
    select repeat(nth::text, 64), 'national__news', 'https://berita.example/' || nth, nth::text, 30000, false
    from generate_series(1, 9) nth returning file_id, origin
), batch as (
    insert into landing.batches (file_id, source_id, dataset, parser_version, status)
    select file_id, 'national__news', 'news', 'national', 'accepted' from file returning batch_id, file_id
), article as (
    insert into staging.news_article (batch_id, article_url, outlet, title, published_date, body, body_sha256)
    select batch_id, origin, 'Berita', 'Rapat', date '2025-01-15', '', repeat('b', 63) || right(origin, 1)
    from batch join file using (file_id) returning batch_id, article_url
)
insert into staging.news_figure (batch_id, figure_no, article_url, sentence_no, quote, sentence, start_offset,
                                 end_offset, value, unit, role, qualifier, region_code, period_start, period_end,
                                 confidence, source_ref)
select batch_id, no, article_url, no, '110 orang', '', 0, 9, 110, 'orang', 'peserta', 'exact', region_code,
       date '2024-01-01', date '2024-12-31', 0.9, article_url || '#s' || no
from article cross join generate_series(1, 4) no
cross join lateral (select region_code from pg_temp.office order by 1 limit 1) region
"""


def offices(owner: Connection, regions: int) -> None:
    """The offices of the first regions, numbered through, for the statements of this session."""
    owner.execute(
        f"""
        create temporary table office as
        select row_number() over (order by region_code, agency) as office, region_code, agency,
               'Dinas Urusan ' || agency || case when agency % 2 = 0 then ' dan Pemberdayaan Masyarakat' else '' end
                   as agency_name
        from (select region_code from staging.ref_region where level in ('regency', 'city')
              order by region_code limit {regions}) region
        cross join generate_series(1, {AGENCIES}) agency;
        """.encode()
    )
    owner.execute("analyze pg_temp.office")
    owner.commit()


def deliver(owner: Connection, where: str, number: int) -> int:
    """Accepted batches with their rows, of the offices, months and datasets that the condition names; give how many
    batches.

    What was delivered before under the same names is superseded: `number` counts the deliveries.
    """
    batches = 0
    for dataset in DATASETS:
        given = {
            "dataset": dataset,
            "version": str(number),
            "since": f"2025-01-{number:02} 00:00:00+00",
            "correction": number,
        }
        owner.execute(_FILES.format(where=where.replace("%", "%%")).encode(), given)
        batches += owner.execute(_BATCHES.encode(), given).rowcount
        owner.execute(_NEW.encode(), given)
        owner.execute(_ROWS[dataset].encode())
        owner.commit()
    return batches


def first_delivery(owner: Connection) -> int:
    """All months of all offices, indicators of all regions, and some claims of the press on one region."""
    keys = {
        dataset: owner.execute(
            "select conname, pg_get_constraintdef(oid) from pg_constraint "
            "where contype = 'p' and conrelid = %s::regclass",
            [f"staging.{dataset}"],
        ).fetchall()
        for dataset in DATASETS
    }
    for dataset, [(name, _)] in keys.items():
        owner.execute(f"alter table staging.{dataset} drop constraint {name}".encode())
    batches = deliver(owner, "true", 1)
    for dataset, [(name, definition)] in keys.items():
        owner.execute(f"alter table staging.{dataset} add constraint {name} {definition}".encode())
    owner.execute(_INDICATORS.encode())
    owner.execute(_CLAIMS.encode())
    owner.commit()
    owner.autocommit = True
    for table in ("landing.files", "landing.batches", *(f"staging.{dataset}" for dataset in DATASETS)):
        owner.execute(f"vacuum (analyze) {table}".encode())
    owner.autocommit = False
    return batches + 10
