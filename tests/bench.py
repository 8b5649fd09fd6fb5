"""How fast workbooks and pages are read, beside other ways and the limit of this machine: `make bench`.

Enters: nothing; it makes its workbooks and starts a Postgres of its own in a temporary folder. Leaves: lines on the
screen. What is compared takes turns in one run and the best turn of each counts, because a bare number of rows a second
says more about the machine than about the code.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from itertools import cycle, islice
from pathlib import Path
from tempfile import TemporaryDirectory

import pandas
import psutil
import sqlalchemy
from python_calamine import CalamineWorkbook
from trafilatura import extract

from lumbung.landing.archive import Archive
from lumbung.landing.ledger import Batch, Connection, Received, batches, register
from lumbung.news.article import decode, read_article
from lumbung.news.pages import parse_page
from lumbung.runtime.settings import Settings
from lumbung.runtime.warehouse import Warehouse, open_warehouse
from lumbung.samples import lra
from lumbung.samples.xlsx import Row, Sheet, workbook_bytes
from lumbung.sources.catalogue import SHIPPED_CATALOGUE, load_catalogue, load_source
from lumbung.sources.model import SourceSpec
from lumbung.staging.batches import load_batches
from lumbung.staging.load import Job
from tests.bench_publish import publish_speed
from tests.bench_workbook import BUDGET_COLUMN, FIRST_ROW, HEADER, SOURCE, budget_workbook
from tests.news_layouts import LAYOUTS, Story

TURNS = 5
TURNS_OF_RIVALS = 2
TURNS_OF_SMALL_FILES = 4
ROWS_OF_A_SMALL_FILE = 60
ROWS_OF_LRA = 20_000
PAGES_A_TURN = 200
LINES_OF_SCRIPT = 400
HEADING_ROWS = 9
CORE = 0
DLT_FORMATS = {
    "insert_values": "dlt, Arrow table, its default for Postgres",
    "csv": "dlt, Arrow table, by CSV and COPY",
    "parquet": "dlt, Arrow table, by Parquet and ADBC's COPY",
}
ACCOUNTS = (
    "5.1.02.01.001.00024",
    "5.1.02.01.001.00026",
    "5.1.02.01.001.00052",
    "5.1.02.02.001.00013",
    "5.1.02.04.001.00003",
    "5.2.02.10.001.00002",
)


Page = tuple[bytes, str, SourceSpec]  # bytes, URL, outlet


@dataclass
class Contestant:
    """One way to do the work. `turn` gives its seconds; `check`, not timed, asserts that all of the work was done."""

    name: str
    turn: Callable[[], float]
    check: Callable[[], None] = lambda: None
    turns: int = TURNS
    seconds: list[float] = field(default_factory=list)

    @property
    def best(self) -> float:
        return min(self.seconds)


@dataclass
class Bench:
    """A folder, a warehouse, an archive and a connection of the loader, for as long as the benchmark runs."""

    folder: Path
    warehouse: Warehouse
    archive: Archive
    loader: Connection
    versions: int = 0

    def job(self, spec: SourceSpec) -> Job:
        return Job(self.warehouse.url("loader"), {spec.id: spec}, self.archive)

    def receive(self, spec: SourceSpec, name: str, book: bytes) -> Received:
        """Put a workbook into the archive."""
        source = self.folder / name
        source.write_bytes(book)
        return Received(spec.id, name, name, self.archive.store(source), len(book), is_sample=True)

    def register(self, spec: SourceSpec, files: Sequence[Received]) -> list[Batch]:
        """Batches of files that are not loaded yet. To replace the rows of an earlier turn would be other work."""
        self.versions += 1
        version = f"bench-{self.versions}"
        ids = [register(self.loader, file, dataset=spec.dataset, parser_version=version) for file in files]
        return batches(self.loader, ids=ids)

    def expect(self, rows: int, total: int, table: str, amount: str, where: str = "true") -> None:
        """Assert how many rows are in a table, and the sum of an amount."""
        query = f"select count(*), sum(cast({amount} as numeric)) from {table} where {where}"
        with self.warehouse.connect("admin") as owner:
            found = owner.execute(query).fetchone()
        assert found == (rows, total), f"{table}: {found}, not {(rows, total)}"


def main() -> None:
    options = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__.splitlines()[0])
    options.add_argument("--rows", type=int, default=100_000, help="rows of the large workbook (default 100000)")
    options.add_argument("--files", type=int, default=1_000, help="how many small workbooks (default 1000)")
    options.add_argument("--rivals", type=Path, help="a Python with the packages of bench.lock, to measure dlt")
    chosen = options.parse_args()
    if chosen.rows < 1 or chosen.files < 1:
        options.error("--rows and --files must be 1 or more")
    catalogue = load_catalogue([SHIPPED_CATALOGUE])
    with TemporaryDirectory(prefix="lumbung-bench-") as place, ExitStack() as stack:
        folder = Path(place)
        (folder / "bench.yaml").write_text(SOURCE, encoding="utf-8")
        plain = load_source(folder / "bench.yaml")
        settings = Settings(home=folder / "home", warehouse_url=None, postgres_port=None)
        warehouse = stack.enter_context(open_warehouse(settings))
        warehouse.prepare(airflow=False)
        loader = stack.enter_context(warehouse.connect("loader", autocommit=True))
        bench = Bench(folder, warehouse, Archive(folder / "archive"), loader)
        large_workbook(bench, plain, chosen.rows, chosen.rivals)
        small_workbooks(bench, plain, chosen.files)
        lra_workbook_speed(bench, catalogue["sipd__lra"])
        publish_speed(warehouse)
    page_speed([spec for spec in catalogue.values() if spec.crawl is not None])


def large_workbook(bench: Bench, spec: SourceSpec, rows: int, rivals: Path | None) -> None:
    """Print how the product compares with the limit, with pandas and with dlt, on one workbook."""
    book, total = budget_workbook(rows)
    file = bench.receive(spec, "anggaran.xlsx", book)
    path = bench.archive.path(file.sha256)
    job = bench.job(spec)
    loaded: list[Batch] = []
    engine = sqlalchemy.create_engine(bench.warehouse.url("admin"))

    def product() -> float:
        loaded[:] = bench.register(spec, [file])
        return seconds(lambda: load(job, loaded[0]))

    def by_pandas() -> None:
        frame = pandas.read_excel(path, header=FIRST_ROW - 1, engine="openpyxl")
        frame.to_sql("bench_pandas", engine, index=False)

    def expect_product() -> None:
        bench.expect(rows, total, "staging.budget_realisation", "budget_idr", f"batch_id = {loaded[0].batch_id}")

    def expect_cells() -> None:
        bench.expect(rows, total, "bench_cells", f"c{BUDGET_COLUMN}")

    with ExitStack() as stack:
        stack.enter_context(on_one_core([psutil.Process()]))
        limit = Contestant(
            "limit: calamine, and COPY of all cells as text",
            lambda: copy_cells(bench, path, len(HEADER), FIRST_ROW),
            expect_cells,
        )
        contestants = [
            Contestant("product: archive to committed staging rows with lineage", product, expect_product),
            limit,
            Contestant(
                "pandas' defaults: openpyxl and to_sql",
                lambda: seconds(by_pandas),
                lambda: bench.expect(rows, total, "bench_pandas", '"Anggaran"'),
                turns=1,
            ),
        ]
        if rivals is not None:
            contestants += [
                Contestant(
                    name,
                    stack.enter_context(dlt_loader(bench, rivals, path, form)),
                    lambda: bench.expect(rows, total, "bench_dlt.lines", f"c{BUDGET_COLUMN}"),
                    TURNS_OF_RIVALS,
                )
                for form, name in DLT_FORMATS.items()
            ]
        say(
            f"one workbook of {rows:,} x 12 cells, {len(book) / 1e6:.1f} MB; every way loads the same rows.\n"
            f"  Each runs on core {CORE} alone; Postgres, which each waits for, is not pinned."
        )
        take_turns(contestants)
    engine.dispose()
    report("rows", rows, contestants)
    ours = contestants[0].best
    say(f"  product: {limit.best / ours:.2f} of the limit's speed")
    for rival in contestants[2:]:
        say(f"  product: {rival.best / ours:.1f} x the speed of {rival.name}")
    if rivals is None:
        say("  dlt is not measured: `make bench` installs it.")


def small_workbooks(bench: Bench, spec: SourceSpec, count: int) -> None:
    """Print how much sooner two processes on two cores load many small workbooks than one on one core."""
    books = [budget_workbook(ROWS_OF_A_SMALL_FILE, nth * ROWS_OF_A_SMALL_FILE) for nth in range(count)]
    files = [bench.receive(spec, f"anggaran_{nth}.xlsx", book) for nth, (book, _) in enumerate(books)]
    job = bench.job(spec)
    rows, total = count * ROWS_OF_A_SMALL_FILE, sum(amount for _, amount in books)
    loaded: list[Batch] = []

    def on(processes: int) -> float:
        loaded[:] = bench.register(spec, files)
        with ExitStack() as stack:
            if processes == 1:
                stack.enter_context(on_one_core([psutil.Process(), *postgres_processes(bench)]))
            return seconds(lambda: load_all(job, loaded, processes))

    def expect_all() -> None:
        first, last = loaded[0].batch_id, loaded[-1].batch_id
        bench.expect(rows, total, "staging.budget_realisation", "budget_idr", f"batch_id between {first} and {last}")

    say(
        f"\n{count:,} workbooks of {ROWS_OF_A_SMALL_FILE} x 12 cells, a batch and a transaction each.\n"
        f"  One process and Postgres with it on core {CORE} alone, or two processes and Postgres on all cores."
    )
    if len(os.sched_getaffinity(0)) < 2:
        say("  Not measured: there is one core only.")
        return
    contestants = [
        Contestant("one process", lambda: on(1), expect_all, TURNS_OF_SMALL_FILES),
        Contestant("two processes", lambda: on(2), expect_all, TURNS_OF_SMALL_FILES),
    ]
    take_turns(contestants)
    report("workbooks", count, contestants)
    one, two = contestants
    say(f"  two processes: {one.best / two.best:.2f} x the speed of one")


def lra_workbook_speed(bench: Bench, spec: SourceSpec) -> None:
    """Print how the product compares with the limit on a sheet whose rows are mostly subtotals."""
    book, leaves = lra_workbook(ROWS_OF_LRA)
    file = bench.receive(spec, "lra_januari.xlsx", book)
    path = bench.archive.path(file.sha256)
    job = bench.job(spec)
    loaded: list[Batch] = []

    def product() -> float:
        loaded[:] = bench.register(spec, [file])
        return seconds(lambda: load(job, loaded[0]))

    def expect_leaves() -> None:
        found = bench.loader.execute(
            "select rows_staged from landing.batches where batch_id = %s", [loaded[0].batch_id]
        ).fetchone()
        assert found == (leaves,), f"staged {found}, not {leaves}"

    cells = raw_cells(path)
    table_rows, width = len(cells) - HEADING_ROWS, len(cells[0])
    contestants = [
        Contestant("product: archive to committed staging rows with lineage", product, expect_leaves),
        Contestant(
            "limit: calamine, and COPY of all cells as text", lambda: copy_cells(bench, path, width, HEADING_ROWS)
        ),
    ]
    with on_one_core([psutil.Process()]):
        say(f"\nSIPD's layout: {table_rows:,} table rows, {leaves:,} of them budget lines, {len(book) / 1e6:.1f} MB")
        take_turns(contestants)
    report("table rows", table_rows, contestants)
    say(f"  product: {contestants[1].best / contestants[0].best:.2f} of the limit's speed")


def page_speed(specs: list[SourceSpec]) -> None:
    """Print articles/s: parse_page (text, date, figures), its first part, and trafilatura's extraction alone."""
    samples = [
        (path.read_bytes(), f"{spec.crawl.site}/{path.relative_to(folder).as_posix()}", spec)
        for spec in specs
        if spec.crawl is not None and (folder := spec.sample_folder()) is not None
        for path in sorted(folder.rglob("20*/**/*.html"))
    ]
    assert samples, "no sample page was found"
    say(f"\nnews: {len(samples)} sample articles, each alone on its page, read on core {CORE} alone")
    compare_pages(samples)
    laid_out = [page_in_layout(nth, *sample) for nth, sample in enumerate(samples)]
    size = sum(len(raw) for raw, _, _ in laid_out) // len(laid_out)
    say(f"\nnews: the same articles on pages of {len(LAYOUTS)} layouts with menus and scripts, {size:,} bytes each")
    compare_pages(laid_out)


def page_in_layout(nth: int, raw: bytes, url: str, spec: SourceSpec) -> Page:
    article = read_article(raw, url)
    assert article.published_at is not None
    story = Story(article.title, article.body.split("\n"), article.published_at, LINES_OF_SCRIPT)
    layouts = list(LAYOUTS.values())
    return layouts[nth % len(layouts)](story), url, spec


def compare_pages(pages: list[Page]) -> None:
    turn = list(islice(cycle(pages), PAGES_A_TURN))
    texts = [decode(raw) for raw, _, _ in turn]

    def product() -> None:
        for raw, url, spec in turn:
            parse_page(raw, url, spec)

    def articles() -> None:
        for raw, url, _ in turn:
            read_article(raw, url)

    def limit() -> None:
        for text in texts:
            extract(text)

    parse_page(*pages[0])  # loads the list of regions, once a process
    contestants = [
        Contestant("product, parse_page: text, date, figures", lambda: seconds(product)),
        Contestant("of that read_article: text, date", lambda: seconds(articles)),
        Contestant("limit: trafilatura.extract alone", lambda: seconds(limit)),
    ]
    with on_one_core([psutil.Process()]):
        take_turns(contestants)
    report("articles", len(turn), contestants)
    ours, reading, alone = (contestant.best for contestant in contestants)
    say(f"  product: {ours / alone:.2f} x the time of the limit, read_article {reading / alone:.2f} x; allowed is 2 x")


def take_turns(contestants: Sequence[Contestant]) -> None:
    """Let each have its turns, one after the other, so that a busy moment of the machine hits all."""
    for nth in range(max(contestant.turns for contestant in contestants)):
        for contestant in contestants:
            if nth < contestant.turns:
                contestant.seconds.append(contestant.turn())
                contestant.check()


def report(noun: str, count: int, contestants: Sequence[Contestant]) -> None:
    for one in contestants:
        of = f"best of {len(one.seconds)}" if len(one.seconds) > 1 else "one turn"
        say(f"  {count / one.best:>9,.0f} {noun}/s  {one.best:7.2f} s ({of})  {one.name}")


def say(line: str) -> None:
    print(line, flush=True)


def seconds(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


@contextmanager
def on_one_core(processes: Sequence[psutil.Process]) -> Iterator[None]:
    """Keep processes, and those that they start meanwhile, on one core."""
    before = [(process, process.cpu_affinity()) for process in processes]
    for process in processes:
        process.cpu_affinity([CORE])
    try:
        yield
    finally:
        for process, cores in before:
            if process.is_running():
                process.cpu_affinity(cores)


def postgres_processes(bench: Bench) -> list[psutil.Process]:
    """The server and all that it started; a session that comes later inherits the cores of the server."""
    row = bench.loader.execute("select pg_backend_pid()").fetchone()
    assert row is not None
    server = psutil.Process(int(str(row[0]))).parent()
    assert server is not None
    return [server, *server.children(recursive=True)]


def load(job: Job, batch: Batch) -> None:
    with job.connect() as connection:
        status = job.load(connection, batch)
    assert status == "staged", f"batch {batch.batch_id}: {status}"


def load_all(job: Job, waiting: Sequence[Batch], processes: int) -> None:
    statuses = load_batches(job, waiting, processes=processes)
    assert set(statuses.values()) == {"staged"}, "a small workbook was rejected"
    assert len(statuses) == len(waiting)


def raw_cells(path: Path) -> list[list[object]]:
    rows: list[list[object]] = (
        CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python(skip_empty_area=False)
    )
    return rows


def copy_cells(bench: Bench, path: Path, width: int, first_row: int) -> float:
    """The least that a loader by calamine can do: read, join, COPY into an ordinary table without keys, commit."""
    with bench.warehouse.connect("admin") as owner:
        columns = ", ".join(f"c{nth} text" for nth in range(width))
        owner.execute(f"drop table if exists bench_cells; create table bench_cells ({columns})")
        owner.commit()
        began = time.perf_counter()
        block = "\n".join(["\t".join(map(str, row)) for row in raw_cells(path)[first_row:]])
        with owner.cursor() as cursor, cursor.copy("copy bench_cells from stdin") as copy:
            copy.write(block)
        owner.commit()
        return time.perf_counter() - began


@contextmanager
def dlt_loader(bench: Bench, python: Path, path: Path, form: str) -> Iterator[Callable[[], float]]:
    """Turns of dlt in a process of its own, which inherits our core."""
    process = subprocess.Popen(
        [python, "-W", "ignore", Path(__file__).with_name("bench_dlt.py"), bench.folder / f"dlt-{form}", form],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={
            **os.environ,
            "BENCH_URL": bench.warehouse.url("admin"),
            "RUNTIME__DLTHUB_TELEMETRY": "false",
            "RUNTIME__LOG_LEVEL": "ERROR",
        },
    )
    assert process.stdin is not None
    assert process.stdout is not None
    pipes = process.stdin, process.stdout

    def turn() -> float:
        print(path, file=pipes[0], flush=True)
        answer = pipes[1].readline()
        assert answer, "dlt failed"
        return float(answer)

    try:
        yield turn
    finally:
        process.communicate()


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
