"""What all proposals of tables with lines have in common: fields, regions, headings, totals, and the finished keys.

Enters: a `Context`. Leaves: the parts of a `Layout`, put together in the order in which a person reads them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal

from lumbung.reference.regions import regions
from lumbung.workbooks.inspection.agencies import find_agency, find_government, is_government
from lumbung.workbooks.inspection.columns import SeenColumn, is_unknown_name
from lumbung.workbooks.inspection.contents import (
    agency_column,
    funding_column,
    is_class_of_values,
    says_its_government,
)
from lumbung.workbooks.inspection.context import Context, Layout
from lumbung.workbooks.inspection.draft import ABOUT_COLUMNS, ABOUT_ROWS, Ask, Remark
from lumbung.workbooks.inspection.places import Places
from lumbung.workbooks.inspection.posture import Node, adds_up, grown, levels_of_marks
from lumbung.workbooks.inspection.programmes import programmes_in
from lumbung.workbooks.inspection.qualifiers import doubtful
from lumbung.workbooks.inspection.rows import Headings, Ratio, Subtotals, Values, headings, is_sum, subtotals, totals
from lumbung.workbooks.inspection.surroundings import Found, Unclear, is_part_of_a_year, readable
from lumbung.workbooks.inspection.vocabulary import AGENCY_NAME, DIMENSIONS
from lumbung.workbooks.inspection.words import folded, is_region_name, key

# Titles that say a role by its own word, the best first: what else stands there says more of it.
_OWN_WORDS: dict[str, tuple[frozenset[str], ...]] = {
    "agency": (
        frozenset({"opd", "skpd", "perangkat daerah", "nama opd", "nama skpd", "nama perangkat daerah"}),
        frozenset({"dinas", "instansi"}),
    ),
    "program": (frozenset({"program", "nama program"}), frozenset({"jenis bantuan", "nama bantuan"})),
    "activity": (
        frozenset({"sub kegiatan", "nama sub kegiatan", "uraian sub kegiatan"}),
        frozenset({"kegiatan", "nama kegiatan", "nama pelatihan", "jenis pelatihan", "kegiatan sub kegiatan"}),
    ),
    "account_name": (frozenset({"uraian", "nama rekening", "uraian rekening", "nama akun"}),),
    "account_code": (frozenset({"kode rekening", "kode akun", "kode rek"}),),
    "funding": (frozenset({"sumber dana", "sumber anggaran", "sumber pendanaan"}),),
}
_USUAL_NULLS = ("-", "–", "—")


class Builder:
    """Gathers a layout. `fields`: letters of a column -> what it is called in the YAML."""

    def __init__(self, context: Context, dataset: str) -> None:
        self.context = context
        self.result = Layout(dataset)
        self.columns: dict[str, object] = {}
        self.fields: dict[str, str] = {}
        self.body: dict[str, object] = {}
        self.places = Places()
        self.values: dict[int, list[Decimal | None]] = {}
        self.headed: Headings | None = None
        self.above: Subtotals | None = None

    # Columns and rows

    def take(self, name: str, column: SeenColumn, **more: object) -> None:
        """Call a column by a field."""
        self.columns[name] = self.context.short(column, **more)
        self.fields[column.letters] = name

    def take_role(self, name: str, role: str, kind: str = "text") -> None:
        """Call the column that is said to be something by a field; where several are, the one that says it best."""
        found = [
            column
            for column in self.context.columns
            if column.kind == kind and self._is_of_role(column, role) and column.letters not in self.fields
        ]
        if role == "agency":
            found = [column for column in found if not says_its_government(self.context, column)]
        best = _closest(role, found)
        if best is not None and role == "agency" and (named := self._governments_in(best)):
            asked = f"{named[0]!r} stands in {best.title!r}, and a government is no agency. What are its lines?"
            self.columns[name] = Ask(
                asked, f"Delete them in the file if they are totals, else: {{title: {best.title}}}"
            )
            self.fields[best.letters] = f"unclear_{name}"
        elif best is not None:
            self.take(name, best)
        elif found:
            titles = ", ".join(repr(column.title) for column in found[:4])
            self.columns[name] = Ask(f"which of these columns is the {name}: {titles}?", "{title: ...}")
            for column in found:
                self.fields[column.letters] = f"unclear_{name}"

    def _governments_in(self, column: SeenColumn) -> list[str]:
        """The governments, and no agencies, that a column names."""
        return [text for text in self.context.said_in(column) if is_government(text)]

    def _is_of_role(self, column: SeenColumn, role: str) -> bool:
        """Whether a column is said to be something; `Program/Kegiatan` is what each of its lines calls itself."""
        if role in ("program", "activity") and {"program", "kegiatan"} <= set(folded(column.title)):
            lines = self.context.said_in(column)
            if lines and all(re.match(r"program\s+\w", text, re.IGNORECASE) for text in lines):
                return role == "program"
        return column.is_a(role)

    def take_label(self) -> None:
        """Call the one column of texts by which alone rows differ an activity: `Jabatan`, `Jenjang`, `Urusan`.

        Of a company and its vacancies, both in columns, the one counts that tells all rows apart.
        """
        named = self.column("activity_name")
        companies = {column.at for column in self.context.company_columns}
        if named is not None and named.at not in companies:
            return
        rows = [n for n in range(len(self.context.table.lines)) if n not in self.context.total_positions]
        times = ("year", "month", "date")
        known = [
            column
            for column in self.context.columns
            if column.kind in times or (column.letters in self.fields and column.kind != "number")
        ]
        if not rows or len({tuple(column.texts[n] for column in known) for n in rows}) == len(rows):
            return
        others = [column for column in known if column is not named]
        found = [column for column in self._unsaid() if all(column.texts[n] for n in rows)]
        lines = {column.at: [tuple(one.texts[n] for one in (*others, column)) for n in rows] for column in found}
        telling = [column for column in found if len(set(lines[column.at])) == len(rows)]
        if len(telling) != 1:
            return
        if named is not None:
            self.result.warnings.append(f"not loaded, texts: {named.title!r}")
            del self.fields[named.letters]
        self.take("activity_name", telling[0])
        self.result.warnings.append(f"activity_name is {telling[0].title!r}: nothing else tells its rows apart")

    def _unsaid(self) -> list[SeenColumn]:
        """Columns of texts that say neither what a line is nor when or where, and that divide no figures further."""
        places = {
            column.at
            for columns in (
                self.context.region_columns,
                self.context.district_columns,
                self.context.village_columns,
            )
            for column in columns
        }
        return [
            column
            for column in self.context.columns
            if column.kind == "text"
            and column.path
            and column.letters not in self.fields
            and column.at not in places
            and not column.roles
            and not set(folded(column.title)) & DIMENSIONS
            and not all(map(is_part_of_a_year, self.context.said_in(column)))
            and not any(map(self._names_another_field, column.distinct))
        ]

    def _names_another_field(self, text: str) -> bool:
        """Whether a text is the name of an agency, a programme or a place: its column is more than a label."""
        if re.match(AGENCY_NAME, text, re.IGNORECASE) or programmes_in(text) or is_region_name(text):
            return True
        region = self.context.region
        above = str(region.value) if isinstance(region, Found) else None
        return (
            above is not None
            and regions().resolve(text, levels={"district", "village"}, parent=above).region is not None
        )

    def take_all(self, specs: Mapping[str, object], used: Sequence[SeenColumn]) -> None:
        """Call columns as another part of the proposal calls them."""
        self.columns |= specs
        for column in used:
            named = (name for name, spec in specs.items() if column.title in (spec, title_of(spec)))
            self.fields[column.letters] = next(named, next(iter(specs)))

    def column(self, name: str) -> SeenColumn | None:
        """The column that is called by a field."""
        return next((column for column in self.context.columns if self.fields.get(column.letters) == name), None)

    def rows(self) -> list[int]:
        """The lines that are loaded: no totals."""
        leaves = self.above.leaves if self.above else None
        lines = range(len(self.context.table.lines))
        return [n for n in lines if n not in self.context.total_positions and (leaves is None or n in leaves)]

    @property
    def derived(self) -> set[str]:
        """The fields that follow from columns."""
        known = self.body.get("derive")
        return set(known) if isinstance(known, dict) else set()

    def derive(self, name: str, spec: object) -> None:
        """Say how a field follows from a column."""
        known = self.body.setdefault("derive", {})
        if isinstance(known, dict):
            known[name] = spec

    # Parts of the YAML

    def say_places(self, places: Places) -> None:
        """Put in which region each row is."""
        self.places = places
        self.result.facts |= places.facts
        self.take_all(places.columns, places.used)
        for name, spec in places.derive.items():
            self.derive(name, spec)
        if places.carried:
            self.body["carried"] = places.carried
        if places.region is not None:
            self.body["region"] = places.region

    def say_headings(self, labels: Sequence[str]) -> None:
        """Put in rows without figures that the lines below them belong to. `labels`: fields that headings may be in."""
        if self.places.carried:
            return
        label = next((found for name in labels if (found := self.column(name)) is not None), None)
        unnamed = "label" if "activity_name" in self.columns else "activity_name"
        self.headed = headings(self.context, label, self.fields, unnamed)
        if self.headed is None:
            return
        if self.headed.question is not None:
            self.body["carried"] = self.headed.question
            return
        self.take_all(self.headed.columns, self.headed.used)
        self.body["carried"] = self.headed.carried

    def say_subtotals(self) -> None:
        """Put in lines that are sums of the lines below them and have no code: agencies above their programmes."""
        found = subtotals(self.context, self.values, self.fields)
        if found is None:
            return
        if found.question is not None:
            self.body["outline"] = found.question
            return
        self.take_all(found.columns, found.used)
        self.body["outline"] = found.outline
        self.above = found

    def names_above(self) -> set[str]:
        """Fields that lines have from headings or from lines above them."""
        return {*(self.headed.names if self.headed else ()), *(self.above.names if self.above else ())}

    def of_line(self, position: int) -> list[tuple[str, object]]:
        """What a line has from its heading or from a line above it."""
        found: list[tuple[str, object]] = []
        if self.above is not None:
            found += self.above.of_line.get(position, {}).items()
        if self.headed is not None and self.headed.of_line:
            found += self.headed.of_line[position].items()
        return found

    def say_agency(self) -> None:
        """Put in the agency: of each line, else of the title."""
        if "agency_name" in self.columns or "agency_name" in self.names_above():
            return
        if (column := agency_column(self.context, self.fields)) is not None:
            self.take("agency_name", column)
            return
        agency = find_agency(self.context.around)
        if agency is None:
            if (government := find_government(self.context.around)) is not None:
                self.result.publisher = str(government.value)
            self.say_unspecified("agency_name", "no title, note, sheet or file name says an agency")
            return
        if isinstance(agency, Unclear):
            self.result.facts["agency_name"] = Ask(
                f"which agency are the figures of? {agency.reason}", "{value: Dinas Sosial}, or {value: unspecified}"
            )
            return
        self.result.facts["agency_name"] = agency.spec
        self.result.publisher = str(agency.value)

    def say_funding(self) -> None:
        """Put in the column of funds, where its cells say it and its title does not."""
        if "funding_source" not in self.columns and (column := funding_column(self.context, self.fields)) is not None:
            self.take("funding_source", column)

    def say_unspecified(self, name: str, why: str) -> None:
        """Put in that the file does not say a fact, and say so."""
        self.result.facts[name] = Remark({"value": "unspecified"}, why)
        self.result.warnings.append(f"{name} is unspecified: {why}")

    def say_ratio(self, column: SeenColumn, ratio: Ratio, part: str, whole: str) -> None:
        """Put in a printed percentage as proof."""
        if any(column.cells[position] is not None for position in self.context.total_positions):
            return  # a total's percentage is no sum of percentages
        if ratio.wrong:
            self.result.warnings.append(f"{column.title!r} does not fit its figures in {', '.join(ratio.wrong[:5])}")
        self.columns["printed_pct"] = {**self.context.titled_as(column), "kind": "number", "bounds": [0, 100_000]}
        self.fields[column.letters] = "printed_pct"
        spec: dict[str, object] = {"printed": "printed_pct", "part": part, "whole": whole}
        self.body["ratios"] = [spec if ratio.times == 100 else {**spec, "times": ratio.times}]

    def say_totals(self, values: Values) -> None:
        """Put in rows that are sums of others."""
        if self._say_total_above(values):
            return
        entries, unclear = totals(self.context, values)
        if entries:
            self.body["totals"] = entries
        if unclear is not None:
            self.body["unclear_totals"] = unclear

    def _say_total_above(self, values: Values) -> bool:
        """Leave out the first line where it is the only total, and the sum of all lines below it: proof, not loaded."""
        rows = [n for n in range(len(self.context.table.lines)) if n]
        label = self.context.total_positions.get(0)
        column = next((c for c in self.context.columns if label and c.texts[0] == label and c.kind != "number"), None)
        if len(self.context.total_positions) != 1 or column is None or not is_sum(values, 0, rows):
            return False
        if {"leave_out", "carried", "outline"} & set(self.body):
            return False
        if column.letters not in self.fields:
            self.take("number" if column.kind == "row number" else "label", column)
        left = {self.fields[column.letters]: readable(str(label))}
        self.body["leave_out"] = Remark(left, "the total of the lines below it")
        return True

    def leave_out(self, column: SeenColumn, reason: str) -> None:
        """Note that a column of figures is not loaded, and why."""
        for position in range(len(column.cells)):
            self.result.left_out[self.context.cell(position, column)] = reason

    def _unread(self, left: Sequence[str]) -> list[str]:
        """Titles of columns of texts that may say what each line is, and that no field of the YAML reads.

        A name of which no title says whose it is counts as well, where the lines are no persons. Where lines are not
        told apart without such texts, reading the file shows that by itself.
        """
        context = self.context
        places = [*context.region_columns, *context.district_columns, *context.village_columns]
        known = {column.at for column in (*places, *context.company_columns)}
        texts = [c for c in context.columns if c.kind == "text" and c.title in left and c.at not in known]
        names = [c for c in context.columns if c.kind == "personal" and is_unknown_name(c.path)]
        found = [*(texts if self._tells_lines_apart() else []), *names]
        found = [c for c in found if not c.roles and c.letters not in self.fields and len(context.said_in(c)) > 1]
        found = [c for c in found if c.at not in context.translations]
        return [c.title for c in found if not is_class_of_values(context, c)]

    def _tells_lines_apart(self) -> bool:
        """Whether the fields of the YAML differ from line to line."""
        said = [c for c in self.context.columns if c.letters in self.fields and c.kind != "number"]
        rows = self.rows()
        return len({(*(c.texts[n] for c in said), str(self.of_line(n))) for n in rows}) == len(rows)

    def _levels_told(self) -> list[str]:
        """The lines that by their numbers stand above others and are their sums: 1 above 1.1 and 1.2."""
        marks = [c for c in self.context.columns if c.kind == "row number" or c.is_a("row_number")]
        found = []
        for column in marks:
            rows = [n for n, text in enumerate(column.texts) if text and n not in self.context.total_positions]
            levels = levels_of_marks([column.texts[n] for n in rows]) if rows else None
            nodes = [Node(n, "", depth) for n, depth in zip(rows, levels[1], strict=True)] if levels else []
            grown(nodes)
            tops = [node.position for node in nodes if node.below and adds_up(node, self.values, ())]
            found += [n for n in tops if n is not None and any(figures[n] for figures in self.values.values())]
        return [str(self.context.table.lines[n] + 1) for n in dict.fromkeys(found)]

    def finish(self, ignored: Sequence[str], unclear: Ask | None) -> Layout:
        """The layout with all its keys in order."""
        context = self.context
        taken = [title_of(spec) or spec for spec in self.columns.values()]
        body: dict[str, object] = {"header": context.header(), "columns": self.columns}
        left = [title for title in dict.fromkeys(ignored) if title not in taken or title in _double(context)]
        unread = self._unread(left)
        kept: list[object] = [title for title in left if title not in unread]
        kept += [{"untitled": "numbers"}] if any(column.only_numbers for column in context.columns) else []
        if kept:
            body["ignore"] = kept
        if unread:
            asked = f"what are these columns: {'; '.join(map(repr, unread[:5]))}? Their texts differ from line to line"
            body["unclear_texts"] = Ask(asked, ABOUT_COLUMNS)
        if unclear is not None:
            body["unclear_columns"] = unclear
        if doubts := doubtful(context, [title for title in left if title not in unread], self.fields):
            shown = "; ".join(map(context.shown, doubts[:5]))
            body["unclear_qualifiers"] = Ask(f"what do these columns say of the figures: {shown}?", ABOUT_COLUMNS)
        if not {"outline", "hierarchy"} & set(self.body) and (rows := self._levels_told()):
            asked = (
                f"rows {', '.join(rows[:4])} are by their numbers sums of the rows below them. Which are to be loaded?"
            )
            body["unclear_rows"] = Ask(asked, ABOUT_ROWS)
        if personal := [column for column in context.columns if column.is_personal]:
            body["personal"] = context.ignored(personal)
        if any(null not in _USUAL_NULLS for null in context.nulls):
            body["nulls"] = context.nulls
        if context.zeros:
            body["zeros"] = context.zeros
        if marks := context.unclear_marks:
            asked = f"does {marks[0]!r} stand for 0 or for no figure? What explains it may mean either"
            body["unclear_marks"] = Ask(asked, 'zeros: ["-"] where it is 0; then delete this key.')
        if context.total_positions:
            self.result.total_rows = set(context.total_positions)
        self.result.body = {**body, **self.body}
        return self.result


def _closest(role: str, found: Sequence[SeenColumn]) -> SeenColumn | None:
    """The column that says a role best: by the role's own word, of activities the lowest; None where none does."""
    if len(found) <= 1:
        return found[0] if found else None
    words = _OWN_WORDS.get(role, ())
    for titles in words:
        best = [column for column in found if key(column.path[-1]) in titles]
        if best:
            return best[0] if len(best) == 1 else None
    return None


def title_of(spec: object) -> object:
    """The title in the long form of a column; None in its short form."""
    if isinstance(spec, Ask):
        return spec.known.get("title")
    return spec.get("title") if isinstance(spec, dict) else None


def _double(context: Context) -> set[str]:
    titles = [column.title for column in context.columns]
    return {title for title in titles if titles.count(title) > 1}
