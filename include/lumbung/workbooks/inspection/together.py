"""Tables of one file put together: the same table on several sheets is one layout, others are layouts of their own.

Enters: tables with their parts of a YAML. Leaves: `Layout`s, in order. Where tables say different facts, each is tied
to its sheet and keeps its own.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from lumbung.workbooks.inspection.context import Context, Layout
from lumbung.workbooks.inspection.draft import Ask, Remark


def together(found: Sequence[tuple[Context, Layout]]) -> list[Layout]:
    """The layouts of a file; one, where all its tables are alike."""
    if len(found) == 1:
        return [found[0][1]]
    first = found[0][1]
    sheets = [context.table.sheet.name for context, _ in found]
    several_on_one = len(set(sheets)) < len(sheets)
    if all(_plain(layout.body) == _plain(first.body) for _, layout in found):
        facts = _shared([layout.facts for _, layout in found])
        if facts is not None:
            body = {**first.body, "tables": "many"} if several_on_one else first.body
            return [_warned(replace(first, facts=facts, body=body), found)]
    if several_on_one:
        asked = Ask("the tables of one sheet differ, and one layout reads a sheet. Which of them is to be loaded?")
        return [replace(first, body={**first.body, "unclear_tables": asked})]
    return [
        replace(
            layout,
            body={"sheet": f"^{re.escape(name)}$".replace("\\ ", " "), **_with_facts(layout)},
            facts=layout.facts,
        )
        for name, (_, layout) in zip(sheets, found, strict=True)
    ]


def _warned(layout: Layout, found: Sequence[tuple[Context, Layout]]) -> Layout:
    warnings = list(dict.fromkeys(warning for _, one in found for warning in one.warnings))
    return replace(layout, warnings=warnings)


def _with_facts(layout: Layout) -> dict[str, object]:
    body = dict(layout.body)
    return {"header": body.pop("header"), **({"facts": layout.facts} if layout.facts else {}), **body}


def _shared(all_facts: Sequence[dict[str, object]]) -> dict[str, object] | None:
    """The facts of all tables, where they say the same; a fact that reads each table's own words counts as that."""
    first = all_facts[0]
    if any(set(facts) != set(first) for facts in all_facts):
        return None
    if any(_plain(facts[name]) != _plain(first[name]) for facts in all_facts for name in first):
        return None
    return first


def _plain(value: object) -> object:
    """A part of a YAML without its remarks."""
    if isinstance(value, Remark):
        return _plain(value.value)
    if isinstance(value, dict):
        return {name: _plain(part) for name, part in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(part) for part in value]
    return value
