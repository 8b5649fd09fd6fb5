"""Scales: what a title says is found, what it does not say is not."""

from __future__ import annotations

import pytest

from lumbung.sources.model import Scale
from lumbung.workbooks.scales import EXPONENTS, FACTORS, scale_in_title, scale_of


@pytest.mark.parametrize(
    ("title", "scale"),
    [
        ("Anggaran (Rp juta)", "juta"),
        ("Nilai (dalam ribuan)", "ribu"),
        ("Jumlah Penduduk Miskin (Ribu Jiwa)", "ribu"),
        ("RIBU JIWA", "ribu"),
        ("Realisasi (Miliar)", "miliar"),
        ("Realisasi (Milyar Rp)", "miliar"),
        ("Pagu (Rp. 000)", "ribu"),
        ("Pagu (Rp '000)", "ribu"),
        ("Pagu (Rp.000,-)", "ribu"),
        ("Pagu (Rp. 000.000)", "juta"),
        ("Pagu (Rp 1.000)", "ribu"),
        ("Pagu (x 1.000.000)", "juta"),
        ("Pagu (dalam Rp.1.000,00)", "ribu"),
        ("Penduduk (000 orang)", "ribu"),
        ("Penduduk (ribu orang)", "ribu"),
        ("Penduduk (rb jiwa)", "ribu"),
        ("Belanja (juta rupiah)", "juta"),
        ("Belanja dlm jutaan Rp", "juta"),
        ("Belanja (Rp jt)", "juta"),
        ("Belanja jt. Rp", "juta"),
        ("Belanja (Rp M)", "miliar"),
        ("Belanja (Rp. M)", "miliar"),
        ("PDRB (triliun rupiah)", "triliun"),
        ("PDRB (Rp T)", "triliun"),
        ("Jumlah 2024 ribu jiwa", "ribu"),
        ("Anggaran > 2024 > (Rp juta)", "juta"),
        ("Rp juta > Rp juta", "juta"),
    ],
)
def test_what_titles_say(title: str, scale: Scale) -> None:
    assert scale_in_title(title) == scale


@pytest.mark.parametrize(
    "title",
    [
        "",
        "Realisasi (Rp)",
        "Modal",
        "Jumlah (M)",
        "Panjang Jalan (m)",
        "Luas (Rp/m2)",
        "Indeks RB",
        "Reformasi Birokrasi (RB)",
        "Kepulauan Seribu",
        "Kerja beribu-ribu orang",
        "Ributnya",
        "Jutawan",
        "UMKM sampai 50 juta",
        "UMKM s.d. 2,5 miliar",
        "Kasus per ribu orang",
        "AKB per 1.000 kelahiran hidup",
        "Kematian (per 100.000)",
        "(2000)",
        "(1000)",
        "Bantuan Rp 1.000.000",
    ],
)
def test_what_titles_do_not_say(title: str) -> None:
    assert scale_in_title(title) is None


@pytest.mark.parametrize("title", ["(Rp juta) > (Rp miliar)", "Ribu Jiwa (dalam jutaan)", "Rp juta (Rp. 000)"])
def test_a_title_with_two_scales_is_an_error(title: str) -> None:
    with pytest.raises(ValueError, match="two scales"):
        scale_in_title(title)


@pytest.mark.parametrize(
    ("word", "factor"),
    [("ribu", 10**3), ("RB", 10**3), ("Juta", 10**6), ("jt", 10**6), ("M", 10**9), ("Milyar", 10**9), ("T", 10**12)],
)
def test_words_behind_figures(word: str, factor: int) -> None:
    assert FACTORS[scale_of(word)] == factor == 10 ** EXPONENTS[scale_of(word)]
