"""The keys that guard persons: made once, for their owner alone, and never shown."""

from __future__ import annotations

import base64
import pickle
import subprocess
import sys
from functools import partial
from pathlib import Path

import pytest
from pydantic import SecretStr

from lumbung.landing.archive import Archive, ArchiveFault
from lumbung.runtime.settings import KeyFault, KeyName, Settings

GIVEN = bytes(range(32))
NAMES: tuple[KeyName, ...] = ("nik", "archive")
ASK = "import sys; from lumbung.runtime.settings import Settings; print(Settings(home=sys.argv[1]).key('nik').hex())"


@pytest.mark.parametrize("name", NAMES)
def test_a_key_is_made_once_and_only_its_owner_reads_it(tmp_path: Path, name: KeyName) -> None:
    here = Settings(home=tmp_path / "home")
    key = here.key(name)
    path = tmp_path / "home" / "keys" / f"{name}.key"
    assert len(key) == 32
    assert path.read_bytes() == key
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o777 == 0o700
    assert Settings(home=tmp_path / "home").key(name) == key


def test_each_key_and_each_home_has_its_own(tmp_path: Path) -> None:
    keys = {Settings(home=tmp_path / home).key(name) for home in ("one", "two") for name in NAMES}
    assert len(keys) == 4


def test_of_processes_that_need_a_key_at_once_all_get_the_same(tmp_path: Path) -> None:
    asking = [
        subprocess.Popen([sys.executable, "-c", ASK, str(tmp_path / "home")], stdout=subprocess.PIPE, text=True)
        for _ in range(4)
    ]
    answers = [process.communicate()[0].strip() for process in asking]
    assert [process.returncode for process in asking] == [0] * 4
    assert set(answers) == {(tmp_path / "home" / "keys" / "nik.key").read_bytes().hex()}


def test_what_a_killed_process_left_is_no_key(tmp_path: Path) -> None:
    folder = tmp_path / "keys"
    folder.mkdir()
    (folder / "nik.new").write_bytes(b"half a key")
    assert len(Settings(home=tmp_path).key("nik")) == 32
    assert not (folder / "nik.new").exists()


@pytest.mark.parametrize(
    "text",
    [
        GIVEN.hex(),
        GIVEN.hex().upper() + "\n",
        base64.b64encode(GIVEN).decode(),
        base64.urlsafe_b64encode(GIVEN).decode(),
    ],
)
def test_a_key_may_be_given_by_the_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setenv("LUMBUNG_NIK_KEY", text)
    monkeypatch.setenv("LUMBUNG_ARCHIVE_KEY", text)
    here = Settings(home=tmp_path / "home")
    assert [here.key(name) for name in NAMES] == [GIVEN, GIVEN]
    assert not (tmp_path / "home").exists()


@pytest.mark.parametrize("text", ["secret-word", GIVEN.hex()[:-2], GIVEN.hex() + "00", "é" * 32])
def test_what_is_no_key_is_refused_and_not_shown(tmp_path: Path, text: str) -> None:
    here = Settings(home=tmp_path, nik_key=SecretStr(text))
    with pytest.raises(KeyFault, match="LUMBUNG_NIK_KEY is not 32 bytes") as fault:
        here.key("nik")
    assert text not in str(fault.value)
    assert "\n" not in str(fault.value)
    assert text not in repr(here)


def test_a_damaged_key_is_not_replaced(tmp_path: Path) -> None:
    (tmp_path / "keys").mkdir()
    (tmp_path / "keys" / "nik.key").write_bytes(b"short")
    with pytest.raises(KeyFault, match="5 bytes"):
        Settings(home=tmp_path).key("nik")
    assert (tmp_path / "keys" / "nik.key").read_bytes() == b"short"


def test_an_archive_goes_to_another_process_with_the_way_to_its_key(tmp_path: Path) -> None:
    here = Settings(home=tmp_path / "home")
    source = tmp_path / "daftar.csv"
    source.write_bytes(b"Melati Rekaan")
    archive = Archive(here.archive, partial(here.key, "archive"))
    sent = pickle.dumps(archive)
    sha256 = archive.store(source, encrypted=True)
    assert pickle.loads(sent).read(sha256) == b"Melati Rekaan"  # noqa: S301 - our own bytes
    assert here.key("archive") not in sent


def test_a_lost_key_of_encrypted_files_is_not_replaced(tmp_path: Path) -> None:
    here = Settings(home=tmp_path / "home")
    source = tmp_path / "daftar.csv"
    source.write_bytes(b"Melati Rekaan")
    sha256 = Archive(here.archive, lambda: here.key("archive")).store(source, encrypted=True)
    path = here.home / "keys" / "archive.key"
    key = path.read_bytes()
    path.unlink()

    again = Archive(here.archive, lambda: here.key("archive"))
    with pytest.raises(KeyFault, match=r"archive\.key is gone, and .* Restore it from a backup") as fault:
        again.read(sha256)
    assert "\n" not in str(fault.value)
    assert not path.exists()
    path.write_bytes(key)
    assert again.read(sha256) == b"Melati Rekaan"
    path.write_bytes(bytes(32))
    with pytest.raises(ArchiveFault, match="another key"):
        Archive(here.archive, lambda: here.key("archive")).read(sha256)
