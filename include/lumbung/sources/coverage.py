"""Whether a layout gives every field that its dataset needs, and nothing in vain.

Enters: a source and one of its layouts. Leaves: faults as (key, message). A misspelt field is found here, when the
catalogue is checked, and not when a file comes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from lumbung.sources.datasets import DATASETS, Dataset
from lumbung.sources.model import HierarchySpec, LayoutSpec, PickSpec, SourceSpec, WideSpec

Faults = list[tuple[str, str]]

_PLACEHOLDER = re.compile(r"\{([a-z][a-z0-9_]*)\}")


def layout_faults(source: SourceSpec, layout: LayoutSpec) -> Faults:
    """All faults of one layout; keys are relative to it."""
    dataset = DATASETS[source.dataset]
    known = set(dataset.columns) - dataset.computed
    columns = {name for name, column in layout.columns.items() if not column.ignore}
    periods = _periods(source, layout)
    given = _given(source, layout, dataset) - periods
    if periods:
        given |= {"period_start", "period_end"}
    used = _used(layout) | periods
    unsure = {name for name, fact in {**source.facts, **layout.facts}.items() if fact.optional}
    faults = [
        (f"columns.{name}", f"is no column of {dataset.name}, and nothing uses it")
        for name in sorted(columns - known - used)
    ]
    faults += [
        (name, f"is no column of {dataset.name}, and nothing uses it")
        for name in sorted(given - known - used - dataset.computed)
    ]
    faults += [
        (name, "is used, but no column, fact or level gives it") for name in sorted(used - columns - given - periods)
    ]
    faults += [
        ("columns", f"nothing gives {name}, which every row of {dataset.name} must have")
        for name in sorted(known - dataset.optional - (given - unsure) - columns)
    ]
    measures = set(dataset.measures)
    wide_measures = bool(layout.wide) and all(measures & set(entry.columns) for entry in layout.wide)
    if measures and not (given | columns) & measures and not wide_measures:
        faults.append(("columns", f"nothing gives a figure: {dataset.name} has {', '.join(dataset.measures)}"))
    if dataset.name == "beneficiary" and not any(column.kind == "nik" for column in layout.columns.values()):
        faults.append(("columns", "a list of beneficiaries has a column of kind nik"))
    if layout.hierarchy:
        faults += _hierarchy_faults(layout.hierarchy)
    for one, other in (
        ("hierarchy", "outline"),
        ("hierarchy", "wide"),
        ("hierarchy", "carried"),
        ("outline", "carried"),
    ):
        if getattr(layout, one) and getattr(layout, other):
            faults.append((other, f"cannot stand beside {one}:"))
    if layout.header.none != all(column.at is not None for column in layout.columns.values()):
        faults.append(("columns", "at: is for tables with header: {none: true}, and there every column has it"))
    if layout.units:
        faults += _unit_faults(source, layout)
    for number, wide in enumerate(layout.wide):
        faults += [(f"wide.{number}.{key}", message) for key, message in _wide_faults(wide, dataset, used)]
    if layout.pick:
        faults += _pick_faults(layout.pick, layout)
    return faults + _part_faults(layout)


def _periods(source: SourceSpec, layout: LayoutSpec) -> set[str]:
    facts = {**source.facts, **layout.facts}
    return {name for name, fact in facts.items() if fact.find == "period"} | {
        name for name, column in layout.columns.items() if column.kind == "period"
    }


def _given(source: SourceSpec, layout: LayoutSpec, dataset: Dataset) -> set[str]:
    """Fields that a row gets from elsewhere than a column of its own."""
    given = {*source.facts, *layout.facts, *dataset.defaults, *layout.derive}
    given |= {carried.name for carried in layout.carried}
    if layout.hierarchy:
        given |= {name for level in layout.hierarchy.levels for name in (level.code, level.name) if name}
        given |= {layout.hierarchy.leaf.name} if layout.hierarchy.leaf.name else set()
    if layout.wide:
        given |= set.intersection(*({*w.columns, *w.values, *_kept(w.columns.values())} for w in layout.wide))
    if layout.pick:
        given |= {name for case in layout.pick.cases.values() for name in case}
    if layout.outline:
        given |= {name for level in layout.outline.levels for name in (level.code, level.name) if name}
        given |= {layout.outline.path, layout.outline.label} if layout.outline.path else set()
    if layout.units:
        given |= {"unit", "unit_printed"} & set(dataset.columns)
    if layout.region:
        given.add("region_code")
    if layout.region or "region_code" in given:
        given |= {"region_name"} & set(dataset.columns)
    return given


def _used(layout: LayoutSpec) -> set[str]:
    """Fields that other parts of the layout read."""
    used = {way.origin for ways in layout.derive.values() for way in ways}
    used |= {column.bounds_by.origin for column in layout.columns.values() if column.bounds_by}
    used |= {column.in_year for column in layout.columns.values() if column.in_year}
    if niks := {name for name, column in layout.columns.items() if column.kind == "nik"}:
        used |= niks | ({"sex"} & set(layout.columns))  # what the list says of a person's sex must agree with the NIK
    used |= set(layout.leave_out)
    used |= {name for ratio in layout.ratios for name in (ratio.printed, ratio.part, ratio.whole)}
    if layout.units:
        used.add(layout.units.origin)
    if layout.outline:
        used |= set(layout.outline.stairs) or {layout.outline.label}
        used |= {name for level in layout.outline.levels for name in level.when}
        used |= {layout.outline.code} if layout.outline.code else set()
    used |= {name for carried in layout.carried for name in (carried.take, *carried.when)}
    if layout.hierarchy:
        used |= {*layout.hierarchy.codes, layout.hierarchy.label}
    if layout.pick:
        used |= {layout.pick.by, *(column for case in layout.pick.cases.values() for column in case.values())}
    if layout.region:
        used |= {
            name
            for name in (layout.region.origin, layout.region.code, layout.region.kind, layout.region.within)
            if name
        }
    return used


def _kept(titles: Iterable[Iterable[str]]) -> set[str]:
    return {name for templates in titles for template in templates for name in _PLACEHOLDER.findall(template)}


def _unit_faults(source: SourceSpec, layout: LayoutSpec) -> Faults:
    """A print that stands for several units decides nothing where the row has no unit from elsewhere."""
    others = {*source.facts, *layout.facts, *layout.derive, *(name for wide in layout.wide for name in wide.values)}
    known = layout.units.known if layout.units and "unit" not in others else {}
    return [
        (f"units.known.{printed}", "may stand for several units, and nothing else gives the row its unit")
        for printed, meant in known.items()
        if len(meant.units) > 1
    ]


def _hierarchy_faults(hierarchy: HierarchySpec) -> Faults:
    columns = [hierarchy.leaf.column, *(level.column for level in hierarchy.levels)]
    return [("hierarchy", f"{column} is none of codes:") for column in columns if column not in hierarchy.codes]


def _wide_faults(wide: WideSpec, dataset: Dataset, used: set[str]) -> Faults:
    faults = [
        ("columns", f"{name} is no figure of {dataset.name}") for name in wide.columns if name not in dataset.measures
    ]
    fields = {*wide.values, *_kept(wide.columns.values())}
    faults += [
        ("map", f"{name} is no part that the titles keep")
        for name in sorted(set(wide.map) - _kept(wide.columns.values()))
    ]
    return faults + [
        ("values", f"{name} is no column of {dataset.name}, and nothing uses it")
        for name in sorted(fields - {*dataset.columns} - used)
    ]


def _pick_faults(pick: PickSpec, layout: LayoutSpec) -> Faults:
    ways = layout.derive.get(pick.by, ())
    words = {str(word) for way in ways for word in (*way.map.values(), *way.starts_with.values())} or set(pick.cases)
    return [("pick.cases", f"{pick.by} may be {word}, which is no case") for word in sorted(words - set(pick.cases))]


def _part_faults(layout: LayoutSpec) -> Faults:
    by_title: dict[tuple[str, ...], list[int | None]] = {}
    for column in layout.columns.values():
        if column.title is not None:
            by_title.setdefault(column.title, []).append(column.part)
    return [
        ("columns", f"{len(parts)} columns are titled {title[0]!r}: give them part: 1 to {len(parts)}, from the left")
        for title, parts in by_title.items()
        if parts != [None] and sorted(part or 0 for part in parts) != list(range(1, len(parts) + 1))
    ]
