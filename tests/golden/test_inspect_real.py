"""Real files: where inspection proposes a YAML that loads, it gives the rows that the shipped source gives."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from lumbung.sources.catalogue import SHIPPED_CATALOGUE, load_catalogue, load_source
from lumbung.workbooks.inspect import inspect_file
from lumbung.workbooks.parse import ParsedFile, parse_file
from lumbung.workbooks.propose import propose

FILES = [
    ("bps/Garis_Kemiskinan_Menurut_Kabupaten_Kota_2014.csv", "bps__poverty"),
    ("bps/Persentase_Penduduk_Miskin_(P0)_Menurut_Provinsi_dan_Daerah_2014.csv", "bps__poverty"),
    ("bps/Garis_Kemiskinan_(Rupiah_Kapita_Bulan)_Menurut_Provinsi_dan_Daerah_(1).xlsx", "bps__poverty"),
    ("bps/subang_kemiskinan_2005_2024.xlsx", "bps__poverty"),
    (
        "opendata_jabar/bps-od_16425_jumlah_penduduk_miskin_berdasarkan_kabupatenkota_data.csv",
        "opendata_jabar__poverty",
    ),
    ("djpk/2021/Batu.csv", "djpk__posture"),
    ("keerom/realisasi_keuangan_persumber_dana_2020_2021.xlsx", "keerom__funding"),
    ("bappenas/uploads/0053b677.csv", "bappenas__indicators"),
    ("sipd_lra/lra_april.xlsx", "sipd__lra"),
]
# Who publishes is not compared: a copy of a table on a portal names nobody.
COMPARED = (
    "region_code",
    "indicator_code",
    "area",
    "period_year",
    "period_part",
    "value",
    "unit",
    "account_path",
    "account_code",
    "funding_source",
    "fiscal_year",
    "period_month",
    "budget_idr",
    "realised_idr",
    "realised_to_date_idr",
)


def figures(parsed: ParsedFile) -> Counter[tuple[object, ...]]:
    names = [name for name in COMPARED if name in parsed.rows[0].values]
    return Counter(tuple(row.values[name] for name in names) for row in parsed.rows)


@pytest.mark.parametrize(("name", "source"), FILES, ids=lambda part: str(part).rpartition("/")[2][:40])
def test_a_real_file_gives_what_its_source_gives(shared_data: Path, tmp_path: Path, name: str, source: str) -> None:
    path = shared_data / "sheets" / name
    proposal = propose(inspect_file(path))
    assert proposal.questions == []
    assert proposal.text is not None
    place = tmp_path / "proposed.yaml"
    place.write_text(proposal.text, encoding="utf-8")
    shipped = load_catalogue([SHIPPED_CATALOGUE])[source]
    found = parse_file(path, load_source(place), relative_path=path.as_posix())
    wanted = parse_file(path, shipped, relative_path=path.as_posix())
    assert wanted.rows
    assert figures(found) == figures(wanted)


@pytest.mark.parametrize(
    "name",
    [
        "recipients/data_pkh_anon.csv",
        "kode_rekening/PERSENTASE.xlsx",
        "kode_rekening/kode_rekening_template.xlsx",
        "bappenas/contoh_template.xlsx",
    ],
)
def test_a_real_file_without_figures_of_ours_has_no_dataset(shared_data: Path, name: str) -> None:
    proposal = propose(inspect_file(shared_data / "sheets" / name))
    assert proposal.text is None
    assert str(proposal.reason).startswith("no dataset")


def test_a_national_table_that_names_no_region_is_asked_about(shared_data: Path) -> None:
    proposal = propose(
        inspect_file(shared_data / "sheets" / "bps" / "Indeks_Kedalaman_Kemiskinan_(P1)_Menurut_Daerah_2014.csv")
    )
    assert len(proposal.questions) == 1
    assert "which region" in proposal.questions[0]
