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

Dataset = Literal["budget_realisation", "program_reach", "poverty_indicator", "news"]
RegionLevel = Literal["nation", "province", "regency", "city", "district", "village"]
Kind = Literal["text", "code", "money", "count", "number", "period"]

SOURCE_ID = r"^[a-z][a-z0-9]*(_[a-z0-9]+)*__[a-z][a-z0-9]*(_[a-z0-9]+)*(__[a-z0-9]+(_[a-z0-9]+)*)?$"

_ENVIRONMENT = re.compile(r"\$\{(?P<name>[A-Za-z_][A-Za-z0-9_]*)(?::-(?P<default>[^}]*))?\}")


def _regex(pattern: str) -> str:
    try:
        re.compile(pattern)
    except re.error as fault:
        raise ValueError(f"is no regular expression: {fault}") from None
    return pattern


def _as_list(value: object) -> object:
    return value if isinstance(value, list) else [value]


Regex = Annotated[str, AfterValidator(_regex)]
OneOrMore = Annotated[tuple[str, ...], BeforeValidator(_as_list), Field(min_length=1)]
Name = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]


class Strict(BaseModel):
    """A part of a source: frozen, unknown keys forbidden."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True, strict=False)


class FilesSpec(Strict):
    """Where the files of a source are. `folder` is relative to the YAML's own folder.

    `${NAME}` and `${NAME:-default}` are taken from the environment; what they give is relative to the working
    directory. `sample` marks invented files.
    """

    folder: str
    glob: str = "*"
    sample: bool = False


class CrawlSpec(Strict):
    """Where a news outlet's pages are, and how politely to ask.

    `sample_folder` holds pages that are served on loopback in place of the site, relative to the YAML's own folder.
    """

    outlet: str
    site: Annotated[str, Field(pattern=r"^https?://[^/\s]+$")]
    start: Annotated[tuple[str, ...], Field(min_length=1)]
    article_pattern: Regex
    delay_seconds: Annotated[float, Field(ge=1)] = 1
    max_pages: Annotated[int, Field(ge=1)] = 200
    topics: tuple[str, ...] = ()
    sample_folder: str | None = None
    enabled: bool = True


class ExpectSpec(Strict):
    """What a batch must hold at least."""

    min_rows: Annotated[int, Field(ge=0)] | None = None


class FactSpec(Strict):
    """A fact outside the table: a constant `value`, or text `from` title, sheet, header, notes, file_name or folder.

    `find` says how to read it (region, year, month, period, or text as it stands), `pattern` which part of the text
    (its group, where it has one), `map` what a printed word means, `must_be` what it has to be.
    """

    value: str | int | date | None = None
    origin: Annotated[
        tuple[Literal["title", "sheet", "header", "notes", "file_name", "folder"], ...], BeforeValidator(_as_list)
    ] = Field(default=(), alias="from")
    find: Literal["text", "region", "year", "month", "period"] = "text"
    pattern: Regex | None = None
    map: dict[str, str] = Field(default_factory=dict)
    default: str | int | None = None
    must_be: str | None = None
    levels: tuple[RegionLevel, ...] = ("province", "regency", "city")

    @model_validator(mode="after")
    def _one_way(self) -> Self:
        if (self.value is None) == (not self.origin):
            raise ValueError("needs either value: or from:, and not both")
        if self.origin and self.find == "text" and self.pattern is None:
            raise ValueError("text needs a pattern: that says which part is meant")
        return self


class ColumnSpec(Strict):
    """A column, by its title. `part` counts columns that share one title, from the left, from 1.

    kind: `text`; `code` (text, never a number); `money` (at most 2 decimals); `count` (whole); `number`, whose style is
    proven by its shape or by `bounds`; `period` (gives period_start and period_end).
    """

    title: OneOrMore
    part: Annotated[int, Field(ge=1)] | None = None
    kind: Kind | None = None
    bounds: tuple[float, float] | None = None
    optional: bool = False


class HeaderSpec(Strict):
    """`find`: titles that stand together in the first header row; `rows`: how many rows the header has."""

    find: Annotated[tuple[str, ...], Field(min_length=1)]
    rows: Annotated[int, Field(ge=1, le=4)] = 1


class UntitledSpec(Strict):
    """Stray cells: columns without a title may be left out where they fill at most this `share` of the table's rows."""

    untitled: Literal[True]
    share: Annotated[float, Field(gt=0, le=0.5)]


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


class CarriedSpec(Strict):
    """A heading row: its text in column `take` is `name` for the rows below.

    `when`: column -> pattern of its text that marks such a row.
    """

    name: Name
    take: Name
    when: dict[Name, Regex]


class WideSpec(Strict):
    """Columns that become rows: `columns` names each measure's title, `values` what is true of all of them.

    Columns whose titles give equal `{name}` parts make one row together.
    """

    columns: Annotated[dict[Name, str], Field(min_length=1)]
    values: dict[Name, str | int] = Field(default_factory=dict)
    kind: Literal["money", "count", "number"] | None = None
    bounds: tuple[float, float] | None = None


class DeriveSpec(Strict):
    """A field that follows from a column: its word through `map`, or its beginning through `starts_with`."""

    origin: Name = Field(alias="from")
    map: dict[str, str] = Field(default_factory=dict)
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


class RegionSpec(Strict):
    """The region that is named in a column.

    `uppercase`: the level of names printed in capitals (INDONESIA is the nation); `bare`: what a name without Kabupaten
    or Kota is.
    """

    origin: Name = Field(alias="from")
    levels: Annotated[tuple[RegionLevel, ...], Field(min_length=1)]
    uppercase: RegionLevel | None = None
    bare: Literal["regency", "city"] | None = None


class TotalSpec(Strict):
    """A row whose label fits is the total of `all` rows, or of the `block` since the last total or heading."""

    label: OneOrMore
    of: Literal["all", "block"] = "all"


class LayoutSpec(Strict):
    """How a table looks. The first layout whose titles are all there is the one that is read."""

    name: str
    sheet: Regex | None = None
    header: HeaderSpec
    columns: dict[Name, ColumnSpec]
    ignore: tuple[str | UntitledSpec, ...] = ()
    nulls: tuple[str, ...] = ("-", "–", "—")
    facts: dict[Name, FactSpec] = Field(default_factory=dict)
    hierarchy: HierarchySpec | None = None
    carried: tuple[CarriedSpec, ...] = ()
    wide: tuple[WideSpec, ...] = ()
    derive: dict[Name, DeriveSpec] = Field(default_factory=dict)
    pick: PickSpec | None = None
    region: RegionSpec | None = None
    totals: tuple[TotalSpec, ...] = ()

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
    """One source: one YAML file. `path` is that file."""

    id: Annotated[str, Field(pattern=SOURCE_ID)]
    title: str
    publisher: str
    dataset: Dataset
    path: Path
    files: FilesSpec | None = None
    crawl: CrawlSpec | None = None
    expect: ExpectSpec = ExpectSpec()
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
