"""Each word of the layout language, on the smallest table that needs it: what is read, and what is refused."""

from __future__ import annotations

import io
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml
from openpyxl import Workbook

from lumbung.sources.coverage import layout_faults
from lumbung.sources.model import SourceSpec
from lumbung.workbooks.parse import ParsedFile, WorkbookRefused, parse_bytes

POVERTY: dict[str, Any] = {
    "dataset": "poverty_indicator",
    "facts": {
        "area": {"value": "all"},
        "period_part": {"value": "annual"},
        "publisher": {"value": "BPS"},
        "kind": {"value": "estimate"},
    },
}
BUDGET: dict[str, Any] = {
    "dataset": "budget_realisation",
    "facts": {
        "region_code": {"value": "52.71"},
        "fiscal_year": {"value": 2025},
        "period_month": {"value": 12},
        "realisation_basis": {"value": "to_date"},
    },
}
POSTURE: dict[str, Any] = {
    "dataset": "budget_posture",
    "facts": {"region_code": {"value": "52.71"}, "fiscal_year": {"value": 2023}},
}


def source(base: dict[str, Any], *layouts: str, **more: object) -> SourceSpec:
    spec = SourceSpec.model_validate(
        {
            "id": "contoh__tabel",
            "title": "t",
            "publisher": "p",
            "path": Path("contoh.yaml"),
            "files": {"folder": "."},
            "layouts": [{"name": f"l{number}", **yaml.safe_load(text)} for number, text in enumerate(layouts)],
            **base,
            **more,
        }
    )
    for layout in spec.layouts:
        assert layout_faults(spec, layout) == []
    return spec


def read(spec: SourceSpec, table: str | bytes, name: str = "tabel.csv") -> ParsedFile:
    data = table if isinstance(table, bytes) else table.strip("\n").encode()
    parsed = parse_bytes(data, spec, file_name=name)
    assert parsed.rows_in == parsed.row_count + len(parsed.refusals) + parsed.rows_ignored
    return parsed


def column(parsed: ParsedFile, *names: str) -> list[tuple[object, ...]]:
    return [tuple(row.values[name] for name in names) for row in parsed.rows]


def xlsx(rows: list[list[object]], *, hide_rows: tuple[int, ...] = (), hide_columns: tuple[str, ...] = ()) -> bytes:
    book = Workbook()
    for row in rows:
        book.active.append(row)
    for number in hide_rows:
        book.active.row_dimensions[number].hidden = True
    for letters in hide_columns:
        book.active.column_dimensions[letters].hidden = True
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


STACKED = """
header: {find: ["* Provinsi"], rows: 5}
columns: {region_name: "* Provinsi"}
region: {from: region_name, levels: [nation, province], uppercase: province}
wide:
  - columns: {value: "Persentase (P0) > {area} > {period_year} > {period_part}"}
    values: {indicator_code: P0, unit: persen}
    map:
      area: {Perkotaan: urban, Perdesaan: rural}
      period_part: {"Semester 1 (Maret)": march, Tahunan: annual}
    bounds: [0, 100]
"""
STACKED_TABLE = """
38 Provinsi,,,,
,Persentase (P0),,,
,Perkotaan,,Perdesaan,
,2021,,2021,
,Semester 1 (Maret),Tahunan,Semester 1 (Maret),Tahunan
ACEH,10.46,-,17.78,-
INDONESIA,7.89,-,13.1,-
"""


def test_a_title_speaks_for_the_blanks_beside_it_within_what_stands_above() -> None:
    parsed = read(source(POVERTY, STACKED), STACKED_TABLE)
    assert column(parsed, "region_code", "area", "period_year", "period_part", "value") == [
        ("11", "urban", 2021, "march", Decimal("10.46")),
        ("11", "rural", 2021, "march", Decimal("17.78")),
        ("00", "urban", 2021, "march", Decimal("7.89")),
        ("00", "rural", 2021, "march", Decimal("13.1")),
    ]
    assert [row.cells["value"] for row in parsed.rows] == ["B6", "D6", "B7", "D7"]


def test_a_part_of_a_title_that_means_nothing_stops_the_file() -> None:
    with pytest.raises(WorkbookRefused, match=r"D1.*'Pedesaan' as area"):
        read(source(POVERTY, STACKED), STACKED_TABLE.replace("Perdesaan", "Pedesaan"))


LONG = """
header: {find: [kode, nama, nilai, tahun]}
columns:
  code: {title: kode, kind: code}
  region_name: nama
  value: {title: nilai, bounds: [0, 5000]}
  unit_printed: satuan
  period_year: tahun
region: {from: region_name, code: code, system: bps, levels: [regency, city], bare: regency}
units:
  from: unit_printed
  known: {RIBU JIWA: {is: jiwa, scale: ribu}, Orang: {is: jiwa}}
facts: {indicator_code: {value: poor_persons}}
"""


def long_table(*rows: str) -> str:
    return "\n".join(["kode,nama,nilai,satuan,tahun", *rows])


def test_a_unit_beside_the_figure_brings_it_to_base_units_and_is_kept() -> None:
    spec = source(POVERTY, LONG)
    for row, expected in (
        ("3201,KABUPATEN BOGOR,451.3,RIBU JIWA,2020", ("32.01", 451300, "jiwa", "RIBU JIWA")),
        ("3271,KOTA BOGOR,66,Orang ,2020", ("32.71", 66, "jiwa", "Orang")),
    ):
        parsed = read(spec, long_table(row))
        assert column(parsed, "region_code", "value", "unit", "unit_printed") == [expected]


def test_a_table_does_not_change_its_scale_in_the_middle() -> None:
    rows = [f"3201,KABUPATEN BOGOR,45{n}.3,RIBU JIWA,{2010 + n}" for n in range(6)]
    parsed = read(source(POVERTY, LONG), long_table(*rows[:5], "3201,KABUPATEN BOGOR,455.3,Orang,2015"))
    assert (parsed.row_count, [(r.rule, r.cell) for r in parsed.refusals]) == (5, [("unit_differs", "D7")])
    mixed = read(source(POVERTY, LONG), long_table(rows[0], "3201,KABUPATEN BOGOR,455,Orang,2015"))
    assert [(r.rule, r.cell) for r in mixed.refusals] == [("unit_differs", "D2"), ("unit_differs", "D3")]


def test_an_unknown_unit_refuses_its_row_and_names_the_cell() -> None:
    parsed = read(
        source(POVERTY, LONG), long_table("3201,KABUPATEN BOGOR,451.3,LUSIN,2020", "3271,KOTA BOGOR,66,Orang,2020")
    )
    assert [(r.rule, r.cell) for r in parsed.refusals] == [("unknown_unit", "D2")]
    assert parsed.row_count == 1


def test_a_code_of_another_system_is_seen_by_its_name() -> None:
    """1403 is Indragiri Hilir for BPS and Bengkalis for Kemendagri: in the wrong system it is another region."""
    table = long_table("1403,KABUPATEN BENGKALIS,31.2,RIBU JIWA,2020")
    refused = read(source(POVERTY, LONG), table).refusals
    assert [(r.rule, r.cell) for r in refused] == [("region_code_differs", "A2")]
    assert "14.04" in refused[0].reason
    assert "14.03" in refused[0].reason
    parsed = read(source(POVERTY, LONG.replace("system: bps", "system: kemendagri")), table)
    assert column(parsed, "region_code") == [("14.03",)]


def test_a_district_is_never_resolved_without_its_parent() -> None:
    with pytest.raises(ValueError, match="within"):
        source(POVERTY, LONG.replace("code: code, system: bps, levels: [regency, city]", "levels: [district]"))


SCALED = """
header: {find: [OPD, Anggaran*]}
columns:
  agency_name: OPD
  budget_idr: {title: "Anggaran*", kind: money, scale: juta}
  realised_idr: {title: "Realisasi*", kind: money, scale: juta}
  printed: {title: "%", kind: number, optional: true}
ratios: [{printed: printed, part: realised_idr, whole: budget_idr}]
totals: [{label: Jumlah, of: all}]
"""


def test_a_scale_in_the_title_is_held_against_the_yaml() -> None:
    table = "OPD;Anggaran (Rp juta);Realisasi (Rp juta)\nDinas A;1.250,5;1.000,25\n"
    assert column(read(source(BUDGET, SCALED), table), "budget_idr", "realised_idr") == [(1250500000, 1000250000)]
    with pytest.raises(WorkbookRefused, match=r"B1.*says miliar.*scale: juta"):
        read(source(BUDGET, SCALED), table.replace("juta", "miliar"))
    with pytest.raises(WorkbookRefused, match=r"B1.*says juta.*declares no scale"):
        read(source(BUDGET, SCALED.replace(", scale: juta", "")), table)


def test_a_scale_above_the_table_must_be_declared() -> None:
    table = "ANGGARAN (dalam jutaan rupiah);;\nOPD;Anggaran;Realisasi\nDinas A;1.250,5;1.000,25\n"
    assert column(read(source(BUDGET, SCALED), table), "budget_idr") == [(1250500000,)]
    with pytest.raises(WorkbookRefused, match="no column declares it"):
        read(source(BUDGET, SCALED.replace(", scale: juta", "")), table)


def test_a_printed_percentage_that_differs_is_told() -> None:
    table = (
        "OPD;Anggaran;Realisasi;%\nDinas A;200,00;100,00;50,00\nDinas B;400,00;100,00;2500,00\n"
        "Jumlah;600,00;200,00;33,33\n"
    )
    parsed = read(source(BUDGET, SCALED), table)
    wrong = [t for t in parsed.totals if abs(t.stated - t.computed) > t.tolerance]
    assert [(t.cell, t.check, t.stated, t.computed) for t in wrong if t.check == "ratio"] == [
        ("D3", "ratio", Decimal("2500.00"), Decimal(25))
    ]


def test_lines_below_a_heading_that_is_not_known_are_not_given_to_another() -> None:
    parsed = read(source(BUDGET, CODED), CODED_TABLE.replace("1.07,Dinas Kerja", "1.q7,Dinas Kerja"))
    assert column(parsed, "agency_name") == [("Dinas Sosial",), ("Dinas Sosial",)]
    assert [(r.rule, r.cell) for r in parsed.refusals] == [("no_place_in_outline", "A7"), ("heading_missing", "A9")]


def test_a_last_row_without_a_label_that_adds_up_is_the_total() -> None:
    table = "OPD;Anggaran;Realisasi\nDinas A;200,00;100,00\nDinas B;400,00;100,00\n;600,00;200,00\n"
    parsed = read(source(BUDGET, SCALED), table)
    assert parsed.row_count == 2
    assert {t.cell for t in parsed.totals} == {"B4", "C4"}
    wrong = read(source(BUDGET, SCALED), table.replace("600,00", "601,00"))
    assert [(r.rule, r.row) for r in wrong.refusals] == [("missing_value", 4)]


CODED = """
header: {find: [Kode, Uraian, Anggaran]}
columns:
  code: {title: Kode, kind: code}
  label: Uraian
  budget_idr: {title: Anggaran, kind: money}
outline:
  label: label
  code: code
  levels:
    - {when: {code: '\\d\\.\\d\\d'}, code: agency_code, name: agency_name}
    - {when: {code: '5\\.\\d'}}
    - {when: {code: '5\\.\\d\\.\\d\\d'}, code: account_code, name: account_name, leaf: true}
totals: [{label: Jumlah, of: all}]
"""
CODED_TABLE = """
Kode,Uraian,Anggaran
1.06,Dinas Sosial,300
1.06,Dinas Sosial,300
5.1,Operasi,300
5.1.01,Pegawai,100
5.1.02,Barang,200
1.07,Dinas Kerja,50
5.1,Operasi,50
5.1.01,Pegawai,50
Jumlah,,350
"""


def test_leaves_know_the_rows_above_them_and_subtotals_are_proof() -> None:
    parsed = read(source(BUDGET, CODED), CODED_TABLE)
    assert column(parsed, "agency_name", "account_code", "account_name", "budget_idr") == [
        ("Dinas Sosial", "5.1.01", "Pegawai", 100),
        ("Dinas Sosial", "5.1.02", "Barang", 200),
        ("Dinas Kerja", "5.1.01", "Pegawai", 50),
    ]
    assert all(t.stated == t.computed for t in parsed.totals)
    assert ("C10", 350) in {(t.cell, t.computed) for t in parsed.totals}


def test_a_subtotal_that_differs_and_a_row_without_a_place_are_told() -> None:
    parsed = read(source(BUDGET, CODED), CODED_TABLE.replace("5.1,Operasi,50", "5.1,Operasi,60"))
    assert [(t.cell, t.check) for t in parsed.totals if t.stated != t.computed] == [("C8", "cross_level")]
    stray = read(source(BUDGET, CODED), CODED_TABLE.replace("5.1.02,Barang,200", "7.1.02.9,Barang,200"))
    assert [(r.rule, r.row) for r in stray.refusals] == [("no_place_in_outline", 6)]
    assert [t.cell for t in stray.totals if t.stated != t.computed] == ["C3", "C4", "C10"]


TREE = """
header: {find: [akun, anggaran]}
columns:
  account_name: akun
  budget_idr: {title: anggaran, kind: money}
outline:
  label: account_name
  path: account_path
  %s
"""
INDENT = TREE % "indent: true"
KNOWN = (
    TREE
    % """tree: {Pendapatan: [PAD], Belanja: {Pegawai: [Pegawai]}, Pembiayaan: [Penerimaan, Pengeluaran]}
  aliases: {Belanj: Belanja}
  minus: [Pengeluaran]
  results: [Surplus]
  repeats: {Keluar: [Pengeluaran]}"""
)
FLAT = """
akun,anggaran
 Pendapatan,100
 PAD,100
 Belanj,60
 Pegawai,60
 Pegawai,60
 Surplus,40
 Pembiayaan,15
 Penerimaan,20
 Pengeluaran,5
 Keluar,5
"""


def test_a_known_tree_finds_the_level_that_the_sheet_does_not_show() -> None:
    parsed = read(source(POSTURE, KNOWN), FLAT)
    assert column(parsed, "account_path", "budget_idr") == [
        ("Pendapatan > PAD", 100),
        ("Belanja > Pegawai", 60),
        ("Pembiayaan > Penerimaan", 20),
        ("Pembiayaan > Pengeluaran", 5),
    ]
    assert all(t.stated == t.computed for t in parsed.totals)
    assert {t.label for t in parsed.totals} >= {"Pembiayaan", "Keluar"}


def test_a_label_that_the_tree_does_not_know_refuses_its_row() -> None:
    parsed = read(source(POSTURE, KNOWN), FLAT.replace(" PAD,100", " Pajak,100"))
    assert [(r.rule, r.row) for r in parsed.refusals] == [("no_place_in_outline", 3)]


def test_levels_by_indent_only_where_it_varies() -> None:
    indented = "akun,anggaran\nPendapatan,100\n   PAD,70\n      Pajak,40\n      Retribusi,30\n   Hibah,30\n"
    assert column(read(source(POSTURE, INDENT), indented), "account_path", "budget_idr") == [
        ("Pendapatan > PAD > Pajak", 40),
        ("Pendapatan > PAD > Retribusi", 30),
        ("Pendapatan > Hibah", 30),
    ]
    parsed = read(source(POSTURE, INDENT, KNOWN), FLAT)
    assert parsed.notes["layout csv"] == "l1"


HEADLESS = """
header: {none: true}
columns:
  code: {at: 1, kind: code, looks: '\\d{4}'}
  period_year: {at: 2, looks: '20\\d\\d'}
  value: {at: 3, bounds: [0, 100]}
  note: {at: 4, looks: '[a-z ]*', optional: true, ignore: true}
region: {code: code, system: bps, levels: [regency, city]}
facts: {indicator_code: {value: P0}, unit: {value: persen}}
"""


def test_a_table_without_a_header_is_taken_only_where_every_row_fits() -> None:
    parsed = read(source(POVERTY, HEADLESS), "5271,2020,8.47,,\n5271,2021,8.65,ok,\n")
    assert column(parsed, "region_code", "region_name", "period_year", "value") == [
        ("52.71", "Kota Mataram", 2020, Decimal("8.47")),
        ("52.71", "Kota Mataram", 2021, Decimal("8.65")),
    ]
    for changed in ("5271,1020,8.65,ok,", "5271,2021,8.65,9,", "5271,2021,8.65,ok,9", "x,2021,8.65,ok,"):
        with pytest.raises(WorkbookRefused) as refused:
            read(source(POVERTY, HEADLESS), f"5271,2020,8.47,,\n{changed}\n")
        assert refused.value.rule == "header_not_found"


MANY = """
header: {find: [OPD, Anggaran]}
tables: many
facts: {period_month: {from: title, find: month}}
columns: {agency_name: OPD, budget_idr: {title: Anggaran, kind: money}}
totals: [{label: Jumlah, of: all}]
"""


def test_several_tables_in_a_sheet_each_with_its_own_title() -> None:
    base = {**BUDGET, "facts": {k: v for k, v in BUDGET["facts"].items() if k != "period_month"}}
    table = (
        "Bulan Januari,\nOPD,Anggaran\nDinas A,10\nJumlah,10\n,\nBulan Februari,\nOPD,Anggaran\nDinas A,20\nJumlah,20\n"
    )
    parsed = read(source(base, MANY), table)
    assert column(parsed, "period_month", "budget_idr", "source_ref") == [
        (1, 10, "tabel.csv#csv!B3"),
        (2, 20, "tabel.csv#csv!B8"),
    ]
    with pytest.raises(WorkbookRefused, match="tables: many"):
        read(source(base, MANY.replace("tables: many", "")), table)


PLAIN = """
header: {find: [OPD, Anggaran]}
columns: {agency_name: OPD, budget_idr: {title: Anggaran, kind: money}}
"""


def test_hidden_rows_and_columns_are_told_and_not_read() -> None:
    rows: list[list[object]] = [
        ["OPD", "hash", "Anggaran"],
        ["Dinas A", "x", 10],
        ["Dinas B", "y", 20],
        ["Dinas C", "z", 30],
    ]
    parsed = read(source(BUDGET, PLAIN), xlsx(rows, hide_rows=(3,), hide_columns=("B",)), "t.xlsx")
    assert column(parsed, "agency_name") == [("Dinas A",), ("Dinas C",)]
    assert parsed.rows_ignored == 1
    assert parsed.notes["hidden rows Sheet"] == "not read: 3"
    assert parsed.notes["hidden columns Sheet"] == "not read: B"
    with pytest.raises(WorkbookRefused, match=r"C1|B1.*unknown column title 'hash'"):
        read(source(BUDGET, PLAIN), xlsx(rows), "t.xlsx")


def test_columns_of_persons_are_passed_over_and_in_no_message() -> None:
    layout = PLAIN + "personal: [Nama Bendahara]\n"
    table = "OPD,Nama Bendahara,Anggaran\nDinas A,Siti Contoh,10\nDinas B,Budi Contoh,dua\n"
    parsed = read(source(BUDGET, layout), table)
    assert parsed.row_count == 1
    told = " ".join([*parsed.notes.values(), *(r.reason for r in parsed.refusals)])
    assert "Contoh" not in told


def test_rows_that_are_no_data_are_left_out_and_counted() -> None:
    layout = PLAIN + "leave_out: {agency_name: 'Contoh.*'}\n"
    parsed = read(source(BUDGET, layout), "OPD,Anggaran\nContoh pengisian,10\nDinas A,20\n")
    assert (parsed.row_count, parsed.rows_ignored) == (1, 1)


AGREE = """
header: {find: [nama_indikator, id_indikator, nilai]}
columns:
  name: nama_indikator
  number: {title: id_indikator, kind: code}
  code: {title: wilayah, kind: code}
  period_year: tahun
  value: {title: nilai, bounds_by: {from: name, map: {miskin: [0, 100], gini: [0, 1]}}}
region: {code: code, system: bps, levels: [nation, province, regency, city]}
derive:
  indicator_code: [{from: name, map: {miskin: P0, gini: gini}}, {from: number, map: {"36": P0, "7": gini}}]
  unit: {from: name, map: {miskin: persen, gini: indeks}}
"""


def agree(*rows: str) -> ParsedFile:
    return read(source(POVERTY, AGREE), "\n".join(["wilayah;tahun;nilai;id_indikator;nama_indikator", *rows]))


def test_two_columns_that_say_one_thing_must_agree() -> None:
    parsed = agree("5271;2020;8,47;36;miskin", "5271;2020;0,4;36;gini")
    assert column(parsed, "indicator_code") == [("P0",)]
    assert [(r.rule, r.cell) for r in parsed.refusals] == [("derive_differs", "D3")]


def test_a_figure_outside_the_bounds_of_its_kind_refuses_its_row() -> None:
    parsed = agree(
        "1000;2020;9,22;36;miskin", "5271;2020;847;36;miskin", "5271;2020;0,381;7;gini", "5200;2020;38;7;gini"
    )
    assert column(parsed, "region_code", "value") == [("00", Decimal("9.22")), ("52.71", Decimal("0.381"))]
    assert [(r.rule, r.cell) for r in parsed.refusals] == [("out_of_bounds", "C3"), ("out_of_bounds", "C5")]


def test_decimal_marks_of_both_kinds_need_bounds_as_proof() -> None:
    parsed = agree("5271;2020;8,47;36;miskin", "5271;2021;8.65;36;miskin", "5271;2021;0.381;7;gini")
    assert column(parsed, "value") == [(Decimal("8.47"),), (Decimal("8.65"),), (Decimal("0.381"),)]


def test_a_code_alone_gives_the_region_its_name() -> None:
    assert column(agree("1101;2020;8,47;36;miskin"), "region_code", "region_name") == [("11.09", "Kabupaten Simeulue")]
    refused = agree("9999999;2020;8,47;36;miskin").refusals
    assert [(r.rule, r.cell) for r in refused] == [("region_unresolved", "A2")]


def test_a_region_in_the_file_name_and_a_year_in_its_folder() -> None:
    base = {
        **POSTURE,
        "facts": {
            "region_code": {"from": "file_name", "find": "region", "bare": "regency", "levels": ["regency", "city"]},
            "fiscal_year": {"from": "folder", "find": "year"},
        },
    }
    spec = source(base, INDENT)
    table = b"akun,anggaran\nPendapatan,100\n   PAD,100\n"
    for name, code in (("Kota_Kediri.csv", "35.71"), ("Kediri.csv", "35.06"), ("Batu.csv", "35.79")):
        parsed = parse_bytes(table, spec, file_name=name, relative_path=f"arsip 2019/2023/{name}")
        assert column(parsed, "region_code", "fiscal_year") == [(code, 2023)]
    with pytest.raises(WorkbookRefused) as refused:
        parse_bytes(table, spec, file_name="Antah.csv", relative_path="2023/Antah.csv")
    assert refused.value.rule == "fact_missing"


def test_an_error_in_a_cell_is_no_text() -> None:
    data = xlsx([["OPD", "Anggaran"], ["Dinas A", 10], ["#N/A", 20], ["Dinas C", "#REF!"]])
    parsed = read(source(BUDGET, PLAIN), data, "t.xlsx")
    assert column(parsed, "agency_name") == [("Dinas A",)]
    assert [(r.rule, r.cell) for r in parsed.refusals] == [("error_cell", "A3"), ("not_a_number", "B4")]


MONTHS_OF_YEARS = """
header: {find: [Tahun, Bulan]}
columns: {reached_count: KPM, tahun: Tahun, period: {title: Bulan, kind: period, in_year: tahun}}
"""
WHEN = ("period_start", "period_end")
REACH: dict[str, Any] = {
    "dataset": "program_reach",
    "facts": {
        "region_code": {"value": "52.71"},
        "agency_name": {"value": "Dinas Sosial"},
        "program_name": {"value": "PKH"},
        "measure": {"value": "recipient"},
        "beneficiary_unit": {"value": "KPM"},
    },
}


def test_a_month_in_the_year_of_another_column() -> None:
    """A month's name or number, or a quarter, in the year of its row; what the two do not say together is refused."""
    parsed = read(
        source(REACH, MONTHS_OF_YEARS),
        """
Tahun,Bulan,KPM
2023,Februari,11
2024,2,12
2024,Triwulan I,13
2024,Maret 2023,14
2024,13,15
23,Maret,16
,Maret,17
""",
    )
    days = [(str(start), str(end), int(str(count))) for start, end, count in column(parsed, *WHEN, "reached_count")]
    assert days == [
        ("2023-02-01", "2023-02-28", 11),
        ("2024-02-01", "2024-02-29", 12),
        ("2024-01-01", "2024-03-31", 13),
    ]
    assert [(refusal.row, refusal.rule) for refusal in parsed.refusals] == [(n, "period_shape") for n in (5, 6, 7, 8)]


def test_in_year_is_for_periods_and_names_a_column() -> None:
    with pytest.raises(ValueError, match="in_year: is for columns of kind: period"):
        source(REACH, MONTHS_OF_YEARS.replace("kind: period", "kind: text"))
    with pytest.raises(AssertionError, match="tahun"):
        source(REACH, MONTHS_OF_YEARS.replace("tahun: Tahun, ", ""))
