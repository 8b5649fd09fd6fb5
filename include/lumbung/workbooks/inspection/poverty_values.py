"""The figures of a table of poverty indicators: their columns in the YAML, their units, and how they are written.

Enters: the figures of a `Context`. Leaves: `columns:`, `wide:` and `units:`. A figure whose unit stands nowhere, whose
style nothing proves, or that cannot be what its column says, is asked about.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TypedDict

from lumbung.sources.model import Scale
from lumbung.workbooks.inspection.builder import Builder
from lumbung.workbooks.inspection.columns import SeenColumn
from lumbung.workbooks.inspection.context import Context
from lumbung.workbooks.inspection.draft import ABOUT_FIGURES, ABOUT_STYLE, Ask
from lumbung.workbooks.inspection.figures import Figure, area_of, part_of
from lumbung.workbooks.inspection.indicators import INDICATORS, POVERTY_LINE_RANGE, Indicator
from lumbung.workbooks.inspection.unit_columns import told_by, units_of
from lumbung.workbooks.inspection.units import base_unit, is_unit_of, printed_unit, unit_text
from lumbung.workbooks.inspection.words import Unit, said, states_unit, unit_in
from lumbung.workbooks.numbers import NumberKind
from lumbung.workbooks.scales import FACTORS

_UNIT_NOTE = re.compile(r"(?:\W*(?:catatan|keterangan|ket|note)\W+)?(?:satuan|dalam)\b", re.IGNORECASE)


class Reading(TypedDict, total=False):
    """What is declared of the figures of a column, as proof of how they are written."""

    kind: NumberKind
    bounds: tuple[float, float]
    scale: Scale


class ValuesBuilder(Builder):
    """A layout of poverty figures: their columns, units, and how they are written."""

    def __init__(self, context: Context, figures: Sequence[Figure], labels: SeenColumn | None) -> None:
        super().__init__(context, "poverty_indicator")
        self.result.key = ("region_code", "indicator_code", "area", "period_year", "period_part")
        self.labels = labels
        self.figures = [f for f in figures if (f.indicator or labels is not None) and not f.why]
        self.others = [f for f in figures if f not in self.figures]
        self.unit_column = context.with_role("unit", kinds=("text",)) or self._unit_of_labels()
        self.row_indicators: list[str | None] = []
        self.row_left_out: set[int] = set()

    def derive_words(self, name: str, origin: str, words: Mapping[str, str | None]) -> None:
        """Say how a field follows from the words of a column."""
        self.derive(name, {"from": origin, "map": {text: meaning for text, meaning in words.items() if meaning}})

    # Units

    def _unit_of_labels(self) -> SeenColumn | None:
        """The one column of units of all figures, where the rows are of different indicators: `satuan_nilai`."""
        if self.labels is None or not self.figures:
            return None
        found = [units_of(self.context, figure.column) for figure in self.figures]
        return found[0][0] if len(found[0]) == 1 and all(columns == found[0] for columns in found) else None

    def say_units(self) -> None:
        """Put in the units that stand in a column, or in the labels of the rows."""
        if self.unit_column is not None:
            self._units_from(self.unit_column, "printed_unit")
        elif self.labels is not None:
            self._units_of_labels(self.labels)

    def _units_from(self, column: SeenColumn, name: str) -> None:
        self.take(name, column)
        wanted: dict[str, set[str]] = {}
        rows = self.indicators_by_row()
        for position, text in enumerate(column.texts):
            if position in self.context.total_positions or position in self.row_left_out:
                continue
            for indicator in rows[position]:
                wanted.setdefault(text, set()).add(indicator)
        known: dict[str, object] = {}
        unclear: list[str] = []
        for text, indicators in wanted.items():
            meant = {printed_unit(text, INDICATORS[indicator]) for indicator in indicators}
            if len({unit.scale for unit in meant if unit}) > 1 or None in meant or not meant:
                unclear.append(text or "a blank")
                continue
            units = sorted({unit.unit for unit in meant if unit})
            spec: dict[str, object] = {"is": units[0] if len(units) == 1 else units}
            scale = next(iter(unit.scale for unit in meant if unit))
            known[text] = {**spec, "scale": scale} if scale else spec
        if self.labels is not None and any(isinstance(s, dict) and isinstance(s["is"], list) for s in known.values()):
            self.derive_words("unit", "indicator", self._units_by_label())
        units_spec: dict[str, object] = {"from": name, "known": known}
        if unclear:
            self.body["units"] = Ask(f"what do these units mean: {', '.join(map(repr, unclear[:5]))}?", "", units_spec)
        else:
            self.body["units"] = units_spec
        self._compare_units(column)
        if any(
            units_of(self.context, figure.column)
            for figure in self.figures
            if column not in units_of(self.context, figure.column)
        ):
            asked = "which units hold? One column is of the units of all figures, another of those of some"
            self.body.setdefault("unclear_units", Ask(asked, ABOUT_FIGURES))

    def _compare_units(self, column: SeenColumn) -> None:
        """A unit that a title or a label says, too, must have the scale of the one beside the figure.

        Persons are whole: figures with decimals are thousands or more, whatever the title says.
        """
        for figure in self.figures:
            figures, _ = self.context.figures(figure.column)
            for position, printed in enumerate(column.texts):
                label = self.labels.texts[position] if self.labels is not None else ""
                beside, said_too = unit_in(printed), unit_in(label or " ".join(figure.column.path))
                if beside is None or said_too is None or beside.unit != said_too.unit or beside == said_too:
                    continue
                what = (
                    f"{label or figure.column.title!r} says {_scaled(said_too)}, the unit beside it {_scaled(beside)}"
                )
                numbers = [
                    value for value, text in zip(figures, column.texts, strict=False) if value and text == printed
                ]
                if beside.scale and any(value != int(value) for value in numbers) and said_too.scale is None:
                    self.result.warnings.append(f"{what}; read as {_scaled(beside)}, as figures have decimals")
                else:
                    asked = f"which unit holds? {what}, and nothing proves one of them"
                    self.body.setdefault("unclear_units", Ask(asked, ABOUT_FIGURES))
                break

    def _units_by_label(self) -> dict[str, str | None]:
        labels = self.labels.texts if self.labels is not None else []
        pairs = zip(labels, self.row_indicators, strict=False)
        return {text: INDICATORS[code].unit for text, code in pairs if code is not None}

    def _units_of_labels(self, labels: SeenColumn) -> None:
        """Units that stand in the labels themselves: 'Jumlah Penduduk Miskin (Ribu Jiwa)'."""
        known: dict[str, object] = {}
        unclear: list[str] = []
        for text, code in dict(zip(labels.texts, self.row_indicators, strict=True)).items():
            if code is None:
                continue
            unit = base_unit(INDICATORS[code], unit_in(text), text)
            if isinstance(unit, str):
                unclear.append(f"{text}: {unit}")
            else:
                known[text] = {"is": unit.unit, "scale": unit.scale} if unit.scale else {"is": unit.unit}
        spec: dict[str, object] = {"from": "indicator", "known": known}
        self.body["units"] = Ask("; ".join(unclear[:5]), "", spec) if unclear else spec

    def indicators_by_row(self) -> list[list[str]]:
        """The indicators whose figures stand in each line."""
        if self.labels is not None:
            return [[code] if code else [] for code in self.row_indicators]
        codes = sorted({figure.indicator for figure in self.figures if figure.indicator})
        return [codes] * len(self.context.table.lines)

    # Figures

    def say_values(self) -> None:
        """Put in the columns of figures."""
        if not self.figures:
            titles = "; ".join(_doubt(figure) for figure in self.others[:5])
            self.columns["value"] = Ask(f"which column holds the figures to load: {titles}?", "{title: ...}")
        elif self.labels is not None:
            self._say_labelled_values()
        elif (indicator := self._only_indicator()) is not None:
            self._say_one_value(self.figures[0], indicator)
        else:
            self._say_wide_values()

    def _only_indicator(self) -> Indicator | None:
        """The indicator of the only column of figures, where its titles say nothing of when, of an area or a region."""
        figure = self.figures[0]
        plain = figure.template == figure.column.title and not (figure.region or figure.area or figure.part)
        return figure.meant if len(self.figures) == 1 and plain else None

    def _say_labelled_values(self) -> None:
        """One column of figures for all indicators, or one a year."""
        if any(self.context.shown_as_percent(figure.column) is not False for figure in self.figures):
            asked = "some figures are shown as percent and hold shares: 0.12 for 12%. Which of them?"
            self.body["unclear_figures"] = Ask(asked, "Write them as they are shown in the file, and inspect again.")
        if len(self.figures) == 1 and not self.figures[0].year:
            self.columns["value"] = self._value(self.figures[0].column)
        else:
            self.body["wide"] = self._wide(self.figures)

    def _value(self, column: SeenColumn) -> object:
        _, why = self.context.figures(column)
        if why:
            return Ask(f"how are these figures written? {why}", ABOUT_STYLE, self.context.titled_as(column))
        return self.context.short(column)

    def reading(self, figure: Figure) -> Reading:
        """What is declared of the figures of a column, as proof of how they are written."""
        reading: Reading = {}
        indicator = figure.meant
        if indicator is None:
            return reading
        texts = self.unit_column.distinct if self.unit_column is not None else []
        scaled_by_row = any(printed_unit(text, indicator) not in (None, Unit(indicator.unit)) for text in texts)
        if indicator.bounds:
            reading["bounds"] = indicator.bounds
        elif indicator.kind and not scaled_by_row:
            reading["kind"] = indicator.kind
        if (scale := self.scale_of(figure)) is not None:
            reading["scale"] = scale
        if indicator.code == "poverty_line_idr":
            # Proof that `268 914` is one number: only where nothing else proves how the figures are written.
            _, why = self.context.figures(figure.column, **reading)
            bounded: Reading = {**reading, "bounds": POVERTY_LINE_RANGE}
            if why and self.context.figures(figure.column, **bounded)[1] is None:
                return bounded
        return reading

    def scale_of(self, figure: Figure) -> Scale | None:
        """The scale that a column's figures are printed in."""
        if figure.meant is not None and figure.meant.bounds and self.context.shown_as_percent(figure.column):
            return "share"
        unit = self._unit(figure, figure.meant) if figure.meant is not None else None
        return unit.scale if isinstance(unit, Unit) else None

    def _unit(self, figure: Figure, indicator: Indicator) -> Unit | str:
        """The unit of a column's figures, or why it is not known."""
        if self.unit_column is not None:
            return Unit(indicator.unit)
        text = figure.column.title
        unit = figure.unit if figure.unit and is_unit_of(figure.unit, indicator) else unit_in(text)
        beside = self._units_beside(figure, indicator)
        if len(beside) > 1 or None in beside or (unit and beside and unit.scale not in {u.scale for u in beside if u}):
            return "the column of its units says several, or another one than its title"
        unit = unit or next(iter(beside), None) or self._unit_above(indicator)
        noted = {one for note in self._units_below() if (one := unit_in(note)) and is_unit_of(one, indicator)}
        if unit is not None and noted and unit.scale not in {one.scale for one in noted}:
            return f"a title says {_scaled(unit)}, a note {_scaled(noted.pop())}"
        values, _ = self.context.figures(figure.column, kind=indicator.kind or "number", bounds=indicator.bounds)
        return base_unit(indicator, unit, text, [value for value in values if value is not None])

    def _units_beside(self, figure: Figure, indicator: Indicator) -> set[Unit | None]:
        """The units in a column of those of one column of figures: `satuan_jumlah` beside `jumlah_penganggur`."""
        named = units_of(self.context, figure.column)
        texts = {text for column in named for text in told_by(self.context, column)}
        known = {text: printed_unit(text, indicator) for text in texts}
        return {unit and (unit_in(text) or unit) for text, unit in known.items()}

    def _stored_unit(self, figure: Figure, indicator: Indicator) -> str:
        """The unit that a column's figures are stored in."""
        unit = self._unit(figure, indicator)
        return unit.unit if isinstance(unit, Unit) else indicator.unit

    def _unit_above(self, indicator: Indicator) -> Unit | None:
        found = {
            unit
            for text in [*self.context.around.texts["title"], *self._units_below()]
            if (unit := unit_in(text)) and is_unit_of(unit, indicator)
        }
        return found.pop() if len(found) == 1 else None

    def _units_below(self) -> list[str]:
        """What notes say of the unit as such: `Satuan: ribu jiwa`."""
        return [text for text in self.context.around.texts["notes"] if _UNIT_NOTE.match(text) or states_unit(text)]

    def _say_one_value(self, figure: Figure, indicator: Indicator) -> None:
        self.result.facts["indicator_code"] = self._indicator_fact(figure)
        spec: dict[str, object] = {**self.context.titled_as(figure.column), **self.reading(figure)}
        fault = self._fault(figure)
        self.columns["value"] = Ask(fault, ABOUT_STYLE, spec) if fault else spec
        if self.unit_column is None:
            self.result.facts["unit"] = {"value": self._stored_unit(figure, indicator)}
            if printed := unit_text(figure.column.title):
                self.result.facts["unit_printed"] = {"value": printed}

    def _indicator_fact(self, figure: Figure) -> object:
        """The indicator as a fact, tied to the words that said it: a table of another one is not read as this."""
        if said(" ".join(figure.column.path)).indicators:
            return {"value": figure.indicator}
        return self._bound_to_title(figure) or {"value": figure.indicator}

    def _bound_to_title(self, figure: Figure) -> dict[str, object] | None:
        for origin in ("title", "sheet", "file_name"):
            for text in self.context.around.texts[origin]:
                if figure.indicator not in said(text).indicators:
                    continue
                words = _phrase(text, figure)
                if words is None:
                    continue
                pattern = "(" + r"\s+".join(map(re.escape, words.split())) + ")"
                spec: dict[str, object] = {"from": origin, "pattern": pattern, "map": {words: figure.indicator}}
                if self.context.around.read(spec) == figure.indicator:
                    return spec
        return None

    def _fault(self, figure: Figure) -> str | None:
        """Why a column of figures cannot be read."""
        title = repr(figure.column.title)
        unit = self._unit(figure, figure.meant) if figure.meant is not None else None
        if isinstance(unit, str):
            return f"in which unit are the figures of {title}? {unit}"
        if self.context.shown_as_percent(figure.column) is None:
            shown = f"some cells of {title} are shown as percent and hold shares (0.12 for 12%), others not"
            return f"{shown}. Which are right?"
        _, why = self.context.figures(figure.column, **self.reading(figure))
        return f"how are the figures of {title} written? {why}" if why else None

    def _say_wide_values(self) -> None:
        groups: dict[tuple[object, ...], list[Figure]] = {}
        for figure in self.figures:
            signature = (
                figure.template,
                figure.indicator,
                None if "{area}" in figure.template else figure.area,
                None if "{period_part}" in figure.template else figure.part,
                figure.region,
                self.scale_of(figure),
            )
            groups.setdefault(signature, []).append(figure)
        wide: list[object] = []
        for figures in groups.values():
            wide += self._wide(figures)
        self.body["wide"] = wide
        codes = {figure.indicator for figure in self.figures}
        by_title = [f for f in self.figures if not said(" ".join(f.column.path)).indicators]
        if len(codes) == 1 and by_title and (bound := self._bound_to_title(self.figures[0])):
            self.result.facts["indicator_code"] = bound

    def _wide(self, figures: Sequence[Figure]) -> list[object]:
        """One entry for columns that share a template; one for each of them where the template fits others as well."""
        template = figures[0].template
        mine = {figure.column.at for figure in figures}
        fits = {column.at for column in self.context.matched(template)}
        # A mark in a title (`2023*`) would stand for any text.
        if fits == mine and "*" not in template and not any(self._double(figures)):
            return [self._entry(template, figures, {})]
        entries = []
        for figure in figures:
            values: dict[str, object] = {}
            if figure.year:
                values["period_year"] = figure.year
            if figure.area:
                values["area"] = figure.area
            if figure.part:
                values["period_part"] = figure.part
            if figure.region:
                values["region_code"] = figure.region
            entries.append(self._entry(figure.column.title, [figure], values))
        return entries

    def _double(self, figures: Sequence[Figure]) -> list[bool]:
        titles = [figure.column.title for figure in figures]
        return [titles.count(title) > 1 for title in dict.fromkeys(titles)]

    def _entry(self, template: str, figures: Sequence[Figure], values: Mapping[str, object]) -> object:
        """An entry of `wide:`; `values`: what is said of one column by itself, where its title says it in no part."""
        figure = figures[0]
        entry: dict[str, object] = {"columns": {"value": template}}
        constant = dict(values) or self._constants(figure, template)
        if figure.meant is not None:
            constant = {"indicator_code": figure.indicator, **constant}
            if self.unit_column is None:
                constant["unit"] = self._stored_unit(figure, figure.meant)
                if printed := unit_text(figure.column.title):
                    constant["unit_printed"] = printed
        if not values and (maps := _maps(template, figures)):
            entry["map"] = maps
        if constant:
            entry["values"] = constant
        entry |= self.reading(figure)
        fault = next((fault for one in figures if (fault := self._fault(one))), None)
        return Ask(fault, ABOUT_STYLE, entry) if fault else entry

    def _constants(self, figure: Figure, template: str) -> dict[str, object]:
        found: dict[str, object] = {}
        if figure.area and "{area}" not in template:
            found["area"] = figure.area
        if figure.part and "{period_part}" not in template:
            found["period_part"] = figure.part
        if figure.region:
            found["region_code"] = figure.region
        return found

    def row_factor(self, position: int, indicator: str | None) -> int:
        """What a line's own unit multiplies its figures by."""
        if indicator is None:
            return 1
        text = ""
        if self.unit_column is not None:
            text = self.unit_column.texts[position]
        elif self.labels is not None:
            text = self.labels.texts[position]
        if not text:
            return 1
        if self.unit_column is not None:
            unit: Unit | str | None = printed_unit(text, INDICATORS[indicator])
        else:
            unit = base_unit(INDICATORS[indicator], unit_in(text), text)
        return FACTORS[unit.scale] if isinstance(unit, Unit) and unit.scale else 1


def _scaled(unit: Unit) -> str:
    return f"{unit.scale or ''} {unit.unit}".strip()


def _doubt(figure: Figure) -> str:
    return f"{figure.column.title!r} ({figure.why})" if figure.why else repr(figure.column.title)


def _maps(template: str, figures: Sequence[Figure]) -> dict[str, dict[str, str]]:
    """What the parts of titles mean that a template keeps."""
    found: dict[str, dict[str, str]] = {}
    for name, meaning in (("area", lambda text: area_of(text, True)), ("period_part", part_of)):
        if f"{{{name}}}" in template:
            words = {text: meaning(text) for figure in figures for text in figure.column.path}
            found[name] = {text: meant for text, meant in words.items() if meant}
    return found


def _phrase(text: str, figure: Figure) -> str | None:
    """The words of a title that name the indicator: the shortest run of them that still does."""
    words = text.split()
    best: list[str] | None = None
    for start in range(len(words)):
        for end in range(start + 1, min(start + 8, len(words)) + 1):
            run = words[start:end]
            found = said(" ".join(run))
            if found.indicators == (figure.indicator,) and not found.left and (best is None or len(run) < len(best)):
                best = run
    return " ".join(best) if best else None
