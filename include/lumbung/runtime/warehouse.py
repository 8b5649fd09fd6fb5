"""The warehouse as its users see it: a server, a database, four roles.

Enters: Settings. Leaves: connection URLs a role may use, and a prepared database (roles, schemas, grants, tables).
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.resources import files
from urllib.parse import quote, unquote, urlsplit, urlunsplit

import psycopg
from psycopg import sql

from lumbung.runtime.postgres import SUPERUSER, EmbeddedPostgres
from lumbung.runtime.settings import Role, Settings, libpq_url

DATABASE = "lumbung"
AIRFLOW_DATABASE = "airflow"
PREPARE_LOCK = 7_301_984  # any number, the same in every process that prepares this database


@dataclass(frozen=True)
class Warehouse:
    """A Postgres server that is running, with the addresses of its roles."""

    settings: Settings
    host: str
    port: int
    database: str
    admin_name: str
    admin_password: str
    query: str = ""

    def url(self, role: Role, *, database: str | None = None, driver: str | None = None) -> str:
        """Connection URL of a role; `driver` adds SQLAlchemy's +driver (psycopg, psycopg2)."""
        scheme = f"postgresql+{driver}" if driver else "postgresql"
        name = self.admin_name if role == "admin" else f"lumbung_{role}"
        password = self.admin_password if role == "admin" else self.settings.password(role)
        host = f"[{self.host}]" if ":" in self.host else self.host
        location = f"{quote(name, safe='')}:{quote(password, safe='')}@{host}:{self.port}"
        return urlunsplit((scheme, location, "/" + quote(database or self.database, safe=""), self.query, ""))

    def connect(self, role: Role, *, autocommit: bool = False) -> psycopg.Connection[tuple[object, ...]]:
        """A connection as `role`, in UTC."""
        return psycopg.connect(self.url(role), autocommit=autocommit, options="-c timezone=UTC")

    def prepare(self, *, airflow: bool = True) -> None:
        """Make roles, databases, schemas, tables and grants as this version wants them. May run any number of times.

        `airflow`: also the database of Airflow's own records.
        """
        with psycopg.connect(self.url("admin", database="postgres"), autocommit=True) as server:
            server.execute("select pg_advisory_lock(%s)", [PREPARE_LOCK])
            for role in ("loader", "dbt", "bi", "airflow"):
                self._ensure_role(server, role)
            self._ensure_database(server, self.database, owner=self.admin_name)
            if airflow:
                self._ensure_database(server, self.airflow_database, owner="lumbung_airflow")
            if self.settings.warehouse_url is None:  # our own server: roles reach no other database on it
                for other in ("postgres", "template1", *([self.airflow_database] if airflow else [])):
                    server.execute(
                        sql.SQL("revoke connect, temporary on database {} from public").format(sql.Identifier(other))
                    )
            with self.connect("admin") as connection:
                connection.execute(files("lumbung.staging").joinpath("schema.sql").read_bytes())
                connection.execute(files("lumbung.runtime").joinpath("grants.sql").read_bytes())
                connection.execute(
                    sql.SQL("grant connect on database {} to lumbung_loader, lumbung_dbt, lumbung_bi").format(
                        sql.Identifier(self.database)
                    )
                )
                connection.execute(  # dbt's unit tests make temporary tables
                    sql.SQL("grant temporary on database {} to lumbung_dbt").format(sql.Identifier(self.database))
                )
                connection.execute(
                    sql.SQL("revoke connect, temporary on database {} from public").format(
                        sql.Identifier(self.database)
                    )
                )

    @property
    def airflow_database(self) -> str:
        """Name of the database of Airflow's own records, on the same server."""
        return AIRFLOW_DATABASE if self.database == DATABASE else f"{self.database}_airflow"

    def _ensure_role(self, server: psycopg.Connection[tuple[object, ...]], role: Role) -> None:
        name = sql.Identifier(f"lumbung_{role}")
        known = server.execute("select 1 from pg_roles where rolname = %s", [f"lumbung_{role}"]).fetchone()
        if not known:
            server.execute(sql.SQL("create role {} login").format(name))
            # A managed server's admin is no superuser: it acts for a role only as its member.
            server.execute(
                sql.SQL("grant {} to {} with inherit true, set true").format(name, sql.Identifier(self.admin_name))
            )
        # Only the password's hash is sent: a server may write statements to its log.
        secret = server.pgconn.encrypt_password(
            self.settings.password(role).encode(), f"lumbung_{role}".encode(), b"scram-sha-256"
        )
        server.execute(sql.SQL("alter role {} password {}").format(name, sql.Literal(secret.decode())))

    def _ensure_database(self, server: psycopg.Connection[tuple[object, ...]], name: str, *, owner: str) -> None:
        if server.execute("select 1 from pg_database where datname = %s", [name]).fetchone():
            return
        server.execute(
            sql.SQL("create database {} owner {} encoding 'UTF8' template template0").format(
                sql.Identifier(name), sql.Identifier(owner)
            )
        )


class WarehouseUrlWrong(Exception):
    """LUMBUNG_WAREHOUSE_URL cannot be used; the message does not repeat it, since it holds a password."""

    def __str__(self) -> str:
        return "LUMBUNG_WAREHOUSE_URL must read postgresql://user:password@host:port/database"


@contextmanager
def open_warehouse(settings: Settings) -> Iterator[Warehouse]:
    """The warehouse for as long as the block runs: the embedded server (started if need be) or LUMBUNG_WAREHOUSE_URL.

    Raises:
        PostgresFailed: the embedded server did not start.
    """
    if settings.warehouse_url is not None:
        yield from_url(settings, settings.warehouse_url.get_secret_value())
        return
    server = EmbeddedPostgres(settings)
    with server.in_use() as port:
        yield Warehouse(settings, "127.0.0.1", port, DATABASE, SUPERUSER, settings.password("admin"))


def from_url(settings: Settings, url: str) -> Warehouse:
    """The warehouse that an admin's URL leads to.

    Raises:
        WarehouseUrlWrong: it is no such URL.
    """
    try:
        parts = urlsplit(libpq_url(url))
        port = parts.port or 5432
    except ValueError:
        raise WarehouseUrlWrong from None
    if parts.scheme not in ("postgresql", "postgres") or not parts.hostname or not parts.username:
        raise WarehouseUrlWrong
    return Warehouse(
        settings,
        parts.hostname,
        port,
        unquote(parts.path.lstrip("/")) or DATABASE,
        unquote(parts.username),
        unquote(parts.password or os.environ.get("PGPASSWORD", "")),
        parts.query,
    )


def running_warehouse(settings: Settings) -> Warehouse:
    """The warehouse of a process that somebody else keeps it running for (a task of a DAG). Starts nothing."""
    if settings.warehouse_url is not None:
        return from_url(settings, settings.warehouse_url.get_secret_value())
    return Warehouse(
        settings, "127.0.0.1", EmbeddedPostgres(settings).port, DATABASE, SUPERUSER, settings.password("admin")
    )
