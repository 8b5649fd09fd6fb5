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
    ("Dinas Sosial mengusulkan 5.600 warga masuk DTKS.", [("5.600 warga", "penerima_usulan")]),
    ("Penerima bantuan dipilih dari 371 pemohon.", [("371 pemohon", "penerima_usulan")]),
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
        [("Rp 25 miliar", "perubahan_anggaran"), ("Rp 5 miliar", "perubahan_anggaran")],
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


@pytest.mark.parametrize(("text", "wanted"), [*PLANNED_OR_DONE, *COUNTED_OR_HELPED, *MONEY])
def test_role(text: str, wanted: list[tuple[str, str]]) -> None:
    assert [(f.quote, f.role) for f in figures(text, PUBLISHED) if f.value is not None] == wanted


def test_what_is_cut_in_a_list_is_negative_all_along() -> None:
    cut = figures("Anggaran dinas diefisiensi Rp 25 miliar dan bantuan desa (BKD) Rp 5 miliar.", PUBLISHED)
    assert [f.value for f in cut] == [-25 * 10**9, -5 * 10**9]


def test_a_year_that_an_example_is_told_of_is_a_fact() -> None:
    told = figures("Pada 2018 misalnya, pagunya mencapai Rp 70 juta.", PUBLISHED)
    assert [(f.quote, f.role) for f in told] == [("Rp 70 juta", "anggaran")]


def test_a_threshold_is_no_help() -> None:
    (figure,) = figures("Batasnya, kata dia, pendapatan Rp 11.941 per hari.", PUBLISHED)
    assert (figure.value, figure.role) == (None, "ambang_batas")
