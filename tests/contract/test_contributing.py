"""What CONTRIBUTING.md tells a newcomer to write is valid, and it speaks of every word that there is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal, get_args, get_origin

import yaml
from openpyxl import Workbook
from pydantic import BaseModel

from lumbung.cli import app
from lumbung.sources.catalogue import _Loader, load_catalogue
from lumbung.sources.model import FilesSpec, LayoutSpec, SourceSpec
from lumbung.workbooks.parse import parse_file

CONTRIBUTING = Path(__file__).resolve().parents[2] / "CONTRIBUTING.md"
PAGE = CONTRIBUTING.read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```yaml\n(.+?)^```", PAGE, re.MULTILINE | re.DOTALL)
LOADED: list[dict[str, Any]] = [yaml.load(block, Loader=_Loader) for block in BLOCKS]  # noqa: S506 - a safe loader

# News sources have a page of their own kind; a source's own path is no key of its YAML.
NOT_OF_WORKBOOKS = {"crawl", "path"}


def full_examples() -> list[str]:
    return [text for text, block in zip(BLOCKS, LOADED, strict=True) if {"id", "extends"} & set(block)]


def parts() -> list[dict[str, Any]]:
    return [block for block in LOADED if not {"id", "extends"} & set(block)]


def as_model(part: dict[str, Any]) -> BaseModel:
    """A part of a YAML within the least that it can be a part of."""
    layout = {"name": "contoh", "header": {"find": ["No"]}, "columns": {}}
    if set(part) <= set(LayoutSpec.model_fields):
        return LayoutSpec.model_validate({**layout, **part})
    least = {"id": "contoh__tabel", "title": "t", "publisher": "p", "dataset": "program_reach", "path": CONTRIBUTING}
    return SourceSpec.model_validate({**least, "layouts": [layout], **part})


def load(tmp_path: Path, text: str) -> SourceSpec:
    folder = tmp_path / "my_sources"
    folder.mkdir()
    (folder / "kota_contoh.yaml").write_text(text)
    (source,) = load_catalogue([folder]).values()
    return source


def used(value: object) -> Iterator[tuple[type[BaseModel], str]]:
    """Every key of a model that was written."""
    if isinstance(value, BaseModel):
        for name in value.model_fields_set:
            yield type(value), name
            yield from used(getattr(value, name))
    elif isinstance(value, dict):
        for part in value.values():
            yield from used(part)
    elif isinstance(value, tuple | list):
        for part in value:
            yield from used(part)


def models_of(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for part in get_args(annotation):
        yield from models_of(part)


def choices_of(annotation: Any) -> Iterator[object]:
    if get_origin(annotation) is Literal:
        yield from get_args(annotation)
    else:
        for part in get_args(annotation):
            yield from choices_of(part)


def words() -> list[tuple[type[BaseModel], str]]:
    """Every key of a workbook source, of its layouts and of their parts."""
    found: dict[type[BaseModel], None] = {SourceSpec: None}
    waiting: list[type[BaseModel]] = [SourceSpec]
    while waiting:
        for name, field in waiting.pop().model_fields.items():
            for model in () if name in NOT_OF_WORKBOOKS else models_of(field.annotation):
                if model not in found:
                    found[model] = None
                    waiting.append(model)
    return [(model, name) for model in found for name in model.model_fields if name not in NOT_OF_WORKBOOKS]


def test_every_part_of_a_yaml_on_the_page_is_valid() -> None:
    assert len(parts()) >= 12
    for part in parts():
        as_model(part)


def test_the_page_has_an_example_of_every_word(tmp_path: Path) -> None:
    models = [as_model(part) for part in parts()] + [load(tmp_path, full_examples()[0])]
    shown = {key for model in models for key in used(model)}
    known = words()
    assert {LayoutSpec, FilesSpec} <= {model for model, _ in known}
    assert len(known) > 100
    missing = [f"{model.__name__}.{name}" for model, name in known if (model, name) not in shown]
    assert missing == []


def test_the_page_names_every_choice_of_every_word() -> None:
    choices = {
        (f"{model.__name__}.{name}", str(choice))
        for model, name in words()
        for choice in choices_of(model.model_fields[name].annotation)
        if isinstance(choice, str)
    }
    assert len(choices) > 40
    # News is no dataset of workbooks.
    assert {c for c in choices if not re.search(rf"\b{c[1]}\b", PAGE)} <= {("SourceSpec.dataset", "news")}


def test_the_example_source_reads_the_sheet_it_describes(tmp_path: Path) -> None:
    source = load(tmp_path, full_examples()[0])
    book = Workbook()
    for row in (
        ["CAPAIAN PROGRAM KOTA MATARAM"],
        ["TAHUN 2024"],
        [],
        ["No", "OPD", "Program", "Kegiatan", "Target", "Realisasi"],
        [1, "Dinas Sosial", "Pemberdayaan Sosial", "Pelatihan kewirausahaan", 40, 38],
        [2, "Dinas Tenaga Kerja", "Pelatihan Kerja", "Pelatihan menjahit", 60, 60],
        [None, "Jumlah", None, None, 100, 98],
    ):
        book.active.append(row)
    path = tmp_path / "capaian_2024.xlsx"
    book.save(path)

    parsed = parse_file(path, source)

    assert [(row.values["region_code"], row.values["reached_count"]) for row in parsed.rows] == [
        ("52.71", 38),
        ("52.71", 60),
    ]
    assert {(total.stated, total.computed) for total in parsed.totals} == {(100, 100), (98, 98)}
    assert not parsed.refusals


def test_the_example_that_extends_reads_files_of_that_source_elsewhere(tmp_path: Path) -> None:
    source = load(tmp_path, full_examples()[1])
    assert (source.id, source.files_folder(), source.files.sample) == ("bps__poverty", Path("/data/bps"), False)
    path = tmp_path / "Persentase_2021.csv"
    title = "Persentase Penduduk Miskin (P0) Menurut Kabupaten/Kota (Persen)"
    path.write_text(
        f'Nama Wilayah,"{title}"\n,2021\nPati,9.74\nKota Tegal,8.12\n'.replace("Nama Wilayah,", "Nama Wilayah\n,", 1)
    )

    parsed = parse_file(path, source)

    assert [(row.values["region_code"], str(row.values["value"])) for row in parsed.rows] == [
        ("33.18", "9.74"),
        ("33.76", "8.12"),
    ]


def test_the_page_names_only_commands_that_are_there() -> None:
    groups = {group.name: group.typer_instance.registered_commands for group in app.registered_groups}
    named = re.findall(r"`lumbung (sheet|sources|quarantine) (\w+)", PAGE)
    assert len(named) >= 4
    for group, command in named:
        known = {c.name or c.callback.__name__.removeprefix(f"{group}_") for c in groups[group] if c.callback}
        assert command in known


def test_the_page_stays_short() -> None:
    assert len(PAGE.splitlines()) <= 270
