"""A table of what programmes reached -> its part of a YAML.

Enters: a `Context`. Leaves: a `Layout` of dataset program_reach, or None. What a figure counts, in which unit and when
must stand somewhere; who is counted (recipient, participant, item ...) follows from words that stand in the vocabulary.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from lumbung.workbooks.inspection.builder import Builder
from lumbung.workbooks.inspection.columns import SeenColumn
from lumbung.workbooks.inspection.context import Context, Expected, Layout
from lumbung.workbooks.inspection.draft import Ask, Remark
from lumbung.workbooks.inspection.places import Places, find_places
from lumbung.workbooks.inspection.programmes import programme_fact, programmes_in
from lumbung.workbooks.inspection.rows import ratio_of
from lumbung.workbooks.inspection.surroundings import Found, Unclear, find_period
from lumbung.workbooks.inspection.vocabulary import (
    COUNTED,
    DIMENSIONS,
    HOUSEHOLDS,
    MEASURE_OF_UNIT,
    MEASURE_WORDS,
    THINGS,
)
from lumbung.workbooks.inspection.words import folded
from lumbung.workbooks.layout import SEPARATOR
from lumbung.workbooks.periods import parse_period

_BRACKETS = re.compile(r"\(([^()]*)\)")
_MONEY = ("rupiah", "rupiah_per_kapita_bulan")
# What a column of figures may count that is no reach: how many villages or inhabitants a district has.
_DESCRIBE = frozenset({"kelurahan", "desa", "kecamatan", "penduduk", "rt", "rw", "dusun", "luas", "wilayah"})


@dataclass(frozen=True)
class Group:
    """Columns of one programme: what was to be reached and what was. `name`: their common titles, '' for a table's."""

    name: str
    target: SeenColumn | None
    reached: SeenColumn | None

    @property
    def columns(self) -> list[tuple[str, SeenColumn]]:
        """Field -> column."""
        pairs = (("target_count", self.target), ("reached_count", self.reached))
        return [(name, column) for name, column in pairs if column is not None]


def propose_reach(context: Context) -> Layout | None:
    """The part of a YAML for a table of programme reach; None where it is none."""
    groups = _groups(context)
    if groups:
        return _Proposal(context, groups).layout()
    several = [column for column in _counts(context) if column.is_a("target")]
    if len(several) < 2 or _has_amounts(context):
        return None
    titles = ", ".join(repr(column.title) for column in several[:4])
    asked = Ask(f"which of these columns is the target to load: {titles}? They are of one thing", "{title: ...}")
    return Layout("program_reach", body={"header": context.header(), "columns": {"target_count": asked}})


def unclear_reach(context: Context) -> Layout | None:
    """A table that counts who was reached, in columns that are not understood: all of it is asked."""
    counts = _counts(context)
    words = set(folded(" ".join([context.around.title, *(column.title for column in counts)])))
    if not counts or not words & {"penerima", "peserta", "sasaran", "target", "tersalur", "penyaluran"}:
        return None
    titles = ", ".join(repr(column.title) for column in counts[:5])
    asked = Ask(f"which columns count what was to be reached and what was: {titles}?", "{title: ...}")
    return Layout("program_reach", body={"header": context.header(), "columns": {"reached_count": asked}})


def _counts(context: Context) -> list[SeenColumn]:
    """Columns of figures that may be counts: not money, not percentages, not numbers of rows."""
    return [
        column
        for column in context.numbers
        if not column.is_a("percent", "remaining", "row_number", "change")
        and not (column.unit is not None and column.unit.unit in (*_MONEY, "persen"))
        and "budget" not in column.roles
        and not {"anggaran", "keuangan", "pagu", "rp"} & set(folded(column.title))
    ]


def _groups(context: Context) -> list[Group]:
    counts = _counts(context)
    targets = [column for column in counts if column.is_a("target")]
    reached = [column for column in counts if column.is_a("reached") and not column.is_a("target")]
    if not targets and _has_amounts(context):
        # Beside budgets, `Realisasi` is an amount unless it says what it counts.
        reached = [column for column in reached if _unit_of_title(column) or "penerima" in folded(column.title)]
    if len(targets) == 1 and len(reached) > 1:
        reached = _without_ratios(context, targets[0], reached)
    if len(targets) <= 1 and len(reached) <= 1 and (targets or reached):
        if not targets and not _counts_people(context, reached[0]):
            return []
        return [Group("", targets[0] if targets else None, reached[0] if reached else None)]
    if targets or reached:
        return _pairs(targets, reached)
    return _columns_of_programmes(context, counts)


def _without_ratios(context: Context, target: SeenColumn, reached: Sequence[SeenColumn]) -> list[SeenColumn]:
    """The columns that are not one of the others over the target: `Capaian` is often a percentage."""
    whole, _ = context.figures(target, kind="count")
    figures = {column.at: context.figures(column, kind="count")[0] for column in reached}
    ratios = {
        column.at
        for column in reached
        for other in reached
        if whole and other.at != column.at and figures[other.at] and ratio_of(context, column, figures[other.at], whole)
    }
    return [column for column in reached if column.at not in ratios]


def _has_amounts(context: Context) -> bool:
    return any(column.is_a("budget") or {"anggaran", "pagu"} & set(folded(column.title)) for column in context.numbers)


def _counts_people(context: Context, column: SeenColumn) -> bool:
    """Whether a column without a target beside it counts: by a unit, or by who is counted."""
    return (
        _unit_of_title(column) is not None
        or context.with_role("unit", kinds=("text",)) is not None
        or "penerima" in folded(column.title)
    )


def _pairs(targets: Sequence[SeenColumn], reached: Sequence[SeenColumn]) -> list[Group]:
    found: dict[str, dict[str, SeenColumn]] = {}
    for name, columns in (("target", targets), ("reached", reached)):
        for column in columns:
            group = SEPARATOR.join(column.path[:-1])
            if not group or name in found.setdefault(group, {}):
                return []
            found[group][name] = column
    return [Group(name, pair.get("target"), pair.get("reached")) for name, pair in found.items()]


def _columns_of_programmes(context: Context, counts: Sequence[SeenColumn]) -> list[Group]:
    """A column a programme: PKH (KPM), BPNT (KPM), where the title says that recipients are counted."""
    named = [column for column in counts if programmes_in(column.title) and not column.is_a("total")]
    words = set(folded(context.around.title)) | {word for column in counts for word in folded(column.title)}
    if len(named) < 1 or not words & {"penerima", "realisasi", "capaian", "tersalur", "penyaluran"}:
        return []
    return [Group(column.title, None, column) for column in named]


def _unit_of_title(column: SeenColumn) -> str | None:
    """The counted unit in the brackets of a column's titles, as printed."""
    for text in reversed(column.path):
        for match in _BRACKETS.finditer(text):
            if " ".join(folded(match[1])) in COUNTED:
                return match[1].strip()
        if " ".join(folded(text)) in COUNTED:
            return text
    return None


class _Proposal(Builder):
    """Puts a table of programme reach together, key by key."""

    def __init__(self, context: Context, groups: Sequence[Group]) -> None:
        super().__init__(context, "program_reach")
        self.groups = groups
        self.units: list[str | None] = []
        self.measures: list[str | None] = []

    @property
    def is_wide(self) -> bool:
        """Whether each programme has columns of its own."""
        return any(group.name for group in self.groups)

    def layout(self) -> Layout:
        """The finished part of the YAML."""
        self.say_places(self._places())
        self._say_texts()
        self._say_figures()
        self.say_headings(["activity_name"])
        self.say_subtotals()
        self.say_agency()
        self._say_programme()
        self._say_period()
        self._say_units()
        self._say_measures()
        ignored, unclear = self._ignored()
        if self.context.total_positions:
            self.say_totals(self.values)
        self.finish(ignored, unclear)
        self._expect()
        return self.result

    def _places(self) -> Places:
        places = find_places(self.context)
        acts = self.context.with_role("program", "activity")
        if isinstance(places.region, Ask) and self.context.district_columns and acts is not None:
            # The districts say where something was done, and not whose the row is.
            return find_places(self.context, districts=False)
        return places

    def _say_texts(self) -> None:
        for name, role in (
            ("agency_name", "agency"),
            ("program_name", "program"),
            ("activity_name", "activity"),
            ("indicator", "indicator"),
            ("registry", "registry"),
            ("funding_source", "funding"),
        ):
            self.take_role(name, role)
        villages = [column for column in self.context.village_columns if column.letters not in self.fields]
        if "activity_name" not in self.columns and len(villages) == 1:
            self.take("activity_name", villages[0])
        self.take_role("printed_unit", "unit")

    def _say_figures(self) -> None:
        for group in self.groups:
            for name, column in group.columns:
                figures, why = self.context.figures(column, kind="count")
                if why is None and name == "reached_count" and self._may_be_money(column):
                    why = "beside a budget it may be an amount of money"
                if not group.name:
                    spec: object = self.context.short(column)
                    if why:
                        known = spec if isinstance(spec, dict) else {"title": spec}
                        spec = Ask(f"how are the figures of {column.title!r} written? {why}", "", known)
                    self.columns[name] = spec
                elif why:
                    self.result.facts[name] = Ask(f"how are the figures of {column.title!r} written? {why}")
                self.fields[column.letters] = name
                if not why:
                    self.values[column.at] = figures

    def _may_be_money(self, column: SeenColumn) -> bool:
        """Whether `Realisasi` stands beside both a target and a budget, and does not say whose it is."""
        if not _has_amounts(self.context) or _unit_of_title(column) is not None or len(column.path) > 1:
            return False
        if {"penerima", "peserta", "fisik", "kinerja", "capaian", "output"} & set(folded(column.title)):
            return False
        others = [c for c in self.context.numbers if c.at != column.at and "realisasi" in folded(c.title)]
        return not any({"anggaran", "keuangan", "rp"} & set(folded(c.title)) for c in others)

    def _say_programme(self) -> None:
        if self.is_wide or "program_name" in {*self.columns, *self.names_above()}:
            return
        unknown = Remark({"value": "unspecified"}, "nothing in the file names a programme")
        self.result.facts["program_name"] = programme_fact(self.context) or unknown

    def _say_period(self) -> None:
        context = self.context
        dates = next(
            (c for c in context.columns if c.is_a("dates", "month", "year") and c.kind in ("date", "year", "text")),
            None,
        )
        if dates is not None and all(parse_period(text) for text in dates.distinct) and dates.distinct:
            self.take("period", dates, kind="period")
            return
        found = find_period(context.around)
        if isinstance(found, Found):
            self.result.facts["period"] = Remark(found.spec, f"from the {found.where}")
        else:
            why = found.reason if isinstance(found, Unclear) else "no title, header or file name says it"
            spec = "{from: title, find: period}, or {from: file_name, find: period} where the name says it"
            self.result.facts["period"] = Ask(f"which period are the figures of? {why}", spec)

    # Units and what is counted

    def _say_units(self) -> None:
        lines = len(self.context.table.lines)
        column = self.column("printed_unit")
        if column is not None:
            printed = [column.texts[n] for n in self.rows()]
            words = {text: COUNTED.get(" ".join(folded(text))) for text in dict.fromkeys(printed)}
            unknown = [text or "a blank" for text, unit in words.items() if unit is None]
            known = {text: unit for text, unit in words.items() if unit is not None}
            spec: dict[str, object] = {"from": "printed_unit", "map": known}
            self.derive(
                "beneficiary_unit",
                Ask(f"what do these units count: {', '.join(unknown[:5])}?", "", spec) if unknown else spec,
            )
            self.units = [words.get(text) for text in column.texts]
            return
        if self.is_wide:
            self.units = [None] * lines
            return
        units = {unit for group in self.groups for _, c in group.columns if (unit := _unit_of_title(c))}
        if not units:
            units = {word for text in self.context.around.texts["title"] for word in _bracketed(text)}
        if len(units) == 1:
            unit = COUNTED[" ".join(folded(next(iter(units))))]
            self.result.facts["beneficiary_unit"] = {"value": unit}
            self.units = [unit] * lines
        else:
            self.result.facts["beneficiary_unit"] = Ask(
                "in what are these figures counted? No column or title says it", "{value: orang}"
            )
            self.units = [None] * lines

    def _say_measures(self) -> None:
        if self.is_wide:
            self._say_wide()
            return
        rows = self.rows()
        header = " ".join(column.title for group in self.groups for _, column in group.columns)
        whole = _measure_of_words(header)
        measures = [self._measure(n, whole) for n in range(len(self.context.table.lines))]
        self.measures = measures
        open_rows = [n for n in rows if measures[n] is None]
        if open_rows:
            label = self.column("activity_name") or self.column("program_name") or self.column("indicator")
            shown = "; ".join(dict.fromkeys(label.texts[n] for n in open_rows[:4])) if label else "all rows"
            question = f"who or what is counted (recipient, participant, item, graduate ...) in: {shown}?"
            self.result.facts["measure"] = Ask(question, "{value: recipient}, or under derive: from a column")
            return
        distinct = {measures[n] for n in rows}
        if len(distinct) == 1:
            self.result.facts["measure"] = {"value": next(iter(distinct))}
            return
        for name in ("printed_unit", "indicator", "activity_name", "program_name"):
            column = self.column(name)
            if column is None:
                continue
            words: dict[str, set[str | None]] = {}
            for n in rows:
                words.setdefault(column.texts[n], set()).add(measures[n])
            if all(len(found) == 1 for found in words.values()):
                spec = {"from": name, "map": {text: next(iter(found)) for text, found in words.items()}}
                self.derive("measure", spec)
                return
        self.result.facts["measure"] = Ask("who or what is counted? It differs from row to row, and no column says it")

    def _measure(self, position: int, whole: str | None) -> str | None:
        """What a row counts: by its unit where that says it, by its words, by those of header and title."""
        printed = self.column("printed_unit")
        word = " ".join(folded(printed.texts[position])) if printed else ""
        if word in MEASURE_OF_UNIT:
            return MEASURE_OF_UNIT[word]
        unit = self.units[position]
        if unit in THINGS:
            return "item"
        for name in ("indicator", "activity_name", "program_name"):
            column = self.column(name)
            if column is not None and (found := _measure_of_words(column.texts[position])):
                return found
        heading = str(dict(self.of_line(position)).get("program_name", ""))
        found = whole or _measure_of_words(heading) or _measure_of_words(self.context.around.title)
        if found:
            return found
        return "recipient" if unit in HOUSEHOLDS or unit == "kelompok" else None

    def _say_wide(self) -> None:
        entries: list[object] = []
        for group in self.groups:
            columns = {name: column.title for name, column in group.columns}
            unit_text = next((unit for _, column in group.columns if (unit := _unit_of_title(column))), None)
            unit = COUNTED.get(" ".join(folded(unit_text or "")))
            measure = _measure_of_words(group.name) or _measure_of_words(self.context.around.title)
            if unit in THINGS:
                measure = "item"
            if measure is None and unit in HOUSEHOLDS:
                measure = "recipient"
            program = _BRACKETS.sub("", group.name.rpartition(SEPARATOR)[2]).strip()
            values: dict[str, object] = {"program_name": program}
            questions = []
            if unit is None:
                questions.append(f"in what is {group.name!r} counted?")
            else:
                values["beneficiary_unit"] = unit
            if measure is None:
                questions.append(f"who or what is counted in {group.name!r} (recipient, participant, item ...)?")
            else:
                values["measure"] = measure
            others = [c for title in columns.values() for c in self.context.matched(title) if c.title != title]
            if others:
                questions.append(f"the title {group.name!r} also fits {others[0].title!r}")
            entry: dict[str, object] = {"columns": columns, "values": values}
            entries.append(Ask(" ".join(questions), "", entry) if questions else entry)
        self.body["wide"] = entries

    # Columns that are left, and what reading must give

    def _ignored(self) -> tuple[list[str], Ask | None]:
        left: list[str] = []
        asked: list[str] = []
        for column in self.context.columns:
            if column.letters in self.fields or column.is_personal:
                continue
            if not column.path:
                asked += [f"column {column.letters} (it has no title)"] if column.kind != "blank" else []
            elif column.kind == "number" and (reason := self._number_left(column)) is None:
                asked.append(repr(column.title))
            elif column.kind == "number":
                self.leave_out(column, str(reason))
                left += [column.title] if reason != "proof" else []
            elif set(folded(column.title)) & DIMENSIONS and column.kind == "text" and len(column.distinct) > 1:
                asked.append(f"{column.title!r} (its rows may divide the figures)")
            else:
                left.append(column.title)
        return left, Ask(f"what are these columns: {'; '.join(asked[:5])}?") if asked else None

    def _number_left(self, column: SeenColumn) -> str | None:
        """Why a column of figures is not loaded; None where that is not known."""
        if column.is_a("row_number", "sheet_id"):
            return "number of the row"
        money = column.unit is not None and column.unit.unit in _MONEY
        if money or "budget" in column.roles or {"anggaran", "keuangan", "pagu", "rp"} & set(folded(column.title)):
            self.result.warnings.append(f"not loaded: the amounts of {column.title!r}; they belong to a budget source")
            return "an amount"
        if column.is_a("percent", "reached") or (column.unit is not None and column.unit.unit == "persen"):
            self._prove(column)
            if column.letters in self.fields:
                return "proof"
            return "a percentage" if not column.is_a("reached") else None
        if column.is_a("remaining", "change"):
            return "a difference"
        words = set(folded(column.title))
        if words & _DESCRIBE and words <= _DESCRIBE | {"jumlah", "no", "banyaknya", "total", "dan", "jiwa", "orang"}:
            self.result.warnings.append(f"not loaded: {column.title!r}, which describes a place")
            return "of the place"
        return None

    def _prove(self, column: SeenColumn) -> None:
        """A printed percentage as proof, where it fits target and reached."""
        group = self.groups[0]
        if len(self.groups) > 1 or group.name or group.target is None or group.reached is None:
            return
        part, whole = self.values.get(group.reached.at), self.values.get(group.target.at)
        if part is None or whole is None:
            return
        ratio = ratio_of(self.context, column, part, whole)
        if ratio is None:
            self.result.warnings.append(f"{column.title!r} is not reached over target; it is left out")
            return
        self.say_ratio(column, ratio, "reached_count", "target_count")

    def _expect(self) -> None:
        period = find_period(self.context.around) if "period" in self.result.facts else None
        start = getattr(period.value, "start", None) if isinstance(period, Found) else None
        for group in self.groups:
            for name, column in group.columns:
                figures = self.values.get(column.at)
                if figures is None:
                    continue
                for position in self.rows():
                    beside: list[tuple[str, object]] = [("region_code", self.places.codes[position])]
                    if not group.name:
                        beside += [("measure", self.measures[position]), ("beneficiary_unit", self.units[position])]
                        beside += [
                            (field_name, text_column.texts[position])
                            for field_name in ("agency_name", "program_name", "activity_name")
                            if (text_column := self.column(field_name)) is not None and text_column.texts[position]
                        ]
                    beside += self.of_line(position)
                    beside.append(("period_start", start))
                    cell = self.context.cell(position, column)
                    self.result.expected.append(Expected(cell, name, figures[position], tuple(beside)))


def _measure_of_words(text: str) -> str | None:
    """What a text says that is counted: by the word of the vocabulary that stands first, the longer of two."""
    joined = f" {' '.join(folded(text))} "
    found = [
        (joined.find(f" {word} "), -len(word), measure) for word, measure in MEASURE_WORDS if f" {word} " in joined
    ]
    return min(found)[2] if found else None


def _bracketed(text: str) -> list[str]:
    return [match[1].strip() for match in _BRACKETS.finditer(text) if " ".join(folded(match[1])) in COUNTED]
