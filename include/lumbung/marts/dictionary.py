"""The data dictionary: what every mart, column, metric and question means, in English and Indonesian.

Enters: dbt's manifest, and vars.yml and the seeds of the dbt project; nothing is defined here. Leaves: a `Dictionary`,
and one HTML page that works from a file, without network and without JavaScript (which adds search and the choice of
language). Columns are described as Satu Data Indonesia asks: concept, definition, classification, measure, unit.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from html import escape
from pathlib import Path
from string import Template
from typing import Any

import yaml

TEMPLATES = Path(__file__).parent / "templates"
# The seeds that hold codes of the facts, and the column that holds the code.
CODE_LISTS = {
    "indicator_vocabulary": "indicator_code",
    "funding_source_vocabulary": "funding_source",
    "period_parts": "period_part",
}
LIST_NAMES = {
    "indicator_vocabulary": ("Codes of indicators", "Kode indikator"),
    "funding_source_vocabulary": ("Codes of funding sources", "Kode sumber dana"),
    "period_parts": ("Codes of periods", "Kode periode"),
}


class DictionaryIncomplete(Exception):
    """The dbt project lacks a word that the dictionary must say; the message names it."""


@dataclass(frozen=True)
class Words:
    """One text in both languages."""

    en: str
    id: str


@dataclass(frozen=True)
class Column:
    """One column of a mart. `codes` are the values it may hold, `points_to` the mart and column that list them."""

    name: str
    data_type: str
    concept: Words
    definition: Words
    measure: Words
    unit: Words
    source: str
    is_key: bool
    is_required: bool
    codes: tuple[str, ...]
    points_to: tuple[str, str] | None


@dataclass(frozen=True)
class Mart:
    """One mart, with the models and seeds that it is made of. `licence` is an id of the Open Definition; None where the
    rows are their publishers' own. `is_view`: it has no rows and no key of its own, and says what the others do.
    """

    name: str
    label: Words
    definition: Words
    columns: tuple[Column, ...]
    made_of: tuple[str, ...]
    licence: str | None
    is_view: bool = False

    @property
    def key(self) -> str:
        """Name of its one key column; a view has none."""
        return next(column.name for column in self.columns if column.is_key)


@dataclass(frozen=True)
class Metric:
    """One metric of rpt_metric."""

    id: str
    label: Words
    definition: Words
    mart: str
    formula: str
    unit: str
    by: tuple[str, ...]


@dataclass(frozen=True)
class Question:
    """One documented query over the marts."""

    name: str
    text: Words
    sql: str


@dataclass(frozen=True)
class Reader:
    """Who reads which marts, and for what: an exposure of the dbt project."""

    name: str
    label: Words
    definition: Words
    owner: str
    marts: tuple[str, ...]


@dataclass(frozen=True)
class Code:
    """One code of a vocabulary."""

    code: str
    label: Words
    definition: str
    unit: str


@dataclass(frozen=True)
class Dictionary:
    """All that the dbt project says about its marts."""

    marts: tuple[Mart, ...]
    metrics: tuple[Metric, ...]
    questions: tuple[Question, ...]
    readers: tuple[Reader, ...]
    code_lists: Mapping[str, tuple[Code, ...]]

    def mart(self, name: str) -> Mart | None:
        """The mart of that name, if there is one."""
        return next((mart for mart in self.marts if mart.name == name), None)


def read_dictionary(manifest: Path, project: Path) -> Dictionary:
    """The dictionary of a dbt project, of which `manifest` is dbt's own reading.

    Raises:
        DictionaryIncomplete: a unit that vars.yml does not know, or a mart without a key.
    """
    read: dict[str, Any] = json.loads(manifest.read_text(encoding="utf-8"))
    said: dict[str, Any] = yaml.safe_load((project / "vars.yml").read_text(encoding="utf-8"))["vars"]
    nodes = read["nodes"].values()
    tests = _tests(nodes)
    marts = tuple(
        _mart(node, read["docs"], tests.get(node["unique_id"], []), said["units"])
        for node in sorted(nodes, key=lambda node: str(node["name"]))
        if node["resource_type"] == "model" and node["path"].startswith("marts/")
    )
    return Dictionary(
        marts=marts,
        metrics=tuple(_metric(metric) for metric in said["metrics"]),
        questions=tuple(
            Question(node["name"], _words(node), node["raw_code"].strip() + "\n")
            for node in sorted(nodes, key=lambda node: str(node["name"]))
            if node["resource_type"] == "analysis"
        ),
        readers=tuple(_reader(entry) for _, entry in sorted(read["exposures"].items())),
        code_lists={name: tuple(_codes(project, name, column)) for name, column in CODE_LISTS.items()},
    )


def _tests(nodes: Iterable[Mapping[str, Any]]) -> dict[str, list[Mapping[str, Any]]]:
    """Generic tests by the model that they are about."""
    found: dict[str, list[Mapping[str, Any]]] = {}
    for node in nodes:
        if node["resource_type"] == "test" and node.get("test_metadata"):
            found.setdefault(str(node["attached_node"]), []).append(node)
    return found


def _words(entry: Mapping[str, Any]) -> Words:
    """Its description in both languages; the English one twice, where nobody has said it in Indonesian yet."""
    english = " ".join(entry["description"].split())
    meta = entry["config"].get("meta") or {}
    return Words(english, " ".join(str(meta.get("description_id") or english).split()))


def _mart(
    node: Mapping[str, Any],
    blocks: Mapping[str, Mapping[str, Any]],
    tests: list[Mapping[str, Any]],
    units: Mapping[str, Mapping[str, str]],
) -> Mart:
    name = str(node["name"])
    columns = []
    for column in node["columns"].values():
        about = [test for test in tests if test["column_name"] == column["name"]]
        columns.append(_column(name, column, blocks, {str(t["test_metadata"]["name"]): t for t in about}, units))
    is_view = node["config"]["materialized"] == "view"
    if not is_view and not any(column.is_key for column in columns):
        raise DictionaryIncomplete(f"{name} has no key: give one column the tests unique and not_null")
    return Mart(
        name=name,
        label=Words(name.partition("_")[2].replace("_", " ") or name, str(node["config"]["meta"]["label_id"])),
        definition=_words(node),
        columns=tuple(columns),
        made_of=tuple(sorted(unique_id.rpartition(".")[2] for unique_id in node["depends_on"]["nodes"])),
        licence=node["config"]["meta"].get("licence"),
        is_view=is_view,
    )


def _column(
    mart: str,
    column: Mapping[str, Any],
    blocks: Mapping[str, Mapping[str, Any]],
    tests: Mapping[str, Mapping[str, Any]],
    units: Mapping[str, Mapping[str, str]],
) -> Column:
    meta = column["config"]["meta"]
    unit = str(meta["unit"])
    if unit not in units:
        raise DictionaryIncomplete(f"{mart}.{column['name']}: vars.yml has no unit {unit!r}")
    definition = _words(column)
    for block in column["doc_blocks"]:  # a text that several columns share has its Indonesian beside it
        indonesian = blocks.get(f"{block}__id")
        if indonesian and "description_id" not in meta:
            definition = Words(definition.en, " ".join(indonesian["block_contents"].split()))
    codes: tuple[str, ...] = ()
    points_to = None
    if "accepted_values" in tests:
        codes = tuple(str(value) for value in tests["accepted_values"]["test_metadata"]["kwargs"]["values"])
    if "relationships" in tests:
        kwargs = tests["relationships"]["test_metadata"]["kwargs"]
        points_to = (str(kwargs["to"]).split("'")[1], str(kwargs["field"]))
    return Column(
        name=str(column["name"]),
        data_type="text" if column["data_type"] == "string" else str(column["data_type"]),
        concept=Words(str(column["name"]).replace("_", " "), str(meta["label_id"])),
        definition=definition,
        measure=Words(units[unit]["measure"], units[unit]["measure_id"]),
        unit=Words(unit, units[unit]["unit_id"]),
        source=str(meta["source"]),
        is_key="unique" in tests,
        is_required=any(constraint["type"] == "not_null" for constraint in column["constraints"]),
        codes=codes,
        points_to=points_to,
    )


def _metric(metric: Mapping[str, Any]) -> Metric:
    kinds = {"figure": "{part}", "sum": "sum({part})", "share": "100 * sum({part}) / sum({whole})"}
    formula = kinds[metric["kind"]].format(part=metric["part"], whole=metric.get("whole"))
    where = f" where {metric['where'].replace('figures.', '')}" if "where" in metric else ""
    return Metric(
        id=metric["id"],
        label=Words(metric["label"], metric["label_id"]),
        definition=Words(metric["definition"], metric["definition_id"]),
        mart=metric["mart"],
        formula=formula + where,
        unit=metric["unit"]["column"] if isinstance(metric["unit"], dict) else metric["unit"],
        by=tuple(metric["by"].values()),
    )


def _reader(entry: Mapping[str, Any]) -> Reader:
    return Reader(
        name=entry["name"],
        label=Words(entry["label"], entry["config"]["meta"]["label_id"]),
        definition=_words(entry),
        owner=entry["owner"]["name"],
        marts=tuple(sorted(unique_id.rpartition(".")[2] for unique_id in entry["depends_on"]["nodes"])),
    )


def _codes(project: Path, seed: str, column: str) -> Iterable[Code]:
    with (project / "seeds" / f"{seed}.csv").open(newline="", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            yield Code(
                row[column], Words(row["name"], row["name_id"]), row.get("definition") or "", row.get("unit") or ""
            )


def render(dictionary: Dictionary) -> str:
    """One HTML page, complete in itself. Views, which say what the marts do, stand after them."""
    shown = sorted(dictionary.marts, key=lambda mart: mart.is_view)
    sections = [
        *(_mart_section(mart) for mart in shown),
        _metrics_section(dictionary.metrics),
        _questions_section(dictionary.questions),
        _readers_section(dictionary.readers),
        *(_codes_section(name, codes) for name, codes in dictionary.code_lists.items()),
    ]
    links = [
        *((mart.name, mart.label) for mart in shown),
        ("metrics", Words("Definitions of metrics", "Definisi metrik")),
        ("questions", Words("Questions", "Pertanyaan")),
        ("readers", Words("Who reads them", "Siapa pembacanya")),
        *((name, Words(*LIST_NAMES[name])) for name in dictionary.code_lists),
    ]
    return Template((TEMPLATES / "dictionary.html").read_text(encoding="utf-8")).substitute(
        style=(TEMPLATES / "dictionary.css").read_text(encoding="utf-8"),
        script=(TEMPLATES / "dictionary.js").read_text(encoding="utf-8"),
        links="".join(f'<li><a href="#{escape(target)}">{_both(words)}</a></li>' for target, words in links),
        sections="".join(sections),
    )


def _both(words: Words) -> str:
    """Both languages side by side; the page shows one of them."""
    if words.en == words.id:
        return _text(words.en)
    return f'<span lang="en">{_text(words.en)}</span><span lang="id">{_text(words.id)}</span>'


def _text(text: str) -> str:
    """Text in which a narrow column may break names of the database between their parts."""
    return re.sub(r"_(?=\w)|(?<=\w)\.(?=[a-z])", r"\g<0><wbr>", escape(text))


def _code(name: str) -> str:
    """A name of the database."""
    return f"<code>{_text(name)}</code>"


def _link(target: str) -> str:
    return f'<a href="#{escape(target)}">{_code(target)}</a>'


def _table(identity: str, titles: list[Words], rows: Iterable[tuple[str, list[str]]]) -> str:
    """A table of rows (anchor, cells); each cell bears its column's title for narrow screens."""
    head = "".join(f"<th scope='col'>{_both(title)}</th>" for title in titles)
    body = "".join(
        f'<tr class="entry" id="{escape(anchor)}">'
        + "".join(
            f'<td data-en="{escape(title.en)}" data-id="{escape(title.id)}">{cell}</td>'
            for title, cell in zip(titles, cells, strict=True)
        )
        + "</tr>"
        for anchor, cells in rows
    )
    return f'<table aria-labelledby="{escape(identity)}"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>'


def _section(anchor: str, title: str, about: str, content: str) -> str:
    return (
        f'<section id="{escape(anchor)}"><h2 id="{escape(anchor)}--title">{title}</h2>'
        f'<p class="about">{about}</p>{content}</section>'
    )


def _mart_section(mart: Mart) -> str:
    titles = [
        Words("Column", "Kolom"),
        Words("Concept", "Konsep"),
        Words("Definition", "Definisi"),
        Words("Classification", "Klasifikasi"),
        Words("Measure", "Ukuran"),
        Words("Unit", "Satuan"),
        Words("Comes from", "Asal"),
    ]
    rows = [
        (
            f"{mart.name}.{column.name}",
            [
                _column_name(column),
                _both(column.concept),
                _both(column.definition),
                _classification(column),
                _both(column.measure),
                _both(column.unit),
                _text(column.source),
            ],
        )
        for column in mart.columns
    ]
    made_of = " ".join(map(_code, mart.made_of))
    return _section(
        mart.name,
        f"<code>{escape(mart.name)}</code> {_both(mart.label)}",
        f"{_both(mart.definition)} <small>{_both(Words('Made of', 'Dibentuk dari'))}: {made_of}</small>",
        _table(f"{mart.name}--title", titles, rows),
    )


def _column_name(column: Column) -> str:
    marks = []
    if column.is_key:
        marks.append(Words("key", "kunci"))
    elif column.is_required:
        marks.append(Words("never null", "selalu terisi"))
    noted = "".join(f' <span class="mark">{_both(mark)}</span>' for mark in marks)
    return f"{_code(column.name)} <small>{escape(column.data_type)}</small>{noted}"


def _classification(column: Column) -> str:
    if column.points_to:
        mart, name = column.points_to
        return _link(f"{mart}.{name}")
    return ", ".join(map(_code, column.codes))


def _metrics_section(metrics: tuple[Metric, ...]) -> str:
    titles = [
        Words("Metric", "Metrik"),
        Words("Concept", "Konsep"),
        Words("Definition", "Definisi"),
        Words("Calculated as", "Dihitung sebagai"),
        Words("Unit", "Satuan"),
        Words("Broken down by", "Dirinci menurut"),
    ]
    rows = [
        (
            f"metrics.{metric.id}",
            [
                _code(metric.id),
                _both(metric.label),
                _both(metric.definition),
                f"{_code(metric.formula)} {_link(metric.mart)}",
                _text(metric.unit),
                ", ".join(map(_code, metric.by)),
            ],
        )
        for metric in metrics
    ]
    about = Words(
        "Defined once, in vars.yml of the dbt project; rpt_metric holds their values.",
        "Didefinisikan sekali, di vars.yml proyek dbt; rpt_metric memuat nilainya.",
    )
    title = Words("Definitions of metrics", "Definisi metrik")
    return _section("metrics", _both(title), _both(about), _table("metrics--title", titles, rows))


def _questions_section(questions: tuple[Question, ...]) -> str:
    about = Words(
        "Each is a query over schema marts that runs as it stands, in a BI tool or with lumbung query.",
        "Masing-masing adalah kueri pada skema marts yang langsung berjalan, di alat BI atau dengan lumbung query.",
    )
    content = "".join(
        f'<details class="entry" id="questions.{escape(question.name)}"><summary>{_both(question.text)} '
        f"<code>{escape(question.name)}</code></summary><pre>{escape(question.sql)}</pre></details>"
        for question in questions
    )
    return _section("questions", _both(Words("Questions", "Pertanyaan")), _both(about), content)


def _readers_section(readers: tuple[Reader, ...]) -> str:
    titles = [
        Words("Use", "Pemakaian"),
        Words("For what", "Untuk apa"),
        Words("Whose", "Milik siapa"),
        Words("Marts", "Mart"),
    ]
    rows = [
        (
            f"readers.{reader.name}",
            [
                _both(reader.label),
                _both(reader.definition),
                escape(reader.owner),
                " ".join(map(_link, reader.marts)),
            ],
        )
        for reader in readers
    ]
    about = Words("A change of a mart is theirs to know.", "Perubahan suatu mart perlu mereka ketahui.")
    title = Words("Who reads them", "Siapa pembacanya")
    return _section("readers", _both(title), _both(about), _table("readers--title", titles, rows))


def _codes_section(name: str, codes: tuple[Code, ...]) -> str:
    titles = [
        Words("Code", "Kode"),
        Words("Concept", "Konsep"),
        Words("Definition", "Definisi"),
        Words("Unit", "Satuan"),
    ]
    rows = [
        (
            f"{name}.{code.code}",
            [_code(code.code), _both(code.label), _text(code.definition), _text(code.unit)],
        )
        for code in codes
    ]
    about = Words("Codes that the marts write.", "Kode yang ditulis mart.")
    title = f"<code>{escape(name)}</code> {_both(Words(*LIST_NAMES[name]))}"
    return _section(name, title, _both(about), _table(f"{name}--title", titles, rows))
