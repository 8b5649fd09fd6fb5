"""Plain tables of lines below lines, of several periods side by side, and of counts of several kinds in one line.

Each loads to its figures with all that describes them, or asks.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from lumbung.samples.xlsx import Sheet
from tests.golden.test_inspect_tables import Case, Row, check, csv_of, xlsx_of

Lines = list[list[object]]
Posture = list[tuple[int, str, float, float]]
DISTRICTS = {"Tegal Barat": "33.76.01", "Tegal Timur": "33.76.02"}
FINANCING: Posture = [
    (0, "Pembiayaan Daerah", 20.5, 20.5),
    (1, "Penerimaan Pembiayaan", 30.5, 30.5),
    (2, "SiLPA Tahun Sebelumnya", 30.5, 30.5),
    (1, "Pengeluaran Pembiayaan", 10, 10),
    (2, "Penyertaan Modal", 10, 10),
]
BUDGET: Posture = [
    (0, "Pendapatan Daerah", 1000.03, 900.02),
    (1, "PAD", 400.01, 300.01),
    (2, "Pajak Daerah", 300, 200),
    (2, "Retribusi Daerah", 100, 100),
    (1, "Pendapatan Transfer", 600.02, 600.01),
    (2, "Dana Keistimewaan", 100.01, 100),
    (2, "Transfer Antar Daerah", 500.02, 500.01),
    (0, "Belanja Daerah", 1020.53, 800),
    (1, "Belanja Operasi", 1020.53, 800),
    (2, "Belanja Pegawai", 620.53, 500),
    (2, "Belanja Hibah", 400, 300),
]


def _book(name: str, lines: Lines, dataset: str, rows: list[Row], *asks: str, merges: tuple[str, ...] = ()) -> Case:
    content = xlsx_of(Sheet("Sheet1", lines, list(merges)))  # type: ignore[arg-type]
    return Case(name, f"{name}.xlsx", content, dataset, rows, asks)


def _text(name: str, lines: Lines, dataset: str, rows: list[Row], *asks: str, file_name: str = "") -> Case:
    return Case(name, file_name or f"{name}.csv", csv_of(lines), dataset, rows, asks)


def _leaves(lines: Posture) -> list[Row]:
    """The lines without lines below them, with the labels above each."""
    path: list[str] = []
    rows: list[Row] = []
    for place, (depth, label, budget, spent) in enumerate(lines):
        path[depth:] = [label]
        if place + 1 == len(lines) or lines[place + 1][0] <= depth:
            row: Row = {"region_code": "33.76", "fiscal_year": 2023, "account_path": " > ".join(path)}
            rows.append({**row, "budget_idr": budget * 10**9, "realised_to_date_idr": spent * 10**9})
    return rows


def _indented(name: str, space: str, lines: Posture, *asks: str, more: Lines | None = None) -> Case:
    """A posture whose lines are told apart by the spaces before them alone; sums differ by rounding."""
    sheet: Lines = [
        ["Postur APBD Kota Tegal Tahun Anggaran 2023 (dalam miliar rupiah)"],
        ["Uraian", "Anggaran", "Realisasi"],
        *([f"{space * depth}{label}", budget, spent] for depth, label, budget, spent in lines),
        *(more or []),
    ]
    return _book(name, sheet, "budget_posture", _leaves(lines), *asks)


def _headings_without_figures(name: str, printed: int, *asks: str) -> Case:
    """Headings have no figures of their own; their totals stand below them."""
    found: list[tuple[str, int | None]] = [
        ("Pendapatan", None),
        ("   PAD", None),
        ("      Pajak", 300),
        ("      Retribusi", 100),
        ("   Transfer", 600),
        ("Jumlah Pendapatan", printed),
        ("Belanja", None),
        ("   Belanja Pegawai", 620),
        ("Jumlah Belanja", 620),
    ]
    paths = {
        "Pajak": "Pendapatan > PAD > Pajak",
        "Retribusi": "Pendapatan > PAD > Retribusi",
        "Transfer": "Pendapatan > Transfer",
        "Belanja Pegawai": "Belanja > Belanja Pegawai",
    }
    lines: Lines = [
        ["APBD Kota Tegal TA 2023 (juta rupiah)"],
        ["Uraian", "Anggaran", "Realisasi"],
        *([label, figure, figure] for label, figure in found),
    ]
    rows: list[Row] = [
        {"account_path": paths[label.strip()], "budget_idr": figure * 10**6}
        for label, figure in found
        if figure and label.strip() in paths
    ]
    return _book(name, lines, "budget_posture", rows, *asks)


def _line_that_the_portal_has_not() -> Case:
    """A line that the shipped source has no place for is asked about, and not left out."""
    found = [
        ("Pendapatan Daerah", 1000),
        ("PAD", 400),
        ("Pajak Daerah", 390),
        ("Retribusi Daerah", 10),
        ("TKDD", 600),
        ("Pendapatan Transfer Pemerintah Pusat", 550),
        ("Dana Keistimewaan", 50),
        ("Belanja Daerah", 1020),
        ("Belanja Pegawai", 500),
        ("Belanja Pegawai", 500),
        ("Belanja Modal", 120),
        ("Belanja Modal", 120),
        ("Belanja Lainnya", 400),
        *((f"Belanja {name}", 50) for name in ("Bunga", "Subsidi", "Hibah", "Bantuan Sosial")),
        ("Belanja Bagi Hasil", 0),
        ("Belanja Tidak Terduga", 150),
        ("Belanja Bantuan Keuangan", 50),
        ("Pembiayaan Daerah", 20),
        ("Penerimaan Pembiayaan Daerah", 20),
        ("Sisa Lebih Perhitungan Anggaran Tahun Sebelumnya", 20),
    ]
    lines: Lines = [["akun", "anggaran", "realisasi"], *([f" {name}", f"{n}.00", f"{n}.00"] for name, n in found)]
    return _text("new_line", lines, "budget_posture", [], "refused_rows", file_name="2023 Kota_Tegal.csv")


def _spent(
    name: str, title: str, budget: str, month: int, *asks: str, stage: str = "unspecified", file: str = ""
) -> Case:
    """Amounts up to the end of a part of the year, with the stage of the budget in the title of its column."""
    found = [("Pembinaan UMKM", 900_000_000, 610_500_000), ("Pelatihan Kerja", 450_000_000, 212_250_000)]
    lines: Lines = [
        [f"REALISASI ANGGARAN DINAS KOPERASI KOTA TEGAL {title}"],
        ["Kegiatan", budget, "Realisasi (Rp)"],
        *(list(line) for line in found),
    ]
    rows: list[Row] = [
        {
            "activity_name": what,
            "fiscal_year": 2024,
            "period_month": month,
            "realisation_basis": "to_date",
            "budget_stage": stage,
            "budget_idr": planned,
            "realised_idr": spent,
        }
        for what, planned, spent in found
    ]
    return _text(name, lines, "budget_realisation", rows, *asks, file_name=file)


def _offices_of_districts() -> Case:
    lines: Lines = [
        ["Realisasi Anggaran Kecamatan se-Kota Tegal Tahun Anggaran 2023 (Rp)"],
        ["Perangkat Daerah", "Program", "Pagu", "Realisasi"],
        *(
            [f"Kecamatan {name}", what, 9_000_000_000 + 7 * n, 8_500_000_000 + n]
            for n, name in enumerate(DISTRICTS)
            for what in ("Pemberdayaan", "Penunjang")
        ),
    ]
    rows: list[Row] = [
        {"region_code": code, "agency_name": f"Kecamatan {name}", "program_name": what, "budget_idr": 9 * 10**9 + 7 * n}
        for n, (name, code) in enumerate(DISTRICTS.items())
        for what in ("Pemberdayaan", "Penunjang")
    ]
    return _book("offices_of_districts", lines, "budget_realisation", rows)


def _offices_of_all_kinds() -> Case:
    """A district's office among the others of a city: the budget of all of them is the city's."""
    offices = ("Dinas Sosial", "Kecamatan Tegal Barat")
    lines: Lines = [
        ["Realisasi Anggaran Perangkat Daerah Kota Tegal Tahun Anggaran 2023 (Rp)"],
        ["Perangkat Daerah", "Pagu", "Realisasi"],
        *([name, 9_000_000_000 + n, 8_500_000_000 + n] for n, name in enumerate(offices)),
    ]
    rows: list[Row] = [
        {"region_code": "33.76", "agency_name": name, "budget_idr": 9_000_000_000 + n} for n, name in enumerate(offices)
    ]
    return _book("offices_of_all_kinds", lines, "budget_realisation", rows)


def _part_of_the_country(name: str, where: str, provinces: dict[str, str], *asks: str) -> Case:
    lines: Lines = [
        [f"Persentase Penduduk Miskin Menurut Provinsi dan Daerah, {where}, 2023"],
        ["Provinsi", "Maret", None, None, "September", None, None],
        [None, *["Perkotaan", "Perdesaan", "Jumlah"] * 2],
        *([place, *(round(5.1 + n + m / 7, 2) for m in range(6))] for n, place in enumerate(provinces)),
        ["Sumber: BPS, Susenas"],
    ]
    rows: list[Row] = [
        {
            "region_code": code,
            "indicator_code": "P0",
            "period_year": 2023,
            "period_part": "march" if m < 3 else "september",
            "area": ("urban", "rural", "all")[m % 3],
            "value": round(5.1 + n + m / 7, 2),
        }
        for n, code in enumerate(provinces.values())
        for m in range(6)
    ]
    return _book(name, lines, "poverty_indicator", rows, *asks, merges=("A2:A3", "B2:D2", "E2:G2"))


def _island_alone() -> Case:
    """A series of an island is of no region."""
    lines: Lines = [
        ["Persentase Penduduk Miskin Pulau Jawa"],
        ["Tahun", "Persentase"],
        *([year, 9.1 + n / 7] for n, year in enumerate((2021, 2022, 2023))),
        ["Sumber: BPS"],
    ]
    return _book("island_alone", lines, "poverty_indicator", [], "region_code")


def _houses(name: str, title: str, titles: tuple[str, ...], *asks: str, unit: str = " (unit)") -> Case:
    """What was planned and what was done, year by year; a dash is no figure."""
    found = {"Tegal Barat": (48, 46, "-", "-"), "Tegal Timur": (34, 34, 17, 15)}
    lines: Lines = [
        [title],
        ["No", "Kecamatan", f"Tahun 2022{unit}", *[None] * (len(titles) - 1), f"Tahun 2023{unit}"],
        [None, None, *titles, *titles],
        *(
            [n, place, *figures[:2], *range(len(titles) - 2), *figures[2:], *range(len(titles) - 2)]
            for n, (place, figures) in enumerate(found.items(), 1)
        ),
        ["T O T A L", None, 82, 80, *[1] * (len(titles) - 2), 17, 15, *[1] * (len(titles) - 2)],
    ]
    rows: list[Row] = [
        {
            "region_code": DISTRICTS[place],
            "program_name": "REHABILITASI RUMAH TIDAK LAYAK HUNI",
            "beneficiary_unit": "unit",
            "period_start": f"{year}-01-01",
            "target_count": figures[2 * at],
            "reached_count": figures[2 * at + 1],
        }
        for place, figures in found.items()
        for at, year in enumerate((2022, 2023))
        if figures[2 * at] != "-"
    ]
    width = len(titles)
    ends = "CDEFGHIJ"
    merges = ("A2:A3", "B2:B3", f"C2:{ends[width - 1]}2", f"{ends[width]}2:{ends[2 * width - 1]}2")
    return _book(name, lines, "program_reach", rows, *asks, merges=merges)


def _served(name: str, title: str, titles: tuple[str, str], measure: str, *asks: str) -> Case:
    found = [("Tegal Barat", 120, 118), ("Tegal Timur", 90, 74)]
    lines: Lines = [[title], ["Kecamatan", *titles], *(list(line) for line in found)]
    rows: list[Row] = [
        {"region_code": DISTRICTS[place], "measure": measure, "target_count": planned, "reached_count": done}
        for place, planned, done in found
    ]
    return _book(name, lines, "program_reach", rows, *asks)


def _passed() -> Case:
    """Who was to take part beside who passed: two counts of a line, each with a figure of its own."""
    lines: Lines = [
        ["Pelatihan Las Kota Tegal 2023"],
        ["Kejuruan", "Lama Pelatihan (JP)", "Target Peserta (orang)", "Lulus / Kompeten (orang)"],
        ["Las Listrik", 240, 32, 30],
        ["Las Argon", 160, 16, 11],
    ]
    rows: list[Row] = [
        {"activity_name": name, "measure": measure, "target_count": planned, "reached_count": passed}
        for name, measure, planned, passed in (
            ("Las Listrik", "participant", 32, None),
            ("Las Listrik", "graduate", None, 30),
            ("Las Argon", "participant", 16, None),
            ("Las Argon", "graduate", None, 11),
        )
    ]
    return _book("passed", lines, "program_reach", rows)


def _registry(
    name: str, title: str, times: dict[str, str], units: dict[str, tuple[str, str]], *asks: str, note: str = ""
) -> Case:
    """What a registry lists at some months, side by side. `times`: title -> part; `units`: title -> indicator, unit."""
    lines: Lines = [
        [title],
        ["No", "Kecamatan", *(time if n == 0 else None for time in times for n in range(len(units)))],
        [None, None, *[unit for _ in times for unit in units]],
        *(
            [n, place, *(1000 * n + 7 * at for at in range(len(times) * len(units)))]
            for n, place in enumerate(DISTRICTS, 1)
        ),
        *([[note]] if note else []),
    ]
    columns = [(part, *unit) for part in times.values() for unit in units.values()]
    rows: list[Row] = [
        {
            "region_code": code,
            "indicator_code": indicator,
            "unit": unit,
            "period_year": 2023,
            "period_part": part,
            "kind": "registry",
            "value": 1000 * n + 7 * at,
        }
        for n, code in enumerate(DISTRICTS.values(), 1)
        for at, (part, indicator, unit) in enumerate(columns)
    ]
    merges = ["A2:A3", "B2:B3"]
    if len(units) > 1:
        merges += [f"{'CDEFGHIJ'[len(units) * n]}2:{'CDEFGHIJ'[len(units) * (n + 1) - 1]}2" for n in range(len(times))]
    return _book(name, lines, "poverty_indicator", rows, *asks, merges=tuple(merges))


def _list_of_a_half_year() -> Case:
    lines: Lines = [
        ["Jumlah Penduduk Miskin DTKS Kota Tegal Semester I Tahun 2023"],
        ["Kecamatan", "Jiwa"],
        *([place, 1000 + n] for n, place in enumerate(DISTRICTS)),
    ]
    return _book("list_of_a_half_year", lines, "poverty_indicator", [], "period_part")


def _poor_beside_reached(name: str, title: str) -> Case:
    """Who is poor and who was reached belong to two datasets: neither is dropped without a question."""
    lines: Lines = [
        ["DTKS dan Bantuan Kota Tegal Agustus 2023"],
        ["Kecamatan", "KK Miskin", title],
        *([place, 1000 + n, 400 + n] for n, place in enumerate(DISTRICTS)),
    ]
    return _book(name, lines, "poverty_indicator", [], "columns")


def _units_in_a_column() -> Case:
    """Households and families of the poor are stored as what they are."""
    labels = {"Jumlah Rumah Tangga Miskin": ("Rumah Tangga", "rumah_tangga", "poor_households")}
    labels |= {"Jumlah Penduduk Miskin": ("Jiwa", "jiwa", "poor_persons")}
    lines: Lines = [
        ["Penduduk Miskin menurut DTKS Kota Tegal Agustus 2023"],
        ["Kecamatan", "Indikator", "Satuan", "Nilai"],
        *(
            [place, label, unit[0], 1000 + n + 10 * m]
            for n, place in enumerate(DISTRICTS)
            for m, (label, unit) in enumerate(labels.items())
        ),
    ]
    rows: list[Row] = [
        {
            "region_code": code,
            "indicator_code": indicator,
            "unit": unit,
            "period_part": "m08",
            "value": 1000 + n + 10 * m,
        }
        for n, code in enumerate(DISTRICTS.values())
        for m, (_, unit, indicator) in enumerate(labels.values())
    ]
    return _book("units_in_a_column", lines, "poverty_indicator", rows)


def _villages_of_a_district() -> Case:
    villages = {"Pekauman": "33.76.01.1004", "Kraton": "33.76.01.1005", "Muarareja": "33.76.01.1007"}
    lines: Lines = [
        ["Penduduk Miskin DTSEN per Kelurahan Kecamatan Tegal Barat Kota Tegal, Februari 2025"],
        ["Kelurahan", "KK", "Jiwa"],
        *([name, 100 + n, 300 + n] for n, name in enumerate(villages)),
    ]
    rows: list[Row] = [
        {"region_code": code, "indicator_code": indicator, "period_part": "m02", "kind": "registry", "value": start + n}
        for n, code in enumerate(villages.values())
        for indicator, start in (("poor_households", 100), ("poor_persons", 300))
    ]
    return _book("villages_of_a_district", lines, "poverty_indicator", rows)


MONTHS = {"Keadaan April 2023": "m04", "Keadaan Oktober 2023": "m10"}
LISTED = {"Rumah Tangga": ("poor_households", "rumah_tangga"), "Jiwa": ("poor_persons", "jiwa")}
FAMILIES = {"KK": ("poor_households", "KK"), "Jiwa": ("poor_persons", "jiwa")}
HOUSES = "REHABILITASI RUMAH TIDAK LAYAK HUNI (RTLH) KOTA TEGAL"


CASES = [
    _registry(
        "households_and_persons",
        "REKAP JUMLAH RUMAH TANGGA MISKIN DAN PENDUDUK MISKIN DALAM DTKS KOTA TEGAL",
        MONTHS,
        LISTED,
    ),
    _registry("families_of_the_poor", "Jumlah Penduduk Miskin DTKS Kota Tegal", MONTHS, FAMILIES),
    _registry(
        "day_of_a_month",
        "Data Keluarga Miskin DTSEN Kota Tegal",
        {"per 30 Juni 2023": "m06", "31 Desember 2023": "m12"},
        {"KK": FAMILIES["KK"]},
    ),
    _registry(
        "words_in_columns",
        "DTKS Kota Tegal",
        MONTHS,
        {"KK Miskin": FAMILIES["KK"], "Penduduk Miskin (Jiwa)": LISTED["Jiwa"]},
    ),
    _registry("short_word", "DTKS Kota Tegal", MONTHS, {"Jumlah RTM": LISTED["Rumah Tangga"]}),
    _registry(
        "members", "Jumlah Keluarga Miskin DTKS Kota Tegal", MONTHS, {"KK": FAMILIES["KK"], "Jiwa": ("", "")}, "wide"
    ),
    _poor_beside_reached("poor_beside_kpm", "Jumlah KPM"),
    _poor_beside_reached("poor_beside_a_programme", "PKH (keluarga)"),
    _poor_beside_reached("poor_beside_receivers", "Penerima Bantuan"),
    _units_in_a_column(),
    _poor_beside_reached("poor_beside_members", "Jumlah Anggota Keluarga (Jiwa)"),
    _villages_of_a_district(),
    _list_of_a_half_year(),
    _registry(
        "half_years",
        "Jumlah Penduduk Miskin DTKS Kota Tegal",
        {"Semester I 2023": "", "Semester II 2023": ""},
        FAMILIES,
        "value",
    ),
    _registry("no_registry", "Jumlah Penduduk Miskin Kota Tegal", MONTHS, {"Jiwa": LISTED["Jiwa"]}, "value"),
    _registry(
        "registry_and_survey",
        "Jumlah Penduduk Miskin DTKS Kota Tegal",
        MONTHS,
        {"Jiwa": LISTED["Jiwa"]},
        "kind",
        note="Sumber: BPS, Susenas",
    ),
    _houses("planned_and_finished", HOUSES, ("Rencana", "Selesai")),
    _houses("planned_and_built", HOUSES, ("Target", "Sudah Dibangun")),
    _houses("allotted", HOUSES, ("Alokasi (unit)", "Terealisasi (unit)"), unit=""),
    _houses("unit_below", HOUSES, ("Kuota (unit)", "Terbangun (unit)"), unit=""),
    _houses("planned_and_begun", HOUSES, ("Rencana", "Dikerjakan"), "columns"),
    _houses("finished_twice", HOUSES, ("Rencana", "Selesai", "Diserahkan"), "columns"),
    _served("handed_out", "Bantuan Sembako Kota Tegal 2023", ("Target KPM", "Disalurkan (KPM)"), "recipient"),
    _served("cared_for", "Bantuan Disabilitas Kota Tegal 2023", ("Sasaran (orang)", "Terlayani"), "recipient"),
    _served("course", "Pelatihan Las Kota Tegal 2023", ("Target Peserta", "Selesai (orang)"), "", "columns"),
    _passed(),
    _part_of_the_country("island", "Wilayah Sumatera", {"Aceh": "11", "Sumatera Utara": "12", "Lampung": "18"}),
    _part_of_the_country("islands", "Jawa dan Bali", {"Banten": "36", "Jawa Tengah": "33", "Bali": "51"}),
    _part_of_the_country("with_archipelago", "Sumatera dan Kepulauan Riau", {"Riau": "14", "Kepulauan Riau": "21"}),
    _part_of_the_country(
        "east", "Kawasan Timur Indonesia", {"Maluku": "81", "Gorontalo": "75", "Papua Barat": "92", "INDONESIA": "00"}
    ),
    _part_of_the_country("outer", "Luar Pulau Jawa", {"Maluku": "81", "Gorontalo": "75"}),
    _part_of_the_country("island_as_a_row", "Sulawesi", {"Gorontalo": "75", "Sulawesi": ""}, "region"),
    _island_alone(),
    _spent("up_to_a_quarter", "KEADAAN SAMPAI DENGAN TRIWULAN III TA 2024 (30 SEPTEMBER 2024)", "Pagu (Rp)", 9),
    _spent("up_to_a_half", "POSISI AKHIR SEMESTER II TA 2024", "Anggaran (Rp)", 12),
    _spent("slash_for_until", "S/D TW III TA 2024", "Pagu Perubahan (Rp)", 9, stage="perubahan"),
    _spent("two_quarters", "TRIWULAN I S.D. TRIWULAN III TA 2024", "Pagu APBD-P (Rp)", 9, stage="perubahan"),
    _spent("range_of_quarters", "TRIWULAN I - III TAHUN 2024", "Pagu DPPA (Rp)", 9, stage="perubahan"),
    _spent("changed_budget", "S/D TW II TA 2024", "P-APBD (Rp)", 6, stage="perubahan"),
    _spent("shifted_budget", "S.D. KUARTAL 3 TAHUN 2024", "Pagu Pergeseran (Rp)", 9, stage="pergeseran"),
    _spent("quarter_in_words", "TRIWULAN KETIGA TAHUN 2024", "Pagu (Rp)", 9, "realisation_basis"),
    _spent("third_of_a_year", "CATURWULAN I TAHUN 2024", "Pagu (Rp)", 4),
    _spent("later_quarters", "TRIWULAN II - III TAHUN 2024", "Pagu Murni (Rp)", 9, "period_month", stage="murni"),
    _spent("quarter_alone", "TRIWULAN III TAHUN 2024", "Pagu (Rp)", 9, "realisation_basis"),
    _spent("quarter_in_the_name", "TAHUN 2024", "Pagu (Rp)", 3, file="realisasi_tw1_2024.csv"),
    _spent("quarters_differ", "TRIWULAN I TAHUN 2024", "Pagu (Rp)", 3, "period_month", file="realisasi_tw3_2024.csv"),
    _spent("month_differs", "S.D. TRIWULAN II (OKTOBER 2024)", "Pagu (Rp)", 6, "realisation_basis"),
    _spent("budget_in_front", "S.D. JUNI 2024", "Perubahan Pagu (Rp)", 6, "columns"),
    _offices_of_districts(),
    _offices_of_all_kinds(),
    _indented("indented_by_spaces", "   ", [*BUDGET, *FINANCING]),
    _indented("indented_by_tabs", "\t", [*BUDGET, *FINANCING]),
    _indented(
        "with_results", "  ", [*BUDGET, *FINANCING], more=[["Sisa Lebih Pembiayaan Anggaran (SILPA)", 0, 120.52]]
    ),
    _indented("a_group_that_differs", "  ", [*BUDGET, *FINANCING[:2], (2, "SiLPA", 25, 25)], "outline"),
    _headings_without_figures("headings_without_figures", 1000),
    _headings_without_figures("headings_that_do_not_add_up", 1300, "outline"),
    _line_that_the_portal_has_not(),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_plain_table_is_read_or_asked(case: Case, tmp_path: Path) -> None:
    check(case, tmp_path)
