"""What may be said about a source."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from lumbung.sources.model import SourceSpec

SOURCE: dict[str, Any] = {
    "id": "dinas__program_reach__kota_x",
    "title": "t",
    "publisher": "p",
    "dataset": "program_reach",
    "path": Path("/catalogue/x.yaml"),
    "files": {"folder": "files"},
    "layouts": [{"name": "one", "header": {"find": ["Nama"]}, "columns": {"agency_name": "Nama"}}],
}
NEWS: dict[str, Any] = {
    "id": "outlet__news",
    "title": "t",
    "publisher": "p",
    "dataset": "news",
    "path": Path("/catalogue/x.yaml"),
    "crawl": {"outlet": "O", "site": "https://o.example", "start": ["/"], "article_pattern": r"^/\d+/"},
}


def spec(**changes: object) -> SourceSpec:
    return SourceSpec.model_validate({**SOURCE, **changes})


@pytest.mark.parametrize("source_id", ["sipd__lra", "bps__poverty", "sipd__lra__lampung_selatan", "kota_x__news"])
def test_ids(source_id: str) -> None:
    assert spec(id=source_id).id == source_id


@pytest.mark.parametrize("source_id", ["sipd", "SIPD__lra", "sipd__lra__a__b", "sipd___lra", "sipd__lra ", "1__a"])
def test_other_ids_are_refused(source_id: str) -> None:
    with pytest.raises(ValidationError):
        spec(id=source_id)


def test_unknown_keys_are_refused_at_every_depth() -> None:
    for changes in (
        {"colour": 1},
        {"files": {"folder": "x", "globs": "*"}},
        {"layouts": [{**SOURCE["layouts"][0], "columns": {"agency_name": {"title": "Nama", "kid": "text"}}}]},
    ):
        with pytest.raises(ValidationError, match="Extra inputs"):
            spec(**changes)


def test_a_spec_is_frozen() -> None:
    with pytest.raises(ValidationError):
        spec().title = "other"


def test_a_column_may_be_only_its_title() -> None:
    column = spec().layouts[0].columns["agency_name"]
    assert (column.title, column.kind, column.optional) == (("Nama",), None, False)


def test_a_news_source_has_a_crawl_and_nothing_else() -> None:
    crawl = SourceSpec.model_validate(NEWS).crawl
    assert crawl is not None
    assert (crawl.delay_seconds, crawl.enabled, crawl.sample_folder) == (1, True, None)
    for changes in ({"crawl": None}, {"layouts": SOURCE["layouts"]}, {"files": {"folder": "x"}}):
        with pytest.raises(ValidationError):
            SourceSpec.model_validate({**NEWS, **changes})


@pytest.mark.parametrize(
    "wrong", [{"delay_seconds": 0.1}, {"site": "o.example"}, {"site": "https://o.example/x"}, {"article_pattern": "("}]
)
def test_a_crawl_is_polite_and_readable(wrong: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        SourceSpec.model_validate({**NEWS, "crawl": {**NEWS["crawl"], **wrong}})


def test_the_hash_changes_with_the_layout_and_not_with_the_place() -> None:
    assert len(spec().spec_hash) == 12
    assert spec().spec_hash == spec(files={"folder": "elsewhere", "glob": "*.xlsx"}, path=Path("/y.yaml")).spec_hash
    assert spec().spec_hash != spec(facts={"region_code": {"value": "52.71"}}).spec_hash
    news = SourceSpec.model_validate(NEWS)
    moved = SourceSpec.model_validate({**NEWS, "crawl": {**NEWS["crawl"], "sample_folder": "pages"}})
    assert news.spec_hash == moved.spec_hash
    assert news.spec_hash != SourceSpec.model_validate({**NEWS, "crawl": {**NEWS["crawl"], "max_pages": 5}}).spec_hash


def test_a_folder_is_relative_to_its_yaml() -> None:
    assert spec().files_folder() == Path("/catalogue/files")
    assert spec(files={"folder": "../files"}).files_folder() == Path("/files")


def test_a_folder_from_the_environment_is_relative_to_the_working_directory(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("DATA", raising=False)
    assert spec(files={"folder": "${DATA:-../data}/lra"}).files_folder() == (tmp_path / "../data/lra").resolve()
    with pytest.raises(ValueError, match="DATA is not set"):
        spec(files={"folder": "${DATA}/lra"}).files_folder()
    monkeypatch.setenv("DATA", "/mnt/data")
    assert spec(files={"folder": "${DATA}/lra"}).files_folder() == Path("/mnt/data/lra")


@pytest.mark.parametrize(
    "fact", [{}, {"value": 1, "from": "title"}, {"from": "title"}, {"from": "page", "find": "year"}, {"find": "year"}]
)
def test_a_fact_is_a_constant_or_is_read_from_somewhere(fact: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        spec(facts={"region_code": fact})
