"""Write every sample: `python -m lumbung.samples [--into include/samples]`.

Enters: the folder. Leaves: workbooks and news pages below it, the same bytes on every run.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from lumbung.samples import SHIPPED_SAMPLES
from lumbung.samples.news_site import write_news_site
from lumbung.samples.workbooks import write_workbooks


def main() -> None:
    """Parse the arguments and write the samples."""
    parser = argparse.ArgumentParser(prog="python -m lumbung.samples", description="Write the sample files.")
    parser.add_argument("--into", type=Path, default=SHIPPED_SAMPLES, help="folder to write to (%(default)s)")
    into = parser.parse_args().into
    written = [*write_workbooks(into), *write_news_site(into)]
    print(f"{len(written)} files written below {into}")  # noqa: T201  (the answer of a command line)


if __name__ == "__main__":
    main()
