"""A page's bytes become an article: what is kept, where the date comes from, what is refused."""

from __future__ import annotations

import textwrap
from datetime import UTC, date, datetime

import pytest

from lumbung.news.article import (
    MAX_ELEMENTS,
    MAX_PAGE_BYTES,
    MAX_TEXT_CHARS,
    PageRefused,
    dateline,
    decode,
    is_html,
    read_article,
)
from lumbung.news.lines import article_text, lines, sentences
from lumbung.news.pages import text_of
from tests.news_layouts import LAYOUTS, OTHERS, WIB, Story

BODY = (
    "<p>Jambi (Contoh) - Dinas Sosial Kota Jambi menyerahkan bantuan pangan kepada ratusan keluarga di aula "
    "kelurahan.</p>"
    "<p>Baca juga: Harga Beras Naik 10 Persen</p>"
    "<p>Kepala dinas meminta warga melapor apabila bantuan tidak diterima utuh oleh keluarga yang berhak. (dan/rik)</p>"
)
URL = "https://contoh.example/2023/07/bantuan.html"


STORY = Story(
    "Kota Jambi Salurkan Bantuan Pangan",
    (
        "JAMBI - Pemerintah Kota Jambi menyalurkan bantuan pangan kepada 4.120 keluarga di sebelas kecamatan.",
        "Anggaran yang disiapkan Rp2,5 miliar dari APBD 2023, kata kepala dinas sosial di kantornya, Rabu (12/7/2023).",
        '"Penerima kami ambil dari data terpadu, dan sudah diperiksa oleh lurah masing-masing," ujarnya.',
        "Adapun penerima di tiap kecamatan sebagai berikut:",
        "Kecamatan Telanaipura 812 keluarga",
        "Kecamatan Jelutung: 640 keluarga",
        "Penyaluran tahap kedua dijadwalkan pada Agustus mendatang untuk 1.300 keluarga yang belum menerima.",
    ),
    datetime(2023, 7, 12, 13, 45, tzinfo=WIB),
    filler=40,
)


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
        (b"<html>" + b"<p>x" * MAX_ELEMENTS, "too_large"),
        (b"<html><p>" + b"x " * MAX_TEXT_CHARS, "too_large"),
        (b"\x1f\x8b\x08\x00\x00", "binary"),
    ],
)
def test_page_that_is_no_article_is_refused_with_a_rule(raw: bytes, rule: str) -> None:
    with pytest.raises(PageRefused) as refused:
        read_article(raw, URL)
    assert refused.value.rule == rule
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_body_comes_out_whole_of_every_layout(layout: str) -> None:
    article = read_article(LAYOUTS[layout](STORY), "https://contoh.example/berita/bantuan.html")
    assert article.body.split("\n") == list(STORY.paragraphs)
    assert (article.title, article.place) == (STORY.title, "Jambi")
    assert article.published_date == date(2023, 7, 12)
    assert article.published_at == STORY.published
    assert not any(headline in article.body for headline in OTHERS)


@pytest.mark.parametrize(
    "name", ['class="konten-berita"', 'id="isi"', 'class="entry-content"', 'itemprop="articleBody"']
)
@pytest.mark.parametrize(
    "body",
    [
        "".join(f"<p>{line}</p>" for line in STORY.paragraphs),
        "".join(f"<div>{line}</div>" for line in STORY.paragraphs),
        "".join(f"<p><span style='color: black'>{line}</span></p>" for line in STORY.paragraphs),
        "<br>".join(STORY.paragraphs),
        "&nbsp;<br>&nbsp;<br>".join(STORY.paragraphs),
        "<font>" + "</font><br><br><font>".join(STORY.paragraphs) + "</font>",
        "<p>"
        + "</p><p>".join(STORY.paragraphs[:4])
        + "</p><ul><li>"
        + "</li><li>".join(STORY.paragraphs[4:6])
        + f"</li></ul><p>{STORY.paragraphs[6]}</p>",
        "<div class=a><p>" + "</p><p>".join(STORY.paragraphs[:2]) + "</p></div><div class=iklan>Advertisement</div>"
        "<div class=a><p>" + "</p><p>".join(STORY.paragraphs[2:]) + "</p></div>",
        "<b></b>" + "<br><span></span>".join(STORY.paragraphs),
    ],
    ids=["p", "div", "span", "br", "blanks", "font", "list", "parts", "empty elements"],
)
def test_body_is_found_under_any_name_and_markup(name: str, body: str) -> None:
    menu = "".join(f"<li><a href='/{i}'>Menu nomor {i}</a></li>" for i in range(12))
    raw = (
        f"<html><head><title>{STORY.title} - Situs Contoh</title></head><body><nav><ul>{menu}</ul></nav>"
        f"<h1>{STORY.title}</h1><div {name}>{body}</div><div class=sidebar><ul>{menu}</ul></div></body></html>"
    )
    found = read_article(raw.encode(), URL).body.split("\n")
    assert [line.removeprefix("- ") for line in found] == list(STORY.paragraphs)


def test_long_comments_below_a_short_article_are_not_the_article() -> None:
    comment = "<p>Semoga bantuan ini tepat sasaran dan tidak ada lagi potongan seperti tahun lalu ya bapak ibu.</p>"
    article = read_article(page(body=f"{BODY}<div class='comments-area'>{comment * 9}</div>"), URL)
    assert "potongan" not in article.body


def test_text_that_only_search_engines_are_given_is_read() -> None:
    head = (
        '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Bantuan &amp; Data\\u0000", '
        '"articleBody": "Pemerintah Kota Jambi menyalurkan bantuan kepada 300 keluarga."}</script>'
    )
    article = read_article(f"<html><head>{head}</head><body><div id=app></div></body></html>".encode(), URL)
    assert article.body == "Pemerintah Kota Jambi menyalurkan bantuan kepada 300 keluarga."
    assert article.title == "Bantuan & Data"


@pytest.mark.parametrize(
    ("head", "heading", "title"),
    [
        ("<title>Bantuan Pangan Naik Lagi | Harian Contoh</title>", "Harian Contoh", "Bantuan Pangan Naik Lagi"),
        ("<title>Harian Contoh | Bantuan Pangan Kota Naik</title>", "", "Bantuan Pangan Kota Naik"),
        ("<title>Bantuan Pangan Naik - Harian Contoh</title>", "", "Bantuan Pangan Naik"),
        (
            '<meta property="og:title" content="Bantuan Pangan Naik"><title>Bantuan Pangan Naik - Situs</title>',
            "Portal Kami",
            "Bantuan Pangan Naik",
        ),
    ],
)
def test_title_is_not_the_name_of_the_site(head: str, heading: str, title: str) -> None:
    raw = f"<html><head>{head}</head><body><h1>{heading}</h1><article>{BODY}</article></body></html>"
    assert read_article(raw.encode(), URL).title == title


@pytest.mark.parametrize(
    ("stamp", "moment"),
    [
        ("2023/07/12 13:45:00", datetime(2023, 7, 12, 6, 45, tzinfo=UTC)),
        ("Wed, 12 Jul 2023 13:45:00 +0700", datetime(2023, 7, 12, 6, 45, tzinfo=UTC)),
        ("2023-07-12T13:45:00+0700", datetime(2023, 7, 12, 6, 45, tzinfo=UTC)),
        ("2023-07-12 13:45", datetime(2023, 7, 12, 6, 45, tzinfo=UTC)),
        ("Rabu, 12 Juli 2023 14:45 WITA", datetime(2023, 7, 12, 6, 45, tzinfo=UTC)),
    ],
)
def test_machine_readable_times_as_outlets_write_them(stamp: str, moment: datetime) -> None:
    article = read_article(page(f'<meta name="pubdate" content="{stamp}">'), URL)
    assert (article.published_at, article.published_origin) == (moment, "meta")


@pytest.mark.parametrize(
    "stamp", ["0001-01-01T00:00:00", "9999-12-31T23:59:59Z", "1970-01-01T00:00:00Z", "2023-13-41", "0"]
)
def test_times_that_templates_leave_behind_are_no_times(stamp: str) -> None:
    head = f'<meta name="pubdate" content="{stamp}"><meta name="dc.date" content="2023-07-12">'
    article = read_article(page(head), URL)
    assert (article.published_at, article.published_date) == (None, date(2023, 7, 12))


@pytest.mark.parametrize(
    ("shown", "moment", "day"),
    [
        ("13:45 WIB", datetime(2023, 7, 12, 6, 45, tzinfo=UTC), 12),
        ("13:45 WITA", datetime(2023, 7, 12, 5, 45, tzinfo=UTC), 12),
        ("13.45 WIT", datetime(2023, 7, 12, 4, 45, tzinfo=UTC), 12),
        ("01:15 WIT", datetime(2023, 7, 11, 16, 15, tzinfo=UTC), 11),
        ("00.10 WIB", datetime(2023, 7, 11, 17, 10, tzinfo=UTC), 12),
    ],
)
def test_printed_times_of_all_three_zones(shown: str, moment: datetime, day: int) -> None:
    article = read_article(page(body=f'<div class="post-date">Rabu, 12 Juli 2023 {shown}</div>{BODY}'), URL)
    assert (article.published_at, article.published_date) == (moment, date(2023, 7, day))


def test_a_z_that_is_the_printed_local_time_is_that_time() -> None:
    head = '<meta property="article:published_time" content="2023-07-12T13:45:10Z">'
    shown = '<div class="date">Rabu, 12 Juli 2023 | 13:45 WITA</div>'
    assert read_article(page(head, shown + BODY), URL).published_at == datetime(2023, 7, 12, 5, 45, tzinfo=UTC)
    other = '<div class="date">Rabu, 12 Juli 2023 | 20:45 WIB</div>'
    assert read_article(page(head, other + BODY), URL).published_at == datetime(2023, 7, 12, 13, 45, 10, tzinfo=UTC)


def test_a_printed_date_on_another_weekday_is_not_believed() -> None:
    right = '<div class="date">Rabu, 12 Juli 2023</div>'
    assert read_article(page(body=right + BODY), URL).published_date == date(2023, 7, 12)
    wrong = '<div class="date">Senin, 12 Juli 2023</div>'
    assert read_article(page(body=wrong + BODY), URL).published_origin != "text"


@pytest.mark.parametrize(
    ("line", "is_advertorial"),
    [
        ("Kegiatan berlanjut sampai akhir tahun. (adv/bp/hb)", True),
        ("Kegiatan berlanjut sampai akhir tahun. (adv)", True),
        ("ADVERTORIAL", True),
        ("JAKARTA, 3 Mei 2023 /PRNewswire/ -- Perusahaan itu mengumumkan kerja sama baru.", True),
        ("Anggaran advertorial di dinas itu Rp2 miliar, kata anggota dewan, dan akan dikurangi.", False),
        ("Ia seorang advokat (adv) yang mendampingi warga.", True),
    ],
)
def test_advertorials_and_what_speaks_of_them(line: str, is_advertorial: bool) -> None:
    assert read_article(page(body=f"{BODY}<p>{line}</p>"), URL).is_advertorial is is_advertorial


def test_advertorial_section_is_marked() -> None:
    assert read_article(page(), "https://contoh.example/advertorial/bantuan.html").is_advertorial
    assert read_article(page('<meta property="article:section" content="Pariwara">'), URL).is_advertorial


def test_wrong_charset_and_twice_encoded_text_are_mended() -> None:
    assert decode("“Rp2 miliar”".encode("cp1252")) == "“Rp2 miliar”"
    assert decode("â€œbantuanâ€\x9d".encode()) == "“bantuan”"
    assert decode("â€œbantuanâ€, RpÂ\xa02 miliar, Â kata dia; â¢ satu â¦".encode()) == (
        "“bantuan”, Rp\xa02 miliar,  kata dia; • satu …"
    )
    assert decode("1.â\x81\xa0 Kota".encode()) == "1.\u2060 Kota"


def test_a_page_that_declares_another_encoding_than_it_has_is_read_as_it_is() -> None:
    declared = '<meta http-equiv="Content-Type" content="text/html; charset=iso-8859-1">'
    assert decode(f"{declared}“Rp2 miliar” – kata".encode()).endswith("“Rp2 miliar” – kata")
    assert decode('<?xml version="1.0" encoding="windows-1254"?>ş'.encode("cp1254")).endswith("ş")


def test_one_wrong_byte_does_not_change_the_reading_of_the_rest() -> None:
    assert decode("“Rp2 miliar” – kata ".encode() + b"\x93dia\x94") == "“Rp2 miliar” – kata “dia”"


def test_damage_of_an_earlier_save_stays_as_it_is() -> None:
    article = read_article(page(body=BODY.replace("ratusan", "rat\ufffdsan")), URL)
    assert "rat\ufffdsan keluarga" in article.body


def test_invisible_characters_are_taken_out_of_the_body() -> None:
    article = read_article(page(body=BODY.replace("ratusan", "rat\u200busan\u00ad &#8288;300")), URL)
    assert "ratusan 300 keluarga" in article.body


@pytest.mark.parametrize(
    ("line", "place"),
    [
        ("Mataram (ANTARA) - Pemerintah kota menyiapkan dana.", "Mataram"),
        ("PALANGKA RAYA – Dinas membuka pelatihan.", "Palangka Raya"),
        ("MAGELANG, CONTOH.com – Pemerintah kabupaten memperbaiki rumah.", "Magelang"),
        ("Radarjambi.co.id-KOTA JAMBI - Wakil wali kota memimpin rapat.", "Kota Jambi"),
        ("CONTOH.CO.ID, PENAJAM -- Sekitar 90 persen pelaku usaha.", "Penajam"),
        ("Sidoarjo, Bhirawa\nSebanyak 300 pelaku usaha menerima dana.", "Sidoarjo"),
        ("KEPRINEWS – Program padat karya dimulai.", None),
        ("TRIBUNCONTOH.COM - Pemerintah kota menyiapkan dana.", None),
        ("Pemerintah kota menyiapkan dana.", None),
    ],
)
def test_dateline(line: str, place: str | None) -> None:
    assert dateline(line) == place


FIRST = "Pemerintah kota menyalurkan bantuan pangan kepada ratusan keluarga di aula kelurahan sejak pagi."
LAST = "Kepala dinas meminta warga melapor apabila bantuan tidak diterima utuh oleh keluarga yang berhak."


@pytest.mark.parametrize(
    "furniture",
    [
        "Baca juga: Harga Beras Naik 10 Persen",
        "BACA JUGA : Warga terima Rp300 ribu",
        "Baca Juga Harga Beras Naik",
        "• Baca juga :\n• Harga beras naik lagi\n• Jalan Raya Ditutup",
        "Baca juga:\nHarga beras naik lagi di 12 pasar\nJalan Raya Ditutup",
        "Simak juga Video 'Warga Antre 3 Jam':",
        "Simak Video: Antrean di 20 Pasar",
        'Tonton juga video "Warga Antre 3 Jam" di sini:',
        "[Gambas:Video 20detik]",
        "SCROLL TO CONTINUE WITH CONTENT",
        "ADVERTISEMENT",
        "Gulir ke bawah untuk lanjut",
        "Promosi Bank Contoh Bagikan 40.000 Paket",
        "Bagikan:",
        "like 0 dislike 0",
        "12 komentar",
        "Dibaca 1.250 kali",
        "Facebook Twitter WhatsApp",
        "Jl. Melati Raya, Gang Dua No. 3 Kel. Contoh, Email: redaksi@contoh.example",
        "id Mataram,Baznas,Bantuan",
        "Tags: bansos, kemiskinan",
        "#bansos #kemiskinan",
        "Copyright © ANTARA 2024",
        "© 2023 Harian Contoh",
        "Dilarang keras mengambil konten tanpa izin.",
        "Editor: Penyunting Contoh",
        "Reporter : Penulis Contoh",
        "Laporan Wartawan Harian Contoh, Penulis Contoh",
        "Penulis: Penulis Contoh | Editor: Editor Contoh",
        "Tim Redaksi",
        "Petugas mendata 40 warga. (Foto: Dinas Contoh)",
        "Petugas mendata warga (ANTARA/Fotografer Contoh)",
        "Warga mengantre (ilustrasi). | Foto: Contoh/Fotografer",
        "CONTOHNEWS.COM/FOTOGRAFER CONTOH",
        "Rabu, 12 Juli 2023 13:45 WIB",
        "contoh.com | Wednesday, 12 July 2023 13:45",
        "Minggu 27-10-2024,19:56 WIB",
        "Halaman 1/2",
        "Ikuti kami di Google Berita",
        "Artikel ini telah tayang di Harian Contoh dengan judul Bantuan 300 Paket",
        "Diguyur Hujan, Jalan Nasional Sungai Contoh Longsor\nTiga Kepala Dinas Dilantik Jadi Staf Ahli Bupati",
    ],
)
def test_furniture_between_two_paragraphs_is_left_out(furniture: str) -> None:
    assert article_text(f"{FIRST}\n{furniture}\n{LAST}") == f"{FIRST}\n{LAST}"


@pytest.mark.parametrize(
    "line",
    [
        "Promosi wisata mendapat Rp2 miliar, kata kepala dinas pariwisata di kantornya.",
        "Bagikan 500 paket sembako, wali kota meminta warga tetap tertib saat antre.",
        "Hak cipta 300 produk UMKM didaftarkan dinas tahun ini.",
        "Penurunan itu rata-rata satu persen (antara 0,8 dan 1,2 persen).",
        "Sebanyak 40 warga mengurus akta (dokumentasi kependudukan).",
        "Berita terbaru itu dibantah kepala dinas, yang menyebut 300 penerima.",
        "Jalan sepanjang 12 kilometer diperbaiki dengan Rp4 miliar.",
        "Bantuan itu bersumber dari Kementerian Sosial, kata dia. (ANTARA)",
        "Kecamatan Jelutung: 640 keluarga",
        "- Penerima Sembako Murni: 8.675 KPM",
        "1. Kabupaten Contoh Raya dari Rp1,2 triliun menjadi Rp1 triliun",
        "Foto copy KTP dibawa 300 warga ke kantor lurah, katanya.",
        "Mulai 12 Mei 2023 sebanyak 300 keluarga menerima bantuan",
        "Penerima adalah warga dalam Program Keluarga Harapan (PKH)",
        "Dana 2 | 3 miliar rupiah per tahun",
    ],
)
def test_line_of_the_article_that_resembles_furniture_stays(line: str) -> None:
    assert article_text(f"{FIRST}\n{line}\n{LAST}") == f"{FIRST}\n{line}\n{LAST}"


def test_items_of_a_list_are_no_headlines_of_other_articles() -> None:
    text = f"{FIRST}\nRincian penerima bantuan:\nKecamatan Pasar Contoh 310 KK\nKecamatan Danau Contoh 95 KK\n{LAST}"
    assert article_text(text) == text


def test_a_list_behind_an_acronym_is_not_behind_the_byline() -> None:
    text = f"{FIRST}\n{LAST[:-1]} sesuai Program Keluarga Harapan (PKH)\nSebanyak 300 keluarga lulus tahun ini\n{LAST}"
    assert article_text(text) == text


def test_headlines_behind_the_byline_are_left_out_whatever_their_case() -> None:
    text = f"{FIRST}\n{LAST} (dan/rik)\nHarga cabai tembus Rp91 ribu per kilogram\nJalan raya ditutup dua hari"
    assert article_text(text) == f"{FIRST}\n{LAST}"


@pytest.mark.parametrize("initials", ["(acd/acd)", "(adv/bp/hb)", "(Red01)", "(hms)", "(ria/akd*)"])
def test_initials_at_the_end_are_left_out(initials: str) -> None:
    assert article_text(f"{FIRST}\n{LAST} {initials}") == f"{FIRST}\n{LAST}"


def test_read_also_inside_a_line_ends_with_its_sentence() -> None:
    text = f"{FIRST} Baca juga: Harga Beras Naik 10 Persen. {LAST}"
    assert [text[line.start : line.end] for line in lines(text) if line.boilerplate is None] == [FIRST, LAST]
    glued = f"Baca juga: Sungai perlu dikerukBaca juga: Sungai perlu dikeruk\n{FIRST}"
    assert article_text(glued) == FIRST
    assert article_text(f"{FIRST}\nBaca juga: Kapan Bantuan Cair? Ini Jadwalnya\n{LAST}") == f"{FIRST}\n{LAST}"


@pytest.mark.parametrize(
    ("wrapped", "whole"),
    [
        ("Anggaran naik 15\npersen dari tahun lalu.", "Anggaran naik 15 persen dari tahun lalu."),
        ("JAMBI, CONTOH.com\n– Pemerintah kota menambah dana.", "JAMBI, CONTOH.com – Pemerintah kota menambah dana."),
        ("ujarnya kepada\nContoh.com\npada Jumat.", "ujarnya kepada Contoh.com pada Jumat."),
        ("Dana itu sebesar\nRp2 miliar.", "Dana itu sebesar Rp2 miliar."),
    ],
)
def test_wrapped_lines_are_joined(wrapped: str, whole: str) -> None:
    assert article_text(wrapped) == whole


def test_text_wrapped_at_a_width_is_joined_at_capitals_too() -> None:
    paragraph = (
        "Pemerintah Kabupaten Contoh menyalurkan bantuan pangan kepada 4.120 keluarga miskin di sebelas kecamatan, "
        "kata Kepala Dinas Sosial Kabupaten Contoh di kantornya. Bantuan serupa diterima 300 keluarga lain di "
        "Kecamatan Danau Contoh, dan tahap kedua akan disalurkan kepada 1.300 keluarga yang belum menerima bantuan itu."
    )
    wrapped = textwrap.fill(paragraph, 64)
    assert wrapped.count("\n") > 3
    assert article_text(wrapped) == paragraph
    headlines = "Harga Beras Naik Lagi\nJalan Raya Ditutup Dua Hari\nWarga Antre Bantuan Pangan\nTiga Pasar Baru Dibuka"
    assert len(lines(headlines)) == 4


def test_body_that_stands_twice_is_kept_once() -> None:
    body = "Pemerintah kota menyiapkan dana bagi warga miskin.\nPenyaluran dimulai bulan depan di semua kelurahan."
    assert article_text(f"{body}\n{body}") == body


def test_short_sentences_of_a_second_copy_are_repetitions_too() -> None:
    short = "Totalnya 300 KPM."
    body = f"{FIRST}\n{short}\n{LAST}"
    assert article_text(f"{body}\n{body}") == body
    assert [s.repeated for s in sentences(f"{body}\n{body}")] == [False] * 3 + [True] * 3
    assert article_text(f"{short}\n{FIRST}\n{short}") == f"{short}\n{FIRST}\n{short}"


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
