"""Collect from outlets: a crawl, each of its pages into the archive and the ledger as it arrives.

Enters: news sources, a connection that commits each statement, the archive, a folder. Leaves: ids of the batches that
are to be loaded. What the ledger knows of a page is asked about conditionally; a crawl that was killed is taken up
where it was. One crawl at a time runs against a warehouse, whatever machine it is on, so that no outlet is asked twice
as often as it should be.
"""

from __future__ import annotations

import logging
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import cast

from lumbung.landing.archive import Archive, sha256_of
from lumbung.landing.ledger import Connection, Received, record_faults, register
from lumbung.news.crawl import (
    TIME_LIMIT,
    Arrival,
    CrawlReport,
    FetchedPage,
    KnownPage,
    ReadListing,
    UnchangedPage,
    crawl,
)
from lumbung.news.sameness import Comparer
from lumbung.sources.model import SourceSpec

log = logging.getLogger(__name__)

CRAWL_LOCK = 7_301_985  # any number, the same in every process that crawls for this warehouse
LOCK_PATIENCE = "75min"
"""Longer than a crawl takes."""
RESUME_WITHIN = timedelta(hours=6)
"""A crawl that was cut short longer ago is begun anew."""
REMEMBER_FOR = timedelta(days=90)
"""Pages that no listing led to for so long are forgotten: should one come back, it is asked for in full."""
FREE_VERSIONS = 8
"""Versions of a page that are kept as they come. After that, the wait until the next one doubles each time."""
MAX_WAIT_DAYS = 64


def collect_pages(
    connection: Connection,
    specs: Mapping[str, SourceSpec],
    archive: Archive,
    home: Path,
    *,
    contact: str,
    parser_version: str,
    time_limit: float = TIME_LIMIT,
) -> list[int]:
    """Crawl these outlets; give the ids of all their batches that are to be loaded.

    `connection` is in autocommit. What could not be fetched is kept in ops.source_faults, in plain words. A crawl whose
    process dies is taken up once. After `time_limit` seconds it ends with what it has.
    """
    with _alone(connection), _work_folder(home) as folder, Comparer() as comparer:
        begun = {spec.id: _begin(connection, spec) for spec in specs.values()}
        taker = _Taker(connection, specs, archive, parser_version, comparer)
        for attempt in ("first", "second"):
            memory = {id_: _memory(connection, spec, archive, begun[id_]) for id_, spec in specs.items()}
            taker.known = {id_: dict(pages) for id_, pages in memory.items()}
            report = crawl(
                list(specs.values()),
                folder / attempt,
                contact=contact,
                time_limit=time_limit,
                memory=memory,
                arrived=taker.take,
            )
            if report.end != "died":
                break
        _end(connection, specs, report)
        faults = [(refusal.source_id, str(refusal)) for refusal in report.refused] + taker.faults
        record_faults(connection, list(specs), faults)
        for _, fault in faults:
            log.warning(fault)
        return [id_ for spec in specs.values() for id_ in _to_read(connection, spec, archive, parser_version)]


def is_sample(spec: SourceSpec) -> bool:
    """Whether a news source's pages are invented ones."""
    return spec.crawl is not None and spec.crawl.sample_folder is not None


class _Taker:
    """Takes each page as it arrives. `known`: what was known of the pages when this crawl began, by source and URL."""

    def __init__(
        self,
        connection: Connection,
        specs: Mapping[str, SourceSpec],
        archive: Archive,
        parser_version: str,
        comparer: Comparer,
    ) -> None:
        self._connection, self._specs, self._archive = connection, specs, archive
        self._parser_version, self._comparer = parser_version, comparer
        self.known: dict[str, dict[str, KnownPage]] = {}
        self.faults: list[tuple[str, str]] = []

    def take(self, arrival: Arrival) -> None:
        spec = self._specs[arrival.source_id]
        if isinstance(arrival, FetchedPage):
            self._take_page(spec, arrival)
        elif isinstance(arrival, ReadListing):
            self._remember(
                spec,
                arrival.url,
                kind=arrival.kind,
                links=list(arrival.links),
                spec_hash=spec.spec_hash,
                etag=arrival.etag,
                last_modified=arrival.last_modified,
            )
        else:
            self._touch(spec, arrival)

    def _take_page(self, spec: SourceSpec, page: FetchedPage) -> None:
        validators = {"etag": page.etag, "last_modified": page.last_modified}
        old = self._kept(spec, page.url)
        fresh = sha256_of(page.path)
        if old is not None and old != fresh:
            if self._comparer.same(self._archive.read(old), page.path.read_bytes(), page.url):
                self._remember(spec, page.url, sha256=old, **validators)
                return
            if until := self._rests_until(spec, page):
                # Without its validators: the next answer has to be whole, for these bytes are not kept.
                self._remember(spec, page.url, sha256=old)
                fault = (
                    f"{spec.id}: {page.url}: changes on every visit; its next version is kept after {until:%Y-%m-%d}"
                )
                self.faults.append((spec.id, fault))
                return
        stored = self._archive.store(page.path)
        received = Received(
            spec.id,
            page.url,
            page.url.rstrip("/").rpartition("/")[2],
            stored,
            page.path.stat().st_size,
            page.is_sample,
        )
        version = f"{self._parser_version}+{spec.spec_hash}"
        with self._connection.transaction():
            register(self._connection, received, dataset=spec.dataset, parser_version=version)
            self._remember(spec, page.url, sha256=stored, **validators)
        page.path.unlink()

    def _kept(self, spec: SourceSpec, url: str) -> str | None:
        """sha256 of the version of an article that is known and can be read."""
        if url not in self.known.get(spec.id, {}):
            return None
        row = self._connection.execute(
            "select sha256 from landing.crawl_pages where source_id = %s and is_sample = %s and url = %s",
            [spec.id, is_sample(spec), url],
        ).fetchone()
        return cast("str | None", row[0]) if row else None

    def _rests_until(self, spec: SourceSpec, page: FetchedPage) -> datetime | None:
        row = self._connection.execute(
            """
            select count(*), max(received_at) from landing.files
            where source_id = %s and is_sample = %s and origin = %s
            """,
            [spec.id, page.is_sample, page.url],
        ).fetchone()
        count, last = cast("tuple[int, datetime | None]", row)
        if last is None or count < FREE_VERSIONS:
            return None
        until = last + timedelta(days=min(2 ** min(count - FREE_VERSIONS, 30), MAX_WAIT_DAYS))
        return until if datetime.now(UTC) < until else None

    def _remember(self, spec: SourceSpec, url: str, **columns: object) -> None:
        names = ("sha256", "kind", "links", "spec_hash", "etag", "last_modified")
        self._connection.execute(
            """
            insert into landing.crawl_pages (
                source_id, is_sample, url, checked_at, sha256, kind, links, spec_hash, etag, last_modified
            ) values (
                %(source_id)s, %(is_sample)s, %(url)s, clock_timestamp(), %(sha256)s, %(kind)s, %(links)s,
                %(spec_hash)s, %(etag)s, %(last_modified)s
            )
            on conflict (source_id, is_sample, url) do update set
                checked_at = excluded.checked_at, sha256 = excluded.sha256, kind = excluded.kind,
                links = excluded.links, spec_hash = excluded.spec_hash, etag = excluded.etag,
                last_modified = excluded.last_modified
            """,
            {**dict.fromkeys(names), **columns, "source_id": spec.id, "is_sample": is_sample(spec), "url": url},
        )

    def _touch(self, spec: SourceSpec, page: UnchangedPage) -> None:
        self._connection.execute(
            "update landing.crawl_pages set checked_at = clock_timestamp() "
            "where source_id = %s and is_sample = %s and url = %s",
            [spec.id, is_sample(spec), page.url],
        )


@contextmanager
def _alone(connection: Connection) -> Iterator[None]:
    """Wait for a crawl that runs elsewhere. The lock goes with the connection, should this process be killed."""
    connection.execute(f"set lock_timeout = '{LOCK_PATIENCE}'")
    connection.execute("select pg_advisory_lock(%s)", [CRAWL_LOCK])
    connection.execute("reset lock_timeout")
    try:
        yield
    finally:
        connection.execute("select pg_advisory_unlock(%s)", [CRAWL_LOCK])


@contextmanager
def _work_folder(home: Path) -> Iterator[Path]:
    """A folder for one crawl. What a killed one left is removed: this crawl is the only one."""
    home.mkdir(parents=True, exist_ok=True)
    for left in home.glob("crawl-*"):
        shutil.rmtree(left, ignore_errors=True)
    with TemporaryDirectory(dir=home, prefix="crawl-") as folder:
        yield Path(folder)


def _begin(connection: Connection, spec: SourceSpec) -> datetime:
    """Since when this crawl of an outlet runs: when the one began that was cut short, if that is not long ago."""
    row = connection.execute(
        """
        insert into landing.crawls as last (source_id, is_sample, started_at) values (%s, %s, clock_timestamp())
        on conflict (source_id, is_sample) do update set
            started_at = case
                when last.ended_at is null and last.started_at > now() - %s then last.started_at
                else clock_timestamp()
            end,
            ended_at = null
        returning started_at
        """,
        [spec.id, is_sample(spec), RESUME_WITHIN],
    ).fetchone()
    return cast("tuple[datetime]", row)[0]


def _end(connection: Connection, specs: Mapping[str, SourceSpec], report: CrawlReport) -> None:
    for spec in specs.values():
        keys = [spec.id, is_sample(spec)]
        if report.end == "finished":
            connection.execute(
                "update landing.crawls set ended_at = clock_timestamp() where source_id = %s and is_sample = %s", keys
            )
        connection.execute(
            "delete from landing.crawl_pages where source_id = %s and is_sample = %s and checked_at < now() - %s",
            [*keys, REMEMBER_FOR],
        )


def _memory(connection: Connection, spec: SourceSpec, archive: Archive, begun: datetime) -> dict[str, KnownPage]:
    """What is known of an outlet's pages. An article whose bytes are gone is unknown; so is a listing whose links
    another version of the YAML chose.
    """
    rows = cast(
        "list[tuple[str, str | None, str | None, list[str] | None, str | None, str | None, datetime]]",
        connection.execute(
            """
            select url, sha256, kind, links, etag, last_modified, checked_at from landing.crawl_pages
            where source_id = %s and is_sample = %s and (kind is null or spec_hash = %s)
            """,
            [spec.id, is_sample(spec), spec.spec_hash],
        ).fetchall(),
    )
    return {
        url: KnownPage(checked_at, etag, last_modified, kind, tuple(links or ()), settled=checked_at >= begun)
        for url, sha256, kind, links, etag, last_modified, checked_at in rows
        if sha256 is None or _has(archive, sha256)
    }


def _has(archive: Archive, sha256: str) -> bool:
    try:
        return archive.size(sha256) >= 0
    except OSError:
        return False


def _to_read(connection: Connection, spec: SourceSpec, archive: Archive, parser_version: str) -> list[int]:
    """Batches to load: the newest version of each page, read by this parser and this YAML.

    A page that is unchanged, or that no listing leads to any more, is read again when the parser is a newer one.
    """
    version = f"{parser_version}+{spec.spec_hash}"
    rows = cast(
        "list[tuple[int, str, str | None]]",
        connection.execute(
            """
            select f.file_id, f.sha256, b.status
            from (
                select distinct on (origin) file_id, sha256 from landing.files
                where source_id = %s and is_sample = %s
                order by origin, current_since desc, file_id desc
            ) f
            left join landing.batches b on b.file_id = f.file_id and b.parser_version = %s
            where b.status is null or b.status = 'registered'
            """,
            [spec.id, is_sample(spec), version],
        ).fetchall(),
    )
    unread = [file_id for file_id, sha256, status in rows if status is None and _has(archive, sha256)]
    connection.execute(
        """
        insert into landing.batches (file_id, source_id, dataset, parser_version)
        select file_id, source_id, %s, %s from landing.files where file_id = any(%s)
        on conflict (file_id, parser_version) do nothing
        """,
        [spec.dataset, version, unread],
    )
    wanted = unread + [file_id for file_id, _, status in rows if status is not None]
    found = connection.execute(
        "select batch_id from landing.batches where file_id = any(%s) and parser_version = %s order by batch_id",
        [wanted, version],
    ).fetchall()
    return [int(str(row[0])) for row in found]
