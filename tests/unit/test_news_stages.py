"""Whether a figure is planned or done, counted or helped, a whole or a part: sentences of our own for each rule."""

from __future__ import annotations

from datetime import date

import pytest

from lumbung.news.figures import figures

PUBLISHED = date(2024, 8, 15)

# text, then quote and role of each figure in it
PLANNED_OR_DONE: list[tuple[str, list[tuple[str, str]]]] = [
    # What money is set aside for is not done yet; what it was spent on is.
    (
        "Pemkab Wonosobo mengalokasikan Rp 4 miliar untuk membedah 210 rumah warga.",
        [("Rp 4 miliar", "anggaran"), ("210 rumah warga", "target_unit")],
    ),
    (
        "Pemkab Wonosobo mendapat dana Rp 5 miliar untuk memperbaiki 320 unit rumah.",
        [("Rp 5 miliar", "anggaran"), ("320 unit rumah", "target_unit")],
    ),
    ("Dinas itu memperbaiki 70 rumah korban angin kencang.", [("70 rumah", "realisasi_unit")]),
    # What help is meant for, behind a word that it was given.
    (
        "Bantuan yang sudah disalurkan itu diperuntukkan bagi 640 nelayan.",
        [("640 nelayan", "penerima")],
    ),
    ("Bantuan itu diperuntukkan bagi 640 nelayan.", [("640 nelayan", "penerima_target")]),
    # Another clause tells another thing.
    (
        "Modal yang diterima pedagang Rp 2 juta, sedangkan bantuan rumah Rp 18 juta untuk 30 unit.",
        [("Rp 2 juta", "nilai_per_penerima"), ("Rp 18 juta", "nilai_per_unit"), ("30 unit", "target_unit")],
    ),
    (
        "Sebanyak 4.150 buruh dan petani tembakau bakal menerima bantuan tunai.",
        [("4.150 buruh", "penerima_target")],
    ),
    # A quota of houses is a plan; one of people is a quota, and who fills it has received.
    ("Jatah Kota Bima tahun ini 20 unit rumah.", [("20 unit rumah", "target_unit")]),
    ("Kuota iuran 5.630 orang, terisi 5.204 orang.", [("5.630 orang", "kuota"), ("5.204 orang", "penerima_realisasi")]),
    (
        "Pada 2023, dari 50 rumah yang direncanakan hanya 22 rumah rampung.",
        [("50 rumah", "target_unit"), ("22 rumah", "realisasi_unit")],
    ),
    (
        "Dari 500 unit rumah swadaya di Buton, pengerjaannya baru 60 persen.",
        [("500 unit rumah swadaya", "target_unit"), ("60 persen", "realisasi_fisik")],
    ),
    (
        "Tahun lalu ada 300 unit RTLH yang diperbaiki, tahun ini 450 unit.",
        [("300 unit RTLH", "realisasi_unit"), ("450 unit", "target_unit")],
    ),
    ("Calon penerima bantuan sembako 3.150 KPM.", [("3.150 KPM", "penerima_target")]),
    # Nothing said: done where the sentence gives the year, planned where it gives none.
    ("Program bedah rumah tahun 2022 sejumlah 114 unit.", [("114 unit", "realisasi_unit")]),
    ("Program bedah rumah dari APBD 114 unit.", [("114 unit", "target_unit")]),
    # The same number is told once more less firmly.
    (
        "Sebanyak 250 rumah di Siak direhab.\nSebanyak 250 rumah itu akan dikerjakan mulai September.",
        [("250 rumah", "target_unit"), ("250 rumah", "target_unit")],
    ),
    # A sentence about money between them says nothing of the houses.
    (
        "Kementerian menambah jatah BSPS menjadi 961 unit.\nUpah tukang dibayar Rp 2,5 juta per unit.\n"
        "Tambahan itu untuk Poso 200 unit.",
        [("961 unit", "target_unit"), ("Rp 2,5 juta per unit", "nilai_per_unit"), ("200 unit", "target_unit")],
    ),
]

COUNTED_OR_HELPED: list[tuple[str, list[tuple[str, str]]]] = [
    ("Berdasarkan pendataan terdapat 3.304 rumah tidak layak huni.", [("3.304 rumah tidak layak huni", "jumlah_rtlh")]),
    ("Total rumah tidak layak huni di daerah itu tercatat 5.646 unit.", [("5.646 unit", "jumlah_rtlh")]),
    (
        "Anggaran itu akan dipakai untuk perbaikan 298 unit rumah dari total 4.074 unit rumah tidak layak huni.",
        [("298 unit rumah", "target_unit"), ("4.074 unit rumah tidak layak huni", "jumlah_rtlh")],
    ),
    ("Program itu menyasar 1.200 warga miskin ekstrem.", [("1.200 warga miskin ekstrem", "penerima_target")]),
    ("Sebanyak 25.000 warga miskin iurannya ditanggung APBD.", [("25.000 warga miskin", "penerima")]),
    ("Sebanyak 1.700 siswa dari keluarga miskin menerima beasiswa.", [("1.700 siswa", "penerima")]),
    ("Dinas Sosial mengusulkan 5.600 warga masuk DTKS.", [("5.600 warga", "usulan")]),
    ("Penerima bantuan dipilih dari 371 pemohon.", [("371 pemohon", "usulan")]),
    ("Warga yang belum memiliki jaminan kesehatan masih 12.000 jiwa.", [("12.000 jiwa", "belum_terlindungi")]),
    ("Pendaftarnya mencapai 5.829 orang.", [("5.829 orang", "pendaftar")]),
    (
        "Masih aktif 3.725 KPM, yang keluar karena mampu 384 KPM.",
        [("3.725 KPM", "jumlah"), ("384 KPM", "graduasi")],
    ),
    (
        "Setiap kecamatan ada 100 dhuafa yang dibantu.",
        [("100 dhuafa", "penerima_per_kecamatan")],
    ),
    ("Kemiskinan ekstrem tersisa 3,3 juta.", [("3,3 juta", "jumlah_miskin_ekstrem")]),
    (
        "Berikut jumlah penduduk miskin menurut kabupaten:\n1. Jepara 71 ribu orang\n2. Pati 112 ribu orang",
        [("71 ribu orang", "jumlah_penduduk_miskin"), ("112 ribu orang", "jumlah_penduduk_miskin")],
    ),
    (
        "Dari total 35 ribu KPM, sebanyak 20 ribu di antaranya penerima lama.",
        [("35 ribu KPM", "penerima"), ("20 ribu", "penerima_rincian")],
    ),
    (
        "Bantuan 450 ekor kambing terdiri dari 90 ekor jantan dan 360 ekor betina.",
        [("450 ekor", "barang_dibagikan"), ("90 ekor", "barang_rincian"), ("360 ekor", "barang_rincian")],
    ),
    ("Pemda menyediakan 100 ekor babi bagi peternak.", [("100 ekor", "barang_dibagikan")]),
    (
        "Job fair diikuti 30 perusahaan.\nYang hadir 12 perusahaan baru.",
        [("30 perusahaan", "mitra"), ("12 perusahaan", "mitra")],
    ),
]

MONEY: list[tuple[str, list[tuple[str, str]]]] = [
    (
        "Setiap kelurahan mengantongi Rp 800 juta, terdiri dari APBD Rp 600 juta dan APBN Rp 200 juta.",
        [
            ("Rp 800 juta", "alokasi_per_kelurahan"),
            ("Rp 600 juta", "alokasi_per_kelurahan"),
            ("Rp 200 juta", "alokasi_per_kelurahan"),
        ],
    ),
    (
        "Kelurahan Terima Rp 1 Miliar\nPemkot mengalokasikan per kelurahan Rp 1 miliar.",
        [("Rp 1 Miliar", "alokasi_per_kelurahan"), ("Rp 1 miliar", "alokasi_per_kelurahan")],
    ),
    (
        "Realisasi belanja Rp 694 miliar atau 25,7 persen dari target Rp 2.701 miliar.",
        [("Rp 694 miliar", "realisasi"), ("25,7 persen", "realisasi_persen"), ("Rp 2.701 miliar", "anggaran")],
    ),
    (
        "Anggaran dinas diefisiensi Rp 25 miliar dan bantuan desa (BKD) Rp 5 miliar.",
        [("Rp 25 miliar", "efisiensi"), ("Rp 5 miliar", "efisiensi")],
    ),
    (
        "Pemkot menganggarkan Rp 25 miliar.\nRinciannya Rp 23 miliar premi dan sisanya Rp 2 miliar bantuan iuran.",
        [("Rp 25 miliar", "anggaran"), ("Rp 23 miliar", "anggaran"), ("Rp 2 miliar", "anggaran")],
    ),
    ("Ketua Baznas mematok target tahun depan Rp 33,5 miliar.", [("Rp 33,5 miliar", "target_penerimaan")]),
    ("Peserta yang meninggal dunia memperoleh bantuan Rp 170 juta.", [("Rp 170 juta", "nilai_per_penerima")]),
    (
        "Perbaikan rumah dimulai.\nMaterialnya Rp 13 juta dan ongkos tukang Rp 1,9 juta.",
        [("Rp 13 juta", "nilai_per_unit_rincian"), ("Rp 1,9 juta", "nilai_per_unit_rincian")],
    ),
    ("Pasar murah digelar.\nPaket sembako Rp 80 ribu cepat habis.", [("Rp 80 ribu", "harga")]),
    ("Pemkab Anggarkan 18 M untuk Warga Miskin", [("18 M", "anggaran")]),
    ("Iuran turun menjadiRp25.500 per orang.", [("Rp25.500 per orang", "iuran_per_peserta")]),
    ("Zakat yang disalurkan sebesar Rp. 290. 500.000.", [("Rp. 290. 500.000", "realisasi")]),
    ("Tenaga kerja yang diterima 32 persen.", [("32 persen", "terserap_kerja_persen")]),
    (
        "Kemiskinan Kediri 8,49 persen, lebih rendah daripada Jawa Timur 11,2 persen.",
        [("8,49 persen", "P0"), ("11,2 persen", "P0")],
    ),
    ("Angka kemiskinan ditekan menjadi 5 persen pada 2029.", [("5 persen", "target_P0")]),
    (
        "Sebanyak 18 provinsi atau 53 persen mendekati nol.",
        [("18 provinsi", "cakupan_wilayah"), ("53 persen", "porsi_persen")],
    ),
]


# What the words beside a figure say of it where its own say nothing.
TOLD_BESIDE: list[tuple[str, list[tuple[str, str]]]] = [
    # People are as planned as the money that is set aside for them.
    (
        "Anggaran Rp 3 miliar untuk 500 nelayan itu cair bulan depan.",
        [("Rp 3 miliar", "anggaran"), ("500 nelayan", "penerima_target")],
    ),
    # Help for months that are not over is announced, unless it is said to be given.
    (
        "Bantuan diberikan pada Juli-September dengan nilai Rp 4 miliar bagi 900 KPM.",
        [("Rp 4 miliar", "anggaran"), ("900 KPM", "penerima_target")],
    ),
    (
        "Bantuan diberikan pada Mei-Juli dengan nilai Rp 4 miliar bagi 900 KPM.",
        [("Rp 4 miliar", "realisasi"), ("900 KPM", "penerima")],
    ),
    ("Saat ini, program itu menjangkau 2.300 KPM.", [("2.300 KPM", "penerima")]),
    ("Program itu menjangkau 2.300 KPM.", [("2.300 KPM", "penerima_target")]),
    # What follows a sum out of a ceiling is of the sum, not of the ceiling.
    (
        "Tersalur Rp 80 miliar dari alokasi Rp 120 miliar.\nTriwulan pertama saja Rp 30 miliar.",
        [("Rp 80 miliar", "realisasi"), ("Rp 120 miliar", "anggaran"), ("Rp 30 miliar", "realisasi")],
    ),
    (
        "Pemkab sudah membayar iuran Rp 20 miliar, setara 80 persen dari alokasi Rp 25 miliar. Sisanya Rp 5 miliar.",
        [
            ("Rp 20 miliar", "realisasi"),
            ("80 persen", "realisasi_persen"),
            ("Rp 25 miliar", "anggaran"),
            ("Rp 5 miliar", "sisa_anggaran"),
        ],
    ),
    (
        "Kabupaten itu menyalurkan Rp 16 miliar (93 persen).",
        [("Rp 16 miliar", "realisasi"), ("93 persen", "realisasi_persen")],
    ),
    ("Semula pagunya Rp 760 miliar.", [("Rp 760 miliar", "anggaran")]),
    # What shares add up to.
    (
        "Bantuan modal diberikan Rp 1 juta per UMKM, seluruhnya Rp 45 juta.",
        [("Rp 1 juta per UMKM", "nilai_per_penerima"), ("Rp 45 juta", "realisasi")],
    ),
    (
        "Padat karya digelar. Tiap lokasi diberi Rp 90 juta dan totalnya Rp 1,8 miliar.",
        [("Rp 90 juta", "nilai_per_titik"), ("Rp 1,8 miliar", "anggaran")],
    ),
    # What a thing is worth is as done as the thing.
    (
        "Tahun 2023 terbangun 180 unit rumah, dananya Rp 7,5 miliar.",
        [("180 unit rumah", "realisasi_unit"), ("Rp 7,5 miliar", "realisasi")],
    ),
    (
        "Bangun baru dihargai Rp 50 juta, renovasi rumah Rp 25 juta.",
        [("Rp 50 juta", "nilai_per_unit"), ("Rp 25 juta", "nilai_per_unit")],
    ),
    # One total may be split twice.
    (
        "Setiap rumah menghabiskan Rp 35 juta, yakni Rp 30 juta bahan dan Rp 5 juta upah. Pusat menanggung Rp 20 juta, "
        "kota Rp 15 juta.",
        [("Rp 35 juta", "nilai_per_unit")]
        + [(part, "nilai_per_unit_rincian") for part in ("Rp 30 juta", "Rp 5 juta", "Rp 20 juta", "Rp 15 juta")],
    ),
    # What is larger than all that stands before it is no part of that.
    (
        "Sebanyak 50.000 warga dibiayai pemkot dan 109.000 warga lainnya ditanggung pusat.",
        [("50.000 warga", "penerima"), ("109.000 warga", "penerima")],
    ),
    # Who still waits, and who was hired.
    (
        "Pekerja yang sudah terlindungi 11.000 orang, sementara yang belum 60.000 pekerja.",
        [("11.000 orang", "penerima"), ("60.000 pekerja", "belum_terlindungi")],
    ),
    ("Sisanya 1.300 warga belum menerima bantuan.", [("1.300 warga", "sisa_penerima")]),
    ("Pemda mengusulkan penambahan 2.000 peserta PBI.", [("2.000 peserta PBI", "usulan")]),
    ("Sebanyak 120 warga biasa dipekerjakan dalam proyek itu.", [("120 warga", "tenaga_kerja_terserap")]),
    ("1.200 Warga Miskin di Tegal Terima Bantuan Sembako", [("1.200 Warga Miskin", "penerima")]),
    # A year that still runs brings plans, until something is said to be done.
    ("Pembangunan rumah layak huni tahun 2024 cuma 69 unit.", [("69 unit", "target_unit")]),
    ("Pemkot tahun ini memperbaiki 85 RTLH.", [("85 RTLH", "target_unit")]),
    ("Pemkot tahun ini sudah memperbaiki 85 RTLH.", [("85 RTLH", "realisasi_unit")]),
    ("Tahun 2024, 24 unit rumah dikerjakan.", [("24 unit rumah", "target_unit")]),
    ("Akhir tahun kami upayakan 100 orang ikut pelatihan.", [("100 orang", "target_peserta")]),
    # The budget of an office, unless it says what for.
    ("Dinas Sosial mengelola anggaran Rp 30 miliar.", [("Rp 30 miliar", "anggaran_opd")]),
    ("Anggaran Dinas Sosial untuk sembako Rp 2 miliar.", [("Rp 2 miliar", "anggaran")]),
    # One name for one thing.
    ("APBD tahun depan defisit Rp 160 miliar.", [("Rp 160 miliar", "defisit")]),
    ("Simpanan dana yang mengendap di bank mencapai Rp 230 miliar.", [("Rp 230 miliar", "dana_mengendap")]),
    ("Dana transfer ke daerah berubah menjadi Rp 2,4 triliun.", [("Rp 2,4 triliun", "dana_transfer")]),
    ("Sekitar 40 persen bansos salah sasaran.", [("40 persen", "tidak_tepat_sasaran")]),
    (
        "Batas miskin naik menjadi Rp 477.580 per orang per bulan.",
        [("Rp 477.580 per orang per bulan", "garis_kemiskinan")],
    ),
    (
        "Dari pagu Rp 58 miliar telah cair Rp 57 miliar. Anggaran Rp 4 miliar itu sudah dicairkan.",
        [("Rp 58 miliar", "anggaran"), ("Rp 57 miliar", "realisasi"), ("Rp 4 miliar", "realisasi")],
    ),
    # Who a training is for takes part; who it has room for will.
    ("Pelatihan barista digelar 12 hari untuk 20 pemuda.", [("12 hari", "durasi"), ("20 pemuda", "peserta")]),
    ("Pendaftaran dibuka untuk 100 peserta.", [("100 peserta", "target_peserta")]),
    (
        "BLK membuka pelatihan. Setiap paket diikuti 20 orang, jadi totalnya 240 orang.",
        [("20 orang", "peserta_per_paket"), ("240 orang", "target_peserta")],
    ),
    ("Satu kejuruan 16 peserta.", [("16 peserta", "peserta_per_paket")]),
    ("Jumlah UMKM tercatat 28.000 unit usaha.", [("28.000 unit usaha", "jumlah_umkm")]),
]


@pytest.mark.parametrize(("text", "wanted"), [*PLANNED_OR_DONE, *COUNTED_OR_HELPED, *MONEY, *TOLD_BESIDE])
def test_role(text: str, wanted: list[tuple[str, str]]) -> None:
    assert [(f.quote, f.role) for f in figures(text, PUBLISHED) if f.value is not None] == wanted


def test_what_is_cut_is_a_sum_above_zero_all_along_a_list() -> None:
    cut = figures("Anggaran dinas diefisiensi Rp 25 miliar dan bantuan desa (BKD) Rp 5 miliar.", PUBLISHED)
    assert [f.value for f in cut] == [25 * 10**9, 5 * 10**9]


def test_a_cut_may_stand_far_before_its_sum() -> None:
    (cut,) = figures(
        "Kemenkeu memangkas dana transfer daerah untuk Kota Surakarta tahun depan sebesar Rp 218 miliar.", PUBLISHED
    )
    assert (cut.role, cut.value) == ("pemotongan_transfer", 218 * 10**9)


@pytest.mark.parametrize(
    ("text", "unit", "value"),
    [
        ("Lansia memperoleh 200.000 per bulan.", "rupiah_per_bulan", 200_000),
        ("Target 1.900 unit rutilahu dengan alokasi sebesar 46.900.000.", "rupiah", 46_900_000),
    ],
)
def test_money_printed_in_full_without_its_sign(text: str, unit: str, value: int) -> None:
    assert (unit, value) in [(f.unit, f.value) for f in figures(text, PUBLISHED)]


def test_months_without_a_year_are_of_the_nearest() -> None:
    spans = [
        (
            figures(f"Bantuan {months} untuk 90 KPM.", PUBLISHED)[0].period_start,
            figures(f"Bantuan {months} untuk 90 KPM.", PUBLISHED)[0].period_end,
        )
        for months in ("Oktober-Desember", "November dan Desember", "Juni-Juli")
    ]
    assert spans == [
        (date(2024, 10, 1), date(2024, 12, 31)),
        (date(2023, 11, 1), date(2023, 12, 31)),
        (date(2024, 6, 1), date(2024, 7, 31)),
    ]


def test_a_year_that_an_example_is_told_of_is_a_fact() -> None:
    told = figures("Pada 2018 misalnya, pagunya mencapai Rp 70 juta.", PUBLISHED)
    assert [(f.quote, f.role) for f in told] == [("Rp 70 juta", "anggaran")]


def test_a_threshold_is_no_help() -> None:
    (figure,) = figures("Batasnya, kata dia, pendapatan Rp 11.941 per hari.", PUBLISHED)
    assert (figure.value, figure.role) == (None, "ambang_batas")
