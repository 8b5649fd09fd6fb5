"""Plain tables of what was planned and reached, in the words of offices; and of spending by mixed codes.

Each loads to its figures with all that describes them, or asks.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from lumbung.samples.xlsx import Sheet
from tests.golden.test_inspect_tables import Case, Row, check, xlsx_of

Lines = list[list[object]]
DISTRICTS = {"Magelang Utara": "33.71.02", "Magelang Tengah": "33.71.03", "Magelang Selatan": "33.71.01"}
AID = "PENYALURAN PKH KOTA MAGELANG TAHUN 2023"
COURSES = "PELATIHAN KERJA KOTA MAGELANG TAHUN 2023"


def _book(name: str, lines: Lines, dataset: str, rows: list[Row], *asks: str, merges: tuple[str, ...] = ()) -> Case:
    content = xlsx_of(Sheet("Sheet1", lines, list(merges)))  # type: ignore[arg-type]
    return Case(name, f"{name}.xlsx", content, dataset, rows, asks)


# What was planned and what was reached


def _counts(columns: int) -> list[list[int]]:
    """Figures of the districts: in each pair of columns the second is a little less."""
    return [[90 + 10 * n + 40 * (m // 2) - 3 * (m % 2) for m in range(columns)] for n in range(len(DISTRICTS))]


def _planned(name: str, planned: str, reached: str, unit: str, *asks: str, title: str = AID, **more: object) -> Case:
    """A planned count and what was reached; `+` in a title: what follows stands in a line of its own."""
    heads = [["Kecamatan", *parts] for parts in zip(planned.split("+"), reached.split("+"), strict=True)]
    heads[1:] = [[None, *head[1:]] for head in heads[1:]]
    figures = _counts(2)
    lines: Lines = [
        ["DINAS SOSIAL KOTA MAGELANG"],
        [title],
        [],
        *heads,
        *([place, *line] for place, line in zip(DISTRICTS, figures, strict=True)),
        ["Jumlah", *map(sum, zip(*figures, strict=True))],
    ]
    rows: list[Row] = [
        {"region_code": region, "beneficiary_unit": unit, "target_count": line[0], "reached_count": line[1], **more}
        for region, line in zip(DISTRICTS.values(), figures, strict=True)
    ]
    return _book(name, lines, "program_reach", rows, *asks, merges=(f"A4:A{3 + len(heads)}",))


def _programmes(name: str, heads: Lines, order: str, *merges: str, names: tuple[str, str] = ("PKH", "BPNT")) -> Case:
    """Two programmes side by side; `order`: the columns of target and reached, programme by programme."""
    figures = _counts(4)
    lines: Lines = [
        ["DINAS SOSIAL KOTA MAGELANG"],
        ["PENYALURAN BANTUAN SOSIAL PER KECAMATAN KOTA MAGELANG TAHUN 2023"],
        *heads,
        *([place, *line] for place, line in zip(DISTRICTS, figures, strict=True)),
        ["Jumlah", *map(sum, zip(*figures, strict=True))],
        ["Keterangan: penerima menurut DTKS. Sumber dana: APBN."],
    ]
    rows: list[Row] = [
        {"region_code": region, "program_name": program, "beneficiary_unit": "KPM", "measure": "recipient"}
        | {"target_count": line[int(order[n * 2])], "reached_count": line[int(order[n * 2 + 1])]}
        | {"registry": "DTKS", "funding_source": "APBN"}
        for region, line in zip(DISTRICTS.values(), figures, strict=True)
        for n, program in enumerate(names)
    ]
    return _book(name, lines, "program_reach", rows, merges=merges)


def _failed(name: str, title: str, more: int, *asks: str) -> Case:
    """What could not be paid beside target and payment. `more`: by how much it is not their difference."""
    lines: Lines = [["DINAS SOSIAL KOTA MAGELANG"], [AID], ["Kecamatan", "Target (KPM)", "Tersalur (KPM)", title]]
    rows: list[Row] = []
    for place, (target, reached) in zip(DISTRICTS, _counts(2), strict=True):
        lines.append([place, target, reached, target - reached + more])
        rows.append({"region_code": DISTRICTS[place], "target_count": target, "reached_count": reached})
    return _book(name, lines, "program_reach", rows, *asks)


def _trained(name: str, heads: Lines, measures: str, *merges: str) -> Case:
    """A course: target, and what became of those who came, each with its measure."""
    told = measures.split()
    figures = _counts(len(told) + 1)
    lines: Lines = [["DINAS TENAGA KERJA KOTA MAGELANG"], [COURSES], *heads]
    lines += [[place, *line] for place, line in zip(DISTRICTS, figures, strict=True)]
    rows: list[Row] = [
        {"region_code": region, "measure": measure, "beneficiary_unit": "orang"}
        | {"target_count": None if n else line[0], "reached_count": line[n + 1]}
        for region, line in zip(DISTRICTS.values(), figures, strict=True)
        for n, measure in enumerate(told)
    ]
    return _book(name, lines, "program_reach", rows, merges=merges)


# Spending in the codes of one column

# Codes and names of programmes, of what is below them, and of accounts with budget and spending.
TREE: Lines = [
    ["2.17.04", "PROGRAM PEMBERDAYAAN USAHA MIKRO"],
    ["2.17.04.2.01", "Pemberdayaan Usaha Mikro"],
    ["2.17.04.2.01.0003", "Fasilitasi Kemudahan Perizinan"],
    ["5.1.02.01.01.0024", "Belanja Alat Tulis Kantor", 14_250_000, 6_125_000],
    ["5.1.02.02.01.0003", "Honorarium Narasumber", 52_800_000, 26_400_000],
    ["2.17.05", "PROGRAM PENGEMBANGAN USAHA MIKRO"],
    ["2.17.05.2.01", "Pengembangan Usaha Mikro"],
    ["2.17.05.2.01.0001", "Fasilitasi Pemasaran"],
    ["5.1.02.01.01.0024", "Belanja Alat Tulis Kantor", 9_500_000, 0],
    ["2.17.05.2.01.0002", "Pendampingan Produksi"],
    ["5.1.05.05.01.0001", "Belanja Hibah Barang", 640_000_000, 318_750_000],
    ["5.2.02.05.01.0005", "Belanja Modal Mebel", 71_000_000, 35_500_000],
]
AGENCY_CODE = "2.17.0.00.0.00.01.0000"
AT_JUNE = "TAHUN ANGGARAN 2023 s.d. 30 Juni 2023"


def _is_account(line: list[object]) -> bool:
    return str(line[0]).startswith("5.")


def _summed(below: Lines) -> list[object]:
    """The columns of lines added up."""
    return [sum(int(str(line[n])) for line in below if _is_account(line)) for n in (2, 3)]


def _below(code: str) -> Lines:
    """The lines below a code, in their order."""
    place = [line[0] for line in TREE].index(code)
    others = (n for n, line in enumerate(TREE[place + 1 :], place + 1) if not _is_account(line))
    end = next((n for n in others if not str(TREE[n][0]).startswith(f"{code}.")), len(TREE))
    return TREE[place + 1 : end]


def _with_sums(headings: bool = False) -> Lines:
    """The lines with the sums of those below them, or as headings without figures."""
    return [
        line if _is_account(line) else [*line, *([] if headings else _summed(_below(str(line[0]))))] for line in TREE
    ]


def _leaves(agency: str | None = None) -> list[Row]:
    rows: list[Row] = []
    above: Row = {}
    names = {7: "program", 12: "activity", 17: "sub_activity"}
    for code, label, *figures in TREE:
        if figures:
            rows.append(
                {**above, "agency_code": agency, "account_code": code, "account_name": label}
                | {"budget_idr": figures[0], "realised_idr": figures[1]}
                | {"period_month": 6, "realisation_basis": "to_date", "fiscal_year": 2023}
            )
        else:
            name = names[len(str(code))]
            above = {**above, f"{name}_code": code, f"{name}_name": label}
    return rows


def _mixed(name: str, lines: Lines, *asks: str, agency: str | None = None, title: str = "") -> Case:
    every: Lines = [
        ["PEMERINTAH KABUPATEN KUDUS"],
        [f"LAPORAN REALISASI ANGGARAN BELANJA {title or 'DINAS KOPERASI DAN USAHA MIKRO'}"],
        [AT_JUNE],
        [],
        ["Kode Rekening", "Uraian", "Anggaran (Rp)", "Realisasi (Rp)"],
        *lines,
    ]
    return _book(name, every, "budget_realisation", _leaves(agency), *asks)


def _by_programme() -> Lines:
    """Headings without figures, and a total behind each programme."""
    lines: Lines = []
    for line in _with_sums():
        if len(str(line[0])) == 7 and lines:
            lines.append([None, "JUMLAH PROGRAM PERTAMA", *_summed(_below("2.17.04"))])
        lines.append(line[:2] if len(str(line[0])) == 7 else line)
    return [*lines, [None, "JUMLAH PROGRAM KEDUA", *_summed(_below("2.17.05"))]]


def _with_accounts_above() -> Lines:
    """The classes of accounts above the accounts of each sub-activity."""
    lines: Lines = []
    for line in _with_sums():
        lines.append(line)
        if len(str(line[0])) != 17 or _is_account(line):
            continue
        below = _below(str(line[0]))
        starts = sorted({str(one[0])[:3] for one in below})
        lines.append(["5", "BELANJA DAERAH", *_summed(below)])
        for start in starts:
            part = [one for one in below if str(one[0]).startswith(start)]
            lines.append([start, "BELANJA OPERASI" if start == "5.1" else "BELANJA MODAL", *_summed(part)])
    return _in_order(lines)


def _in_order(lines: Lines) -> Lines:
    """Each class of accounts right above its own accounts."""
    found: Lines = []
    held: Lines = []
    for line in lines:
        code = str(line[0])
        if code in ("5.1", "5.2"):
            held.append(line)
            continue
        if _is_account(line) and (own := next((one for one in held if code.startswith(f"{one[0]}.")), None)):
            found.append(own)
            held.remove(own)
        found.append(line)
    return found


def _without_accounts() -> Lines:
    return [line for line in _with_sums() if line[2:] != [9_500_000, 0] or not _is_account(line)]


def _one_more(code: str) -> Lines:
    return [[*line[:3], int(str(line[3])) + 5] if line[0] == code else line for line in _with_sums()]


def _in_parts(name: str, titles: str, parts: str, months: tuple[int, ...], basis: str, *asks: str) -> Case:
    """Spending in columns of months or half years. `parts`: how many quarters of the year's spending each holds."""
    shares = [int(part) for part in parts]
    lines: Lines = [
        ["LAPORAN REALISASI ANGGARAN DINAS KOPERASI DAN USAHA MIKRO KABUPATEN KUDUS"],
        ["TAHUN ANGGARAN 2023"],
        ["Kode Rekening", "Uraian", "Anggaran (Rp)", *(title.strip() for title in titles.split("|"))],
    ]
    for code, label, budget, spent in [*_with_sums(), [None, "JUMLAH BELANJA", *WHOLE]]:
        lines.append([code, label, budget, *(int(str(spent)) // 4 * share for share in shares)])
    rows: list[Row] = [
        {"sub_activity_code": row["sub_activity_code"], "account_code": row["account_code"]}
        | {"budget_idr": row["budget_idr"], "realised_idr": int(str(row["realised_idr"])) // 4 * share}
        | {"period_month": month, "realisation_basis": basis}
        for row in _leaves()
        for month, share in zip(months, shares, strict=False)
    ]
    return _book(name, lines, "budget_realisation", rows, *asks)


WHOLE = _summed(TREE)
BY_MONTH = "Realisasi Januari | Realisasi Februari | Realisasi Maret"
LONG_NAMES = ("Program Keluarga Harapan (PKH)", "Program Sembako (BPNT)")
TWO_AND_TWO = ("A3:A4", "B3:C3", "D3:E3")
CASES = [
    _planned("planned_and_realised_recipients", "Rencana Penerima (KK)", "Penerima Terealisasi (KK)", "KK"),
    _planned("allotted_and_paid", "Alokasi KPM", "Realisasi Penyaluran KPM", "KPM"),
    _planned("a_budget_of_families", "Pagu KPM", "KPM Tersalur", "KPM"),
    _planned("in_brackets_of_their_year", "Target KPM 2023", "Realisasi KPM 2023", "KPM"),
    _planned("served_of_the_aimed_at", "Jumlah Sasaran (orang)", "Sasaran Terlayani (orang)", "orang"),
    _planned("to_be_paid_and_paid", "Rencana Salur+(KPM)", "Realisasi Salur+(KPM)", "KPM"),
    _planned("passives", "Penerima Direncanakan (KPM)", "Penerima Disalurkan (KPM)", "KPM"),
    _planned("recipients_of_aid", "Target Penerima Bantuan (KPM)", "Penerima Bantuan (KPM)", "KPM"),
    _planned("achieved_in_families", "Target Sasaran (KPM)", "Capaian Sasaran (KPM)", "KPM"),
    _planned("trained", "Target Peserta (orang)", "Peserta Dilatih (orang)", "orang", title=COURSES, measure="trained"),
    _planned("to_be_trained", "Target Dilatih (orang)", "Realisasi Dilatih (orang)", "orang", title=COURSES),
    _planned("supported", "Target UMKM", "UMKM Dibina", "pelaku_usaha", title="PEMBINAAN UMKM KOTA MAGELANG 2023"),
    _failed("not_paid", "Gagal Salur (KPM)", 0),
    _failed("not_paid_by_other_counts", "Gagal Salur (KPM)", 1, "unclear_columns"),
    _planned("proposed", "Usulan (KPM)", "Realisasi (KPM)", "KPM", "unclear_columns"),
    _planned("candidates", "Calon KPM", "KPM Tersalur", "KPM", "unclear_columns"),
    _planned("target_that_is_served", "Target (KPM)", "Target Terlayani (KPM)", "KPM"),
    _planned("target_served_or_to_serve", "Target Terlayani (KPM)", "Realisasi (KPM)", "KPM", "unclear_columns"),
    _planned("quota_to_be_paid", "Kuota (KPM)", "Alokasi Disalurkan (KPM)", "KPM", "unclear_columns"),
    _planned("achieved_in_what", "Target Penerima (KPM)", "Capaian Sasaran", "KPM", "unclear_columns"),
    _planned("no_unit", "Kuota Penerima", "Penerima Tersalur", "", "beneficiary_unit"),
    _planned("another_year", "Target KPM 2022", "Realisasi KPM 2022", "KPM", "period"),
    _planned("no_year", "Rencana (KPM)", "Tersalurkan (KPM)", "KPM", "period", title="PENYALURAN PKH KOTA MAGELANG"),
    _programmes(
        "programmes_above",
        [
            ["Kecamatan", LONG_NAMES[0], None, LONG_NAMES[1], None],
            [None, *["Kuota (KPM)", "Realisasi Salur (KPM)"] * 2],
        ],
        "0123",
        *TWO_AND_TWO,
        names=LONG_NAMES,
    ),
    _programmes(
        "programmes_above_units",
        [
            ["Kecamatan", "PKH", None, "BPNT", None],
            [None, *["Rencana Salur", "Realisasi Salur"] * 2],
            [None, *["(KPM)"] * 4],
        ],
        "0123",
        "A3:A5",
        *TWO_AND_TWO[1:],
    ),
    _programmes(
        "programmes_below",
        [["Kecamatan", "Target (KPM)", None, "Realisasi (KPM)", None], [None, *["PKH", "BPNT"] * 2]],
        "0213",
        *TWO_AND_TWO,
    ),
    _programmes(
        "programmes_in_titles",
        [["Kecamatan", "Kuota KPM PKH", "KPM PKH Tersalur", "Kuota KPM BPNT", "KPM BPNT Tersalur"]],
        "0123",
    ),
    _trained(
        "trained_and_placed",
        [["Kecamatan", "Target Peserta (orang)", "Peserta Dilatih (orang)", "Lulus (orang)", "Ditempatkan (orang)"]],
        "trained graduate placed",
    ),
    _trained(
        "came_and_passed",
        [["Kecamatan", "Target", "Hadir", "Lulus"], [None, *["(orang)"] * 3]],
        "participant graduate",
        "A3:A4",
    ),
    _mixed("codes_of_all_levels", [*_with_sums(), [None, "JUMLAH BELANJA", *WHOLE]]),
    _mixed("total_among_the_codes", [*_with_sums(), ["JUMLAH", None, *WHOLE]]),
    _mixed("headings_with_codes", [*_with_sums(headings=True), [None, "JUMLAH BELANJA", *WHOLE]]),
    _mixed("total_of_each_programme", [*_by_programme(), [None, "JUMLAH BELANJA", *WHOLE]]),
    _mixed("spending_on_top", [["5", "BELANJA DAERAH", *WHOLE], *_with_sums()]),
    _mixed("classes_of_accounts", [*_with_accounts_above(), [None, "JUMLAH", *WHOLE]]),
    _mixed(
        "agency_among_the_codes",
        [
            ["2", "URUSAN PEMERINTAHAN WAJIB", *WHOLE],
            ["2.17", "BIDANG KOPERASI DAN UKM", *WHOLE],
            [AGENCY_CODE, "DINAS KOPERASI DAN USAHA MIKRO", *WHOLE],
            *_with_sums(),
        ],
        agency=AGENCY_CODE,
        title="SKPD",
    ),
    _mixed("a_sum_is_wrong", [*_one_more("2.17.05.2.01"), [None, "JUMLAH BELANJA", *WHOLE]], "outline"),
    _mixed("the_total_is_wrong", [*_with_sums(), [None, "JUMLAH BELANJA", 1, 1]], "unclear_totals"),
    _mixed("spending_on_top_is_wrong", [["5", "BELANJA DAERAH", 1, 1], *_with_sums()], "outline"),
    _mixed("work_without_accounts", _without_accounts(), "outline"),
    _mixed("a_code_of_nothing", [*_with_sums(), ["A-1", "Lain-lain", 5_000_000, 0]], "code"),
    _in_parts("months_and_their_total", f"{BY_MONTH} | Jumlah Realisasi", "1214", (1, 2, 3), "month"),
    _in_parts("months_that_fall", BY_MONTH, "121", (1, 2, 3), "month"),
    _in_parts("half_years", "Realisasi Semester I | Realisasi s.d. Semester II", "24", (6, 12), "to_date"),
    _in_parts("months_that_rise", BY_MONTH, "124", (), "", "realisation_basis"),
    _in_parts("total_of_other_months", f"{BY_MONTH} | Jumlah Realisasi", "1213", (), "", "unclear_columns"),
    _in_parts("half_years_alone", "Realisasi Semester I | Realisasi Semester II", "22", (), "", "realisation_basis"),
    _mixed("a_row_without_code", [*_with_sums(), [None, "Belanja Lain", 5_000_000, 0]], "outline"),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_plain_table_is_read_or_asked(case: Case, tmp_path: Path) -> None:
    check(case, tmp_path)
