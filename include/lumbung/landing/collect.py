"""Collect: from where a source says its files are, into the archive and the ledger.

Enters: source specs, a connection. Leaves: batches that are not loaded yet. The first act on a file is to keep its
bytes.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable
from pathlib import Path

from lumbung.landing.archive import Archive
from lumbung.landing.ledger import Connection, Received, register
from lumbung.sources.model import SourceSpec

log = logging.getLogger(__name__)


class FolderMissing(Exception):
    """A source names a folder that is not there; the message names source, folder and YAML."""


def files_of(spec: SourceSpec) -> list[Path]:
    """The files of a source, by name. Lock files of office programs (~$...) are no files.

    Raises:
        FolderMissing: the folder does not exist, or is none.
    """
    if spec.files is None:
        return []
    folder = spec.files_folder()
    if not folder.is_dir():
        raise FolderMissing(f"{spec.id}: there is no folder {folder}. Correct files.folder in {spec.path.name}.")
    return sorted(p for p in folder.glob(spec.files.glob) if p.is_file() and not p.name.startswith("~$"))


def collect_files(
    connection: Connection, specs: Iterable[SourceSpec], archive: Archive, *, parser_version: str
) -> tuple[list[int], list[str]]:
    """Archive and register every file of these sources.

    Gives the ids of all their batches, and faults in plain words.
    """
    ids: list[int] = []
    faults: list[str] = []
    for spec in specs:
        if spec.files is None:
            continue
        try:
            found = files_of(spec)
        except FolderMissing as fault:
            faults.append(str(fault))
            continue
        folder = spec.files_folder()
        for path in found:
            try:
                sha256 = archive.store(path)
            except OSError as fault:
                faults.append(f"{spec.id}: {path.name} cannot be read ({fault.strerror}); it is tried again next time.")
                continue
            received = Received(
                spec.id,
                path.relative_to(folder).as_posix(),
                path.name,
                sha256,
                archive.path(sha256).stat().st_size,
                spec.files.sample,
            )
            ids.append(
                register(
                    connection, received, dataset=spec.dataset, parser_version=f"{parser_version}+{spec.spec_hash}"
                )
            )
        log.info("%s: %d files in %s", spec.id, len(found), folder)
    return ids, faults
