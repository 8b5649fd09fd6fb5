"""What the benchmark measures against: calamine, Arrow and dlt's loader for Postgres.

Enters: the warehouse's URL in BENCH_URL, a folder for dlt's records as first argument, how dlt is to hand over the rows
as second one, and on standard input the path of a workbook a turn. Leaves: the seconds of each turn on standard output.
The rows go into bench_dlt.lines, in place of those that are there.

It runs under the Python of bench.lock, which has dlt and nothing of ours.
"""

import os
import sys
import time

import dlt
import pyarrow
from dlt.destinations import postgres
from python_calamine import CalamineWorkbook

FIRST_ROW = 2  # below the title and the header


def load(path: str, records: str, file_format: str) -> None:
    rows = CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python(skip_empty_area=False)
    names = [f"c{nth}" for nth in range(len(rows[0]))]
    table = pyarrow.table(dict(zip(names, zip(*rows[FIRST_ROW:], strict=True), strict=True)))
    pipeline = dlt.pipeline(
        "bench",
        destination=postgres(credentials=os.environ["BENCH_URL"]),
        dataset_name="bench_dlt",
        pipelines_dir=records,
    )
    pipeline.run(table, table_name="lines", write_disposition="replace", loader_file_format=file_format)


for line in sys.stdin:
    began = time.perf_counter()
    load(line.rstrip("\n"), sys.argv[1], sys.argv[2])
    print(time.perf_counter() - began, flush=True)
