"""Plain tables of governments and of their offices, and figures whose marks say more than they seem to.

A government is no agency: its accounts are the region's own budget. Each table loads to its figures, or asks.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from lumbung.samples.xlsx import Sheet
from lumbung.workbooks.inspection.agencies import is_government
from tests.golden.test_inspect_tables import Case, Row, check, csv_of, xlsx_of

Lines = list[list[object]]
MILIAR = 10**9
PEMKOT: list[object] = ["PEMERINTAH KOTA SALATIGA"]
YEAR: list[object] = ["TAHUN ANGGARAN 2022"]
BY_CODE: list[object] = ["Kode", "Uraian", "Anggaran (Rp)", "Realisasi (Rp)"]
AGENCIES = ("Dinas Sosial", "Dinas Kesehatan", "Dinas Pendidikan")


def _book(name: str, lines: Lines, dataset: str, rows: list[Row], *asks: str, merges: tuple[str, ...] = ()) -> Case:
    content = xlsx_of(Sheet("Sheet1", lines, list(merges)))  # type: ignore[arg-type]
    return Case(name, f"{name}.xlsx", content, dataset, rows, asks)


# Governments

ACCOUNTS = [
    ("4", "PENDAPATAN DAERAH", 960),
    ("4.1", "Pendapatan Asli Daerah", 260),
    ("4.1.01", "Hasil Pajak", 150),
    ("4.1.02", "Hasil Retribusi", 110),
    ("4.2", "Pendapatan Transfer", 700),
    ("4.2.01", "Transfer Pusat", 700),
    ("5", "BELANJA DAERAH", 940),
    ("5.1", "Belanja Operasi", 640),
    ("5.1.01", "Belanja Pegawai", 640),
    ("5.2", "Belanja Modal", 300),
    ("5.2.03", "Belanja Modal Gedung", 300),
]
LEAVES = [line for line in ACCOUNTS if line[0].count(".") > 1]


def _body(accounts: list[tuple[str, str, int]], *, codes: bool = True) -> Lines:
    """An account a line; 3 miliar of each leaf are not realised."""
    return [
        [*([code] if codes else []), name, budget * MILIAR, (budget - 3 * _leaves_below(code)) * MILIAR]
        for code, name, budget in accounts
    ]


def _leaves_below(code: str) -> int:
    return sum(leaf.startswith(code) for leaf, _, _ in LEAVES)


def _posture_rows(**more: object) -> list[Row]:
    name_of = {code: name for code, name, _ in ACCOUNTS}
    return [
        {
            "region_code": "33.73",
            "fiscal_year": 2022,
            "account_path": f"{name_of[code[0]]} > {name_of[code[:3]]} > {name}",
            "budget_idr": budget * MILIAR,
            "realised_to_date_idr": (budget - 3) * MILIAR,
            **more,
        }
        for code, name, budget in LEAVES
    ]


def _region(name: str, titles: Lines, *asks: str, accounts: list[tuple[str, str, int]] | None = None) -> Case:
    """Accounts of a region in the name of its government."""
    lines: Lines = [PEMKOT, ["LAPORAN REALISASI APBD"], *titles, BY_CODE, *_body(accounts or ACCOUNTS)]
    return _book(name, lines, "budget_posture", _posture_rows(), *asks)


def _of_an_agency(name: str, titles: Lines, rows: list[Row], *asks: str, more: Lines | None = None) -> Case:
    lines: Lines = [PEMKOT, *titles, YEAR, BY_CODE, *_body(ACCOUNTS), *(more or [])]
    return _book(name, lines, "budget_realisation", rows, *asks)


def _agency_rows(agency: str) -> list[Row]:
    return [
        {"region_code": "33.73", "agency_name": agency, "account_code": code, "budget_idr": budget * MILIAR}
        for code, _, budget in LEAVES
    ]


def _split_codes() -> Case:
    """The parts of a code stand in columns of one title."""
    lines: Lines = [PEMKOT, YEAR, ["Kode", None, None, *BY_CODE[1:]]]
    lines += [[*[*code.split("."), None, None][:3], *line] for (code, *_), line in zip(ACCOUNTS, _plain(), strict=True)]
    return _book("codes_in_parts", lines, "budget_posture", _posture_rows(), merges=("A3:C3",))


def _plain() -> Lines:
    return _body(ACCOUNTS, codes=False)


def _portal(name: str, government: str, *asks: str) -> Case:
    """A column of agencies that says the government on every line."""
    head: list[object] = ["tahun", "kode_wilayah", "nama_wilayah", "instansi", "kode_akun", "uraian"]
    lines: Lines = [[*head, "anggaran_rp", "realisasi_rp"]]
    lines += [[2022, "33.73", "Kota Salatiga", government, *line] for line in _body(ACCOUNTS)]
    dataset = "budget_realisation" if asks else "budget_posture"
    return Case(name, f"apbd_{name}.csv", csv_of(lines), dataset, _posture_rows(), asks)


def _programmes() -> Case:
    found = {"Program Rehabilitasi Sosial": (12, 11), "Program Pemberdayaan Sosial": (9, 8)}
    lines: Lines = [
        PEMKOT,
        ["REALISASI ANGGARAN PROGRAM PENANGGULANGAN KEMISKINAN S.D. DESEMBER 2022"],
        ["Program", "Anggaran (Rp)", "Realisasi (Rp)"],
        *([name, budget * MILIAR, spent * MILIAR] for name, (budget, spent) in found.items()),
    ]
    rows: list[Row] = [
        {"agency_name": "unspecified", "program_name": name, "realised_idr": spent * MILIAR}
        for name, (_, spent) in found.items()
    ]
    return _book("programmes_of_a_government", lines, "budget_realisation", rows)


def _courses() -> Case:
    found = {"Barista": (30, 28), "Tata Boga": (40, 39)}
    lines: Lines = [
        ["PEMKOT SALATIGA"],
        ["CAPAIAN PELATIHAN KERJA TAHUN 2022"],
        ["Pelatihan", "Target (orang)", "Realisasi (orang)"],
        *([name, *line] for name, line in found.items()),
    ]
    rows: list[Row] = [
        {"agency_name": "unspecified", "activity_name": name, "target_count": line[0], "reached_count": line[1]}
        for name, line in found.items()
    ]
    return _book("courses_of_a_government", lines, "program_reach", rows)


def _among_agencies() -> Case:
    lines: Lines = [
        PEMKOT,
        ["REALISASI BELANJA PER PERANGKAT DAERAH S.D. DESEMBER 2022"],
        ["Perangkat Daerah", "Anggaran (Rp)", "Realisasi (Rp)"],
        ["Pemerintah Kota Salatiga", 60 * MILIAR, 54 * MILIAR],
        *([name, (10 + 10 * n) * MILIAR, (9 + 9 * n) * MILIAR] for n, name in enumerate(AGENCIES)),
    ]
    return _book("a_government_among_agencies", lines, "budget_realisation", [], "agency_name")


GOVERNMENTS = [
    _region("accounts_of_a_government", [YEAR]),
    _region("accounts_up_to_a_day", [["S.D. 31 DESEMBER 2022"]]),
    _region("accounts_of_a_quarter", [["TRIWULAN II TAHUN 2022"]], "as_of_date"),
    _split_codes(),
    _portal("the_government_on_each_line", "Pemerintah Kota Salatiga"),
    _portal("another_government_on_each_line", "Pemerintah Kabupaten Semarang", "agency_name"),
    _of_an_agency("accounts_of_an_agency", [["DINAS PERHUBUNGAN"]], _agency_rows("DINAS PERHUBUNGAN")),
    _of_an_agency("accounts_of_a_treasury", [["BADAN KEUANGAN DAERAH"]], [], "agency_name"),
    _of_an_agency(
        "accounts_too_deep", [], [], "agency_name", more=[["5.2.03.01", "Gedung", 300 * MILIAR, 297 * MILIAR]]
    ),
    _book(
        "accounts_of_an_agency_without_codes",
        [["DINAS PERHUBUNGAN KOTA SALATIGA"], YEAR, BY_CODE[1:], *_plain()],
        "budget_posture",
        [],
        "unclear_agency",
    ),
    _book(
        "accounts_of_a_month",
        [PEMKOT, ["S.D. JUNI 2022"], [*BY_CODE[:3], "Realisasi Bulan Ini (Rp)"], *_body(ACCOUNTS)],
        "budget_posture",
        [],
        "unclear_month",
    ),
    _programmes(),
    _courses(),
    _among_agencies(),
]


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("PEMERINTAH KABUPATEN BREBES", True),
        ("Pemerintah Daerah Provinsi Bali", True),
        ("Pemkab Brebes", True),
        ("Kota Salatiga", True),
        ("Bagian Pemerintahan", False),
        ("Dinas Tata Kota", False),
        ("Kecamatan Kota", False),
    ],
)
def test_a_government_is_told_from_an_agency(text: str, answer: bool) -> None:
    assert is_government(text) is answer


# Revenue alone

REVENUE = [
    ("1", "Pendapatan Asli Daerah (PAD)", (330, 360)),
    ("1.1", "Pajak Daerah", (200, 220)),
    ("1.2", "Retribusi Daerah", (130, 140)),
    ("2", "Dana Perimbangan", (810, 850)),
    ("2.1", "Bagi Hasil", (210, 230)),
    ("2.2", "Dana Alokasi", (600, 620)),
    ("2.2.1", "Umum", (450, 460)),
    ("2.2.2", "Khusus", (150, 160)),
]


def _revenue(name: str, title: str, *asks: str, more: int = 0, dataset: str = "budget_posture") -> Case:
    """Kinds of revenue by year, without a line above all. `more`: what the total has too much."""
    lines: Lines = [
        [title],
        ["Actual Revenues by Kind (million rupiahs), 2021–2022"],
        ["Jenis/Kind", None, 2021, 2022],
        *([number, label, *(figure * 1000 + 1 for figure in figures)] for number, label, figures in REVENUE),
    ]
    leaves = {"1.1", "1.2", "2.1", "2.2.1", "2.2.2"}
    for line in lines[3:]:
        parts = sum(leaf.startswith(str(line[0])) for leaf in leaves)
        line[2:] = [int(str(figure)) - 1 + parts for figure in line[2:]]
    lines.append(["Jumlah/Total", None, 1_140_005 + more, 1_210_005 + more])
    name_of = {number: label for number, label, _ in REVENUE}
    rows: list[Row] = [
        {
            "region_code": "33.73",
            "fiscal_year": year,
            "account_path": " > ".join(
                ["Pendapatan Daerah", *(name_of[number[:length]] for length in range(1, len(number) + 1, 2))]
            ),
            "budget_idr": None,
            "realised_to_date_idr": (figures[n] * 1000 + 1) * 10**6,
        }
        for number, _, figures in REVENUE
        if number in leaves
        for n, year in enumerate((2021, 2022))
    ]
    return _book(name, lines, dataset, rows, *asks, merges=("A3:B3", "A12:B12"))


OF_THE_CITY = "Realisasi Pendapatan Pemerintah Kota Salatiga Menurut Jenis (juta rupiah), 2021–2022"
REVENUES = [
    _revenue("kinds_of_revenue", OF_THE_CITY),
    _revenue("revenue_with_another_total", OF_THE_CITY, "unclear_totals", more=7),
    _revenue(
        "revenue_of_an_agency",
        "Realisasi Pendapatan Dinas Pasar Kota Salatiga Menurut Jenis (juta rupiah), 2021–2022",
        "unclear_revenue",
        dataset="budget_realisation",
    ),
]


# How figures are written


def _poverty_lines(name: str, figures: dict[int, str], *asks: str) -> Case:
    lines: Lines = [
        ["Garis Kemiskinan Kota Salatiga, 2020–2022"],
        ["Tahun", "Garis Kemiskinan (rupiah/kapita/bulan)", "Persentase Penduduk Miskin"],
        *([year, text, f"{4 + n},{50 + n}"] for n, (year, text) in enumerate(figures.items())),
    ]
    rows: list[Row] = []
    for n, (year, text) in enumerate(figures.items()):
        known: Row = {"region_code": "33.73", "period_year": year}
        rows.append({**known, "indicator_code": "poverty_line_idr", "value": int("".join(text.split()))})
        rows.append({**known, "indicator_code": "P0", "value": 4 + n + (50 + n) / 100})
    return _book(name, lines, "poverty_indicator", rows, *asks)


def _counted(name: str, counts: tuple[str, str, str], total: str | None, *asks: str) -> Case:
    """Recipients by district, with a space between thousands."""
    districts = {"Sidorejo": "33.73.01", "Tingkir": "33.73.02", "Argomulyo": "33.73.03"}
    lines: Lines = [
        ["Jumlah KPM Penerima PKH per Kecamatan Kota Salatiga Tahun 2022"],
        ["Kecamatan", "Jumlah KPM"],
        *([district, count] for district, count in zip(districts, counts, strict=True)),
        *([["Jumlah", total]] if total else []),
    ]
    rows: list[Row] = [
        {"program_name": "PKH", "beneficiary_unit": "KPM", "reached_count": int(count.replace(" ", ""))}
        for count in counts
    ]
    return _book(name, lines, "program_reach", rows, *asks)


def _dashes(name: str, note: str | None, dash: int | None, *asks: str) -> Case:
    """Participants of courses; a dash in the place of those who found work. `dash`: what it stands for."""
    found = {"Las Listrik": (20, 18, 11), "Menjahit": (16, 16, 7), "Hidroponik": (16, 15, None)}
    lines: Lines = [
        ["Hasil Pelatihan Kerja"],
        ["Dinas Tenaga Kerja Kota Salatiga"],
        ["Tahun 2022"],
        ["Jenis Pelatihan", "Peserta (orang)", "Lulus (orang)", "Ditempatkan (orang)"],
        *([name, *("-" if count is None else count for count in counts)] for name, counts in found.items()),
        ["Jumlah", 52, 49, 18],
        *([[note]] if note else []),
    ]
    rows: list[Row] = [
        {"activity_name": name, "measure": measure, "reached_count": dash if count is None else count}
        for name, counts in found.items()
        for measure, count in zip(("participant", "graduate", "placed"), counts, strict=True)
        if count is not None or dash is not None
    ]
    return _book(name, lines, "program_reach", rows, *asks)


WRITTEN = [
    _poverty_lines("lines_with_spaces", {2020: "418 351", 2021: "433 219", 2022: "459 907"}),
    _poverty_lines("lines_with_hard_spaces", {2020: "418\u00a0351", 2021: "433\u00a0219", 2022: "459\u00a0907"}),
    _poverty_lines("lines_with_two_numbers", {2020: "418 351", 2021: "433 219", 2022: "45 907"}, "wide"),
    _counted("counts_with_a_zero", ("1 204", "1 032", "987"), None),
    _counted("counts_that_add_up", ("1 604", "1 732", "987"), "4 323"),
    _counted("counts_without_proof", ("1 204", "1 332", "987"), None, "reached_count"),
    _dashes("a_dash_that_is_nothing", "Keterangan: - = nihil", 0),
    _dashes("a_dash_in_brackets", "Keterangan: tanda (-) berarti nol", 0),
    _dashes("a_dash_without_a_note", None, None),
    _dashes("a_dash_for_no_figure", "Keterangan: - = data tidak tersedia", None),
    _dashes("a_dash_for_either", "Keterangan: - = tidak ada", None, "unclear_marks"),
]


# Months and sums


def _up_to_months(name: str, title: str, months: tuple[str, str] | None, *asks: str) -> Case:
    head: list[object] = ["kode_wilayah", "nama_wilayah", "nama_opd", "anggaran_rp", title, "tahun"]
    lines: Lines = [[*head, *(["bulan"] if months else [])]]
    rows: list[Row] = []
    for n, agency in enumerate(AGENCIES[:2]):
        for at, month in enumerate(months or ("",)):
            budget, spent = (20 + n) * MILIAR, (8 + n + 2 * at) * MILIAR
            lines.append(["33.73", "Kota Salatiga", agency, budget, spent, 2022, *([month] if months else [])])
            known: Row = {"agency_name": agency, "period_month": 8 + at, "realisation_basis": "to_date"}
            rows.append({**known, "budget_idr": budget, "realised_idr": spent})
    return Case(name, f"belanja_{name}.csv", csv_of(lines), "budget_realisation", rows, asks)


def _quarter_in_the_title() -> Case:
    lines: Lines = [["kode_wilayah", "nama_wilayah", "nama_opd", "anggaran_rp", "realisasi_sd_triwulan_ii", "tahun"]]
    lines += [
        ["33.73", "Kota Salatiga", agency, (20 + n) * MILIAR, (8 + n) * MILIAR, 2022]
        for n, agency in enumerate(AGENCIES)
    ]
    rows: list[Row] = [
        {"agency_name": agency, "period_month": 6, "realisation_basis": "to_date", "realised_idr": (8 + n) * MILIAR}
        for n, agency in enumerate(AGENCIES)
    ]
    return Case("quarter_with_underscores", "belanja.csv", csv_of(lines), "budget_realisation", rows)


def _by_month(name: str, activities: tuple[str, ...], counts: tuple[tuple[int, ...], ...], *asks: str) -> Case:
    months = ("Januari", "Februari", "Maret", "April", "Mei", "Juni")
    head: list[object] = ["nama_wilayah", "nama_opd", "nama_program", "nama_kegiatan", "tahun", "bulan"]
    lines: Lines = [[*head, "target_peserta", "realisasi_peserta", "satuan"]]
    rows: list[Row] = []
    for at, month in enumerate(months):
        for activity, reached in zip(activities, counts, strict=True):
            program = "Pengembangan Koperasi"
            line: list[object] = ["Kota Salatiga", "Dinas Koperasi dan UKM", program, activity, 2022, month]
            lines.append([*line, reached[at], reached[at], "Orang"])
            known: Row = {"activity_name": activity, "period_start": f"2022-{at + 1:02}-01"}
            rows.append({**known, "reached_count": reached[at]})
    if len(activities) == 2:
        lines[1:] = sorted(lines[1:], key=lambda line: str(line[3]))
    return Case(name, f"peserta_{name}.csv", csv_of(lines), "program_reach", rows, asks)


# In April as many as in May and June together.
FIRST, SECOND = (20, 35, 50, 55, 30, 25), (12, 17, 14, 19, 21, 18)
WHOLE = tuple(map(sum, zip(FIRST, SECOND, strict=True)))
# In two months of six only.
AT_TIMES = tuple(count + (0 if n in (1, 4) else 3) for n, count in enumerate(WHOLE))
MONTHS = [
    _up_to_months("up_to_the_month", "realisasi_sampai_dengan_bulan", ("Agustus", "September")),
    _up_to_months("up_to_no_month", "realisasi_sampai_dengan_bulan", None, "period_month"),
    _quarter_in_the_title(),
    _by_month("a_sum_by_chance", ("Pelatihan Pemasaran", "Pelatihan Perizinan"), (FIRST, SECOND)),
    _by_month("one_above_others_at_times", ("Semua", "Pemasaran", "Perizinan"), (AT_TIMES, FIRST, SECOND), "outline"),
    _by_month("lines_above_others", ("Semua", "Pemasaran", "Perizinan"), (WHOLE, FIRST, SECOND), "outline"),
]


@pytest.mark.parametrize("case", [*GOVERNMENTS, *REVENUES, *WRITTEN, *MONTHS], ids=lambda case: case.name)
def test_a_plain_table_is_read_or_asked(case: Case, tmp_path: Path) -> None:
    check(case, tmp_path)
