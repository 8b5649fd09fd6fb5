"""Columns of a table of programme reach -> groups: what was to be reached and what was, of one programme or period.

Enters: a `Context`. Leaves: the groups; none where the columns do not say what they count.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from lumbung.workbooks.inspection.columns import SeenColumn, roles_of
from lumbung.workbooks.inspection.context import Context
from lumbung.workbooks.inspection.indicators import PER_MONTH, PER_YEAR
from lumbung.workbooks.inspection.programmes import is_name_beside_others, one_name, programmes_in
from lumbung.workbooks.inspection.reach_measures import bracketed_units, measure_of_words, unit_said
from lumbung.workbooks.inspection.rows import ratio_of
from lumbung.workbooks.inspection.surroundings import Found, find_registry, find_year
from lumbung.workbooks.inspection.translation import indonesian
from lumbung.workbooks.inspection.vocabulary import (
    BESIDE_GRADUATES,
    BESIDE_PLACED,
    COUNTED,
    COUNTED_FURTHER,
    COUNTING_WORDS,
    COURSES,
    DIMENSIONS,
    DONE_WORDS,
    DURATION_TITLE_WORDS,
    DURATION_WORDS,
    ENROLLED_WORDS,
    FINISHED_WORDS,
    GRADUATE_WORDS,
    JOB_FAIRS,
    JOB_SEEKERS,
    KINDS_OF_COURSES,
    MEASURE_OF_UNIT,
    PERSONS,
    PLACED_WORDS,
    SEXES,
    SPEAKING_UNITS,
    UNITS_IN_TITLES,
)
from lumbung.workbooks.inspection.words import counted_in, folded, is_region_name, key, without_times
from lumbung.workbooks.layout import SEPARATOR
from lumbung.workbooks.periods import Period, parse_period, years_in

_BRACKETS = re.compile(r"\(([^()]*)\)")
_SUBJECT_END = re.compile(
    r"\s+(?:menurut|per|di|pada|berdasarkan|kabupaten|kab\.|kota|provinsi|kecamatan|tahun|dinas|(?:19|20)\d\d)(?=[\s.,]|$)|[,:(]",
    re.IGNORECASE,
)
_OF_COURSES = ("participant", "trained", "graduate")
MONEY = ("rupiah", PER_MONTH, PER_YEAR)
"""Units of money, which no count of reach has."""

_CLASSES = frozenset({"paket", "kelas", "angkatan", "gelombang", "kali", "frekuensi", "rombel"})
_MONEY_WORDS = frozenset({"anggaran", "belanja", "pagu", "apbd", "rp", "keuangan"})
# Groups that receive or take part: `Kelompok Usaha Bersama`; a `Kelompok Umur` divides figures.
_GROUPS_OF_PEOPLE = re.compile(
    r"\bkelompok (?:usaha|tani|ternak|nelayan|wanita|perempuan|masyarakat|swadaya|sasaran|pengolah)\b"
)
_KINDS = KINDS_OF_COURSES - COURSES - {"kerja"} | {"kejuruan"}
_BEFORE_WHO = frozenset({"jumlah", "total", "realisasi", "data", "rekap", "rekapitulasi", "dan"})
# What a column of figures may count that is no reach: how many villages or inhabitants a district has.
_DESCRIBE = frozenset({"kelurahan", "desa", "kecamatan", "penduduk", "rt", "rw", "dusun", "luas", "wilayah"})


@dataclass(frozen=True)
class Group:
    """Columns of one programme: what was to be reached and what was. `name`: their common titles, '' for a table's.

    Where the columns are no programmes: `noun` is what each of them counts, `period` when; `graduates` whether they
    count who finished, or who took part beside those. `measure`: what it counts, where no noun says it. `activity`:
    the course that its title is the name of.
    """

    name: str
    target: SeenColumn | None
    reached: SeenColumn | None
    noun: str | None = None
    period: Period | None = None
    graduates: bool | None = None
    measure: str | None = None
    activity: str = ""

    @property
    def columns(self) -> list[tuple[str, SeenColumn]]:
        """Field -> column."""
        pairs = (("target_count", self.target), ("reached_count", self.reached))
        return [(name, column) for name, column in pairs if column is not None]

    @property
    def may_be_named(self) -> bool:
        """Whether its name may be that of a programme, an activity or a fund."""
        return bool(self.name) and self.noun is None and self.period is None and self.graduates is None


def count_columns(context: Context) -> list[SeenColumn]:
    """Columns of figures that may be counts: not money, not percentages, not numbers of rows."""
    return [
        column
        for column in context.numbers
        if not column.is_a("percent", "remaining", "row_number", "change")
        and not (column.unit is not None and column.unit.unit in (*MONEY, "persen"))
        and "budget" not in column.roles
        and not speaks_of_money(column)
    ]


def speaks_of_money(column: SeenColumn) -> bool:
    """Whether titles speak of a budget: `Pagu`, and not `Pagu KPM`."""
    words = {"anggaran", "keuangan", "pagu", "rp"} & set(folded(column.title))
    return bool(words) and not (words == {"pagu"} and column.is_a("target"))


def lowest(column: SeenColumn) -> str:
    """The lowest title of a column; the one above it where that is a unit in a line of its own."""
    return column.path[-1 - _has_unit_line(column)] if column.path else ""


def above(column: SeenColumn) -> tuple[str, ...]:
    """The titles above the lowest one."""
    return column.path[: -1 - _has_unit_line(column)]


def _has_unit_line(column: SeenColumn) -> int:
    return int(len(column.path) > 1 and " ".join(folded(column.path[-1])) in COUNTED)


def find_groups(context: Context) -> list[Group]:
    """Groups of the columns that count; who passed a course, and who found work, is a group beside who took part."""
    counts = [c for c in count_columns(context) if whole_of(context, c) is None and not is_duration(c)]
    counts = [column for column in counts if not is_of_classes(context, column)]
    graduates = [column for column in counts if is_of_graduates(column)]
    placed = [column for column in counts if is_of_placed(column)]
    later = [*graduates, *placed]
    others = _groups_of(context, [column for column in counts if column not in later])
    is_course = bool(graduates) or measure_of_words(_words_of(context, others)) in _OF_COURSES
    if later and len(graduates) <= 1 and len(placed) <= 1 and len(others) == 1 and not others[0].name and is_course:
        took_part = others[0].reached or others[0].target
        name = took_part.title if took_part is not None else ""
        return [
            replace(others[0], name=name, graduates=False),
            *(Group(column.title, None, column, graduates=True) for column in graduates),
            *(Group(column.title, None, column, graduates=False, measure="placed") for column in placed),
        ]
    return _groups_of(context, counts)


def _words_of(context: Context, groups: Sequence[Group]) -> str:
    """The titles of the table and of the columns of groups."""
    titles = [column.title for group in groups for _, column in group.columns]
    activity = context.with_role("activity", kinds=("text",))
    return " ".join([*titles, *(activity.path[-1:] if activity else ()), context.around.title])


def _groups_of(context: Context, counts: Sequence[SeenColumn]) -> list[Group]:
    if pairs := _pairs_of_programmes(counts):
        return pairs
    targets = [column for column in counts if column.is_a("target")]
    reached = [column for column in counts if column.is_a("reached") and not column.is_a("target")]
    reached += _done_beside(context, targets, reached, counts)
    if not targets and len(reached) == 1 and (allotted := _allotted(context, reached[0], counts)) is not None:
        targets = [allotted]
    elif not targets and reached:
        targets = _allotments(context, reached)
    if not targets and has_amounts(context):
        # Beside budgets, `Realisasi` is an amount unless it says what it counts.
        reached = [column for column in reached if unit_of_title(column) or "penerima" in folded(column.title)]
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
        _columns_of_periods(context, counts)
        or _columns_of_programmes(context, counts)
        or _columns_of_courses(context, counts)
        or _only_count(context, counts)
    )


def _done_of(context: Context, target: SeenColumn, counts: Sequence[SeenColumn]) -> SeenColumn | None:
    """The column of what was done of a target: what is left stands beside it (`Belum Selesai`), and they add up."""
    whole, _ = context.figures(target, kind="count")
    others = [column for column in counts if column.at != target.at]
    left = [column for column in others if is_left(column)]
    done = [column for column in others if column not in left and above(column) == above(target)]
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
    others = [column for column in counts if column.at != reached.at and above(column) == above(reached)]
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
    is_said = any(unit for text in texts for unit in (*bracketed_units(text), *unit_said(text)))
    found = []
    for column in reached:
        beside = [c for c in context.numbers if above(c) == above(column) and c not in reached and _is_allotment(c)]
        if len(beside) != 1 or not (is_said or unit_of_title(column)):
            return []
        found += beside
    return found if len({column.at for column in found}) == len(found) else []


def _is_allotment(column: SeenColumn) -> bool:
    words = {word for word in folded(lowest(column)) if word not in COUNTED}
    return bool(words & {"alokasi", "kuota"}) and words <= {"alokasi", "kuota"} | COUNTING_WORDS


def _done_beside(
    context: Context, targets: Sequence[SeenColumn], reached: Sequence[SeenColumn], counts: Sequence[SeenColumn]
) -> list[SeenColumn]:
    """The columns of what was done of targets, where each target has one beside it and no other of what it reached."""
    found = []
    for target in targets:
        beside = [c for c in counts if above(c) == above(target) and c.at != target.at]
        done = [column for column in beside if _is_done(context, column)]
        if len(done) != 1 or any(column in reached for column in beside):
            return []
        found += done
    return found


def _is_done(context: Context, column: SeenColumn) -> bool:
    """Whether a column counts what was done: `Selesai`, `Sudah Dibangun`; who finished a course is no such count."""
    if not column.path:
        return False
    words = {word for word in folded(_BRACKETS.sub(" ", lowest(column))) if word not in COUNTED}
    words -= {*COUNTING_WORDS, *COUNTED_FURTHER}
    if words & FINISHED_WORDS and measure_of_words(f"{context.around.title} {column.title}") in _OF_COURSES:
        return False
    return bool(words) and words <= DONE_WORDS


def is_left(column: SeenColumn) -> bool:
    """Whether a column counts what is not done: `Belum Selesai`, `Gagal Salur`, `Sisa`."""
    return column.is_a("remaining") or bool(set(folded(lowest(column))) & {"belum", "sisa", "gagal", "tidak"})


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


def has_amounts(context: Context, but: Sequence[SeenColumn] = ()) -> bool:
    """Whether a column speaks of a budget. `but`: columns that are known to count people."""
    columns = [column for column in context.numbers if column not in but]
    return any(
        column.is_a("budget") or ({"anggaran", "pagu"} & set(folded(column.title)) and not column.is_a("target"))
        for column in columns
    )


def _counts_people(context: Context, column: SeenColumn) -> bool:
    """Whether a column without a target beside it counts: by a unit, or by who is counted."""
    return (
        unit_of_title(column) is not None
        or context.with_role("unit", kinds=("text",)) is not None
        or "penerima" in folded(column.title)
    )


def _pairs(context: Context, targets: Sequence[SeenColumn], reached: Sequence[SeenColumn]) -> list[Group]:
    """Target and reached of each programme, or of each year or month, side by side."""
    year = _year_of(context)
    found: dict[str, dict[str, SeenColumn]] = {}
    for name, columns in (("target", targets), ("reached", reached)):
        for column in columns:
            years = {str(one) for one in years_in(lowest(column))}
            group = SEPARATOR.join(above(column)) or (years.pop() if len(years) == 1 else "")
            if not group or name in found.setdefault(group, {}):
                return []
            found[group][name] = column
    periods = {
        group: parse_period(_BRACKETS.sub("", indonesian(group.rpartition(SEPARATOR)[2])), year=year) for group in found
    }
    counted = any(_counts_people(context, column) for column in reached) or unit_above(context) is not None
    is_money = bool(set(folded(context.around.title)) & _MONEY_WORDS) or not (targets or counted)
    if any(periods.values()) and (is_money or not all(periods.values())):
        return []
    groups = [Group(name, one.get("target"), one.get("reached"), period=periods[name]) for name, one in found.items()]
    return [] if any(_is_no_programme(group) for group in groups) else groups


def _pairs_of_programmes(counts: Sequence[SeenColumn]) -> list[Group]:
    """Target and reached of each programme whose name stands in the lowest titles: `Target PKH (KPM)`, or below them.

    Every count must be one of these, and each programme has both.
    """
    found: dict[str, dict[str, SeenColumn]] = {}
    for column in counts:
        names = one_name(programmes_in(lowest(column)))
        others = programmes_in(SEPARATOR.join(above(column)))
        left = lowest(column)
        for name in programmes_in(left):
            left = left.replace(name, " ")
        rest = (*above(column), *column.path[len(above(column)) + 1 :]) if not folded(left) else (*above(column), left)
        sides = roles_of(rest) & {"target", "reached"}
        if len(names) != 1 or others or not sides:
            if column.is_a("target", "reached"):
                return []
            continue
        side = "target" if "target" in sides else "reached"
        if side in found.setdefault(names[0], {}):
            return []
        found[names[0]][side] = column
    if len(found) < 2 or not all(len(sides) == 2 for sides in found.values()):
        return []
    return [Group(name, sides["target"], sides["reached"]) for name, sides in found.items()]


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
    named += [column for column in counts if named and column not in named and is_name_beside_others(column.title)]
    named.sort(key=lambda column: column.at)
    words = set(folded(context.around.title)) | {word for column in counts for word in folded(column.title)}
    speaks = words & {"penerima", "realisasi", "capaian", "tersalur", "penyaluran"} or unit_above(context) is not None
    speaks = speaks or all(unit_of_title(column) for column in named)
    if not named or not speaks:
        return []
    return [Group(column.title, None, column) for column in named]


def _columns_of_nouns(counts: Sequence[SeenColumn]) -> list[SeenColumn]:
    """Columns that say by their noun what was counted: `Jumlah Lowongan`, `Jumlah Perusahaan` beside it."""
    nouns = [column for column in counts if counted_in(lowest(column)) in MEASURE_OF_UNIT]
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
        words = [word for word in folded(lowest(column)) if word not in COUNTING_WORDS]
        if is_of_placed(column):
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
    periods = {column.at: parse_period(indonesian(column.path[-1]), year=year) for column in counts if column.path}
    named = [column for column in counts if periods.get(column.at) is not None]
    text = " ".join([context.around.title, *(column.title for column in named)])
    words = set(folded(text))
    speaks = words & {"penerima", "peserta"} or programmes_in(text) or measure_of_words(text)
    if len(named) < 2 or words & _MONEY_WORDS or not speaks:
        return []
    if find_registry(context.around) and not all(map(_names_a_programme, named)):
        return []  # those counted may only stand in the registry
    has_units = context.with_role("unit", kinds=("text",)) is not None or unit_above(context) is not None
    if any(unit_of_title(column) is None for column in named) and not has_units:
        return []
    return [Group(column.title, None, column, period=periods[column.at]) for column in named]


def _names_a_programme(column: SeenColumn) -> bool:
    return bool(programmes_in(column.title)) or any(map(is_name_beside_others, column.path))


def _columns_of_courses(context: Context, counts: Sequence[SeenColumn]) -> list[Group]:
    """A column a course, below a title such as `Jenis Kursus`, where the title says that who took part is counted.

    Nothing below that title may be of another kind than names of courses.
    """
    below = [column for column in counts if len(above(column)) == 1 and _says_kinds_of_courses(above(column)[0])]
    below = [column for column in below if not set(folded(lowest(column))) <= {"jumlah", "total"}]
    names = [" ".join(lowest(column).split()) for column in below]
    measure = _who_took_part(context)
    if len({above(column) for column in below}) != 1 or len(set(names)) < max(len(names), 2) or measure is None:
        return []
    if COUNTED.get(unit_above(context) or "") not in PERSONS or not all(map(_may_name_a_course, names)):
        return []
    pairs = zip(below, names, strict=True)
    return [Group(column.title, None, column, measure=measure, activity=name) for column, name in pairs]


def _says_kinds_of_courses(title: str) -> bool:
    words = set(folded(title))
    return bool(words & COURSES) and bool(words & _KINDS) and words <= KINDS_OF_COURSES


def _who_took_part(context: Context) -> str | None:
    """Whether the title counts participants of courses and how far they came; None where it counts others first."""
    for text in context.around.texts["title"]:
        words = folded(text)
        first = next((word for word in words if word not in _BEFORE_WHO), "")
        if first == "peserta" and set(words) & COURSES and (measure := measure_of_words(text)) in _OF_COURSES:
            return measure
    return None


def _may_name_a_course(title: str) -> bool:
    """Whether a title says neither what is counted nor of whom, where or when."""
    words = set(folded(title))
    counting = words & (COUNTING_WORDS | SEXES | DIMENSIONS | GRADUATE_WORDS | PLACED_WORDS | FINISHED_WORDS)
    is_other = key(title) in SEXES or " ".join(folded(title)) in COUNTED or programmes_in(title)
    when_or_where = parse_period(title) is not None or bool(years_in(title)) or is_region_name(title)
    return any(len(word) > 1 for word in words) and not (counting or is_other or when_or_where)


def _only_count(context: Context, counts: Sequence[SeenColumn]) -> list[Group]:
    """The only column that says what it counts (`Jumlah KPM`), where titles say who is counted in it."""
    speaking = [column for column in counts if not is_of_the_place(column)]
    named = [column for column in speaking if column.path and unit_of_title(column) in COUNTED]
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
    return [Group("", None, named[0])] if measure_of_words(title) and named[0].kind == "number" else []


def is_of_the_place(column: SeenColumn) -> bool:
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


def is_of_graduates(column: SeenColumn) -> bool:
    """Whether a column counts who finished something: `Lulus (orang)`, `Jumlah Lulusan`, `Peserta yang Lulus`."""
    words = folded(_BRACKETS.sub(" ", lowest(column)))
    left = {w for w in words if w not in COUNTED and w not in COUNTING_WORDS and w not in BESIDE_GRADUATES}
    return bool(left) and left <= GRADUATE_WORDS


def is_of_classes(context: Context, column: SeenColumn) -> bool:
    """Whether a column counts how often a course was given: `Jumlah Paket` beside those who took part."""
    words = set(folded(column.path[-1])) if len(column.path) == 1 else set()
    says = bool(words & _CLASSES) and words <= _CLASSES | {"jumlah", "pelatihan"}
    return says and measure_of_words(context.around.title) in _OF_COURSES


def is_of_placed(column: SeenColumn) -> bool:
    """Whether a column counts who found work: `Ditempatkan (orang)`, `Lulusan yang Bekerja`."""
    words = {word for word in folded(lowest(column)) if word not in COUNTING_WORDS}
    return bool(words & PLACED_WORDS) and words <= PLACED_WORDS | BESIDE_PLACED


def is_duration(column: SeenColumn) -> bool:
    """Whether a column says how long something takes: `Lama (JP)`."""
    words = set(folded(column.path[-1])) if column.path else set()
    return bool(words & DURATION_WORDS) and words <= DURATION_TITLE_WORDS


def whole_of(context: Context, column: SeenColumn) -> SeenColumn | None:
    """The column of all persons beside one of men or women, where the two add up to it in every row."""
    if not column.path or not _is_of_a_sex(column):
        return None
    same = [c for c in context.numbers if above(c) == above(column)]
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


def unit_of_title(column: SeenColumn) -> str | None:
    """What a column counts, by its titles from the lowest up; a word of the vocabulary."""
    titles = [title for text in reversed(column.path) for title in (text, without_times(text))]
    return next((unit for text in titles if (unit := counted_in(text)) is not None), None)


def unit_above(context: Context) -> str | None:
    """What the title above the table says that is counted: in brackets, or by a word that is always a unit."""
    texts = context.around.texts["title"]
    found = {word for text in texts for word in [*bracketed_units(text), *unit_said(text)]}
    found |= {unit for text in context.around.texts["notes"] for unit in unit_said(text)}
    found |= {unit for text in texts if (unit := counted_in(_SUBJECT_END.split(text)[0]))}
    found.discard("")
    if not found:
        found = {word for text in texts for word in folded(text) if word in UNITS_IN_TITLES}
    # `Keluarga Penerima Manfaat (KPM)` says one unit in two words.
    return min(found, key=len) if len({COUNTED[word] for word in found}) == 1 else None
