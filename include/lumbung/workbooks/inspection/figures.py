"""Columns of poverty figures: which indicator each is, of which year, area, part of the year and region.

Enters: a `Context`. Leaves: `Figure`s. A title counts only where every word of it is understood; what a column does not
say itself may stand in the title above the table, if that speaks of one indicator.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from lumbung.reference.regions import regions
from lumbung.workbooks.inspection.agencies import agencies_in
from lumbung.workbooks.inspection.columns import SeenColumn
from lumbung.workbooks.inspection.context import Context
from lumbung.workbooks.inspection.indicators import FOOD_GROUPS, INDICATORS, SPENDING, Indicator, is_asked_in
from lumbung.workbooks.inspection.places import district_named
from lumbung.workbooks.inspection.surroundings import Found, find_registry
from lumbung.workbooks.inspection.translation import indonesian
from lumbung.workbooks.inspection.vocabulary import (
    AREAS,
    FORESEEN_WORDS,
    ISLANDS,
    PERIOD_PARTS,
    POOR_HOUSEHOLDS,
    REGISTRIES,
    REGISTRY_WORDS,
    WORDS_OF_SMALL_PLACES,
)
from lumbung.workbooks.inspection.words import YEAR, Said, Unit, folded, is_region_name, key, said
from lumbung.workbooks.layout import SEPARATOR
from lumbung.workbooks.periods import MONTHS, months_in, semester_part

_TARGETS = frozenset({"target", "rpjmd", "rkpd"})
_OUTCOMES = frozenset({"realisasi", "capaian"})
_FORESEEN = FORESEEN_WORDS | {"target"}
_SUBJECTS = frozenset({"miskin", "kemiskinan", "pengangguran"})
# What titles of poverty say of figures that are none of an indicator of all people: changes, shares, groups.
_OF_OTHER_FIGURES = frozenset(
    {"penurunan", "kenaikan", "peningkatan", "perubahan", "selisih", "kontribusi", "distribusi", "sebelum", "andil"}
    | {"perempuan", "laki", "pria", "wanita", "lansia", "anak", "balita", "disabilitas", "petani", "nelayan"}
)
# What titles say of a list of the poor, and what columns count that is on it.
_WORDS_OF_DTKS = frozenset(["dtks", "data", "terpadu", "kesejahteraan", "sosial", *WORDS_OF_SMALL_PLACES])
_WHO_IS_LISTED = ({"rumahtangga"}, {"keluarga"}, {"kk"}, {"kepala", "keluarga"}, {"jiwa"})
_OF_COUNTS = frozenset({"jumlah", "total"})
_SHARES = frozenset({"persentase", "persen", "tingkat", "kinerja", "rasio", "terhadap"})
_OF_A_DAY = frozenset(["keadaan", "kondisi", "posisi", "per", "bulan", "data", "akhir", "tanggal", "tgl", "status"])
# Registries by their own names, as columns of figures may carry them side by side.
_REGISTRY_NAMES = frozenset(name for name in REGISTRIES if " " not in name)
_REGISTRY_NAME = re.compile(rf"\b(?:{'|'.join(sorted(_REGISTRY_NAMES))})\b", re.IGNORECASE)
_ONE_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


@dataclass(frozen=True)
class Figure:
    """A column of figures and what its titles say of them. `template`: its titles with years and areas as parts."""

    column: SeenColumn
    indicator: str | None
    template: str
    year: int | None
    area: str | None
    part: str | None
    unit: Unit | None
    why: str = ""
    region: str | None = None

    @property
    def meant(self) -> Indicator | None:
        """The indicator, as the vocabulary knows it."""
        return INDICATORS[self.indicator] if self.indicator else None


def indicator_column(context: Context) -> SeenColumn | None:
    """A column of labels that are indicators, one a row."""
    for column in context.columns:
        if column.kind != "text" or len(column.distinct) < 1:
            continue
        known = [text for text in column.distinct if said(text).indicators and not said(text).left]
        if known and (len(known) > 1 or column.is_a("indicator")):
            return column
    return None


def indicators_above(headings: SeenColumn) -> SeenColumn | None:
    """The headings of lines, where each of them is the name of an indicator."""
    named = [said(text) for text in headings.distinct]
    return headings if named and all(len(one.indicators) == 1 and not one.left for one in named) else None


def title_said(context: Context) -> Said | None:
    """What the titles above the table say of the indicator; the file's name where they say nothing.

    A registry counts, also where no title says so: `Penduduk Miskin DTKS`; of the extreme poor families and persons.
    """
    for origin in ("title", "sheet", "file_name"):
        found = [text for text in context.around.texts[origin] if said(text).indicators]
        if found:
            return said(found[0]) if len(found) == 1 else said(" ".join(found))
    of_the_poor = [
        said(f"Jumlah dan Persentase {text}") for text in context.around.texts["title"] if _is_of_the_poor(text)
    ]
    if of_the_poor:
        return of_the_poor[0]
    if find_registry(context.around) is not None:
        texts = context.around.texts["title"]
        counted = [said(f"Jumlah {text}") for text in texts]
        counted += [said(f"Keluarga dan Individu {text}") for text in texts if "ekstrem" in folded(text)]
        named = next((one for one in counted if one.indicators), None)
        return named or (said("Jumlah Penduduk Miskin") if lists_the_poor(context) else None)
    return None


def lists_the_poor(context: Context) -> bool:
    """Whether a table says no more than how many households and persons the list of the poor has, DTKS, and where.

    DTSEN and Regsosek list everybody. Who is `terdaftar` there, or receives something, is another thing.
    """
    texts = [text for text in context.around.texts["title"] if not agencies_in(text)]
    left = {word for text in texts for word in said(text).left}
    counts = [set(folded(c.title)) - _OF_COUNTS for c in context.numbers if not c.is_a("row_number", "sheet_id")]
    is_said = all(words in _WHO_IS_LISTED for words in counts)
    return bool(counts) and is_said and "dtks" in left and left <= _WORDS_OF_DTKS | _OF_A_DAY


def _is_of_the_poor(text: str) -> bool:
    """Whether a title says no more than whom it is about: `Penduduk Miskin menurut Kabupaten/Kota`."""
    return {"penduduk", "miskin"} == set(said(text).left) - {"persentase"}


def _without_place_and_registry(context: Context, title: Said | None) -> Said | None:
    """What the titles say, without the registry that they name, and without the wider place where rows say theirs."""
    if title is None:
        return None
    told = set(ISLANDS) if context.region_columns else set()
    if (registry := find_registry(context.around)) is not None and set(registry.split()) <= set(folded(title.text)):
        told |= REGISTRY_WORDS
    if context.village_columns:
        told |= {"kelurahan", "desa"} | _words_of_district(context)
    return replace(title, left=tuple(word for word in title.left if word not in told))


def _words_of_district(context: Context) -> set[str]:
    """The words of the district whose villages a table is of, as its title names it."""
    if not isinstance(context.region, Found):
        return set()
    district = district_named(context, str(context.region.value))
    return set(folded(district.name)) if district is not None else set()


def figures_in(context: Context, labels: SeenColumn | None) -> list[Figure]:
    """The columns of figures with what they are; columns that are nothing of poverty say `why`."""
    title = _without_place_and_registry(context, title_said(context))
    both_areas = _has_both_areas(context)
    others = _others_said(context)
    columns = [column for column in context.numbers if not column.is_a("row_number", "sheet_id")]
    by_registry = labels is None and _are_of_registries(context, columns)
    found = []
    for column in columns:
        figure = _figure(context, column, title, labels is not None, both_areas, by_registry)
        if others and not figure.why and (figure.indicator or labels is not None) and not _says_outcome(column):
            figure = replace(figure, why=f"the title also says: {', '.join(others)}")
        found.append(figure)
    return _told_apart(found) if by_registry else found


def _are_of_registries(context: Context, columns: Sequence[SeenColumn]) -> bool:
    """Whether each column of figures says by name which one of the registries it is from that the title names.

    Beside a column that names none, it may be of a survey.
    """
    named = [_REGISTRY_NAMES & set(folded(column.title)) for column in columns]
    title = set(folded(context.around.title))
    return bool(named) and all(len(names) == 1 and names <= title for names in named)


def _without_registry(text: str) -> str:
    """A title of a column without the registry that it names; '' where it says nothing else."""
    words = set(folded(text))
    is_name = bool(words & _REGISTRY_NAMES) and words <= REGISTRY_WORDS | {"data"}
    return "" if is_name else " ".join(_REGISTRY_NAME.sub(" ", text).split())


def _told_apart(figures: Sequence[Figure]) -> list[Figure]:
    """The columns of registries; those that are the same figure by two of them belong into no one series."""
    keys = [(f.indicator, f.year, f.area, f.part, f.region) if f.indicator else None for f in figures]
    return [
        replace(figure, indicator=None, why="another registry counts the same beside it")
        if one is not None and keys.count(one) > 1
        else figure
        for figure, one in zip(figures, keys, strict=True)
    ]


def _others_said(context: Context) -> list[str]:
    """Words above the table by which figures are no estimates of an indicator as such: a target, a change, a group."""
    texts = context.around.texts
    named = [text for text in texts["title"] if said(text).indicators or set(folded(text)) & _SUBJECTS]
    named += [text for text in texts["title"] if text.startswith("(")]  # what only the English title says
    words = [word for text in named for word in folded(text) if word in _OF_OTHER_FIGURES]
    places = [*texts["title"], *texts["sheet"], *(text.replace("_", " ") for text in texts["file_name"])]
    words += [word for text in places for word in folded(text) if word in _FORESEEN]
    return list(dict.fromkeys(words))


def _says_outcome(column: SeenColumn) -> bool:
    """Whether a column says that its figures came about: `Realisasi 2023` below a title of targets."""
    return bool(_OUTCOMES & set(folded(column.title)))


def _has_both_areas(context: Context) -> bool:
    parts = {key(part) for column in context.columns for part in column.path}
    return {"perkotaan", "perdesaan"} <= parts or {"kota", "desa"} <= parts


def area_of(part: str, both: bool) -> str | None:
    """The area that a text is the name of; `both`: whether areas of both kinds stand side by side."""
    stated = said(part).area
    if stated and not said(part).left and not said(part).indicators:
        return stated
    return AREAS.get(key(part)) if both else None


def part_of(part: str) -> str | None:
    """The part of the year that a text is the name of."""
    return PERIOD_PARTS.get(" ".join(word for word in folded(part) if not YEAR.fullmatch(word)))


def month_part(text: str) -> str | None:
    """The part of the year of a title that only says the month of figures: `Keadaan April 2023`, `per 30 Juni 2023`."""
    words = [word for word in folded(text) if word not in _OF_A_DAY and not word.isdecimal()]
    return semester_part(str(MONTHS[words[0]])) if len(words) == 1 and words[0] in MONTHS else None


def _figure(
    context: Context, column: SeenColumn, title: Said | None, labelled: bool, both: bool, by_registry: bool
) -> Figure:
    year: int | None = None
    area: str | None = None
    part: str | None = None
    template: list[str] = []
    rest: list[str] = []
    region: str | None = None
    registry = find_registry(context.around)
    for text in column.path:
        if (code := _region_of(text)) is not None and not context.region_columns:
            region = code
            template.append(text)
            continue
        years = list(dict.fromkeys(_ONE_YEAR.findall(text)))
        shown = text
        if len(years) == 1:
            if year is not None and year != int(years[0]):
                return _unknown(column, "its titles say two years")
            # A year that stands twice in a path is kept once, or its parts would have one name.
            shown = _ONE_YEAR.sub("{period_year}", text, count=1) if year is None else text
            year = int(years[0])
        if (found := area_of(text, both)) is not None:
            area = found
            template.append("{area}")
            continue
        if registry and "semester" in folded(text) and not months_in(text):
            return _unknown(column, "a half year of a registry is no part of the survey's year")
        if (stated := part_of(text)) is not None:
            part = stated
            template.append("{period_part}" if not years else shown)
            continue
        if (month := month_part(text)) is not None:
            part = month
            template.append(shown)
            continue
        part = part or said(text).part
        area = area or said(text).area
        template.append(shown)
        rest.append(indonesian(_ONE_YEAR.sub(" ", text)))
    if by_registry and said(" ".join(map(_without_registry, rest))).indicators:
        rest = [left for text in rest if (left := _without_registry(text))]
    plain = Figure(column, None, SEPARATOR.join(template), year, area, part, column.unit, region=region)
    if labelled:
        understood = said(" ".join(rest))
        leftover = [w for w in understood.left if w not in ("jumlah", "persentase")]
        if (aim := _beside_target(context, column)) is not None:
            return replace(plain, why=aim)
        return replace(plain, why="" if not leftover else f"{', '.join(leftover)} is not understood")
    if title is None and _is_rate_of_poverty(context, rest):
        rest.append("kemiskinan")
    named = _named(plain, rest, title)
    if named.indicator and part and not registry and not is_asked_in(named.indicator, part):
        return _unknown(column, "the survey does not ask in that month")
    return named


def _beside_target(context: Context, column: SeenColumn) -> str | None:
    """What a column is where targets stand beside what came of them; None where its titles say something else."""
    words = _words_of_measure(column)
    others = [_words_of_measure(other) for other in context.numbers]
    if not any(one and one <= _TARGETS for one in others) or {"realisasi"} not in others:
        return None
    if words and words <= _TARGETS:
        return "a target"
    if words & (_OUTCOMES | _SHARES) and words <= _OUTCOMES | _SHARES | _TARGETS and words != {"realisasi"}:
        return "a percentage of the target"
    return "what came of a target" if words == {"realisasi"} else None


def _words_of_measure(column: SeenColumn) -> set[str]:
    return {word for word in folded(column.title) if not word.isdecimal() and word != "tahun"}


def _is_rate_of_poverty(context: Context, rest: Sequence[str]) -> bool:
    """Whether titles say only `Persentase`, below a title that speaks of poverty and of nothing else."""
    own = said(" ".join(rest))
    says_rate = own.unit == Unit("persen") or "persentase" in own.left
    if own.indicators or not says_rate or set(own.left) - {"persentase"}:
        return False
    return any(said(text).left == ("kemiskinan",) for text in context.around.texts["title"])


def _region_of(text: str) -> str | None:
    """The region that a title is the name of, where it is no other's name as well."""
    if not is_region_name(text) or area_of(text, False):
        return None
    found = regions().resolve(text, levels={"nation", "province", "regency", "city"})
    return found.region.code if found.region is not None else None


def _unknown(column: SeenColumn, why: str) -> Figure:
    return Figure(column, None, column.title, None, None, None, None, why)


def _named(figure: Figure, rest: Sequence[str], title: Said | None) -> Figure:
    """The figure with its indicator, by its own titles, else by them and the title above the table."""
    own = said(" ".join(rest))
    if len(own.indicators) > 1 and (lowest := _lowest(rest)) is not None:
        own = lowest
    elif len(own.indicators) > 1 and len(rest) > 1:
        own = said(f"{rest[-1]} {_subject(' '.join(rest[:-1]))}")
    if len(own.indicators) == 1:
        if own.left:
            return replace(figure, why=f"its title also says: {', '.join(own.left)}", indicator=None)
        return replace(figure, indicator=own.indicators[0], unit=own.unit or figure.unit)
    if len(own.indicators) > 1:
        return replace(figure, why="its title names several indicators")
    if title is None:
        return replace(figure, why="")
    spending = SPENDING & set(title.indicators)
    words = set(own.left) - {"jumlah", "persentase", "nilai", "total"} - (FOOD_GROUPS if spending else set())
    if words:
        return replace(figure, why="")
    if title.left:
        return replace(figure, why=f"the title also says: {', '.join(title.left)}")
    households = bool(set(folded(" ".join(rest))) & POOR_HOUSEHOLDS)
    if households and set(title.indicators) == {"extreme_poor_persons"} and not title.left:
        # A registry of the extreme poor counts families beside persons.
        return _named(figure, [" ".join([*rest, "jumlah miskin ekstrem"])], None)
    if len(title.indicators) == 1 and not own.left and not (households and title.indicators == ("poor_persons",)):
        return replace(figure, indicator=title.indicators[0], unit=figure.unit or title.unit)
    # `KK` and `Jiwa` below `Penduduk Miskin`: of both, how many are poor.
    named = {*title.indicators, "poor_households"} if "poor_persons" in title.indicators else set(title.indicators)
    named |= SPENDING if spending else set()
    combined = said(f"{' '.join(rest)} {'miskin' if households and named > {'poor_persons'} else _subject(title.text)}")
    if len(combined.indicators) == 1 and not combined.left and combined.indicators[0] in named:
        return replace(figure, indicator=combined.indicators[0], unit=figure.unit or _unit_for(combined, title))
    return replace(figure, why="which of the title's indicators it is, is not said")


def _lowest(rest: Sequence[str]) -> Said | None:
    """What the lowest title says that names one indicator by itself, where all titles of the path are understood."""
    told = [said(text) for text in rest if text.strip()]
    is_understood = bool(told) and len(told[-1].indicators) == 1 and not any(one.left for one in told)
    return told[-1] if is_understood else None


def _subject(text: str) -> str:
    """What a title speaks of, without how it is measured."""
    words = set(folded(text))
    if {"pengeluaran", "kapita"} <= words and "disesuaikan" not in words:
        return "pengeluaran per kapita"
    if "pengangguran" in words:
        return "pengangguran terbuka"
    if "ekstrem" in words:
        return "penduduk miskin ekstrem" if "penduduk" in words else "miskin ekstrem"
    if "kemiskinan" in words and not {"penduduk", "miskin"} <= words:
        return "kemiskinan"
    return "penduduk miskin" if {"penduduk", "miskin"} <= words else "miskin" if "miskin" in words else ""


def _unit_for(combined: Said, title: Said) -> Unit | None:
    indicator = INDICATORS[combined.indicators[0]]
    return title.unit if title.unit is not None and title.unit.unit == indicator.unit else None
