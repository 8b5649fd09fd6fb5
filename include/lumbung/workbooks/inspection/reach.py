"""A table of what programmes reached -> its part of a YAML.

Enters: a `Context`. Leaves: a `Layout` of dataset program_reach, or None. What a figure counts, in which unit and when
must stand somewhere; who is counted (recipient, participant, item ...) follows from words that stand in the vocabulary.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal

from lumbung.workbooks.errors import printable
from lumbung.workbooks.inspection.amounts import scale_of
from lumbung.workbooks.inspection.builder import Builder
from lumbung.workbooks.inspection.columns import SeenColumn, parts_numbered, roles_of
from lumbung.workbooks.inspection.contents import programme_column
from lumbung.workbooks.inspection.context import Context, Expected, Layout
from lumbung.workbooks.inspection.draft import ABOUT_COLUMNS, ABOUT_FIGURES, ABOUT_STYLE, Ask, Remark
from lumbung.workbooks.inspection.places import Places, find_places, has_small_codes
from lumbung.workbooks.inspection.programmes import (
    activity_fact,
    programme_above,
    programme_fact,
    programme_said,
    programmes_in,
)
from lumbung.workbooks.inspection.reach_groups import (
    MONEY,
    Group,
    above,
    count_columns,
    find_groups,
    has_amounts,
    is_duration,
    is_left,
    is_of_classes,
    is_of_graduates,
    is_of_the_place,
    speaks_of_money,
    unit_above,
    unit_of_title,
    whole_of,
)
from lumbung.workbooks.inspection.reach_measures import (
    measure_of_line,
    measure_of_words,
    says_who_found_work,
    unit_said,
)
from lumbung.workbooks.inspection.reach_names import Name, names_of
from lumbung.workbooks.inspection.rows import ratio_of
from lumbung.workbooks.inspection.surroundings import (
    Found,
    Unclear,
    find_funds,
    find_period,
    find_registry,
    find_year,
    is_part_of_a_year,
    is_position,
    is_position_title,
    part_of_year,
    says_up_to,
)
from lumbung.workbooks.inspection.unit_columns import units_of
from lumbung.workbooks.inspection.vocabulary import (
    COUNTED,
    DIMENSIONS,
    FORESEEN_WORDS,
    HOUSEHOLD_UNITS,
    MEASURE_OF_UNIT,
    NO_LONGER_WORDS,
    NOT_YET_WORDS,
    PERSONS,
    PLANNED_WORDS,
    REACHED_WORDS,
    REACHING_NOUNS,
    THINGS,
)
from lumbung.workbooks.inspection.words import YEAR, folded, states_unit, unit_in
from lumbung.workbooks.layout import SEPARATOR
from lumbung.workbooks.periods import MONTHS, Period, parse_period

_VACANCY = "lowongan"
_BRACKETS = re.compile(r"\(([^()]*)\)")
_PARTS_OF_YEARS = frozenset(
    {"tahun", "triwulan", "tw", "semester", "bulan", "i", "ii", "iii", "iv", "1", "2", "3", "4"}
)
_MONTH_NAMES = {number: name for name, number in reversed(MONTHS.items())}


def propose_reach(context: Context) -> Layout | None:
    """The part of a YAML for a table of programme reach; None where it is none."""
    groups = find_groups(context)
    if groups:
        return _Proposal(context, groups).layout()
    several = [column for column in count_columns(context) if column.is_a("target")]
    if len(several) < 2 or has_amounts(context):
        return None
    titles = ", ".join(repr(column.title) for column in several[:4])
    asked = Ask(f"which of these columns is the target to load: {titles}? They are of one thing", "{title: ...}")
    return Layout("program_reach", body={"header": context.header(), "columns": {"target_count": asked}})


def unclear_reach(context: Context) -> Layout | None:
    """A table that counts who was reached, in columns that are not understood: all of it is asked."""
    counts = count_columns(context)
    words = set(folded(" ".join([context.around.title, *(column.title for column in counts)])))
    speaks = words & {"penerima", "peserta", "sasaran", "target", "tersalur", "penyaluran"}
    if not counts or not (speaks or measure_of_words(context.around.title)):
        return None
    titles = ", ".join(repr(column.title) for column in counts[:5])
    asked = Ask(f"which columns count what was to be reached and what was: {titles}?", "{title: ...}")
    return Layout("program_reach", body={"header": context.header(), "columns": {"reached_count": asked}})


class _Proposal(Builder):
    """Puts a table of programme reach together, key by key."""

    def __init__(self, context: Context, groups: Sequence[Group]) -> None:
        context.take_whole_region_as_total("count")
        super().__init__(context, "program_reach")
        self.groups = groups
        self.names: dict[str, Name] = {}
        self.starts: list[date | None] = []
        self.units: list[str | None] = []
        self.measures: list[str | None] = []
        self.vacancies_in: str | None = None
        self.counts_vacancies = False

    @property
    def is_wide(self) -> bool:
        """Whether each programme, noun or period has columns of its own."""
        return any(group.name for group in self.groups)

    @property
    def by_period(self) -> bool:
        """Whether each year or month has columns of its own."""
        return any(group.period for group in self.groups)

    @property
    def named_by_columns(self) -> set[str]:
        """The fields that the common titles of columns name: programme, activity or fund."""
        return {field for name in self.names.values() for field in name.values}

    def layout(self) -> Layout:
        """The finished part of the YAML."""
        self.say_places(self._places())
        self._say_texts()
        self._say_figures()
        self.say_headings(["activity_name"])
        self.say_subtotals()
        self.say_agency()
        self._say_names()
        self._say_programme()
        self._say_period()
        self._say_units()
        self._ask_about_scale()
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
        asked = isinstance(places.region, Ask) and not has_small_codes(self.context)
        if asked and self.context.district_columns and acts is not None:
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
        aim = self.context.with_role("target", kinds=("text",))
        if "indicator" not in self.columns and aim is not None:
            self.take("indicator", aim)  # `Sasaran` in words: who is to be reached
        self.say_funding()
        left = [column for column in self.context.company_columns if column.letters not in self.fields]
        if "activity_name" not in self.columns and len(left) == 1:
            self.take("activity_name", left[0])
        self.take_label()
        self.take_role("printed_unit", "unit")
        self._take_units_beside()
        funds = find_funds(self.context.around)
        if "funding_source" not in self.columns and len(funds) == 1:
            self.result.facts["funding_source"] = Remark({"value": funds[0]}, "title or notes say it")
        if "registry" not in self.columns and (named_as := find_registry(self.context.around)) is not None:
            self.result.facts["registry"] = Remark({"value": named_as.upper()}, "title, notes or file name say it")

    def _take_units_beside(self) -> None:
        """Call the column of units of some counts alone, `satuan_jumlah`, by its field, where all have the same units.

        Several that say the same line by line are one; where they differ, or not all counts have one, that is asked.
        """
        columns = [column for group in self.groups for _, column in group.columns]
        beside = [units_of(self.context, column) for column in columns]
        found = list(dict.fromkeys(unit.at for units in beside for unit in units))
        if not found:
            return
        rows = [n for n in range(len(self.context.table.lines)) if n not in self.context.total_positions]
        units = [column for column in self.context.columns if column.at in found]
        named = self.column("printed_unit")
        told = {tuple(column.texts[n] for n in rows) for column in [*units, *([named] if named is not None else [])]}
        if len(told) > 1 or (self.is_wide and not self.by_period and not all(beside) and named is None):
            titles = " and ".join(repr(column.title) for column in units[:3])
            asked = f"in what is each column counted? {titles} say it of some columns only, or differ"
            self.body["unclear_units"] = Ask(asked, ABOUT_FIGURES)
        elif named is None:
            self.take("printed_unit", units[0])

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
                        spec = Ask(f"how are the figures of {column.title!r} written? {why}", ABOUT_STYLE, known)
                    self.columns[name] = spec
                elif why:
                    self.result.facts[name] = Ask(
                        f"how are the figures of {column.title!r} written? {why}", ABOUT_STYLE
                    )
                self.fields[column.letters] = name
                if _is_of_vacancies(column):
                    cells = range(len(self.context.table.lines))
                    self.result.vacancies |= {self.context.cell(n, column) for n in cells}
                if not why:
                    self.values[column.at] = figures

    def _may_be_money(self, column: SeenColumn) -> bool:
        """Whether `Realisasi` stands beside both a target and a budget, and does not say whose it is."""
        targets = [group.target for group in self.groups if group.target is not None]
        if not has_amounts(self.context, targets) or unit_of_title(column) is not None or len(column.path) > 1:
            return False
        if {"penerima", "peserta", "fisik", "kinerja", "capaian", "output"} & set(folded(column.title)):
            return False
        others = [c for c in self.context.numbers if c.at != column.at and "realisasi" in folded(c.title)]
        return not any({"anggaran", "keuangan", "rp"} & set(folded(c.title)) for c in others)

    def _say_names(self) -> None:
        """Put in the activity that a line above the table says, and tell what the common titles of columns name."""
        known = {*self.columns, *self.names_above()}
        if "activity_name" not in known and (activity := activity_fact(self.context)) is not None:
            self.result.facts["activity_name"] = activity
        groups = [group for group in self.groups if group.may_be_named]
        heads = list(dict.fromkeys(map(_head_of, self.groups))) if self.by_period else []
        if len(heads) > 1:
            groups = [Group(head, None, None) for head in heads]  # `PKH > 2023` beside `BPNT > 2023`
        if not groups:
            return
        said = {name for name in ("program_name", "activity_name", "funding_source") if name in known}
        said |= {"activity_name"} & set(self.result.facts)
        named, implied = programme_said(self.context), programme_above(self.context)
        if len({name for group in groups for name in programmes_in(group.name)}) > 1:
            # Where the title names several, the columns say which of them is which.
            named, implied = (None if isinstance(one, Ask) else one for one in (named, implied))
        said |= {"program_name"} if named is not None else set()
        is_implied = "program_name" in said or implied is not None
        names = names_of(groups, frozenset(said), is_implied=is_implied)
        self.names = {group.name: name for group, name in zip(groups, names, strict=True)}
        if "funding_source" in self.named_by_columns:
            self.result.facts.pop("funding_source", None)

    def _say_programme(self) -> None:
        if "program_name" in {*self.named_by_columns, *self.columns, *self.names_above()}:
            return
        if (column := programme_column(self.context, self.fields)) is not None:
            self.take("program_name", column)
            return
        if (named := programme_fact(self.context)) is not None:
            self.result.facts["program_name"] = named
            return
        self.say_unspecified("program_name", "nothing in the file names a programme")

    def _say_period(self) -> None:
        context = self.context
        if any(group.period for group in self.groups):
            self._bind_year([group.period for group in self.groups if group.period])
            return
        if self._say_days():
            return
        told = [c for c in context.columns if context.said_in(c) and self._tells_period(c)]
        whole = next((c for c in told if c.kind != "year" and all(map(parse_period, context.said_in(c)))), None)
        years = next((c for c in told if c.kind == "year"), None)
        parts = [c for c in told if c not in (whole, years) and self._in_year(c, 2000)]
        if whole is None and parts:
            if years is None and self._say_parts_of_the_year(parts[0]):
                return
            if years is not None and len(parts) == 1 and self._say_parts_of_years(parts[0], years):
                return
            titles = " and ".join(repr(c.title) for c in (years, *parts) if c is not None)
            asked = f"which period is each row? {titles} say it only together, and no key of a layout joins them"
            self.result.facts["period"] = Ask(
                f"{asked}. Write both into one column of the file, as in 'Januari 2023'",
                "Mend the file and inspect again.",
            )
            return
        if (dates := whole or years) is not None:
            periods = [parse_period(text) for text in dates.texts]
            if whole is not None and years is not None and any(map(_are_of_other_years, periods, years.texts)):
                asked = f"which of them holds? {whole.title!r} and {years.title!r} say different years in some rows"
                self.result.facts["period"] = Ask(asked, "Mend the file and inspect again.")
                return
            self.take("period", dates, kind="period")
            self.starts = [period.start if period else None for period in periods]
            return
        found = find_period(context.around)
        part = part_of_year(context.around, found)
        if isinstance(found, Found) and "value" in found.spec:
            part = _position_of(context, found)
        if isinstance(part, Found) and isinstance(part.value, Period):
            for name, day in (("period_start", part.value.start), ("period_end", part.value.end)):
                self.result.facts[name] = Remark({"value": day}, f"from the {part.where}")
            self.starts = [part.value.start] * len(context.table.lines)
            return
        found = part if isinstance(part, Unclear) else _position_of(context, found)
        if isinstance(found, Found):
            self.result.facts["period"] = Remark(found.spec, f"from the {found.where}")
        else:
            why = found.reason if isinstance(found, Unclear) else "no title, header or file name says it"
            spec = "{from: title, find: period}, or {from: file_name, find: period} where the name says it"
            self.result.facts["period"] = Ask(f"which period are the figures of? {why}", spec)

    def _tells_period(self, column: SeenColumn) -> bool:
        """Whether a column says when by its title, or is left over and holds nothing but periods."""
        if column.is_a("dates", "month", "year", "period_part"):
            return True
        left = column.kind == "text" and column.letters not in self.fields and column.path
        return bool(left) and all(map(is_part_of_a_year, self.context.said_in(column)))

    def _say_days(self) -> bool:
        """Put in a first and a last day that stand in two columns."""
        days = [self.context.with_role(role, kinds=("date",)) for role in ("starts", "ends")]
        if days[0] is None or days[1] is None:
            return False
        for name, column in zip(("period_start", "period_end"), days, strict=True):
            if column is not None:
                self.take(name, column, kind="date")
        periods = [parse_period(text) for text in days[0].texts]
        self.starts = [period.start if period else None for period in periods]
        return True

    def _in_year(self, column: SeenColumn, year: int) -> dict[str, Period] | None:
        """The period of each text of a column of months or quarters in a year; None where one of them is none."""
        found: dict[str, Period] = {}
        for text in self.context.said_in(column):
            name = _MONTH_NAMES.get(int(text)) if column.kind == "month" and text.isdecimal() else text
            title = next((one for one in ("triwulan", "semester") if one in folded(column.title)), None)
            if title is not None and re.fullmatch("I{1,3}|IV|[1-4]", name or ""):
                name = f"{title} {name}"
            if says_up_to(column.title) and name and not says_up_to(name):
                name = f"s.d. {name}"
            period = parse_period(name or "", year=year)
            if period is None:
                return None
            found[text] = period
        return found

    def _say_parts_of_the_year(self, column: SeenColumn) -> bool:
        """Put in months or quarters of the one year that the file speaks of; tied to that year."""
        found = find_year(self.context.around)
        if is_position_title(column.title):
            return False  # counted at that time, or from January up to it
        if not isinstance(found, Found) or (periods := self._in_year(column, int(str(found.value)))) is None:
            return False
        if not self._bind_year(list(periods.values())):
            return False
        self.take("printed_period", column)
        for name in ("start", "end"):
            words = {text: getattr(period, name) for text, period in periods.items()}
            self.derive(f"period_{name}", {"from": "printed_period", "map": words})
        self.starts = [period.start if (period := periods.get(text)) else None for text in column.texts]
        return True

    def _say_parts_of_years(self, column: SeenColumn, years: SeenColumn) -> bool:
        """Put in months or quarters, each in the year that another column of its row says."""
        if says_up_to(column.title) or is_position_title(column.title):
            return False
        parts = parts_numbered(column)
        periods: list[Period | None] = []
        for text, year in zip(column.texts, years.texts, strict=True):
            is_number = column.kind == "month" and text.isdecimal()
            name = _MONTH_NAMES.get(int(text), "") if is_number else f"{parts} {text}" if parts else text
            periods.append(parse_period(name, year=int(year)) if year.isdecimal() else None)
        if not all(periods[n] for n in self.rows()):
            return False
        self.take("year", years)
        self.take("period", column, kind="period", in_year="year", parts=parts)
        self.starts = [period.start if period else None for period in periods]
        return True

    def _bind_year(self, periods: Sequence[Period]) -> bool:
        """Tie parts of a year that the YAML spells out to the words that say the year; a year in itself needs none."""
        found = find_year(self.context.around)
        if isinstance(found, Found):
            year = str(found.value)
            spec: dict[str, object] = {"from": found.spec["from"], "find": "period"}
            spec["pattern"] = rf"(?<!\d)({year})(?!\d)"
            if isinstance(self.context.around.read(spec), Period):
                self.result.facts["period"] = Remark(spec, f"the columns and rows are parts of {year}")
                return True
        if all((period.start.month, period.end.month) == (1, 12) for period in periods):
            return True
        self.result.facts["period"] = Ask("which year are the months of? No title says it in one way", "{value: ...}")
        return False

    # Units and what is counted

    def _say_units(self) -> None:
        lines = len(self.context.table.lines)
        texts = self.context.around.texts
        self.vacancies_in = _persons_in(
            [u for part in ("title", "notes") for text in texts[part] for u in unit_said(text)]
        )
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
            self.vacancies_in = _persons_in(words)
            self._compare_units({words[text] for text in words} - {None})
            return
        if self.is_wide and not self.by_period:
            self.units = [None] * lines
            return
        units = {unit for group in self.groups for _, c in group.columns if (unit := unit_of_title(c))}
        if not units and (named := unit_above(self.context)) is not None:
            units = {named}
        if len({COUNTED[unit] for unit in units}) == 1:
            unit = COUNTED[units.pop()]
            unit = (self.vacancies_in or unit) if unit == _VACANCY else unit
            self.result.facts["beneficiary_unit"] = {"value": unit}
            self.units = [unit] * lines
        else:
            self.result.facts["beneficiary_unit"] = Ask(
                "in what are these figures counted? No column or title says it", "{value: orang}"
            )
            self.units = [None] * lines

    def _compare_units(self, printed: set[str | None]) -> None:
        """Ask where the title of a count says another unit than the column of units beside it."""
        for column in (column for group in self.groups for _, column in group.columns):
            unit = COUNTED.get(unit_of_title(column) or "")
            if unit == _VACANCY and self.vacancies_in is not None:
                continue  # a vacancy is one person wanted
            if unit is not None and not all(_is_same_unit(unit, other) for other in printed):
                others = ", ".join(sorted(str(other) for other in printed))
                asked = f"in what is {column.title!r} counted? Its title says {unit}, the column of units {others}"
                self.body.setdefault("unclear_units", Ask(asked, ABOUT_FIGURES))

    def _ask_about_scale(self) -> None:
        """Ask where a note or a name says thousands of those counted; titles that say so are asked about in reading."""
        texts = self.context.around.texts
        for text in (*texts["notes"], *texts["sheet"]):
            scale, unit = scale_of(text), unit_in(text)
            if scale and states_unit(text) and (unit is None or unit.unit != "rupiah"):
                asked = f"are the counts in {scale}? {printable(text)} is said beside the table"
                self.body["unclear_scale"] = Ask(asked, ABOUT_FIGURES)
                return

    def _ask_about_plans(self) -> None:
        """Ask what bare counts are where only a title says that they were planned: `KUOTA PKH` above `Jumlah KPM`."""
        bare = [
            group.reached
            for group in self.groups
            if group.reached is not None and not (PLANNED_WORDS | REACHED_WORDS) & set(folded(group.reached.title))
        ]
        words = set(folded(self.context.around.title))
        done = words & REACHED_WORDS - (REACHING_NOUNS - {"realisasi", "capaian"})
        planned = words & (PLANNED_WORDS | FORESEEN_WORDS)
        if bare and planned and not done:
            shown = ", ".join(sorted(planned))
            asked = f"were those counted in {bare[0].title!r} to be reached, or were they? The title says {shown}"
            self.body["unclear_counts"] = Ask(
                asked, "Call the column target_count or reached_count, then delete this key."
            )

    def _say_measures(self) -> None:
        self._ask_about_plans()
        if self.is_wide:
            self._say_wide()
        if not self.is_wide or self.by_period:
            self._say_measures_of_rows()

    def _say_measures_of_rows(self) -> None:
        rows = self.rows()
        header = " ".join(column.title for group in self.groups for _, column in group.columns)
        finished = [is_of_graduates(column) for group in self.groups for _, column in group.columns]
        whole = "graduate" if finished and all(finished) else measure_of_words(header)
        if any(g.reached is not None and measure_of_words(g.reached.title) == "trained" for g in self.groups):
            whole = "trained"  # `Target Peserta` and `Peserta Dilatih`: what was reached says it
        if whole == "participant" and measure_of_words(f"peserta {self._insurance()}") == "recipient":
            whole = "recipient"  # who is in an insurance receives it
        self.counts_vacancies = all(_is_of_vacancies(c) for group in self.groups for _, c in group.columns)
        whole = "vacancy" if self.counts_vacancies else whole
        measures = [self._measure(n, whole) for n in range(len(self.context.table.lines))]
        self.measures = measures
        if (doubt := self._doubt_of_title(set(measures))) is not None:
            self.result.facts["measure"] = Ask(doubt, "{value: recipient}, where they have received it")
            return
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

    def _doubt_of_title(self, measures: set[str | None]) -> str | None:
        """Why bare counts, `Jumlah KPM`, may not be of who received something: the title speaks of others."""
        columns = [column for group in self.groups for _, column in group.columns]
        is_bare = all(set(folded(column.title)) <= {*COUNTED, "jumlah", "total"} for column in columns)
        words = set(folded(self.context.around.title))
        if is_bare and words & NOT_YET_WORDS:
            return "who is counted: those who received something, or those who only ask for it?"
        if is_bare and (others := words & NO_LONGER_WORDS):
            return (
                f"who is counted: those who received something, or others? The title says {', '.join(sorted(others))}"
            )
        if is_bare and "graduasi" in words and measures != {"graduate"}:
            return "who is counted: those who receive something, or those who no longer need it?"
        return None

    def _insurance(self) -> str:
        """The word of an insurance that the title names; '' where it names none."""
        words = folded(self.context.around.title)
        return next((word for word in ("bpjs", "jkn", "pbi", "jaminan") if word in words), "")

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
            if column is not None and (found := measure_of_line(column.texts[position])):
                if self.counts_vacancies:
                    return "vacancy" if found == "vacancy" else None  # a line that says otherwise is asked about
                if says_who_found_work(column.texts[position]):
                    return "placed"
                # Persons at a job fair are who came; vacancies are counted as such.
                came = found == "vacancy" and unit in PERSONS and "lowongan" not in folded(column.texts[position])
                trained = found == "participant" and whole == "trained"
                return "participant" if came else "trained" if trained else found
        heading = str(dict(self.of_line(position)).get("program_name", ""))
        title = self.context.around.title
        if not re.search(r"[A-Za-z]", title):
            title = self.context.file_name.rpartition(".")[0].replace("_", " ")  # a text file is named by its file
        found = whole or measure_of_words(heading) or measure_of_words(title)
        if found:
            return found
        return "recipient" if unit == "KPM" else None

    def _say_wide(self) -> None:
        entries: list[object] = []
        counted: dict[tuple[str | None, str | None], str] = {}
        for group in self.groups:
            columns = {name: column.title for name, column in group.columns}
            others = [c for title in columns.values() for c in self.context.matched(title) if c.title != title]
            questions = [f"the title {group.name!r} also fits {others[0].title!r}"] if others else []
            if group.period is not None:
                when: dict[str, object] = {"period_start": group.period.start, "period_end": group.period.end}
                named = self.names.get(_head_of(group))
                if named is not None:
                    when = {**named.values, **when}
                    questions += [named.question] if named.question else []
                    questions += [f"what is {_head_of(group)!r}?"] if named.kind == "counted" else []
                timed: dict[str, object] = {"columns": columns, "values": when}
                entries.append(Ask(" ".join(questions), ABOUT_STYLE, timed) if questions else timed)
                continue
            noun = next((unit for _, column in group.columns if (unit := unit_of_title(column))), None)
            if noun is None and group.graduates is not None:  # of those who took part
                beside = [column for other in self.groups for _, column in other.columns]
                noun = next((unit for column in beside if (unit := unit_of_title(column))), None)
            noun = noun or (group.noun if group.measure else None) or unit_above(self.context)
            unit = COUNTED.get(noun or "")
            measure = measure_of_words(group.name) or measure_of_words(self.context.around.title)
            measure = group.measure or MEASURE_OF_UNIT.get(noun or "", measure)
            if unit in THINGS:
                measure = "item"
            if group.measure is None and group.graduates is not None and (group.graduates or measure == "graduate"):
                measure = "graduate" if group.graduates else None
            if measure is None and unit == "KPM":
                measure = "recipient"
            if unit == _VACANCY and measure == "vacancy":
                unit = self.vacancies_in or unit
            name = self.names.get(group.name, Name("counted"))
            values = name.values
            questions += [name.question] if name.question else []
            printed = set(self.units) - {None}
            if unit is None and len(printed) == 1 and "beneficiary_unit" in self.derived:
                unit = printed.pop()
            elif unit is None:
                questions.append(f"in what is {group.name!r} counted?")
            else:
                values["beneficiary_unit"] = unit
            if measure is None:
                questions.append(f"who or what is counted in {group.name!r} (recipient, participant, item ...)?")
            else:
                values["measure"] = measure
            if name.kind == "counted" and unit is not None and (measure, unit) in counted:
                questions.append(f"what tells {group.name!r} from {counted[measure, unit]!r}? Both count the same")
            counted.setdefault((measure, unit), group.name)
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
                asked += (
                    [f"column {column.letters} (it has no title)"]
                    if not (column.kind == "blank" or column.only_numbers)
                    else []
                )
            elif column.kind == "number" and (reason := self._number_left(column)) is None:
                asked.append(repr(column.title))
            elif column.kind == "number":
                self.leave_out(column, str(reason))
                left += [column.title] if reason != "proof" else []
            elif set(folded(column.title)) & DIMENSIONS and column.kind == "text" and len(column.distinct) > 1:
                asked.append(f"{column.title!r} (its rows may divide the figures)")
            else:
                left.append(column.title)
        return left, Ask(f"what are these columns: {'; '.join(asked[:5])}?", ABOUT_COLUMNS) if asked else None

    def _number_left(self, column: SeenColumn) -> str | None:
        """Why a column of figures is not loaded; None where that is not known."""
        if column.is_a("row_number", "sheet_id"):
            return "number of the row"
        if (whole := whole_of(self.context, column)) is not None:
            self.result.warnings.append(f"not loaded: {column.title!r}, a part of {whole.title!r}")
            return "a part"
        if self._is_sum(column):
            return "the sum of the other columns"
        money = column.unit is not None and column.unit.unit in MONEY
        if money or "budget" in column.roles or speaks_of_money(column):
            self.result.warnings.append(f"not loaded: the amounts of {column.title!r}; they belong to a budget source")
            return "an amount"
        if column.is_a("percent", "reached") or (column.unit is not None and column.unit.unit == "persen"):
            self._prove(column)
            if column.letters in self.fields:
                return "proof"
            return "a percentage" if not column.is_a("reached") else None
        if is_of_classes(self.context, column):
            self.result.warnings.append(f"not loaded: {column.title!r}, which says how often a course was given")
            return "of the course"
        if is_duration(column):
            self.result.warnings.append(f"not loaded: {column.title!r}, which says how long it took")
            return "a duration"
        if column.is_a("remaining", "change") or self._is_rest(column) or self._is_not_finished(column):
            return "a difference"
        if is_of_the_place(column):
            self.result.warnings.append(f"not loaded: {column.title!r}, which describes a place")
            return "of the place"
        return None

    def _is_sum(self, column: SeenColumn) -> bool:
        """Whether a column that says so is the total of those that are loaded, in every row."""
        if not self.is_wide or not set(folded(column.path[-1])) & {"jumlah", "total"}:
            return False
        figures, why = self.context.figures(column, kind="count")
        for name in ("reached_count", "target_count"):
            parts = [self.values.get(c.at) for group in self.groups for field, c in group.columns if field == name]
            if why or len(parts) < 2 or any(part is None for part in parts):
                continue
            sums = [sum((part[n] or Decimal(0) for part in parts if part), Decimal(0)) for n in range(len(figures))]
            if all((stated or Decimal(0)) == summed for stated, summed in zip(figures, sums, strict=True)):
                return True
        return False

    def _is_rest(self, column: SeenColumn) -> bool:
        """Whether a column that says so is what of the target beside it was not reached, in every row."""
        pairs = [(group.reached, group.target) for group in self.groups]
        if self.is_wide:  # below the title of a programme or a year, as both others
            pairs = [pair for pair in pairs if above(column) and all(c and above(c) == above(column) for c in pair)]
        if not is_left(column) or len(pairs) != 1 or None in pairs[0]:
            return False
        part, whole = (self.values.get(c.at) for c in pairs[0] if c is not None)
        rest, why = self.context.figures(column, kind="count")
        if why or part is None or whole is None:
            return False
        return all((a or 0) + (b or 0) == (c or 0) for a, b, c in zip(part, rest, whole, strict=True))

    def _is_not_finished(self, column: SeenColumn) -> bool:
        """Whether a column that says so is who took part less who finished, in every row."""
        columns = {group.graduates: group.reached for group in self.groups if group.measure is None}
        whole, part = columns.get(False), columns.get(True)
        if not {"tidak", "belum"} & set(folded(column.path[-1])) or whole is None or part is None:
            return False
        rest, why = self.context.figures(column, kind="count")
        took_part, finished = self.values.get(whole.at), self.values.get(part.at)
        if why or took_part is None or finished is None:
            return False
        return all((a or 0) + (b or 0) == (c or 0) for a, b, c in zip(finished, rest, took_part, strict=True))

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
        period = find_period(self.context.around) if "period" in self.result.facts and not self.starts else None
        start = getattr(period.value, "start", None) if isinstance(period, Found) else None
        for group in self.groups:
            for name, column in group.columns:
                figures = self.values.get(column.at)
                if figures is None:
                    continue
                for position in self.rows():
                    beside: list[tuple[str, object]] = [("region_code", self.places.codes[position])]
                    if not group.name or group.period:
                        beside += [("measure", self.measures[position]), ("beneficiary_unit", self.units[position])]
                        beside += [
                            (field_name, text_column.texts[position])
                            for field_name in ("agency_name", "program_name", "activity_name")
                            if (text_column := self.column(field_name)) is not None and text_column.texts[position]
                        ]
                    beside += self.of_line(position)
                    if group.period and (named := self.names.get(_head_of(group))) is not None:
                        beside += named.values.items()
                    if self.starts:
                        beside.append(("period_start", self.starts[position]))
                    else:
                        beside.append(("period_start", group.period.start if group.period else start))
                    cell = self.context.cell(position, column)
                    self.result.expected.append(Expected(cell, name, figures[position], tuple(beside)))


def _are_of_other_years(period: Period | None, year: str) -> bool:
    """Whether a period lies in other years than the one that stands beside it."""
    return period is not None and year.isdecimal() and not period.start.year <= int(year) <= period.end.year


def _is_of_vacancies(column: SeenColumn) -> bool:
    return COUNTED.get(unit_of_title(column) or "") == _VACANCY


def _persons_in(printed: Iterable[str]) -> str | None:
    """The unit of persons that is printed for all figures, `Orang`; None where another one is."""
    found = {" ".join(folded(text)) for text in printed}
    return found.pop() if len(found) == 1 and found <= {"orang", "jiwa"} else None


def _is_same_unit(unit: str, other: str | None) -> bool:
    """Whether two units count the same: persons and families have several names."""
    named = {unit, str(other)}
    return unit == other or named <= PERSONS or named <= set(HOUSEHOLD_UNITS.values())


def _head_of(group: Group) -> str:
    """What a column of a year or month is titled besides: `PKH` above `2023`; '' where nothing tells it from others."""
    column = group.reached or group.target
    path = column.path if column is not None else ()
    return SEPARATOR.join(
        part for part in path if not _says_when(part) and not roles_of([part]) & {"target", "reached"}
    )


def _says_when(title: str) -> bool:
    """Whether a title names a year or a part of it, and perhaps what is counted: `Tahun 2022 (unit)`."""
    words = [word for word in folded(title) if not YEAR.fullmatch(word) and word not in COUNTED]
    return all(word in _PARTS_OF_YEARS or word in MONTHS for word in words)


def _position_of(context: Context, found: Found | Unclear | None) -> Found | Unclear | None:
    """A period; not certain where it is the day of a position, as `per 30 Juni 2023`."""
    if not isinstance(found, Found) or not isinstance(found.value, Period) or found.value.start != found.value.end:
        return found
    if not is_position(context.around):
        return found
    return Unclear(f"{found.value.end} is the day of a position: counted at it, or from January up to it?")
