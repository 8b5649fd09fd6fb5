"""Two files of one thing, in either order: they end alike, both states can be asked, and the difference is listed.

Where no document says of which day it is, the one received last stands.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from lumbung.marts.read import query, trace
from lumbung.runtime.warehouse import Warehouse
from lumbung.samples import djpk
from tests import night
from tests.conftest import warehouse_of_its_own

pytestmark = pytest.mark.slow

Rows = list[tuple[object, ...]]

# What the order of arrival alone decides; all else must be the same whichever file came first.
BY_ARRIVAL = ("batch_id", "received_at", "restatement_key")
MILIAR = 10**9
UNDATED = {"15.71", "62.71"}


def june(city: int) -> bytes:
    """A portal's export of a city; no two cities have the same one."""
    return djpk.snapshot(17_000 + city, 90_000, 8_000)


def december(city: int) -> bytes:
    return djpk.snapshot(17_250 + city, 91_500, 8_400)


OWN_TABLE = """
id: kota_contoh__posture
title: Postur Kota Contoh
publisher: Kota Contoh
dataset: budget_posture
files: {{folder: {folder}, glob: "postur.csv"}}
facts:
  region_code: {{value: "36.71"}}
  as_of_date: {{from: title, find: date}}
layouts:
  - name: own
    header: {{find: [jalur, akun, anggaran]}}
    columns:
      account_path: jalur
      account_name: akun
      fiscal_year: {{title: tahun, kind: count}}
      budget_idr: {{title: anggaran, kind: money, scale: miliar}}
      realised_to_date_idr: {{title: realisasi, kind: money, scale: miliar}}
"""


def own_table(day: str, amounts: Mapping[str, tuple[int, int]]) -> bytes:
    """A table that a city might write by itself: it says of which day it is."""
    rows = [f"POSTUR APBD PER {day};;;;", "jalur;akun;tahun;anggaran;realisasi"]
    rows += [
        f"Belanja Daerah > Belanja {line};Belanja {line};2025;{budget},00;{realised},00"
        for line, (budget, realised) in amounts.items()
    ]
    return "\n".join([*rows, ""]).encode()


def upload(release: str, rates: Mapping[int, str]) -> bytes:
    """An upload of Bappenas: P0 of March 2022 by BPS code, as of a release."""
    head = "wilayah,tahun,periode,id_periode,nilai,nasional,target,versi,satuan,sumber,id_indikator,nama_indikator"
    rows = [
        f"{region},2022,03,202203,{rate},9.54,,{release},%,Badan Pusat Statistik,36,ind1_tingkatmiskin"
        for region, rate in rates.items()
    ]
    return "\n".join([head, *rows, ""]).encode()


# Path -> what stands there after the earlier state, and after the later one.
STATES: dict[str, tuple[bytes | None, bytes | None]] = {
    # Two names, dated by their folders.
    "djpk/2023/2023-07-15/Kota_Mataram.csv": (june(1), None),
    "djpk/2023/2024-01-20/Kota_Mataram.csv": (None, december(1)),
    # One name, dated inside.
    "own/postur.csv": (
        own_table("30 Juni 2025", {"Pegawai": (1000, 400), "Modal": (500, 50), "Hibah": (70, 7)}),
        own_table("30 September 2025", {"Pegawai": (1000, 700), "Modal": (450, 50), "Bantuan Sosial": (90, 9)}),
    ),
    "bappenas/unggahan.csv": (
        upload("2022-07-15", {1000: "9.54", 5271: "9.12"}),
        upload("2023-01-15", {1000: "9.54", 5271: "9.15"}),
    ),
    # Nobody says of which day these are: two names, and one.
    "djpk/2022/a/Kota_Jambi.csv": (june(2), None),
    "djpk/2022/b/Kota_Jambi.csv": (None, december(2)),
    "djpk/2021/Palangka_Raya.csv": (june(3), december(3)),
}


@dataclass(frozen=True)
class End:
    """What two nights left: every mart without what arrival decides, and answers."""

    marts: dict[str, Rows]
    states: Rows
    vintages: Rows
    restated: Rows
    traced: set[str]


def run(
    server: Warehouse, place: Path, nights: list[dict[str, bytes]], catalogue: dict[str, str], *, forward: bool
) -> End:
    """Put down the files of each night and land them; publish in the end, and where the nights go forward also after
    the first, so that the end is built upon marts in one order and from nothing in the other.
    """
    folder = place / "catalogue"
    folder.mkdir()
    for name, text in catalogue.items():
        (folder / f"{name}.yaml").write_text(text)
    with warehouse_of_its_own(server, place / "home") as warehouse:
        for nth, files in enumerate(nights):
            for name, content in files.items():
                (place / name).parent.mkdir(parents=True, exist_ok=True)
                (place / name).write_bytes(content)
            night.land({"catalogue": [str(folder)]})
            with warehouse.connect("loader") as connection:
                rejected = "select reason from landing.batches where status = 'rejected'"
                assert connection.execute(rejected).fetchall() == []
            if nth == len(nights) - 1 or forward:
                assert night.build(warehouse) is not None
        return End(
            marts=marts(warehouse),
            states=query(
                warehouse,
                """
                select region_code, fiscal_year, as_of_date, is_newest_position, sum(budget_idr),
                       sum(realised_to_date_idr)
                from fct_budget_posture where top_account_name = 'Belanja Daerah' group by 1, 2, 3, 4 order by 1, 2, 3
                """,
            ).rows,
            vintages=query(
                warehouse,
                """
                select region_code, vintage_date, value, is_newest_vintage from fct_poverty_indicator order by 1, 2
                """,
            ).rows,
            restated=query(
                warehouse,
                """
                select region_code, line, measure, kind, older_day, newer_day, older_value, newer_value, change,
                       change_pct, older_file, newer_file
                from rpt_restatement order by 1, 2, 3, 5
                """,
            ).rows,
            traced={f"{a.origin} {a.measure}" for a in trace(warehouse, "rpt_restatement", "true")},
        )


def marts(warehouse: Warehouse) -> dict[str, Rows]:
    """Rows of every mart that files make, of regions whose documents say of which day they are."""
    found: dict[str, Rows] = {}
    known = query(
        warehouse,
        "select table_name, column_name from information_schema.columns where table_schema = 'marts' order by 1, 2",
    ).rows
    for mart in sorted({str(table) for table, _ in known} - {"data_status", "dim_region"}):
        columns = [str(column) for table, column in known if table == mart and not str(column).endswith(BY_ARRIVAL)]
        listed = ", ".join(f'"{column}"' for column in columns)
        # Keys of restatements are made of batches, too.
        where = "where report <> 'rpt_restatement'" if mart == "bridge_report_source" else ""
        rows = query(warehouse, f"select {listed} from {mart} {where}").rows
        found[mart] = sorted((row for row in rows if not UNDATED & set(map(str, row))), key=repr)
    return found


@pytest.fixture(scope="module")
def ends(server: Warehouse, tmp_path_factory: pytest.TempPathFactory) -> dict[str, End]:
    """The end of both orders."""
    earlier = {path: states[0] for path, states in STATES.items() if states[0] is not None}
    later = {path: states[1] for path, states in STATES.items() if states[1] is not None}
    found: dict[str, End] = {}
    for order, nights in {"in order": [earlier, later], "backwards": [later, earlier]}.items():
        place = tmp_path_factory.mktemp("restated")
        catalogue = {
            source: f"extends: {source}\nfiles: {{folder: {place / folder}, glob: '**/*.csv'}}\n"
            "expect: {min_rows: 1}\n"
            for source, folder in (("djpk__posture", "djpk"), ("bappenas__indicators", "bappenas"))
        }
        catalogue["own"] = OWN_TABLE.format(folder=place / "own")
        found[order] = run(server, place, nights, catalogue, forward=order == "in order")
    return found


def test_either_order_has_the_same_end(ends: dict[str, End]) -> None:
    one, other = ends["in order"].marts, ends["backwards"].marts
    assert {mart for mart, rows in one.items() if rows} >= {
        "fct_budget_posture",
        "fct_poverty_indicator",
        "rpt_restatement",
        "rpt_region_scorecard",
        "rpt_metric",
        "bridge_report_source",
    }
    for mart, rows in one.items():
        assert rows == other[mart], mart


@pytest.mark.parametrize("order", ["in order", "backwards"])
def test_both_states_are_there_to_be_asked(ends: dict[str, End], order: str) -> None:
    dated = [row for row in ends[order].states if row[0] not in UNDATED]
    assert [row[:4] for row in dated] == [
        ("36.71", 2025, date(2025, 6, 30), False),
        ("36.71", 2025, date(2025, 9, 30), True),
        ("52.71", 2023, date(2023, 7, 15), False),
        ("52.71", 2023, date(2024, 1, 20), True),
    ]
    assert [row[4:] for row in dated[:2]] == [
        (1570 * MILIAR, 457 * MILIAR),
        (1540 * MILIAR, 759 * MILIAR),
    ]
    assert ends[order].vintages == [
        ("00", date(2022, 7, 15), Decimal("9.540000"), False),
        ("00", date(2023, 1, 15), Decimal("9.540000"), True),
        ("52.71", date(2022, 7, 15), Decimal("9.120000"), False),
        ("52.71", date(2023, 1, 15), Decimal("9.150000"), True),
    ]


@pytest.mark.parametrize("order", ["in order", "backwards"])
def test_the_difference_is_listed(ends: dict[str, End], order: str) -> None:
    restated = ends[order].restated
    june, september = date(2025, 6, 30), date(2025, 9, 30)
    path = "Belanja Daerah > Belanja "
    assert [row[1:10] for row in restated if row[0] == "36.71"] == [
        (path + "Bantuan Sosial", "budget_idr", "added", june, september, None, 90 * MILIAR, None, None),
        (path + "Bantuan Sosial", "realised_to_date_idr", "added", june, september, None, 9 * MILIAR, None, None),
        (path + "Hibah", "budget_idr", "dropped", june, september, 70 * MILIAR, None, None, None),
        (path + "Hibah", "realised_to_date_idr", "dropped", june, september, 7 * MILIAR, None, None, None),
        (path + "Modal", "budget_idr", "changed", june, september, 500 * MILIAR, 450 * MILIAR, -50 * MILIAR, -10),
        (
            path + "Pegawai",
            "realised_to_date_idr",
            "changed",
            june,
            september,
            400 * MILIAR,
            700 * MILIAR,
            300 * MILIAR,
            75,
        ),
    ]
    [rate] = [row for row in restated if row[2] == "value"]
    assert rate[:10] == (
        "52.71",
        "BPS > estimate > P0 > all",
        "value",
        "changed",
        date(2022, 7, 15),
        date(2023, 1, 15),
        Decimal("9.12"),
        Decimal("9.15"),
        Decimal("0.03"),
        Decimal("0.33"),
    )
    mataram = [row for row in restated if row[0] == "52.71" and row[2] != "value"]
    assert len(mataram) > 10
    assert {row[10:] for row in mataram} == {("2023/2023-07-15/Kota_Mataram.csv", "2023/2024-01-20/Kota_Mataram.csv")}
    assert {
        f"2023/{day}/Kota_Mataram.csv {side}_value" for day, side in (("2023-07-15", "older"), ("2024-01-20", "newer"))
    } < ends[order].traced


@pytest.mark.parametrize("order", ["in order", "backwards"])
def test_of_documents_without_a_day_the_one_received_last_stands(ends: dict[str, End], order: str) -> None:
    end = ends[order]
    undated = {row[0]: row[4] for row in end.states if row[0] in UNDATED}
    last = december if order == "in order" else june
    assert undated == {"15.71": spending(last(2)), "62.71": spending(last(3))}
    # What it took the place of can be asked all the same, with its address.
    for region in UNDATED:
        listed = [row for row in end.restated if row[0] == region]
        assert len(listed) > 10
        assert {row[4:6] for row in listed} == {(None, None)}


def spending(export: bytes) -> Decimal:
    """What an export says of all spending that is planned, in rupiah."""
    rows = csv.DictReader(io.StringIO(export.decode()))
    printed = next(row["anggaran"] for row in rows if row["akun"].strip() == "Belanja Daerah")
    return Decimal(printed.removesuffix(" M").replace(".", "").replace(",", ".")) * MILIAR


def test_real_snapshots_of_one_year(
    server: Warehouse, tmp_path_factory: pytest.TempPathFactory, shared_data: Path
) -> None:
    """A real export, and the same with twice the amounts as a second state of the year: in either order one end."""
    real = sorted((shared_data / "sheets/djpk/2022").glob("*.csv"))[:3]
    assert len(real) == 3
    found = []
    for backwards in (False, True):
        place = tmp_path_factory.mktemp("real")
        nights = [
            {f"djpk/2022/2022-06-30/{path.name}": path.read_bytes() for path in real},
            {f"djpk/2022/2022-12-31/{path.name}": doubled(path.read_bytes()) for path in real},
        ]
        catalogue = {"djpk": f"extends: djpk__posture\nfiles: {{folder: {place / 'djpk'}, glob: '**/*.csv'}}\n"}
        found.append(run(server, place, nights[::-1] if backwards else nights, catalogue, forward=not backwards))
    one, other = found
    assert one.marts == other.marts
    assert len(one.states) == 2 * len(real)
    for before, after in zip(one.states[::2], one.states[1::2], strict=True):
        assert (before[2], after[2]) == (date(2022, 6, 30), date(2022, 12, 31))
        assert (after[4], after[5]) == (2 * Decimal(str(before[4])), 2 * Decimal(str(before[5])))
    assert {row[3] for row in one.restated} == {"changed"}
    assert all(row[8] == row[6] for row in one.restated)
    assert len(one.restated) > 30 * len(real)


def doubled(export: bytes) -> bytes:
    """A portal export with twice the amounts; its percentages stay as they are."""
    rows = list(csv.reader(io.StringIO(export.decode())))
    for row in rows[1:]:
        for column in (1, 2):
            if digits := row[column].removesuffix(" M").replace(".", "").replace(",", ""):
                whole, rest = divmod(2 * int(digits), 100)
                row[column] = f"{whole:,}".replace(",", ".") + f",{rest:02} M"
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(rows)
    return out.getvalue().encode()
