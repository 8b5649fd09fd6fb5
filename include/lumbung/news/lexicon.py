"""The words that the news grammar knows: scales, units, bases of rates, qualifiers, programmes, funding sources.

Tables only. A word that stands in no table makes no figure: its number is kept with value null and a reason.
"""

from __future__ import annotations

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
INDEX = Unit("indeks", "index")
TRADERS = Unit("pelaku_usaha", "business")

# Unit name -> family and the phrases that stand behind a number. Longer phrases win.
_UNITS: tuple[tuple[str, str, str], ...] = (
    (
        "orang",
        "person",
        "orang peserta, orang penerima manfaat, orang penerima, orang pekerja, orang warga, orang, peserta, "
        "warga miskin ekstrem, masyarakat miskin ekstrem, warga miskin, "
        "warga, masyarakat miskin, masyarakat, penerima manfaat, penerima, pekerja informal, pekerja rentan, "
        "pekerja, "
        "tenaga kerja, buruh, pencari kerja, pengangguran, penganggur, pedagang kaki lima, pedagang, PKL, "
        "petani, nelayan, lansia, "
        "penyandang disabilitas, individu, anak yatim, anak, balita, ibu hamil, relawan, pendamping, kader, perajin, "
        "pengrajin, lulusan, alumni, mustahik, mustahiq, siswa, pelajar, murid, santri, mahasiswa, guru, guru ngaji, "
        "penyandang masalah kesejahteraan sosial, PMKS, PPKS, penyandang cacat, disabilitas, mama-mama, mama, ibu-ibu, "
        "emak-emak, anak-anak, pengendara, penenun, pembatik, penjahit, "
        "pemuda putus sekolah, penyintas, juru parkir, penggali kubur, imam, ustaz, ustazah, penghafal Quran, "
        "korban bencana, pengungsi, penyuluh, pasien, pemilik warung, pemilik rumah, pemilik kios, pelaku wisata, "
        "buruh pelabuhan, "
        "ketua kelompok tani, ketua kelompok, "
        "ketua RT dan RW, ketua RT/RW, ketua RT, ketua RW, buruh harian, buruh migran, kepala keluarga perempuan, "
        "perempuan kepala keluarga, pemudi, petambak, pekebun, petani kakao, difabel, anak yatim piatu, "
        "yatim piatu, "
        "yatim, dhuafa, duafa, janda, fakir miskin, lanjut usia, warga lanjut usia, lansia terlantar, "
        "anak terlantar, "
        "anak putus sekolah, anak jalanan, gelandangan, pengemis, pemulung, kepala rumah tangga, perempuan, pemuda, "
        "warga kurang mampu, warga tidak mampu, warga binaan, masyarakat kurang mampu, masyarakat tidak mampu, "
        "warga penerima manfaat, warga penerima, masyarakat penerima manfaat, warga terdampak, calon penerima, "
        "debitur, nasabah, nama, akseptor, calon tenaga kerja, tenaga kerja lokal, tenaga kerja baru, "
        "calon pekerja migran, pekerja migran, pencaker, "
        "responden, pengunjung, pelamar, pendaftar, pemohon, pekerja padat karya, "
        "pekerja bukan penerima upah, peserta didik, "
        "peserta pelatihan, "
        "peserta magang, peserta BPJS, ibu rumah tangga, tukang becak, tukang ojek, sopir angkot, "
        "sopir, pengemudi ojek, pengemudi, pengayuh becak, kusir, petani tembakau, buruh tani, buruh tani tembakau, "
        "buruh pabrik, buruh pabrik rokok, nelayan kecil, pembudidaya, peternak, petugas, tenaga pendamping, "
        "tenaga kontrak, tenaga honorer, honorer, marbot, imam masjid, guru PAUD, kader posyandu, kader PKK, kader, "
        "atlet, pelaku seni, seniman, wartawan, jurnalis, jemaah, jamaah, WNI, PMI, TKI, ASN, PNS, CPNS, pegawai, "
        "karyawan, pegawai negeri, calon wirausaha, anggota koperasi, anggota kelompok, ahli waris, "
        "anggota, tenaga kesehatan, tenaga medis, tenaga pengajar, tenaga pendidik, dokter, perawat, bidan, "
        "pengajar, "
        "dosen, pengemudi ojol, ojol, tukang, santriwati, pekerja perempuan, laki-laki, ibu, difabel netra, "
        "konsumen, wisatawan, investor, penumpang, jemaah haji, korban PHK, mitra pengemudi, ahli gizi, juru masak, "
        "perangkat desa, linmas, driver ojol, driver, loper koran, wali murid, jemaat, penggarap, penjual, "
        "penarik becak, asisten rumah tangga, ODGJ, orang dengan gangguan jiwa, korban kebakaran, korban banjir, "
        "penderita TBC, calon pengantin, tenaga non-ASN, PPPK, "
        "masyarakat berpenghasilan rendah, MBR, bayi, bumil, ibu menyusui, remaja, KIS, peserta PBI, peserta JKN, "
        "peserta BPJS Kesehatan, warga tak mampu, warga rentan, anak stunting, balita stunting, penduduk usia kerja",
    ),
    ("jiwa", "person", "jiwa, jiwa penduduk, jiwa miskin ekstrem, penduduk miskin ekstrem, penduduk miskin, penduduk"),
    (
        "KK",
        "household",
        "kepala keluarga (KK), kepala keluarga, kepala keluarga miskin, KK miskin ekstrem, KK miskin, KK",
    ),
    (
        "KPM",
        "household",
        "keluarga penerima manfaat (KPM), keluarga penerima manfaat, keluarga penerima PKH, keluarga PKH, "
        "penerima BLTS, penerima BLT Kesra, penerima BPNT, penerima sembako, penerima BLT Dana Desa, "
        "penerima BLT DD, keluarga penerima, keluarga sasaran, KPM BPNT, KPM BLT, KPM "
        "PKH, KPM, penerima PKH, peserta PKH, PKH",
    ),
    (
        "keluarga",
        "household",
        "keluarga miskin ekstrem, keluarga miskin, keluarga prasejahtera, keluarga tidak mampu, "
        "keluarga kurang mampu, keluarga rentan, keluarga berisiko stunting, keluarga",
    ),
    (
        "rumah_tangga",
        "household",
        "rumah tangga miskin, rumah tangga sasaran, rumah tangga, ruta, RTM, RTS, RTSM, RTS-PM",
    ),
    (
        "pelaku_usaha",
        "business",
        "pelaku usaha mikro kecil dan menengah, pelaku usaha mikro kecil menengah, "
        "pelaku usaha kecil menengah, "
        "pelaku usaha mikro kecil, pelaku usaha mikro, pelaku usaha kecil, pelaku usaha, pelaku UMKM, pelaku UKM, "
        "pelaku IKM, pelaku ekonomi kreatif, usaha mikro kecil dan menengah, usaha mikro kecil, usaha mikro, "
        "usaha kecil, UMKM binaan, pelaku usaha ultra mikro, usaha ultra mikro, pelaku industri kecil menengah, "
        "pelaku industri kecil, industri kecil menengah, industri kecil, pelaku wirausaha, pengusaha mikro, "
        "pengusaha, "
        "pelaku UMK, pelaku, UMK, pelaku usaha UMKM, pelaku usaha rumahan, pelaku pariwisata, wirausaha muda, "
        "wirausaha pemula, "
        "wirausaha baru, wirausaha, wirausahawan, UMKM, UKM, IKM, UEP",
    ),
    (
        "kelompok",
        "group",
        "kelompok wanita tani, kelompok tani, kelompok usaha bersama, kelompok UMKM, kelompok usaha, kelompok "
        "masyarakat, "
        "kelompok, kelompok nelayan, kelompok ternak, kelompok peternak, kelompok perikanan, kelompok masyarakat, "
        "kelompok pembudidaya, kelompok penerima manfaat, kelompok penerima, kelompok KUBE, "
        "kelompok swadaya masyarakat, "
        "pokmas, pokdakan, kelompok usaha ekonomi produktif, KWT, KUBE, gapoktan, poktan",
    ),
    ("koperasi", "group", "koperasi desa, koperasi kelurahan, koperasi, kopdes"),
    ("bumdes", "group", "BUMDes, badan usaha milik desa"),
    ("LKSA", "group", "LKSA"),
    ("pondok_pesantren", "group", "pondok pesantren, pesantren, ponpes"),
    ("masjid", "group", "masjid, musala, mushola, musholla, rumah ibadah"),
    ("komunitas", "group", "komunitas"),
    ("gereja", "group", "gereja"),
    ("pura", "group", "pura"),
    ("karang_taruna", "group", "karang taruna"),
    ("banjar", "group", "banjar"),
    ("yayasan", "group", "yayasan"),
    ("panti_asuhan", "group", "panti asuhan"),
    ("majelis_taklim", "group", "majelis taklim"),
    ("lembaga", "group", "lembaga kesejahteraan sosial, lembaga pelatihan kerja, lembaga"),
    ("perusahaan", "firm", "perusahaan swasta, perusahaan"),
    ("bank", "firm", "bank"),
    ("perguruan_tinggi", "firm", "perguruan tinggi, universitas, kampus"),
    ("ritel", "firm", "ritel modern, toko modern, gerai ritel, gerai"),
    ("BLK", "firm", "balai latihan kerja, BLK"),
    ("LPK", "firm", "LPK"),
    (
        "unit",
        "dwelling",
        "unit rumah tidak layak huni (RTLH), unit rumah tidak layak huni, unit rumah tak layak huni, unit rumah, "
        "unit RTLH, "
        "unit Rutilahu, unit, rumah tidak layak huni (RTLH), rumah tidak layak huni, rumah tak layak huni, "
        "rumah warga, rumah, RTLH, Rutilahu, unit rumah warga, unit rumah tidak layak, unit rumah swadaya, "
        "unit rumah susun, unit rusun, unit rusunawa, unit hunian, unit BSPS, unit rumah sederhana, "
        "rumah tidak layak, "
        "rumah warga miskin, rumah tak layak huni (RTLH), unit rumah tak layak huni (RTLH), rumah layak huni, "
        "hunian tetap, hunian sementara, huntap, huntara, unit huntap, unit huntara, "
        "unit rumah layak huni, unit jamban, jamban, jamban sehat, MCK, unit MCK, sumur bor, sambungan rumah, "
        "unit cabang, unit kios, kios, lapak, unit usaha, unit sekolah baru, unit alat bantu, unit gerobak",
    ),
    ("lapangan_kerja", "job", "lapangan kerja, lapangan pekerjaan"),
    ("tahap", "stage", "tahap, tahapan, termin"),
    ("lowongan", "job", "lowongan kerja, lowongan pekerjaan, lowongan, loker"),
    ("formasi", "job", "formasi"),
    ("lowongan", "job", "posisi jabatan, posisi kerja, posisi, jabatan"),
    ("bibit", "item", "bibit tanaman, bibit pohon, bibit"),
    ("paket", "item", "paket sembako, paket bantuan, paket"),
    ("ekor", "item", "ekor"),
    ("ton", "item", "ton"),
    ("kg", "item", "kilogram, kg"),
    ("liter", "item", "liter"),
    ("hektare", "item", "hektare, hektar, ha"),
    ("unit", "item", "gerobak, mesin jahit, mesin, alat kerja, peralatan, alat"),
    ("batang", "item", "batang"),
    ("bantuan", "item", "paket bantuan modal"),
    ("kecamatan", "area", "kecamatan"),
    ("kelurahan", "area", "kelurahan, kalurahan"),
    ("distrik", "area", "distrik"),
    ("desa", "area", "desa/kelurahan, desa dan kelurahan, desa, gampong, nagari, kampung, pekon"),
    ("kabupaten/kota", "area", "kabupaten/kota, kabupaten dan kota, kota/kabupaten, kabupaten atau kota"),
    ("kabupaten", "area", "kabupaten"),
    ("kota", "area", "kota"),
    ("provinsi", "area", "provinsi"),
    ("negara", "area", "negara"),
    ("pemerintah_daerah", "area", "pemerintah daerah, pemda"),
    ("kawasan", "area", "kawasan"),
    ("dusun", "area", "dusun"),
    ("lingkungan", "area", "lingkungan"),
    ("pulau", "area", "pulau"),
    ("daerah", "area", "daerah"),
    ("RT", "area", "RT"),
    ("RW", "area", "RW"),
    ("titik", "site", "titik lokasi, titik, lokasi"),
    ("hari", "time", "hari kerja, hari"),
    ("minggu", "time", "minggu, pekan"),
    ("bulan", "time", "bulan"),
    ("tahun", "time", "tahun"),
    ("jam", "time", "jam pelajaran, jam pelatihan, JP, jam"),
    ("kementerian/lembaga", "agency", "kementerian/lembaga, kementerian dan lembaga, kementerian atau lembaga"),
    ("OPD", "agency", "organisasi perangkat daerah, perangkat daerah, OPD, SKPD"),
    ("program", "activity", "program"),
    ("proyek", "activity", "proyek"),
    ("kegiatan", "activity", "kegiatan"),
    ("paket", "activity", "paket pekerjaan, paket kegiatan, paket pelatihan"),
    ("kelas", "activity", "kelas"),
    ("pelatihan", "activity", "jenis pelatihan, pelatihan"),
    ("angkatan", "activity", "angkatan"),
    ("orang", "person", "angkatan kerja"),
    ("sekolah", "facility", "sekolah"),
    ("puskesmas", "facility", "puskesmas"),
    ("PKBM", "facility", "PKBM, pusat kegiatan belajar masyarakat"),
    ("posyandu", "facility", "posyandu"),
    ("sertifikat", "item", "sertifikat"),
    ("unit_kerja", "facility", "unit kerja, unit pelayanan"),
    ("satuan_pendidikan", "facility", "satuan pendidikan, satuan pendidikan nonformal"),
    ("madrasah", "facility", "madrasah"),
    ("SPPG", "facility", "satuan pelayanan pemenuhan gizi, dapur umum, dapur MBG, SPPG"),
    ("pasar", "facility", "pasar tradisional, pasar rakyat, pasar"),
    ("panti", "facility", "panti sosial, panti jompo, panti"),
    ("rumah_sakit", "facility", "rumah sakit, RSUD"),
    ("posko", "facility", "posko"),
    ("dapur", "facility", "dapur"),
    ("gudang", "facility", "gudang"),
    ("jembatan", "facility", "jembatan"),
    ("asrama", "facility", "asrama"),
    ("kelas_ruang", "facility", "ruang kelas"),
    ("ruas", "facility", "ruas jalan, ruas"),
    ("usulan", "case", "usulan baru, usulan"),
    ("sanggahan", "case", "sanggahan"),
    ("aduan", "case", "aduan, pengaduan, laporan"),
    ("berkas", "case", "berkas, dokumen"),
    ("proposal", "case", "proposal"),
    ("lamaran", "case", "lamaran kerja, lamaran"),
    ("klaim", "case", "klaim"),
    ("polis", "case", "polis asuransi, polis"),
    ("produk", "item", "produk, jenis produk"),
    ("sektor", "item", "sektor usaha"),
    ("izin", "item", "nomor induk berusaha (NIB), nomor induk berusaha, NIB, izin usaha"),
    ("rekening", "item", "rekening"),
    ("kartu", "item", "kartu keluarga sejahtera, kartu"),
    ("tabung", "item", "tabung gas, tabung elpiji, tabung"),
    ("karung", "item", "karung"),
    ("dus", "item", "dus, kardus"),
    ("porsi", "item", "porsi"),
    ("pasang", "item", "pasang"),
    ("set", "item", "set alat, set"),
    ("kupon", "item", "kupon"),
    ("kursi_roda", "item", "kursi roda"),
    ("sepeda", "item", "sepeda"),
    ("becak", "item", "becak listrik, becak"),
    ("pohon", "item", "pohon"),
    ("benih", "item", "benih ikan, ekor benih, benih"),
    ("stel", "item", "stel seragam, setel seragam, stel, setel"),
    ("seragam", "item", "seragam sekolah, seragam"),
    ("lembar", "item", "lembar"),
    ("jaring", "item", "jaring ikan, jaring"),
    ("bidang", "item", "bidang tanah"),
    ("polybag", "item", "polybag, polibag"),
    ("buah", "item", "buah"),
    ("butir", "item", "butir"),
    ("dosis", "item", "dosis"),
    ("laptop", "item", "laptop"),
    ("perahu", "item", "perahu"),
    ("traktor", "item", "traktor, hand tractor, alsintan"),
    ("komoditas", "item", "komoditas"),
    ("transaksi", "case", "transaksi"),
    ("bungkus", "item", "bungkus"),
    ("pelanggan", "household", "pelanggan"),
    ("warung", "business", "warung, toko kelontong"),
    ("startup", "business", "startup, usaha rintisan"),
    ("kuintal", "item", "kuintal"),
    ("meter", "item", "meter"),
    ("kilometer", "item", "kilometer, km"),
    ("meter_persegi", "item", "meter persegi"),
    ("persil", "item", "persil"),
    ("HOK", "work", "hari orang kerja, HOK"),
)
UNIT_BY_PHRASE: dict[str, Unit] = {
    " ".join(phrase.split()).casefold(): Unit(name, family)
    for name, family, phrases in _UNITS
    for phrase in phrases.split(", ")
}
# Words between a number and its unit: "500 lebih KK", "empat wilayah kecamatan".
UNIT_FILLERS = frozenset({"lebih", "data", "buah", "wilayah", "total", "calon", "jumlah"})

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
    "kelompok tani": "kelompok",
    "kelompok ternak": "kelompok",
    "kube": "kelompok",
    "ktt": "kelompok",
    "kwt": "kelompok",
    "pelaku usaha": "pelaku_usaha",
    "pelaku": "pelaku_usaha",
    "usaha": "pelaku_usaha",
    "kelas": "paket",
    "angkatan": "paket",
    "kejuruan": "paket",
    "gelombang": "paket",
    "umkm": "pelaku_usaha",
    "unit rumah": "unit",
    "unitnya": "unit",
    "unit": "unit",
    "rumah": "unit",
    "kelurahan": "kelurahan",
    "kalurahan": "kelurahan",
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
    "anak": "orang",
    "warga": "orang",
    "pekerja": "orang",
    "lansia": "orang",
    "koperasi": "koperasi",
    "provinsi": "provinsi",
    "kabupaten": "kabupaten",
    "kota": "kota",
    "kabupaten/kota": "kabupaten",
    "lembaga": "lembaga",
    "panti": "lembaga",
    "pelaku umkm": "pelaku_usaha",
    "semester": "semester",
    "periode": "tahap",
    "tahap": "tahap",
    "titik": "titik",
    "lokasi": "titik",
    "banjar": "banjar",
    "dusun": "dusun",
    "porsi": "porsi",
    "ekor": "ekor",
    "sambungan": "unit",
    "kwh": "kwh",
    "ton": "ton",
    "meter": "meter",
}
# One word that holds "per": "Rp 300 ribu sebulan".
TIME_WORDS = {"sebulan": "bulan", "setahun": "tahun", "sehari": "hari", "seminggu": "minggu"}
# "5 kg seorang", "44 ekor sekelompok".
EACH_WORDS = {"seorang": "orang", "sekelompok": "kelompok", "serumah": "unit"}
TIME_BASES = frozenset({"hari", "minggu", "bulan", "triwulan", "semester", "tahun", "tahap"})

# Words right before a number; the longest that fits speaks.
QUALIFIERS_BEFORE: tuple[tuple[str, str], ...] = (
    ("tidak kurang dari", "at_least"),
    ("tak kurang dari", "at_least"),
    ("tak kurang", "at_least"),
    ("berkisar", "about"),
    ("kisaran angka", "about"),
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
    ("rata-rata", "about"),
    ("±", "about"),
    ("sekurang-kurangnya", "at_least"),
    ("paling tidak", "at_least"),
    ("melebihi", "at_least"),
    ("lebih besar dari", "at_least"),
    ("tidak lebih dari", "at_most"),
    ("sampai dengan", "at_most"),
    ("sampai", "at_most"),
    ("hingga", "at_most"),
)

# Words that may stand between such a word and the number.
QUALIFIER_FILLERS = frozenset({"sebanyak", "sebesar", "ada", "mencapai", "senilai", "total", "angka"})

# As named in the sentence -> as written in the figure.
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
    ("Job Fair", "Job Fair"),
    ("Bursa Kerja", "Job Fair"),
    ("Balai Latihan Kerja", "BLK"),
    ("BLK", "BLK"),
    ("KUBE", "KUBE"),
    ("KUR", "KUR"),
    ("BLT DD", "BLT Dana Desa"),
    ("rastra", "Rastra"),
    ("UHC", "UHC"),
    ("PBI", "PBI-JK"),
    ("Kartu Prakerja", "Prakerja"),
    ("Prakerja", "Prakerja"),
    ("Sekolah Rakyat", "Sekolah Rakyat"),
    ("Bantuan Sosial Tunai", "BST"),
    ("BST", "BST"),
    ("Bantuan Subsidi Upah", "BSU"),
    ("BSU", "BSU"),
    ("BLT DBHCHT", "BLT DBHCHT"),
    ("BLT Buruh Pabrik Rokok", "BLT DBHCHT"),
    ("bantuan pangan", "bantuan pangan"),
    ("pasar murah", "pasar murah"),
    ("bedah rumah", "RTLH"),
    ("rumah tak layak huni", "RTLH"),
    ("Asistensi Rehabilitasi Sosial", "ATENSI"),
    ("Usaha Ekonomi Produktif", "UEP"),
    ("BPJS Ketenagakerjaan", "BPJS Ketenagakerjaan"),
)
FUNDING_SOURCES: tuple[tuple[str, str], ...] = (
    ("insentif fiskal", "insentif fiskal"),
    ("Dana Insentif Daerah", "DID"),
    ("Dana Alokasi Khusus", "DAK"),
    ("DAK", "DAK"),
    ("Dana Alokasi Umum", "DAU"),
    ("DAU", "DAU"),
    ("Dana Bagi Hasil", "DBH"),
    ("DBH", "DBH"),
    ("dana kelurahan", "dana kelurahan"),
    ("dana desa", "dana desa"),
    ("APBD Provinsi", "APBD provinsi"),
    ("Anggaran Pendapatan dan Belanja Daerah", "APBD"),
    ("APBD", "APBD"),
    ("APBN", "APBN"),
    ("Anggaran Pendapatan dan Belanja Negara", "APBN"),
    ("bantuan pemerintah pusat", "pemerintah pusat"),
    ("bantuan dari pemerintah pusat", "pemerintah pusat"),
    ("dana pemerintah pusat", "pemerintah pusat"),
    ("dari pemerintah pusat", "pemerintah pusat"),
    ("dari pusat", "pemerintah pusat"),
    ("dana pusat", "pemerintah pusat"),
    ("kas negara", "APBN"),
    ("Baznas", "Baznas"),
    ("zakat", "Baznas"),
    ("CSR", "CSR"),
    ("Otsus", "Otsus"),
    ("otonomi khusus", "Otsus"),
    ("PAD", "PAD"),
    ("dana transfer", "dana transfer"),
    ("transfer ke daerah", "dana transfer"),
    ("TKD", "dana transfer"),
    ("DBHCHT", "DBHCHT"),
    ("DBH CHT", "DBHCHT"),
    ("DBHCT", "DBHCHT"),
    ("Dana Bagi Hasil Cukai Hasil Tembakau", "DBHCHT"),
    ("Dana Bagi Hasil Cukai", "DBHCHT"),
    ("dana cukai", "DBHCHT"),
    ("Alokasi Dana Desa", "ADD"),
    ("ADD", "ADD"),
    ("bantuan keuangan provinsi", "bantuan keuangan provinsi"),
    ("bantuan keuangan", "bantuan keuangan"),
    ("APBD Kabupaten", "APBD"),
    ("APBD Kota", "APBD"),
    ("tanggung jawab sosial", "CSR"),
    ("TJSL", "CSR"),
    ("dana keistimewaan", "Danais"),
    ("Danais", "Danais"),
    ("ZIS", "Baznas"),
)
