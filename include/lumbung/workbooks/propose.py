"""Propose the YAML of a source for a file that was looked at.

Enters: an `Inspection`. Leaves: a `Proposal`: a YAML that loads and was tried on the file, or one whose open questions
keep it from loading, or the reason why no dataset holds what the file holds.
"""

from __future__ import annotations

import glob
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from lumbung.reference.regions import regions, short_name
from lumbung.sources.datasets import DATASETS
from lumbung.workbooks.errors import WorkbookRefused, masked, printable
from lumbung.workbooks.inspect import Inspection
from lumbung.workbooks.inspection.budget import propose_budget, unclear_budget
from lumbung.workbooks.inspection.context import Context, Layout, NoDatasetError
from lumbung.workbooks.inspection.draft import ABOUT_FIGURES, ABOUT_LANGUAGES, Ask, Remark, questions_in, yaml_text
from lumbung.workbooks.inspection.known import KnownSource, facts_of, known_source, shipped_ids
from lumbung.workbooks.inspection.persons import propose_persons
from lumbung.workbooks.inspection.poverty import propose_poverty, unclear_poverty
from lumbung.workbooks.inspection.reach import propose_reach, unclear_reach
from lumbung.workbooks.inspection.surroundings import Found, multiplier_said, told_by_file_name
from lumbung.workbooks.inspection.together import together
from lumbung.workbooks.inspection.trial import Trial, read_as, try_out

HEADING = "Proposed by `lumbung sheet inspect`"
_READERS: tuple[Callable[[Context], Layout | None], ...] = (
    propose_persons,
    propose_poverty,
    propose_reach,
    propose_budget,
    unclear_poverty,
    unclear_reach,
    unclear_budget,
)
_SHORT = {
    "poverty_indicator": "poverty",
    "program_reach": "program_reach",
    "budget_realisation": "budget",
    "budget_posture": "posture",
    "beneficiary": "beneficiary",
}


@dataclass
class Proposal:
    """What is proposed for a file. `text`: the YAML, None where no dataset holds the file; then `reason` says why.

    `known`: the shipped source that reads the file, where there is one.
    """

    text: str | None = None
    dataset: str | None = None
    source_id: str | None = None
    reason: str | None = None
    questions: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    trial: Trial | None = None
    known: str | None = None

    @property
    def is_ready(self) -> bool:
        """Whether the YAML loads and gives what was seen."""
        return self.text is not None and not self.questions


def is_proposal(path: Path) -> bool:
    """Whether a file may be written over: it is empty, or was proposed before."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return False
    return not text.strip() or text.startswith(f"# {HEADING}")


def propose(seen: Inspection) -> Proposal:
    """The YAML for a file, with what is not certain as questions in it.

    Raises:
        WorkbookRefused: inspection itself failed on the file.
    """
    try:
        return _propose(seen)
    except (
        ArithmeticError,
        AssertionError,
        AttributeError,
        LookupError,
        RecursionError,
        TypeError,
        ValueError,
    ) as fault:
        refusal = WorkbookRefused("inspection_fault", f"inspection failed on it ({type(fault).__name__}). Report it.")
        refusal.file_name = seen.file_name
        raise refusal from fault


def _propose(seen: Inspection) -> Proposal:
    own = _own_proposal(seen)
    if own.is_ready:
        return own
    texts = [
        seen.file_name,
        *(text for context in seen.tables for part in context.around.texts.values() for text in part),
    ]
    known = known_source(seen.path, seen.file_name, texts)
    if known is None or (own.text is not None and len(own.questions) <= len(known.missing)):
        return own
    return _extension(seen, known)


def _own_proposal(seen: Inspection) -> Proposal:
    """What follows from the file alone."""
    found: list[tuple[Context, Layout]] = []
    reasons: list[str] = []
    for context in seen.tables:
        layout = _layout(context, reasons)
        if layout is not None:
            found.append((context, _with_contradictions(context, layout)))
    if not found:
        return Proposal(reason=_no_dataset(seen, reasons))
    document = _document(seen, found)
    questions = questions_in(document)
    warnings = [warning for _, layout in found for warning in layout.warnings]
    text = yaml_text(document, _heading(seen, questions))
    proposal = Proposal(text, found[0][1].dataset, str(document["id"]), None, questions, warnings)
    if questions:
        return proposal
    proposal.trial = try_out(seen.path, seen.file_name, text, found)
    if proposal.trial.problems:
        asked = "read with this YAML, the file does not give what was seen: " + "; ".join(proposal.trial.problems)
        document = {
            "trial": Ask(asked, "Correct the keys it speaks of, or the file, then delete this key."),
            **document,
        }
        proposal.questions = [asked]
        proposal.text = yaml_text(document, _heading(seen, proposal.questions))
    return proposal


def _extension(seen: Inspection, known: KnownSource) -> Proposal:
    """A YAML that takes a shipped source as it is; what the file does not say of its facts, and rows with
    words that the source does not know, are asked.
    """
    document: dict[str, object] = {
        "id": f"{known.spec.id}__{_slug(seen.file_name.rpartition('.')[0]) or 'file'}",
        "extends": Remark(known.spec.id, "this shipped source reads the file; its YAML says the rest"),
        "files": {"folder": ".", "glob": glob.escape(seen.file_name)},
    }
    if known.missing:
        document["facts"] = {
            name: Ask(f"{name} stands nowhere in the file. What is it?", "{value: ...}")
            if name in known.missing
            else fact
            for name, fact in facts_of(known).items()
        }
    parsed = known.parsed
    warnings = []
    if known.unknown:
        first = known.unknown[0]
        asked = f"{len(known.unknown)} rows would be refused: row {first.row}: {first.reason}"
        document["refused_rows"] = Ask(
            asked, "Say under layouts: how they are read, or mend the file; then delete this key."
        )
    elif parsed.refusals:
        first = parsed.refusals[0]
        warnings.append(f"{len(parsed.refusals)} rows would be refused: row {first.row}: {first.reason}")
    if (contradicted := _contradicted(seen.tables)) is not None:
        document["unclear_titles"] = contradicted
    questions = questions_in(document)
    trial = Trial(len(parsed.rows), parsed.rows_ignored, len(parsed.refusals), len(parsed.totals))
    trial.read = read_as(parsed, DATASETS[known.spec.dataset].measures)
    text = yaml_text(document, _heading(seen, questions))
    return Proposal(
        text, known.spec.dataset, str(document["id"]), None, questions, warnings, trial, known=known.spec.id
    )


def _layout(context: Context, reasons: list[str]) -> Layout | None:
    for reader in _READERS:
        try:
            layout = reader(context)
        except NoDatasetError as reason:
            reasons.append(str(reason))
            return None
        if layout is not None:
            return layout
    return None


def _with_contradictions(context: Context, layout: Layout) -> Layout:
    """The layout with questions where texts around a table say different things, or what no layout can say.

    Two languages; the file's name and the table; figures in tens or hundreds.
    """
    asked: dict[str, object] = {}
    if (titles := _contradicted([context])) is not None:
        asked["unclear_titles"] = titles
    if told := told_by_file_name(context.around):
        asked["unclear_file_name"] = Ask(
            f"which of them holds? {'; '.join(told)}", "Rename the file, or mend the title; then delete this key."
        )
    if (text := multiplier_said(context.around)) is not None:
        asked["unclear_scale"] = Ask(f"are the figures in tens or hundreds? {printable(text)} says so", ABOUT_FIGURES)
    return replace(layout, body={**layout.body, **asked}) if asked else layout


def _contradicted(contexts: Sequence[Context]) -> Ask | None:
    told = list(dict.fromkeys(one for context in contexts for one in context.around.contradictions))
    if not told:
        return None
    return Ask(f"which of them holds? The titles say {'; '.join(told[:3])}", ABOUT_LANGUAGES)


def _no_dataset(seen: Inspection, reasons: Sequence[str]) -> str:
    if reasons:
        return reasons[0]
    if not seen.tables:
        return "no dataset: no table of figures is seen in it"
    if not any(context.numbers for context in seen.tables):
        return "no dataset: no figures, a list of texts or codes only"
    return "no dataset: its figures are none of budgets, programme reach, poverty indicators or lists with NIK"


def _document(seen: Inspection, found: Sequence[tuple[Context, Layout]]) -> dict[str, object]:
    layouts = [_pruned(layout) for layout in together(found)]
    first = layouts[0]
    publishers = {layout.publisher for layout in layouts} - {None}
    document: dict[str, object] = {
        "id": _source_id(found[0][0], first, seen.file_name),
        "title": _title(found[0][0], seen.file_name),
        "publisher": publishers.pop()
        if len(publishers) == 1
        else Remark("unknown", "the file does not say who publishes it"),
        "dataset": first.dataset,
        "files": {"folder": ".", "glob": glob.escape(seen.file_name)},
    }
    others = sorted({layout.dataset for layout in layouts[1:]} - {first.dataset})
    if others:
        document["other_tables"] = Ask(
            f"the file also holds tables of {', '.join(others)}: which are to be loaded?",
            "Give each kind a YAML of its own.",
        )
    if len(layouts) == 1 and first.facts:
        document["facts"] = first.facts
    document["layouts"] = [
        {"name": f"table_{number}" if len(layouts) > 1 else "table", **layout.body}
        for number, layout in enumerate(layouts, 1)
    ]
    without = [
        sheet.name
        for sheet in seen.sheets
        if sheet.sheet.visible and not sheet.sheet.is_blank and not any(c in sheet.tables for c, _ in found)
    ]
    if without:
        document["ignore_sheets"] = Remark(without, "no table for this dataset is seen there")
    return document


def _pruned(layout: Layout) -> Layout:
    """The layout without columns that no field of the dataset and no other part of the layout needs."""
    columns = layout.body.get("columns")
    if not isinstance(columns, dict):
        return layout
    rest = {name: value for name, value in layout.body.items() if name not in ("columns", "header", "ignore")}
    used = set(_words_of(rest)) | set(DATASETS[layout.dataset].columns) | {"period", "nik"}
    used |= {str(spec["in_year"]) for spec in columns.values() if isinstance(spec, dict) and "in_year" in spec}
    kept = {name: spec for name, spec in columns.items() if name in used or isinstance(spec, Ask)}
    gone = [spec.get("title") if isinstance(spec, dict) else spec for name, spec in columns.items() if name not in kept]
    if not gone:
        return layout
    ignored = [*layout.body.get("ignore", []), *gone]  # type: ignore[misc]
    body = {**layout.body, "columns": kept, "ignore": ignored}
    order = ["header", "columns", "ignore", *(name for name in body if name not in ("header", "columns", "ignore"))]
    return replace(layout, body={name: body[name] for name in order})


def _words_of(value: object) -> Iterator[str]:
    """All keys and texts of a part of a YAML."""
    if isinstance(value, Remark):
        yield from _words_of(value.value)
    elif isinstance(value, Ask):
        yield from _words_of(value.known)
    elif isinstance(value, Mapping):
        for name, part in value.items():
            yield str(name)
            yield from _words_of(part)
    elif isinstance(value, list | tuple):
        for part in value:
            yield from _words_of(part)
    else:
        yield str(value)


def _title(context: Context, file_name: str) -> str:
    texts = [text for text in context.around.texts["title"] if re.search(r"[^\W\d_]", text)]
    return masked(" ".join(texts))[:200].strip() or file_name.rpartition(".")[0]


def _source_id(context: Context, layout: Layout, file_name: str) -> str:
    publisher = _slug(layout.publisher or "unknown") or "unknown"
    place = ""
    if isinstance(context.region, Found) and (region := regions().get(str(context.region.value))):
        kind = "kota_" if region.level == "city" else ""
        place = _slug(f"{kind}{short_name(region)}")
    found = "__".join(part for part in (publisher, _SHORT[layout.dataset], place) if part)
    if found not in shipped_ids():
        return found
    return (
        f"{publisher}__{_SHORT[layout.dataset]}__{'_'.join(filter(None, (place, _slug(_stem(file_name)) or 'file')))}"
    )


def _stem(file_name: str) -> str:
    return file_name.rpartition(".")[0]


def _slug(text: str) -> str:
    plain = re.sub(r"[^a-z0-9]+", "_", text.casefold()).strip("_")
    return plain if re.match(r"[a-z]", plain) else ""


def _heading(seen: Inspection, questions: Sequence[str]) -> list[str]:
    lines = [f"{HEADING} from {seen.file_name!r}."]
    if questions:
        lines.append(
            f"{len(questions)} open question(s): this YAML does not load until each question: is answered and gone."
        )
    return lines
