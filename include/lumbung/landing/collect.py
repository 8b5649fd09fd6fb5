"""Collect: from where a source says its files are, into the archive and the ledger.

Enters: source specs, a connection. Leaves: batches that are not loaded yet. The first act on a file is to keep its
bytes.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Iterable
from pathlib import Path

from lumbung.landing.archive import Archive, ArchiveFault, holds_persons
from lumbung.landing.ledger import Connection, Received, record_faults, register
from lumbung.runtime.settings import KeyFault
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
) -> list[int]:
    """Archive and register every file of these sources; give the ids of all their batches.

    What could not be collected is kept in ops.source_faults, in plain words, and the rest goes on.
    """
    ids: list[int] = []
    for spec in specs:
        if spec.files is None:
            continue
        faults: list[str] = []
        try:
            found = files_of(spec)
        except FolderMissing as fault:
            found = []
            faults.append(str(fault))
        else:
            if not found:
                faults.append(f"{spec.id}: no file in {spec.files_folder()} fits {spec.files.glob!r}.")
        for path in found:
            try:
                received = _received(spec, path, archive)
            except OSError as fault:
                reason = fault.strerror or type(fault).__name__
                name = readable(path.name)
                faults.append(f"{spec.id}: {name} cannot be read ({reason}); it is tried again next time.")
                continue
            except (ArchiveFault, KeyFault) as fault:
                faults.append(f"{spec.id}: {readable(path.name)} cannot be archived: {fault}")
                continue
            version = f"{parser_version}+{spec.spec_hash}"
            ids.append(register(connection, received, dataset=spec.dataset, parser_version=version))
        record_faults(connection, [spec.id], [(spec.id, fault) for fault in faults])
        for line in faults:
            log.error(line)
    return ids


def _received(spec: SourceSpec, path: Path, archive: Archive) -> Received:
    sha256 = archive.store(path, encrypted=holds_persons(spec))
    inside = readable(path.relative_to(spec.files_folder()).as_posix())
    sample = spec.files is not None and spec.files.sample
    return Received(spec.id, inside, readable(path.name), sha256, archive.size(sha256), sample)


def readable(name: str) -> str:
    """A file name as text: bytes that are no UTF-8 (old archives made on Windows) are written as \\xNN."""
    return os.fsencode(name).decode("utf-8", "backslashreplace")
