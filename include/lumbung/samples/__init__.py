"""Sample workbooks and news pages, made by code, so that one command works offline.

`python -m lumbung.samples` writes them.
"""

from pathlib import Path

# The samples as they stand in the repo.
SHIPPED_SAMPLES = Path(__file__).resolve().parents[2] / "samples"
