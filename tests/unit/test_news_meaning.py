"""What words beside a figure say of it: settled or given, proposed or accepted, cut or changed, counted or helped."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from lumbung.news.figures import Figure, figures

PUBLISHED = date(2024, 6, 12)


def said(text: str) -> list[Figure]:
    return [f for f in figures(text, PUBLISHED) if f.value is not None]


# A list of receivers is settled before anything is paid.
SETTLED: list[tuple[str, list[tuple[str, str]]]] = [
    (
        "Jumlah penerima BLT di Kabupaten Sragen ditetapkan sebanyak 12.300 KPM.",
        [("12.300 KPM", "penerima_target")],
    ),
    ("Siswa yang berhak menerima seragam 2.400 pelajar.", [("2.400 pelajar", "penerima_target")]),
    (
        "Pemkot menganggarkan Rp 2 miliar. Jumlah penerima sebanyak 2.500 orang.",
        [("Rp 2 miliar", "anggaran"), ("2.500 orang", "penerima_target")],
    ),
    (
        "Uang saku itu untuk penerima sasaran PKH sebanyak 1.800 penerima.",
        [("1.800 penerima", "penerima_target")],
    ),
    # "sudah" of a clause that is over says nothing of whom the programme is for.
    ("Program yang sudah berjalan lama itu menyasar 4.000 lansia.", [("4.000 lansia", "penerima_target")]),
    ("Program itu sudah menyasar 4.000 lansia.", [("4.000 lansia", "penerima")]),
    (
        "Penerimanya ada 900 KPM. Namun yang benar-benar mencairkan hanya 812 KPM.",
        [("900 KPM", "penerima"), ("812 KPM", "penerima_realisasi")],
    ),
    ("Bantuan gagal disalurkan kepada 320 KPM.", [("320 KPM", "gagal_salur")]),
]

TAKING_PART: list[tuple[str, list[tuple[str, str]]]] = [
    (
        "Ada 150 siswa yang sudah belajar di asrama itu. Pemkot menargetkan 400 siswa pada 2026.",
        [("150 siswa", "peserta"), ("400 siswa", "target_peserta")],
    ),
    ("Peserta JKN yang iurannya dari APBD 42.000 jiwa.", [("42.000 jiwa", "peserta")]),
    ("BLK membuka pelatihan. Kuota setahun 688 orang.", [("688 orang", "target_peserta")]),
    (
        "Target peserta 1.000 orang, yang mendaftar 1.840 orang.",
        [("1.000 orang", "target_peserta"), ("1.840 orang", "pendaftar")],
    ),
    (
        "Sudah 700 orang yang dilatih sejak 2021, dari target 1.000 orang.",
        [("700 orang", "peserta_realisasi"), ("1.000 orang", "target_peserta")],
    ),
    (
        "Dinas menggelar pelatihan. Setiap paket diikuti 20 orang, jadi totalnya 240 orang.",
        [("20 orang", "peserta_per_paket"), ("240 orang", "peserta")],
    ),
    (
        "Dari 900 pelamar, yang diterima bekerja 215 orang.",
        [("900 pelamar", "pelamar"), ("215 orang", "tenaga_kerja_terserap")],
    ),
    ("Sebanyak 70 penjahit dilibatkan lewat padat karya.", [("70 penjahit", "tenaga_kerja_terserap")]),
    (
        "Padat karya digelar lagi. Panasnya terik. Tahun lalu program ini menyerap 610 warga.",
        [("610 warga", "tenaga_kerja_terserap")],
    ),
    ("Padat karya tahun depan akan menyerap 900 pekerja.", [("900 pekerja", "tenaga_kerja_target")]),
    (
        "Padat karya digelar. Satu lokasi mempekerjakan 30 orang, jadi totalnya 900 orang.",
        [("30 orang", "tenaga_kerja_terserap"), ("900 orang", "tenaga_kerja_target")],
    ),
    (
        "Bursa kerja itu diikuti 40 perusahaan. Yang berhasil ditempatkan 210 pencari kerja.",
        [("40 perusahaan", "mitra"), ("210 pencari kerja", "penempatan_kerja")],
    ),
    ("Penempatan tenaga kerja selama setahun 1.450 orang.", [("1.450 orang", "penempatan_kerja")]),
    ("Dinas menargetkan penempatan 900 pencari kerja tahun depan.", [("900 pencari kerja", "tenaga_kerja_target")]),
    ("Ditargetkan 600 KPM graduasi tahun ini.", [("600 KPM", "target_graduasi")]),
    ("Dapur itu melayani 3.000 siswa.", [("3.000 siswa", "penerima")]),
]

# A plan goes on with the next verb, whoever is to do it; a sentence of its own ends it.
GOES_ON: list[tuple[str, list[tuple[str, str]]]] = [
    (
        "Dinas Perkim akan merehab 320 rumah, Dinsos memberikan sembako bagi 4.500 lansia.",
        [("320 rumah", "target_unit"), ("4.500 lansia", "penerima_target")],
    ),
    (
        "Kemiskinan ekstrem 5,7 persen. Bupati menargetkan kemiskinan turun menjadi 18 persen.",
        [("5,7 persen", "kemiskinan_ekstrem_persen"), ("18 persen", "target_P0")],
    ),
    (
        "Dana itu disiapkan Rp 6 miliar. Dana itu untuk BLT bagi 3.500 sopir.",
        [("Rp 6 miliar", "anggaran"), ("3.500 sopir", "penerima_target")],
    ),
    (
        "Pemkab menyiapkan Rp 6 miliar. Subsidi upah untuk 3.500 pekerja.",
        [("Rp 6 miliar", "anggaran"), ("3.500 pekerja", "penerima_target")],
    ),
    (
        "Kementerian membangun 2.000 rumah. Kuota naik dari 220 unit menjadi 350 unit.",
        [("2.000 rumah", "realisasi_unit"), ("220 unit", "target_unit"), ("350 unit", "target_unit")],
    ),
    (
        "Bansos diterima 16.000 KPM. Dari jumlah tersebut 300 KPM belum menerima.",
        [("16.000 KPM", "penerima"), ("300 KPM", "sisa_penerima")],
    ),
    # What a rate comes from is no target.
    (
        "Pemkab menargetkan penurunan kemiskinan dari 13,1 persen menjadi 12,5 persen.",
        [("13,1 persen", "P0"), ("12,5 persen", "target_P0")],
    ),
    (
        "Kawasan itu akan menyerap 20 ribu tenaga kerja hingga 2026. TPT Batang 5,9 persen.",
        [("20 ribu tenaga kerja", "tenaga_kerja_target"), ("5,9 persen", "TPT")],
    ),
    (
        "Realisasi bedah rumah baru 412 dari target 600 unit.",
        [("412", "realisasi_unit"), ("600 unit", "target_unit")],
    ),
    (
        "Dari 7.400 KK miskin ekstrem, 5.900 KK sudah dapat bantuan.",
        [("7.400 KK miskin ekstrem", "keluarga_miskin_ekstrem"), ("5.900 KK", "penerima_realisasi")],
    ),
    (
        "Job fair membuka 4.500 lowongan. Yang diterima langsung 318 orang.",
        [("4.500 lowongan", "lowongan_kerja"), ("318 orang", "tenaga_kerja_terserap")],
    ),
    (
        "Baznas menghimpun zakat Rp 12 miliar. Target 2024 Rp 30 miliar.",
        [("Rp 12 miliar", "penerimaan"), ("Rp 30 miliar", "target_penerimaan")],
    ),
    (
        "TKD dipangkas Rp 2 miliar. Akibatnya APBD turun dari Rp 900 miliar menjadi Rp 800 miliar.",
        [("Rp 2 miliar", "pemotongan_transfer"), ("Rp 900 miliar", "anggaran"), ("Rp 800 miliar", "anggaran")],
    ),
    (
        "Saat ini ada 22 SPPG yang beroperasi dari target 78 SPPG.",
        [("22 SPPG", "realisasi_unit"), ("78 SPPG", "target_unit")],
    ),
    (
        "Job fair didatangi 1.870 pelamar dan 642 orang diterima.",
        [("1.870 pelamar", "pelamar"), ("642 orang", "tenaga_kerja_terserap")],
    ),
    (
        "Kuota reaktivasi 5.000 jiwa. Baru 2.116 jiwa yang direaktivasi.",
        [("5.000 jiwa", "kuota"), ("2.116 jiwa", "peserta_direaktivasi")],
    ),
]

PROPOSALS: list[tuple[str, list[tuple[str, str]]]] = [
    ("Sebanyak 5.230 KK diusulkan masuk DTSEN.", [("5.230 KK", "usulan")]),
    (
        "Dinas mengusulkan 3.000 KK masuk DTKS. Yang diterima kementerian baru 1.600 KK.",
        [("3.000 KK", "usulan"), ("1.600 KK", "usulan_diterima")],
    ),
    (
        "Ada 1.083 KK yang mengajukan diri masuk DTSEN.\nDari yang dicek, cuma 397 KK dinilai layak.",
        [("1.083 KK", "usulan"), ("397 KK", "usulan_diterima")],
    ),
    (
        "Pemohon yang masuk 9.000 orang. Yang diteruskan ke provinsi 7.500 orang.",
        [("9.000 orang", "usulan"), ("7.500 orang", "usulan")],
    ),
    ("Dari 900 usulan, 410 dinyatakan layak.", [("900 usulan", "usulan"), ("410", "usulan_diterima")]),
    (
        "Sebanyak 1.032 dari 2.480 usulan itu disetujui.",
        [("1.032", "usulan_diterima"), ("2.480 usulan", "usulan")],
    ),
    ("Hasil verifikasi 1.304 KPM tidak layak.", [("1.304 KPM", "penerima_dicoret")]),
    ("Yang masuk daftar tunggu 640 lansia.", [("640 lansia", "daftar_tunggu")]),
    ("Sebanyak 1.100 keluarga keluar dari DTSEN karena sudah mampu.", [("1.100 keluarga", "penerima_dicoret")]),
    ("Dinsos mencoret 560 KPM dari daftar penerima.", [("560 KPM", "penerima_dicoret")]),
]

MONEY_AND_SHARES: list[tuple[str, list[tuple[str, str]]]] = [
    ("Serapan belanja hingga Mei 28,2 persen.", [("28,2 persen", "realisasi_persen")]),
    (
        "Yang terserap baru Rp 4 miliar dari pagu Rp 60 miliar. Persentasenya enam persen.",
        [("Rp 4 miliar", "realisasi"), ("Rp 60 miliar", "anggaran"), ("enam persen", "realisasi_persen")],
    ),
    ("Realisasi PAD mencapai 45 persen dari target.", [("45 persen", "realisasi_persen")]),
    (
        "Realisasi pendapatan 96 persen. Belanja terserap 79 persen.",
        [("96 persen", "realisasi_persen"), ("79 persen", "realisasi_persen")],
    ),
    (
        "Dana yang telah disalurkan ke desa Rp 58 miliar atau 56 persen.",
        [("Rp 58 miliar", "realisasi"), ("56 persen", "realisasi_penyaluran")],
    ),
    (
        "Bantuan disalurkan kantor pos, tiap keluarga menerima Rp 600 ribu. Realisasinya baru 73 persen.",
        [("Rp 600 ribu", "nilai_per_penerima"), ("73 persen", "realisasi_penyaluran")],
    ),
    (
        "Baru 148 dari 242 desa yang sudah menyalurkan bantuan.",
        [("148", "realisasi_penyaluran"), ("242 desa", "cakupan_wilayah")],
    ),
    ("Bansos dibagikan. Kantor pos menyalurkan 94 persen.", [("94 persen", "realisasi_penyaluran")]),
    ("Penggunaannya sampai Juni baru Rp 12 miliar.", [("Rp 12 miliar", "realisasi")]),
    ("Dana yang kami tasyarufkan seluruhnya Rp 480 juta.", [("Rp 480 juta", "realisasi")]),
    ("Hasil efisiensi mengacu Inpres 1/2025 Rp 31 miliar.", [("Rp 31 miliar", "efisiensi")]),
    ("Pemkot melakukan efisiensi Rp 45 miliar.", [("Rp 45 miliar", "efisiensi")]),
    ("Biaya rapat dinas diefisienkan 25 persen.", [("25 persen", "efisiensi")]),
    ("Belanja perjalanan dipangkas 50 persen.", [("50 persen", "pemotongan_persen")]),
    ("Anggaran dinas dipotong Rp 3 miliar.", [("Rp 3 miliar", "pemotongan_anggaran")]),
    ("DAK kabupaten itu terpangkas Rp 65 miliar.", [("Rp 65 miliar", "pemotongan_transfer")]),
    (
        "Dana transfer daerah dipangkas Rp 93 miliar. Berkurangnya Rp 93 miliar itu terasa.",
        [("Rp 93 miliar", "pemotongan_transfer"), ("Rp 93 miliar", "pemotongan_transfer")],
    ),
    ("Total DBH yang diterima kabupaten itu Rp 86 miliar.", [("Rp 86 miliar", "anggaran")]),
    (
        "Pemprov melepas blokir belanja. Baru Rp 14 miliar yang telah dibuka.",
        [("Rp 14 miliar", "pembukaan_blokir")],
    ),
    ("Tahun depan badan itu memperoleh pagu Rp 24 miliar.", [("Rp 24 miliar", "anggaran_opd")]),
    ("Paling sedikit satu kampung terima Rp 720 juta.", [("Rp 720 juta", "alokasi_per_desa")]),
    (
        "Tiap kelompok usaha beranggota 10 orang mendapat modal Rp 20 juta.",
        [("10 orang", "anggota_per_kelompok"), ("Rp 20 juta", "nilai_per_kelompok")],
    ),
    ("Upah minimum kabupaten itu Rp 2,3 juta.", [("Rp 2,3 juta", "upah_minimum")]),
    ("Bantuan subsidi upah Rp 600 ribu cair.", [("Rp 600 ribu", "nilai_per_penerima")]),
    ("Target investasi Rp 15 triliun.", [("Rp 15 triliun", "target_investasi")]),
    ("Pinjaman tanpa bunga itu terserap 38 persen.", [("38 persen", "realisasi_persen")]),
    (
        "Pendapatan terealisasi Rp 421 miliar dari target Rp 1,02 triliun atau 41,3 persen.",
        [
            ("Rp 421 miliar", "realisasi_pendapatan"),
            ("Rp 1,02 triliun", "target_penerimaan"),
            ("41,3 persen", "realisasi_persen"),
        ],
    ),
    (
        "Defisit APBN ditetapkan 2,68 persen dari PDB atau Rp 689 triliun.",
        [("2,68 persen", "defisit_persen"), ("Rp 689 triliun", "defisit")],
    ),
    (
        "Pemerintah berharap pertumbuhan ekonomi mencapai 5,5 persen.",
        [("5,5 persen", "target_pertumbuhan_ekonomi")],
    ),
    ("Peserta magang mendapat uang saku Rp 3,3 juta per bulan.", [("Rp 3,3 juta per bulan", "uang_saku_per_bulan")]),
    ("Nilai transaksi judi mencapai Rp 957 miliar.", [("Rp 957 miliar", "nilai_transaksi")]),
    ("Tiap pedagang paling banyak meminjam Rp 15 juta.", [("Rp 15 juta", "plafon_pinjaman")]),
    ("Perolehan zakat tahun 2021 sebesar Rp 6,2 miliar.", [("Rp 6,2 miliar", "penerimaan")]),
]

COUNTED: list[tuple[str, list[tuple[str, str]]]] = [
    ("Rumah yang mesti dibantu masih 2.437 unit.", [("2.437 unit", "jumlah_rtlh")]),
    ("Backlog RTLH yang tersisa 10.221 unit.", [("10.221 unit", "jumlah_rtlh")]),
    (
        "Prevalensi balita stunting hanya 7,2 persen atau 3.900 anak.",
        [("7,2 persen", "prevalensi_stunting"), ("3.900 anak", "jumlah_stunting")],
    ),
    (
        "Data menunjukkan 1.984 balita stunting dari 21.306 balita yang ditimbang.",
        [("1.984 balita stunting", "jumlah_stunting"), ("21.306 balita", "jumlah_balita")],
    ),
    (
        "Cakupan JKN 99,1 persen dari 92.540 penduduk.",
        [("99,1 persen", "cakupan_persen"), ("92.540 penduduk", "jumlah_penduduk")],
    ),
    ("Sebanyak 11.873 warga bekerja ke luar negeri.", [("11.873 warga", "pekerja_migran")]),
    ("Remitansi mencapai Rp 1,3 triliun.", [("Rp 1,3 triliun", "remitansi")]),
    ("Sebanyak 163 KPM lulus secara mandiri.", [("163 KPM", "graduasi")]),
    (
        "Produksi padi turun 22 persen menjadi 31.200 ton. Lahan kekeringan 1.250 hektare.",
        [("22 persen", "perubahan_persen"), ("31.200 ton", "produksi"), ("1.250 hektare", "luas_lahan")],
    ),
    ("Dinas menerima 3.214 lamaran.", [("3.214 lamaran", "jumlah_lamaran")]),
    ("Korban banjir bandang 18 orang meninggal.", [("18 orang", "korban_jiwa")]),
    ("Pengungsi masih 2.019 jiwa.", [("2.019 jiwa", "terdampak")]),
    ("Sentra batik itu punya 820 unit usaha.", [("820 unit usaha", "jumlah_umkm")]),
    ("Nilai produksi batik Rp 112 miliar.", [("Rp 112 miliar", "nilai_produksi")]),
    (
        "Dana stimulan Rp 50 juta untuk rusak berat dan Rp 10 juta untuk rusak ringan.",
        [("Rp 50 juta", "nilai_per_unit"), ("Rp 10 juta", "nilai_per_unit")],
    ),
    ("Pusat sudah mentransfer Rp 227 miliar.", [("Rp 227 miliar", "realisasi")]),
    ("Keluarga yang belum punya jamban 2.187 KK.", [("2.187 KK", "belum_terlayani")]),
    ("Sebanyak 1.215 anak berhasil kembali sekolah.", [("1.215 anak", "kembali_sekolah")]),
    ("Beras dibagikan kepada warga. Stok di gudang 18.500 ton.", [("18.500 ton", "stok")]),
    ("Bantuan disalurkan. Jumlah pekerja informal diperkirakan 18 ribu orang.", [("18 ribu orang", "jumlah")]),
    (
        "Prevalensi stunting turun 4,1 poin menjadi 14,2 persen.",
        [("4,1 poin", "perubahan_stunting"), ("14,2 persen", "prevalensi_stunting")],
    ),
    ("Jumlah balita stunting di kota itu 2.310 anak.", [("2.310 anak", "jumlah_stunting")]),
    ("Keluarga berisiko stunting 12.300 keluarga.", [("12.300 keluarga", "keluarga_berisiko_stunting")]),
    ("Jumlah anak tidak sekolah 3.200 orang.", [("3.200 orang", "anak_tidak_sekolah")]),
    # An age tells who is counted; it ends nothing.
    (
        "Kemiskinan masih tinggi serta angka anak putus sekolah usia 7-15 tahun sebanyak 1.730 orang.",
        [("1.730 orang", "anak_putus_sekolah")],
    ),
    ("Jumlah UMKM yang terdaftar sebanyak 10.472 pelaku usaha.", [("10.472 pelaku usaha", "jumlah_umkm")]),
    ("Santunan dibayarkan kepada 3.276 lansia yang tidak mendapat bantuan pusat.", [("3.276 lansia", "penerima")]),
    ("Hibah dibagikan untuk 786 pelaku usaha yang terdampak.", [("786 pelaku usaha", "penerima")]),
    ("Sekitar 40 persen warga miskin belum tersentuh bantuan.", [("40 persen", "belum_terlindungi_persen")]),
    (
        "Dari total 460 ribu penduduk, 38 ribu jiwa tergolong miskin.",
        [("460 ribu penduduk", "jumlah_penduduk"), ("38 ribu jiwa", "jumlah_penduduk_miskin")],
    ),
    (
        "Di DTKS tercatat 90.000 jiwa. Menurut survei BPS, penduduk miskin hanya 61.000 orang.",
        [("90.000 jiwa", "jumlah_miskin_registri"), ("61.000 orang", "jumlah_penduduk_miskin")],
    ),
    ("Sebanyak 280 koperasi desa sudah berbadan hukum.", [("280 koperasi desa", "jumlah_lembaga")]),
    ("Dana itu tersebar di 27 kementerian/lembaga.", [("27 kementerian/lembaga", "cakupan_instansi")]),
    ("Tahun ini disediakan 750 polis asuransi.", [("750 polis asuransi", "target_peserta")]),
    (
        "Sebanyak 37 dari 41 titik dapur umum sudah beroperasi.",
        [("37", "realisasi_unit"), ("41 titik", "target_unit")],
    ),
    (
        "Jumlah penduduk miskin turun 2,3 ribu jiwa menjadi 45,6 ribu jiwa.",
        [("2,3 ribu jiwa", "perubahan_jumlah_miskin"), ("45,6 ribu jiwa", "jumlah_penduduk_miskin")],
    ),
]


@pytest.mark.parametrize(
    ("text", "wanted"), [*SETTLED, *TAKING_PART, *GOES_ON, *PROPOSALS, *MONEY_AND_SHARES, *COUNTED]
)
def test_role(text: str, wanted: list[tuple[str, str]]) -> None:
    assert [(f.quote, f.role) for f in said(text)] == wanted


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("Anggaran dinas dipotong Rp 3 miliar.", [3 * 10**9]),
        ("Belanja perjalanan dipangkas 50 persen.", [50]),
        ("Anggaran dinas turun Rp 3 miliar.", [-3 * 10**9]),
        ("Jumlah penduduk miskin turun 2,3 ribu jiwa menjadi 45,6 ribu jiwa.", [-2300, 45600]),
    ],
)
def test_only_changes_bear_a_sign(text: str, values: list[int]) -> None:
    assert [f.value for f in said(text)] == values


@pytest.mark.parametrize(
    ("text", "values"),
    [
        (
            "IPM tertinggi di ibu kota dengan 81,36 sementara terendah di daerah kepulauan dengan 57,28.",
            ["81.36", "57.28"],
        ),
        (
            "IPM provinsi itu tinggi.\nAngkanya tumbuh 0,48 dari 70,11 tahun 2022 menjadi 70,59 tahun 2023.",
            ["70.11", "70.59"],
        ),
        ("IPM naik karena angka harapan hidup mencapai 71,32.", []),
    ],
)
def test_an_index_needs_no_unit(text: str, values: list[str]) -> None:
    assert [str(f.value) for f in said(text) if f.role == "IPM"] == values


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Bantuan itu diterima warga RT 07/RW 03 Kelurahan Gamalama.", "number inside a name or rank"),
        ("Bibit karet klon PB 260 dibagikan.", "number inside a name or rank"),
        (
            "Ia membantah pesan berantai yang menyebut warga mendapat bantuan Rp 15 juta.",
            "an amount in a message that is denied",
        ),
        (
            "Contohnya keluarga dengan lima anggota, maka kebutuhannya Rp 2 juta sebulan.",
            "an example or condition, not a fact",
        ),
    ],
)
def test_what_is_no_figure(text: str, reason: str) -> None:
    found = figures(text, PUBLISHED)
    assert not [f for f in found if f.value is not None]
    assert reason in {f.reason for f in found}


@pytest.mark.parametrize(
    ("quote", "unit"),
    [
        ("240 perangkat desa", "orang"),
        ("65 ODGJ", "orang"),
        ("18 gereja", "gereja"),
        ("900 stel seragam", "stel"),
        ("75 huntap", "unit"),
        ("300 bidang tanah", "bidang"),
    ],
)
def test_units_of_help(quote: str, unit: str) -> None:
    (counted,) = said(f"Bantuan itu untuk {quote}.")
    assert (counted.quote, counted.unit) == (quote, unit)


def test_what_heirs_get_is_a_right_and_no_example() -> None:
    (share,) = said("Bila peserta meninggal karena sakit ahli waris menerima Rp 42 juta.")
    assert share.value == 42 * 10**6
    assert share.role == "nilai_per_penerima"


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("Dinas Pertanian misalnya membeli pupuk untuk 6.000 hektare.", "6.000 hektare"),
        ("Daerah ini adalah contohnya: APBD menembus Rp 7,6 triliun.", "Rp 7,6 triliun"),
        ("Bila diuangkan kira-kira Rp 325 ribu per paket.", "Rp 325 ribu per paket"),
        ("Sudah 131 klaim dibayarkan.", "131 klaim"),
    ],
)
def test_what_is_no_example(text: str, quote: str) -> None:
    assert [f.quote for f in said(text)] == [quote]


def test_what_was_paid_of_a_settled_list_is_no_target() -> None:
    found = said("Penerima ditetapkan 20.000 KPM. Dana yang sudah cair Rp 14 miliar. Angka itu setara 15.000 KPM.")
    assert [f.role for f in found if f.unit == "KPM"][1] != "penerima_target"


# What an office has to spend in all, and what it sets aside for one thing.
OFFICES: list[tuple[str, list[tuple[str, str]]]] = [
    ("Dinas Sosial Kota Madiun memegang uang Rp 42 miliar lebih.", [("Rp 42 miliar", "anggaran_opd")]),
    ("Dinas Perumahan Kabupaten Sragen mengelola anggaran Rp 30 miliar.", [("Rp 30 miliar", "anggaran_opd")]),
    ("Disnaker kebagian anggaran Rp 6 miliar tahun ini.", [("Rp 6 miliar", "anggaran_opd")]),
    ("Pagu indikatif Dinas Sosial tahun depan Rp 9 miliar.", [("Rp 9 miliar", "anggaran_opd")]),
    ("APBD yang dikelola Dinas Sosial mencapai Rp 34 miliar.", [("Rp 34 miliar", "anggaran_opd")]),
    (
        "Pagu dinasnya semula Rp 18 miliar. Sesudah penyesuaian, tinggal Rp 14 miliar.",
        [("Rp 18 miliar", "anggaran_opd"), ("Rp 14 miliar", "anggaran_opd")],
    ),
    (
        "Belanja dinas itu baru terealisasi 40 persen. Dari pagu Rp 20 miliar, uang yang terpakai Rp 8 miliar.",
        [("40 persen", "realisasi_persen"), ("Rp 20 miliar", "anggaran_opd"), ("Rp 8 miliar", "realisasi")],
    ),
    ("Kepala Dinas Sosial mengatakan program itu memperoleh anggaran Rp 5 miliar.", [("Rp 5 miliar", "anggaran")]),
    ("Dinas Sosial mengelola anggaran Rp 5 miliar untuk sembako.", [("Rp 5 miliar", "anggaran")]),
    ("Anggaran Dinas Pertanian untuk bibit sebesar Rp 2 miliar.", [("Rp 2 miliar", "anggaran")]),
    ("Pemkab memperoleh anggaran Rp 5 miliar dari pusat.", [("Rp 5 miliar", "anggaran")]),
]

# Money that has left, money that is still to leave, and money that regions get of the state's revenue.
GONE: list[tuple[str, list[tuple[str, str]]]] = [
    ("Dana yang sudah masuk rekening penerima Rp 4 miliar.", [("Rp 4 miliar", "realisasi")]),
    ("Uang yang telah dikirim ke desa Rp 12 miliar.", [("Rp 12 miliar", "realisasi")]),
    ("Sampai Juni dana BLT yang sudah sampai ke warga Rp 6 miliar.", [("Rp 6 miliar", "realisasi")]),
    ("Anggaran Rp 10 miliar. Sudah kepakai Rp 4 miliar.", [("Rp 10 miliar", "anggaran"), ("Rp 4 miliar", "realisasi")]),
    (
        "Dana yang sudah digunakan Rp 4 miliar dari Rp 10 miliar.",
        [("Rp 4 miliar", "realisasi"), ("Rp 10 miliar", "anggaran")],
    ),
    (
        "Dari Rp 12 miliar itu, Rp 7 miliar sudah berpindah ke rekening warga.",
        [("Rp 12 miliar", "anggaran"), ("Rp 7 miliar", "realisasi")],
    ),
    (
        "Anggarannya Rp 3 miliar. Dari situ Rp 1 miliar sudah dipakai.",
        [("Rp 3 miliar", "anggaran"), ("Rp 1 miliar", "realisasi")],
    ),
    (
        "Kambing dibagikan. Total nilainya sekitar Rp 900 juta, ujarnya seusai penyerahan.",
        [("Rp 900 juta", "realisasi")],
    ),
    (
        "Anggaran Rp 9 miliar itu terserap Rp 8 miliar, sisanya Rp 1 miliar kembali ke kas.",
        [("Rp 9 miliar", "anggaran"), ("Rp 8 miliar", "realisasi"), ("Rp 1 miliar", "sisa_anggaran")],
    ),
    ("Dinas Sosial mendapat tambahan Rp 4 miliar untuk bansos.", [("Rp 4 miliar", "anggaran")]),
    ("Dana pusat yang sudah diterima Pemkab Ende Rp 80 miliar.", [("Rp 80 miliar", "anggaran")]),
    ("Total yang akan keluar dari kas daerah Rp 2 miliar.", [("Rp 2 miliar", "anggaran")]),
    ("Total DBHCHT yang ditransfer ke Kudus tahun ini Rp 90 miliar.", [("Rp 90 miliar", "anggaran")]),
]

SHARES_AND_WAGES: list[tuple[str, list[tuple[str, str]]]] = [
    ("Setiap kampung rata-rata memperoleh Rp 810 juta.", [("Rp 810 juta", "alokasi_per_desa")]),
    ("Masing-masing nagari mendapat Rp 850 juta dari dana desa.", [("Rp 850 juta", "alokasi_per_desa")]),
    ("Setiap desa menerima bantuan Rp 50 juta.", [("Rp 50 juta", "nilai_per_desa")]),
    ("Mandor menerima Rp 140 ribu sehari.", [("Rp 140 ribu sehari", "upah_per_hari")]),
    (
        "Tukang Rp 140 ribu dan kulinya Rp 110 ribu sehari.",
        [("Rp 140 ribu", "upah_per_hari"), ("Rp 110 ribu sehari", "upah_per_hari")],
    ),
    ("Bayaran per hari Rp 95 ribu.", [("Rp 95 ribu", "upah_per_hari")]),
    ("Lansia mendapat Rp 20 ribu per hari untuk makan.", [("Rp 20 ribu per hari", "nilai_per_penerima")]),
    (
        "Dinas akan memberi modal Rp 1 juta kepada 900 pedagang.",
        [("Rp 1 juta", "nilai_per_penerima"), ("900 pedagang", "penerima_target")],
    ),
    ("Tukang ojek mendapat BBM Rp 15 ribu per hari.", [("Rp 15 ribu per hari", "nilai_per_penerima")]),
    ("Beras disubsidi Rp 3.000 per kilogram.", [("Rp 3.000 per kilogram", "subsidi_per_kg")]),
    (
        "Setiap paket pelatihan berisi 20 siswa dan menelan biaya Rp 60 juta.",
        [("20 siswa", "peserta_per_paket"), ("Rp 60 juta", "nilai_per_paket")],
    ),
]

AIMED: list[tuple[str, list[tuple[str, str]]]] = [
    ("Jatah BPNT tahun ini disediakan bagi 8.200 keluarga.", [("8.200 keluarga", "penerima_target")]),
    (
        "Kuotanya hanya 800 peserta, dibagi ke 50 paket pelatihan.",
        [("800 peserta", "target_peserta"), ("50 paket pelatihan", "jumlah_paket")],
    ),
    ("Setelah dicocokkan dengan penerima PKH, jumlahnya tinggal 21.000 orang.", [("21.000 orang", "penerima_target")]),
    ("Yang masuk daftar BLT 12.400 KPM.", [("12.400 KPM", "penerima_target")]),
    ("Sopir mendapat voucher. Yang terdata di Dinas Perhubungan 640 sopir.", [("640 sopir", "penerima_target")]),
    ("Tercatat 3.200 pedagang akan memperoleh tenda.", [("3.200 pedagang", "penerima_target")]),
    (
        "Pelatihan las dibuka. Sampai akhir tahun direncanakan tiga angkatan dengan total 60 orang.",
        [("tiga angkatan", "jumlah_paket"), ("60 orang", "target_peserta")],
    ),
    ("Menurut dinas, ada 410 rutilahu yang digarap.", [("410 rutilahu", "target_unit")]),
    ("Ada 300 rumah tidak layak huni yang belum ditangani.", [("300 rumah tidak layak huni", "jumlah_rtlh")]),
    (
        "Dinas mendata 4.300 RTLH. Yang tersentuh baru 700 unit.",
        [("4.300 RTLH", "jumlah_rtlh"), ("700 unit", "realisasi_unit")],
    ),
    (
        "Realisasinya 210 unit, sisanya 40 unit dikerjakan tahun depan.",
        [("210 unit", "realisasi_unit"), ("40 unit", "target_unit_rincian")],
    ),
    (
        "Program ini menargetkan 500 pelaku UMKM, tetapi baru 312 yang tersentuh.",
        [("500 pelaku UMKM", "penerima_target"), ("312", "penerima_realisasi")],
    ),
    (
        "Pemkab menargetkan 200 unit, tapi baru 90 unit yang rampung.",
        [("200 unit", "target_unit"), ("90 unit", "realisasi_unit")],
    ),
    ("Yang belum mengambil 340 KPM.", [("340 KPM", "sisa_penerima")]),
    ("Sebanyak 96 KPM lulus dari PKH.", [("96 KPM", "graduasi")]),
    ("Sebanyak 88 persen KPM sudah mencairkan bantuannya.", [("88 persen", "realisasi_penyaluran")]),
    ("BLT dibayar di kantor pos. Progresnya hari ini 77 persen.", [("77 persen", "realisasi_penyaluran")]),
    ("Pembangunan jembatan berlanjut. Progresnya 60 persen.", [("60 persen", "realisasi_fisik")]),
    (
        "Angka kemiskinan Kota Kupang 8,2 persen, target tahun depan 7,5 persen.",
        [("8,2 persen", "P0"), ("7,5 persen", "target_P0")],
    ),
    ("Kemiskinan ekstrem nol persen pada 2024 adalah target kami.", [("nol persen", "target_kemiskinan_ekstrem")]),
    ("Perusahaan itu akan merekrut 600 tenaga kerja.", [("600 tenaga kerja", "tenaga_kerja_target")]),
    ("Tenaga kerja yang terlibat sekitar 2.300 orang.", [("2.300 orang", "tenaga_kerja_terserap")]),
    (
        "Job fair membuka 2.400 lowongan dari 48 perusahaan. Yang datang lebih dari 9 ribu orang.",
        [("2.400 lowongan", "lowongan_kerja"), ("48 perusahaan", "mitra"), ("9 ribu orang", "pelamar")],
    ),
]


@pytest.mark.parametrize(("text", "wanted"), OFFICES + GONE + SHARES_AND_WAGES + AIMED)
def test_whose_money_and_what_stage(text: str, wanted: list[tuple[str, str]]) -> None:
    assert [(f.quote, f.role) for f in said(text)] == wanted


def test_a_change_of_points_is_of_the_rate_told_before() -> None:
    found = said("Penduduk miskin 13,56 persen. Ada perbaikan. Dibandingkan Maret 2023 turun 0,48 persen poin.")
    assert [(str(f.value), f.role) for f in found] == [("13.56", "P0"), ("-0.48", "perubahan_P0")]


def test_pupils_of_poor_families_are_no_count_of_the_poor() -> None:
    (pupils,) = said("Sebanyak 100 siswa dari keluarga miskin sudah tinggal di asrama.")
    assert pupils.role != "jumlah_penduduk_miskin"


def test_a_share_told_of_a_count_is_no_condition() -> None:
    found = said("Penduduk miskin 81,2 ribu orang, atau bila dipersentasekan 12,1 persen.")
    assert [(f.quote, f.role) for f in found] == [("81,2 ribu orang", "jumlah_penduduk_miskin"), ("12,1 persen", "P0")]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Totalnya dua koma empat miliar rupiah.", "2400000000"),
        ("Kemiskinannya nol koma lima persen.", "0.5"),
        ("Kemiskinannya dua belas koma nol tujuh persen.", "12.07"),
    ],
)
def test_decimals_in_words(text: str, value: str) -> None:
    (figure,) = said(text)
    assert figure.value == Decimal(value)


def test_people_have_no_tenths() -> None:
    assert [f.quote for f in said("Kemiskinan 10,5 persen dengan 138,0 jiwa penduduk.")] == ["10,5 persen"]
    assert [f.quote for f in said("Satu kelas rata-rata diisi 24,5 orang.")] == ["24,5 orang"]


def test_headlines_behind_a_heading_of_other_articles() -> None:
    text = "Bantuan dibagikan kepada 40 KPM di Kota Madiun.\n\nBerita Terkait:\n- 7 Rumah Ludes Terbakar di Paron\n"
    assert [f.quote for f in said(text)] == ["40 KPM"]


@pytest.mark.parametrize(
    ("text", "region"),
    [
        ("Program dari APBD Provinsi Gorontalo itu menyasar 750 KPM di Boalemo.", "75.02"),
        ("Provinsi Gorontalo menyalurkan bantuan bagi 750 KPM, Boalemo menyusul.", "75"),
        ("Wali Kota Kupang membagikan beras. Penerima di ibu kota provinsi NTT ini 900 KPM.", "53.71"),
        ("Penerima di provinsi NTT ini 900 KPM.", "53"),
    ],
)
def test_the_place_that_is_meant(text: str, region: str) -> None:
    assert [f.region_code for f in said(text)] == [region]


# What the article is about, and what the sentence before names, give a number its role.
BY_THE_TOPIC: list[tuple[str, list[tuple[str, str]]]] = [
    (
        "Angka kemiskinan dibahas di Sragen. Rapat dibuka Senin. Sekda menyebut angka 12,87 persen untuk 2023. "
        "Adapun rata-rata nasional berada di posisi 9,36 persen.",
        [("12,87 persen", "P0"), ("9,36 persen", "P0")],
    ),
    ("Hingga sore, baru 63 persen yang mengambil.", [("63 persen", "realisasi_penyaluran")]),
    ("Uang BLT sudah 74 persen dibayarkan.", [("74 persen", "realisasi_penyaluran")]),
    ("Insentif fiskal diraih lagi. Besarannya Rp 5,9 miliar.", [("Rp 5,9 miliar", "insentif_fiskal")]),
    ("Insentif fiskal diraih lagi. Tahun ini Rp 6,3 miliar.", [("Rp 6,3 miliar", "insentif_fiskal")]),
    ("Insentif fiskal diraih lagi. Tahun ini disiapkan Rp 6,3 miliar.", [("Rp 6,3 miliar", "anggaran")]),
    (
        "Program ini diharapkan menekan pengangguran yang kini tercatat 4,2 persen.",
        [("4,2 persen", "TPT")],
    ),
    ("Program ini diharapkan menekan kemiskinan menjadi 9,2 persen.", [("9,2 persen", "target_P0")]),
    (
        "Pengeluaran minimal agar tak disebut miskin Rp 421.000 per kapita per bulan.",
        [("Rp 421.000 per kapita per bulan", "garis_kemiskinan")],
    ),
    (
        "Graduasi PKH 300 KPM. Tahun ini hanya ditarget 250 KPM.",
        [("300 KPM", "graduasi"), ("250 KPM", "target_graduasi")],
    ),
    ("Kelas las dibuka lagi. BLK meluluskan 175 orang.", [("175 orang", "peserta")]),
    ("Sebanyak 40 ibu rumah tangga belajar menjahit.", [("40 ibu rumah tangga", "peserta")]),
    ("Dari 80 alumni, 52 orang sudah bekerja.", [("80 alumni", "peserta"), ("52 orang", "tenaga_kerja_terserap")]),
]

FOR_EACH: list[tuple[str, list[tuple[str, str]]]] = [
    (
        "Kota itu punya 12 kelurahan. Yang dari pusat masing-masing Rp 250 juta.",
        [("12 kelurahan", "cakupan_wilayah"), ("Rp 250 juta", "alokasi_per_kelurahan")],
    ),
    ("Kalau dirata-rata setiap kelurahan memperoleh Rp 352 juta.", [("Rp 352 juta", "alokasi_per_kelurahan")]),
    (
        "Para pekerja dibayar harian. Kepala tukang mendapat Rp 130.000, kernet Rp 95.000.",
        [("Rp 130.000", "upah_per_hari"), ("Rp 95.000", "upah_per_hari")],
    ),
    ("Bantuan mesin dibagikan. Harga satu mesinnya Rp 5,2 juta.", [("Rp 5,2 juta", "nilai_per_unit")]),
    ("Setiap peserta mendapat alat seharga Rp 4 juta.", [("Rp 4 juta", "nilai_per_penerima")]),
    (
        "Rumah dibantu bahan bangunan. Rp 2 juta untuk upah tukang.",
        [("Rp 2 juta", "nilai_per_unit_rincian")],
    ),
]

MOVED_OR_PUT_BY: list[tuple[str, list[tuple[str, str]]]] = [
    ("Kredit yang digulirkan bank sampai Juli Rp 7,1 miliar.", [("Rp 7,1 miliar", "realisasi")]),
    (
        "Uang yang sampai ke tangan warga Rp 1,2 miliar. Yang dicadangkan untuk tiga bulan pertama Rp 4 miliar.",
        [("Rp 1,2 miliar", "realisasi"), ("Rp 4 miliar", "anggaran")],
    ),
    (
        "Total refocusing untuk bansos Rp 12 miliar, yang telah dibelanjakan Rp 7 miliar.",
        [("Rp 12 miliar", "anggaran"), ("Rp 7 miliar", "realisasi")],
    ),
    (
        "Pagu pengentasan kemiskinan Rp 40 miliar. Porsi terbesar, yaitu Rp 22 miliar, dipakai membayar iuran.",
        [("Rp 40 miliar", "anggaran"), ("Rp 22 miliar", "anggaran")],
    ),
    ("Nilai seluruh alat itu Rp 800 juta dan dibeli memakai APBD.", [("Rp 800 juta", "realisasi")]),
    ("Dinas Sosial mengejar sisa kegiatan. Pagu kami Rp 12 miliar.", [("Rp 12 miliar", "anggaran_opd")]),
]

STILL_TO_GET: list[tuple[str, list[tuple[str, str]]]] = [
    ("Jatah BST bulan ini 7.300 KPM.", [("7.300 KPM", "penerima_target")]),
    (
        "Beras akan dibagikan pekan depan. Warga sudah menanti. Penerimanya 12.400 keluarga.",
        [("12.400 keluarga", "penerima_target")],
    ),
    (
        "Keluarga yang belum punya rekening, jumlahnya 2.100 KPM, akan dibayarkan lewat kantor pos.",
        [("2.100 KPM", "penerima_target")],
    ),
    ("APBD Perubahan menyisipkan bantuan modal bagi 90 nelayan.", [("90 nelayan", "penerima_target")]),
    (
        "Modal usaha tahap dua bakal cair. Jumlah pedagang yang lolos verifikasi 310 pedagang.",
        [("310 pedagang", "penerima_target")],
    ),
    ("Padat karya digelar. Di Desa Karang 75 KK membersihkan saluran.", [("75 KK", "penerima")]),
    (
        "Perbaikan menyasar 400 unit. Dari jumlah itu, yang sudah selesai seratus persen ada 210 unit.",
        [("400 unit", "target_unit"), ("210 unit", "realisasi_unit")],
    ),
    (
        "Jika pada 2022 ada 150 rumah yang dibedah, tahun ini hanya 60 rumah.",
        [("150 rumah", "realisasi_unit"), ("60 rumah", "target_unit")],
    ),
]


WHO_AND_WHAT: list[tuple[str, list[tuple[str, str]]]] = [
    (
        "Kemiskinan Sragen turun. Capaiannya 12,1 persen, sebelumnya 12,9 persen.",
        [("12,1 persen", "P0"), ("12,9 persen", "P0")],
    ),
    ("Pencairan BLT di Sragen menyentuh 79 persen.", [("79 persen", "realisasi_penyaluran")]),
    (
        "BLT diterima 900 KPM. Sisa 120 KPM dilayani pekan depan.",
        [("900 KPM", "penerima"), ("120 KPM", "sisa_penerima")],
    ),
    ("Petugas mendata 5.220 keluarga.", [("5.220 keluarga", "jumlah")]),
    ("Peserta yang lulus uji 88 orang.", [("88 orang", "peserta")]),
    (
        "Pelatihan dibagi 4 kelas, tiap kelas 20 orang.",
        [("4 kelas", "jumlah_paket"), ("20 orang", "peserta_per_paket")],
    ),
    (
        "Job fair dihadiri 3.000 pencari kerja dan 40 perusahaan.",
        [("3.000 pencari kerja", "pelamar"), ("40 perusahaan", "mitra")],
    ),
    ("Modal bergulir dipinjam 200 pedagang.", [("200 pedagang", "penerima")]),
    ("Insentif fiskal dipakai untuk bedah rumah Rp 2,4 miliar.", [("Rp 2,4 miliar", "anggaran")]),
    ("Bantuan perahu dibagikan. Satu unit perahu seharga Rp 24 juta.", [("Rp 24 juta", "nilai_per_unit")]),
    (
        "Bantuan Rp 20 juta per rumah, Rp 17,5 juta untuk material.",
        [("Rp 20 juta per rumah", "nilai_per_unit"), ("Rp 17,5 juta", "nilai_per_unit_rincian")],
    ),
    (
        "Graduasi ditarget 400 KPM, terealisasi 312 KPM.",
        [("400 KPM", "target_graduasi"), ("312 KPM", "graduasi")],
    ),
    ("Pedagang rugi Rp 2 miliar, 120 kios ludes.", [("Rp 2 miliar", "kerugian"), ("120 kios", "terdampak")]),
]


@pytest.mark.parametrize(("text", "wanted"), BY_THE_TOPIC + FOR_EACH + MOVED_OR_PUT_BY + STILL_TO_GET + WHO_AND_WHAT)
def test_what_a_careful_reader_adds(text: str, wanted: list[tuple[str, str]]) -> None:
    found = [(f.quote, f.role) for f in said(text)]
    assert [one for one in found if one[0] not in ("seratus persen", "tiga bulan")] == wanted


@pytest.mark.parametrize(
    ("text", "quote", "unit"),
    [
        ("BPUM cair lagi. Sebanyak 700 pedagang menerima bantuan.", "700 pedagang", "pelaku_usaha"),
        ("Sebanyak 700 pedagang menerima beras.", "700 pedagang", "orang"),
        ("Sebanyak 130 mama menerima meja jualan.", "130 mama", "orang"),
        ("Yang hadir di bursa kerja 5.300-an pencari kerja.", "5.300-an pencari kerja", "orang"),
        ("Di Kecamatan Gemolong, misalnya, 40 ibu rumah tangga ikut kursus.", "40 ibu rumah tangga", "orang"),
        ("Pelatihan itu 240 jam pelajaran.", "240 jam pelajaran", "jam"),
        ("Pelatihan itu 160 JP.", "160 JP", "jam"),
        ("Bantuan dua juta setengah rupiah diterima warga.", "dua juta setengah rupiah", "rupiah"),
    ],
)
def test_what_is_counted(text: str, quote: str, unit: str) -> None:
    assert [(f.quote, f.unit) for f in said(text)] == [(quote, unit)]


def test_no_lesson_no_example_no_suspect() -> None:
    assert said("Pelatihan molor 3 jam.") == []
    assert said("Misalnya, 40 ibu rumah tangga ikut kursus.") == []
    assert said("Jika pada 2022 ada 150 rumah, semuanya dibedah.") == []
    assert said("Polsek Gemolong amankan 4 pelaku.") == []


@pytest.mark.parametrize(
    ("text", "region"),
    [
        ("Di Kota Tidore Kepulauan usulan yang dikirim ke Jakarta sebanyak 900 KPM.", "82.72"),
        ("Kemiskinan di Kabupaten Belitung termasuk terendah di Bangka Belitung, yakni 6 persen.", "19.02"),
        ("MARTAPURA, Palembang Pos – Bupati Banjar datang, Rabu. Tahun ini beras dibagikan kepada 900 KPM.", "63.03"),
    ],
)
def test_places_that_are_not_meant(text: str, region: str) -> None:
    assert [f.region_code for f in said(text)] == [region]
