"""The archive gives back what came, and holds what has persons in it encrypted only. Every content is made up."""

from __future__ import annotations

import errno
import hashlib
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from lumbung.landing import archive as archive_module
from lumbung.landing.archive import Archive, ArchiveFault, holds_persons, sha256_of
from lumbung.sources.catalogue import SHIPPED_CATALOGUE, load_catalogue

KEY, OTHER_KEY = b"k" * 32, b"o" * 32
CONTENT = b"Melati Rekaan;5271015704859992\n" * 50
SHA256 = hashlib.sha256(CONTENT).hexdigest()
KILLED_WHILE_STORING = """
import os, signal, sys
from pathlib import Path
from lumbung.landing.archive import Archive
os.fsync = lambda descriptor: os.kill(os.getpid(), signal.SIGKILL)
Archive(Path(sys.argv[1]), b"k" * 32).store(Path(sys.argv[2]), encrypted=sys.argv[3] == "encrypted")
"""


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "daftar.csv"
    path.write_bytes(CONTENT)
    return path


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    return Archive(tmp_path / "archive", KEY)


def files_of(archive: Archive) -> list[Path]:
    return sorted(path for path in archive.folder.rglob("*") if path.is_file())


def test_bytes_in_the_clear_lie_under_their_hash(archive: Archive, source: Path) -> None:
    assert archive.store(source) == SHA256 == sha256_of(source)
    assert files_of(archive) == [archive.path(SHA256)]
    assert archive.read(SHA256) == CONTENT
    assert archive.size(SHA256) == len(CONTENT)
    with archive.open_plain(SHA256) as path:
        assert path == archive.path(SHA256)


def test_encrypted_bytes_lie_under_the_hash_of_what_they_hold(archive: Archive, source: Path) -> None:
    assert archive.store(source, encrypted=True) == SHA256
    [stored] = files_of(archive)
    assert stored.name == f"{SHA256}.enc"
    assert stored.stat().st_mode & 0o777 == 0o600
    assert b"Melati" not in stored.read_bytes()
    assert b"5271015704859992" not in stored.read_bytes()
    assert archive.read(SHA256) == CONTENT
    assert archive.size(SHA256) == len(CONTENT)


@pytest.mark.parametrize("content", [b"", b"x", os.urandom(100_000)])
def test_any_content_comes_back(archive: Archive, source: Path, content: bytes) -> None:
    source.write_bytes(content)
    sha256 = archive.store(source, encrypted=True)
    assert archive.read(sha256) == content
    assert archive.size(sha256) == len(content)


def test_a_file_is_written_once_and_each_archive_with_a_nonce_of_its_own(
    archive: Archive, source: Path, tmp_path: Path
) -> None:
    archive.store(source, encrypted=True)
    before = archive.encrypted_path(SHA256).read_bytes()
    archive.store(source, encrypted=True)
    assert archive.encrypted_path(SHA256).read_bytes() == before
    other = Archive(tmp_path / "other", KEY)
    other.store(source, encrypted=True)
    assert other.encrypted_path(SHA256).read_bytes() != before


def test_what_is_once_encrypted_is_not_kept_in_the_clear(archive: Archive, source: Path) -> None:
    archive.store(source)
    archive.store(source, encrypted=True)
    assert files_of(archive) == [archive.encrypted_path(SHA256)]
    assert archive.store(source) == SHA256
    assert files_of(archive) == [archive.encrypted_path(SHA256)]
    assert archive.read(SHA256) == CONTENT


def test_a_path_to_decrypted_bytes_is_there_as_long_as_the_block(archive: Archive, source: Path) -> None:
    archive.store(source, encrypted=True)
    before = files_of(archive)
    with archive.open_plain(SHA256) as path:
        assert path.read_bytes() == path.read_bytes() == CONTENT
        assert path.stat().st_mode & 0o777 == 0o600
        assert files_of(archive) == before
    assert not path.exists()


def test_a_path_to_decrypted_bytes_where_the_system_has_no_files_in_memory(
    archive: Archive, source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delattr(os, "memfd_create", raising=False)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    archive.store(source, encrypted=True)
    with archive.open_plain(SHA256) as path:
        assert path.read_bytes() == CONTENT
        assert path.stat().st_mode & 0o777 == 0o600
        assert path.parent.stat().st_mode & 0o777 == 0o700
    assert not path.parent.exists()
    with pytest.raises(ZeroDivisionError), archive.open_plain(SHA256) as path:
        len(path.read_bytes()) / 0
    assert not path.parent.exists()


@pytest.mark.parametrize("kind", ["encrypted", "plain"])
def test_a_store_that_is_killed_leaves_nothing_under_the_final_name(archive: Archive, source: Path, kind: str) -> None:
    done = subprocess.run([sys.executable, "-c", KILLED_WHILE_STORING, str(archive.folder), str(source), kind])
    assert done.returncode == -9
    left = files_of(archive)
    assert [path.name.startswith("incoming-") for path in left] == [True]
    if kind == "encrypted":
        assert b"Melati" not in left[0].read_bytes()
    with pytest.raises(FileNotFoundError):
        archive.read(SHA256)
    archive.store(source, encrypted=kind == "encrypted")
    assert archive.read(SHA256) == CONTENT


def test_another_key_is_named_as_the_reason(archive: Archive, source: Path) -> None:
    archive.store(source, encrypted=True)
    with pytest.raises(ArchiveFault, match=r"encrypted with another key\. Restore keys/archive\.key") as fault:
        Archive(archive.folder, OTHER_KEY).read(SHA256)
    assert "\n" not in str(fault.value)
    with pytest.raises(ArchiveFault, match="without its key"):
        Archive(archive.folder).read(SHA256)


def flip_last(data: bytes) -> bytes:
    return data[:-1] + bytes([data[-1] ^ 1])


@pytest.mark.parametrize("spoil", [flip_last, lambda d: d[:-1], lambda d: d + b"x", lambda d: d[:20], lambda _: b""])
def test_a_changed_file_is_not_read(archive: Archive, source: Path, spoil: Callable[[bytes], bytes]) -> None:
    archive.store(source, encrypted=True)
    path = archive.encrypted_path(SHA256)
    path.write_bytes(spoil(path.read_bytes()))
    with pytest.raises(ArchiveFault, match="from a backup of the archive"):
        archive.read(SHA256)


def test_a_file_under_the_name_of_another_is_not_read(archive: Archive, source: Path) -> None:
    archive.store(source, encrypted=True)
    source.write_bytes(b"another list")
    other = archive.store(source, encrypted=True)
    archive.encrypted_path(SHA256).write_bytes(archive.encrypted_path(other).read_bytes())
    with pytest.raises(ArchiveFault, match="was changed after it was archived"):
        archive.read(SHA256)


def test_the_key_is_asked_for_once_and_only_where_one_is_needed(source: Path, tmp_path: Path) -> None:
    asked: list[bool] = []

    def key() -> bytes:
        asked.append(True)
        return KEY

    archive = Archive(tmp_path / "archive", key)
    archive.store(source)
    archive.read(SHA256)
    assert asked == []
    archive.store(source, encrypted=True)
    archive.read(SHA256)
    assert asked == [True]


def test_a_file_too_large_to_encrypt_is_an_error_of_reading(
    archive: Archive, source: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archive_module, "MAX_ENCRYPTED_BYTES", len(CONTENT) - 1)
    with pytest.raises(OSError, match="the most that is encrypted") as fault:
        archive.store(source, encrypted=True)
    assert fault.value.errno == errno.EFBIG
    assert files_of(archive) == []


def test_lists_of_persons_and_layouts_with_personal_columns_are_encrypted() -> None:
    known = load_catalogue([SHIPPED_CATALOGUE])
    reach = known["kota_mataram__program_reach"]
    assert not holds_persons(reach)
    assert not holds_persons(known["sipd__lra"])
    assert holds_persons(reach.model_copy(update={"dataset": "beneficiary"}))
    [layout] = reach.layouts
    with_names = layout.model_copy(update={"personal": ("Ketua",)})
    assert holds_persons(reach.model_copy(update={"layouts": (with_names,)}))
