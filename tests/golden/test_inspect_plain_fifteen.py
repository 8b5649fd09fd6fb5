"""Plain tables whose title says more in English than in Indonesian, or something else, and units of one column.

Each loads to its figures with all that describes them, or asks.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from lumbung.samples.xlsx import Sheet
from tests.golden.test_inspect_tables import Case, Row, check, csv_of, xlsx_of

Lines = list[list[object]]
CITIES = {"Kabupaten Tegal": "33.28", "Kota Tegal": "33.76"}
RATE = "Persentase Penduduk Miskin Menurut Kabupaten/Kota"
RATE_IN_ENGLISH = "Percentage of Poor People by Regency/Municipality"


def _book(name: str, lines: Lines, dataset: str, rows: list[Row], *asks: str, merges: tuple[str, ...] = ()) -> Case:
    content = xlsx_of(Sheet("Sheet1", lines, list(merges)))  # type: ignore[arg-type]
    return Case(name, f"{name}.xlsx", content, dataset, rows, asks)


# Times and areas in two languages


def _rates(
    name: str,
    titles: tuple[str, ...],
    when: tuple[int, str, str] = (2023, "march", "all"),
    *asks: str,
    columns: tuple[str, ...] = ("Persentase Penduduk Miskin\nPercentage of Poor People",),
    notes: tuple[str, ...] = (),
) -> Case:
    """Rates of poverty below titles in two languages, of one year, part of it and area."""
    values = {"33.28": 7.5, "33.76": 6.75}
    lines: Lines = [
        *([title] for title in titles),
        ["Kabupaten/Kota\nRegency/Municipality", *columns],
        *([place, *(values[code] + n for n in range(len(columns)))] for place, code in CITIES.items()),
        *([note] for note in notes),
    ]
    year, part, area = when
    rows: list[Row] = [
        {"region_code": code, "indicator_code": "P0", "period_year": year, "period_part": part, "area": area}
        | {"value": value}
        for code, value in values.items()
    ]
    return _book(name, lines, "poverty_indicator", rows, *asks)


def _told(name: str, own: str, english: str, year: int, part: str, area: str) -> Case:
    return _rates(f"told_in_english_{name}", (f"{RATE}{own}", f"{RATE_IN_ENGLISH}{english}"), (year, part, area))


def _contradicted(name: str, own: str, english: str) -> Case:
    titles = (f"{RATE}{own}", f"{RATE_IN_ENGLISH}{english}")
    return _rates(f"contradicted_{name}", titles, (2023, "march", "all"), "unclear_titles")


def _months_side_by_side() -> Case:
    """`Maret 2022/March 2022`: a year that stands twice in a title is one year."""
    values = {"33.28": (7.5, 7.25), "33.76": (6.75, 6.5)}
    lines: Lines = [
        [f"{RATE}, Maret 2022 dan Maret 2023"],
        [f"{RATE_IN_ENGLISH}, March 2022 and March 2023"],
        ["Kabupaten/Kota\nRegency/Municipality", "Maret 2022\nMarch 2022", "Maret 2023\nMarch 2023"],
        *([place, *values[code]] for place, code in CITIES.items()),
    ]
    rows: list[Row] = [
        {"region_code": code, "period_year": year, "period_part": "march", "value": value}
        for code, line in values.items()
        for year, value in zip((2022, 2023), line, strict=True)
    ]
    return _book("months_in_two_languages", lines, "poverty_indicator", rows)


def _areas_side_by_side() -> Case:
    """`Kota/Urban` is one area in two languages."""
    values = {"33.28": (7.5, 8.5, 8.0), "33.76": (6.75, 7.75, 7.0)}
    lines: Lines = [
        [f"{RATE} dan Daerah, Maret 2023"],
        [f"{RATE_IN_ENGLISH} and Area, March 2023"],
        ["Kabupaten/Kota\nRegency/Municipality", "Kota\nUrban", "Desa\nRural", "Jumlah\nTotal"],
        *([place, *values[code]] for place, code in CITIES.items()),
    ]
    rows: list[Row] = [
        {"region_code": code, "area": area, "period_part": "march", "value": value}
        for code, line in values.items()
        for area, value in zip(("urban", "rural", "all"), line, strict=True)
    ]
    return _book("areas_in_two_languages", lines, "poverty_indicator", rows)


def _labels_of_areas() -> Case:
    """An area that the label of a row says is that of its figures alone."""
    found = {"Perkotaan": ("urban", 7.5), "Perdesaan": ("rural", 11.25), "": ("all", 9.5)}
    lines: Lines = [
        ["Kemiskinan Provinsi Jawa Tengah Maret 2023"],
        ["Indikator", "Satuan", "Nilai"],
        *([f"Persentase Penduduk Miskin {label}".strip(), "persen", value] for label, (_, value) in found.items()),
    ]
    rows: list[Row] = [
        {"region_code": "33", "indicator_code": "P0", "area": area, "period_part": "march", "value": value}
        for area, value in found.values()
    ]
    return _book("labels_with_areas", lines, "poverty_indicator", rows)


def _families(name: str, own: str, english: str, period: tuple[str, str], *asks: str) -> Case:
    """Families reached, counted in the period that titles in two languages say."""
    lines: Lines = [
        [f"Jumlah KPM PKH Menurut Kecamatan di Kota Tegal{own}"],
        [f"Number of PKH Beneficiary Families by District in Tegal Municipality{english}"],
        ["Kecamatan/District", "KPM Tersalur/Beneficiary Families Served"],
        ["Tegal Barat", 750],
        ["Tegal Timur", 775],
    ]
    rows: list[Row] = [
        {"region_code": code, "period_start": period[0], "period_end": period[1], "reached_count": value}
        for code, value in (("33.76.01", 750), ("33.76.02", 775))
    ]
    return _book(f"families_{name}", lines, "program_reach", rows, *asks)


def _offices(name: str, own: str, english: str, when: tuple[int, int], *asks: str) -> Case:
    """Amounts of offices up to the month that titles in two languages say."""
    found = {"Dinas Sosial": (7500, 3750), "Dinas Kesehatan": (8000, 4100)}
    lines: Lines = [
        [f"Anggaran dan Realisasi Belanja Perangkat Daerah Kota Tegal (juta rupiah){own}"],
        [f"Budget and Actual Expenditure of Offices of Tegal Municipality (million rupiahs){english}"],
        ["Perangkat Daerah/Local Government Office", "Anggaran/Budget", "Realisasi/Actual"],
        *([name, *line] for name, line in found.items()),
    ]
    rows: list[Row] = [
        {"agency_name": name, "fiscal_year": when[0], "period_month": when[1], "realisation_basis": "to_date"}
        | {"budget_idr": budget * 10**6, "realised_idr": spent * 10**6}
        for name, (budget, spent) in found.items()
    ]
    return _book(f"offices_{name}", lines, "budget_realisation", rows, *asks)


_JUNE = ("2023-01-01", "2023-06-30")

IN_TWO_LANGUAGES = [
    _told("march", ", 2023", ", March 2023", 2023, "march", "all"),
    _told("september", ", 2023", ", September 2023", 2023, "september", "all"),
    _told("month_and_year", "", ", March 2022", 2022, "march", "all"),
    _told("year", "", ", 2022", 2022, "annual", "all"),
    _told("urban", ", Maret 2023", " in Urban Areas, March 2023", 2023, "march", "urban"),
    _told("rural", ", Maret 2023", " (Rural), March 2023", 2023, "march", "rural"),
    _told("both_areas", ", Maret 2023", " in Urban and Rural Areas, March 2023", 2023, "march", "all"),
    _told("semester", ", Semester I 2023", ", March 2023", 2023, "march", "all"),
    _contradicted("september", ", Maret 2023", ", September 2023"),
    _contradicted("march", ", September 2023", ", March 2023"),
    _contradicted("semester", ", Semester I 2023", ", September 2023"),
    _contradicted("year", " Tahun 2022", ", 2023"),
    _contradicted("year_of_a_month", " Maret Tahun 2022", ", March 2023"),
    _contradicted("area", " di Daerah Perdesaan, Maret 2023", " in Urban Areas, March 2023"),
    _contradicted("areas", " di Perkotaan dan Perdesaan, Maret 2023", " in Urban Areas, March 2023"),
    _rates(
        "contradicted_in_one_line",
        (f"{RATE} Tahun 2022/{RATE_IN_ENGLISH}, 2023",),
        (2022, "annual", "all"),
        "unclear_titles",
    ),
    _rates(
        "city_and_urban_areas",
        (
            "Persentase Penduduk Miskin Kota Tegal dan Sekitarnya, 2023",
            "Percentage of Poor People in Urban Areas, 2023",
        ),
        (2023, "annual", "urban"),
    ),
    _rates(
        "contradicted_in_the_header",
        (f"{RATE}, 2023",),
        (2023, "annual", "all"),
        "unclear_titles",
        columns=("Persentase Penduduk Miskin 2022\nPercentage of Poor People 2023",),
    ),
    _rates(
        "area_in_the_header",
        (f"{RATE}, Maret 2023",),
        (2023, "march", "urban"),
        columns=("Persentase Penduduk Miskin Perkotaan",),
    ),
    _rates(
        "area_in_english_in_the_header",
        (f"{RATE}, Maret 2023",),
        (2023, "march", "rural"),
        columns=("Persentase Penduduk Miskin\nPercentage of Poor People in Rural Areas",),
    ),
    _rates(
        "month_in_english_in_the_header",
        (f"{RATE}, 2023",),
        (2023, "march", "all"),
        columns=("Persentase Penduduk Miskin\nPercentage of Poor People (March)",),
    ),
    _rates(
        "month_in_an_english_note",
        (f"{RATE}, 2023",),
        (2023, "march", "all"),
        notes=("Sumber: BPS", "Source: BPS-Statistics Indonesia, March 2023 National Socioeconomic Survey (Susenas)"),
    ),
    _rates(
        "month_contradicted_in_notes",
        (f"{RATE}, 2023",),
        (2023, "march", "all"),
        "unclear_titles",
        notes=(
            "Sumber: BPS, Susenas Maret 2023",
            "Source: BPS, September 2023 National Socioeconomic Survey (Susenas)",
        ),
    ),
    _rates(
        "men_in_english",
        ("Penduduk Miskin Menurut Kabupaten/Kota, 2023", "Male Poor People by Regency/Municipality, 2023"),
        (2023, "annual", "all"),
        "value",
    ),
    _rates(
        "change_in_english",
        (f"{RATE}, 2023", "Decrease of Percentage of Poor People by Regency/Municipality, 2023"),
        (2023, "annual", "all"),
        "value",
    ),
    _months_side_by_side(),
    _areas_side_by_side(),
    _labels_of_areas(),
    _families("until_june", ", 2023", " until June 2023", _JUNE),
    _families("in_may", ", 2023", ", May 2023", ("2023-05-01", "2023-05-31")),
    _families("in_october", "", ", October 2023", ("2023-10-01", "2023-10-31")),
    _families("second_quarter", ", 2023", ", Second Quarter of 2023", ("2023-04-01", "2023-06-30")),
    _families("from_january_to_june", ", 2023", ", January to June 2023", _JUNE),
    _families("year_in_english", " s.d. Juni", " until June 2023", _JUNE),
    _families("as_of_a_day", ", 2023", " as of June 30, 2023", _JUNE, "period"),
    _families("another_month", " s.d. Mei 2023", " until March 2023", _JUNE, "unclear_titles"),
    _families("another_quarter", " Triwulan I 2023", ", Quarter II 2023", _JUNE, "unclear_titles"),
    _families("of_the_month_or_until_it", " Juni 2023", " until June 2023", _JUNE, "unclear_titles"),
    _families("another_year", " Tahun 2022", ", 2023", _JUNE, "unclear_titles"),
    _offices("until_june", ", 2023", " until June 2023", (2023, 6)),
    _offices("year_in_english", " s.d. Oktober", " up to October 2023", (2023, 10)),
    _offices("from_january_to_june", ", 2023", ", January-June 2023", (2023, 6)),
    _offices("first_semester", ", 2023", ", First Semester of 2023", (2023, 6)),
    _offices("of_may", ", 2023", ", May 2023", (2023, 5), "realisation_basis"),
    _offices("another_month", " s.d. Maret 2023", " until May 2023", (2023, 3), "unclear_titles"),
    _offices("another_year", " s.d. Maret Tahun Anggaran 2022", " until March 2023", (2022, 3), "unclear_titles"),
]


@pytest.mark.parametrize("case", IN_TWO_LANGUAGES, ids=lambda case: case.name)
def test_times_and_areas_in_two_languages_are_heard_or_asked(case: Case, tmp_path: Path) -> None:
    check(case, tmp_path)


# Units of one column of figures


def _tidy(name: str, titles: str, lines: Lines, dataset: str, rows: list[Row], *asks: str) -> Case:
    content = csv_of([titles.split(), *lines])
    return Case(name, f"{name}.csv", content, dataset, rows, asks)


def _recipients(name: str, titles: str, more: tuple[list[object], list[object]], units: list[str], *asks: str) -> Case:
    """Recipients of a programme by region, with a column of their units and others."""
    lines: Lines = [
        [place, "PKH", count, *line, 2023] for place, count, line in zip(CITIES, (1200, 800), more, strict=True)
    ]
    rows: list[Row] = [
        {"region_code": code, "program_name": "PKH", "beneficiary_unit": unit, "reached_count": count}
        for code, count, unit in zip(CITIES.values(), (1200, 800), units, strict=True)
    ]
    return _tidy(name, f"nama_kabupaten_kota program {titles} tahun", lines, "program_reach", rows, *asks)


def _two_sides(name: str, reached: tuple[str, str], *asks: str) -> Case:
    lines: Lines = [
        ["Kota Tegal", "PKH", course, 1200 + n, "orang", 1100 + n, unit, 2023]
        for n, (course, unit) in enumerate(zip(("Las", "Jahit"), reached, strict=True))
    ]
    rows: list[Row] = [
        {"activity_name": course, "beneficiary_unit": "orang", "target_count": 1200 + n, "reached_count": 1100 + n}
        for n, course in enumerate(("Las", "Jahit"))
    ]
    titles = "kabupaten_kota program kegiatan target satuan_target realisasi satuan_realisasi tahun"
    return _tidy(name, titles, lines, "program_reach", rows, *asks)


def _budgets(name: str, titles: str, parts: Lines, amounts: list[tuple[int, int]], *asks: str) -> Case:
    """Budgets of two programmes and what was spent of them in a year that is over, with units beside."""
    programmes = ("Rehabilitasi Sosial", "Pemberdayaan Sosial")
    lines: Lines = [
        ["Kota Tegal", "Dinas Sosial", programme, *part, 2023]
        for programme, part in zip(programmes, parts, strict=True)
    ]
    rows: list[Row] = [
        {"agency_name": "Dinas Sosial", "program_name": programme, "budget_idr": budget, "realised_idr": spent}
        for programme, (budget, spent) in zip(programmes, amounts, strict=True)
    ]
    return _tidy(name, f"kabupaten_kota opd program {titles} tahun", lines, "budget_realisation", rows, *asks)


def _indicators(name: str, titles: str, parts: Lines, found: list[tuple[str, str, float]], *asks: str) -> Case:
    lines: Lines = [["Kota Tegal", *part, 2023] for part in parts]
    rows: list[Row] = [
        {"region_code": "33.76", "indicator_code": code, "unit": unit, "value": value} for code, unit, value in found
    ]
    return _tidy(name, f"kabupaten_kota {titles} tahun", lines, "poverty_indicator", rows, *asks)


_MILLIONS = [(1_200_000_000, 1_190_000_000), (800_000_000, 780_000_000)]

UNITS = [
    _recipients("unit_of_recipients", "jumlah_penerima satuan_jumlah", (["KPM"], ["KPM"]), ["KPM", "KPM"]),
    _recipients("units_of_recipients", "jumlah_penerima satuan_penerima", (["KPM"], ["jiwa"]), ["KPM", "jiwa"]),
    _recipients(
        "unit_of_recipients_beside_a_budget",
        "jumlah_penerima satuan_jumlah anggaran satuan_anggaran",
        (["KPM", 150, "juta rupiah"], ["KPM", 120, "juta rupiah"]),
        ["KPM", "KPM"],
    ),
    _recipients(
        "unit_of_the_budget_alone",
        "jumlah_penerima anggaran satuan_anggaran",
        ([150, "juta rupiah"], [120, "juta rupiah"]),
        ["KPM", "KPM"],
        "beneficiary_unit",
    ),
    _recipients(
        "recipients_in_thousands",
        "jumlah_penerima satuan_jumlah",
        (["ribu jiwa"], ["jiwa"]),
        ["jiwa", "jiwa"],
        "beneficiary_unit",
    ),
    _recipients(
        "families_in_thousands", "jumlah_kpm satuan_jumlah", (["ribu KPM"], ["ribu KPM"]), ["KPM"] * 2, "beneficiary"
    ),
    _recipients("families_or_persons", "jumlah_kpm satuan_jumlah", (["jiwa"], ["jiwa"]), ["KPM"] * 2, "unclear_units"),
    _two_sides("units_of_two_sides", ("orang", "orang")),
    _two_sides("two_units_of_two_sides", ("KK", "KK"), "unclear_units"),
    _budgets(
        "units_of_two_amounts",
        "anggaran satuan_anggaran realisasi satuan_realisasi",
        [[1200, "juta rupiah", 1190, "juta rupiah"], [800, "juta rupiah", 780, "juta rupiah"]],
        _MILLIONS,
    ),
    _budgets(
        "units_behind_two_amounts",
        "pagu satuan realisasi satuan",
        [[1200, "Juta Rupiah", 1190, "Juta Rupiah"], [800, "Juta Rupiah", 780, "Juta Rupiah"]],
        _MILLIONS,
    ),
    _budgets(
        "unit_of_one_of_two_amounts",
        "anggaran satuan_anggaran realisasi",
        [[1200, "juta rupiah", 1190], [800, "juta rupiah", 780]],
        _MILLIONS,
    ),
    _budgets(
        "unit_of_one_amount_of_another_size",
        "anggaran satuan_anggaran realisasi",
        [[1200, "juta rupiah", 1_190_000_000], [800, "juta rupiah", 780_000_000]],
        _MILLIONS,
        "budget_idr",
    ),
    _budgets(
        "two_units_of_two_amounts",
        "anggaran satuan_anggaran realisasi satuan_realisasi",
        [[1200, "juta rupiah", 1_190_000_000, "rupiah"], [800, "juta rupiah", 780_000_000, "rupiah"]],
        _MILLIONS,
        "budget_idr",
    ),
    _budgets(
        "two_units_of_one_amount",
        "anggaran satuan_anggaran realisasi satuan_realisasi",
        [[1200, "juta rupiah", 1190, "juta rupiah"], [800_000_000, "rupiah", 780_000_000, "rupiah"]],
        _MILLIONS,
        "budget_idr",
    ),
    _budgets(
        "a_unit_against_the_title",
        "anggaran_rp satuan realisasi_rp",
        [[1200, "Juta", 1190], [800, "Juta", 780]],
        _MILLIONS,
        "budget_idr",
    ),
    _indicators(
        "units_of_each_indicator",
        "jumlah_penduduk_miskin satuan_penduduk garis_kemiskinan satuan_garis",
        [[18.5, "ribu jiwa", 512, "ribu rupiah/kapita/bulan"]],
        [("poor_persons", "jiwa", 18_500), ("poverty_line_idr", "rupiah_per_kapita_bulan", 512_000)],
    ),
    _indicators(
        "units_of_labelled_values",
        "indikator nilai satuan_nilai",
        [["Jumlah Penduduk Miskin", 18.5, "ribu jiwa"], ["Persentase Penduduk Miskin", 7.5, "persen"]],
        [("poor_persons", "jiwa", 18_500), ("P0", "persen", 7.5)],
    ),
    _indicators(
        "unit_behind_one_of_two_figures",
        "jumlah_penduduk_miskin unit persentase_penduduk_miskin",
        [[18.5, "ribu jiwa", 7.5]],
        [("poor_persons", "jiwa", 18_500), ("P0", "persen", 7.5)],
    ),
]


@pytest.mark.parametrize("case", UNITS, ids=lambda case: case.name)
def test_units_of_one_column_are_used_or_asked(case: Case, tmp_path: Path) -> None:
    check(case, tmp_path)


# What titles, sheets and columns that nothing reads say of figures


def _plain(name: str, lines: Lines, dataset: str, *asks: str, sheet: str = "Sheet1") -> Case:
    content = xlsx_of(Sheet(sheet, lines))  # type: ignore[arg-type]
    return Case(name, f"{name}.xlsx", content, dataset, [], asks)


def _rates_titled(name: str, title: str, *asks: str, sheet: str = "Sheet1") -> Case:
    lines: Lines = [[title], ["Kabupaten/Kota", "Persentase Penduduk Miskin"]]
    lines += [[place, value] for place, value in zip(CITIES, (7.5, 6.75), strict=True)]
    return _plain(name, lines, "poverty_indicator", *asks, sheet=sheet)


def _families_titled(name: str, title: str, *asks: str, sheet: str = "Sheet1") -> Case:
    lines: Lines = [["DINAS SOSIAL KOTA TEGAL"], [title], ["Kecamatan", "Jumlah KPM"]]
    lines += [["Tegal Barat", 750], ["Tegal Timur", 775]]
    return _plain(name, lines, "program_reach", *asks, sheet=sheet)


def _amounts_titled(name: str, title: str, columns: list[str], *asks: str, sheet: str = "Sheet1") -> Case:
    amounts = [[9_000_000_000, 8_100_000_000, 7_900_000_000], [8_000_000_000, 7_300_000_000, 7_000_000_000]]
    lines: Lines = [[title], ["KOTA TEGAL"], ["No", "OPD", *columns]]
    lines += [
        [n, f"Dinas {office}", *line[: len(columns)]]
        for n, (office, line) in enumerate(zip(("Sosial", "Kesehatan"), amounts, strict=True), 1)
    ]
    return _plain(name, lines, "budget_realisation", *asks, sheet=sheet)


def _beside(name: str, column: str, text: object, rows: list[Row], *asks: str) -> Case:
    """Rates with a column that says the same in every line."""
    lines: Lines = [[place, text, value, 2023] for place, value in zip(CITIES, (7.5, 6.75), strict=True)]
    titles = f"kabupaten_kota {column} persentase_penduduk_miskin tahun"
    return _tidy(name, titles, lines, "poverty_indicator", rows, *asks)


def _rows_of_rates(part: str, area: str) -> list[Row]:
    return [
        {"region_code": code, "period_year": 2023, "period_part": part, "area": area, "value": value}
        for code, value in zip(CITIES.values(), (7.5, 6.75), strict=True)
    ]


def _reach_beside(name: str, column: str, text: object, *asks: str) -> Case:
    lines: Lines = [[place, "PKH", text, count, 2023] for place, count in zip(CITIES, (1200, 800), strict=True)]
    return _tidy(name, f"kabupaten_kota program {column} jumlah_kpm tahun", lines, "program_reach", [], *asks)


def _budget_beside(name: str, column: str, text: object, *asks: str) -> Case:
    lines: Lines = [
        ["Kota Tegal", f"Dinas {office}", 900_000_000, spent, text, 2023]
        for office, spent in (("Sosial", 800_000_000), ("Kesehatan", 830_000_000))
    ]
    titles = f"kabupaten_kota opd anggaran_rp realisasi_rp {column} tahun"
    return _tidy(name, titles, lines, "budget_realisation", [], *asks)


def _grants() -> Case:
    """Lines that only the name of who received tells apart: it is not loaded, and the lines would be one thing."""
    lines: Lines = [
        ["REALISASI BELANJA HIBAH DAN BANTUAN SOSIAL KOTA TEGAL S.D. 30 JUNI 2023"],
        ["No", "Penerima", "Anggaran (Rp)", "Realisasi (Rp)"],
        [1, "Yayasan A", 90_000_000, 45_000_000],
        [2, "Yayasan B", 70_000_000, 50_000_000],
    ]
    return _plain("lines_told_apart_by_names", lines, "budget_posture", "trial")


SAID_BESIDE = [
    _rates_titled("rates_of_a_target", "Target Persentase Penduduk Miskin Menurut Kabupaten/Kota Tahun 2024", "value"),
    _rates_titled("rates_of_a_projection", "Proyeksi Persentase Penduduk Miskin Tahun 2025", "value"),
    _rates_titled("rates_of_women", "Persentase Penduduk Miskin Perempuan Tahun 2023", "value"),
    _rates_titled("rates_of_a_change", "Penurunan Persentase Penduduk Miskin Tahun 2023", "value"),
    _rates_titled("rates_of_a_share", "Kontribusi Penduduk Miskin terhadap Provinsi Tahun 2023", "value"),
    _rates_titled("rates_before_aid", "Persentase Penduduk Miskin Sebelum Bantuan Sosial Tahun 2023", "value"),
    _rates_titled("rates_of_another_sheet", "Persentase Penduduk Miskin Tahun 2023", "period_year", sheet="2022"),
    _families_titled("families_of_a_quota", "KUOTA PKH PER KECAMATAN TAHUN 2024", "unclear_counts"),
    _families_titled("families_of_a_target", "TARGET PENERIMA BPNT PER KECAMATAN TAHUN 2024", "unclear_counts"),
    _families_titled("families_of_a_plan", "RENCANA PENYALURAN PKH PER KECAMATAN TAHUN 2024", "unclear_counts"),
    _families_titled("families_without", "REKAP KPM PKH YANG BELUM MENERIMA TAHUN 2023", "measure"),
    _families_titled("families_no_longer", "KPM PKH MENINGGAL DUNIA TAHUN 2023", "measure"),
    _families_titled("families_of_another_sheet", "PENYALURAN PKH BULAN MARET 2023", "period", sheet="Januari"),
    _amounts_titled("amounts_proposed", "USULAN KEBUTUHAN BELANJA TAHUN 2025", ["Anggaran (Rp)"], "unclear_amounts"),
    _amounts_titled("amounts_left", "SISA ANGGARAN PER OPD TAHUN 2023", ["Jumlah (Rp)"], "unclear_amounts"),
    _amounts_titled("amounts_of_a_draft", "RANCANGAN APBD TAHUN 2025", ["Anggaran (Rp)"], "unclear_amounts"),
    _amounts_titled(
        "amounts_foreseen",
        "PROGNOSIS REALISASI ANGGARAN S.D. DESEMBER 2023",
        ["Anggaran (Rp)", "Realisasi (Rp)"],
        "unclear_amounts",
    ),
    _amounts_titled(
        "amounts_of_another_sheet",
        "REALISASI BELANJA S.D. MARET 2023",
        ["Anggaran (Rp)", "Realisasi (Rp)"],
        "period_month",
        sheet="Januari",
    ),
    _amounts_titled(
        "amounts_of_an_earlier_year",
        "REALISASI BELANJA S.D. 30 JUNI 2024",
        ["Anggaran 2024 (Rp)", "Realisasi 2024 (Rp)", "Realisasi 2023 (Rp)"],
        "period_month",
    ),
    _beside("a_numbered_month", "bulan", 3, _rows_of_rates("march", "all")),
    _beside("a_month_in_english", "bulan", "September", _rows_of_rates("september", "all")),
    _beside("one_area_in_a_column", "daerah", "Perkotaan", _rows_of_rates("annual", "urban")),
    _beside("a_numbered_semester", "semester", 1, [], "unclear_qualifiers"),
    _beside("a_sex_in_a_column", "jenis_kelamin", "Perempuan", [], "unclear_qualifiers"),
    _beside("aims_in_a_column", "jenis_data", "Target", [], "unclear_qualifiers"),
    _beside("a_year_of_the_paper", "tahun_rilis", 2024, [], "unclear_qualifiers"),
    _beside("a_second_year", "tahun_data", 2022, [], "unclear_qualifiers"),
    _reach_beside("a_status_in_a_column", "status", "Gagal Salur", "unclear_qualifiers"),
    _reach_beside("an_english_month_in_a_column", "bulan", "August", "unclear_qualifiers"),
    _reach_beside("a_sex_of_recipients", "jenis_kelamin", "Perempuan", "unclear_qualifiers"),
    _reach_beside("a_plan_in_the_remarks", "keterangan", "Target", "unclear_qualifiers"),
    _budget_beside("a_day_in_a_column", "tanggal_data", "2023-09-30", "unclear_qualifiers"),
    _budget_beside("a_semester_that_is_no_share", "semester", 1, "unclear_columns"),
    _grants(),
]


@pytest.mark.parametrize("case", SAID_BESIDE, ids=lambda case: case.name)
def test_what_is_said_beside_figures_is_read_or_asked(case: Case, tmp_path: Path) -> None:
    check(case, tmp_path)
