"""Export: marts as files for a portal, a spreadsheet or a notebook, described by a Frictionless datapackage.json.

Enters: published marts, read as the BI role in one snapshot, and the dictionary. Leaves: FOLDER/<mart>.csv,
<mart>.parquet and datapackage.json. Same publish and same dictionary: same bytes.

CSV is UTF-8 in the field order of the mart, ordered by its key: a null is an empty field, an empty text is "", decimals
and dates are written in full. Parquet is made from that CSV with the declared types, so the two hold the same.
"""

from __future__ import annotations

import hashlib
import json
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Literal

import duckdb
import psycopg
from psycopg import sql

from lumbung.marts.dictionary import Column, Dictionary, Mart
from lumbung.runtime.warehouse import Warehouse

Format = Literal["csv", "parquet"]
PACKAGE = "datapackage.json"
NAME = "lumbung-marts"
UNFINISHED = ".lumbung-export-"
MEDIA_TYPES: Mapping[Format, str] = {"csv": "text/csv", "parquet": "application/vnd.apache.parquet"}
LICENCES = {
    "ODbL-1.0": {
        "name": "ODbL-1.0",
        "title": "Open Database License 1.0",
        "path": "https://opendatacommons.org/licenses/odbl/1-0/",
    },
    "Apache-2.0": {
        "name": "Apache-2.0",
        "title": "Apache License 2.0",
        "path": "https://www.apache.org/licenses/LICENSE-2.0",
    },
}
# Postgres type of a mart's column -> Frictionless field type, DuckDB type. Decimals keep their digits in both.
TYPES = {
    "text": ("string", "varchar"),
    "integer": ("integer", "integer"),
    "bigint": ("integer", "bigint"),
    "boolean": ("boolean", "boolean"),
    "date": ("date", "date"),
    "timestamp with time zone": ("datetime", "timestamptz"),
}

Connection = psycopg.Connection[tuple[object, ...]]


class ExportRefused(Exception):
    """What was asked cannot be exported; the message is one plain line."""


@dataclass(frozen=True)
class Exported:
    """One written file."""

    mart: str
    format: Format
    path: Path
    rows: int
    bytes: int
    sha256: str


def export(
    warehouse: Warehouse,
    dictionary: Dictionary,
    folder: Path,
    *,
    marts: Sequence[str] = (),
    formats: Sequence[Format] = ("csv", "parquet"),
    titles: Mapping[str, str] | None = None,
) -> list[Exported]:
    """Write marts (none named: all) into a folder that is empty or holds an earlier export, which this one replaces.

    `titles`: what a source id stands for, publisher first, for the package's list of sources.

    Raises:
        ExportRefused: no such mart, nothing published, a mart that the dictionary does not describe as it is, or a
            folder that holds something else.
    """
    earlier = _earlier(folder)
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=UNFINISHED, dir=folder) as made:
        work = Path(made)
        with warehouse.connect("bi") as connection:
            connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
            connection.read_only = True
            chosen = list(_chosen(dictionary, _published(connection), marts))
            described = [(mart, _types(connection, mart)) for mart in chosen]
            files = [file for mart, types in described for file in _write(connection, mart, types, work, formats)]
            package = _package(connection, described, files, titles or {})
        (work / PACKAGE).write_text(json.dumps(package, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
        # The package goes first: after a crash right here the folder is still known as ours, and is mended by the next.
        for name in [PACKAGE, *(file.path.name for file in files)]:
            (work / name).replace(folder / name)
    for name in earlier - {file.path.name for file in files}:
        (folder / name).unlink(missing_ok=True)
    return [replace(file, path=folder / file.path.name) for file in files]


def _earlier(folder: Path) -> set[str]:
    """Names of the files of the export that stands there."""
    if not folder.exists():
        return set()
    if not folder.is_dir():
        raise ExportRefused(f"{folder} is no folder")
    there = {path.name for path in folder.iterdir() if not path.name.startswith(UNFINISHED)}
    if not there:
        return set()
    try:
        package = json.loads((folder / PACKAGE).read_text(encoding="utf-8"))
        ours = package["name"] == NAME
        names = {str(resource["path"]) for resource in package["resources"]}
    except (OSError, ValueError, KeyError, TypeError):
        ours, names = False, set()
    if not ours:
        raise ExportRefused(f"{folder} is not empty and holds no export: name another folder")
    return {name for name in names if Path(name).name == name and Path(name).suffix in {".csv", ".parquet"}}


def _published(connection: Connection) -> list[str]:
    rows = connection.execute(
        "select table_name from information_schema.tables where table_schema = 'marts' order by table_name"
    ).fetchall()
    if not rows:
        raise ExportRefused("no mart is published yet: lumbung run")
    return [str(row[0]) for row in rows]


def _chosen(dictionary: Dictionary, published: Sequence[str], names: Sequence[str]) -> Iterable[Mart]:
    described = {name: dictionary.mart(name) for name in published}
    tables = [name for name, mart in described.items() if mart is None or not mart.is_view]
    for name in dict.fromkeys([name.removeprefix("marts.") for name in names] or tables):
        if name not in published:
            raise ExportRefused(f"there is no mart {name!r}; marts: {', '.join(tables)}")
        mart = described[name]
        if mart is None:
            raise ExportRefused(f"{name} is published and not described: it was built by another version; lumbung run")
        if mart.is_view:
            raise ExportRefused(f"{name} is a view that says what other marts hold: export those, or query it")
        yield mart


def _types(connection: Connection, mart: Mart) -> dict[str, str]:
    """Postgres type of each column in view, in order; the dictionary must know the same columns."""
    rows = connection.execute(
        """
        select attname, format_type(atttypid, atttypmod) from pg_attribute
        where attrelid = %s::regclass and attnum > 0 and not attisdropped order by attnum
        """,
        [f"marts.{mart.name}"],
    ).fetchall()
    types = {str(name): str(kind) for name, kind in rows}
    if set(types) != {column.name for column in mart.columns}:
        raise ExportRefused(
            f"{mart.name} in view has other columns than described: another version built it; lumbung run"
        )
    for name, kind in types.items():
        if kind not in TYPES and not kind.startswith("numeric("):
            raise ExportRefused(f"{mart.name}.{name} is of type {kind}, which no export knows")
    return types


def _write(
    connection: Connection, mart: Mart, types: Mapping[str, str], folder: Path, formats: Sequence[Format]
) -> list[Exported]:
    table, packed = folder / f"{mart.name}.csv", folder / f"{mart.name}.parquet"
    copied = sql.SQL(
        "copy (select {} from marts.{} order by {}) to stdout (format csv, header, encoding 'utf8')"
    ).format(
        sql.SQL(", ").join(_as_text(name, kind) for name, kind in types.items()),
        sql.Identifier(mart.name),
        sql.SQL('{} collate "C"').format(sql.Identifier(mart.key)),
    )
    with table.open("wb") as file, connection.cursor() as cursor:
        with cursor.copy(copied) as blocks:
            for block in blocks:
                file.write(block)
        rows = cursor.rowcount
    if "parquet" in formats:
        _to_parquet(table, packed, types)
    written: dict[Format, Path] = {"csv": table, "parquet": packed}
    return [_exported(mart.name, kind, written[kind], rows) for kind in formats]


def _as_text(name: str, kind: str) -> sql.Composable:
    """A column as CSV shall hold it; what Postgres writes in its own way is written as Frictionless reads it."""
    column = sql.Identifier(name)
    if kind == "boolean":
        return sql.SQL("cast({0} as text) as {0}").format(column)
    if kind == "timestamp with time zone":
        return sql.SQL("""to_char({0} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as {0}""").format(column)
    return column


def _exported(mart: str, kind: Format, path: Path, rows: int) -> Exported:
    with path.open("rb") as file:
        sha256 = hashlib.file_digest(file, "sha256").hexdigest()
    return Exported(mart, kind, path, rows, path.stat().st_size, sha256)


def _to_parquet(table: Path, to: Path, types: Mapping[str, str]) -> None:
    columns = {name: _parquet_type(kind) for name, kind in types.items()}
    # One thread writes rows in the order of the CSV; nothing is fetched from anywhere.
    config: dict[str, str | bool | int | float | list[str]] = {
        "threads": 1,
        "autoinstall_known_extensions": False,
        "autoload_known_extensions": False,
    }
    with duckdb.connect(config=config) as engine:
        engine.execute("set timezone = 'UTC'")
        rows = engine.read_csv(
            str(table),
            columns=columns,
            header=True,
            auto_detect=False,
            delimiter=",",
            quotechar='"',
            escapechar='"',
            na_values="",
            allow_quoted_nulls=False,
            max_line_size=1 << 24,
        )
        rows.write_parquet(str(to), compression="zstd")


def _parquet_type(kind: str) -> str:
    return kind.replace("numeric", "decimal") if kind.startswith("numeric(") else TYPES[kind][1]


def _package(
    connection: Connection,
    described: Sequence[tuple[Mart, Mapping[str, str]]],
    files: Sequence[Exported],
    titles: Mapping[str, str],
) -> dict[str, Any]:
    status = connection.execute(
        "select publish_id, published_at, bool_or(has_samples) over () from marts.data_status limit 1"
    ).fetchone()
    if status is None:
        raise ExportRefused("data_status is empty: lumbung run")
    publish_id, published_at, has_samples = status
    marts = {mart.name: (mart, types) for mart, types in described}
    sources = {name: _sources(connection, mart, titles) for name, (mart, _) in marts.items()}
    return {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "profile": "tabular-data-package",
        "name": NAME,
        "title": "Lumbung",
        "description": (
            "What local governments planned, spent and reached against poverty, how poverty moved, and what the press "
            "said of it. Figures are their publishers' own; source_ref leads to each cell or sentence."
            + (" Some come from invented samples: is_sample marks them." if has_samples else "")
        ),
        "version": str(publish_id),
        "created": published_at.isoformat().replace("+00:00", "Z"),  # type: ignore[attr-defined]
        "keywords": ["kemiskinan", "poverty", "Indonesia", "Satu Data"],
        "resources": [
            {
                **_resource(file, marts[file.mart][0], marts[file.mart][1], set(marts)),
                **({"sources": sources[file.mart]} if sources[file.mart] else {}),
            }
            for file in files
        ],
    }


def _sources(connection: Connection, mart: Mart, titles: Mapping[str, str]) -> list[dict[str, str]]:
    if mart.name == "dim_region":
        return [{"title": "idn-area-data", "path": "https://github.com/fityannugroho/idn-area-data"}]
    if "source_id" not in {column.name for column in mart.columns}:
        return []
    ids = connection.execute(
        sql.SQL('select distinct source_id collate "C" from marts.{} order by 1').format(sql.Identifier(mart.name))
    ).fetchall()
    return [{"title": titles.get(str(one), str(one)), "source_id": str(one)} for (one,) in ids]


def _resource(file: Exported, mart: Mart, types: Mapping[str, str], together: set[str]) -> dict[str, Any]:
    columns = {column.name: column for column in mart.columns}
    keys = [
        {"fields": [name], "reference": {"resource": _resource_name(to, file.format), "fields": [field]}}
        for name in types
        for to, field in [columns[name].points_to or ("", "")]
        if to in together and to != mart.name
    ]
    return {
        "name": _resource_name(mart.name, file.format),
        "path": file.path.name,
        "profile": "tabular-data-resource",
        "type": "table",
        "title": mart.label.id,
        "description": mart.definition.en,
        "description_id": mart.definition.id,
        "format": file.format,
        "mediatype": MEDIA_TYPES[file.format],
        **(
            {"encoding": "utf-8", "dialect": {"delimiter": ",", "lineTerminator": "\n"}} if file.format == "csv" else {}
        ),
        "bytes": file.bytes,
        "hash": f"sha256:{file.sha256}",
        "rows": file.rows,
        **({"licenses": [LICENCES[mart.licence]]} if mart.licence else {}),
        "schema": {
            "fields": [_field(columns[name], kind) for name, kind in types.items()],
            "primaryKey": [mart.key],
            **({"foreignKeys": keys} if keys else {}),
            "missingValues": [""],
        },
    }


def _resource_name(mart: str, kind: Format) -> str:
    return mart if kind == "csv" else f"{mart}.{kind}"


def _field(column: Column, kind: str) -> dict[str, Any]:
    name = "number" if kind.startswith("numeric(") else TYPES[kind][0]
    constraints: dict[str, Any] = {}
    if column.is_required:
        constraints["required"] = True
    if column.is_key:
        constraints["unique"] = True
    if column.codes:
        constraints["enum"] = [int(code) for code in column.codes] if name == "integer" else list(column.codes)
    return {
        "name": column.name,
        "type": name,
        "title": column.concept.id,
        "description": column.definition.en,
        "description_id": column.definition.id,
        "measure": column.measure.en,
        "unit": column.unit.en,
        "source": column.source,
        **({"constraints": constraints} if constraints else {}),
    }
