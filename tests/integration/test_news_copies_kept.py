"""staging.news_copy against a real Postgres: the same clusters in whatever order articles come, go and come back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import permutations

import psycopg
import pytest

from lumbung.landing.ledger import Connection
from lumbung.news.figures import body_fingerprint, figures
from lumbung.runtime.warehouse import Warehouse
from lumbung.staging import news_copies
from lumbung.staging.news_copies import find_copies
from tests.unit.test_news_copies import ORIGINAL, OTHER_CITY, OTHER_FIGURES, SENT_ON, TOLD_ANEW, Article

CHAIN = {"original": ORIGINAL, "sent_on": SENT_ON, "told_anew": TOLD_ANEW, "city": OTHER_CITY, "figures": OTHER_FIGURES}


def add(connection: Connection, name: str, article: Article, *, is_sample: bool = False) -> int:
    """An accepted article, as loading and judging would leave it; give its batch."""
    row = connection.execute(
        """
        with file as (
            insert into landing.files (sha256, source_id, origin, file_name, bytes, is_sample)
            values (encode(sha256(%(url)s::bytea), 'hex'), 'x__news', %(url)s, 'x', 1, %(is_sample)s)
            returning file_id
        )
        insert into landing.batches (file_id, source_id, dataset, parser_version, status, staged_at)
        select file_id, 'x__news', 'news', '1', 'accepted', now() from file
        returning batch_id
        """,
        {"url": url(name), "is_sample": is_sample},
    ).fetchone()
    assert row is not None
    batch_id = int(str(row[0]))
    connection.execute(
        """
        insert into staging.news_article (batch_id, article_url, outlet, title, published_date, body, body_sha256)
        values (%s, %s, 'X', %s, %s, %s, %s)
        """,
        [batch_id, url(name), article.title, article.published, article.body, body_fingerprint(article.body)],
    )
    for number, figure in enumerate(figures(article.body, article.published), 1):
        connection.execute(
            """
            insert into staging.news_figure (batch_id, figure_no, article_url, sentence_no, quote, sentence,
                start_offset, end_offset, value, unit, qualifier, region_code, confidence, source_ref)
            values (%s, %s, %s, 1, %s, %s, 0, 1, %s, %s, 'exact', %s, 1, 'x#s1')
            """,
            [batch_id, number, url(name), figure.quote, figure.quote, figure.value, figure.unit, figure.region_code],
        )
    return batch_id


def url(name: str) -> str:
    return f"https://x.example/{name}"


def clusters(connection: Connection) -> dict[str, list[str]]:
    """Cluster -> the names of its articles."""
    rows = connection.execute(
        """
        select copy.cluster_id, article.article_url
        from staging.news_copy copy join staging.news_article article using (batch_id) order by 2
        """
    ).fetchall()
    found: dict[str, list[str]] = {}
    for cluster_id, address in rows:
        found.setdefault(str(cluster_id), []).append(str(address).rpartition("/")[2])
    return found


EXPECTED = {
    body_fingerprint(ORIGINAL.body): ["original", "sent_on", "told_anew"],
    body_fingerprint(OTHER_CITY.body): ["city"],
    body_fingerprint(OTHER_FIGURES.body): ["figures"],
}


@pytest.mark.parametrize(
    "order",
    [*list(permutations(CHAIN))[::29], tuple(reversed(CHAIN))],
    ids=lambda order: "-".join(n[:4] for n in order),
)
def test_clusters_do_not_depend_on_the_order_of_arrival(warehouse: Warehouse, order: Sequence[str]) -> None:
    with warehouse.connect("loader", autocommit=True) as connection:
        for name in order:
            add(connection, name, CHAIN[name])
            find_copies(connection)
        assert clusters(connection) == EXPECTED
        assert find_copies(connection) == 0
        assert clusters(connection) == EXPECTED


def test_exact_copies_are_one_whatever_lies_between_and_a_real_article_names_the_cluster(warehouse: Warehouse) -> None:
    bare = "Warga Kota Jambi hadir dalam rapat itu sampai sore hari bersama para lurah dan camat."
    with warehouse.connect("loader", autocommit=True) as connection:
        add(connection, "sample", Article("A", bare, date(2020, 1, 1)), is_sample=True)
        add(connection, "later", Article("B", bare, date(2023, 1, 1)))
        add(connection, "undated", Article("C", bare, None))
        for name in ("one", "two"):
            add(connection, name, Article("D", "Baca juga: Harga Cabai Turun di Pasar", date(2022, 1, 1)))
        find_copies(connection)
        found = clusters(connection)
    assert sorted(found.values()) == [["later", "sample", "undated"], ["one"], ["two"]]


def test_a_killed_night_goes_on_where_it_stopped(warehouse: Warehouse, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(news_copies, "ARTICLES_AT_ONCE", 2)
    compare = news_copies._compare
    compared: list[int] = []

    def dies_over_the_second(connection: Connection, fresh: Sequence[int]) -> None:
        compare(connection, fresh)
        if compared:
            raise KeyboardInterrupt
        compared.extend(fresh)

    with warehouse.connect("loader", autocommit=True) as connection:
        for name, article in CHAIN.items():
            add(connection, name, article)
        monkeypatch.setattr(news_copies, "_compare", dies_over_the_second)
        with pytest.raises(KeyboardInterrupt):
            find_copies(connection)
        assert len(compared) == 2
        monkeypatch.setattr(news_copies, "_compare", compare)
        find_copies(connection)
        assert clusters(connection) == EXPECTED


def test_only_what_is_new_is_read(warehouse: Warehouse, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[int] = []
    real = news_copies._read

    def counting(connection: Connection, batch_ids: Sequence[int]) -> dict[int, news_copies._Read]:
        read.extend(batch_ids)
        return real(connection, batch_ids)

    monkeypatch.setattr(news_copies, "_read", counting)
    with warehouse.connect("loader", autocommit=True) as connection:
        ids = {name: add(connection, name, CHAIN[name]) for name in ("original", "city")}
        find_copies(connection)
        read.clear()
        find_copies(connection)
        assert read == []
        new = add(connection, "told_anew", TOLD_ANEW)
        find_copies(connection)
        assert read == [new, ids["original"]]  # the new one, and the one that shares figures with it


def test_an_article_that_goes_leaves_its_cluster_and_one_that_is_read_anew_is_compared_anew(
    warehouse: Warehouse,
) -> None:
    with warehouse.connect("loader", autocommit=True) as connection:
        ids = {name: add(connection, name, article) for name, article in CHAIN.items()}
        find_copies(connection)
        connection.execute("update landing.batches set status = 'rejected' where batch_id = %s", [ids["original"]])
        assert find_copies(connection) == 1
        without = clusters(connection)
        assert all("original" not in names for names in without.values())
        for table, column in (
            ("news_mark", "batch_id"),
            ("news_copy_pair", "batch_id"),
            ("news_copy_pair", "other_id"),
        ):
            left = connection.execute(
                f"select count(*) from staging.{table} where {column} = %s", [ids["original"]]
            ).fetchone()
            assert left == (0,)
        connection.execute("update landing.batches set status = 'accepted' where batch_id = %s", [ids["original"]])
        find_copies(connection)
        assert clusters(connection) == EXPECTED
        # Loaded anew with another text: what was known of it no longer holds.
        connection.execute(
            "update landing.batches set staged_at = now() + interval '1 day' where batch_id = %s", [ids["sent_on"]]
        )
        connection.execute(
            "update staging.news_article set body = %s, body_sha256 = %s where batch_id = %s",
            ["Berita lain sama sekali.", body_fingerprint("Berita lain sama sekali."), ids["sent_on"]],
        )
        find_copies(connection)
        assert ["original", "told_anew"] in clusters(connection).values()


def test_other_rules_compare_all_articles_again(warehouse: Warehouse, monkeypatch: pytest.MonkeyPatch) -> None:
    with warehouse.connect("loader", autocommit=True) as connection:
        for name, article in CHAIN.items():
            add(connection, name, article)
        find_copies(connection)
        monkeypatch.setattr(news_copies, "COPIES_VERSION", "next")
        monkeypatch.setattr(news_copies, "kind_of_copy", lambda *_: None)
        find_copies(connection)
        assert sorted(clusters(connection).values()) == [[name] for name in sorted(CHAIN)]
        assert connection.execute("select distinct version from staging.news_copy").fetchall() == [("next",)]


def test_dbt_reads_the_clusters_and_not_the_marks(warehouse: Warehouse) -> None:
    with warehouse.connect("dbt") as connection:
        connection.execute("select batch_id, cluster_id from staging.news_copy")
        for table in ("news_mark", "news_copy_pair"):
            with pytest.raises(psycopg.errors.InsufficientPrivilege), connection.transaction():
                connection.execute(f"select * from staging.{table}")
