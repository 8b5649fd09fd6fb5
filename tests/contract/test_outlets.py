"""The shipped outlets: invented ones are on, real ones are off until you say so; what may be said of an outlet."""

from __future__ import annotations

import ast
import inspect
import re
from itertools import pairwise
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import yaml

from lumbung.sources.catalogue import SHIPPED_CATALOGUE, check_catalogue, load_catalogue
from lumbung.sources.model import CrawlSpec, SourceSpec

CITIES = {"tanjungpinang", "tangerang", "mataram", "palangka_raya", "kota_jambi"}
CONTRIBUTING = Path(__file__).resolve().parents[2] / "CONTRIBUTING.md"
BLOCKS = re.findall(r"^```yaml\n(.+?)^```", CONTRIBUTING.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)


def outlets() -> dict[str, tuple[SourceSpec, CrawlSpec]]:
    found = load_catalogue([SHIPPED_CATALOGUE]).values()
    return {spec.id: (spec, spec.crawl) for spec in found if spec.crawl is not None}


def test_real_outlets_ship_switched_off_and_samples_on() -> None:
    real = {id_: crawl for id_, (_, crawl) in outlets().items() if crawl.sample_folder is None}
    samples = {id_: crawl for id_, (_, crawl) in outlets().items() if crawl.sample_folder is not None}
    assert len(real) >= 10
    assert len(samples) == 5
    assert [id_ for id_, crawl in real.items() if crawl.enabled] == []
    assert all(crawl.enabled for crawl in samples.values())
    assert all(urlsplit(crawl.site).hostname.endswith(".example") for crawl in samples.values())  # type: ignore[union-attr]


def test_every_city_has_antara_and_an_outlet_of_its_own() -> None:
    real = [spec for spec, crawl in outlets().values() if crawl.sample_folder is None]
    for city in CITIES:
        publishers = {spec.publisher for spec in real if spec.id.endswith(f"__news__{city}")}
        assert "LKBN ANTARA" in publishers
        assert len(publishers) >= 2, city


def test_real_outlets_are_asked_politely() -> None:
    for spec, crawl in outlets().values():
        assert crawl.delay_seconds >= 1
        assert not crawl.private_network, spec.id
        if crawl.sample_folder is None:
            assert crawl.site.startswith("https://")
            assert crawl.topics
            assert crawl.max_pages <= 200


@pytest.mark.parametrize(
    ("id_", "path"),
    [
        ("antara__news__mataram", "/berita/269202/pemkot-mataram-salurkan-bantuan"),
        ("hariankepri__news__tanjungpinang", "/pemko-salurkan-bantuan-pangan-warga/"),
        ("jambiekspres__news__kota_jambi", "/read/656720/pemkot-jambi-salurkan-bantuan"),
        ("prokalteng__news__palangka_raya", "/pemerintahan/pemko/23/05/2024/pemko-salurkan-bantuan/"),
        ("suarantb__news__mataram", "/2024/11/15/pemkot-salurkan-bantuan/"),
        ("tangerangnews__news__tangerang", "/kota-tangerang/read/26493/Pemkot-Salurkan-Bantuan"),
    ],
)
def test_the_pattern_of_a_real_outlet_tells_articles_from_other_pages(id_: str, path: str) -> None:
    crawl = outlets()[id_][1]
    assert re.search(crawl.article_pattern, path)
    assert path.startswith(crawl.allow)
    for other in ("/", "/terkini", "/tag/bantuan", "/kategori/ekonomi/", *crawl.start, *crawl.feeds):
        assert not re.search(crawl.article_pattern, other), other


def test_every_word_of_an_outlet_is_explained() -> None:
    assert len(CrawlSpec.model_fields) > 10
    [declared] = ast.parse(inspect.getsource(CrawlSpec)).body
    assert isinstance(declared, ast.ClassDef)
    explained = {
        ast.unparse(said.target)
        for said, why in pairwise(declared.body)
        if isinstance(said, ast.AnnAssign) and isinstance(why, ast.Expr) and ast.literal_eval(why.value)
    }
    assert explained == set(CrawlSpec.model_fields)


LEAST = {"outlet": "O", "site": "https://o.example", "start": ["/"], "article_pattern": "^/x"}


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"robots": False}, "robots"),
        ({"start": []}, "feeds:, sitemaps:, start:"),
        ({"feeds": ["https://lain.example/rss"]}, "feeds"),
        ({"allow": []}, "allow"),
        ({"allow": ["/a", "berita"]}, "allow.1"),
        ({"topics": [""]}, "topics"),
        ({"delay_seconds": 0.5}, "delay_seconds"),
        ({"max_pages": 1_000_000}, "max_pages"),
        ({"site": "https://user:pass@o.example"}, "site"),
        ({"site": "https://o.example?x"}, "site"),
    ],
)
def test_a_faulty_outlet_is_named_by_file_and_key(tmp_path: Path, wrong: dict[str, object], said: str) -> None:
    source = {"id": "o__news", "title": "O", "publisher": "O", "dataset": "news", "crawl": LEAST | wrong}
    (tmp_path / "o.yaml").write_text(yaml.safe_dump(source))
    (fault,) = check_catalogue([tmp_path])
    assert str(fault).startswith(f"{tmp_path / 'o.yaml'}: crawl")
    assert said in str(fault)


def test_the_outlet_in_contributing_is_valid_and_shows_every_word(tmp_path: Path) -> None:
    (example,) = [block for block in BLOCKS if "crawl:" in block]
    (tmp_path / "outlet.yaml").write_text(example)
    (source,) = load_catalogue([tmp_path]).values()
    assert source.crawl is not None
    assert source.crawl.model_fields_set == set(CrawlSpec.model_fields)
