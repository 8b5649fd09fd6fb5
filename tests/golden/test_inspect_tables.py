"""Plain tables as agencies send them: inspection proposes a YAML that gives exactly their figures, or asks.

The tables are made here, with the rows that they must give. A table whose answer stands nowhere names the key at which
the YAML must ask; such a YAML must not load.
"""

from __future__ import annotations

import json
import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import pytest

from lumbung.samples.xlsx import Sheet, workbook_bytes
from lumbung.sources.catalogue import CatalogueError, load_source
from lumbung.workbooks.inspect import inspect_file
from lumbung.workbooks.parse import parse_file
from lumbung.workbooks.propose import Proposal, propose

Row = dict[str, object]
Cells = Sequence[Sequence[object]]


@dataclass(frozen=True)
class Case:
    """A file, the dataset it belongs to, its rows (the fields that are compared), and the keys that must be asked."""

    name: str
    file_name: str
    content: bytes
    dataset: str | None
    rows: list[Row]
    asks: tuple[str, ...] = ()


def csv_of(lines: Cells, delimiter: str = ",") -> bytes:
    """A text file of these lines; a field with the delimiter is quoted."""
    quoted = [
        delimiter.join(f'"{field}"' if delimiter in str(field) else str(field) for field in line) for line in lines
    ]
    return "\n".join(quoted).encode()


def xlsx_of(*sheets: Sheet) -> bytes:
    """A workbook of these sheets."""
    return workbook_bytes(sheets)


def figures(rows: int, columns: int, start: int, step: int) -> list[list[int]]:
    """A table of different whole numbers."""
    return [[start + step * (columns * row + column) + 37 * row for column in range(columns)] for row in range(rows)]


def indonesian(number: float, decimals: int = 0) -> str:
    """A number as Indonesian text: 1234.5 -> '1.234,50'."""
    return f"{number:,.{decimals}f}".replace(",", " ").replace(".", ",").replace(" ", ".")


def proposal_of(case: Case, folder: Path) -> tuple[Path, Proposal]:
    """The file on disk and what is proposed for it."""
    path = folder / case.file_name
    path.write_bytes(case.content)
    return path, propose(inspect_file(path))


def check(case: Case, folder: Path) -> None:
    """The proposed YAML gives the rows of the case; or it asks where it must and does not load; or there is none."""
    path, proposal = proposal_of(case, folder)
    if case.dataset is None:
        assert proposal.text is None
        assert proposal.reason
        assert proposal.reason.startswith("no dataset")
        return
    assert proposal.text is not None, proposal.reason
    assert proposal.dataset == case.dataset, proposal.text
    place = folder / "proposed.yaml"
    place.write_text(proposal.text, encoding="utf-8")
    if case.asks:
        with pytest.raises(CatalogueError) as faults:
            load_source(place)
        keys = [fault.key for fault in faults.value.faults]
        for wanted in case.asks:
            assert any(wanted in key for key in keys), (wanted, keys, proposal.text)
        return
    assert proposal.questions == [], proposal.text
    parsed = parse_file(path, load_source(place), nik_key=b"k" * 32)
    assert parsed.refusals == []
    assert case.rows
    names = list(case.rows[0])
    found = Counter(tuple(_plain(row.values[name]) for name in names) for row in parsed.rows)
    wanted_rows = Counter(tuple(_plain(row[name]) for name in names) for row in case.rows)
    assert found == wanted_rows, proposal.text


def _plain(value: object) -> object:
    if isinstance(value, bool) or value is None:
        return value
    if isinstance(value, int | float | Decimal):
        return round(float(value), 6)
    return str(value)


CENTRAL_JAVA = {
    "Kabupaten Cilacap": "33.01",
    "Kabupaten Banyumas": "33.02",
    "Kabupaten Purbalingga": "33.03",
    "Kabupaten Magelang": "33.08",
    "Kota Magelang": "33.71",
    "Kota Surakarta": "33.72",
}
ACEH = {"SIMEULUE": ("1101", "11.09"), "ACEH SINGKIL": ("1102", "11.10"), "ACEH SELATAN": ("1103", "11.01")}
ACEH |= {"ACEH TENGGARA": ("1104", "11.02"), "KOTA LANGSA": ("1173", "11.74"), "KOTA LHOKSEUMAWE": ("1174", "11.73")}
P0_TITLE = "Persentase Penduduk Miskin (P0) menurut Kabupaten/Kota"


def _rates(rows: int, columns: int, seed: int = 1) -> list[list[float]]:
    pick = random.Random(seed)  # noqa: S311 - invented figures
    return [[round(pick.uniform(4, 24), 2) for _ in range(columns)] for _ in range(rows)]


def _p0_rows(codes: Sequence[str], years: Sequence[int], grid: Sequence[Sequence[float]]) -> list[Row]:
    return [
        {
            "region_code": code,
            "indicator_code": "P0",
            "area": "all",
            "period_year": year,
            "value": grid[n][m],
            "unit": "persen",
        }
        for n, code in enumerate(codes)
        for m, year in enumerate(years)
    ]


def wide_years() -> Case:
    years = [2019, 2020, 2021, 2022, 2023]
    grid = _rates(7, 5)
    names = [*CENTRAL_JAVA, "Jawa Tengah"]
    rows_of = [
        [f"{P0_TITLE} di Provinsi Jawa Tengah (Persen), 2019-2023"],
        [],
        ["No", "Kabupaten/Kota", *years],
        *[[n, name, *grid[n - 1]] for n, name in enumerate(names, 1)],
        [],
        ["Sumber: BPS, Susenas"],
    ]
    rows = _p0_rows([*CENTRAL_JAVA.values(), "33"], years, grid)
    return Case("wide_years", "p0 jateng.xlsx", xlsx_of(Sheet("P0", rows_of, ["A1:G1"])), "poverty_indicator", rows)


def wide_years_csv() -> Case:
    years = [2021, 2022]
    names = {"Cilacap": "33.01", "Magelang": "33.08", "Tegal": "33.28", "Kota Magelang": "33.71", "Kota Tegal": "33.76"}
    grid = _rates(5, 2, 2)
    lines = [[f"{P0_TITLE} (Persen)", "", ""], ["Kabupaten/Kota", *years]]
    lines += [[name, *[indonesian(v, 2) for v in grid[n]]] for n, name in enumerate(names)]
    rows = _p0_rows(list(names.values()), years, grid)
    return Case("wide_years_csv", "p0.csv", csv_of(lines, ";"), "poverty_indicator", rows)


def long_form() -> Case:
    lines = [["id", "kode_provinsi", "nama_provinsi", "kode_kabupaten_kota", "nama_kabupaten_kota"]]
    lines[0] += ["persentase_penduduk_miskin", "satuan", "tahun"]
    grid = _rates(6, 2, 3)
    rows: list[Row] = []
    for n, (name, (bps, code)) in enumerate(ACEH.items()):
        for m, year in enumerate((2021, 2022)):
            shown = name if name.startswith("KOTA") else f"KABUPATEN {name}"
            lines.append([str(2 * n + m + 1), "11", "ACEH", bps, shown, f"{grid[n][m]:.2f}", "PERSEN", str(year)])
            rows.append({"region_code": code, "indicator_code": "P0", "period_year": year, "value": grid[n][m]})
    return Case("long_form", "od_persentase.csv", csv_of(lines), "poverty_indicator", rows)


def long_form_persons() -> Case:
    lines = [["kode_kabupaten_kota", "nama_kabupaten_kota", "jumlah_penduduk_miskin", "satuan", "tahun"]]
    rows: list[Row] = []
    for n, (name, code) in enumerate(CENTRAL_JAVA.items()):
        value = round(101.37 + 13.11 * n, 2)
        lines.append([code.replace(".", ""), name.upper(), str(value), "RIBU JIWA", "2023"])
        rows.append(
            {
                "region_code": code,
                "indicator_code": "poor_persons",
                "period_year": 2023,
                "value": round(value * 1000),
                "unit": "jiwa",
            }
        )
    return Case("long_form_persons", "jumlah_miskin.csv", csv_of(lines), "poverty_indicator", rows)


_SERIES_TITLES = [
    "Garis Kemiskinan (Rp/Kap/Bulan)",
    "Jumlah Penduduk Miskin (Ribu Jiwa)",
    "P0",
    "P1",
    "P2",
]
_SERIES_CODES = ["poverty_line_idr", "poor_persons", "P0", "P1", "P2"]
_SERIES = {
    2021: [361_204, 159.03, 10.03, 1.93, 0.5],
    2022: [372_311, 155.34, 9.75, 1.55, 0.41],
    2023: [404_320, 152.29, 9.52, 1.9, 0.55],
}


def _series_rows(region: str) -> list[Row]:
    return [
        {
            "region_code": region,
            "indicator_code": code,
            "period_year": year,
            "value": round(value * 1000) if code == "poor_persons" else value,
        }
        for year, values in _SERIES.items()
        for code, value in zip(_SERIES_CODES, values, strict=True)
    ]


def one_region_in_title() -> Case:
    rows_of = [
        ["KONDISI KEMISKINAN KABUPATEN WONOGIRI"],
        [],
        ["Tahun", *_SERIES_TITLES],
        *[[year, *values] for year, values in _SERIES.items()],
    ]
    return Case(
        "one_region_in_title", "data.xlsx", xlsx_of(Sheet("Data", rows_of)), "poverty_indicator", _series_rows("33.12")
    )


def one_region_in_file_name() -> Case:
    rows_of = [["Tahun", *_SERIES_TITLES], *[[year, *values] for year, values in _SERIES.items()]]
    name = "kemiskinan_kab_subang_2021_2023.xlsx"
    return Case(
        "one_region_in_file_name", name, xlsx_of(Sheet("Data", rows_of)), "poverty_indicator", _series_rows("32.13")
    )


def bare_region_in_file_name() -> Case:
    lines = [["tahun", *_SERIES_TITLES], *[[year, *values] for year, values in _SERIES.items()]]
    rows = _series_rows("32.13")
    return Case("bare_region_in_file_name", "subang_kemiskinan.csv", csv_of(lines), "poverty_indicator", rows)


_PROVINCES = {"ACEH": "11", "JAMBI": "15", "DKI JAKARTA": "31", "INDONESIA": "00"}


def _areas() -> tuple[list[list[object]], list[Row]]:
    grid = _rates(4, 6, 5)
    body: list[list[object]] = []
    rows: list[Row] = []
    for n, (name, code) in enumerate(_PROVINCES.items()):
        line: list[object] = [name]
        for m, (area, part) in enumerate((a, p) for a in ("urban", "rural", "all") for p in ("march", "september")):
            missing = name == "DKI JAKARTA" and area == "rural"
            line.append("-" if missing else grid[n][m])
            if not missing:
                rows.append(
                    {
                        "region_code": code,
                        "indicator_code": "P0",
                        "area": area,
                        "period_year": 2022,
                        "period_part": part,
                        "value": grid[n][m],
                    }
                )
        body.append(line)
    return body, rows


_AREA_HEADER = [
    ["Provinsi", "Persentase Penduduk Miskin (P0) Menurut Provinsi dan Daerah (Persen)"],
    [None, "Perkotaan", None, "Perdesaan", None, "Jumlah", None],
    [None, *["Semester 1 (Maret) 2022", "Semester 2 (September) 2022"] * 3],
]


def areas_and_semesters() -> Case:
    body, rows = _areas()
    merges = ["A1:A3", "B1:G1", "B2:C2", "D2:E2", "F2:G2"]
    content = xlsx_of(Sheet("Sheet1", [*_AREA_HEADER, *body], merges))
    return Case("areas_and_semesters", "p0 daerah.xlsx", content, "poverty_indicator", rows)


def areas_and_semesters_csv() -> Case:
    body, rows = _areas()
    header = [
        ["Provinsi", *[""] * 6],
        ["", "Persentase Penduduk Miskin (P0) Menurut Provinsi dan Daerah (Persen)", *[""] * 5],
        ["", "Perkotaan", "", "Perdesaan", "", "Jumlah", ""],
        ["", "2022", "", "2022", "", "2022", ""],
        ["", *["Semester 1 (Maret)", "Semester 2 (September)"] * 3],
    ]
    return Case("areas_and_semesters_csv", "p0 daerah.csv", csv_of([*header, *body]), "poverty_indicator", rows)


def extreme_poverty() -> Case:
    table = {2021: (36_950, 12_204), 2022: (28_113, 9_377), 2023: (9_512, 3_141)}
    rows_of = [
        ["DATA KEMISKINAN EKSTREM KABUPATEN KEBUMEN"],
        ["Tahun", "Jumlah Penduduk Miskin Ekstrem (Jiwa)", "Jumlah KK Miskin Ekstrem (KK)"],
        *[[year, *pair] for year, pair in table.items()],
        [],
        ["Sumber: P3KE"],
    ]
    rows: list[Row] = [
        {"region_code": "33.05", "indicator_code": code, "period_year": year, "value": value, "kind": "registry"}
        for year, pair in table.items()
        for code, value in zip(("extreme_poor_persons", "extreme_poor_households"), pair, strict=True)
    ]
    return Case("extreme_poverty", "ekstrem.xlsx", xlsx_of(Sheet("Sheet1", rows_of)), "poverty_indicator", rows)


def two_indicators_side_by_side() -> Case:
    years = [2022, 2023]
    rates = _rates(6, 2, 7)
    persons = [[round(88.12 + 7.31 * (2 * n + m), 2) for m in range(2)] for n in range(6)]
    rows_of = [
        ["Jumlah dan Persentase Penduduk Miskin menurut Kabupaten/Kota di Jawa Tengah"],
        [],
        ["Kabupaten/Kota", "Jumlah Penduduk Miskin (Ribu Jiwa)", None, "Persentase Penduduk Miskin (%)", None],
        [None, *years, *years],
        *[[name, *persons[n], *rates[n]] for n, name in enumerate(CENTRAL_JAVA)],
    ]
    rows: list[Row] = []
    for n, code in enumerate(CENTRAL_JAVA.values()):
        for m, year in enumerate(years):
            rows.append(
                {
                    "region_code": code,
                    "indicator_code": "poor_persons",
                    "period_year": year,
                    "value": round(persons[n][m] * 1000),
                }
            )
            rows.append({"region_code": code, "indicator_code": "P0", "period_year": year, "value": rates[n][m]})
    content = xlsx_of(Sheet("Sheet1", rows_of, ["A1:E1", "A3:A4", "B3:C3", "D3:E3"]))
    return Case("two_indicators_side_by_side", "miskin.xlsx", content, "poverty_indicator", rows)


def indicators_as_rows() -> Case:
    lines = [
        ("Persentase Penduduk Miskin", "%", "P0", [7.99, 7.61], 1),
        ("Jumlah Penduduk Miskin", "Ribu Jiwa", "poor_persons", [80.53, 77.02], 1000),
        ("Garis Kemiskinan", "Rp/Kapita/Bulan", "poverty_line_idr", [431_512, 470_218], 1),
        ("Indeks Kedalaman Kemiskinan (P1)", "Indeks", "P1", [1.2, 1.08], 1),
        ("Indeks Pembangunan Manusia", "Indeks", "human_development_index", [76.2, 76.9], 1),
        ("Kepadatan Penduduk", "Jiwa/km2", None, [1791.5, 1802.4], 1),
    ]
    rows_of = [
        ["INDIKATOR MAKRO KABUPATEN KLATEN"],
        [],
        ["No", "Indikator", "Satuan", "2022", "2023"],
        *[[n, label, unit, *values] for n, (label, unit, _, values, _) in enumerate(lines, 1)],
        [],
        ["Sumber: BPS Kabupaten Klaten"],
    ]
    rows: list[Row] = [
        {"region_code": "33.10", "indicator_code": code, "period_year": year, "value": round(value * factor, 2)}
        for _, _, code, values, factor in lines
        if code
        for year, value in zip((2022, 2023), values, strict=True)
    ]
    return Case("indicators_as_rows", "makro.xlsx", xlsx_of(Sheet("Makro", rows_of)), "poverty_indicator", rows)


def count_and_rate_in_title() -> Case:
    rates = _rates(6, 1, 9)
    rows_of = [
        ["Jumlah dan Persentase Penduduk Miskin Menurut Kabupaten/Kota Tahun 2023"],
        ["Kabupaten/Kota", "Jumlah (Ribu Jiwa)", "Persentase"],
        *[[name, round(90.4 + 3.3 * n, 1), rates[n][0]] for n, name in enumerate(CENTRAL_JAVA)],
    ]
    rows: list[Row] = []
    for n, code in enumerate(CENTRAL_JAVA.values()):
        persons = round(round(90.4 + 3.3 * n, 1) * 1000)
        rows.append({"region_code": code, "indicator_code": "poor_persons", "period_year": 2023, "value": persons})
        rows.append({"region_code": code, "indicator_code": "P0", "period_year": 2023, "value": rates[n][0]})
    return Case("count_and_rate_in_title", "miskin 2023.xlsx", xlsx_of(Sheet("S", rows_of)), "poverty_indicator", rows)


def persons_as_text() -> Case:
    names = list(CENTRAL_JAVA)
    lines = [
        ["Jumlah Penduduk Miskin (Jiwa) Menurut Kabupaten/Kota, 2022", "", ""],
        ["No.", "Kabupaten/Kota", "Jumlah"],
    ]
    lines += [[n, name, indonesian(98_000 + 1_731 * n)] for n, name in enumerate(names, 1)]
    total = sum(98_000 + 1_731 * n for n in range(1, 7))
    lines += [["", "Jumlah", indonesian(total)]]
    rows: list[Row] = [
        {"region_code": code, "indicator_code": "poor_persons", "period_year": 2022, "value": 98_000 + 1_731 * n}
        for n, code in enumerate(CENTRAL_JAVA.values(), 1)
    ]
    return Case("persons_as_text", "jumlah.csv", csv_of(lines, ";"), "poverty_indicator", rows)


def areas_as_rows() -> Case:
    grid = _rates(3, 3, 11)
    rows_of = [
        ["Persentase Penduduk Miskin menurut Daerah Tempat Tinggal di Provinsi Banten (persen)"],
        ["Daerah", 2021, 2022, 2023],
        *[[name, *grid[n]] for n, name in enumerate(("Perkotaan", "Perdesaan", "Perkotaan+Perdesaan"))],
    ]
    rows: list[Row] = [
        {"region_code": "36", "indicator_code": "P0", "area": area, "period_year": year, "value": grid[n][m]}
        for n, area in enumerate(("urban", "rural", "all"))
        for m, year in enumerate((2021, 2022, 2023))
    ]
    return Case("areas_as_rows", "banten.xlsx", xlsx_of(Sheet("S", rows_of)), "poverty_indicator", rows)


# Poverty tables whose answer stands nowhere


def no_region() -> Case:
    lines = [["Tahun", "P0", "P1", "P2"], ["2022", "9.5", "1.1", "0.2"], ["2023", "9.1", "1.0", "0.2"]]
    return Case("no_region", "data.csv", csv_of(lines), "poverty_indicator", [], ("facts.region_code",))


def no_unit() -> Case:
    lines = [["Jumlah Penduduk Miskin menurut Kabupaten/Kota 2023", ""], ["Kabupaten/Kota", "Jumlah"]]
    lines += [[name, str(90.11 + n)] for n, name in enumerate(CENTRAL_JAVA)]
    return Case("no_unit", "jumlah.csv", csv_of(lines), "poverty_indicator", [], ("columns.value",))


def codes_of_two_systems() -> Case:
    lines = [["kode_kabupaten_kota", "persentase_penduduk_miskin", "tahun"]]
    lines += [[code, "12.3", "2022"] for code in ("1103", "1104", "1105", "1106")]
    return Case("codes_of_two_systems", "aceh.csv", csv_of(lines), "poverty_indicator", [], ("region",))


def by_sex() -> Case:
    lines = [["Kabupaten/Kota", "Persentase Penduduk Miskin Laki-laki", "Persentase Penduduk Miskin Perempuan", "P0"]]
    lines += [[name, "9.1", "9.4", "9.2"] for name in CENTRAL_JAVA]
    name = "p0 jenis kelamin 2023.csv"
    return Case("by_sex", name, csv_of(lines), "poverty_indicator", [], ("unclear_columns",))


def bare_names_of_both() -> Case:
    lines = [
        ["Kabupaten/Kota", "P0 2022", "P0 2023"],
        ["Semarang", "7.2", "7.1"],
        ["Tegal", "8.1", "7.9"],
        ["Magelang", "9.9", "9.7"],
    ]
    return Case("bare_names_of_both", "p0.csv", csv_of(lines), "poverty_indicator", [], ("region",))


def _below_headings(name: str, *more: list[object]) -> list[list[object]]:
    return [
        ["Persentase Penduduk Miskin menurut Kabupaten/Kota di Provinsi Jawa Tengah (persen)"],
        [name, 2022, 2023],
        ["Kabupaten/Regency", None, None],
        ["Cilacap", 11.02, 10.99],
        ["Magelang", 11.09, 10.96],
        ["Kota/Municipality", None, None],
        ["Magelang", 7.1, 6.11],
        *more,
        ["Jawa Tengah", 10.93, 10.77],
    ]


def cities_below_a_heading() -> Case:
    """A bare name is what its heading says; the province below all of them is none of theirs."""
    rows_of = _below_headings("Kabupaten/Kota", ["Surakarta", 8.84, 8.44])
    codes = {"33.01": (11.02, 10.99), "33.08": (11.09, 10.96), "33.71": (7.1, 6.11), "33.72": (8.84, 8.44)}
    codes |= {"33": (10.93, 10.77)}
    rows: list[Row] = [
        {"region_code": code, "period_year": year, "value": value}
        for code, pair in codes.items()
        for year, value in zip((2022, 2023), pair, strict=True)
    ]
    content = xlsx_of(Sheet("S", rows_of))  # type: ignore[arg-type]
    return Case("cities_below_a_heading", "dda.xlsx", content, "poverty_indicator", rows)


def no_city_below_a_heading() -> Case:
    """Cilacap is no city, whatever its heading says."""
    content = xlsx_of(Sheet("S", _below_headings("Kabupaten/Kota", ["Cilacap", 8.84, 8.44])))  # type: ignore[arg-type]
    return Case("no_city_below_a_heading", "dda.xlsx", content, "poverty_indicator", [], ("region",))


def target_of_the_plan() -> Case:
    rows_of = [
        ["CAPAIAN RPJMD KABUPATEN KLATEN TAHUN 2023"],
        ["Indikator", "Satuan", "Target", "Realisasi"],
        ["Persentase Penduduk Miskin", "%", 12.1, 12.28],
        ["Jumlah Penduduk Miskin", "Ribu Jiwa", 140.2, 143.9],
    ]
    return Case("target_of_the_plan", "rpjmd.xlsx", xlsx_of(Sheet("S", rows_of)), "poverty_indicator", [], ("layouts",))


# Programme reach

_REACH = [
    ("Dinas Sosial", "Bantuan pangan lansia", "orang", 1_250, 1_198),
    ("Dinas Sosial", "Bantuan keluarga miskin ekstrem", "KK", 400, 388),
    ("Dinas Koperasi dan UKM", "Pelatihan kewirausahaan", "orang", 60, 60),
    ("Dinas Koperasi dan UKM", "Bantuan modal kelompok usaha", "kelompok", 24, 20),
    ("Dinas Perumahan", "Rehabilitasi rumah tidak layak huni", "unit", 110, 104),
]
_MEASURES = ["recipient", "recipient", "participant", "recipient", "item"]


def _reach_rows(region: str, year: int = 2023) -> list[Row]:
    return [
        {
            "region_code": region,
            "agency_name": agency,
            "activity_name": activity,
            "beneficiary_unit": unit,
            "measure": measure,
            "target_count": target,
            "reached_count": reached,
            "period_start": f"{year}-01-01",
            "period_end": f"{year}-12-31",
        }
        for (agency, activity, unit, target, reached), measure in zip(_REACH, _MEASURES, strict=True)
    ]


def reach_with_agency_column() -> Case:
    rows_of = [
        ["REKAPITULASI KEGIATAN PENANGGULANGAN KEMISKINAN"],
        ["KOTA SALATIGA TAHUN 2023"],
        [],
        ["No", "OPD", "Kegiatan", "Satuan", "Target", "Realisasi", "Keterangan"],
        *[[n, *line[:3], *line[3:], None] for n, line in enumerate(_REACH, 1)],
    ]
    content = xlsx_of(Sheet("Rekap", rows_of, ["A1:G1", "A2:G2"]))
    return Case("reach_with_agency_column", "rekap.xlsx", content, "program_reach", _reach_rows("33.73"))


def reach_with_agency_rows() -> Case:
    body: list[list[object]] = []
    for roman, agency in (("I", "Dinas Sosial"), ("II", "Dinas Koperasi dan UKM"), ("III", "Dinas Perumahan")):
        mine = [line for line in _REACH if line[0] == agency]
        body.append([roman, agency])
        body += [[f"{n}.", line[1], line[3], line[4], line[2]] for n, line in enumerate(mine, 1)]
    rows_of = [
        ["PEMERINTAH KOTA MADIUN"],
        ["CAPAIAN PROGRAM TAHUN ANGGARAN 2023"],
        [],
        ["No", "Perangkat Daerah / Kegiatan", "Sasaran", "Realisasi", "Satuan"],
        *body,
        [],
        ["Catatan: data per Desember"],
    ]
    content = xlsx_of(Sheet("Sheet1", rows_of))
    return Case("reach_with_agency_rows", "capaian.xlsx", content, "program_reach", _reach_rows("35.77"))


def reach_with_agency_in_title() -> Case:
    mine = [line for line in _REACH if line[0] == "Dinas Sosial"]
    lines = [
        ["DINAS SOSIAL KABUPATEN JEPARA", "", "", ""],
        ["REALISASI KEGIATAN TAHUN 2022", "", "", ""],
        ["", "", "", ""],
    ]
    lines += [["Kegiatan", "Target", "Realisasi", "Satuan"]]
    lines += [[line[1], indonesian(line[3]), indonesian(line[4]), line[2]] for line in mine]
    rows = [
        {**row, "region_code": "33.20", "agency_name": "DINAS SOSIAL KABUPATEN JEPARA"}
        for row in _reach_rows("33.20", 2022)[:2]
    ]
    return Case("reach_with_agency_in_title", "kegiatan.csv", csv_of(lines, ";"), "program_reach", rows)


_DISTRICTS = {"Bandar Kidul": "35.71.01", "Mojoroto": "35.71.01", "Kota": "35.71.02", "Pesantren": "35.71.03"}


def reach_by_district() -> Case:
    names = {"Mojoroto": "35.71.01", "Kota": "35.71.02", "Pesantren": "35.71.03"}
    table = [[2_104, 2_101], [1_877, 1_870], [1_950, 1_950]]
    rows_of = [
        ["REALISASI PENYALURAN BPNT KOTA KEDIRI TAHUN 2023"],
        ["No", "Kecamatan", "Target (KPM)", "Realisasi (KPM)", "%"],
        *[
            [n, name, *table[n - 1], round(table[n - 1][1] / table[n - 1][0] * 100, 2)]
            for n, name in enumerate(names, 1)
        ],
        ["Jumlah", None, 5_931, 5_921, 99.83],
    ]
    rows: list[Row] = [
        {
            "region_code": code,
            "program_name": "BPNT",
            "measure": "recipient",
            "beneficiary_unit": "KPM",
            "target_count": target,
            "reached_count": reached,
            "period_end": "2023-12-31",
        }
        for code, (target, reached) in zip(names.values(), table, strict=True)
    ]
    content = xlsx_of(Sheet("S", rows_of, ["A6:B6"]))
    return Case("reach_by_district", "bpnt.xlsx", content, "program_reach", rows)


def programmes_side_by_side() -> Case:
    names = {"Mojoroto": "35.71.01", "Kota": "35.71.02", "Pesantren": "35.71.03"}
    table = [[1_104, 2_101, 9_310], [877, 1_870, 8_200], [950, 1_950, 8_800]]
    rows_of = [
        ["JUMLAH PENERIMA BANTUAN SOSIAL MENURUT KECAMATAN"],
        ["KOTA KEDIRI TAHUN 2022"],
        ["Kecamatan", "PKH (KPM)", "BPNT (KPM)", "PBI JKN (Jiwa)"],
        *[[name, *table[n]] for n, name in enumerate(names)],
    ]
    rows: list[Row] = [
        {
            "region_code": code,
            "program_name": program,
            "beneficiary_unit": unit,
            "measure": "recipient",
            "reached_count": value,
        }
        for code, line in zip(names.values(), table, strict=True)
        for (program, unit), value in zip((("PKH", "KPM"), ("BPNT", "KPM"), ("PBI JKN", "jiwa")), line, strict=True)
    ]
    return Case("programmes_side_by_side", "bansos.xlsx", xlsx_of(Sheet("S", rows_of)), "program_reach", rows)


def reach_of_what() -> Case:
    rows_of = [
        ["KEGIATAN KOTA SALATIGA TAHUN 2023"],
        ["OPD", "Kegiatan", "Satuan", "Target", "Realisasi"],
        ["Dinas Kesehatan", "Pemeriksaan berkala", "orang", 500, 480],
        ["Dinas Sosial", "Bantuan pangan", "orang", 300, 290],
    ]
    return Case("reach_of_what", "kegiatan.xlsx", xlsx_of(Sheet("S", rows_of)), "program_reach", [], ("facts.measure",))


def reach_without_year() -> Case:
    rows_of = [
        ["KOTA SALATIGA"],
        ["OPD", "Kegiatan", "Satuan", "Target", "Realisasi"],
        *[list(line) for line in _REACH],
    ]
    return Case(
        "reach_without_year", "kegiatan.xlsx", xlsx_of(Sheet("S", rows_of)), "program_reach", [], ("facts.period",)
    )


# Budgets

_ACCOUNTS = [
    ("5", "BELANJA DAERAH", 0, 0),
    ("5.1", "BELANJA OPERASI", 0, 0),
    ("5.1.01", "Belanja Pegawai", 812_000_000, 790_125_400),
    ("5.1.02", "Belanja Barang dan Jasa", 433_250_500, 401_003_120),
    ("5.1.06", "Belanja Bantuan Sosial", 210_000_000, 198_500_000),
    ("5.2", "BELANJA MODAL", 0, 0),
    ("5.2.02", "Belanja Modal Peralatan dan Mesin", 98_450_000, 97_900_000),
]


def _account_lines() -> list[tuple[str, str, int, int]]:
    leaves = [line for line in _ACCOUNTS if line[2]]
    return [
        (code, name, *(sum(leaf[n] for leaf in leaves if leaf[0].startswith(code)) for n in (2, 3)))  # type: ignore[misc]
        for code, name, _, _ in _ACCOUNTS
    ]


def account_tree() -> Case:
    rows_of = [
        ["PEMERINTAH KABUPATEN BLORA"],
        ["DINAS SOSIAL"],
        ["LAPORAN REALISASI ANGGARAN s.d. Desember 2023"],
        [],
        ["Kode Rekening", "Uraian", "Anggaran (Rp)", "Realisasi (Rp)", "%"],
        *[[*line[:2], *map(indonesian, line[2:]), indonesian(line[3] / line[2] * 100, 2)] for line in _account_lines()],
    ]
    rows: list[Row] = [
        {
            "region_code": "33.16",
            "agency_name": "DINAS SOSIAL",
            "account_code": code,
            "account_name": name,
            "expenditure_class": "capital" if code.startswith("5.2") else "operating",
            "budget_idr": budget,
            "realised_idr": spent,
            "fiscal_year": 2023,
            "period_month": 12,
            "realisation_basis": "to_date",
        }
        for code, name, budget, spent in _ACCOUNTS
        if budget
    ]
    return Case("account_tree", "lra.xlsx", xlsx_of(Sheet("LRA", rows_of)), "budget_realisation", rows)


_AGENCIES = [("Dinas Pendidikan", 812.45, 401.2), ("Dinas Kesehatan", 512.3, 300.11), ("Dinas Sosial", 44.75, 21.04)]


def agencies_in_millions() -> Case:
    rows_of = [
        ["REALISASI APBD KOTA BLITAR PER 30 JUNI 2024"],
        ["(dalam juta rupiah)"],
        ["No", "OPD", "Anggaran", "Realisasi", "Sisa", "%"],
        *[[n, name, a, b, round(a - b, 2), round(b / a * 100, 2)] for n, (name, a, b) in enumerate(_AGENCIES, 1)],
        ["", "Jumlah", 1369.5, 722.35, 647.15, 52.75],
    ]
    rows: list[Row] = [
        {
            "region_code": "35.72",
            "agency_name": name,
            "budget_idr": round(a * 1_000_000),
            "realised_idr": round(b * 1_000_000),
            "fiscal_year": 2024,
            "period_month": 6,
            "realisation_basis": "to_date",
        }
        for name, a, b in _AGENCIES
    ]
    return Case("agencies_in_millions", "apbd.xlsx", xlsx_of(Sheet("S", rows_of)), "budget_realisation", rows)


def months_side_by_side() -> Case:
    months = ["Januari", "Februari", "Maret"]
    table = {
        "Dinas Sosial": [120_500_000, 98_000_000, 143_250_750],
        "Dinas Kesehatan": [410_000_000, 405_000_125, 399_000_000],
    }
    rows_of = [
        ["REALISASI BELANJA PER BULAN KABUPATEN PATI TAHUN ANGGARAN 2024 (Rp)"],
        ["No", "OPD", *months, "Jumlah"],
        *[[n, name, *values, sum(values)] for n, (name, values) in enumerate(table.items(), 1)],
    ]
    rows: list[Row] = [
        {
            "region_code": "33.18",
            "agency_name": name,
            "fiscal_year": 2024,
            "period_month": month,
            "realisation_basis": "month",
            "realised_idr": value,
        }
        for name, values in table.items()
        for month, value in enumerate(values, 1)
    ]
    return Case("months_side_by_side", "bulanan.xlsx", xlsx_of(Sheet("S", rows_of)), "budget_realisation", rows)


def funding_by_year() -> Case:
    table = {
        "DAU": [120_500_000_000, 131_250_000_000],
        "DAK Non Fisik": [44_010_500_250, 41_900_000_000],
        "PAD": [9_100_250_000, 9_990_000_000],
    }
    rows_of = [
        ["REALISASI ANGGARAN MENURUT SUMBER DANA"],
        ["BADAN PERENCANAAN PEMBANGUNAN DAERAH KABUPATEN PATI"],
        [],
        ["No", "Sumber Dana", "Tahun (Rp)", None],
        [None, None, 2022, 2023],
        *[[n, name, *values] for n, (name, values) in enumerate(table.items(), 1)],
    ]
    rows: list[Row] = [
        {
            "region_code": "33.18",
            "funding_source": name,
            "fiscal_year": year,
            "period_month": 12,
            "realisation_basis": "to_date",
            "realised_idr": value,
        }
        for name, values in table.items()
        for year, value in zip((2022, 2023), values, strict=True)
    ]
    content = xlsx_of(Sheet("S", rows_of, ["A4:A5", "B4:B5", "C4:D4"]))
    return Case("funding_by_year", "dana.xlsx", content, "budget_realisation", rows)


def spending_of_which_month() -> Case:
    rows_of = [
        ["REALISASI ANGGARAN KOTA BLITAR TAHUN ANGGARAN 2023"],
        ["OPD", "Anggaran (Rp)", "Realisasi (Rp)"],
        ["Dinas Sosial", 44_750_000_000, 21_040_000_000],
        ["Dinas Kesehatan", 512_300_000_000, 300_110_000_000],
    ]
    content = xlsx_of(Sheet("S", rows_of))
    return Case("spending_of_which_month", "apbd.xlsx", content, "budget_realisation", [], ("facts.period_month",))


def amounts_in_which_scale() -> Case:
    rows_of = [
        ["REALISASI ANGGARAN KOTA BLITAR s.d. Juni 2023"],
        ["OPD", "Anggaran", "Realisasi"],
        ["Dinas Sosial", 44_750, 21_040],
        ["Dinas Kesehatan", 512_300, 300_110],
    ]
    content = xlsx_of(Sheet("S", rows_of))
    return Case(
        "amounts_in_which_scale", "apbd.xlsx", content, "budget_realisation", [], ("budget_idr", "realised_idr")
    )


def subtotals_that_differ() -> Case:
    lines = [list(line) for line in _account_lines()]
    lines[1][2] = int(str(lines[1][2])) + 1
    rows_of = [
        ["DINAS SOSIAL KABUPATEN BLORA"],
        ["LAPORAN REALISASI ANGGARAN s.d. Desember 2023"],
        ["Kode Rekening", "Uraian", "Anggaran (Rp)", "Realisasi (Rp)"],
        *lines,
    ]
    content = xlsx_of(Sheet("S", rows_of))
    return Case("subtotals_that_differ", "lra.xlsx", content, "budget_realisation", [], ("outline",))


# Persons and lists


def persons_of_a_programme() -> Case:
    people = ["3373015503850001", "3373011207790002", "3373016408900003"]
    lines = [["DAFTAR PENERIMA PKH KOTA SALATIGA TAHUN 2023", "", "", "", ""], ["No", "NIK", "No KK", "Nama", "Alamat"]]
    lines += [[n, f"'{nik}", f"33730111{n:08d}", "NAMA ORANG", "JL MAWAR 1"] for n, nik in enumerate(people, 1)]
    rows: list[Row] = [
        {"region_code": "33.73", "program_name": "PKH", "period_year": 2023, "nik_is_valid": True} for _ in people
    ]
    return Case("persons_of_a_programme", "pkh.csv", csv_of(lines), "beneficiary", rows)


def persons_of_no_programme() -> Case:
    lines = [["NIK", "Nama"], ["3373015503850001", "NAMA ORANG"], ["3373011207790002", "ORANG LAIN"]]
    case = ("facts.program_name", "facts.region_code")
    return Case("persons_of_no_programme", "daftar.csv", csv_of(lines), "beneficiary", [], case)


def persons_without_nik() -> Case:
    lines = [
        ["No", "Nama", "Alamat", "Umur"],
        ["1", "NAMA ORANG", "JL MAWAR", "41"],
        ["2", "ORANG LAIN", "JL MELATI", "38"],
    ]
    return Case("persons_without_nik", "warga.csv", csv_of(lines), None, [])


def account_list() -> Case:
    rows_of = [["kode", "uraian"], ["5.1.01.01", "Belanja Gaji"], ["5.1.01.02", "Tambahan Penghasilan"]]
    return Case("account_list", "rekening.xlsx", xlsx_of(Sheet("S", rows_of)), None, [])


def region_list() -> Case:
    rows_of = [
        ["id", "nama_provinsi", "id_prov"],
        [1100, "Provinsi Aceh", 1100],
        [1200, "Provinsi Sumatera Utara", 1200],
    ]
    return Case("region_list", "wilayah.xlsx", xlsx_of(Sheet("S", rows_of)), None, [])


CASES = [
    wide_years(),
    wide_years_csv(),
    long_form(),
    long_form_persons(),
    one_region_in_title(),
    one_region_in_file_name(),
    bare_region_in_file_name(),
    areas_and_semesters(),
    areas_and_semesters_csv(),
    extreme_poverty(),
    two_indicators_side_by_side(),
    indicators_as_rows(),
    count_and_rate_in_title(),
    persons_as_text(),
    areas_as_rows(),
    no_region(),
    no_unit(),
    codes_of_two_systems(),
    by_sex(),
    bare_names_of_both(),
    cities_below_a_heading(),
    no_city_below_a_heading(),
    target_of_the_plan(),
    reach_with_agency_column(),
    reach_with_agency_rows(),
    reach_with_agency_in_title(),
    reach_by_district(),
    programmes_side_by_side(),
    reach_of_what(),
    reach_without_year(),
    account_tree(),
    agencies_in_millions(),
    months_side_by_side(),
    funding_by_year(),
    spending_of_which_month(),
    amounts_in_which_scale(),
    subtotals_that_differ(),
    persons_of_a_programme(),
    persons_of_no_programme(),
    persons_without_nik(),
    account_list(),
    region_list(),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_plain_table_loads_to_its_figures_or_asks(case: Case, tmp_path: Path) -> None:
    check(case, tmp_path)


def test_names_of_tests_are_those_of_their_tables() -> None:
    names = [case.name for case in CASES]
    assert len(names) > 40
    assert len(names) == len(set(names))
    assert json.dumps(names)
