"""Write the sample workbooks: programme reach of five cities, an LRA, a cash plan, budget postures, poverty tables.

Enters: a folder. Leaves: files, the same bytes on every run. The layouts imitate what agencies really send: title rows,
merged headers, a row of column numbers, text numbers beside integers, totals among the rows, footnotes, a hidden sheet
with an older copy. The catalogue marks these files `sample: true`.
"""

from __future__ import annotations

from pathlib import Path

from lumbung.samples import bappenas, beneficiaries, bps, djpk, keerom, lra, opendata_jabar, rak, reach
from lumbung.samples.compound_file import compound_file
from lumbung.samples.xlsx import workbook_bytes

WORKBOOKS_FOLDER = "workbooks"

# The first bytes of what Excel stores about its cipher; enough to be recognised.
_ENCRYPTION_INFO = bytes.fromhex("0400040040000000")

_HTML_NAMED_XLS = b"""<html><head><meta charset="utf-8"></head><body><table>
<tr><th>Perangkat Daerah</th><th>Target</th><th>Realisasi</th></tr>
<tr><td>Dinas Sosial</td><td>100</td><td>90</td></tr>
</table></body></html>
"""


def write_workbooks(into: Path) -> list[Path]:
    """Write every sample workbook and table below `into`/workbooks; the paths written, sorted."""
    root = into / WORKBOOKS_FOLDER
    files: dict[str, bytes] = {
        "reach/tanjungpinang/capaian_padat_karya_2021.xlsx": workbook_bytes(reach.tanjungpinang()),
        "reach/tangerang/rekap_pemulihan_ekonomi_2020.xlsx": workbook_bytes(reach.tangerang()),
        "reach/mataram/intervensi_kemiskinan_ekstrem_2024.xlsx": workbook_bytes(reach.mataram()),
        "reach/palangka_raya/rekap_pelatihan_2020.xlsx": workbook_bytes(reach.palangka_raya()),
        "reach/jambi/capaian_per_kecamatan_2022.xlsx": workbook_bytes(reach.jambi()),
    }
    for month in lra.MONTHS:
        files[f"sipd_lra/lra_{month}.xlsx"] = workbook_bytes(lra.sheets(month))
    files[f"sipd_rak/{rak.FILE_NAME}"] = workbook_bytes(rak.sheets())
    files |= beneficiaries.files()
    files[f"keerom/{keerom.FILE_NAME}"] = workbook_bytes(keerom.sheets())
    for folder, source in (("bps", bps), ("bappenas", bappenas), ("opendata_jabar", opendata_jabar), ("djpk", djpk)):
        files |= {f"{folder}/{name}": content for name, content in source.files().items()}
    return _write_files(root, files)


def write_bad_workbooks(folder: Path) -> dict[str, Path]:
    """Write workbooks that must be refused, for tests; name -> path.

    Keys: empty, truncated, password, html_named, unknown_column, wrong_total. The last two are copies of
    Palangka Raya's good workbook with one thing wrong.
    """
    good = workbook_bytes(reach.palangka_raya())
    files = {
        "empty.xlsx": b"",
        "truncated.xlsx": good[: len(good) // 2],
        "password.xlsx": compound_file({"EncryptionInfo": _ENCRYPTION_INFO, "EncryptedPackage": bytes(4096)}),
        "html_named.xls": _HTML_NAMED_XLS,
        "unknown_column.xlsx": workbook_bytes(reach.palangka_raya(extra_column="Nomor HP Ketua")),
        "wrong_total.xlsx": workbook_bytes(reach.palangka_raya(total_off_by=5)),
    }
    return {path.stem: path for path in _write_files(folder, files)}


def _write_files(root: Path, files: dict[str, bytes]) -> list[Path]:
    written = []
    for name, content in sorted(files.items()):
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        written.append(path)
    return written
