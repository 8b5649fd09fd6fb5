"""What the common titles of columns of reach name: a programme, an activity, a fund, or only what is counted.

Enters: groups of columns and what else names a programme. Leaves: a `Name` for each group. `PKH` above `Target` and
`Realisasi` is a programme; `Penerima Bantuan (KPM)` says who is counted, and `APBD` who pays. What could be either is
asked.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from lumbung.workbooks.inspection.amounts import is_fund
from lumbung.workbooks.inspection.programmes import is_name_beside_others, phrase_of, programmes_in
from lumbung.workbooks.inspection.reach_groups import Group
from lumbung.workbooks.inspection.reach_measures import bracketed_units
from lumbung.workbooks.inspection.translation import indonesian
from lumbung.workbooks.inspection.vocabulary import (
    BESIDE_COUNTED,
    BESIDE_PROGRAMMES,
    COUNTED,
    COUNTED_FURTHER,
    COUNTING_WORDS,
    DONE_WORDS,
    FUND_WORDS,
    GRADUATE_WORDS,
    RECEIVING_WORDS,
    THINGS,
)
from lumbung.workbooks.inspection.words import folded
from lumbung.workbooks.layout import SEPARATOR

_BRACKETS = re.compile(r"\(([^()]*)\)")
_SAYS_WHO = COUNTING_WORDS | COUNTED_FURTHER | DONE_WORDS | RECEIVING_WORDS | BESIDE_COUNTED
_UNIT_WORDS = frozenset(word for unit in COUNTED for word in unit.split())
# `Peralatan yang Diserahkan`: whatever was handed over or done, no programme is called so.
_DONE_WITH = re.compile(rf"\byang (?:telah |sudah |akan )?(?:{'|'.join(sorted(DONE_WORDS | RECEIVING_WORDS))})\b")


@dataclass(frozen=True)
class Name:
    """What the title of a group names. `kind`: None where that is not certain, and `question` says why."""

    kind: Literal["program_name", "activity_name", "funding_source", "counted"] | None
    value: str = ""
    question: str = ""

    @property
    def values(self) -> dict[str, object]:
        """The field that it names, and what it calls it."""
        return {str(self.kind): self.value} if self.value else {}


def names_of(groups: Sequence[Group], said: frozenset[str], *, is_implied: bool) -> list[Name]:
    """The name of each group whose title could be a programme's.

    Args:
        groups: columns with a common title.
        said: the fields that something else in the file says for all of them, of program_name, activity_name and
            funding_source.
        is_implied: whether a title also names a programme that everybody knows, of which columns may be parts.
    """
    names = [_name_of(group, said, is_implied) for group in groups]
    parts = [named_part(group.name) for group in groups]
    others = [
        name.kind == "program_name" and not is_name_beside_others(part) for part, name in zip(parts, names, strict=True)
    ]
    if any(others) and "program_name" not in said:
        names = [
            Name("program_name", programme_of(part)) if is_name_beside_others(part) else name
            for part, name in zip(parts, names, strict=True)
        ]
    kinds = {name.kind for name in names} - {None}
    if len(kinds) > 1 and kinds != {"program_name", "counted"}:
        shown = " and ".join(repr(group.name) for group in groups[:3])
        return [Name(None, "", f"what are {shown}: programmes, activities, funds, or what is counted?")] * len(names)
    if kinds == {"program_name", "counted"}:
        return [name if name.kind != "counted" else _unclear(group) for name, group in zip(names, groups, strict=True)]
    return names


def _name_of(group: Group, said: frozenset[str], is_implied: bool) -> Name:
    part = named_part(group.name)
    if group.activity:
        return _unclear(group) if "activity_name" in said else Name("activity_name", group.activity)
    if is_fund(_BRACKETS.sub(" ", part)):
        return _unclear(group) if "funding_source" in said else Name("funding_source", _BRACKETS.sub("", part).strip())
    if programmes_in(part):
        is_sure = "program_name" not in said and _names_no_more(part)
        return Name("program_name", programme_of(part)) if is_sure else _unclear(group)
    if says_what_is_counted(part) or set(folded(part)) & GRADUATE_WORDS:
        return Name("counted")
    is_act = _begins_with_an_act(part)
    if is_act and not is_implied:
        return Name("program_name", programme_of(part))
    if is_act and "activity_name" not in said:
        return Name("activity_name", programme_of(part))
    if is_implied and set(bracketed_units(part)) & THINGS:
        return Name("counted")  # `Peralatan (Paket)`
    return _unclear(group)


def _names_no_more(title: str) -> bool:
    """Whether a title only says the programme that everybody knows, and who of it is counted or who pays.

    `Usulan PKH` and `PKH Graduasi` are no programmes, and their figures are not of who receives one.
    """
    plain = _BRACKETS.sub(" ", title)
    for name in programmes_in(plain):
        plain = plain.replace(name, " ")
    words = [word for word in folded(plain) if not (word in FUND_WORDS or word in BESIDE_PROGRAMMES)]
    return says_what_is_counted(" ".join(words)) or _begins_with_an_act(title)


def _begins_with_an_act(title: str) -> bool:
    """Whether a title says what was given or done, and not what became of it: no `Usulan Bantuan Modal`."""
    plain = programme_of(title)
    phrase = phrase_of(plain)
    return phrase is not None and plain.startswith(phrase)


def _unclear(group: Group) -> Name:
    return Name(None, "", f"is {group.name!r} a programme, an activity, or what is counted?")


def says_what_is_counted(title: str) -> bool:
    """Whether a title only says who or what is counted: `Penerima Bantuan (Pelaku Usaha)`, `Alat yang Diserahkan`."""
    words = folded(_BRACKETS.sub(" ", title))
    return all(word in _SAYS_WHO or word in _UNIT_WORDS for word in words) or bool(_DONE_WITH.search(" ".join(words)))


def named_part(title: str) -> str:
    """The part of a column's titles that names a programme; the lowest that is no bare unit, where none is known."""
    parts = indonesian(title).split(SEPARATOR)[::-1]
    known = next((part for part in parts if programmes_in(part)), None)
    return known or next((part for part in parts if " ".join(folded(part)) not in COUNTED), parts[0])


def programme_of(title: str) -> str:
    """The programme that the title of a column names: without what it counts."""
    title = indonesian(title)
    named = programmes_in(title)
    if len(named) == 1 and set(folded(title)) & COUNTING_WORDS:
        return named[0].upper() if named[0].islower() else named[0]
    # A unit in brackets is no part of a name; an abbreviation is: `Program Keluarga Harapan (PKH)`.
    words = _BRACKETS.sub(lambda found: found[0] if programmes_in(found[1]) else "", title).split()
    counting = next((n for n, word in enumerate(words) if word.casefold() not in COUNTING_WORDS), 0)
    return " ".join(words[counting:] if len(words) > counting + 1 else words)
