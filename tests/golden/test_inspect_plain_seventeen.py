"""Plain tables whose lines, dashes and numbers say what no title says, and texts that say different things.

Each table loads to its figures, or asks.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from lumbung.samples.xlsx import Sheet
from lumbung.workbooks.periods import parse_period
from tests.golden.test_inspect_tables import Case, Row, check, csv_of, xlsx_of

Lines = list[list[object]]
JUTA = 10**6
OFFICES = ("Dinas Perikanan", "Dinas Perhubungan", "Dinas Pariwisata")
DISTRICTS = ("Kota Utara", "Hulonthalangi", "Dungingi")


def _book(name: str, lines: Lines, dataset: str, rows: list[Row], *asks: str, file: str | None = None) -> Case:
    return Case(name, file or f"{name}.xlsx", xlsx_of(Sheet("Sheet1", lines)), dataset, rows, asks)  # type: ignore[arg-type]


def _tidy(name: str, titles: str, lines: Lines, dataset: str, rows: list[Row], *asks: str) -> Case:
    return Case(name, f"{name}.csv", csv_of([titles.split(), *lines]), dataset, rows, asks)


# Up to which month


def _up_to_lines(name: str, title: str, shares: tuple[int, int], *asks: str) -> Case:
    """Spending of offices in a column of months. `shares`: percent of the budget that was spent in each."""
    lines: Lines = []
    rows: list[Row] = []
    for month, number, share in zip(("Februari", "Agustus"), (2, 8), shares, strict=True):
        for n, office in enumerate(OFFICES):
            budget, spent = (700 + n) * JUTA, (7 * share + n) * JUTA
            lines.append(["Kota Gorontalo", 2022, month, office, budget, spent])
            known: Row = {"agency_name": office, "fiscal_year": 2022, "period_month": number}
            rows.append({**known, "realisation_basis": "to_date", "budget_idr": budget, "realised_idr": spent})
    return _tidy(name, f"kota tahun {title} opd pagu_rp realisasi_rp", lines, "budget_realisation", rows, *asks)


def _recipients_up_to(name: str, title: str, *asks: str) -> Case:
    lines: Lines = [
        ["Kota Gorontalo", "Dinas Sosial", "PKH", month, count, 2022]
        for month, count in (("Februari", 310), ("Agustus", 640))
    ]
    return _tidy(name, f"kota opd program {title} jumlah_kpm tahun", lines, "program_reach", [], *asks)


LINES = [
    _up_to_lines("position_up_to_a_month", "posisi_sampai_bulan", (10, 40)),
    _up_to_lines("position_that_falls", "posisi_sampai_bulan", (40, 10), "realisation_basis"),
    _up_to_lines("position_of_a_month", "posisi_bulan", (10, 40), "realisation_basis"),
    _recipients_up_to("recipients_up_to_a_month", "sampai_bulan", "period"),
    _recipients_up_to("recipients_at_a_month", "posisi_bulan", "period"),
]


# Dashes


def _offices(name: str, percent: str | None, dash: int | None, title: str = "% Keuangan") -> Case:
    """Spending of offices, none of the second: a dash. `percent`: what is printed beside it."""
    spent = {
        "Dinas Perikanan": ("400", "50,00"),
        "Dinas Perhubungan": ("-", percent),
        "Dinas Pariwisata": ("200", "25,00"),
    }
    lines: Lines = [
        ["REALISASI ANGGARAN PERANGKAT DAERAH KOTA GORONTALO"],
        ["S.D. AGUSTUS 2022"],
        ["No", "Perangkat Daerah", "Pagu (Rp)", "Realisasi (Rp)", *([title] if percent else [])],
    ]
    rows: list[Row] = []
    for n, (office, (amount, share)) in enumerate(spent.items(), start=1):
        figure = int(amount) * JUTA if amount != "-" else "-"
        lines.append([n, office, 800 * JUTA, figure, *([share] if percent else [])])
        realised = dash if amount == "-" else figure
        rows.append({"agency_name": office, "budget_idr": 800 * JUTA, "realised_idr": realised})
    return _book(name, lines, "budget_realisation", rows)


def _given(name: str, percent: object, dash: int | None) -> Case:
    found = {"PKH": (600, 540, 90), "BPNT": (800, 600, 75), "BLT": (200, None, percent)}
    lines: Lines = [
        ["REKAP PENYALURAN BANTUAN SOSIAL KOTA GORONTALO TAHUN 2022"],
        ["Program", "Target (KPM)", "Realisasi (KPM)", "Capaian (%)"],
        *([name, aim, "-" if got is None else got, share] for name, (aim, got, share) in found.items()),
    ]
    rows: list[Row] = [
        {"program_name": name, "target_count": aim, "reached_count": dash if got is None else got}
        for name, (aim, got, _) in found.items()
    ]
    return _book(name, lines, "program_reach", rows)


DASHES = [
    _offices("a_dash_of_zero_percent", "0,00", 0),
    _offices("a_dash_of_no_percent", "-", None),
    _offices("a_dash_without_percent", None, None),
    _offices("a_dash_beside_other_shares", "0,00", None, "Fisik (%)"),
    _given("a_dash_of_what_was_given", 0, 0),
    _given("a_dash_of_a_share_unlike_it", 12, None),
]


# Numbers without a title


REVENUE = [
    ("1", "Pendapatan Asli Daerah/Original Local Government Revenue", (50, 60)),
    ("1.1", "Pajak Daerah/Local Taxes", (30, 40)),
    ("1.2", "Retribusi Daerah/Retributions", (20, 20)),
    ("2", "Pendapatan Transfer/Transfer Revenue", (300, 310)),
    ("2.1", "Dana Alokasi Umum/General Allocation Funds", (300, None)),
    ("2.2", "Dana Alokasi Khusus/Special Allocation Funds", (None, 310)),
]


def _revenue(name: str, *asks: str, note: str = "Catatan/Note: – Nihil/Nil", more: int = 0) -> Case:
    """Revenue by kind and year; numbers of levels in a column without a title. `more`: what a sum has too much."""
    lines: Lines = [
        ["Realisasi Pendapatan Pemerintah Kota Gorontalo Menurut Jenis (juta rupiah), 2021–2022"],
        ["Actual Revenues of Gorontalo Municipality by Kind (million rupiahs), 2021–2022"],
        [None, "Jenis Pendapatan/Kind of Revenues", 2021, 2022],
        *([number, label, *(_printed(f) for f in figures)] for number, label, figures in REVENUE),
        [None, "Jumlah/Total", 350_000, 370_000 + more],
        [note],
    ]
    rows: list[Row] = [
        {
            "region_code": "75.71",
            "fiscal_year": year,
            "account_path": " > ".join(
                ["Pendapatan Daerah", *(_own(other) for n, other, _ in REVENUE if number.startswith(n))]
            ),
            "budget_idr": None,
            "realised_to_date_idr": (figures[n] or 0) * 1000 * JUTA,
        }
        for number, label, figures in REVENUE
        if "." in number
        for n, year in enumerate((2021, 2022))
    ]
    return _book(name, lines, "budget_posture", rows, *asks)


def _printed(figure: int | None) -> object:
    return "–" if figure is None else figure * 1000


def _own(label: str) -> str:
    return label.partition("/")[0]


def _districts(name: str, numbers: tuple[object, ...], dataset: str, *asks: str) -> Case:
    lines: Lines = [
        ["Jumlah KPM Penerima PKH per Kecamatan Kota Gorontalo Tahun 2022"],
        [None, "Kecamatan", "Jumlah KPM"],
        *([number, place, 400 + n] for n, (number, place) in enumerate(zip(numbers, DISTRICTS, strict=True))),
        [None, "Jumlah", 1203],
    ]
    rows: list[Row] = [{"program_name": "PKH", "beneficiary_unit": "KPM", "reached_count": 400 + n} for n in range(3)]
    return _book(name, lines, dataset, rows, *asks)


def _courses(name: str, title: str | None, numbers: str, first: int, *asks: str) -> Case:
    """Participants of courses below the fields that they belong to. `first`: what is printed of the first field."""
    counts = dict(zip(("Teknik", "Las", "Otomotif", "Jasa", "Barista"), (first, 11, 18, 12, 12), strict=True))
    lines: Lines = [
        ["Peserta Pelatihan Kota Gorontalo Tahun 2022"],
        [None],
        [title, "Kejuruan", "Peserta (orang)"],
        *([number, *line] for number, line in zip(numbers.split(), counts.items(), strict=True)),
    ]
    rows: list[Row] = [{"activity_name": course, "reached_count": count} for course, count in counts.items()]
    return _book(name, lines, "program_reach", rows, *asks)


NUMBERS = [
    _courses("sums_by_numbers_without_a_title", None, "1 1.1 1.2 2 2.1", 29, "unclear_rows"),
    _courses("sums_by_numbers", "No", "1 1.1 1.2 2 2.1", 29, "unclear_rows"),
    _courses("sums_by_letters", "No", "1 a b 2 a", 29, "unclear_rows"),
    _courses("lines_that_are_no_sums", "No", "1 2 3 4 5", 29),
    _revenue("numbers_of_levels_without_a_title"),
    _revenue("numbers_whose_total_differs", "outline", more=3_000),
    _districts("numbers_without_a_title", (1, 2, 3), "program_reach"),
]


# Months


def _months(name: str, texts: tuple[str, str], *asks: str) -> Case:
    days = (("2022-03-01", "2022-03-31"), ("2022-04-01", "2022-04-30"))
    lines: Lines = [[text, "Kota Gorontalo", "Dinas Sosial", "BPNT", 500 + n] for n, text in enumerate(texts)]
    rows: list[Row] = [
        {"period_start": start, "period_end": end, "reached_count": 500 + n} for n, (start, end) in enumerate(days)
    ]
    return _tidy(name, "periode kota opd program jumlah_kpm", lines, "program_reach", rows, *asks)


def _half_years(name: str, parts: tuple[object, object], *asks: str) -> Case:
    lines: Lines = [
        ["Kota Gorontalo", "Dinas Sosial", "BPNT", year, part, 500 + n + year]
        for year in (2021, 2022)
        for n, part in enumerate(parts)
    ]
    rows: list[Row] = [
        {"period_start": f"{year}-{1 + 6 * n:02}-01", "reached_count": 500 + n + year}
        for year in (2021, 2022)
        for n in range(2)
    ]
    return _tidy(name, "kota opd program tahun semester jumlah_kpm", lines, "program_reach", rows, *asks)


def _rates_by_half_year() -> Case:
    lines: Lines = [["Kota Gorontalo", year, n, f"{5 + n},{year % 100}"] for year in (2021, 2022) for n in (1, 2)]
    rows: list[Row] = [
        {"period_year": year, "period_part": part, "indicator_code": "P0", "value": 5 + n + year % 100 / 100}
        for year in (2021, 2022)
        for n, part in ((1, "march"), (2, "september"))
    ]
    titles = "kota tahun semester persentase_penduduk_miskin"
    return _tidy("rates_by_half_year", titles, lines, "poverty_indicator", rows)


def _rates_by_month(name: str, last: str, year: int | None, *asks: str) -> Case:
    """Rates of March and September 2022. `year`: of a column beside the months."""
    more = [year] if year else []
    lines: Lines = [["Kota Gorontalo", month, f"{6 + n},25", *more] for n, month in enumerate(("2022-03", last))]
    rows: list[Row] = [
        {"period_year": 2022, "period_part": part, "value": 6.25 + n} for n, part in enumerate(("march", "september"))
    ]
    titles = f"kota periode persentase_penduduk_miskin{' tahun' if year else ''}"
    return _tidy(name, titles, lines, "poverty_indicator", rows, *asks)


def _other_years() -> Case:
    lines: Lines = [["Kota Gorontalo", "Dinas Sosial", "BPNT", month, 2021, 500] for month in ("2022-03", "2022-04")]
    titles = "kota opd program periode tahun jumlah_kpm"
    return _tidy("months_of_other_years", titles, lines, "program_reach", [], "period")


def _years_of_lines(name: str, months: tuple[str, str], year: int | None, *asks: str) -> Case:
    """Spending up to months that name their years. `year`: the one that the file's name says."""
    lines: Lines = []
    rows: list[Row] = []
    for month in months:
        for n, office in enumerate(OFFICES):
            lines.append(["Kota Gorontalo", office, month, (700 + n) * JUTA, (300 + n) * JUTA])
            rows.append({"agency_name": office, "fiscal_year": 2022, "realised_idr": (300 + n) * JUTA})
    table = csv_of([["kota", "opd", "bulan", "pagu_rp", "realisasi_sd_bulan"], *lines])
    return Case(name, f"belanja_{year or 'opd'}.csv", table, "budget_realisation", rows, asks)


MONTHS = [
    _months("months_by_number", ("2022-03", "2022-04")),
    _months("months_behind_a_stroke", ("2022/03", "2022/04")),
    _months("months_before_the_year", ("03/2022", "04/2022")),
    _months("months_of_a_short_year", ("Mar-22", "Apr-22")),
    _months("years_of_schools", ("2010-11", "2011-12"), "period"),
    _half_years("half_years_by_number", (1, 2)),
    _half_years("half_years_by_roman_number", ("I", "II")),
    _half_years("half_years_that_are_none", (1, 3), "unclear_columns"),
    _rates_by_half_year(),
    _rates_by_month("rates_by_month", "2022-09", None),
    _rates_by_month("rates_of_other_years", "2022-09", 2021, "unclear_columns"),
    _other_years(),
    _years_of_lines("months_with_their_year", ("2022-04", "2022-05"), None),
    _years_of_lines("months_of_two_years", ("April 2021", "April 2022"), 2022, "fiscal_year"),
]


# Texts that say different things


def _counted(name: str, title: str, column: str, *asks: str, file: str | None = None) -> Case:
    lines: Lines = [
        *([line] for line in title.split("\n")),
        ["Kecamatan", column],
        *([place, 400 + n] for n, place in enumerate(DISTRICTS)),
    ]
    rows: list[Row] = [{"beneficiary_unit": "KPM", "reached_count": 400 + n} for n in range(3)]
    return _book(name, lines, "program_reach", rows, *asks, file=file)


def _spent(name: str, file: str, *asks: str) -> Case:
    lines: Lines = [
        ["REALISASI ANGGARAN PERANGKAT DAERAH KOTA GORONTALO"],
        ["S.D. AGUSTUS 2022"],
        ["Perangkat Daerah", "Pagu (Rp)", "Realisasi (Rp)"],
        *([office, (700 + n) * JUTA, (300 + n) * JUTA] for n, office in enumerate(OFFICES)),
    ]
    rows: list[Row] = [
        {"agency_name": office, "period_month": 8, "fiscal_year": 2022, "realised_idr": (300 + n) * JUTA}
        for n, office in enumerate(OFFICES)
    ]
    return _book(name, lines, "budget_realisation", rows, *asks, file=file)


PKH = "Penerima PKH per Kecamatan Kota Gorontalo, 2022"
DIFFERENT = [
    _counted("counted_in_hundreds", PKH, "Jumlah KPM (x100)", "unclear_scale"),
    _counted("counted_in_hundreds_by_words", PKH, "Jumlah KPM (ratusan)", "unclear_scale"),
    _counted("counted_in_hundreds_by_the_title", f"{PKH} (× 100)", "Jumlah KPM", "unclear_scale"),
    _counted("families_that_are_persons", PKH, "Jumlah KPM/Number of Persons", "unclear_titles"),
    _counted(
        "families_in_persons", f"{PKH}\nPKH Recipients (persons) by District, 2022", "Jumlah KPM", "unclear_titles"
    ),
    _counted("families_in_families", PKH, "Jumlah KPM/Number of Families"),
    _counted("another_year_in_the_name", PKH, "Jumlah KPM", "unclear_file_name", file="PKH 2021.xlsx"),
    _counted("the_year_of_the_file", PKH, "Jumlah KPM", file="PKH (rilis 2023).xlsx"),
    _spent("another_month_in_the_name", "realisasi_mei_2022.xlsx", "unclear_file_name"),
    _spent("another_month_by_number", "LRA 2022-05.xlsx", "unclear_file_name"),
    _spent("another_short_month_in_the_name", "lra_mar.xlsx", "unclear_file_name"),
    _spent("another_quarter_in_the_name", "LRA TW I 2022.xlsx", "unclear_file_name"),
    _spent("the_same_month_in_the_name", "realisasi_agustus.xlsx"),
    _spent("a_quarter_with_the_month", "Realisasi Jan-Agustus 2022.xlsx"),
]


@pytest.mark.parametrize("case", [*LINES, *DASHES, *NUMBERS, *MONTHS, *DIFFERENT], ids=lambda case: case.name)
def test_a_plain_table_is_read_or_asked(case: Case, tmp_path: Path) -> None:
    check(case, tmp_path)


@pytest.mark.parametrize(
    ("text", "month"),
    [("2022-03", "2022-03"), ("03-2022", "2022-03"), ("Okt'22", "2022-10"), ("2010-11", None), ("Mar-87", None)],
)
def test_a_month_by_number_is_certain_or_none(text: str, month: str | None) -> None:
    period = parse_period(text)
    assert (f"{period.start:%Y-%m}" if period else None) == month
