"""Which articles are copies: the same text again (sent on, cut, in other furniture), or one event told in other words.

In: title, body, figures and date of articles. Out: `Traits` of each, whose `marks` tell which are worth comparing, and
of any two what `kind_of_copy` they are. A decision looks at the two articles and at nothing else, so it
does not depend on what arrived before; copies of copies are joined by `joined`. Pure.

What must not be joined looks much like a copy: next month's release in the same words with other figures, another
town's programme from the same template. So a copy has to say the same figures about the same region.
"""

from __future__ import annotations

import hashlib
import re
from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from lumbung.news.lines import article_text
from lumbung.news.periods import MONTHS, WEEKDAYS

COPIES_VERSION = "1"
"""Changes whenever an article's marks or a decision would: all articles are compared again then."""

TEXT_DAYS = 7
"""Days between which a text is sent on; an equal text is a copy whenever it appears."""
EVENT_DAYS = 2
LOCAL_FIGURES = 2
NATIONAL_FIGURES = 4
"""Telling figures that two accounts of one event share at least."""
MARKS_SHARED = 2
"""Two articles with fewer marks in common are not compared."""

Kind = Literal["text", "event"]
Claim = tuple[str, str, str]  # value, unit, region


@dataclass(frozen=True, slots=True)
class Stated:
    """What of a figure tells whether another article says the same."""

    value: Decimal
    unit: str
    region_code: str | None


@dataclass(frozen=True, slots=True)
class Traits:
    """An article as far as copies go.

    `marks` are hashes (64 bits, signed) that copies share: some of any sixteen words in a row, and telling figures. Of
    each twelve shingles in a row the smallest is kept (winnowing), so a passage that two articles share gives both the
    same mark wherever it stands.
    """

    published: date | None
    shingles: frozenset[int]
    numbers: frozenset[str]
    claims: frozenset[Claim]
    words: frozenset[str]
    marks: frozenset[int]


_TOKEN = re.compile(r"\d+(?:[.,:/]\d+)*|[^\W\d_]+")
SHINGLE = 5
WINDOW = 12
_SAME_UNIT = {"orang": "jiwa"}
NATION = "00"
# Words that any two articles about a city's programmes share.
_COMMON = {*MONTHS, *WEEKDAYS} | {
    *(
        "yang",
        "untuk",
        "dengan",
        "dari",
        "pada",
        "dalam",
        "tidak",
        "akan",
        "juga",
        "oleh",
        "sebagai",
        "kepada",
        "karena",
    ),
    *("para", "serta", "bagi", "telah", "sudah", "masih", "adalah", "agar", "saat", "bisa", "dapat", "lebih", "secara"),
    *(
        "kami",
        "kita",
        "mereka",
        "melalui",
        "tersebut",
        "hingga",
        "antara",
        "tahun",
        "rupiah",
        "persen",
        "orang",
        "jiwa",
    ),
    *(
        "juta",
        "miliar",
        "ribu",
        "total",
        "jumlah",
        "sebanyak",
        "sebesar",
        "sekitar",
        "mencapai",
        "pemerintah",
        "program",
    ),
    *("masyarakat", "warga", "daerah", "kepala", "dinas", "kata", "ujar", "ujarnya", "katanya", "menurut", "jelasnya"),
}


def traits(title: str, body: str, stated: Iterable[Stated], published: date | None) -> Traits:
    """What an article is compared by. Page furniture, byline initials and a second copy of the body are left out."""
    tokens = [token.casefold() for token in _TOKEN.findall(article_text(body))]
    words = (*tokens, *(token.casefold() for token in _TOKEN.findall(title)))
    shingles = [_hash(" ".join(tokens[i : i + SHINGLE])) for i in range(len(tokens) - SHINGLE + 1)]
    claims = frozenset(_claim(one) for one in stated)
    return Traits(
        published,
        frozenset(shingles),
        frozenset(token for token in tokens if token[0].isdigit()),
        claims,
        frozenset(word for word in words if len(word) > 3 and word not in _COMMON and not word[0].isdigit()),
        frozenset(_winnowed(shingles) | {_hash(" ".join(claim)) for claim in claims if _digits(claim[0]) >= 2}),
    )


def kind_of_copy(one: Traits, other: Traits) -> Kind | None:
    """How two articles are copies of each other: `text`, `event`, or not at all. Their order is of no matter."""
    if not one.shingles or not other.shingles or not _speak_of_one_region(one, other):
        return None
    if _is_same_text(one, other):
        return "text"
    return "event" if _is_same_event(one, other) else None


def joined(nodes: Iterable[int], pairs: Iterable[tuple[int, int]]) -> list[list[int]]:
    """Nodes that pairs connect, directly or through others; each group sorted, groups by their first node."""
    beside: dict[int, set[int]] = {node: set() for node in nodes}
    for a, b in pairs:
        if a in beside and b in beside:
            beside[a].add(b)
            beside[b].add(a)
    groups: list[list[int]] = []
    seen: set[int] = set()
    for node in sorted(beside):
        if node in seen:
            continue
        group, waiting = [], deque([node])
        seen.add(node)
        while waiting:
            here = waiting.popleft()
            group.append(here)
            for neighbour in sorted(beside[here] - seen):
                seen.add(neighbour)
                waiting.append(neighbour)
        groups.append(sorted(group))
    return groups


def _is_same_text(one: Traits, other: Traits) -> bool:
    if _days_between(one, other, TEXT_DAYS) is None:
        return False
    shared = len(one.shingles & other.shingles)
    contained = Decimal(shared) / min(len(one.shingles), len(other.shingles))
    values = [{claim[:2] for claim in side.claims} for side in (one, other)]
    if not all(values):
        # Nothing but words to go by: then nearly all of them.
        return contained >= Decimal("0.8") and _share(one.numbers, other.numbers, empty=Decimal(1)) >= Decimal("0.5")
    if contained >= Decimal("0.5"):
        return _share(*values) >= Decimal("0.75")
    # Long passages in common, the rest told anew: one day's quotes in two articles.
    told_anew = contained >= Decimal("0.3") and _days_between(one, other, EVENT_DAYS) is not None
    return told_anew and _share(*values) >= Decimal("0.6") and _share(one.words, other.words) >= Decimal("0.5")


def _is_same_event(one: Traits, other: Traits) -> bool:
    if one.published is None or other.published is None or _days_between(one, other, EVENT_DAYS) is None:
        return False
    telling = [{claim for claim in side.claims if _digits(claim[0]) >= 2} for side in (one, other)]
    shared = telling[0] & telling[1]
    # What holds for the whole country is said again for weeks: only several such figures make one event.
    local = any(region for _, _, region in shared)
    # Two round figures may agree by chance; "9,02" with "6.562" may not.
    weight = sum(min(_digits(value), 4) for value, _, _ in shared)
    if len(shared) < (LOCAL_FIGURES if local else NATIONAL_FIGURES) or weight < 6:
        return False
    return _share(*telling) >= Decimal("0.6") and _share(one.words, other.words) >= Decimal("0.3")


def _days_between(one: Traits, other: Traits, most: int) -> int | None:
    """Days between the two, 0 where either has no date, None when they are more than `most`."""
    if one.published is None or other.published is None:
        return 0
    days = abs((one.published - other.published).days)
    return days if days <= most else None


def _speak_of_one_region(one: Traits, other: Traits) -> bool:
    """Whether their figures can be about one region: they share a regency, city or village, or one names none."""
    local = [{region for _, _, region in side.claims if len(region) > 2} for side in (one, other)]
    return not all(local) or bool(local[0] & local[1])


def _share(one: Iterable[object], other: Iterable[object], *, empty: Decimal = Decimal(0)) -> Decimal:
    """How much of the smaller set the other one holds."""
    smaller, larger = sorted((set(one), set(other)), key=len)
    return Decimal(len(smaller & larger)) / len(smaller) if smaller else empty


def _claim(stated: Stated) -> Claim:
    region = stated.region_code if stated.region_code != NATION else None
    return _plain(stated.value), _SAME_UNIT.get(stated.unit, stated.unit), region or ""


def _plain(value: Decimal) -> str:
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _digits(plain: str) -> int:
    """Significant digits of a number as `_plain` writes it."""
    return len(plain.lstrip("-").replace(".", "").strip("0"))


def _hash(words: str) -> int:
    return int.from_bytes(hashlib.blake2b(words.encode(), digest_size=8).digest(), signed=True)


def _winnowed(hashes: Sequence[int]) -> set[int]:
    return {min(hashes[i : i + WINDOW]) for i in range(max(len(hashes) - WINDOW + 1, 1)) if hashes}
