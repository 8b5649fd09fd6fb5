"""Ten plain tables as BPS, portals, Dinas and BPKAD publish them, with the rows that they must give.

They were written, answers first, before inspection was tried on them.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from lumbung.samples.xlsx import Sheet
from tests.golden.test_inspect_tables import Case, Row, check, csv_of, indonesian, xlsx_of


def _bps_profile() -> Case:
    """A BPS publication: several indicators side by side, bare names beside cities, blanks between thousands."""
    lines = [
        ("Bogor", "32.01", "474,74", "7,73", "469.110", "1,12", "0,24"),
        ("Sukabumi", "32.02", "186,28", "7,34", "389.241", "0,98", "0,21"),
        ("Bandung", "32.04", "254,50", "6,80", "421.507", "1,01", "0,19"),
        ("Garut", "32.05", "276,67", "10,42", "337.207", "1,52", "0,33"),
        ("Kota Bogor", "32.71", "79,20", "7,10", "617.005", "1,31", "0,36"),
        ("Kota Bandung", "32.73", "109,82", "4,25", "571.334", "0,66", "0,15"),
        ("Jawa Barat", "32", "4 070,98", "8,06", "447.299", "1,27", "0,30"),
    ]
    title = "Jumlah Penduduk Miskin, Persentase Penduduk Miskin, Garis Kemiskinan, P1 dan P2 Menurut Kabupaten/Kota"
    rows_of: list[list[object]] = [
        [title],
        ["di Provinsi Jawa Barat, 2022"],
        [],
        [
            "Kabupaten/Kota",
            "Jumlah Penduduk Miskin (ribu jiwa)",
            "Persentase Penduduk Miskin (%)",
            "Garis Kemiskinan (rupiah/kapita/bulan)",
            "Indeks Kedalaman Kemiskinan (P1)",
            "Indeks Keparahan Kemiskinan (P2)",
        ],
        ["(1)", "(2)", "(3)", "(4)", "(5)", "(6)"],
        *[[line[0], *line[2:]] for line in lines],
        [],
        ["Sumber: BPS, Susenas Maret"],
    ]
    codes = ("poor_persons", "P0", "poverty_line_idr", "P1", "P2")
    rows: list[Row] = []
    for _, region, *printed in lines:
        for code, text in zip(codes, printed, strict=True):
            value = float(text.replace(" ", "").replace(".", "").replace(",", "."))
            rows.append(
                {
                    "region_code": region,
                    "indicator_code": code,
                    "value": round(value * 1000) if code == "poor_persons" else value,
                    "period_year": 2022,
                    "publisher": "BPS",
                }
            )
    sheet = Sheet("Tabel", rows_of, merges=["A1:F1", "A2:F2"])  # type: ignore[arg-type]
    return Case("bps_profile", "kemiskinan_jabar_2022.xlsx", xlsx_of(sheet), "poverty_indicator", rows)


def _portal_rates() -> Case:
    names = {"3301": "KABUPATEN CILACAP", "3302": "KABUPATEN BANYUMAS", "3371": "KOTA MAGELANG", "3376": "KOTA TEGAL"}
    values = [("11,02", "10,68"), ("12,84", "12,53"), ("7,1", "6,11"), ("7,9", "7,68")]
    lines = [
        [
            "id",
            "kode_provinsi",
            "nama_provinsi",
            "kode_kabupaten_kota",
            "nama_kabupaten_kota",
            "persentase_penduduk_miskin",
            "satuan",
            "tahun",
        ]
    ]
    rows: list[Row] = []
    for m, year in enumerate((2022, 2023)):
        for n, (code, name) in enumerate(names.items()):
            number = str(len(lines))
            lines.append([number, "33", "JAWA TENGAH", code, name, values[n][m], "PERSEN", str(year)])
            rows.append(
                {
                    "region_code": f"{code[:2]}.{code[2:]}",
                    "indicator_code": "P0",
                    "period_year": year,
                    "value": float(values[n][m].replace(",", ".")),
                    "unit": "persen",
                }
            )
    name = "persentase_penduduk_miskin_berdasarkan_kabupatenkota.csv"
    return Case("portal_rates", name, csv_of(lines, ";"), "poverty_indicator", rows)


def _indicators_by_year() -> Case:
    years = [2019, 2020, 2021, 2022, 2023]
    table = [
        ("Garis Kemiskinan", "Rupiah/Kapita/Bulan", "poverty_line_idr", [343_652, 366_141, 376_914, 397_870, 431_305]),
        ("Jumlah Penduduk Miskin", "Ribu Jiwa", "poor_persons", [201.31, 211.09, 212.92, 196.16, 195.45]),
        ("Persentase Penduduk Miskin (P0)", "Persen", "P0", [16.82, 17.59, 17.83, 16.41, 16.34]),
        ("Indeks Kedalaman Kemiskinan (P1)", "Indeks", "P1", [2.75, 3.02, 3.17, 2.66, 2.54]),
        ("Indeks Keparahan Kemiskinan (P2)", "Indeks", "P2", [0.66, 0.77, 0.81, 0.62, 0.58]),
    ]
    rows_of: list[list[object]] = [
        ["Perkembangan Indikator Kemiskinan Kabupaten Kebumen, 2019-2023"],
        [],
        ["No", "Indikator", "Satuan", *years],
        *[[n, label, unit, *values] for n, (label, unit, _, values) in enumerate(table, 1)],
        ["Sumber: BPS Kabupaten Kebumen"],
    ]
    rows: list[Row] = [
        {
            "region_code": "33.05",
            "indicator_code": code,
            "period_year": year,
            "value": round(value * 1000) if code == "poor_persons" else value,
        }
        for _, _, code, values in table
        for year, value in zip(years, values, strict=True)
    ]
    content = xlsx_of(Sheet("Sheet1", rows_of, merges=["A1:H1"]))  # type: ignore[arg-type]
    return Case("indicators_by_year", "indikator kebumen.xlsx", content, "poverty_indicator", rows)


def _agencies_at_half_year() -> Case:
    lines = [
        ("Dinas Pendidikan, Kepemudaan dan Olahraga", 612_400_125_000, 275_118_220_417),
        ("Dinas Kesehatan", 301_770_900_400, 140_022_118_250),
        ("Dinas Sosial", 22_118_340_000, 9_870_455_100),
        ("Dinas Perumahan dan Kawasan Permukiman", 41_003_218_750, 12_330_187_904),
        ("Kecamatan Parakan", 3_410_550_000, 1_602_118_733),
    ]

    def money(value: int) -> str:
        return indonesian(value, 2)

    body: list[list[object]] = [
        [n, name, money(a), money(b), indonesian(b / a * 100, 2), money(a - b)]
        for n, (name, a, b) in enumerate(lines, 1)
    ]
    all_a, all_b = sum(line[1] for line in lines), sum(line[2] for line in lines)
    body.append([None, "JUMLAH", money(all_a), money(all_b), indonesian(all_b / all_a * 100, 2), money(all_a - all_b)])
    rows_of: list[list[object]] = [
        ["PEMERINTAH KABUPATEN TEMANGGUNG"],
        ["LAPORAN REALISASI ANGGARAN BELANJA PER SKPD"],
        ["SAMPAI DENGAN 30 JUNI 2024"],
        [],
        ["NO", "SKPD", "ANGGARAN (Rp)", "REALISASI (Rp)", "%", "SISA ANGGARAN (Rp)"],
        ["1", "2", "3", "4", "5 = 4/3", "6 = 3-4"],
        *body,
    ]
    rows: list[Row] = [
        {
            "region_code": "33.23",
            "agency_name": name,
            "budget_idr": a,
            "realised_idr": b,
            "fiscal_year": 2024,
            "period_month": 6,
            "realisation_basis": "to_date",
        }
        for name, a, b in lines
    ]
    content = xlsx_of(Sheet("LRA", rows_of, merges=["A1:F1", "A2:F2", "A3:F3"]))  # type: ignore[arg-type]
    return Case("agencies_at_half_year", "lra skpd.xlsx", content, "budget_realisation", rows)


def _accounts() -> Case:
    leaves = [
        ("5.1.01", "Belanja Pegawai", 812_340_000_000, 790_118_225_300),
        ("5.1.02", "Belanja Barang dan Jasa", 402_118_000_000, 377_904_118_050),
        ("5.1.06", "Belanja Bantuan Sosial", 12_550_000_000, 11_998_500_000),
        ("5.2.02", "Belanja Modal Peralatan dan Mesin", 66_210_000_000, 61_202_330_900),
        ("5.2.04", "Belanja Modal Jalan, Jaringan, dan Irigasi", 120_004_000_000, 101_980_112_400),
        ("5.3.01", "Belanja Tidak Terduga", 8_000_000_000, 1_250_000_000),
    ]

    def sums(start: str) -> tuple[int, int]:
        parts = [line for line in leaves if line[0].startswith(start)]
        return sum(line[2] for line in parts), sum(line[3] for line in parts)

    heads = [("5", "BELANJA DAERAH"), ("5.1", "BELANJA OPERASI"), ("5.2", "BELANJA MODAL"), ("5.3", "BTT")]
    every = [(code, name, *sums(code)) for code, name in heads] + leaves
    body: list[list[object]] = [
        [code, name, a, b, round(b / a * 100, 2)] for code, name, a, b in sorted(every, key=lambda line: line[0])
    ]
    rows_of: list[list[object]] = [
        ["PEMERINTAH KOTA PEKALONGAN"],
        ["LAPORAN REALISASI ANGGARAN PENDAPATAN DAN BELANJA DAERAH"],
        ["UNTUK TAHUN YANG BERAKHIR SAMPAI DENGAN 31 DESEMBER 2023"],
        [],
        ["Kode Rekening", "Uraian", "Anggaran 2023", "Realisasi 2023", "%"],
        *body,
        [],
        ["Dalam rupiah"],
    ]
    rows: list[Row] = [
        {
            "region_code": "33.75",
            "account_code": code,
            "account_name": name,
            "budget_idr": a,
            "realised_idr": b,
            "fiscal_year": 2023,
            "period_month": 12,
            "realisation_basis": "to_date",
        }
        for code, name, a, b in leaves
    ]
    return Case("accounts", "lra 2023.xlsx", xlsx_of(Sheet("LRA", rows_of)), "budget_realisation", rows)  # type: ignore[arg-type]


def _bansos_by_district() -> Case:
    lines = [
        ("Prambanan", "33.10.01", 2_118, 3_406),
        ("Gantiwarno", "33.10.02", 1_977, 3_012),
        ("Wedi", "33.10.03", 2_450, 3_891),
        ("Bayat", "33.10.04", 4_010, 6_233),
        ("Klaten Utara", "33.10.24", 1_002, 1_540),
    ]
    rows_of: list[list[object]] = [
        ["REKAPITULASI PENERIMA BANTUAN SOSIAL PKH DAN BPNT"],
        ["KABUPATEN KLATEN TAHUN 2023"],
        [],
        ["No.", "Kecamatan", "PKH (KPM)", "BPNT (KPM)", "Jumlah (KPM)"],
        *[[n, name, a, b, a + b] for n, (name, _, a, b) in enumerate(lines, 1)],
        ["Jumlah", None, sum(x[2] for x in lines), sum(x[3] for x in lines), sum(x[2] + x[3] for x in lines)],
        ["Sumber: Dinas Sosial P3AKB Kabupaten Klaten"],
    ]
    rows: list[Row] = [
        {
            "region_code": region,
            "program_name": program,
            "beneficiary_unit": "KPM",
            "measure": "recipient",
            "reached_count": value,
            "period_start": "2023-01-01",
            "period_end": "2023-12-31",
        }
        for _, region, *values in lines
        for program, value in zip(("PKH", "BPNT"), values, strict=True)
    ]
    sheet = Sheet("Rekap", rows_of, merges=["A1:E1", "A2:E2", "A10:B10"])  # type: ignore[arg-type]
    return Case("bansos_by_district", "bansos klaten.xlsx", xlsx_of(sheet), "program_reach", rows)


def _trainings() -> Case:
    lines = [
        ("Menjahit Pakaian", "4-29 Maret 2024", 16, "2024-03-04", "2024-03-29"),
        ("Operator Komputer", "6 Mei 2024 - 7 Juni 2024", 20, "2024-05-06", "2024-06-07"),
        ("Teknik Pendingin", "1 - 26 Juli 2024", 16, "2024-07-01", "2024-07-26"),
        ("Tata Boga", "5-30 Agustus 2024", 24, "2024-08-05", "2024-08-30"),
    ]
    rows_of: list[list[object]] = [
        ["PELATIHAN KERJA BERBASIS KOMPETENSI"],
        ["DINAS PERINDUSTRIAN DAN TENAGA KERJA KOTA SALATIGA"],
        ["TAHUN 2024"],
        [],
        ["No", "Jenis Pelatihan", "Waktu Pelaksanaan", "Jumlah Peserta"],
        *[[n, *line[:3]] for n, line in enumerate(lines, 1)],
        [None, "Total", None, sum(line[2] for line in lines)],
    ]
    rows: list[Row] = [
        {
            "region_code": "33.73",
            "activity_name": name,
            "measure": "participant",
            "beneficiary_unit": "orang",
            "reached_count": count,
            "period_start": start,
            "period_end": end,
            "agency_name": "DINAS PERINDUSTRIAN DAN TENAGA KERJA KOTA SALATIGA",
        }
        for name, _, count, start, end in lines
    ]
    return Case("trainings", "pelatihan blk.xlsx", xlsx_of(Sheet("2024", rows_of)), "program_reach", rows)  # type: ignore[arg-type]


def _job_fair() -> Case:
    lines = [
        ("Job Fair Semarang Hebat", "15-16 Maret 2023", 45, 2_310, "2023-03-15", "2023-03-16"),
        ("Job Fair Disabilitas", "12 Juli 2023", 18, 204, "2023-07-12", "2023-07-12"),
        ("Bursa Kerja Kampus", "20-21 September 2023", 52, 1_987, "2023-09-20", "2023-09-21"),
    ]
    rows_of: list[list[object]] = [
        ["REKAP PELAKSANAAN JOB FAIR DINAS TENAGA KERJA KOTA SEMARANG TAHUN 2023"],
        [],
        ["No", "Nama Kegiatan", "Tanggal Pelaksanaan", "Jumlah Perusahaan", "Jumlah Lowongan"],
        *[[n, *line[:4]] for n, line in enumerate(lines, 1)],
    ]
    rows: list[Row] = [
        {
            "region_code": "33.74",
            "activity_name": name,
            "measure": measure,
            "beneficiary_unit": unit,
            "reached_count": value,
            "period_start": start,
            "period_end": end,
        }
        for name, _, companies, vacancies, start, end in lines
        for measure, unit, value in (
            ("partner_company", "perusahaan", companies),
            ("vacancy", "lowongan", vacancies),
        )
    ]
    return Case("job_fair", "rekap job fair.xlsx", xlsx_of(Sheet("Sheet1", rows_of)), "program_reach", rows)  # type: ignore[arg-type]


def _registry_by_village() -> Case:
    """How many stand in a registry is neither an estimate of poverty nor what a programme reached."""
    lines = [["JUMLAH KELUARGA DAN JIWA TERDAFTAR DTKS PER KELURAHAN KECAMATAN LOWOKWARU KOTA MALANG TAHUN 2023"]]
    lines += [["No", "Kelurahan", "Jumlah Keluarga", "Jumlah Jiwa"]]
    lines += [
        ["1", "Merjosari", "1.204", "3.998"],
        ["2", "Tlogomas", "877", "2.741"],
        ["3", "Dinoyo", "1.012", "3.377"],
    ]
    return Case("registry_by_village", "dtks_lowokwaru.csv", csv_of(lines, ";"), None, [])


def _paid_by_month() -> Case:
    names = ["Januari", "Februari", "Maret", "April", "Mei", "Juni"]
    names += ["Juli", "Agustus", "September", "Oktober", "November", "Desember"]
    lines = [(name, 91_240 - 117 * n, 90_118 - 131 * n) for n, name in enumerate(names)]
    rows_of: list[list[object]] = [
        ["REALISASI PENYALURAN BPNT KABUPATEN JEMBER"],
        ["TAHUN 2023"],
        [],
        ["No", "Bulan", "Target KPM", "Realisasi KPM", "Persentase"],
        *[[n, name, a, b, round(b / a * 100, 2)] for n, (name, a, b) in enumerate(lines, 1)],
    ]
    ends = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    rows: list[Row] = [
        {
            "region_code": "35.09",
            "program_name": "BPNT",
            "measure": "recipient",
            "beneficiary_unit": "KPM",
            "target_count": a,
            "reached_count": b,
            "period_start": f"2023-{n:02d}-01",
            "period_end": f"2023-{n:02d}-{ends[n - 1]}",
        }
        for n, (_, a, b) in enumerate(lines, 1)
    ]
    return Case("paid_by_month", "bpnt 2023.xlsx", xlsx_of(Sheet("BPNT", rows_of)), "program_reach", rows)  # type: ignore[arg-type]


CASES = [
    _bps_profile(),
    _portal_rates(),
    _indicators_by_year(),
    _agencies_at_half_year(),
    _accounts(),
    _bansos_by_district(),
    _trainings(),
    _job_fair(),
    _registry_by_village(),
    _paid_by_month(),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_plain_table_loads_to_its_figures(case: Case, tmp_path: Path) -> None:
    check(case, tmp_path)
