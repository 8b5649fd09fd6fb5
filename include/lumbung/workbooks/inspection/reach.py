"""A table of what programmes reached -> its part of a YAML.

Enters: a `Context`. Leaves: a `Layout` of dataset program_reach, or None. What a figure counts, in which unit and when
must stand somewhere; who is counted (recipient, participant, item ...) follows from words that stand in the vocabulary.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from lumbung.workbooks.errors import printable
from lumbung.workbooks.inspection.amounts import scale_of
from lumbung.workbooks.inspection.builder import Builder
from lumbung.workbooks.inspection.columns import SeenColumn
from lumbung.workbooks.inspection.contents import programme_column
from lumbung.workbooks.inspection.context import Context, Expected, Layout
from lumbung.workbooks.inspection.draft import ABOUT_COLUMNS, ABOUT_FIGURES, ABOUT_STYLE, Ask, Remark
from lumbung.workbooks.inspection.places import Places, find_places
from lumbung.workbooks.inspection.programmes import programme_fact, programmes_in
from lumbung.workbooks.inspection.rows import ratio_of
from lumbung.workbooks.inspection.surroundings import (
    Found,
    Unclear,
    find_funds,
    find_period,
    find_registry,
    find_year,
    part_of_year,
)
from lumbung.workbooks.inspection.vocabulary import (
    BESIDE_GRADUATES,
    BESIDE_PLACED,
    COUNTED,
    COUNTED_FURTHER,
    COUNTING_WORDS,
    DIMENSIONS,
    DONE_WORDS,
    DURATION_TITLE_WORDS,
    DURATION_WORDS,
    ENROLLED_WORDS,
    FINISHED_WORDS,
    GRADUATE_WORDS,
    JOB_FAIRS,
    JOB_SEEKERS,
    MEASURE_OF_UNIT,
    MEASURE_WORDS,
    PERSONS,
    PLACED_WORDS,
    RECEIVING_WORDS,
    SEXES,
    SPEAKING_UNITS,
    THINGS,
    UNITS_IN_TITLES,
)
from lumbung.workbooks.inspection.words import counted_in, folded, is_region_name, key, states_unit, unit_in
from lumbung.workbooks.layout import SEPARATOR
from lumbung.workbooks.periods import MONTHS, Period, parse_period, years_in

_BRACKETS = re.compile(r"\(([^()]*)\)")
_POSITION = re.compile(r"\b(?:per|posisi|keadaan|kondisi)\s+(?:tanggal\s+|tgl\.?\s+)?\d{1,2}\b", re.IGNORECASE)
_SAID_UNIT = re.compile(r"(?:\bsatuan\s*:?|\(dalam)\s+([A-Za-z]+(?:\s+[A-Za-z]+)?)", re.IGNORECASE)
_SUBJECT_END = re.compile(
    r"\s+(?:menurut|per|di|pada|berdasarkan|kabupaten|kab\.|kota|provinsi|kecamatan|tahun|dinas|(?:19|20)\d\d)(?=[\s.,]|$)|[,:(]",
    re.IGNORECASE,
)
_PASSED = re.compile(
    r"\b(?:peserta|siswa|orang) (?:(?!dan |serta )[a-z]+ ){0,5}(?:yang |telah |dinyatakan )lulus |"
    r" lulusan (?!(?:sd|smp|sma|smk|slta|sltp|s1|sarjana|diploma|perguruan|universitas|sekolah)\b)"
)
_FOUND_WORK = re.compile(
    r" (?:pencari kerja|tenaga kerja|pencaker|pelamar|peserta|lulusan|orang) (?:(?!dan |serta )[a-z]+ ){0,4}"
    r"(?:diterima (?:be)?kerja|terserap|tertempatkan) "
    r"| (?:pencari kerja|tenaga kerja|pencaker|pelamar) (?:(?!dan |serta )[a-z]+ ){0,3}ditempatkan "
)
_OF_COURSES = ("participant", "trained", "graduate")
_MONEY = ("rupiah", "rupiah_per_kapita_bulan")
_MONEY_WORDS = frozenset({"anggaran", "belanja", "pagu", "apbd", "rp", "keuangan"})
_MONTH_NAMES = {number: name for name, number in reversed(MONTHS.items())}
# Groups that receive or take part: `Kelompok Usaha Bersama`; a `Kelompok Umur` divides figures.
_GROUPS_OF_PEOPLE = re.compile(
    r"\bkelompok (?:usaha|tani|ternak|nelayan|wanita|perempuan|masyarakat|swadaya|sasaran|pengolah)\b"
)
# What a column of figures may count that is no reach: how many villages or inhabitants a district has.
_DESCRIBE = frozenset({"kelurahan", "desa", "kecamatan", "penduduk", "rt", "rw", "dusun", "luas", "wilayah"})


@dataclass(frozen=True)
class Group:
    """Columns of one programme: what was to be reached and what was. `name`: their common titles, '' for a table's.

    Where the columns are no programmes: `noun` is what each of them counts, `period` when; `graduates` whether they
    count who finished, or who took part beside those. `measure`: what it counts, where no noun says it.
    """

    name: str
    target: SeenColumn | None
    reached: SeenColumn | None
    noun: str | None = None
    period: Period | None = None
    graduates: bool | None = None
    measure: str | None = None

    @property
    def columns(self) -> list[tuple[str, SeenColumn]]:
        """Field -> column."""
        pairs = (("target_count", self.target), ("reached_count", self.reached))
        return [(name, column) for name, column in pairs if column is not None]

    @property
    def is_programme(self) -> bool:
        """Whether its name is a programme's."""
        return bool(self.name) and self.noun is None and self.period is None and self.graduates is None


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
    speaks = words & {"penerima", "peserta", "sasaran", "target", "tersalur", "penyaluran"}
    if not counts or not (speaks or _measure_of_words(context.around.title)):
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
    counts = [column for column in _counts(context) if _whole_of(context, column) is None and not _is_duration(column)]
    graduates = [column for column in counts if _is_of_graduates(column)]
    others = _groups_of(context, [column for column in counts if column not in graduates])
    if len(graduates) == len(others) == 1 and not others[0].name:
        took_part = others[0].reached or others[0].target
        name = took_part.title if took_part is not None else ""
        return [
            replace(others[0], name=name, graduates=False),
            Group(graduates[0].title, None, graduates[0], graduates=True),
        ]
    return _groups_of(context, counts)


def _groups_of(context: Context, counts: Sequence[SeenColumn]) -> list[Group]:
    targets = [column for column in counts if column.is_a("target")]
    reached = [column for column in counts if column.is_a("reached") and not column.is_a("target")]
    reached += _done_beside(context, targets, reached, counts)
    if not targets and len(reached) == 1 and (allotted := _allotted(context, reached[0], counts)) is not None:
        targets = [allotted]
    elif not targets and reached:
        targets = _allotments(context, reached)
    if not targets and _has_amounts(context):
        # Beside budgets, `Realisasi` is an amount unless it says what it counts.
        reached = [column for column in reached if _unit_of_title(column) or "penerima" in folded(column.title)]
    if len(targets) == 1 and len(reached) > 1:
        reached = _without_ratios(context, targets[0], reached)
    if len(targets) == 1 and not reached and (done := _done_of(context, targets[0], counts)) is not None:
        return [Group("", targets[0], done)]
    of_fairs = _columns_of_fairs(context, counts)
    nouns = _columns_of_nouns(counts) if not targets else []
    if nouns and all(c in nouns or c.at in of_fairs for c in reached):
        nouns = [column for column in counts if column in nouns or column.at in of_fairs]
        if len(nouns) == 1:
            return [Group("", None, nouns[0])]
        return [
            Group(c.title, None, c, noun=counted_in(c.path[-1]) or "orang", measure=of_fairs.get(c.at)) for c in nouns
        ]
    if len(targets) <= 1 and len(reached) <= 1 and (targets or reached):
        if not targets and not _counts_people(context, reached[0]):
            return []
        return [Group("", targets[0] if targets else None, reached[0] if reached else None)]
    if targets or reached:
        return _pairs(context, targets, reached)
    return (
        _columns_of_periods(context, counts) or _columns_of_programmes(context, counts) or _only_count(context, counts)
    )


def _done_of(context: Context, target: SeenColumn, counts: Sequence[SeenColumn]) -> SeenColumn | None:
    """The column of what was done of a target: what is left stands beside it (`Belum Selesai`), and they add up."""
    whole, _ = context.figures(target, kind="count")
    others = [column for column in counts if column.at != target.at]
    left = [column for column in others if is_left(column)]
    done = [column for column in others if column not in left and column.path[:-1] == target.path[:-1]]
    if len(left) != 1 or not whole:
        return None
    rest, _ = context.figures(left[0], kind="count")
    for column in done:
        figures, _ = context.figures(column, kind="count")
        rows = zip(figures, rest, whole, strict=False)
        if figures and rest and all((a or 0) + (b or 0) == (c or 0) for a, b, c in rows):
            return column
    return None


def _allotted(context: Context, reached: SeenColumn, counts: Sequence[SeenColumn]) -> SeenColumn | None:
    """The column of what was allotted, where what reached people and what is left (`Belum Tersalur`) add up to it."""
    part, _ = context.figures(reached, kind="count")
    others = [column for column in counts if column.at != reached.at and column.path[:-1] == reached.path[:-1]]
    left = [column for column in others if is_left(column)]
    if len(left) != 1 or is_left(reached):
        return None
    rest, _ = context.figures(left[0], kind="count")
    for column in others:
        whole, _ = context.figures(column, kind="count")
        rows = zip(part, rest, whole, strict=False)
        if column not in left and part and rest and whole and all((a or 0) + (b or 0) == (c or 0) for a, b, c in rows):
            return column
    return None


def _allotments(context: Context, reached: Sequence[SeenColumn]) -> list[SeenColumn]:
    """The columns `Alokasi` or `Kuota` that stand one beside each column of what reached people.

    Titles must say in what both are counted, and none may speak of money.
    """
    texts = [*context.around.texts["title"], *context.around.texts["notes"]]
    if set(folded(" ".join(texts))) & _MONEY_WORDS:
        return []
    is_said = any(unit for text in texts for unit in (*_bracketed(text), *_unit_said(text)))
    found = []
    for column in reached:
        beside = [
            c for c in context.numbers if c.path[:-1] == column.path[:-1] and c not in reached and _is_allotment(c)
        ]
        if len(beside) != 1 or not (is_said or _unit_of_title(column)):
            return []
        found += beside
    return found if len({column.at for column in found}) == len(found) else []


def _is_allotment(column: SeenColumn) -> bool:
    words = {word for word in folded(column.path[-1] if column.path else "") if word not in COUNTED}
    return bool(words & {"alokasi", "kuota"}) and words <= {"alokasi", "kuota"} | COUNTING_WORDS


def _done_beside(
    context: Context, targets: Sequence[SeenColumn], reached: Sequence[SeenColumn], counts: Sequence[SeenColumn]
) -> list[SeenColumn]:
    """The columns of what was done of targets, where each target has one beside it and no other of what it reached."""
    found = []
    for target in targets:
        beside = [c for c in counts if c.path[:-1] == target.path[:-1] and c.at != target.at]
        done = [column for column in beside if _is_done(context, column)]
        if len(done) != 1 or any(column in reached for column in beside):
            return []
        found += done
    return found


def _is_done(context: Context, column: SeenColumn) -> bool:
    """Whether a column counts what was done: `Selesai`, `Sudah Dibangun`; who finished a course is no such count."""
    if not column.path:
        return False
    words = {word for word in folded(_BRACKETS.sub(" ", column.path[-1])) if word not in COUNTED}
    words -= {*COUNTING_WORDS, *COUNTED_FURTHER}
    if words & FINISHED_WORDS and _measure_of_words(f"{context.around.title} {column.title}") in _OF_COURSES:
        return False
    return bool(words) and words <= DONE_WORDS


def is_left(column: SeenColumn) -> bool:
    """Whether a column counts what is not done yet: `Belum Selesai`, `Sisa`."""
    return column.is_a("remaining") or bool(set(folded(column.path[-1] if column.path else "")) & {"belum", "sisa"})


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


def _has_amounts(context: Context, but: Sequence[SeenColumn] = ()) -> bool:
    """Whether a column speaks of a budget. `but`: columns that are known to count people."""
    columns = [column for column in context.numbers if column not in but]
    return any(column.is_a("budget") or {"anggaran", "pagu"} & set(folded(column.title)) for column in columns)


def _counts_people(context: Context, column: SeenColumn) -> bool:
    """Whether a column without a target beside it counts: by a unit, or by who is counted."""
    return (
        _unit_of_title(column) is not None
        or context.with_role("unit", kinds=("text",)) is not None
        or "penerima" in folded(column.title)
    )


def _pairs(context: Context, targets: Sequence[SeenColumn], reached: Sequence[SeenColumn]) -> list[Group]:
    """Target and reached of each programme, or of each year or month, side by side."""
    year = _year_of(context)
    found: dict[str, dict[str, SeenColumn]] = {}
    for name, columns in (("target", targets), ("reached", reached)):
        for column in columns:
            years = {str(one) for one in years_in(column.path[-1])}
            group = SEPARATOR.join(column.path[:-1]) or (years.pop() if len(years) == 1 else "")
            if not group or name in found.setdefault(group, {}):
                return []
            found[group][name] = column
    periods = {group: parse_period(_BRACKETS.sub("", group.rpartition(SEPARATOR)[2]), year=year) for group in found}
    counted = any(_counts_people(context, column) for column in reached) or unit_above(context) is not None
    is_money = bool(set(folded(context.around.title)) & _MONEY_WORDS) or not (targets or counted)
    if any(periods.values()) and (is_money or not all(periods.values())):
        return []
    groups = [Group(name, one.get("target"), one.get("reached"), period=periods[name]) for name, one in found.items()]
    return [] if any(_is_no_programme(group) for group in groups) else groups


def _is_no_programme(group: Group) -> bool:
    """Whether the common title of some columns divides figures in another way than by programme."""
    last = group.name.rpartition(SEPARATOR)[2]
    words = " ".join(folded(_BRACKETS.sub(lambda found: "" if counted_in(found[0]) else found[0], last)))
    divides = key(last) in SEXES or bool(set(_GROUPS_OF_PEOPLE.sub(" ", words).split()) & DIMENSIONS)
    return group.period is None and (divides or is_region_name(last) or bool(years_in(last)))


def _year_of(context: Context) -> int | None:
    found = find_year(context.around)
    return int(str(found.value)) if isinstance(found, Found) else None


def _columns_of_programmes(context: Context, counts: Sequence[SeenColumn]) -> list[Group]:
    """A column a programme: PKH (KPM), BPNT (KPM), where the title says that recipients are counted."""
    named = [column for column in counts if programmes_in(column.title) and not column.is_a("total")]
    words = set(folded(context.around.title)) | {word for column in counts for word in folded(column.title)}
    speaks = words & {"penerima", "realisasi", "capaian", "tersalur", "penyaluran"} or unit_above(context) is not None
    speaks = speaks or all(_unit_of_title(column) for column in named)
    if not named or not speaks:
        return []
    return [Group(column.title, None, column) for column in named]


def _columns_of_nouns(counts: Sequence[SeenColumn]) -> list[SeenColumn]:
    """Columns that say by their noun what was counted: `Jumlah Lowongan`, `Jumlah Perusahaan` beside it."""
    nouns = [column for column in counts if counted_in(column.path[-1] if column.path else "") in MEASURE_OF_UNIT]
    return nouns if any(counted_in(column.path[-1]) in SPEAKING_UNITS for column in nouns) else []


def _columns_of_fairs(context: Context, counts: Sequence[SeenColumn]) -> dict[int, str]:
    """Columns of who came to job fairs and of who found work there, where titles or all lines speak of such fairs."""
    activity = context.with_role("activity", kinds=("text",))
    texts = [context.around.title, context.file_name.replace("_", " ")]
    lines = [text for n, text in enumerate(activity.texts) if n not in context.total_positions] if activity else []
    if not any(map(_speaks_of_fairs, texts)) and not (lines and all(map(_speaks_of_fairs, lines))):
        return {}
    found = {}
    for column in counts:
        words = [word for word in folded(column.path[-1] if column.path else "") if word not in COUNTING_WORDS]
        if set(words) & PLACED_WORDS and set(words) <= PLACED_WORDS | BESIDE_PLACED:
            found[column.at] = "placed"
        elif set(words) & JOB_SEEKERS and set(words) <= JOB_SEEKERS | ENROLLED_WORDS:
            found[column.at] = "participant"
    several = [at for at, measure in found.items() if measure == "participant"]
    return found if len(several) <= 1 else {at: measure for at, measure in found.items() if at not in several}


def _speaks_of_fairs(text: str) -> bool:
    joined = f" {' '.join(folded(text))} "
    return any(f" {name} " in joined for name in JOB_FAIRS)


def _columns_of_periods(context: Context, counts: Sequence[SeenColumn]) -> list[Group]:
    """A column a year or a month, where the titles say that recipients are counted, and in what."""
    year = _year_of(context)
    periods = {column.at: parse_period(column.path[-1], year=year) for column in counts if column.path}
    named = [column for column in counts if periods.get(column.at) is not None]
    text = " ".join([context.around.title, *(column.title for column in named)])
    words = set(folded(text))
    speaks = words & {"penerima", "peserta"} or programmes_in(text) or _measure_of_words(text)
    if len(named) < 2 or words & _MONEY_WORDS or not speaks or find_registry(context.around):
        return []
    has_units = context.with_role("unit", kinds=("text",)) is not None or unit_above(context) is not None
    if any(_unit_of_title(column) is None for column in named) and not has_units:
        return []
    return [Group(column.title, None, column, period=periods[column.at]) for column in named]


def _only_count(context: Context, counts: Sequence[SeenColumn]) -> list[Group]:
    """The only column that says what it counts (`Jumlah KPM`), where titles say who is counted in it."""
    speaking = [column for column in counts if not _is_of_the_place(column)]
    named = [column for column in speaking if column.path and _unit_of_title(column) in COUNTED]
    if not named and len(speaking) == 1 and speaking[0].is_a("total") and unit_above(context) is not None:
        named = speaking  # `Jumlah` alone: of what, the title says
    if len(named) != 1 or find_registry(context.around):
        return []
    title = f"{context.around.title} {named[0].title}"
    words = set(folded(title)) | set(folded(context.file_name.replace("_", " ")))
    if counted_in(named[0].path[-1]) == "kpm" and context.with_role("program", kinds=("text",)):
        return [Group("", None, named[0])]  # only programmes have KPM
    if counted_in(named[0].path[-1]) in UNITS_IN_TITLES and words & {"penerima", "penyaluran", "tersalur"}:
        return [Group("", None, named[0])]
    return [Group("", None, named[0])] if _measure_of_words(title) and named[0].kind == "number" else []


def _is_of_the_place(column: SeenColumn) -> bool:
    """Whether a column counts what a place has: its villages, its inhabitants."""
    words = set(folded(column.title))
    return bool(words & _DESCRIBE) and words <= _DESCRIBE | {
        "jumlah",
        "no",
        "banyaknya",
        "total",
        "dan",
        "jiwa",
        "orang",
    }


def _is_of_graduates(column: SeenColumn) -> bool:
    """Whether a column counts who finished something: `Lulus (orang)`, `Jumlah Lulusan`, `Peserta yang Lulus`."""
    words = folded(_BRACKETS.sub(" ", column.path[-1])) if column.path else []
    left = {w for w in words if w not in COUNTED and w not in COUNTING_WORDS and w not in BESIDE_GRADUATES}
    return bool(left) and left <= GRADUATE_WORDS


def _is_duration(column: SeenColumn) -> bool:
    """Whether a column says how long something takes: `Lama (JP)`."""
    words = set(folded(column.path[-1])) if column.path else set()
    return bool(words & DURATION_WORDS) and words <= DURATION_TITLE_WORDS


def _whole_of(context: Context, column: SeenColumn) -> SeenColumn | None:
    """The column of all persons beside one of men or women, where the two add up to it in every row."""
    if not column.path or not _is_of_a_sex(column):
        return None
    same = [c for c in context.numbers if c.path[:-1] == column.path[:-1]]
    parts = [c for c in same if _is_of_a_sex(c)]
    if len(parts) != 2:
        return None
    first, second = (context.figures(part, kind="count")[0] for part in parts)
    for other in same:
        figures = context.figures(other, kind="count")[0]
        if other not in parts and figures and first and second:
            rows = zip(first, second, figures, strict=True)
            if all((a or 0) + (b or 0) == (whole or 0) for a, b, whole in rows):
                return other
    return None


def _is_of_a_sex(column: SeenColumn) -> bool:
    """Whether a column counts men or women: `Laki-laki`, `Peserta L`."""
    words = [word for word in key(column.path[-1]).split() if word not in COUNTING_WORDS and word not in COUNTED]
    return " ".join(words) in SEXES


def _unit_of_title(column: SeenColumn) -> str | None:
    """What a column counts, by its titles from the lowest up; a word of the vocabulary."""
    return next((unit for text in reversed(column.path) if (unit := counted_in(text)) is not None), None)


def unit_above(context: Context) -> str | None:
    """What the title above the table says that is counted: in brackets, or by a word that is always a unit."""
    texts = context.around.texts["title"]
    found = {word for text in texts for word in [*_bracketed(text), *_unit_said(text)]}
    found |= {unit for text in context.around.texts["notes"] for unit in _unit_said(text)}
    found |= {unit for text in texts if (unit := counted_in(_SUBJECT_END.split(text)[0]))}
    found.discard("")
    if not found:
        found = {word for text in texts for word in folded(text) if word in UNITS_IN_TITLES}
    # `Keluarga Penerima Manfaat (KPM)` says one unit in two words.
    return min(found, key=len) if len({COUNTED[word] for word in found}) == 1 else None


class _Proposal(Builder):
    """Puts a table of programme reach together, key by key."""

    def __init__(self, context: Context, groups: Sequence[Group]) -> None:
        context.take_whole_region_as_total("count")
        super().__init__(context, "program_reach")
        self.groups = groups
        self.starts: list[date | None] = []
        self.units: list[str | None] = []
        self.measures: list[str | None] = []

    @property
    def is_wide(self) -> bool:
        """Whether each programme, noun or period has columns of its own."""
        return any(group.name for group in self.groups)

    @property
    def by_period(self) -> bool:
        """Whether each year or month has columns of its own."""
        return any(group.period for group in self.groups)

    @property
    def names_programmes(self) -> bool:
        """Whether the columns are programmes."""
        return any(group.is_programme for group in self.groups)

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
        aim = self.context.with_role("target", kinds=("text",))
        if "indicator" not in self.columns and aim is not None:
            self.take("indicator", aim)  # `Sasaran` in words: who is to be reached
        self.say_funding()
        left = [column for column in self.context.company_columns if column.letters not in self.fields]
        if "activity_name" not in self.columns and len(left) == 1:
            self.take("activity_name", left[0])
        self.take_label()
        self.take_role("printed_unit", "unit")
        funds = find_funds(self.context.around)
        if "funding_source" not in self.columns and len(funds) == 1:
            self.result.facts["funding_source"] = Remark({"value": funds[0]}, "title or notes say it")
        if "registry" not in self.columns and (named_as := find_registry(self.context.around)) is not None:
            self.result.facts["registry"] = Remark({"value": named_as.upper()}, "title, notes or file name say it")

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
                if not why:
                    self.values[column.at] = figures

    def _may_be_money(self, column: SeenColumn) -> bool:
        """Whether `Realisasi` stands beside both a target and a budget, and does not say whose it is."""
        targets = [group.target for group in self.groups if group.target is not None]
        if not _has_amounts(self.context, targets) or _unit_of_title(column) is not None or len(column.path) > 1:
            return False
        if {"penerima", "peserta", "fisik", "kinerja", "capaian", "output"} & set(folded(column.title)):
            return False
        others = [c for c in self.context.numbers if c.at != column.at and "realisasi" in folded(c.title)]
        return not any({"anggaran", "keuangan", "rp"} & set(folded(c.title)) for c in others)

    def _say_programme(self) -> None:
        if self.names_programmes or "program_name" in {*self.columns, *self.names_above()}:
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
            self.take("period", dates, kind="period")
            periods = [parse_period(text) for text in dates.texts]
            self.starts = [period.start if period else None for period in periods]
            return
        found = find_period(context.around)
        part = part_of_year(context.around, found)
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
        return bool(left) and all(map(parse_period, self.context.said_in(column)))

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
            if "triwulan" in folded(column.title) and re.fullmatch("I{1,3}|IV|[1-4]", name or ""):
                name = f"Triwulan {name}"
            period = parse_period(name or "", year=year)
            if period is None:
                return None
            found[text] = period
        return found

    def _say_parts_of_the_year(self, column: SeenColumn) -> bool:
        """Put in months or quarters of the one year that the file speaks of; tied to that year."""
        found = find_year(self.context.around)
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
        periods: list[Period | None] = []
        for text, year in zip(column.texts, years.texts, strict=True):
            is_number = column.kind == "month" and text.isdecimal()
            name = _MONTH_NAMES.get(int(text), "") if is_number else text
            periods.append(parse_period(name, year=int(year)) if year.isdecimal() else None)
        if not all(periods[n] for n in self.rows()):
            return False
        self.take("year", years)
        self.take("period", column, kind="period", in_year="year")
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
        if self.is_wide and not self.by_period:
            self.units = [None] * lines
            return
        units = {unit for group in self.groups for _, c in group.columns if (unit := _unit_of_title(c))}
        if not units and (above := unit_above(self.context)) is not None:
            units = {above}
        if len({COUNTED[unit] for unit in units}) == 1:
            unit = COUNTED[units.pop()]
            self.result.facts["beneficiary_unit"] = {"value": unit}
            self.units = [unit] * lines
        else:
            self.result.facts["beneficiary_unit"] = Ask(
                "in what are these figures counted? No column or title says it", "{value: orang}"
            )
            self.units = [None] * lines

    def _ask_about_scale(self) -> None:
        """Ask where a note or a name says thousands of those counted; titles that say so are asked about in reading."""
        texts = self.context.around.texts
        for text in (*texts["notes"], *texts["sheet"]):
            scale, unit = scale_of(text), unit_in(text)
            if scale and states_unit(text) and (unit is None or unit.unit != "rupiah"):
                asked = f"are the counts in {scale}? {printable(text)} is said beside the table"
                self.body["unclear_scale"] = Ask(asked, ABOUT_FIGURES)
                return

    def _say_measures(self) -> None:
        if self.is_wide:
            self._say_wide()
        if not self.is_wide or self.by_period:
            self._say_measures_of_rows()

    def _say_measures_of_rows(self) -> None:
        rows = self.rows()
        header = " ".join(column.title for group in self.groups for _, column in group.columns)
        finished = [_is_of_graduates(column) for group in self.groups for _, column in group.columns]
        whole = "graduate" if finished and all(finished) else _measure_of_words(header)
        if whole == "participant" and _measure_of_words(f"peserta {self._insurance()}") == "recipient":
            whole = "recipient"  # who is in an insurance receives it
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
            if column is not None and (found := _measure_of_line(column.texts[position])):
                if _FOUND_WORK.search(f" {' '.join(folded(column.texts[position]))} "):
                    return "placed"
                # Persons at a job fair are who came; vacancies are counted as such.
                came = found == "vacancy" and unit in PERSONS and "lowongan" not in folded(column.texts[position])
                return "participant" if came else found
        heading = str(dict(self.of_line(position)).get("program_name", ""))
        title = self.context.around.title
        if not re.search(r"[A-Za-z]", title):
            title = self.context.file_name.rpartition(".")[0].replace("_", " ")  # a text file is named by its file
        found = whole or _measure_of_words(heading) or _measure_of_words(title)
        if found:
            return found
        return "recipient" if unit == "KPM" else None

    def _say_wide(self) -> None:
        entries: list[object] = []
        for group in self.groups:
            columns = {name: column.title for name, column in group.columns}
            others = [c for title in columns.values() for c in self.context.matched(title) if c.title != title]
            questions = [f"the title {group.name!r} also fits {others[0].title!r}"] if others else []
            if group.period is not None:
                when: dict[str, object] = {"period_start": group.period.start, "period_end": group.period.end}
                timed: dict[str, object] = {"columns": columns, "values": when}
                entries.append(Ask(" ".join(questions), ABOUT_STYLE, timed) if questions else timed)
                continue
            noun = next((unit for _, column in group.columns if (unit := _unit_of_title(column))), None)
            if noun is None and group.graduates is not None:
                beside = [column for other in self.groups for _, column in other.columns]
                noun = next((unit for column in beside if (unit := _unit_of_title(column))), None)
            noun = noun or (group.noun if group.measure else None) or unit_above(self.context)
            unit = COUNTED.get(noun or "")
            measure = _measure_of_words(group.name) or _measure_of_words(self.context.around.title)
            measure = group.measure or MEASURE_OF_UNIT.get(noun or "", measure)
            if unit in THINGS:
                measure = "item"
            if group.graduates is not None and (group.graduates or measure == "graduate"):
                measure = "graduate" if group.graduates else None
            if measure is None and unit == "KPM":
                measure = "recipient"
            program = _programme_of(_named_part(group.name))
            values: dict[str, object] = {"program_name": program} if group.is_programme else {}
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
        return left, Ask(f"what are these columns: {'; '.join(asked[:5])}?", ABOUT_COLUMNS) if asked else None

    def _number_left(self, column: SeenColumn) -> str | None:
        """Why a column of figures is not loaded; None where that is not known."""
        if column.is_a("row_number", "sheet_id"):
            return "number of the row"
        if (whole := _whole_of(self.context, column)) is not None:
            self.result.warnings.append(f"not loaded: {column.title!r}, a part of {whole.title!r}")
            return "a part"
        if self._is_sum(column):
            return "the sum of the other columns"
        money = column.unit is not None and column.unit.unit in _MONEY
        if money or "budget" in column.roles or {"anggaran", "keuangan", "pagu", "rp"} & set(folded(column.title)):
            self.result.warnings.append(f"not loaded: the amounts of {column.title!r}; they belong to a budget source")
            return "an amount"
        if column.is_a("percent", "reached") or (column.unit is not None and column.unit.unit == "persen"):
            self._prove(column)
            if column.letters in self.fields:
                return "proof"
            return "a percentage" if not column.is_a("reached") else None
        if _is_duration(column):
            self.result.warnings.append(f"not loaded: {column.title!r}, which says how long it took")
            return "a duration"
        if column.is_a("remaining", "change") or self._is_rest(column) or self._is_not_finished(column):
            return "a difference"
        if _is_of_the_place(column):
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
        """Whether a column that says so is what of the target was not reached, in every row."""
        if not is_left(column) or self.is_wide or self.groups[0].target is None or self.groups[0].reached is None:
            return False
        part, whole = (self.values.get(c.at) for c in (self.groups[0].reached, self.groups[0].target))
        rest, why = self.context.figures(column, kind="count")
        if why or part is None or whole is None:
            return False
        return all((a or 0) + (b or 0) == (c or 0) for a, b, c in zip(part, rest, whole, strict=True))

    def _is_not_finished(self, column: SeenColumn) -> bool:
        """Whether a column that says so is who took part less who finished, in every row."""
        columns = {group.graduates: group.reached for group in self.groups}
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
                    if self.starts:
                        beside.append(("period_start", self.starts[position]))
                    else:
                        beside.append(("period_start", group.period.start if group.period else start))
                    cell = self.context.cell(position, column)
                    self.result.expected.append(Expected(cell, name, figures[position], tuple(beside)))


def _position_of(context: Context, found: Found | Unclear | None) -> Found | Unclear | None:
    """A period; not certain where it is the day of a position, as `per 30 Juni 2023`."""
    if not isinstance(found, Found) or not isinstance(found.value, Period) or found.value.start != found.value.end:
        return found
    texts = [text for part in ("title", "header", "sheet") for text in context.around.texts[part]]
    if not any(_POSITION.search(text) for text in texts):
        return found
    return Unclear(f"{found.value.end} is the day of a position: counted at it, or from January up to it?")


def _named_part(title: str) -> str:
    """The part of a column's titles that names a programme; the lowest that is no bare unit, where none is known."""
    parts = title.split(SEPARATOR)[::-1]
    known = next((part for part in parts if programmes_in(part)), None)
    return known or next((part for part in parts if " ".join(folded(part)) not in COUNTED), parts[0])


def _programme_of(title: str) -> str:
    """The programme that the title of a column names: without what it counts."""
    named = programmes_in(title)
    if len(named) == 1 and set(folded(title)) & COUNTING_WORDS:
        return named[0].upper() if named[0].islower() else named[0]
    words = _BRACKETS.sub("", title).split()
    counting = next((n for n, word in enumerate(words) if word.casefold() not in COUNTING_WORDS), 0)
    return " ".join(words[counting:] if len(words) > counting + 1 else words)


def _measure_of_words(text: str) -> str | None:
    """What a text says that is counted: by the word of the vocabulary that stands first, the longer of two.

    Who passed is a graduate: `Lulusan Pelatihan`, `Peserta Pelatihan yang Lulus`; who found work is placed: `Pelamar
    yang Diterima Bekerja`.
    """
    joined = f" {' '.join(folded(text))} "
    found = [
        (joined.find(f" {word} "), -len(word), measure) for word, measure in MEASURE_WORDS if f" {word} " in joined
    ]
    found += [(match.start() - 1, -len(match[0]), "graduate") for match in _PASSED.finditer(joined)]
    found += [(match.start(), -len(match[0]), "placed") for match in _FOUND_WORK.finditer(joined)]
    return min(found)[2] if found else None


def _measure_of_line(text: str) -> str | None:
    """What a line's text says that is counted; who is said to be given something, and not what, is a recipient."""
    return _measure_of_words(text) or ("recipient" if set(folded(text)) & RECEIVING_WORDS else None)


def _unit_said(text: str) -> list[str]:
    """The unit that a title names as such: `Satuan: KPM`, `(dalam satuan orang)`."""
    said = (" ".join(folded(match[1])) for match in _SAID_UNIT.finditer(text))
    return [next((unit for unit in (words, words.partition(" ")[0]) if unit in COUNTED), "") for words in said]


def _bracketed(text: str) -> list[str]:
    return [unit for match in _BRACKETS.finditer(text) if (unit := " ".join(folded(match[1]))) in COUNTED]
