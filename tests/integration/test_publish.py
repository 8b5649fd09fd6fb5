"""Publishing: one transaction, grants and analysts' views stay, the same inputs are not published twice."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections import Counter

import psycopg
import pytest
import sqlalchemy

from lumbung.marts import publish as publishing
from lumbung.marts.declared import Declared, Partition, Reference
from lumbung.marts.publish import MartsInUse, NothingBuilt, begin, give_up
from lumbung.marts.read import QueryRefused, query
from lumbung.marts.rollback import rollback
from lumbung.marts.shape import MartChanged, relations
from lumbung.runtime import refresh
from lumbung.runtime.warehouse import Warehouse
from tests.built_marts import MARTS, ROWS, build, night, show, states


@pytest.fixture
def analysts(warehouse: Warehouse) -> Warehouse:
    """A first publish, and upon it a view, a view on that view, a materialized view and a grant to another role."""
    night(warehouse, 1)
    with warehouse.connect("admin") as connection:
        for statement in (
            "do $$ begin create role walidata; exception when duplicate_object then null; end $$",  # of another test
            "grant usage on schema marts to walidata",
            "create schema analyst",
            "grant usage on schema analyst to lumbung_bi",
            "create view analyst.mine as select a.build, b.name from marts.fct_a a join marts.fct_b b using (row_key)",
            "create view analyst.upon_mine as select distinct build from analyst.mine",
            "create materialized view analyst.kept as select max(build) as build from marts.fct_a",
            "create view marts.my_totals as select count(*) as rows from marts.fct_c",  # an analyst's, in our schema
            "grant select on analyst.mine, analyst.upon_mine, analyst.kept, marts.my_totals to lumbung_bi",
        ):
            connection.execute(statement.encode())
    with warehouse.connect("dbt") as connection:
        connection.execute("grant select on marts.fct_a, marts.data_status to walidata")
        connection.execute("grant select (build) on marts.fct_b to walidata")
    return warehouse


def lost(warehouse: Warehouse, number: int) -> list[str]:
    """What of that is gone or does not show build `number`."""
    with warehouse.connect("admin") as connection:
        connection.execute("refresh materialized view analyst.kept")
        [privileges] = connection.execute(
            """
            select has_table_privilege('walidata', 'marts.fct_a', 'select'),
                   has_table_privilege('walidata', 'marts.data_status', 'select'),
                   has_column_privilege('walidata', 'marts.fct_b', 'build', 'select'),
                   not has_column_privilege('walidata', 'marts.fct_b', 'name', 'select'),
                   has_table_privilege('lumbung_bi', 'marts.fct_c', 'select')
            """
        ).fetchall()
    seen = {
        "mine": query(warehouse, "select distinct build, count(*) from analyst.mine group by 1").rows
        == [(number, ROWS)],
        "upon_mine": query(warehouse, "select build from analyst.upon_mine").rows == [(number,)],
        "kept": query(warehouse, "select build from analyst.kept").rows == [(number,)],
        "my_totals": query(warehouse, "select rows from my_totals").rows == [(ROWS,)],
        "grants": all(privileges),
    }
    return [name for name, fine in seen.items() if not fine]


def test_marts_carry_the_comments_and_the_key_and_bi_reads_them(warehouse: Warehouse) -> None:
    assert show(warehouse, build(warehouse, 1)) == ["data_status", *MARTS]
    assert query(warehouse, "select distinct build from fct_a").rows == [(1,)]
    comment = "select obj_description('marts.fct_a'::regclass)"
    assert query(warehouse, comment).rows == [("One row per build. Key: row_key.",)]
    assert query(warehouse, "select col_description('marts.fct_a'::regclass, 2)").rows == [("Number of the build.",)]
    show(warehouse, build(warehouse, 2, also="comment on column marts_build.fct_a.build is 'Which build.'"))
    assert query(warehouse, "select col_description('marts.fct_a'::regclass, 2)").rows == [("Which build.",)]


def test_marts_declare_their_keys_and_what_they_refer_to(warehouse: Warehouse) -> None:
    """As BI tools look for them. A reference is a statement that dbt tests; publishing looks nothing up for it."""
    declared = {"fct_b": Declared((Reference("row_key", "fct_a", "row_key"), Reference("build", "fct_c", "name")))}
    for number in (1, 2):
        show(warehouse, build(warehouse, number), declared)
    tables = sqlalchemy.inspect(sqlalchemy.create_engine(warehouse.url("bi", driver="psycopg")))
    assert set(tables.get_table_names("marts")) == set(MARTS)
    assert tables.get_view_names("marts") == ["data_status"]
    assert tables.get_pk_constraint("fct_a", "marts")["constrained_columns"] == ["row_key"]
    [reference] = tables.get_foreign_keys("fct_b", "marts")  # name is no key of fct_c
    assert (reference["constrained_columns"], reference["referred_table"]) == (["row_key"], "fct_a")
    assert tables.get_table_comment("fct_a", "marts")["text"] == "One row per build. Key: row_key."
    keys = "select table_name, constraint_type from information_schema.table_constraints"
    assert {row for row in query(warehouse, keys).rows if row[1] != "CHECK"} == {
        *((mart, "PRIMARY KEY") for mart in MARTS),
        ("fct_b", "FOREIGN KEY"),
    }


def test_one_column_may_refer_to_two_marts(warehouse: Warehouse) -> None:
    declared = {"fct_b": Declared((Reference("row_key", "fct_a", "row_key"), Reference("row_key", "fct_c", "row_key")))}
    for number in (1, 2):
        show(warehouse, build(warehouse, number), declared)
    names = "select constraint_name from information_schema.referential_constraints"
    assert len(set(query(warehouse, names).rows)) == 2


def test_grants_and_all_that_analysts_built_survive_many_nights(analysts: Warehouse) -> None:
    assert lost(analysts, 1) == []
    for number in range(2, 10):
        night(analysts, number)
        assert lost(analysts, number) == []


def places(warehouse: Warehouse) -> dict[object, object]:
    """Where each row of fct_a lies on disk: a row that was written anew lies elsewhere."""
    with warehouse.connect("admin") as connection:
        return dict(connection.execute("select row_key, ctid::text from marts.fct_a").fetchall())


def test_only_rows_that_differ_are_written(warehouse: Warehouse) -> None:
    night(warehouse, 1)
    before = places(warehouse)
    change = """
        update marts_build.fct_a set build = 1;
        update marts_build.fct_a set name = 'changed' where row_key = 1;
        delete from marts_build.fct_a where row_key = 2;
        insert into marts_build.fct_a values (1000, 1, 'new');
        update marts_build.fct_b set build = 1;
    """
    show(warehouse, build(warehouse, 2, also=change))
    after = places(warehouse)
    assert {key for key in before.keys() | after.keys() if before.get(key) != after.get(key)} == {1, 2, 1000}
    assert query(warehouse, "select name from fct_a where row_key in (1, 2, 1000) order by 1").rows == [
        ("changed",),
        ("new",),
    ]
    with warehouse.connect("admin") as connection:
        kept = connection.execute("select row_key, stood, name from marts_history.fct_a order by 1").fetchall()
        unchanged = connection.execute("select count(*) from marts_history.fct_b").fetchall()
    assert kept == [(1, True, "x1"), (2, True, "x2"), (1000, False, None)]
    assert unchanged == [(0,)], "what did not change is not kept twice"


def test_a_mart_is_counted_and_cleared_when_much_of_it_changed(warehouse: Warehouse) -> None:
    """And by a publish alone: Postgres' own rounds do not come."""

    def times() -> tuple[object, ...]:
        with warehouse.connect("admin") as connection:
            [row] = connection.execute(
                "select s.analyze_count, s.vacuum_count, c.reloptions, h.reloptions from pg_stat_user_tables s "
                "join pg_class c on c.oid = s.relid cross join pg_class h "
                "where s.schemaname = 'marts' and s.relname = 'fct_a' and h.oid = 'marts_history.fct_a'::regclass"
            ).fetchall()
        return row

    ours = ["autovacuum_enabled=false"]
    night(warehouse, 1)
    assert times() == (1, 0, ours, ours)
    little = "update marts_build.fct_a set build = 1; update marts_build.fct_a set name = 'else' where row_key < 20"
    show(warehouse, build(warehouse, 2, also=little))
    assert times() == (1, 0, ours, ours)
    night(warehouse, 3)  # every row says another number
    assert times() == (2, 1, ours, ours)


PARTITIONED = {"fct_a": Declared(partition=Partition("scope", ("build",)))}


def test_a_build_upon_the_last_one_is_compared_where_batches_changed(warehouse: Warehouse) -> None:
    """Which partitions those are, stands in a table of prep; a rollback, or a build from nothing, compares all."""

    def next_night(number: int, rules: str, change: str) -> int:
        with warehouse.connect("dbt") as connection:
            publish_id = begin(connection, f"more inputs {number}", rules)
            assert publish_id is not None
            connection.execute(f"update marts_build.data_status set publish_id = {publish_id}".encode())
            connection.execute(change.encode())
        show(warehouse, publish_id, PARTITIONED)
        return publish_id

    show(warehouse, build(warehouse, 1, also="update marts_build.fct_a set build = row_key % 4"), PARTITIONED)
    before = places(warehouse)
    rename = "update marts_build.fct_a set name = 'n{0}' where row_key in (4, 5, 6); "
    second = next_night(
        2, "rules 1", rename.format(2) + "create table prep.scope as select 1 as build; delete from marts_build.fct_a "
        "where row_key = 9; insert into marts_build.fct_a values (1001, 1, 'new')"
    )  # fmt: skip
    after = places(warehouse)
    assert {key for key in before.keys() | after.keys() if before.get(key) != after.get(key)} == {5, 9, 1001}
    assert query(warehouse, "select count(*) from fct_a where name = 'n2'").rows == [(1,)]
    third = next_night(3, "rules 1", rename.format(3) + "update prep.scope set build = 0")
    with warehouse.connect("dbt") as connection:
        rollback(connection, second)
    assert query(warehouse, "select row_key, name from fct_a where row_key in (4, 5) order by 1").rows == [
        (4, "x4"),
        (5, "n2"),
    ]
    assert third == second + 1
    next_night(4, "rules 1", "truncate prep.scope")
    assert query(warehouse, "select distinct name from fct_a where row_key in (4, 5, 6)").rows == [("n3",)]
    with warehouse.connect("dbt") as connection:
        assert begin(connection, "more inputs 5", "rules 2") is not None
        assert relations(connection, "marts_build") == relations(connection, "prep") == []


def test_a_build_that_was_not_published_is_not_built_upon(warehouse: Warehouse) -> None:
    night(warehouse, 1)
    with warehouse.connect("dbt") as connection:
        first = begin(connection, "inputs 2", "rules 1")
        assert first is not None
        assert relations(connection, "marts_build") == sorted(["data_status", *MARTS])
        give_up(connection, first, "a test failed")
        assert begin(connection, "inputs 3", "rules 1") is not None
        assert relations(connection, "marts_build") == []


def test_a_build_reads_the_batches_that_were_live_when_it_began(warehouse: Warehouse) -> None:
    accept = """
        with file as (
            insert into landing.files (sha256, source_id, origin, file_name, bytes, current_since)
            values (repeat('{0}', 64), 'a__b', '{1}', 'x', 1, now() + interval '{0} hours') returning file_id
        )
        insert into landing.batches (file_id, source_id, dataset, parser_version, status)
        select file_id, 'a__b', 'program_reach', '1', 'accepted' from file returning batch_id
    """

    def landed(number: int, origin: str) -> int:
        with warehouse.connect("loader") as connection:
            [(batch_id,)] = connection.execute(accept.format(number, origin).encode()).fetchall()
        return int(str(batch_id))

    def noted() -> tuple[set[object], ...]:
        with warehouse.connect("dbt") as connection:
            return tuple(
                {row[0] for row in connection.execute(f"select batch_id from ops.{name}".encode()).fetchall()}
                for name in ("build_batches", "changed_batches", "build_versions", "changed_versions")
            )

    one, other = landed(1, "x"), landed(2, "y")
    night(warehouse, 1)
    assert noted() == ({one, other},) * 4
    newer = landed(3, "x")
    assert noted() == ({one, other},) * 4, "a build goes on with what it began with"
    with warehouse.connect("dbt") as connection:
        begin(connection, "inputs 2", "rules 1")
    assert noted() == ({newer, other}, {one, newer}, {one, newer, other}, {newer})


def test_a_view_among_what_was_built_is_shown_upon_the_marts_in_view(warehouse: Warehouse) -> None:
    view = (
        "create view marts_build.bridge as select a.row_key, b.name from marts_build.fct_a a "
        "join marts_build.fct_b b using (row_key); comment on view marts_build.bridge is 'Both.'"
    )
    assert "bridge" in show(warehouse, build(warehouse, 1, also=view))
    assert query(warehouse, "select count(*) from bridge").rows == [(ROWS,)]
    assert query(warehouse, "select obj_description('marts.bridge'::regclass)").rows == [("Both.",)]
    publish_id = build(warehouse, 2)
    assert query(warehouse, "select count(*) from bridge").rows == [(ROWS,)]
    with pytest.raises(MartChanged, match=r"marts\.bridge was not built"):
        show(warehouse, publish_id)


def test_a_value_that_prints_otherwise_is_another_value(warehouse: Warehouse) -> None:
    wide = (
        "alter table marts_build.fct_a add column value numeric, add column empty text; update marts_build.fct_a set "
    )
    show(warehouse, build(warehouse, 1, also=wide + "value = 1.0"))
    show(warehouse, build(warehouse, 2, also=wide + "value = 1.00, empty = ''"))
    assert query(warehouse, "select distinct value::text, empty from fct_a").rows == [("1.00", "")]
    show(warehouse, build(warehouse, 3, also=wide + "value = null"))
    assert query(warehouse, "select distinct value, empty from fct_a").rows == [(None, None)]


def test_a_mart_needs_a_key_and_may_get_another(warehouse: Warehouse) -> None:
    publish_id = build(warehouse, 1, also="create table marts_build.loose as select 1 as n from generate_series(1, 2)")
    with pytest.raises(MartChanged, match=r"marts_build\.loose has no primary key"):
        show(warehouse, publish_id)
    keyed = "create table marts_build.loose (n integer {}, m integer {}); insert into marts_build.loose values (4, 5)"
    show(warehouse, build(warehouse, 2, also=keyed.format("primary key", "")))
    show(warehouse, build(warehouse, 3, also=keyed.format("", "primary key")))
    assert query(warehouse, "select * from loose").rows == [(4, 5)]
    tables = sqlalchemy.inspect(sqlalchemy.create_engine(warehouse.url("bi", driver="psycopg")))
    assert tables.get_pk_constraint("loose", "marts")["constrained_columns"] == ["m"]


def test_a_new_column_anywhere_stands_last_and_leaves_analysts_views(analysts: Warehouse) -> None:
    """dbt's contract gives the order of the model; the view keeps its own."""
    middle = """
        drop table marts_build.fct_a;
        create table marts_build.fct_a (added text, row_key integer primary key, printed text not null, build integer,
                                        name text not null);
        insert into marts_build.fct_a select 'A', n, 'P', 2, 'x' || n from generate_series(1, 200) n;
        comment on column marts_build.fct_a.added is 'New.'
    """
    show(analysts, build(analysts, 2, also=middle))
    assert lost(analysts, 2) == []
    table = query(analysts, "select * from fct_a where row_key = 7")
    assert table.columns == ["row_key", "build", "name", "added", "printed"]
    assert table.rows == [(7, 2, "x7", "A", "P")]
    assert query(analysts, "select col_description('marts.fct_a'::regclass, 4)").rows == [("New.",)]
    with analysts.connect("dbt") as connection:
        rollback(connection, 1)
    assert query(analysts, "select distinct build, added from fct_a").rows == [(1, None)]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ("alter table marts_build.fct_b drop column name", "marts.fct_b: column name is gone (read by analyst.mine)"),
        (
            "alter table marts_build.fct_a alter column build type text",
            "marts.fct_a: column build was integer and is text (read by analyst.kept, analyst.mine)",
        ),
        (
            "alter table marts_build.fct_a rename column name to title",
            "marts.fct_a: column name is gone (no view of others reads it)",
        ),
        ("drop table marts_build.fct_c", "marts.fct_c was not built (read by marts.my_totals)"),
    ],
)
def test_what_readers_use_is_not_taken_away(analysts: Warehouse, change: str, words: str) -> None:
    publish_id = build(analysts, 2, also=change)
    for _ in range(2):  # a task tries again
        with pytest.raises(MartChanged) as fault:
            show(analysts, publish_id)
        assert words in str(fault.value)
        assert "\n" not in str(fault.value)
    assert lost(analysts, 1) == []
    assert states(analysts) == [(1, "stale")]
    with analysts.connect("admin") as connection:
        row = connection.execute(
            "select state, detail from ops.publishes where publish_id = %s", [publish_id]
        ).fetchone()
    assert row is not None
    assert row[0] == "failed"
    assert words in str(row[1])


def test_a_mart_may_be_let_go_on_purpose(warehouse: Warehouse) -> None:
    night(warehouse, 1)
    with warehouse.connect("admin") as connection:
        for mart in ("fct_a", "fct_b"):
            connection.execute(f"drop function marts.{mart}_as_of; drop table marts.{mart}".encode())
    change = "alter table marts_build.fct_a drop column name; drop table marts_build.fct_b"
    show(warehouse, build(warehouse, 2, also=change))
    assert query(warehouse, "select * from fct_a limit 1").columns == ["row_key", "build"]
    assert query(warehouse, "select 1 from pg_tables where schemaname = 'marts' and tablename = 'fct_b'").rows == []


def test_readers_of_one_snapshot_see_one_publish_whatever_happens_meanwhile(warehouse: Warehouse) -> None:
    """A snapshot that is older than the build itself, too: it reads what was there, waits for nobody and is waited for
    by nobody."""
    night(warehouse, 1)
    with warehouse.connect("bi") as reader:
        reader.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        reader.execute("set lock_timeout = '2s'")
        reader.commit()
        reader.execute("select 1")
        night(warehouse, 2)
        assert reader.execute("select distinct build from marts.fct_a").fetchall() == [(1,)]
        night(warehouse, 3)
        with warehouse.connect("dbt") as connection:
            rollback(connection, 2)
        night(warehouse, 4)
        for mart in MARTS:
            assert reader.execute(f"select build, count(*) from marts.{mart} group by 1").fetchall() == [(1, ROWS)]
        assert reader.execute("select distinct publish_id from marts.data_status").fetchall() == [(1,)]
    assert states(warehouse) == [(4, "fresh")]


def test_a_column_is_added_while_readers_come_and_go_and_not_while_one_stays(
    analysts: Warehouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(publishing, "PATIENCE_SECONDS", 1.0)
    wider = "alter table marts_build.fct_a add column more text"
    publish_id = build(analysts, 2, also=wider)
    with analysts.connect("bi") as stays, analysts.connect("bi", autocommit=True) as comes:
        stays.execute("set application_name = 'Dashboard'")
        stays.execute("select * from marts.fct_a limit 1")
        with pytest.raises(
            MartsInUse, match=r"fct_a cannot be altered while in use by lumbung_bi \(Dashboard, process"
        ):
            show(analysts, publish_id)
        assert comes.execute("select distinct build from marts.fct_a").fetchall() == [(1,)]
    assert lost(analysts, 1) == []
    show(analysts, publish_id)
    assert lost(analysts, 2) == []


class Readers:
    """Threads that read all marts in one snapshot, over and over, in any order."""

    def __init__(self, warehouse: Warehouse, count: int) -> None:
        self.seen: Counter[tuple[int, int, str]] = Counter()
        self.mixed: list[object] = []
        self.errors: list[str] = []
        self._stop = threading.Event()
        self._threads = [threading.Thread(target=self._read, args=(warehouse, nth)) for nth in range(count)]

    def __enter__(self) -> Readers:
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        for thread in self._threads:
            thread.join()

    def _read(self, warehouse: Warehouse, nth: int) -> None:
        order = random.Random(nth)  # noqa: S311 - no secret
        with warehouse.connect("bi") as connection:
            connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
            while not self._stop.is_set():
                try:
                    self._look(connection, order)
                    connection.rollback()
                except psycopg.Error as error:
                    self.errors.append(str(error))
                    return

    def _look(self, connection: psycopg.Connection[tuple[object, ...]], order: random.Random) -> None:
        found = {}
        for mart in order.sample([*MARTS, "data_status", "mine"], len(MARTS) + 2):
            if mart == "data_status":
                text = "select distinct publish_id, row_count, state from marts.data_status"
            elif mart == "mine":
                text = "select build, count(*) from analyst.mine group by 1"
            else:
                text = f"select build, count(*) from marts.{mart} group by 1"
            found[mart] = connection.execute(text.encode()).fetchall()
        builds = {tuple(rows) for mart, rows in found.items() if mart != "data_status"}
        status = found["data_status"]
        if len(builds) != 1 or len(status) != 1:
            self.mixed.append(found)
            return
        [[(build, rows)]] = builds
        [(publish_id, row_count, state)] = status
        if rows != row_count:
            self.mixed.append(found)
        self.seen[int(str(publish_id)), int(str(build)), str(state)] += 1


KILLED = """
import os, sys
from lumbung.marts import standing, publish
from lumbung.runtime.settings import settings
from lumbung.runtime.warehouse import from_url

brought = standing.bring
def bring(connection, mart, *where):
    rows = brought(connection, mart, *where)
    if mart == "fct_b":
        print("half way", flush=True)
        sys.stdin.read()
    return rows
standing.bring = bring
with from_url(settings(), os.environ["LUMBUNG_WAREHOUSE_URL"]).connect("dbt") as connection:
    publish.publish(connection, int(sys.argv[1]))
"""


def kill_half_way(publish_id: int) -> None:
    """Publish in a process of its own, and kill it when it has written half of the marts."""
    process = subprocess.Popen(
        [sys.executable, "-c", KILLED, str(publish_id)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "half way\n"
    os.kill(process.pid, signal.SIGKILL)
    assert process.wait() == -signal.SIGKILL


def test_twenty_refreshes_under_readers_one_failing_one_killed_and_a_rollback(analysts: Warehouse) -> None:
    ids = {1: 1}
    with Readers(analysts, 3) as readers:
        for number in range(2, 22):
            if number == 6:  # a test fails: nothing is published
                failed = build(analysts, number)
                with analysts.connect("dbt") as connection:
                    give_up(connection, failed, "a test failed")
                assert states(analysts) == [(ids[5], "stale")]
                assert lost(analysts, 5) == []
                continue
            also = f"alter table marts_build.fct_c add column c{number} text" if number >= 15 else ""
            ids[number] = build(analysts, number, also=also.replace(f"c{number}", "late"))
            if number == 11:
                kill_half_way(ids[number])
                assert states(analysts) == [(ids[10], "fresh")]
            show(analysts, ids[number])
            assert lost(analysts, number) == []
            if number == 9:
                with analysts.connect("dbt") as connection:
                    rollback(connection, ids[7])
                assert states(analysts) == [(ids[7], "recovered")]
                assert lost(analysts, 7) == []
        deadline = time.monotonic() + 20
        while (ids[21], 21, "fresh") not in readers.seen and time.monotonic() < deadline:
            time.sleep(0.05)
    assert readers.errors == []
    assert readers.mixed == []
    assert {(publish_id, number) for publish_id, number, _ in readers.seen} <= {(v, k) for k, v in ids.items()}
    assert len(readers.seen) > 15, "readers were there all the time"
    assert (ids[21], 21, "fresh") in readers.seen
    assert lost(analysts, 21) == []


def test_publishing_twice_is_publishing_once(warehouse: Warehouse) -> None:
    publish_id = build(warehouse, 1)
    assert show(warehouse, publish_id) == show(warehouse, publish_id)


def test_same_inputs_are_not_built_again_and_a_broken_build_is_no_excuse(warehouse: Warehouse) -> None:
    night(warehouse, 1)
    with warehouse.connect("dbt") as connection:
        assert begin(connection, "inputs 1") is None
        first = begin(connection, "inputs 2")
        again = begin(connection, "inputs 2")  # the first did not reach its end
        assert first is not None
        assert again is not None
        states = dict(connection.execute("select publish_id, state from ops.publishes").fetchall())
    assert (states[first], states[again]) == ("failed", "building")
    with pytest.raises(NothingBuilt, match=f"publish {first} is over"):
        show(warehouse, first)


def test_a_failed_night_is_forgotten_when_the_marts_are_up_to_date_again(warehouse: Warehouse) -> None:
    night(warehouse, 1)
    failed = build(warehouse, 2)
    with warehouse.connect("dbt") as connection:
        give_up(connection, failed, "a test failed")
    assert states(warehouse) == [(1, "stale")]
    with warehouse.connect("dbt") as connection:
        assert begin(connection, "inputs 1") is None  # what broke the night was taken back
    assert states(warehouse) == [(1, "fresh")]


def test_a_publish_that_was_killed_and_left_is_noticed(warehouse: Warehouse) -> None:
    night(warehouse, 1)
    left = build(warehouse, 2)
    assert states(warehouse) == [(1, "fresh")]
    with warehouse.connect("admin") as connection:
        connection.execute("update ops.in_view set confirmed_at = now() - interval '1 day'")
        connection.execute(
            "update ops.publishes set started_at = now() - interval '4 hours' where publish_id = %s", [left]
        )
    assert states(warehouse) == [(1, "stale")]


def test_a_failed_publish_step_may_be_run_again(warehouse: Warehouse) -> None:
    publish_id = build(warehouse, 1)
    with warehouse.connect("dbt") as connection:
        give_up(connection, publish_id, "the server went away")
    show(warehouse, publish_id)
    assert states(warehouse) == [(publish_id, "fresh")]


def test_a_build_that_left_nothing_is_not_published(warehouse: Warehouse) -> None:
    with warehouse.connect("dbt") as connection:
        publish_id = begin(connection, "inputs")
    assert publish_id is not None
    with pytest.raises(NothingBuilt):
        show(warehouse, publish_id)


def test_what_the_marts_held_is_told_for_every_moment(warehouse: Warehouse) -> None:
    """Through nights, a night without a difference, a rollback and a column that came later."""

    def moment() -> str:
        return str(query(warehouse, "select clock_timestamp()").rows[0][0])

    def held(at: str) -> list[tuple[object, ...]]:
        return query(warehouse, f"select * from fct_a_as_of('{at}') order by row_key").rows

    def stands() -> list[tuple[object, ...]]:
        return query(warehouse, "select * from fct_a order by row_key").rows

    changes = {
        1: "delete from marts_build.fct_a where row_key > 5",
        2: "delete from marts_build.fct_a where row_key > 6; update marts_build.fct_a set build = 1 where row_key < 4",
        3: "delete from marts_build.fct_a where row_key > 6; update marts_build.fct_a set build = 1 where row_key < 4;"
        "update marts_build.fct_a set build = 2 where row_key >= 4",
        4: "delete from marts_build.fct_a where row_key between 2 and 190; "
        "alter table marts_build.fct_a add column late text; update marts_build.fct_a set late = 'x' where row_key = 1",
        5: "delete from marts_build.fct_a where row_key <= 3; alter table marts_build.fct_a add column late text",
    }
    before = moment()
    seen: list[tuple[str, list[tuple[object, ...]]]] = []
    for number, change in changes.items():
        publish_id = build(warehouse, number, also=change)
        show(warehouse, publish_id)
        seen.append((moment(), stands()))
        if number == 4:
            with warehouse.connect("dbt") as connection:
                rollback(connection, 2)
            seen.append((moment(), stands()))
    assert len({str(rows) for _, rows in seen}) == 5, "the third night differs in nothing"
    for at, rows in seen:
        wide = [(*row, None) if len(row) == 3 else row for row in rows]
        assert held(at) == wide
    assert held(before) == []
    assert held("infinity") == stands()
    with pytest.raises(QueryRefused, match="permission denied"):
        query(warehouse, "select * from marts_history.fct_a")


def test_a_view_of_an_older_version_becomes_a_table_unless_somebody_builds_upon_it(warehouse: Warehouse) -> None:
    """As an older version of the product left it: a view of each mart upon the newest of several tables."""
    with warehouse.connect("dbt") as connection:
        for statement in (
            "create table marts_data.fct_a as select 1 as row_key, 1 as build, 'x'::text as name",
            "create view marts.fct_a as select * from marts_data.fct_a",
            "insert into ops.publishes (inputs_sha256, state, published_at) values ('inputs 2', 'published', now())",
        ):
            connection.execute(statement.encode())
    with warehouse.connect("admin") as connection:
        connection.execute("create schema analyst")
        connection.execute("create view analyst.mine as select build from marts.fct_a")
    publish_id = build(warehouse, 2)  # the same inputs, and yet it publishes
    with pytest.raises(MartChanged, match=r"marts\.fct_a is to be made anew in another form \(read by analyst\.mine\)"):
        show(warehouse, publish_id)
    with warehouse.connect("admin") as connection:
        connection.execute("drop view analyst.mine")
    show(warehouse, publish_id)
    assert query(warehouse, "select distinct build from fct_a").rows == [(2,)]
    assert query(warehouse, "select relkind from pg_class where oid = 'marts.fct_a'::regclass").rows == [("r",)]


def test_lumbung_run_says_why_the_publish_step_failed(analysts: Warehouse) -> None:
    publish_id = build(analysts, 2, also="alter table marts_build.fct_a drop column name")
    with pytest.raises(MartChanged):
        show(analysts, publish_id)
    outcome = refresh.Outcome("manual-1", failures=["build_marts.publish failed; its log: ..."])
    refresh._fill(outcome, analysts, refresh._Before(judged=0, publish_id=1))
    assert not outcome.published
    assert outcome.publish_id == 1
    assert "marts.fct_a: column name is gone" in outcome.failures[1]
