"""Settings, read once at the edge.

Enters: environment variables (LUMBUNG_*), and the secrets that were generated once into LUMBUNG_HOME. Leaves: one
frozen object.
"""

from __future__ import annotations

import json
import os
import secrets as random_secrets
from functools import cache
from pathlib import Path
from typing import Literal

from pydantic import SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

Role = Literal["admin", "loader", "dbt", "bi", "airflow"]
ROLES: tuple[Role, ...] = ("admin", "loader", "dbt", "bi", "airflow")

PROJECT = Path(__file__).resolve().parents[3]


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
