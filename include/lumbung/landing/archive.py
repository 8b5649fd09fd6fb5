"""The archive: what was received, byte for byte, under its sha256.

Enters: bytes of a file. Leaves: a path that holds exactly those bytes. Written once, never changed; a write that is
killed leaves nothing under the final name.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from pathlib import Path


def sha256_of(path: Path) -> str:
    """Hex sha256 of a file's bytes."""
    with path.open("rb") as data:
        return hashlib.file_digest(data, "sha256").hexdigest()


class Archive:
    """A folder of files named by their sha256, spread over 256 sub-folders."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def path(self, sha256: str) -> Path:
        """Where the bytes with this hash lie (or would lie)."""
        return self.folder / sha256[:2] / sha256

    def store(self, source: Path) -> str:
        """Copy a file in and give its sha256. A file that is there already is not written again.

        The hash is taken of the copy, so a file that its owner is still writing cannot be archived under a wrong name.
        """
        self.folder.mkdir(parents=True, exist_ok=True)
        fresh = self.folder / f"incoming-{os.getpid()}-{source.name[-40:]}"
        try:
            shutil.copyfile(source, fresh)
            sha256 = sha256_of(fresh)
            target = self.path(sha256)
            if not target.exists():
                target.parent.mkdir(exist_ok=True)
                with fresh.open("rb") as data:
                    os.fsync(data.fileno())
                fresh.replace(target)
            return sha256
        finally:
            fresh.unlink(missing_ok=True)
