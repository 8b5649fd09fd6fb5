"""A page's records fit the staging tables, column by column."""

from __future__ import annotations

from pathlib import Path

import pytest

from lumbung.news.article import PageRefused
from lumbung.news.pages import PARSER_VERSION, figure_records, parse_page
from lumbung.samples import SHIPPED_SAMPLES
from lumbung.sources.catalogue import SHIPPED_CATALOGUE, load_catalogue
from lumbung.staging.load import dataset_columns

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


def test_quote_stands_at_its_place_in_the_body() -> None:
    page = parse_page(raw(), URL, load_catalogue([SHIPPED_CATALOGUE])["mataramterkini__news"])
    body = str(page.article["body"])
    assert page.article["outlet"] == "Mataram Terkini"
    for figure in page.figures:
        assert body[int(str(figure["start_offset"])) : int(str(figure["end_offset"]))] == figure["quote"]


def test_every_sample_outlet_has_its_pages() -> None:
    outlets = {k: s for k, s in load_catalogue([SHIPPED_CATALOGUE]).items() if s.dataset == "news"}
    assert len(outlets) == 5
    for spec in outlets.values():
        folder = spec.sample_folder()
        assert isinstance(folder, Path)
        assert (folder / "index.html").is_file(), spec.id


def test_page_without_text_is_refused() -> None:
    with pytest.raises(PageRefused):
        parse_page(b"", URL, load_catalogue([SHIPPED_CATALOGUE])["mataramterkini__news"])


def test_printed_records_hold_plain_values() -> None:
    (record,) = figure_records("Bantuan Rp2,5 miliar disalurkan di Kota Jambi pada tahun 2022.", None)
    assert (record["value"], record["period_start"]) == (2_500_000_000, "2022-01-01")
    assert PARSER_VERSION.startswith("news-")


def test_digits_run_together_have_no_value() -> None:
    (record,) = figure_records("Sebanyak 123456789012345678901234567890 orang hadir.", None)
    assert record["value"] is None
    assert record["reason"]
