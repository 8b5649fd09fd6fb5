"""Programme reach of five cities, each in the layout of another agency.

Enters: nothing but the tables below. Leaves: sheets. The headline figures are public facts: 12.000 pelaku usaha and
1.000 trained (Tanjungpinang 2021), 7.525 kelompok, 13.194 lowongan of 157 perusahaan, 11.380 peserta, 44 kelompok and
484.118 bibit (Tangerang 2020), 19.000 KK (Mataram 2024), 30 orang (Palangka Raya 2020), 292 KPM and 50 workers per
kelurahan (Jambi 2022). How they split over agencies and districts, and every other figure, is invented.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from lumbung.samples.xlsx import Cell, Row, Sheet, dotted


def tanjungpinang() -> list[Sheet]:
    """Two-row header under merges, a column-number row, thousands as text in one column and integers in the next."""
    agency = "Dinas Tenaga Kerja, Koperasi dan Usaha Mikro"
    program = "Padat Karya Pemulihan Ekonomi"
    training = "Pelatihan Pelaku Usaha Mikro"
    covered: list[tuple[str, int, int]] = [
        ("Pendampingan pelaku usaha mikro terdampak pandemi", 7500, 7120),
        ("Fasilitasi pemasaran produk pada toko swalayan", 4500, 4055),
    ]
    trained: list[tuple[str, str, int, int]] = [
        (agency, "Pelatihan kewirausahaan dan manajemen usaha", 400, 385),
        ("Dinas Perdagangan dan Perindustrian", "Pelatihan kemasan dan label produk", 300, 310),
        ("Dinas Sosial", "Pelatihan usaha ekonomi produktif keluarga miskin", 200, 205),
        (
            "Dinas Pemberdayaan Perempuan, Perlindungan Anak dan Pemberdayaan Masyarakat",
            "Pelatihan usaha rumahan bagi perempuan",
            100,
            100,
        ),
    ]
    rows: list[Row] = [
        ["PEMERINTAH KOTA TANJUNGPINANG"],
        ["CAPAIAN PROGRAM PADAT KARYA DAN PELATIHAN PELAKU USAHA MIKRO"],
        ["TAHUN ANGGARAN 2021"],
        [],
        ["No", "Perangkat Daerah", "Program", "Kegiatan", "Jenis Capaian", "Satuan", "Sasaran", None, "Keterangan"],
        [None, None, None, None, None, None, "Target", "Realisasi", None],
        ["1", "2", "3", "4", "5", "6", "7", "8", "9"],
    ]
    for number, (activity, target, reached) in enumerate(covered, start=1):
        row: Row = [number, agency, program, activity, "Penerima manfaat", "pelaku usaha"]
        rows.append([*row, dotted(target), reached])
    rows.append(_total("Jumlah penerima manfaat", 1, 6, [dotted(12_000), sum(c[2] for c in covered)]))
    for number, (office, activity, target, reached) in enumerate(trained, start=len(covered) + 1):
        row = [number, office, training, activity, "Peserta dilatih", "Pelaku Usaha"]
        rows.append([*row, str(target), reached])
    rows.append(_total("Jumlah peserta dilatih", 1, 6, [dotted(1000), dotted(sum(t[3] for t in trained))]))
    rows += [
        [],
        ["Catatan:"],
        ["- Target penerima manfaat adalah perkiraan awal tahun."],
        ["- Satu pelaku usaha dapat mengikuti lebih dari satu kegiatan."],
    ]
    merges = ["A1:I1", "A2:I2", "A3:I3", *(f"{c}5:{c}6" for c in "ABCDEFI"), "G5:H5", "A10:F10", "A15:F15"]
    return [Sheet("Padat Karya 2021", rows, merges, bold_rows=(1, 2, 3, 5, 6))]


def tangerang() -> list[Sheet]:
    """Table away from A1, the agency as a header row above its lines, an older copy on a hidden sheet."""
    blocks: list[tuple[str, list[tuple[str, str, str, int, int]], str | None]] = [
        (
            "Dinas Koperasi dan Usaha Kecil Menengah",
            [
                ("Tangerang BISA", "Bantuan modal usaha UMKM dan PKL", "kelompok", 4500, 4325),
                ("Tangerang Emas", "Bantuan modal usaha bersama Bank BJB", "kelompok", 3500, 3200),
            ],
            "Jumlah kelompok penerima modal",
        ),
        (
            "Dinas Ketenagakerjaan",
            [
                ("Balai Latihan Kerja Kelurahan", "Pelatihan menjahit", "peserta", 3200, 3210),
                ("Balai Latihan Kerja Kelurahan", "Pelatihan tata boga", "peserta", 4000, 4050),
                ("Balai Latihan Kerja Kelurahan", "Pelatihan komputer", "peserta", 2800, 2480),
                ("Balai Latihan Kerja Kelurahan", "Pelatihan otomotif", "peserta", 2000, 1640),
            ],
            "Jumlah peserta pelatihan",
        ),
        (
            "Dinas Ketenagakerjaan",
            [
                ("Job Fair Virtual", "Penyediaan lowongan kerja", "lowongan", 12_000, 13_194),
                ("Job Fair Virtual", "Kerja sama dengan perusahaan", "perusahaan", 150, 157),
            ],
            None,
        ),
        (
            "Dinas Ketahanan Pangan",
            [
                ("Pekarangan Pangan Produktif", "Pembinaan Kelompok Wanita Tani", "kelompok", 44, 44),
                ("Pekarangan Pangan Produktif", "Pembagian bibit tanaman produktif", "bibit", 450_000, 484_118),
            ],
            None,
        ),
    ]

    def table(realised_until: str, share: Callable[[int], int]) -> list[Row]:
        rows: list[Row] = [
            [],
            [None, "PEMERINTAH KOTA TANGERANG"],
            [None, "REKAPITULASI PROGRAM PEMULIHAN EKONOMI DAN KEMANDIRIAN MASYARAKAT"],
            [None, "TAHUN 2020"],
            [],
            [None, "No.", "Perangkat Daerah / Kegiatan", "Program", "Satuan", "Target", realised_until, "Ket."],
        ]
        number, roman, agency_above = 0, iter(("I", "II", "III")), ""
        for agency, lines, total in blocks:
            if agency != agency_above:
                rows.append([None, next(roman), agency])
                number, agency_above = 0, agency
            for program, activity, unit, target, reached in lines:
                number += 1
                rows.append([None, f"{number}.", activity, program, unit, target, share(reached)])
            if total:
                sums: Row = [sum(line[3] for line in lines), sum(share(line[4]) for line in lines)]
                rows.append([None, None, total, None, None, *sums])
        return rows

    rows = table("Realisasi s.d. Desember 2020", lambda n: n)
    rows += [
        [],
        [None, "Keterangan: satuan peserta dihitung per orang per pelatihan."],
        [None, "Sumber: laporan perangkat daerah, diolah Bappeda."],
    ]
    older = table("Realisasi s.d. September 2020", lambda n: n * 7 // 10)
    merges = ["B2:H2", "B3:H3", "B4:H4"]
    return [
        Sheet("Rekap 2020", rows, merges, bold_rows=(2, 3, 4, 6)),
        Sheet("Sheet2", older, merges, hidden=True, bold_rows=(2, 3, 4, 6)),
    ]


def mataram() -> list[Sheet]:
    """The agency stands once, merged over its rows; registry and funding source are columns; a printed percent."""
    training = "Pelatihan Kerja dan Produktivitas Tenaga Kerja"
    blocks: list[tuple[str, str, str, str, str, str, list[tuple[str, int, int]]]] = [
        (
            "Dinas Tenaga Kerja",
            training,
            "Peserta pelatihan",
            "Orang",
            "DTKS",
            "DAU",
            [
                ("Pelatihan menjahit", 160, 160),
                ("Pelatihan tata boga", 160, 152),
                ("Pelatihan tata rias", 96, 96),
                ("Pelatihan sablon", 64, 60),
                ("Pelatihan perbengkelan", 96, 88),
                ("Pelatihan barista", 64, 64),
            ],
        ),
        (
            "Dinas Koperasi dan UKM",
            "Pengembangan UMKM",
            "Peserta pelatihan",
            "Orang",
            "DTKS",
            "Insentif Fiskal",
            [("Pelatihan perajin cukli", 120, 118), ("Pelatihan kerajinan batok kelapa", 80, 75)],
        ),
        (
            "Dinas Perdagangan",
            "Peningkatan Kapasitas Produksi",
            "Peserta pelatihan",
            "Orang",
            "DTKS",
            "PAD",
            [("Pelatihan kapasitas produksi pelaku usaha", 150, 141), ("Pelatihan pemasaran digital", 100, 100)],
        ),
        (
            "Dinas Sosial",
            "Perlindungan dan Jaminan Sosial",
            "Keluarga penerima",
            "KK",
            "P3KE",
            "Insentif Fiskal",
            [
                ("Bantuan pangan keluarga miskin ekstrem Kecamatan Ampenan", 3900, 3412),
                ("Bantuan pangan keluarga miskin ekstrem Kecamatan Cakranegara", 2700, 2390),
                ("Bantuan pangan keluarga miskin ekstrem Kecamatan Mataram", 3000, 2655),
                ("Bantuan pangan keluarga miskin ekstrem Kecamatan Sandubaya", 3400, 2978),
                ("Bantuan pangan keluarga miskin ekstrem Kecamatan Sekarbela", 3200, 2801),
                ("Bantuan pangan keluarga miskin ekstrem Kecamatan Selaparang", 2800, 2514),
            ],
        ),
    ]
    rows: list[Row] = [
        ["KOTA MATARAM"],
        ["INTERVENSI PENANGANAN KEMISKINAN EKSTREM MENURUT PERANGKAT DAERAH"],
        ["TAHUN 2024"],
        [],
        [
            "NO",
            "OPD",
            "PROGRAM",
            "SUB KEGIATAN",
            "INDIKATOR",
            "SATUAN",
            "BASIS DATA",
            "SUMBER DANA",
            "TARGET",
            "REALISASI",
            "%",
        ],
    ]
    merges = ["A1:K1", "A2:K2", "A3:K3"]
    number = 0
    for agency, program, indicator, unit, registry, fund, lines in blocks:
        first = len(rows) + 1
        for activity, target, reached in lines:
            number += 1
            above = len(rows) + 1 > first  # cells of a merged range, below its first one, are blank
            rows.append(
                [
                    number,
                    None if above else agency,
                    None if above else program,
                    activity,
                    indicator,
                    unit,
                    registry,
                    fund,
                    target,
                    reached,
                    round(reached * 100 / target, 2),
                ]
            )
        merges += [f"B{first}:B{len(rows)}", f"C{first}:C{len(rows)}"]
        sums = (sum(line[1] for line in lines), sum(line[2] for line in lines))
        rows.append(_total(f"JUMLAH {agency.upper()}", 1, 8, [*sums, round(sums[1] * 100 / sums[0], 2)]))
    rows += [
        [],
        ["Catatan:"],
        ["1) Jumlah keluarga miskin ekstrem sekitar 19.000 KK, tersebar di enam kecamatan."],
        ["2) Persentase dihitung terhadap target."],
    ]
    return [Sheet("REKAP", rows, merges, bold_rows=(1, 2, 3, 5))]


def palangka_raya(*, extra_column: str | None = None, total_off_by: int = 0) -> list[Sheet]:
    """The agency stands only in the title; each row has its own period, as text; subtotals and a grand total.

    `extra_column` adds a titled column and `total_off_by` falsifies the grand total: the two faults of
    `write_bad_workbooks`.
    """
    rotan = "Pelatihan proses produksi berbahan dasar rotan"
    weaving = "Pemulihan Ekonomi Usaha Mikro"
    events: list[tuple[str, list[tuple[str, str, str, str, int, int]]]] = [
        (
            "Sub Jumlah pelatihan rotan",
            [
                (
                    f"{rotan} - Kecamatan Bukit Batu",
                    "24 - 28 Agustus 2020",
                    "Aula Kecamatan Bukit Batu",
                    "Bukit Batu",
                    18,
                    18,
                ),
                (
                    f"{rotan} - Kecamatan Rakumpit",
                    "24 - 28 Agustus 2020",
                    "Aula Kecamatan Bukit Batu",
                    "Rakumpit",
                    12,
                    12,
                ),
            ],
        ),
        (
            "Sub Jumlah pelatihan lain",
            [
                (
                    "Pelatihan pengolahan ikan air tawar",
                    "7 s.d. 11 September 2020",
                    "Kelurahan Pahandut Seberang",
                    "Pahandut",
                    25,
                    24,
                ),
                (
                    "Pelatihan kemasan produk makanan ringan",
                    "28 September - 2 Oktober 2020",
                    "Kantor Dinas",
                    "Jekan Raya",
                    20,
                    20,
                ),
                ("Pelatihan pemasaran daring", "19-20 Oktober 2020", "Kantor Dinas", "Jekan Raya", 40, 36),
            ],
        ),
    ]
    rows: list[Row] = [
        ["PEMERINTAH KOTA PALANGKA RAYA"],
        ["DINAS PERDAGANGAN, KOPERASI, UKM DAN PERINDUSTRIAN"],
        ["REKAPITULASI PELATIHAN PELAKU USAHA MIKRO TAHUN 2020"],
        [],
        ["No", "Program", "Nama Kegiatan", "Waktu Pelaksanaan", "Tempat", "Kecamatan", "Peserta (Orang)"],
        [None, None, None, None, None, None, "Rencana", "Hadir"],
    ]
    number, planned, present = 0, 0, 0
    for label, lines in events:
        for activity, when, place, district, plan, came in lines:
            number += 1
            rows.append([number, weaving, activity, when, place, district, plan, came])
        sums: Row = [sum(line[4] for line in lines), sum(line[5] for line in lines)]
        rows.append([None, None, label, None, None, None, *sums])
        planned += sum(line[4] for line in lines)
        present += sum(line[5] for line in lines)
    rows.append(_total("JUMLAH", 1, 6, [planned, present + total_off_by]))
    if extra_column:
        rows[4] = [*rows[4], None, extra_column]
        for row in rows[6:]:
            if isinstance(row[0], int):
                row.append("-")
    rows += [[], ["Catatan: peserta adalah pelaku usaha mikro terdampak pandemi."]]
    merges = ["A1:H1", "A2:H2", "A3:H3", *(f"{c}5:{c}6" for c in "ABCDEF"), "G5:H5"]
    return [Sheet("Pelatihan", rows, merges, bold_rows=(1, 2, 3, 5, 6))]


# (district, kelurahan, PKH target, graduated, workers insured, training target, trained). 50 workers per kelurahan are
# the target, 62 kelurahan make 3.100; 292 families left PKH.
_JAMBI: tuple[tuple[str, int, int, int, int, int | None, int | None], ...] = (
    ("Kecamatan Telanaipura", 6, 30, 34, 287, 40, 40),
    ("Kecamatan Danau Sipin", 5, 25, 26, 241, 30, 28),
    ("Kecamatan Danau Teluk", 5, 20, 19, 236, 30, 30),
    ("Kecamatan Pelayangan", 6, 25, 27, 279, 40, 37),
    ("Kecamatan Jambi Timur", 9, 35, 41, 428, 50, 50),
    ("Kecamatan Jambi Selatan", 5, 20, 22, 244, 30, 29),
    ("Kecamatan Paal Merah", 5, 25, 31, 239, 30, 30),
    ("Kecamatan Kotabaru", 5, 20, 23, 246, 30, 26),
    ("Kecamatan Alam Barajo", 5, 20, 24, 233, 30, 30),
    ("Kecamatan Jelutung", 7, 30, 33, 338, 40, 38),
    ("Kecamatan Pasar Jambi", 4, 10, 12, 191, None, None),
)


def jambi() -> list[Sheet]:
    """One row per district, one pair of columns per programme; a dash where a programme does not run."""
    rows: list[Row] = [
        ["CAPAIAN PROGRAM PENANGGULANGAN KEMISKINAN PER KECAMATAN"],
        ["KOTA JAMBI"],
        ["TAHUN 2022"],
        [],
        ["No", "Kecamatan", "Jumlah Kelurahan", "Program", None, None, None, None, None],
        [
            None,
            None,
            None,
            "Graduasi PKH (KPM)",
            None,
            "BPJS Ketenagakerjaan Pekerja Informal (Orang)",
            None,
            "Pelatihan Keterampilan Keluarga Tidak Mampu (Orang)",
            None,
        ],
        [None, None, None, "Target", "Realisasi", "Target", "Realisasi", "Target", "Realisasi"],
        ["(1)", "(2)", "(3)", "(4)", "(5)", "(6)", "(7)", "(8)", "(9)"],
    ]
    for number, (name, villages, pkh, graduated, insured, planned, trained) in enumerate(_JAMBI, start=1):
        pair: Row = ["-", "-"] if planned is None else [planned, trained]
        rows.append([number, name, villages, pkh, graduated, str(50 * villages), insured, *pair])
    columns: Sequence[Sequence[int]] = [
        [r[1] for r in _JAMBI],
        [r[2] for r in _JAMBI],
        [r[3] for r in _JAMBI],
        [50 * r[1] for r in _JAMBI],
        [r[4] for r in _JAMBI],
        [r[5] or 0 for r in _JAMBI],
        [r[6] or 0 for r in _JAMBI],
    ]
    sums = [sum(column) for column in columns]
    rows.append(["Jumlah", None, sums[0], sums[1], sums[2], dotted(sums[3]), dotted(sums[4]), sums[5], sums[6]])
    rows += [
        [],
        ["Ket: tanda - berarti kegiatan tidak dilaksanakan di kecamatan tersebut."],
        ["Sumber data: Dinas Sosial; Dinas Tenaga Kerja, Koperasi dan UKM."],
    ]
    total_row = 9 + len(_JAMBI)
    merges = ["A1:I1", "A2:I2", "A3:I3", "A5:A7", "B5:B7", "C5:C7", "D5:I5", "D6:E6", "F6:G6", "H6:I6"]
    merges.append(f"A{total_row}:B{total_row}")
    return [Sheet("Kecamatan", rows, merges, bold_rows=(1, 2, 3, 5, 6, 7, total_row))]


def _total(label: str, at: int, blanks_to: int, values: Sequence[Cell]) -> Row:
    """A total row: `label` in column `at` (1-based), blanks up to column `blanks_to`, then the values."""
    row: Row = [None] * blanks_to
    row[at - 1] = label
    return [*row, *values]
