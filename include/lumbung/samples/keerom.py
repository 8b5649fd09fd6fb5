"""An invented recapitulation of what offices realised by funding source, a column a year, in the layout of Keerom.

Enters: nothing but the figures below. Leaves: sheets; amounts in rupiah.
"""

from __future__ import annotations

from lumbung.samples.xlsx import Row, Sheet

FILE_NAME = "realisasi_keuangan_persumber_dana.xlsx"

_OFFICES: dict[str, tuple[tuple[str, int | None, int | None], ...]] = {
    "Dinas Pendidikan": (
        ("Sumber Dana DAU", 2_410_300_000, 3_120_450_500),
        ("Sumber Dana Otsus", 9_804_120_000, 10_115_300_250),
        (" Sumber Dana DAK", 11_300_000_000, 8_921_410_300),
        ("Dana Alokasi Khusus (DAK) Non Fisik", 0, 640_200_000),
    ),
    "Dinas Sosial": (
        ("Sumber Dana DAU", 1_204_500_000, 1_318_200_400),
        ("Pembiayaan DAU", None, 51_300_000),
        ("Dana Insentif Daerah (DID)", 0, 930_400_100),
    ),
    "Dinas Koperasi dan UKM": (
        ("Sumber Dana PAD", 210_450_000, 0),
        ("Dana Bagi Hasil (DBH) Provinsi", 516_200_000, 498_310_000),
        ("Sumber Dana DAU", 880_120_000, 902_330_700),
    ),
}


def sheets() -> list[Sheet]:
    """One sheet: offices as heading rows, their sources numbered below them."""
    rows: list[Row] = [
        [],
        ["PEMERINTAH KABUPATEN KEEROM"],
        ["BADAN PERENCANAAN PEMBANGUNAN DAERAH"],
        [],
        ["No", "Kelompok/Sub Kelompok", None, None, None, "Satuan", "Tahun", None],
        [None, None, None, None, None, None, 2022, 2023],
        [None, "1. ", "Data Rekapitulasi Realisasi Keuangan Persumber Dana"],
    ]
    merges = ["A5:A6", "B5:E6", "F5:F6", "G5:H5", "C7:E7"]
    for number, (office, sources) in enumerate(_OFFICES.items(), start=1):
        rows.append([None, None, f"{number}.", office])
        merges.append(f"D{len(rows)}:E{len(rows)}")
        for line, (source, first, second) in enumerate(sources, start=1):
            # Numbers stand with and without their dot.
            mark = f"{line}." if line % 3 else str(line)
            rows.append([None, None, None, mark, source, "Rupiah", first, second])
    return [Sheet("Sheet1", rows, merges)]
