"""Settings, read once at the edge.

Enters: environment variables (LUMBUNG_*), and the secrets that were generated once into LUMBUNG_HOME. Leaves: one
frozen object.

Two keys guard persons. `nik` turns the NIK of beneficiary lists into hashes: with another one, no person is found again
in the lists loaded before. `archive` encrypts the files that hold persons: without it, nobody can read them. Each is 32
random bytes in LUMBUNG_HOME/keys, made when first needed; or, so that they outlive the machine and are kept apart from
the data, LUMBUNG_NIK_KEY and LUMBUNG_ARCHIVE_KEY, as 64 hexadecimal digits or in base64. Keep copies of both.
"""

from __future__ import annotations

import base64
import binascii
import json
import os
import secrets as random_secrets
from functools import cache
from pathlib import Path
from typing import Literal

from pydantic import SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

Role = Literal["admin", "loader", "dbt", "bi", "airflow"]
KeyName = Literal["nik", "archive"]
ROLES: tuple[Role, ...] = ("admin", "loader", "dbt", "bi", "airflow")

PROJECT = Path(__file__).resolve().parents[3]
KEY_BYTES = 32


class KeyFault(Exception):
    """A key is lost, damaged or not well given. The message says which one and what to do, and shows nothing of it."""


class Settings(BaseSettings):
    """What a user may set; every variable starts with LUMBUNG_."""

    model_config = SettingsConfigDict(env_prefix="LUMBUNG_", frozen=True, extra="ignore")

    project: Path = PROJECT
    home: Path = PROJECT / ".lumbung"
    warehouse_url: SecretStr | None = None
    """URL of a role that may create roles and databases on a real Postgres. Unset: the embedded server."""
    postgres_port: int | None = None
    airflow_port: int | None = None
    contact: str = "unset"
    """Address that outlets can write to; sent in the crawler's User-Agent."""
    catalogue: str | None = None
    """Catalogue folders, separated by the system's path separator. Unset: include/catalogue."""

    loader_password: SecretStr | None = None
    dbt_password: SecretStr | None = None
    bi_password: SecretStr | None = None
    airflow_password: SecretStr | None = None
    ui_password: SecretStr | None = None
    """Password of Airflow's one user. Unset: generated."""
    nik_key: SecretStr | None = None
    """Key of the hashes that stand for NIK, as 64 hexadecimal digits or in base64. Unset: generated."""
    archive_key: SecretStr | None = None
    """Key of the archived files that hold persons, likewise. Unset: generated."""

    @property
    def archive(self) -> Path:
        """Folder of the bytes that were received, under their sha256."""
        return self.home / "archive"

    @property
    def logs(self) -> Path:
        """Folder of the services' logs."""
        return self.home / "logs"

    @property
    def catalogue_dirs(self) -> list[Path]:
        """The catalogue folders in force."""
        if self.catalogue:
            return [Path(part) for part in self.catalogue.split(os.pathsep) if part]
        return [self.project / "include" / "catalogue"]

    @property
    def samples(self) -> Path:
        """Folder of the invented files that ship with Lumbung."""
        return self.project / "include" / "samples"

    def password(self, role: Role) -> str:
        """Password of a database role: set by the operator, else generated once into LUMBUNG_HOME."""
        given: SecretStr | None = getattr(self, f"{role}_password", None)
        return given.get_secret_value() if given else self.secret(f"postgres_{role}")

    def ui_secret(self) -> str:
        """Password of Airflow's one user: set by the operator, else generated once into LUMBUNG_HOME."""
        return self.ui_password.get_secret_value() if self.ui_password else self.secret("airflow_ui")

    def key(self, name: KeyName) -> bytes:
        """A key of 32 bytes: set by the operator, else made once into LUMBUNG_HOME/keys (mode 600 in a folder of 700).

        Raises:
            KeyFault: what was set is no key, the file is damaged, or the key of encrypted files is gone.
        """
        given: SecretStr | None = getattr(self, f"{name}_key")
        if given:
            return _key_of_text(f"LUMBUNG_{name.upper()}_KEY", given.get_secret_value())
        path = self.home / "keys" / f"{name}.key"
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with _locked(path.with_suffix(".lock")):  # of two processes that need it first, one makes it
            if not path.exists():
                if name == "archive" and any(self.archive.glob("??/*.enc")):
                    raise KeyFault(
                        f"{path} is gone, and {self.archive} holds files that only it can decrypt. Restore it from a "
                        f"backup, or set LUMBUNG_ARCHIVE_KEY."
                    )
                _write_whole(path, random_secrets.token_bytes(KEY_BYTES))
            found = path.read_bytes()
        if len(found) != KEY_BYTES:
            raise KeyFault(f"{path} has {len(found)} bytes and no {KEY_BYTES}. Restore it from a backup.")
        return found

    def secret(self, name: str) -> str:
        """A secret that is generated at first use and kept in LUMBUNG_HOME/secrets.json (mode 600)."""
        self.home.mkdir(parents=True, exist_ok=True)
        path = self.home / "secrets.json"
        with _locked(self.home / "secrets.lock"):
            known: dict[str, str] = json.loads(path.read_text()) if path.exists() else {}
            if name not in known:
                known[name] = random_secrets.token_urlsafe(32)
                fresh = path.with_suffix(".new")
                descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
                with os.fdopen(descriptor, "w") as out:
                    json.dump(known, out, indent=1)
                fresh.replace(path)
        return known[name]


def _key_of_text(name: str, text: str) -> bytes:
    plain = text.strip()
    try:
        found = bytes.fromhex(plain)
    except ValueError:
        try:
            found = base64.b64decode(plain.replace("-", "+").replace("_", "/"), validate=True)
        except (binascii.Error, ValueError):
            found = b""
    if len(found) != KEY_BYTES:
        raise KeyFault(
            f"{name} is not {KEY_BYTES} bytes as {2 * KEY_BYTES} hexadecimal digits or in base64. Make one: "
            f'python3 -c "import secrets; print(secrets.token_hex({KEY_BYTES}))"'
        )
    return found


def _write_whole(path: Path, content: bytes) -> None:
    """Write a file that is only ever there whole, for its owner alone. The caller holds the lock."""
    fresh = path.with_suffix(".new")
    fresh.unlink(missing_ok=True)  # of a process that was killed
    descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as out:
        out.write(content)
        out.flush()
        os.fsync(out.fileno())
    fresh.replace(path)


class _locked:  # noqa: N801 - reads as a verb at its only use
    """An exclusive lock between processes, for as long as the block runs."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def __enter__(self) -> None:
        import fcntl

        self._descriptor = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o600)
        fcntl.flock(self._descriptor, fcntl.LOCK_EX)

    def __exit__(self, *_: object) -> None:
        os.close(self._descriptor)


@cache
def settings() -> Settings:
    """The settings of this process. Relative paths are made absolute against the working directory."""
    read = Settings()
    return read.model_copy(update={"home": read.home.absolute(), "project": read.project.absolute()})


def libpq_url(url: str) -> str:
    """A URL that libpq understands: SQLAlchemy's +driver part is dropped."""
    scheme, separator, rest = url.partition("://")
    return f"{scheme.split('+', 1)[0]}{separator}{rest}"
