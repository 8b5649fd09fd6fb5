"""The indicators that inspection knows: their units, what proves their figures, and how titles name them.

Enters: nothing, or the words of a title. Leaves: `INDICATORS`, and of a title the indicators of development that it
names. To teach inspection a new indicator, add it to `INDICATORS` and its names to `_NAMES`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from lumbung.workbooks.numbers import NumberKind

PER_MONTH = "rupiah_per_kapita_bulan"
PER_YEAR = "rupiah_per_kapita_tahun"


@dataclass(frozen=True)
class Indicator:
    """A poverty indicator: the unit it is stored in, and what proves how its figures are written.

    `months`: those that its survey asks in; figures of any other month are another thing.
    """

    code: str
    unit: str
    name: str
    bounds: tuple[float, float] | None = None
    kind: NumberKind | None = None
    months: tuple[int, ...] = (3, 9)


_LABOUR_SURVEY = (2, 8)

INDICATORS: dict[str, Indicator] = {
    indicator.code: indicator
    for indicator in (
        Indicator("P0", "persen", "Persentase Penduduk Miskin", bounds=(0, 100)),
        Indicator("P1", "indeks", "Indeks Kedalaman Kemiskinan", bounds=(0, 100)),
        Indicator("P2", "indeks", "Indeks Keparahan Kemiskinan", bounds=(0, 100)),
        Indicator("poverty_line_idr", PER_MONTH, "Garis Kemiskinan", kind="money"),
        Indicator("poor_persons", "jiwa", "Jumlah Penduduk Miskin", kind="count"),
        Indicator("poor_households", "KK", "Jumlah Keluarga Miskin", kind="count"),
        Indicator("extreme_poor_pct", "persen", "Persentase Penduduk Miskin Ekstrem", bounds=(0, 100)),
        Indicator("extreme_poor_persons", "jiwa", "Jumlah Penduduk Miskin Ekstrem", kind="count"),
        Indicator("extreme_poor_households", "KK", "Jumlah KK Miskin Ekstrem", kind="count"),
        Indicator("gini_ratio", "indeks", "Gini Rasio", bounds=(0, 1)),
        Indicator("unemployment_pct", "persen", "Tingkat Pengangguran Terbuka", bounds=(0, 100), months=_LABOUR_SURVEY),
        Indicator("unemployed_persons", "orang", "Jumlah Pengangguran", kind="count", months=_LABOUR_SURVEY),
        Indicator("human_development_index", "indeks", "Indeks Pembangunan Manusia", bounds=(0, 100), months=()),
        Indicator("gender_development_index", "indeks", "Indeks Pembangunan Gender", bounds=(0, 120), months=()),
        Indicator("gender_empowerment_index", "indeks", "Indeks Pemberdayaan Gender", bounds=(0, 100), months=()),
        Indicator("life_expectancy_years", "tahun", "Umur Harapan Hidup", bounds=(20, 100), months=()),
        Indicator("expected_schooling_years", "tahun", "Harapan Lama Sekolah", bounds=(0, 25), months=()),
        Indicator("mean_schooling_years", "tahun", "Rata-rata Lama Sekolah", bounds=(0, 25), months=()),
        Indicator("adjusted_expenditure_per_capita_idr", PER_YEAR, "Pengeluaran Disesuaikan", kind="money", months=()),
        Indicator("economic_growth_pct", "persen", "Pertumbuhan Ekonomi", bounds=(-100, 200), months=()),
        Indicator("expenditure_total_idr", PER_MONTH, "Pengeluaran per Kapita", kind="money"),
        Indicator("expenditure_food_idr", PER_MONTH, "Pengeluaran Makanan", kind="money"),
        Indicator("expenditure_nonfood_idr", PER_MONTH, "Pengeluaran Bukan Makanan", kind="money"),
    )
}

_PARTS_OF_SURVEYS = {2: "m02", 3: "march", 8: "m08", 9: "september"}


def is_asked_in(indicator: str, part: str) -> bool:
    """Whether the survey behind an indicator gives figures of a part of the year; the whole year always may."""
    return part == "annual" or part in {_PARTS_OF_SURVEYS[month] for month in INDICATORS[indicator].months}


POVERTY_LINE_RANGE = (100_000, 3_000_000)
"""Rupiah per person and month since 2010: a line outside is in another unit."""

_MOST_SPENT = 10_000_000
_SPENT_IN_A_YEAR = (1_000_000, 60_000_000)
_REGENCY_CODE = 5
# The most poor persons of a nation, a province, a regency or city; a whole region has some hundreds at least.
_MOST_POOR = {2: 12_000_000, 5: 1_500_000}
_MOST_POOR_OF_THE_NATION = 60_000_000
_FEWEST_POOR = 300
_WHOLE_REGION = ("poor_persons", "unemployed_persons")


def plausible(indicator: str, region: str | None) -> tuple[float, float] | None:
    """What a figure of an indicator lies within in any case; what is outside is in another unit, or damaged."""
    known = INDICATORS[indicator]
    if indicator == "poverty_line_idr":
        return (5_000, POVERTY_LINE_RANGE[1])
    if known.unit == PER_MONTH:
        return (5_000, _MOST_SPENT)
    if known.unit == PER_YEAR:
        return _SPENT_IN_A_YEAR
    if known.kind == "count":
        is_nation = region is None or region == "00"
        most = _MOST_POOR_OF_THE_NATION if is_nation else _MOST_POOR.get(len(region or ""), 300_000)
        whole = indicator in _WHOLE_REGION and region is not None and len(region) <= _REGENCY_CODE
        return (_FEWEST_POOR if whole else 0, most)
    return known.bounds


@dataclass(frozen=True)
class _Name:
    """How titles name an indicator: by all words of one of `by`. `explains`: words that then say nothing more."""

    code: str
    by: tuple[frozenset[str], ...]
    explains: frozenset[str]


def _name(code: str, by: str, explains: str = "") -> _Name:
    """`by`: ways to name it, told apart by bars."""
    ways = tuple(frozenset(way.split()) for way in by.split("|"))
    return _Name(code, ways, frozenset(explains.split()).union(*ways))


_NAMES: tuple[_Name, ...] = (
    _name("human_development_index", "ipm | indeks pembangunan manusia"),
    _name("gender_development_index", "ipg | indeks pembangunan gender"),
    _name("gender_empowerment_index", "idg | indeks pemberdayaan gender"),
    _name("life_expectancy_years", "uhh | ahh | harapan hidup", "umur angka usia saat lahir"),
    _name("expected_schooling_years", "hls | harapan lama sekolah", "angka"),
    _name("mean_schooling_years", "rls | rata lama sekolah", "angka"),
    _name("gini_ratio", "gini", "rasio indeks koefisien ketimpangan pengeluaran penduduk tingkat"),
    _name(
        "economic_growth_pct",
        "pertumbuhan ekonomi | laju pertumbuhan pdrb | lpe",
        "laju pdrb adhk dasar harga konstan persentase tingkat",
    ),
    _name("unemployment_pct", "tpt | tingkat pengangguran | persentase pengangguran | persen pengangguran", "terbuka"),
)
_SPENDING_WORDS = frozenset("pengeluaran riil rata disesuaikan kapita konsumsi rumahtangga ppp".split())  # noqa: SIM905
FOOD_GROUPS = frozenset(["makanan", "bukan", "non", "nonmakanan", "komoditas", "kelompok", "jenis", "jumlah", "total"])
SPENDING = frozenset({"expenditure_total_idr", "expenditure_food_idr", "expenditure_nonfood_idr"})
_NOT_FOOD = re.compile(r"\b(?:bukan|non) ?makanan\b")


# Of whom an indicator is by its definition: `Penduduk Usia 25 Tahun ke Atas`. Of any other age it is another one.
_AGES = {"mean_schooling_years": "25", "unemployment_pct": "15", "unemployed_persons": "15"}
_OF_AGE = frozenset(["penduduk", "usia", "umur", "berumur", "berusia", "ke", "atas", "lebih"])


def development_named(words: Sequence[str]) -> tuple[list[str], set[str]]:
    """The indicators of development that the words of a title name, and the words that this explains."""
    present = set(words)
    found: list[str] = []
    explained: set[str] = set()
    for name in _NAMES:
        if any(way <= present for way in name.by):
            found.append(name.code)
            explained |= name.explains | (_OF_AGE if _AGES.get(name.code, "-") in present else set())
    if "pengangguran" in present and _are_counted(words, "unemployment_pct" in found):
        found.append("unemployed_persons")
        explained |= {"pengangguran", "terbuka", "jumlah"} | (_OF_AGE if "15" in present else set())
    if {"pengeluaran", "kapita"} <= present and not present & {"persentase", "persen"} and "gini_ratio" not in found:
        found += _spending(words)
        explained |= _SPENDING_WORDS | FOOD_GROUPS
    return found, explained


def _are_counted(words: Sequence[str], has_rate: bool) -> bool:
    """Whether words say how many are unemployed: beside the rate, only where they say so by themselves."""
    mentions = words.count("pengangguran") - ("tingkat" in words)
    by_share = has_rate and not {"tpt", "tingkat"} & set(words) and "jumlah" not in words
    return bool({"jumlah", "orang", "jiwa", "ribu"} & set(words)) and mentions > 0 and not by_share


def _spending(words: Sequence[str]) -> list[str]:
    if "disesuaikan" in words:
        return ["adjusted_expenditure_per_capita_idr"]
    text = " ".join(words)
    is_other = "nonmakanan" in words or _NOT_FOOD.search(text) is not None
    is_food = re.search(r"\bmakanan\b", _NOT_FOOD.sub(" ", text)) is not None
    found = [code for code, said in (("expenditure_food_idr", is_food), ("expenditure_nonfood_idr", is_other)) if said]
    if not found or (len(found) > 1 and {"jumlah", "total"} & set(words)):
        found.append("expenditure_total_idr")
    return found
