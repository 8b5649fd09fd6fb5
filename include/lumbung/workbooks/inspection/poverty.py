"""A table of poverty indicators -> its part of a YAML.

Enters: a `Context`. Leaves: a `Layout` of dataset poverty_indicator, or None where the table holds none. What an
indicator is, its unit, area, year and region must each stand somewhere: in the titles of a column, in a column of its
own, or above the table.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from lumbung.workbooks.inspection.agencies import agencies_in, find_agency, find_government
from lumbung.workbooks.inspection.blocks import Blocks, blocks_of
from lumbung.workbooks.inspection.columns import SeenColumn, parts_numbered
from lumbung.workbooks.inspection.contents import agency_column, is_class_of_values, publisher_column
from lumbung.workbooks.inspection.context import Context, Expected, Layout
from lumbung.workbooks.inspection.draft import ABOUT_COLUMNS, ABOUT_FIGURES, Ask, Remark
from lumbung.workbooks.inspection.figures import (
    Figure,
    area_of,
    figures_in,
    indicator_column,
    indicators_above,
    lists_the_poor,
    part_of,
    title_said,
)
from lumbung.workbooks.inspection.indicators import INDICATORS, is_asked_in, plausible
from lumbung.workbooks.inspection.parts_of_levels import ANNUAL, both_said, part_of_region, parts_said
from lumbung.workbooks.inspection.places import Places, find_places
from lumbung.workbooks.inspection.poverty_values import ValuesBuilder
from lumbung.workbooks.inspection.programmes import programmes_in
from lumbung.workbooks.inspection.surroundings import (
    MONTH_NAMES,
    PLACES,
    Found,
    Unclear,
    find_publisher,
    find_registry,
    find_year,
    half_year_named,
    notes_on_figures,
    readable,
    survey_months,
)
from lumbung.workbooks.inspection.vocabulary import (
    AREAS,
    DIMENSIONS,
    HOUSEHOLD_UNITS,
    PERSON_UNITS,
    SCALES,
)
from lumbung.workbooks.inspection.words import folded, said
from lumbung.workbooks.periods import MONTHS, parse_period, semester_part, years_in
from lumbung.workbooks.scales import FACTORS

NATION = "00"
# Words of columns that are not lost without a question: who was reached, and how many are in the families counted.
_OF_PROGRAMMES = frozenset({"kpm", "penerima", "peserta", "tersalur", "disalurkan"})
_OF_FAMILIES = frozenset({"anggota", "art", "individu"})
_REGISTRIES_OF_BPS = ("dtsen", "regsosek")


def propose_poverty(context: Context) -> Layout | None:
    """The part of a YAML for a table of poverty indicators; None where it is none."""
    blocks = blocks_of(context)
    labels = indicator_column(context) or (indicators_above(blocks.headings) if blocks else None)
    figures = figures_in(context, labels)
    if not figures or (labels is None and not any(figure.indicator for figure in figures)):
        return None
    return _Proposal(context, figures, labels, blocks).layout()


def unclear_poverty(context: Context) -> Layout | None:
    """A table whose title speaks of an indicator, and of more that is not understood: all of it is asked."""
    if title_said(context) is None or not context.numbers:
        return None
    return _Proposal(context, figures_in(context, None), None).layout()


class _Proposal(ValuesBuilder):
    """Puts a table of indicators together, key by key."""

    def __init__(
        self, context: Context, figures: Sequence[Figure], labels: SeenColumn | None, blocks: Blocks | None = None
    ) -> None:
        if figures and all(f.meant is not None and f.meant.kind == "count" for f in figures if not f.why):
            context.take_whole_region_above_as_total("count")
        super().__init__(context, figures, labels)
        self.blocks = blocks
        self.carried = ""
        self.year_column = next((c for c in context.columns if c.kind == "year"), None)
        self.area_column = self._area_column()
        self.part_column = self._part_column()
        self.dated_part = self._dated_part()
        self.title_area = "all"
        self.row_parts: dict[int, str | None] = {}
        self.row_areas: dict[int, str] = {}

    def layout(self) -> Layout:
        """The finished part of the YAML."""
        self.say_places(self._places())
        self._say_areas()
        self._say_years()
        if self.labels is not None:
            self._say_labels(self.labels)
        self._say_parts()
        self.say_units()
        self.say_values()
        self._say_source()
        self._leave_totals_out()
        self._say_blocks()
        self._expect()
        return self.finish(*self._ignored())

    # Where it all stands

    def _places(self) -> Places:
        """The regions of the rows, unless the columns are regions."""
        if not any(figure.region for figure in self.figures):
            places = find_places(self.context)
            known = self.context.region
            # The nation in the title is closer to the figures than the region of an office that a note names.
            noted = isinstance(known, Found) and known.where == PLACES["notes"]
            if "region_code" in places.facts and (known is None or noted):
                return self._nation() or places
            return places
        codes: list[str | None] = [None] * len(self.context.table.lines)
        if all(figure.region for figure in self.figures):
            return Places(codes=codes)
        return Places(
            facts={"region_code": Ask("some columns are regions. Which region are the others of?")}, codes=codes
        )

    def _nation(self) -> Places | None:
        """The nation, where a title of figures that are of no other region names it."""
        for text in self.context.around.texts["title"]:
            words = set(folded(text))
            if "indonesia" in words and "republik" not in words and (said(text).indicators or "kemiskinan" in words):
                spec: dict[str, object] = {"from": "title", "find": "region", "pattern": r"\b(Indonesia)\b"}
                spec |= {"bare": "regency", "levels": ["nation"]}
                if self.context.around.read(spec) == NATION:
                    fact = Remark({**spec, "must_be": NATION}, "Indonesia, from the title")
                    return Places(facts={"region_code": fact}, codes=[NATION] * len(self.context.table.lines))
        return None

    def _area_column(self) -> SeenColumn | None:
        for column in self._texts():
            meanings = [area_of(text, True) for text in column.distinct]
            is_one = all(said(text).area and not said(text).left for text in column.distinct)  # of one area alone
            if all(meanings) and ({"urban", "rural"} <= set(meanings) or is_one):
                return column
        return None

    def _part_column(self) -> SeenColumn | None:
        for column in self._texts("text", "month"):
            is_dated = all(len(years_in(text)) == 1 for text in column.distinct)
            said_so = column.is_a("period_part", "month") or is_dated
            if parts_numbered(column) and find_registry(self.context.around) is not None:
                continue  # a registry's half years are not the survey's
            if self.year_column is not None and any(
                years_in(text) and not years_in(text) & years_in(year)
                for text, year in zip(column.texts, self.year_column.texts, strict=True)
            ):
                continue  # the column of years says others
            if said_so and all(_part_in(column, text) for text in column.distinct):
                return column
        return None

    def _texts(self, *kinds: str) -> list[SeenColumn]:
        """The columns of texts, and the headings of the lines as one."""
        found = [c for c in self.context.columns if c.kind in (kinds or ("text",)) and c.distinct]
        return [*found, *([self.blocks.headings] if self.blocks else [])]

    def take(self, name: str, column: SeenColumn, **more: object) -> None:
        """Call a column by a field; what the headings of lines say is carried to the lines below them."""
        if self.blocks is not None and column is self.blocks.headings:
            self.carried = name
        else:
            super().take(name, column, **more)

    def _say_blocks(self) -> None:
        """Put in how headings are told from lines, where they say something of these."""
        if self.blocks is None or not self.carried:
            return
        label = self.blocks.label
        if label.letters not in self.fields:
            super().take("label", label)
        known = self.body.get("carried", [])
        entry = self.blocks.carried(self.carried, self.fields[label.letters])
        self.body["carried"] = [*(known if isinstance(known, list) else []), entry]

    def _dated_part(self) -> SeenColumn | None:
        """The column of parts of years, where it names the years as well: `Maret 2021`."""
        if self.part_column is None or self.year_column is not None or any(figure.year for figure in self.figures):
            return None
        return self.part_column if all(len(years_in(text)) == 1 for text in self.part_column.distinct) else None

    def _take_part(self, column: SeenColumn) -> None:
        is_heading = self.blocks is not None and column is self.blocks.headings
        if is_heading or column.letters not in self.fields:
            self.take("printed_part", column)

    def _say_areas(self) -> None:
        if self.area_column is not None:
            self.take("printed_area", self.area_column)
            words = {text: area_of(text, True) for text in self.area_column.distinct}
            self.derive_words("area", "printed_area", words)
        elif all(figure.area for figure in self.figures):
            return
        elif any(figure.area for figure in self.figures):
            self.result.facts["area"] = Ask(
                "some columns say urban or rural, others nothing. What are those?", "{value: all}"
            )
        else:
            named = {said(text).area for part in ("title", "sheet") for text in self.context.around.texts[part]}
            named -= {None}
            if len(named) > 1:
                asked = (
                    "are the figures of towns, of the country, or of both? The title names areas, and no column does"
                )
                self.result.facts["area"] = Ask(asked, "{value: all}, urban or rural")
                return
            self.title_area = next(iter(named), "all") or "all"
            if not self._say_areas_of_labels():
                self.result.facts["area"] = {"value": self.title_area}

    def _say_areas_of_labels(self) -> bool:
        """Put in the area that the labels of rows say, and that of the title for the others; not where none says it."""
        labels = self.labels.distinct if self.labels is not None else []
        if self.labels is None or not any(said(text).area for text in labels if said(text).indicators):
            return False
        words = {text: said(text).area or self.title_area for text in labels}
        self.derive_words("area", "indicator", dict(words))
        self.row_areas = {n: words.get(text, self.title_area) for n, text in enumerate(self.labels.texts)}
        return True

    def _say_years(self) -> None:
        if self.dated_part is not None:
            self._take_part(self.dated_part)
            years = {text: next(iter(years_in(text)), None) for text in self.dated_part.distinct}
            self.derive_words("period_year", "printed_part", {text: str(year) for text, year in years.items() if year})
            return
        if self.year_column is not None and not any(figure.year for figure in self.figures):
            self.take("period_year", self.year_column)
            return
        if all(figure.year for figure in self.figures):
            return
        found = find_year(self.context.around)
        if any(figure.year for figure in self.figures):
            self.result.facts["period_year"] = Ask(
                "some columns name a year, others none. Which year are those?", "{value: 2023}"
            )
        elif isinstance(found, Found):
            self.result.facts["period_year"] = Remark(found.spec, f"{found.value}, from the {found.where}")
        else:
            why = found.reason if isinstance(found, Unclear) else "no title, column or file name says it"
            self.result.facts["period_year"] = Ask(f"which year are the figures of? {why}", "{value: 2023}")

    def _year(self) -> int | None:
        found = find_year(self.context.around)
        return int(str(found.value)) if isinstance(found, Found) else None

    def _say_parts(self) -> None:
        if self.part_column is not None:
            self._take_part(self.part_column)
            words = {text: _part_in(self.part_column, text) for text in self.part_column.distinct}
            self.derive_words("period_part", "printed_part", words)
            return
        if any(figure.part for figure in self.figures):
            # What no survey asks by month is of the year, beside what is.
            self.figures = [
                replace(figure, part=ANNUAL) if not figure.part and figure.meant and not figure.meant.months else figure
                for figure in self.figures
            ]
        if all(figure.part for figure in self.figures):
            return
        if any(figure.part for figure in self.figures):
            question = "some columns say a part of the year, others nothing. What are those?"
            self.result.facts["period_part"] = Ask(question, "{value: annual}")
        elif not self._say_parts_of_labels() and not self._say_parts_of_levels():
            self.result.facts["period_part"] = self._part_fact()

    def _say_parts_of_labels(self) -> bool:
        """Put in the part of the year that the labels of rows say; not where none of them says it."""
        if self.labels is None:
            return False
        codes = {text: code for text, code in zip(self.labels.texts, self.row_indicators, strict=True) if code}
        parts = {text: said(text).part for text in codes}
        if not any(parts.values()):
            return False
        words = {text: part or (None if INDICATORS[codes[text]].months else ANNUAL) for text, part in parts.items()}
        known: dict[str, object] = {"from": "indicator", "map": {text: part for text, part in words.items() if part}}
        unsaid = [text for text, part in words.items() if part is None]
        asked = f"some labels say a part of the year. Of which part are: {'; '.join(unsaid[:5])}?"
        self.derive("period_part", Ask(asked, "", known) if unsaid else known)
        self.row_parts = {n: words.get(text) for n, text in enumerate(self.labels.texts)}
        return True

    def _say_parts_of_levels(self) -> bool:
        """Put in the part of the year that notes say of each kind of region; not where they tell none apart."""
        by_column = all(figure.region for figure in self.figures)
        codes = [f.region for f in self.figures] if by_column else [self.places.codes[n] for n in self.rows()]
        notes = notes_on_figures(self.context.around)
        told = [one for one in parts_said(notes) if one.code is None or one.code in codes]
        if not told:
            return False
        parts = {code: part_of_region(told, code) for code in codes}
        if len(set(parts.values())) == 1 and None not in parts.values():
            fact = Remark({"value": parts[codes[0]]}, "the notes say it of regions of this kind")
            self.result.facts["period_part"] = fact
        elif by_column and None not in parts.values():
            self.figures = [replace(figure, part=parts[figure.region]) for figure in self.figures]
        elif None in parts.values() or not self._derive_parts(parts):
            asked = "which part of the year are the figures of? Notes say it of some kinds of regions, and not of all"
            self.result.facts["period_part"] = Ask(asked, "{value: march}, or under derive: from a column")
        return True

    def _derive_parts(self, parts: dict[str | None, str | None]) -> bool:
        """Say that the part of the year follows from the region of a row; not where no column tells that."""
        for name in ("region_name", "printed_code"):
            column = self.column(name)
            if column is None:
                continue
            words: dict[str, str | None] = {}
            rows = [(column.texts[n], parts[self.places.codes[n]]) for n in self.rows()]
            if all(text and words.setdefault(text, part) == part for text, part in rows):
                self.derive_words("period_part", name, words)
                self.row_parts = dict(zip(self.rows(), (part for _, part in rows), strict=True))
                return True
        return False

    def _part_fact(self) -> object:
        """The part of the year that the texts around the table name; of a year alone, the year."""
        months = survey_months(self.context.around)
        half = half_year_named(self.context.around)
        if half is not None and find_registry(self.context.around) is not None:
            asked = f"which month are the figures of? {half} is named, and a registry's half years are not the survey's"
            return Ask(asked, "{value: m06}")
        if not months:
            return Remark({"value": "annual"}, "a year is named, and no month")
        if both_said(notes_on_figures(self.context.around)):
            asked = "which part of the year are the figures of? A note speaks of a month and of figures of a year"
            return Ask(asked, "{value: annual}")
        if len(months) > 1:
            shown = " and ".join(f"{MONTH_NAMES[month]} (the {where})" for month, where in months.items())
            return Ask(f"which part of the year are the figures of? {shown} are named", "{value: march}")
        month, where = next(iter(months.items()))
        part = semester_part(str(month))
        strange = [code for code in self._codes() if part is None or not is_asked_in(code, part)]
        if strange and find_registry(self.context.around) is None:
            asked = f"which part of the year are the figures of? The {where} names {MONTH_NAMES[month]}"
            name = INDICATORS[strange[0]].name
            return Ask(f"{asked}, and no survey gives {name} of that month", "{value: march}, or {value: annual}")
        origin = next(name for name, shown in PLACES.items() if shown == where)
        word = MONTH_NAMES[month]
        spec: dict[str, object] = {"from": origin, "pattern": rf"\b({word})\b", "map": {word: part}}
        return spec if self.context.around.read(spec) == part else Remark({"value": part}, f"{word}, from the {where}")

    def _codes(self) -> set[str]:
        """The indicators of all figures."""
        return {code for row in self.indicators_by_row() for code in row}

    # Indicators in rows

    def _say_labels(self, labels: SeenColumn) -> None:
        self.take("indicator", labels)
        words: dict[str, str | None] = {}
        unclear: list[str] = []
        for text in labels.distinct:
            understood = said(text)
            found = understood.indicators
            unit = self._row_unit(labels, text)
            if len(found) != 1 and unit is not None:
                understood = said(f"{text} ({unit})")
                found = understood.indicators
            if len(found) == 1 and not understood.left:
                words[text] = found[0]
            elif found:
                unclear.append(text)
        others = [text for text in labels.distinct if text not in words and text not in unclear]
        known: dict[str, object] = {"from": "indicator", "map": words}
        asked = f"which indicators are these: {'; '.join(unclear[:5])}?"
        self.derive("indicator_code", Ask(asked, "", known) if unclear else known)
        if others:
            pattern = "|".join(readable(text) for text in others)
            self.body["leave_out"] = Remark({"indicator": pattern}, "rows of other indicators than those of poverty")
            self.result.warnings.append(f"left out, no poverty indicator: {'; '.join(others[:8])}")
        self.row_indicators = [words.get(text) for text in labels.texts]
        self.row_left_out = {n for n, text in enumerate(labels.texts) if text in others}

    def _row_unit(self, labels: SeenColumn, text: str) -> str | None:
        if self.unit_column is None:
            return None
        found = {
            unit for label, unit in zip(labels.texts, self.unit_column.texts, strict=True) if label == text and unit
        }
        return found.pop() if len(found) == 1 else None

    # Source, columns left, totals

    def _say_source(self) -> None:
        codes = {code for row in self.indicators_by_row()[:1] for code in row} | {
            code for code in self.row_indicators if code
        }
        registry = find_registry(self.context.around)
        extreme = {code for code in codes if code.startswith("extreme")}
        households = codes & {"poor_households", "extreme_poor_households"}
        if registry or households:
            why = f"{registry.upper()} is named" if registry else "households are counted by registries only"
            self.result.facts["kind"] = Remark({"value": "registry"}, why)
            if lists_the_poor(self.context):
                self.result.warnings.append("households and persons that DTKS lists are read as the poor on its list")
            if codes - extreme - households and not self._is_list_of(registry, codes):
                question = (
                    "are all these indicators from the registry? Estimates and registries must not stand in one series"
                )
                self.result.facts["kind"] = Ask(question, "{value: registry}")
        elif "extreme_poor_persons" in extreme and find_publisher(self.context.around) != "BPS":
            question = "are the extreme poor counted in a registry (P3KE, DTKS), or estimated from a survey?"
            self.result.facts["kind"] = Ask(question, "{value: registry} or {value: estimate}")
        else:
            self.result.facts["kind"] = {"value": "estimate"}
        if (named := publisher_column(self.context, self.fields)) is not None:
            column, words = named
            self.take("printed_publisher", column)
            self.derive_words("publisher", "printed_publisher", words)
            self.result.publisher = next(iter(words.values())) if len(set(words.values())) == 1 else None
        elif (column_of_agencies := agency_column(self.context, self.fields)) is not None:
            self.take("publisher", column_of_agencies)
        else:
            self.result.facts["publisher"] = self._publisher(bool(extreme) or registry is not None)

    def _is_list_of(self, registry: str | None, codes: set[str]) -> bool:
        """Whether the title names a registry as what was counted, and no survey is named beside it."""
        title = set(folded(self.context.around.title))
        texts = title | set(folded(" ".join(self.context.around.texts["notes"])))
        if registry is None or not set(registry.split()) <= title or "susenas" in texts:
            return False
        by_survey = "bps" in texts and registry not in _REGISTRIES_OF_BPS
        return not by_survey and all(INDICATORS[code].kind == "count" for code in codes)

    def _publisher(self, may_be_others: bool) -> object:
        named = find_publisher(self.context.around)
        if named:
            self.result.publisher = named
            return {"value": named}
        agency = find_agency(self.context.around)
        texts = self.context.around.texts
        told = any(agencies_in(text, is_note=True) for part in ("title", "notes", "header") for text in texts[part])
        if isinstance(agency, Unclear) and not told:
            agency = None  # a name of a file or a sheet proves nothing
        if isinstance(agency, Unclear):
            return Ask(f"who made these figures? {agency.reason}", "{value: BPS}")
        if (maker := agency or find_government(self.context.around)) is not None:
            self.result.publisher = str(maker.value)
            return maker.spec
        why = "nothing in the file names who made the figures"
        self.say_unspecified("publisher", why if may_be_others else f"{why}; BPS estimates these indicators")
        return self.result.facts["publisher"]

    def _ignored(self) -> tuple[list[str], Ask | None]:
        """Columns that are not loaded. Figures that are nothing of poverty are named; others are asked about."""
        context = self.context
        used = {column.at for column in context.columns if column.letters in self.fields}
        used |= {figure.column.at for figure in self.figures}
        left: list[str] = []
        asked: list[str] = []
        for column in context.columns:
            if column.at in used or column.is_personal or not column.path:
                continue
            figure = next((f for f in self.others if f.column.at == column.at), None)
            if figure is not None and figure.why:
                asked.append(f"{column.title!r} ({figure.why})")
                continue
            if figure is not None and column.kind == "number":
                if not column.is_a("change") and not self._is_other_figure(column):
                    asked.append(f"{column.title!r}")
                    continue
                self.result.warnings.append(f"not loaded, no poverty indicator: column {column.title!r}")
                self.leave_out(column, "another figure")
            elif column.kind == "text" and self._is_class_of_values(column):
                self.result.warnings.append(f"not loaded: {column.title!r}, the class that each figure falls into")
            elif column.kind in ("month", "date") or (column.kind == "text" and column.is_a("period_part")):
                asked.append(f"{column.title!r} (it says when)")
                continue
            elif column.kind == "text" and self._divides(column):
                asked.append(f"{column.title!r} (its rows may divide the figures)")
                continue
            left.append(column.title)
        untitled = [c for c in context.columns if not (c.path or c.kind == "blank" or c.only_numbers)]
        asked += [f"column {c.letters} (it has no title)" for c in untitled]
        question = Ask(f"what are these columns: {'; '.join(asked[:5])}?", ABOUT_COLUMNS) if asked else None
        return list(dict.fromkeys(left)), question

    def _is_other_figure(self, column: SeenColumn) -> bool:
        """Whether a title speaks clearly of something else: population, gross product, schooling."""
        words = set(folded(column.title))
        if column.is_a("target", "reached") or words & (_OF_PROGRAMMES | _OF_FAMILIES):
            return False
        if programmes_in(column.title):
            return False
        counts = {"jumlah", "persentase", "persen", "nilai", "total", "kepala", *PERSON_UNITS, *HOUSEHOLD_UNITS}
        counts |= {word for area in AREAS for word in area.split()} | set(SCALES) | set(MONTHS)
        words = {word for word in words if not word.isdecimal()}
        return not words & {"miskin", "kemiskinan", "p0", "p1", "p2"} and bool(words - counts)

    def _is_class_of_values(self, column: SeenColumn) -> bool:
        """Whether a column only says how high the figures of its line are: `Kategori IPM`, Sedang or Tinggi.

        It divides nothing where each region and year has one line.
        """
        if not is_class_of_values(self.context, column):
            return False
        rows = self.rows()
        when = [c for c in (self.year_column, self.part_column, self.area_column, self.labels) if c is not None]
        lines = [(self.places.codes[n], *(c.texts[n] for c in when)) for n in rows]
        return len(set(lines)) == len(lines)

    def _divides(self, column: SeenColumn) -> bool:
        if not column.distinct or column.is_a("remark", "row_number", "unit"):
            return False
        return bool(set(folded(column.title)) & DIMENSIONS)

    def _leave_totals_out(self) -> None:
        """Rows of totals: sums of counts are proof, a total of percentages is none and is left out."""
        totals = self.context.total_positions
        if not totals:
            return
        labels = list(dict.fromkeys(totals.values()))
        countable = self.labels is None and all(f.meant is not None and f.meant.kind == "count" for f in self.figures)
        adds_up = countable and len(totals) == 1 and all(self._adds_up(position) for position in totals)
        if adds_up and 0 not in totals:
            self.body["totals"] = [{"label": label, "of": "all"} for label in labels]
            return
        column = next(
            (c for c in self.context.columns if any(c.texts[p] in labels for p in totals) and c.kind != "number"), None
        )
        if column is None:
            self.body["leave_out"] = Ask(
                f"rows {labels} look like totals, and stand in no column of text. What are they?"
            )
            return
        if column.letters not in self.fields:
            self.take("label", column)
        rows = {self.fields[column.letters]: "|".join(readable(label) for label in labels)}
        known = self.body.get("leave_out")
        if isinstance(known, Remark) and isinstance(known.value, dict):
            self.body["leave_out"] = Remark({**known.value, **rows}, "totals, and rows of other indicators")
        else:
            why = "the total of the lines below it" if adds_up else "printed totals of figures that do not add up"
            self.body["leave_out"] = Remark(rows, why)
        self.result.warnings.append(f"rows left out as totals: {', '.join(labels)}")

    def _adds_up(self, total: int) -> bool:
        for figure in self.figures:
            values, why = self.context.figures(figure.column, **self.reading(figure))
            if why or values[total] is None:
                return False
            parts = [
                value for n, value in enumerate(values) if n not in self.context.total_positions and value is not None
            ]
            scale = self.scale_of(figure)
            slack = Decimal(FACTORS[scale]) / 20 * len(parts) if scale else Decimal(0)
            if abs(sum(parts, Decimal(0)) - Decimal(str(values[total]))) > slack:
                return False
        return True

    # What reading must give

    def _expect(self) -> None:
        skipped = set(self.context.total_positions) | self.row_left_out
        for figure in self.figures:
            values, why = self.context.figures(figure.column, **self.reading(figure))
            if why:
                continue
            for position, value in enumerate(values):
                if position not in skipped:
                    self._expect_one(figure, position, value)
        self._compare_indicators()

    def _expect_one(self, figure: Figure, position: int, value: Decimal | None) -> None:
        indicator = figure.indicator or (self.row_indicators[position] if self.row_indicators else None)
        code = figure.region or self.places.codes[position]
        area: str | None = self.row_areas.get(position, self.title_area)
        area = area_of(self.area_column.texts[position], True) if self.area_column else area
        part = self.row_parts.get(position)
        if self.part_column is not None:
            part = _part_in(self.part_column, self.part_column.texts[position])
        part = figure.part or part
        beside = {
            "indicator_code": indicator,
            "region_code": code,
            "period_year": figure.year or self._row_year(position) or self._year(),
            "area": figure.area or area,
            "period_part": part,
        }
        if indicator and part and not find_registry(self.context.around) and not is_asked_in(indicator, part):
            asked = f"which part of the year are the figures of? {INDICATORS[indicator].name} is of {part}"
            self.result.facts["period_part"] = Ask(f"{asked}, and no survey asks it then", "{value: annual}")
        cell = self.context.cell(position, figure.column)
        if value is not None and indicator is not None:
            value *= self.row_factor(position, indicator)
            limits = plausible(indicator, code)
            if not value and limits is not None and limits[0] > 0:
                self.result.warnings.append(f"{cell} is 0, which may stand for a missing figure; it is read as printed")
            elif limits is not None and not limits[0] <= value <= limits[1]:
                unit = INDICATORS[indicator].unit
                question = f"are unit and figures as printed? {cell} would be {value:,} {unit}, which cannot be"
                self.body.setdefault("unclear_figures", Ask(question, ABOUT_FIGURES))
        known = tuple((name, found) for name, found in beside.items() if found is not None)
        self.result.expected.append(Expected(cell, "value", value, known))

    def _compare_indicators(self) -> None:
        """Depth is below the rate, and severity below depth, wherever two of them stand for one region and year."""
        known: dict[tuple[object, ...], dict[str, Expected]] = {}
        for figure in self.result.expected:
            beside = dict(figure.beside)
            where = tuple(beside.get(name) for name in ("region_code", "period_year", "area", "period_part"))
            known.setdefault(where, {})[str(beside.get("indicator_code"))] = figure
        for found in known.values():
            for low, high in (
                ("P1", "P0"),
                ("P2", "P1"),
                ("extreme_poor_pct", "P0"),
                ("extreme_poor_persons", "poor_persons"),
            ):
                below, above = found.get(low), found.get(high)
                if (
                    below
                    and above
                    and below.value is not None
                    and above.value is not None
                    and below.value > above.value
                ):
                    question = (
                        f"{below.cell} ({low}) is greater than {above.cell} ({high}), which cannot be. What are they?"
                    )
                    self.body.setdefault("unclear_figures", Ask(question, ABOUT_FIGURES))
                    return

    def _row_year(self, position: int) -> int | None:
        if self.dated_part is not None:
            return next(iter(years_in(self.dated_part.texts[position])), None)
        text = self.year_column.texts[position] if self.year_column else ""
        return int(text) if text.isdecimal() else None


def _part_in(column: SeenColumn, text: str) -> str | None:
    """The part of the year that a cell of a column of parts or months means: `Maret`, and `3` among months."""
    if parts_numbered(column) == "semester":
        return part_of(f"semester {text}")
    period = parse_period(text) if years_in(text) else None
    if period is not None and (period.start.month, period.start.day) == (period.end.month, 1):
        return semester_part(str(period.end.month))
    return part_of(text) or (semester_part(text) if column.kind == "month" else None)
