"""Titles are understood word by word; what is left over makes them a question."""

from __future__ import annotations

import pytest

from lumbung.workbooks.inspection.words import Unit, key, said, unit_in


@pytest.mark.parametrize(
    ("title", "indicator"),
    [
        ("Persentase Penduduk Miskin (P0) menurut Kabupaten/Kota (Persen), 2019-2023", "P0"),
        ("prosentase penduduk miskin di Provinsi Jawa Tengah", "P0"),
        ("Tingkat Kemiskinan (%)", "P0"),
        ("persentase_penduduk_miskin", "P0"),
        ("Indeks Kedalaman Kemiskinan (P1) Menurut Provinsi dan Daerah", "P1"),
        ("P2", "P2"),
        ("Garis Kemiskinan (Rp/Kap/Bulan)", "poverty_line_idr"),
        ("Jumlah Penduduk Miskin (Ribu Jiwa)", "poor_persons"),
        ("Penduduk Miskin (jiwa)", "poor_persons"),
        ("Persentase Penduduk Miskin Ekstrem", "extreme_poor_pct"),
        ("Jumlah Penduduk Miskin Ekstrim (Jiwa) Kabupaten Kudus", "extreme_poor_persons"),
        ("Jumlah KK Miskin Ekstrem", "extreme_poor_households"),
        ("Jumlah Rumah Tangga Miskin", "poor_households"),
        ("Keluarga Miskin (KK)", "poor_households"),
        ("RTM", "poor_households"),
    ],
)
def test_a_title_of_known_words_is_one_indicator(title: str, indicator: str) -> None:
    understood = said(title)
    assert understood.indicators == (indicator,)
    assert understood.left == ()


@pytest.mark.parametrize(
    ("title", "left"),
    [
        ("Persentase Penduduk Miskin Perempuan", {"perempuan"}),
        ("Persentase Penduduk Miskin Usia 60 Tahun", {"usia"}),
        ("Garis Kemiskinan Makanan (Rp/Kapita/Bulan)", {"makanan"}),
        ("Target P0", {"target"}),
        ("Penurunan Jumlah Penduduk Miskin (Jiwa)", {"penurunan"}),
    ],
)
def test_words_that_change_a_title_are_left_over(title: str, left: set[str]) -> None:
    assert set(said(title).left) == left


@pytest.mark.parametrize("title", ["Jumlah Penduduk (Jiwa)", "Jumlah Rumah Tangga", "Intervensi kemiskinan ekstrem"])
def test_what_is_no_indicator_is_none(title: str) -> None:
    assert said(title).indicators == ()


def test_a_title_of_two_indicators_names_both() -> None:
    assert set(said("Jumlah dan Persentase Penduduk Miskin").indicators) == {"P0", "poor_persons"}


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("(Ribu Jiwa)", Unit("jiwa", "ribu")),
        ("(000 orang)", Unit("jiwa", "ribu")),
        ("JUTA JIWA", Unit("jiwa", "juta")),
        ("(Rupiah/Kapita/Bulan)", Unit("rupiah_per_kapita_bulan")),
        ("Rp", Unit("rupiah")),
        ("%", Unit("persen")),
        ("KK", Unit("KK")),
        ("keterangan", None),
    ],
)
def test_units_come_with_their_scale(text: str, unit: Unit | None) -> None:
    assert unit_in(text) == unit


@pytest.mark.parametrize(
    ("title", "plain"),
    [
        ("Realisasi s.d. Desember 2020", "realisasi"),
        ("Anggaran Tahun 2023 (Rp)", "anggaran"),
        ("Realisasi (%)", "realisasi persen"),
        ("Kode_Rekening", "kode rekening"),
        ("Tahun", "tahun"),
        ("2023", ""),
    ],
)
def test_a_title_is_looked_up_without_when_and_unit(title: str, plain: str) -> None:
    assert key(title) == plain
