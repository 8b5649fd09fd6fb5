"""Past publishes, and one of them brought back: by `lumbung publishes` and `lumbung rollback`."""

from __future__ import annotations

import json

import pytest
from typer.testing import CliRunner, Result

from lumbung import cli
from lumbung.marts.publish import begin, give_up
from lumbung.marts.read import query
from lumbung.runtime.warehouse import Warehouse
from tests import night as real_night
from tests.built_marts import MARTS, build, night, show, states


def lumbung(*arguments: object, code: int = 0) -> Result:
    done = CliRunner().invoke(cli.app, [str(argument) for argument in arguments])
    assert done.exit_code == code, (done.output, done.exception)
    return done


def refused(*arguments: object) -> str:
    """The plain line of a refusal, whose exit code is 2."""
    done = CliRunner().invoke(cli.app, [str(argument) for argument in arguments])
    line, code = cli._explained(done.exception) if isinstance(done.exception, Exception) else (None, done.exit_code)
    assert code == 2, done.output
    assert line is not None
    assert "\n" not in line
    return line


def in_view(warehouse: Warehouse) -> int:
    """The build that all marts are of."""
    [(build,)] = query(
        warehouse, " union ".join(f"select build from {mart}" for mart in MARTS)
    ).rows  # one row: all are of one build
    return int(str(build))


def listed() -> dict[int, dict[str, object]]:
    found = json.loads(lumbung("publishes", "--json").stdout)
    assert [one["publish_id"] for one in found] == sorted((one["publish_id"] for one in found), reverse=True)
    return {one["publish_id"]: one for one in found}


def test_a_rollback_brings_back_every_mart_and_data_status_says_so(warehouse: Warehouse) -> None:
    sums = {}
    for number in range(1, 4):
        publish_id = night(warehouse, number)
        sums[publish_id] = real_night.checksums(warehouse)
    told = lumbung("rollback", 2).stdout
    assert "Publish 2 of " in told
    assert "in place of publish 3: 4 marts" in told
    assert "lumbung rollback 3 ends it" in told
    assert in_view(warehouse) == 2
    assert states(warehouse) == [(2, "recovered")]
    back = real_night.checksums(warehouse)
    assert {m: s for m, s in back.items() if m in MARTS} == {m: s for m, s in sums[2].items() if m in MARTS}
    lumbung("rollback", 3)
    assert real_night.checksums(warehouse) == sums[3]
    assert states(warehouse) == [(3, "fresh")]


def test_a_rollback_holds_until_there_is_something_new(warehouse: Warehouse) -> None:
    for number in (1, 2):
        night(warehouse, number)
    lumbung("rollback", 1)
    with warehouse.connect("dbt") as connection:
        assert begin(connection, "inputs 2") is None  # what was taken out of view does not come back by itself
    assert states(warehouse) == [(1, "recovered")]
    assert night(warehouse, 3) == 3
    assert states(warehouse) == [(3, "fresh")]


def test_mended_inputs_that_are_those_of_the_publish_in_view_are_published(warehouse: Warehouse) -> None:
    """The faulty file was withdrawn: the night publishes, and what is in view is no longer called recovered."""
    for number in (1, 2):
        night(warehouse, number)
    lumbung("rollback", 1)
    publish_id = build(warehouse, 1)
    assert "Publish 3 is being built now" in lumbung("rollback", 2).stdout
    show(warehouse, publish_id)
    assert in_view(warehouse) == 1
    assert states(warehouse) == [(3, "fresh")]


def test_every_one_of_the_last_seven_can_be_brought_back_and_none_before(warehouse: Warehouse) -> None:
    for number in range(1, 10):
        night(warehouse, number)
    for number in (3, 9, 5, 4, 8, 6, 7):
        lumbung("rollback", number)
        assert in_view(warehouse) == number
        assert states(warehouse) == [(number, "fresh" if number == 9 else "recovered")]
    assert refused("rollback", 2) == "publish 2 is no longer kept; those that are: 3, 4, 5, 6, 7, 8, 9"
    assert in_view(warehouse) == 7
    night(warehouse, 10)
    assert refused("rollback", 3).startswith("publish 3 is no longer kept")
    lumbung("rollback", 4)
    assert in_view(warehouse) == 4


def test_a_publish_that_changed_nothing_can_be_brought_back_too(warehouse: Warehouse) -> None:
    night(warehouse, 1)
    for number in range(2, 9):
        same = ";".join(f"update marts_build.{mart} set build = 1" for mart in MARTS)
        show(warehouse, build(warehouse, number, also=same))
    night(warehouse, 9)
    lumbung("rollback", 8)
    assert in_view(warehouse) == 1
    assert states(warehouse) == [(8, "recovered")]


def test_a_mart_that_did_not_exist_then_is_empty(warehouse: Warehouse) -> None:
    night(warehouse, 1)
    show(
        warehouse,
        build(
            warehouse,
            2,
            also="create table marts_build.dim_new (id int primary key); insert into marts_build.dim_new values (1)",
        ),
    )
    assert "publish 1 had no such mart: dim_new" in lumbung("rollback", 1).stdout
    assert query(warehouse, "select * from dim_new").rows == []
    lumbung("rollback", 2)
    assert query(warehouse, "select * from dim_new").rows == [(1,)]


def test_what_cannot_be_brought_back_is_said_in_one_line(warehouse: Warehouse) -> None:
    assert refused("rollback", 1) == "there is no publish 1: lumbung publishes shows those that are kept"
    night(warehouse, 1)
    assert refused("rollback", 1) == "publish 1 is in view already"
    failed = build(warehouse, 2)
    assert refused("rollback", failed) == "publish 2 never came into view: it is building"
    with warehouse.connect("dbt") as connection:
        give_up(connection, failed, "a test failed")
    assert refused("rollback", failed) == "publish 2 never came into view: it is failed"
    for wrong in ("0", "-1", "first", str(2**63)):
        assert CliRunner().invoke(cli.app, ["rollback", wrong]).exit_code == 2
    assert in_view(warehouse) == 1
    assert listed()[1]["rollbacks"] == []


def test_a_column_of_another_type_is_not_forced_back(warehouse: Warehouse) -> None:
    night(warehouse, 1)
    with warehouse.connect("admin") as connection:
        connection.execute("drop function marts.fct_b_as_of; drop table marts.fct_b")  # let go on purpose
    show(warehouse, build(warehouse, 2, also="alter table marts_build.fct_b alter column build type text"))
    assert refused("rollback", 1) == (
        "publish 1 cannot be brought back: marts.fct_b was made anew since, with another key or after it was dropped"
    )
    assert query(warehouse, "select distinct build from fct_a").rows == [(2,)]
    assert states(warehouse) == [(2, "fresh")]


def test_publishes_lists_what_happened(warehouse: Warehouse, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    assert "Nothing was published yet" in lumbung("publishes").stdout
    assert lumbung("publishes", "--json").stdout == "[]\n"
    for number in (1, 2):
        night(warehouse, number)
    failed = build(warehouse, 3)
    with warehouse.connect("dbt") as connection:
        give_up(connection, failed, "a test failed\nof fct_a")
    lumbung("rollback", 1)
    found = listed()
    assert {n: (one["state"], one["in_view"], one["kept"], one["marts"]) for n, one in found.items()} == {
        1: ("published", True, True, 4),
        2: ("published", False, True, 4),
        3: ("failed", False, False, None),
    }
    assert [one["instead_of"] for one in found[1]["rollbacks"]] == [2]  # type: ignore[attr-defined]
    assert found[3]["published_at"] is None
    assert found[3]["detail"] == "a test failed\nof fct_a"
    table = lumbung("publishes").stdout
    assert "in view since the rollback of" in table
    assert "a test failed\\nof fct_a" in table


@pytest.mark.parametrize("command", ["publishes", "rollback"])
def test_help_has_an_example(command: str) -> None:
    told = lumbung(command, "--help").stdout
    assert f"Example: lumbung {command} " in told
    if command == "rollback":
        assert "It holds while nothing changes" in " ".join(told.split())


def test_a_warehouse_of_an_older_version_says_what_to_do(warehouse: Warehouse) -> None:
    with warehouse.connect("admin") as connection:
        connection.execute(
            "drop view ops.marts_state; drop table ops.in_view, ops.rollbacks, ops.mart_tables, ops.mart_changes"
        )
    for command in (["publishes"], ["rollback", 1]):
        assert "lumbung database prepare" in refused(*command)
