"""Plain tables whose unit stands beside them, whose agencies have other titles, and whose lines say what they count.

Each loads to its figures with all that describes them, or asks.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from lumbung.samples.xlsx import Sheet
from tests.golden.test_inspect_tables import Case, Row, check, csv_of, xlsx_of

Lines = list[list[object]]
SPENT = [("Dinas Sosial", 5929.03, 5707.82), ("Dinas Kesehatan", 48215.9, 47102.36), ("Dinas Pangan", 640.75, 618.2)]
TITLE = "REALISASI ANGGARAN PER PERANGKAT DAERAH KOTA TEGAL TAHUN ANGGARAN 2023"
HEADER: list[object] = ["No", "Perangkat Daerah", "Anggaran", "Realisasi"]
REGENCIES = {"Cilacap": "33.01", "Banyumas": "33.02", "Purbalingga": "33.03"}


def _book(
    name: str,
    lines: Lines,
    dataset: str,
    rows: list[Row],
    *asks: str,
    merges: tuple[str, ...] = (),
    sheet: str = "Data",
) -> Case:
    content = xlsx_of(Sheet(sheet, lines, list(merges)))  # type: ignore[arg-type]
    return Case(name, f"{name}.xlsx", content, dataset, rows, asks)


def _text(name: str, lines: Lines, dataset: str, rows: list[Row], *asks: str) -> Case:
    return Case(name, f"{name}.csv", csv_of(lines, ";"), dataset, rows, asks)


def _in_millions() -> list[Row]:
    return [
        {
            "region_code": "33.76",
            "agency_name": name,
            "budget_idr": round(budget * 10**6),
            "realised_idr": round(spent * 10**6),
        }
        for name, budget, spent in SPENT
    ]


def _scale(name: str, *asks: str, **where: str) -> Case:
    """Amounts in millions, and what says so: above a column, in a cell of the header, below, in the sheet's name."""
    above: Lines = [[None] * int(where.get("column", 0)) + [where["above"]]] if "above" in where else []
    if "left" in where:
        above[0][0] = where["left"]
    header = [*HEADER, where["beside"]] if "beside" in where else HEADER
    body: Lines = [[n, *line] for n, line in enumerate(SPENT, 1)]
    notes: Lines = [[where["note"]]] if "note" in where else []
    lines: Lines = [[TITLE], *above, header, *body, *notes]
    merges = (where["merge"],) if "merge" in where else ()
    return _book(
        name, lines, "budget_realisation", _in_millions(), *asks, merges=merges, sheet=where.get("sheet", "Data")
    )


def _scale_in_the_first_cell() -> Case:
    lines: Lines = [[TITLE], ["(Rp.000.000)", "Anggaran", "Realisasi"], *(list(line) for line in SPENT)]
    return _book("scale_in_the_first_cell", lines, "budget_realisation", _in_millions())


def _scale_above_what_is_left() -> Case:
    """The last column of a header of two rows is no amount that is loaded."""
    lines: Lines = [
        [TITLE],
        [None] * 5 + ["(dalam juta rupiah)"],
        ["No", "Perangkat Daerah", "Pagu", "Realisasi", None, "Sisa"],
        [None, None, None, "Keuangan", "% Fisik", None],
        *(
            [n, name, budget, spent, 96.5 + n, round(budget - spent, 2)]
            for n, (name, budget, spent) in enumerate(SPENT)
        ),
    ]
    merges = ("A3:A4", "B3:B4", "C3:C4", "D3:E3", "F3:F4")
    return _book("scale_above_what_is_left", lines, "budget_realisation", _in_millions(), merges=merges)


def _small_amounts(name: str, title: str, factor: float, *asks: str) -> Case:
    """Amounts like those of millions, of which something names rupiah in passing."""
    lines: Lines = [
        [TITLE],
        ["OPD", f"Anggaran{title}", f"Realisasi{title}"],
        *([agency, budget * factor, spent * factor] for agency, budget, spent in SPENT),
        ["Catatan: bantuan Rp600.000 per orang disalurkan oleh bank"],
    ]
    rows: list[Row] = [
        {"agency_name": agency, "budget_idr": budget * factor, "realised_idr": spent * factor}
        for agency, budget, spent in SPENT
    ]
    return _book(name, lines, "budget_realisation", rows, *asks)


def _agencies(name: str, title: str, *asks: str) -> Case:
    lines: Lines = [
        [
            "kode_provinsi",
            "nama_provinsi",
            "tahun",
            "bulan",
            title,
            "pagu_anggaran",
            "realisasi_sd_bulan_ini",
            "satuan",
        ],
        *(
            [11, "ACEH", 2023, "DESEMBER", agency, 5_000_000_000 + n, 4_000_000_000 + n, "RUPIAH"]
            for n, (agency, *_) in enumerate(SPENT)
        ),
    ]
    rows: list[Row] = [
        {"region_code": "11", "agency_name": agency, "budget_idr": 5_000_000_000 + n, "period_month": 12}
        for n, (agency, *_) in enumerate(SPENT)
    ]
    return _text(name, lines, "budget_realisation", rows, *asks)


def _codes_of_agencies() -> Case:
    """Codes that are no accounts: each stands for the agency beside it. What became of the budget is a remark."""
    lines: Lines = [
        ["REALISASI BELANJA PER UNIT ORGANISASI KOTA TEGAL TAHUN ANGGARAN 2023"],
        ["Kode", "Unit Organisasi", "Anggaran (Rp)", "Realisasi (Rp)", "Kategori Serapan", "PPTK"],
        ["1.06.0.00.0.00.01.0000", "Dinas Sosial", 5_000_000_000, 4_900_000_000, "Tinggi", "Budi"],
        ["1.02.0.00.0.00.01.0000", "Dinas Kesehatan", 7_000_000_000, 6_000_000_000, "Sedang", "Ani"],
    ]
    rows: list[Row] = [
        {"agency_name": agency, "account_code": None, "budget_idr": budget}
        for agency, budget in (("Dinas Sosial", 5_000_000_000), ("Dinas Kesehatan", 7_000_000_000))
    ]
    return _book("codes_of_agencies", lines, "budget_realisation", rows)


def _programmes_of_several_units() -> Case:
    """Titles that begin with whom they count, one of them groups; a range of months is the whole year."""
    lines: Lines = [
        ["BANTUAN DINAS SOSIAL KOTA TEGAL JANUARI S.D. DESEMBER 2023"],
        [
            "Kecamatan",
            "Penerima Bantuan Permakanan Lansia (orang)",
            None,
            "Penerima Bantuan Usaha Bersama (kelompok)",
            None,
        ],
        [None, "Target", "Realisasi", "Target", "Realisasi"],
        ["Tegal Barat", 350, 338, 12, 11],
        ["Tegal Timur", 210, 204, 8, 7],
    ]
    rows: list[Row] = [
        {
            "region_code": code,
            "program_name": name,
            "beneficiary_unit": unit,
            "period_end": "2023-12-31",
            "target_count": target,
            "reached_count": reached,
        }
        for code, counts in (("33.76.01", (350, 338, 12, 11)), ("33.76.02", (210, 204, 8, 7)))
        for name, unit, target, reached in (
            ("Bantuan Permakanan Lansia", "orang", *counts[:2]),
            ("Bantuan Usaha Bersama", "kelompok", *counts[2:]),
        )
    ]
    merges = ("A2:A3", "B2:C2", "D2:E2")
    return _book("programmes_of_several_units", lines, "program_reach", rows, merges=merges)


def _texts_left_aside(name: str, title: str) -> Case:
    """Texts that differ from line to line, in a column of which nothing says what it is."""
    lines: Lines = [
        ["OPD", title, "Pagu (Rp)", "Realisasi (Rp)"],
        ["Dinas Sosial", "Merah", 5_000_000_000, 4_900_000_000],
        ["Dinas Kesehatan", "Hijau", 7_000_000_000, 6_900_000_000],
    ]
    title_line: Lines = [["REALISASI ANGGARAN KOTA TEGAL TAHUN ANGGARAN 2023"]]
    return _book(name, title_line + lines, "budget_realisation", [], "unclear_texts")


def _registry_of_individuals() -> Case:
    lines: Lines = [
        ["REKAPITULASI KELUARGA DAN INDIVIDU MISKIN EKSTREM (DESIL 1 P3KE) KOTA TEGAL"],
        ["KEADAAN BULAN OKTOBER 2023"],
        ["No", "Kecamatan", "Keluarga Miskin Ekstrem (KK)", "Individu Miskin Ekstrem (Jiwa)"],
        [1, "Tegal Barat", 612, 2387],
        [2, "Tegal Timur", 498, 1893],
    ]
    rows: list[Row] = [
        {"region_code": f"33.76.0{n}", "indicator_code": code, "value": value, "period_part": "m10"}
        for n, families, persons in ((1, 612, 2387), (2, 498, 1893))
        for code, value in (("extreme_poor_households", families), ("extreme_poor_persons", persons))
    ]
    return _book("registry_of_individuals", lines, "poverty_indicator", rows)


def _regencies_and_their_province(name: str, target: int, at: int, *asks: str) -> Case:
    """A province's line below its regencies and cities, whose headings stand in one column or another."""
    lines: Lines = [
        ["PENERIMA BANTUAN SEMBAKO MENURUT KABUPATEN/KOTA PROVINSI JAWA TENGAH TAHUN 2023"],
        ["No", "Kabupaten/Kota", "Target (KPM)", "Realisasi (KPM)", "Persentase (%)"],
        [*[None] * at, "Kabupaten", *[None] * (4 - at)],
        *([n, regency, 500 + n, 500, 50000 / (500 + n)] for n, regency in enumerate(REGENCIES, 1)),
        [*[None] * at, "Kota", *[None] * (4 - at)],
        [1, "Magelang", 75, 74, 98.67],
        [None, "JAWA TENGAH", target, 1574, 99.57],
    ]
    rows: list[Row] = [
        {"region_code": code, "target_count": 500 + n, "reached_count": 500}
        for n, code in enumerate(REGENCIES.values(), 1)
    ]
    rows.append({"region_code": "33.71", "target_count": 75, "reached_count": 74})
    return _book(name, lines, "program_reach", rows, *asks)


def _persons_noted(name: str, note: str, printed: int, *asks: str, unit: str = "") -> Case:
    """Counts of the poor whose unit a note says, as the title does or against it."""
    lines: Lines = [
        [f"JUMLAH PENDUDUK MISKIN{unit} MENURUT KABUPATEN/KOTA DI PROVINSI JAWA TENGAH"],
        ["Kabupaten/Kota", "2022", "2023"],
        *([f"Kabupaten {one}", (180 + n) * printed, (170 + n) * printed] for n, one in enumerate(REGENCIES)),
        [note],
    ]
    rows: list[Row] = [
        {"region_code": code, "period_year": year, "value": (start + n) * 1000}
        for n, code in enumerate(REGENCIES.values())
        for year, start in ((2022, 180), (2023, 170))
    ]
    return _book(name, lines, "poverty_indicator", rows, *asks)


def _recipients_noted(name: str, note: str, *asks: str) -> Case:
    lines: Lines = [
        ["PENERIMA SEMBAKO DI PROVINSI JAWA TENGAH TAHUN 2023 (KPM)"],
        ["Kabupaten/Kota", "Target", "Realisasi"],
        *([f"Kabupaten {regency}", 180 + n, 170 + n] for n, regency in enumerate(REGENCIES)),
        [note],
    ]
    rows: list[Row] = [
        {"region_code": code, "target_count": 180 + n, "reached_count": 170 + n}
        for n, code in enumerate(REGENCIES.values())
    ]
    return _book(name, lines, "program_reach", rows, *asks)


MATRIX = [
    ("Fasilitasi Sertifikat Halal", "Pelaku usaha penerima fasilitasi", "Pelaku Usaha", "recipient", "pelaku_usaha"),
    ("Pelatihan Menjahit", "Peserta pelatihan menjahit", "Orang", "participant", "orang"),
    ("Pelatihan Menjahit", "Lulusan pelatihan menjahit", "Orang", "graduate", "orang"),
    ("Bursa Kerja", "Lowongan kerja yang tersedia", "Lowongan", "vacancy", "lowongan"),
    ("Perbaikan Rumah", "Rumah yang diperbaiki", "Unit", "item", "unit"),
    ("Stimulan Usaha", "Kelompok penerima stimulan", "kelompok", "recipient", "kelompok"),
    ("Layanan Air Bersih", "Keluarga yang terlayani", "KK", "recipient", "KK"),
    ("Pendampingan Usaha", "UMKM yang mendapat pendampingan", "pelaku usaha", "participant", "pelaku_usaha"),
]


def _matrix(name: str, work: str, what: str, *asks: str, more: tuple[str, ...] = ()) -> Case:
    """Lines below their agencies, each with who is counted in words of its own."""
    found = [*MATRIX, more] if more else MATRIX
    agencies: Lines = [["A", "DINAS SOSIAL"], ["B", "DINAS TENAGA KERJA"]]
    of_lines: Lines = [
        [n, "Program Pembangunan", did, who, unit, 100 + n, 90 + n] for n, (did, who, unit, _, _) in enumerate(found, 1)
    ]
    lines: Lines = [
        ["CAPAIAN KINERJA KEGIATAN PENANGGULANGAN KEMISKINAN"],
        ["KOTA TEGAL TAHUN 2024"],
        ["No", "Program", work, what, "Satuan", "Target", "Realisasi"],
        agencies[0] + [None] * 5,
        *of_lines[:2],
        agencies[1] + [None] * 5,
        *of_lines[2:],
    ]
    rows: list[Row] = [
        {
            "agency_name": agencies[n > 2][1],
            "activity_name": did,
            "measure": measure,
            "beneficiary_unit": counted,
            "target_count": 100 + n,
            "reached_count": 90 + n,
        }
        for n, (did, _, _, measure, counted) in enumerate(found, 1)
    ]
    return _book(name, lines, "program_reach", rows, *asks)


def _houses_in_units(target: str, reached: str) -> Case:
    """Titles that name houses and, in brackets, that they are counted in units."""
    found = [("Tegal Barat", 45, 37), ("Tegal Timur", 60, 57), ("Margadana", 55, 53)]
    lines: Lines = [
        ["Target dan Realisasi Program Rehabilitasi Rumah Tidak Layak Huni (RTLH)"],
        ["Kota Tegal Tahun 2024"],
        ["No", "Kecamatan", target, reached, "Capaian (%)"],
        *([n, name, a, b, round(100 * b / a, 2)] for n, (name, a, b) in enumerate(found, 1)),
        [None, "Jumlah", 160, 147, 91.88],
    ]
    rows: list[Row] = [
        {"beneficiary_unit": "unit", "target_count": a, "reached_count": b, "period_end": "2024-12-31"}
        for _, a, b in found
    ]
    return _book("houses_in_units", lines, "program_reach", rows)


CASES = [
    _houses_in_units("Target Rumah (unit)", "Realisasi Rumah (unit)"),
    _scale("scale_above_the_last_column", above="(dalam juta rupiah)", column="3"),
    _scale("scale_above_the_second_column", above="Satuan : Rp. 000.000,-", column="1"),
    _scale("scale_right_of_the_table", above="Satuan: Juta Rp", column="5"),
    _scale("scale_beside_a_text", above="(Rp. Juta)", column="3", left="Keadaan 31 Desember 2023"),
    _scale("scale_over_the_amounts", above="Jutaan Rupiah", column="2", merge="C2:D2"),
    _scale("scale_behind_the_header", beside="(dlm jt Rp)"),
    _scale("scale_as_a_note", note="Keterangan : (Rp.000.000)"),
    _scale("scale_in_a_long_note", note="Catatan 1: angka dalam juta rupiah, APBD 2023"),
    _scale("scale_as_sheet_name", sheet="Dalam Juta Rp"),
    _scale("scale_in_passing", "columns.budget_idr", note="Catatan 1: (jutaan rupiah) APBD 2023"),
    _scale_in_the_first_cell(),
    _scale_above_what_is_left(),
    _small_amounts("decimals_are_no_rupiah", " (Rp)", 1, "columns.budget_idr"),
    _small_amounts("small_sums_are_no_rupiah", "", 100, "columns.budget_idr"),
    _small_amounts("rupiah_is_said", " (Rp)", 100),
    _agencies("agencies_of_aceh", "nama_skpa"),
    _agencies("agencies_as_units", "unit_organisasi"),
    _agencies("agencies_as_offices", "nama_satuan_kerja"),
    _agencies("agencies_of_several_kinds", "dinas/badan"),
    _agencies("agencies_by_their_names", "nama_xyz", "unclear_texts"),
    _texts_left_aside("texts_of_no_field", "Rapor"),
    _texts_left_aside("names_of_nobody", "Nama Rapor"),
    _codes_of_agencies(),
    _programmes_of_several_units(),
    _registry_of_individuals(),
    _regencies_and_their_province("a_province_as_total", 1581, 1),
    _regencies_and_their_province("kinds_in_the_first_column", 1581, 0),
    _regencies_and_their_province("a_province_that_is_no_total", 1600, 1, "trial"),
    _persons_noted("persons_by_a_note", "Keterangan: dalam ribu jiwa", 1),
    _persons_noted("persons_in_two_units", "Catatan: dalam ribu jiwa", 1000, "wide", unit=" (JIWA)"),
    _recipients_noted("recipients_by_a_note", "Satuan: KPM"),
    _recipients_noted("recipients_in_thousands", "Satuan: ribu KPM", "unclear_scale"),
    _matrix("matrix_of_indicators", "Kegiatan", "Indikator Keluaran"),
    _matrix("matrix_of_aims", "Bentuk Kegiatan", "Sasaran"),
    _matrix(
        "matrix_with_placed_persons",
        "Kegiatan",
        "Indikator Output",
        more=("Bursa Kerja", "Pencari kerja yang ditempatkan", "Orang", "placed", "orang"),
    ),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_plain_table_is_read_or_asked(case: Case, tmp_path: Path) -> None:
    check(case, tmp_path)
