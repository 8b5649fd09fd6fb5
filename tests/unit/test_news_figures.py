"""Figures in sentences of our own: value, unit, role, region; and what must not become one."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from lumbung.news.figures import Figure, body_fingerprint, figures

PUBLISHED = date(2023, 7, 12)

# sentence, quote, value, unit, role, region code
FIGURES: list[tuple[str, str, str, str, str, str | None]] = [
    (
        "Pemkot Mataram menyiapkan anggaran Rp7,25 miliar untuk bantuan pangan.",
        "Rp7,25 miliar",
        "7250000000",
        "rupiah",
        "anggaran",
        "52.71",
    ),
    (
        "Pemkab Batang menganggarkan Rp 900 juta bagi perbaikan rumah.",
        "Rp 900 juta",
        "900000000",
        "rupiah",
        "anggaran",
        "33.25",
    ),
    (
        "Realisasi belanja sosial Kota Jambi mencapai Rp3,1 M hingga Juni.",
        "Rp3,1 M",
        "3100000000",
        "rupiah",
        "realisasi",
        "15.71",
    ),
    (
        "Transfer ke daerah dipangkas Rp 1,5 T tahun ini.",
        "Rp 1,5 T",
        "1500000000000",
        "rupiah",
        "pemotongan_transfer",
        None,
    ),
    (
        "Bantuan sebesar Rp. 2.4 juta diterima tiap pelaku usaha di Kabupaten Sidoarjo.",
        "Rp. 2.4 juta",
        "2400000",
        "rupiah",
        "nilai_per_penerima",
        "35.15",
    ),
    (
        "Bantuan perbaikan satu unit rumah di Kabupaten Batang nilainya Rp 17, 5 juta.",
        "Rp 17, 5 juta",
        "17500000",
        "rupiah_per_unit",
        "nilai_per_unit",
        "33.25",
    ),
    (
        "Biaya renovasi dianggarkan Rp. 17 juta 500 ribu di Kota Madiun.",
        "Rp. 17 juta 500 ribu",
        "17500000",
        "rupiah",
        "anggaran",
        "35.77",
    ),
    (
        "Insentif kader dibayar Rp300.000/bulan/KPM di Kota Batam.",
        "Rp300.000/bulan/KPM",
        "300000",
        "rupiah_per_bulan_KPM",
        "nilai_per_penerima",
        "21.71",
    ),
    (
        "Dinas Sosial Kota Tangerang menyalurkan bantuan modal Rp5 juta per keluarga.",
        "Rp5 juta per keluarga",
        "5000000",
        "rupiah_per_keluarga",
        "nilai_per_penerima",
        "36.71",
    ),
    (
        "Setiap kelurahan di Kota Bogor dialokasikan Rp200 juta.",
        "Rp200 juta",
        "200000000",
        "rupiah_per_kelurahan",
        "alokasi_per_kelurahan",
        "32.71",
    ),
    (
        "Dana itu turun sebagai insentif fiskal Rp6,2 miliar untuk Kota Bima.",
        "Rp6,2 miliar",
        "6200000000",
        "rupiah",
        "insentif_fiskal",
        "52.72",
    ),
    (
        "Garis kemiskinan Kota Serang tercatat Rp440.538,-/ kapita/bulan.",
        "Rp440.538,-/ kapita/bulan",
        "440538",
        "rupiah_per_kapita_bulan",
        "garis_kemiskinan",
        "36.73",
    ),
    (
        "Total bantuan yang disalurkan Baznas Kota Mataram Rp711 Juta.",
        "Rp711 Juta",
        "711000000",
        "rupiah",
        "realisasi",
        "52.71",
    ),
    (
        "Dinas mengusulkan tambahan Rp2 miliar untuk Kabupaten Lamongan.",
        "Rp2 miliar",
        "2000000000",
        "rupiah",
        "usulan_anggaran",
        "35.24",
    ),
    (
        "Pagu program di Kabupaten Magelang 36,3 miliar rupiah.",
        "36,3 miliar rupiah",
        "36300000000",
        "rupiah",
        "anggaran",
        "33.08",
    ),
    (
        "Santunan lima belas juta rupiah diserahkan kepada ahli waris di Kota Jambi.",
        "lima belas juta rupiah",
        "15000000",
        "rupiah",
        "nilai_per_penerima",
        "15.71",
    ),
    ("Tingkat kemiskinan Kota Mataram 8,63 persen.", "8,63 persen", "8.63", "persen", "P0", "52.71"),
    ("Persentase penduduk miskin di Kabupaten Bojonegoro 12,18%.", "12,18%", "12.18", "persen", "P0", "35.22"),
    (
        "Angka kemiskinan Kota Jambi turun 0,35 persen poin.",
        "0,35 persen poin",
        "-0.35",
        "persen_poin",
        "perubahan_P0",
        "15.71",
    ),
    (
        "Penduduk miskin Kota Madiun turun 0,19% poin dari tahun lalu.",
        "0,19% poin",
        "-0.19",
        "persen_poin",
        "perubahan_P0",
        "35.77",
    ),
    (
        "Kemiskinan ekstrem di Kota Batam tinggal 0,95 persen.",
        "0,95 persen",
        "0.95",
        "persen",
        "kemiskinan_ekstrem_persen",
        "21.71",
    ),
    (
        "Warga miskin ekstrem di Kota Batam 0,95 % atau 2.390 jiwa.",
        "2.390 jiwa",
        "2390",
        "jiwa",
        "jumlah_miskin_ekstrem",
        "21.71",
    ),
    (
        "Jumlah penduduk miskin di Provinsi Jawa Timur 4,18 juta orang.",
        "4,18 juta orang",
        "4180000",
        "orang",
        "jumlah_penduduk_miskin",
        "35",
    ),
    (
        "Penduduk miskin Kabupaten Lampung Selatan berjumlah 136,21 ribu jiwa.",
        "136,21 ribu jiwa",
        "136210",
        "jiwa",
        "jumlah_penduduk_miskin",
        "18.01",
    ),
    (
        "Keluarga miskin ekstrem di Kota Mataram sekitar 5.600 kepala keluarga.",
        "5.600 kepala keluarga",
        "5600",
        "KK",
        "keluarga_miskin_ekstrem",
        "52.71",
    ),
    (
        "Menurut DTKS, warga miskin di Kabupaten Bojonegoro 402.117 jiwa.",
        "402.117 jiwa",
        "402117",
        "jiwa",
        "jumlah_miskin_registri",
        "35.22",
    ),
    (
        "Serapan anggaran Dinas Sosial Kota Jambi baru 61,4 persen.",
        "61,4 persen",
        "61.4",
        "persen",
        "realisasi_persen",
        "15.71",
    ),
    (
        "Prevalensi stunting di Kota Palangka Raya 15,3 persen.",
        "15,3 persen",
        "15.3",
        "persen",
        "prevalensi_stunting",
        "62.71",
    ),
    (
        "Sebanyak 1.250 pelaku UMKM di Kota Tanjungpinang telah menerima bantuan.",
        "1.250 pelaku UMKM",
        "1250",
        "pelaku_usaha",
        "penerima",
        "21.72",
    ),
    ("Bantuan diserahkan kepada 340 KPM di Kota Tangerang.", "340 KPM", "340", "KPM", "penerima", "36.71"),
    (
        "Dinas menargetkan 800 keluarga penerima manfaat di Kota Bogor.",
        "800 keluarga penerima manfaat",
        "800",
        "KPM",
        "penerima_target",
        "32.71",
    ),
    ("Pelatihan menjahit di Kota Madiun diikuti 45 peserta.", "45 peserta", "45", "orang", "peserta", "35.77"),
    (
        "Pelatihan untuk 60 orang disiapkan Dinas Tenaga Kerja Kota Mataram.",
        "60 orang",
        "60",
        "orang",
        "target_peserta",
        "52.71",
    ),
    ("Kuota bantuan iuran Kota Serang 11 ribu orang.", "11 ribu orang", "11000", "orang", "kuota", "36.73"),
    ("Dari Kota Jambi diusulkan 75 unit rumah.", "75 unit rumah", "75", "unit", "usulan", "15.71"),
    (
        "Tahun lalu Kabupaten Batang sudah memperbaiki 266 unit rumah tidak layak huni.",
        "266 unit rumah tidak layak huni",
        "266",
        "unit",
        "realisasi_unit",
        "33.25",
    ),
    (
        "Tahun ini Kabupaten Magelang akan memperbaiki 102 unit rumah.",
        "102 unit rumah",
        "102",
        "unit",
        "target_unit",
        "33.08",
    ),
    ("Sebanyak 120 KPM di Kota Tangerang sudah graduasi.", "120 KPM", "120", "KPM", "graduasi", "36.71"),
    ("Pemkot Tangerang menggandeng 25 perusahaan.", "25 perusahaan", "25", "perusahaan", "mitra", "36.71"),
    (
        "Bursa kerja Kota Tangerang membuka 2.100 lowongan kerja.",
        "2.100 lowongan kerja",
        "2100",
        "lowongan",
        "lowongan_kerja",
        "36.71",
    ),
    (
        "Dinas Pertanian Kota Tangerang membagikan 12.500 bibit cabai.",
        "12.500 bibit",
        "12500",
        "bibit",
        "barang_dibagikan",
        "36.71",
    ),
    (
        "Program itu berjalan di tujuh kecamatan Kota Jambi.",
        "tujuh kecamatan",
        "7",
        "kecamatan",
        "cakupan_wilayah",
        "15.71",
    ),
    ("Pelatihan di Kota Bima berlangsung dua belas hari.", "dua belas hari", "12", "hari", "durasi", "52.72"),
    (
        "Dinas Sosial PPU menyalurkan bantuan kepada 88 orang warga Penajam Paser Utara.",
        "88 orang warga",
        "88",
        "orang",
        "penerima",
        "64.09",
    ),
    (
        "Bantuan tersalur ke 5 (lima) kelompok usaha di Kota Bogor.",
        "5 (lima) kelompok usaha",
        "5",
        "kelompok",
        "penerima",
        "32.71",
    ),
    (
        "Iuran dibayar untuk 40 pekerja rentan setiap desa di Kabupaten Batang.",
        "40 pekerja rentan setiap desa",
        "40",
        "orang",
        "penerima_per_desa",
        "33.25",
    ),
]

# sentence, the words that must not carry a value
TRAPS: list[tuple[str, str]] = [
    ("Program itu mengacu pada Perpres 15 Tahun 2010 tentang penanggulangan kemiskinan.", "15"),
    ("Penerima ditetapkan dengan Keputusan Menteri Keuangan Nomor 350 Tahun 2023.", "350"),
    ("Aturannya ada di Permendagri No. 53 Tahun 2020.", "53"),
    ("Insentif diatur dalam Pasal 21 undang-undang itu.", "21"),
    ("Baca juga: Gaji 14 Ribu Orang Naik Rp2 Juta", "Rp2 Juta"),
    ("Simak juga: 20 orang ditangkap di pasar", "20 orang"),
    ("Jika desa itu menerima Rp100 juta, bangunannya bisa selesai.", "Rp100 juta"),
    ("Misalnya 10 orang berkumpul di satu rumah.", "10 orang"),
    ("Bantuan menyasar keluarga desil 1 hingga 4.", "1"),
    ("Pandemi Covid-19 memukul usaha kecil.", "19"),
    ("Garis kemiskinan sebesar Rp ,- per kapita per bulan.", "Rp ,-"),
    ("Jumlah itu naik menjadi 1,234 orang.", "1,234"),
    ("Anggarannya Rp 2,4 per tahun untuk tiap keluarga.", "Rp 2,4"),
    ("Nilainya 12.34.5 juta menurut laporan.", "12.34.5"),
    ("Rapat digelar pukul 08.45 WITA di balai kota.", "08.45"),
    ("Rapat digelar Rabu (12/7/2023) di balai kota.", "12"),
    ("Laporan lengkap ada di www.contoh.example/data2023 dan email info99@contoh.example.", "2023"),
    ("Kunjungan ke SMPN 5 berlangsung meriah.", "5"),
    ("Ada 575.439 yang masih didata.", "575.439"),
    ("Peringatan HUT ke-78 RI dirayakan sederhana.", "78"),
    ("Copyright 2023, 500 orang redaksi", "500 orang"),
]


def one(text: str, quote: str, published: date | None = PUBLISHED) -> Figure:
    found = [f for f in figures(text, published) if f.quote == quote]
    assert found, f"{quote!r} is not among {[f.quote for f in figures(text, published)]}"
    return found[0]


def test_there_is_enough_to_test() -> None:
    assert len(FIGURES) >= 40
    assert len(TRAPS) >= 15


@pytest.mark.parametrize(("text", "quote", "value", "unit", "role", "region"), FIGURES)
def test_figure(text: str, quote: str, value: str, unit: str, role: str, region: str | None) -> None:
    figure = one(text, quote)
    assert figure.value == Decimal(value)
    assert (figure.unit, figure.role, figure.region_code) == (unit, role, region)
    assert text[figure.start : figure.end] == figure.quote
    assert figure.reason is None


@pytest.mark.parametrize(("text", "words"), TRAPS)
def test_trap_carries_no_value(text: str, words: str) -> None:
    begin = text.index(words)
    end = begin + len(words)
    assert [f for f in figures(text, PUBLISHED) if f.start < end and f.end > begin and f.value is not None] == []


def test_refused_number_says_why() -> None:
    figure = one("Aturannya ada di Permendagri No. 53 Tahun 2020.", "53")
    assert figure.value is None
    assert figure.reason


@pytest.mark.parametrize(
    ("words", "qualifier"),
    [
        ("sekitar 500 orang", "about"),
        ("kurang lebih 500 orang", "about"),
        ("hampir 500 orang", "about"),
        ("lebih dari 500 orang", "at_least"),
        ("minimal 500 orang", "at_least"),
        ("500 lebih orang", "at_least"),
        ("maksimal 500 orang", "at_most"),
        ("500 orang", "exact"),
    ],
)
def test_qualifier(words: str, qualifier: str) -> None:
    (figure,) = figures(f"Bantuan diberikan kepada {words} di Kota Jambi.", PUBLISHED)
    assert (figure.value, figure.qualifier) == (500, qualifier)


def test_a_out_of_b_gives_both_with_one_unit() -> None:
    found = figures("Baru 410 dari 520 pelaku usaha di Kota Jambi yang menerima bantuan.", PUBLISHED)
    assert [(f.value, f.unit, f.role) for f in found] == [
        (410, "pelaku_usaha", "penerima_realisasi"),
        (520, "pelaku_usaha", "penerima_target"),
    ]


def test_range_keeps_both_ends() -> None:
    figure = one("Tiap daerah mendapat Rp5,3-7 miliar dari pusat.", "Rp5,3-7 miliar")
    assert (figure.value, figure.value_high) == (5_300_000_000, 7_000_000_000)


def test_number_and_unit_on_two_lines_are_one_figure() -> None:
    (figure,) = figures("Tingkat kemiskinan Kota Jambi turun menjadi 15\npersen tahun ini.", PUBLISHED)
    assert (figure.value, figure.unit, figure.role) == (15, "persen", "P0")


def test_body_that_stands_twice_is_counted_once() -> None:
    body = "Mataram - Bantuan pangan diberikan kepada 700 KK di Kota Mataram.\n"
    body += "Pembagian berlangsung dua hari di kantor lurah."
    assert len(figures(f"{body}\n{body}", PUBLISHED)) == len(figures(body, PUBLISHED)) == 2


def test_headlines_behind_the_byline_are_refused() -> None:
    text = (
        "Dinas Sosial Kota Jambi menyerahkan bantuan kepada 150 orang lansia di aula kelurahan pada Selasa pagi. "
        "(dan/rik)\n"
        "Sebanyak 40 Orang Warga Mengungsi Akibat Banjir\n"
    )
    assert [(f.value, f.role) for f in figures(text, PUBLISHED)] == [(150, "penerima"), (None, "boilerplate")]


def test_a_whole_smaller_than_its_part_is_unusable() -> None:
    text = "Kemiskinan Kota Jambi 8 persen dengan 2000 jiwa, di dalamnya 1 persen atau 5.100 jiwa miskin ekstrem."
    assert [f.value for f in figures(text, PUBLISHED)] == [8, None, 1, 5100]


def test_days_without_a_year_take_it_from_the_publication() -> None:
    figure = one("Pelatihan di Kota Bima diikuti 20 peserta pada 3-5 Juli.", "20 peserta")
    assert (figure.period_start, figure.period_end) == (date(2023, 7, 3), date(2023, 7, 5))


def test_days_without_a_year_take_it_from_the_weekday_when_no_date_is_known() -> None:
    text = "Pelatihan dibuka Senin (24/8) di tengah pandemi dan diikuti 20 peserta pada 24-28 Agustus."
    assert one(text, "20 peserta", None).period_start == date(2020, 8, 24)


@pytest.mark.parametrize(
    ("words", "start", "end"),
    [
        ("pada tahun 2021", date(2021, 1, 1), date(2021, 12, 31)),
        ("pada Maret 2022", date(2022, 3, 1), date(2022, 3, 31)),
        ("tahun lalu", date(2022, 1, 1), date(2022, 12, 31)),
        ("pada triwulan I 2023", date(2023, 1, 1), date(2023, 3, 31)),
        ("tahun depan", date(2024, 1, 1), date(2024, 12, 31)),
    ],
)
def test_period_stated_in_the_sentence(words: str, start: date, end: date) -> None:
    (figure,) = figures(f"Bantuan untuk 90 KPM di Kota Jambi disalurkan {words}.", PUBLISHED)
    assert (figure.period_start, figure.period_end) == (start, end)


def test_funding_source_is_the_one_named_beside_the_amount() -> None:
    found = figures(
        "Dana bersumber dari bantuan pemerintah pusat Rp2 miliar dan APBD Kota Jambi Rp1 miliar.", PUBLISHED
    )
    assert [f.funding_source for f in found] == ["pemerintah pusat", "APBD"]


def test_region_switches_inside_a_sentence() -> None:
    found = figures("Kota Serang mendapat 30 unit rumah, sedangkan Kabupaten Serang 45 unit rumah.", PUBLISHED)
    assert [f.region_code for f in found] == ["36.73", "36.04"]


def test_dateline_is_not_the_subject() -> None:
    (figure,) = figures("Jakarta - Bantuan pangan untuk 64 KPM di Kota Tegal sudah dibagikan.", PUBLISHED)
    assert figure.region_code == "33.76"


def test_empty_text_has_no_figures() -> None:
    assert figures("", None) == []


def test_fingerprint_ignores_page_furniture_and_copies() -> None:
    body = "Dinas Sosial Kota Jambi menyerahkan bantuan kepada 150 orang lansia di aula kelurahan."
    assert body_fingerprint(body) == body_fingerprint(f"{body}\nBaca juga: Harga Cabai Naik\n{body}")
    assert body_fingerprint(body) != body_fingerprint(body.replace("150", "160"))


@pytest.mark.parametrize(
    "piece", ["Rp5 juta ", "Kota Jambi ", "12 Mei 2020 ", "a", "1-", "(", "www.", "dua ratus ", "a\n"]
)
def test_text_without_sense_is_read_to_its_end(piece: str) -> None:
    text = piece * (20_000 // len(piece))
    assert all(text[f.start : f.end] == f.quote for f in figures(text, PUBLISHED))


def test_headline_amount_takes_the_role_that_the_text_gives_it() -> None:
    text = "Cukupkah Rp3,5 Miliar bagi Jambi?\n"
    text += "Pemkot Jambi menyiapkan anggaran Rp3,5 miliar untuk bantuan warga tahun ini."
    assert [f.role for f in figures(text, PUBLISHED)] == ["anggaran", "anggaran"]


def test_a_mark_of_a_note_is_read_past() -> None:
    [found] = figures("Bantuan pangan ² diterima 1.230 KPM di Blora.", PUBLISHED)
    assert (found.quote, found.value) == ("1.230 KPM", 1230)
