"""Which cells are shown as percent, and what inspection makes of them."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from openpyxl import Workbook

from lumbung.workbooks.inspect import inspect_file
from lumbung.workbooks.inspection.formats import percent_cells
from lumbung.workbooks.propose import Proposal, propose

LINES = [("Kabupaten Cilacap", 0.1099), ("Kabupaten Banyumas", 0.1253), ("Kota Tegal", 0.0768)]


def book(formats: list[str]) -> bytes:
    """P0 as shares of one, shown in these number formats."""
    made = Workbook()
    page = made.active
    assert page is not None
    page.title = "P0"
    page.append(["Kabupaten/Kota", "Persentase Penduduk Miskin 2023"])
    for (name, value), shown in zip(LINES, formats, strict=True):
        page.append([name, value])
        page.cell(page.max_row, 2).number_format = shown
    content = io.BytesIO()
    made.save(content)
    return content.getvalue()


def proposed(folder: Path, content: bytes) -> Proposal:
    path = folder / "p0.xlsx"
    path.write_bytes(content)
    return propose(inspect_file(path))


@pytest.mark.parametrize("shown", ["0%", "0.00%", "#,##0.0 %", '0.00%;[Red]-0.00%;"-"'])
def test_percent_is_seen_in_any_of_its_formats(shown: str) -> None:
    assert percent_cells(book([shown, "0.00", shown])) == {"P0": {(1, 1), (3, 1)}}


@pytest.mark.parametrize("shown", ["0.00", "General", '0.00" %"', "0.00\\%"])
def test_a_sign_that_is_only_printed_is_no_percent(shown: str) -> None:
    assert percent_cells(book([shown] * 3)).get("P0", frozenset()) == frozenset()


def test_another_kind_of_file_does_not_tell() -> None:
    assert percent_cells(b"a;b\n1;0,5\n") == {}


def test_shares_that_are_shown_as_percent_are_read_as_percent(tmp_path: Path) -> None:
    proposal = proposed(tmp_path, book(["0.00%"] * 3))
    assert proposal.questions == []
    assert proposal.text is not None
    assert "scale: share" in proposal.text
    assert proposal.trial is not None
    assert proposal.trial.read == ["P0 value: 3 figures in persen, 2023 annual; B2 is read as 10.99 persen"]


@pytest.mark.parametrize("formats", [["0.00%", "0.00", "0.00%"], ["0.00"] * 3])
def test_shares_that_are_not_all_shown_as_percent_are_asked_about(tmp_path: Path, formats: list[str]) -> None:
    asked = proposed(tmp_path, book(formats)).questions
    assert len(asked) == 1
    assert "shown as percent" in asked[0]
