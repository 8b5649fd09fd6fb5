"""Read batches again, and no others: with today's parser and YAML, or from a corrected file.

Enters: ids of batches, the sources in force, perhaps a file that an operator corrected. Leaves: those batches loaded
and judged. Each step asks the ledger what is left to do: a replay may be killed and given again.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from lumbung import steps
from lumbung.landing.archive import Archive, ArchiveFault, holds_persons
from lumbung.landing.correction_workbook import is_correction_workbook
from lumbung.landing.ledger import (
    Connection,
    NotTheNewest,
    Received,
    register_again,
    register_correction,
    reopen,
)
from lumbung.landing.quarantine import Case, QuarantineRefused, archive_of, case_of, original_bytes
from lumbung.runtime.settings import KeyFault, Settings, settings
from lumbung.runtime.warehouse import Warehouse
from lumbung.sources.model import SourceSpec


@dataclass(frozen=True)
class Replayed:
    """What came of one batch: the batch that it was read as, and whether anything was read at all."""

    batch_id: int
    read: bool
    result: Case

    @property
    def accepted(self) -> bool:
        """Whether the batch is accepted now."""
        return self.result.status == "accepted"


def replay(
    warehouse: Warehouse,
    batch_ids: Sequence[int],
    specs: Mapping[str, SourceSpec],
    *,
    catalogue: Sequence[Path],
    corrected: Path | None = None,
    force: bool = False,
) -> list[Replayed]:
    """Read and judge these batches again, and no others.

    A batch that today's parser and YAML have read already is left as it is, unless `force`. `specs` are the sources of
    the folders `catalogue`.

    Raises:
        QuarantineRefused: a batch or its source is not there, the archive lost the file, or the corrected file cannot
            take the place of the batch's. Nothing was changed then.
    """
    here = settings()
    archive = archive_of(here)
    with warehouse.connect("loader") as connection:
        cases = [case_of(connection, batch_id) for batch_id in dict.fromkeys(batch_ids)]
        for case in cases:
            if case.source_id not in specs:
                raise QuarantineRefused(
                    f"batch {case.batch_id}: the source {case.source_id} is no longer in "
                    f"{', '.join(map(str, catalogue))}; name its folder with --catalogue"
                )
        if corrected is None:
            targets = _register_again(connection, cases, specs, archive, force=force)
        else:
            [case] = cases
            targets = {case.batch_id: _register_corrected(connection, case, specs[case.source_id], archive, corrected)}
        wanted = sorted(set(targets.values()))
        if force:
            reopen(connection, wanted)
    read = _read_and_judge(here, warehouse, wanted, specs, catalogue)
    with warehouse.connect("loader") as connection:
        return [Replayed(batch_id, target in read, case_of(connection, target)) for batch_id, target in targets.items()]


def _register_again(
    connection: Connection, cases: Sequence[Case], specs: Mapping[str, SourceSpec], archive: Archive, *, force: bool
) -> dict[int, int]:
    """Batch -> its batch under today's parser and YAML; one with nothing in quarantine is left, unless `force`."""
    targets: dict[int, int] = {}
    for case in cases:
        targets[case.batch_id] = case.batch_id
        if case.status == "accepted" and not case.rows_quarantined and not force:
            continue
        original_bytes(archive, case)  # found missing before anything is changed
        spec = specs[case.source_id]
        targets[case.batch_id] = register_again(
            connection, case.batch_id, dataset=spec.dataset, parser_version=_version(spec)
        )
    return targets


def _register_corrected(connection: Connection, case: Case, spec: SourceSpec, archive: Archive, corrected: Path) -> int:
    if not corrected.is_file():
        raise QuarantineRefused(f"there is no file {corrected}")
    data = corrected.read_bytes()
    if is_correction_workbook(data):
        raise QuarantineRefused(
            f"{corrected} is an export of the quarantine and holds only some of the rows: correct the cells that it "
            f"marks in a copy of {case.file_name} as the agency sent it, and give that copy"
        )
    if hashlib.sha256(data).hexdigest() == case.sha256:
        raise QuarantineRefused(
            f"{corrected} is byte for byte the file of batch {case.batch_id}: correct it first, or leave out --file to "
            f"read it again"
        )
    try:
        sha256 = archive.store(corrected, encrypted=holds_persons(spec))
    except (ArchiveFault, KeyFault) as fault:
        raise QuarantineRefused(str(fault)) from None
    received = Received(case.source_id, case.origin, case.file_name, sha256, archive.size(sha256), case.is_sample)
    try:
        return register_correction(
            connection, case.batch_id, received, dataset=spec.dataset, parser_version=_version(spec)
        )
    except NotTheNewest as fault:
        raise QuarantineRefused(
            f"batch {case.batch_id} was replaced by a newer version of {case.file_name}, batch {fault.newest}: "
            f"correct that one"
        ) from None


def _version(spec: SourceSpec) -> str:
    """What the collectors write into landing.batches for this source today."""
    if spec.dataset == "news":
        from lumbung.news.pages import PARSER_VERSION
    else:
        from lumbung.workbooks.parse import PARSER_VERSION
    return f"{PARSER_VERSION}+{spec.spec_hash}"


def _read_and_judge(
    here: Settings,
    warehouse: Warehouse,
    batch_ids: Sequence[int],
    specs: Mapping[str, SourceSpec],
    catalogue: Sequence[Path],
) -> set[int]:
    """Load those that are registered and judge those that are staged; give the ids of both."""
    from lumbung.quality.judge import judge_batches
    from lumbung.reference.load import load_reference

    def of(status: str) -> dict[int, str]:
        with warehouse.connect("loader") as connection:
            found = connection.execute(
                "select batch_id, source_id from landing.batches where batch_id = any(%s) and status = %s",
                [list(batch_ids), status],
            ).fetchall()
        return {int(str(batch_id)): str(source_id) for batch_id, source_id in found}

    waiting = of("registered")
    if waiting:
        scope: steps.Scope = {
            "catalogue": [str(folder.absolute()) for folder in catalogue],
            "sources": sorted(set(waiting.values())),
        }
        steps.load(sorted(waiting), scope)
    staged = of("staged")
    if staged:
        with warehouse.connect("loader") as connection:
            load_reference(connection)
        expected = {batch_id: specs[source].expect for batch_id, source in staged.items()}
        judge_batches(
            warehouse.url("loader"),
            sorted(staged),
            suites=here.project / "expectations",
            min_rows={b: e.min_rows for b, e in expected.items() if e.min_rows is not None},
            min_share={b: e.min_share_of_last for b, e in expected.items() if e.min_share_of_last is not None},
        )
    return {*waiting, *staged}
