"""The words that the news grammar knows: scales, units, bases of rates, qualifiers, programmes, funding sources.

Tables only. A word that stands in no table makes no figure: its number is kept with value null and a reason.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal
from typing import NamedTuple

SCALES: dict[str, Decimal] = {
    "ribu": Decimal(10) ** 3,
    "rb": Decimal(10) ** 3,
    "juta": Decimal(10) ** 6,
    "jt": Decimal(10) ** 6,
    "miliar": Decimal(10) ** 9,
    "milyar": Decimal(10) ** 9,
    "milyard": Decimal(10) ** 9,
    "miliyar": Decimal(10) ** 9,
    "triliun": Decimal(10) ** 12,
    "trilyun": Decimal(10) ** 12,
}
# Only behind a currency sign: M is miliar, never million.
MONEY_LETTERS: dict[str, Decimal] = {"M": Decimal(10) ** 9, "T": Decimal(10) ** 12}

DIGIT_WORDS: dict[str, int] = {
    "nol": 0,
    "satu": 1,
    "dua": 2,
    "tiga": 3,
    "empat": 4,
    "lima": 5,
    "enam": 6,
    "tujuh": 7,
    "delapan": 8,
    "sembilan": 9,
}
ONE_WORDS: dict[str, int] = {"sepuluh": 10, "sebelas": 11, "seratus": 100, "seribu": 1000, "sejuta": 1_000_000}
MULTIPLIER_WORDS: dict[str, int] = {"puluh": 10, "ratus": 100}


class Unit(NamedTuple):
    """A unit of CONTRACT.md and the family whose role rules apply to it."""

    name: str
    family: str  # money, percent, points, person, household, business, group, dwelling, area, time, job, firm, item


PERCENT = Unit("persen", "percent")
POINTS = Unit("persen_poin", "points")
RUPIAH = Unit("rupiah", "money")
DOLLAR = Unit("usd", "money")

# Unit name -> family and the phrases that stand behind a number. Longer phrases win.
_UNITS: tuple[tuple[str, str, str], ...] = (
    (
        "orang",
        "person",
        "orang peserta, orang penerima manfaat, orang penerima, orang pekerja, orang warga, orang, peserta, "
        "warga miskin, "
        "warga, masyarakat miskin, masyarakat, penerima manfaat, penerima, pekerja informal, pekerja rentan, pekerja, "
        "tenaga kerja, buruh, pencari kerja, pengangguran, penganggur, pedagang kaki lima, pedagang, PKL, "
        "petani, nelayan, lansia, "
        "penyandang disabilitas, individu, anak yatim, anak, balita, ibu hamil, relawan, pendamping, kader, perajin, "
        "pengrajin, lulusan, alumni, mustahik",
    ),
    ("jiwa", "person", "jiwa, penduduk miskin, penduduk"),
    ("siswa", "person", "siswa, pelajar, murid, santri"),
    ("mahasiswa", "person", "mahasiswa"),
    ("guru", "person", "guru"),
    ("KK", "household", "kepala keluarga (KK), kepala keluarga, KK"),
    (
        "KPM",
        "household",
        "keluarga penerima manfaat (KPM), keluarga penerima manfaat, keluarga penerima PKH, keluarga PKH, KPM "
        "PKH, KPM, penerima PKH, peserta PKH, PKH",
    ),
    ("keluarga", "household", "keluarga miskin, keluarga"),
    ("rumah_tangga", "household", "rumah tangga miskin, rumah tangga, ruta, RTM"),
    (
        "pelaku_usaha",
        "business",
        "pelaku usaha mikro kecil dan menengah, pelaku usaha mikro kecil menengah, pelaku usaha kecil menengah, "
        "pelaku usaha mikro kecil, pelaku usaha mikro, pelaku usaha kecil, pelaku usaha, pelaku UMKM, pelaku UKM, "
        "pelaku IKM, pelaku ekonomi kreatif, usaha mikro kecil dan menengah, usaha mikro kecil, usaha mikro, "
        "usaha kecil, "
        "wirausaha baru, wirausaha, wirausahawan, UMKM, UKM, IKM, UEP",
    ),
    (
        "kelompok",
        "group",
        "kelompok wanita tani, kelompok tani, kelompok usaha bersama, kelompok UMKM, kelompok usaha, kelompok "
        "masyarakat, "
        "kelompok, KWT, KUBE, gapoktan, poktan",
    ),
    ("koperasi", "group", "koperasi"),
    ("panti_asuhan", "group", "panti asuhan"),
    ("majelis_taklim", "group", "majelis taklim"),
    ("lembaga", "group", "lembaga"),
    ("perusahaan", "firm", "perusahaan"),
    (
        "unit",
        "dwelling",
        "unit rumah tidak layak huni (RTLH), unit rumah tidak layak huni, unit rumah tak layak huni, unit rumah, "
        "unit RTLH, "
        "unit Rutilahu, unit, rumah tidak layak huni (RTLH), rumah tidak layak huni, rumah tak layak huni, "
        "rumah warga, rumah, RTLH, Rutilahu",
    ),
    ("lowongan", "job", "lowongan kerja, lowongan pekerjaan, lowongan"),
    ("formasi", "job", "formasi"),
    ("bibit", "item", "bibit tanaman, bibit pohon, bibit"),
    ("paket", "item", "paket sembako, paket bantuan, paket"),
    ("ekor", "item", "ekor"),
    ("ton", "item", "ton"),
    ("kg", "item", "kilogram, kg"),
    ("liter", "item", "liter"),
    ("hektare", "item", "hektare, hektar, ha"),
    ("gerobak", "item", "gerobak"),
    ("mesin", "item", "mesin jahit, mesin"),
    ("alat", "item", "alat kerja, alat"),
    ("batang", "item", "batang"),
    ("bantuan", "item", "paket bantuan modal"),
    ("kecamatan", "area", "kecamatan"),
    ("kelurahan", "area", "kelurahan"),
    ("desa", "area", "desa/kelurahan, desa, gampong, nagari, kampung"),
    ("kabupaten_kota", "area", "kabupaten/kota, kabupaten dan kota, kota/kabupaten"),
    ("kabupaten", "area", "kabupaten"),
    ("kota", "area", "kota"),
    ("provinsi", "area", "provinsi"),
    ("RT", "area", "RT"),
    ("RW", "area", "RW"),
    ("titik", "area", "titik lokasi, titik, lokasi"),
    ("hari", "time", "hari kerja, hari"),
    ("minggu", "time", "minggu, pekan"),
    ("bulan", "time", "bulan"),
    ("tahun", "time", "tahun"),
    ("jam", "time", "jam"),
    ("OPD", "agency", "organisasi perangkat daerah, perangkat daerah, OPD, SKPD"),
    ("program", "activity", "program"),
    ("kegiatan", "activity", "kegiatan"),
    ("pelatihan", "activity", "jenis pelatihan, paket pelatihan, pelatihan"),
    ("angkatan", "activity", "angkatan"),
    ("sekolah", "facility", "sekolah"),
    ("puskesmas", "facility", "puskesmas"),
    ("posyandu", "facility", "posyandu"),
    ("kasus", "case", "kasus"),
    ("sertifikat", "item", "sertifikat"),
    ("unit_kerja", "facility", "unit cabang, unit kerja, unit pelayanan, unit usaha"),
    ("persil", "item", "persil"),
    ("HOK", "time", "hari orang kerja, HOK"),
)
UNIT_BY_PHRASE: dict[str, Unit] = {
    " ".join(phrase.split()).casefold(): Unit(name, family)
    for name, family, phrases in _UNITS
    for phrase in phrases.split(", ")
}

# Bases of rates, as in `rupiah_per_kapita_bulan`.
RATE_BASES: dict[str, str] = {
    "kapita": "kapita",
    "orang": "orang",
    "jiwa": "jiwa",
    "peserta": "orang",
    "penerima manfaat": "penerima",
    "penerima": "penerima",
    "siswa": "siswa",
    "kk": "KK",
    "kepala keluarga": "KK",
    "kpm": "KPM",
    "keluarga penerima manfaat": "KPM",
    "keluarga": "keluarga",
    "rumah tangga miskin": "rumah_tangga",
    "rumah tangga": "rumah_tangga",
    "kelompok": "kelompok",
    "pelaku usaha": "pelaku_usaha",
    "umkm": "pelaku_usaha",
    "unit rumah": "unit",
    "unitnya": "unit",
    "unit": "unit",
    "rumah": "unit",
    "kelurahan": "kelurahan",
    "desa": "desa",
    "kecamatan": "kecamatan",
    "rt": "RT",
    "rw": "RW",
    "hari": "hari",
    "minggu": "minggu",
    "bulan": "bulan",
    "triwulan": "triwulan",
    "tahun": "tahun",
    "hektare": "hektare",
    "kilogram": "kg",
    "kg": "kg",
    "liter": "liter",
    "paket": "paket",
}
TIME_BASES = frozenset({"hari", "minggu", "bulan", "triwulan", "tahun"})

# Words right before a number. The first that fits wins, so the longer stands first.
QUALIFIERS_BEFORE: tuple[tuple[str, str], ...] = (
    ("tidak kurang dari", "at_least"),
    ("paling sedikit", "at_least"),
    ("paling banyak", "at_most"),
    ("kurang lebih", "about"),
    ("lebih kurang", "about"),
    ("kurang dari", "at_most"),
    ("lebih dari", "at_least"),
    ("di atas", "at_least"),
    ("di bawah", "at_most"),
    ("setidaknya", "at_least"),
    ("sedikitnya", "at_least"),
    ("minimal", "at_least"),
    ("lebih", "at_least"),
    ("maksimal", "at_most"),
    ("maksimum", "at_most"),
    ("sekitar", "about"),
    ("sekira", "about"),
    ("kira-kira", "about"),
    ("kisaran", "about"),
    ("hampir", "about"),
    ("nyaris", "about"),
    ("±", "about"),
)

# As named in the sentence -> as written in the figure. Matched with case, as whole words.
PROGRAMS: tuple[tuple[str, str], ...] = (
    ("Program Keluarga Harapan", "PKH"),
    ("PKH", "PKH"),
    ("Bantuan Pangan Non Tunai", "BPNT"),
    ("BPNT", "BPNT"),
    ("BLT Dana Desa", "BLT Dana Desa"),
    ("BLT Kesra", "BLT Kesra"),
    ("BLTS", "BLT Kesra"),
    ("Bantuan Langsung Tunai", "BLT"),
    ("BLT", "BLT"),
    ("BPUM", "BPUM"),
    ("Tangerang BISA", "Tangerang BISA"),
    ("Tangerang Bisa", "Tangerang BISA"),
    ("Tangerang Emas", "Tangerang Emas"),
    ("Makan Bergizi Gratis", "MBG"),
    ("MBG", "MBG"),
    ("BSPS", "BSPS"),
    ("RTLH", "RTLH"),
    ("Rutilahu", "RTLH"),
    ("rumah tidak layak huni", "RTLH"),
    ("Program Indonesia Pintar", "PIP"),
    ("PBI-JK", "PBI-JK"),
    ("PBI JK", "PBI-JK"),
    ("padat karya", "Padat Karya"),
    ("Padat Karya", "Padat Karya"),
    ("Padat karya", "Padat Karya"),
    ("Job Fair", "Job Fair"),
    ("job fair", "Job Fair"),
    ("Bursa Kerja", "Job Fair"),
    ("bursa kerja", "Job Fair"),
    ("Balai Latihan Kerja", "BLK"),
    ("BLK", "BLK"),
    ("KUBE", "KUBE"),
    ("KUR", "KUR"),
    ("BPJS Ketenagakerjaan", "BPJS Ketenagakerjaan"),
    ("BPJS ketenagakerjaan", "BPJS Ketenagakerjaan"),
)
FUNDING_SOURCES: tuple[tuple[str, str], ...] = (
    ("insentif fiskal", "insentif fiskal"),
    ("Insentif Fiskal", "insentif fiskal"),
    ("Dana Insentif Daerah", "DID"),
    ("Dana Alokasi Khusus", "DAK"),
    ("dana alokasi khusus", "DAK"),
    ("DAK", "DAK"),
    ("Dana Alokasi Umum", "DAU"),
    ("DAU", "DAU"),
    ("Dana Bagi Hasil", "DBH"),
    ("DBH", "DBH"),
    ("dana kelurahan", "dana kelurahan"),
    ("Dana kelurahan", "dana kelurahan"),
    ("dana desa", "dana desa"),
    ("Dana Desa", "dana desa"),
    ("APBD Provinsi", "APBD provinsi"),
    ("APBD provinsi", "APBD provinsi"),
    ("Anggaran Pendapatan dan Belanja Daerah", "APBD"),
    ("APBD", "APBD"),
    ("APBN", "APBN"),
    ("bantuan pemerintah pusat", "pemerintah pusat"),
    ("pemerintah pusat", "pemerintah pusat"),
    ("Pemerintah Pusat", "pemerintah pusat"),
    ("Baznas", "Baznas"),
    ("BAZNAS", "Baznas"),
    ("zakat", "Baznas"),
    ("CSR", "CSR"),
)


def any_of(phrases: Iterable[str], *, whole: bool = True) -> str:
    """A regular expression that matches any of the phrases, the longest first; blanks match any white space."""
    ordered = sorted(set(phrases), key=lambda p: (-len(p), p))
    body = "|".join(re.escape(p).replace(r"\ ", r"\s+") for p in ordered)
    return rf"(?:{body})(?![\w])(?!-[a-z])" if whole else rf"(?:{body})"
