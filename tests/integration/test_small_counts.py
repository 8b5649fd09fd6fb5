"""Small counts of persons: what the marts show of random tables never tells one, whatever is subtracted from what.

Hundreds of small reports with known counts are built into marts; then a reader who sees all of them, and knows that a
count which is withheld is at least 1, looks for those that only one number fits.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import psycopg
import pytest

from lumbung.marts.read import query
from lumbung.reference.load import load_reference
from lumbung.runtime.settings import settings
from lumbung.runtime.warehouse import Warehouse
from tests import night
from tests.staged_cells import put_cells

REPORTS = ((date(2024, 1, 1), date(2024, 6, 30)), (date(2024, 7, 1), date(2024, 12, 31)))
COUNTS = (None, 0, 0, 1, 1, 1, 2, 3, 4, 4, 5, 6, 7, 9, 12, 40)
SIDES = ("reached", "target")


@dataclass(frozen=True)
class Line:
    """One line of a report. `row_no` is its name; `parts` the lines that it is the sum of."""

    row_no: int
    region: str
    agency: str
    program: str
    activity: str
    report: tuple[date, date]
    reached: int | None
    target: int | None
    parts: tuple[int, ...] = ()


class Reports:
    """Lines of many cities, made up by chance; cities do not meet in any sum."""

    def __init__(self, seed: int, districts_of: Mapping[str, list[str]]) -> None:
        self.chance = random.Random(seed)  # noqa: S311 - made-up figures, no secret
        self.lines: list[Line] = []
        for city, districts in districts_of.items():
            if self.chance.random() < 0.3:
                self._districts(city, districts)
            else:
                self._programs(city)

    def _line(self, region: str, agency: str, program: str, activity: str, report: tuple[date, date]) -> Line:
        return Line(
            len(self.lines) + 1,
            region,
            agency,
            program,
            activity,
            report,
            self.chance.choice(COUNTS),
            self.chance.choice(COUNTS),
        )

    def _programs(self, city: str) -> None:
        for agency in range(self.chance.randint(1, 2)):
            for program in range(self.chance.randint(1, 2)):
                for report in REPORTS[: self.chance.randint(1, 2)]:
                    for activity in range(self.chance.randint(1, 4)):
                        name = f"Program {program}"
                        self.lines.append(self._line(city, f"Dinas {agency}", name, f"Kegiatan {activity}", report))

    def _districts(self, city: str, districts: list[str]) -> None:
        """Districts, and the city's own line that is their sum, beside another line of the city."""
        parts = []
        for district in districts[: self.chance.randint(2, 3)]:
            part = self._line(district, "Dinas 0", "Program 0", "Kegiatan 0", REPORTS[0])
            parts.append(part)
            self.lines.append(part)
        sums = {side: sum(getattr(part, side) or 0 for part in parts) for side in SIDES}
        rows = tuple(part.row_no for part in parts)
        whole = Line(len(self.lines) + 1, city, "Dinas 0", "Program 0", "Kegiatan 0", REPORTS[0], **sums, parts=rows)
        self.lines.append(whole)
        self.lines.append(self._line(city, "Dinas 0", "Program 0", "Kegiatan 1", REPORTS[0]))


# Official sums are made for regions that somebody makes a claim about: an article that speaks of all of them.
CLAIMS = """
    with file as (
        insert into landing.files (sha256, source_id, origin, file_name, bytes)
        values (repeat('c', 64), 'made__news', 'https://berita.example/1', '1', 1) returning file_id
    ), batch as (
        insert into landing.batches (file_id, source_id, dataset, parser_version, status)
        select file_id, 'made__news', 'news', '1', 'accepted' from file returning batch_id
    ), article as (
        insert into staging.news_article (batch_id, article_url, outlet, title, published_date, body, body_sha256)
        select batch_id, 'https://berita.example/1', 'Berita', 'Rapat', date '2025-01-15', '', repeat('b', 64)
        from batch returning batch_id, article_url
    )
    insert into staging.news_figure (batch_id, figure_no, article_url, sentence_no, quote, sentence, start_offset,
        end_offset, value, unit, role, qualifier, region_code, period_start, period_end, confidence, source_ref)
    select batch_id, no, article_url, no, '110 orang', '', 0, 9, 110, 'orang', 'penerima', 'exact', region_code,
        date '2024-01-01', date '2024-12-31', 0.9, article_url || '#s' || no
    from article cross join unnest(%s::text[]) with ordinality region (region_code, no)
"""


def stage(db: psycopg.Connection[Any], reports: Reports) -> None:
    db.execute(CLAIMS, [sorted({line.region for line in reports.lines})])
    made = db.execute(
        """with f as (insert into landing.files (sha256, source_id, origin, file_name, bytes)
                      values (repeat('a', 64), 'made__up', 'x', 'capaian.xlsx', 1) returning file_id)
           insert into landing.batches
               (file_id, source_id, dataset, parser_version, status, rows_in, rows_staged, judged_at)
           select file_id, 'made__up', 'program_reach', '1', 'accepted', %s, %s, now() from f returning batch_id""",
        [len(reports.lines), len(reports.lines)],
    ).fetchone()
    assert made is not None
    cells = put_cells(db, made[0], {"reached_count": "A1"})
    with db.cursor() as cursor:
        cursor.executemany(
            """insert into staging.program_reach
               (batch_id, sheet, row_no, column_no, region_code, agency_name, program_name, activity_name, measure,
                beneficiary_unit, period_start, period_end, target_count, reached_count, source_ref, cell_map)
               values (%s, 'S', %s, 1, %s, %s, %s, %s, 'recipient', 'orang', %s, %s, %s, %s, %s, %s)""",
            [
                (
                    made[0],
                    line.row_no,
                    line.region,
                    line.agency,
                    line.program,
                    line.activity,
                    *line.report,
                    line.target,
                    line.reached,
                    f"capaian.xlsx#S!A{line.row_no}",
                    cells,
                )
                for line in reports.lines
            ],
        )


# A sum that somebody sees: lines and their sum.
Sum = tuple[frozenset[int], int]


class Reader:
    """Who sees some lines and some sums of them, and asks what the others can be. Lines that are sums of others are
    read as such."""

    def __init__(self, lines: Mapping[int, Line], shown: Mapping[int, int], hidden: set[int], sums: Iterable[Sum]):
        self.sums: list[tuple[list[int], int]] = []
        known = [*sums, *((frozenset({row}), value) for row, value in shown.items() if lines[row].parts)]
        for rows, total in known:
            left, unknown = total, []
            for row in rows:
                for part in self._parts(lines, row) if row not in shown or len(rows) == 1 else (row,):
                    if part in hidden and part not in shown:
                        unknown.append(part)
                    else:
                        left -= shown.get(part, 0)
            if unknown:
                self.sums.append((sorted(unknown), left))
        self.of = defaultdict(list)
        for number, (unknown, _) in enumerate(self.sums):
            for row in unknown:
                self.of[row].append(number)

    @staticmethod
    def _parts(lines: Mapping[int, Line], row: int) -> tuple[int, ...]:
        return lines[row].parts or (row,)

    def can_be(self, row: int, value: int) -> bool:
        """Whether some numbers, each at least 1, fit every sum with this line being `value`."""
        together, reached = [row], {row}
        for one in together:
            for number in self.of[one]:
                for other in self.sums[number][0]:
                    if other not in reached:
                        reached.add(other)
                        together.append(other)
        return self._fits({row: value}, together[1:])

    def _fits(self, chosen: dict[int, int], open_rows: list[int]) -> bool:
        most = 10**6
        for row in open_rows[:1]:
            for number in self.of[row]:
                unknown, total = self.sums[number]
                taken = sum(chosen.get(other, 1) for other in unknown if other != row)
                most = min(most, total - taken)
        for number in {number for row in chosen for number in self.of[row]}:
            unknown, total = self.sums[number]
            taken = [chosen.get(other, 1) for other in unknown]
            whole = all(other in chosen for other in unknown)
            if sum(taken) > total or (whole and sum(taken) != total):
                return False
        if not open_rows:
            return True
        row, rest = open_rows[0], open_rows[1:]
        return any(self._fits({**chosen, row: value}, rest) for value in range(1, most + 1))


def test_the_reader_finds_what_can_be_derived() -> None:
    lines = {row: Line(row, "15.71", "a", "p", "k", REPORTS[0], None, None) for row in (1, 2, 3)}
    lines[4] = Line(4, "15.71", "a", "p", "k", REPORTS[0], None, None, parts=(1, 2))
    every = frozenset({1, 2, 3})

    def can_be(row: int, shown: dict[int, int], sums: list[Sum]) -> list[int]:
        reader = Reader(lines, shown, set(lines) - set(shown), sums)
        return [value for value in range(1, 6) if reader.can_be(row, value)]

    assert can_be(1, {2: 7, 3: 9}, [(every, 18)]) == [2]
    assert can_be(1, {3: 9}, [(every, 13)]) == [1, 2, 3]
    assert can_be(1, {3: 9}, [(every, 11)]) == [1]  # 1 and 1
    assert can_be(1, {3: 9}, [(every, 13), (frozenset({2, 3}), 12)]) == [1]
    assert can_be(1, {2: 7, 4: 10}, []) == [3]
    assert can_be(1, {2: 7}, [(frozenset({3, 4}), 14)]) == [1, 2, 3, 4, 5]
    assert can_be(1, {2: 7, 3: 4}, [(frozenset({3, 4}), 14)]) == [3]
    assert can_be(1, {2: 7}, []) == [1, 2, 3, 4, 5]


def official_sums(warehouse: Warehouse, lines: Iterable[Line], side: str) -> list[Sum]:
    """The sums that claims of the press are held against, with the lines of each."""
    groups: dict[tuple[str, str, str], set[int]] = defaultdict(set)
    for line in lines:
        if getattr(line, side) is not None:
            groups["program", line.region, line.program.lower()].add(line.row_no)
            groups["days", line.region, f"{line.report[0]} {line.report[1]}"].add(line.row_no)
            groups["region", line.region, ""].add(line.row_no)
    with warehouse.connect("dbt") as connection:
        found = connection.execute(
            """select level, region_code,
                      case level when 'program' then name_words when 'days' then period_start || ' ' || period_end
                                 else '' end,
                      line_count, value
               from prep.int_official_figure
               where mart = 'fct_program_reach' and side = %s and level <> 'line'""",
            [side],
        ).fetchall()
    sums = []
    for level, region, name, line_count, value in found:
        rows = groups[str(level), str(region), str(name)]
        assert len(rows) == line_count
        sums.append((frozenset(rows), int(str(value).partition(".")[0])))
    return sums


def metric_sums(warehouse: Warehouse, lines: Iterable[Line]) -> dict[frozenset[int], tuple[int | None, object]]:
    """Lines -> the sum that rpt_metric shows of them (or None), and the share of target."""
    groups: dict[tuple[object, ...], set[int]] = defaultdict(set)
    for line in lines:
        groups[line.region, line.agency, line.program, *line.report].add(line.row_no)
    found: dict[str, dict[tuple[object, ...], object]] = {"reached_count": {}, "reach_pct": {}}
    for metric, *key, value in query(
        warehouse,
        """select metric_id, region_code, agency_name, program_name, period_start, period_end, value from rpt_metric
           where metric_id in ('reached_count', 'reach_pct')""",
    ).rows:
        found[str(metric)][tuple(key)] = value
    assert set(found["reached_count"]) == set(groups)
    told = {}
    for key, rows in groups.items():
        value = found["reached_count"][key]
        told[frozenset(rows)] = (None if value is None else int(str(value).partition(".")[0]), found["reach_pct"][key])
    return told


@pytest.fixture
def reports(warehouse: Warehouse) -> Reports:
    with psycopg.connect(warehouse.url("admin"), autocommit=True) as db:
        load_reference(db)
        districts_of: dict[str, list[str]] = defaultdict(list)
        for city, district in db.execute(
            "select parent_code, region_code from staging.ref_region where level = 'district' order by 1, 2"
        ).fetchall():
            districts_of[city].append(district)
        made = Reports(2024, dict(list(districts_of.items())[:180]))
        stage(db, made)
    settings().home.mkdir()  # a night that lands files makes it
    assert night.build(warehouse) is not None
    return made


def test_no_small_count_can_be_derived_from_what_is_shown(warehouse: Warehouse, reports: Reports) -> None:
    lines = {line.row_no: line for line in reports.lines}
    rows = query(
        warehouse, "select source_ref, reached_count, target_count, reach_pct, is_suppressed from fct_program_reach"
    ).rows
    assert len(rows) == len(lines)
    shown: dict[str, dict[int, int]] = {side: {} for side in SIDES}
    for ref, reached, target, pct, is_suppressed in rows:
        line = lines[int(str(ref).rpartition("!A")[2])]
        withheld = False
        for side, value in zip(SIDES, (reached, target), strict=True):
            true = getattr(line, side)
            if value is not None:
                assert int(str(value).partition(".")[0]) == true
                shown[side][line.row_no] = true
            assert not (true and 0 < true < 5 and value is not None), line
            assert not (true == 0 and value is None), line
            withheld |= true is not None and value is None
        assert is_suppressed is withheld, line
        assert not (withheld and pct is not None), line

    metrics = metric_sums(warehouse, reports.lines)
    assert not [rows for rows, (value, pct) in metrics.items() if value is None and pct is not None]
    told_with_hidden = 0
    naive_finds = 0
    for side in SIDES:
        hidden = {row for row, line in lines.items() if getattr(line, side) is not None and row not in shown[side]}
        small = [row for row in sorted(hidden) if getattr(lines[row], side) < 5]
        assert len(small) > 100
        sums = official_sums(warehouse, reports.lines, side)
        if side == "reached":
            sums += [(rows, value) for rows, (value, _) in metrics.items() if value is not None]
        assert len(sums) > 100
        for rows_of_sum, value in sums:
            assert value == sum(getattr(lines[row], side) or 0 for row in rows_of_sum)
        told_with_hidden += sum(1 for rows_of_sum, _ in sums if rows_of_sum & hidden)
        reader = Reader(lines, shown[side], hidden, sums)
        derived = [
            (lines[row], [v for v in range(1, 5) if reader.can_be(row, v)])
            for row in small
            if not all(reader.can_be(row, v) for v in range(1, 5))
        ]
        assert derived == []

        # The same reader, had only the small counts been withheld and every sum been told.
        only_small = {
            row: getattr(line, side)
            for row, line in lines.items()
            if getattr(line, side) is not None and (getattr(line, side) == 0 or getattr(line, side) > 4)
        }
        every = [(rows, sum(getattr(lines[row], side) or 0 for row in rows)) for rows in metrics]
        naive = Reader(lines, only_small, set(small), every)
        naive_finds += sum(1 for row in small if sum(naive.can_be(row, v) for v in range(1, 5)) == 1)
    assert naive_finds > 50
    assert told_with_hidden > 50, "sums that tell no hidden count are to be shown"
