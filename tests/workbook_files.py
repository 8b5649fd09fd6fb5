"""Files of every kind for tests, written byte by byte: what a library would not write is what has to be tested.

Enters: cells. Leaves: bytes.
"""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Mapping, Sequence

from lumbung.samples.compound_file import compound_file

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_LINK = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"


def zipped(parts: Mapping[str, str | bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return stream.getvalue()


def xlsx_parts(
    *sheets: str | bytes, strings: Sequence[str] = (), names: Sequence[str] = (), workbook: str = ""
) -> dict[str, str | bytes]:
    """The parts of an xlsx whose worksheets are given as XML. `workbook`: elements after the list of sheets."""
    names = names or [f"Sheet{number}" for number in range(1, len(sheets) + 1)]
    listed = "".join(f'<sheet name="{name}" sheetId="{n}" r:id="rId{n}"/>' for n, name in enumerate(names, start=1))
    links = "".join(
        f'<Relationship Id="rId{n}" Type="{_LINK}/worksheet" Target="worksheets/sheet{n}.xml"/>'
        for n in range(1, len(sheets) + 1)
    )
    links += f'<Relationship Id="rIdS" Type="{_LINK}/sharedStrings" Target="sharedStrings.xml"/>'
    items = "".join(f"<si><t>{text}</t></si>" for text in strings)
    return {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
        "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_LINK}"><sheets>{listed}</sheets>{workbook}'
        "</workbook>",
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}">{links}</Relationships>',
        "xl/sharedStrings.xml": f'<sst xmlns="{_MAIN}">{items}</sst>',
        **{f"xl/worksheets/sheet{n}.xml": sheet for n, sheet in enumerate(sheets, start=1)},
    }


def worksheet(rows: str, *, before: str = "", after: str = "") -> str:
    return f'<?xml version="1.0"?>\n<worksheet xmlns="{_MAIN}">{before}<sheetData>{rows}</sheetData>{after}</worksheet>'


def xlsx(rows: str, *, before: str = "", after: str = "", strings: Sequence[str] = (), workbook: str = "") -> bytes:
    """An xlsx of one sheet, its rows given as XML."""
    return zipped(xlsx_parts(worksheet(rows, before=before, after=after), strings=strings, workbook=workbook))


def ods_parts(tables: str, *, styles: str = "") -> dict[str, str | bytes]:
    """The parts of an ods whose tables are given as XML."""
    spaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in ("office", "table", "text", "style")
    )
    calc = 'xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'
    return {
        "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
        "content.xml": f'<?xml version="1.0"?><office:document-content {spaces} {calc}>'
        f"<office:automatic-styles>{styles}</office:automatic-styles><office:body><office:spreadsheet>{tables}"
        "</office:spreadsheet></office:body></office:document-content>",
        "META-INF/manifest.xml": "<manifest/>",
    }


def ods(rows: str, *, columns: str = "") -> bytes:
    """An ods of one sheet, its rows given as XML."""
    return zipped(ods_parts(f'<table:table table:name="Lembar1">{columns}{rows}</table:table>'))


def ods_text(text: str) -> str:
    return f'<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>'


def ods_number(number: float) -> str:
    return f'<table:table-cell office:value-type="float" office:value="{number}"><text:p>x</text:p></table:table-cell>'


def record(kind: int, content: bytes = b"") -> bytes:
    """One record of an old Excel workbook."""
    return struct.pack("<HH", kind, len(content)) + content


def xls_cells(rows: Sequence[Sequence[str | float | None]], texts: list[str]) -> bytes:
    """The records of these cells. `texts` is filled with the shared texts that they show."""
    written = b""
    for row, values in enumerate(rows):
        for column, value in enumerate(values):
            if isinstance(value, str):
                texts.append(value)
                written += record(0xFD, struct.pack("<HHHI", row, column, 0, len(texts) - 1))
            elif value is not None:
                written += record(0x203, struct.pack("<HHHd", row, column, 0, value))
    return written


def xls_stream(sheets: Mapping[str, bytes], texts: Sequence[str] = (), *, globals_: bytes = b"") -> bytes:
    """The stream of a BIFF8 workbook whose sheets are given as records."""
    shared = b"".join(struct.pack("<HB", len(text), 1) + text.encode("utf-16-le") for text in texts)
    start = record(0x809, struct.pack("<HHHHII", 0x600, 5, 0, 0, 0, 0)) + globals_
    rest = record(0xFC, struct.pack("<II", len(texts), len(texts)) + shared) + record(0x0A)
    marks = [bytes([len(name), 1]) + name.encode("utf-16-le") for name in sheets]
    begin = len(start) + len(rest) + sum(10 + len(mark) for mark in marks)
    listed, bodies = b"", b""
    for mark, cells in zip(marks, sheets.values(), strict=True):
        listed += record(0x85, struct.pack("<IBB", begin + len(bodies), 0, 0) + mark)
        bodies += record(0x809, struct.pack("<HHHHII", 0x600, 16, 0, 0, 0, 0)) + cells + record(0x0A)
    return start + listed + rest + bodies


def xls(rows: Sequence[Sequence[str | float | None]], *, more: bytes = b"", globals_: bytes = b"") -> bytes:
    """An xls of one sheet. `more`: records after those of the cells."""
    texts: list[str] = []
    cells = xls_cells(rows, texts)
    return compound_file({"Workbook": xls_stream({"Lembar1": cells + more}, texts, globals_=globals_)})
