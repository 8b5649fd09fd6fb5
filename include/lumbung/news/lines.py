"""Lines of a news text: which are the article, which are page furniture, and where sentences begin.

In: a text. Out: spans into that very text, so that every offset stays valid for the reader of the figure. Time grows
with the length of the text and not faster: patterns look at the first or last characters of a line only.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

# Lines that belong to the page and not to the article: the first word, and what must stand behind it.
_FURNITURE = {
    "advertisement": "",
    "adv": r"\)?\s*$",
    "advertorial": r"\)?\s*$",
    "akses": r"berita\b",
    "alamat": r"(?:redaksi\s*)?:",
    "artikel": r"ini\s+(?:telah|sudah|pertama|tayang|terbit)|(?:terkait|lainnya|terpopuler|terbaru)\s*(?:[:|]|$)",
    "baca": r"juga\b|:|selengkapnya|artikel\b|berita\b",
    "bacajuga": "",
    "berita": r"(?:terkait|lainnya|terpopuler|terbaru|populer)\s*(?:[:|]|$)",
    "cek": r"(?:juga\s+)?berita\b",
    "copyright": "",
    "dapatkan": r"(?:berita|update)\b",
    "dibaca": r":?\s*\d+",
    "dilarang": r"(?:keras\s+)?(?:meng|menyalin)",
    "dilihat": r":?\s*\d+",
    "diposting": "",
    "editor": r"[:|]",
    "gabung": r"(?:di|ke|dengan|dan|bersama)\b",
    "gambas": r":",
    "gulir": r"(?:ke\s+bawah|untuk)\b",
    "hak": r"cipta\s*(?:©|\(c\)|dilindungi|\d{4}|$)",
    "ikuti": r"(?:kami|berita|saluran|channel|akun|terus)\b",
    "jalan": r".*(?:e-?mail|telp|telepon)",
    "jl": r".*(?:e-?mail|telp|telepon)",
    "kata": r"kunci\s*:",
    "komentar": r"[:(]|$",
    "konten": r"(?:terkait|lainnya|terpopuler|terbaru)\s*(?:[:|]|$)",
    "kontributor": r":",
    "label": r":",
    "laporan": r":|(?:wartawan|reporter|jurnalis|kontributor)\b",
    "like": r"\d+\s+dislike",
    "lihat": r"juga\b|foto\W*$",
    "oleh": r":",
    "penulis": r"[:|]",
    "pewarta": r":",
    "pilihan": r"(?:editor|redaksi)\b",
    "populer": r":",
    "prnewswire": r"\W*$",
    "red": r":",
    "redaktur": r":",
    "reporter": r":",
    "saksikan": r"(?:juga|video|live)\b",
    "scroll": r"(?:to|untuk)\s+(?:continue|lanjut|melanjutkan|resume)",
    "simak": r"(?:juga|video)\b|selengkapnya\s+di\s+halaman",
    "sumber": r"foto\b",
    "tag": r":",
    "tags": r":",
    "terpopuler": r":|$",
    "tim": r"redaksi\s*(?::|$)",
    "tonton": r"(?:juga|video)\b",
    "topik": r":",
    "uploader": r":",
    "video": r":",
    "wartawan": r":",
    "©": "",
}
# The same, unless the line reads as a sentence: `Bagikan:` is a button, `Bagikan 500 paket, wali kota ...` is news.
_FURNITURE_UNLESS_SENTENCE = {
    "bagikan": "",
    "follow": "",
    "foto": r":",
    "halaman": r"(?::|\d)",
    "klik": r"(?:di\s?sini|tautan|link)\b",
    "loading": "",
    "promosi": "",
    "selengkapnya": "",
    "share": "",
    "tinggalkan": r"(?:balasan|komentar)\b",
    "tulis": r"komentar\b",
    "unduh": r"aplikasi\b",
}
_BEHIND_FIRST_WORD = {
    word: re.compile(rf"\.?\s{{0,9}}(?:{rest})", re.IGNORECASE)
    for word, rest in (_FURNITURE | _FURNITURE_UNLESS_SENTENCE).items()
}
_FIRST_WORD = re.compile(r"[\s\"'“”>•*·\-–—▪‣◦|(\[]{0,20}(?P<word>[^\W\d_]+|©)")
_MARGIN = 300  # what makes a line furniture stands in so many characters at its beginning or its end
_COUNTER_WORDS = frozenset(
    re.findall(
        r"\w+",
        "like likes dislike dislikes view views share shares comment comments komentar dibaca dilihat kali "
        "suka facebook twitter whatsapp telegram instagram email copy link print cetak pin it tweet x bagikan",
    )
)
_COUNTER_WORD = re.compile(r"\w+")
_READ_ALSO = re.compile(
    r"(?:\b(?i:baca|simak|lihat|tonton)|Baca|BACA|Simak|Lihat|Tonton)\s{1,3}(?i:juga)\s{0,3}:"  # also glued to a word
)
_READ_ALSO_ALONE = re.compile(
    r"[\s•*·\-]{0,20}(?:(?:baca|simak|lihat|tonton)\s?juga|(?:berita|artikel|konten)\s(?:terkait|lainnya|terpopuler|terbaru))"
    r"\s{0,9}:?\s{0,9}$",
    re.IGNORECASE,
)
_CREDIT = (
    r"foto\b|ilustrasi\b|dok\b|dokumentasi\s?[./:]|dokumentasi\s(?:humas|pemkot|pemkab|pribadi|dinas)|istimewa\)|"
    r"antara\s?(?:foto\b|/)|[a-z .]{2,30}/antara\)"
)
_CREDIT_WORDS = ("foto", "dok", "ilustrasi", "istimewa", "antara", "sumber")
_CAPTION = re.compile(
    rf"\((?:{_CREDIT})[^)]{{0,120}}\)?\s{{0,3}}\.?$|"
    r"(?:\|\s{0,3}(?:foto|dok|ilustrasi|sumber|antara)\b|\bfoto\s?:|\bdok(?:umentasi)?\s?:|\bdok\.)[^.]{0,80}$",
    re.IGNORECASE,
)
_CREDIT_ALONE = re.compile(r"(?:[A-Z0-9]{3,30}\.){1,3}[A-Z]{2,8}\s?/\s?[A-Z .]{2,40}$|[Ii]lustrasi\b[^.]*$")
_LONGEST_CAPTION = 400  # a longer paragraph that ends with a credit is still a paragraph
_DATE_LINE = re.compile(
    r"(?:(?:diposting|diterbitkan|dipublikasikan|publikasi|tayang|terbit|published|[\w-]{2,30}(?:\.[a-z]{2,8}){1,3})"
    r"\s?[:|,-]?\s?)?"
    r"(?:[a-z']{4,9}\s?,?\s*)?\d{1,2}(?:[/-]\d{1,2}[/-]\d{2,4}|\s+[a-z]{3,9}\s+\d{4})"
    r"(?:\s?[,|·-]?\s*(?:(?:pukul|jam)\s+)?\d{1,2}[.:]\d{2}(?:[.:]\d{2})?(?:\s?WI[BT]A?)?)?"
    r"(?:\s?[,|·-]\s?[a-z ]{3,30})?",
    re.IGNORECASE,
)
# Who wrote and edited it, at the very end: `(dan/rik)`; alone, as `(Red01)`, only behind the end of a sentence, for
# `(PKH)` is no person.
_INITIALS = re.compile(
    r"\s{0,9}(?:\([a-z]{2,8}\d{0,3}(?:[/*-]{1,2}[a-z*]{2,8}\d{0,3})+\)|(?<=[.!?\"”]\s)\([A-Za-z][a-z]{1,7}\d{0,3}\))\s?$"
)
_LONGEST_INITIALS = 40
_WORD = re.compile(r"[^\W\d_][\w'’-]*")
_LIST_ITEM = re.compile(r"[•*·\-–—▪‣◦]\s?\w|\(?(?:\d{1,3}|[a-z])[.)](?:\s\w|[^\W\d_])")
_VALUE_BEHIND_COLON = re.compile(r":\s{0,3}(?:sekitar\s|±\s?)?(?:rp\.?\s?)?\d", re.IGNORECASE)
_SMALL_WORDS = frozenset(
    re.findall(
        r"\w+",
        "di ke dari dan yang untuk pada dengan se oleh dalam atau via jadi bagi ini itu akan saat agar usai soal",
    )
)
# A line that ends in one of these goes on in the next, however that begins.
_OPEN_ENDS = frozenset(
    re.findall(
        r"\w+",
        "dan di ke dari yang untuk pada dengan oleh dalam atau bagi kepada sebesar sebanyak adalah mencapai "
        "serta antara hingga sampai tentang terhadap melalui rp sekitar dr drs prof kata ujar para sebagai "
        "seluruh bahwa",
    )
)
_SENTENCE_ENDS = (".", "!", "?", '"', "”")
# Controls that are no blanks, and marks of no width.
_INVISIBLE = re.compile("[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\xad\u200b-\u200d\u2060\ufeff]")

LONGEST_SENTENCE = 1200
_SENTENCE_END = re.compile(r"[.!?][\"”’')\]]{0,3}(?:\s+|(?=[\"“]?[A-Z][a-z]+\s))")
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


@lru_cache(maxsize=1)
def lines(text: str) -> tuple[Line, ...]:
    """The non-empty lines of `text`, wrapped lines joined, page furniture marked. Those of the last text are kept: its
    sentences and its own words are both read from them."""
    spans = _joined_lines(text)
    reasons = _reasons([text[start:end] for start, end in spans])
    out: list[Line] = []
    for (start, end), reason in zip(spans, reasons, strict=True):
        if reason in (None, "read-also line") and _holds_read_also(text[start:end]):
            out += _without_read_also(text, start, end)
        else:
            out.append(Line(start, end, reason))
    return tuple(out)


def sentences(text: str) -> list[Sentence]:
    """The sentences of `text` in order. Repetitions (a body that stands twice) are marked, not dropped."""
    out: list[Sentence] = []
    seen: set[str] = set()
    repeated = False
    for paragraph, line in enumerate(lines(text)):
        for start, end in _split(text, line.start, line.end):
            key = _key(text[start:end])
            # A short sentence may well stand twice; behind a repeated one it is part of the repetition.
            repeated = key in seen and (len(key) >= 30 or repeated)
            out.append(Sentence(len(out) + 1, start, end, paragraph, line.boilerplate, repeated))
            if line.boilerplate is None:
                seen.add(key)
    return out


def article_text(text: str) -> str:
    """The article's own lines, each once: page furniture, byline initials, invisible characters and a second copy of
    the body are left out."""
    kept: list[str] = []
    seen: set[str] = set()
    repeated = False
    for line in lines(text):
        if line.boilerplate:
            continue
        words = without_initials(" ".join(_INVISIBLE.sub("", text[line.start : line.end]).split()))
        key = words.casefold()
        repeated = key in seen and (len(key) >= 30 or repeated)
        if words and not repeated:
            seen.add(key)
            kept.append(words)
    return "\n".join(kept)


def is_date_line(row: str) -> bool:
    """Whether a line says when the article was published, and no more."""
    return len(row) <= 120 and _DATE_LINE.fullmatch(row) is not None


def without_initials(row: str) -> str:
    """A line without the initials of who wrote it, which end in a bracket."""
    if ")" not in row[-3:]:
        return row
    at = max(0, len(row) - _LONGEST_INITIALS)
    match = _INITIALS.search(row, at)
    return row[: match.start()].rstrip() if match else row


def _holds_read_also(row: str) -> bool:
    return ":" in row and "juga" in row.casefold() and _READ_ALSO.search(row) is not None


def _without_read_also(text: str, start: int, end: int) -> Iterator[Line]:
    """A line that holds `Baca juga: ...`: the article before it, the headline, and the sentences behind it."""
    marks = [match.start() for match in _READ_ALSO.finditer(text, start, end)]
    yield from _article(text, start, marks[0])
    for mark, stop in zip(marks, [*marks[1:], end], strict=True):
        pieces = _split(text, mark, stop)
        behind = text[pieces[1][0] : stop].rstrip() if len(pieces) > 1 else ""
        # A headline may hold a question mark too; what follows it is the article only if it reads so.
        if len(behind) >= 60 and behind.endswith(_SENTENCE_ENDS):
            yield Line(mark, pieces[0][1], "read-also line")
            yield from _article(text, pieces[1][0], stop)
        else:
            yield Line(*_trimmed(text, mark, stop), "read-also line")


def _article(text: str, start: int, end: int) -> Iterator[Line]:
    start, end = _trimmed(text, start, end)
    if start < end:
        is_bullet = not any(character.isalnum() for character in text[start:end])
        yield Line(start, end, "read-also line" if is_bullet else None)


def _joined_lines(text: str) -> list[tuple[int, int]]:
    """Where the lines are; a line that is the rest of the one above, as where a text is wrapped, belongs to it."""
    spans: list[tuple[int, int]] = []
    for block in _blocks(text):
        width = _wrap_width(text, block)
        kind: str | None = None  # of the line's beginning; the rest of a headline is not the article
        for nth, (start, end) in enumerate(block):
            begins = _furniture(text[start : min(end, start + _MARGIN)])
            if nth and begins is None and _continues(text, block[nth - 1], (start, end), kind, width):
                spans[-1] = (spans[-1][0], end)
            else:
                spans.append((start, end))
                kind = begins
    return spans


def _blocks(text: str) -> Iterator[list[tuple[int, int]]]:
    """Lines between blank lines."""
    block: list[tuple[int, int]] = []
    for match in re.finditer(r"[^\n\r]*(?:\r\n|\n|\r|$)", text):
        start, end = _trimmed(text, match.start(), match.end())
        if start < end:
            block.append((start, end))
        elif block:
            yield block
            block = []
    if block:
        yield block


def _wrap_width(text: str, block: list[tuple[int, int]]) -> int:
    """The width at which lines are wrapped, 0 if they are not: nearly every line is so full that the first word of the
    next had no room, and many begin in lower case."""
    width = max(end - start for start, end in block)
    if len(block) < 4 or not 40 <= width <= 110:
        return 0
    full = sum(_is_full(text, *pair, width) for pair in pairwise(block))
    low = sum(text[start].islower() for start, _ in block)
    return width if full >= 0.75 * (len(block) - 1) and low >= 0.3 * len(block) else 0


def _is_full(text: str, line: tuple[int, int], following: tuple[int, int], width: int) -> bool:
    blank = text.find(" ", following[0], following[1])
    first_word = (blank if blank > 0 else following[1]) - following[0]
    return line[1] - line[0] + 1 + first_word > width


def _continues(text: str, before: tuple[int, int], line: tuple[int, int], kind: str | None, width: int) -> bool:
    """A line that begins in lower case or with a dash after a line without a full stop is the same sentence wrapped."""
    last, first = text[before[1] - 1], text[line[0]]
    if kind == "page furniture" or last in '.!?"”':
        return False
    if kind == "read-also line" or first.islower() or first in "–—%":
        return first.islower() or first in "–—%"
    if _LIST_ITEM.match(text, line[0], line[1]):
        return False
    if width and _is_full(text, before, line, width):
        return True
    words = text[max(before[0], before[1] - 20) : before[1]].split()
    return bool(words) and words[-1] in _OPEN_ENDS


def _furniture(row: str) -> str | None:
    """Whether a line is of the page, by how it begins (its first characters are enough)."""
    found = _FIRST_WORD.match(row)
    if found is None:
        return "page furniture" if row.startswith("#") and all(w.startswith("#") for w in row.split()) else None
    word = found["word"].casefold()
    behind = _BEHIND_FIRST_WORD.get(word)
    if behind is not None and behind.match(row, found.end()):
        if word in _FURNITURE_UNLESS_SENTENCE and len(row) > 40 and row.rstrip().endswith(_SENTENCE_ENDS):
            return None
        is_read_also = word in ("baca", "bacajuga", "simak", "lihat", "tonton")
        return "read-also line" if is_read_also else "page furniture"
    if row.startswith("id ") and "," in row and "." not in row:  # a tag line: `id Mataram,Bantuan`
        return "page furniture"
    return None


def _is_counter(row: str) -> bool:
    """`0 komentar`, `Dibaca 120 kali`, `Facebook Twitter`: numbers and the words of buttons."""
    named = False
    for match in _COUNTER_WORD.finditer(row.casefold()):
        if match[0] in _COUNTER_WORDS:
            named = True
        elif not match[0].isdigit():
            return False
    return named


def _reasons(rows: list[str]) -> list[str | None]:
    reasons: list[str | None] = []
    in_list = is_bulleted = False
    for row in rows:
        reason = _furniture(row[:_MARGIN] if len(row) <= _MARGIN else row[:_MARGIN] + "…")
        if len(row) <= 60 and _READ_ALSO_ALONE.match(row):
            reason, in_list, is_bulleted = "read-also line", True, False
        elif reason is not None:
            in_list = False
        else:
            is_item = _LIST_ITEM.match(row) is not None
            in_list = in_list and _may_be_headline(row) and (is_item or not is_bulleted)
            is_bulleted = is_item
            reason = "headline of another article" if in_list else _other_reason(row)
        reasons.append(reason)
    _mark_headlines(rows, reasons)
    return reasons


def _may_be_headline(row: str) -> bool:
    return len(row) <= 150 and not row.endswith((*_SENTENCE_ENDS, ":"))


def _other_reason(row: str) -> str | None:
    if is_date_line(row):
        return "date line"
    if len(row) <= 120 and _is_counter(row):
        return "page furniture"
    if len(row) > _LONGEST_CAPTION:
        return None
    tail = row[-_MARGIN:]
    folded = tail.casefold()
    is_caption = any(word in folded for word in _CREDIT_WORDS) and _CAPTION.search(tail)
    return "photo caption" if is_caption or _CREDIT_ALONE.match(row) else None


def _mark_headlines(rows: list[str], reasons: list[str | None]) -> None:
    """Headlines of other articles: any headline behind the first real paragraph of the body, but no item of a list."""
    headlines = [reason is None and _looks_like_headline(row) for row, reason in zip(rows, reasons, strict=True)]
    body = [i for i, row in enumerate(rows) if reasons[i] is None and len(row) > 80 and not headlines[i]]
    if not body:
        return
    ended = next((i for i in body if without_initials(rows[i]) != rows[i]), len(rows))
    in_list = False
    for i in range(body[0] + 1, len(rows)):
        if reasons[i] is not None:
            continue
        in_list = rows[i - 1].endswith(":") or (in_list and len(rows[i]) < 120)
        if headlines[i] and not in_list:
            reasons[i] = "headline of another article"
        elif i > ended and len(rows[i]) < 120 and not rows[i].endswith(_SENTENCE_ENDS):
            reasons[i] = "line behind the byline"


def _looks_like_headline(row: str) -> bool:
    """Three to twenty words, most of them capitalised, and no full stop at the end."""
    if len(row) > 250 or row.endswith((".", "!", ":", ";", ",", '"', "”")):
        return False
    if _LIST_ITEM.match(row) or _VALUE_BEHIND_COLON.search(row):
        return False
    words: list[str] = [w for w in _WORD.findall(row) if w.casefold() not in _SMALL_WORDS]
    if not 3 <= len(words) <= 20:
        return False
    return bool(sum(w[0].isupper() for w in words) >= 0.75 * len(words))


def _split(text: str, start: int, end: int) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    begin = start
    for match in _SENTENCE_END.finditer(text, start, end):
        stop = match.start() + 1
        if match.end() >= end or _ABBREVIATION.search(text, max(start, stop - 8), stop):
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
