"""A page's bytes become an article: what is kept, where the date comes from, what is refused."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from lumbung.news.article import MAX_PAGE_BYTES, PageRefused, dateline, decode, is_html, read_article
from lumbung.news.lines import article_text, sentences
from lumbung.news.pages import text_of

BODY = (
    "<p>Jambi (Contoh) - Dinas Sosial Kota Jambi menyerahkan bantuan pangan kepada ratusan keluarga di aula "
    "kelurahan.</p>"
    "<p>Baca juga: Harga Beras Naik 10 Persen</p>"
    "<p>Kepala dinas meminta warga melapor apabila bantuan tidak diterima utuh oleh keluarga yang berhak. (dan/rik)</p>"
)
URL = "https://contoh.example/2023/07/bantuan.html"


def page(head: str = "", body: str = BODY) -> bytes:
    main = f"<h1>Bantuan Pangan</h1><article>{body}</article>"
    return f"<!doctype html><html><head>{head}</head><body>{main}</body></html>".encode()


def test_furniture_is_left_out_of_the_body() -> None:
    article = read_article(page(), URL)
    assert "Baca juga" not in article.body
    assert "dan/rik" not in article.body
    assert "melapor apabila" in article.body
    assert (article.title, article.place) == ("Bantuan Pangan", "Jambi")


@pytest.mark.parametrize(
    ("head", "origin", "moment"),
    [
        (
            '<script type="application/ld+json">{"@graph": [{"@type": "NewsArticle", '
            '"datePublished": "2023-07-12T20:30:00Z"}]}</script>',
            "json_ld",
            datetime(2023, 7, 12, 20, 30, tzinfo=UTC),
        ),
        (
            '<meta property="article:published_time" content="2023-07-13T03:30:00+07:00">',
            "meta",
            datetime(2023, 7, 12, 20, 30, tzinfo=UTC),
        ),
    ],
)
def test_machine_readable_date_with_its_origin(head: str, origin: str, moment: datetime) -> None:
    article = read_article(page(head), URL)
    assert (article.published_origin, article.published_at) == (origin, moment)
    assert article.published_date == date(2023, 7, 13), "the day in Jakarta"


def test_printed_date_with_a_zone() -> None:
    article = read_article(page(body='<div class="tanggal">Rabu, 12 Juli 2023 | 23:40 WITA</div>' + BODY), URL)
    assert article.published_origin == "text"
    assert article.published_at == datetime(2023, 7, 12, 15, 40, tzinfo=UTC)


def test_detik_writes_jakarta_time_with_a_z() -> None:
    head = '<meta property="article:published_time" content="2015-11-05T10:08:58Z">'
    article = read_article(page(head), "https://news.detik.com/berita/d-1/judul")
    assert article.published_at == datetime(2015, 11, 5, 3, 8, 58, tzinfo=UTC)


def test_advertorial_is_marked() -> None:
    assert read_article(page(body=BODY.replace("dan/rik", "adv/rik")), URL).is_advertorial
    assert not read_article(page(), URL).is_advertorial


@pytest.mark.parametrize(
    ("raw", "rule"),
    [
        (b"", "empty"),
        (b"  \n ", "empty"),
        (b"%PDF-1.7 xxxx", "binary"),
        (b"\x89PNG\r\n\x1a\n", "binary"),
        (b"<html>\x00\x00</html>", "binary"),
        (b"<html><body><script>document.write('x')</script></body></html>", "no_text"),
        (b"<div>" * 50_000 + b"x", "no_text"),
        (b"x" * (MAX_PAGE_BYTES + 1), "too_large"),
    ],
)
def test_page_that_is_no_article_is_refused_with_a_rule(raw: bytes, rule: str) -> None:
    with pytest.raises(PageRefused) as refused:
        read_article(raw, URL)
    assert refused.value.rule == rule
    assert "\n" not in str(refused.value)


def test_wrong_charset_and_twice_encoded_text_are_mended() -> None:
    assert decode("“Rp2 miliar”".encode("cp1252")) == "“Rp2 miliar”"
    assert decode("â€œbantuanâ€\x9d".encode()) == "“bantuan”"


@pytest.mark.parametrize(
    ("line", "place"),
    [
        ("Mataram (ANTARA) - Pemerintah kota menyiapkan dana.", "Mataram"),
        ("PALANGKA RAYA – Dinas membuka pelatihan.", "Palangka Raya"),
        ("MAGELANG, CONTOH.com – Pemerintah kabupaten memperbaiki rumah.", "Magelang"),
        ("Pemerintah kota menyiapkan dana.", None),
    ],
)
def test_dateline(line: str, place: str | None) -> None:
    assert dateline(line) == place


def test_body_that_stands_twice_is_kept_once() -> None:
    body = "Pemerintah kota menyiapkan dana bagi warga miskin.\nPenyaluran dimulai bulan depan di semua kelurahan."
    assert article_text(f"{body}\n{body}") == body


def test_list_below_read_also_is_furniture() -> None:
    text = "Bantuan pangan dibagikan di semua kelurahan kota itu sejak pagi.\n"
    text += "Baca juga:\nHarga Beras Naik Lagi\nJalan Raya Ditutup\n"
    assert [s.boilerplate is None for s in sentences(text)] == [True, False, False, False]


def test_sentences_keep_their_place_in_the_text() -> None:
    text = "Rp. 2 juta diterima No. 5 warga. Ini kalimat kedua!\n\nKetiga."
    found = sentences(text)
    assert [text[s.start : s.end] for s in found] == [
        "Rp. 2 juta diterima No. 5 warga.",
        "Ini kalimat kedua!",
        "Ketiga.",
    ]
    assert [s.no for s in found] == [1, 2, 3]


def test_plain_text_is_given_back_unchanged_and_html_is_read() -> None:
    assert text_of(b"Baca juga: x\nsatu baris\n") == ("Baca juga: x\nsatu baris\n", None)
    assert is_html(page())
    text, published = text_of(page('<meta name="date" content="2023-07-12">'))
    assert "Baca juga" not in text
    assert published == date(2023, 7, 12)
