"""Which period a figure speaks of: what the text states nearest, else the year that it was written in."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol, TypeVar

from lumbung.news.lines import Sentence
from lumbung.news.periods import Anchor, Moment, relative_years, year_span
from lumbung.news.reading import Draft, Reading


@dataclass(frozen=True, slots=True)
class Stated:
    """A period that the text states at `start`..`end`."""

    start: int
    end: int
    span: tuple[date, date]


class _Placed(Protocol):
    @property
    def start(self) -> int: ...


_Item = TypeVar("_Item", bound=_Placed)


def by_sentence(all_sentences: Sequence[Sentence], items: Sequence[_Item]) -> dict[int, list[_Item]]:
    """Items in reading order, grouped by the number of the sentence in which they begin."""
    starts = [s.start for s in all_sentences]
    grouped: dict[int, list[_Item]] = {}
    for item in items:
        i = bisect_right(starts, item.start) - 1
        if i >= 0 and item.start < all_sentences[i].end:
            grouped.setdefault(all_sentences[i].no, []).append(item)
    return grouped


def stated_periods(reading: Reading, dated: Sequence[Moment], anchor: Anchor | None) -> list[Stated]:
    stated = [
        Stated(m.start, m.end, (m.first, m.last))
        for m in dated
        if m.first is not None and m.last is not None and not m.said
    ]
    if anchor is not None:
        stated += [
            Stated(start, end, year_span(anchor.day.year + step)) for start, end, step in relative_years(reading.words)
        ]
    return sorted(stated, key=lambda period: period.start)


@dataclass(frozen=True, slots=True)
class FigurePeriod:
    """`span` is None where nothing is known; `is_stated` says that the text states it, `is_own` that the figure's own
    sentence does."""

    span: tuple[date, date] | None
    is_stated: bool = False
    is_own: bool = False


def period_of(reading: Reading, draft: Draft, periods: dict[int, list[Stated]], anchor: Anchor | None) -> FigurePeriod:
    """The period nearest in the sentence, else of the sentence before when this one refers to it, else the anchor's
    year."""
    text, sentence = reading.text, draft.sentence
    here = _nearest_period(text, sentence, draft.start, draft.end, periods)
    if here is not None:
        return FigurePeriod(here, is_stated=True, is_own=True)
    if _EARLIER.search(text, sentence.start, draft.start):
        return FigurePeriod(None)
    previous = reading.before(sentence)
    if previous is not None and previous.boilerplate is None and previous.no in periods:
        same_paragraph = previous.paragraph == sentence.paragraph
        back = _nearest_period(text, previous, previous.end, previous.end, periods)
        if back is not None and (same_paragraph or _REFERS_BACK.match(text, sentence.start, sentence.end)):
            return FigurePeriod(back, is_stated=True)
    return FigurePeriod(year_span(anchor.day.year) if anchor is not None and anchor.is_time_of_writing else None)


_EARLIER = re.compile(r"(?<!\w)(?:sebelumnya|semula|awalnya|dulu|dahulu)(?!\w)[^,.]{0,40}$", re.IGNORECASE)
_OF_THAT_TIME = re.compile(r"[^,;.]{0,30}(?:sebesar|sebanyak|mencapai|tercatat)\s*", re.IGNORECASE)
_NEW_CLAUSE = re.compile(
    r"(?:,\s+|\s+(?=(?:sebab|karena|lantaran)\s))(?:sebab|karena|lantaran|yang\s+(?:akan|bakal|rencananya)|sehingga|agar|padahal|sedangkan|sementara|naik|turun|meningkat|menurun|berkurang|bertambah)(?!\w)",
    re.IGNORECASE,
)
_COMPARED_WITH = re.compile(r"(?<!\w)(?:terhadap|dibanding\w*|daripada|ketimbang)\s+(?:\w+\s+){0,4}$", re.IGNORECASE)


_REFERS_BACK = re.compile(
    r"[\"“]?\s*(?:(?:dana|anggaran|jumlah|angka|nilai|bantuan|program|kegiatan|pelatihan|dari\s+(?:jumlah|total)|"
    r"kegiatan)\b.{0,20}\b(?:tersebut|itu|ini)\b|"
    r"dengan\s+(?:anggaran|dana)\b|rinciannya|selain\s+itu|adapun|sebanyak|dari\s+jumlah)",
    re.IGNORECASE,
)


def _nearest_period(
    text: str, sentence: Sentence, start: int, end: int, periods: dict[int, list[Stated]]
) -> tuple[date, date] | None:
    best: tuple[int, tuple[date, date]] | None = None
    for stated in periods.get(sentence.no, ()):
        first, last = stated.start, stated.end
        behind = first >= end
        gap = max(first - end if behind else start - last, 0)
        # "1.000 UMKM di tahun 2021" and "pada Maret 2021 sebesar 2,5 juta": what is nearer speaks; a number
        # between does not break the tie, a clause does.
        between = text[end:first] if behind else text[last:start]
        cost = gap + 25 * between.count(",") + 60 * between.count(";")
        # "0,2 persen poin terhadap Maret 2021" is measured against March, not in March; "90 ribu jiwa" behind
        # "dibandingkan kondisi Maret 2015 yang sebesar" is March's own.
        compared = _COMPARED_WITH.search(text, max(sentence.start, first - 60), first) is not None or (
            behind and text[first].isalpha() and text.endswith("dari ", sentence.start, first)
        )
        if compared and (behind or not _OF_THAT_TIME.fullmatch(between)):
            continue
        # "5.100 jiwa, yang akan dibantu pada tahun 2023" says when they are helped, not when they were counted.
        if behind and _NEW_CLAUSE.search(between):
            continue
        if best is None or cost < best[0]:
            best = (cost, stated.span)
    return best[1] if best else None
