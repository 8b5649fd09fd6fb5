"""The `lumbung` command.

Enters: arguments. Leaves: exit code 0, 1 (not published, nothing proposed) or 2 (wrong use, one plain line).
"""

from __future__ import annotations

import json
import logging
import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal, TypeVar

import typer
from rich.console import Console
from rich.table import Table as RichTable

from lumbung.runtime.settings import settings
from lumbung.runtime.warehouse import Warehouse

if TYPE_CHECKING:
    from lumbung.landing.quarantine import Case, Reason

T = TypeVar("T")
EXIT_NOT_PUBLISHED = 1
EXIT_NOT_PROPOSED = 1
EXIT_WRONG_USE = 2
REASONS_SHOWN = 10

app = typer.Typer(
    name="lumbung",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    add_completion=False,
    help="Agency workbooks and news on Indonesia's poverty programmes, into marts that show their source.",
)
sources_app = typer.Typer(no_args_is_help=True, help="The catalogue of sources.")
sheet_app = typer.Typer(no_args_is_help=True, help="One workbook, without a database.")
news_app = typer.Typer(no_args_is_help=True, help="One article, without a database.")
quarantine_app = typer.Typer(no_args_is_help=True, help="Files and rows that were not taken, and why.")
database_app = typer.Typer(no_args_is_help=True, help="The warehouse's database.")
app.add_typer(sources_app, name="sources")
app.add_typer(sheet_app, name="sheet")
app.add_typer(news_app, name="news")
app.add_typer(quarantine_app, name="quarantine")
app.add_typer(database_app, name="database")

# What is printed comes from files and databases: nothing in it is markup.
out = Console(highlight=False, markup=False)
err = Console(stderr=True, highlight=False, markup=False)

CatalogueOption = Annotated[
    list[Path] | None,
    typer.Option("--catalogue", help="Folder of source YAMLs, instead of the shipped one. Repeatable."),
]


class WrongUse(Exception):
    """The user asked for something that cannot be; the message is one plain line."""


@app.command(epilog="Example: lumbung run --source sipd__lra")
def run(
    catalogue: CatalogueOption = None,
    source: Annotated[list[str] | None, typer.Option("--source", help="Only this source id. Repeatable.")] = None,
) -> None:
    """One refresh through Airflow's scheduler: land, check, build, publish; then what came of it."""
    from lumbung.runtime.refresh import refresh
    from lumbung.steps import Scope, catalogue_of, folders_of

    here = settings()
    scope: Scope = {}
    if catalogue:
        scope["catalogue"] = [str(_folder(path)) for path in catalogue]
    if source:
        scope["sources"] = source
    scope["folders"] = _sources(lambda: folders_of(catalogue_of(scope, here)))
    outcome = refresh(here, dict(scope), err)
    for line in outcome.failures:
        out.print(line, soft_wrap=True)
    if outcome.marts:
        shown = _table("mart", "rows", title=f"Publish {outcome.publish_id}")
        shown.columns[1].justify = "right"
        for mart in outcome.marts:
            shown.add_row(f"marts.{mart.name}", f"{mart.rows:,}")
        out.print(shown)
    if outcome.rejections:
        out.print(f"{len(outcome.rejections)} file(s) not taken:")
        for r in outcome.rejections:
            kept = " (the version before it stays in the marts)" if r.carried_forward else ""
            out.print(f"  {r.source_id}  {r.origin}: {r.reason}{kept}", soft_wrap=True)
    if outcome.faults:
        out.print(f"{len(outcome.faults)} fault(s) in collecting:")
        for line in outcome.faults:
            out.print(f"  {line}", soft_wrap=True)
    if outcome.quarantined_rows:
        out.print(f"{outcome.quarantined_rows} row(s) of accepted files are in quarantine: ops.quarantine says why.")
    if outcome.samples:
        out.print("Figures of the shipped samples are invented; marts mark them with is_sample.")
    if not outcome.published:
        out.print(f"Not published. Logs: {here.logs} and {here.home / 'airflow' / 'logs'}", soft_wrap=True)
        raise typer.Exit(EXIT_NOT_PUBLISHED)
    if outcome.unchanged:
        out.print(f"Nothing new: the marts are unchanged since publish {outcome.publish_id}.")
    else:
        out.print(f"Published: {outcome.loaded} new file version(s) judged.")
    out.print('Look: lumbung query "select * from data_status"   or   lumbung up  for Airflow and a lasting Postgres.')


@app.command(epilog="Example: lumbung up")
def up() -> None:
    """Start Postgres and Airflow, and keep them running."""
    from lumbung.runtime import supervisor
    from lumbung.runtime.airflow import ADMIN

    here = settings()
    with supervisor.sole_user(here), err.status("Starting Postgres and Airflow ..."):
        services = supervisor.start(here, lasting=True)
    out.print(
        f"Airflow   {services.airflow_url}   user {ADMIN}, password in {here.home / 'airflow' / 'passwords.json'}",
        soft_wrap=True,
    )
    out.print("Postgres  lumbung url --role bi")


@app.command(epilog="Example: lumbung down")
def down() -> None:
    """Stop Airflow and the embedded Postgres."""
    from lumbung.runtime import supervisor
    from lumbung.runtime.postgres import EmbeddedPostgres

    here = settings()
    with err.status("Stopping ..."):
        stopped = supervisor.stop(here)
        if here.warehouse_url is None and not EmbeddedPostgres(here).stop_if_unused():
            out.print("Postgres goes on: another lumbung command uses it.")
    out.print("Stopped." if stopped else "Nothing was running.")


@app.command(epilog="Example: lumbung status --json")
def status(as_json: Annotated[bool, typer.Option("--json", help="One JSON object.")] = False) -> None:
    """Services, and per source: last file, verdict, age, carried forward or not."""
    from lumbung.landing.standing import Standing, collection_faults, standing
    from lumbung.runtime import supervisor
    from lumbung.runtime.postgres import EmbeddedPostgres

    here = settings()
    services = supervisor.read_services(here)
    postgres = here.warehouse_url is not None or EmbeddedPostgres(here).is_running()
    sources: list[Standing] = []
    faults: list[str] = []
    if _has_warehouse():
        with _warehouse() as warehouse, warehouse.connect("loader") as connection:
            sources, faults = standing(connection), collection_faults(connection)
    if as_json:
        print(  # noqa: T201 - for a program
            json.dumps(
                {
                    "postgres": "running" if postgres else "stopped",
                    "airflow": services.phase if services else "stopped",
                    "airflow_url": services.airflow_url if services else None,
                    "sources": [vars(s) for s in sources],
                    "collection_faults": faults,
                },
                default=str,
            )
        )
        return
    airflow = f"{services.phase} {services.airflow_url}" if services else "stopped"
    out.print(f"Postgres {'running' if postgres else 'stopped'} · Airflow {airflow}")
    shown = _table("source", "last file", "verdict", "age (days)", "files live", "rejected", "carried forward")
    for s in sources:
        shown.add_row(
            s.source_id,
            s.last_file,
            s.verdict,
            str(s.age_days),
            str(s.files_live),
            str(s.open_rejections),
            "yes" if s.carried_forward else "no",
        )
    if sources:
        out.print(shown)
    else:
        out.print("No file was received yet: lumbung run")
    for line in faults:
        out.print(f"Not collected: {line}", soft_wrap=True)


@app.command(epilog="Example: lumbung url --role bi")
def url(role: Annotated[Literal["bi", "admin"], typer.Option(help="Whose URL.")] = "bi") -> None:
    """The connection URL."""
    from lumbung.runtime.postgres import EmbeddedPostgres
    from lumbung.runtime.warehouse import running_warehouse

    here = settings()
    _need_warehouse()
    print(running_warehouse(here).url(role))  # noqa: T201 - for a program
    if here.warehouse_url is None and not EmbeddedPostgres(here).is_running():
        err.print("Postgres is not running: lumbung up keeps it running.")


@app.command(epilog="""Example: lumbung query "select region_code, value from fct_poverty_indicator" --format csv""")
def query(
    text: Annotated[str | None, typer.Argument(metavar="[SQL]", help="One statement over schema marts.")] = None,
    file: Annotated[
        Path | None, typer.Option("--file", metavar="FILE.sql", help="A file that holds the statement.")
    ] = None,
    how: Annotated[Literal["table", "csv", "json"], typer.Option("--format", help="How rows are printed.")] = "table",
) -> None:
    """Run SQL as the BI role: it reads schema marts and nothing else.

    Rows that are too wide for the terminal stand one below the other, without what is empty in them.
    """
    from lumbung.marts.read import as_text
    from lumbung.marts.read import query as run_query

    if (text is None) == (file is None):
        raise WrongUse(
            "give one statement, or a file that holds it: lumbung query SQL, or lumbung query --file FILE.sql"
        )
    if text is None:
        text = Path(str(file)).read_text(encoding="utf-8")
    if not text.strip(" ;\n\t"):
        raise WrongUse("there is no SQL to run")
    _need_warehouse()
    with _warehouse() as warehouse:
        table = run_query(warehouse, text)
    if how != "table":
        print(as_text(table, how))  # noqa: T201 - for a program
        return
    rows = [[_shown(value) for value in row] for row in table.rows]
    widths = [max(map(len, column)) for column in zip(table.columns, *rows, strict=True)]
    if sum(widths) + 3 * len(widths) + 1 > out.width:
        _print_records(table.columns, rows)
    else:
        shown = _table(*table.columns)
        for row in rows:
            shown.add_row(*row)
        out.print(shown)
    out.print(f"{len(rows)} row(s)")


def _table(*columns: str, title: str | None = None) -> RichTable:
    """A table in which a narrow terminal breaks what is long, and cuts nothing off."""
    shown = RichTable(title=title, title_justify="left")
    for column in columns:
        shown.add_column(column, overflow="fold")
    return shown


def _shown(value: object) -> str:
    """A value for a reader: of a number the zeros that fill its scale are left out."""
    if isinstance(value, Decimal) and value.is_finite():
        text = f"{value:f}"
        return text.rstrip("0").rstrip(".") if "." in text else text
    return "" if value is None else str(value)


def _print_records(columns: list[str], rows: list[list[str]]) -> None:
    """Rows that are too wide for the terminal, one below the other: a line for each column that is filled."""
    if not rows:
        out.print(f"columns: {', '.join(columns)}")
    name_width = max(map(len, columns))
    for number, row in enumerate(rows, 1):
        out.print(f"row {number}")
        for name, value in zip(columns, row, strict=True):
            if value:
                out.print(f"  {name:<{name_width}}  {value}", soft_wrap=True)


@app.command(
    epilog="""Example: lumbung trace rpt_region_scorecard --where "region_code = '52.71'" --measure budget_idr"""
)
def trace(
    mart: Annotated[str, typer.Argument(metavar="MART", help="A mart of single figures, or a report (rpt_...).")],
    where: Annotated[str, typer.Option(help="SQL condition over the mart's columns.")] = "true",
    measure: Annotated[
        str | None, typer.Option(help="Only what is behind this column of a report; default: behind all its numbers.")
    ] = None,
    how: Annotated[Literal["table", "json"], typer.Option("--format", help="How addresses are printed.")] = "table",
) -> None:
    """The addresses behind mart rows: file, sheet and cell, or URL and sentence.

    Of a number in percent, part is what it divides and whole what it divides by.
    """
    from lumbung.marts.read import trace as run_trace

    _need_warehouse()
    with _warehouse() as warehouse:
        addresses = run_trace(warehouse, mart, where)
    if measure is not None:
        known = sorted({_measure(a.measure) for a in addresses} - {""})
        if addresses and measure not in known:
            raise WrongUse(f"these rows have no number {measure!r} with an address; they have: {', '.join(known)}")
        addresses = [a for a in addresses if _measure(a.measure) == measure]
    if how == "json":
        print(json.dumps([vars(a) for a in addresses], ensure_ascii=False))  # noqa: T201 - for a program
        return
    for a in addresses:
        of = f"  [{a.measure}]" if a.measure else ""
        out.print(f"{a.source_ref}{of}", soft_wrap=True)
        if a.quote:
            out.print(f'    "{a.quote}"', soft_wrap=True)
        out.print(
            f"    {a.origin}  sha256 {a.sha256[:12]}  received {a.received_at[:19]} UTC", markup=False, soft_wrap=True
        )
    out.print(f"{len(addresses)} address(es)")


def _measure(words: str) -> str:
    """The column that an address is behind, without which part of it."""
    return words.partition(",")[0]


@sources_app.command("list", epilog="Example: lumbung sources list")
def sources_list(catalogue: CatalogueOption = None) -> None:
    """Every declared source."""
    from lumbung.sources.catalogue import load_catalogue

    specs = _sources(lambda: load_catalogue(_folders(catalogue)))
    shown = _table("id", "dataset", "publisher", "title")
    for spec in specs.values():
        shown.add_row(spec.id, spec.dataset, spec.publisher, spec.title)
    out.print(shown)


@sources_app.command("check", epilog="Example: lumbung sources check --catalogue my_sources")
def sources_check(catalogue: CatalogueOption = None) -> None:
    """Validate every YAML; say file and key of each fault."""
    from lumbung.sources.catalogue import check_catalogue, load_catalogue

    faults = check_catalogue(_folders(catalogue))
    for fault in faults:
        out.print(f"{fault.file}: {fault.key}: {fault.message}", soft_wrap=True)
    if faults:
        raise typer.Exit(EXIT_WRONG_USE)
    out.print(f"{len(load_catalogue(_folders(catalogue)))} sources, no fault.")


@sources_app.command("try", epilog="Example: lumbung sources try my_files --catalogue my_sources")
def sources_try(
    folder: Annotated[Path, typer.Argument(metavar="FOLDER")],
    catalogue: CatalogueOption = None,
    how: Annotated[Literal["table", "markdown", "json"], typer.Option("--format", help="How it is printed.")] = "table",
) -> None:
    """Read every file below a folder, without a database: which sources take it, and what comes of it.

    What is read here has still to pass the checks.
    """
    from lumbung.landing.families import as_records, families, markdown, summary, try_folder
    from lumbung.sources.catalogue import load_catalogue

    if not folder.is_dir():
        raise WrongUse(f"there is no folder {folder}")
    specs = _sources(lambda: load_catalogue(_folders(catalogue)))
    with err.status("Reading ..."):
        trials = _sources(lambda: try_folder(folder, list(specs.values())))
    if how == "json":
        print(json.dumps(list(as_records(trials)), ensure_ascii=False))  # noqa: T201 - for a program
        return
    if how == "markdown":
        given = "".join(f" --catalogue {path}" for path in catalogue or ())
        print(markdown(trials, f"lumbung sources try FOLDER{given} --format markdown"), end="")  # noqa: T201 - a page
        return
    shown = _table("source", "layout", "files", "read", "rows", "rows refused")
    for family in families(trials):
        refused = ", ".join(f"{count} {rule}" for rule, count in sorted(family.refused_rows.items()))
        shown.add_row(
            family.source_id,
            family.layout or "(refused)",
            str(family.files),
            str(family.read),
            str(family.rows),
            refused or "0",
        )
    out.print(shown)
    for trial in trials:
        if not trial.is_read:
            out.print(f"{_line(trial.path)}: {trial.source_id or 'no source'}: {trial.reason}", soft_wrap=True)
    out.print(summary(trials))


@sheet_app.command(
    "inspect", epilog="Example: lumbung sheet inspect tabel_kemiskinan.xlsx --write tabel_kemiskinan.yaml"
)
def sheet_inspect(
    file: Annotated[Path, typer.Argument(metavar="FILE")],
    write: Annotated[
        Path | None, typer.Option("--write", metavar="YAML", help="Write the proposed YAML there.")
    ] = None,
    how: Annotated[Literal["table", "json"], typer.Option("--format", help="How it is printed.")] = "table",
) -> None:
    """What is in a workbook, and a YAML that reads it.

    Exit code 0: explained, and a YAML is proposed; what it is unsure of stands in it as a question, and until that is
    answered it does not load. 1: explained, and no dataset holds it. 2: the file cannot be read.
    """
    from lumbung.workbooks.inspect import inspect_file
    from lumbung.workbooks.inspection.show import as_mapping, print_inspection
    from lumbung.workbooks.propose import is_proposal, propose

    if not file.is_file():
        raise WrongUse(f"there is no file {file}")
    if write is not None and write.exists() and not is_proposal(write):
        raise WrongUse(f"{write} is there already and was not proposed by this command: name another file")
    seen = inspect_file(file)
    proposal = propose(seen)
    if how == "json":
        print(json.dumps(as_mapping(seen, proposal), ensure_ascii=False, default=str))  # noqa: T201 - for a program
    else:
        print_inspection(seen, proposal, out)
    if proposal.text is None:
        raise typer.Exit(EXIT_NOT_PROPOSED)
    if write is not None:
        write.write_text(proposal.text, encoding="utf-8")
        err.print(f"Written: {write}", soft_wrap=True)
        if proposal.is_ready:
            err.print(f"Look: lumbung sheet rows {file} --source {write}", soft_wrap=True)
    elif how == "table":
        out.print("Write it: add --write FILE.yaml")


@sheet_app.command("rows", epilog="Example: lumbung sheet rows lra_maret.xlsx --source sipd__lra")
def sheet_rows(
    file: Annotated[Path, typer.Argument(metavar="FILE")],
    source: Annotated[str, typer.Option(help="A source id of the catalogue, or a YAML file.")],
    how: Annotated[Literal["jsonl", "csv"], typer.Option("--format")] = "jsonl",
    catalogue: CatalogueOption = None,
) -> None:
    """Parsed rows with sheet, row, and the cell of each measure."""
    from lumbung.sources.catalogue import load_catalogue, load_source
    from lumbung.workbooks.parse import parse_file, rows_as_records

    if not file.is_file():
        raise WrongUse(f"there is no file {file}")
    if source.endswith((".yaml", ".yml")):
        if not Path(source).is_file():
            raise WrongUse(f"there is no file {source}")
        spec = _sources(lambda: {"it": load_source(Path(source))})["it"]
    else:
        specs = _sources(lambda: load_catalogue(_folders(catalogue)))
        if source not in specs:
            raise WrongUse(f"there is no source {source!r}; lumbung sources list shows them")
        spec = specs[source]
    niks = any(column.kind == "nik" for layout in spec.layouts for column in layout.columns.values())
    parsed = parse_file(
        file,
        spec,
        file_name=file.name,
        relative_path=file.absolute().as_posix(),
        nik_key=settings().key("nik") if niks else None,
    )
    records = list(rows_as_records(parsed))
    if how == "jsonl":
        for record in records:
            print(json.dumps(record, ensure_ascii=False))  # noqa: T201 - for a program
    else:
        import csv

        writer = csv.DictWriter(sys.stdout, list(records[0]) if records else [], lineterminator="\n")
        writer.writeheader()
        writer.writerows({**r, "cells": json.dumps(r["cells"])} for r in records)
    for refusal in parsed.refusals:
        err.print(refusal.reason, soft_wrap=True)
    err.print(
        f"{parsed.rows_in} rows in = {parsed.row_count} read + {len(parsed.refusals)} refused"
        f" + {parsed.rows_ignored} ignored"
    )


@news_app.command("figures", epilog="Example: lumbung news figures article.txt --published 2024-05-14 --format table")
def news_figures(
    file: Annotated[str, typer.Argument(metavar="FILE", help="Text or HTML; - is standard input.")],
    published: Annotated[
        str | None, typer.Option(help="Publication date, YYYY-MM-DD: dates without a year count from it.")
    ] = None,
    how: Annotated[Literal["jsonl", "table"], typer.Option("--format")] = "jsonl",
) -> None:
    """Figures in a text, each with its exact words, value, unit, role, region and period."""
    from datetime import date

    from lumbung.news.pages import figure_records, text_of

    try:
        when = date.fromisoformat(published) if published else None
    except ValueError:
        raise WrongUse(f"--published {published!r} is no date: write it as 2024-05-14") from None
    if file == "-":
        raw = sys.stdin.buffer.read()
    elif Path(file).is_file():
        raw = Path(file).read_bytes()
    else:
        raise WrongUse(f"there is no file {file}")
    text, dated = text_of(raw)
    records = figure_records(text, when or dated)
    if how == "jsonl":
        for record in records:
            print(json.dumps(record, ensure_ascii=False, default=str))  # noqa: T201 - for a program
        return
    shown = _table("quote", "value", "unit", "role", "region", "period", "reason")
    for r in records:
        period = f"{r['period_start'] or ''} .. {r['period_end'] or ''}".strip(" .")
        shown.add_row(
            *(str(r[k] if r[k] is not None else "") for k in ("quote", "value", "unit", "role", "region_code")),
            period,
            r["reason"] or "",
        )
    out.print(shown)


BatchId = Annotated[int, typer.Argument(metavar="BATCH", min=1, max=2**63 - 1, help="As lumbung quarantine list says.")]


@quarantine_app.command("list", epilog="Example: lumbung quarantine list --source sipd__lra")
def quarantine_list(
    source: Annotated[str | None, typer.Option("--source", help="Only this source id.")] = None,
    everything: Annotated[bool, typer.Option("--all", help="Also what a newer version of the file settled.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON array.")] = False,
) -> None:
    """Files that were rejected and files with rows in quarantine, a line each."""
    from lumbung.landing.quarantine import entries, need_source

    with _quarantine() as warehouse, warehouse.connect("loader") as connection:
        if source is not None:
            need_source(connection, source)
        found = entries(connection, source_id=source, only_open=not everything)
    if as_json:
        print(json.dumps([vars(entry) for entry in found], ensure_ascii=False))  # noqa: T201 - for a program
        return
    if not found:
        out.print("Nothing is in quarantine.")
        return
    lines = [("BATCH", "SOURCE", "FILE", "KIND", "COUNT", "FIRST RULE", "SINCE", "")]
    for e in found:
        state = "" if e.is_open else f"replaced; newest: batch {e.newest}"
        lines.append(
            (str(e.batch_id), e.source_id, _line(e.origin), e.kind, str(e.count), e.rule or "-", e.since[:10], state)
        )
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    for line in lines:
        padded = (text.ljust(width) for text, width in zip(line, widths, strict=True))
        out.print("  ".join(padded).rstrip(), soft_wrap=True)
    out.print("Why: lumbung quarantine show BATCH", soft_wrap=True)


@quarantine_app.command("show", epilog="Example: lumbung quarantine show 12")
def quarantine_show(
    batch: BatchId, as_json: Annotated[bool, typer.Option("--json", help="One JSON object.")] = False
) -> None:
    """One batch: its file, its counts, each reason with rule, sheet and cell."""
    from lumbung.landing.quarantine import case_of

    with _quarantine() as warehouse, warehouse.connect("loader") as connection:
        case = case_of(connection, batch)
    if as_json:
        record = {**vars(case), "reasons": [vars(reason) for reason in case.reasons]}
        print(json.dumps(record, ensure_ascii=False))  # noqa: T201 - for a program
        return
    for label, value in (
        ("Batch", f"{case.batch_id}  {case.status}"),
        ("Source", case.source_id + ("  (invented sample)" if case.is_sample else "")),
        ("File", _line(case.origin)),
        ("sha256", case.sha256),
        ("Received", case.received_at),
        ("Rows", _counts(case)),
    ):
        out.print(f"{label:<9} {value}", soft_wrap=True)
    for reason in case.reasons:
        out.print(f"  {_reason(reason)}", soft_wrap=True)
    out.print(f"{len(case.reasons)} reason(s)")


@quarantine_app.command("export", epilog="Example: lumbung quarantine export 12 --to lra_maret_faults.xlsx")
def quarantine_export(
    batch: BatchId,
    to: Annotated[Path, typer.Option("--to", metavar="FILE.xlsx", help="A new file; it may hold personal data.")],
) -> None:
    """A workbook of what is at fault, with the reason beside each cell, to correct the agency's file by."""
    from lumbung.landing.correction_workbook import write_correction_workbook
    from lumbung.landing.quarantine import archive_of, case_of, first_rows, original_bytes

    with _quarantine() as warehouse:
        with warehouse.connect("loader") as connection:
            case = case_of(connection, batch)
            first = first_rows(connection, case)
        if not case.reasons:
            raise WrongUse(f"batch {batch} is {case.status} and has nothing in quarantine")
        data = None if case.dataset == "news" else original_bytes(archive_of(settings()), case)
        written = write_correction_workbook(case, data, first, to)
    at = f"{written.rows} row(s) at fault in {written.sheets} sheet(s)"
    out.print(f"{to}: {at}; its sheet About says what to do next.", soft_wrap=True)
    out.print("It may hold personal data: keep it to yourself, and delete it when the file is corrected.")


@quarantine_app.command("replay", epilog="Example: lumbung quarantine replay 12 --file lra_maret_corrected.xlsx")
def quarantine_replay(
    batch: Annotated[
        list[int] | None, typer.Argument(metavar="[BATCH]...", min=1, max=2**63 - 1, help="Batches to read again.")
    ] = None,
    source: Annotated[str | None, typer.Option("--source", help="All of this source that is in quarantine.")] = None,
    file: Annotated[
        Path | None, typer.Option("--file", help="A corrected file, in place of the one batch that is named.")
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Read again though neither parser nor YAML changed.")] = False,
    catalogue: CatalogueOption = None,
) -> None:
    """Read and judge just these batches again, with today's parser and YAML or from a corrected file.

    Exit code 0 when all are accepted, 1 when some are not.
    """
    from lumbung.landing.quarantine import entries, need_source
    from lumbung.landing.replay import replay
    from lumbung.sources.catalogue import load_catalogue

    if bool(batch) == (source is not None):
        raise WrongUse("name the batches to replay, or --source: lumbung quarantine list shows them")
    if file is not None and len(set(batch or [])) != 1:
        raise WrongUse("--file takes the place of one batch: name that batch")
    if file is not None and not file.is_file():
        raise WrongUse(f"there is no file {file}")
    folders = _folders(catalogue)
    specs = _sources(lambda: load_catalogue(folders))
    with _quarantine() as warehouse:
        ids = list(batch or [])
        if source is not None:
            with warehouse.connect("loader") as connection:
                need_source(connection, source)
                ids = [entry.batch_id for entry in entries(connection, source_id=source)]
        done = replay(warehouse, ids, specs, catalogue=folders, corrected=file, force=force)
    if not done:
        out.print(f"Nothing of {source} is in quarantine.")
    for one in done:
        case = one.result
        name = f"batch {one.batch_id}" + (f" -> {case.batch_id}" if case.batch_id != one.batch_id else "")
        out.print(f"{name}  {case.source_id}  {_line(case.origin)}: {case.status}", soft_wrap=True)
        out.print(f"  {_counts(case)}", soft_wrap=True)
        for reason in case.reasons[:REASONS_SHOWN]:
            out.print(f"  {_reason(reason)}", soft_wrap=True)
        if len(case.reasons) > REASONS_SHOWN:
            more = len(case.reasons) - REASONS_SHOWN
            out.print(f"  and {more} more: lumbung quarantine show {case.batch_id}", soft_wrap=True)
        if not one.read:
            out.print("  Nothing was read: file, parser and YAML are those it was read with. --force reads it anyway.")
    if any(one.accepted for one in done):
        out.print("lumbung run publishes what was accepted.")
    if not all(one.accepted for one in done):
        raise typer.Exit(EXIT_NOT_PUBLISHED)


@contextmanager
def _quarantine() -> Iterator[Warehouse]:
    """The warehouse, with what the quarantine refuses as wrong use."""
    from psycopg.errors import InsufficientPrivilege, UndefinedTable

    from lumbung.landing.quarantine import QuarantineRefused

    _need_warehouse()
    try:
        with _warehouse() as warehouse:
            yield warehouse
    except QuarantineRefused as fault:
        raise WrongUse(str(fault)) from None
    except (UndefinedTable, InsufficientPrivilege):
        raise WrongUse("the warehouse is not prepared for this version of Lumbung: lumbung database prepare") from None


def _counts(case: Case) -> str:
    if not case.rows_in:
        return "none was read: the file was refused as a whole" if case.status == "rejected" else "none was read yet"
    return (
        f"{case.rows_in} in = {case.rows_staged} staged + {case.rows_quarantined} quarantined"
        f" + {case.rows_ignored} ignored"
    )


def _reason(reason: Reason) -> str:
    from lumbung.workbooks.errors import printable

    where = [f"sheet {printable(reason.sheet)}" if reason.sheet else "", reason.cell or ""]
    if reason.row is not None and not reason.cell:
        where.append(f"row {reason.row}")
    return _line(f"{reason.rule}  {' '.join(filter(None, where))}: {reason.reason}".replace("  :", ":"))


def _line(text: str) -> str:
    """Text from outside on one line of a terminal: what does not print is written as an escape."""
    return "".join(letter if letter.isprintable() else ascii(letter)[1:-1] for letter in text)


@app.command(epilog="Example: lumbung publishes --json")
def publishes(as_json: Annotated[bool, typer.Option("--json", help="One JSON array.")] = False) -> None:
    """Past publishes, newest first: which is in view, and which can be brought back."""
    from lumbung.marts.rollback import publishes as past_publishes

    with _publishes() as warehouse, warehouse.connect("dbt") as connection:
        found = past_publishes(connection)
    if as_json:
        print(json.dumps([vars(one) for one in found], ensure_ascii=False))  # noqa: T201 - for a program
        return
    if not found:
        out.print("Nothing was published yet: lumbung run")
        return
    shown = _table("publish", "state", "published (UTC)", "marts", "", "why")
    for one in found:
        standing = "in view" if one.in_view else "kept" if one.kept else ""
        if one.rollbacks and one.in_view:
            standing = f"in view since the rollback of {one.rollbacks[-1]['at']}"
        shown.add_row(
            str(one.publish_id), one.state, one.published_at, str(one.marts or ""), standing, _line(one.detail or "")
        )
    out.print(shown)
    out.print("Bring one that is kept back: lumbung rollback N")


@app.command(epilog="Example: lumbung rollback 12")
def rollback(
    publish: Annotated[
        int, typer.Argument(metavar="N", min=1, max=2**63 - 1, help="A publish that lumbung publishes shows as kept.")
    ],
) -> None:
    """Bring back one of the last seven publishes: all marts, in one transaction.

    data_status says recovered. It holds while nothing changes: a night that finds the files, YAMLs and models of the
    newest publish publishes nothing. With the first change, all marts are made anew from all files and published: what
    was wrong has to be mended or withdrawn by then. lumbung rollback with the newest publish ends it.
    """
    from lumbung.marts.rollback import RollbackRefused
    from lumbung.marts.rollback import rollback as bring_back

    try:
        with _publishes() as warehouse, warehouse.connect("dbt") as connection:
            done = bring_back(connection, publish)
    except RollbackRefused as fault:
        raise WrongUse(str(fault)) from None
    out.print(
        f"Publish {done.publish_id} of {done.published_at} UTC is in view, in place of publish {done.instead_of}:"
        f" {len(done.marts)} marts.",
        soft_wrap=True,
    )
    if done.empty:
        out.print(f"Empty now, since publish {done.publish_id} had no such mart: {', '.join(done.empty)}")
    if done.publish_id != done.newest:
        out.print(f"It holds while nothing changes; lumbung rollback {done.newest} ends it.", soft_wrap=True)
    if done.building:
        out.print(f"Publish {done.building} is being built now, and will take its place.")


@contextmanager
def _publishes() -> Iterator[Warehouse]:
    """The warehouse, if it is one that knows past publishes."""
    from psycopg.errors import InsufficientPrivilege, UndefinedTable

    _need_warehouse()
    try:
        with _warehouse() as warehouse:
            yield warehouse
    except (UndefinedTable, InsufficientPrivilege):
        raise WrongUse("the warehouse is not prepared for this version of Lumbung: lumbung database prepare") from None


@app.command(epilog="Example: lumbung dictionary --out kamus_data.html")
def dictionary(
    to: Annotated[
        Path | None,
        typer.Option("--out", metavar="FILE", help="Where to write it; default: dictionary.html in the home."),
    ] = None,
    docs: Annotated[
        Path | None, typer.Option("--dbt-docs", metavar="FILE", help="Also dbt's documentation: lineage and SQL.")
    ] = None,
) -> None:
    """The data dictionary as one HTML page, in English and Indonesian; needs no database."""
    from lumbung.marts.dictionary import read_dictionary, render
    from lumbung.marts.lineage import dbt_docs
    from lumbung.runtime.manifest import ensure_manifest

    here = settings()
    page = render(read_dictionary(ensure_manifest(here), here.project / "dbt_project"))
    written = {to or here.home / "dictionary.html": page}
    if docs is not None:
        written[docs] = dbt_docs(here)
    for path, text in written.items():
        path.write_text(text, encoding="utf-8")
        out.print(str(path), soft_wrap=True)


@app.command(epilog="Example: lumbung export fct_program_reach dim_region --out laporan --format csv")
def export(
    to: Annotated[Path, typer.Option("--out", metavar="DIR", help="An empty folder, or one of an earlier export.")],
    marts: Annotated[list[str] | None, typer.Argument(metavar="[MART]...", help="Default: every mart.")] = None,
    how: Annotated[
        Literal["csv", "parquet"] | None, typer.Option("--format", help="Only this one; default: both.")
    ] = None,
) -> None:
    """Published marts as CSV and Parquet, with a Frictionless datapackage.json that describes them."""
    from lumbung.marts.dictionary import read_dictionary
    from lumbung.marts.exports import ExportRefused
    from lumbung.marts.exports import export as run_export
    from lumbung.runtime.manifest import ensure_manifest
    from lumbung.sources.catalogue import load_catalogue

    here = settings()
    _need_warehouse()
    described = read_dictionary(ensure_manifest(here), here.project / "dbt_project")
    titles = {
        spec.id: f"{spec.publisher}: {spec.title}" for spec in _sources(lambda: load_catalogue(_folders(None))).values()
    }
    try:
        with _warehouse() as warehouse:
            files = run_export(
                warehouse,
                described,
                to,
                marts=marts or (),
                formats=(how,) if how else ("csv", "parquet"),
                titles=titles,
            )
    except ExportRefused as fault:
        raise WrongUse(str(fault)) from None
    for file in files:
        out.print(f"{file.path}  {file.rows:,} row(s)  {file.bytes:,} bytes", soft_wrap=True)
    out.print(str(to / "datapackage.json"), soft_wrap=True)


@app.command(epilog="Example: lumbung manifest")
def manifest() -> None:
    """Build the dbt manifest that the DAG files read; done by itself before a run, needed once when an image is
    built.
    """
    from lumbung.runtime.manifest import ensure_manifest

    out.print(str(ensure_manifest(settings())), soft_wrap=True)


@database_app.command("prepare", epilog="Example: lumbung database prepare")
def database_prepare() -> None:
    """Make roles, schemas, tables, grants and Airflow's user as this version wants them; may run again and again."""
    from lumbung.runtime.airflow import write_ui_password

    with _warehouse() as warehouse:
        warehouse.prepare()
    write_ui_password(settings())
    out.print("Prepared.")


def _folders(catalogue: list[Path] | None) -> list[Path]:
    return [_folder(path) for path in catalogue] if catalogue else settings().catalogue_dirs


def _folder(path: Path) -> Path:
    if not path.is_dir():
        raise WrongUse(f"there is no catalogue folder {path}")
    return path.absolute()


def _sources(load: Callable[[], T]) -> T:
    """What a catalogue gives; its faults are the user's to mend."""
    from lumbung.sources.catalogue import CatalogueError

    try:
        return load()
    except (CatalogueError, ValueError) as fault:
        raise WrongUse(str(fault)) from None


def _warehouse() -> AbstractContextManager[Warehouse]:
    from lumbung.runtime.warehouse import open_warehouse

    return open_warehouse(settings())


def _has_warehouse() -> bool:
    here = settings()
    return here.warehouse_url is not None or (here.home / "postgres" / "18" / "PG_VERSION").exists()


def _need_warehouse() -> None:
    if not _has_warehouse():
        raise WrongUse(f"there is no warehouse in {settings().home} yet: lumbung run makes and fills it")


def main() -> None:
    """Entry point: turns the faults a user can mend into one plain line and an exit code."""
    os.umask(0o077)  # what is written is for its owner: the archive and the logs hold what agencies sent
    logging.basicConfig(level=logging.WARNING, format="%(message)s", stream=sys.stderr)
    for noisy in ("httpx", "trafilatura", "htmldate"):
        logging.getLogger(noisy).setLevel(logging.ERROR)
    for number in (signal.SIGTERM, signal.SIGHUP):  # so that what was started is stopped again
        signal.signal(number, _end)
    try:
        app()
    except KeyboardInterrupt:
        err.print("Interrupted; what was begun can be run again.")
        sys.exit(130)
    except Exception as fault:
        line, code = _explained(fault)
        if line is None:
            raise
        err.print(line, soft_wrap=True)
        sys.exit(code)


def _end(number: int, _: object) -> None:
    sys.exit(128 + number)


def _explained(fault: Exception) -> tuple[str | None, int]:
    """The plain line and the exit code of a fault that is not ours; imports stand here, so that they cost a good run
    nothing.
    """
    from psycopg import OperationalError
    from pydantic import ValidationError

    from lumbung.marts.read import QueryRefused
    from lumbung.news.article import PageRefused
    from lumbung.runtime.airflow import AirflowFailed
    from lumbung.runtime.manifest import ManifestFailed
    from lumbung.runtime.postgres import PostgresFailed
    from lumbung.runtime.warehouse import WarehouseUrlWrong
    from lumbung.workbooks.parse import WorkbookRefused

    if isinstance(fault, WrongUse | QueryRefused | WorkbookRefused | PageRefused):
        return str(fault), EXIT_WRONG_USE
    if isinstance(fault, AirflowFailed | ManifestFailed | PostgresFailed):
        return str(fault), EXIT_NOT_PUBLISHED
    if isinstance(fault, ValidationError):
        first = fault.errors()[0]
        name = "LUMBUNG_" + "_".join(str(part) for part in first["loc"]).upper()
        return f"{name}: {first['msg']}", EXIT_WRONG_USE
    if isinstance(fault, WarehouseUrlWrong):
        return str(fault), EXIT_WRONG_USE
    if isinstance(fault, UnicodeError):
        return "an argument or a name is no valid UTF-8 text", EXIT_WRONG_USE
    if isinstance(fault, OSError):
        return f"{fault.filename or 'a file'}: {fault.strerror or type(fault).__name__}", EXIT_WRONG_USE
    if isinstance(fault, OperationalError):
        return f"the warehouse does not answer: {str(fault).splitlines()[0]}", EXIT_NOT_PUBLISHED
    return None, EXIT_NOT_PUBLISHED


if __name__ == "__main__":
    main()
