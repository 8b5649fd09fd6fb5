"""What a proposal works with: a table, its columns, what stands around it; and what it gives.

Enters: a `SeenTable` and its file's name. Leaves: `Context`, and the types `Layout`, `Expected` and `NoDataset`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cached_property

from lumbung.reference.regions import regions
from lumbung.sources.model import Scale
from lumbung.workbooks.grid import address
from lumbung.workbooks.inspection.columns import NULLS, SeenColumn, null_words, see_columns, style_of
from lumbung.workbooks.inspection.draft import Ask, Remark
from lumbung.workbooks.inspection.shares import Figures, shares_of
from lumbung.workbooks.inspection.surroundings import Around, Found, Unclear, find_region, marks_explained
from lumbung.workbooks.inspection.tables import SeenTable, is_year
from lumbung.workbooks.inspection.translation import is_english
from lumbung.workbooks.inspection.vocabulary import (
    COMPANY_TITLES,
    DISTRICT_TITLES,
    REGION_TITLES,
    TOTAL_LABEL,
    VILLAGE_TITLES,
)
from lumbung.workbooks.inspection.words import folded, key, said, unspaced
from lumbung.workbooks.layout import clean, title_pattern
from lumbung.workbooks.numbers import NumberKind

_TOTAL = re.compile(TOTAL_LABEL, re.IGNORECASE)
_SEVERAL = 2
# What a percentage beside money is of, where it is not of the money.
_OTHER_SHARES = frozenset({"fisik", "kinerja", "output", "bobot"})
_KIND = re.compile(r"(?:kab(?:upaten)?|kota)\b", re.IGNORECASE)


class NoDatasetError(Exception):
    """No dataset holds what the table holds; the message says why."""


@dataclass(frozen=True)
class Expected:
    """A figure that the YAML must give: at which cell, under which field, with which fields beside it.

    `times`: in how many rows; a budget stands beside what was spent of it in each month.
    """

    cell: str
    name: str
    value: Decimal | None
    beside: tuple[tuple[str, object], ...] = ()
    times: int = 1


@dataclass
class Layout:
    """A table's part of a YAML: facts, the layout's keys, and what reading it must give.

    `left_out`: cells with figures that are not loaded, and why. `totals`: rows that are sums of others. `vacancies`:
    cells whose column counts vacancies by its title.
    """

    dataset: str
    facts: dict[str, object] = field(default_factory=dict)
    body: dict[str, object] = field(default_factory=dict)
    expected: list[Expected] = field(default_factory=list)
    total_rows: set[int] = field(default_factory=set)
    left_out: dict[str, str] = field(default_factory=dict)
    vacancies: set[str] = field(default_factory=set)
    key: tuple[str, ...] = ()
    warnings: list[str] = field(default_factory=list)
    place: str | None = None
    publisher: str | None = None


class Context:
    """A table as proposals see it. `today`: when it is looked at; a year that is over then is a whole year.

    `percent`: the sheet's cells that are shown as percent.
    """

    def __init__(
        self, table: SeenTable, file_name: str, today: date, percent: frozenset[tuple[int, int]] = frozenset()
    ) -> None:
        self.table = table
        self.today = today
        self.percent = percent
        self.file_name = file_name
        self.columns = see_columns(table)
        self.around = Around(table, file_name)

    @cached_property
    def region(self) -> Found | Unclear | None:
        """The region that the file speaks of."""
        return find_region(self.around)

    @cached_property
    def numbers(self) -> list[SeenColumn]:
        """The columns of figures."""
        return [column for column in self.columns if column.kind == "number"]

    @cached_property
    def nulls(self) -> list[str]:
        """The words for a missing figure."""
        return null_words(self.numbers)

    @cached_property
    def zeros(self) -> list[str]:
        """The marks for a missing figure that stand for 0.

        As title, header or notes explain them (`- = nihil`), or because the percentages beside them are printed as 0.
        """
        explained = marks_explained(self.around)
        return [
            mark
            for mark in self._marks_used
            if explained.get(mark) == "zero" or (mark not in explained and self._is_zero_by_shares(mark))
        ]

    def _is_zero_by_shares(self, mark: str) -> bool:
        """Whether a mark stands only where a printed percentage is 0, and the others are what its column is of another.

        What is left of a budget may be marked as well; it is computed, and not loaded.
        """
        shares = [column for column in self.numbers if _says_share(column)]
        left_out = ("row_number", "sheet_id", "remaining", "change")
        others = [column for column in self.numbers if column not in shares and not column.is_a(*left_out)]
        marked = [column for column in others if mark in column.texts]
        if not marked or any(mark in column.texts for column in shares):
            return False
        told = [column for column in shares if not _OTHER_SHARES & set(folded(column.title))]
        printed = [self.figures(column, bounds=(0, 100_000), zeros=())[0] for column in told]
        wholes = [self.figures(column, kind="money", zeros=())[0] for column in others if mark not in column.texts]
        for column in marked:
            part, why = self.figures(column, kind="money", zeros=())
            marks = [n for n, text in enumerate(column.texts) if text == mark]
            pairs = ((one, whole) for one in printed for whole in wholes if one and whole)
            if why or not any(_proves_zeros(one, part, whole, marks) for one, whole in pairs):
                return False
        return True

    @property
    def unclear_marks(self) -> list[str]:
        """Marks among figures that are explained, and neither as 0 nor as no figure: `- = tidak ada`."""
        explained = marks_explained(self.around)
        return [mark for mark in self._marks_used if explained.get(mark) == "unclear"]

    @property
    def _marks_used(self) -> list[str]:
        return [mark for mark in NULLS if any(mark in column.texts for column in self.numbers)]

    @cached_property
    def translations(self) -> frozenset[int]:
        """Where columns say in English again, line by line, what another column says: `Description` beside `Uraian`."""
        texts = [column for column in self.columns if column.kind == "text" and column.path]
        own = [column for column in texts if not is_english(column.title)]
        return frozenset(
            column.at for column in texts if column not in own and any(_says_again(column, other) for other in own)
        )

    def with_role(
        self, *roles: str, kinds: Sequence[str] = ("text", "code", "number", "row number")
    ) -> SeenColumn | None:
        """The one column that is said to be something; None where none or several are."""
        found = [column for column in self.columns if column.kind in kinds and column.is_a(*roles)]
        found = [column for column in found if column.at not in self.translations]
        return found[0] if len(found) == 1 else None

    def titled(self, titles: frozenset[str], kinds: Sequence[str] = ("text",)) -> list[SeenColumn]:
        """The columns whose lowest title is one of some."""
        return [
            column
            for column in self.columns
            if column.path and column.at not in self.translations
            if column.kind in kinds and (key(column.path[-1]) in titles or key(column.title) in titles)
        ]

    @property
    def region_columns(self) -> list[SeenColumn]:
        """Columns that are titled as names of provinces, regencies or cities."""
        return self.titled(REGION_TITLES)

    @property
    def district_columns(self) -> list[SeenColumn]:
        """Columns that are titled as names of districts."""
        return self.titled(DISTRICT_TITLES)

    @property
    def company_columns(self) -> list[SeenColumn]:
        """Columns that are titled as names of companies."""
        return self.titled(COMPANY_TITLES)

    @property
    def village_columns(self) -> list[SeenColumn]:
        """Columns that are titled as names of villages."""
        return self.titled(VILLAGE_TITLES)

    # Rows

    def first_text(self, position: int) -> str:
        """The first filled cell of a line where that is text and no person's, as the reader sees labels."""
        row = self.table.lines[position]
        for column in self.columns:
            if column.is_personal:
                continue
            cell = self.table.sheet.rows[row][column.at]
            if cell is None:
                continue
            return clean(cell) if isinstance(cell, str) and column.kind != "number" else ""
        return ""

    @cached_property
    def total_positions(self) -> dict[int, str]:
        """Lines whose label begins as a total's, and that are no whole line of text columns."""
        texts = [column for column in self.columns if column.kind in ("text", "code") and not column.is_personal]
        found: dict[int, str] = {}
        for position in range(len(self.table.lines)):
            label = self.first_text(position)
            if not _TOTAL.fullmatch(unspaced(label)) or said(label).indicators:
                continue
            row = self.table.sheet.rows[self.table.lines[position]]
            filled = sum(row[column.at] is not None for column in texts)
            if filled < len(texts) or len(texts) <= 1:
                found[position] = label
        return found or self._whole_region_at_the_end

    @property
    def _numbered_agencies(self) -> list[SeenColumn]:
        """The column of agencies, where all lines but the last have a number and that is named with its kind."""
        number, agency = self.with_role("row_number"), self.with_role("agency", kinds=("text",))
        if number is None or agency is None or number.texts[-1] or not all(number.texts[:-1]):
            return []
        return [agency] if _KIND.match(agency.texts[-1]) else []

    @property
    def _whole_region_at_the_end(self) -> dict[int, str]:
        """The last line, where it is the region that the file speaks of, below its districts, villages or agencies."""
        last = len(self.table.lines) - 1
        label = self.first_text(last) if last > 0 else ""
        parts = self.district_columns or self.village_columns or self._numbered_agencies
        return {last: label} if parts and self._is_the_region(label) else {}

    def _is_the_region(self, label: str) -> bool:
        """Whether a label is the name of the regency or city that the file speaks of, and of no district in it."""
        if not label or not isinstance(self.region, Found):
            return False
        code = str(self.region.value)
        named = regions().resolve(label, levels={"district", "village"}, parent=code)
        if not _KIND.match(label) and (named.region is not None or named.candidates):
            return False
        whole = regions().resolve(label, levels={"regency", "city"}).region
        return whole is not None and whole.code == code

    def take_whole_region_above_as_total(self, kind: NumberKind) -> None:
        """Count the first line among the totals where it is the file's region, above its parts, and their sum."""
        parts = self.district_columns or self.village_columns
        label = self.first_text(0) if len(self.table.lines) > _SEVERAL else ""
        if self.total_positions or len(parts) != 1 or parts[0].texts[0] not in ("", label):
            return
        figures = [self.figures(c, kind=kind)[0] for c in self.numbers if not _says_share(c)]
        if self._is_the_region(label) and figures and all(map(_begins_with_its_sum, figures)):
            self.total_positions[0] = label

    def take_whole_region_as_total(self, kind: NumberKind) -> None:
        """Count the last line among the totals where it is the file's region, and the sum of those below that.

        For figures that are added up. An estimate of a whole province is a figure of its own.
        """
        self.take_whole_region_above_as_total(kind)
        last = len(self.table.lines) - 1
        column = self.region_columns[0] if len(self.region_columns) == 1 else None
        if self.total_positions or column is None or last < 2 or not isinstance(self.region, Found):
            return
        label = self.first_text(last)
        named = (
            regions().resolve(re.sub(r"^pro[pv]insi\s+", "", label, flags=re.IGNORECASE), levels={"province"}).region
        )
        if named is None or named.code != self.region.value or column.texts[last] not in ("", label):
            return
        shares = {c.at for c in self.numbers if c.is_a("percent") or (c.unit is not None and c.unit.unit == "persen")}
        columns = [c for c in self.numbers if c.at not in shares and c.cells[last] is not None]
        figures = [self.figures(c, kind=kind)[0] for c in columns]
        if columns and all(f and f[last] == sum((one or Decimal(0) for one in f[:last]), Decimal(0)) for f in figures):
            self.total_positions[last] = label

    def said_in(self, column: SeenColumn) -> list[str]:
        """The different texts of a column in the lines that are no totals."""
        texts = [text for n, text in enumerate(column.texts) if n not in self.total_positions]
        return [text for text in dict.fromkeys(texts) if text in column.distinct]

    def shown(self, column: SeenColumn) -> str:
        """The title of a column with its first texts, for a question; of persons the title alone."""
        texts = [] if column.is_personal else self.said_in(column)[:3]
        return f"{column.title!r} ({', '.join(texts)})" if texts else repr(column.title)

    # Keys of the YAML

    def header(self, without_years: bool = True) -> dict[str, object]:
        """`header:` of the layout: the titles of its first row that stay the same from year to year."""
        titles: dict[str, None] = {}
        known = {column.at for column in self.columns}
        for at, text in self.table.titles_of_top_row:
            if at in known and text and not (without_years and (is_year(text) or re.search(r"(?:19|20)\d\d", text))):
                titles.setdefault(text.rstrip(" :"))
        found = list(titles) or [text for _, text in self.table.titles_of_top_row][:3]
        header: dict[str, object] = {"find": found[:4]}
        if self.table.header_rows > 1:
            header["rows"] = self.table.header_rows
        return header

    def part_of(self, column: SeenColumn) -> int | None:
        """Which of the columns with one title it is; None where the title stands once."""
        same = [other.at for other in self.columns if other.path == column.path]
        return same.index(column.at) + 1 if len(same) > 1 else None

    def titled_as(self, column: SeenColumn) -> dict[str, object]:
        """How the YAML names a column."""
        named: dict[str, object] = {"title": column.title}
        part = self.part_of(column)
        if part is not None:
            named["part"] = part
        return named

    def short(self, column: SeenColumn, **more: object) -> object:
        """How the YAML names a column, in its short form where nothing else is said of it."""
        named = {**self.titled_as(column), **{name: value for name, value in more.items() if value is not None}}
        return column.title if len(named) == 1 else named

    def ignored(self, columns: Sequence[SeenColumn]) -> list[object]:
        """`ignore:` for some columns."""
        return list(dict.fromkeys(column.title for column in columns if column.path))

    def matched(self, template: str) -> list[SeenColumn]:
        """The columns whose titles a title of the YAML fits."""
        pattern = title_pattern(template)
        return [column for column in self.columns if column.path and pattern.fullmatch(column.title)]

    # Figures

    def shown_as_percent(self, column: SeenColumn) -> bool | None:
        """Whether a spreadsheet shows the numbers of a column as percent; None where it does so with some of them."""
        rows = zip(self.table.lines, column.cells, strict=True)
        shown = {(row, column.at) in self.percent for row, cell in rows if isinstance(cell, int | float)}
        return None if len(shown) > 1 else shown == {True}

    def figures(
        self,
        column: SeenColumn,
        *,
        kind: NumberKind = "number",
        bounds: tuple[float, float] | None = None,
        scale: Scale | None = None,
        zeros: Sequence[str] | None = None,
    ) -> tuple[list[Decimal | None], str | None]:
        """The figures of a column in base units, or why they cannot be read. `zeros`: marks that stand for 0."""
        zeros = self.zeros if zeros is None else zeros
        style = style_of(column, kind=kind, bounds=bounds, scale=scale, nulls=self.nulls, sums=self._sums, zeros=zeros)
        if style.column is None:
            return [], style.refused.reason if style.refused else "nothing proves how its figures are written"
        values, faults = style.column.read_all(column.cells)
        if faults:
            position = min(faults)
            return [], f"{self.cell(position, column)}: {faults[position]}"
        return [None if value is None else Decimal(value) for value in values], None

    @cached_property
    def _sums(self) -> list[tuple[int, Sequence[int]]]:
        """A total of all lines, as proof of how figures are written: the only one there is."""
        if len(self.total_positions) != 1 or 0 in self.total_positions:
            return []  # a total above its lines is none to the reader
        total = next(iter(self.total_positions))
        return [(total, range(total))]

    def cell(self, position: int, column: SeenColumn) -> str:
        """The address of a cell."""
        return address(self.table.lines[position], column.at)


def _begins_with_its_sum(figures: Figures) -> bool:
    return bool(figures) and figures[0] == sum((one or Decimal(0) for one in figures[1:]), Decimal(0))


def _says_share(column: SeenColumn) -> bool:
    return column.is_a("percent") or (column.unit is not None and column.unit.unit == "persen")


def _proves_zeros(printed: Figures, part: Figures, whole: Figures, marks: Sequence[int]) -> bool:
    """Whether percentages are part over whole in several lines and no other, and 0 of some whole in those of marks."""
    found = shares_of(printed, part, whole)
    fitting = [n for n in found.agree if printed[n]] if found is not None and not found.wrong else []
    return len(fitting) >= _SEVERAL and all(printed[n] == 0 and whole[n] for n in marks)


def _says_again(column: SeenColumn, other: SeenColumn) -> bool:
    """Whether the texts of a column are those of another one, or go with them one by one and are mostly English."""
    pairs = list(dict.fromkeys(zip(other.texts, column.texts, strict=True)))
    is_one_to_one = len(pairs) == len({one for one, _ in pairs}) == len({text for _, text in pairs})
    alike = [one == text or is_english(text) for one, text in pairs]
    return is_one_to_one and sum(alike) * 2 > len(alike)


def region_fact(context: Context, what: str = "which region is the table of") -> object:
    """The YAML of a fact `region_code`."""
    found = context.region
    answer = '{value: "33.02"}, with the dotted Kemendagri code'
    if isinstance(found, Unclear):
        return Ask(f"{what}? {found.reason}", answer)
    if found is None:
        return Ask(f"{what}? No title, sheet or file name says it", answer)
    region = regions().get(str(found.value))
    return Remark(found.spec, f"{region.name if region else found.value}, from the {found.where}")
