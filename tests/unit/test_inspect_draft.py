"""The YAML that is written: what is certain loads back as it was meant, what is open does not load."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from lumbung.sources.catalogue import CatalogueError, load_source
from lumbung.workbooks.inspection.draft import Ask, Remark, questions_in, yaml_text


@pytest.mark.parametrize(
    "text",
    [
        "No",
        "%",
        "-",
        "2023",
        "38 Provinsi",
        "a: b",
        "# Rp",
        "Program > Target",
        r"\d+\.\d+",
        'he said "yes"',
        " padded ",
        "[x]",
        "{y}",
        "*",
        "& more",
        "null",
        "ÿ – …",
    ],
)
def test_any_title_comes_back_as_it_was(text: str) -> None:
    document = {"columns": {"a": text}, "ignore": [text, text], "deep": {"b": {"title": text, "kind": "code"}}}
    assert yaml.safe_load(yaml_text(document)) == document


def test_remarks_are_comments() -> None:
    text = yaml_text({"facts": {"area": Remark({"value": "all"}, "the table says nothing else")}})
    assert yaml.safe_load(text) == {"facts": {"area": {"value": "all"}}}
    assert "# the table says nothing else" in text


def test_a_question_stands_where_its_answer_belongs() -> None:
    document = {"facts": {"region_code": Ask("which region is it?", '{value: "33.02"}', {"from": "title"})}}
    text = yaml_text(document)
    assert questions_in(document) == ["which region is it?"]
    assert "# QUESTION: which region is it?" in text
    assert yaml.safe_load(text)["facts"]["region_code"] == {
        "from": "title",
        "question": "which region is it?",
        "answer": '{value: "33.02"}',
    }


@pytest.mark.parametrize(
    ("place", "key"),
    [
        ({"facts": {"area": Ask("which area?")}}, "facts.area"),
        ({"unclear_tables": Ask("which table?")}, "unclear_tables"),
        ({"facts": {"area": Ask("which area?", "{value: all}", {"value": "all"})}}, "facts.area"),
    ],
)
def test_a_yaml_with_an_open_question_does_not_load(tmp_path: Path, place: dict[str, object], key: str) -> None:
    document: dict[str, object] = {
        "id": "a__b",
        "title": "t",
        "publisher": "p",
        "dataset": "poverty_indicator",
        "files": {"folder": "."},
        "layouts": [{"name": "x", "header": {"find": ["A"]}, "columns": {}}],
        **place,
    }
    path = tmp_path / "open.yaml"
    text = yaml_text(document)
    path.write_text(text, encoding="utf-8")
    with pytest.raises(CatalogueError) as faults:
        load_source(path)
    assert [fault.key for fault in faults.value.faults] == [key]
    line = text.splitlines().index(next(line for line in text.splitlines() if "question:" in line)) + 1
    said = faults.value.faults[0].message
    assert said.startswith(f"line {line}: not answered yet: which ")
    assert ("Write {value: all} in its place." in said) is ("answer" in text)


def test_questions_in_lists_are_entries_of_their_own() -> None:
    wide = [{"columns": {"value": "2022"}}, Ask("which unit?", "", {"columns": {"value": "2023"}})]
    loaded = yaml.safe_load(yaml_text({"wide": wide}))
    assert loaded["wide"][1] == {"columns": {"value": "2023"}, "question": "which unit?"}
