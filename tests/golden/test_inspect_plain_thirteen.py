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
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_plain_table_is_read_or_asked(case: Case, tmp_path: Path) -> None:
    check(case, tmp_path)
