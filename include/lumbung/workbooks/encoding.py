"""Bytes of a text file -> text, by evidence.

Enters: bytes. Leaves: text, and the encoding that it was in. UTF-8 cannot be mistaken, so what is UTF-8 is that; all
else is cp1252, as Excel writes it here. A file may be both, where lines were pasted together.
"""

from __future__ import annotations

import re

_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_SINGLE_BYTES = re.compile("[\udc80-\udcff]+")


def decoded(data: bytes) -> tuple[str, str] | None:
    """The text and its encoding; None where it is in none that is read."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            try:
                return data.decode(encoding), encoding
            except UnicodeDecodeError:
                return None
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        text = data.decode("utf-8", "surrogateescape")
    try:
        whole = _SINGLE_BYTES.sub(_as_cp1252, text)
    except UnicodeDecodeError:
        return None
    return whole, "utf-8 and cp1252" if len(whole.encode("cp1252", "replace")) < len(data) else "cp1252"


def _as_cp1252(found: re.Match[str]) -> str:
    return found[0].encode("utf-8", "surrogateescape").decode("cp1252")
