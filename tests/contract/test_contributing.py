"""What CONTRIBUTING.md tells a newcomer to write is valid."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml
from openpyxl import Workbook

from lumbung.sources.catalogue import load_catalogue
from lumbung.workbooks.parse import parse_file

CONTRIBUTING = Path(__file__).resolve().parents[2] / "CONTRIBUTING.md"


@pytest.fixture
def catalogue(tmp_path: Path) -> Path:
    blocks = re.findall(r"^```yaml\n(.+?)^```", CONTRIBUTING.read_text(), re.MULTILINE | re.DOTALL)
    assert len(blocks) == 1
    folder = tmp_path / "my_sources"
    folder.mkdir()
    (folder / "kota_contoh.yaml").write_text(blocks[0])
    return folder


def test_the_example_source_loads_and_reads_the_sheet_it_describes(catalogue: Path, tmp_path: Path) -> None:
    example = yaml.safe_load((catalogue / "kota_contoh.yaml").read_text())
    sources = load_catalogue([catalogue])
    assert list(sources) == [example["id"]]
    book = Workbook()
    for row in (
        ["CAPAIAN PROGRAM KOTA MATARAM"],
        ["TAHUN 2024"],
        [],
        ["No", "OPD", "Program", "Kegiatan", "Target", "Realisasi"],
        [1, "Dinas Sosial", "Pemberdayaan Sosial", "Pelatihan kewirausahaan", 40, 38],
        [2, "Dinas Tenaga Kerja", "Pelatihan Kerja", "Pelatihan menjahit", 60, 60],
        [None, "Jumlah", None, None, 100, 98],
    ):
        book.active.append(row)
    path = tmp_path / "capaian_2024.xlsx"
    book.save(path)

    parsed = parse_file(path, sources[example["id"]])

    assert [(row.values["region_code"], row.values["reached_count"]) for row in parsed.rows] == [
        ("52.71", 38),
        ("52.71", 60),
    ]
    assert {(total.stated, total.computed) for total in parsed.totals} == {(100, 100), (98, 98)}
    assert not parsed.refusals
