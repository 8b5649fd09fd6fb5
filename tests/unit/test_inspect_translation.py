"""A title in two languages is what its Indonesian half says, with what only the English one says."""

from __future__ import annotations

import pytest

from lumbung.workbooks.inspection.translation import indonesian, without_translations


@pytest.mark.parametrize(
    ("printed", "understood"),
    [
        ("Kecamatan/District", "Kecamatan"),
        ("Kabupaten/Kota Regency/Municipality", "Kabupaten/Kota"),
        ("IPM HDI", "IPM"),
        ("Program/Program", "Program"),
        ("Keluarga Miskin (KK)/Poor Families", "Keluarga Miskin (KK)"),
        ("Komponen/Components > Harapan Lama Sekolah (tahun)", "Komponen > Harapan Lama Sekolah (tahun)"),
        ("Sumber/Source: Dinas Sosial/Social Service of Tegal Municipality", "Sumber: Dinas Sosial"),
        ("Number of Poor People (thousand)", "jumlah penduduk miskin (ribu)"),
    ],
)
def test_the_english_half_is_left_out(printed: str, understood: str) -> None:
    assert indonesian(printed) == understood


@pytest.mark.parametrize(
    ("printed", "understood"),
    [
        ("Penduduk Miskin/Poor People (thousand)", "Penduduk Miskin/ (ribu)"),
        ("Jumlah Penduduk Miskin (jiwa) Poor People in Urban Areas", "Jumlah Penduduk Miskin (jiwa) (perkotaan)"),
        ("Kemiskinan/Percentage of Poor People", "Kemiskinan (persentase orang)"),
    ],
)
def test_what_only_english_says_is_kept(printed: str, understood: str) -> None:
    assert " ".join(indonesian(printed).split()) == understood


@pytest.mark.parametrize(
    "title",
    [
        "Pelatihan Digital Marketing",
        "Job Fair Disnaker",
        "Gini Ratio",
        "Surplus/(Defisit)",
        "Indeks Pembangunan Gender",
        "Pelatihan Office",
        "Desa/Kelurahan",
        "Bantuan Cash for Work",
    ],
)
def test_indonesian_with_foreign_words_stays_as_it_is(title: str) -> None:
    assert indonesian(title) == title


def test_a_line_that_says_again_what_another_says_is_left_out() -> None:
    lines = ["Anggaran Kota Tegal, 2023", "Budget of Tegal Municipality by Kind (million rupiahs), 2023"]
    assert without_translations(lines) == ["Anggaran Kota Tegal, 2023", "(juta rupiah)"]
    assert without_translations(["Sumber/Source: Dinas Sosial", "Kota Tegal"]) == ["Sumber: Dinas Sosial", "Kota Tegal"]
