"""A news text becomes figures: typed claims with their exact words.

In: a text and its date of publication (None where unknown). Out: `Figure` values in reading order; offsets count
characters of the given text. Pure: no clock, no network, no database. A number whose unit or meaning is not certain
keeps its place with `value` None and a `reason`.
"""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any, Protocol, TypeVar

from lumbung.news.lexicon import (
    DOLLAR,
    FUNDING_SOURCES,
    PERCENT,
    POINTS,
    PROGRAMS,
    QUALIFIERS_BEFORE,
    RATE_BASES,
    RUPIAH,
    UNIT_BY_PHRASE,
    Unit,
    any_of,
)
from lumbung.news.lines import Sentence, article_text, sentences
from lumbung.news.mending import Legible
from lumbung.news.numbers import Number, numbers
from lumbung.news.periods import Anchor, Moment, anchor_date, moments, relative_years, with_years, year_span
from lumbung.news.places import mentions, region_of, subject
from lumbung.news.roles import Context, is_decrease, role_of

EXTRACTOR_VERSION = "1"
SMALLEST_RUPIAH = Decimal(1000)
# Ten times the country's budget in rupiah: what is larger is no figure but digits run together.
LARGEST_VALUE = Decimal(10) ** 17
# A role that says no more than the unit does.
UNSPECIFIC_ROLES = frozenset({"jumlah", "nilai", "persentase"})


@dataclass(frozen=True, slots=True)
class Figure:
    """One claim. `quote` == text[start:end]; `value` in base units (rupiah, persons, percent), None with a `reason`."""

    quote: str
    start: int
    end: int
    value: Decimal | None
    value_high: Decimal | None
    unit: str | None
    role: str | None
    qualifier: str  # exact, about, at_least, at_most
    region_code: str | None  # Kemendagri
    period_start: date | None
    period_end: date | None
    program: str | None
    funding_source: str | None
    reason: str | None
    confidence: float  # 0 to 1
    sentence_no: int  # from 1
    sentence: str

    def as_json(self) -> dict[str, Any]:
        """Plain values for JSON: whole numbers as int, others as float, dates as ISO text."""
        out = asdict(self)
        for key in ("value", "value_high"):
            number = out[key]
            if number is not None:
                out[key] = int(number) if number == number.to_integral_value() else float(number)
        for key in ("period_start", "period_end"):
            if out[key] is not None:
                out[key] = out[key].isoformat()
        return out


# --- what stands behind a number -------------------------------------------------------------------------------------
_FILLER = r"(?:\s+(?:lebih|orang\s+lebih|data|buah))?"
_UNIT_AFTER = re.compile(rf"{_FILLER}[\s-]+(?P<unit>{any_of(UNIT_BY_PHRASE)})", re.IGNORECASE)
_UNIT_GLUED = re.compile(rf"(?P<unit>{any_of(['kk', 'kpm', 'orang', 'jiwa', 'unit', 'persen'])})", re.IGNORECASE)
_UNIT_INSIDE = re.compile(rf"(?:[a-z]+\s)+?(?P<unit>{any_of(UNIT_BY_PHRASE)})", re.IGNORECASE)
_MORE_AFTER = re.compile(r"\s+lebih(?!\w)(?!\s+dari)", re.IGNORECASE)
_RATE_AFTER = re.compile(
    rf"\s*(?:,-)?\s*(?:untuk\s+)?(?:/\s?|(?:per|(?:di\s+|untuk\s+)?setiap|(?:di\s+)?tiap|"
    rf"bagi\s+setiap)\s*)(?P<base>{any_of(RATE_BASES)})",
    re.IGNORECASE,
)
_RATE_BEFORE = re.compile(
    rf"(?<!\w)(?:masing-masing|setiap|tiap|tiap-tiap|per|satu|untuk\s+satu)\s+(?P<base>{any_of(RATE_BASES)})",
    re.IGNORECASE,
)
_OUT_OF = re.compile(
    r"\s+(?:pelaku\s+\w+\s+|orang\s+|KPM\s+|unit\s+)?dari\s+(?:total\s+|target\s+|jumlah\s+|keseluruhan\s+|"
    r"sebanyak\s+)*$",
    re.IGNORECASE,
)
_OF_THEM = re.compile(r"\s+(?:di\s?antaranya|sisanya|lainnya)(?!\w)", re.IGNORECASE)
_SAME_STATEMENT = re.compile(
    r"\s*(?:,?\s*atau(?:\s+(?:setara|sebanyak|sekitar|sebesar))?|\(|setara(?:\s+dengan)?)\s*$", re.IGNORECASE
)
_MONEY_CONTEXT = re.compile(
    r"(?<!\w)(?:dana|anggaran|bantuan|santunan|modal|biaya|mendapat(?:kan)?|menerima|memperoleh|senilai|nilai|"
    r"tunjangan|upah|gaji|insentif|"
    r"pinjaman|kredit|hibah|sebesar|plafon)(?!\w)",
    re.IGNORECASE,
)
_QUALIFIER = re.compile(
    r"(?<!\w)(?P<word>"
    + any_of((w for w, _ in QUALIFIERS_BEFORE), whole=False)
    + r")\s*(?:sebanyak\s*|sebesar\s*|ada\s*|mencapai\s*)?$",
    re.IGNORECASE,
)
_QUALIFIER_OF = dict(QUALIFIERS_BEFORE)
_PROGRAM = re.compile(r"(?<!\w)(?P<name>" + any_of(name for name, _ in PROGRAMS) + ")")
_PROGRAM_OF = dict(PROGRAMS)
_FUND = re.compile(r"(?<!\w)(?P<name>" + any_of(name for name, _ in FUNDING_SOURCES) + ")")
_FUND_OF = dict(FUNDING_SOURCES)

# --- numbers that say nothing about the region -----------------------------------------------------------------------
_REGULATION = re.compile(
    r"(?<!\w)(?:(?:peraturan|undang-undang|keputusan|instruksi|surat\s+edaran|"
    r"putusan)\s(?:[\w()/.-]+\s){0,6}?(?:nomor|no\.?)\s*"
    r"|(?:perpres|perppu|permen\w*|permendagri|kepmen\w*|kepmendagri|kepres|keppres|inpres|pmk|kmk|pojk|pergub|"
    r"perbup|perwali|perwal|perda|"
    r"pp|uu|uud|sk|skb|se|pasal|ayat|kuhp)\s*(?:nomor|no\.?)?\s*|(?:nomor|no\.?)\s*)$",
    re.IGNORECASE,
)
_NAME_BEFORE = re.compile(
    r"(?<!\w)(?:desil|covid|gurindam|ke-|kelas|tahap|gelombang|klaster|kluster|cluster|tipe|type|komisi|asisten|"
    r"kelompok|angkatan|edisi|jilid|"
    r"zona|golongan|g-?|versi|sila|pilar|rt|rw|blok|lantai|km|jl\.[^.,]{0,30}|jalan[^.,]{0,20}no\.?|smp\w*|sma\w*|"
    r"smk\w*|sd\w*|srma|kodim|korem|yonif|"
    r"sakernas|level|generasi|liga|pkl\.|pukul|jam|halaman|hal\.|tabel|lampiran|poin|nik|npwp|telp\.?|hp|wa|"
    r"whatsapp|web|inpres|rekening|kurs|"
    r"u-?|top|hut(?:\s+\w+){0,3}|program|sekolah\s+rakyat|ramadan|ramadhan|syawal|"
    r"muharram)\s*(?:\([a-z]+\)\s*)?(?:no\.?\s*|nomor\s*|ke-?\s*|rp\.?\s*)?$",
    re.IGNORECASE,
)
_LIST_OF_NAMES = re.compile(
    r"(?<!\w)desil\s+\d+(?:\s*(?:,|dan|hingga|sampai|-|–)\s*\d+)*(?:\s*(?:,|dan|hingga|sampai|-|–)\s*)$", re.IGNORECASE
)
_LIST_NUMBER = re.compile(r"(?:^|\n)\s*(?:\(?)$")
_AFTER_LIST_NUMBER = re.compile(r"[.)]\s+\S")
_EXAMPLE = re.compile(
    r"(?<!\w)(?:jika|apabila|seandainya|andaikata|andai|umpamanya|bila(?!\s+di)|diasumsikan|asumsi|"
    r"kalau\s+misalnya|kalau(?!\s+(?:di)?(?:lihat|kita|bicara|rinci|detail|saya))|misalnya|contohnya|"
    r"sebagai\s+contoh|ibarat)(?!\w)",
    re.IGNORECASE,
)
_EXAMPLE_ENDS = re.compile(r"(?:,|;|(?<!\w)(?:maka|yang\s+mana|sehingga|akan)(?!\w))", re.IGNORECASE)
_WEB = re.compile(
    r"(?:https?://|www\.)[^\s]{1,300}|(?<![\w.+@-])[\w.+-]{1,64}@[\w.-]{3,80}|"
    r"(?<![\w.-])(?:[\w-]{1,63}\.){1,4}(?:com|co\.id|go\.id|id|net|org|example)(?![\w-])(?:/[^\s]{0,300})?",
    re.IGNORECASE,
)
_ACTION = re.compile(r"(?<!\w)dalam\s+(?:\S+\s){0,2}$", re.IGNORECASE)


@dataclass(slots=True)
class _Draft:
    number: Number
    sentence: Sentence
    start: int
    end: int
    unit: Unit | None
    basis: str | None = None  # parts joined by "+": kapita+bulan
    pair: str | None = None
    more: bool = False
    guessed: bool = False
    reason: str | None = None
    role: str | None = None


def figures(text: str, published: date | None) -> list[Figure]:
    """All figures of `text` in reading order.

    Numbers that are not figures (regulation numbers, names, page furniture, unknown units) come with `value` None and a
    reason; dates, years and list numbers are not reported. A sentence that stands a second time is read once. A byte
    order mark and twice-encoded text are read as what they mean; quote, sentence and offsets are the given text's own.
    """
    given, legible = text, Legible(text)
    text = legible.text
    all_sentences = sentences(text)
    found_moments = moments(text)
    anchor = anchor_date(text, found_moments, published)
    dated = with_years(found_moments, anchor.day if anchor else None)
    drafts = _drafts(text, all_sentences, dated)
    _mark_contradictions(drafts)
    places = _by_sentence(all_sentences, mentions(text))
    about = subject(text, [m for s in all_sentences if s.boilerplate is None for m in places.get(s.no, ())])
    periods = _by_sentence(all_sentences, _stated_periods(text, dated, anchor))
    out: list[Figure] = []
    last_level: dict[str, str] = {}
    roles: list[str | None] = []
    by_no = {s.no: s for s in all_sentences}
    for i, draft in enumerate(drafts):
        context = _context(text, drafts, i, by_no)
        role = draft.role
        if role is None and draft.unit is not None and draft.number.value is not None:
            neighbour = None
            if i and drafts[i - 1].sentence.no == draft.sentence.no and drafts[i - 1].unit == draft.unit:
                neighbour = roles[i - 1] if drafts[i - 1].reason is None else None
            role = role_of(draft.unit, context, last_level.get(draft.unit.family), neighbour)
        roles.append(role)
        if draft.unit is not None and role is not None and draft.reason is None and not role.startswith("perubahan"):
            last_level[draft.unit.family] = role
        previous = by_no.get(draft.sentence.no - 1)
        same_paragraph = previous is not None and previous.paragraph == draft.sentence.paragraph
        region = region_of(
            draft.start,
            draft.end,
            places.get(draft.sentence.no, ()),
            places.get(draft.sentence.no - 1, ()) if same_paragraph else (),
            about,
        )
        stated, period = _period(text, draft, periods, anchor, by_no)
        out.append(
            _as_given(_figure(text, draft, context, role, region, period, stated), draft.sentence, given, legible)
        )
    return _with_roles_said_elsewhere(out)


def _as_given(figure: Figure, sentence: Sentence, given: str, legible: Legible) -> Figure:
    """A figure of the mended text, in the words and at the place of the given one."""
    start, end = legible.given(figure.start), legible.given(figure.end)
    said = given[legible.given(sentence.start) : legible.given(sentence.end)]
    return replace(figure, quote=given[start:end], start=start, end=end, sentence=said)


def _with_roles_said_elsewhere(found: list[Figure]) -> list[Figure]:
    """A headline gives an amount and the text says what it is: the same value and unit has the same role."""
    said = {
        (f.value, f.unit): f.role
        for f in reversed(found)
        if f.value is not None and f.role is not None and f.role not in UNSPECIFIC_ROLES
    }
    return [
        replace(f, role=said[f.value, f.unit])
        if f.value is not None and f.role in UNSPECIFIC_ROLES and (f.value, f.unit) in said
        else f
        for f in found
    ]


def body_fingerprint(body: str) -> str:
    """sha256 of the article's own words, folded: equal for exact copies whatever page furniture surrounds them."""
    words = re.findall(r"\w+", article_text(body).casefold())
    return hashlib.sha256(" ".join(words).encode()).hexdigest()


def _drafts(text: str, all_sentences: Sequence[Sentence], dated: Sequence[Moment]) -> list[_Draft]:
    closed = [(m.start, m.end) for m in dated]
    closed += [(m.start(), m.end()) for m in _WEB.finditer(text)]
    drafts: list[_Draft] = []
    queue = iter(all_sentences)
    sentence = next(queue, None)
    for number in numbers(text, closed):
        while sentence is not None and sentence.end <= number.start:
            sentence = next(queue, None)
        if sentence is None:
            break
        if number.start < sentence.start or sentence.repeated or _is_list_number(text, number):
            continue
        draft = _draft(text, number, sentence, drafts)
        if draft is not None:
            drafts.append(draft)
    _borrow_units(text, drafts)
    return [d for d in drafts if d.unit is not None or d.reason is not None]


def _draft(text: str, number: Number, sentence: Sentence, before: Sequence[_Draft]) -> _Draft | None:
    unit, end, basis, more = _unit(text, number, sentence.end)
    draft = _Draft(number, sentence, number.start, end, unit, basis, more=more)
    left = text[sentence.start : number.start]
    if number.in_words and unit is None:
        return None
    if sentence.boilerplate is not None:
        draft.reason, draft.role = f"boilerplate: {sentence.boilerplate}", "boilerplate"
    elif not (number.money or number.percent) and _REGULATION.search(left):
        draft.reason, draft.role, draft.unit, draft.end = (
            "number of a regulation or document",
            "nomor",
            None,
            number.end,
        )
    elif not (number.percent or number.scaled) and (_NAME_BEFORE.search(left) or _LIST_OF_NAMES.search(left)):
        draft.reason, draft.role, draft.unit, draft.end = "number inside a name or rank", "nama", None, number.end
    elif number.fault:
        draft.reason, draft.role = number.fault, "satuan_rusak"
    elif number.value is not None and max(number.value, number.value_high or number.value) > LARGEST_VALUE:
        draft.reason, draft.role = "a number this large is digits run together", "satuan_rusak"
    elif number.money and not number.scaled and number.value is not None and number.value < SMALLEST_RUPIAH:
        draft.reason, draft.role = "an amount of rupiah this small has lost its scale word", "satuan_rusak"
    elif _is_example(left):
        draft.reason, draft.role = "an example or condition, not a fact", "contoh"
    elif (
        unit is None
        and number.scaled
        and not number.in_words
        and _MONEY_CONTEXT.search(text, sentence.start, number.start)
    ):
        draft.unit, draft.guessed = RUPIAH, True
    if draft.unit is RUPIAH and draft.basis is None and draft.reason is None:
        draft.basis = _basis_before(text, draft, before)
    return draft


def _unit(text: str, number: Number, limit: int) -> tuple[Unit | None, int, str | None, bool]:
    """Unit, end of the quote, basis of a rate, and whether "lebih" stands behind the number."""
    end = number.end
    more = bool(_MORE_AFTER.match(text, end, limit))
    unit: Unit | None = None
    if number.money:
        unit = RUPIAH
    elif number.dollar:
        unit = DOLLAR
    elif number.points:
        unit = POINTS
    elif number.percent:
        unit = PERCENT
    else:
        match = None
        if number.gloss is not None:
            match = _UNIT_INSIDE.match(text, number.gloss[0], number.gloss[1] - 1) or _UNIT_AFTER.match(
                text, number.gloss[1], limit
            )
        match = match or _UNIT_AFTER.match(text, end, limit) or _UNIT_GLUED.match(text, end, limit)
        if match is not None:
            unit, end = UNIT_BY_PHRASE[" ".join(match["unit"].split()).casefold()], match.end()
    bases: list[str] = []
    while (rate := _RATE_AFTER.match(text, end, limit)) and len(bases) < 3:
        base = RATE_BASES[" ".join(rate["base"].split()).casefold()]
        if unit is None:
            if not number.scaled:
                break
            unit = RUPIAH
        if unit.family not in ("money", "person", "household", "business", "group", "dwelling", "item"):
            break
        bases.append(base)
        end = rate.end()
    return unit, end, "+".join(bases) or None, more


def _basis_before(text: str, draft: _Draft, before: Sequence[_Draft]) -> str | None:
    """`Masing-masing kelurahan dialokasikan sekitar Rp 80 juta`: the basis stands earlier in the same sentence."""
    begin = draft.sentence.start
    if before and before[-1].sentence.no == draft.sentence.no:
        begin = before[-1].end
    found = list(_RATE_BEFORE.finditer(text, begin, draft.start))
    if not found:
        return None
    between = text[found[-1].end() : draft.start]
    if re.search(r"(?<!\w)total(?:nya)?(?!\w)", between, re.IGNORECASE):
        return None
    return RATE_BASES[" ".join(found[-1]["base"].split()).casefold()]


def _borrow_units(text: str, drafts: Sequence[_Draft]) -> None:
    """`410 dari 520 pelaku usaha`, `3,2 juta di antaranya`: a number without a unit takes its partner's."""
    for i, draft in enumerate(drafts):
        following = drafts[i + 1] if i + 1 < len(drafts) else None
        same_next = following is not None and following.sentence.no == draft.sentence.no
        if same_next and following is not None and _OUT_OF.fullmatch(text, draft.end, following.start):
            counted = following.unit is not None and following.unit.family not in ("money", "percent", "points", "time")
            if draft.unit is None and draft.reason is None and counted:
                draft.unit = following.unit
            if draft.unit is not None and draft.unit == following.unit and counted:
                draft.pair, following.pair = "part", "whole"
        if i and _OF_THEM.match(text, draft.end) and (draft.unit is None or draft.guessed) and draft.reason is None:
            counted_before = drafts[i - 1].unit
            if drafts[i - 1].sentence.no == draft.sentence.no and counted_before is not None:
                draft.unit, draft.guessed = counted_before, True
    for draft in drafts:
        # A small bare number is a rank or a list number more often than a figure: nothing is lost without a word on it.
        trivial = draft.number.value is not None and draft.number.value < 100 and not draft.number.scaled
        if draft.unit is None and draft.reason is None and not trivial:
            draft.reason, draft.role = "the unit is not known", "satuan_tak_dikenal"


def _mark_contradictions(drafts: Sequence[_Draft]) -> None:
    """A whole smaller than the part it is said to hold is unusable: "8 persen dengan 2000 jiwa, di dalamnya
    1 persen atau 5.100 jiwa". Only the count printed without separators is given up; the share stays."""
    for i in range(len(drafts) - 3):
        share, whole, part_share, part = drafts[i : i + 4]
        if len({d.sentence.no for d in (share, whole, part_share, part)}) != 1:
            continue
        if [d.unit.family if d.unit else "" for d in (share, whole, part_share, part)] != ["percent", "person"] * 2:
            continue
        values = [d.number.value for d in (share, whole, part_share, part)]
        if any(v is None for v in values) or any(d.reason for d in (share, whole, part_share, part)):
            continue
        a, b, c, d = (v for v in values if v is not None)
        if c < a and d > b and whole.number.plain_digits:
            whole.reason = f"the part ({part.number.value:f}) is larger than this whole: digits are lost"
            whole.role = "satuan_rusak"


def _context(text: str, drafts: Sequence[_Draft], i: int, by_no: dict[int, Sentence]) -> Context:
    draft = drafts[i]
    sentence = draft.sentence
    begin, stop = sentence.start, sentence.end
    j = i - 1
    while j >= 0 and drafts[j].sentence.no == sentence.no:
        between = text[drafts[j].end : draft.start if j == i - 1 else drafts[j + 1].start]
        if not _SAME_STATEMENT.match(between) and draft.pair != "whole":
            begin = drafts[j].end
            break
        j -= 1
    k = i + 1
    while k < len(drafts) and drafts[k].sentence.no == sentence.no:
        between = text[drafts[k - 1].end : drafts[k].start]
        if not _SAME_STATEMENT.match(between) and not (drafts[k].pair == "whole" and drafts[k - 1].pair == "part"):
            stop = drafts[k].start
            break
        k += 1
    previous = by_no.get(sentence.no - 1)
    recent_from = previous.start if previous is not None and previous.boilerplate is None else sentence.start
    return Context(
        left=text[begin : draft.start],
        right=_CLAUSE.split(text[draft.end : stop], maxsplit=1)[0],
        sentence=text[sentence.start : sentence.end],
        recent=text[recent_from : sentence.end],
        quote=text[draft.start : draft.end],
        value=draft.number.value or Decimal(0),
        basis=draft.basis,
        bracket_of=_bracket_of(text, drafts, i),
        pair=draft.pair,
    )


_CLAUSE = re.compile(r"[,;]\s")


def _bracket_of(text: str, drafts: Sequence[_Draft], i: int) -> str | None:
    """`Rp300.000 (60 persen)`: the family of the figure that a bracket explains."""
    if i == 0 or text[drafts[i - 1].end : drafts[i].start].strip() != "(":
        return None
    unit = drafts[i - 1].unit
    return unit.family if unit is not None else None


@dataclass(frozen=True, slots=True)
class _Stated:
    """A period that the text states at `start`..`end`."""

    start: int
    end: int
    span: tuple[date, date]


class _Placed(Protocol):
    @property
    def start(self) -> int: ...


_Item = TypeVar("_Item", bound=_Placed)


def _by_sentence(all_sentences: Sequence[Sentence], items: Sequence[_Item]) -> dict[int, list[_Item]]:
    """Items in reading order, grouped by the number of the sentence in which they begin."""
    starts = [s.start for s in all_sentences]
    grouped: dict[int, list[_Item]] = {}
    for item in items:
        i = bisect_right(starts, item.start) - 1
        if i >= 0 and item.start < all_sentences[i].end:
            grouped.setdefault(all_sentences[i].no, []).append(item)
    return grouped


def _stated_periods(text: str, dated: Sequence[Moment], anchor: Anchor | None) -> list[_Stated]:
    stated = [
        _Stated(m.start, m.end, (m.first, m.last))
        for m in dated
        if m.first is not None and m.last is not None and not m.said
    ]
    if anchor is not None:
        stated += [_Stated(s, e, year_span(anchor.day.year + step)) for s, e, step in relative_years(text)]
    return sorted(stated, key=lambda period: period.start)


def _period(
    text: str,
    draft: _Draft,
    periods: dict[int, list[_Stated]],
    anchor: Anchor | None,
    by_no: dict[int, Sentence],
) -> tuple[bool, tuple[date, date] | None]:
    """Whether the text states the period, and the period: nearest in the sentence, else of the sentence before when
    this one refers to it, else the anchor's year."""
    here = _nearest_period(text, draft.sentence, draft.start, draft.end, periods)
    if here is not None:
        return True, here
    if _EARLIER.search(text, draft.sentence.start, draft.start):
        return False, None
    previous = by_no.get(draft.sentence.no - 1)
    if previous is not None and previous.boilerplate is None:
        same_paragraph = previous.paragraph == draft.sentence.paragraph
        back = _nearest_period(text, previous, previous.end, previous.end, periods)
        if back is not None and (same_paragraph or _REFERS_BACK.match(text, draft.sentence.start, draft.sentence.end)):
            return True, back
    return False, year_span(anchor.day.year) if anchor is not None and anchor.is_time_of_writing else None


_EARLIER = re.compile(r"(?<!\w)(?:sebelumnya|semula|awalnya|dulu|dahulu)(?!\w)[^,.]{0,40}$", re.IGNORECASE)
_OF_THAT_TIME = re.compile(r"[^,;.]{0,30}(?:sebesar|sebanyak|mencapai|tercatat)\s*", re.IGNORECASE)
_NEW_CLAUSE = re.compile(r",\s+(?:yang\s+(?:akan|bakal|rencananya)|sehingga|agar)(?!\w)", re.IGNORECASE)
_COMPARED_WITH = re.compile(r"(?<!\w)(?:terhadap|dibanding\w*|daripada)\s+(?:\w+\s+){0,4}$", re.IGNORECASE)


_REFERS_BACK = re.compile(
    r"[\"“]?\s*(?:(?:dana|anggaran|jumlah|angka|nilai|bantuan|program|kegiatan|pelatihan|dari\s+(?:jumlah|total)|"
    r"kegiatan)\b.{0,20}\b(?:tersebut|itu|ini)\b|"
    r"dengan\s+(?:anggaran|dana)\b|rinciannya|selain\s+itu|adapun|sebanyak|dari\s+jumlah)",
    re.IGNORECASE,
)


def _nearest_period(
    text: str, sentence: Sentence, start: int, end: int, periods: dict[int, list[_Stated]]
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
        compared = _COMPARED_WITH.search(text, max(sentence.start, first - 60), first) is not None
        if compared and (behind or not _OF_THAT_TIME.fullmatch(between)):
            continue
        # "5.100 jiwa, yang akan dibantu pada tahun 2023" says when they are helped, not when they were counted.
        if behind and _NEW_CLAUSE.search(between):
            continue
        if best is None or cost < best[0]:
            best = (cost, stated.span)
    return best[1] if best else None


def _figure(
    text: str,
    draft: _Draft,
    context: Context,
    role: str | None,
    region: str | None,
    period: tuple[date, date] | None,
    period_is_stated: bool,
) -> Figure:
    number, unit = draft.number, draft.unit
    value, high = number.value, number.value_high
    if draft.reason is not None:
        value = high = None
    elif role is not None and value is not None and is_decrease(role, context.left):
        value, high = -value, -high if high is not None else None
    unit_name = unit.name if unit is not None else None
    if unit is not None and unit.family == "money" and draft.basis:
        unit_name = "_".join([unit.name, "per", *draft.basis.split("+")])
    left = text[draft.sentence.start : draft.start]
    return Figure(
        quote=text[draft.start : draft.end],
        start=draft.start,
        end=draft.end,
        value=value,
        value_high=high,
        unit=unit_name,
        role=role,
        qualifier=_qualifier(left, draft),
        region_code=region,
        period_start=period[0] if period else None,
        period_end=period[1] if period else None,
        program=_named(_PROGRAM, _PROGRAM_OF, context),
        funding_source=_named(_FUND, _FUND_OF, context),
        reason=draft.reason,
        confidence=_confidence(draft, role, region, period_is_stated),
        sentence_no=draft.sentence.no,
        sentence=text[draft.sentence.start : draft.sentence.end],
    )


def _qualifier(left: str, draft: _Draft) -> str:
    if match := _QUALIFIER.search(left):
        return _QUALIFIER_OF[" ".join(match["word"].casefold().split())]
    if draft.more:
        return "at_least"
    return "about" if draft.number.roughly else "exact"


def _named(pattern: re.Pattern[str], names: dict[str, str], context: Context) -> str | None:
    """The last name before the figure, else the first behind it, else one of the sentence."""
    before = list(pattern.finditer(context.left))
    if before:
        return names[" ".join(before[-1]["name"].split())]
    for words in (context.quote, context.right, context.sentence):
        if match := pattern.search(words):
            return names[" ".join(match["name"].split())]
    return None


def _confidence(draft: _Draft, role: str | None, region: str | None, period_is_stated: bool) -> float:
    score = 0.95
    score -= 0.25 if draft.guessed else 0.0
    score -= 0.1 if draft.number.loose else 0.0
    score -= 0.05 if draft.number.in_words else 0.0
    score -= 0.1 if role is None or role in UNSPECIFIC_ROLES else 0.0
    score -= 0.1 if region is None else 0.0
    score -= 0.0 if period_is_stated else 0.1
    return round(max(score, 0.1), 3)


def _is_list_number(text: str, number: Number) -> bool:
    """`1. Joseph ...` at the begin of a line."""
    if number.money or number.percent or number.scaled:
        return False
    line_start = max(text.rfind("\n", 0, number.start) + 1, number.start - 12)
    if line_start and text[line_start - 1] != "\n":
        return False
    return not text[line_start : number.start].strip(" (•*-") and _AFTER_LIST_NUMBER.match(text, number.end) is not None


def _is_example(left: str) -> bool:
    """The number stands in the condition itself ("Jika desa menerima Rp 100 juta, ..."), not in what follows from
    it."""
    conditions = list(_EXAMPLE.finditer(left))
    return bool(conditions) and _EXAMPLE_ENDS.search(left, conditions[-1].end()) is None
