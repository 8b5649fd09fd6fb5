"""Pages that are made to take long, to fill the memory or to end the process; each is as large as a page may be.

Enters: nothing. Leaves: bytes by a name that says what they are.
"""

from __future__ import annotations

import gzip
from collections.abc import Callable, Mapping

from lumbung.news.article import MAX_ELEMENTS, MAX_PAGE_BYTES, MAX_TEXT_CHARS

FIFTY_MB = 50 * 1024 * 1024
_TITLE = "<title>Bantuan untuk 300 keluarga</title>"
_SENTENCE = "Pemerintah Kota Jambi menyalurkan bantuan Rp2,5 miliar kepada 300 keluarga di enam kecamatan. "


def _filled(piece: str, before: str = "", behind: str = "") -> bytes:
    """The piece as often as it finds room."""
    room = MAX_PAGE_BYTES - len(before.encode()) - len(behind.encode())
    return (before + piece * (room // len(piece.encode())) + behind).encode()


def _in_body(piece: str) -> bytes:
    return _filled(piece, f"<html><head>{_TITLE}</head><body><p>", f"<p>{_SENTENCE}</p></body></html>")


def _as_long_as_a_text_may_be(piece: str) -> bytes:
    text = piece * ((MAX_TEXT_CHARS - 1_000) // len(piece))
    return f"<html><head>{_TITLE}</head><body><article><p>{text}<p>{_SENTENCE}</p></article></body></html>".encode()


def _as_many_elements_as_may_be(piece: str) -> bytes:
    pieces = piece * (MAX_ELEMENTS // piece.count("<") - 10)
    return f"<html><head>{_TITLE}</head><body><article>{pieces}<p>{_SENTENCE}</p></article></body></html>".encode()


BOMBS: Mapping[str, Callable[[], bytes]] = (
    {
        "fifty megabytes of text": lambda: b"<p>" + b"a " * (FIFTY_MB // 2),
        "gzip bomb": lambda: gzip.compress(b"<p>" + b"\0" * FIFTY_MB),
        "nested 100,000 deep": lambda: b"<html><body>" + b"<div>" * 100_000 + _SENTENCE.encode() + b"</div>" * 100_000,
        "nested without end": lambda: _filled("<div>"),
        "nested tables": lambda: _filled("<table><tr><td>"),
        "nested quotes": lambda: _in_body("<blockquote><i><b>"),
        "nested and dated": lambda: _filled('<div class="date">12 '),
        "nested lists": lambda: _filled("<ul><li>a"),
        "one line": lambda: _filled(_SENTENCE),
        "one line in a paragraph": lambda: _in_body(_SENTENCE),
        "a million tags": lambda: _in_body("<p>a"),
        "a huge attribute": lambda: _filled(
            "a ", f'<html><body><p class="{_SENTENCE}', f'">{_SENTENCE}</p></body></html>'
        ),
        "attributes": lambda: _filled(" a='b'", "<html><body><p", f">{_SENTENCE}</p></body></html>"),
        "meta elements": lambda: _filled('<meta name="date" content="x">', "<html><head>"),
        "entities": lambda: _in_body("&amp;&#x41;&lt;"),
        "entities that grow": lambda: _filled(
            "&b;", '<!DOCTYPE html [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]><html><body><p>'
        ),
        "bare ampersands": lambda: _in_body("&"),
        "open angles": lambda: _in_body("<"),
        "comments": lambda: _in_body("<!-- -->"),
        "an open comment": lambda: _filled("-- ", "<html><body><!--"),
        "null bytes": lambda: b"<html><body>" + b"\0" * 1_000_000,
        "null bytes far behind": lambda: _filled(
            "\0a a a a a a a a a a a a a a a a a a a ", f"<p>{_SENTENCE * 60}</p>"
        ),
        "bytes above 127": lambda: b"<html><body><p>" + b"\xe9a" * (MAX_PAGE_BYTES // 2 - 20),
        "an encoding that is slow to read": lambda: _filled("-é", '<html><meta charset="punycode"><body><p>'),
        "nested JSON": lambda: _filled("[", '<html><script type="application/ld+json">'),
        "JSON numbers": lambda: _filled("9", '<html><script type="application/ld+json">'),
        "a script of one article": lambda: _filled(
            "a ", '<html><script type="application/ld+json">{"@type":"Article","articleBody":"', '"}</script></html>'
        ),
    }
    | {
        f"elements: {piece}": (lambda piece=piece: _as_many_elements_as_may_be(piece))
        for piece in (
            "<b></b>",
            "<br>",
            "<p>Rp2 juta, 3 KK.</p>",
            f"<p>{_SENTENCE[:20]}</p>",
            "<table><tr><td>300 KK</td></tr></table>",
            '<a href="/a">Baca juga: bantuan</a>',
            "<h1>Bantuan</h1>",
            '<time datetime="2023-99-99">x</time>',
            '<script type="application/ld+json">{"@type":"Article"}</script>',
            "<p>Senin, 12 Mei 2023 12:30</p>",
            '<div class="date">x</div>',
            "<li>a</li>",
            "<br>Rp2 juta",
        )
    }
    | {
        f"text: {piece}": (lambda piece=piece: _as_long_as_a_text_may_be(piece))
        for piece in (
            _SENTENCE,
            "dana desa ",
            "a",
            "â€œa",
            "Senin (12/5/2023) ",
            "Baca juga: ",
            "(Foto: ",
            " \u00a0",
            "\n",
            "a\n",
            ". ",
            '" ',
            "1",
            "1.000 ",
            "Rp",
            "Kota Jambi ",
            "\u200b",
        )
    }
)
