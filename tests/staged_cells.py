"""Maps of cells for rows that a test writes into staging by itself.

Enters: a connection, a batch and the cells of a row. Leaves: the number of the map that the row refers to.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import psycopg


def put_cells(db: psycopg.Connection[Any], batch_id: int, cells: Mapping[str, str]) -> int:
    """A new map of a batch."""
    found = db.execute(
        """
        insert into staging.cell_map (batch_id, map_no, cells)
        select %(batch)s, count(*), %(cells)s from staging.cell_map where batch_id = %(batch)s returning map_no
        """,
        {"batch": batch_id, "cells": json.dumps(dict(cells))},
    ).fetchone()
    assert found is not None
    return int(found[0])
