"""Plain tables of lists of the poor, of lines of a region's budget, of funds, and titles that say a name or months.

Each table loads to its figures, or asks.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from lumbung.samples.xlsx import Sheet
from tests.golden.test_inspect_tables import Case, Row, check, csv_of, xlsx_of

Lines = list[list[object]]
JUTA = 10**6


def _book(
    name: str,
    lines: Lines,
    dataset: str | None,
    rows: list[Row],
    *asks: str,
    merges: tuple[str, ...] = (),
    file: str = "",
) -> Case:
    content = xlsx_of(Sheet("Sheet1", lines, merges=merges))  # type: ignore[arg-type]
    return Case(name, file or f"{name}.xlsx", content, dataset, rows, asks)


def _tidy(name: str, titles: str, lines: Lines, dataset: str, rows: list[Row], *asks: str) -> Case:
    return Case(name, f"{name}.csv", csv_of([titles.split(), *lines]), dataset, rows, asks)


# A list of the poor

DISTRICTS = {
    "Metro Pusat": "18.72.01",
    "Metro Utara": "18.72.02",
    "Metro Barat": "18.72.03",
    "Metro Timur": "18.72.04",
    "Metro Selatan": "18.72.05",
}
LISTED = {"KELUARGA": "poor_households", "INDIVIDU": "poor_persons"}


def _list(
    name: str, title: str, dataset: str | None, *asks: str, columns: tuple[str, ...] = tuple(LISTED), more: int = 0
) -> Case:
    """Those on a list by district, below the whole city. `more`: what the city has too much."""
    counts = {code: [1_200 + 17 * n, 3_900 + 41 * n][: len(columns)] for n, code in enumerate(DISTRICTS.values())}
    whole = [sum(column) + more for column in zip(*counts.values(), strict=True)]
    lines: Lines = [
        [title],
        ["KOTA METRO"],
        ["KEADAAN AGUSTUS 2022"],
        ["NO", "KODE KECAMATAN", "KECAMATAN", *columns],
        ["KOTA METRO", None, None, *whole],
        *([n, code, place, *counts[code]] for n, (place, code) in enumerate(DISTRICTS.items(), start=1)),
        ["Sumber: Dinas Sosial Kota Metro"],
    ]
    rows: list[Row] = [
        {
            "region_code": code,
            "indicator_code": LISTED.get(column),
            "period_year": 2022,
            "period_part": "m08",
            "kind": "registry",
            "value": value,
        }
        for code, values in counts.items()
        for column, value in zip(columns, values, strict=True)
    ]
    return _book(name, lines, dataset, rows, *asks, merges=("A5:C5",))


DTKS = "REKAP DATA TERPADU KESEJAHTERAAN SOSIAL (DTKS)"
LISTS = [
    _list("those_on_the_list_of_the_poor", DTKS, "poverty_indicator"),
    _list("those_on_a_list_of_all", "REKAP DATA DTSEN", None),
    _list("those_on_the_list_who_received", f"{DTKS} PADAN PENERIMA", "program_reach", "reached_count"),
    _list("a_count_of_nobody_said", DTKS, None, columns=("JUMLAH",)),
    _list("a_city_that_is_no_sum", DTKS, "poverty_indicator", "trial", more=3),
]


# Lines of a region's budget, none above another

ACCOUNTS: list[tuple[str, str, str, int]] = [
    ("4.1.01", "Pendapatan Asli Daerah", "Pajak Daerah", 210),
    ("4.1.02", "Pendapatan Asli Daerah", "Retribusi Daerah", 40),
    ("4.2.01", "Pendapatan Transfer", "Pendapatan Transfer Pemerintah Pusat", 630),
    ("5.1.01", "Belanja Operasi", "Belanja Pegawai", 390),
    ("5.1.02", "Belanja Operasi", "Belanja Barang dan Jasa", 280),
    ("5.3.01", "Belanja Tidak Terduga", "Belanja Tidak Terduga", 15),
    ("6.1.01", "Penerimaan Pembiayaan", "SiLPA Tahun Sebelumnya", 70),
    ("6.2.02", "Pengeluaran Pembiayaan", "Penyertaan Modal Daerah", 5),
]
TOPS = {"4": "Pendapatan Daerah", "5": "Belanja Daerah", "6": "Pembiayaan Daerah"}


def _lone(name: str, accounts: list[tuple[str, str, str, int]], dataset: str, *asks: str, of: str = "wilayah") -> Case:
    """Accounts of two years, with their groups; no line is a total. `of`: the column of whose they are."""
    place = "Kota Metro" if of == "wilayah" else "Dinas Pasar"
    lines: Lines = [
        [place, year, code, group, label, amount * JUTA + year, amount * JUTA - year]
        for year in (2021, 2022)
        for code, group, label, amount in accounts
    ]
    rows: list[Row] = [
        {
            "region_code": "18.72",
            "fiscal_year": year,
            "account_path": " > ".join(dict.fromkeys([TOPS[code[0]], group, label])),
            "account_name": label,
            "budget_idr": amount * JUTA + year,
            "realised_to_date_idr": amount * JUTA - year,
        }
        for year in (2021, 2022)
        for code, group, label, amount in accounts
    ]
    titles = f"nama_{of} tahun kode_rekening kelompok_akun jenis_akun pagu_rp realisasi_rp"
    return _tidy(name, titles, lines, dataset, rows, *asks)


def _by_region(name: str, kinds: tuple[str, ...], dataset: str, *asks: str, file: str = "") -> Case:
    """Kinds of revenue of several cities, a line each."""
    places = {"Kota Metro": "18.72", "Kota Bandar Lampung": "18.71"}
    amounts = [
        (place, kind, (300 + 50 * n + 7 * m) * JUTA) for m, place in enumerate(places) for n, kind in enumerate(kinds)
    ]
    lines: Lines = [[places[place], place, 2021, kind, figure, figure - JUTA] for place, kind, figure in amounts]
    rows: list[Row] = [
        {
            "region_code": places[place],
            "fiscal_year": 2021,
            "account_path": f"Pendapatan Daerah > {kind}",
            "budget_idr": figure,
            "realised_to_date_idr": figure - JUTA,
        }
        for place, kind, figure in amounts
    ]
    titles = "kode_kabupaten_kota nama_kabupaten_kota tahun jenis_penerimaan anggaran_rp realisasi_rp"
    case = _tidy(name, titles, lines, dataset, rows, *asks)
    return replace(case, file_name=file) if file else case


KINDS = ("PAD", "Dana Perimbangan", "Lain-lain Pendapatan yang Sah")
ABOVE = [("5.2", "Belanja Modal", "Belanja Modal", 90), ("5.2.02", "Belanja Modal", "Belanja Modal Tanah", 60)]
LONE = [
    _lone("accounts_of_a_city_by_themselves", ACCOUNTS, "budget_posture"),
    _lone("accounts_of_an_agency", ACCOUNTS, "budget_realisation", "unclear_texts", of="opd"),
    _lone("accounts_above_others", [*ACCOUNTS, *ABOVE], "budget_realisation", "agency_name"),
    _by_region("revenue_of_cities", KINDS, "budget_posture"),
    _by_region("revenue_that_stands_twice", (*KINDS, "PAD"), "budget_posture", "outline"),
    _by_region("revenue_of_a_half_year", KINDS, "budget_posture", "as_of_date", file="pendapatan_sd_juni.csv"),
    _by_region("revenue_of_a_quarter", KINDS, "budget_posture", "as_of_date", file="pendapatan sd tw III.csv"),
    _by_region("revenue_foreseen", KINDS, "budget_posture", "unclear_amounts", file="proyeksi_pendapatan.csv"),
    _by_region("revenue_with_what_holds_it", ("Pajak Daerah", *KINDS), "budget_realisation", "unclear_revenue"),
]


# Numbered lines below headings, with a total each


def _headed(name: str, *asks: str, more: int = 0) -> Case:
    """`more`: what the total of spending has too much."""
    blocks: dict[str, list[tuple[str, int]]] = {
        "PENDAPATAN DAERAH": [("Pajak Daerah", 120), ("Retribusi Daerah", 30), ("Dana Perimbangan", 640)],
        "BELANJA DAERAH": [("Belanja Pegawai", 410), ("Belanja Modal", 350)],
    }
    lines: Lines = [
        ["APBD KOTA METRO DAN REALISASINYA 2019 DAN 2020 (JUTA RUPIAH)"],
        ["No.", "Uraian", "2019", None, "2020", None],
        [None, None, "Anggaran", "Realisasi", "Anggaran", "Realisasi"],
    ]
    rows: list[Row] = []
    for top, parts in blocks.items():
        lines.append([None, top])
        sums = [0, 0, 0, 0]
        for n, (label, amount) in enumerate(parts, start=1):
            figures = [amount, amount - n, amount + 11, amount + n]
            sums = [one + other for one, other in zip(sums, figures, strict=True)]
            lines.append([n, label, *figures])
            for year, at in ((2019, 0), (2020, 2)):
                row: Row = {"region_code": "18.72", "fiscal_year": year, "account_path": f"{top} > {label}"}
                amounts = {"budget_idr": figures[at] * JUTA, "realised_to_date_idr": figures[at + 1] * JUTA}
                rows.append({**row, **amounts})
        lines.append([None, f"Jumlah {top.title()}", *(one + more * top.startswith("B") for one in sums)])
    return _book(name, lines, "budget_posture", rows, *asks, merges=("A2:A3", "B2:B3", "C2:D2", "E2:F2"))


HEADED = [
    _headed("numbered_lines_below_headings"),
    _headed("numbered_lines_with_another_total", "outline", more=2),
]


# Funds of a sub-activity, each on a line


def _funds(name: str, *asks: str, last: str = "DAK Non Fisik", more: int = 0) -> Case:
    """`last`: the last fund of the first sub-activity; `more`: what the total above has too much."""
    parts = [
        ("3.27.02.2.01.0002", "Penyediaan Benih bagi Kelompok Tani", ("DAU", "DBHCHT", last)),
        ("3.27.03.2.02.0005", "Perbaikan Jalan Usaha Tani", ("DAK Fisik",)),
        ("3.27.03.2.02.0007", "Pengawasan Pupuk Bersubsidi", ("DAU", "PAD")),
    ]
    lines: Lines = []
    rows: list[Row] = []
    merges: list[str] = []
    for number, (code, label, funds) in enumerate(parts, start=1):
        for n, fund in enumerate(funds):
            budget, spent = (200 + 30 * number + 7 * n) * JUTA, (90 + 13 * number + n) * JUTA
            first = [number, code, label] if n == 0 else [None, None, None]
            lines.append([*first, fund, budget, spent])
            row: Row = {"sub_activity_code": code, "sub_activity_name": label, "funding_source": fund}
            row |= {"budget_stage": "pergeseran", "period_month": 9}
            rows.append({**row, "budget_idr": budget, "realised_idr": spent})
        end = 5 + len(lines)
        merges += [f"{letter}{end - len(funds) + 1}:{letter}{end}" for letter in "ABC" if len(funds) > 1]
    sums = [sum(int(str(line[at])) for line in lines) + more for at in (4, 5)]
    lines = [
        ["ANGGARAN DAN REALISASI PER SUMBER DANA"],
        ["DINAS PERTANIAN KOTA METRO"],
        ["s.d. September 2023"],
        ["No", "Kode", "Sub Kegiatan", "Sumber Dana", "Pagu DPA Pergeseran (Rp)", "Realisasi s.d. September (Rp)"],
        ["TOTAL", None, None, None, *sums],
        *lines,
    ]
    return _book(name, lines, "budget_realisation", rows, *asks, merges=("A5:D5", *merges))


FUNDS = [
    _funds("funds_below_a_total"),
    _funds("a_fund_that_stands_twice", "outline", last="DAU"),
    _funds("funds_below_another_total", "unclear_totals", more=4),
]


# Names and months in titles


def _given(name: str, title: str, programme: str) -> Case:
    lines: Lines = [
        [f"{title} TAHUN 2022"],
        ["DINAS PERIKANAN KOTA METRO"],
        ["No", "Kecamatan", "Target (kelompok)", "Realisasi (kelompok)"],
        *([n, place, 20 + n, 18 + n] for n, place in enumerate(DISTRICTS, start=1)),
    ]
    rows: list[Row] = [
        {"region_code": code, "program_name": programme, "target_count": 20 + n, "reached_count": 18 + n}
        for n, code in enumerate(DISTRICTS.values(), start=1)
    ]
    return _book(name, lines, "program_reach", rows)


def _stage(name: str, stage: str, *asks: str, file: str = "", more: int = 0) -> Case:
    """Two programmes, each with what failed. `more`: what failed too much in the last district."""
    lines: Lines = [
        ["PENYALURAN BANTUAN PKH DAN BPNT KOTA METRO"],
        [stage],
        ["TAHUN 2022"],
        ["DINAS SOSIAL KOTA METRO"],
        ["No", "Kecamatan", "PKH (KPM)", None, None, "BPNT (KPM)", None, None],
        [None, None, *["Alokasi", "Tersalur", "Gagal Salur"] * 2],
    ]
    rows: list[Row] = []
    for n, (place, code) in enumerate(DISTRICTS.items()):
        failed = more if n == len(DISTRICTS) - 1 else 0
        lines.append([n + 1, place, 90 + n, 90, (n or "-") if not failed else n + failed, 140 + n, 138 + n, 2])
        for programme, aim, got in (("PKH", 90 + n, 90), ("BPNT", 140 + n, 138 + n)):
            when: Row = {"period_start": "2022-04-01", "period_end": "2022-06-30"}
            rows.append(
                {"region_code": code, "program_name": programme, **when, "target_count": aim, "reached_count": got}
            )
    merges = ("A5:A6", "B5:B6", "C5:E5", "F5:H5")
    return _book(name, lines, "program_reach", rows, *asks, merges=merges, file=file)


TITLES = [
    _given(
        "a_name_that_says_for_whom",
        "REKAP BANTUAN KOLAM TERPAL BAGI PEMBUDIDAYA IKAN",
        "BANTUAN KOLAM TERPAL BAGI PEMBUDIDAYA IKAN",
    ),
    _given("a_name_for_those_counted", "REKAP BANTUAN KOLAM TERPAL BAGI PENERIMA", "BANTUAN KOLAM TERPAL"),
    _given("a_name_of_receivers", "REKAP PENERIMA BANTUAN KOLAM TERPAL BAGI PEMBUDIDAYA", "BANTUAN KOLAM TERPAL"),
    _stage("months_of_a_stage", "TAHAP II (APRIL S.D. JUNI)", file="rekap tahap 2 metro.xlsx"),
    _stage("a_stage_without_months", "TAHAP II", "period"),
    _stage("months_of_another_stage", "TAHAP II (APRIL S.D. JUNI)", "period", file="rekap tahap 3 metro.xlsx"),
    _stage("what_failed_is_no_rest", "TAHAP II (APRIL S.D. JUNI)", "unclear_columns", more=3),
]


@pytest.mark.parametrize("case", [*LISTS, *LONE, *HEADED, *FUNDS, *TITLES], ids=lambda case: case.name)
def test_a_table_loads_to_its_figures_or_asks(case: Case, tmp_path: Path) -> None:
    check(case, tmp_path)
