"""What dbt's project declares of the marts beyond their columns: which columns refer to which mart, and the partitions
by which an incremental mart is replaced.

Enters: dbt's manifest. Leaves: frozen values. Nothing of it is said a second time elsewhere: references are the
relationship tests, partitions stand in the models' configuration, where the models read them too.
"""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Reference:
    """A column that holds the key of another mart."""

    column: str
    mart: str
    key: str


@dataclass(frozen=True)
class Partition:
    """`scope`: the table of schema prep with a row for each partition that changed batches touch; `columns`: its key,
    in the mart too. Rows of the mart in which one of the `nullable` columns is null belong to no partition, and are
    made again every night.
    """

    scope: str
    columns: tuple[str, ...]
    nullable: tuple[str, ...] = ()


@dataclass(frozen=True)
class Declared:
    """What is declared of one mart."""

    references: tuple[Reference, ...] = ()
    partition: Partition | None = None


def declared_marts(manifest: Path) -> dict[str, Declared]:
    """Mart -> what is declared of it."""
    nodes = json.loads(manifest.read_text(encoding="utf-8"))["nodes"]
    marts = {
        node_id: node
        for node_id, node in nodes.items()
        if node["resource_type"] == "model" and node["schema"] == "marts_build"
    }
    references: dict[str, list[Reference]] = defaultdict(list)
    for node in nodes.values():
        test = node.get("test_metadata") or {}
        if test.get("name") != "relationships" or node.get("attached_node") not in marts:
            continue
        others = [one for one in node["depends_on"]["nodes"] if one != node["attached_node"]]
        # A mart that refers to itself, as a region to the one it lies in, depends on nothing else.
        other = marts.get(others[0] if others else node["attached_node"])
        if other is not None:
            references[node["attached_node"]].append(
                Reference(str(node["column_name"]), str(other["name"]), str(test["kwargs"]["field"]))
            )
    return {
        str(node["name"]): Declared(
            tuple(sorted(references[node_id], key=lambda one: one.column)), _partition(node["config"].get("meta") or {})
        )
        for node_id, node in marts.items()
    }


def _partition(meta: dict[str, object]) -> Partition | None:
    stated = meta.get("partition")
    if not isinstance(stated, dict):
        return None
    return Partition(
        str(stated["scope"]),
        tuple(str(column) for column in stated["columns"]),
        tuple(str(column) for column in stated.get("nullable") or ()),
    )
