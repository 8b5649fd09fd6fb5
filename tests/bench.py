"""How fast workbooks and pages are read, beside the limit of this machine: `make bench`.

Enters: nothing; it makes a workbook in SIPD's layout and starts a Postgres of its own in a temporary folder. Leaves:
lines on the screen. Product and limit take turns in one run and the best turn of each counts, because a bare number
of rows a second says more about the machine than about the code.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable, Iterator
from itertools import cycle, islice
from pathlib import Path
from tempfile import TemporaryDirectory

import psycopg
from psycopg import sql
from python_calamine import CalamineWorkbook
from trafilatura import extract

from lumbung.landing.archive import Archive
from lumbung.landing.ledger import Connection, Received, batches, register
from lumbung.news.article import decode
from lumbung.news.pages import parse_page
from lumbung.runtime.settings import Settings
from lumbung.runtime.warehouse import open_warehouse
from lumbung.samples import lra
from lumbung.samples.xlsx import Row, Sheet, workbook_bytes
from lumbung.sources.catalogue import SHIPPED_CATALOGUE, load_catalogue
from lumbung.sources.model import SourceSpec
from lumbung.staging.load import load_batch

TURNS = 3
PAGES_A_TURN = 200
FILE_NAME = "lra_januari.xlsx"
HEADING_ROWS = 9
ACCOUNTS = (
    "5.1.02.01.001.00024",
    "5.1.02.01.001.00026",
    "5.1.02.01.001.00052",
    "5.1.02.02.001.00013",
    "5.1.02.04.001.00003",
    "5.2.02.10.001.00002",
)


def main() -> None:
    options = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__.splitlines()[0])
    options.add_argument("--rows", type=int, default=20_000, help="rows of the workbook's table (default 20000)")
    rows = options.parse_args().rows
    if rows < 1:
        options.error("--rows must be 1 or more")
    catalogue = load_catalogue([SHIPPED_CATALOGUE])
    with TemporaryDirectory(prefix="lumbung-bench-") as folder:
        workbook_speed(Path(folder), catalogue["sipd__lra"], rows)
    page_speed([spec for spec in catalogue.values() if spec.crawl is not None])


def workbook_speed(folder: Path, spec: SourceSpec, rows: int) -> None:
    """Print rows/s of the sheet: load_batch, and a bare read and COPY of the same cells."""
    book, leaves = lra_workbook(rows)
    source = folder / FILE_NAME
    source.write_bytes(book)
    archive = Archive(folder / "archive")
    sha256 = archive.store(source)
    received = Received(spec.id, FILE_NAME, FILE_NAME, sha256, len(book), is_sample=True)
    path = archive.path(sha256)
    table_rows = len(raw_cells(path)) - HEADING_ROWS
    say(f"workbook: {table_rows} table rows, {leaves} of them budget lines, {len(book) / 1e6:.1f} MB")
    with open_warehouse(Settings(home=folder / "home", warehouse_url=None, postgres_port=None)) as warehouse:
        warehouse.prepare(airflow=False)
        with warehouse.connect("loader", autocommit=True) as loader, warehouse.connect("admin") as owner:
            # Each turn loads a batch of its own: replacing the rows of an earlier turn would be another thing measured.
            turns = iter(
                register(loader, received, dataset=spec.dataset, parser_version=f"bench-{turn}")
                for turn in range(TURNS)
            )

            def product() -> None:
                [batch] = batches(loader, ids=[next(turns)])
                assert load_batch(loader, batch, spec, path) == "staged", f"batch {batch.batch_id} was rejected"

            make_cell_table(owner, len(raw_cells(path)[0]))
            taken = best_of_turns([product, lambda: copy_cells(owner, path)])
            staged = loader.execute("select distinct rows_staged from landing.batches").fetchall()
            assert staged == [(leaves,)], f"staged {staged}, not {leaves}"
    report(
        "table rows",
        table_rows,
        ("load_batch, archive file to committed staging rows", taken[0]),
        ("limit: calamine read and COPY of all cells as text, unlogged", taken[1]),
    )


def page_speed(specs: list[SourceSpec]) -> None:
    """Print articles/s: parse_page (text, date, figures), and trafilatura's extraction of the text alone."""
    pages = [
        (path.read_bytes(), f"{spec.crawl.site}/{path.relative_to(folder).as_posix()}", spec)
        for spec in specs
        if spec.crawl is not None and (folder := spec.sample_folder()) is not None
        for path in sorted(folder.rglob("20*/**/*.html"))
    ]
    assert pages, "no sample page was found"
    turn = list(islice(cycle(pages), PAGES_A_TURN))
    texts = [decode(raw) for raw, _, _ in turn]

    def product() -> None:
        for raw, url, spec in turn:
            parse_page(raw, url, spec)

    def limit() -> None:
        for text in texts:
            extract(text)

    say(f"\nnews: {len(pages)} sample articles, {len(turn)} readings a turn")
    parse_page(*pages[0])  # loads the list of regions, once a process
    taken = best_of_turns([product, limit])
    report(
        "articles",
        len(turn),
        ("parse_page: text, date, figures", taken[0]),
        ("limit: trafilatura.extract alone", taken[1]),
    )


def best_of_turns(contestants: list[Callable[[], None]]) -> list[float]:
    """Seconds of the best turn of each; they take turns, so that a busy moment of the machine hits all."""
    best = [float("inf")] * len(contestants)
    for _ in range(TURNS):
        for nth, contestant in enumerate(contestants):
            began = time.perf_counter()
            contestant()
            best[nth] = min(best[nth], time.perf_counter() - began)
    return best


def report(noun: str, count: int, product: tuple[str, float], limit: tuple[str, float]) -> None:
    for what, seconds in (product, limit):
        say(f"  {count / seconds:>9,.0f} {noun}/s  {seconds:6.2f} s  {what}")
    say(f"  ratio {product[1] / limit[1]:.2f}: the product takes that many times as long (best of {TURNS} each)")


def say(line: str) -> None:
    print(line, flush=True)


def raw_cells(path: Path) -> list[list[object]]:
    rows: list[list[object]] = (
        CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python(skip_empty_area=False)
    )
    return rows


def make_cell_table(connection: Connection, width: int) -> None:
    columns = sql.SQL(", ").join(sql.SQL("{} text").format(sql.Identifier(f"c{nth}")) for nth in range(width))
    connection.execute(sql.SQL("create unlogged table public.bench_cells ({})").format(columns))
    connection.commit()


def copy_cells(connection: psycopg.Connection[tuple[object, ...]], path: Path) -> None:
    with connection.cursor() as cursor, cursor.copy("copy public.bench_cells from stdin") as copy:
        for row in raw_cells(path):
            copy.write_row([str(cell) for cell in row])
    connection.commit()


def lra_workbook(rows: int) -> tuple[bytes, int]:
    """An LRA of invented offices under the sample's own heading, of at least `rows` table rows, and its leaves."""
    sums: dict[tuple[str | None, ...], list[int]] = {}
    leaves = 0
    for function, agency, sub_activity, account in lines():
        if len(sums) + 1 >= rows:  # `Jumlah` is a row too
            break
        budget = 1_000_000 + leaves * 1_000
        amounts = [budget, leaves % 7 * 25_000, 0, 0]
        if account.startswith("5.2."):
            amounts = amounts[2:] + amounts[:2]
        for level in levels(function, agency, sub_activity, account):
            known = sums.setdefault(level, [0] * 4)
            sums[level] = [a + b for a, b in zip(known, amounts, strict=True)]
        leaves += 1
    table: list[Row] = [
        [*level, f"Uraian {next(code for code in reversed(level) if code)}", *cells(amounts)]
        for level, amounts in sums.items()
    ]
    roots = [amounts for level, amounts in sums.items() if level[1:] == (None,) * 3 and "." not in str(level[0])]
    total = [sum(column) for column in zip(*roots, strict=True)]
    [sample] = lra.sheets("januari")
    heading = list(sample.rows[:HEADING_ROWS])
    return workbook_bytes(
        [Sheet(sample.title, [*heading, *table, [None] * 4 + ["Jumlah", *cells(total)]], sample.merges)]
    ), leaves


def lines() -> Iterator[tuple[str, str, str, str]]:
    """Function, agency, sub-activity and account of every leaf: one office a function, 288 leaves an office."""
    for office in range(10_000):
        function = f"{1 + office // 90}.{1 + office % 90:02}"
        for program in range(1, 9):
            for activity in (1, 2):
                for sub_activity in (1, 2, 3):
                    code = f"{function}.{program:02}.2.{activity:02}.{sub_activity:04}"
                    for account in ACCOUNTS:
                        yield function, f"{function}.0.00.0.00.01.0000", code, account


def levels(function: str, agency: str, sub_activity: str, account: str) -> Iterator[tuple[str | None, ...]]:
    """Codes (columns A to D) of the rows that a leaf counts into, itself last."""
    yield function.split(".")[0], None, None, None
    yield function, None, None, None
    yield function, agency, None, None
    for parts in (3, 5, 6):
        yield function, agency, ".".join(sub_activity.split(".")[:parts]), None
    for parts in (3, 4, 5, 6):
        yield function, agency, sub_activity, ".".join(account.split(".")[:parts])


def cells(amounts: list[int]) -> list[str | int | float | None]:
    """Amounts of the eight columns; SIPD writes a zero as text."""
    return [amount or "0,00" for amount in [*amounts, 0, 0, 0, 0]]


if __name__ == "__main__":
    main()
