"""Poverty tables of 16 regions in the layout of a BPS download.

Enters: nothing but the figures below, which are public. Leaves: CSV bytes.
"""

from __future__ import annotations

from dataclasses import dataclass

YEARS = (2020, 2021)


@dataclass(frozen=True)
class Table:
    """One table: how its file and title are called, and its column in `_FIGURES`."""

    file_stem: str
    title: str
    column: int


TABLES = (
    Table(
        "Persentase_Penduduk_Miskin_(P0)_Menurut_Kabupaten_Kota",
        "Persentase Penduduk Miskin (P0) Menurut Kabupaten/Kota (Persen)",
        0,
    ),
    Table(
        "Indeks_Kedalaman_Kemiskinan_(P1)_Menurut_Kabupaten_Kota",
        "Indeks Kedalaman Kemiskinan (P1) Menurut Kabupaten/Kota",
        1,
    ),
    Table(
        "Indeks_Keparahan_Kemiskinan_(P2)_Menurut_Kabupaten_Kota",
        "Indeks Keparahan Kemiskinan (P2) Menurut Kabupaten/Kota",
        2,
    ),
    Table(
        "Garis_Kemiskinan_Menurut_Kabupaten_Kota",
        "Garis Kemiskinan Menurut Kabupaten/Kota (Rupiah/kapita/bulan)",
        3,
    ),
)

# Public figures of BPS: (P0, P1, P2, poverty line) of 2020 and of 2021, without trailing zeros, as BPS prints them.
# A bare name is a kabupaten, a name in capitals a province.
_FIGURES: dict[str, tuple[tuple[str, str, str, str], tuple[str, str, str, str]]] = {
    "JAMBI": (("7.58", "1.1", "0.25", "483542"), ("8.09", "1.29", "0.3", "506355")),
    "Muaro Jambi": (("3.83", "0.31", "0.05", "409104"), ("4.53", "0.47", "0.09", "425294")),
    "Kota Jambi": (("8.27", "1.47", "0.4", "529090"), ("9.02", "1.42", "0.34", "563403")),
    "KEPULAUAN RIAU": (("5.92", "1.11", "0.29", "614727"), ("6.12", "1.07", "0.28", "642425")),
    "Bintan": (("6.36", "0.81", "0.17", "417654"), ("6.42", "0.65", "0.11", "424426")),
    "Kota Tanjung Pinang": (("9.37", "1.58", "0.4", "691738"), ("9.57", "1.75", "0.52", "719776")),
    "BANTEN": (("5.92", "1", "0.23", "508091"), ("6.66", "1.09", "0.26", "530363")),
    "Tangerang": (("6.23", "0.95", "0.22", "520742"), ("7.12", "1.21", "0.29", "545065")),
    "Kota Tangerang": (("5.22", "0.74", "0.15", "632835"), ("5.93", "1.08", "0.27", "655061")),
    "NUSA TENGGARA BARAT": (("13.97", "2.58", "0.61", "404941"), ("14.14", "2.24", "0.49", "423505")),
    "Bima": (("14.49", "2.41", "0.65", "356352"), ("14.88", "1.32", "0.26", "363228")),
    "Kota Mataram": (("8.47", "1.86", "0.56", "499959"), ("8.65", "0.93", "0.19", "524762")),
    "Kota Bima": (("8.35", "0.6", "0.12", "383161"), ("8.88", "1.12", "0.21", "399193")),
    "KALIMANTAN TENGAH": (("4.82", "0.8", "0.2", "485635"), ("5.16", "0.71", "0.15", "506982")),
    "Katingan": (("4.79", "0.51", "0.09", "474056"), ("5.25", "0.47", "0.07", "498487")),
    "Kota Palangka Raya": (("3.44", "0.44", "0.08", "435008"), ("3.75", "0.4", "0.07", "456276")),
}


def table_bytes(table: Table, year: int) -> bytes:
    """A BPS download: byte-order mark, three header rows (name, title, year), one row per region, no last newline."""
    lines = ["Nama Wilayah,", f",{table.title}", f",{year}"]
    nth = YEARS.index(year)
    lines += [f"{name},{figures[nth][table.column]}" for name, figures in _FIGURES.items()]
    return b"\xef\xbb\xbf" + "\n".join(lines).encode()
