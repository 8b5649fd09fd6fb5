"""Roles of indicators, of people who are no receivers and of money that is no budget, in invented sentences."""

from __future__ import annotations

from datetime import date

import pytest

from lumbung.news.figures import Figure, figures

PUBLISHED = date(2024, 5, 1)


def said(text: str) -> dict[str, Figure]:
    return {f.quote: f for f in figures(text, PUBLISHED) if f.value is not None}


@pytest.mark.parametrize(
    ("text", "quote", "role"),
    [
        (
            "BPS mencatat penduduk miskin di Papua Barat 208 ribu jiwa. Artinya ada tambahan 7.590 jiwa.",
            "7.590 jiwa",
            "perubahan_jumlah_miskin",
        ),
        (
            "BPS mencatat penduduk miskin desa turun 200 ribu orang dari 5,8 juta orang menjadi 5,6 juta orang.",
            "5,8 juta orang",
            "jumlah_penduduk_miskin",
        ),
        (
            "Peranan komoditas makanan terhadap garis kemiskinan sebesar 75,24 persen.",
            "75,24 persen",
            "porsi_persen",
        ),
        (
            "BPS mencatat rata-rata rumah tangga miskin memiliki 4,91 anggota.",
            "4,91 anggota",
            "rata_rata_anggota_rt",
        ),
        ("Angka pengangguran di Kota Cilegon turun 0,4 poin menjadi 9,2 persen.", "9,2 persen", "TPT"),
        (
            "Kemiskinan ekstrem Kabupaten Alor 5,1 persen pada 2022. Setara 11.300 jiwa.",
            "11.300 jiwa",
            "jumlah_miskin_ekstrem",
        ),
        ("Jumlah keluarga miskin sebanyak 45.112 KK dari total 210.400 KK.", "45.112 KK", "keluarga_miskin"),
        ("Warga miskin yang belum memiliki JKN masih 11.200 jiwa.", "11.200 jiwa", "belum_terlindungi"),
        ("Setelah verifikasi 640 KK dinyatakan tidak layak menerima bansos.", "640 KK", "penerima_dicoret"),
        ("Festival UMKM dikunjungi 12.000 orang.", "12.000 orang", "pengunjung"),
        ("BPS menyurvei 720 rumah tangga.", "720 rumah tangga", "sampel"),
        ("Program padat karya menyerap 4.210 MBR di Kota Surabaya.", "4.210 MBR", "tenaga_kerja_terserap"),
        (
            "Pelatihan menjahit diikuti pemuda dalam sembilan angkatan, masing-masing 35 orang.",
            "35 orang",
            "peserta_per_paket",
        ),
        ("PKH: 1.240 keluarga graduasi mandiri, 310 keluarga dicoret.", "310 keluarga", "penerima_dicoret"),
        ("Pendamping PKH 98 orang.", "98 orang", "petugas"),
        (
            "Baznas menargetkan akan membedah 103 rumah dan merehab 50 rumah.",
            "50 rumah",
            "target_unit",
        ),
        (
            "Pemkab menargetkan membangun 40 unit rumah. Sampai Agustus baru terbangun 12 rumah. Sisanya 28 unit.",
            "12 rumah",
            "realisasi_unit",
        ),
        ("Sumur bor dibuat di 14 titik, masing-masing Rp 90 juta.", "Rp 90 juta", "nilai_per_titik"),
        ("Juara pertama lomba UMKM mendapat Rp 5 juta.", "Rp 5 juta", "hadiah"),
        (
            "Penghasilan warga ditargetkan naik menjadi Rp 3 juta per bulan.",
            "Rp 3 juta per bulan",
            "target_pendapatan_warga",
        ),
        (
            "Pemkot menanggung iuran JKN 61.400 warga, Rp 37.800 per orang per bulan.",
            "Rp 37.800 per orang per bulan",
            "iuran_per_peserta",
        ),
        ("Realisasi PAD Rp 230 miliar tahun lalu.", "Rp 230 miliar", "realisasi_pendapatan"),
        ("Realisasi bansos Rp 6,7 miliar dari pagu Rp 12 miliar atau 55,8 persen.", "55,8 persen", "realisasi_persen"),
        ("Anggaran jaminan kesehatan hingga kini tersisa Rp 5 miliar.", "Rp 5 miliar", "sisa_anggaran"),
    ],
)
def test_what_a_figure_is(text: str, quote: str, role: str) -> None:
    assert said(text)[quote].role == role


def test_parts_add_up_though_people_and_families_are_counted() -> None:
    found = said(
        "Bupati menyerahkan bansos kepada 83 KPM. Anak telantar 59 orang. Lansia delapan orang. "
        "Difabel 16 orang menerima."
    )
    assert found["59 orang"].role == "penerima_rincian"


def test_the_rate_of_the_province_is_of_the_province() -> None:
    found = said(
        "BPS mencatat kemiskinan di Blora 11,53 persen, rata-rata provinsi 10,93 persen, nasional 9,57 persen."
    )
    assert {q: f.region_code for q, f in found.items()} == {
        "11,53 persen": "33.16",
        "10,93 persen": "33",
        "9,57 persen": "00",
    }


def test_a_province_right_behind_what_is_counted_is_the_region() -> None:
    assert said("PADANG - Angka kemiskinan Sumbar 6,28 persen.")["6,28 persen"].region_code == "13"


def test_a_number_behind_nothing_but_of_does_not_break() -> None:
    figures("412 Sebanyak 1.300 jiwa mengungsi.\nBantuan logistik paket sudah dikirim.", PUBLISHED)
