"""The data dictionary and dbt's documentation, in a real browser, from a file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from lumbung.cli import app
from tests.chromium import Page, open_page

SHOWN_ROWS = "[...document.querySelectorAll('main .entry')].filter(row => row.checkVisibility()).map(row => row.id)"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dictionary")
    answer = CliRunner().invoke(
        app, ["dictionary", "--out", str(folder / "dictionary.html"), "--dbt-docs", str(folder / "dbt.html")]
    )
    assert answer.exit_code == 0, answer.output
    return folder


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    with open_page(tmp_path_factory.mktemp("chromium")) as page:
        yield page


@pytest.fixture
def dictionary(made: Path, page: Page) -> Iterator[Page]:
    page.complaints.clear()
    page.requests.clear()
    page.look(width=1400)
    page.open(made / "dictionary.html")
    yield page
    assert page.complaints == []
    assert {url.partition(":")[0] for url in page.requests} <= {"file", "data"}


def test_search_leaves_what_holds_every_word(dictionary: Page) -> None:
    everything = dictionary.evaluate(SHOWN_ROWS)
    assert len(everything) > 250
    dictionary.type("#search", "absorption budget_realisation")
    shown = dictionary.evaluate(SHOWN_ROWS)
    assert "fct_budget_realisation.absorption_pct" in shown
    assert "metrics.absorption_pct" in shown
    assert "fct_program_reach.reach_pct" not in shown
    assert dictionary.evaluate("document.getElementById('found').textContent") == str(len(shown))
    assert dictionary.evaluate("document.getElementById('dim_region').checkVisibility()") is False
    dictionary.type("#search", "serapan")  # the other language finds it too
    assert "fct_budget_posture.absorption_pct" in dictionary.evaluate(SHOWN_ROWS)
    dictionary.type("#search", "zzz")
    assert dictionary.evaluate(SHOWN_ROWS) == []
    assert dictionary.evaluate("document.getElementById('nothing').checkVisibility()") is True
    dictionary.type("#search", " ")
    assert dictionary.evaluate(SHOWN_ROWS) == everything


def test_language_is_switched_as_a_whole(dictionary: Page) -> None:
    cell = "document.getElementById('fct_budget_posture.absorption_pct').innerText"
    title = "document.querySelector('#fct_budget_posture h2').innerText"
    assert "Realised to date as percent" in dictionary.evaluate(cell)
    for language, concept, mart in (("id", "Serapan", "Postur APBD"), ("en", "absorption pct", "budget posture")):
        dictionary.evaluate(f"document.querySelector('[data-language={language}]').click()")
        assert concept in dictionary.evaluate(cell)
        assert mart in dictionary.evaluate(title)
        other = "id" if language == "en" else "en"
        left = f"[...document.querySelectorAll('body [lang={other}]')].filter(one => one.checkVisibility()).length"
        assert dictionary.evaluate(left) == 0
        assert dictionary.evaluate("document.documentElement.lang") == language
        pressed = "document.querySelector('[aria-pressed=true]').dataset.language"
        assert dictionary.evaluate(pressed) == language


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("width", [360, 820, 1024, 1160, 1280, 1400])
def test_screens_narrow_wide_and_dark_are_readable(dictionary: Page, width: int, dark: bool) -> None:
    dictionary.look(width=width, dark=dark)
    assert dictionary.evaluate("document.documentElement.scrollWidth") <= width
    assert dictionary.evaluate(SHOWN_ROWS)
    ink, paper = dictionary.evaluate(
        "(style => [style.color, style.backgroundColor].map(one => one.match(/\\d+/g).slice(0, 3)"
        ".reduce((sum, part) => sum + Number(part), 0)))(getComputedStyle(document.body))"
    )
    assert (ink > 600 and paper < 120) if dark else (ink < 150 and paper > 650)
    stacked = dictionary.evaluate("getComputedStyle(document.querySelector('td')).display") == "block"
    assert stacked == (width < 1152)


def test_links_lead_to_entries(dictionary: Page) -> None:
    broken = (
        "[...document.querySelectorAll('a[href^=\"#\"]')].map(link => link.getAttribute('href').slice(1))"
        ".filter(target => !document.getElementById(target))"
    )
    assert dictionary.evaluate("document.querySelectorAll('a[href^=\"#\"]').length") > 50
    assert dictionary.evaluate(broken) == []


def test_an_address_may_ask(made: Path, page: Page) -> None:
    page.open(made / "dictionary.html", "?lang=id&q=desil%20zzz")
    assert page.evaluate("document.documentElement.lang") == "id"
    assert page.evaluate("document.getElementById('nothing').innerText") == "Tidak ada yang memuat semua kata itu."


def test_docs_of_dbt_are_one_file_that_asks_nobody(made: Path, page: Page) -> None:
    page.complaints.clear()
    page.requests.clear()
    page.look(width=1400)
    page.open(made / "dbt.html", "#!/model/model.lumbung.fct_program_reach")
    page.evaluate("new Promise(done => setTimeout(done, 1500))")
    text = page.evaluate("document.body.innerText")
    assert "fct_program_reach" in text
    assert "beneficiary_unit" in text
    assert [url for url in page.requests if url.startswith("http")] == []
    assert [line for line in page.complaints if "Content Security Policy" in line] == []
