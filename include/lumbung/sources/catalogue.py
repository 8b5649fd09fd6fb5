"""The catalogue: folders of YAML files, one source each.

Enters: folders. Leaves: source id -> `SourceSpec`, or every fault there is, with file and key. A source may say
`extends: <id of the shipped catalogue>`: it takes everything from there and replaces the top-level keys that it names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError

from lumbung.sources.coverage import layout_faults
from lumbung.sources.model import SourceSpec

SHIPPED_CATALOGUE: Path = Path(__file__).resolve().parents[2] / "catalogue"


@dataclass(frozen=True)
class Fault:
    """One fault of a catalogue: in which file, at which key, and what is wrong."""

    file: Path
    key: str
    message: str

    def __str__(self) -> str:
        return f"{self.file}: {self.key}: {self.message}" if self.key else f"{self.file}: {self.message}"


class CatalogueError(Exception):
    """A catalogue cannot be used. `faults` lists all there is to correct; `str()` gives one line each."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        super().__init__("\n".join(str(fault) for fault in faults))
        self.faults = list(faults)


def load_catalogue(dirs: Sequence[Path]) -> dict[str, SourceSpec]:
    """All sources below some folders, by id.

    Raises:
        CatalogueError: at least one YAML is faulty, or an id stands twice.
    """
    sources, faults = _read(dirs)
    if faults:
        raise CatalogueError(faults)
    return sources


def check_catalogue(dirs: Sequence[Path]) -> list[Fault]:
    """Every fault of the YAML files below some folders; empty when all is well."""
    return _read(dirs)[1]


def load_source(path: Path) -> SourceSpec:
    """The source of one YAML file.

    Raises:
        CatalogueError: the file is faulty.
    """
    source, faults = _read_file(path)
    if source is None or faults:
        raise CatalogueError(faults)
    return source


def _read(dirs: Sequence[Path]) -> tuple[dict[str, SourceSpec], list[Fault]]:
    sources: dict[str, SourceSpec] = {}
    faults: list[Fault] = []
    for folder in dirs:
        if not folder.is_dir():
            faults.append(Fault(folder, "", "there is no such folder"))
            continue
        paths = sorted(p for p in folder.rglob("*") if p.suffix in (".yaml", ".yml") and p.is_file())
        if not paths:
            faults.append(Fault(folder, "", "the folder holds no YAML file"))
        for path in paths:
            source, found = _read_file(path)
            faults += found
            if source is None:
                continue
            if source.id in sources:
                faults.append(Fault(path, "id", f"{source.id} is also the id of {sources[source.id].path}"))
            sources.setdefault(source.id, source)
    return sources, faults


def _read_file(path: Path) -> tuple[SourceSpec | None, list[Fault]]:
    try:
        raw, bases = _resolved(path, ())
    except _FaultError as fault:
        return None, [Fault(path, fault.key, fault.message)]
    try:
        source = SourceSpec.model_validate({**raw, "path": path})
    except ValidationError as error:
        if asked := _questions(path):
            return None, asked
        return None, [
            Fault(path, ".".join(str(part) for part in e["loc"]), _plain(e["type"], e["msg"])) for e in error.errors()
        ]
    source._bases.update(bases)
    return source, [Fault(path, key, message) for key, message in _semantic_faults(source)]


class _FaultError(Exception):
    def __init__(self, key: str, message: str) -> None:
        super().__init__(message)
        self.key, self.message = key, message


class _Loader(yaml.SafeLoader):
    """Safe loading that refuses a key that stands twice instead of keeping the last one."""


def _mapping(loader: _Loader, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
    seen: set[Any] = set()
    for key_node, _ in node.value:
        key = loader.construct_object(key_node, deep=True)
        if not isinstance(key, str):
            raise _FaultError(str(key), f"line {key_node.start_mark.line + 1}: a key must be text; put it in quotes")
        if key in seen:
            raise _FaultError(key, f"line {key_node.start_mark.line + 1}: this key stands twice")
        seen.add(key)
    return yaml.SafeLoader.construct_mapping(loader, node, deep=deep)


# `No` and `on` are titles here, not truth values: only true and false are.
_BOOLEAN = "tag:yaml.org,2002:bool"
_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != _BOOLEAN]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
_Loader.add_implicit_resolver(_BOOLEAN, re.compile(r"^(?:true|false)$", re.IGNORECASE), list("tTfF"))
_Loader.add_constructor(yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, _mapping)


def _load_yaml(path: Path) -> dict[str, Any]:
    try:
        raw = yaml.load(path.read_text(encoding="utf-8"), Loader=_Loader)  # noqa: S506 - a subclass of SafeLoader
    except OSError as fault:
        raise _FaultError("", f"cannot be opened ({fault.strerror})") from None
    except (yaml.YAMLError, UnicodeDecodeError) as fault:
        raise _FaultError("", "is no YAML: " + " ".join(str(fault).split())) from None
    if not isinstance(raw, dict):
        raise _FaultError("", "must be a mapping of keys, such as id: and title:")
    if "path" in raw:
        raise _FaultError("path", "unknown key")
    return raw


def _resolved(path: Path, above: tuple[str, ...]) -> tuple[dict[str, Any], dict[str, Path]]:
    """The keys of a source with those it extends, and whose YAML folder `files` and `crawl` are relative to."""
    raw = _load_yaml(path)
    bases = {key: path.parent for key in ("files", "crawl") if key in raw}
    parent = raw.pop("extends", None)
    if parent is None:
        return raw, bases
    if parent in above:
        raise _FaultError("extends", f"{parent} extends itself")
    parent_path = _shipped(str(parent))
    if parent_path is None or parent_path.resolve() == path.resolve():
        raise _FaultError("extends", f"the shipped catalogue has no other source {parent}")
    parent_raw, parent_bases = _resolved(parent_path, (*above, str(parent)))
    return {**parent_raw, **raw}, {**parent_bases, **bases}


def _shipped(source_id: str) -> Path | None:
    for path in sorted(SHIPPED_CATALOGUE.rglob("*.yaml")):
        try:
            if _load_yaml(path).get("id") == source_id:
                return path
        except _FaultError:
            continue
    return None


def _questions(path: Path) -> list[Fault]:
    """The questions that stand in a YAML, as inspection leaves them there, with key, line and how to answer each."""
    root = yaml.compose(path.read_text(encoding="utf-8"), Loader=yaml.SafeLoader)
    return [
        Fault(path, ".".join(key), f"line {line}: not answered yet: {question} {_how_to_answer(answer)}")
        for key, line, question, answer in _asked(root, ())
    ]


def _asked(node: yaml.Node | None, above: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], int, str, str | None]]:
    if isinstance(node, yaml.SequenceNode):
        for number, part in enumerate(node.value):
            yield from _asked(part, (*above, str(number)))
    if not isinstance(node, yaml.MappingNode):
        return
    parts = {str(name.value): (name, part) for name, part in node.value}
    if "question" in parts and isinstance(parts["question"][1], yaml.ScalarNode):
        name, question = parts["question"]
        answer = parts["answer"][1].value if "answer" in parts else None
        yield above, name.start_mark.line + 1, str(question.value).strip(), answer
    for key, (_, part) in parts.items():
        yield from _asked(part, (*above, key))


def _how_to_answer(answer: str | None) -> str:
    if answer and answer.startswith("{"):
        return f"Write {answer} in its place."
    return answer or "Answer it in this file, then delete question: (and the key above it, if nothing else is in it)."


def _plain(kind: str, message: str) -> str:
    if kind == "extra_forbidden":
        return "unknown key"
    if kind == "missing":
        return "this key is missing"
    return message.removeprefix("Value error, ")


def _semantic_faults(source: SourceSpec) -> list[tuple[str, str]]:
    faults: list[tuple[str, str]] = []
    try:
        if source.files is not None:
            source.files_folder()
        source.sample_folder()
    except ValueError as fault:
        faults.append(("files.folder" if source.files else "crawl.sample_folder", str(fault)))
    for number, layout in enumerate(source.layouts):
        faults += [(f"layouts.{number}.{key}", message) for key, message in layout_faults(source, layout)]
    return faults
