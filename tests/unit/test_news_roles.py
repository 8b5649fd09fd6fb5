"""What figures say, in sentences of our own: one sentence or more for each rule of the grammar."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from lumbung.news.figures import Figure, figures

PUBLISHED = date(2023, 7, 12)

# text, then quote, value, unit, role of each figure in it
STATEMENTS: list[tuple[str, list[tuple[str, str, str, str]]]] = [
    (
        "Dari target 500 KK, baru 320 KK yang telah menerima.",
        [("500 KK", "500", "KK", "penerima_target"), ("320 KK", "320", "KK", "penerima_realisasi")],
    ),
    (
        "Kuota BPNT 900 KPM. Sampai Mei sudah 610 KPM menerima.",
        [("900 KPM", "900", "KPM", "kuota"), ("610 KPM", "610", "KPM", "penerima_realisasi")],
    ),
    (
        "Pemkab menyalurkan beras kepada 5.000 KPM atau sekitar 20.000 jiwa.",
        [("5.000 KPM", "5000", "KPM", "penerima"), ("20.000 jiwa", "20000", "jiwa", "penerima")],
    ),
    (
        "Bantuan Rp 15 juta per unit rumah: Rp 13 juta material, Rp 2 juta upah.",
        [
            ("Rp 15 juta per unit rumah", "15000000", "rupiah_per_unit", "nilai_per_unit"),
            ("Rp 13 juta", "13000000", "rupiah", "nilai_per_unit_rincian"),
            ("Rp 2 juta", "2000000", "rupiah", "nilai_per_unit_rincian"),
        ],
    ),
    (
        "Pemkot menyantuni 230 nelayan. Dari jumlah itu, 87 sudah mencairkan; sisanya 143 orang menyusul.",
        [
            ("230 nelayan", "230", "orang", "penerima"),
            ("87", "87", "orang", "penerima_rincian"),
            ("143 orang", "143", "orang", "sisa_penerima"),
        ],
    ),
    (
        "Sebanyak 50 kelompok menerima modal, masing-masing Rp 20 juta.",
        [
            ("50 kelompok", "50", "kelompok", "penerima"),
            ("Rp 20 juta", "20000000", "rupiah", "nilai_per_kelompok"),
        ],
    ),
    (
        "Tingkat pengangguran terbuka 6,05 persen, sekitar 11,9 ribu orang.",
        [("6,05 persen", "6.05", "persen", "TPT"), ("11,9 ribu orang", "11900", "orang", "jumlah_pengangguran")],
    ),
    (
        "Dinsos mencoret 620 KPM dari daftar bantuan.",
        [("620 KPM", "620", "KPM", "penerima_dicoret")],
    ),
    (
        "Jumlah penduduk miskin di Kabupaten Kebumen sebanyak 196,16 ribu jiwa atau 16,41 persen, "
        "turun dari 212,92 ribu jiwa pada 2021.",
        [
            ("196,16 ribu jiwa", "196160", "jiwa", "jumlah_penduduk_miskin"),
            ("16,41 persen", "16.41", "persen", "P0"),
            ("212,92 ribu jiwa", "212920", "jiwa", "jumlah_penduduk_miskin"),
        ],
    ),
    (
        "Angka kemiskinan ekstrem turun 0,5 persen menjadi 1,2 persen.",
        [
            ("0,5 persen", "-0.5", "persen_poin", "perubahan_kemiskinan_ekstrem"),
            ("1,2 persen", "1.2", "persen", "kemiskinan_ekstrem_persen"),
        ],
    ),
    (
        "Kemiskinan di kota naik dari 4,10 persen menjadi 4,25 persen.",
        [("4,10 persen", "4.10", "persen", "P0"), ("4,25 persen", "4.25", "persen", "P0")],
    ),
    (
        "Penduduk miskin di Kabupaten Lembata berkurang 1.230 jiwa.",
        [("1.230 jiwa", "-1230", "jiwa", "perubahan_jumlah_miskin")],
    ),
    (
        "Garis kemiskinan meningkat 5,67 poin dibanding tahun lalu.",
        [("5,67 poin", "5.67", "persen", "perubahan_garis_kemiskinan_persen")],
    ),
    (
        "Garis kemiskinan makanan Rp 353.372 (74,21 persen) dan bukan makanan Rp 122.815 (25,79 persen).",
        [
            ("Rp 353.372", "353372", "rupiah", "garis_kemiskinan_makanan"),
            ("74,21 persen", "74.21", "persen", "porsi_persen"),
            ("Rp 122.815", "122815", "rupiah", "garis_kemiskinan_bukan_makanan"),
            ("25,79 persen", "25.79", "persen", "porsi_persen"),
        ],
    ),
    (
        "Garis kemiskinan per rumah tangga Rp2.358.754 sebulan.",
        [("Rp2.358.754 sebulan", "2358754", "rupiah_per_rumah_tangga_bulan", "garis_kemiskinan_rt")],
    ),
    ("Indeks Kedalaman Kemiskinan (P1) 1,424.", [("1,424", "1.424", "indeks", "P1")]),
    ("Ketimpangan (gini) berada di level 0.369.", [("0.369", "0.369", "indeks", "gini")]),
    (
        "Gubernur menargetkan angka kemiskinan turun menjadi 9,5 persen pada akhir 2024.",
        [("9,5 persen", "9.5", "persen", "target_P0")],
    ),
    (
        "Pelaku UMKM Kota Serang penerima BPUM tercatat 11.482 orang, Kabupaten Serang 9.760.",
        [("11.482 orang", "11482", "orang", "penerima"), ("9.760", "9760", "orang", "penerima")],
    ),
    (
        "Dari total penerima BLTS 12,05 juta lebih, sebanyak 8,25 juta memperoleh bantuan tambahan. "
        "Sisanya, yakni 3,80 juta, penerima baru.",
        [
            ("12,05 juta", "12050000", "KPM", "penerima"),
            ("8,25 juta", "8250000", "KPM", "penerima_rincian"),
            ("3,80 juta", "3800000", "KPM", "penerima_rincian"),
        ],
    ),
    (
        '"Total ada 2.300 penerima, terdiri dari 1.500 lansia dan 800 penyandang disabilitas," ujarnya.',
        [
            ("2.300 penerima", "2300", "orang", "penerima"),
            ("1.500 lansia", "1500", "orang", "penerima_rincian"),
            ("800 penyandang disabilitas", "800", "orang", "penerima_rincian"),
        ],
    ),
    (
        "Pemkab mengusulkan 1.000 unit rumah ke kementerian, namun hanya disetujui 400 unit.",
        [("1.000 unit rumah", "1000", "unit", "usulan"), ("400 unit", "400", "unit", "target_unit")],
    ),
    (
        "Setiap unit RTLH mendapat alokasi Rp 20 juta, rinciannya Rp 17,5 juta untuk material dan Rp 2,5 juta upah.",
        [
            ("Rp 20 juta", "20000000", "rupiah_per_unit", "nilai_per_unit"),
            ("Rp 17,5 juta", "17500000", "rupiah", "nilai_per_unit_rincian"),
            ("Rp 2,5 juta", "2500000", "rupiah", "nilai_per_unit_rincian"),
        ],
    ),
    (
        "Dari total anggaran Rp 12 miliar, yang terserap baru Rp 7,8 miliar atau 65 persen.",
        [
            ("Rp 12 miliar", "12000000000", "rupiah", "anggaran"),
            ("Rp 7,8 miliar", "7800000000", "rupiah", "realisasi"),
            ("65 persen", "65", "persen", "realisasi_persen"),
        ],
    ),
    (
        "Transfer dipangkas dari Rp 320 miliar menjadi 275 miliar.",
        [
            ("Rp 320 miliar", "320000000000", "rupiah", "anggaran"),
            ("275 miliar", "275000000000", "rupiah", "anggaran"),
        ],
    ),
    (
        "Pemkot menganggarkan bantuan bagi warga. Total enam ratus juta, dari DBH.",
        [("enam ratus juta", "600000000", "rupiah", "anggaran")],
    ),
    (
        "Kuota PKH Kabupaten Blora tahun ini 45.678 KPM, berkurang 1.200 KPM.",
        [("45.678 KPM", "45678", "KPM", "kuota"), ("1.200 KPM", "-1200", "KPM", "perubahan_penerima")],
    ),
    (
        "Program padat karya menyerap 500 pekerja dengan upah Rp 110 ribu per hari.",
        [
            ("500 pekerja", "500", "orang", "tenaga_kerja_terserap"),
            ("Rp 110 ribu per hari", "110000", "rupiah_per_hari", "upah_per_hari"),
        ],
    ),
    (
        "Tiap KPM menerima 20 kg beras dan 2 liter minyak goreng.",
        [("20 kg", "20", "kg", "barang_per_penerima"), ("2 liter", "2", "liter", "barang_per_penerima")],
    ),
    ("Dana itu sekitar Rp400-an juta.", [("Rp400-an juta", "400000000", "rupiah", "anggaran")]),
    ("Jumlah KPM di Kabupaten Tegal 2.345.", [("2.345", "2345", "KPM", "jumlah")]),
    ("Dinas akan melatih 45 warganya.", [("45 warganya", "45", "orang", "target_peserta")]),
    (
        "Dana desa tahun ini Rp 1,1 miliar per desa, 20 persen di antaranya untuk BLT.",
        [
            ("Rp 1,1 miliar per desa", "1100000000", "rupiah_per_desa", "alokasi_per_desa"),
            ("20 persen", "20", "persen", "porsi_persen"),
        ],
    ),
    (
        "Realisasi penyaluran BLT Dana Desa di Kabupaten Belu mencapai 87 persen.",
        [("87 persen", "87", "persen", "realisasi_penyaluran")],
    ),
]

# sentence, words that must not carry a value, the role of the refusal
REFUSED: list[tuple[str, str, str]] = [
    ("Andaikan satu jamban dua juta, kita butuh Rp120 miliar.", "Rp120 miliar", "contoh"),
    ("Jika program berjalan penuh, nilainya dapat mencapai Rp 5 triliun.", "Rp 5 triliun", "contoh"),
    ("Program nasional 3 juta rumah terus berjalan.", "3 juta", "nama"),
    ("Program 100 hari bupati dimulai.", "100 hari", "nama"),
    ("Bantuan bagi buruh dengan gaji di bawah Rp 3,5 juta per bulan.", "Rp 3,5 juta per bulan", "ambang_batas"),
    ("Keluarga penerima beranggotakan maksimal 4 orang.", "4 orang", "ambang_batas"),
    ("Setiap US$ 1 atau Rp 15.200 memberi nilai tambah.", "Rp 15.200", "konversi"),
    ("Nilai ekonominya Rp 1.657,5 tadi.", "Rp 1.657,5", "satuan_rusak"),
    ("Tersedia 12.508 ribu unit dapur.", "12.508 ribu unit", "satuan_rusak"),
    ("Ada 1.000 jiwa per data yang dihapus.", "1.000 jiwa", "satuan_rusak"),
    ("Penyaluran memang belum 100 persen.", "100 persen", "bukan_data"),
    ("Sebanyak 61 persen anggota DPR setuju.", "61 persen", "bukan_data"),
    ("Surat bermeterai Rp 10.000 harus dibawa.", "Rp 10.000", "bukan_data"),
    ("Keluarga dengan penghasilan di bawah Rp 2 juta per bulan bisa mendaftar.", "Rp 2 juta", "ambang_batas"),
    ("Maksimal 25 persen dana desa dapat dipakai untuk BLT.", "25 persen", "ambang_batas"),
    ("Warga berusia 60 tahun ke atas berhak mendapat bantuan.", "60 tahun", "umur"),
    ("Anak usia 0-6 tahun mendapat bantuan.", "0-6 tahun", "umur"),
    ("Angka kemiskinan turun dalam 10 tahun terakhir.", "10 tahun", "bukan_data"),
    ("Data diperiksa setiap tiga bulan.", "tiga bulan", "bukan_data"),
    ("Rapat dihadiri 30 orang perwakilan.", "30 orang", "bukan_data"),
    ("Penduduk dengan pengeluaran US$ 1,9 per hari disebut miskin ekstrem.", "US$ 1,9", "konversi"),
    ("Iuran diatur Perpres 64/2020.", "64", "nomor"),
    ("Rilis ini bernomor 45/07/35/Th. XXIII.", "45", "nomor"),
    ("Contohnya, warga membeli beras 5 kg dengan Rp 60.000.", "Rp 60.000", "contoh"),
    ("Program 3 juta rumah menjadi andalan pemerintah.", "3 juta rumah", "nama"),
]


def found(text: str) -> list[Figure]:
    return figures(text, PUBLISHED)


def test_there_is_enough_to_test() -> None:
    assert len(STATEMENTS) >= 20
    assert len(REFUSED) >= 10


@pytest.mark.parametrize(("text", "wanted"), STATEMENTS)
def test_statement(text: str, wanted: list[tuple[str, str, str, str]]) -> None:
    got = [(f.quote, f.value, f.unit, f.role) for f in found(text)]
    assert got == [(quote, Decimal(value), unit, role) for quote, value, unit, role in wanted]


@pytest.mark.parametrize(("text", "words", "role"), REFUSED)
def test_refused(text: str, words: str, role: str) -> None:
    begin = text.index(words)
    hits = [f for f in found(text) if f.start < begin + len(words) and f.end > begin]
    assert [f.value for f in hits] == [None] * len(hits)
    assert role in {f.role for f in hits}
    assert all(f.reason for f in hits)


def test_an_example_that_only_compares_is_a_fact() -> None:
    (figure,) = found("Bila dibandingkan tahun lalu, penduduk miskin Kota Jambi kini 52.100 jiwa.")
    assert (figure.value, figure.role) == (52_100, "jumlah_penduduk_miskin")


def test_office_tells_city_from_regency() -> None:
    assert found("Tangerang – Wali Kota Arief menyerahkan bantuan kepada 90 KPM.")[0].region_code == "36.71"
    assert found("Tangerang – Bupati Zaki menyerahkan bantuan kepada 90 KPM.")[0].region_code == "36.03"


def test_a_province_behind_a_dateline_is_what_the_sentence_is_about() -> None:
    text = "Samarinda - Dana desa di Kaltim tersalur Rp 684 miliar. Kutai Kartanegara menyalurkan Rp 162 miliar."
    assert [f.region_code for f in found(text)] == ["64", "64.02"]


def test_a_region_that_begins_its_sentence() -> None:
    text = "Bantuan mengalir di Kabupaten Berau.\nPaser mencatat 4.829 KPM."
    assert found(text)[0].region_code == "64.01"


def test_region_of_a_list_item_stands_before_its_figure() -> None:
    text = "Rincian untuk daerah di NTB:\n1. Kabupaten Bima Rp 1,2 miliar.\n2. Lombok Barat Rp 900 juta."
    assert [f.region_code for f in found(text)] == ["52.06", "52.01"]


def test_a_name_inside_a_longer_name_is_no_region() -> None:
    text = "Palangka Raya – Pelatihan di Kecamatan Bukit Batu diikuti 30 peserta dari Bukit Batu, Kota Palangka Raya."
    assert found(text)[0].region_code == "62.71"
