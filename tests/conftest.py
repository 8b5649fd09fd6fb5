"""Fixtures: one real Postgres for the test session, a database and a LUMBUNG_HOME of its own for each test that
asks.
"""

from __future__ import annotations

import itertools
import os
import secrets
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from xdist.scheduler import LoadScopeScheduling

from lumbung.runtime.settings import Settings, settings
from lumbung.runtime.warehouse import Warehouse, from_url, open_warehouse

PROJECT = Path(__file__).parents[1]
SHARED = PROJECT.parent / "shared" / "data"

_numbers = itertools.count(1)

# Where tests run side by side each process is told how wide the terminal is, and a console keeps what it was told when
# it was made: a test that sets the width would not be heard.
os.environ.pop("COLUMNS", None)


@pytest.fixture(scope="session", autouse=True)
def _own_environment(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Tests never touch the state of the checkout, nor a warehouse that the developer's shell names."""
    before = dict(os.environ)
    for name in [n for n in os.environ if n.startswith(("LUMBUNG_", "AIRFLOW_", "DBT_"))]:
        del os.environ[name]
    os.environ["LUMBUNG_HOME"] = str(tmp_path_factory.mktemp("home"))
    settings.cache_clear()
    yield
    os.environ.clear()
    os.environ.update(before)
    settings.cache_clear()


@contextmanager
def home_of_its_own() -> Iterator[Path]:
    """A folder for an embedded Postgres.

    Not below pytest's own: every session of pytest that starts closes that one to other accounts, and as root Postgres
    runs as another account.
    """
    with tempfile.TemporaryDirectory(prefix="lumbung-", ignore_cleanup_errors=True) as place:
        yield Path(place) / "home"


@pytest.fixture(scope="session")
def server() -> Iterator[Warehouse]:
    """A running embedded Postgres."""
    with home_of_its_own() as home, open_warehouse(Settings(home=home)) as warehouse:
        yield warehouse


@contextmanager
def warehouse_of_its_own(server: Warehouse, home: Path) -> Iterator[Warehouse]:
    """A prepared, empty warehouse that is also the one that `settings()` leads to, for as long as the block runs.

    `.url("admin")` is its owner's URL.
    """
    name = f"t{os.getpid()}_{next(_numbers)}"
    with pytest.MonkeyPatch.context() as monkeypatch:
        for role in ("loader", "dbt", "bi", "airflow"):
            monkeypatch.setenv(f"LUMBUNG_{role.upper()}_PASSWORD", secrets.token_urlsafe(12))
        monkeypatch.setenv("LUMBUNG_HOME", str(home))
        monkeypatch.setenv("LUMBUNG_WAREHOUSE_URL", server.url("admin", database=name))
        settings.cache_clear()
        fresh = from_url(settings(), server.url("admin", database=name))
        fresh.prepare(airflow=False)
        yield fresh
    settings.cache_clear()


@pytest.fixture
def warehouse(server: Warehouse, tmp_path: Path) -> Iterator[Warehouse]:
    """A warehouse of the test's own."""
    with warehouse_of_its_own(server, tmp_path / "home") as fresh:
        yield fresh


@pytest.fixture
def shared_data() -> Path:
    """Folder of the real files, which are not ours to ship."""
    if not SHARED.is_dir():
        pytest.skip("the real agency files and articles (../shared/data) are not here")
    return SHARED


class _ByFile(LoadScopeScheduling):  # type: ignore[misc]
    """Tests of a file run in one process, for they share what is expensive; so do those of all files that ask for the
    two whole nights.
    """

    nights = frozenset(p.name for p in Path(__file__).parent.rglob("test_*.py") if "nights: Nights" in p.read_text())

    def _split_scope(self, nodeid: str) -> str:
        path = nodeid.split("::", 1)[0]
        return "nights" if Path(path).name in self.nights else path


def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> LoadScopeScheduling:
    return _ByFile(config, log)
