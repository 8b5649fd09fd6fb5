"""Feeds, sitemaps and index pages: what is read as a link, and what nothing is made of."""

from __future__ import annotations

import gzip
import time

import pytest

from lumbung.news.listings import MAX_ENTRIES, ListingRefused, read_listing

URL = "https://contoh.example/berita/daftar.xml"


def links(body: bytes | str, *, text: bool = True) -> list[str]:
    raw = body.encode() if isinstance(body, str) else body
    page_text = raw.decode("utf-8", "replace") if text else None
    return [entry.url for entry in read_listing(raw, URL, max_bytes=1_000_000, page_text=page_text).entries]


def test_rss() -> None:
    raw = b"""\xef\xbb\xbf<?xml version="1.0"?>
    <rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel>
      <title>Contoh</title><link>https://contoh.example/</link><atom:link rel="self" href="daftar.xml"/>
      <item><title>Bantuan &amp; pangan&nbsp;</title>
        <link> https://contoh.example/1 </link><category>Sosial</category></item>
      <item><guid>https://contoh.example/2</guid></item><item><guid isPermaLink="false">3</guid></item>
    </channel></rss>"""
    listing = read_listing(raw, URL, max_bytes=10_000)
    assert listing.kind == "feed"
    assert [entry.url for entry in listing.entries] == ["https://contoh.example/1", "https://contoh.example/2"]
    assert "Bantuan & pangan" in listing.entries[0].words
    assert "Sosial" in listing.entries[0].words


def test_rss_1_and_atom() -> None:
    rdf = (
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/">'
        "<channel><link>/</link></channel><item><title>a</title><link>/1</link></item></rdf:RDF>"
    )
    assert links(rdf) == ["https://contoh.example/1"]
    atom = (
        '<feed xmlns="http://www.w3.org/2005/Atom"><link href="/"/><entry><link rel="edit" href="/sunting"/>'
        '<link href="dua"/><category term="UMKM"/></entry></feed>'
    )
    listing = read_listing(atom.encode(), URL, max_bytes=10_000)
    assert [(entry.url, entry.words) for entry in listing.entries] == [("https://contoh.example/berita/dua", "UMKM")]


def test_a_sitemap_newest_first_and_a_list_of_sitemaps() -> None:
    raw = (
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:image="i" xmlns:news="n">'
        "<url><loc>/lama</loc><lastmod>2019-01-01</lastmod></url>"
        "<url><image:image><image:loc>/foto.jpg</image:loc></image:image><loc>/baru</loc><news:news>"
        "<news:publication_date>2024-05-01</news:publication_date><news:title>Bantuan</news:title></news:news></url>"
        "<url><loc>/entah</loc></url></urlset>"
    )
    listing = read_listing(gzip.compress(raw.encode()), URL, max_bytes=10_000)
    assert listing.kind == "sitemap"
    assert [entry.url.rpartition("/")[2] for entry in listing.entries] == ["baru", "lama", "entah"]
    assert listing.entries[0].words == "Bantuan"
    lists = read_listing(b"<sitemapindex><sitemap><loc>/a.xml.gz</loc></sitemap></sitemapindex>", URL, max_bytes=9999)
    assert (lists.kind, lists.entries[0].url) == ("sitemaps", "https://contoh.example/a.xml.gz")


def test_an_index_page() -> None:
    page = (
        '<html><head><base href="/kota/"></head><body><a name="x">tanpa</a><a href="satu">Bantuan <b>pangan</b></a>'
        '<a href="#x">x</a><a href="http://[::1">rusak</a><p><a href="/dua">tidak ditutup'
    )
    listing = read_listing(page.encode(), URL, max_bytes=10_000, page_text=page)
    assert listing.kind == "index"
    assert next((entry.url, entry.words) for entry in listing.entries if "kota" in entry.url) == (
        "https://contoh.example/kota/satu",
        "Bantuan pangan",
    )
    assert listing.entries[-1].url == "https://contoh.example/dua"


def test_rss_that_is_served_as_a_page_is_rss() -> None:
    assert links("<!-- halaman --><rss><channel><item><link>/1</link></item></channel></rss>") == [
        "https://contoh.example/1"
    ]


def test_a_feed_that_breaks_off_is_as_good_as_a_shorter_one() -> None:
    assert links("<rss><item><link>/1</link></item><item><title>\x01 & <<") == ["https://contoh.example/1"]


def test_no_entity_is_resolved_and_no_file_is_read() -> None:
    bomb = "".join(f"<!ENTITY a{n} '{f'&a{n - 1};' * 10}'>" for n in range(1, 15))
    raw = f"<!DOCTYPE x [<!ENTITY a0 'lol'>{bomb}]><rss><item><title>&a14;</title><link>/1</link></item></rss>"
    started = time.monotonic()
    assert links(raw) in ([], ["https://contoh.example/1"])
    assert time.monotonic() - started < 2
    secret = (
        '<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/hostname">]>'
        "<rss><item><title>&f;</title><link>/1</link></item></rss>"
    )
    listing = read_listing(secret.encode(), URL, max_bytes=10_000)
    assert [entry.words for entry in listing.entries] == [""]


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"", "no text"),
        (b"\x1f\x8bjunk", "no readable gzip"),
        (gzip.compress(b"<urlset>" + bytes(5_000_000)), "when it is unpacked"),
    ],
)
def test_what_lists_nothing_is_refused(body: bytes, reason: str) -> None:
    with pytest.raises(ListingRefused, match=reason):
        links(body, text=False)
    with pytest.raises(ListingRefused, match="is empty"):
        links(b" \n ")


@pytest.mark.parametrize(
    "body",
    [
        "<html>" + "<div>" * 300_000 + '<a href="/x">y</a>',
        "<html>" + '<a href="/x"><div>' * 100_000,
        "<html>" + '<a href="/x">y' * 100_000,
        "<rss>" + "<channel>" * 300_000,
        "<urlset>" + "<url><loc>/1</loc></url>" * 100_000,
        "<rss><item>" + "<title>x</title>" * 200_000,
    ],
)
def test_time_grows_with_the_bytes_however_they_are_nested(body: str) -> None:
    started = time.monotonic()
    assert len(links(body)) <= MAX_ENTRIES
    assert time.monotonic() - started < 15
