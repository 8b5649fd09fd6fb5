"""A list of persons: who was trained in Kota Mataram in 2024.

Enters: nothing but the tables below. Leaves: sheets. No person in it exists: the NIK have serials from 9990 on, so many
as no district registers of one day of birth, and the names say that they are invented (rekaan, umpama, misal). One NIK
lacks a digit, others are written as people write them; one person is in two programmes.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from lumbung.samples.xlsx import Cell, Row, Sheet, workbook_bytes

FILE = "beneficiary/mataram/peserta_pelatihan_2024.xlsx"
SIGNED_BY = ("Cendana Misal", "NIP. 197001011999999999")

NikForm = Literal["text", "number", "rounded"]


@dataclass(frozen=True)
class Person:
    """One row of the list. `nik` as it is printed; `sex` L or P."""

    name: str
    nik: str
    address: str
    kelurahan: str
    sex: str
    program: str


_WOMEN = ("Anggrek", "Cempaka", "Dahlia", "Kenanga", "Melati", "Seruni", "Teratai")
_MEN = ("Bintang", "Fajar", "Guntur", "Jati", "Langit", "Rimba", "Samudra")
_FAMILIES = ("Rekaan", "Umpama", "Misal")
# The district of the NIK and a kelurahan of today. A NIK keeps the code of its first registration: Lombok Barat 52.01,
# Merauke when it was 91.01, Tarakan when it was 64.73.
_HOMES = (
    ("527101", "Ampenan Selatan"),
    ("527102", "Pagesangan"),
    ("527103", "Cakranegara Barat"),
    ("527104", "Karang Pule"),
    ("527105", "Dasan Agung"),
    ("527106", "Bertais"),
    ("520108", "Punia"),
    ("910101", "Monjok"),
    ("647302", "Rembiga"),
)
_PROGRAMS = ("Pelatihan Menjahit", "Pelatihan Tata Boga", "Pelatihan Barista")


def persons() -> list[Person]:
    """The rows of the list, in its order."""
    found = []
    for number in range(42):
        is_woman = number % 2 == 0
        district, kelurahan = _HOMES[number % len(_HOMES)]
        day, month, year = 1 + number * 5 % 28, 1 + number * 7 % 12, 62 + number * 11 % 42
        birth = f"{day + 40 if is_woman else day:02}{month:02}{year % 100:02}"
        found.append(
            Person(
                name=f"{(_WOMEN if is_woman else _MEN)[number // 2 % 7]} {_FAMILIES[number // 14]}",
                nik=f"{district}{birth}{9990 + number % 10}",
                address=f"Jl. Contoh Gg. {number + 1} No. {100 + number}",
                kelurahan=kelurahan,
                sex="P" if is_woman else "L",
                program=_PROGRAMS[number // 14],
            )
        )
    found[9] = replace(found[9], nik=found[9].nik[:-1])  # a digit was lost on the way
    found[17] = replace(found[17], nik=" ".join((found[17].nik[:6], found[17].nik[6:12], found[17].nik[12:])))
    found[23] = replace(found[23], nik=f"'{found[23].nik}")
    found[38] = replace(found[4], program=found[38].program)  # the same person in another programme
    return found


def training(nik_as: NikForm = "text") -> list[Sheet]:
    """The list as a sheet. `nik_as`: text, as it should be; numbers, as Excel makes them; those turned into text."""
    rows: list[Row] = [
        ["PEMERINTAH KOTA MATARAM"],
        ["DAFTAR PESERTA PELATIHAN KERJA"],
        ["TAHUN 2024"],
        [],
        ["No", "Nama", "NIK", "Alamat", "Kelurahan", "Jenis Kelamin", "Program"],
    ]
    for number, person in enumerate(persons(), start=1):
        nik = _as(person.nik, nik_as)
        rows.append([number, person.name, nik, person.address, person.kelurahan, person.sex, person.program])
    rows += [
        [],
        ["Catatan:"],
        ["- Peserta adalah warga yang terdaftar pada DTKS."],
        [],
        [None, None, None, None, "Kepala Bidang Pelatihan Kerja"],
    ]
    rows += [[None, None, None, None, line] for line in SIGNED_BY]
    return [Sheet("Peserta", rows, ["A1:G1", "A2:G2", "A3:G3"], bold_rows=(1, 2, 3, 5))]


def files() -> dict[str, bytes]:
    """Path below the folder of sample workbooks -> content."""
    return {FILE: workbook_bytes(training())}


def _as(nik: str, form: NikForm) -> Cell:
    """A number keeps 15 digits in Excel; those behind become 0."""
    digits = nik.replace(" ", "").replace("'", "")
    if form == "text" or len(digits) != 16:
        return nik
    rounded = digits[:15] + "0"
    return int(rounded) if form == "number" else rounded
