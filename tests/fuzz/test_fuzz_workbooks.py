"""Damaged and hostile files: each gives a grid or a refusal, in bounded time and memory, and never ends the process."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lumbung.workbooks.errors import WorkbookRefused
from lumbung.workbooks.grid import address, read_grid
from tests.fuzz.mutations import mutated, real_files, sample_files
from tests.fuzz.reading_process import Case, read_all
from tests.workbook_files import ods, record, worksheet, xls, xlsx, xlsx_parts, zipped

LIMITS = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
TEXT = st.text(st.characters(exclude_categories=["C"], exclude_characters="\x85\u2028\u2029"), max_size=12)


@pytest.fixture(scope="module")
def samples(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Case]:
    return sample_files(tmp_path_factory.mktemp("samples"))


def check(cases: dict[str, Case], count: int) -> None:
    assert len(cases) > 10
    outcome = read_all(mutated(cases, count))
    print(outcome)  # noqa: T201 - what the long run is for
    assert outcome.faults == []
    read = outcome.parsed + outcome.refused.total()
    assert read == count
    # Damage that is never or always fatal would test nothing.
    assert count // 20 < outcome.grids < count
    assert outcome.parsed > count // 100


def test_samples_are_read_undamaged(samples: dict[str, Case]) -> None:
    outcome = read_all(samples.values())
    assert outcome.faults == []
    assert outcome.grids == len(samples) > 10
    assert outcome.parsed > 5


def test_damaged_samples(samples: dict[str, Case]) -> None:
    check(samples, 200)


def test_damaged_real_files(shared_data: Path) -> None:
    check(real_files(shared_data), 100)


@pytest.mark.slow
def test_two_thousand_damaged_files(samples: dict[str, Case], shared_data: Path) -> None:
    check({**samples, **real_files(shared_data)}, 2_000)


def read(data: bytes) -> None:
    """It gives a grid or a refusal; anything else is raised."""
    try:
        grid = read_grid(data)
    except WorkbookRefused as refusal:
        if not str(refusal).isprintable():
            raise ValueError("a refusal that is no line") from refusal
        return
    assert all(len(row) == sheet.width for sheet in grid.sheets for row in sheet.rows)


@LIMITS
@given(
    st.sampled_from([b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"<", b"<table>", b"\xff\xfe", b"a,b\n"]),
    st.binary(),
)
def test_any_bytes(start: bytes, rest: bytes) -> None:
    read(start + rest)


@LIMITS
@given(st.lists(st.lists(TEXT, min_size=2, max_size=4), min_size=1, max_size=8), st.sampled_from(";,|\t"))
def test_what_is_written_as_a_text_table_is_read_again(rows: list[list[str]], delimiter: str) -> None:
    """Under a line that says the delimiter nothing has to be guessed: each cell is what was written, blank or not."""
    width = max(map(len, rows))
    full = [[*row, *[""] * (width - len(row))] for row in rows]
    stream = io.StringIO()
    csv.writer(stream, delimiter=delimiter, quoting=csv.QUOTE_ALL).writerows(full)
    sheet = read_grid(f"sep={delimiter}\n{stream.getvalue()}".encode()).sheets[0]
    assert not sheet.ragged
    padded = [[*row, *[None] * (width - sheet.width)] for row in sheet.rows]
    assert padded == [[cell if cell.strip() else None for cell in row] for row in full]


@LIMITS
@given(
    st.lists(
        st.tuples(st.integers(0, 120), st.one_of(st.integers(0, 30), st.integers(698, 705)), st.integers(0, 9)),
        min_size=1,
        max_size=12,
    )
)
def test_cells_stand_where_their_addresses_say(cells: list[tuple[int, int, int]]) -> None:
    placed = {(row, column): value for row, column, value in cells}
    rows = "".join(
        f'<row r="{row + 1}"><c r="{address(row, column)}"><v>{value}</v></c></row>'
        for (row, column), value in sorted(placed.items())
    )
    found = read_grid(xlsx(rows)).sheets[0].rows
    assert {
        (row, column): value for row, line in enumerate(found) for column, value in enumerate(line) if value is not None
    } == placed


@LIMITS
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["r", "R", "s", "t", "x:r"]),
            st.sampled_from(["A1", "XFD1048576", "A1048576", "ZZ9", "a1", "", "1", "B2", "e", "s", "7"]),
            st.sampled_from(['"', "'"]),
            st.sampled_from(["", " ", "\n"]),
        ),
        max_size=4,
    ),
    st.sampled_from(["c", "x:c", "c:c", "C"]),
    st.sampled_from(
        ["<v>1</v>", "<v>&#49;</v>", "<is><t>a</t></is>", "<f>1</f>", "", "<v><![CDATA[1]]></v>", "<v>1</v><v>2</v>"]
    ),
)
def test_cells_written_in_any_way_do_not_end_the_process(
    attributes: list[tuple[str, str, str, str]], name: str, content: str
) -> None:
    """In this process: an end of it would be seen."""
    said = "".join(f" {key}{space}={quote}{value}{quote}" for key, value, quote, space in attributes)
    rows = f'<row r="1"><c r="A1"><v>1</v></c></row><row r="2"><{name}{said}>{content}</{name}></row>'
    read(zipped(xlsx_parts(worksheet(rows).replace("<worksheet", '<worksheet xmlns:x="urn:x" xmlns:c="urn:c"', 1))))


@LIMITS
@given(
    st.lists(
        st.tuples(
            st.sampled_from(
                [
                    0x06,
                    0x0A,
                    0x1AE,
                    0x203,
                    0x204,
                    0x205,
                    0x207,
                    0x208,
                    0x27E,
                    0x3C,
                    0x7D,
                    0x809,
                    0xBD,
                    0xD6,
                    0xE5,
                    0xFC,
                    0xFD,
                ]
            ),
            st.binary(max_size=40),
        ),
        max_size=10,
    )
)
def test_any_records_of_an_old_workbook(records: list[tuple[int, bytes]]) -> None:
    read(xls([["a", 1.0]], more=b"".join(record(kind, content) for kind, content in records)))


@LIMITS
@given(
    st.lists(
        st.tuples(
            st.sampled_from(
                ["number-rows-repeated", "number-columns-repeated", "number-columns-spanned", "number-rows-spanned"]
            ),
            st.sampled_from(["0", "1", "2", "1000", "16384", "1048576", "99999999999", "-1", "x", "²"]),
            st.booleans(),
        ),
        max_size=6,
    )
)
def test_cells_repeated_any_number_of_times(repeats: list[tuple[str, str, bool]]) -> None:
    rows = ""
    for name, count, is_filled in repeats:
        repeat = f' table:{name}="{count}"'
        value = ' office:value-type="float" office:value="1"' if is_filled else ""
        of_row, of_cell = (repeat, "") if name == "number-rows-repeated" else ("", repeat)
        rows += f"<table:table-row{of_row}><table:table-cell{of_cell}{value}/></table:table-row>"
    read(ods(rows))


@LIMITS
@given(
    st.lists(
        st.sampled_from(
            [
                *("<table>", "</table>", "<tr>", "</tr>", "<td>", "</td>", "<caption>", "<!--", "-->", "a", " "),
                *("<td rowspan=3>", "<td colspan=1000>", "<td rowspan=0>", "<th rowspan=99999999>", "<td x:num=1>"),
                *("<br>", "<p>", "&nbsp;", "<tr style='display:none'>"),
            ]
        ),
        max_size=40,
    )
)
def test_any_markup(pieces: list[str]) -> None:
    read(f"<html>{''.join(pieces)}".encode())
