"""Uploads of Bappenas' regional monitoring: one invented table in many dialects, and the real uploads cell by cell."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Literal

import openpyxl
import pytest

from lumbung.sources.catalogue import SHIPPED_CATALOGUE, load_source
from lumbung.sources.model import SourceSpec
from lumbung.workbooks.parse import ParsedFile, WorkbookRefused, parse_file

FIRST = ["wilayah", "tahun", "periode", "id_periode", "nilai", "nasional"]
LAST = ["versi", "satuan", "sumber", "id_indikator", "nama_indikator"]
FOUR_TARGETS = ["target RKP", "target_makro_rpjmn ", "target_rkpd", "target_kewilayahan_rkp"]
HEADER = [*FIRST, *FOUR_TARGETS, *LAST]
BPS = "Badan Pusat Statistik"

# Invented: region, year, round, figure (None: missing), release, printed unit, maker, number and name of the indicator.
# A figure of three decimals (0,361) reads as thousands elsewhere; the maker has letters beyond ASCII.
TABLE = [
    ("1000", 2019, "03", "9.41", date(2019, 7, 15), "%", BPS, 36, "ind1_tingkatmiskin"),
    ("3300", 2019, "03", "10.8", date(2019, 7, 15), "%", BPS, 36, "ind1_tingkatmiskin"),
    ("3318", 2019, "03", None, date(2019, 7, 15), "%", BPS, 36, "ind1_tingkatmiskin"),
    ("3371", 2019, "03", "7.463", date(2019, 7, 15), "persen ", BPS, 36, "ind1_tingkatmiskin"),
    ("3300", 2019, "09", "0.361", date(2020, 1, 5), "", BPS, 7, "ind1_ginirasio"),
    ("1101", 2020, "00", "-1.25", date(2021, 2, 5), "%", "diolah – Dit. PEPPD", 1, "ind1_pertm_ekonomi"),
    ("3171", 2020, "00", "40775880.25", date(2021, 12, 3), "Rp", BPS, 3, "ind1_pdrbkapita_adhk"),
    ("3402", 2020, "08", "69170", date(2020, 12, 11), "Orang", BPS, 4, "ind1_pengangguran"),
]
MEANT = [
    ("00", "Indonesia", "P0", 2019, "march", "9.41", "persen", "%", "BPS", date(2019, 7, 15)),
    ("33", "Jawa Tengah", "P0", 2019, "march", "10.8", "persen", "%", "BPS", date(2019, 7, 15)),
    ("33.71", "Kota Magelang", "P0", 2019, "march", "7.463", "persen", "persen", "BPS", date(2019, 7, 15)),
    ("33", "Jawa Tengah", "gini_ratio", 2019, "september", "0.361", "indeks", None, "BPS", date(2020, 1, 5)),
    (
        "11.09",
        "Kabupaten Simeulue",
        "economic_growth_pct",
        2020,
        "annual",
        "-1.25",
        "persen",
        "%",
        "Bappenas",
        date(2021, 2, 5),
    ),
    (
        "31.74",
        "Kota Administrasi Jakarta Selatan",
        "grdp_per_capita_constant_idr",
        2020,
        "annual",
        "40775880.25",
        "rupiah_per_kapita_tahun",
        "Rp",
        "BPS",
        date(2021, 12, 3),
    ),
    (
        "34.02",
        "Kabupaten Bantul",
        "unemployed_persons",
        2020,
        "m08",
        "69170",
        "orang",
        "Orang",
        "BPS",
        date(2020, 12, 11),
    ),
]
FIELDS = (
    "region_code",
    "region_name",
    "indicator_code",
    "period_year",
    "period_part",
    "value",
    "unit",
    "unit_printed",
    "publisher",
    "vintage_date",
)


@pytest.fixture(scope="module")
def spec() -> SourceSpec:
    return load_source(SHIPPED_CATALOGUE / "bappenas" / "indicators.yaml")


def meant(parsed: ParsedFile) -> list[tuple[object, ...]]:
    return [tuple(row.values[name] for name in FIELDS) for row in parsed.rows]


def with_figures(rows: Sequence[tuple[object, ...]]) -> list[tuple[object, ...]]:
    return [(*row[:5], Decimal(str(row[5])), *row[6:]) for row in rows]


@dataclass(frozen=True)
class Dialect:
    """How one and the same table is written."""

    delimiter: str = ","
    comma_decimals: bool = False
    day_first: bool = False
    missing: str = ""
    encoding: str = "utf-8"
    newline: str = "\n"
    quote_all: bool = False
    empty_columns: int = 0
    empty_row: bool = False
    header: bool = True
    one_digit: bool = False

    def write(self, path: Path) -> Path:
        empty = [""] * self.empty_columns
        rows = [[*HEADER, *empty]] if self.header else []
        rows += [[*self._row(*row), *empty] for row in TABLE]
        text = io.StringIO()
        quoting: Literal[0, 1] = csv.QUOTE_ALL if self.quote_all else csv.QUOTE_MINIMAL
        writer = csv.writer(text, delimiter=self.delimiter, lineterminator=self.newline, quoting=quoting)
        if self.empty_row:
            text.write(self.delimiter * (len(rows[0]) - 1) + self.newline)
        writer.writerows(rows)
        path.write_bytes(text.getvalue().encode(self.encoding))
        return path

    def _row(
        self,
        region: str,
        year: int,
        part: str,
        value: str | None,
        day: date,
        unit: str,
        maker: str,
        number: int,
        name: str,
    ) -> list[str]:
        figure = self._figure(value)
        target = self._figure("5.5" if number == 1 else None)
        part = part.lstrip("0") or "0" if self.one_digit else part
        released = f"{day:%d/%m/%Y}" if self.day_first else day.isoformat()
        period = f"{year}{part.zfill(2)}"
        first = [region, str(year), part, period, figure, figure, target, "", "", ""]
        return [*first, released, unit, maker, str(number), name]

    def _figure(self, value: str | None) -> str:
        if value is None:
            return self.missing
        return value.replace(".", ",") if self.comma_decimals else value


DIALECTS = {
    "plain": Dialect(),
    "excel_id": Dialect(";", comma_decimals=True, day_first=True, missing="-", encoding="utf-8-sig", newline="\r\n"),
    "tabs": Dialect("\t", comma_decimals=True, missing="NULL"),
    "pipes": Dialect("|", day_first=True, missing="n.a.", newline="\r\n"),
    "quoted_decimals": Dialect(",", comma_decimals=True, missing="null", empty_columns=4),
    "all_quoted": Dialect(",", quote_all=True, missing="''", one_digit=True),
    "windows": Dialect(";", missing='""', encoding="cp1252", newline="\r\n"),
    "empty_first_row": Dialect(";", comma_decimals=True, missing="–", empty_row=True),
    "tabs_quoted": Dialect("\t", quote_all=True, day_first=True, missing="-", encoding="utf-8-sig"),
    "pipes_windows": Dialect("|", comma_decimals=True, missing="NULL", encoding="cp1252", empty_columns=2),
    "no_header": Dialect(header=False),
    "no_header_id": Dialect(";", comma_decimals=True, day_first=True, missing="-", header=False, newline="\r\n"),
    "no_header_tabs": Dialect("\t", missing="null", header=False, empty_columns=3, encoding="utf-8-sig"),
}


@pytest.mark.parametrize("name", DIALECTS)
def test_one_table_in_many_dialects_is_one_table(tmp_path: Path, spec: SourceSpec, name: str) -> None:
    parsed = parse_file(DIALECTS[name].write(tmp_path / "8f2a.csv"), spec)
    assert parsed.refusals == []
    assert meant(parsed) == with_figures(MEANT)
    assert (parsed.rows_in, parsed.rows_ignored) == (8, 1)
    assert {row.values["area"] for row in parsed.rows} == {"all"}
    assert {row.values["kind"] for row in parsed.rows} == {"estimate"}
    above = DIALECTS[name].header + DIALECTS[name].empty_row
    assert [row.cells["value"] for row in parsed.rows] == [f"E{above + at}" for at in (1, 2, 4, 5, 6, 7, 8)]


def upload(path: Path, rows: Sequence[Sequence[str]], header: Sequence[str] = HEADER) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([header, *rows])
    return path


def line(value: str = "9.41", **changes: str) -> list[str]:
    cells = dict.fromkeys(HEADER, "")
    cells |= {"wilayah": "3300", "tahun": "2019", "periode": "03", "nilai": value, "versi": "2019-07-15"}
    cells |= {"satuan": "%", "sumber": BPS, "id_indikator": "36", "nama_indikator": "ind1_tingkatmiskin"}
    return list((cells | changes).values())


@pytest.mark.parametrize(
    ("changes", "cell"),
    [
        ({"nama_indikator": "36"}, "O3"),
        ({"nama_indikator": "6"}, "O3"),
        ({"id_indikator": "39"}, "N3"),
        ({"periode": "05"}, "C3"),
        ({"versi": "2019-07-45"}, "K3"),
        ({"satuan": "Orang"}, "L3"),
        ({"satuan": "Ribu Jiwa"}, "L3"),
        ({"satuan": ""}, "L3"),
        ({"satuan": "Petugas/Orang"}, "L3"),
        ({"nilai": "2104"}, "E3"),
        ({"nilai": "tidak ada"}, "E3"),
        ({"wilayah": "6473"}, "A3"),
    ],
)
def test_a_row_that_contradicts_itself_is_refused_by_its_cell(
    tmp_path: Path, spec: SourceSpec, changes: dict[str, str], cell: str
) -> None:
    parsed = parse_file(upload(tmp_path / "u.csv", [line(), line(**changes), line(wilayah="3400")]), spec)
    assert [(refusal.row, refusal.cell) for refusal in parsed.refusals] == [(3, cell)]
    assert [row.values["region_code"] for row in parsed.rows] == ["33", "34"]


def test_an_unknown_region_is_refused_with_candidates(tmp_path: Path, spec: SourceSpec) -> None:
    refusal = parse_file(upload(tmp_path / "u.csv", [line(), line(wilayah="6473")]), spec).refusals[0]
    assert refusal.rule == "region_unresolved"
    assert "6473" in refusal.reason
    assert "candidates" in refusal.reason


def test_a_row_that_slipped_to_the_right_is_refused(tmp_path: Path, spec: SourceSpec) -> None:
    shifted = line()
    shifted = [*shifted[:12], *shifted[11:14]]  # 'satuan' twice: the indicator's number stands where its name belongs
    parsed = parse_file(upload(tmp_path / "u.csv", [line(), shifted, line()]), spec)
    assert [(refusal.row, refusal.cell) for refusal in parsed.refusals] == [(3, "O3")]
    assert len(parsed.rows) == 2


def test_both_decimal_marks_in_one_column_are_read_where_bounds_prove_it(tmp_path: Path, spec: SourceSpec) -> None:
    values = ["11.22", "20,43", "9.5", "7,1", "12"]
    parsed = parse_file(upload(tmp_path / "u.csv", [line(value) for value in values]), spec)
    assert parsed.refusals == []
    assert [row.values["value"] for row in parsed.rows] == [Decimal(value.replace(",", ".")) for value in values]


def test_what_nothing_proves_is_refused_by_its_cell(tmp_path: Path, spec: SourceSpec) -> None:
    rows = [
        line(value, satuan="Orang", id_indikator="4", nama_indikator="ind1_pengangguran")
        for value in ("16224", "9.102", "2.725")
    ]
    with pytest.raises(WorkbookRefused) as refusal:
        parse_file(upload(tmp_path / "u.csv", rows), spec)
    assert (refusal.value.rule, refusal.value.cell) == ("number_style", "E3")


@pytest.mark.parametrize("title", ["wilayah", "tahun", "periode", "nilai", "versi", "satuan", "sumber", *LAST[3:]])
def test_a_title_that_changed_stops_the_file(tmp_path: Path, spec: SourceSpec, title: str) -> None:
    header = [f"{name} x" if name == title else name for name in HEADER]
    with pytest.raises(WorkbookRefused):
        parse_file(upload(tmp_path / "u.csv", [line(), line()], header), spec)


def test_old_and_new_names_of_targets_are_left_out(tmp_path: Path, spec: SourceSpec) -> None:
    found: list[list[tuple[object, ...]]] = []
    drop: Callable[[list[str]], list[str]] = lambda row: [*row[:7], *row[10:]]  # noqa: E731
    for header, rows in (
        (HEADER, [line()]),
        ([name.replace("target RKP", "target") for name in HEADER], [line()]),
        (drop([name.replace("target RKP", "target") for name in HEADER]), [drop(line())]),
    ):
        found.append(meant(parse_file(upload(tmp_path / "u.csv", rows, header), spec)))
    assert found[0]
    assert found[0] == found[1] == found[2]


# Real uploads

INDICATORS = {
    "ind1_pertm_ekonomi": ("economic_growth_pct", "persen"),
    "ind1_pdrbkapita_adhb": ("grdp_per_capita_current_idr", "rupiah_per_kapita_tahun"),
    "ind1_pdrbkapita_adhk": ("grdp_per_capita_constant_idr", "rupiah_per_kapita_tahun"),
    "ind1_pengangguran": ("unemployed_persons", "orang"),
    "ind1_tpt": ("unemployment_pct", "persen"),
    "ind1_ginirasio": ("gini_ratio", "indeks"),
    "ind1_ahh": ("life_expectancy_years", "tahun"),
    "ind1_hls": ("expected_schooling_years", "tahun"),
    "ind1_tingkatmiskin": ("P0", "persen"),
    "ind1_keparahan": ("P2", "indeks"),
    "ind1_kedalaman": ("P1", "indeks"),
}
PARTS = {"00": "annual", "02": "m02", "03": "march", "8": "m08", "08": "m08", "09": "september"}
UPLOADS = {  # file -> rows, loaded, missing, refused cells
    "0053b677": (35, 35, 0, []),
    "005defaf": (35, 35, 0, []),
    # Kota Bontang under the code that was Tarakan's, and a growth of 531 and 571 percent: the decimal mark is lost.
    "021f9061": (2575, 2568, 0, ["A498", "A1013", "A1528", "A2043", "A2558", "E156", "E467"]),
    "0276cd39": (35, 35, 0, []),
    "02844e02": (35, 35, 0, []),
    "03df4c55": (4635, 4629, 6, []),
    "074bde43": (35, 35, 0, []),
    "097310e1": (3605, 3602, 3, []),
    "098b92f0": (515, 515, 0, []),
    "0d11f85d": (280, 280, 0, []),
    "0f231167": (35, 35, 0, []),
    "0f517d2a": (35, 35, 0, []),
    "12850bff": (35, 35, 0, []),
    "161570bf": (515, 515, 0, []),
    "16d1aa86": (551, 550, 0, ["A499"]),
    "1807b2bc": (105, 105, 0, []),
}


def test_every_real_upload_is_known(shared_data: Path) -> None:
    folder = shared_data / "sheets" / "bappenas" / "uploads"
    assert {path.stem for path in folder.iterdir()} == set(UPLOADS)


@pytest.mark.parametrize("name", UPLOADS)
def test_a_real_upload_cell_by_cell(shared_data: Path, spec: SourceSpec, name: str) -> None:
    path = shared_data / "sheets" / "bappenas" / "uploads" / f"{name}.csv"
    with path.open(encoding="utf-8", newline="") as file:
        lines = [(at, row) for at, row in enumerate(csv.DictReader(file), start=2) if row["wilayah"]]
    rows, loaded, missing, refused = UPLOADS[name]
    assert len(lines) == rows
    parsed = parse_file(path, spec)
    assert (parsed.rows_in, len(parsed.rows), parsed.rows_ignored) == (rows, loaded, missing)
    assert sorted(str(refusal.cell) for refusal in parsed.refusals) == sorted(refused)
    expected = {
        f"E{at}": (
            *INDICATORS[row["nama_indikator"]],
            int(row["tahun"]),
            PARTS[row["periode"]],
            Decimal(row["nilai"].replace(",", ".")),
            date.fromisoformat(row["versi"]),
            "BPS" if row["sumber"] == BPS else "Bappenas",
            row["satuan"] or None,
        )
        for at, row in lines
        if row["nilai"] != "-" and not {f"A{at}", f"E{at}"} & set(refused)
    }
    fields = (
        "indicator_code",
        "unit",
        "period_year",
        "period_part",
        "value",
        "vintage_date",
        "publisher",
        "unit_printed",
    )
    found = {row.cells["value"]: tuple(row.values[field] for field in fields) for row in parsed.rows}
    assert found == expected


def test_regions_of_a_real_upload_are_those_of_the_official_bridge(shared_data: Path, spec: SourceSpec) -> None:
    bridge: dict[str, str] = {}
    for table in ("bridging_provinsi.csv", "bridging_kabkota.csv"):
        with (shared_data / "reference" / "bps_kemendagri" / table).open(encoding="utf-8", newline="") as file:
            bridge |= {row["kode_bps"].ljust(4, "0"): row["kode_dagri"] for row in csv.DictReader(file)}
    path = shared_data / "sheets" / "bappenas" / "uploads" / "098b92f0.csv"
    with path.open(encoding="utf-8", newline="") as file:
        codes = [row["wilayah"] for row in csv.DictReader(file)]
    regions = {row.row: str(row.values["region_code"]) for row in parse_file(path, spec).rows}
    compared = 0
    for at, code in enumerate(codes, start=2):
        if code in bridge and not code.startswith("9"):  # Papua was divided later
            assert regions[at].replace(".", "") == bridge[code], code
            compared += 1
    assert compared == 472
    assert regions[2] == "00"


def test_the_template_holds_no_data(shared_data: Path, spec: SourceSpec) -> None:
    path = shared_data / "sheets" / "bappenas" / "contoh_template.xlsx"
    with pytest.raises(WorkbookRefused) as refusal:
        parse_file(path, spec)
    assert refusal.value.rule == "no_rows"


def test_every_indicator_of_the_template_is_known_by_name_and_number(
    shared_data: Path, tmp_path: Path, spec: SourceSpec
) -> None:
    book = openpyxl.load_workbook(shared_data / "sheets" / "bappenas" / "contoh_template.xlsx")
    dictionary = list(book["indikator"].iter_rows(min_row=2, max_col=2, values_only=True))
    assert len(dictionary) == 57
    rows = [line("0", id_indikator=str(number), nama_indikator=str(name)) for number, name in dictionary]
    parsed = parse_file(upload(tmp_path / "u.csv", rows), spec)
    faults = {refusal.rule for refusal in parsed.refusals}
    assert not faults & {"unknown_word", "derive_differs"}
    assert len(parsed.rows) + len(parsed.refusals) == 57
