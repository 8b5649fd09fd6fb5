"""The sample's list of persons, damaged in the ways in which lists arrive; and all that must be seen of it nowhere.

Every name, address and NIK is invented by lumbung.samples.beneficiaries.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from lumbung.samples.beneficiaries import SIGNED_BY, NikForm, Person, persons, training
from lumbung.samples.xlsx import Row, workbook_bytes

FIRST_ROW = 6
NAME, NIK, SEX, PROGRAM = 1, 2, 5, 6


def secrets_of(listed: list[Person]) -> list[str]:
    """All that must not be seen of these persons. Of a NIK, also the digits alone and its first twelve."""
    digits = ["".join(letter for letter in person.nik if letter.isdigit()) for person in listed]
    texts = {text for person in listed for text in (person.name, person.nik, person.address)}
    return sorted({*texts, *digits, *(number[:12] for number in digits), *SIGNED_BY})


def list_bytes(change: Callable[[list[Row]], None] | None = None, nik_as: NikForm = "text") -> bytes:
    """The sample list, changed, as a workbook."""
    [sheet] = training(nik_as)
    rows = [list(row) for row in sheet.rows]
    if change is not None:
        change(rows)
    return workbook_bytes([replace(sheet, rows=rows)])


def write(folder: Path, change: Callable[[list[Row]], None] | None = None, nik_as: NikForm = "text") -> Path:
    """The sample list, changed; gives the folder it is in."""
    folder.mkdir()
    (folder / "peserta.xlsx").write_bytes(list_bytes(change, nik_as))
    return folder


def listed(rows: list[Row]) -> list[Row]:
    return rows[FIRST_ROW - 1 : FIRST_ROW - 1 + len(persons())]


def swap_names_and_numbers(rows: list[Row]) -> None:
    for row in listed(rows):
        row[NAME], row[NIK] = row[NIK], row[NAME]


def name_for_a_program(rows: list[Row]) -> None:
    rows[FIRST_ROW][PROGRAM] = None
    rows[FIRST_ROW][SEX] = persons()[1].name


def add_a_column(rows: list[Row]) -> None:
    rows[FIRST_ROW - 2].append("Nomor HP")
    for row, person in zip(rows[FIRST_ROW - 1 :], persons(), strict=False):
        row.append(person.name)


def another_year_in_the_title(rows: list[Row]) -> None:
    rows[2] = [f"TAHUN {persons()[0].name}"]


def another_word_for_the_number(rows: list[Row]) -> None:
    rows[FIRST_ROW - 2][NIK] = "Nomor Induk"


def names_for_sexes(rows: list[Row]) -> None:
    for row in listed(rows):
        row[SEX] = row[NAME]


def write_damaged(folder: Path) -> dict[str, Path]:
    """Lists that are refused or rejected; what is wrong -> path."""
    files = {
        "another_header": list_bytes(another_word_for_the_number),
        "swapped_columns": list_bytes(swap_names_and_numbers),
        "new_column": list_bytes(add_a_column),
        "name_in_the_title": list_bytes(another_year_in_the_title),
        "numbers_not_text": list_bytes(nik_as="number"),
        "cut_off": list_bytes()[:3000],
    }
    folder.mkdir()
    for name, content in files.items():
        (folder / f"{name}.xlsx").write_bytes(content)
    return {name: folder / f"{name}.xlsx" for name in files}
