"""A page's records fit the staging tables, column by column."""

from __future__ import annotations

from pathlib import Path

import pytest

from lumbung.news.article import PageRefused
from lumbung.news.consistency import inside_checks
from lumbung.news.figures import body_fingerprint, figures
from lumbung.news.lines import lines
from lumbung.news.mending import Legible, mended
from lumbung.news.pages import PARSER_VERSION, figure_records, parse_page, text_of
from lumbung.news.tokens import words_of
from lumbung.samples import SHIPPED_SAMPLES
from lumbung.sources.catalogue import SHIPPED_CATALOGUE, load_catalogue
from lumbung.staging.tables import dataset_columns

HOST, PATH = "mataramterkini.example", "/2024/05/anggaran-kemiskinan-ekstrem.html"
URL = f"https://{HOST}{PATH}"


def raw() -> bytes:
    return (SHIPPED_SAMPLES / "news_site" / HOST / PATH.lstrip("/")).read_bytes()


def test_records_have_the_columns_of_staging() -> None:
    page = parse_page(raw(), URL, load_catalogue([SHIPPED_CATALOGUE])["mataramterkini__news"])
    assert page.article.keys() == set(dataset_columns("news_article"))
    assert page.figures
    for number, figure in enumerate(page.figures, 1):
        assert figure.keys() == set(dataset_columns("news_figure"))
        assert figure["figure_no"] == number
        assert figure["source_ref"] == f"{URL}#s{figure['sentence_no']}"


def test_body_is_cut_once_for_figures_checks_and_fingerprint() -> None:
    body = "Bantuan pangan diterima 1.230 KPM di Kota Jambi pada Rabu (12/7/2023)."
    lines.cache_clear()
    words_of.cache_clear()
    found = figures(body, None)
    assert inside_checks(body, found, None)
    assert body_fingerprint(body)
    assert words_of.cache_info().misses == 1
    assert lines.cache_info().misses == 1


def test_quote_stands_at_its_place_in_the_body() -> None:
    page = parse_page(raw(), URL, load_catalogue([SHIPPED_CATALOGUE])["mataramterkini__news"])
    body = str(page.article["body"])
    assert page.article["outlet"] == "Mataram Terkini"
    for figure in page.figures:
        assert body[int(str(figure["start_offset"])) : int(str(figure["end_offset"]))] == figure["quote"]


def test_every_sample_outlet_has_its_pages() -> None:
    outlets = {k: s for k, s in load_catalogue([SHIPPED_CATALOGUE]).items() if s.crawl and s.crawl.sample_folder}
    assert len(outlets) == 5
    for spec in outlets.values():
        folder = spec.sample_folder()
        assert isinstance(folder, Path)
        assert (folder / "index.html").is_file(), spec.id


def test_page_without_text_is_refused() -> None:
    with pytest.raises(PageRefused):
        parse_page(b"", URL, load_catalogue([SHIPPED_CATALOGUE])["mataramterkini__news"])


def test_page_with_more_figures_than_an_article_holds_is_refused() -> None:
    rows = "".join(f"<p>Bantuan tahap {n} sebesar Rp{n} juta disalurkan kepada warga.</p>" for n in range(2, 1_500))
    page = f"<html><body><article>{rows}</article></body></html>".encode()
    with pytest.raises(PageRefused) as refused:
        parse_page(page, URL, load_catalogue([SHIPPED_CATALOGUE])["mataramterkini__news"])
    assert refused.value.rule == "too_large"


def test_printed_records_hold_plain_values() -> None:
    (record,) = figure_records("Bantuan Rp2,5 miliar disalurkan di Kota Jambi pada tahun 2022.", None)
    assert (record["value"], record["period_start"]) == (2_500_000_000, "2022-01-01")
    assert PARSER_VERSION.startswith("news-")


def test_digits_run_together_have_no_value() -> None:
    (record,) = figure_records("Sebanyak 123456789012345678901234567890 orang hadir.", None)
    assert record["value"] is None
    assert record["reason"]


SAID = "Kata â€œpemkotâ€\x9d, dana Rp2,5 miliar disalurkan di Kota Jambi pada 2022. Upah naik 10â€“15 persen.\r\n"


@pytest.mark.parametrize(
    "given",
    [
        SAID,
        f"\ufeff{SAID}",
        f"\ufeffRp2,5 miliar dibagi di Kota Jambi.\n\ufeff{SAID}",
        SAID.replace("Rp2,5 miliar", "â€œRp2,5Â\xa0miliarâ€\x9d"),
        f"ï»¿{SAID}",
    ],
)
def test_offsets_of_plain_text_count_the_given_characters(given: str) -> None:
    text, published = text_of(given.encode())
    assert (text, published) == (given, None)
    found = figure_records(text, None)
    assert {(record["value"], record["value_high"]) for record in found} == {(2_500_000_000, None), (10, 15)}
    for record in found:
        assert given[record["start"] : record["end"]] == record["quote"]
        assert record["quote"] in record["sentence"]
        assert record["sentence"] in given


def test_mended_text_gives_the_figures_of_clean_text() -> None:
    clean = mended(SAID)
    assert "“pemkot”" in clean
    keys = ("value", "value_high", "unit", "role", "region_code", "period_start", "reason")
    figures_of = [[tuple(r[k] for k in keys) for r in figure_records(t, None)] for t in (SAID, clean)]
    assert figures_of[0]
    assert figures_of[0] == figures_of[1]


def test_each_mended_position_is_known_in_the_given_text() -> None:
    given = "\ufeffaâ€œbÂ\xa0c"
    legible = Legible(given)
    assert legible.text == " a“b\xa0c"
    assert [legible.given(at) for at in range(len(legible.text) + 1)] == [0, 1, 2, 5, 6, 8, 9]


def test_what_only_resembles_twice_encoded_text_stays() -> None:
    assert mended("â€\u201b, â€\u201f") == "â€\u201b, â€\u201f"


def test_plain_text_that_is_not_utf_8_is_read_as_cp1252() -> None:
    assert text_of("“Rp2 miliar”".encode("cp1252")) == ("“Rp2 miliar”", None)


@pytest.mark.parametrize(
    "raw",
    [
        bytes(range(256)),
        bytes(range(1, 256)) * 20,
        b"Rp2 miliar\x00",
        b"a" * 5000 + b"\x00",
        "Rp2 miliar".encode("utf-16"),
        b"%PDF-1.7 Rp2 miliar",
    ],
)
def test_bytes_that_are_no_text_are_refused_in_one_line(raw: bytes) -> None:
    with pytest.raises(PageRefused) as refused:
        text_of(raw)
    assert refused.value.rule == "binary"
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize("raw", [b"", b" \n", b"\xef\xbb\xbf"])
def test_an_empty_text_has_no_figures(raw: bytes) -> None:
    text, published = text_of(raw)
    assert figure_records(text, published) == []


def test_one_stray_control_character_does_not_make_a_text_binary() -> None:
    text, _ = text_of(b"Dana Rp2 miliar disalurkan\x02 di Kota Jambi.")
    assert [record["value"] for record in figure_records(text, None)] == [2_000_000_000]
