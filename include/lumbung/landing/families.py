"""What a catalogue makes of a folder of files, without a database and without keeping anything.

Enters: a folder and source specs. Leaves: `Trial`s, one a file and source, and what they come to by family: a source
and the layout that read the table. A file goes to the sources whose own place it lies in, as a night collects it; one
that lies in nobody's place goes to the sources without a file of their own here, by their pattern. The outcome is that
of a night up to and including parsing: a file that is read here may still be rejected by the checks.
"""

from __future__ import annotations

import re
import secrets
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from lumbung.landing.collect import files_of, readable
from lumbung.sources.model import SourceSpec
from lumbung.workbooks.errors import WorkbookRefused
from lumbung.workbooks.inspect import inspect_file
from lumbung.workbooks.parse import parse_file
from lumbung.workbooks.propose import propose

NO_SOURCE = "no_source"
LOCK_FILE = "lock_file"


@dataclass(frozen=True)
class Trial:
    """What came of one file. `path`: below the folder. `source_id`: None where no source takes it.

    `rule` and `reason`: why it was not read, None where it was. `refused`: rule -> rows that were not taken.
    """

    path: str
    source_id: str | None
    layouts: tuple[str, ...] = ()
    rows: int = 0
    refused: Mapping[str, int] = field(default_factory=dict)
    rule: str | None = None
    reason: str | None = None

    @property
    def is_read(self) -> bool:
        """Whether the file gave rows."""
        return self.rule is None


@dataclass(frozen=True)
class Family:
    """Files that one source reads by one layout, or refuses (`layout` is then '')."""

    source_id: str
    layout: str
    files: int
    read: int
    rows: int
    refused_rows: Mapping[str, int]
    refused_files: Mapping[str, int]


def try_folder(folder: Path, specs: Sequence[SourceSpec]) -> list[Trial]:
    """Read every file below a folder with the sources that take it, in the order of their paths."""
    folder = folder.resolve()
    inside = sorted(path for path in folder.rglob("*") if path.is_file())
    by_place = _by_place(inside, specs)
    at_home = {spec.id for some in by_place.values() for spec, _ in some}
    strangers = [spec for spec in specs if spec.files is not None and spec.id not in at_home]
    by_pattern = {
        spec.id: {path for path in folder.glob(spec.files.glob) if path not in by_place}
        for spec in strangers
        if spec.files is not None
    }
    trials: list[Trial] = []
    for path in inside:
        name = readable(path.relative_to(folder).as_posix())
        if path.name.startswith("~$"):
            reason = "a lock file of an office program, and no workbook"
            trials.append(Trial(name, None, rule=LOCK_FILE, reason=reason))
            continue
        collected = [_read(path, name, spec, place) for spec, place in by_place.get(path, [])]
        guessed = [_read(path, name, spec, folder) for spec in strangers if path in by_pattern[spec.id]]
        # Patterns are wide: a source whose table is not in a file has nothing to do with it, and what one of them reads
        # is no fault of another that does not.
        guessed = [trial for trial in guessed if trial.rule != "header_not_found"]
        guessed = [trial for trial in guessed if trial.is_read] or guessed
        trials += collected or guessed or [_unclaimed(path, name)]
    return trials


def _by_place(inside: Sequence[Path], specs: Sequence[SourceSpec]) -> dict[Path, list[tuple[SourceSpec, Path]]]:
    """The sources that collect a file from where it lies, each with its place."""
    known = set(inside)
    found: dict[Path, list[tuple[SourceSpec, Path]]] = {}
    for spec in specs:
        if spec.files is not None and spec.files_folder().is_dir():
            for path in files_of(spec):
                if path in known:
                    found.setdefault(path, []).append((spec, spec.files_folder()))
    return found


def families(trials: Sequence[Trial]) -> list[Family]:
    """The files that a source takes, by source and layout; those that it refuses come last."""
    found: dict[tuple[str, str], list[Trial]] = {}
    for trial in trials:
        if trial.source_id is not None:
            found.setdefault((trial.source_id, ", ".join(trial.layouts)), []).append(trial)
    return [
        Family(
            source_id,
            layout,
            len(mine),
            sum(trial.is_read for trial in mine),
            sum(trial.rows for trial in mine),
            sum((Counter(trial.refused) for trial in mine), Counter()),
            Counter(trial.rule for trial in mine if trial.rule),
        )
        for (source_id, layout), mine in sorted(found.items(), key=lambda item: (item[0][0], not item[0][1], item[0]))
    ]


def summary(trials: Sequence[Trial]) -> str:
    """How many files there are and what came of them, in one line."""
    taken = {trial.path for trial in trials if trial.source_id is not None}
    read = {trial.path for trial in trials if trial.is_read}
    files = {trial.path for trial in trials}
    return (
        f"{len(files)} files: {len(read)} read, {len(taken - read)} refused, {len(files - taken)} that no source takes."
    )


def markdown(trials: Sequence[Trial], command: str) -> str:
    """The families as a page. It quotes nothing of the files: what reasons show of them is left out."""
    lines = [
        "# Families of files",
        "",
        f"Made by `{command}`, where `FOLDER` holds the files; not edited by hand.",
        "",
        "*Read* is not *accepted*: what is read goes on to the checks, which need a database and the files before it."
        " A row that is refused is quarantined with its reason, and the rest of its file goes on.",
        "",
        "| Source | Layout | Files | Read | Rows | Rows refused |",
        "|---|---|---:|---:|---:|---|",
    ]
    for family in families(trials):
        refused = _counts(family.refused_rows) or "0"
        layout = family.layout or f"refused: {_counts(family.refused_files)}"
        lines.append(f"| {family.source_id} | {layout} | {family.files} | {family.read} | {family.rows} | {refused} |")
    lines += ["", summary(trials)]
    for title, some in (
        ("Refused", [trial for trial in trials if trial.source_id is not None and not trial.is_read]),
        ("No source takes", [trial for trial in trials if trial.source_id is None]),
    ):
        if some:
            lines += ["", f"## {title}", "", "| File | Rule | Why |", "|---|---|---|"]
            lines += [f"| {_cell(t.path)} | {t.rule} | {_cell(_unquoted(t.reason or ''))} |" for t in some]
    return "\n".join(lines) + "\n"


def as_records(trials: Sequence[Trial]) -> Iterator[dict[str, object]]:
    """The trials as JSON-ready objects."""
    for trial in trials:
        yield {**vars(trial), "layouts": list(trial.layouts), "refused": dict(trial.refused)}


def _read(path: Path, name: str, spec: SourceSpec, place: Path) -> Trial:
    try:
        parsed = parse_file(
            path,
            spec,
            file_name=readable(path.name),
            relative_path=readable(path.relative_to(place).as_posix()),
            nik_key=secrets.token_bytes(32),  # nothing is kept, so no one key is needed
        )
    except WorkbookRefused as refusal:
        return Trial(name, spec.id, rule=refusal.rule, reason=refusal.reason)
    layouts = dict.fromkeys(text for note, text in parsed.notes.items() if note.startswith("layout "))
    refused = Counter(refusal.rule for refusal in parsed.refusals)
    return Trial(name, spec.id, tuple(sorted(layouts)), parsed.row_count, dict(sorted(refused.items())))


def _unclaimed(path: Path, name: str) -> Trial:
    """Why no source takes a file: whether any dataset could hold it."""
    try:
        proposal = propose(inspect_file(path))
    except WorkbookRefused as refusal:
        return Trial(name, None, rule=refusal.rule, reason=refusal.reason)
    return Trial(name, None, rule=NO_SOURCE, reason=proposal.reason or "lumbung sheet inspect proposes a source for it")


def _counts(found: Mapping[str, int]) -> str:
    return ", ".join(f"{count} {rule}" for rule, count in sorted(found.items()))


def _unquoted(reason: str) -> str:
    return re.sub(r"'[^']*'", "'…'", reason)


def _cell(text: str) -> str:
    return text.replace("|", "\\|")
