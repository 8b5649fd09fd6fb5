"""An export of the quarantine, without a database: hostile values, names and sizes, and where a reason points."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import Cell

from lumbung.landing import correction_workbook
from lumbung.landing.correction_workbook import Written, is_correction_workbook, write_correction_workbook
from lumbung.landing.quarantine import Case, QuarantineRefused, Reason

FORMULAS = ["=1+1", "+62 812", "-12 dusun", "@SUM(A1)", '=HYPERLINK("http://x.example")', "#N/A"]


def case(*reasons: Reason, rows_in: int = 3) -> Case:
    return Case(
        batch_id=7,
        source_id="made_up__reach",
        dataset="program_reach",
        origin="2024/list.csv",
        file_name="list.csv",
        sha256="0" * 64,
        received_at="2026-01-01T00:00:00Z",
        is_sample=False,
        status="accepted" if rows_in else "rejected",
        parser_version="1+abc",
        rows_in=rows_in,
        rows_staged=rows_in and rows_in - 1,
        rows_quarantined=rows_in and 1,
        rows_ignored=0,
        reasons=reasons,
    )


def exported(
    path: Path, it: Case, data: bytes | None, first_rows: dict[str, int] | None = None
) -> tuple[Workbook, Written]:
    written = write_correction_workbook(it, data, first_rows or {}, path)
    return load_workbook(path), written


def lines(book: Workbook, name: str) -> dict[object, tuple[Cell, ...]]:
    """The number in a line's first cell -> the line."""
    found = {line[0].value: line for line in book[name].iter_rows(min_row=2)}
    assert found
    return found


def xlsx(**sheets: list[list[object]]) -> bytes:
    book = Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        page = book.create_sheet(name)
        for row in rows:
            page.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_no_value_becomes_a_formula(tmp_path: Path) -> None:
    data = ("nama;jumlah\n" + "".join(f'"{text.replace(chr(34), chr(34) * 2)}";1\n' for text in FORMULAS)).encode()
    reasons = [Reason("not_a_name", "is no name.", "csv", row, f"A{row}") for row in range(2, 2 + len(FORMULAS))]
    book, written = exported(tmp_path / "out.xlsx", case(*reasons), data, {"csv": 2})
    assert written == Written(len(FORMULAS), 1)
    shown = lines(book, "csv")
    assert [shown[row][2].value for row in range(2, 2 + len(FORMULAS))] == FORMULAS
    cells = [cell for page in book for line in page.iter_rows() for cell in line if cell.value is not None]
    assert {cell.data_type for cell in cells} == {"s", "n"}
    assert all(shown[row][2].comment for row in shown if row != 1)


def test_text_stays_text_and_long_numbers_keep_their_digits(tmp_path: Path) -> None:
    data = xlsx(Lap=[["kode", "nilai"], ["007", 12.5], ["3271046504930002", 3271046504930002], [True, "bad\x7f"]])
    reasons = [Reason("r", "x", "Lap", row, None) for row in (2, 3, 4)]
    book, _ = exported(tmp_path / "out.xlsx", case(*reasons), data, {"Lap": 2})
    shown = lines(book, "Lap")
    assert [cell.value for cell in shown[2][2:]] == ["007", 12.5]
    assert [cell.value for cell in shown[3][2:]] == ["3271046504930002"] * 2
    assert [cell.value for cell in shown[4][2:]] == ["True", "bad\x7f"]


def test_rows_and_cells_are_those_of_the_agency(tmp_path: Path) -> None:
    rows: list[list[object]] = [["Judul"], [], ["OPD", "Target"], *([f"Dinas {n}", n] for n in range(4, 30))]
    reasons = (
        Reason("a", "the target is wrong.", "Lap", 12, "B12"),
        Reason("b", "the row is odd.", "Lap", 12, None),
        Reason("c", "the merged cell above is wrong.", "Lap", 20, "A19"),
        Reason("d", "is below what the sheet has.", "Lap", 99, "B99"),
    )
    book, written = exported(tmp_path / "out.xlsx", case(*reasons), xlsx(Lap=rows), {"Lap": 4})
    shown = lines(book, "Lap")
    assert list(shown) == [1, 3, 12, 19, 20, 99]
    assert written.rows == 4
    assert [cell.value for cell in shown[12][2:]] == ["Dinas 12", 12]
    assert str(shown[12][1].value).split("\n") == ["B12: the target is wrong. [a]", "row: the row is odd. [b]"]
    assert shown[19][1].value == "A19: the merged cell above is wrong. [c]"
    assert "merged cell above" in str(shown[20][1].value)
    marked = {(row, cell.column) for row, line in shown.items() for cell in line if cell.comment}
    assert marked == {(12, 4), (19, 3), (99, 4)}


def test_a_check_points_to_all_the_cells_that_its_sentence_names(tmp_path: Path) -> None:
    data = xlsx(Lap=[["OPD", "Target"], *([f"Dinas {n}", -n] for n in range(2, 9))], Lain=[["OPD"], ["Dinas"]])
    sentence = "A target is below zero. At list.csv#Lap!B3, list.csv#Lap!B5, list.csv#Lain!A2 and 2 more."
    book, written = exported(
        tmp_path / "out.xlsx", case(Reason("below_zero", sentence, "Lap", None, "B3")), data, {"Lap": 2, "Lain": 2}
    )
    assert written == Written(3, 2)
    assert list(lines(book, "Lap")) == [1, 3, 5]
    assert list(lines(book, "Lain")) == [1, 2]


def test_a_file_that_was_refused_as_a_whole_is_copied_within_bounds(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(correction_workbook, "WHOLE_SHEET_CELLS", 20)
    data = xlsx(Lap=[["OPD", "Sasaran"], *([f"Dinas {n}", n] for n in range(2, 60))], Lain=[["x"]])
    known = Reason("missing_column", "no column Target.", "Lap", None, "B50")
    book, _ = exported(tmp_path / "a.xlsx", case(known, rows_in=0), data)
    assert list(lines(book, "Lap")) == [*range(1, 11), 50]
    assert book.sheetnames == ["About", "Lap"]
    assert "first 20 cells" in "\n".join(str(cell.value) for line in book["About"].iter_rows() for cell in line)
    book, _ = exported(tmp_path / "b.xlsx", case(Reason("no_table", "nothing.", None, None, None), rows_in=0), data)
    assert book.sheetnames == ["About", "Lap", "Lain"]


def test_a_file_that_cannot_be_read_and_a_page_give_their_reasons(tmp_path: Path) -> None:
    reason = Reason("damaged", "the workbook is damaged.", None, None, None)
    for name, data in (("a.xlsx", xlsx(Lap=[["x"]])[:300]), ("b.xlsx", b""), ("c.xlsx", None)):
        book, written = exported(tmp_path / name, case(reason, rows_in=0), data)
        assert written == Written(0, 0)
        assert book.sheetnames == ["About"]
        assert "the workbook is damaged." in [cell.value for line in book["About"].iter_rows() for cell in line]


def test_hostile_names_and_wide_sheets(tmp_path: Path) -> None:
    names = ["About", "history", "=cmd", "a" * 31]
    rows: list[list[object]] = [["kode"], ["x"]]
    data = xlsx(**dict.fromkeys(names, rows))
    reasons = [Reason("r", "bell \x07 and =1+1", name, 2, "A2") for name in names]
    wide = Reason("r", "far", "=cmd", 2, "ZZZ2")
    evil = replace(case(*reasons, wide), file_name="=1+1.xlsx", origin="=1+1/\x1b[2J.xlsx")
    book, written = exported(tmp_path / "out.xlsx", evil, data, dict.fromkeys(names, 2))
    assert written.sheets == 4
    assert len(set(book.sheetnames)) == 5
    assert book.sheetnames[0] == "About"
    assert max(page.max_column for page in book) <= 16_384
    cells = [cell for page in book for line in page.iter_rows() for cell in line]
    assert not [cell for cell in cells if cell.data_type == "f"]


def test_a_file_that_failed_half_way_is_not_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(correction_workbook, "_workbook", fail)
    with pytest.raises(KeyboardInterrupt):
        write_correction_workbook(case(), b"", {}, tmp_path / "out.xlsx")
    assert list(tmp_path.iterdir()) == []


def test_an_export_is_known_again_and_nothing_else_is(tmp_path: Path) -> None:
    path = tmp_path / "out.xlsx"
    write_correction_workbook(case(Reason("r", "x", "csv", 1, "A1")), b"a;b\n1;2\n", {}, path)
    assert is_correction_workbook(path.read_bytes())
    assert not is_correction_workbook(xlsx(About=[["Data"]]))
    assert not is_correction_workbook(b"")
    with pytest.raises(QuarantineRefused, match="not overwritten"):
        write_correction_workbook(case(), b"", {}, path)
