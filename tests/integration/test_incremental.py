"""Nights that follow one another leave what a build from nothing leaves, and rewrite no partition that nothing touched.

Small invented batches go straight into staging; dbt runs in this process, with the project parsed once.
"""

from __future__ import annotations

import os
import random
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest
from dbt.cli.main import dbtRunner
from psycopg import sql

from lumbung.landing.ledger import Connection
from lumbung.marts.declared import Declared, Partition, declared_marts
from lumbung.marts.publish import begin, publish
from lumbung.marts.shape import key
from lumbung.runtime.airflow import NO_TELEMETRY, dbt_environment
from lumbung.runtime.settings import settings
from lumbung.runtime.warehouse import Warehouse
from tests.conftest import PROJECT

# What tells how a table came about, and not what it says.
ABOUT_THE_BUILD = {"name_before", "publish_id", "published_at"}
# Remember every batch that ever was accepted, or name what tonight's build is about.
OF_THE_BUILD = {
    "stg_changed_batch",
    "stg_changed_version",
    "int_budget_part",
    "int_reach_part",
    "int_reach_hiding",
    "int_stated_line",
}

BUDGET, REACH = "budget_realisation", "program_reach"
POSTURE, INDICATOR = "budget_posture", "poverty_indicator"


@dataclass
class Ministry:
    """A warehouse into which files are put as accepted batches, and the builds made of them."""

    warehouse: Warehouse
    connection: Connection
    runner: dbtRunner
    declared: Mapping[str, Declared]
    clock: int = 0

    def put(self, dataset: str, origin: str, rows: list[dict[str, object]], *, sample: bool = False) -> int:
        """A version of a file, accepted; give its batch."""
        self.clock += 1
        [(file_id,)] = self.connection.execute(
            """
            insert into landing.files (sha256, source_id, origin, file_name, bytes, is_sample, current_since)
            values (encode(sha256(%(no)s::text::bytea), 'hex'), %(source)s, %(origin)s, %(origin)s, 1, %(sample)s,
                    timestamptz '2025-01-01' + %(no)s * interval '1 hour')
            returning file_id
            """,
            {"no": self.clock, "source": f"t__{dataset}", "origin": origin, "sample": sample},
        ).fetchall()
        [(batch_id,)] = self.connection.execute(
            "insert into landing.batches (file_id, source_id, dataset, parser_version, status) "
            "values (%s, %s, %s, 'v', 'accepted') returning batch_id",
            [file_id, f"t__{dataset}", dataset],
        ).fetchall()
        for number, row in enumerate(rows, start=1):
            whole = {"batch_id": batch_id, "sheet": "s", "row_no": number, "column_no": 1, "cell_map": 0} | row
            whole["source_ref"] = f"{origin}#s!A{number}"
            self.connection.execute(
                sql.SQL("insert into {} ({}) values ({})").format(
                    sql.Identifier("staging", dataset),
                    sql.SQL(", ").join(map(sql.Identifier, whole)),
                    sql.SQL(", ").join(sql.Placeholder() * len(whole)),
                ),
                list(whole.values()),
            )
        return int(str(batch_id))

    def withdraw(self, batch_id: int) -> None:
        self.connection.execute("update landing.batches set status = 'rejected' where batch_id = %s", [batch_id])

    def make_current_again(self, batch_id: int) -> None:
        self.clock += 1
        self.connection.execute(
            "update landing.files set current_since = timestamptz '2025-01-01' + %s * interval '1 hour' "
            "where file_id = (select file_id from landing.batches where batch_id = %s)",
            [self.clock, batch_id],
        )

    def build(self, rules: str = "") -> None:
        """A night: what dbt makes upon the tables that stand; other rules than last time, and it is from nothing."""
        self.clock += 1
        with self.warehouse.connect("dbt") as connection:
            publish_id = begin(connection, str(self.clock), rules)
            assert publish_id is not None
        done = self.runner.invoke(
            ["build", "--exclude-resource-type", "unit_test", "--project-dir", str(PROJECT / "dbt_project")]
        )
        faults = [
            f"{one.node.name}: {one.message}"
            for one in getattr(done.result, "results", [])
            if one.status in ("error", "fail")
        ]
        assert done.success, faults or done.exception
        with self.warehouse.connect("dbt") as connection:
            publish(connection, publish_id, self.declared)

    def contents(self) -> dict[str, list[str]]:
        """Every row of every table that dbt built or that was published, as text and in order."""
        found = {}
        tables = self.connection.execute(
            """
            select c.table_schema, c.table_name, array_agg(c.column_name::text order by c.ordinal_position)
            from information_schema.columns c join information_schema.tables t using (table_schema, table_name)
            where c.table_schema in ('prep', 'marts_build', 'marts') and t.table_type = 'BASE TABLE'
            group by 1, 2 order by 1, 2
            """
        ).fetchall()
        for schema, name, columns in tables:
            if name in OF_THE_BUILD or str(name).endswith("_scope"):
                continue
            kept = [sql.Identifier(column) for column in columns if column not in ABOUT_THE_BUILD]  # type: ignore[attr-defined]
            rows = self.connection.execute(
                sql.SQL("select row({})::text from {}").format(
                    sql.SQL(", ").join(kept), sql.Identifier(str(schema), str(name))
                )
            ).fetchall()
            found[f"{schema}.{name}"] = sorted(str(row[0]) for row in rows)
        return found

    def places(self, table: str, key: str = "budget_key", month: str = "period_month") -> dict[str, tuple[object, ...]]:
        """Key of each row of a fact -> office, month, and where and by which transaction it was written."""
        rows = self.connection.execute(
            sql.SQL("select {}, agency_id, {}, ctid::text, xmin::text from {}").format(
                sql.Identifier(key),
                sql.SQL(month),
                sql.Identifier(*table.split(".")),  # type: ignore[arg-type]
            )
        ).fetchall()
        return {str(row[0]): row[1:] for row in rows}


@pytest.fixture
def ministry(warehouse: Warehouse, monkeypatch: pytest.MonkeyPatch) -> Iterator[Ministry]:
    here = settings()
    here.home.mkdir(parents=True, exist_ok=True)
    for name, value in {**NO_TELEMETRY, **dbt_environment(here, warehouse), "DBT_QUIET": "true"}.items():
        monkeypatch.setenv(name, value)
    with warehouse.connect("admin", autocommit=True) as connection:
        connection.execute(
            "insert into staging.ref_region (region_code, name, level, valid_from) values "
            "('52.71', 'Kota Mataram', 'city', '1990-01-01'), ('15.71', 'Kota Jambi', 'city', '1990-01-01')"
        )
        project = PROJECT / "dbt_project"
        parsed = dbtRunner().invoke(["parse", "--project-dir", str(project), "--profiles-dir", str(project)])
        assert parsed.success, parsed.exception
        declared = declared_marts(Path(os.environ["DBT_TARGET_PATH"]) / "manifest.json")
        assert declared["fct_budget_realisation"].partition is not None
        yield Ministry(warehouse, connection, dbtRunner(manifest=parsed.result), declared)  # type: ignore[arg-type]


OFFICES = {
    "52.71": [["Dinas Sosial", "DINAS SOSIAL", "Dinas  sosial"], ["Dinas Koperasi", "DINAS KOPERASI"]],
    "15.71": [["Dinas Sosial", "Dinas SOSIAL"], ["Bappeda"]],
}
PROGRAMS = [("1.06.01", ["Program Bantuan", "PROGRAM BANTUAN"]), ("1.06.02", ["Program Pelatihan"]), (None, ["Umum"])]


def budget_rows(
    dice: random.Random, region: str, months: list[int], *, year: int = 2024, plan: bool = False, basis: str = "month"
) -> list[dict[str, object]]:
    """Some lines of some offices of a region, written in one of the ways that they are written in."""
    rows: list[dict[str, object]] = []
    for office in dice.sample(OFFICES[region], dice.randint(1, len(OFFICES[region]))):
        name = dice.choice(office)
        for month in months:
            for code, names in dice.sample(PROGRAMS, dice.randint(1, len(PROGRAMS))):
                for account in dice.sample(["5.1.02.01", "5.1.02.02", "5.2.02.01"], dice.randint(1, 3)):
                    rows.append(
                        {
                            "region_code": region,
                            "agency_name": name,
                            "agency_code": dice.choice([None, "1.06", "1.06.0"]),
                            "program_code": code,
                            "program_name": dice.choice(names),
                            "account_code": account,
                            "expenditure_class": "operating",
                            "funding_source": dice.choice(["DAU", "Sumber Dana DAU", "kas antah"]),
                            "fiscal_year": year,
                            "period_month": month,
                            "budget_stage": "murni",
                            "realisation_basis": basis,
                            "budget_idr": dice.randint(0, 9) * 100,
                            "realised_idr": None if plan else dice.choice([None, dice.randint(0, 90)]),
                        }
                    )
    return rows


def reach_rows(dice: random.Random, region: str, month: int) -> list[dict[str, object]]:
    return [
        {
            "region_code": region,
            "agency_name": dice.choice(office),
            "program_name": dice.choice(dice.choice(PROGRAMS)[1]),
            "activity_name": activity,
            "measure": "participant",
            "beneficiary_unit": dice.choice(["orang", "KK"]),
            "period_start": f"2024-{month:02}-01",
            "period_end": f"2024-{month:02}-{dice.choice([20, 28])}",
            "target_count": dice.choice([None, 0, 40]),
            "reached_count": dice.choice([None, dice.randint(0, 50)]),
        }
        for office in OFFICES[region]
        for activity in dice.sample(["a", "b", "c"], dice.randint(1, 3))
    ]


def posture_rows(dice: random.Random, region: str) -> list[dict[str, object]]:
    day = dice.choice([None, "2024-06-30", "2024-09-30"])
    return [
        {
            "region_code": region,
            "fiscal_year": 2024,
            "account_path": f"Belanja Daerah > {account}",
            "account_name": account,
            "as_of_date": day,
            "budget_idr": dice.choice([None, dice.randint(0, 9)]),
            "realised_to_date_idr": dice.randint(0, 9),
        }
        for account in dice.sample(["Belanja Pegawai", "Belanja Modal", "Belanja Hibah"], 2)
    ]


def indicator_rows(dice: random.Random) -> list[dict[str, object]]:
    """Registry counts of both regions, now and then a small one."""
    return [
        {
            "region_code": region,
            "region_name": "Kota",
            "indicator_code": "poor_persons",
            "area": "all",
            "period_year": 2024,
            "period_part": "annual",
            "value": dice.choice([3, 40, 50, 60, 70, 80]),
            "unit": "jiwa",
            "publisher": "Dinas Sosial",
            "kind": "registry",
            "vintage_date": dice.choice([None, "2024-07-01", "2024-12-01"]),
        }
        for region in OFFICES
    ]


@pytest.mark.parametrize("seed", [1, 2])
def test_nights_that_follow_one_another_leave_what_a_build_from_nothing_leaves(ministry: Ministry, seed: int) -> None:
    dice = random.Random(seed)  # noqa: S311 - to be the same each time
    batches: list[int] = []

    def something_happens() -> None:
        region, month = dice.choice(list(OFFICES)), dice.randint(1, 5)
        kinds = ["budget", "budget", "budget", "whole year", "plan", "sample", "reach", "reach", "half-year", "posture"]
        kinds += ["indicators", "withdrawn", "withdrawn", "again"]
        match dice.choice(kinds):
            case "budget":  # the month's file: new, late, or in a corrected version
                basis = "to_date" if region == "15.71" else "month"
                rows = budget_rows(dice, region, [month], basis=basis)
                batches.append(ministry.put(BUDGET, f"{region}/{month}.xlsx", rows))
            case "whole year":
                year = dice.choice([2023, 2024])
                rows = budget_rows(dice, region, [1, 2, 3], year=year)
                batches.append(ministry.put(BUDGET, f"{region}/{year}.xlsx", rows))
            case "plan":
                rows = budget_rows(dice, region, [5], plan=True)
                batches.append(ministry.put(BUDGET, f"{region}/rak.xlsx", rows))
            case "sample":
                rows = budget_rows(dice, region, [month])
                batches.append(ministry.put(BUDGET, f"{region}/{month}.xlsx", rows, sample=True))
            case "reach":
                batches.append(ministry.put(REACH, f"{region}/reach{month}.xlsx", reach_rows(dice, region, month)))
            case "half-year":  # of which other files state single months, too
                rows = [row for month in (1, 2, 3, 4, 5) for row in reach_rows(dice, region, month)]
                batches.append(ministry.put(REACH, f"{region}/reach.xlsx", rows))
            case "posture":
                batches.append(ministry.put(POSTURE, f"{region}/{dice.choice('ab')}.csv", posture_rows(dice, region)))
            case "indicators":
                batches.append(ministry.put(INDICATOR, dice.choice(["a.csv", "b.csv"]), indicator_rows(dice)))
            case "withdrawn" if batches:
                ministry.withdraw(dice.choice(batches))
            case "again" if batches:
                ministry.make_current_again(dice.choice(batches))

    for night in range(4):
        for _ in range(40 if night == 0 else dice.randint(3, 6)):
            something_happens()
        ministry.build()
    followed = ministry.contents()
    assert len(followed["marts.fct_budget_realisation"]) > 20
    assert followed["marts.fct_program_reach"]
    restated = ministry.connection.execute("select distinct mart from marts.rpt_restatement").fetchall()
    assert {mart for (mart,) in restated} >= {"fct_budget_posture", "fct_budget_realisation", "fct_program_reach"}
    ministry.build("other rules")
    anew = ministry.contents()
    assert followed.keys() == anew.keys()
    for table, rows in anew.items():
        assert followed[table] == rows, table
        schema, name = table.split(".")
        if schema == "marts_build" and name != "data_status":
            assert anew[f"marts.{name}"] == rows
    for mart, of_mart in ministry.declared.items():
        if of_mart.partition is not None:
            partitions, beginnings, both = key_beginnings(ministry.connection, mart, of_mart.partition)
            assert partitions == beginnings == both > 2, mart


def key_beginnings(connection: Connection, mart: str, partition: Partition) -> tuple[int, int, int]:
    """How many partitions a mart has, how many first ten characters of keys, and how many pairs of the two."""
    [named] = key(connection, "marts", mart)
    [(partitions, beginnings, both)] = connection.execute(
        sql.SQL(
            "select count(distinct of_row), count(distinct beginning), count(distinct (of_row, beginning)) "
            "from (select row({})::text as of_row, left({}, 10) as beginning from {}) as rows"
        ).format(
            sql.SQL(", ").join(map(sql.Identifier, partition.columns)),
            sql.Identifier(named),
            sql.Identifier("marts", mart),
        )
    ).fetchall()
    return int(str(partitions)), int(str(beginnings)), int(str(both))


def line(agency: str, month: int, realised: int, *, program: str = "Program Bantuan") -> dict[str, object]:
    return {
        "region_code": "52.71",
        "agency_name": agency,
        "program_code": "1.06.01",
        "program_name": program,
        "account_code": "5.1.02.01",
        "expenditure_class": "operating",
        "funding_source": "DAU",
        "fiscal_year": 2024,
        "period_month": month,
        "budget_stage": "murni",
        "realisation_basis": "month",
        "budget_idr": 1000,
        "realised_idr": realised,
    }


def scope_looked_at(model: str, column: str) -> str:
    """The scope that the accepted values of a column were last looked for in."""
    compiled = (Path(os.environ["DBT_TARGET_PATH"]) / "compiled").rglob(f"{model}.yml/*.sql")
    [query] = [text for text in (file.read_text() for file in compiled) if f"{column} as value_field" in text]
    [scope] = set(re.findall(r'"prep"\."(\w+_scope)"', query))
    return str(scope)


def test_a_late_file_rewrites_its_partitions_and_no_other(ministry: Ministry) -> None:
    for month in (1, 3, 4):
        ministry.put(BUDGET, f"sosial{month}", [line("Dinas Sosial", month, 10 * month)])
    for month in (1, 2, 3):
        ministry.put(BUDGET, f"koperasi{month}", [line("Dinas Koperasi", month, month)])
    ministry.build()
    before = {
        table: ministry.places(table) for table in ("prep.int_budget_newest", "marts_build.fct_budget_realisation")
    }

    ministry.put(BUDGET, "sosial2", [line("Dinas Sosial", 2, 20)])  # February comes after April
    ministry.build()
    newest, fact = (ministry.places(table) for table in before)
    came = set(fact) - set(before["marts_build.fct_budget_realisation"])
    assert [fact[key][:2] for key in came] == [("52.71:dinas-sosial", 2)]
    # What was printed of other months is not read again; positions behind February are made anew, those before it stay.
    assert {key: newest[key] for key in before["prep.int_budget_newest"]} == before["prep.int_budget_newest"]
    rewritten = {
        fact[key][:2] for key, place in before["marts_build.fct_budget_realisation"].items() if fact[key] != place
    }
    assert rewritten == {("52.71:dinas-sosial", 3), ("52.71:dinas-sosial", 4)}
    positions = ministry.connection.execute(
        "select period_month, realised_to_date_idr from marts_build.fct_budget_realisation "
        "where agency_id = '52.71:dinas-sosial' order by 1"
    ).fetchall()
    assert positions == [(1, 10), (2, 30), (3, 60), (4, 100)]
    # Behind February positions alone move: their columns are tested there, the others where February is.
    assert scope_looked_at("fct_budget_realisation", "realised_to_date_basis") == "int_budget_fact_scope"
    assert scope_looked_at("fct_budget_realisation", "budget_stage") == "int_budget_line_scope"
    narrow = ministry.connection.execute("select period_month from prep.int_budget_line_scope").fetchall()
    assert narrow == [(2,)]

    # A corrected version that no longer holds the office: its rows leave, with the partition.
    ministry.put(BUDGET, "sosial4", [line("Dinas Pangan", 4, 7)])
    ministry.build()
    offices = ministry.connection.execute(
        "select agency_id from marts_build.fct_budget_realisation where period_month = 4"
    ).fetchall()
    assert offices == [("52.71:dinas-pangan",)]


def test_another_spelling_of_an_office_reaches_all_its_months(ministry: Ministry) -> None:
    ministry.put(BUDGET, "jan", [line("DINAS SOSIAL", 1, 1)])
    ministry.put(BUDGET, "feb", [line("DINAS SOSIAL", 2, 1, program="PROGRAM BANTUAN")])
    ministry.build()
    ministry.put(BUDGET, "mar", [line("Dinas Sosial", 3, 1, program="Program Bantuan")])
    ministry.build()
    for mart, name in (("fct_budget_realisation", "program_name"), ("rpt_metric", "agency_name")):
        found = ministry.connection.execute(f"select distinct {name} from marts_build.{mart}".encode()).fetchall()
        assert found == [("Program Bantuan" if name == "program_name" else "Dinas Sosial",)]


def counted(region: str, reached: int, month: int = 3) -> dict[str, object]:
    return {
        "region_code": region,
        "agency_name": "Dinas Sosial",
        "program_name": "PKH",
        "activity_name": "Graduasi",
        "measure": "graduate",
        "beneficiary_unit": "KPM",
        "period_start": f"2024-{month:02}-01",
        "period_end": f"2024-{month:02}-28",
        "reached_count": reached,
    }


def test_a_small_count_hides_what_tells_it_in_partitions_that_no_file_touched(ministry: Ministry) -> None:
    ministry.connection.execute(
        "insert into staging.ref_region (region_code, name, level, parent_code, valid_from) values "
        "('52.71.01', 'Ampenan', 'district', '52.71', '1990-01-01'), "
        "('52.71.02', 'Mataram', 'district', '52.71', '1990-01-01')"
    )

    def shown() -> dict[tuple[object, object], object]:
        rows = ministry.connection.execute(
            "select region_code, extract(month from period_end)::int, reached_count::int from marts.fct_program_reach"
        ).fetchall()
        return {(region, month): reached for region, month, reached in rows}

    ministry.put(REACH, "ampenan", [counted("52.71.01", 12)])
    ministry.put(REACH, "mataram", [counted("52.71.02", 40)])
    ministry.put(REACH, "kota", [counted("52.71", 52)])
    ministry.put(REACH, "jambi3", [counted("15.71", 30, 3)])
    ministry.put(REACH, "jambi4", [counted("15.71", 20, 4)])
    ministry.build()
    everything = {("52.71.01", 3): 12, ("52.71.02", 3): 40, ("52.71", 3): 52, ("15.71", 3): 30, ("15.71", 4): 20}
    assert shown() == everything

    # The city is the sum of its districts, and April a report of the same year as May: neither came again.
    ministry.put(REACH, "ampenan", [counted("52.71.01", 2)])
    ministry.put(REACH, "mataram", [counted("52.71.02", 50)])
    ministry.put(REACH, "jambi5", [counted("15.71", 3, 5)])
    ministry.build()
    hidden = {("52.71.01", 3): None, ("52.71", 3): None, ("15.71", 4): None, ("15.71", 5): None}
    assert shown() == everything | {("52.71.02", 3): 50} | hidden

    followed = ministry.contents()
    ministry.build("other rules")
    anew = ministry.contents()
    assert {table: rows for table, rows in anew.items() if followed[table] != rows} == {}

    # Without the other district the city is no sum that tells anything.
    ministry.put(REACH, "mataram", [counted("52.71.02", 49)])
    ministry.build()
    assert shown() == everything | {("52.71.02", 3): 49} | hidden | {("52.71", 3): 52}


def test_a_year_in_which_nothing_is_or_was_hidden_is_made_again_by_its_reports(ministry: Ministry) -> None:
    shown = "prep.int_reach_shown"

    def places() -> dict[str, tuple[object, ...]]:
        return ministry.places(shown, "reach_key", "extract(month from period_end)::int")

    def rewritten(before: dict[str, tuple[object, ...]]) -> set[object]:
        return {place[1] for key, place in places().items() if place != before.get(key)}

    for month in (3, 4, 5):
        ministry.put(REACH, f"jambi{month}", [counted("15.71", 10 * month, month)])
    ministry.build()

    standing = places()
    ministry.put(REACH, "jambi4", [counted("15.71", 44, 4)])
    ministry.build()
    assert rewritten(standing) == {4}

    standing = places()
    ministry.put(REACH, "jambi4", [counted("15.71", 4, 4)])  # small: another month of its year is hidden with it
    ministry.build()
    assert rewritten(standing) == {3, 4, 5}

    standing = places()
    ministry.put(REACH, "jambi4", [counted("15.71", 45, 4)])  # it was the only small one
    ministry.build()
    assert rewritten(standing) == {3, 4, 5}
    hidden = ministry.connection.execute("select count(*) from marts.fct_program_reach where is_suppressed").fetchone()
    assert hidden == (0,)

    standing = places()
    ministry.put(REACH, "jambi5", [counted("15.71", 55, 5)])
    ministry.build()
    assert rewritten(standing) == {5}


def test_what_was_restated_is_hidden_and_told_with_a_small_count_elsewhere(ministry: Ministry) -> None:
    """Another office's lines follow a small count and its withdrawal, and no lines of another region."""

    def told() -> list[tuple[object, ...]]:
        return ministry.connection.execute(
            "select agency_id, older_value::int, newer_value::int from marts.rpt_restatement "
            "where mart = 'fct_program_reach' order by 1, 2"
        ).fetchall()

    def of(agency: str, reached: int) -> list[dict[str, object]]:
        return [counted("52.71", reached) | {"agency_name": agency}]

    ministry.put(REACH, "sosial", of("Dinas Sosial", 40))
    ministry.put(REACH, "jambi", [counted("15.71", 60)])
    ministry.build()
    assert told() == []
    ministry.put(REACH, "sosial", of("Dinas Sosial", 45))
    ministry.put(REACH, "jambi", [counted("15.71", 66)])
    ministry.build()
    sosial, jambi = ("52.71:dinas-sosial", 40, 45), ("15.71:dinas-sosial", 60, 66)
    assert told() == [jambi, sosial]
    places = ministry.places("marts.rpt_restatement", "restatement_key", "period_end")

    small = ministry.put(REACH, "bappeda", of("Bappeda", 3))
    ministry.build()
    assert told() == [jambi]
    # Jambi's was not looked at.
    standing = ministry.places("marts.rpt_restatement", "restatement_key", "period_end")
    assert standing.items() <= places.items()

    ministry.put(REACH, "bappeda", of("Bappeda", 30))  # what it said before is still known
    ministry.build()
    assert told() == [jambi]

    ministry.withdraw(small)
    ministry.build()
    assert told() == [jambi, sosial]

    # Both versions of a file in one night; then the newer one is taken back.
    ministry.put(REACH, "jambi", [counted("15.71", 70)])
    last = ministry.put(REACH, "jambi", [counted("15.71", 77)])
    ministry.build()
    assert told() == [jambi, ("15.71:dinas-sosial", 66, 70), ("15.71:dinas-sosial", 70, 77), sosial]
    ministry.withdraw(last)
    ministry.build()
    assert told() == [jambi, ("15.71:dinas-sosial", 66, 70), sosial]
