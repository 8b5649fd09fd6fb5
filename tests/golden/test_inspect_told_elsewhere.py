"""Describing fields that stand outside title and columns: in notes, names of sheet and file, a column of another title.

Each is read where the file says it plainly, and asked where it says it in two ways or only half. None falls back to a
usual value: an agency that only a note names is no unspecified one, and March is no year.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from lumbung.samples.xlsx import Sheet
from lumbung.workbooks.inspection.agencies import agencies_in
from lumbung.workbooks.inspection.programmes import phrase_of
from tests.golden.test_inspect_tables import Case, Row, check, csv_of, xlsx_of

Lines = list[list[object]]
DISTRICTS = {"Weru": "33.11.01", "Bulu": "33.11.02", "Tawangsari": "33.11.03"}
REGENCIES = {"Kabupaten Cilacap": "33.01", "Kabupaten Banyumas": "33.02", "Kota Tegal": "33.76"}
OF_2023 = ("2023-01-01", "2023-12-31")
PKH = "REALISASI PKH (KPM) KABUPATEN SUKOHARJO"
P0 = "Persentase Penduduk Miskin Menurut Kabupaten/Kota di Jawa Tengah"


def _book(
    name: str, lines: Lines, dataset: str, rows: list[Row], *asks: str, sheet: str = "Sheet1", file: str = ""
) -> Case:
    content = xlsx_of(Sheet(sheet, lines))  # type: ignore[arg-type]
    return Case(name, file or f"{name}.xlsx", content, dataset, rows, asks)


def _reach(
    name: str,
    above: list[str],
    below: list[str],
    *asks: str,
    agency: str = "Dinas Sosial",
    days: tuple[str, str] = OF_2023,
    realised: str = "Realisasi",
    sheet: str = "Sheet1",
    file: str = "",
) -> Case:
    """Districts with what was to be reached and what was; what else there is to say stands above or below."""
    lines: Lines = [
        *([text] for text in above),
        ["No", "Kecamatan", "Target", realised],
        *([n, district, 200 + n, 190 + n] for n, district in enumerate(DISTRICTS, 1)),
        *([text] for text in below),
    ]
    rows: list[Row] = [
        {
            "region_code": code,
            "agency_name": agency,
            "program_name": "PKH",
            "measure": "recipient",
            "beneficiary_unit": "KPM",
            "period_start": days[0],
            "period_end": days[1],
            "target_count": 200 + n,
            "reached_count": 190 + n,
        }
        for n, code in enumerate(DISTRICTS.values(), 1)
    ]
    return _book(name, lines, "program_reach", rows, *asks, sheet=sheet, file=file)


def _rates(
    name: str,
    above: list[str],
    below: list[str],
    *asks: str,
    title: str = "Persentase (P0)",
    part: str = "march",
    sheet: str = "Sheet1",
    file: str = "",
) -> Case:
    lines: Lines = [
        *([text] for text in above),
        ["Kabupaten/Kota", title],
        *([region, 10.25 + n] for n, region in enumerate(REGENCIES)),
        *([text] for text in below),
    ]
    rows: list[Row] = [
        {"region_code": code, "indicator_code": "P0", "period_year": 2023, "period_part": part, "value": 10.25 + n}
        for n, code in enumerate(REGENCIES.values())
    ]
    return _book(name, lines, "poverty_indicator", rows, *asks, sheet=sheet, file=file)


def _spending(name: str, above: list[str], below: list[str], *asks: str, scale: int, month: int, **more: str) -> Case:
    lines: Lines = [
        *([text] for text in above),
        ["OPD", "Anggaran", "Realisasi"],
        ["Dinas Sosial", 12_000.5, 9_800.25],
        ["Dinas Kesehatan", 88_000.75, 79_000.5],
        *([text] for text in below),
    ]
    known: Row = {"region_code": "33.76", "fiscal_year": 2023, "period_month": month, "realisation_basis": "to_date"}
    known |= {
        "funding_source": "unspecified",
        "expenditure_class": "unspecified",
        "budget_stage": "unspecified",
        **more,
    }
    rows: list[Row] = [
        {**known, "agency_name": agency, "budget_idr": round(a * scale), "realised_idr": round(b * scale)}
        for agency, a, b in (("Dinas Sosial", 12_000.5, 9_800.25), ("Dinas Kesehatan", 88_000.75, 79_000.5))
    ]
    return _book(name, lines, "budget_realisation", rows, *asks)


def _producer_in_a_column() -> Case:
    """A portal names the agency of each row under a title that no role knows."""
    table: Lines = [["nama_kabupaten_kota", "nama_kecamatan", "jenis_bantuan", "jumlah_penerima", "satuan", "tahun"]]
    table[0].append("produsen_data")
    rows: list[Row] = []
    for n, (district, code) in enumerate(DISTRICTS.items()):
        table.append(
            ["KABUPATEN SUKOHARJO", district.upper(), "Santunan Kematian", 10 + n, "ORANG", 2023, "Dinas Sosial"]
        )
        rows.append({"region_code": code, "agency_name": "Dinas Sosial", "reached_count": 10 + n})
    return Case("producer_in_a_column", "penerima.csv", csv_of(table), "program_reach", rows)


def _publisher_in_a_column() -> Case:
    table: Lines = [["nama_kabupaten_kota", "persentase_penduduk_miskin", "satuan", "tahun", "sumber"]]
    rows: list[Row] = []
    for n, (name, code) in enumerate(REGENCIES.items()):
        table.append([name.upper(), 10.25 + n, "PERSEN", 2023, "BPS"])
        rows.append({"region_code": code, "value": 10.25 + n, "publisher": "BPS"})
    return Case("publisher_in_a_column", "p0.csv", csv_of(table), "poverty_indicator", rows)


def _towns_in_the_title() -> Case:
    provinces = {"Aceh": "11", "Sumatera Utara": "12", "Riau": "14", "Jambi": "15"}
    lines: Lines = [
        ["Persentase Penduduk Miskin Daerah Perkotaan Menurut Provinsi, September 2023"],
        ["Provinsi", "Persentase"],
        *([name, 7.25 + n] for n, name in enumerate(provinces)),
    ]
    rows: list[Row] = [
        {"region_code": code, "area": "urban", "period_part": "september", "value": 7.25 + n}
        for n, code in enumerate(provinces.values())
    ]
    return _book("towns_in_the_title", lines, "poverty_indicator", rows)


def _series(name: str, title: str, region: str, note: str) -> Case:
    """Years of one region; who published them is of a region, too."""
    lines: Lines = [[title], ["Tahun", "Persentase (P0)"], [2022, 9.54], [2023, 9.36], [note]]
    rows: list[Row] = [
        {"region_code": region, "period_year": year, "value": value, "publisher": "BPS"}
        for year, value in ((2022, 9.54), (2023, 9.36))
    ]
    return _book(name, lines, "poverty_indicator", rows)


def _villages_and_districts() -> Case:
    """The village is the region of the row, and its district only says which village of the name it is."""
    places = {("Karangrayung", "Nampu"): "33.15.02.2001", ("Karangrayung", "Karanganyar"): "33.15.02.2007"}
    lines: Lines = [
        ["REALISASI RTLH KABUPATEN GROBOGAN TAHUN 2023"],
        ["No", "Kecamatan", "Desa", "Target (unit)", "Realisasi (unit)"],
        *([n, *place, 10 + n, 9 + n] for n, place in enumerate(places, 1)),
    ]
    rows: list[Row] = [
        {"region_code": code, "activity_name": None, "target_count": 10 + n, "reached_count": 9 + n}
        for n, code in enumerate(places.values(), 1)
    ]
    return _book("villages_and_districts", lines, "program_reach", rows)


def _activities_of_two_levels() -> Case:
    """Two columns say what was done: the lower one does, and neither is dropped without a word."""
    lines: Lines = [
        ["CAPAIAN KINERJA PERANGKAT DAERAH KABUPATEN SRAGEN TAHUN 2023"],
        ["No", "Perangkat Daerah", "Program", "Kegiatan", "Sub Kegiatan", "Satuan", "Target", "Realisasi"],
        [1, "Dinas Sosial", "Program Perlindungan Sosial", "Data", "Bantuan lansia", "Orang", 100, 98],
        [2, "Dinas Kesehatan", "Program Upaya Kesehatan", "PMT", "Bantuan makanan", "Balita", 300, 299],
    ]
    rows: list[Row] = [
        {"agency_name": "Dinas Sosial", "activity_name": "Bantuan lansia", "reached_count": 98},
        {"agency_name": "Dinas Kesehatan", "activity_name": "Bantuan makanan", "reached_count": 299},
    ]
    return _book("activities_of_two_levels", lines, "program_reach", rows)


CASES = [
    _reach(
        "agency_in_a_source",
        [f"{PKH} TAHUN 2023"],
        ["Sumber: Dinas Sosial Kabupaten Sukoharjo, 2024"],
        agency="Dinas Sosial Kabupaten Sukoharjo",
    ),
    _reach("agency_in_a_signature", [f"{PKH} TAHUN 2023"], ["Sukoharjo, 5 Januari 2024", "Kepala Dinas Sosial"]),
    _reach("agency_of_the_sheet", [f"{PKH} TAHUN 2023"], [], sheet="Dinas Sosial"),
    _reach("agency_of_the_file", [f"{PKH} TAHUN 2023"], [], agency="dinsos", file="dinsos_pkh_2023.xlsx"),
    _reach("agencies_in_a_source", [f"{PKH} TAHUN 2023"], ["Sumber: Dinas Sosial dan Dinas Kesehatan"], "agency_name"),
    _reach("who_collects_only", [f"{PKH} TAHUN 2023"], ["Sumber: Bappeda Kabupaten Sukoharjo"], "agency_name"),
    _reach("half_a_name", [f"{PKH} TAHUN 2023", "DINAS PEMBERDAYAAN MASYARAKAT DAN", "DESA"], [], "agency_name"),
    _reach(
        "quarter_and_year_apart",
        [PKH, "TRIWULAN III", "TAHUN 2023"],
        ["Sumber: Dinas Sosial"],
        days=("2023-07-01", "2023-09-30"),
    ),
    _reach(
        "up_to_june_in_the_header",
        [f"{PKH} TAHUN 2023"],
        ["Sumber: Dinas Sosial"],
        days=("2023-01-01", "2023-06-30"),
        realised="Realisasi s.d. Juni",
    ),
    _reach(
        "quarter_of_the_sheet",
        [f"{PKH} TAHUN 2023"],
        ["Sumber: Dinas Sosial"],
        days=("2023-04-01", "2023-06-30"),
        sheet="TW II",
    ),
    _reach(
        "half_year_of_the_file",
        [PKH],
        ["Sumber: Dinas Sosial"],
        days=("2023-01-01", "2023-06-30"),
        file="pkh_semester_1_2023.xlsx",
    ),
    _reach("year_of_the_file", [PKH], ["Sumber: Dinas Sosial"], file="pkh_2023.xlsx"),
    _reach("month_of_the_file", [PKH], ["Sumber: Dinas Sosial"], "facts.period", file="pkh_2023_08.xlsx"),
    _reach("day_in_a_note", [f"{PKH} TAHUN 2023"], ["Data per 30 Juni 2023"], "facts.period"),
    _reach("stage_of_the_year", [f"{PKH} TAHAP I TAHUN 2023"], ["Sumber: Dinas Sosial"], "facts.period"),
    _reach("unit_in_a_note", [PKH.replace(" (KPM)", "") + " TAHUN 2023"], ["Satuan: KPM", "Sumber: Dinas Sosial"]),
    _rates("march_in_the_header", [P0], [], title="P0 (Maret 2023)"),
    _rates("march_of_the_sheet", [P0], [], sheet="Maret 2023"),
    _rates("march_of_the_file", [P0], [], file="kemiskinan_maret_2023.xlsx"),
    _rates("march_in_a_note", [f"{P0}, 2023"], ["Keterangan: kondisi Maret"]),
    _rates("year_and_march_in_a_note", [P0], ["Sumber: BPS, Susenas Maret 2023"]),
    _rates("signed_in_march", [f"{P0}, 2023"], ["Sumber: BPS", "Semarang, 12 Maret 2024"], part="annual"),
    _rates("published_in_july", [f"{P0}, Maret 2023 (rilis 17 Juli 2023)"], []),
    _rates("a_month_of_no_survey", [f"{P0}, Juli 2023"], [], "facts.period_part"),
    _rates("two_surveys", [f"{P0}, 2023"], ["Sumber: BPS, Susenas Maret dan September"], "facts.period_part"),
    _spending(
        "scale_in_a_note",
        ["REALISASI BELANJA PER OPD KOTA TEGAL s.d. JUNI 2023"],
        ["Keterangan: dalam juta rupiah"],
        scale=10**6,
        month=6,
    ),
    _spending(
        "day_of_spending_in_a_note",
        ["REALISASI BELANJA PER OPD KOTA TEGAL TAHUN 2023 (juta rupiah)"],
        ["Data per 30 September 2023"],
        scale=10**6,
        month=9,
    ),
    _spending(
        "fund_class_and_stage_in_the_title",
        ["REALISASI BELANJA MODAL DAK FISIK PER OPD KOTA TEGAL, APBD PERUBAHAN", "s.d. JUNI 2023 (juta rupiah)"],
        [],
        scale=10**6,
        month=6,
        funding_source="DAK FISIK",
        expenditure_class="capital",
        budget_stage="perubahan",
    ),
    _producer_in_a_column(),
    _publisher_in_a_column(),
    _towns_in_the_title(),
    _series("region_in_a_note", "PERSENTASE PENDUDUK MISKIN", "33.76", "Sumber: BPS Kota Tegal"),
    _series("nation_before_a_note", "PERSENTASE PENDUDUK MISKIN INDONESIA", "00", "Sumber: BPS Provinsi Jawa Barat"),
    _villages_and_districts(),
    _activities_of_two_levels(),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_what_a_file_says_elsewhere_is_read_or_asked(case: Case, tmp_path: Path) -> None:
    check(case, tmp_path)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Dinas Pemberdayaan Masyarakat dan Desa Kabupaten Sragen", ["Dinas Pemberdayaan Masyarakat dan Desa"]),
        ("Sumber : Badan Penanggulangan Bencana Daerah Kota Tegal", ["Badan Penanggulangan Bencana Daerah"]),
        ("Diolah dari Dinas Koperasi, UKM dan Perdagangan, 2023", ["Dinas Koperasi, UKM dan Perdagangan"]),
        ("Dinas Tata Kota dan Pertamanan Kota Tegal", ["Dinas Tata Kota dan Pertamanan"]),
        ("Kepala Dinas Sosial Drs. Rekaan", ["Dinas Sosial"]),
        ("Inspektorat Kabupaten Sragen", ["Inspektorat"]),
        ("Sumber: Badan Pusat Statistik", []),
        ("Pembinaan oleh dinas terkait", []),
    ],
)
def test_the_name_of_an_agency_is_whole_and_no_more(text: str, names: list[str]) -> None:
    assert agencies_in(text, is_note=True) == names


@pytest.mark.parametrize(
    ("title", "phrase"),
    [
        ("Target dan Realisasi Penyaluran Bantuan Bibit Jagung kepada Petani Kabupaten Sragen", "Bantuan Bibit Jagung"),
        ("REKAP PELATIHAN MENJAHIT DISNAKERTRANS KABUPATEN SRAGEN", "PELATIHAN MENJAHIT"),
        ("PENYALURAN BERAS CADANGAN TAHUN 2023", "BERAS CADANGAN"),
        ("BANTUAN KEUANGAN DESA TAHUN 2023", "BANTUAN KEUANGAN DESA"),
        ("CAPAIAN PROGRAM PENANGGULANGAN KEMISKINAN", None),
        ("JUMLAH PENERIMA MENURUT KECAMATAN", None),
    ],
)
def test_a_programme_is_named_by_the_words_of_the_title(title: str, phrase: str | None) -> None:
    assert phrase_of(title) == phrase
