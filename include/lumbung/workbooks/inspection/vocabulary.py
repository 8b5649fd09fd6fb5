"""The words of agency tables: what a title, a unit or a heading means.

Enters: nothing. Leaves: the tables that `words` and the proposals look things up in. To teach inspection a new word,
add it here. Only words that stand here are answers; a title with any other word in it is asked about.
"""

from __future__ import annotations

from lumbung.sources.model import Scale


def _words(text: str) -> frozenset[str]:
    """Words, told apart by spaces."""
    return frozenset(text.split())


def _titles(text: str) -> frozenset[str]:
    """Titles, told apart by bars."""
    return frozenset(" ".join(title.split()) for title in text.split("|"))


SPELLINGS: dict[str, str] = {
    "prosentase": "persentase",
    "presentase": "persentase",
    "ekstrim": "ekstrem",
    "pddk": "penduduk",
    "pend": "penduduk",
    "jml": "jumlah",
    "jmlh": "jumlah",
    "jlh": "jumlah",
    "banyaknya": "jumlah",
    "thn": "tahun",
    "th": "tahun",
    "kab": "kabupaten",
    "prov": "provinsi",
    "propinsi": "provinsi",
    "kec": "kecamatan",
    "kel": "kelurahan",
    "kap": "kapita",
    "bln": "bulan",
    "rupiah": "rp",
    "idr": "rp",
    "org": "orang",
    "individu": "jiwa",
    "smt": "semester",
    "sem": "semester",
    "ribuan": "ribu",
    "rb": "ribu",
    "jutaan": "juta",
    "jt": "juta",
    "milyar": "miliar",
    "miliaran": "miliar",
    "milyaran": "miliar",
    "trilyun": "triliun",
    "ket": "keterangan",
    "nomor": "no",
    "nomer": "no",
    "pedesaan": "perdesaan",
    "perdesan": "perdesaan",
    "index": "indeks",
    "ratio": "rasio",
    "penganggur": "pengangguran",
    "perkapita": "kapita",
    "sebulan": "bulan",
    "ruta": "rumahtangga",
}
"""Another spelling or an abbreviation -> the word used below."""

SCALES: dict[str, Scale] = {"ribu": "ribu", "000": "ribu", "juta": "juta", "miliar": "miliar", "triliun": "triliun"}
STATING_WORDS: frozenset[str] = _words(
    "dalam dlm satuan unit nilai angka semua seluruh data jumlah rp penuh kapita bulan x 1 catatan keterangan besaran"
)
"""Words of a line that says in what all figures of a table are, beside the unit and its scale: `Satuan: Juta Rp`."""

PERSON_UNITS: frozenset[str] = frozenset({"jiwa", "orang"})
HOUSEHOLD_UNITS: dict[str, str] = {
    "kk": "KK",
    "kpm": "KPM",
    "keluarga": "keluarga",
    "rumahtangga": "rumah_tangga",
}

POOR_HOUSEHOLDS: frozenset[str] = frozenset({"kk", "keluarga", "rumahtangga"})
"""What a registry lists as poor beside persons: `KK Miskin`, `Rumah Tangga Miskin`."""

COUNTED: dict[str, str] = {
    "orang": "orang",
    "jiwa": "jiwa",
    "individu": "orang",
    "peserta": "orang",
    "siswa": "siswa",
    "anak": "anak",
    "balita": "balita",
    "lansia": "lansia",
    "kk": "KK",
    "kpm": "KPM",
    "pbp": "KPM",
    "keluarga": "keluarga",
    "rumah tangga": "rumah_tangga",
    "rumahtangga": "rumah_tangga",
    "kelompok": "kelompok",
    "kube": "kelompok",
    "koperasi": "koperasi",
    "unit": "unit",
    "unit rumah": "unit",
    "rumah": "unit",
    "paket": "paket",
    "ekor": "ekor",
    "bibit": "bibit",
    "batang": "batang",
    "lowongan": "lowongan",
    "lowongan kerja": "lowongan",
    "lowongan pekerjaan": "lowongan",
    "kebutuhan tenaga kerja": "lowongan",
    "perusahaan": "perusahaan",
    "pelaku usaha": "pelaku_usaha",
    "umkm": "pelaku_usaha",
    "ukm": "pelaku_usaha",
    "pelaku umkm": "pelaku_usaha",
    "usaha mikro": "pelaku_usaha",
    "wirausaha": "pelaku_usaha",
    "keluarga penerima manfaat": "KPM",
    "kepala keluarga": "KK",
    "warga": "orang",
    "tenaga kerja": "orang",
    "pencari kerja": "orang",
    "petani": "orang",
    "nelayan": "orang",
    "mahasiswa": "orang",
    "pelajar": "siswa",
    "sambungan": "sambungan",
    "sr": "sambungan",
    "desa": "desa",
    "kelurahan": "kelurahan",
}
"""A printed unit of what a programme counts -> the unit that is stored."""

COUNTING_WORDS: frozenset[str] = _words(
    """
    jumlah banyaknya total target sasaran rencana kuota realisasi capaian penerima tersalur terealisasi salur
    """
)
"""Words beside a unit in the title of a count: `Target KPM`, `Jumlah Peserta`."""

COUNTED_FURTHER: frozenset[str] = _words("yang telah sudah mengikuti menerima mendapat mendapatkan dilatih binaan")
"""Words behind a unit that say what became of those counted: `UMKM yang Dilatih`."""

BESIDE_COUNTED: frozenset[str] = _words(
    "bantuan bansos sosial manfaat layanan kegiatan program hasil data dan akhir awal"
)
"""Words that beside those of counting name nothing: `Penerima Bantuan`, `Sasaran Program`."""

BESIDE_PROGRAMMES: frozenset[str] = _words("reguler murni plus perluasan tambahan adaptif program")
"""Words behind the name of a programme that name a kind of it: `PKH Plus`, `BPNT Perluasan`."""

NOT_YET_WORDS: frozenset[str] = _words("usulan diusulkan pengusulan calon tunggu antrian antrean permohonan pemohon")
"""Words of those who only ask for something: `Calon Penerima`, `Daftar Tunggu`."""

NO_LONGER_WORDS: frozenset[str] = _words(
    "belum gagal meninggal nonaktif dinonaktifkan penonaktifan dicoret pencoretan dihapus dikeluarkan dibatalkan ganda"
)
"""Words of those who did not receive something, or do no longer: `KPM yang Belum Menerima`, `KPM Meninggal`."""

THINGS: frozenset[str] = frozenset({"unit", "paket", "ekor", "bibit", "batang", "sambungan"})
PERSONS: frozenset[str] = frozenset({"orang", "jiwa", "siswa", "anak", "balita", "lansia", "pelaku_usaha"})

MEASURE_OF_UNIT: dict[str, str] = {
    "peserta": "participant",
    "lowongan": "vacancy",
    "lowongan kerja": "vacancy",
    "lowongan pekerjaan": "vacancy",
    "kebutuhan tenaga kerja": "vacancy",
    "perusahaan": "partner_company",
}
"""A printed unit that says by itself what was counted."""

SPEAKING_UNITS: frozenset[str] = frozenset(
    {"peserta", "lowongan", "lowongan kerja", "lowongan pekerjaan", "kebutuhan tenaga kerja"}
)
"""Nouns that by themselves make a column one of programme reach."""

UNITS_IN_TITLES: frozenset[str] = frozenset({"kpm", "kk", "jiwa", "peserta", "siswa"})
"""Units that a title above a table may name in passing: `Jumlah KPM PKH menurut Kecamatan`."""

SEXES: frozenset[str] = _titles("l | p | laki laki | perempuan | pria | wanita | lk | pr | laki")
"""Titles of columns that hold a part of the persons beside them."""

MEASURE_WORDS: tuple[tuple[str, str], ...] = (
    ("graduasi", "graduate"),
    ("lowongan", "vacancy"),
    ("job fair", "vacancy"),
    ("bursa kerja", "vacancy"),
    ("magang", "participant"),
    ("pendampingan", "participant"),
    ("pembinaan", "participant"),
    ("pelatihan", "participant"),
    ("bimbingan teknis", "participant"),
    ("bimtek", "participant"),
    ("sosialisasi", "participant"),
    ("penyuluhan", "participant"),
    ("workshop", "participant"),
    ("kursus", "participant"),
    ("padat karya", "participant"),
    ("peserta dilatih", "trained"),
    ("peserta bpjs", "recipient"),
    ("peserta jkn", "recipient"),
    ("peserta pbi", "recipient"),
    ("peserta jaminan", "recipient"),
    ("dilatih", "trained"),
    ("terlatih", "trained"),
    ("peserta", "participant"),
    ("penerima", "recipient"),
    ("bantuan", "recipient"),
    ("bansos", "recipient"),
    ("santunan", "recipient"),
    ("beasiswa", "recipient"),
    ("subsidi", "recipient"),
    ("jaminan", "recipient"),
    ("pbi", "recipient"),
    ("bpjs", "recipient"),
    ("iuran", "recipient"),
    ("pkh", "recipient"),
    ("keluarga harapan", "recipient"),
    ("bpnt", "recipient"),
    ("blt", "recipient"),
    ("sembako", "recipient"),
    ("kis", "recipient"),
    ("kip", "recipient"),
    ("asistensi", "recipient"),
    ("rehabilitasi sosial", "recipient"),
    ("makanan tambahan", "recipient"),
    ("kartu", "recipient"),
    ("insentif", "recipient"),
    ("rehabilitasi rumah", "recipient"),
    ("rehab rumah", "recipient"),
    ("rumah tidak layak huni", "recipient"),
    ("rtlh", "recipient"),
    ("rutilahu", "recipient"),
    ("bedah rumah", "recipient"),
    ("modal usaha", "recipient"),
    ("kube", "recipient"),
    ("perlindungan sosial", "recipient"),
    ("pemberian", "recipient"),
    ("cadangan pangan", "recipient"),
    ("bantuan pangan", "recipient"),
    ("penyaluran", "recipient"),
)
"""A word of an activity or a programme -> what its persons, households or groups are counted as."""

RECEIVING_WORDS: frozenset[str] = _words(
    """
    menerima mendapat mendapatkan memperoleh dibantu terbantu difasilitasi terfasilitasi fasilitasi dilayani terlayani
    diberi diberikan stimulan
    """
)
"""Words of persons, households and groups that something was given to, where no other word says what."""


GENERAL_AIMS: frozenset[str] = _words(
    """
    sosial bansos perlindungan jaminan kesejahteraan masyarakat pemerintah pusat daerah unggulan strategis nasional
    prioritas ekstrem pengentasan percepatan penurunan penghapusan pelaksanaan rakyat miskin stimulan
    """
)
"""Words that with `Program` before them name all of a government's programmes, and none of them."""

GRADUATE_WORDS: frozenset[str] = _words("lulus lulusan graduasi tergraduasi")
"""Words of those who finished what others only took part in."""

BESIDE_GRADUATES: frozenset[str] = _words(
    "yang telah dinyatakan pelatihan uji kompetensi ujian mandiri dan kompeten bersertifikat tamat"
)
"""Words that may stand beside these and change nothing about them: `Peserta yang Lulus Uji Kompetensi`."""

FINISHED_WORDS: frozenset[str] = _words("selesai rampung tuntas terselesaikan diselesaikan")
DONE_WORDS: frozenset[str] = FINISHED_WORDS | _words(
    """
    terbangun dibangun terlaksana dilaksanakan tertangani ditangani terealisasi direalisasikan tersalur tersalurkan
    disalurkan terpasang dipasang terlayani dilayani terbantu dibantu diserahkan terpenuhi dipenuhi diperbaiki direhab
    """
)
"""Words of what was done of a target beside it: `Selesai`, `Sudah Dibangun`."""

PLANNED_WORDS: frozenset[str] = _words(
    "target rencana kuota alokasi pagu sasaran ditargetkan direncanakan dialokasikan"
)
"""Words of a count that was planned: `Rencana Penerima`, `Alokasi KPM`. What is proposed (`Usulan`) is no plan yet."""

REACHING_NOUNS: frozenset[str] = _words("realisasi capaian penyaluran salur pelayanan")
REACHED_WORDS: frozenset[str] = (
    REACHING_NOUNS
    | (DONE_WORDS - FINISHED_WORDS)
    | _words("hadir tercapai dilatih terlatih terjangkau dijangkau difasilitasi terfasilitasi menerima dibina terbina")
    | _words("didampingi diberdayakan")
)
"""Words of a count of what was reached: `Penerima Terealisasi`, `Peserta Dilatih`. Who finished is told elsewhere."""

AMONG_PLANNED: frozenset[str] = _words("sasaran kuota alokasi pagu")
"""Words of a plan of which a word of what was reached makes what was reached of it: `Sasaran Terlayani`."""

BESIDE_COUNTS: frozenset[str] = _words(
    "jumlah total angka penerima peserta manfaat yang telah sudah volume bantuan bansos pelatihan"
)
"""Words that may stand beside these and change nothing about them; each word of a unit may as well."""

JOB_FAIRS: tuple[str, ...] = (
    "job fair",
    "jobfair",
    "job expo",
    "bursa kerja",
    "bursa lowongan",
    "pameran kerja",
    "pameran kesempatan kerja",
    "career expo",
    "walk in interview",
)
"""How a day is called on which companies and those who look for work meet."""

JOB_SEEKERS: frozenset[str] = _words("pencari kerja pencaker pelamar pengunjung peserta")
"""Words of who came to such a day; beside them stand words of counting, of enrolment and of persons."""

ENROLLED_WORDS: frozenset[str] = _words("terdaftar mendaftar pendaftar hadir masuk yang orang jiwa lamaran")
PLACED_WORDS: frozenset[str] = _words("ditempatkan tertempatkan penempatan terserap diterima bekerja")
"""Words of who found work: `Diterima / Ditempatkan`, `Tenaga Kerja Terserap`."""

BESIDE_PLACED: frozenset[str] = _words(
    """
    yang telah sudah langsung di tempat kerja tenaga pencari pencaker pelamar peserta lulusan alumni orang jiwa dan
    hasil
    """
)
"""Words that may stand beside these and change nothing about them."""

COURSES: frozenset[str] = _words("kursus pelatihan diklat kejuruan keterampilan bimtek magang")
KINDS_OF_COURSES: frozenset[str] = COURSES | _words("jenis macam bidang nama program kerja")
"""Words of a title above columns that are a course each: `Jenis Kursus`, `Bidang Kejuruan`."""

DURATION_WORDS: frozenset[str] = _words("lama durasi jp jpl jam hari bulan minggu")
DURATION_TITLE_WORDS: frozenset[str] = DURATION_WORDS | _words(
    "pelajaran pelatihan kegiatan jumlah waktu pelaksanaan diklat latihan efektif total kursus magang kerja"
)
"""Words of a title that says how long something takes: `Lama (JP)`, `Jumlah Hari Pelatihan`."""

AREAS: dict[str, str] = {
    "perkotaan": "urban",
    "perdesaan": "rural",
    "perkotaan perdesaan": "all",
    "kota desa": "all",
    "kota": "urban",
    "desa": "rural",
    "jumlah": "all",
    "total": "all",
    "jumlah total": "all",
    "urban": "urban",
    "rural": "rural",
}
"""What a heading of areas means, where headings of both kinds stand side by side."""

PERIOD_PARTS: dict[str, str] = {
    "semester 1 maret": "march",
    "semester i maret": "march",
    "semester 2 september": "september",
    "semester ii september": "september",
    "maret": "march",
    "mar": "march",
    "september": "september",
    "sept": "september",
    "sep": "september",
    "februari": "m02",
    "feb": "m02",
    "agustus": "m08",
    "agt": "m08",
    "agu": "m08",
    "ags": "m08",
    "susenas maret": "march",
    "susenas september": "september",
    "tahunan": "annual",
    "semester 1": "march",
    "semester 2": "september",
    "semester i": "march",
    "semester ii": "september",
}
"""Parts of a year in poverty tables: Susenas asks in March and September, Sakernas in February and August."""

LABOUR_SURVEY: frozenset[str] = _words("survei angkatan kerja nasional")
"""The words of the survey that counts the unemployed; of itself none says anything."""

FILLERS: frozenset[str] = _words(
    """
    menurut per di dan pada dari dengan untuk atas yang kabupaten kota provinsi indonesia tahun tabel table data
    series perkembangan kondisi capaian angka nilai hasil susenas bps daerah wilayah dalam satuan berdasarkan
    antar se the laporan rekap rekapitulasi final fix revisi rev copy salinan terbaru od kabkota olahan gambaran
    perbandingan nasional tren trend ringkasan profil lampiran gambar seluruh dirinci regional situasi
    grafik statistik nama kecamatan tempat tinggal by pusat badan sakernas komponen komponennya
    """
)
"""Words of a poverty table's title that change nothing about what its figures are."""

REGISTRY_WORDS: frozenset[str] = _words(
    """
    dtks dtsen p3ke regsosek bdt siks ng terpadu tunggal kesejahteraan sosial ekonomi nasional basis tercatat terdata
    terdaftar verval verifikasi validasi pemutakhiran pemadanan
    """
)
"""Words of a title that say in which registry those counted stand."""

ISLANDS: frozenset[str] = _words(
    """
    jawa sumatera sumatra kalimantan sulawesi maluku papua bali madura nusa tenggara pulau kepulauan kawasan bagian
    luar barat timur tengah utara selatan
    """
)
"""Parts of the country that are no region: in the title of a table whose rows say their regions, they say which."""

TRANSLATED: dict[str, str] = {
    "poverty line": "garis kemiskinan",
    "poverty gap index": "indeks kedalaman kemiskinan",
    "poverty severity index": "indeks keparahan kemiskinan",
    "poverty rate": "persentase penduduk miskin",
    "number of poor people": "jumlah penduduk miskin",
    "number of poor population": "jumlah penduduk miskin",
    "percentage of poor people": "persentase penduduk miskin",
    "percentage of poor population": "persentase penduduk miskin",
    "percentage of population below poverty line": "persentase penduduk miskin",
    "poor people": "penduduk miskin",
    "poor population": "penduduk miskin",
    "poor families": "keluarga miskin",
    "poor households": "rumah tangga miskin",
    "extreme poor": "miskin ekstrem",
    "extreme poverty": "kemiskinan ekstrem",
    "human development index": "indeks pembangunan manusia",
    "gender development index": "indeks pembangunan gender",
    "gender empowerment index": "indeks pemberdayaan gender",
    "life expectancy at birth": "umur harapan hidup saat lahir",
    "life expectancy": "umur harapan hidup",
    "expected years of schooling": "harapan lama sekolah",
    "mean years of schooling": "rata rata lama sekolah",
    "open unemployment rate": "tingkat pengangguran terbuka",
    "unemployment rate": "tingkat pengangguran terbuka",
    "adjusted real expenditure per capita": "pengeluaran riil per kapita yang disesuaikan",
    "adjusted per capita expenditure": "pengeluaran per kapita yang disesuaikan",
    "expenditure per capita": "pengeluaran per kapita",
    "per capita expenditure": "pengeluaran per kapita",
    "non food": "bukan makanan",
    "food expenditure": "pengeluaran makanan",
    "economic growth": "pertumbuhan ekonomi",
    "beneficiary families": "keluarga penerima manfaat",
    "family hope program": "program keluarga harapan",
    "local own source revenue": "pendapatan asli daerah",
    "per capita": "per kapita",
    "regency municipality": "kabupaten kota",
    "sub district": "kecamatan",
    "subdistrict": "kecamatan",
    "district": "kecamatan",
    "districts": "kecamatan",
    "village": "desa",
    "villages": "desa",
    "regency": "kabupaten",
    "regencies": "kabupaten",
    "municipality": "kota",
    "municipalities": "kota",
    "province": "provinsi",
    "government": "pemerintah",
    "budget": "anggaran",
    "actual": "realisasi",
    "realization": "realisasi",
    "realisation": "realisasi",
    "revenue": "pendapatan",
    "revenues": "pendapatan",
    "expenditure": "belanja",
    "expenditures": "belanja",
    "financing": "pembiayaan",
    "kind": "jenis",
    "description": "uraian",
    "details": "rincian",
    "number": "jumlah",
    "percentage": "persentase",
    "percent": "persen",
    "thousand": "ribu",
    "thousands": "ribu",
    "million": "juta",
    "millions": "juta",
    "billion": "miliar",
    "billions": "miliar",
    "trillion": "triliun",
    "rupiahs": "rupiah",
    "capita": "kapita",
    "month": "bulan",
    "monthly": "bulan",
    "year": "tahun",
    "years": "tahun",
    "annual": "tahunan",
    "quarter": "triwulan",
    "urban": "perkotaan",
    "rural": "perdesaan",
    "poverty": "kemiskinan",
    "poor": "miskin",
    "people": "orang",
    "persons": "orang",
    "person": "orang",
    "population": "penduduk",
    "family": "keluarga",
    "families": "keluarga",
    "household": "rumah tangga",
    "households": "rumah tangga",
    "beneficiary": "penerima",
    "beneficiaries": "penerima",
    "recipient": "penerima",
    "recipients": "penerima",
    "participant": "peserta",
    "participants": "peserta",
    "groups": "kelompok",
    "training": "pelatihan",
    "vocation": "kejuruan",
    "male": "laki laki",
    "female": "perempuan",
    "unemployed": "pengangguran",
    "unemployment": "pengangguran",
    "hdi": "ipm",
    "source": "sumber",
    "sources": "sumber",
    "note": "catatan",
    "notes": "catatan",
    "indicator": "indikator",
    "indicators": "indikator",
    "component": "komponen",
    "components": "komponen",
    "survey": "survei",
    "before": "sebelum",
    "after": "setelah",
    "revised": "perubahan",
    "january": "januari",
    "february": "februari",
    "march": "maret",
    "may": "mei",
    "june": "juni",
    "july": "juli",
    "august": "agustus",
    "october": "oktober",
    "december": "desember",
}
"""English as BPS prints it below or beside Indonesian -> the same in Indonesian, phrases before their words."""

ENGLISH_JOINTS: frozenset[str] = _words("of the by and in for to from at with or its their which who who on as than a")
"""Words that join others in English."""

IN_BOTH_LANGUAGES: frozenset[str] = _words(
    """
    total program programs unit units index ratio data rupiah rp idr per semester september april november target
    social regional sub non own human hope transfer bps group table item items type city area food
    surplus net gender real legal original general special
    """
)
"""Words that stand in either language."""

ENGLISH_WORDS: frozenset[str] = (
    frozenset(word for phrase in TRANSLATED for word in phrase.split())
    | _words(
        """
        kinds category gap severity life expectancy birth expected mean average schooling
        rate rates economic growth adjusted human development empowerment food hope income
        local own taxes tax levies levy transfer transfers central spending operating capital grants grant subsidies
        social assistance unexpected employee employees goods services net surplus deficit
        registered receiving received distributed targeted targeting service agency office bureau statistics ministry
        national socioeconomic labor labour
        integrated database welfare staple noncash training trainings vocation vocational passed graduated graduates
        placed vacancy vacancies disbursed allocation remainder balance
        other others shared sharing funds fund retribution retributions separated balanced provincial emergency
        incentive incentives autonomy adjustment revenue revenues income management wealth natural resources
        """
    )
) - (ENGLISH_JOINTS | IN_BOTH_LANGUAGES)
"""Words that by themselves are English and no Indonesian ones."""

INDONESIAN_MARKS: frozenset[str] = _words(
    """
    menurut di dan pada dari dengan untuk atas yang dalam atau kabupaten kota provinsi kecamatan desa kelurahan tahun
    bulan jumlah banyaknya persentase penduduk keluarga miskin kemiskinan anggaran realisasi belanja pendapatan
    penerima bantuan pelatihan kegiatan dinas badan daerah indeks tingkat angka rata harapan lama umur garis ribu juta
    miliar jiwa orang kk kpm triwulan sumber catatan bagi peserta usaha pembangunan peningkatan
    """
)
"""Words that no English sentence has."""

ENGLISH_ONLY_SAYS: dict[str, tuple[str, ...]] = {
    "number": ("jumlah", "total", "penerima", "peserta"),
    "percentage": ("persentase", "persen", "tingkat"),
    "percent": ("persen", "persentase"),
    "thousand": ("ribu", "000"),
    "thousands": ("ribu", "000"),
    "million": ("juta",),
    "millions": ("juta",),
    "billion": ("miliar",),
    "billions": ("miliar",),
    "trillion": ("triliun",),
    "rupiahs": ("rupiah", "rp"),
    "rupiah": ("rupiah", "rp"),
    "capita": ("kapita", "orang"),
    "month": ("bulan",),
    "monthly": ("bulan",),
    "urban": ("perkotaan",),
    "rural": ("perdesaan",),
    "budget": ("anggaran", "pagu", "apbd", "apbk", "apba", "apbn", "dpa", "alokasi"),
    "actual": ("realisasi",),
    "realization": ("realisasi",),
    "realisation": ("realisasi",),
    "quarter": ("triwulan", "tw", "kuartal"),
    "extreme": ("ekstrem",),
    "families": ("keluarga", "kk", "kpm", "rumahtangga", "tangga"),
    "households": ("rumah tangga", "rumah", "tangga", "rumahtangga", "keluarga", "kk", "kpm"),
    "people": ("orang", "jiwa", "penduduk"),
    "persons": ("orang", "jiwa", "penduduk"),
    "male": ("laki laki", "laki", "pria"),
    "female": ("perempuan", "wanita"),
    "poor": ("miskin", "kemiskinan"),
    "poverty": ("kemiskinan", "miskin"),
    "registered": ("terdaftar", "dtks", "p3ke", "dtsen", "regsosek", "tercatat", "terdata", "penerima"),
    "revised": ("perubahan",),
    "survey": ("survei", "survey", "susenas", "sakernas"),
    "decrease": ("penurunan", "pengurangan"),
    "reduction": ("penurunan", "pengurangan"),
    "increase": ("kenaikan", "peningkatan"),
    "change": ("selisih", "perubahan"),
    "changes": ("selisih", "perubahan"),
    "distribution": ("distribusi", "penyaluran", "sebaran"),
    "contribution": ("kontribusi", "andil"),
    "projection": ("proyeksi",),
    "projected": ("proyeksi",),
    "planned": ("rencana",),
    "proposed": ("usulan", "rancangan"),
    "quota": ("kuota", "alokasi"),
    "women": ("perempuan", "wanita"),
    "men": ("laki laki", "laki", "pria"),
    "elderly": ("lansia", "lanjut"),
    "children": ("anak", "balita"),
}
"""A word of a half in English -> words of which the Indonesian half has one; else the first of them is said as well."""

ENGLISH: dict[str, frozenset[str]] = {
    "poverty": frozenset({"kemiskinan", "miskin"}),
    "poor": frozenset({"miskin"}),
    "line": frozenset({"garis"}),
    "people": frozenset({"penduduk", "orang", "jiwa"}),
    "population": frozenset({"penduduk"}),
    "persons": frozenset({"penduduk", "orang", "jiwa"}),
    "number": frozenset({"jumlah"}),
    "total": frozenset({"jumlah"}),
    "percentage": frozenset({"persentase", "persen"}),
    "percent": frozenset({"persentase", "persen"}),
    "gap": frozenset({"kedalaman"}),
    "severity": frozenset({"keparahan"}),
    "thousand": frozenset({"ribu"}),
    "rupiahs": frozenset({"rp"}),
    "capita": frozenset({"kapita"}),
    "month": frozenset({"bulan"}),
    "year": frozenset({"tahun"}),
    "regency": frozenset({"kabupaten"}),
    "municipality": frozenset({"kota"}),
    "province": frozenset({"provinsi"}),
    "urban": frozenset({"perkotaan"}),
    "rural": frozenset({"perdesaan"}),
    "of": frozenset({"jumlah", "persentase", "kabupaten", "penduduk"}),
    "in": frozenset({"di"}),
    "and": frozenset({"dan", "kota"}),
    "human": frozenset({"manusia"}),
    "development": frozenset({"pembangunan"}),
    "life": frozenset({"hidup"}),
    "expectancy": frozenset({"harapan"}),
    "at": frozenset({"hidup"}),
    "birth": frozenset({"hidup"}),
    "expected": frozenset({"harapan"}),
    "mean": frozenset({"rata"}),
    "average": frozenset({"rata"}),
    "years": frozenset({"tahun", "sekolah", "hidup"}),
    "schooling": frozenset({"sekolah"}),
    "unemployment": frozenset({"pengangguran"}),
    "unemployed": frozenset({"pengangguran"}),
    "open": frozenset({"terbuka"}),
    "rate": frozenset({"tingkat", "persentase"}),
    "economic": frozenset({"ekonomi"}),
    "growth": frozenset({"pertumbuhan"}),
    "expenditure": frozenset({"pengeluaran"}),
    "adjusted": frozenset({"disesuaikan"}),
    "real": frozenset({"riil"}),
    "monthly": frozenset({"bulan"}),
    "food": frozenset({"makanan"}),
}
"""A word of the English below a title of BPS -> words of which one must stand beside it: it says the same again."""

REGION_TITLES: frozenset[str] = _titles(
    """
    kabupaten kota | kabupaten | kota | kabupaten kota se | provinsi | nama wilayah | wilayah | nama kabupaten
    kota | nama kabupaten | nama provinsi | daerah | nama daerah | kabupaten kota provinsi | provinsi kabupaten
    kota | kab kota | 38 provinsi | 34 provinsi | pemda | pemerintah daerah | nama pemda | kabupaten kota
    administrasi | regency municipality | nama kota | bps nama kabupaten kota | bps nama provinsi | kemendagri
    nama kabupaten kota | kemendagri nama provinsi | nama kabkota | kabkota | region
    """
)
DISTRICT_TITLES: frozenset[str] = _titles(
    """
    kecamatan | nama kecamatan | distrik | nama distrik | kapanewon | kemantren | kapanewon kemantren |
    nama kapanewon | kecamatan kapanewon | wilayah kecamatan | bps nama kecamatan | kemendagri nama kecamatan |
    nama kecamatan bps | nama kecamatan kemendagri | kecamatan distrik
    """
)
WORDS_OF_SMALL_PLACES: frozenset[str] = _words("kapanewon kemantren distrik kelurahan kalurahan gampong nagari")
"""Kinds of districts and villages, as the title of a table says what its lines are."""
COMPANY_TITLES: frozenset[str] = _titles("perusahaan | nama perusahaan | mitra | nama mitra | mitra perusahaan")
VILLAGE_TITLES: frozenset[str] = _titles(
    """
    desa | kelurahan | desa kelurahan | kelurahan desa | nama desa | nama kelurahan | nama desa kelurahan |
    gampong | nagari | kalurahan | nama kalurahan | kampung | nama kampung | nama gampong | nama nagari |
    nama pekon | pekon | tiyuh | lembang | bps nama desa kelurahan | kemendagri nama desa kelurahan |
    bps nama kelurahan | kemendagri nama kelurahan | bps nama desa | kemendagri nama desa |
    bps desa kelurahan | kemendagri desa kelurahan | nama kelurahan desa | nama desa kalurahan
    """
)

ROLES: dict[str, frozenset[str]] = {
    "row_number": _titles(
        """
        no | id | urut | no urut | # | nomor
        """
    ),
    "agency": _titles(
        """
        opd | skpd | sopd | pd | perangkat daerah | organisasi perangkat daerah | nama opd | nama skpd |
        nama perangkat daerah | dinas | instansi | dinas instansi | opd pelaksana | opd pengampu | opd
        penanggung jawab | perangkat daerah pelaksana | perangkat daerah penanggung jawab | satuan kerja |
        satuan kerja perangkat daerah | unit kerja | organisasi | perangkat daerah pengampu | nama instansi
        | opd teknis | skpd pelaksana | nama dinas | dinas badan | dinas pelaksana | dinas pengampu | dinas
        penyelenggara | instansi pelaksana | pelaksana | penyelenggara | skpd pengampu | opd penyelenggara |
        skpd opd | opd skpd | nama skpd opd | perangkat daerah opd | opd perangkat daerah | satker
        | skpa | nama skpa | skpk | nama skpk | nama pd | nama sopd | nama satker | nama satuan kerja |
        nama unit kerja | unit organisasi | nama unit organisasi | unit skpd | nama unit skpd | sub unit |
        nama organisasi | badan dinas | dinas badan kantor | badan dinas kantor | nama dinas badan | nama badan dinas |
        dinas lembaga | instansi dinas | nama dinas instansi | lembaga instansi | instansi lembaga | opd unit kerja |
        skpd unit kerja | satuan organisasi | organisasi skpd | organisasi opd | nama organisasi perangkat daerah |
        uraian skpd | uraian opd | uraian organisasi | nama instansi pelaksana | nama opd pelaksana |
        satuan kerja pelaksana | unit pelaksana | unit kerja pelaksana | satuan kerja perangkat aceh |
        satuan kerja perangkat kabupaten |
        nama perangkat daerah pelaksana | biro | bagian | biro bagian | bidang bagian | perangkat daerah kabupaten |
        perangkat daerah kota | perangkat daerah unit kerja | opd penanggungjawab | penanggung jawab opd | opd terkait
        """
    ),
    "agency_code": _titles(
        """
        kode opd | kode skpd | kode perangkat daerah | kode organisasi | kode unit | kode skpa | kode skpk | kode pd |
        kode sopd | kode satker | kode satuan kerja | kode unit kerja | kode instansi | kode dinas | id skpd | id opd |
        kode unit organisasi | kode unit skpd | kode sub unit
        """
    ),
    "program": _titles(
        """
        program | nama program | program prioritas | jenis program | jenis bantuan | nama bantuan | bantuan
        | jenis bansos | program bantuan | bantuan sosial | uraian program
        """
    ),
    "program_code": _titles(
        """
        kode program
        """
    ),
    "activity": _titles(
        """
        kegiatan | nama kegiatan | sub kegiatan | kegiatan sub kegiatan | uraian kegiatan | jenis kegiatan |
        program kegiatan | nama sub kegiatan | program kegiatan sub kegiatan | kegiatan pelatihan | nama
        pelatihan | jenis pelatihan | pelatihan | intervensi | bentuk intervensi | jenis intervensi |
        aktivitas | uraian | kejuruan | nama kejuruan | program pelatihan | paket pelatihan | jenis keterampilan |
        materi pelatihan | bidang pelatihan | judul pelatihan | nama bimtek | bentuk kegiatan | rincian kegiatan |
        bentuk bantuan | bentuk kegiatan bantuan | kegiatan intervensi | kegiatan bantuan | rencana aksi | aksi |
        uraian intervensi | nama pekerjaan | paket pekerjaan | nama paket | nama paket pekerjaan | uraian pekerjaan |
        kegiatan utama | kegiatan aksi | uraian kegiatan sub kegiatan
        """
    ),
    "sub_activity": _titles(
        """
        sub kegiatan | nama sub kegiatan | uraian sub kegiatan | subkegiatan
        """
    ),
    "activity_code": _titles(
        """
        kode kegiatan
        """
    ),
    "sub_activity_code": _titles(
        """
        kode sub kegiatan | kode subkegiatan | kode sub keg
        """
    ),
    "stage": _titles(
        """
        jenis apbd | tahap apbd | tahapan apbd | status apbd | jenis anggaran | tahapan | tahapan anggaran |
        status anggaran | jenis dpa
        """
    ),
    "indicator": _titles(
        """
        indikator | indikator kinerja | jenis capaian | nama indikator | uraian indikator | indikator
        kemiskinan | indikator keluaran | indikator output | indikator hasil | indikator kegiatan | indikator program |
        indikator sasaran | indikator capaian | indikator kinerja kegiatan | indikator kinerja keluaran |
        indikator kinerja sub kegiatan | indikator sub kegiatan | indikator kinerja program | indikator dan satuan |
        keluaran | output | keluaran output | tolok ukur | tolok ukur kinerja | uraian sasaran | jenis sasaran |
        uraian keluaran | uraian output | rincian output | yang dihitung | uraian target | uraian capaian
        """
    ),
    "unit": _titles(
        """
        satuan | unit satuan | satuan target | satuan unit
        """
    ),
    "target": _titles(
        """
        target | sasaran | rencana | kuota | jumlah sasaran | jumlah target | target sasaran | target
        penerima | sasaran penerima | target peserta | rencana sasaran | target kinerja | sasaran target |
        rencana peserta | volume target | target volume | kuota penerima | target jumlah
        """
    ),
    "reached": _titles(
        """
        realisasi | capaian | jumlah penerima | penerima | realisasi penerima | tersalur | terealisasi |
        hadir | jumlah realisasi | realisasi capaian | capaian realisasi | penerima manfaat | jumlah
        penerima manfaat | realisasi peserta | jumlah peserta | realisasi kinerja | sasaran realisasi |
        realisasi volume | volume realisasi | peserta | capaian kinerja | realisasi penyaluran | jumlah
        tersalur | sudah salur | realisasi jumlah | kpm tersalur | kpm salur | realisasi salur | penerima bantuan |
        jumlah penerima bantuan | peserta pelatihan | jumlah peserta pelatihan
        """
    ),
    "percent": _titles(
        """
        persen | persentase | capaian persen | persentase capaian | persen capaian | tingkat capaian |
        realisasi persen | persentase realisasi | persen realisasi | serapan | serapan persen | persentase
        serapan | penyerapan | penyerapan persen | tingkat serapan | tingkat penyerapan | persentase
        penyerapan | capaian realisasi persen | persen serapan | rasio
        """
    ),
    "funding": _titles(
        """
        sumber dana | sumber anggaran | sumber pembiayaan | pembiayaan | sumber pendanaan | uraian sumber
        dana | nama sumber dana | jenis sumber dana | dana
        """
    ),
    "registry": _titles(
        """
        basis data | data terpadu | registri
        """
    ),
    "remark": _titles(
        """
        keterangan | catatan | keterangan lain | sumber | sumber data | source | permasalahan | kendala |
        tindak lanjut | solusi | rencana tindak lanjut | link | url | kategori serapan | kategori capaian |
        kategori kinerja | predikat | predikat kinerja | status capaian | status serapan | status realisasi |
        status kinerja | kriteria | hambatan | faktor penghambat | faktor pendorong | dasar hukum | upaya |
        permasalahan kendala | kendala permasalahan | keterangan capaian | uraian masalah | masalah
        """
    ),
    "place": _titles(
        """
        lokasi | tempat | lokasi kegiatan | tempat pelaksanaan
        """
    ),
    "dates": _titles(
        """
        waktu pelaksanaan | tanggal | tanggal pelaksanaan | waktu | periode pelaksanaan | jadwal | tanggal
        kegiatan | jadwal pelaksanaan | waktu kegiatan | tgl pelaksanaan | tgl | hari tanggal | tanggal penyaluran
        """
    ),
    "starts": _titles(
        """
        tanggal mulai | tgl mulai | mulai | tanggal awal | tanggal pelaksanaan mulai | mulai tanggal
        """
    ),
    "ends": _titles(
        """
        tanggal selesai | tgl selesai | selesai | tanggal akhir | tanggal pelaksanaan selesai | selesai tanggal |
        sampai tanggal | tanggal berakhir
        """
    ),
    "year": _titles(
        """
        tahun | tahun data | tahun anggaran | periode tahun | year | ta
        """
    ),
    "month": _titles(
        """
        bulan | periode bulan | month
        """
    ),
    "budget": _titles(
        """
        anggaran | pagu | pagu anggaran | jumlah anggaran | alokasi anggaran | anggaran belanja | pagu
        belanja | total anggaran | anggaran setelah perubahan | apbd | alokasi | pagu dana | anggaran tahun
        | total pagu | nilai anggaran | anggaran tahun ini | alokasi dana | dpa | pagu dpa
        """
    ),
    "realised": _titles(
        """
        realisasi | realisasi anggaran | realisasi keuangan | realisasi belanja | jumlah realisasi | total
        realisasi | nilai realisasi | realisasi tahun | realisasi dana | realisasi tahun ini | realisasi
        pagu
        """
    ),
    "remaining": _titles(
        """
        sisa | sisa anggaran | sisa pagu | lebih kurang | selisih | sisa dana | kurang lebih | sisa
        realisasi | saldo anggaran | bertambah berkurang | sisa lebih
        """
    ),
    "account_code": _titles(
        """
        kode rekening | kode | kode akun | no rekening | rekening | koderekening | kode rek | no rek | kd
        rekening
        """
    ),
    "account_name": _titles(
        """
        uraian | nama rekening | uraian rekening | uraian belanja | jenis belanja | akun | nama akun |
        uraian akun | jenis belanja daerah | kelompok belanja | belanja | jenis pendapatan | pos
        """
    ),
    "total": _titles(
        """
        jumlah | total | jumlah total | total tahun | jumlah tahun
        """
    ),
    "change": _titles(
        """
        selisih | perubahan | kenaikan | penurunan | naik turun | peringkat | ranking | rank | pertumbuhan
        """
    ),
    "area": _titles(
        """
        daerah tempat tinggal | klasifikasi daerah | tipe daerah | daerah | klasifikasi wilayah | perkotaan
        perdesaan | kota desa | jenis daerah | wilayah | tempat tinggal | klasifikasi
        """
    ),
    "period_part": _titles(
        """
        semester | periode | bulan | periode survei | bulan survei | triwulan | periode data | bulan tahun |
        periode penyaluran | periode salur
        """
    ),
    "value": _titles(
        """
        nilai | jumlah | angka | persentase | nilai indikator | besaran | total | value
        """
    ),
    "sheet_id": _titles(
        """
        id | kode id | uuid
        """
    ),
}
"""What a column is -> the titles that say so. One title may stand for several; the dataset decides."""

PERSON_WORDS: frozenset[str] = _titles(
    """
    alamat | rt | rw | rt rw | tempat lahir | tgl lahir | tanggal lahir | tempat tanggal lahir | tempat tgl
    lahir | ttl | no hp | no telp | no telepon | hp | telepon | no handphone | no wa | nama ibu | nama ibu
    kandung | nama suami | nama istri | nama kepala keluarga | nama penerima | nama penerima manfaat | nama
    lengkap | nama peserta | nama kpm | nama siswa | nama anak | nama ktp | nama pengurus | nama pemilik | nama
    ketua | nama pasangan | email | no rekening bank | rekening bank | nomor rekening | nama bank | jenis
    kelamin | l p | umur | usia | pekerjaan | status perkawinan | agama | pendidikan | penghasilan | nik ktp |
    foto | dusun | jumlah tanggungan | nama pelaku usaha | pendidikan terakhir | hubungan keluarga | status
    dalam keluarga | kepala keluarga | nama kk | penerima manfaat | nama penerima bantuan | nama calon penerima
    | nama pengurus kpm | kontak | lahir | nama kpa | nama pa | nama pa kpa | nama pptk | nama ppk | nama ppkom |
    nama kepala | nama kepala dinas | nama kepala opd | nama kepala skpd | nama pejabat | nama bendahara |
    nama penanggung jawab | nama pic | nama pendamping | nama operator | nama petugas | nama instruktur | nama camat |
    nama lurah | nama kepala desa | nama pimpinan | nama direktur | nama ketua kelompok | nama narasumber |
    pptk | kpa | ppk | ppkom | bendahara | pa kpa | pejabat pelaksana teknis kegiatan | kuasa pengguna anggaran
    """
)
"""Titles of what belongs to persons. `Nama` alone is one where nothing says whose name it is."""
NAMES_OF_THINGS: frozenset[str] = _words(
    """
    kabupaten kota provinsi wilayah kecamatan desa kelurahan opd skpd program kegiatan daerah indikator rekening
    akun barang dinas instansi pelatihan sub urusan bidang unit perangkat pemda bantuan organisasi sumber dana
    kelompok distrik kabkota sekolah koperasi lembaga perusahaan mitra skpa skpk sopd pd satker satuan biro bagian
    kantor paket pekerjaan badan puskesmas rsud uptd balai gampong nagari kalurahan kapanewon kemantren kampung
    belanja pendapatan
    """
)
NIK_TITLES: frozenset[str] = _titles(
    """
    nik | no nik | nik ktp | no ktp | no induk kependudukan | nik penerima | nik kpm
    """
)
FAMILY_CARD_TITLES: frozenset[str] = frozenset(["no kk", "nkk", "kk", "no kartu keluarga", "kartu keluarga", "nokk"])

AGENCY_START = r"(?:dinas|badan|sekretariat|inspektorat|kecamatan|kantor|satuan polisi|rsud|bagian)"
"""How the name of an agency begins."""

AGENCY_SHORT = (
    r"(?:dinsos|dinkes|dinkop|dindik|dinnaker|dinperi|dinporapar|dispora|disnaker|disdik|disdag|diskop|diskum|"
    r"disperi|disperdag|disperkim|dispermades|disbud|disbun|distan|disnak|dishub|disduk|diskominfo|diskan|dkukm|"
    r"kukmperindag|bappe|bappeda|bapperida|baperida|bapelit|barenlitbang|bpkad|bkad|bpkd|bpka|bakeuda|bapenda|bkd|bpbd|"
    r"dpmd|dpmptsp|dpupr|dpu|dprkp|perkim|dp2kbp3a|dp3a|dppkb|setda|setwan)[a-z0-9]*\b"
)
"""How the abbreviation of an agency's name begins."""

AGENCY_NAME = rf"(?:{AGENCY_START}\b|(?:satpol|setda|setwan|uptd?|puskesmas)\b|{AGENCY_SHORT})"
"""How a text begins that is the name of an agency as a whole."""

NO_AGENCIES = (
    r"(?:badan\s+(?:usaha|hukum|anggaran|pusat\s+statistik|perwakilan)|(?:dinas|badan|opd)\s+"
    r"(?:terkait|teknis|pengampu|setempat|tersebut|masing|instansi|pelaksana|penyelenggara|lainnya?|dan)|"
    r"dinas\s*/|bagian\s+dari|kantor\s+(?:pos|desa|kelurahan|wilayah))\b"
)
"""What begins like the name of an agency and is none of the region's."""

GATHERING_AGENCIES = (
    r"(?:bappe|bape|barenlitbang|bpkad|bkad|bpkd|bpka|bakeuda|diskominfo|"
    r"badan\s+(?:perencanaan|riset|pengelola|keuangan|pendapatan)|dinas\s+(?:komunikasi|pendapatan|pengelola)|sekretariat\s+tkpk)"
)
"""Agencies that collect the figures of others: named as a source only, the figures need not be theirs."""

STAGES: tuple[tuple[str, str], ...] = (
    ("pergeseran", "pergeseran"),
    ("setelah perubahan", "perubahan"),
    ("perubahan", "perubahan"),
    ("apbd p", "perubahan"),
    ("p apbd", "perubahan"),
    ("apbdp", "perubahan"),
    ("dppa", "perubahan"),
    ("murni", "murni"),
)
"""Words of a budget's stage; the first that stands there counts."""

STAGES_OF_COLUMNS: tuple[tuple[str, str], ...] = (
    ("sebelum perubahan", "murni"),
    ("(?:apbd )?murni", "murni"),
    ("(?:apbd )?induk", "murni"),
    ("(?:setelah|sesudah|apbd) perubahan", "perubahan"),
    ("(?:p apbd|apbd p|apbdp|papbd|dppa|perubahan)", "perubahan"),
    ("(?:setelah|sesudah) pergeseran", "pergeseran"),
)
"""Words of a budget's stage in the titles of columns that stand side by side; patterns of folded words."""

AMOUNT_WORDS: frozenset[str] = _words(
    """
    anggaran pagu realisasi tahun rp belanja keuangan bulan dalam juta ribu miliar triliun jumlah dana apbd ta total
    nilai kumulatif dpa
    """
)
"""Words that a column of amounts may have in its title, beside those that tell it from others."""

FORESEEN_WORDS: frozenset[str] = _words("proyeksi prediksi prognosis prognosa ramalan prakiraan perkiraan")
"""Words of figures that have not come about."""

NO_BUDGETS: frozenset[str] = _words(
    """
    usulan usul pengusulan kebutuhan indikatif prakiraan proyeksi simulasi sisa efisiensi penghematan refocusing
    pengurangan penambahan tambahan kekurangan utang hutang tunggakan piutang silpa selisih rancangan rapbd plafon ppas
    """
)
"""Words of a title whose amounts are no budget that was adopted: `Usulan Belanja`, `Sisa Anggaran`."""

FUNDS: frozenset[str] = _words(
    """
    apbd apbn pad dau dak dbh dbhcht cht did dd add csr blud bok bos otsus dais pnbp dif dti
    """
)
"""Sources of funds by the abbreviations that everybody uses."""

FUND_WORDS: frozenset[str] = FUNDS | _words(
    """
    kabupaten kota provinsi pusat daerah fisik non nonfisik desa umum khusus alokasi bagi hasil kabkota lain lainnya
    """
)
"""Words that the name of a source of funds consists of: DAK Fisik, APBD Provinsi."""

FILE_WORDS: frozenset[str] = _words(
    """
    data rekap lra realisasi capaian anggaran laporan penerima bantuan program kegiatan final
    """
)
"""Words of a file's name that say what it is, and no longer whose."""

DIMENSIONS: frozenset[str] = _words(
    """
    kelamin umur usia kelompok kategori status desil klasifikasi pendidikan triwulan tahap komponen golongan
    """
)
"""Words of a column that divides figures further than the datasets do: dropping such a column may add up apples."""

CLASSES_OF_VALUES: frozenset[str] = _words("sangat tinggi menengah sedang rendah atas bawah cukup")
"""Words of how high a figure is: beside an index, `Tinggi` or `Sedang` is the class that it falls into."""

TOTAL_LABEL = r"(?:sub\s*|grand\s*)?(?:jumlah|total)\b.*"
"""How the label of a total begins."""

POSTURE_ROOTS: frozenset[str] = frozenset({"pendapatan daerah", "belanja daerah", "pembiayaan daerah"})
"""Lines that stand at the top of a budget posture as DJPK publishes it."""

OWN_REVENUE = ("pad", "pendapatan asli")
TRANSFERS = ("tkdd", "tkd", "pendapatan transfer", "dana perimbangan", "transfer ke daerah dan dana desa")
_OTHER_REVENUE = ("pendapatan lainnya", "lain lain pendapatan yang sah", "lain lain pendapatan daerah yang sah")
_OPERATING = ("belanja operasi", "belanja operasional")
_OTHER_SPENDING = ("belanja lainnya",)
_RECEIVED = ("penerimaan pembiayaan",)
_SPENT = ("pengeluaran pembiayaan",)
POSTURE_LINES: dict[str, tuple[str, ...]] = {
    **dict.fromkeys((*OWN_REVENUE, *TRANSFERS, *_OTHER_REVENUE), ("pendapatan",)),
    **dict.fromkeys(
        (
            "pajak",
            "retribusi",
            "hasil pengelolaan kekayaan daerah yang dipisahkan",
            "lain lain pad yang sah",
            "lain lain pendapatan asli daerah yang sah",
        ),
        (*OWN_REVENUE, "pendapatan"),
    ),
    "pendapatan transfer pemerintah pusat": (*TRANSFERS, "pendapatan"),
    "pendapatan transfer antar": (*TRANSFERS, *_OTHER_REVENUE, "pendapatan"),
    **dict.fromkeys(
        (
            "pendapatan hibah",
            "dana darurat",
            "lain lain pendapatan sesuai dengan ketentuan peraturan perundang undangan",
        ),
        (*_OTHER_REVENUE, "pendapatan"),
    ),
    **dict.fromkeys((*_OPERATING, *_OTHER_SPENDING, "belanja modal", "belanja transfer"), ("belanja",)),
    **dict.fromkeys(("belanja pegawai", "belanja barang dan jasa", "belanja barang jasa"), (*_OPERATING, "belanja")),
    **dict.fromkeys(
        (
            "belanja modal tanah",
            "belanja modal peralatan dan mesin",
            "belanja modal gedung dan bangunan",
            "belanja modal jalan jaringan dan irigasi",
            "belanja modal aset tetap lainnya",
            "belanja modal aset lainnya",
        ),
        ("belanja modal",),
    ),
    **dict.fromkeys(
        ("belanja bunga", "belanja subsidi", "belanja hibah", "belanja bantuan sosial"),
        (*_OPERATING, *_OTHER_SPENDING, "belanja"),
    ),
    "belanja tidak terduga": (*_OTHER_SPENDING, "belanja"),
    **dict.fromkeys(
        ("belanja bagi hasil", "belanja bantuan keuangan"), ("belanja transfer", *_OTHER_SPENDING, "belanja")
    ),
    **dict.fromkeys((*_RECEIVED, *_SPENT), ("pembiayaan",)),
    **dict.fromkeys(
        (
            "sisa lebih perhitungan anggaran tahun sebelumnya",
            "silpa tahun sebelumnya",
            "pencairan dana cadangan",
            "penjualan kekayaan daerah yang dipisahkan",
            "hasil penjualan kekayaan daerah yang dipisahkan",
            "penerimaan pinjaman",
            "penerimaan kembali pemberian pinjaman",
            "penerimaan pembiayaan lainnya sesuai dengan ketentuan peraturan perundang undangan",
        ),
        _RECEIVED,
    ),
    **dict.fromkeys(
        (
            "pembentukan dana cadangan",
            "penyertaan modal",
            "pembayaran cicilan pokok utang yang jatuh tempo",
            "pembayaran pokok utang",
            "pemberian pinjaman",
            "pengeluaran pembiayaan lainnya sesuai dengan ketentuan peraturan perundang undangan",
        ),
        _SPENT,
    ),
}
"""A line of a posture below its top, without `daerah` at its end -> the lines that it may stand below."""

AFTER_ACCOUNTS: frozenset[str] = _words(
    """
    menurut per di pada dan kabupaten kota provinsi se apbd pemerintah pemda tahun ta daerah sampai s dalam juta miliar
    ribu rp anggaran realisasi triwulan semester bulan berdasarkan antar untuk murni perubahan
    """
)
"""Words that may follow an account in the title of a table that is of nothing else: `Belanja Modal per Kota`."""

PUBLISHERS: tuple[tuple[str, str], ...] = (
    ("badan pusat statistik", "BPS"),
    ("bps", "BPS"),
    ("susenas", "BPS"),
    ("bappenas", "Bappenas"),
    ("kemenko pmk", "Kemenko PMK"),
    ("p3ke", "Kemenko PMK"),
    ("kementerian sosial", "Kementerian Sosial"),
    ("kemensos", "Kementerian Sosial"),
    ("dtks", "Kementerian Sosial"),
    ("dtsen", "BPS"),
    ("regsosek", "BPS"),
    ("djpk", "DJPK"),
)
REGISTRIES: tuple[str, ...] = ("p3ke", "dtks", "dtsen", "regsosek", "bdt", "data terpadu", "siks")

COMMON_WORDS: frozenset[str] = _words(
    """
    batu batang pati metro kudus serang landak kuningan buru bone banjar siak lingga karo alor ende nias agam
    demak malang solok sorong
    """
)
"""Names of regions that are words as well: by themselves they name no region."""
