"""A news text becomes figures: typed claims with their exact words.

In: a text and its date of publication (None where unknown). Out: `Figure` values in reading order; offsets count
characters of the given text. Pure: no clock, no network, no database. A number whose unit or meaning is not certain
keeps its place with `value` None and a `reason`.

The way: words -> numbers -> unit and basis -> refusal or draft -> cues around it -> role, region, period.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import replace
from datetime import date

from lumbung.news import topics
from lumbung.news.agreement import (
    UNSPECIFIC_ROLES,
    with_one_basis,
    with_one_stage,
    with_parts,
    with_roles_said_elsewhere,
)
from lumbung.news.claim import Figure
from lumbung.news.drafts import drafts_in, mark_contradictions
from lumbung.news.figure_periods import FigurePeriod, by_sentence, period_of, stated_periods
from lumbung.news.lexicon import PERCENT, POINTS, Unit
from lumbung.news.lines import Sentence, article_text
from lumbung.news.mending import Legible
from lumbung.news.naming import fund_of, program_of
from lumbung.news.periods import anchor_date, moments, with_years
from lumbung.news.places import Mention, mentions, region_of, subject
from lumbung.news.reading import Draft, Reading
from lumbung.news.role_rules import Context
from lumbung.news.roles import CUTS, LEVEL_OF_CHANGE, is_decrease, role_of
from lumbung.news.surroundings import becomes, context_of, continues_list
from lumbung.news.tokens import Words
from lumbung.news.units import qualifier_before

__all__ = ["EXTRACTOR_VERSION", "Figure", "body_fingerprint", "figures"]

EXTRACTOR_VERSION = "5"


def figures(text: str, published: date | None) -> list[Figure]:
    """All figures of `text` in reading order.

    Numbers that are not figures (regulation numbers, names, page furniture, unknown units) come with `value` None and a
    reason; dates, years and list numbers are not reported. A sentence that stands a second time is read once. A byte
    order mark and twice-encoded text are read as what they mean; quote, sentence and offsets are the given text's own.
    """
    given, legible = text, Legible(text)
    reading = Reading(legible.text)
    found_moments = moments(reading.words)
    anchor = anchor_date(reading.text, found_moments, published)
    dated = with_years(found_moments, anchor.day if anchor else None)
    drafts = drafts_in(reading, dated)
    if not drafts:
        return []
    mark_contradictions(drafts)
    named = mentions(reading.words)
    places = by_sentence(reading.sentences, named)
    about = subject(
        reading.words, [m for s in reading.sentences if s.boilerplate is None for m in places.get(s.no, ())]
    )
    periods = by_sentence(reading.sentences, stated_periods(reading, dated, anchor))
    out: list[Figure] = []
    last_level: dict[str, str] = {}
    said_roles: list[str | None] = []
    change: str | None = None
    firmness: list[int] = []
    dated_itself: list[bool] = []
    for i, draft in enumerate(drafts):
        period = period_of(reading, draft, periods, anchor)
        # What is refused needs no context: its role and reason are known.
        context = context_of(reading, drafts, i, said_roles, period, published) if draft.reason is None else None
        role = draft.role
        if context is not None and role is None and draft.unit is not None and draft.number.value is not None:
            goes_on = i and (continues_list(reading, drafts[i - 1], draft) or becomes(reading, drafts[i - 1], draft))
            neighbour = said_roles[i - 1] if goes_on else None
            role = role_of(
                draft.unit, context, last_level.get("percent" if draft.unit is POINTS else draft.unit.family), neighbour
            )
            if role == neighbour and "perubahan_" in role and context.change is None:
                context = replace(context, change=change)  # "dipangkas Rp 3 miliar dan Rp 1 miliar"
            change = context.change
            if draft.unit in (PERCENT, POINTS):
                draft.unit = _share_or_points(draft.unit, role)
        said_roles.append(role)
        firmness.append(context.firmness if context is not None else 0)
        dated_itself.append(period.is_own and _is_over(period, published))
        if context is not None and draft.unit is not None and role is not None:
            family = "percent" if draft.unit is POINTS else draft.unit.family
            ceiling = role == "anggaran" and topics.WHOLE_AMOUNT & context.clause
            if ceiling and last_level.get(family) == "realisasi":
                pass  # "tersalur Rp 8 miliar dari pagu Rp 9 miliar": what follows is of the eight
            elif role in LEVEL_OF_CHANGE:
                last_level[family] = LEVEL_OF_CHANGE[role]
            elif "perubahan" not in role and role not in CUTS:
                last_level[family] = role
        region = _region(reading, draft, places, about)
        figure = _figure(reading, draft, context, role, region, period)
        out.append(_as_given(figure, draft.sentence, given, legible))
    return with_parts(with_one_basis(with_one_stage(with_roles_said_elsewhere(out, dated_itself), firmness)))


def _is_over(period: FigurePeriod, published: date | None) -> bool:
    return published is None or period.span is None or period.span[1].year < published.year


def _share_or_points(unit: Unit, role: str) -> Unit:
    """A rate of poverty changes by points even where the text says "turun 0,3 persen"; a poverty line, in rupiah, does
    not change by points even where the text says "naik 5,67 poin"."""
    if role.endswith("_persen"):
        return PERCENT
    return POINTS if role.endswith(("perubahan_P0", "perubahan_kemiskinan_ekstrem")) else unit


def _as_given(figure: Figure, sentence: Sentence, given: str, legible: Legible) -> Figure:
    """A figure of the mended text, in the words and at the place of the given one."""
    if legible.text is given or len(legible.text) == len(given):
        return figure
    start, end = legible.given(figure.start), legible.given(figure.end)
    said = given[legible.given(sentence.start) : legible.given(sentence.end)]
    return replace(figure, quote=given[start:end], start=start, end=end, sentence=said)


def body_fingerprint(body: str) -> str:
    """sha256 of the article's own words, folded: equal for exact copies whatever page furniture surrounds them."""
    words = re.findall(r"\w+", article_text(body).casefold())
    return hashlib.sha256(" ".join(words).encode()).hexdigest()


def _region(reading: Reading, draft: Draft, places: dict[int, list[Mention]], about: str | None) -> str | None:
    previous = reading.before(draft.sentence)
    same_paragraph = previous is not None and previous.paragraph == draft.sentence.paragraph
    region = region_of(
        draft.start,
        draft.end,
        places.get(draft.sentence.no, ()),
        places.get(draft.sentence.no - 1, ()) if same_paragraph else (),
        about,
        _place_right_behind(reading, draft, places),
    )
    return region[:2] if region is not None and _is_of_the_province(reading.words, draft) else region


def _place_right_behind(reading: Reading, draft: Draft, places: dict[int, list[Mention]]) -> Mention | None:
    """`menyasar 3.750 KPM di Boalemo`."""
    if reading.words.words[draft.stop] not in _WHERE:
        return None
    at = reading.words.starts[draft.stop + 1]
    return next((m for m in places.get(draft.sentence.no, ()) if m.start <= at < m.end and not m.weak), None)


_WHERE = frozenset({"di", "se"})
_REACH_OF_PROVINCE = 5  # words


def _is_of_the_province(words: Words, draft: Draft) -> bool:
    """`Blora 11,53 persen, rata-rata provinsi 10,93 persen`: the rate of the province the region lies in."""
    if draft.unit is not PERCENT:
        return False
    first = draft.number.first
    for i in range(first - 1, max(first - 1 - _REACH_OF_PROVINCE, -1), -1):
        if words.words[i] in (",", ".", ";", "(", ")", ":"):
            return False
        if words.words[i] == "provinsi":
            return not words.is_capital(i + 1)
    return False


def _figure(
    reading: Reading,
    draft: Draft,
    context: Context | None,
    role: str | None,
    region: str | None,
    period: FigurePeriod,
) -> Figure:
    number, unit = draft.number, draft.unit
    value, high = number.value, number.value_high
    if draft.reason is not None:
        value = high = None
    elif context is not None and role is not None and value is not None and is_decrease(role, context):
        value, high = -value, -high if high is not None else None
    unit_name = unit.name if unit is not None else None
    if unit is not None and unit.family == "money" and draft.basis:
        unit_name = "_".join([unit.name, "per", *draft.basis.split("+")])
    return Figure(
        quote=reading.text[draft.start : draft.end],
        start=draft.start,
        end=draft.end,
        value=value,
        value_high=high,
        unit=unit_name,
        role=role,
        qualifier=_qualifier(reading.words, draft),
        region_code=region,
        period_start=period.span[0] if period.span else None,
        period_end=period.span[1] if period.span else None,
        program=program_of(reading, draft, role),
        funding_source=fund_of(reading, draft),
        reason=draft.reason,
        confidence=_confidence(draft, role, region, period.is_stated),
        sentence_no=draft.sentence.no,
        sentence=reading.text[draft.sentence.start : draft.sentence.end],
    )


def _qualifier(words: Words, draft: Draft) -> str:
    before = qualifier_before(words, draft.number.first)
    if before is not None:
        return before
    behind = words.words[draft.number.stop]
    if behind == "lebih" and words.words[draft.number.stop + 1] != "dari":
        return "at_least"
    return "about" if draft.number.roughly else "exact"


def _confidence(draft: Draft, role: str | None, region: str | None, period_is_stated: bool) -> float:
    score = 0.95
    score -= 0.25 if draft.guessed else 0.0
    score -= 0.1 if draft.number.loose else 0.0
    score -= 0.05 if draft.number.in_words else 0.0
    score -= 0.1 if role is None or role in UNSPECIFIC_ROLES else 0.0
    score -= 0.1 if region is None else 0.0
    score -= 0.0 if period_is_stated else 0.1
    return round(max(score, 0.1), 3)
