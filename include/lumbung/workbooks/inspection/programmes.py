"""Programmes by the names and abbreviations that everybody uses.

Enters: a `Context` or a text. Leaves: the programme that a title names, as it is printed.
"""

from __future__ import annotations

import re

from lumbung.workbooks.inspection.context import Context

PROGRAMMES: tuple[str, ...] = (
    r"PKH",
    r"Program Keluarga Harapan",
    r"BPNT",
    r"Bantuan Pangan Non[- ]?Tunai",
    r"Program Sembako",
    r"Kartu Sembako",
    r"BLT[- ]?(?:DD|Dana Desa)",
    r"BLT Kesra",
    r"BLT",
    r"Bantuan Langsung Tunai(?: Dana Desa)?",
    r"PBI[- ]?(?:JKN|JK|APBD|APBN)",
    r"KIS",
    r"KIP",
    r"Program Indonesia Pintar",
    r"PIP",
    r"RTLH",
    r"Rutilahu",
    r"Rumah Tidak Layak Huni",
    r"BSPS",
    r"KUBE",
    r"BPUM",
    r"Bantuan Sosial Tunai",
    r"BST",
    r"ATENSI",
    r"Rastra",
)
_ANY = "|".join(rf"\b{pattern}\b" for pattern in PROGRAMMES)


def programmes_in(text: str) -> list[str]:
    """The programmes that a text names, as printed."""
    return list(dict.fromkeys(match[0] for match in re.finditer(_ANY, text.replace("_", " "), re.IGNORECASE)))


def programme_fact(context: Context) -> object:
    """The YAML of a fact `program_name`, where title, sheet or file name name one programme; else None.

    A long name and its abbreviation in brackets are one programme: the first of them counts.
    """
    for origin in ("title", "sheet", "file_name"):
        texts = context.around.texts[origin]
        found = list(dict.fromkeys(name for text in texts for name in programmes_in(text)))
        if len(found) == 2 and any(
            re.search(rf"{re.escape(found[0])}\s*\(\s*{re.escape(found[1])}", t, re.I) for t in texts
        ):
            found = found[:1]
        if len(found) != 1:
            continue
        words = r"[\s_-]+".join(map(re.escape, re.split(r"[\s_-]+", found[0])))
        spec: dict[str, object] = {"from": origin, "pattern": rf"\b({words})\b"}
        value = context.around.read(spec)
        return spec if value == found[0] else {"value": found[0]}
    return None
