"""A process that reads files for a test, with a limit on its memory.

Enters: bytes, and the source they belong to. Leaves: what became of each file. A file that ends the process, or keeps
it too long, is told as such, and the next one is read by a new process.
"""

from __future__ import annotations

import multiprocessing
import resource
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from pathlib import Path

MEMORY_BYTES = 3 * 1024**3
SECONDS = 30
_NIK_KEY = b"a key of this test, and of no use elsewhere"


@dataclass(frozen=True)
class Case:
    """One file to read."""

    name: str
    data: bytes
    source: Path
    relative_path: str


@dataclass
class Outcome:
    """What became of the files. `faults`: name and what was wrong; nothing may be in it."""

    grids: int = 0
    parsed: int = 0
    refused: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)
    longest_seconds: float = 0
    peak_bytes: int = 0


def read_all(cases: Iterable[Case]) -> Outcome:
    """Read each case in the process."""
    outcome = Outcome()
    reader = _Reader()
    try:
        for case in cases:
            began = time.monotonic()
            told = reader.read(case)
            outcome.longest_seconds = max(outcome.longest_seconds, time.monotonic() - began)
            if isinstance(told, str):
                outcome.faults.append(f"{case.name}: {told}")
                continue
            kind, what, peak = told
            outcome.peak_bytes = max(outcome.peak_bytes, peak)
            outcome.grids += kind != "no grid"
            outcome.parsed += kind == "parsed"
            if kind != "parsed":
                outcome.refused[what] += 1
    finally:
        reader.stop()
    return outcome


class _Reader:
    def __init__(self) -> None:
        self._start()

    def _start(self) -> None:
        context = multiprocessing.get_context("spawn")
        self._here, there = context.Pipe()
        self._process = context.Process(target=_serve, args=(there,), daemon=True)
        self._process.start()
        there.close()
        self._here.recv()

    def stop(self) -> None:
        self._process.kill()
        self._process.join()
        self._here.close()

    def read(self, case: Case) -> tuple[str, str, int] | str:
        self._here.send(case)
        try:
            if not self._here.poll(SECONDS):
                return self._again(f"not read within {SECONDS} seconds")
            told: tuple[str, str, int] | str = self._here.recv()
        except (EOFError, ConnectionError):
            self._process.join(SECONDS)
            return self._again(f"the process ended with {self._process.exitcode}")
        return told

    def _again(self, fault: str) -> str:
        self.stop()
        self._start()
        return fault


def _serve(link: Connection) -> None:
    """Runs in the process: reads until it is stopped."""
    from lumbung.sources.catalogue import load_source
    from lumbung.sources.model import SourceSpec

    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    specs: dict[Path, SourceSpec] = {}
    link.send("ready")
    for case in _received(link):
        if case.source not in specs:
            specs[case.source] = load_source(case.source)
        try:
            told: tuple[str, str, int] | str = _read(case, specs[case.source])
        except BaseException as fault:
            told = f"{type(fault).__name__}: {fault}"[:500]
        link.send(told)


def _received(link: Connection) -> Iterator[Case]:
    while True:
        try:
            yield link.recv()
        except EOFError:
            return


def _read(case: Case, spec: object) -> tuple[str, str, int] | str:
    from lumbung.sources.model import SourceSpec
    from lumbung.workbooks.errors import WorkbookRefused
    from lumbung.workbooks.grid import read_grid
    from lumbung.workbooks.parse import parse_bytes

    assert isinstance(spec, SourceSpec)
    if spec.dataset == "news":
        from tests.fuzz.page_reading import read_page

        told = read_page(case.data, case.relative_path, spec)
        return told if isinstance(told, str) else (*told, _peak())
    try:
        grid = read_grid(case.data)
    except WorkbookRefused as refusal:
        return "no grid", _one_line(refusal).rule, _peak()
    for sheet in grid.sheets:
        if len({len(row) for row in sheet.rows}) > 1:
            return "rows of different lengths"
        if any(not 0 <= row < len(sheet.rows) for row in (*sheet.hidden_rows, *sheet.ragged)):
            return "a row that is not there"
        if any(merge.bottom >= len(sheet.rows) or merge.right >= sheet.width for merge in sheet.merges):
            return "a merged range beyond the sheet"
    try:
        parsed = parse_bytes(
            case.data, spec, file_name=Path(case.relative_path).name, relative_path=case.relative_path, nik_key=_NIK_KEY
        )
    except WorkbookRefused as refusal:
        if refusal.rule == "parser_fault":
            return f"the parser failed: {refusal.__cause__!r}"
        return "refused", _one_line(refusal).rule, _peak()
    if parsed.rows_in != len(parsed.rows) + len(parsed.refusals) + parsed.rows_ignored:
        return "rows that do not add up"
    return "parsed", "", _peak()


def _one_line(refusal: object) -> object:
    from lumbung.workbooks.errors import WorkbookRefused

    assert isinstance(refusal, WorkbookRefused)
    if not str(refusal).isprintable() or len(str(refusal)) > 2_000:
        raise ValueError("a refusal that is no short line")
    return refusal


def _peak() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
