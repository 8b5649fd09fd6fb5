"""Tables of figures inside an article: one sentence for each cell, read like any other."""

from __future__ import annotations

from datetime import date

import lxml.html
import pytest

from lumbung.news.article import read_article
from lumbung.news.figures import figures
from lumbung.news.tables import sentences_of

PLAIN = (
    "<table><tr><th>No</th><th>Kecamatan</th><th>Jumlah penerima (KPM)</th><th>Anggaran (Rp juta)</th></tr>"
    "<tr><td>1</td><td>Lembah</td><td>1.234</td><td>740,5</td></tr>"
    "<tr><td>2</td><td>Bukit</td><td>987</td><td>592</td></tr></table>"
)
YEARS = (
    "<table><tr><td>Indikator</td><td>2022</td><td>2023</td></tr>"
    "<tr><td>Persentase penduduk miskin (persen)</td><td>9,02</td><td>8,71</td></tr>"
    "<tr><td>Jumlah penduduk miskin (ribu jiwa)</td><td>54,1</td><td>52,6</td></tr></table>"
)
NO_FIGURES = {
    "words": "<table><tr><td>Nama</td><td>Alamat</td></tr><tr><td>Siti</td><td>Jalan Melati</td></tr></table>",
    "one row": "<table><tr><td>Penerima</td><td>45 KK</td></tr></table>",
    "cells over others": (
        '<table><tr><th>Desa</th><th colspan="2">Penerima</th></tr><tr><td>Sari</td><td>45</td><td>12</td></tr></table>'
    ),
    "rows of different lengths": (
        "<table><tr><th>Desa</th><th>Penerima</th></tr><tr><td>Sari</td><td>45</td><td>12</td></tr></table>"
    ),
    "no headings": "<table><tr><td>Sari</td><td>45</td></tr><tr><td>Jaya</td><td>12</td></tr></table>",
    "too large": "<table><tr><th>Desa</th><th>KPM</th></tr>" + "<tr><td>Sari</td><td>45</td></tr>" * 400 + "</table>",
}


def table(html: str) -> lxml.html.HtmlElement:
    return lxml.html.fromstring(html)


def test_each_cell_has_its_headings() -> None:
    assert sentences_of(table(PLAIN)) == [
        "Lembah, Jumlah penerima: 1.234 KPM.",
        "Lembah, Anggaran: Rp 740,5 juta.",
        "Bukit, Jumlah penerima: 987 KPM.",
        "Bukit, Anggaran: Rp 592 juta.",
    ]


def test_years_stand_behind_what_is_measured() -> None:
    assert sentences_of(table(YEARS))[:2] == [
        "Persentase penduduk miskin tahun 2022: 9,02 persen.",
        "Persentase penduduk miskin tahun 2023: 8,71 persen.",
    ]


@pytest.mark.parametrize("html", NO_FIGURES.values(), ids=NO_FIGURES)
def test_a_table_of_other_things_says_nothing(html: str) -> None:
    assert sentences_of(table(html)) == []


def page(inside: str) -> bytes:
    opening = "Pemerintah Kabupaten Tegal menyalurkan bantuan tunai kepada keluarga miskin sepanjang tahun 2024 ini."
    closing = "Penyaluran lewat kantor pos akan selesai bulan depan untuk semua keluarga, kata kepala dinas itu, Senin."
    return (
        "<html><head><title>Bantuan Tunai di Kabupaten Tegal</title></head><body><div class='isi'>"
        f"<p>{opening}</p>{inside}<p>{closing}</p></div></body></html>"
    ).encode()


def test_figures_of_a_table_come_with_value_unit_and_role() -> None:
    article = read_article(page(PLAIN), "https://kabar.example/2024/08/15/bantuan.html")
    found = [
        (f.quote, int(f.value or 0), f.unit, f.role, f.region_code) for f in figures(article.body, date(2024, 8, 15))
    ]
    assert found == [
        ("1.234 KPM", 1234, "KPM", "penerima", "33.28"),
        ("Rp 740,5 juta", 740_500_000, "rupiah", "anggaran", "33.28"),
        ("987 KPM", 987, "KPM", "penerima", "33.28"),
        ("Rp 592 juta", 592_000_000, "rupiah", "anggaran", "33.28"),
    ]


def test_a_series_of_years_keeps_its_years() -> None:
    article = read_article(page(YEARS), "https://kabar.example/2024/08/15/kemiskinan.html")
    found = figures(article.body, date(2024, 8, 15))
    assert [(f.quote, f.role, f.period_start and f.period_start.year) for f in found] == [
        ("9,02 persen", "P0", 2022),
        ("8,71 persen", "P0", 2023),
        ("54,1 ribu jiwa", "jumlah_penduduk_miskin", 2022),
        ("52,6 ribu jiwa", "jumlah_penduduk_miskin", 2023),
    ]


def test_a_table_that_places_the_article_is_none_of_figures() -> None:
    inside = "<table><tr><td><p>Sebanyak 45 KK di Desa Sari menerima beras hari itu juga.</p></td></tr></table>"
    article = read_article(page(inside), "https://kabar.example/2024/08/15/beras.html")
    assert "Sebanyak 45 KK di Desa Sari menerima beras hari itu juga." in article.body
