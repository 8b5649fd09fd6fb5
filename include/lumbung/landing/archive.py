"""The archive: what was received, byte for byte, under its sha256.

Enters: bytes of a file. Leaves: exactly those bytes. Written once, never changed; a write that is killed leaves nothing
under the final name. Files with persons in them lie there encrypted, under the sha256 of what they hold and `.enc`, and
are never written anywhere in the clear.
"""

from __future__ import annotations

import errno
import hashlib
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from lumbung.sources.model import SourceSpec

ENCRYPTED = ".enc"
# An encrypted file: this word, the mark of its key, a random nonce, then AES-256-GCM's output with its tag. The word
# and the sha256 are authenticated with it, so that a file that was swapped for another one is found out.
_WORD = b"LUMBUNG1"
_MARK_BYTES, _NONCE_BYTES, _TAG_BYTES = 8, 12, 16
_HEAD_BYTES = len(_WORD) + _MARK_BYTES + _NONCE_BYTES
# Encrypted in one piece, so in memory. Ten times what the parser reads of a file.
MAX_ENCRYPTED_BYTES = 1024**3


class ArchiveFault(Exception):
    """An archived file cannot be given back. The message names it and says what to do."""


def holds_persons(spec: SourceSpec) -> bool:
    """Whether the files of a source have persons in them, so that they are archived encrypted."""
    return spec.dataset == "beneficiary" or any(layout.personal for layout in spec.layouts)


def sha256_of(path: Path) -> str:
    """Hex sha256 of a file's bytes."""
    with path.open("rb") as data:
        return hashlib.file_digest(data, "sha256").hexdigest()


class Archive:
    """A folder of files named by their sha256, spread over 256 sub-folders.

    `key`: 32 bytes, or what gives them when the first encrypted file is met, as `partial(settings.key, "archive")`:
    that can be sent to another process with the archive, and a lambda cannot.
    """

    def __init__(self, folder: Path, key: bytes | Callable[[], bytes] | None = None) -> None:
        self.folder = folder
        self._key = key

    def path(self, sha256: str) -> Path:
        """Where the bytes with this hash lie (or would lie) in the clear. Readers ask `read` or `open_plain`."""
        return self.folder / sha256[:2] / sha256

    def encrypted_path(self, sha256: str) -> Path:
        """Where they lie (or would lie) encrypted."""
        return self.folder / sha256[:2] / f"{sha256}{ENCRYPTED}"

    def store(self, source: Path, *, encrypted: bool = False) -> str:
        """Copy a file in and give its sha256. A file that is there already is not written again.

        The hash is taken of the copy, so a file that its owner is still writing cannot be archived under a wrong name.
        What is kept encrypted for one source is not kept in the clear for another one.

        Raises:
            OSError: the file cannot be read or is too large to be encrypted, or the archive cannot be written.
        """
        self.folder.mkdir(parents=True, exist_ok=True)
        fresh = self.folder / f"incoming-{os.getpid()}-{source.name[-40:]}"
        try:
            if encrypted:
                return self._store_encrypted(source, fresh)
            shutil.copyfile(source, fresh)
            sha256 = sha256_of(fresh)
            if not self.encrypted_path(sha256).exists():
                _put(fresh, self.path(sha256))
            return sha256
        finally:
            fresh.unlink(missing_ok=True)

    def size(self, sha256: str) -> int:
        """How many bytes a stored file has, in the clear. Raises FileNotFoundError when it is not there."""
        hidden = self.encrypted_path(sha256)
        if hidden.exists():
            return hidden.stat().st_size - _HEAD_BYTES - _TAG_BYTES
        return self.path(sha256).stat().st_size

    def read(self, sha256: str) -> bytes:
        """The bytes with this hash, decrypted in memory where they lie encrypted.

        Raises:
            FileNotFoundError: they are not there.
            ArchiveFault: they are there, but the key is another one or the file is damaged.
        """
        hidden = self.encrypted_path(sha256)
        return self._decrypted(hidden, sha256) if hidden.exists() else self.path(sha256).read_bytes()

    @contextmanager
    def open_plain(self, sha256: str) -> Iterator[Path]:
        """A path to the bytes with this hash, for as long as the block runs, and only to be read. Raises as `read`."""
        if not self.encrypted_path(sha256).exists():
            yield self.path(sha256)
            return
        with _in_memory(self.read(sha256)) as path:
            yield path

    def _store_encrypted(self, source: Path, fresh: Path) -> str:
        if source.stat().st_size > MAX_ENCRYPTED_BYTES:
            raise OSError(errno.EFBIG, f"larger than {MAX_ENCRYPTED_BYTES:,} bytes, the most that is encrypted")
        data = source.read_bytes()
        sha256 = hashlib.sha256(data).hexdigest()
        target = self.encrypted_path(sha256)
        if not target.exists():
            key, nonce = self._key_bytes(), os.urandom(_NONCE_BYTES)
            sealed = AESGCM(key).encrypt(nonce, data, _WORD + bytes.fromhex(sha256))
            with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as out:
                out.write(_WORD + _mark(key) + nonce)
                out.write(sealed)
            _put(fresh, target)
        # The same bytes may have come before they were known to hold persons.
        self.path(sha256).unlink(missing_ok=True)
        return sha256

    def _decrypted(self, path: Path, sha256: str) -> bytes:
        data = path.read_bytes()
        head, nonce = data[: len(_WORD) + _MARK_BYTES], data[_HEAD_BYTES - _NONCE_BYTES : _HEAD_BYTES]
        if len(data) < _HEAD_BYTES + _TAG_BYTES or not head.startswith(_WORD):
            raise ArchiveFault(f"{path} is damaged and cannot be decrypted. Restore it from a backup of the archive.")
        key = self._key_bytes()
        if head != _WORD + _mark(key):
            raise ArchiveFault(
                f"{path} was encrypted with another key. Restore keys/archive.key, or LUMBUNG_ARCHIVE_KEY, as it was "
                f"when the file came; without that key nobody can read it."
            )
        try:
            return AESGCM(key).decrypt(nonce, data[_HEAD_BYTES:], _WORD + bytes.fromhex(sha256))
        except InvalidTag:
            raise ArchiveFault(
                f"{path} was changed after it was archived and cannot be decrypted. Restore it from a backup of the "
                f"archive."
            ) from None

    def _key_bytes(self) -> bytes:
        if callable(self._key):
            self._key = self._key()
        if self._key is None:
            raise ArchiveFault("the archive was opened without its key, and a file with persons in it needs one.")
        return self._key


def _mark(key: bytes) -> bytes:
    """Tells keys apart and says nothing of them."""
    return hashlib.sha256(_WORD + b" key mark " + key).digest()[:_MARK_BYTES]


def _put(fresh: Path, target: Path) -> None:
    """Give a finished file its name, unless that is there already."""
    if target.exists():
        return
    target.parent.mkdir(exist_ok=True)
    with fresh.open("rb") as data:
        os.fsync(data.fileno())
    fresh.replace(target)


@contextmanager
def _in_memory(data: bytes) -> Iterator[Path]:
    """A path to bytes. Where the system has files without a disk they leave none behind, even when we are killed."""
    if hasattr(os, "memfd_create") and Path("/proc/self/fd").is_dir():
        descriptor = os.memfd_create("archived")
        try:
            os.fchmod(descriptor, 0o600)
            with os.fdopen(descriptor, "wb", closefd=False) as out:
                out.write(data)
            yield Path(f"/proc/{os.getpid()}/fd/{descriptor}")
        finally:
            os.close(descriptor)
        return
    with tempfile.TemporaryDirectory(prefix="lumbung-") as folder:  # mode 700
        path = Path(folder) / "archived"
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as out:
            out.write(data)
        yield path
