"""The steps of a night, as DAG tasks and tests call them: ids in, ids out, never tables.

Each step opens what it needs, asks the ledger what is to be done, and can be killed and run again. Heavy libraries
are imported inside the step that needs them.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypedDict

from lumbung.runtime.settings import Settings, settings
from lumbung.runtime.warehouse import Warehouse, running_warehouse
from lumbung.sources.model import SourceSpec

if TYPE_CHECKING:
    from lumbung.landing.archive import Archive

log = logging.getLogger(__name__)

GROUP_SIZE = 200
"""Batches a mapped task carries: a task costs seconds of process start, a workbook milliseconds."""


class Scope(TypedDict, total=False):
    """What a run is about; an empty scope is the whole catalogue in force.

    `catalogue`: folders of YAMLs; `sources`: source ids; `folders`: source id -> folder of its files, resolved where
    the run was asked for (a relative folder means nothing to a task that runs elsewhere).
    """

    catalogue: list[str]
    sources: list[str]
    folders: dict[str, str]


def catalogue_of(scope: Scope, here: Settings) -> dict[str, SourceSpec]:
    """The sources of a scope. Raises CatalogueError for a faulty YAML, ValueError for a source that is not there."""
    from lumbung.sources.catalogue import load_catalogue

    where = [Path(folder) for folder in scope.get("catalogue") or []] or here.catalogue_dirs
    known = load_catalogue(where)
    wanted = scope.get("sources") or list(known)
    missing = sorted(set(wanted) - set(known))
    if missing:
        raise ValueError(f"no source {', '.join(missing)} in {', '.join(map(str, where))}")
    folders = scope.get("folders") or {}
    return {source_id: _placed(known[source_id], folders.get(source_id)) for source_id in wanted}


def folders_of(specs: Mapping[str, SourceSpec]) -> dict[str, str]:
    """Source id -> folder of its files, as seen from the working directory. Raises ValueError, naming the source."""
    found: dict[str, str] = {}
    for spec in specs.values():
        if spec.files is None:
            continue
        try:
            found[spec.id] = str(spec.files_folder())
        except ValueError as fault:
            raise ValueError(f"{spec.id}: {fault}") from None
    return found


def _placed(spec: SourceSpec, folder: str | None) -> SourceSpec:
    if folder is None or spec.files is None:
        return spec
    return spec.model_copy(update={"files": spec.files.model_copy(update={"folder": folder})})


def collect_workbooks(scope: Scope) -> list[list[int]]:
    """Archive and register the files of every workbook source; give the ids of batches to load, in groups."""
    from lumbung.landing.collect import collect_files
    from lumbung.workbooks.parse import PARSER_VERSION

    here, warehouse = _place()
    specs = [spec for spec in catalogue_of(scope, here).values() if spec.files is not None]
    with warehouse.connect("loader") as connection:
        ids = collect_files(connection, specs, _archive(here), parser_version=PARSER_VERSION)
    return _to_load(warehouse, ids)


def collect_news(scope: Scope) -> list[list[int]]:
    """Crawl the outlets, archive and register their pages as they come; give the ids of batches to load, in groups."""
    from lumbung.landing.crawled import collect_pages
    from lumbung.news.pages import PARSER_VERSION

    here, warehouse = _place()
    specs = {k: s for k, s in catalogue_of(scope, here).items() if s.crawl is not None and s.crawl.enabled}
    if not specs:
        return []
    with warehouse.connect("loader", autocommit=True) as connection:
        ids = collect_pages(
            connection, specs, _archive(here), here.home, contact=here.contact, parser_version=PARSER_VERSION
        )
    return _to_load(warehouse, ids)


def load(batch_ids: Sequence[int], scope: Scope) -> list[int]:
    """Load batches into staging; give the ids of those that are staged. One that cannot be read is rejected, the
    rest go on.
    """
    from functools import partial

    from lumbung.landing.ledger import batches
    from lumbung.staging.batches import load_batches
    from lumbung.staging.load import Job

    here, warehouse = _place()
    specs = catalogue_of(scope, here)
    job = Job(warehouse.url("loader"), specs, _archive(here), partial(here.key, "nik"))
    with warehouse.connect("loader", autocommit=True) as connection:
        waiting = batches(connection, ids=batch_ids, status=["registered"])
    statuses = load_batches(job, waiting)
    for batch in waiting:
        log.info("batch %d (%s): %s", batch.batch_id, batch.file_name, statuses[batch.batch_id])
    return [batch.batch_id for batch in waiting if statuses[batch.batch_id] == "staged"]


def judge(scope: Scope) -> dict[str, int]:
    """Let Great Expectations judge every batch that is staged; give how many were accepted and rejected.

    The ledger says which: a batch of these sources that an earlier, killed run left staged is judged too.
    """
    from lumbung.landing.ledger import batches
    from lumbung.quality.judge import judge_batches
    from lumbung.reference.load import load_reference

    here, warehouse = _place()
    specs = catalogue_of(scope, here)
    with warehouse.connect("loader") as connection:
        load_reference(connection)  # a region code is judged against the list of regions
        waiting = [b for b in batches(connection, status=["staged"]) if b.source_id in specs]
    expected = {b.batch_id: specs[b.source_id].expect for b in waiting}
    verdicts = judge_batches(
        warehouse.url("loader"),
        [b.batch_id for b in waiting],
        suites=here.project / "expectations",
        min_rows={id_: e.min_rows for id_, e in expected.items() if e.min_rows is not None},
        min_share={id_: e.min_share_of_last for id_, e in expected.items() if e.min_share_of_last is not None},
    )
    accepted = sum(v.accepted for v in verdicts)
    return {"accepted": accepted, "rejected": len(verdicts) - accepted}


def begin_publish() -> int | None:
    """Load the reference tables, find copies among the accepted articles and open a publish; None when the marts in
    view were made from the very same inputs.
    """
    from lumbung.marts.publish import begin, inputs_sha256, rules_sha256
    from lumbung.reference.load import load_reference
    from lumbung.staging.news_copies import find_copies

    here, warehouse = _place()
    with warehouse.connect("loader") as connection:
        load_reference(connection)
    with warehouse.connect("loader", autocommit=True) as connection:
        find_copies(connection)
    with warehouse.connect("dbt") as connection:
        rules = rules_sha256(connection, here.project / "dbt_project")
        return begin(connection, inputs_sha256(connection, rules), rules)


def publish(publish_id: int) -> list[str]:
    """Make the marts that dbt built and tested visible, in one transaction; give their names."""
    from lumbung.marts.declared import declared_marts
    from lumbung.marts.publish import publish as publish_marts
    from lumbung.runtime.manifest import ensure_manifest

    here, warehouse = _place()
    declared = declared_marts(ensure_manifest(here))
    with warehouse.connect("dbt") as connection:
        return publish_marts(connection, publish_id, declared)


def give_up_publish(publish_id: int) -> None:
    """Note that the marts of this night were not published, so that data_status says so."""
    from lumbung.marts.publish import give_up

    _, warehouse = _place()
    with warehouse.connect("dbt") as connection:
        give_up(connection, publish_id, "a model, a test or the publish failed: see the DAG run of build_marts")


def data_docs() -> str:
    """Build Great Expectations' Data Docs of the newest batches; give the path of their index page."""
    from lumbung.quality.data_docs import build_data_docs

    here, warehouse = _place()
    with warehouse.connect("loader") as connection:
        rows = connection.execute("select batch_id from landing.live_batches order by batch_id").fetchall()
    ids = [int(str(row[0])) for row in rows]
    index = build_data_docs(
        warehouse.url("loader"), here.home / "data_docs", suites=here.project / "expectations", batch_ids=ids
    )
    return str(index)


def _archive(here: Settings) -> Archive:
    from functools import partial

    from lumbung.landing.archive import Archive

    return Archive(here.archive, partial(here.key, "archive"))


def _place() -> tuple[Settings, Warehouse]:
    here = settings()
    return here, running_warehouse(here)


def _to_load(warehouse: Warehouse, ids: Sequence[int]) -> list[list[int]]:
    from lumbung.landing.ledger import batches

    with warehouse.connect("loader") as connection:
        waiting = [b.batch_id for b in batches(connection, ids=ids, status=["registered"])]
    return [waiting[start : start + GROUP_SIZE] for start in range(0, len(waiting), GROUP_SIZE)]


def run_scope(conf: Mapping[str, object] | None) -> Scope:
    """The scope in a DAG run's configuration; a scheduled run has none."""
    given = conf or {}
    scope: Scope = {}
    for key in ("catalogue", "sources"):
        value = given.get(key)
        if isinstance(value, list):
            scope[key] = [str(item) for item in value]
    folders = given.get("folders")
    if isinstance(folders, dict):
        scope["folders"] = {str(k): str(v) for k, v in folders.items()}
    return scope
