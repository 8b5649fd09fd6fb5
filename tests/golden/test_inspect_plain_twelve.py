"""Plain tables whose columns are programmes, activities, funds, accounts or counts, and budgets of whole regions.

Each loads to its figures with all that describes them, or asks.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from lumbung.samples.xlsx import Sheet
from lumbung.workbooks.inspection.account_titles import account_in_title
from lumbung.workbooks.periods import period_in
from lumbung.workbooks.scales import scale_in_title
from tests.golden.test_inspect_tables import Case, Row, check, csv_of, xlsx_of

Lines = list[list[object]]
DISTRICTS = {"Tegal Barat": "33.76.01", "Tegal Timur": "33.76.02"}
REGIONS = {"Kabupaten Cilacap": "33.01", "Kabupaten Banyumas": "33.02", "Kota Surakarta": "33.72"}


def _book(name: str, lines: Lines, dataset: str, rows: list[Row], *asks: str, merges: tuple[str, ...] = ()) -> Case:
    content = xlsx_of(Sheet("Sheet1", lines, list(merges)))  # type: ignore[arg-type]
    return Case(name, f"{name}.xlsx", content, dataset, rows, asks)


# What the common titles of columns name


def _pairs(name: str, above: list[str], titles: tuple[str, str], told: tuple[Row, Row], *asks: str) -> Case:
    """Target and reached below two common titles, by regency. `told`: what each of these says of its figures."""
    lines: Lines = [
        *([text] for text in above),
        ["Provinsi Jawa Tengah Tahun 2023"],
        ["Kabupaten/Kota", titles[0], None, titles[1], None],
        [None, "Target", "Realisasi", "Target", "Realisasi"],
        *([place, 90 + n, 80 + n, 60 + n, 55 + n] for n, place in enumerate(REGIONS)),
        ["Jumlah", 273, 243, 183, 168],
    ]
    top = len(above) + 2
    rows: list[Row] = [
        {"region_code": code, **one, "target_count": target + n, "reached_count": reached + n}
        for n, code in enumerate(REGIONS.values())
        for one, target, reached in zip(told, (90, 60), (80, 55), strict=True)
    ]
    merges = (f"A{top}:A{top + 1}", f"B{top}:C{top}", f"D{top}:E{top}")
    return _book(name, lines, "program_reach", rows, *asks, merges=merges)


def _told(program: str, activity: str | None, *pairs: tuple[str, str], **more: object) -> tuple[Row, Row]:
    first, second = (
        {"program_name": program, "activity_name": activity, "measure": measure, "beneficiary_unit": unit, **more}
        for measure, unit in pairs
    )
    return first, second


LABELLED = ["Perangkat Daerah : Dinas Kelautan Provinsi Jawa Tengah", "Program : 3.25.03 Program Perikanan Tangkap"]
NOTHING: tuple[Row, Row] = ({}, {})
COLUMNS = [
    _pairs(
        "counts_below_a_labelled_programme",
        [*LABELLED, "Kegiatan : Bantuan Jaring bagi Nelayan Kecil"],
        ("Penerima Bantuan (orang)", "Jaring yang Diserahkan (unit)"),
        _told(
            "Program Perikanan Tangkap",
            "Bantuan Jaring bagi Nelayan Kecil",
            ("recipient", "orang"),
            ("item", "unit"),
            agency_name="Dinas Kelautan Provinsi Jawa Tengah",
        ),
    ),
    _pairs(
        "counts_below_a_title",
        ["Capaian Bantuan Bibit Mangga"],
        ("Penerima (KK)", "Bibit yang Disalurkan (batang)"),
        _told("Bantuan Bibit Mangga", None, ("recipient", "KK"), ("item", "batang")),
    ),
    _pairs(
        "activities_of_a_labelled_programme",
        LABELLED,
        ("Pelatihan Menjaring (orang)", "Pelatihan Mengolah Ikan (orang)"),
        (
            {"program_name": "Program Perikanan Tangkap", "activity_name": "Pelatihan Menjaring"},
            {"program_name": "Program Perikanan Tangkap", "activity_name": "Pelatihan Mengolah Ikan"},
        ),
    ),
    _pairs(
        "acts_without_a_programme",
        ["Rekap Pelatihan"],
        ("Pelatihan Menjaring (orang)", "Pelatihan Mengolah Ikan (orang)"),
        (
            {"program_name": "Pelatihan Menjaring", "activity_name": None},
            {"program_name": "Pelatihan Mengolah Ikan", "activity_name": None},
        ),
    ),
    _pairs(
        "funds_side_by_side",
        ["Bantuan Bibit Mangga (batang)"],
        ("APBD Provinsi", "DAK Fisik"),
        (
            {"program_name": "Bantuan Bibit Mangga", "funding_source": "APBD Provinsi"},
            {"program_name": "Bantuan Bibit Mangga", "funding_source": "DAK Fisik"},
        ),
    ),
    _pairs(
        "graduates_beside_those_who_took_part",
        ["Pelatihan Kerja"],
        ("Peserta (orang)", "Lulusan (orang)"),
        _told("Pelatihan Kerja", None, ("participant", "orang"), ("graduate", "orang")),
    ),
    _pairs("known_programmes_below_another", LABELLED, ("PKH (KPM)", "BPNT (KPM)"), NOTHING, "wide"),
    _pairs("words_that_may_be_anything", ["Capaian"], ("Usulan Baru (KPM)", "Lanjutan (KPM)"), NOTHING, "wide"),
    _pairs("areas", ["Penerima BPNT (KPM)"], ("Perkotaan", "Perdesaan"), NOTHING, "wide"),
    _pairs("what_became_of_a_programme", ["Capaian"], ("PKH (KPM)", "PKH Graduasi (KPM)"), NOTHING, "wide"),
    _pairs("two_of_one_unit", LABELLED, ("Perahu (unit)", "Mesin (unit)"), NOTHING, "wide"),
    _pairs("things_without_a_programme", ["Rekap"], ("Perahu (unit)", "Penerima (orang)"), NOTHING, "wide"),
]


def _one_count(name: str, title: str, *asks: str) -> Case:
    lines: Lines = [
        [f"{title} Kota Tegal Tahun 2023"],
        ["Kecamatan", "Jumlah KPM"],
        *([p, 90 + n] for n, p in enumerate(DISTRICTS)),
    ]
    rows: list[Row] = [
        {"region_code": code, "program_name": "BPNT", "measure": "recipient", "reached_count": 90 + n}
        for n, code in enumerate(DISTRICTS.values())
    ]
    return _book(name, lines, "program_reach", rows, *asks)


def _quarter(name: str, title: str, *asks: str) -> Case:
    lines: Lines = [
        [f"Penyaluran BPNT Kota Tegal {title}"],
        ["Kecamatan", "Kuota KPM", "KPM Tersalur"],
        *([place, 90 + n, 80 + n] for n, place in enumerate(DISTRICTS)),
    ]
    rows: list[Row] = [
        {"region_code": code, "period_start": "2024-04-01", "period_end": "2024-06-30", "reached_count": 80 + n}
        for n, code in enumerate(DISTRICTS.values())
    ]
    return Case(name, f"{name}.csv", csv_of(lines), "program_reach", rows, asks)


COUNTS = [
    _one_count("who_receives", "Penerima BPNT"),
    _one_count("who_may_receive", "Calon Penerima BPNT", "measure"),
    _one_count("who_waits", "Daftar Tunggu BPNT", "measure"),
    _one_count("who_needs_it_no_more", "KPM BPNT Graduasi", "measure"),
    _quarter("quarter_with_its_months", "Triwulan II Tahun 2024 (April s.d. Juni)"),
    _quarter("months_with_their_quarter", "April - Juni 2024 (Triwulan II)"),
    _quarter("quarter_of_other_months", "Triwulan II Tahun 2024 (Januari s.d. Juni)", "period"),
]


# A region's budget

Account = tuple[str | None, str, int, str]
OWN, SENT = "Pendapatan Daerah > Pendapatan Asli Daerah", "Pendapatan Daerah > Pendapatan Transfer"
RUN, LENT = "Belanja Daerah > Belanja Operasi", "Pembiayaan Daerah > Penerimaan Pembiayaan"
SILPA = "Sisa Lebih Perhitungan Anggaran Tahun Sebelumnya"
ACCOUNTS: list[Account] = [
    ("4", "Pendapatan Daerah", 900, ""),
    ("4.1", "Pendapatan Asli Daerah", 200, ""),
    ("4.1.01", "Pajak Daerah", 150, f"{OWN} > Pajak Daerah"),
    ("4.1.02", "Retribusi Daerah", 50, f"{OWN} > Retribusi Daerah"),
    ("4.2", "Pendapatan Transfer", 700, ""),
    ("4.2.01", "Pendapatan Transfer Pemerintah Pusat", 700, f"{SENT} > Pendapatan Transfer Pemerintah Pusat"),
    (None, "Jumlah Pendapatan", 900, ""),
    ("5", "Belanja Daerah", 950, ""),
    ("5.1", "Belanja Operasi", 940, ""),
    ("5.1.01", "Belanja Pegawai", 640, f"{RUN} > Belanja Pegawai"),
    ("5.1.02", "Belanja Barang dan Jasa", 300, f"{RUN} > Belanja Barang dan Jasa"),
    ("5.3", "Belanja Tidak Terduga", 10, "Belanja Daerah > Belanja Tidak Terduga"),
    (None, "Surplus/(Defisit)", -50, ""),
    ("6", "Pembiayaan Daerah", 50, ""),
    ("6.1", "Penerimaan Pembiayaan", 60, ""),
    ("6.1.01", SILPA, 60, f"{LENT} > {SILPA}"),
    ("6.2", "Pengeluaran Pembiayaan", 10, ""),
    ("6.2.02", "Penyertaan Modal", 10, "Pembiayaan Daerah > Pengeluaran Pembiayaan > Penyertaan Modal"),
    (None, "Sisa Lebih Pembiayaan Anggaran (SILPA)", 0, ""),
]
MILIAR = 10**9


def _region(name: str, above: list[str], note: str) -> Case:
    """The accounts of a whole region, whoever collects them, and in whatever name they are published."""
    lines: Lines = [
        *([text] for text in above),
        ["Kode", "Uraian", "Anggaran", "Realisasi", "Lebih/(Kurang)"],
        [None, None, "Rp", "Rp", "Rp"],
        *([code, label, figure * MILIAR, figure * MILIAR - figure, -figure] for code, label, figure, _ in ACCOUNTS),
        [],
        [note],
    ]
    rows: list[Row] = [
        {
            "region_code": "33.76",
            "fiscal_year": 2023,
            "account_path": path,
            "budget_idr": figure * MILIAR,
            "realised_to_date_idr": figure * MILIAR - figure,
        }
        for _, _, figure, path in ACCOUNTS
        if path
    ]
    return _book(name, lines, "budget_posture", rows)


def _two_stages() -> Case:
    """A region's budget before and after its change: by code, and what is paid back is subtracted."""
    lines: Lines = [
        ["RINGKASAN PERUBAHAN APBD KOTA TEGAL TAHUN ANGGARAN 2023"],
        ["Kode", "Uraian", "Sebelum Perubahan (Rp)", "Setelah Perubahan (Rp)", "Bertambah/(Berkurang)"],
        *([code, label, figure * MILIAR, figure * MILIAR + figure, figure] for code, label, figure, _ in ACCOUNTS),
    ]
    rows: list[Row] = [
        {"region_code": "33.76", "account_code": code, "budget_stage": stage, "budget_idr": figure * MILIAR + more}
        for code, _, figure, path in ACCOUNTS
        if path
        for stage, more in (("murni", 0), ("perubahan", figure))
    ]
    return _book("two_stages_of_a_region", lines, "budget_realisation", rows)


Columns = dict[str, tuple[str, tuple[int, int]]]
"""The title of an account's columns -> its path, '' for a total, and the budget and spending of the first line."""
KINDS: Columns = {
    "Belanja Operasi": ("Belanja Daerah > Belanja Operasi", (700, 650)),
    "Belanja Modal": ("Belanja Daerah > Belanja Modal", (150, 120)),
    "Belanja Tidak Terduga": ("Belanja Daerah > Belanja Tidak Terduga", (10, 0)),
}
OF_REGIONS = "ANGGARAN DAN REALISASI BELANJA KABUPATEN/KOTA DI JAWA TENGAH TAHUN 2023, JUTA RUPIAH"


def _wide(name: str, columns: Columns, *asks: str, title: str = OF_REGIONS, of: str = "Kabupaten/Kota") -> Case:
    """Budget and spending by account side by side, a line a region or an agency; later lines have more."""
    agencies = {"Dinas Sosial": "33.76", "Dinas Kesehatan": "33.76"}
    places = agencies if of == "Perangkat Daerah" else REGIONS
    lines: Lines = [
        [title],
        [of, *(text for name in columns for text in (name, None))],
        [None, *["Anggaran", "Realisasi"] * len(columns)],
    ]
    for n, place in enumerate(places):
        steps = [n if path else n * (len(columns) - 1) for path, _ in columns.values()]
        pairs = zip(columns.values(), steps, strict=True)
        lines.append([place, *(figure + step * (figure > 0) for (_, pair), step in pairs for figure in pair)])
    rows: list[Row] = []
    for n, (place, code) in enumerate(places.items()):
        for path, pair in columns.values():
            budget, spent = ((figure + n * (figure > 0)) * 10**6 for figure in pair)
            if path and of == "Perangkat Daerah":
                rows.append(
                    {
                        "agency_name": place,
                        "account_name": path.rpartition(" > ")[2],
                        "budget_idr": budget,
                        "realised_idr": spent,
                    }
                )
            elif path:
                rows.append(
                    {
                        "region_code": code,
                        "fiscal_year": 2023,
                        "account_path": path,
                        "budget_idr": budget,
                        "realised_to_date_idr": spent,
                    }
                )
    letters = "BCDEFGHIJ"
    merges = tuple(f"{letters[2 * n]}2:{letters[2 * n + 1]}2" for n in range(len(columns)))
    dataset = "budget_realisation" if of == "Perangkat Daerah" else "budget_posture"
    return _book(name, lines, dataset, rows, *asks, merges=("A2:A3", *merges))


TWO: Columns = {name: KINDS[name] for name in ("Belanja Operasi", "Belanja Modal")}
OF_AGENCIES = "ANGGARAN DAN REALISASI PER PERANGKAT DAERAH KOTA TEGAL s.d. DESEMBER 2023 (juta rupiah)"


def _plain(name: str, title: str, account: str, *asks: str, of: str = "Kabupaten/Kota") -> Case:
    """One budget and what came of it; only the title says of which account."""
    places = REGIONS if of == "Kabupaten/Kota" else {"Dinas Sosial": "33.76", "Dinas Kesehatan": "33.76"}
    lines: Lines = [
        [f"{title} TAHUN 2023 (juta rupiah)"],
        [of, "Anggaran", "Realisasi"],
        *([place, 90 + n, 80 + n] for n, place in enumerate(places)),
    ]
    rows: list[Row] = [
        {"region_code": code, "account_path": account, "realised_to_date_idr": (80 + n) * 10**6}
        for n, code in enumerate(places.values())
    ]
    return _book(name, lines, "budget_posture" if of == "Kabupaten/Kota" else "budget_realisation", rows, *asks)


def _revenue_in_lines() -> Case:
    lines: Lines = [
        ["REALISASI APBD KOTA TEGAL TAHUN 2023 (juta rupiah)"],
        ["No", "Uraian", "Anggaran", "Realisasi"],
        [1, "Pajak Daerah", 90, 85],
        [2, "Retribusi Daerah", 60, 55],
    ]
    return _book("revenue_in_lines", lines, "budget_realisation", [], "unclear_revenue")


def _years() -> Case:
    """The years of one region, a line each; the total and the result are columns."""
    lines: Lines = [
        ["REALISASI APBD KOTA TEGAL 2022-2023 (juta rupiah)"],
        ["Tahun", "Pendapatan Daerah", "Belanja Operasi", "Belanja Modal", "Jumlah Belanja", "Surplus/(Defisit)"],
        [2022, 950, 700, 200, 900, 50],
        [2023, 980, 780, 250, 1030, -50],
    ]
    paths = ("Pendapatan Daerah", "Belanja Daerah > Belanja Operasi", "Belanja Daerah > Belanja Modal")
    rows: list[Row] = [
        {"region_code": "33.76", "fiscal_year": year, "account_path": path, "realised_to_date_idr": figure * 10**6}
        for year, figures in ((2022, (950, 700, 200)), (2023, (980, 780, 250)))
        for path, figure in zip(paths, figures, strict=True)
    ]
    return _book("years_of_a_region", lines, "budget_posture", rows)


def _labelled_sub_activity() -> Case:
    """Programme, activity and sub-activity stand in lines above the accounts of one of them."""
    lines: Lines = [
        ["REALISASI BELANJA PER REKENING s.d. Desember 2023"],
        ["Dinas Sosial Kota Tegal"],
        ["Program : 1.06.04 Program Rehabilitasi Sosial"],
        ["Kegiatan : 1.06.04.2.01 Rehabilitasi Sosial Dasar"],
        ["Sub Kegiatan : 1.06.04.2.01.0003 Penyediaan Sandang"],
        ["Kode Rekening", "Uraian", "Anggaran (Rp)", "Realisasi (Rp)"],
        ["5.1.02.01.01.0024", "Belanja Alat Tulis", 9_000_000, 8_000_000],
        ["5.1.02.01.01.0052", "Belanja Makan Rapat", 5_000_000, 4_000_000],
        [None, "Jumlah", 14_000_000, 12_000_000],
    ]
    known: Row = {
        "program_code": "1.06.04",
        "program_name": "Program Rehabilitasi Sosial",
        "activity_code": "1.06.04.2.01",
        "activity_name": "Rehabilitasi Sosial Dasar",
        "sub_activity_code": "1.06.04.2.01.0003",
        "sub_activity_name": "Penyediaan Sandang",
    }
    rows: list[Row] = [
        {**known, "account_code": "5.1.02.01.01.0024", "budget_idr": 9_000_000},
        {**known, "account_code": "5.1.02.01.01.0052", "budget_idr": 5_000_000},
    ]
    return _book("a_labelled_sub_activity", lines, "budget_realisation", rows)


BUDGETS = [
    _region(
        "collected_by_the_treasury", ["RINGKASAN REALISASI APBD KOTA TEGAL TAHUN 2023"], "Sumber: BPKAD Kota Tegal"
    ),
    _region("in_the_government_s_name", ["PEMERINTAH KOTA TEGAL", "RINGKASAN APBD TAHUN 2023"], ""),
    _two_stages(),
    _wide("regions_by_account", KINDS),
    _wide("regions_with_a_total", {**TWO, "Total Belanja Daerah": ("", (850, 770))}),
    _wide("regions_with_no_sum", {**TWO, "Total Belanja Daerah": ("", (860, 770))}, "wide"),
    _wide("agencies_by_account", TWO, title=OF_AGENCIES, of="Perangkat Daerah"),
    _wide("agencies_with_a_total", {**TWO, "Total": ("", (850, 770))}, title=OF_AGENCIES, of="Perangkat Daerah"),
    _wide(
        "revenue_of_agencies",
        {"Pajak Daerah": ("x", (90, 80)), "Retribusi Daerah": ("x", (60, 50))},
        "wide",
        title=OF_AGENCIES,
        of="Perangkat Daerah",
    ),
    _plain("spending_of_regions", "ANGGARAN DAN REALISASI BELANJA DAERAH SE-JAWA TENGAH", "Belanja Daerah"),
    _plain("revenue_of_regions", "ANGGARAN DAN REALISASI PENDAPATAN DAERAH SE-JAWA TENGAH", "Pendapatan Daerah"),
    _plain(
        "revenue_by_agency",
        "ANGGARAN DAN REALISASI RETRIBUSI DAERAH KOTA TEGAL",
        "",
        "unclear_revenue",
        of="Perangkat Daerah",
    ),
    _revenue_in_lines(),
    _wide(
        "classes_without_their_noun",
        {"Operasi": ("Belanja Operasi", (700, 650)), "Modal": ("Belanja Modal", (150, 120))},
        title=OF_AGENCIES,
        of="Perangkat Daerah",
    ),
    _years(),
    _labelled_sub_activity(),
]


@pytest.mark.parametrize("case", [*COLUMNS, *COUNTS, *BUDGETS], ids=lambda case: case.name)
def test_a_plain_table_is_read_or_asked(case: Case, tmp_path: Path) -> None:
    check(case, tmp_path)


@pytest.mark.parametrize(
    ("title", "account"),
    [
        ("Realisasi Belanja Modal menurut Kabupaten/Kota", "Belanja Modal"),
        ("ANGGARAN DAN REALISASI PENDAPATAN DAERAH 2023", "PENDAPATAN DAERAH"),
        ("Realisasi Belanja Penanggulangan Kemiskinan", None),
        ("Realisasi Pendapatan dan Belanja Daerah", None),
        ("Realisasi APBD Kabupaten/Kota", None),
    ],
)
def test_a_title_names_one_account_or_none(title: str, account: str | None) -> None:
    found = account_in_title(title)
    assert (found.name if found else None) == account


def test_a_part_of_a_year_said_twice_is_one() -> None:
    assert period_in("Triwulan I Tahun 2024 (Januari s.d. Maret)") == period_in("Triwulan I 2024")
    assert period_in("Triwulan I Tahun 2024 (Januari s.d. Juni)") is None


def test_a_year_before_a_comma_is_no_number_of_millions() -> None:
    assert scale_in_title("s.d. Desember 2024, Miliar Rupiah") == "miliar"
    assert scale_in_title("Bantuan di atas 50 juta") is None
