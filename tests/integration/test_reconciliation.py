"""A night with news and official figures: copies counted once, claims held against what is official and each other."""

from __future__ import annotations

import json
from decimal import Decimal
from html import escape
from pathlib import Path

import pytest

from lumbung import steps
from lumbung.marts.read import query
from lumbung.runtime.warehouse import Warehouse
from tests import night

RAKOR = "https://suarajambi.example/2022/11/rakor-tkpk-kota-jambi.html"
COPY = "https://kabarpinang.example/2022/11/kota-jambi-susun-program-kemiskinan.html"
MATARAM = "https://mataramterkini.example/2024/05/anggaran-kemiskinan-ekstrem.html"
PUBLIC = "https://radar.example/2022/11/rakor.html"


def rows(warehouse: Warehouse, text: str) -> list[tuple[object, ...]]:
    return query(warehouse, text).rows


def test_a_night_on_the_samples_reconciles_news_with_official_figures(warehouse: Warehouse) -> None:
    names = [
        "suarajambi__news",
        "kabarpinang__news",
        "mataramterkini__news",
        "bps__poverty",
        "kota_jambi__program_reach",
    ]
    scope: steps.Scope = {"sources": names}
    verdicts = night.land(scope, news=True)
    assert verdicts["rejected"] == 0
    assert night.build(warehouse) is not None

    # The rewrite of another outlet is one cluster with the first; only what it alone says follows, once.
    said = rows(
        warehouse,
        f"""
        select article_url, quote, is_from_later_copy, copies from fct_news_figure
        where cluster_id = (select distinct cluster_id from fct_news_figure where article_url = '{RAKOR}')
          and value is not null
        order by is_from_later_copy, figure_no
        """,
    )
    assert said == [
        (RAKOR, "9,02 persen", False, 2),
        (RAKOR, "1,08 persen", False, 2),
        (RAKOR, "6.562 jiwa", False, 2),
        (COPY, "292 lebih keluarga penerima PKH", True, 2),
    ]
    # 9,02 percent, said of 2022, is the figure of 2021: both addresses, both periods.
    [(left, period, right, right_period, gap, status, reason)] = rows(
        warehouse,
        """
        select left_source_ref, period, right_source_ref, right_period, gap, status, reason
        from rpt_figure_reconciliation where region_code = '15.71' and subject = 'P0' and comparison = 'official'
        """,
    )
    assert str(left).startswith(f"{RAKOR}#s")
    assert (period, right_period, gap, status) == ("2022", "2021", Decimal(0), "agrees")
    assert str(right).endswith("2021.csv#csv!B6")
    assert "official one of 2021" in str(reason)
    # Mataram's Rp10.4 billion agrees with its own parts, and all three are marked.
    [(left_value, right_value, status, left, right)] = rows(
        warehouse,
        f"""
        select left_value, right_value, status, left_source_ref, right_source_ref from rpt_figure_reconciliation
        where comparison = 'inside' and left_source_ref like '{MATARAM}%'
        """,
    )
    assert (left_value, right_value, status) == (Decimal(10_400_000_000), Decimal(10_400_000_000), "agrees")
    assert str(left) < str(right)  # the parts stand in the sentence behind
    assert str(right).startswith(f"{MATARAM}#s")
    assert rows(
        warehouse,
        f"select quote from fct_news_figure where article_url = '{MATARAM}' and inside_check = 'consistent' order by 1",
    ) == [("Rp10,4 miliar",), ("Rp4,5 miliar",), ("Rp5,9 miliar",)]
    # A count of families against the sum of the programme's lines; two articles that say the same.
    assert rows(
        warehouse,
        """
        select distinct comparison, status, right_mart from rpt_figure_reconciliation
        where subject = 'graduate' and left_value = 292 order by 1
        """,
    ) == [("claim", "agrees", "fct_news_figure"), ("official", "agrees", "fct_program_reach")]
    # Nothing is compared with what is not there.
    assert rows(
        warehouse,
        "select distinct status, right_value from rpt_figure_reconciliation where subject = 'extreme_poor_pct'",
    ) == [("no_official_figure", None)]
    # No text of an article leaves staging.
    columns = rows(
        warehouse, "select column_name from information_schema.columns where table_name = 'rpt_figure_reconciliation'"
    )
    assert {"sentence", "body", "title"} & {str(name) for (name,) in columns} == set()

    # The same night again changes nothing and publishes nothing.
    before = night.checksums(warehouse)
    night.land(scope, news=True)
    assert night.build(warehouse) is None
    assert night.checksums(warehouse) == before


@pytest.fixture
def real_catalogue(tmp_path: Path, shared_data: Path) -> Path:
    """BPS' real files, and a page that holds the real article of November 2022."""
    site = tmp_path / "site"
    (site / "2022/11").mkdir(parents=True)
    body = (shared_data / "news/seeds/004_6fefe99b09532b0f.txt").read_text()
    head = json.dumps({"@type": "NewsArticle", "headline": "Rakor", "datePublished": "2022-11-16T15:40:00+07:00"})
    paragraphs = "".join(f"<p>{escape(line)}</p>" for line in body.splitlines() if line.strip())
    (site / "2022/11/rakor.html").write_text(
        f'<html><head><script type="application/ld+json">{head}</script></head>'
        f"<body><article><h1>Rakor TKPK Kota Jambi</h1>{paragraphs}</article></body></html>"
    )
    (site / "index.html").write_text('<html><body><a href="/2022/11/rakor.html">Rakor</a></body></html>')
    catalogue = tmp_path / "catalogue"
    catalogue.mkdir()
    folder = shared_data / "sheets" / "bps"
    (catalogue / "bps.yaml").write_text(
        f"extends: bps__poverty\nfiles: {{folder: {folder}, glob: 'Persentase*Kabupaten_Kota_202?.csv'}}\n"
    )
    (catalogue / "radar.yaml").write_text(
        "id: radar__news\ntitle: Radar\npublisher: Radar\ndataset: news\n"
        "crawl:\n  outlet: Radar\n  site: https://radar.example\n  start: [/index.html]\n"
        f"  article_pattern: ^/20\\d\\d/\n  sample_folder: {site}\n"
    )
    return catalogue


def test_the_figure_of_november_2022_is_the_official_one_of_2021(warehouse: Warehouse, real_catalogue: Path) -> None:
    verdicts = night.land({"catalogue": [str(real_catalogue)]}, news=True)
    assert verdicts["rejected"] == 0
    assert night.build(warehouse) is not None
    [(left, left_value, period, right, right_value, right_period, status)] = rows(
        warehouse,
        """
        select left_source_ref, left_value, period, right_source_ref, right_value, right_period, status
        from rpt_figure_reconciliation where region_code = '15.71' and subject = 'P0' and comparison = 'official'
        """,
    )
    assert str(left).startswith(PUBLIC + "#s")
    assert (left_value, period) == (Decimal("9.02"), "2022")
    assert str(right).startswith("Persentase_Penduduk_Miskin_(P0)_Menurut_Kabupaten_Kota_2021.csv#")
    assert (right_value, right_period, status) == (Decimal("9.02"), "2021", "agrees")
