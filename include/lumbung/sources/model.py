"""What may be said about a source.

Enters: the mapping of one YAML file. Leaves: a frozen `SourceSpec`. Unknown keys are refused, so that a typo is found
when the catalogue is checked and not when a file comes.

A source says where its files are (`files`) or its site (`crawl`), which facts stand outside the table (`facts`), and
how the table looks (`layouts`, tried in order: a changed export is a new block). Titles are written as printed; case
and spacing do not matter, ` > ` joins the rows of a header, `*` stands for any text, `{name}` keeps a part of a title
as that field.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
from datetime import date
from pathlib import Path
from typing import Annotated, Any, Literal, Self

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, PrivateAttr, model_validator

Dataset = Literal["budget_realisation", "budget_posture", "program_reach", "poverty_indicator", "beneficiary", "news"]
RegionLevel = Literal["nation", "province", "regency", "city", "district", "village"]
Kind = Literal["text", "code", "money", "count", "number", "period", "date", "nik"]
Scale = Literal["share", "ribu", "juta", "miliar", "triliun"]
CodeSystem = Literal["kemendagri", "bps", "djpk"]

SOURCE_ID = r"^[a-z][a-z0-9]*(_[a-z0-9]+)*__[a-z][a-z0-9]*(_[a-z0-9]+)*(__[a-z0-9]+(_[a-z0-9]+)*)?$"

_ENVIRONMENT = re.compile(r"\$\{(?P<name>[A-Za-z_][A-Za-z0-9_]*)(?::-(?P<default>[^}]*))?\}")


def _regex(pattern: str) -> str:
    try:
        re.compile(pattern)
    except re.error as fault:
        raise ValueError(f"is no regular expression: {fault}") from None
    return pattern


def _as_list(value: object) -> object:
    return value if isinstance(value, list | tuple) else [value]


Regex = Annotated[str, AfterValidator(_regex)]
OneOrMore = Annotated[tuple[str, ...], BeforeValidator(_as_list), Field(min_length=1)]
Name = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]
SitePath = Annotated[str, Field(pattern=r"^/[^\s#]*$")]


class Strict(BaseModel):
    """A part of a source: frozen, unknown keys forbidden."""

    # Validators are built when a YAML is first read: a process that is handed its sources reads none.
    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True, strict=False, defer_build=True)


class FilesSpec(Strict):
    """Where the files of a source are. `folder` is relative to the YAML's own folder.

    `${NAME}` and `${NAME:-default}` are taken from the environment; what they give is relative to the working
    directory. `sample` marks invented files.
    """

    folder: str
    glob: str = "*"
    sample: bool = False


class CrawlSpec(Strict):
    """Where a news outlet's pages are, and how politely to ask. Paths begin with `/` and are of the outlet's `site`."""

    outlet: str
    """Name of the outlet, as the marts show it."""
    site: Annotated[str, Field(pattern=r"^https?://[^/\s?#@]+$")]
    """The site, without a path: `https://outlet.example`. Nothing is asked of any other host."""
    feeds: tuple[SitePath, ...] = ()
    """Paths of RSS or Atom feeds. What a feed holds need not be news of this site; what is not is left out."""
    sitemaps: tuple[SitePath, ...] = ()
    """Paths of sitemaps, plain or `.gz`: lists of pages, news sitemaps, or lists of other sitemaps."""
    start: tuple[SitePath, ...] = ()
    """Paths of index pages whose links lead to articles."""
    article_pattern: Regex
    """Which paths are articles: a regular expression that is searched in the path (`^/20\\d\\d/`)."""
    allow: Annotated[tuple[SitePath, ...], Field(min_length=1)] = ("/",)
    """What the paths of articles begin with; a page elsewhere is never asked for, nor a redirect to it followed."""
    topics: tuple[Annotated[str, Field(min_length=1)], ...] = ()
    """Words of which one must stand in a link's text, in what a feed says of it, or in its path. None: all articles."""
    delay_seconds: Annotated[float, Field(ge=1, le=60)] = 1
    """Seconds between two requests to the site; a longer `Crawl-delay` in robots.txt is kept to."""
    max_pages: Annotated[int, Field(ge=1, le=10_000)] = 200
    """How many articles one crawl asks for at most; those that are not known yet come first."""
    private_network: bool = False
    """Whether the site may be at an address of a private network or of this machine, as an intranet or a test is."""
    sample_folder: str | None = None
    """Folder, relative to the YAML's own, whose invented pages are served on loopback in place of the site."""
    enabled: bool = True
    """Whether the site is crawled. Shipped entries of real outlets are not, until you say so."""

    @model_validator(mode="after")
    def _leads_somewhere(self) -> Self:
        if not (self.feeds or self.sitemaps or self.start):
            raise ValueError("needs at least one of feeds:, sitemaps:, start:")
        return self


class ExpectSpec(Strict):
    """What a batch must hold at least: so many rows, and such a share of the rows of the last accepted batch."""

    min_rows: Annotated[int, Field(ge=0)] | None = None
    min_share_of_last: Annotated[float, Field(gt=0, le=1)] | None = None


class FactSpec(Strict):
    """A fact outside the table: a constant `value`, or text `from` title, sheet, header, notes, file_name or folder.

    `find` says how to read it (region, year, month, period, date, or text as it stands), `pattern` which part of the
    text (its group, where it has one), `map` what a printed word means, `must_be` what it has to be. A region is found
    by its kind (`KAB. X`, `Kota X`); with `bare` the text as a whole may be a name, and a name that is both is that.
    Folders are asked from the nearest up; the first that says something speaks. `optional`: where nothing says it, it
    is empty; only for a field that the dataset may miss.
    """

    value: str | int | date | None = None
    origin: Annotated[
        tuple[Literal["title", "sheet", "header", "notes", "file_name", "folder"], ...], BeforeValidator(_as_list)
    ] = Field(default=(), alias="from")
    find: Literal["text", "region", "year", "month", "period", "date"] = "text"
    pattern: Regex | None = None
    map: dict[str, str] = Field(default_factory=dict)
    default: str | int | None = None
    optional: bool = False
    must_be: str | None = None
    levels: tuple[RegionLevel, ...] = ("province", "regency", "city")
    bare: Literal["regency", "city"] | None = None

    @model_validator(mode="after")
    def _one_way(self) -> Self:
        if (self.value is None) == (not self.origin):
            raise ValueError("needs either value: or from:, and not both")
        if self.origin and self.find == "text" and self.pattern is None:
            raise ValueError("text needs a pattern: that says which part is meant")
        return self


class BoundsBySpec(Strict):
    """What a figure lies within, by the word in another column of its row: one column of many indicators."""

    origin: Name = Field(alias="from")
    map: Annotated[dict[str, tuple[float, float]], Field(min_length=1)]


class ColumnSpec(Strict):
    """A column, by its title. `part` counts columns that share one title, from the left, from 1.

    kind: `text`; `code` (text, never a number); `money` (at most 2 decimals); `count` (whole); `number`, whose style is
    proven by its shape or by `bounds`; `period` (gives period_start and period_end; `in_year`: the column that says
    the year of its months, in words or as 1 to 12; `parts`: its bare numbers are those of semesters or quarters);
    `date` (ISO, or in `order`); `nik` (beneficiary lists: a keyed hash and what the number says; the number itself is
    dropped).

    `scale`: figures stand in thousands, millions ..., or as a share of one (`share`: 0.12 for 12 percent); a word
    in the title or in a cell must then say the same. A title that says a scale which is not declared here is
    refused. `bounds` are proof of a style; outside `bounds_by` a row is refused. In a table without a header, `at`
    is the column's place, from 1, and `looks` a pattern that each of its filled cells fits; there `ignore` marks a
    column that only proves the layout.
    """

    title: OneOrMore | None = None
    at: Annotated[int, Field(ge=1)] | None = None
    looks: Regex | None = None
    part: Annotated[int, Field(ge=1)] | None = None
    kind: Kind | None = None
    bounds: tuple[float, float] | None = None
    bounds_by: BoundsBySpec | None = None
    ignore: bool = False
    scale: Scale | None = None
    order: Literal["dmy", "mdy"] = "dmy"
    in_year: Name | None = None
    parts: Literal["semester", "triwulan"] | None = None
    optional: bool = False

    @model_validator(mode="after")
    def _one_place(self) -> Self:
        if (self.title is None) == (self.at is None):
            raise ValueError("needs either title:, or at: in a table without a header")
        if self.ignore and self.at is None:
            raise ValueError("ignore: is for columns with at:; titles go under the layout's ignore:")
        if self.in_year and self.kind != "period":
            raise ValueError("in_year: is for columns of kind: period")
        if self.parts and not self.in_year:
            raise ValueError("parts: needs in_year:, the column that says their year")
        return self


class HeaderSpec(Strict):
    """`find`: titles that stand together in the first header row; `rows`: how many rows the header has.

    `blanks: fill` lets a title speak for the blank cells to its right, as text files have them in place of merged
    cells; by default so where nothing in the header is merged. `none: true`: the table has no header; its columns say
    `at:` and `looks:`, and it is taken only where every row fits.
    """

    find: tuple[str, ...] = ()
    rows: Annotated[int, Field(ge=1, le=6)] = 1
    blanks: Literal["fill", "keep"] | None = None
    none: bool = False

    @model_validator(mode="after")
    def _one_way(self) -> Self:
        if self.none == bool(self.find):
            raise ValueError("needs either find: with titles, or none: true")
        return self


class UntitledSpec(Strict):
    """Stray cells: columns without a title may be left out where they fill at most this `share` of the table's rows."""

    untitled: Literal[True]
    share: Annotated[float, Field(gt=0, le=0.5)]


class NumberingSpec(Strict):
    """A column without a title that only numbers the rows: 1, 2, 3, or 1, 1.1, 1.2, 2, without a gap."""

    untitled: Literal["numbers"]


class LevelSpec(Strict):
    """A level above the leaves: rows whose last code stands in `column` and has `parts` parts give `code` and `name`.

    `control` keeps its printed totals even where they equal the sum of the leaves.
    """

    column: Name
    parts: Annotated[int, Field(ge=1)] | None = None
    code: Name | None = None
    name: Name | None = None
    control: bool = False


class LeafSpec(Strict):
    """The level that is loaded: rows with a code of so many `parts` in `column`; their label is `name`."""

    column: Name
    parts: Annotated[int, Field(ge=1)] | None = None
    name: Name | None = None


class HierarchySpec(Strict):
    """Leaves among their subtotals. `codes`: the code columns, left to right; a row belongs to the last filled one."""

    codes: Annotated[tuple[Name, ...], Field(min_length=1)]
    label: Name
    leaf: LeafSpec
    levels: tuple[LevelSpec, ...] = ()


class OutlineLevelSpec(Strict):
    """Rows whose texts fit `when` (column -> pattern) are of this level; their label is `name`, their code `code`.

    A level that stands below another one in the YAML stands below it in the sheet. `leaf`: the level that is loaded.
    """

    when: Annotated[dict[Name, Regex], Field(min_length=1)]
    code: Name | None = None
    name: Name | None = None
    leaf: bool = False


class OutlineSpec(Strict):
    """Leaves among their subtotals, by the order of the rows. A row without rows below it is a leaf.

    One of: `levels`, by patterns of codes or numbering, outermost first, codes read from column `code`; `indent`, by
    the spaces before the label, only where they vary; `stairs`, by the column that the label stands in, outermost
    first, and `label` is then no column; `tree`, known labels within labels, where the sheet shows none.

    `path` is the field that gets the labels from the top, joined by ` > `; `top` stands above them all where the sheet
    does not print it. `aliases`: damaged label -> label. `minus`: labels that their parent's total subtracts.
    `results`: labels of lines that are computed from others. `repeats`: label of a line that says again what other
    lines said -> their labels; it is proof and not loaded. `tolerance`: by how much each figure may be rounded, in base
    units.
    """

    label: Name
    code: Name | None = None
    path: Name | None = None
    top: str | None = None
    levels: tuple[OutlineLevelSpec, ...] = ()
    indent: bool = False
    stairs: tuple[Name, ...] = ()
    tree: dict[str, Any] | None = None
    aliases: dict[str, str] = Field(default_factory=dict)
    minus: tuple[str, ...] = ()
    results: tuple[str, ...] = ()
    repeats: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    tolerance: Annotated[float, Field(ge=0)] = 0

    @model_validator(mode="after")
    def _one_way(self) -> Self:
        if [bool(self.levels), self.indent, bool(self.stairs), self.tree is not None].count(True) != 1:
            raise ValueError("needs one of levels:, indent: true, stairs:, tree:")
        if self.levels and sum(level.leaf for level in self.levels) > 1:
            raise ValueError("at most one of levels: is the leaf")
        if self.top is not None and self.path is None:
            raise ValueError("top: is the beginning of path:, and there is none")
        return self


class CarriedSpec(Strict):
    """A heading row: its text in column `take` is `name` for the rows below.

    `when`: column -> pattern of its text that marks such a row.
    """

    name: Name
    take: Name
    when: dict[Name, Regex]


class WideSpec(Strict):
    """Columns that become rows: `columns` names each measure's title, `values` what is true of all of them.

    Columns whose titles give equal `{name}` parts make one row together. `map` says what a printed part means, as
    `map: {area: {Perkotaan: urban}}`; a part that is not there is refused.
    """

    columns: Annotated[dict[Name, OneOrMore], Field(min_length=1)]
    values: dict[Name, str | int | date] = Field(default_factory=dict)
    map: dict[Name, dict[str, str]] = Field(default_factory=dict)
    kind: Literal["money", "count", "number"] | None = None
    bounds: tuple[float, float] | None = None
    scale: Scale | None = None


class DeriveSpec(Strict):
    """A field that follows from a column: its word through `map`, or its beginning through `starts_with`."""

    origin: Name = Field(alias="from")
    map: dict[str, str | date] = Field(default_factory=dict)
    starts_with: dict[str, str] = Field(default_factory=dict)
    default: str | None = None

    @model_validator(mode="after")
    def _one_way(self) -> Self:
        if bool(self.map) == bool(self.starts_with):
            raise ValueError("needs either map: or starts_with:, and not both")
        return self


class PickSpec(Strict):
    """Which columns are a row's measures, by the value of field `by`. The columns of the other cases must be zero."""

    by: Name
    cases: Annotated[dict[str, dict[Name, Name]], Field(min_length=1)]


Derivations = Annotated[tuple[DeriveSpec, ...], BeforeValidator(_as_list), Field(min_length=1)]
"""One or more ways to a field; where there are several, they must agree."""


class RegionSpec(Strict):
    """The region that is named in a column, or that stands there as a code, or both, which must then agree.

    `from`: the column (or part of a title) with the name. `code`: the column with the code, of the `system` that the
    publisher uses: Kemendagri, BPS or DJPK. `uppercase`: the level of names printed in capitals (INDONESIA is the
    nation); `bare`: what a name without Kabupaten or Kota is; `kind`: the column or heading that says so, row by row;
    `within`: the column or fact with the region above, which districts and villages need.
    """

    origin: Name | None = Field(default=None, alias="from")
    code: Name | None = None
    system: CodeSystem | None = None
    levels: Annotated[tuple[RegionLevel, ...], Field(min_length=1)]
    uppercase: RegionLevel | None = None
    bare: Literal["regency", "city"] | None = None
    kind: Name | None = None
    within: Name | None = None

    @model_validator(mode="after")
    def _certain(self) -> Self:
        if self.origin is None and self.code is None:
            raise ValueError("needs from: with the column of names, code: with the column of codes, or both")
        if (self.code is None) != (self.system is None):
            raise ValueError("code: and system: (kemendagri, bps or djpk) belong together")
        if self.code is None and self.within is None and {"district", "village"} & set(self.levels):
            raise ValueError("names of districts and villages are not unique: say within: which region they are")
        return self


class PrintedUnitSpec(Strict):
    """What a printed unit means: the unit `is` that is stored, and the scale of its figures.

    Where the row has its unit from elsewhere, `is` may list all that the print can stand for.
    """

    units: OneOrMore = Field(alias="is")
    scale: Scale | None = None


class UnitSpec(Strict):
    """The unit that stands in a column (`from`) beside the figure; `known`: printed unit -> what it means.

    Sets `unit` and `unit_printed`, and brings the figure to base units. Case and spacing do not matter, "" is a blank
    cell. A unit that is not known is refused, and one that is not what the row has from elsewhere.
    """

    origin: Name = Field(alias="from")
    known: Annotated[dict[str, PrintedUnitSpec], Field(min_length=1)]


class RatioSpec(Strict):
    """A printed quotient, as proof: column `printed` must be `part` / `whole` x `times`, to its last digit."""

    printed: Name
    part: Name
    whole: Name
    times: Annotated[float, Field(gt=0)] = 100


class TotalSpec(Strict):
    """A row whose label fits is the total of `all` rows, or of the `block` since the last total or heading."""

    label: OneOrMore
    of: Literal["all", "block"] = "all"


class LayoutSpec(Strict):
    """How a table looks. The first layout whose titles are all there is the one that is read.

    `tables: many` where the header stands several times in a sheet, each with its own titles above. `personal`: titles
    of columns with names, addresses and the like, which are never read. `nulls`: words for a missing figure or text.
    `zeros`: words, or marks, that stand for 0 among figures. `leave_out`: rows whose column fits a pattern are no data,
    and counted as ignored. `min_rows`: the fewest rows that a batch of this layout must have, where that is more than
    the source expects.
    """

    name: str
    sheet: Regex | None = None
    header: HeaderSpec
    columns: dict[Name, ColumnSpec]
    ignore: tuple[str | UntitledSpec | NumberingSpec, ...] = ()
    personal: tuple[str, ...] = ()
    min_rows: Annotated[int, Field(ge=0)] = 0
    tables: Literal["one", "many"] = "one"
    leave_out: dict[Name, Regex] = Field(default_factory=dict)
    nulls: tuple[str, ...] = ("-", "–", "—")
    zeros: tuple[str, ...] = ()
    facts: dict[Name, FactSpec] = Field(default_factory=dict)
    hierarchy: HierarchySpec | None = None
    outline: OutlineSpec | None = None
    carried: tuple[CarriedSpec, ...] = ()
    wide: tuple[WideSpec, ...] = ()
    derive: dict[Name, Derivations] = Field(default_factory=dict)
    pick: PickSpec | None = None
    region: RegionSpec | None = None
    units: UnitSpec | None = None
    ratios: tuple[RatioSpec, ...] = ()
    totals: tuple[TotalSpec, ...] = ()

    @property
    def of_persons(self) -> bool:
        """Whether the table lists persons: what it says is then never shown in words."""
        return bool(self.personal) or any(column.kind == "nik" for column in self.columns.values())

    @model_validator(mode="before")
    @classmethod
    def _short_columns(cls, raw: Any) -> Any:
        # `agency_name: OPD` is short for `agency_name: {title: OPD}`.
        columns = raw.get("columns") if isinstance(raw, dict) else None
        if not isinstance(columns, dict):
            return raw
        full = {k: {"title": v} if isinstance(v, str | list) else v for k, v in columns.items()}
        return {**raw, "columns": full}


class SourceSpec(Strict):
    """One source: one YAML file. `path` is that file. In `ignore_sheets` `*` stands for any text."""

    id: Annotated[str, Field(pattern=SOURCE_ID)]
    title: str
    publisher: str
    dataset: Dataset
    path: Path
    files: FilesSpec | None = None
    crawl: CrawlSpec | None = None
    expect: ExpectSpec = Field(default_factory=ExpectSpec)
    facts: dict[Name, FactSpec] = Field(default_factory=dict)
    layouts: tuple[LayoutSpec, ...] = ()
    ignore_sheets: tuple[str, ...] = ()

    # A source that `extends` another keeps the other's places unless it names its own; each is relative to its YAML.
    _bases: dict[str, Path] = PrivateAttr(default_factory=dict)

    @model_validator(mode="after")
    def _has_what_its_dataset_needs(self) -> Self:
        if self.dataset == "news":
            if self.crawl is None or self.files is not None or self.layouts:
                raise ValueError("a news source has crawl:, and neither files: nor layouts:")
        elif not self.layouts or self.crawl is not None:
            raise ValueError("a source of workbooks has layouts:, and no crawl:")
        return self

    @property
    def spec_hash(self) -> str:
        """12 hex digits that change when anything changes but where the files are."""
        content = self.model_dump(mode="json", exclude={"path": True, "files": True, "crawl": {"sample_folder"}})
        text = json.dumps(content, sort_keys=True, ensure_ascii=False)
        return hashlib.sha256(text.encode()).hexdigest()[:12]

    def files_folder(self) -> Path:
        """The folder of the files, resolved.

        Raises:
            ValueError: the source has no files, or names an environment variable that is not set.
        """
        if self.files is None:
            raise ValueError(f"{self.id} has no files:")
        return self._resolve(self.files.folder, "files")

    def sample_folder(self) -> Path | None:
        """The folder whose pages stand in for the site, resolved; None for a real site.

        Raises:
            ValueError: it names an environment variable that is not set.
        """
        if self.crawl is None or self.crawl.sample_folder is None:
            return None
        return self._resolve(self.crawl.sample_folder, "crawl")

    def _resolve(self, text: str, key: str) -> Path:
        expanded = _ENVIRONMENT.sub(_environment, text)
        base = Path.cwd() if expanded != text else self._bases.get(key, self.path.parent)
        return (base / Path(expanded).expanduser()).resolve()


def _environment(match: re.Match[str]) -> str:
    value = os.environ.get(match["name"]) or match["default"]
    if not value:
        raise ValueError(f"the environment variable {match['name']} is not set")
    return value
