"""Which accepted articles are copies of each other: staging.news_copy, brought up to date.

Enters: the live articles of the ledger. Leaves: a row of staging.news_copy for each, with its cluster. An article is
read and compared once, with those that share marks with it; later nights ask only for what is new, gone or loaded
anew. Killed between two of its transactions, it goes on where it stopped: what has no cluster yet is still to be
joined. What comes out depends on the articles that are live, not on the order or the night in which they came.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from hashlib import sha256
from typing import cast

from lumbung.landing.ledger import Connection
from lumbung.news.copies import COPIES_VERSION, MARKS_SHARED, TEXT_DAYS, Stated, Traits, joined, kind_of_copy, traits
from lumbung.staging.copying import copy_columns

log = logging.getLogger(__name__)

ARTICLES_AT_ONCE = 200
COPIES_LOCK = 7_301_985  # any number, the same in every process that looks for copies
NO_WORDS = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
"""Fingerprint of an article of which no words of its own are left: such articles are no copies of each other."""


def find_copies(connection: Connection) -> int:
    """Bring staging.news_copy up to date with the live articles; give how many clusters changed.

    `connection` is one of the loader, outside a transaction.
    """
    with connection.transaction():
        _alone(connection)
        _forget(connection)
    while True:
        with connection.transaction():
            _alone(connection)
            fresh = _waiting(connection)
            if not fresh:
                return _join(connection)
            _compare(connection, fresh)
        log.info("%d articles compared with those that share passages or figures", len(fresh))


def _alone(connection: Connection) -> None:
    """One process at a time, until the end of the transaction."""
    connection.execute("select pg_advisory_xact_lock(%s)", [COPIES_LOCK])


def _forget(connection: Connection) -> None:
    """Drop what no longer holds: of articles that are not live, were loaded anew, or were compared by other rules.

    The others of their clusters have to be joined anew.
    """
    rows = connection.execute(
        """
        select copy.batch_id
        from staging.news_copy copy
        left join landing.live_batches live on live.batch_id = copy.batch_id
        left join landing.batches batch on batch.batch_id = live.batch_id
        where live.batch_id is null or copy.version <> %s or copy.staged_at is distinct from batch.staged_at
        """,
        [COPIES_VERSION],
    ).fetchall()
    gone = [row[0] for row in rows]
    if not gone:
        return
    connection.execute(
        """
        update staging.news_copy set cluster_id = null
        where cluster_id in (select cluster_id from staging.news_copy where batch_id = any(%s))
        """,
        [gone],
    )
    connection.execute("delete from staging.news_copy where batch_id = any(%s)", [gone])
    connection.execute("delete from staging.news_mark where batch_id = any(%s)", [gone])
    connection.execute(
        "delete from staging.news_copy_pair where batch_id = any(%(ids)s) or other_id = any(%(ids)s)", {"ids": gone}
    )


def _waiting(connection: Connection) -> list[int]:
    rows = connection.execute(
        """
        select article.batch_id
        from staging.news_article article
        join landing.live_batches live on live.batch_id = article.batch_id
        where not exists (select from staging.news_copy copy where copy.batch_id = article.batch_id)
        order by article.batch_id
        limit %s
        """,
        [ARTICLES_AT_ONCE],
    ).fetchall()
    return [cast("int", row[0]) for row in rows]


@dataclass(frozen=True)
class _Read:
    """An article as it is compared."""

    fingerprint: str
    traits: Traits


def _read(connection: Connection, batch_ids: Sequence[int]) -> dict[int, _Read]:
    stated: dict[int, list[Stated]] = {}
    for batch_id, value, unit, region in connection.execute(
        """
        select batch_id, value, unit, region_code from staging.news_figure
        where batch_id = any(%s) and value is not null and unit is not null
        """,
        [list(batch_ids)],
    ).fetchall():
        one = Stated(cast("Decimal", value), cast("str", unit), cast("str | None", region))
        stated.setdefault(cast("int", batch_id), []).append(one)
    articles = connection.execute(
        "select batch_id, title, body, published_date, body_sha256 from staging.news_article where batch_id = any(%s)",
        [list(batch_ids)],
    ).fetchall()
    return {
        cast("int", batch_id): _Read(
            str(fingerprint),
            traits(str(title), str(body), stated.get(cast("int", batch_id), []), cast("date | None", published)),
        )
        for batch_id, title, body, published, fingerprint in articles
    }


def _compare(connection: Connection, fresh: Sequence[int]) -> None:
    """Keep the marks of new articles and hold each against those that share some."""
    read = _read(connection, fresh)
    marked = [(batch_id, one.traits, mark) for batch_id, one in read.items() for mark in sorted(one.traits.marks)]
    copy_columns(
        connection,
        "staging.news_mark",
        {
            "mark": [mark for _, _, mark in marked],
            "batch_id": [batch_id for batch_id, _, _ in marked],
            "published_date": [known.published for _, known, _ in marked],
        },
    )
    pairs = list(_candidates(connection, fresh))
    read |= _read(connection, sorted({other for _, other in pairs} - set(read)))
    found = [
        (*sorted(pair), kind)
        for pair in pairs
        if read[pair[0]].fingerprint != read[pair[1]].fingerprint
        and (kind := kind_of_copy(read[pair[0]].traits, read[pair[1]].traits)) is not None
    ]
    unique = sorted(set(found))
    copy_columns(
        connection,
        "staging.news_copy_pair",
        {
            "batch_id": [one for one, _, _ in unique],
            "other_id": [other for _, other, _ in unique],
            "kind": [kind for _, _, kind in unique],
        },
    )
    connection.execute(
        """
        insert into staging.news_copy (batch_id, version, staged_at)
        select batch_id, %s, staged_at from landing.batches where batch_id = any(%s)
        """,
        [COPIES_VERSION, list(fresh)],
    )


def _candidates(connection: Connection, fresh: Sequence[int]) -> Iterator[tuple[int, int]]:
    rows = connection.execute(
        """
        select new.batch_id, known.batch_id
        from staging.news_mark new
        join staging.news_mark known
          on known.mark = new.mark and known.batch_id <> new.batch_id
         and (known.published_date between new.published_date - %(days)s and new.published_date + %(days)s
              or known.published_date is null or new.published_date is null)
        where new.batch_id = any(%(ids)s)
        group by new.batch_id, known.batch_id
        having count(*) >= %(shared)s
        order by 1, 2
        """,
        {"ids": list(fresh), "days": TEXT_DAYS, "shared": MARKS_SHARED},
    ).fetchall()
    for one, other in rows:
        yield cast("int", one), cast("int", other)


def _join(connection: Connection) -> int:
    """Give a cluster to all that have none, and to those they belong with."""
    rows = connection.execute(
        """
        with fresh as (
            select copy.batch_id, article.body_sha256
            from staging.news_copy copy
            join staging.news_article article on article.batch_id = copy.batch_id
            where copy.cluster_id is null
        ),
        beside as (
            select pair.other_id as batch_id
            from staging.news_copy_pair pair join fresh on fresh.batch_id = pair.batch_id
            union
            select pair.batch_id
            from staging.news_copy_pair pair join fresh on fresh.batch_id = pair.other_id
            union
            select article.batch_id
            from staging.news_article article join fresh on fresh.body_sha256 = article.body_sha256
            where article.body_sha256 <> %(no_words)s
        ),
        touched as (
            select batch_id from fresh
            union
            select member.batch_id
            from beside
            join staging.news_copy neighbour on neighbour.batch_id = beside.batch_id
            join staging.news_copy member on member.cluster_id = neighbour.cluster_id
        )
        select copy.batch_id, copy.cluster_id, article.body_sha256, article.article_url, live.is_sample,
               article.published_date, article.published_at
        from touched
        join staging.news_copy copy on copy.batch_id = touched.batch_id
        join staging.news_article article on article.batch_id = touched.batch_id
        join landing.live_batches live on live.batch_id = touched.batch_id
        """,
        {"no_words": NO_WORDS},
    ).fetchall()
    members = {cast("int", row[0]): row for row in rows}
    pairs = connection.execute(
        "select batch_id, other_id from staging.news_copy_pair where batch_id = any(%(ids)s)",
        {"ids": list(members)},
    ).fetchall()
    edges = [(cast("int", one), cast("int", other)) for one, other in pairs]
    first_of: dict[object, int] = {}
    for batch_id, row in sorted(members.items()):
        if row[2] != NO_WORDS and first_of.setdefault(row[2], batch_id) != batch_id:
            edges.append((first_of[row[2]], batch_id))
    clusters: dict[int, str] = {}
    for group in joined(members, edges):
        name = _cluster_id(members[min(group, key=lambda batch_id: _order(members[batch_id]))])
        clusters |= dict.fromkeys(group, name)
    changed = [batch_id for batch_id, name in clusters.items() if members[batch_id][1] != name]
    connection.execute(
        """
        update staging.news_copy copy set cluster_id = joined.cluster_id
        from unnest(%s::bigint[], %s::text[]) joined (batch_id, cluster_id)
        where copy.batch_id = joined.batch_id
        """,
        [changed, [clusters[batch_id] for batch_id in changed]],
    )
    return len({clusters[batch_id] for batch_id in changed})


def _order(row: Sequence[object]) -> tuple[object, ...]:
    """The earliest first, as int_news_article orders them; no invented article speaks for a real one."""
    _, _, _, url, is_sample, published_date, published_at = row
    return (
        is_sample,
        published_date is None,
        str(published_date),
        published_at is None,
        str(published_at),
        str(url),
    )


def _cluster_id(row: Sequence[object]) -> str:
    """The fingerprint of the text that speaks; an article without words is a cluster by its address."""
    _, _, fingerprint, url, *_ = row
    return str(fingerprint) if fingerprint != NO_WORDS else sha256(str(url).encode()).hexdigest()
