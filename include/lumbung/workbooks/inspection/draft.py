"""A source's YAML in the making: keys, remarks and open questions -> text.

Enters: a mapping whose values may be `Remark`s and `Ask`s. Leaves: YAML text. An open question stands where its answer
belongs, as a comment for the reader and as keys `question:` and `answer:` (how it is written) that no source may have:
such a YAML does not load, and the check asks it again.
"""

from __future__ import annotations

import json
import re
import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

ABOUT_COLUMNS = "Write each title under columns: or under ignore:, then delete this key."
ABOUT_STYLE = "Ask the agency, or mend the file, and inspect again; where it is certain, say kind: count or bounds:."
ABOUT_TOTALS = "List their labels under totals: or leave_out:, or mend the file, then delete this key."
ABOUT_ROWS = "Say them under outline: or carried:, or delete them in the file and inspect again."
ABOUT_FIGURES = "Correct the unit, the scale or the file, then delete this key."
ABOUT_LANGUAGES = "State it under facts:, or mend the title in the file, then delete this key."
_WIDTH = 118
_PLAIN = re.compile(r"[^\W\d_][\w ()/.,%+&-]*", re.UNICODE)
_RESERVED = frozenset({"true", "false", "null", "yes", "no", "on", "off", "y", "n", "~"})


@dataclass(frozen=True)
class Remark:
    """A value with what is to be said of it, behind it or above it."""

    value: object
    text: str


@dataclass(frozen=True)
class Ask:
    """An open question in place of a value. `known`: the keys that are certain.

    `answer`: how an answer is written in its place, `{...}`, or in a sentence what is to be done.
    """

    question: str
    answer: str = ""
    known: Mapping[str, object] = field(default_factory=dict)


def questions_in(value: object) -> list[str]:
    """All open questions, in the order of the YAML."""
    if isinstance(value, Ask):
        return [value.question]
    if isinstance(value, Remark):
        return questions_in(value.value)
    if isinstance(value, Mapping):
        return [question for part in value.values() for question in questions_in(part)]
    if isinstance(value, list | tuple):
        return [question for part in value for question in questions_in(part)]
    return []


def yaml_text(document: Mapping[str, object], heading: Sequence[str] = ()) -> str:
    """The document as YAML, below lines of comment."""
    lines = [f"# {line}".rstrip() for line in heading]
    lines += _mapping(document, 0)
    return "\n".join(lines) + "\n"


def _mapping(values: Mapping[str, object], indent: int) -> list[str]:
    lines: list[str] = []
    for key, value in values.items():
        lines += _entry(f"{_key(key)}:", value, indent)
    return lines


def _entry(lead: str, value: object, indent: int) -> list[str]:
    pad = " " * indent
    remark = ""
    if isinstance(value, Remark):
        remark, value = value.text, value.value
    if isinstance(value, Ask):
        return _asked(lead, value, indent)
    flow = _flow(value)
    if flow is not None and len(pad) + len(lead) + 1 + len(flow) <= _WIDTH:
        line = f"{pad}{lead} {flow}"
        if remark and len(line) + len(remark) + 5 <= _WIDTH:
            return [f"{line}   # {remark}"]
        return [*_comment(remark, indent), line]
    lines = _comment(remark, indent)
    if isinstance(value, Mapping):
        return [*lines, f"{pad}{lead}", *_mapping(value, indent + 2)]
    if isinstance(value, list | tuple):
        return [*lines, f"{pad}{lead}", *_items(value, indent + 2)]
    return [*lines, f"{pad}{lead} {_scalar(value)}"]


def _items(values: Sequence[object], indent: int) -> list[str]:
    lines: list[str] = []
    for value in values:
        if isinstance(value, Remark):
            lines += _comment(value.text, indent)
            value = value.value
        if isinstance(value, Ask):
            lines += _comment(f"QUESTION: {value.question}", indent)
            value = _asking(value)
        flow = _flow(value)
        if flow is not None and indent + 2 + len(flow) <= _WIDTH:
            lines.append(f"{' ' * indent}- {flow}")
        elif isinstance(value, Mapping):
            inner = _mapping(value, indent + 2)
            at = next(n for n, line in enumerate(inner) if not line.lstrip().startswith("#"))
            inner[at] = f"{' ' * indent}- {inner[at].lstrip()}"
            lines += inner
        else:
            lines.append(f"{' ' * indent}- {_scalar(value)}")
    return lines


def _asked(lead: str, ask: Ask, indent: int) -> list[str]:
    lines = _comment(f"QUESTION: {ask.question}", indent)
    if ask.answer:
        lines += _comment(f"Answer: {lead} {ask.answer}" if ask.answer.startswith("{") else ask.answer, indent)
    return [*lines, *_entry(lead, _asking(ask), indent)]


def _asking(ask: Ask) -> dict[str, object]:
    """What stands in the YAML for a question: what is certain, the question, and how its answer is written."""
    return {**ask.known, "question": ask.question, **({"answer": ask.answer} if ask.answer else {})}


def _comment(text: str, indent: int) -> list[str]:
    pad = " " * indent
    return [f"{pad}# {line}" for line in textwrap.wrap(text, _WIDTH - indent - 2)] if text else []


def _flow(value: object) -> str | None:
    """A value on one line; None where it holds questions, remarks or too much for that."""
    if isinstance(value, Ask | Remark):
        return None
    if isinstance(value, Mapping):
        parts = [(_key(key), _flow(part)) for key, part in value.items()]
        if not parts or any(part is None for _, part in parts) or _depth(value) > 2:
            return None
        return "{" + ", ".join(f"{key}: {part}" for key, part in parts) + "}"
    if isinstance(value, list | tuple):
        items = [_flow(part) for part in value]
        if any(item is None for item in items) or any(isinstance(part, Mapping) for part in value):
            return None
        return "[" + ", ".join(str(item) for item in items) + "]"
    return _scalar(value)


def _depth(value: object) -> int:
    if isinstance(value, Mapping):
        return 1 + max((_depth(part) for part in value.values()), default=0)
    return 0


def _key(key: str) -> str:
    return key if re.fullmatch(r"[a-z_][a-z0-9_]*", key) and key not in _RESERVED else _scalar(key)


def _scalar(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return str(value)
    if isinstance(value, date):
        return value.isoformat()
    text = str(value)
    flow_safe = not re.search(r"[,\[\]{}#]|: |:$", text)
    if _PLAIN.fullmatch(text) and flow_safe and text == text.strip() and text.casefold() not in _RESERVED:
        return text
    return json.dumps(text, ensure_ascii=False)
