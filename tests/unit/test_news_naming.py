"""Which programme and which fund a figure belongs to, within its sentence and beside it."""

from __future__ import annotations

from datetime import date

import pytest

from lumbung.news.figures import figures
from lumbung.news.lexicon import FUNDING_SOURCES

PUBLISHED = date(2024, 8, 15)

FUNDS: list[tuple[str, list[str | None]]] = [
    ("Anggarannya Rp 2 miliar dari APBN dan Rp 1 miliar dari APBD.", ["APBN", "APBD"]),
    ("Dana dari bantuan pemerintah pusat Rp 5 miliar dan APBD Rp 4 miliar.", ["pemerintah pusat", "APBD"]),
    ("Dibiayai Dana Bagi Hasil Cukai Hasil Tembakau Rp 8 miliar.", ["DBHCHT"]),
    ("Program itu memakai Anggaran Pendapatan dan Belanja Negara Rp 8 miliar.", ["APBN"]),
    # The next sentence says where that money comes from.
    ("Pemkab menganggarkan Rp 3 miliar.\nDana tersebut bersumber dari APBD Provinsi.", ["APBD provinsi"]),
    # It speaks of other money, or of two funds, or of an amount of its own.
    ("Pemkab menganggarkan Rp 3 miliar.\nAPBD Provinsi belum disahkan.", [None]),
    ("Pemkab menganggarkan Rp 3 miliar.\nDana itu berasal dari APBD dan APBN.", [None]),
    ("Pemkab menganggarkan Rp 3 miliar.\nDana itu dari APBD Rp 1 miliar.", [None, "APBD"]),
    # A government that spends is no fund.
    ("Realisasi belanja pemerintah pusat Rp 694 triliun.", [None]),
]

PROGRAMS: list[tuple[str, list[str | None]]] = [
    ("Pemkot menyalurkan BPNT untuk 500 KPM.\nSetiap penerima mendapat Rp 200 ribu.", ["BPNT", "BPNT"]),
    ("Pemkot menyalurkan BPNT dan PKH untuk 500 KPM.\nSetiap penerima mendapat Rp 200 ribu.", ["PKH", None]),
    # The article opens with one programme and names no other: help is of that programme, poverty is of none.
    ("PKH di Kota Batu cair.\nSebanyak 900 KPM menerimanya.\nAngka kemiskinan 3,4 persen.", ["PKH", None]),
    ("PKH di Kota Batu cair.\nSebanyak 900 KPM menerimanya.\nBPNT menyusul.", [None]),
]


@pytest.mark.parametrize(("text", "funds"), FUNDS)
def test_fund(text: str, funds: list[str | None]) -> None:
    assert [f.funding_source for f in figures(text, PUBLISHED) if f.value is not None] == funds


@pytest.mark.parametrize(("text", "programs"), PROGRAMS)
def test_program(text: str, programs: list[str | None]) -> None:
    found = [f.program for f in figures(text, PUBLISHED) if f.value is not None]
    assert found[-len(programs) :] == programs


def test_the_vocabulary_names_each_fund_once() -> None:
    phrases = [phrase.casefold() for phrase, _ in FUNDING_SOURCES]
    assert len(phrases) == len(set(phrases))
