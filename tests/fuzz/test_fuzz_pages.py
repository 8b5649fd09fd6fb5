"""Damaged and hostile web pages: each gives an article or a refusal with its reason, in bounded time and memory, and
never ends the process."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterable
from datetime import datetime
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lumbung.news.article import PageRefused, decode, read_article
from lumbung.news.lines import LONGEST_SENTENCE, article_text, lines, sentences
from lumbung.samples.news_site import write_news_site
from lumbung.sources.catalogue import SHIPPED_CATALOGUE
from tests.fuzz.mutations import mutated
from tests.fuzz.page_bombs import BOMBS
from tests.fuzz.reading_process import Case, Outcome, read_all
from tests.news_layouts import LAYOUTS, WIB, Story

OUTLET = SHIPPED_CATALOGUE / "news" / "mataramterkini.yaml"
LIMITS = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
# What the parsed elements of the worst page take, and as much again.
MOST_MEMORY = 1_000_000_000
STORY = Story(
    "Kota Jambi Salurkan Bantuan Pangan",
    (
        "JAMBI - Pemerintah Kota Jambi menyalurkan bantuan pangan kepada 4.120 keluarga di sebelas kecamatan.",
        "Anggaran yang disiapkan Rp2,5 miliar dari APBD 2023, kata kepala dinas sosial di kantornya, Rabu (12/7/2023).",
        '"Penerima kami ambil dari data terpadu, dan sudah diperiksa oleh lurah masing-masing," ujarnya. (dan/rik)',
    ),
    datetime(2023, 7, 12, 13, 45, tzinfo=WIB),
    filler=20,
)


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Case]:
    folder = tmp_path_factory.mktemp("site")
    site = [path for path in write_news_site(folder) if path.match("20*/*/*.html")]
    data = {str(path.relative_to(folder)): path.read_bytes() for path in site}
    data |= {name: build(STORY) for name, build in LAYOUTS.items()}
    return {name: case(name, page) for name, page in data.items()}


def case(name: str, data: bytes) -> Case:
    return Case(name, data, OUTLET, "https://mataramterkini.example/2023/07/berita.html")


def read(cases: Iterable[Case]) -> Outcome:
    outcome = read_all(cases)
    print(outcome)  # noqa: T201 - what the long run is for
    assert outcome.faults == []
    assert outcome.peak_bytes < MOST_MEMORY
    return outcome


def check(pages: dict[str, Case], count: int) -> None:
    assert len(pages) > 20
    outcome = read(mutated(pages, count))
    assert outcome.parsed + outcome.refused.total() == count
    # Damage that is never or always fatal would test nothing.
    assert count // 2 < outcome.parsed < count


def test_pages_are_read_undamaged(pages: dict[str, Case]) -> None:
    outcome = read(pages.values())
    assert outcome.parsed == len(pages) > 20


def test_damaged_pages(pages: dict[str, Case]) -> None:
    check(pages, 200)


@pytest.mark.slow
def test_two_thousand_damaged_pages(pages: dict[str, Case]) -> None:
    check(pages, 2_000)


def test_pages_that_are_too_large_or_no_text_are_refused_with_a_reason() -> None:
    wanted = {
        "fifty megabytes of text": "too_large",
        "gzip bomb": "binary",
        "null bytes": "binary",
        "null bytes far behind": "too_large",
        "one line": "too_large",
        "a million tags": "too_large",
        "entities that grow": "too_large",
        "nested 100,000 deep": "no_text",
        "an open comment": "no_text",
    }
    outcome = read(case(name, BOMBS[name]()) for name in wanted)
    assert outcome.refused == Counter(wanted.values())


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["page", "elements", "text"])
def test_hostile_pages_are_read_in_time(kind: str) -> None:
    bombs = {
        name: make for name, make in BOMBS.items() if name.startswith(kind) or (kind == "page" and ":" not in name)
    }
    assert len(bombs) > 10
    outcome = read(case(name, make()) for name, make in bombs.items())
    assert outcome.parsed + outcome.refused.total() == len(bombs)


@pytest.mark.parametrize(
    "piece",
    [
        "a b\n",
        "di\nA\n",
        "a,\n",
        "id a\n",
        "(foto ",
        "(a/b",
        "( a",
        "• ",
        "| ",
        "Rp. 2 No. ",
        "Baca juga: x. Dan ",
        ". ",
        " ",
        "Harga Beras Naik Lagi\n",
        "daftar:\n",
        "Baca juga\nharga naik\n",
        "jalan ",
        "#a ",
        "\n",
        "12 Mei 2023 ",
        '"',
    ],
)
def test_time_grows_with_the_text_and_not_with_its_square(piece: str) -> None:
    """The square of this length would take minutes."""
    text = "x" + piece * (200_000 // len(piece)) + "y"
    began = time.process_time()
    article_text(text)
    sentences(text)
    assert time.process_time() - began < 10


@LIMITS
@given(
    st.lists(
        st.sampled_from(
            [
                *(
                    "<table>",
                    "</table>",
                    "<tr>",
                    "<td>",
                    "</td>",
                    "<article>",
                    "</article>",
                    "<p>",
                    "</p>",
                    "<br>",
                    "<div>",
                ),
                *(
                    "<form>",
                    "<li>",
                    "<h1>",
                    "<time datetime='9999-12-31T23:59:59Z'>",
                    "<div class=date>",
                    "<!--",
                    "-->",
                ),
                *(
                    "<time datetime='0001-01-01'>",
                    "<meta name=date content='31/02/2023'>",
                    "<svg>",
                    "<title>",
                    "<head>",
                ),
                *(
                    '<script type="application/ld+json">{"@type":"Article","headline":"\\ud800\\u0000"}</script>',
                    "&#0;",
                ),
                *('<script type="application/ld+json">', '{"@graph":[[],null,{"@type":[1]}]}', "</script>", "&#xD800;"),
                "Pemerintah Kota Jambi menyalurkan bantuan Rp2 miliar kepada 300 keluarga. ",
                "Senin, 12 Mei 2023 12:30 WITA",
                "\x00",
                "â€",
            ]
        ),
        max_size=40,
    )
)
def test_any_markup(pieces: list[str]) -> None:
    try:
        article = read_article(f"<html>{''.join(pieces)}".encode(), "https://contoh.example/a.html")
    except PageRefused as refusal:
        said = [refusal.reason]
    else:
        said = [article.title, *article.body.split("\n")]
    assert all(line.strip() and "\x00" not in line for line in said)


@LIMITS
@given(st.sampled_from([b"", b"\xef\xbb\xbf", b"<meta charset=", b"<?xml encoding='"]), st.binary())
def test_any_bytes_are_decoded(start: bytes, rest: bytes) -> None:
    decode(start + rest).encode("utf-8")


@LIMITS
@given(
    st.lists(
        st.sampled_from(
            [
                *(
                    "Baca juga:",
                    "Baca juga: Harga Naik",
                    "kata dia.",
                    "\n",
                    "\n\n",
                    " ",
                    "Rp2 miliar",
                    "(dan/rik)",
                    "id a,b",
                ),
                *(
                    "Kota Jambi",
                    "untuk",
                    "Harga Beras Naik Lagi",
                    "•",
                    "1.",
                    ":",
                    "“",
                    "”",
                    "SCROLL TO CONTINUE",
                    "\u200b",
                ),
                "Pemerintah menyalurkan bantuan kepada 300 keluarga yang terdata di kantor lurah.",
            ]
        ),
        max_size=40,
    )
)
def test_lines_and_sentences_keep_their_places(pieces: list[str]) -> None:
    text = "".join(pieces)
    found = lines(text)
    assert all(line.start < line.end and not text[line.start].isspace() for line in found)
    assert [line.start for line in found] == sorted(line.start for line in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert sum(line.end - line.start for line in found) >= len("".join(text.split()))
    spoken = sentences(text)
    assert all(0 < s.end - s.start <= LONGEST_SENTENCE for s in spoken)
    assert all(a.end <= b.start for a, b in pairwise(spoken))
