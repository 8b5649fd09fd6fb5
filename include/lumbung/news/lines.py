"""Lines of a news text: which are the article, which are page furniture, and where sentences begin.

In: a text. Out: spans into that very text, so that every offset stays valid for the reader of the figure.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

# Whole lines that belong to the page, not to the article. Matched at the start of a line, after bullets and quotes.
_OPENERS = (
    r"baca\s?juga",
    r"baca\s?:",
    r"baca\s+selengkapnya",
    r"simak\s+(?:juga|video|selengkapnya\s+di\s+halaman)",
    r"tonton\s+(?:juga|video)",
    r"lihat\s+juga",
    r"(?:artikel|berita|konten)\s+(?:terkait|lainnya|terpopuler|terbaru)",
    r"(?:ter)?populer\s*:",
    r"pilihan\s+(?:editor|redaksi)",
    r"scroll\s+to\s+continue",
    r"advertisement\b",
    r"gulir\s+(?:ke\s+bawah|untuk)",
    r"promosi\b(?!\s+(?:produk|dan|usaha|hasil|umkm|pariwisata))",
    r"copyright\b",
    r"©",
    r"hak\s+cipta",
    r"dilarang\s+(?:keras\s+)?(?:mengambil|mengutip|menyalin)",
    r"(?:editor|reporter|pewarta|penulis|redaktur|kontributor|wartawan|uploader|sumber\s+foto|foto|video|red|"
    r"laporan|tim\s+redaksi)\s*:",
    r"tim\s+redaksi\s*$",
    r"(?:tags?|topik|kata\s+kunci|label)\s*:",
    r"id\s+[^.]*,[^.]*$",
    r"like\s+\d+\s+dislike",
    r"\[gambas:",
    r"halaman\s*(?::|\d)",
    r"ikuti\s+(?:kami|berita|saluran|channel|akun)",
    r"dapatkan\s+(?:berita|update|informasi)\s",
    r"follow\b",
    r"(?:bagikan|share)\b",
    r"\d+\s+komentar",
    r"(?:jl\.|jalan)\s.*(?:e-?mail|telp|telepon)",
    r"(?:klik|unduh)\s+(?:di\s?sini|aplikasi)",
    r"video\s*:",
    r"\(?adv(?:ertorial)?\)?\s*$",
)
_OPENER = re.compile(r"[\s\"'“”>•*·\-–—▪‣◦|]*(?:" + "|".join(_OPENERS) + ")", re.IGNORECASE)
_READ_ALSO_ALONE = re.compile(r"[\s•*·\-]*(?:baca|simak|lihat|tonton)\s?juga\s*:?\s*$", re.IGNORECASE)
_READ_ALSO_INSIDE = re.compile(r"(?:baca|simak|lihat|tonton)\s+juga\s*:", re.IGNORECASE)
_CAPTION = re.compile(
    r"\((?:foto|ilustrasi|dok\b|dokumentasi|[a-z .]*/?antara\b(?!\)\s*[-–—])|istimewa)[^)]*\)\s*\.?\s*$|"
    r"(?:\||\bfoto\s*:|\bdok(?:umentasi)?\s*[.:])\s*[^.]{0,80}$|^\s*ilustrasi\b[^.]*$",
    re.IGNORECASE,
)
_DATE_LINE = re.compile(
    r"(?:[a-z']{4,9}\s?,?\s+)?\d{1,2}(?:[/-]\d{1,2}[/-]\d{2,4}|\s+[a-z]{3,9}\s+\d{4})"
    r"(?:\s?[,|·-]?\s*(?:pukul\s+)?\d{1,2}[.:]\d{2}(?:\s?WI[BT]A?)?)?(?:\s?[,|·-]\s?[a-z ]{3,30})?",
    re.IGNORECASE,
)
_BYLINE_END = re.compile(r"\((?:[a-z]{2,8}\d{0,3})(?:[/*-]{1,2}[a-z*]{2,8})*\)\s*$", re.IGNORECASE)
_INITIALS = re.compile(r"\s*\([a-z]{2,8}\d{0,3}(?:[/-][a-z]{2,8})+\)\s*$", re.IGNORECASE)
_LAST_MARK = re.compile(r"[.!?:;,)\]\"'”’»…-]\s*$")
_WORD = re.compile(r"[^\W\d_][\w'’-]*")
_SMALL_WORDS = frozenset(
    [
        "di",
        "ke",
        "dari",
        "dan",
        "yang",
        "untuk",
        "pada",
        "dengan",
        "se",
        "oleh",
        "dalam",
        "atau",
        "via",
        "jadi",
        "bagi",
        "ini",
        "itu",
        "akan",
        "saat",
        "agar",
        "usai",
        "soal",
    ]
)

LONGEST_SENTENCE = 1200
_SENTENCE_END = re.compile(r"(?<=[.!?])[\"”’')\]]{0,3}(?:\s+|(?=[\"“]?[A-Z][a-z]+\s))")
_ABBREVIATION = re.compile(
    r"(?:\b(?:rp|no|nomor|kab|kec|kel|kep|prov|jl|jln|gg|h|hj|ir|dr|drs|dra|prof|st|se|sh|mm|msi|m\.si|s\.sos|tgl|thn|"
    r"dll|dsb|dst|bpk|sdr|yth|a\.n|s\.d|u\.p|vs|alm|r|km|lt)|\b[A-Z])\.$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence and its place. `no` counts from 1 over the whole text; `paragraph` tells which lines belong
    together."""

    no: int
    start: int
    end: int
    paragraph: int
    boilerplate: str | None  # why the line is no part of the article
    repeated: bool  # the same words stood earlier in the text


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the text; wrapped lines are joined. `boilerplate` says why it is page furniture, None for the
    article."""

    start: int
    end: int
    boilerplate: str | None


def lines(text: str) -> list[Line]:
    """The non-empty lines of `text`, wrapped lines joined, page furniture marked."""
    spans = _joined_lines(text)
    reasons = _reasons([text[start:end] for start, end in spans])
    out: list[Line] = []
    for (start, end), reason in zip(spans, reasons, strict=True):
        inside = None if reason else _READ_ALSO_INSIDE.search(text, start, end)
        if inside and inside.start() > start:
            out.append(Line(start, inside.start(), None))
            out.append(Line(inside.start(), end, "read-also line"))
        else:
            out.append(Line(start, end, reason))
    return out


def sentences(text: str) -> list[Sentence]:
    """The sentences of `text` in order. Repetitions (a body that stands twice) are marked, not dropped."""
    out: list[Sentence] = []
    seen: set[str] = set()
    for paragraph, line in enumerate(lines(text)):
        for start, end in _split(text, line.start, line.end):
            key = _key(text[start:end])
            long_enough = len(key) >= 30
            out.append(Sentence(len(out) + 1, start, end, paragraph, line.boilerplate, long_enough and key in seen))
            if long_enough and line.boilerplate is None:
                seen.add(key)
    return out


def article_text(text: str) -> str:
    """The article's own lines, each once: page furniture, byline initials and a second copy of the body are left
    out."""
    kept: list[str] = []
    seen: set[str] = set()
    for line in lines(text):
        words = _INITIALS.sub("", text[line.start : line.end]).strip()
        key = _key(words)
        if line.boilerplate or not words or (len(key) >= 30 and key in seen):
            continue
        seen.add(key)
        kept.append(words)
    return "\n".join(kept)


def _joined_lines(text: str) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    blank_before = True
    for match in re.finditer(r"[^\n\r]*(?:\r\n|\n|\r|$)", text):
        start, end = _trimmed(text, match.start(), match.end())
        if start >= end:
            blank_before = True
            continue
        if spans and not blank_before and not _OPENER.match(text, start, end) and _continues(text, spans[-1], start):
            spans[-1] = (spans[-1][0], end)
        else:
            spans.append((start, end))
        blank_before = False
    return spans


def _continues(text: str, before: tuple[int, int], start: int) -> bool:
    """A line that begins in lower case or with a dash after a line without a full stop is the same sentence wrapped."""
    if _OPENER.match(text, *before) or _READ_ALSO_ALONE.match(text[before[0] : before[1]]):
        return False
    last = text[before[1] - 1]
    if last in '.!?"”':
        return False
    first = text[start]
    return (
        first.islower() or first in "–—%" or (first.isupper() and text[before[1] - 6 : before[1]].endswith(" kepada"))
    )


def _reasons(rows: list[str]) -> list[str | None]:
    reasons: list[str | None] = [None] * len(rows)
    in_list = False
    for i, row in enumerate(rows):
        if _READ_ALSO_ALONE.match(row):
            reasons[i], in_list = "read-also line", True
        elif _OPENER.match(row):
            reasons[i], in_list = "page furniture", False
        elif _DATE_LINE.fullmatch(row):
            reasons[i] = "date line"
        elif in_list and _looks_like_headline(row):
            reasons[i] = "headline of another article"
        else:
            in_list = False
            if _CAPTION.search(row):
                reasons[i] = "photo caption"
    _mark_headlines(rows, reasons)
    return reasons


def _mark_headlines(rows: list[str], reasons: list[str | None]) -> None:
    """Headlines of other articles: any headline behind the first real paragraph of the body."""
    body = [i for i, row in enumerate(rows) if reasons[i] is None and len(row) > 80 and not _looks_like_headline(row)]
    if not body:
        return
    ended = next((i for i in body if _BYLINE_END.search(rows[i])), len(rows))
    for i in range(body[0] + 1, len(rows)):
        if reasons[i] is None and _looks_like_headline(rows[i]):
            reasons[i] = "headline of another article"
        elif reasons[i] is None and i > ended and len(rows[i]) < 120 and not rows[i].rstrip().endswith((".", '"', "”")):
            reasons[i] = "line behind the byline"


def _looks_like_headline(row: str) -> bool:
    """Three to twenty words, most of them capitalised, and no full stop at the end."""
    bare = row.strip().lstrip("•*·-–—0123456789.) ")
    if bare.endswith((".", "!", ":", ";", ",", '"', "”")):
        return False
    words: list[str] = [w for w in _WORD.findall(bare) if w.casefold() not in _SMALL_WORDS]
    if not 3 <= len(words) <= 20:
        return False
    return bool(sum(w[0].isupper() for w in words) >= 0.75 * len(words))


def _split(text: str, start: int, end: int) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    begin = start
    for match in _SENTENCE_END.finditer(text, start, end):
        if match.end() >= end or _ABBREVIATION.search(text, max(start, match.start() - 8), match.start()):
            continue
        following = text[match.end() : match.end() + 1]
        if following.islower():
            continue
        spans.append(_trimmed(text, begin, match.end()))
        begin = match.end()
    if begin < end:
        spans.append(_trimmed(text, begin, end))
    return [piece for span in spans for piece in _bounded(text, *span)]


def _bounded(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """A text without full stops is cut at blanks: what reads a sentence costs the square of its length."""
    pieces: list[tuple[int, int]] = []
    while end - start > LONGEST_SENTENCE:
        blank = text.rfind(" ", start + LONGEST_SENTENCE // 2, start + LONGEST_SENTENCE)
        cut = blank if blank > 0 else start + LONGEST_SENTENCE
        pieces.append(_trimmed(text, start, cut))
        start, end = _trimmed(text, cut, end)
    pieces.append((start, end))
    return [piece for piece in pieces if piece[0] < piece[1]]


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _key(words: str) -> str:
    return " ".join(words.casefold().split())
