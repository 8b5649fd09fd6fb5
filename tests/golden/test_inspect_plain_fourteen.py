"""Plain tables in two languages, as yearbooks print them, and others whose columns say more than they seem to.

Each loads to its figures with all that describes them, or asks.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from lumbung.samples.xlsx import Sheet
from tests.golden.test_inspect_tables import Case, Row, check, csv_of, xlsx_of

Lines = list[list[object]]
CITIES = {"Kabupaten Tegal": "33.28", "Kota Tegal": "33.76"}
DISTRICTS = {"Tegal Barat": "33.76.01", "Tegal Timur": "33.76.02", "Tegal Selatan": "33.76.03"}
OFFICE: list[object] = ["Sumber/Source: Dinas Sosial Kota Tegal/Social Service of Tegal Municipality"]


def _book(name: str, lines: Lines, dataset: str, rows: list[Row], *asks: str, merges: tuple[str, ...] = ()) -> Case:
    content = xlsx_of(Sheet("Sheet1", lines, list(merges)))  # type: ignore[arg-type]
    return Case(name, f"{name}.xlsx", content, dataset, rows, asks)


def _by_district(*columns: list[int]) -> Lines:
    """A line a district, and their sum in both languages."""
    lines: Lines = [[name, *(column[n] for column in columns)] for n, name in enumerate(DISTRICTS)]
    return [*lines, ["Jumlah/Total", *map(sum, columns)]]


# Poverty


def _registered() -> Case:
    families, persons = [1234, 1420, 1377], [5210, 6004, 5871]
    lines: Lines = [
        ["Tabel/Table 4.3.2"],
        ["Jumlah Keluarga Miskin dan Penduduk Miskin dalam DTKS Menurut Kecamatan di Kota Tegal, Desember 2023"],
        ["Number of Poor Families and Poor People Listed in DTKS by Subdistrict in Tegal Municipality, December 2023"],
        [
            "Kecamatan\nSubdistrict",
            "Keluarga Miskin (KK)/Poor Families",
            "Penduduk Miskin\nPoor People\n(jiwa/persons)",
        ],
        ["(1)", "(2)", "(3)"],
        *_by_district(families, persons),
        ["Catatan/Note: DTKS = Data Terpadu Kesejahteraan Sosial/Integrated Social Welfare Data"],
        OFFICE,
    ]
    rows: list[Row] = [
        {
            "region_code": code,
            "indicator_code": indicator,
            "period_year": 2023,
            "period_part": "m12",
            "kind": "registry",
        }
        | {"unit": unit, "value": values[n]}
        for n, code in enumerate(DISTRICTS.values())
        for indicator, unit, values in (("poor_households", "KK", families), ("poor_persons", "jiwa", persons))
    ]
    return _book("families_in_two_languages", lines, "poverty_indicator", rows)


def _series() -> Case:
    values = {2021: (491_222, 20.27, 8.12), 2022: (525_410, 19.78, 7.91)}
    body: Lines = [[year, *line] for year, line in values.items()]
    lines: Lines = [
        ["Garis Kemiskinan dan Penduduk Miskin di Kota Tegal, 2021–2022"],
        ["Poverty Line and Poor People in Tegal Municipality, 2021–2022"],
        [
            "Tahun\nYear",
            "Garis Kemiskinan (rupiah/kapita/bulan)\nPoverty Line (rupiah/capita/month)",
            "Jumlah Penduduk Miskin (ribu jiwa)\nNumber of Poor People (thousand people)",
            "Persentase Penduduk Miskin\nPercentage of Poor People",
        ],
        *body,
        ["Sumber/Source: BPS, Susenas Maret/March National Socioeconomic Survey"],
    ]
    codes = (("poverty_line_idr", 1), ("poor_persons", 1000), ("P0", 1))
    rows: list[Row] = [
        {"region_code": "33.76", "indicator_code": code, "period_year": year, "period_part": "march"}
        | {"value": round(value * times, 2)}
        for year, line in values.items()
        for (code, times), value in zip(codes, line, strict=True)
    ]
    return _book("poverty_line_in_two_languages", lines, "poverty_indicator", rows)


def _scale_in_english(name: str, title: str, *asks: str) -> Case:
    """What only the English half says counts as well: its thousands are thousands."""
    values = {"33.28": (110.75, 7.5), "33.76": (19.5, 7.75)}
    lines: Lines = [
        ["Penduduk Miskin menurut Kabupaten/Kota, Maret 2023"],
        ["Poor People by Regency/Municipality, March 2023"],
        ["Kabupaten/Kota\nRegency/Municipality", title, "Persentase Penduduk Miskin\nPercentage of Poor People"],
        *([place, *values[code]] for place, code in CITIES.items()),
    ]
    rows: list[Row] = [
        {"region_code": region, "indicator_code": code, "period_part": "march", "value": value * times}
        for region, line in values.items()
        for (code, times), value in zip((("poor_persons", 1000), ("P0", 1)), line, strict=True)
    ]
    return _book(name, lines, "poverty_indicator", rows, *asks)


def _english_alone() -> Case:
    values = {"33.28": (110.75, 7.5), "33.76": (19.5, 7.75)}
    lines: Lines = [
        ["Number and Percentage of Poor People by Regency/Municipality in Jawa Tengah, March 2023"],
        ["Regency/Municipality", "Number of Poor People (thousand people)", "Percentage of Poor People"],
        *([place, *values[code]] for place, code in CITIES.items()),
    ]
    rows: list[Row] = [
        {"region_code": region, "indicator_code": code, "period_part": "march", "value": value * times}
        for region, line in values.items()
        for (code, times), value in zip((("poor_persons", 1000), ("P0", 1)), line, strict=True)
    ]
    return _book("english_alone", lines, "poverty_indicator", rows)


def _components(name: str, classes: tuple[str, str, str], *asks: str, twice: bool = False) -> Case:
    """Components in two languages, a line without a code above all others, and the class of each index."""
    values = {"33.28": (3328, 71.25, 70.5), "33.76": (3376, 74.75, 76.25), "00": (None, 73.5, 74.25)}
    places = ["Tegal", "Tegal" if twice else "Kota Tegal", "INDONESIA"]
    body: Lines = [
        [3328 if twice and code else code, place, life, index, group]
        for place, (code, life, index), group in zip(places, values.values(), classes, strict=True)
    ]
    lines: Lines = [
        ["Indeks Pembangunan Manusia dan Komponennya Menurut Kabupaten/Kota di Provinsi Jawa Tengah, 2023"],
        ["Human Development Index and Its Components by Regency/Municipality in Jawa Tengah Province, 2023"],
        ["Kode BPS", "Kabupaten/Kota\nRegency/Municipality", "Komponen/Components", "IPM\nHDI", "Kategori IPM"],
        [None, None, "Umur Harapan Hidup saat Lahir (tahun)/Life Expectancy at Birth (years)", None, None],
        *body,
        ["Sumber/Source: BPS Provinsi Jawa Tengah/BPS-Statistics Jawa Tengah Province"],
    ]
    rows: list[Row] = [
        {"region_code": region, "indicator_code": code, "period_part": "annual", "value": value}
        for region, (_, *line) in values.items()
        for code, value in zip(("life_expectancy_years", "human_development_index"), line, strict=True)
    ]
    return _book(name, lines, "poverty_indicator", rows, *asks, merges=("A3:A4", "B3:B4", "D3:D4", "E3:E4"))


def _gender() -> Case:
    """A word that stands in both languages is no English half: another index than that of human development."""
    lines: Lines = [
        ["Indeks Pembangunan Gender Menurut Kabupaten/Kota, 2023"],
        ["Gender Development Index by Regency/Municipality, 2023"],
        ["Kabupaten/Kota", "Indeks Pembangunan Gender/Gender Development Index"],
        ["Kabupaten Tegal", 86.5],
        ["Kota Tegal", 95.25],
    ]
    rows: list[Row] = [
        {"region_code": code, "indicator_code": "gender_development_index", "value": value}
        for code, value in (("33.28", 86.5), ("33.76", 95.25))
    ]
    return _book("index_of_gender", lines, "poverty_indicator", rows)


def _second_names() -> Case:
    """The names again, in the column at the right that yearbooks have for readers of English."""
    families = [1234, 1420, 1377]
    lines: Lines = [
        ["Jumlah Keluarga Miskin dalam DTKS Menurut Kecamatan di Kota Tegal, Desember 2023"],
        ["Kecamatan", "Keluarga Miskin (KK)", "District"],
        *([name, value, name] for name, value in zip(DISTRICTS, families, strict=True)),
    ]
    rows: list[Row] = [
        {"region_code": code, "indicator_code": "poor_households", "value": value}
        for code, value in zip(DISTRICTS.values(), families, strict=True)
    ]
    return _book("names_again_at_the_right", lines, "poverty_indicator", rows)


def _unit_beside(name: str, units: tuple[str, str], *asks: str) -> Case:
    """A unit of one column of figures beside a column that has another one."""
    lines: Lines = [
        ["kode_kemendagri", "nama_wilayah", "tpt_persen", "jumlah_penganggur", "satuan_jumlah", "bulan", "tahun"],
        ["33.28", "Kabupaten Tegal", 8.5, 61240, units[0], "Agustus", 2023],
        ["33.76", "Kota Tegal", 6.1, 8010, units[1], "Agustus", 2023],
    ]
    rows: list[Row] = [
        {"region_code": region, "indicator_code": code, "unit": unit, "period_part": "m08", "value": value}
        for region, persons, rate in (("33.28", 61_240, 8.5), ("33.76", 8_010, 6.1))
        for code, unit, value in (("unemployed_persons", "orang", persons), ("unemployment_pct", "persen", rate))
    ]
    return Case(name, f"{name}.csv", csv_of(lines), "poverty_indicator", rows, asks)


# Reach


def _by_year(name: str, titles: tuple[str, str], programmes: tuple[str, str], *asks: str) -> Case:
    counts = [[1500, 1610, 1480], [1400, 1395, 1466], [1300, 1321, 1290], [1350, 1299, 1344]]
    lines: Lines = [
        ["Jumlah KPM Program Keluarga Harapan dan Program Sembako Menurut Kecamatan di Kota Tegal, 2022-2023"],
        ["Number of Beneficiary Families of the Family Hope and the Staple Food Program by District, 2022-2023"],
        ["Kecamatan/District", titles[0], None, titles[1], None],
        [None, 2022, 2023, 2022, 2023],
        *_by_district(*counts),
        ["Catatan/Note: ditetapkan dari DTKS/determined from DTKS"],
        OFFICE,
    ]
    columns = [(programme, year) for programme in programmes for year in (2022, 2023)]
    rows: list[Row] = [
        {"region_code": code, "program_name": programme, "beneficiary_unit": "KPM", "measure": "recipient"}
        | {"agency_name": "Dinas Sosial Kota Tegal", "registry": "DTKS", "reached_count": counts[at][n]}
        for n, code in enumerate(DISTRICTS.values())
        for at, (programme, _) in enumerate(columns)
    ]
    return _book(name, lines, "program_reach", rows, *asks, merges=("A3:A4", "B3:C3", "D3:E3"))


def _allotments() -> Case:
    lines: Lines = [
        ["DINAS SOSIAL KOTA TEGAL"],
        ["REKAP PENYALURAN PKH DAN SEMBAKO (BPNT) PER KECAMATAN TRIWULAN II TAHUN 2024"],
        ["Kecamatan", "PKH (KPM)", None, "Sembako/BPNT (KPM)", None],
        [None, "Alokasi", "Tersalur", "Alokasi", "Tersalur"],
        *([name, 660 + n, 651 + n, 1210 + n, 1204 + n] for n, name in enumerate(DISTRICTS)),
        ["Sumber data: DTKS. Sumber dana: APBN"],
    ]
    rows: list[Row] = [
        {"region_code": code, "program_name": name, "target_count": target + n, "reached_count": reached + n}
        | {"funding_source": "APBN"}
        for n, code in enumerate(DISTRICTS.values())
        for name, target, reached in (("PKH", 660, 651), ("Sembako/BPNT", 1210, 1204))
    ]
    return _book("two_names_of_a_programme", lines, "program_reach", rows, merges=("A3:A4", "B3:C3", "D3:E3"))


def _quarters() -> Case:
    counts = [[1500, 1610, 1480], [1400, 1395, 1466]]
    lines: Lines = [
        ["Jumlah KPM PKH Menurut Kecamatan di Kota Tegal, 2023"],
        ["Number of PKH Beneficiary Families by District in Tegal Municipality, 2023"],
        ["Kecamatan/District", "Triwulan I/Quarter I", "Triwulan II/Quarter II"],
        *_by_district(*counts),
    ]
    rows: list[Row] = [
        {"region_code": code, "program_name": "PKH", "beneficiary_unit": "KPM", "reached_count": counts[at][n]}
        for n, code in enumerate(DISTRICTS.values())
        for at in range(2)
    ]
    return _book("quarters_in_two_languages", lines, "program_reach", rows)


def _course() -> Case:
    found = {"Las": (32, 30), "Menjahit": (48, 45), "Otomotif": (16, 14)}
    lines: Lines = [
        ["Jumlah Peserta Pelatihan Kerja Menurut Kejuruan di Kota Tegal, 2023"],
        ["Number of Training Participants by Vocation in Tegal Municipality, 2023"],
        ["Kejuruan/Vocation", "Peserta (orang)/Participants (persons)", "Lulus (orang)/Passed (persons)"],
        *([name, *line] for name, line in found.items()),
        ["Sumber/Source: Dinas Tenaga Kerja Kota Tegal/Manpower Office of Tegal Municipality"],
    ]
    rows: list[Row] = [
        {"activity_name": name, "measure": measure, "agency_name": "Dinas Tenaga Kerja", "reached_count": value}
        for name, line in found.items()
        for measure, value in zip(("participant", "graduate"), line, strict=True)
    ]
    return _book("course_in_two_languages", lines, "program_reach", rows)


# Budgets


def _offices() -> Case:
    found = {"Dinas Sosial": (12_000, 6_000), "Dinas Kesehatan": (80_000, 20_000)}
    lines: Lines = [
        ["Anggaran dan Realisasi Belanja Perangkat Daerah Kota Tegal sampai dengan Juni 2023 (juta rupiah)"],
        ["Budget and Actual Expenditure of Offices of Tegal Municipality until June 2023 (million rupiahs)"],
        ["Perangkat Daerah/Local Government Office", "Anggaran/Budget", "Realisasi/Actual"],
        *([name, *line] for name, line in found.items()),
        ["Jumlah/Total", 92_000, 26_000],
    ]
    rows: list[Row] = [
        {"agency_name": name, "budget_idr": budget * 10**6, "realised_idr": spent * 10**6, "period_month": 6}
        for name, (budget, spent) in found.items()
    ]
    return _book("offices_in_two_languages", lines, "budget_realisation", rows)


def _programmes_by_quarter() -> Case:
    found = {"Program Rehabilitasi Sosial": (1_200, 300, 600), "Program Pemberdayaan Sosial": (800, 100, 400)}
    lines: Lines = [
        ["Realisasi Belanja Program Dinas Sosial Kota Tegal Menurut Triwulan, 2023 (juta rupiah)"],
        ["Actual Expenditure by Program of the Social Service of Tegal Municipality by Quarter, 2023"],
        ["Program/Program", "Anggaran/Budget", "s.d. Triwulan I/until Quarter I", "s.d. Triwulan II/until Quarter II"],
        *([name, *line] for name, line in found.items()),
    ]
    rows: list[Row] = [
        {"program_name": name, "budget_idr": budget * 10**6, "realised_idr": spent * 10**6, "period_month": month}
        for name, (budget, *line) in found.items()
        for month, spent in zip((3, 6), line, strict=True)
    ]
    return _book("programmes_by_quarter", lines, "budget_realisation", rows)


ACCOUNTS = [
    ("Pendapatan Daerah", "Regional Revenues", 0, 1000, 900),
    ("Pendapatan Asli Daerah", "Own Source Revenue", 1, 400, 350),
    ("Pendapatan Transfer", "Transfers", 2, 600, 550),
    ("Belanja Daerah", "Regional Expenditure", 0, 980, 860),
    ("Belanja Operasi", "Operating Expenditure", 1, 700, 650),
    ("Belanja Modal", "Capital Expenditure", 2, 280, 210),
]


def _posture_rows(times: int, years: tuple[int, ...] = (2023,)) -> list[Row]:
    tops = iter(["Pendapatan Daerah", "Pendapatan Daerah", "Belanja Daerah", "Belanja Daerah"])
    lines = [(next(tops), name, budget, spent) for name, _, number, budget, spent in ACCOUNTS if number]
    return [
        {"region_code": "33.76", "fiscal_year": year, "account_name": name, "account_path": f"{top} > {name}"}
        | {"budget_idr": (budget + year - 2023) * times, "realised_to_date_idr": (spent + year - 2023) * times}
        for top, name, budget, spent in lines
        for year in years
    ]


def _posture(name: str, labels: list[str], *more: str) -> Case:
    lines: Lines = [
        ["Anggaran dan Realisasi APBD Kota Tegal, 2023"],
        ["Budget and Realization of APBD of Tegal Municipality (billion rupiahs), 2023"],
        ["Uraian/Description", "Anggaran/Budget", "Realisasi/Realization", *more],
        *(
            [label, *amounts, *([english] if more else [])]
            for label, (_, english, _, *amounts) in zip(labels, ACCOUNTS, strict=True)
        ),
        ["Sumber/Source: BPKAD Kota Tegal"],
    ]
    return _book(name, lines, "budget_posture", _posture_rows(10**9))


def _posture_of_years() -> Case:
    """Years side by side, each with a budget and what came of it; the numbers of lines begin again below each top."""
    amounts = [(name, number, budget, spent) for name, _, number, budget, spent in ACCOUNTS]
    parts = {"Pendapatan Daerah": 2, "Belanja Daerah": 2}
    lines: Lines = [
        ["Tabel 2.4 Anggaran dan Realisasi APBD Kota Tegal Menurut Jenis (juta rupiah), 2022 dan 2023"],
        ["Table 2.4 Budget and Actual APBD of Tegal Municipality by Kind (million rupiahs), 2022 and 2023"],
        ["Jenis/Kind", 2022, None, 2023, None],
        [None, "Anggaran/Budget", "Realisasi/Actual", "Anggaran/Budget", "Realisasi/Actual"],
        *(
            [
                f"{number}. {name}" if number else name,
                budget - parts.get(name, 1),
                spent - parts.get(name, 1),
                budget,
                spent,
            ]
            for name, number, budget, spent in amounts
        ),
    ]
    return _book(
        "posture_of_two_years", lines, "budget_posture", _posture_rows(10**6, (2022, 2023)), merges=("B3:C3", "D3:E3")
    )


def _posture_beside_codes() -> Case:
    """A code of the region beside those of accounts: still the region's own budget, and no agency's report."""
    codes = ["4", "4.1", "4.2", "5", "5.1", "5.2"]
    lines: Lines = [
        ["tahun_anggaran", "kode_wilayah", "nama_wilayah", "kode_akun", "nama_akun", "anggaran_rp", "realisasi_rp"],
        *(
            [2023, "33.76", "Kota Tegal", code, name, budget * 10**9, spent * 10**9]
            for code, (name, _, _, budget, spent) in zip(codes, ACCOUNTS, strict=True)
        ),
    ]
    content = csv_of(lines)
    return Case("accounts_beside_region_codes", "postur_2023.csv", content, "budget_posture", _posture_rows(10**9))


CASES = [
    _registered(),
    _series(),
    _scale_in_english("scale_in_the_english_half", "Jumlah Penduduk Miskin\nNumber of Poor People (thousand)"),
    _scale_in_english(
        "two_scales_in_two_languages",
        "Jumlah Penduduk Miskin (ribu jiwa)\nNumber of Poor People (million people)",
        "wide",
    ),
    _english_alone(),
    _components("classes_of_the_index", ("Tinggi", "Tinggi", "Tinggi")),
    _components("classes_that_divide", ("Tinggi", "Sedang", "Tinggi"), "unclear_columns", twice=True),
    _components("classes_of_another_kind", ("Pesisir", "Pantai", "-"), "unclear_columns"),
    _gender(),
    _second_names(),
    _unit_beside("unit_of_one_column", ("orang", "orang")),
    _unit_beside("units_of_one_column", ("orang", "ribu orang"), "wide"),
    _by_year("programmes_by_year", ("PKH/Family Hope Program", "Sembako/Staple Food Program"), ("PKH", "Sembako")),
    _by_year("sexes_by_year", ("Laki-laki/Male", "Perempuan/Female"), ("", ""), "reached_count"),
    _allotments(),
    _quarters(),
    _course(),
    _offices(),
    _programmes_by_quarter(),
    _posture("accounts_in_two_languages", [f"{name}/{english}" for name, english, *_ in ACCOUNTS]),
    _posture("accounts_in_a_second_column", [name for name, *_ in ACCOUNTS], "Description"),
    _posture(
        "accounts_with_numbers",
        [f"{number}. {name}" if number else f"{name[0]}. {name}" for name, _, number, *_ in ACCOUNTS],
    ),
    _posture_of_years(),
    _posture_beside_codes(),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_plain_table_is_read_or_asked(case: Case, tmp_path: Path) -> None:
    check(case, tmp_path)
