"""Every figure leads to its cell and every cell to its figure: asked of 200 of each, against the archived bytes.

The files are read here without the product's parser.
"""

from __future__ import annotations

import random
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import cached_property, partial

import lxml.html
import pytest
from openpyxl.utils import coordinate_to_tuple

from lumbung import steps
from lumbung.landing.archive import Archive
from lumbung.marts.read import trace
from lumbung.runtime.settings import Settings, settings
from lumbung.runtime.warehouse import Warehouse, open_warehouse
from tests import night
from tests.conftest import PROJECT, warehouse_of_its_own
from tests.night import Nights
from tests.printed_cells import SCALES, Printed, numbers

ASKED = 200

# Figures that one cell prints: mart, measure, column of its address, and where it is printed so.
SINGLE = [
    ("fct_budget_realisation", "budget_idr", "budget_source_ref", "true"),
    ("fct_budget_realisation", "realised_in_month_idr", "source_ref", "realised_in_month_basis = 'reported'"),
    ("fct_budget_realisation", "realised_to_date_idr", "source_ref", "realised_to_date_basis = 'reported'"),
    ("fct_budget_posture", "budget_idr", "budget_source_ref", "true"),
    ("fct_budget_posture", "realised_to_date_idr", "source_ref", "true"),
    ("fct_program_reach", "target_count", "target_source_ref", "true"),
    ("fct_program_reach", "reached_count", "source_ref", "true"),
    ("fct_poverty_indicator", "value", "source_ref", "true"),
]
# Marts with figures that are made of several, and their keys.
MADE = {
    "fct_budget_realisation": "budget_key",
    "rpt_metric": "metric_key",
    "rpt_region_scorecard": "scorecard_key",
    "rpt_figure_reconciliation": "pair_key",
    "rpt_restatement": "restatement_key",
}
# DJPK's exports of 2021 name no scale; the portal shows miliar.
UNSAID_SCALE = {"djpk__posture": 10**9}


@dataclass
class Place:
    """A warehouse with its archive."""

    warehouse: Warehouse
    archive: Archive

    def rows(self, text: str, *parameters: object) -> list[tuple[object, ...]]:
        with self.warehouse.connect("admin") as connection:
            connection.execute("set search_path = marts")
            return connection.execute(text.encode(), parameters).fetchall()

    @cached_property
    def files(self) -> dict[int, tuple[str, str, str]]:
        """Batch -> sha256, file name and source."""
        found = self.rows(
            """
            select b.batch_id, f.sha256, f.file_name, f.source_id
            from landing.batches b join landing.files f using (file_id)
            """
        )
        return {int(str(batch)): (str(sha), str(name), str(source)) for batch, sha, name, source in found}

    @cached_property
    def _read(self) -> dict[str, Printed]:
        return {}

    def printed(self, batch_id: int) -> Printed:
        sha256 = self.files[batch_id][0]
        if sha256 not in self._read:
            self._read[sha256] = Printed(self.archive.read(sha256))
        return self._read[sha256]

    def means(self, batch_id: int, ref: str) -> set[Decimal]:
        """What the figure at an address may mean."""
        _, name, source = self.files[batch_id]
        where, _, place = ref.rpartition("#")
        if re.fullmatch(r"s\d+", place):
            return self._said(batch_id)
        assert where == name
        sheet, _, address = place.rpartition("!")
        found = self.printed(batch_id).may_mean(sheet, address)
        assert found, f"{ref} prints no number"
        return {number * scale for number in found for scale in (1, UNSAID_SCALE.get(source, 1))}

    def text(self, batch_id: int) -> str:
        """The words of an archived page, with single spaces."""
        page = self.archive.read(self.files[batch_id][0]).decode("utf-8")
        return " ".join(lxml.html.fromstring(page).text_content().split())

    def _said(self, batch_id: int) -> set[Decimal]:
        """All numbers that a page says, with the word of scale behind them."""
        text = self.text(batch_id)
        said: set[Decimal] = set()
        for match in re.finditer(r"\d[\d.,]*", text):
            word = re.match(r"\s*([A-Za-z]+)", text[match.end() :])
            scale = SCALES.get(word[1].lower(), 1) if word else 1
            said |= {number * scale for number in numbers(match[0])}
        return said


@pytest.fixture(scope="module")
def samples(nights: Nights) -> Iterator[Place]:
    """The shipped samples, after two nights of `lumbung run`."""
    here = Settings(home=nights.home)
    with open_warehouse(here) as warehouse:
        yield Place(warehouse, Archive(here.archive, partial(here.key, "archive")))


@pytest.fixture(scope="module")
def real(server: Warehouse, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    """Real files, a folder of each family, where they are."""
    from tests.conftest import SHARED

    if not SHARED.is_dir():
        pytest.skip("the real agency files and articles (../shared/data) are not here")
    place = tmp_path_factory.mktemp("real")
    with warehouse_of_its_own(server, place / "home") as warehouse, pytest.MonkeyPatch.context() as patch:
        patch.setenv("LUMBUNG_DATA_ROOT", str(SHARED / "sheets"))
        night.land({"catalogue": [str(PROJECT / "docs/catalogue-real")]})
        assert night.build(warehouse) is not None
        yield Place(warehouse, steps._archive(settings()))


def spread(seed: int, groups: dict[object, list[tuple[object, ...]]]) -> list[tuple[object, ...]]:
    """200 of all groups, none of which is passed over for being small."""
    chance = random.Random(seed)  # noqa: S311 - the same figures each time
    for rows in groups.values():
        rows.sort(key=repr)
        chance.shuffle(rows)
    left = [rows for rows in groups.values() if rows]
    chosen: list[tuple[object, ...]] = []
    while left and len(chosen) < ASKED:
        chosen += [rows.pop() for rows in left]
        left = [rows for rows in left if rows]
    assert len(chosen) >= ASKED
    return chosen[:ASKED]


def check_single(place: Place, seed: int) -> set[object]:
    """200 figures of facts, each in its cell or its sentence; gives the marts that were asked."""
    groups: dict[object, list[tuple[object, ...]]] = {}
    for mart, measure, ref, where in SINGLE:
        groups[mart, measure] = [
            (mart, *row)
            for row in place.rows(
                f"select {measure}, null, batch_id, {ref} from {mart} "
                f"where {measure} is not null and {ref} is not null and {where}"
            )
        ]
    groups["news"] = [
        ("fct_news_figure", *row)
        for row in place.rows("select value, quote, batch_id, source_ref from fct_news_figure where value is not null")
    ]
    asked = spread(seed, groups)
    for mart, value, quote, batch_id, ref in asked:
        if quote is not None:
            assert str(quote) in place.text(int(str(batch_id))), f"{ref} does not say {quote!r}"
        if quote is None or numbers(str(quote)):  # some are said in words
            assert value in place.means(int(str(batch_id)), str(ref)), f"{mart}: {ref} does not say {value}"
    return {mart for mart, *_ in asked}


def check_made(place: Place, seed: int) -> set[object]:
    """200 numbers of reports, each made of the cells that the bridge lists; gives the marts that were asked."""
    groups: dict[object, list[tuple[object, ...]]] = {}
    listed = set(place.rows("select distinct report, measure, row_key from bridge_report_source"))
    for report, measure in sorted({(str(report), str(measure)) for report, measure, _ in listed}):
        groups[report, measure] = [
            (report, measure, *row)
            for row in place.rows(f"select {MADE[report]}, {measure} from {report} where {measure} is not null")
            # Most figures of a fact are printed, and where there is no news there is nothing to list.
            if (report, measure, row[0]) in listed or (report.startswith("rpt_") and row[1] != 0)
        ]
    asked = spread(seed, groups)
    for report, measure, row_key, value in asked:
        parts: dict[str, Decimal] = defaultdict(Decimal)
        figures = place.rows(
            """
            select part, value, fact_mart, batch_id, source_ref from bridge_report_source
            where report = %s and measure = %s and row_key = %s
            """,
            report,
            measure,
            row_key,
        )
        assert figures, (report, measure, row_key)
        for part, amount, fact, batch_id, ref in figures:
            parts[str(part)] += Decimal(str(amount))
            if fact != "fct_news_figure":  # what sentences say is asked above
                means = place.means(int(str(batch_id)), str(ref))
                assert {amount, -Decimal(str(amount))} & means, f"{report}: {ref} does not say {amount}"
        if "whole" in parts:
            share = (parts["part"] * 100 / parts["whole"]).quantize(Decimal("0.01"), ROUND_HALF_UP)
            assert share == value, (report, measure, row_key)
        else:
            assert parts["figure"] == value, (report, measure, row_key)
    return {report for report, *_ in asked}


def test_figures_of_the_samples_stand_in_their_cells(samples: Place) -> None:
    assert len(check_single(samples, 5)) == 5


def test_numbers_of_reports_are_made_of_their_cells(samples: Place) -> None:
    assert len(check_made(samples, 6)) == len(MADE)


def test_a_trace_of_a_position_names_the_cell_of_each_month_that_it_is_made_of(samples: Place) -> None:
    positions = samples.rows(
        """
        select budget_key, period_month, source_ref from fct_budget_realisation
        where realised_to_date_basis = 'derived' and period_month > 1 order by budget_key
        """
    )
    assert positions
    for key, month, own in positions[:: len(positions) // 10 + 1]:
        cells = [
            a.source_ref
            for a in trace(samples.warehouse, "fct_budget_realisation", f"budget_key = '{key}'")
            if a.measure == "realised_to_date_idr"
        ]
        assert own in cells
        assert 1 < len(cells) <= int(str(month))
        assert len(set(cells)) == len(cells)


@pytest.mark.slow
def test_figures_of_real_files_stand_in_their_cells(real: Place) -> None:
    assert len(check_single(real, 7)) >= 3


@pytest.mark.slow
def test_numbers_of_reports_on_real_files_are_made_of_their_cells(real: Place) -> None:
    assert len(check_made(real, 8)) >= 3


def test_cells_of_the_samples_are_in_a_mart_or_known_as_something_else(samples: Place) -> None:
    """Numeric cells in the columns and rows that are loaded, 200 of them."""
    known: set[tuple[int, str]] = set()
    for mart, _, ref, _ in SINGLE:
        known |= {
            (int(str(batch)), str(address).rpartition("#")[2])
            for batch, address in samples.rows(f"select batch_id, {ref} from {mart} where {ref} is not null")
        }
    assert known
    totals = {
        (int(str(b)), f"{sheet}!{cell}")
        for b, sheet, cell in samples.rows("select batch_id, sheet, cell from staging.control_total")
    }
    refused = {
        (int(str(b)), str(sheet), row)
        for b, sheet, row in samples.rows("select batch_id, sheet, row_no from ops.quarantine")
    }
    # Of two files that state one figure the other one's stands in the mart; rpt_restatement lists where they differ.
    restated = {
        (int(str(b)), str(ref).rpartition("#")[2])
        for b, ref in samples.rows("select batch_id, source_ref from staging.poverty_indicator")
    }
    listed = {
        (int(str(b)), str(ref).rpartition("#")[2])
        for b, ref in samples.rows("select older_batch_id, older_source_ref from rpt_restatement")
    }
    assert listed
    assert listed <= restated - known
    cells = sorted(loaded_range(samples, known))
    assert len(cells) > 5 * ASKED
    found: dict[str, int] = defaultdict(int)
    chance = random.Random(9)  # noqa: S311 - the same cells each time
    for batch_id, sheet, address in chance.sample(cells, ASKED):
        row, _ = coordinate_to_tuple(address)
        if (batch_id, f"{sheet}!{address}") in known:
            found["mart"] += 1
        elif (batch_id, f"{sheet}!{address}") in totals:
            found["total"] += 1
        elif (batch_id, f"{sheet}!{address}") in restated:
            found["restated by another file"] += 1
        elif (batch_id, sheet, row) in refused:
            found["quarantined"] += 1
        else:
            name = samples.files[batch_id][1]
            assert adds_up(samples, known, batch_id, sheet, address), f"{name}: {sheet}!{address} is lost"
            found["sum of loaded cells"] += 1
    assert found["mart"] > ASKED // 2, dict(found)
    assert found["total"] + found["sum of loaded cells"] > 10, dict(found)


def loaded_range(place: Place, known: set[tuple[int, str]]) -> Iterator[tuple[int, str, str]]:
    """Cells between the first and the last row of a sheet that a mart has a figure of, in the same columns. Zeros are
    left out: a line of one kind of spending has them in the columns of the others.
    """
    columns: dict[tuple[int, str], dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for batch_id, at in known:
        sheet, _, address = at.rpartition("!")
        letters = re.match(r"[A-Z]+", address)
        assert letters
        columns[batch_id, sheet][letters[0]].append(coordinate_to_tuple(address)[0])
    for (batch_id, sheet), by_column in columns.items():
        rows = [row for rows in by_column.values() for row in rows]
        for letters in by_column:
            for row in range(min(rows), max(rows) + 1):
                if numbers(place.printed(batch_id).cell(sheet, f"{letters}{row}")) - {Decimal(0)}:
                    yield batch_id, sheet, f"{letters}{row}"


def adds_up(place: Place, known: set[tuple[int, str]], batch_id: int, sheet: str, address: str) -> bool:
    """Whether a cell is the sum of loaded cells that stand together below or above it in its column."""
    row, _ = coordinate_to_tuple(address)
    letters = address.rstrip("0123456789")
    printed = place.printed(batch_id)
    wanted = numbers(printed.cell(sheet, address))
    for steps_ in (range(row + 1, len(printed.rows(sheet)) + 1), range(row - 1, 0, -1)):
        sums: list[Decimal] = [Decimal(0)]
        for other in steps_:
            if (batch_id, f"{sheet}!{letters}{other}") in known:
                sums = [
                    total + number for total in sums for number in numbers(printed.cell(sheet, f"{letters}{other}"))
                ]
                sums = sums[:64]
                if wanted & set(sums):
                    return True
    return False
