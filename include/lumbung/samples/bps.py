"""Poverty tables in the layouts that BPS uses: CSV and xlsx of its site, and what its regional offices publish.

Enters: nothing but the figures below. Those by regency for 2020 and 2021 are public; all others are invented. Leaves:
bytes.
"""

from __future__ import annotations

from dataclasses import dataclass

from lumbung.samples.xlsx import Cell, Row, Sheet, workbook_bytes

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


# Invented, of a year that no other sample speaks of: name -> (urban, rural, both), each of March and September.
# Jakarta has no villages; Papua Pegunungan was no province yet.
_Rounds = tuple[str, str]
_RATES_2019: dict[str, tuple[_Rounds, _Rounds, _Rounds]] = {
    "DKI JAKARTA": (("3.51", "3.42"), ("-", "-"), ("3.51", "3.42")),
    "JAWA TENGAH": (("9.2", "8.95"), ("12.44", "12.3"), ("10.81", "10.6")),
    "DI YOGYAKARTA": (("10.7", "10.58"), ("13.9", "13.65"), ("11.74", "11.5")),
    "BALI": (("3.3", "3.21"), ("4.9", "4.85"), ("3.8", "3.65")),
    "PAPUA PEGUNUNGAN": (("-", "-"), ("-", "-"), ("-", "-")),
}
_LINES: dict[str, tuple[int, int, int, int]] = {
    "DKI JAKARTA": (612300, 638900, 0, 0),
    "JAWA TENGAH": (371400, 386200, 363900, 374800),
    "DI YOGYAKARTA": (451700, 471900, 377600, 391500),
    "BALI": (407500, 423100, 382200, 386700),
}
_AREAS = ("Perkotaan", "Perdesaan", "Perkotaan+Perdesaan")
_ROUNDS = ("Semester 1 (Maret)", "Semester 2 (September)", "Tahunan")


def province_csv() -> bytes:
    """P0 by province and area: the corner counts provinces, blanks stand in place of merged cells, 5 header rows."""
    lines = [
        "38 Provinsi" + "," * 9,
        ",Persentase Penduduk Miskin (P0) Menurut Provinsi dan Daerah (Persen)" + "," * 8,
        ",Perkotaan,,,Perdesaan,,,Jumlah,,",
        ",2019,,,2019,,,2019,,",
        "," + ",".join(_ROUNDS * 3),
    ]
    for name, areas in _RATES_2019.items():
        lines.append(",".join([name, *(cell for march, september in areas for cell in (march, september, "-"))]))
    return b"\xef\xbb\xbf" + "\n".join(lines).encode()


def nation_csv() -> bytes:
    """P1 of the nation: the rows are areas, and the title has no unit."""
    lines = [
        "Wilayah,,,",
        ",Indeks Kedalaman Kemiskinan (P1) Menurut Daerah,,",
        ",2019,,",
        "," + ",".join(_ROUNDS),
        "Kota,1.21,1.12,-",
        "Desa,2.4,2.31,-",
        "Kota+Desa,1.66,1.58,-",
    ]
    return b"\xef\xbb\xbf" + "\n".join(lines).encode()


def province_sheets() -> list[Sheet]:
    """The poverty line by province and area: merged header, years as text, text numbers beside numbers, a footnote.

    The title is merged over the columns of two areas and left blank over those of the third, as BPS does.
    """
    years = ("2018", "2019")
    rows: list[Row] = [
        ["Provinsi", "Garis Kemiskinan (Rupiah/Kapita/Bulan) Menurut Provinsi dan Daerah"],
        [None, *(cell for area in _AREAS for cell in (area, *[None] * 5))],
        [None, *(cell for _ in _AREAS for year in years for cell in (year, None, None))],
        [None, *(_ROUNDS * 6)],
    ]
    for name, (urban, urban_later, rural, rural_later) in _LINES.items():
        row: Row = [name]
        for first, second in ((urban, urban_later), (rural, rural_later)):
            row += [cell for rise in (0, 14500) for cell in (*_as_text(first, second, rise), "-")]
        both = (urban + (rural or urban)) // 2
        row += [cell for rise in (0, 14500) for cell in (both + rise, both + rise + 12000, "-")]
        rows.append(row)
    rows += [[], ["Source Url: https://example.invalid/garis-kemiskinan.html"], ["Access Time: June 29, 2023, 2:53 pm"]]
    merges = ["A1:A4", "B1:M1", "B2:G2", "H2:M2", "N2:S2", "A10:M10", "A11:M11"]
    merges += ["B3:D3", "E3:G3", "H3:J3", "K3:M3", "N3:P3", "Q3:S3"]
    return [Sheet("Sheet1", rows, merges, bold_rows=(1, 2, 3, 4))]


def _as_text(first: int, second: int, rise: int) -> tuple[Cell, Cell]:
    return (f"{first + rise}.00", f"{second + rise}.00") if first else ("-", "-")


def regency_sheets() -> list[Sheet]:
    """Poor people by regency in thousands, two years beside each other."""
    figures = {
        "JAWA TENGAH": (3743.2, 3679.4),
        "Pati": (116.9, 119.3),
        "Kudus": (59.7, 58.0),
        "Kota Magelang": (9.6, 9.1),
        "Kota Semarang": (73.6, 72.0),
        "BALI": (171.8, 163.9),
        "Buleleng": (35.2, 34.3),
        "Kota Denpasar": (20.7, 19.8),
    }
    regions: list[Row] = [[name, before, after] for name, (before, after) in figures.items()]
    rows: list[Row] = [
        ["Nama Wilayah", "Jumlah Penduduk Miskin Menurut Kabupaten/Kota (Ribu Jiwa)", None],
        [None, 2018, 2019],
        *regions,
        [],
        ["Catatan: angka contoh"],
    ]
    return [Sheet("Sheet1", rows, ["A1:A2", "B1:C1"], bold_rows=(1, 2))]


def one_region_sheets() -> list[Sheet]:
    """A regional office's series: a year a row, an indicator a column; only the file's name says which region."""
    rows: list[Row] = [
        [
            "Tahun",
            "Garis Kemiskinan (Rp/Kap/Bulan)",
            "Jumlah Penduduk Miskin (Ribu Jiwa)",
            "Persentase Penduduk Miskin (P0)",
            "Indeks Kedalaman Kemiskinan (P1)",
            "Indeks Keparahan Kemiskinan (P2)",
        ],
        [2017, 386900, 141.7, 11.38, 1.9, 0.47],
        [2018, 400800, 123.5, 9.9, 1.55, 0.36],
        [2019, 418200, 119.1, 9.46, 1.33, 0.29],
    ]
    return [Sheet("Data 1", rows, bold_rows=(1,))]


def spending_sheets() -> list[Sheet]:
    """Monthly spending per head in towns: food, other things, both; a column a year; area and unit in the title."""
    food = {"DKI JAKARTA": (871300, 902400.53), "JAWA TENGAH": (534100, 548700.25), "BALI": (652800, 655900.75)}
    other = {"DKI JAKARTA": (1321600, 1355000.5), "JAWA TENGAH": (561200, 579300), "BALI": (842500, 861400.25)}
    title = "Rata-Rata Pengeluaran per Kapita Sebulan Untuk Makanan dan Bukan Makanan di Daerah Perkotaan"
    both = {name: [one + two for one, two in zip(food[name], other[name], strict=True)] for name in food}
    regions: list[Row] = [[name, *food[name], *other[name], *both[name]] for name in food]
    rows: list[Row] = [
        [f"{title} Menurut Provinsi (rupiah), 2018-2019"],
        [],
        ["Provinsi", "Makanan", None, "Non Makanan", None, "Jumlah", None],
        [None, *(2018, 2019) * 3],
        *regions,
        ["PAPUA PEGUNUNGAN", *["-"] * 6],
        [],
        ["Catatan:"],
        ["1) Data masih bergabung dengan provinsi induk"],
        ["Sumber : angka contoh"],
    ]
    return [Sheet("indo", rows, ["A1:G1", "A3:A4", "B3:C3", "D3:E3", "F3:G3"], bold_rows=(1, 3, 4))]


def files() -> dict[str, bytes]:
    """File name -> bytes, of every layout."""
    tables = {f"{table.file_stem}_{year}.csv": table_bytes(table, year) for year in YEARS for table in TABLES}
    return tables | {
        "Persentase_Penduduk_Miskin_(P0)_Menurut_Provinsi_dan_Daerah_2019.csv": province_csv(),
        "Indeks_Kedalaman_Kemiskinan_(P1)_Menurut_Daerah_2019.csv": nation_csv(),
        "Garis_Kemiskinan_(Rupiah_Kapita_Bulan)_Menurut_Provinsi_dan_Daerah_(1).xlsx": workbook_bytes(
            province_sheets()
        ),
        "Jumlah_Penduduk_Miskin_Menurut_Kabupaten_Kota_(1).xlsx": workbook_bytes(regency_sheets()),
        "pati_kemiskinan_2017_2019.xlsx": workbook_bytes(one_region_sheets()),
        "Rata-Rata_Pengeluaran_Per_Kapita_Perkotaan.xlsx": workbook_bytes(spending_sheets()),
    }
