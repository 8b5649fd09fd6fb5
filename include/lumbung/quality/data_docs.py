"""Great Expectations' own pages on a night's batches, once a night. Enters: judged batches. Leaves: a folder of HTML.

The verdict is not made here (judge.py does that); the pages show what was asked and how many rows failed. They are
asked for without samples of values, and the context lives in memory, so that no value of a cell and no password is
written. As Great Expectations writes them, its pages fetch scripts, styles and a dated logo from other sites when they
are opened, and the index is empty without them; those links are taken out, and the index is ours.
Each night's pages replace the last ones: the trend over nights is in `ops.check_results`.
"""

from __future__ import annotations

import html
import re
import shutil
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import psycopg

from lumbung.quality import relations
from lumbung.quality.session import Session, loader_url
from lumbung.quality.suite import OVERS, load_suites
from lumbung.staging.tables import TABLES_OF_DATASET

BATCHES_SHOWN = 2000

_FETCHED_FROM_OUTSIDE = re.compile(
    r"<script[^>]*\ssrc=\"https?://[^>]*>\s*</script>|<(?:link|img)[^>]*\s(?:href|src)=\"https?://[^>]*>|<footer.*?</footer>",
    re.DOTALL,
)
# Great Expectations shows the outcome as an icon of a font from outside; here it is a word.
_STYLE = """<style>
body { font-family: sans-serif; margin: 1rem; }
table { border-collapse: collapse; } td, th { border: 1px solid #999; padding: .3rem .6rem; text-align: left; }
i.text-success::before { content: "holds"; } i.text-danger::before { content: "FAILS"; }
i.text-warning::before { content: "FAILS"; }
</style>"""


@dataclass(frozen=True)
class _Page:
    title: str
    path: str
    asked: int
    failed: int


def build_data_docs(
    url: str, out_dir: Path, *, suites: Path, batch_ids: Sequence[int], min_rows: Mapping[int, int] | None = None
) -> Path:
    """Write the pages on these batches (the newest 2,000 of them) and return the path of index.html.

    One validation per table and kind of row, over all batches together. The new pages stand beside the old ones until
    they are whole. Raises SuiteError for a fault in a suite.
    """
    ids = sorted({int(batch_id) for batch_id in batch_ids})[-BATCHES_SHOWN:]
    by_dataset = _by_dataset(url, ids)
    loaded = load_suites(suites, by_dataset)
    out_dir.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=out_dir.parent, prefix=f".{out_dir.name}-") as scratch:
        built = Path(scratch) / "new"
        built.mkdir()
        asked: list[tuple[str, int, int]] = []
        with Session(url) as session:
            session.open_docs(built)
            for dataset, dataset_ids in sorted(by_dataset.items()):
                for table in TABLES_OF_DATASET[dataset]:
                    for over in OVERS:
                        checks = loaded[table].checks_over(over)
                        if checks:
                            relation = relations.select_text(over, table, dataset_ids, relations.Terms(min_rows or {}))
                            asked.append(session.show(relation, table, over, checks))
            session.write_docs()
        _stand_alone(built, asked, len(ids))
        if out_dir.exists():
            out_dir.rename(Path(scratch) / "old")
        built.rename(out_dir)
        shutil.rmtree(Path(scratch) / "old", ignore_errors=True)
    return out_dir / "index.html"


def _by_dataset(url: str, ids: Sequence[int]) -> dict[str, list[int]]:
    conninfo = loader_url(url).set(drivername="postgresql").render_as_string(hide_password=False)
    found: dict[str, list[int]] = {}
    with psycopg.connect(conninfo) as connection:
        for dataset, batch_id in connection.execute(
            "select dataset, batch_id from landing.batches where batch_id = any(%s) order by batch_id", [list(ids)]
        ):
            found.setdefault(dataset, []).append(batch_id)
    return found


def _stand_alone(folder: Path, asked: Sequence[tuple[str, int, int]], batches: int) -> None:
    """Make the pages open without any other site, and write an index of them."""
    for page in folder.rglob("*.html"):
        text = _FETCHED_FROM_OUTSIDE.sub("", page.read_text(encoding="utf-8"))
        page.write_text(text.replace("</head>", f"{_STYLE}</head>", 1), encoding="utf-8")
    pages = [
        _Page(name, found.relative_to(folder).as_posix(), checks, failed)
        for name, checks, failed in asked
        for found in sorted(folder.glob(f"validations/{name}/**/*.html"))
    ]
    rows = "\n".join(
        f'<tr><td><a href="{html.escape(page.path)}">{html.escape(page.title)}</a></td>'
        f"<td>{page.asked}</td><td>{page.failed}</td></tr>"
        for page in pages
    )
    (folder / "index.html").write_text(
        f"""<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>Lumbung: checks of the last refresh</title>{_STYLE}</head>
<body><h1>Checks of the last refresh</h1>
<p>{batches} batches. Reasons, files and cells stand in <code>ops.check_results</code>, and
<code>lumbung status</code> names the sources with rejected files, <code>ops.quarantine</code> every reason.</p>
<table><thead><tr><th>Suite</th><th>Checks</th><th>Failed</th></tr></thead><tbody>
{rows}
</tbody></table></body></html>
""",
        encoding="utf-8",
    )
