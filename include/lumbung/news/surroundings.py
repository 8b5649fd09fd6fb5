"""What stands around a number: the `Context` that the rules of roles ask.

In: a `Reading` and its drafts. Out: for each draft the cues in the parts of its sentence, whether it is planned or
done, a change or a level, a part of a total, the same said twice, or the next of a list.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from lumbung.news import role_rules, topics
from lumbung.news.cues import Cue, bits_between, last_of
from lumbung.news.drafts import SOME_OF_THEM
from lumbung.news.figure_periods import FigurePeriod
from lumbung.news.lexicon import PERCENT, SCALES, Unit
from lumbung.news.lines import Sentence
from lumbung.news.numbers import read_digits
from lumbung.news.reading import Draft, Reading
from lumbung.news.role_rules import Context
from lumbung.news.tokens import Words, word_set

_SAME_STATEMENT = frozenset({",", "atau", "setara", "sebanyak", "sekitar", "sebesar", "(", "dengan", "kira", "-"})
_SAME_STATEMENT_KEYS = frozenset({"atau", "(", "setara"})


def _is_same_statement(words: Words, i: int, stop: int) -> bool:
    """`1 persen atau 5.100 jiwa`, `302 ribu orang (11 persen)`: two ways to say one thing."""
    said = words.words[i:stop]
    return (
        0 < len(said) <= 4
        and all(word in _SAME_STATEMENT for word in said)
        and any(word in _SAME_STATEMENT_KEYS for word in said)
    )


_LONGEST_HEAD = 3  # words


def _end_of_what_is_said(words: Words, found: Sequence[Cue], stop: int, limit: int) -> int:
    """Where another clause begins behind a number: at a comma, or at "dan" once a verb has come."""
    for j in range(stop, limit):
        word = words.words[j]
        if word in _SENTENCE_PARTS:
            return j
        if word in ("dan", "serta") and bits_between(found, stop, j) & (topics.PLAN | topics.DONE | topics.GET_IT):
            return j
    return limit


def _is_opened_by_from(words: Words, begin: int, first: int) -> bool:
    """`Dari 5.000 unit ini, ...`: a whole of which a part will be told."""
    opening = words.words[begin:first]
    return len(opening) <= 2 * _LONGEST_HEAD and "dari" in opening[-_LONGEST_HEAD:] and "," not in opening


def _is_future(period: FigurePeriod, published: date | None) -> bool:
    return period.span is not None and published is not None and period.span[0] > published


def _is_past(period: FigurePeriod, published: date | None) -> bool:
    return period.span is not None and published is not None and period.span[1].year < published.year


def _is_unfinished(period: FigurePeriod, published: date | None) -> bool:
    """`bantuan Oktober-Desember`, told in October. A whole year says nothing: most figures are of the running one."""
    if period.span is None or published is None or not period.is_own:
        return False
    first, last = period.span
    one_month = (first.year, first.month) == (last.year, last.month)
    whole_year = (first.month, last.month) == (1, 12)
    return last > published and not one_month and not whole_year


def _goes_on(drafts: Sequence[Draft], i: int) -> bool:
    """Whether the sentence before can tell the stage of this figure: it holds no figures, or one of the same kind."""
    before = [
        d for d in drafts[max(0, i - 12) : i] if d.sentence.no == drafts[i].sentence.no - 1 and d.unit is not None
    ]
    return not before or any(_are_alike(d.unit, drafts[i].unit) for d in before)


def _are_alike(one: Unit | None, other: Unit | None) -> bool:
    """Whether two units count the same kind of thing: people and families, houses and schools."""
    if one is None or other is None:
        return False
    return one.family == other.family or any(one.family in alike and other.family in alike for alike in _ALIKE)


_CONTRASTS = frozenset({"sedangkan", "sementara", "adapun"})
_SENTENCE_PARTS = frozenset({",", ";", "sedangkan", "sementara"})
_CLAUSE_ENDS = frozenset({",", ";", "dan", "serta", "sedangkan", "sementara"})


def context_of(
    reading: Reading,
    drafts: Sequence[Draft],
    i: int,
    said_roles: Sequence[str | None],
    period: FigurePeriod,
    published: date | None,
) -> Context:
    draft, words = drafts[i], reading.words
    sentence, first, stop = draft.sentence, draft.number.first, draft.stop
    begin, limit = reading.span(sentence)
    left, right = _left_end(reading, drafts, i, begin), _right_end(reading, drafts, i, limit)
    found = reading.cues(sentence)
    far = _end_of_what_is_said(words, found, stop, right)
    clause = max((j + 1 for j in range(left, first) if words.words[j] in (",", ";", ":")), default=left)
    right = next((j for j in range(stop, right) if words.words[j] in _CLAUSE_ENDS), right)
    previous = reading.before(sentence)
    recent = whole = reading.bits(sentence)
    if previous is not None and previous.boilerplate is None:
        recent |= reading.bits(previous)
    listed, heading = 0, reading.heading(sentence)
    if heading is not None and heading.boilerplate is None:
        listed = reading.bits(heading)
        recent |= listed
        if bits_between(found, first, stop) & (topics.POOR | topics.EXTREME | topics.RECEIVE):
            listed = 0  # the item says itself what it counts
    said_before = bits_between(found, begin, first) | listed
    is_built = draft.unit is not None and draft.unit.family == "dwelling"
    told = max((j + 1 for j in range(begin, first) if words.words[j] in _CONTRASTS), default=begin)
    is_rate = draft.unit is PERCENT
    aimed_before = bits_between(found, begin, left) & topics.AIM if is_rate and _is_new_level(drafts, i, words) else 0
    as_it_is = is_rate and (_is_old_level(words, draft) or _is_told_of_now(found, left, first))
    not_aimed = topics.AIM if as_it_is else 0
    own = _aspect(words, found, told, first, stop, far, is_built)
    aspect = own or (_aspect_before(reading, sentence, previous) if _goes_on(drafts, i) else None)
    return Context(
        left=(bits_between(found, left, first) | listed | aimed_before) & ~not_aimed,
        clause=(bits_between(found, clause, first) | aimed_before) & ~not_aimed,
        head=bits_between(found, max(clause, first - _LONGEST_HEAD), first),
        right=bits_between(found, stop, right),
        sentence=whole,
        said_before=said_before,
        recent=recent,
        article=reading.article_bits(),
        quote=bits_between(found, first, stop),
        value=draft.number.value or Decimal(0),
        aspect=aspect,
        firmness=_firmness(found, told, far, aspect, own),
        change=_change(words, found, draft, left, begin),
        future=_is_future(period, published) and (period.is_own or (aspect != "done" and not is_rate)),
        unfinished=_is_unfinished(period, published),
        past=_is_past(period, published),
        basis=draft.basis,
        bracket_of=_bracket_of(words, drafts, i),
        role_before=said_roles[i - 1] if i and drafts[i - 1].sentence.no == sentence.no else None,
        pair=draft.pair,
        twin_of=said_roles[i - 1] if i and _is_twin(words, drafts[i - 1], draft) else None,
        each_of=_unit_before(words, drafts, i),
        heads_of=said_roles[i - 1] if i and _are_heads_of(words, drafts[i - 1], draft, said_roles[i - 1]) else None,
        follows=_follows(drafts, i),
        out_of=_is_opened_by_from(words, begin, first),
        part_of=_is_part(reading, drafts, i, found, begin),
    )


def _left_end(reading: Reading, drafts: Sequence[Draft], i: int, begin: int) -> int:
    """Where the words that speak of this number alone begin: behind the number before, past one statement."""
    j = i
    while j > 0 and drafts[j - 1].sentence.no == drafts[i].sentence.no:
        if drafts[j - 1].role in _NO_COUNTS or _is_an_adverb(drafts[j - 1], drafts[i]):
            j -= 1
            continue
        if not _is_same_statement(reading.words, drafts[j - 1].stop, drafts[j].number.first) and (
            drafts[j].pair != "whole"
        ):
            return drafts[j - 1].stop
        j -= 1
    return begin


_WHOLLY = Decimal(100)


def _is_an_adverb(before: Draft, draft: Draft) -> bool:
    """`dicadangkan untuk tiga bulan pertama Rp 2 miliar`, `selesai seratus persen ada 160 unit`: how long and how far,
    in words, tells of what is counted behind it."""
    if before.unit is None or draft.unit is None or not before.number.in_words:
        return False
    whole = before.unit is PERCENT and before.number.value == _WHOLLY and draft.unit.family != "percent"
    return whole or (before.unit.family == "time" and draft.unit.family != "time")


# "anak putus sekolah usia 7-15 tahun sebanyak 1.730 orang": an age tells who is counted.
_NO_COUNTS = frozenset({"umur", "nomor"})


def _right_end(reading: Reading, drafts: Sequence[Draft], i: int, limit: int) -> int:
    j = i
    while j + 1 < len(drafts) and drafts[j + 1].sentence.no == drafts[i].sentence.no:
        if not _is_same_statement(reading.words, drafts[j].stop, drafts[j + 1].number.first) and (
            drafts[j + 1].pair != "whole"
        ):
            return drafts[j + 1].number.first
        j += 1
    return limit


_REACH_OF_A_PLAN = 4
_PURPOSES = word_set("untuk guna agar supaya demi")


def _firmness(found: Sequence[Cue], begin: int, limit: int, aspect: str | None, own: str | None) -> int:
    """How firmly the stage is told: 3 by a word that says no more than that, 2 by a verb, 1 by the sentence before."""
    if own is None:
        return 1 if aspect else 0
    bits = bits_between(found, begin, limit)
    if aspect == "plan":
        return 3 if bits & topics.SURE_PLAN else 2
    return 3 if bits & topics.DONE_ALREADY else 2


def _aspect(
    words: Words, found: Sequence[Cue], begin: int, first: int, stop: int, right: int, is_built: bool = False
) -> str | None:
    """Whether the nearest word on the left says that it is planned or that it is done; without one, the first on the
    right. "akan menerima" is planned: a modal word reaches over the verb behind it; "untuk membangun" is not
    done, and for what is built it is a plan."""
    meant = [one for one in found if one.bits & topics.DONE and words.words[one.first - 1] in _PURPOSES]
    said = [one for one in found if one not in meant] if meant else found
    if is_built and meant and begin <= meant[-1].first < first:
        firm = topics.PLAN | topics.DONE_ALREADY
        last = max((one.stop for one in said if one.bits & firm and begin <= one.first < first), default=-1)
        if last_of(said, topics.DONE_ALREADY, begin, first) != last or last < 0:
            return "plan"  # "mendapat Rp 5 miliar untuk memperbaiki 320 rumah"
    plan, done = last_of(said, topics.PLAN, begin, first), last_of(said, topics.DONE, begin, first)
    if plan >= 0 or done >= 0:
        already = last_of(said, topics.DONE_ALREADY, begin, first)
        if 0 < already < plan and _is_aside(words, already, plan):
            already = -1
        if plan == last_of(said, topics.REACH, begin, first) and 0 < plan - already <= 2:
            return "done"
        now = last_of(said, topics.STILL_NOW, begin, plan)
        if plan == last_of(said, topics.REACHED_NOW, begin, first) and now > 0 and plan - now <= _REACH_OF_A_PLAN:
            return "done"  # "saat ini, bansos menjangkau"
        if done >= 0 and plan == last_of(said, topics.MEANT, begin, first):
            firm = last_of([one for one in said if not one.bits & topics.MEANT], topics.PLAN, begin, first)
            if firm < (already if plan == last_of(said, topics.REACH, begin, first) else done):
                return "done"
        if plan > done or (plan > already and done - plan <= _REACH_OF_A_PLAN):
            return "plan"
        return "plan" if plan > already and _goes_on_planned(words, said, plan, first) else "done"
    for one in said:
        if one.first >= stop and one.stop <= right and one.bits & (topics.PLAN | topics.DONE):
            return "plan" if one.bits & topics.PLAN else "done"
    return None


def _is_aside(words: Words, already: int, plan: int) -> bool:
    """`Program yang sudah berjalan lama itu menyasar`: "sudah" speaks of the programme, in a clause that is over."""
    return words.words[already - 2] == "yang" and bool(_POINTERS & set(words.words[already:plan]))


_POINTERS = frozenset({"itu", "ini", "tersebut"})
_JOINTS = frozenset({"dan", "serta", ","})
_TURNS = word_set("namun tetapi tapi sedangkan sementara hingga sampai lalu . ;")


def _goes_on_planned(words: Words, said: Sequence[Cue], plan: int, first: int) -> bool:
    """`menargetkan membedah 103 rumah dan merehab 50 rumah`, `akan merehab 320 rumah, Dinsos membantu 450 lansia`: the
    plan goes on with the next verb."""
    verb = max((one.first for one in said if one.bits & topics.DONE and one.first < first), default=-1)
    joined = verb > 0 and (words.words[verb - 1] in _JOINTS or words.words[verb - 2] == ",")
    joined = joined and words.words[verb].startswith("me")
    return joined and not _TURNS & set(words.words[plan:first])


def _aspect_before(reading: Reading, sentence: Sentence, previous: Sentence | None) -> str | None:
    """What the sentence before ends with: a sentence without a verb of its own goes on with it."""
    if previous is None or previous.boilerplate is not None:
        return None
    if reading.bits(sentence) & (topics.ATTENDED | topics.DONE | topics.REALISED):
        return None
    begin, limit = reading.span(previous)
    return _aspect(reading.words, reading.cues(previous), begin, limit, limit, limit)


_REACH_OF_A_CHANGE = 7
_REACH_OF_A_CUT = 12  # "pemotongan hibah bagi kota ini oleh pemerintah provinsi senilai Rp 12 miliar"


def _leads_to_level(words: Words, i: int, value: Decimal) -> bool:
    """`naik 4,10 persen menjadi 4,25 persen` gives two levels; `turun 0,5 persen menjadi 1,2 persen` a change "
    "first."""
    if words.words[i] != "menjadi":
        return False
    level, _, _ = read_digits(words.words[i + 1], measured=True) if words.words[i + 1][:1].isdigit() else (None, 0, 0)
    return level is not None and value * 2 > level * SCALES.get(words.words[i + 2], 1)


def _change(words: Words, found: Sequence[Cue], draft: Draft, left: int, begin: int) -> str | None:
    """ "fall" or "rise" where the number is the change itself ("turun 0,3 persen"), not the level it leads to."""
    first, stop, value = draft.number.first, draft.stop, draft.number.value or Decimal(0)
    family = draft.unit.family if draft.unit is not None else None
    fall, rise = last_of(found, topics.FALL, left, first), last_of(found, topics.RISE, left, first)
    last = max(fall, rise)
    kind = "fall" if fall >= rise else "rise"
    if family == "points":
        if last < 0:
            fall, rise = last_of(found, topics.FALL, begin, first), last_of(found, topics.RISE, begin, first)
            return "fall" if fall > rise else "rise"
        return kind
    of_a_sum = (
        family == "money" and words.words[first - 1] == "sebesar" and topics.CUT & bits_between(found, last - 1, last)
    )
    reach = _REACH_OF_A_CUT if of_a_sum else _REACH_OF_A_CHANGE
    if last < 0 or first - last > reach or _leads_to_level(words, stop, value):
        return None
    if family == "money" and _changes_another_thing(words, last):
        return None
    if last_of(found, topics.COMPARED, left, first) == last and first - last > 1:
        return None
    between = set(words.words[last:first])
    if last_of(found, topics.CUT, left, first) == last:
        return None if between & {"menjadi", "dari", ","} else kind
    if last_of(found, topics.TO_LEVEL, last, first) >= 0 or any(w in (",", ";", ":") for w in words.words[last:first]):
        return None
    if family not in ("percent", "money") and first - last > 3:
        return None
    return kind


_MONEY_CHANGES = word_set(
    "anggaran dana alokasi nilai bantuan biaya transfer tkd apbd apbn pagu belanja sebesar senilai tunjangan insentif "
    "iuran premi plafon rp harga pendapatan modal dau dak dbh honor gaji upah"
)


def _changes_another_thing(words: Words, behind: int) -> bool:
    """`peningkatan kesejahteraan warga sebesar Rp 67 miliar` is no change of money: it is what the money is for."""
    noun = words.words[behind - 1]
    if not (noun.startswith("pe") and noun.endswith("an")):
        return False
    if words.words[behind] == "pendapatan":
        return words.words[behind + 1] in ("masyarakat", "warga", "keluarga", "penduduk")
    return words.words[behind] not in _MONEY_CHANGES


def _bracket_of(words: Words, drafts: Sequence[Draft], i: int) -> str | None:
    """`Rp300.000 (60 persen)`: the family of the figure that a bracket explains."""
    if i == 0 or words.words[drafts[i - 1].stop : drafts[i].number.first] != ["("]:
        return None
    unit = drafts[i - 1].unit
    return unit.family if unit is not None else None


def _is_twin(words: Words, before: Draft, draft: Draft) -> bool:
    """`0,53 persen pada 2022, setara 1.530 jiwa`: says once more what the figure before it says."""
    if before.sentence.no != draft.sentence.no or before.unit == draft.unit or draft.number.first - before.stop > 7:
        return False
    said = words.words[before.stop : draft.number.first]
    if before.unit is PERCENT and said[-1:] == [","]:  # "2,27 persen pada 2017, 20,7 ribu jiwa"
        return True
    return any(word in ("atau", "setara", "(", "yakni", "yaitu") for word in said) or said[-2:] in (
        [",", "sekitar"],
        [",", "sebanyak"],
    )


def _unit_before(words: Words, drafts: Sequence[Draft], i: int) -> str | None:
    before = drafts[i - 1] if i else None
    if before is None or before.unit is None:
        return None
    if before.sentence.no == drafts[i].sentence.no:
        return before.unit.name
    follows = before.sentence.no == drafts[i].sentence.no - 1 and before.unit.family == "area"
    each = "masing" in words.words[drafts[i].number.first - _LONGEST_HEAD : drafts[i].number.first]
    return before.unit.name if follows and each else None  # "17 kelurahan. Yang dari DAU masing-masing Rp 370 juta"


def _are_heads_of(words: Words, before: Draft, draft: Draft, role: str | None) -> bool:
    """`3 juta KPM, kira-kira 12 juta jiwa`: the same help, counted once more by heads."""
    households = before.unit is not None and before.unit.family == "household"
    return households and (role or "").startswith(("penerima", "sisa_penerima")) and _is_twin(words, before, draft)


def _follows(drafts: Sequence[Draft], i: int) -> bool:
    draft = drafts[i]
    return any(
        d.unit is not None
        and draft.unit is not None
        and d.unit.family == draft.unit.family
        and d.reason is None
        and d.sentence.no >= draft.sentence.no - 2
        for d in drafts[max(0, i - 6) : i]
    )


_REACH_OF_A_TOTAL = 2  # sentences
_MOST_PARTS = 40  # figures behind a total, so that a text of nothing but figures is read in time


def _colon_behind_a_total(reading: Reading, drafts: Sequence[Draft], i: int) -> int:
    """`1.870 unit: 1.120 lewat DAK, 450 dari dana desa`: the colon behind a number of the same kind; -1 where none."""
    draft, said = drafts[i], reading.words.words
    for d in drafts[max(0, i - _MOST_PARTS) : i]:
        if d.sentence.no == draft.sentence.no and d.reason is None and _are_alike(d.unit, draft.unit):
            behind = next((j for j in range(d.stop, d.stop + _LONGEST_HEAD) if said[j] == ":"), -1)
            if 0 <= behind < draft.number.first:
                return behind
    return -1


_ALIKE = (frozenset(role_rules.RECEIVING), frozenset({"dwelling", "facility", "site"}))


def _is_part(reading: Reading, drafts: Sequence[Draft], i: int, found: Sequence[Cue], begin: int) -> bool:
    """Behind a total of the same kind and "terdiri dari", "di antaranya", "sisanya"."""
    draft = drafts[i]
    said, first = reading.words.words, draft.number.first
    behind = last_of(found, topics.OF_THAT_TOTAL, begin, first)
    after = said[draft.stop : min(draft.stop + 3, reading.span(draft.sentence)[1])]
    nearby = {*said[max(begin, first - 3) : first], *after}
    if said[first - 1] != "lainnya" and "lainnya" not in after:
        nearby.discard("lainnya")  # "bantuan lainnya ditujukan kepada 108 janda"
    colon = _colon_behind_a_total(reading, drafts, i)
    behind = max(behind, colon)
    out_of = said[begin] == "dari" and said[begin + 1] in ("total", "jumlah", "angka")
    if out_of and first - begin <= _LONGEST_HEAD:
        return False  # "Dari total 500 KPM" is the total
    if SOME_OF_THEM & nearby or out_of:
        behind = first
    closed = {")", "total", "totalnya"} & set(said[behind:first])  # another total is told
    if behind < 0 or draft.unit is None or closed:
        return False
    families = {
        d.unit.family
        for d in drafts[max(0, i - 6) : i]
        if d.unit is not None
        and d.reason is None
        and d.sentence.no >= draft.sentence.no - _REACH_OF_A_TOTAL
        and d.number.first < behind
        and not (d.unit == draft.unit and (d.number.value or 0) < (draft.number.value or 0))
    }
    return any(draft.unit.family in alike and families & alike for alike in _ALIKE) or draft.unit.family in families


def _without_brackets(said: Sequence[str]) -> list[str]:
    """`dan transfer ke daerah (TKD)` without what the bracket says again."""
    if "(" not in said or ")" not in said or said.index(")") < said.index("("):
        return list(said)
    return [*said[: said.index("(")], *said[said.index(")") + 1 :]]


_LINKS = frozenset({",", "dan", "serta", ";"})
_LONGEST_LINK = 8  # words
_SAME_SIZE = 50  # amounts of a list differ by less
_NO_LINK = word_set(
    "sisanya selebihnya "
    "yang menjadi dari total totalnya jumlahnya seluruhnya sedangkan sementara turun naik berkurang bertambah "
    "meningkat atau sehingga setara realisasi pagu sisa target baru sebelumnya semula berarti"
)


def _is_old_level(words: Words, draft: Draft) -> bool:
    """`menargetkan turun dari 13 persen menjadi 12 persen`: the first is what is, not what is aimed at."""
    return words.words[draft.number.first - 1] == "dari" and words.words[draft.stop] in _TO_A_LEVEL


def _is_told_of_now(found: Sequence[Cue], left: int, first: int) -> bool:
    """`diharapkan mengurangi pengangguran yang pada Agustus berada di posisi 4 persen`: the relative clause tells what
    is, not what is aimed at."""
    now = last_of(found, topics.IS_NOW, left, first)
    return now > last_of(found, topics.AIM, left, first)


def _is_new_level(drafts: Sequence[Draft], i: int, words: Words) -> bool:
    """The second of the two."""
    if i == 0 or drafts[i - 1].unit != drafts[i].unit or not _is_old_level(words, drafts[i - 1]):
        return False
    return words.words[drafts[i - 1].stop : drafts[i].number.first][1:] == []


_TO_A_LEVEL = frozenset({"menjadi", "ke"})
_RATES = frozenset({"percent", "points", "index"})  # of which one may be reached and the next aimed at


def becomes(reading: Reading, before: Draft, draft: Draft) -> bool:
    """`naik dari 220 unit menjadi 350 unit`: two levels of one thing."""
    if before.sentence.no != draft.sentence.no or before.reason is not None or before.unit != draft.unit:
        return False
    words, first = reading.words.words, before.number.first
    comes_from = "dari" in words[first - 2 : first]
    counted = draft.unit is not None and draft.unit.family not in _RATES
    return comes_from and counted and words[before.stop : draft.number.first] == ["menjadi"]


def continues_list(reading: Reading, before: Draft, draft: Draft) -> bool:
    """The next of a list: `17 orang dan 3 orang`, with a few words but no verb between."""
    if (
        before.sentence.no != draft.sentence.no
        or before.reason is not None
        or before.unit is None
        or draft.unit is None
    ):
        return False
    if draft.unit.family == "index":
        return False
    low, high = sorted((abs(before.number.value or Decimal(0)), abs(draft.number.value or Decimal(0))))
    if draft.unit.family == "money" and high > _SAME_SIZE * low:
        return False
    families = {before.unit.family, draft.unit.family}
    if before.unit != draft.unit and not (families == {"item"} or families <= set(role_rules.RECEIVING)):
        return False
    if SOME_OF_THEM & set(reading.words.words[draft.stop : draft.stop + 3]):
        return False
    said = _without_brackets(reading.words.words[before.stop : draft.number.first])
    if said[:1] == ["dari"] and said[-1] in _LINKS:  # "Rp 2 miliar dari APBN dan Rp 1 miliar dari APBD"
        said = said[1:]
    if not said or len(said) > _LONGEST_LINK or _NO_LINK & set(said):
        return False
    if said[0] in _POINTERS and said[-1] == ",":  # "Dari Rp 12 miliar itu, Rp 7 miliar cair"
        return False
    if bits_between(reading.cues(draft.sentence), before.stop, draft.number.first) & topics.ACTS:
        return False
    if said[-1] in _LINKS:
        return said[:-1].count(",") <= (1 if said[-1] != "," else 0)
    return said[0] in _LINKS and said.count(",") <= 1 and len(said) <= _LONGEST_LINK // 2
