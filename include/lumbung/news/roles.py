"""What a figure says: its role, from the cues around it.

In: the unit's family and the cues in the parts of its sentence. Out: a role of the vocabulary (`penerima_target`,
`anggaran`, `P0` ...). The rules stand in one table per family and are tried from top to bottom; the first that holds
speaks. A role ends in what is said of its stage: `_target` planned, `_realisasi` reached, `_rincian` a part of a total.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from lumbung.news.cues import cue, quiet
from lumbung.news.lexicon import TIME_BASES, Unit

MILLION = Decimal(10) ** 6

# --- cues ------------------------------------------------------------------------------------------------------------
EXTREME = cue(
    "miskin ekstrem, miskin ekstrim, miskin extrim, miskin extrem, kemiskinan ekstrem, kemiskinan ekstrim, "
    "kemiskinan extrim, kemiskinan extrem"
)
POOR = cue(
    "penduduk miskin, masyarakat miskin, warga miskin, orang miskin, jiwa miskin, keluarga miskin, angka kemiskinan, "
    "tingkat kemiskinan, kemiskinan, berstatus miskin, miskin, fakir miskin, prasejahtera"
)
RATE_OF_POOR = cue("angka kemiskinan, tingkat kemiskinan, persentase, penduduk miskin, kemiskinan")
CUT = cue("dipangkas, pemangkasan, dipotong, pemotongan, terpangkas")
POVERTY_LINE = cue("garis kemiskinan, batas miskin, batas kemiskinan")
FOOD_LINE = cue("garis kemiskinan makanan")
OTHER_LINE = cue(
    "garis kemiskinan bukan makanan, garis kemiskinan non makanan, garis kemiskinan nonmakanan, "
    "garis kemiskinan non-makanan"
)
FALL = cue(
    "turun, menurun, berkurang, penurunan, susut, menyusut, pengurangan, dipangkas, pemangkasan, dipotong, "
    "pemotongan, terpangkas, lebih sedikit, lebih rendah, menurunkan, merosot, anjlok, dikurangi"
)
RISE = cue(
    "naik, meningkat, bertambah, kenaikan, peningkatan, menambah, penambahan, ditambah, bertumbuh, tumbuh, "
    "lebih tinggi, lebih banyak, melonjak"
)
TO_LEVEL = cue(
    "menjadi, jadi, dari, ke angka, ke posisi, ke level, hingga, sebelumnya, berada di, pada angka, di angka, ke, "
    "yakni, "
    "yaitu, tinggal, mencapai, tercatat, sebagai, untuk, dibanding, dibandingkan, yang"
)
REGISTRY = cue(
    "data terpadu, DTKS, DTSEN, BDT, P3KE, Regsosek, basis data terpadu, terdata, terdaftar, PBDT, MBR, DTSN, "
    "data tunggal"
)
PLAN = cue(
    "target, targetnya, menargetkan, ditargetkan, ditarget, menarget, akan, rencana, rencananya, direncanakan, "
    "merencanakan, mengalokasikan, "
    "dialokasi*, alokasi, mencakup, menyasar, disasar, ditujukan, diperuntukkan, disiapkan, "
    "menyiapkan, siapkan, menyediakan, disediakan, dianggarkan, menganggarkan, diprioritaskan bagi, menjangkau, "
    "bakal, "
    "diproyeksikan, hendak, ingin, siap, nantinya, membuka, dijadwalkan, memprogramkan, diprogramkan, "
    "memperluas, sanggup, "
    "mampu, "
    "ditetapkan sebagai, tahun depan, mematok, dipatok, menjanjikan, dijanjikan, berjanji, mengupayakan, "
    "diupayakan, ditargetkannya, mencanangkan, dicanangkan, mengusung, menggarap, digarap, membidik, dibidik, "
    "dipakai, digunakan, dimanfaatkan, siapkan, alokasikan, anggarkan, sediakan, targetkan, rencanakan, berencana, "
    "memproyeksikan, bertekad"
)
# Plans, unless "telah" stands right before.
REACH = cue("menjangkau, mencakup, menyasar, menyerap, memperluas")
DONE = cue(
    "telah, sudah, terealisasi, tersalur*, selesai, berhasil, rampung, tuntas, diserahkan, menyerahkan, disalurkan, "
    "menyalurkan, menerima, diterima, dibagikan, membagikan, diberikan, memberikan, dicairkan, mencairkan, cair, "
    "membantu, dibantu, mendapat, mendapatkan, memperoleh, dibangun, diperbaiki, direhab*, tahun lalu, tercatat, "
    "~rehab, ~bedah, ~renovasi, ~pugar, ~resmi, ~distribusi, sampai ke tangan, terbangun, menyantuni, mengucurkan, "
    "tersentuh, menyerap, terserap, menutup, ditutup, berakhir, "
    "menuntaskan, dituntaskan, merampungkan, dirampungkan, menyelesaikan, diselesaikan, tahun kemarin, kelar, "
    "merealisasikan, direalisasikan, terlaksana, terbagi, terbantu, mengantongi, ternikmati, usai"
)
DONE_ALREADY = cue("telah, sudah, terealisasi, tersalur*, selesai, berhasil, rampung, tuntas, tahun lalu, baru")
RECEIVE = cue(
    "bantuan, menerima, penerima, diterima, diberikan, memberikan, membagikan, dibagikan, menyalurkan, disalurkan, "
    "penyaluran, mendapat, mendapatkan, memperoleh, membantu, dibantu, menyerahkan, diserahkan, "
    "santunan, menyantuni, santuni, beasiswa, memberi, diberi, BLT, PKH, bansos, BPNT, BST, sembako, beras, "
    "memberdayakan, mendukung, manfaat, "
    "dibiayai, ditanggung, menanggung, jaminan, iuran, membiayai, mencairkan, dicairkan, dijamin, rastra, "
    "didaftarkan, dilindungi, diikutsertakan, dicover, perlindungan, asuransi, terima, ~bantu, ~bagi, ~salur, "
    "~serah, "
    "~santun, ~lindung, ~daftar, ~ikutserta, ~cover, ~jamin, ~cair, ~biaya, ~kucur, ~gulir, ~hibah, ~subsidi"
)
TRAINING = cue(
    "pelatihan, dilatih, melatih, pembinaan, bimtek, bimbingan teknis, magang, lokakarya, workshop, kursus, "
    "keterampilan, sosialisasi, pendampingan, ~latih, ~bina, ~bekal, ~ajar, ~didik, belajar"
)
ATTENDED = cue(
    "diikuti, ikut, mengikuti, belajar, peserta, dihadiri, melibatkan, melatih, dilatih, lulus, sebanyak, telah, "
    "sudah, lulusan"
)
PROPOSED = cue("usul*, ~usul, pengusulan, ~aju, pengajuan, proposal, meminta, diminta, ~mohon, pemohon, permohonan")
QUOTA = cue("kuota, kuotanya, jatah, dijatah, kebagian, menjatah, pagu")
GRADUATED = cue(
    "graduasi, tergraduasi, menggraduasi, digraduasi, wisuda, diwisuda, mewisuda, naik kelas, "
    "lulus dari kepesertaan, "
    "mundur, mengundurkan diri, keluar dari kepesertaan, graduasi alamiah, graduasi mandiri"
)
DROPPED = cue("~coret, dikeluarkan, gugur, batal, tidak lolos, dicoret, meninggal, pindah domisili")
REFUSED = cue("ditolak, tidak disetujui, tidak memenuhi syarat")
UNFIT = cue("sudah mampu, tidak layak menerima, tidak layak lagi, dinyatakan mampu, tidak lagi layak")
INACTIVE = cue("~nonaktif, menonaktifkan, dinonaktifkan, nonaktif, penonaktifan")
VERIFIED = cue("diverifikasi, terverifikasi, dicek, verifikasi dan validasi, diverval")
NOT_YET = cue("belum terlindungi, belum tercakup, belum tercover, belum menerima, belum tersentuh, belum terdaftar")
HIT = cue("berdampak, terdampak, mengungsi, terkena dampak")
REALISED = cue("realisasi, terealisasi, direalisasikan, terserap, serapan, penyerapan, terpakai, capaian")
PAID = cue(
    "realisasi, terealisasi, terserap, serapan, disalurkan, menyalurkan, penyaluran, tersalur*, "
    "diberikan, dicairkan, dibelanjakan, diserahkan, menyerahkan, membagikan, dibagikan, terpakai, menghabiskan, "
    "mencairkan, cair, total bantuan, telah menerima, sudah menerima, ~distribusi, ~transfer, ~bayar, pembayaran, "
    "pencairan, ~cair, mentasyarufkan, ditasyarufkan, pentasyarufan"
)
BUDGET = cue(
    "anggaran, dianggarkan, menganggarkan, alokasi, dialokasi*, mengalokasikan, pagu, dana, APBD, APBN, "
    "bersumber, menyiapkan, menyediakan, ~gelontor, ~kucur, ~siap, ~sedia, ~anggar, ~patok, ~plot, ~kucur, "
    "bantuan keuangan, DAK, DAU, DBH, biaya, "
    "dikucurkan, kebutuhan, nilai pagu, kemampuan keuangan, anggran, belanja"
)
AIM_OF_MONEY = cue(
    "anggaran, dianggarkan, menganggarkan, pagu, alokasi, mengalokasikan, dialokasi*, disiapkan, menyiapkan"
)
EACH = cue(
    "masing-masing, setiap, tiap, per orang, tiap-tiap, sekali pencairan, per penerima, setiap orang, tiap orang"
)
ONE_SHARE = cue(
    "nilainya, besarannya, bantuan sebesar, bantuan senilai, menerima, mendapat, mendapatkan, memperoleh, besaran, "
    "santunan, ahli waris, ahli warisnya, tunjangan, insentif, BPUM, BLT, BSU, BST, PKH, bansos, uang tunai, cair, "
    "modal usaha, dibantu, berhak, penebalan, stimulus, jaminan hidup, sebesar, senilai, bantuan"
)
SUM = cue("total, keseluruhan, seluruhnya, seluruh, total anggaran, secara keseluruhan, jumlah anggaran")
TOTAL = cue("total, totalnya, total anggaran, total bantuan, total dana, total nilai")
TRANSFER = cue("dana transfer, transfer ke daerah, TKD, transfer daerah")
INVESTMENT = cue("investasi, penanaman modal, PMA, PMDN")
IDLE = cue("mengendap, simpanan dana, belum terserap, simpanan pemda, deposito")
LEFT_OVER = cue("SiLPA, sisa anggaran, sisa lebih, sisa dana, sisa")
MISSING = cue("kekurangan, kekurangannya, kurang anggaran, defisit anggaran")
INCENTIVE = cue("insentif fiskal, DIF, dana insentif, dana insentif daerah, dana insentif fiskal")
PRIZE = cue("hadiah, uang pembinaan")
WAGE = cue("upah, gaji, honor, honorarium")
ALLOWANCE = cue("uang saku, uang transpor, uang harian, uang makan")
PREMIUM = cue("iuran, premi")
PRICE = cue("~tebus, ~jual, harga, seharga, dijual, harga jual, ditebus")
LOAN = cue("plafon, pinjaman")
LENT = cue("penyaluran KUR, penyaluran kredit, kredit, KUR, pembiayaan")
INTEREST = cue("suku bunga, bunga")
BAD_LOANS = cue("kredit macet, NPL, macet")
ARREARS = cue("tunggakan, menunggak")
INCOME = cue("retribusi, PAD, pendapatan daerah, pendapatan asli daerah, pajak daerah")
COLLECTED = cue("menghimpun, terkumpul, mengumpulkan, penghimpunan, dihimpun")
TURNOVER = cue("omzet, omset, transaksi")
HOUSE = cue(
    "rumah, RTLH, Rutilahu, hunian, rusun, BSPS, kawasan kumuh, rumahnya, rumah tidak layak huni, bedah rumah, "
    "rumah swadaya, jamban, jambanisasi, sanitasi, rusunawa, septic tank, MCK, unit rumah, RLH"
)
EACH_HOUSE = cue(
    "satu unit, satu unitnya, per unit, setiap unit, tiap unit, unitnya, setiap rumah, tiap rumah, per rumah, "
    "satu rumah, penerima BSPS, setiap unit rumah, tiap unit rumah"
)
UNFIT_HOUSES = cue("jumlah RTLH, jumlah rumah tidak layak huni, masih ada, masih terdapat, terdapat, tercatat masih")
PARTS = cue("terdiri dari, terdiri atas, rinciannya, rincian, meliputi, perinciannya, di antaranya, termasuk, rinci")
OF_THAT_TOTAL = cue(
    "terdiri dari, terdiri atas, rinciannya, perinciannya, di antaranya, diantaranya, termasuk, sisanya, "
    "dari jumlah itu, "
    "dari jumlah tersebut, dari total, rincian, dengan rincian, perincian, meliputi, terbanyak, paling banyak, "
    "terbagi"
)
AGENCY_BUDGET = cue(
    "anggaran dari dinas, anggaran dinas, anggaran dari badan, anggaran badan, anggaran bappeda, "
    "total anggaran dari, "
    "anggaran kesehatan, anggaran pendidikan, pagu dinas, anggaran di dinas"
)
PROGRESS = cue("progres fisik, realisasi fisik, progres, fisik, pengerjaan")
DELIVERED = cue("penyaluran, tersalur*, disalurkan, menerima, dibagikan, distribusi, terdistribusi")
MONEY_SPENT = cue("anggaran, belanja, APBD, serapan, terserap, pagu, pendapatan")
UNEMPLOYED_RATE = cue("pengangguran, TPT, tingkat pengangguran terbuka")
STUNTING = cue("stunting, tengkes")
INFLATION = cue("inflasi")
GROWTH = cue("pertumbuhan ekonomi, perekonomian tumbuh, ekonomi tumbuh, laju pertumbuhan, tumbuh")
GDP = cue("PDRB, kontribusi, kontribusinya")
TAX = cue("tarif, PPh, pajak final, PPN")
COVER = cue("cakupan, UHC, kepesertaan, tercover")
UNPROTECTED = cue("belum terlindungi, belum tercakup, belum tercover")
MISSED = cue("salah sasaran, tidak tepat sasaran")
SHARE = cue("porsi, sumbangan, sisanya, separuhnya, di antaranya, proporsi, komposisi, lainnya, kontribusi, andil")
INDEX_1 = cue("P1, indeks kedalaman, kedalaman kemiskinan")
INDEX_2 = cue("P2, indeks keparahan, keparahan kemiskinan")
GINI = cue("gini, rasio gini, gini ratio, ketimpangan")
HDI = cue("IPM, indeks pembangunan manusia")
MEMBERS = cue("anggota rumah tangga, anggota keluarga, anggota")
MEAN = cue("rata-rata")
JOBLESS = cue("pengangguran, penganggur, menganggur")
LABOUR_FORCE = cue("angkatan kerja")
WORKING = cue("bekerja, penduduk bekerja, yang bekerja")
HIRED = cue(
    "menyerap, terserap, penyerapan, diserap, penyerapan tenaga kerja, serap, ditempatkan, penempatan, bekerja di"
)
WORKERS = cue("tenaga kerja, pekerja, pencari kerja")
DISMISSED = cue("PHK, pemutusan hubungan kerja, dirumahkan")
POPULATION = cue("jumlah penduduk, total penduduk, penduduknya, berpenduduk, dari jumlah penduduk")
SAMPLE = cue("sampel, responden")
PARTNER = cue(
    "bagian dari, bekerja sama, bekerjasama, kerja sama, kerjasama, menggandeng, mitra, bermitra, melibatkan, "
    "lowongan, "
    "bursa kerja, job fair"
)
HANDED_OUT = cue(
    "membagi*, dibagi*, menyalur*, disalur*, menyerah*, diserah*, bantuan, memberi*, diberi*, "
    "mendistribusikan, menerima, mendapat"
)
HARVEST = cue("produksi, panen, produksinya, menghasilkan")
CONTENTS = cue(
    "berisi, isinya, terdiri dari, memperoleh, setiap keluarga, setiap KPM, tiap KPM, tiap keluarga, setiap penerima"
)
SAME_THING = cue(
    "jumlah itu, jumlah tersebut, jumlah ini, angka itu, angka tersebut, angka ini, dibandingkan, dibanding, semula"
)
TAKES_PART = cue("dari jumlah itu, dari jumlah tersebut, dari angka itu, dari jumlah ini")
ALLOCATED = cue("kebagian, alokasi*, dialokasi*, mengalokasi*, jatah*, dijatah, ADD, dana desa, dana kelurahan, pagu")
GROUP_MEMBERS = cue("beranggotakan, anggota")
CASE_PAPER = cue("usulan, sanggahan, proposal")
APPROVED = cue("lolos, disetujui, menyetujui, diakomodir, disepakati, disahkan")
AIMED_AT = cue("sasaran")
AIM = cue(
    "target, menargetkan, ditargetkan, ditarget, targetkan, menarget, membidik, dibidik, dipatok, "
    "berharap, diharapkan, ditekan"
)
_BUILT = cue("beroperasi, dibangun, direvitalisasi, berdiri, telah belajar, titik sekolah")
REGISTRY_NAME = cue("data terpadu, DTKS, DTSEN, BDT, P3KE, Regsosek, basis data terpadu, PBDT")
GIVEN = cue(
    "terserap, diserahkan, disalurkan, tersalur*, dicairkan, sudah cair, telah cair, dibagikan, terealisasi, terpakai"
)
STILL = cue("masih, tinggal, tercatat, sebanyak, jumlah, mencapai, tersisa, sekitar, ada")
FOR = cue("kepada, bagi, untuk, buat")
BACKLOG = cue("backlog")
OUT_OF_SCHOOL = cue("putus sekolah, anak putus sekolah, tidak sekolah, ATS")
DAMAGED = cue("menghanguskan, terbakar, hangus, rusak, terendam, roboh, kebakaran, banjir, longsor, gempa")
LOSS = cue("kerugian, merugi")
ECONOMY = cue("ekonomi, perekonomian")
GROWN = cue("tumbuh, bertumbuh")
STATISTICS = cue("BPS, Badan Pusat Statistik, Susenas")
WORLD_BANK = cue("bank dunia")
GETS = cue("dapat, mendapat, mendapatkan, memperoleh, menerima")
PUBLIC_WORKS = cue("padat karya")
ABSOLUTE = cue("jumlah, absolut, sebanyak, sekitar, mencapai")
ON_AID = cue("penerima, bantuan, BPJS, BPJamsostek, JKN, PKH, PBI, menanggung, ditanggung, iuran")
IN_TRAINING = cue(
    "pelatihan, magang, kursus, bimtek, ~latih, ~bekal, ~ajar, belajar, diajari, pembekalan, bimbingan teknis, "
    "lokakarya, "
    "workshop, vokasi, uji kompetensi"
)
VISITORS = cue("pengunjung, pengunjungnya")
OFFICERS = cue("petugas, enumerator, surveyor")
STAFF = cue("pendamping, relawan, kader, penyuluh, petugas, fasilitator, verifikator")
NEW_ONES = cue("baru, penambahan, tambahan, menambah, ditambah")
CLAIMED = cue("menerima, mendapat, mendapatkan, mendapati")


quiet("dana alokasi khusus, dana alokasi umum")
# Words of doing or of another state: behind one of them another thing is told.
ACTS = (
    IN_TRAINING
    | PLAN
    | DONE
    | PROPOSED
    | GRADUATED
    | DROPPED
    | REFUSED
    | APPROVED
    | HIT
    | EXTREME
    | POOR
    | QUOTA
    | REALISED
    | FALL
    | RISE
    | HIRED
    | VERIFIED
    | UNFIT
    | INACTIVE
    | OF_THAT_TOTAL
)


# What is said right behind a number sets it apart from the list that it stands in.
OWN_STATE = EXTREME | GRADUATED | REFUSED | DROPPED | UNFIT | PROPOSED | INACTIVE


@dataclass(frozen=True, slots=True)
class Context:
    """What surrounds one number, as bits of the lists above.

    `left` runs from the number before (or the sentence's begin), `right` to the next number or comma, `recent` is the
    sentence and the one before. `aspect` is "plan" or "done", whichever is said nearer on the left, else None.
    """

    left: int
    clause: int  # the words right before the number, from the last comma
    right: int
    sentence: int
    said_before: int  # from the sentence's begin to the number
    recent: int
    quote: int
    value: Decimal
    aspect: str | None
    change: str | None  # "fall" or "rise" when the figure is the change itself
    future: bool  # its period begins after the article was published
    past: bool  # its period ends in a year before the article's
    basis: str | None = None  # of a rate: kelurahan, KPM ...
    bracket_of: str | None = None  # family of the figure right before the bracket this one stands in
    pair: str | None = None  # "part" and "whole" in "A dari B"
    twin_of: str | None = None  # role of the figure before it, when this one says the same: "8 persen atau 900 jiwa"
    each_of: str | None = None  # unit of the figure before it in the sentence: "44 kelompok, masing-masing Rp 20 juta"
    heads_of: bool = False  # the people of the families just given: "5.000 KPM atau 20.000 jiwa"
    follows: bool = False  # a figure of the same family stands close before it
    part_of: bool = False  # behind "terdiri dari", "di antaranya" and a figure of the same kind


@dataclass(frozen=True, slots=True)
class Rule:
    """A role and the cues that must stand in each part of the context. 0 means: anything."""

    role: str
    left: int = 0
    clause: int = 0
    right: int = 0
    near: int = 0  # clause or right
    around: int = 0  # left or right
    sentence: int = 0
    said: int = 0  # before the number in its sentence
    recent: int = 0
    quote: int = 0
    not_left: int = 0
    not_around: int = 0
    not_near: int = 0
    not_said: int = 0  # not before the number in its sentence
    not_recent: int = 0
    not_sentence: int = 0
    aspect: str | None = None
    below: Decimal | None = None

    def holds(self, c: Context) -> bool:
        return (
            (not self.left or bool(self.left & c.left))
            and (not self.clause or bool(self.clause & c.clause))
            and (not self.right or bool(self.right & c.right))
            and (not self.quote or bool(self.quote & c.quote))
            and (not self.near or bool(self.near & (c.clause | c.right)))
            and (not self.around or bool(self.around & (c.left | c.right)))
            and (not self.sentence or bool(self.sentence & c.sentence))
            and (not self.said or bool(self.said & c.said_before))
            and (not self.recent or bool(self.recent & c.recent))
            and not self.not_left & c.left
            and not self.not_around & (c.left | c.right)
            and not self.not_near & (c.clause | c.right)
            and not self.not_said & c.said_before
            and not self.not_recent & c.recent
            and not self.not_sentence & c.sentence
            and (self.aspect is None or self.aspect == c.aspect)
            and (self.below is None or c.value < self.below)
        )


_RECIPIENTS: tuple[Rule, ...] = (
    Rule("graduasi", around=GRADUATED),
    Rule("graduasi", quote=GRADUATED),
    Rule("peserta_dinonaktifkan", near=INACTIVE),
    Rule("penerima_gugur", near=DROPPED),
    Rule("penerima_ditolak", near=REFUSED),
    Rule("tidak_layak", near=UNFIT),
    Rule("terdampak", around=HIT),
    Rule("terdampak", near=DAMAGED),
    Rule("belum_terlindungi", left=NOT_YET),
    Rule("kuota_reaktivasi", near=cue("direaktivasi, reaktivasi")),
    Rule("petugas", quote=OFFICERS),
    Rule("pengunjung", near=VISITORS),
    Rule("pengunjung", quote=VISITORS),
    Rule("petugas", clause=cue("oleh, menerjunkan, diterjunkan, mengerahkan, dikerahkan"), quote=STAFF),
    Rule("sisa_penerima", right=cue("menyusul, menunggu, belum mencairkan, belum disalurkan, belum tersalur*")),
    Rule("target_kapasitas", clause=cue("menampung, kapasitas, daya tampung")),
    Rule("target_peserta", left=QUOTA, recent=IN_TRAINING, not_sentence=RECEIVE),
    Rule("kuota", left=QUOTA),
    Rule("penerima_usulan", near=PROPOSED, not_near=APPROVED),
    Rule("terverifikasi", right=VERIFIED),
    Rule("terverifikasi", left=VERIFIED, not_sentence=RECEIVE),
    Rule("tenaga_kerja_terserap", clause=cue("melibatkan, mempekerjakan"), sentence=PUBLIC_WORKS),
    Rule("tenaga_kerja_terserap", right=cue("diterima bekerja, diterima kerja, langsung bekerja, mendapat pekerjaan")),
    Rule("tenaga_kerja_terserap", around=HIRED, quote=WORKERS),
    Rule("tenaga_kerja_terserap", left=HIRED, sentence=WORKERS),
    Rule(
        "penerima_realisasi",
        left=cue("realisasinya, terealisasi, realisasi, baru mencapai, sampai ke tangan, baru menjangkau"),
        not_left=TRAINING,
    ),
    Rule("target_peserta", around=IN_TRAINING, aspect="plan"),
    Rule("target_peserta", around=IN_TRAINING, not_around=ATTENDED, not_sentence=DONE_ALREADY),
    Rule("target_peserta", aspect="plan", recent=IN_TRAINING, not_sentence=RECEIVE | IN_TRAINING),
    Rule("target_peserta", aspect="plan", said=IN_TRAINING, not_sentence=RECEIVE),
    Rule("target_peserta", quote=cue("peserta"), aspect="plan", not_around=ON_AID),
    Rule("peserta", around=ATTENDED, sentence=IN_TRAINING),
    Rule("peserta", left=IN_TRAINING),
    Rule("peserta", quote=cue("peserta"), not_around=ON_AID),
    Rule("peserta", left=cue("diikuti, mengikuti"), not_sentence=POOR),
    Rule("penambahan_penerima", clause=cue("penambahan")),
    Rule("penerima_target", left=AIMED_AT, not_sentence=DONE),
    Rule("penerima_target", aspect="plan"),
    Rule("penerima", sentence=RECEIVE),
    Rule("penerima", right=CLAIMED),
    Rule("peserta", recent=IN_TRAINING, quote=cue("peserta, orang")),
    Rule("penerima", recent=RECEIVE),
    Rule("penerima", aspect="done", not_sentence=POOR),
    Rule("penerima", clause=FOR, not_sentence=POOR),
)

RULES: dict[str, tuple[Rule, ...]] = {
    "points": (
        Rule("perubahan_garis_kemiskinan", sentence=POVERTY_LINE),
        Rule("perubahan_IPM", sentence=HDI),
        Rule("perubahan_kemiskinan_ekstrem", sentence=EXTREME),
        Rule("perubahan_P0", recent=POOR),
        Rule("perubahan"),
    ),
    "index": (
        Rule("P1", clause=INDEX_1),
        Rule("P2", clause=INDEX_2),
        Rule("gini", sentence=GINI),
        Rule("IPM", sentence=HDI),
        Rule("P1", left=INDEX_1),
        Rule("P2", left=INDEX_2),
    ),
    "percent": (
        Rule("belum_terlindungi_persen", around=UNPROTECTED),
        Rule("P0_bank_dunia", sentence=WORLD_BANK),
        Rule("diskon", clause=cue("diskon, potongan")),
        Rule("target_efisiensi", sentence=cue("efisiensi"), left=AIM),
        Rule("salah_sasaran_persen", around=MISSED),
        Rule(
            "target_persen", clause=AIM, not_sentence=REALISED, not_recent=POOR | STUNTING | EXTREME | UNEMPLOYED_RATE
        ),
        Rule("tarif", clause=TAX),
        Rule("npl", clause=BAD_LOANS),
        Rule("bunga_pinjaman", left=INTEREST),
        Rule("kontribusi_pdrb", around=GDP, not_around=POOR),
        Rule("cakupan_persen", left=COVER),
        Rule("porsi_persen", clause=SHARE),
        Rule(
            "porsi_persen",
            right=cue("dari APBD, dari anggaran, dari total anggaran, dari belanja, dari dana desa, dari total APBD"),
            not_left=REALISED,
        ),
        Rule(
            "porsi_persen",
            right=cue("dari total, dari keseluruhan, dari usulan, dari jumlah"),
            not_left=REALISED,
            not_sentence=POOR,
        ),
        Rule("kemiskinan_ekstrem_persen", around=EXTREME, not_around=RECEIVE),
        Rule("realisasi_fisik", around=PROGRESS),
        Rule("realisasi_penyaluran", around=DELIVERED, not_around=MONEY_SPENT),
        Rule("realisasi_penyaluran", left=REALISED, sentence=RECEIVE, not_sentence=MONEY_SPENT),
        Rule("realisasi_persen", around=REALISED),
        Rule("realisasi_persen", clause=cue("persentase"), sentence=REALISED),
        Rule("TPT", around=UNEMPLOYED_RATE),
        Rule("stunting_persen", around=STUNTING),
        Rule("inflasi", around=INFLATION),
        Rule("pertumbuhan_ekonomi", around=GROWTH, not_around=POOR),
        Rule("P0", left=POOR),
        Rule("P0", right=POOR),
        Rule("kemiskinan_ekstrem_persen", sentence=EXTREME),
        Rule("realisasi_persen", right=cue("target, dari target")),
        Rule("P0", sentence=POOR, not_around=SHARE),
        Rule("porsi_persen", right=SHARE),
        Rule("realisasi_penyaluran", sentence=cue("telah menerima, sudah menerima, telah disalurkan, tersalur*")),
        Rule("stunting_persen", sentence=STUNTING),
        Rule("kemiskinan_ekstrem_persen", recent=EXTREME, not_sentence=BUDGET | SHARE | RECEIVE),
        Rule("P0", recent=RATE_OF_POOR, not_sentence=BUDGET | SHARE),
        Rule("P0", recent=POOR, not_recent=RECEIVE | BUDGET | SHARE | REALISED),
    ),
    "money": (
        Rule("perubahan_garis_kemiskinan", left=FALL | RISE, sentence=POVERTY_LINE, below=Decimal(100_000)),
        Rule("garis_kemiskinan_bukan_makanan", left=OTHER_LINE),
        Rule("garis_kemiskinan_makanan", left=FOOD_LINE),
        Rule(
            "garis_kemiskinan_bukan_makanan", left=cue("bukan makanan, non makanan, nonmakanan"), sentence=POVERTY_LINE
        ),
        Rule("garis_kemiskinan_makanan", clause=cue("makanan"), sentence=POVERTY_LINE),
        Rule("garis_kemiskinan", sentence=POVERTY_LINE),
        Rule("sisa_anggaran", left=LEFT_OVER),
        Rule("kekurangan_anggaran", left=MISSING),
        Rule("tunggakan", left=ARREARS),
        Rule("kerugian", left=LOSS),
        Rule("hadiah", clause=PRIZE),
        Rule("uang_saku_per_hari", left=ALLOWANCE),
        Rule("upah_per_hari", clause=WAGE, below=MILLION),
        Rule("iuran_per_peserta", left=PREMIUM, below=MILLION),
        Rule("harga", clause=PRICE),
        Rule("plafon_pinjaman", left=LOAN, below=1000 * MILLION),
        Rule("penyaluran_kredit", left=LENT, not_left=BUDGET),
        Rule("insentif_fiskal", left=INCENTIVE),
        Rule("nilai_per_unit", around=EACH_HOUSE, below=1000 * MILLION),
        Rule("nilai_per_unit", clause=EACH, sentence=HOUSE, below=1000 * MILLION),
        Rule("nilai_per_penerima", clause=EACH, below=500 * MILLION),
        Rule("nilai_per_penerima", left=cue("ahli waris, ahli warisnya, santunan, beasiswa"), below=1000 * MILLION),
        Rule("nilai_per_penerima", clause=GETS, below=100 * MILLION, not_around=TOTAL | INCENTIVE, not_sentence=HOUSE),
        Rule("dana_mengendap", recent=IDLE),
        Rule("realisasi_investasi", recent=INVESTMENT, not_left=BUDGET),
        Rule(
            "realisasi_pendapatan",
            sentence=cue("pendapatan daerah, pendapatan asli daerah"),
            left=REALISED | cue("yakni, yaitu, sebesar, mencapai"),
        ),
        Rule("target_penerimaan", clause=AIM, sentence=COLLECTED | INCOME, not_left=BUDGET),
        Rule("penerimaan", left=COLLECTED),
        Rule("anggaran_opd", left=AGENCY_BUDGET),
        Rule("anggaran_dibuka", left=cue("blokir, pemblokiran")),
        Rule("usulan_anggaran", left=PROPOSED),
        Rule("defisit", left=cue("defisit")),
        Rule("omzet", left=TURNOVER),
        Rule(
            "realisasi", clause=cue("realisasi, realisasinya, terealisasi, terserap, serapan, terpakai, menghabiskan")
        ),
        Rule(
            "realisasi",
            right=cue("dari pagu, dari total pagu, dari total anggaran, dari alokasi"),
            not_left=FALL | RISE,
        ),
        Rule(
            "anggaran_transfer", recent=TRANSFER, not_left=AIM_OF_MONEY, not_sentence=cue("dana kelurahan, bersumber")
        ),
        Rule("nilai_per_unit", sentence=HOUSE, below=60 * MILLION, not_around=SUM | AIM_OF_MONEY),
        Rule("nilai_per_penerima", around=ONE_SHARE, below=20 * MILLION, not_around=TOTAL | AIM_OF_MONEY),
        Rule("nilai_per_penerima", recent=ONE_SHARE, below=10 * MILLION, not_around=TOTAL),
        Rule("realisasi", right=GIVEN, not_near=PLAN | AIM_OF_MONEY, not_left=FALL | RISE),
        Rule("realisasi", clause=PAID),
        Rule("anggaran", left=AIM_OF_MONEY),
        Rule("realisasi", left=PAID, aspect="done"),
        Rule("realisasi", left=TOTAL, recent=PAID),
        Rule("anggaran", left=BUDGET),
        Rule("realisasi", sentence=PAID, aspect="done"),
        Rule("anggaran", sentence=BUDGET),
        Rule("realisasi", sentence=PAID),
        Rule("anggaran", aspect="plan"),
        Rule("anggaran", recent=BUDGET),
        Rule("realisasi", left=TOTAL, recent=RECEIVE),
    ),
    "person": (
        Rule("rata_rata_anggota_rt", right=MEMBERS, sentence=MEAN),
        Rule("rata_rata_anggota_rt", left=GROUP_MEMBERS, sentence=MEAN),
        Rule("petugas", quote=OFFICERS),
        Rule("jumlah_miskin_bank_dunia", sentence=WORLD_BANK),
        Rule("anggota_per_kelompok", left=GROUP_MEMBERS),
        Rule("sampel", left=SAMPLE),
        Rule("sampel", quote=SAMPLE),
        Rule("graduasi", around=GRADUATED),
        Rule("jumlah_miskin_ekstrem", around=EXTREME, not_left=RECEIVE),
        Rule("jumlah_miskin_ekstrem", quote=EXTREME, not_left=RECEIVE),
        Rule("jumlah_miskin_registri", around=POOR, recent=REGISTRY, not_left=RECEIVE),
        Rule("jumlah_miskin_registri", left=REGISTRY, not_left=RECEIVE),
        Rule("jumlah_miskin_registri", sentence=REGISTRY_NAME, not_sentence=RECEIVE | ACTS & ~POOR & ~OF_THAT_TOTAL),
        Rule("jumlah_miskin_registri", right=REGISTRY_NAME, not_left=RECEIVE),
        Rule("anak_putus_sekolah", near=OUT_OF_SCHOOL),
        Rule("anak_putus_sekolah", quote=OUT_OF_SCHOOL),
        Rule("jumlah_penduduk_miskin", left=POOR, not_left=RECEIVE, not_around=PROPOSED),
        Rule("jumlah_penduduk_miskin", quote=POOR, not_said=RECEIVE, not_around=PROPOSED),
        Rule("jumlah_penduduk_miskin", right=POOR, not_said=RECEIVE, not_recent=IN_TRAINING),
        Rule("terkena_phk", around=DISMISSED),
        Rule("angkatan_kerja", left=LABOUR_FORCE),
        Rule("jumlah_pengangguran", quote=JOBLESS),
        Rule("jumlah_pengangguran", left=JOBLESS),
        Rule("jumlah_penduduk", left=POPULATION),
        Rule("jumlah_penduduk", clause=cue("penduduk"), not_sentence=POOR | RECEIVE),
        Rule("penduduk_bekerja", left=WORKING, not_sentence=RECEIVE | TRAINING),
        Rule("jumlah_miskin_ekstrem", left=STILL, recent=EXTREME, not_recent=RECEIVE | TRAINING),
        *_RECIPIENTS,
        Rule("jumlah_miskin_ekstrem", sentence=EXTREME),
        Rule("jumlah_penduduk_miskin", sentence=POOR),
        Rule("jumlah_penduduk_miskin", recent=POOR, left=ABSOLUTE, not_recent=RECEIVE),
        Rule("jumlah_penduduk_miskin", recent=POOR, sentence=STATISTICS, not_recent=RECEIVE),
    ),
    "household": (
        Rule("sampel", left=SAMPLE),
        Rule("graduasi", around=GRADUATED),
        Rule("graduasi", quote=GRADUATED),
        Rule("keluarga_miskin_ekstrem", around=EXTREME, not_left=RECEIVE),
        Rule("keluarga_miskin_ekstrem", quote=EXTREME, not_left=RECEIVE),
        Rule("keluarga_miskin_registri", around=POOR, recent=REGISTRY, not_left=RECEIVE),
        Rule("keluarga_miskin_registri", right=REGISTRY_NAME, not_left=RECEIVE),
        Rule("keluarga_miskin_registri", left=REGISTRY_NAME, not_left=RECEIVE),
        Rule("keluarga_miskin_registri", sentence=REGISTRY_NAME, not_sentence=RECEIVE | ACTS & ~POOR & ~OF_THAT_TOTAL),
        Rule("backlog_rumah", left=BACKLOG),
        Rule("keluarga_miskin", left=POOR, not_left=RECEIVE),
        Rule("keluarga_miskin", quote=POOR, not_said=RECEIVE),
        Rule("keluarga_miskin_ekstrem", left=STILL, recent=EXTREME, not_recent=RECEIVE | TRAINING),
        *_RECIPIENTS,
    ),
    "business": (
        *_RECIPIENTS,
        Rule("jumlah_umkm", left=cue("jumlah, terdapat, terdata, ada, memiliki, mempunyai, tercatat")),
    ),
    "group": (Rule("jumlah_lembaga", clause=cue("akreditasi, terdapat, jumlah")), *_RECIPIENTS),
    "dwelling": (
        Rule("kuota", left=QUOTA),
        Rule("terdampak", near=DAMAGED),
        Rule("usulan_unit", near=PROPOSED, not_near=APPROVED),
        Rule("target_unit", clause=APPROVED),
        Rule("kebutuhan_unit", left=cue("kebutuhan, dibutuhkan, membutuhkan")),
        Rule("backlog_rumah", left=BACKLOG),
        Rule("target_unit", left=cue("berarti"), recent=PLAN),
        Rule("target_unit_rincian", left=cue("terdiri dari, terdiri atas, rinciannya, rencananya ada")),
        Rule(
            "jumlah_rtlh", clause=cue("jumlah RTLH, jumlah rumah tidak layak huni, tersisa, masih ada, masih terdapat")
        ),
        Rule("target_unit", aspect="plan"),
        Rule("realisasi_unit", aspect="done"),
        Rule("realisasi_unit", sentence=DONE_ALREADY),
        Rule("target_unit", sentence=cue("tahun depan, tahun ini, bersumber")),
        Rule("target_unit", left=AIMED_AT),
        Rule("jumlah_umkm", left=cue("jumlah UMKM, UMKM, IKM"), not_sentence=HOUSE),
        Rule("jumlah_rtlh", left=UNFIT_HOUSES),
    ),
    "job": (Rule("target_lapangan_kerja", quote=cue("lapangan kerja, lapangan pekerjaan")), Rule("lowongan_kerja")),
    "stage": (Rule("jumlah_tahap"),),
    "firm": (Rule("mitra", sentence=PARTNER), Rule("jumlah_lembaga")),
    "item": (
        Rule("produksi", left=HARVEST),
        Rule("barang_per_penerima", left=CONTENTS | EACH, below=Decimal(100)),
        Rule("barang_target", aspect="plan", not_around=HANDED_OUT),
        Rule("barang_dibagikan", recent=HANDED_OUT),
        Rule("jumlah"),
    ),
    "case": (
        Rule("sanggahan", quote=cue("sanggahan")),
        Rule("usulan", around=CASE_PAPER),
        Rule("usulan", quote=CASE_PAPER),
        Rule("jumlah"),
    ),
    "activity": (
        Rule("usulan", recent=PROPOSED),
        Rule("jumlah_paket"),
    ),
    "facility": (
        Rule("usulan_unit", around=PROPOSED),
        Rule("target_unit", aspect="plan"),
        Rule("realisasi_unit", aspect="done"),
        Rule("realisasi_unit", around=cue("beroperasi, dibangun, direvitalisasi, berdiri")),
        Rule("penerima_target", aspect="plan", sentence=RECEIVE),
    ),
    "site": (
        Rule("realisasi_unit", sentence=_BUILT, not_sentence=cue("direncanakan, akan dibangun")),
        Rule("realisasi_unit", recent=_BUILT),
        Rule("cakupan_wilayah"),
    ),
    "area": (Rule("cakupan_wilayah"),),
    "work": (Rule("hari_orang_kerja"),),
    "time": (Rule("durasi"),),
}
COUNTED = ("person", "household", "business", "group")


# Two ways to say one thing: the share and the number of the poor.
_TWINS = {
    ("person", "P0"): "jumlah_penduduk_miskin",
    ("person", "TPT"): "jumlah_pengangguran",
    ("percent", "jumlah_pengangguran"): "TPT",
    ("person", "P0_bank_dunia"): "jumlah_miskin_bank_dunia",
    ("household", "jumlah_miskin_ekstrem"): "keluarga_miskin_ekstrem",
    ("person", "keluarga_miskin_ekstrem"): "jumlah_miskin_ekstrem",
    ("household", "jumlah_miskin_registri"): "keluarga_miskin_registri",
    ("person", "keluarga_miskin_registri"): "jumlah_miskin_registri",
    ("household", "jumlah_penduduk_miskin"): "keluarga_miskin",
    ("person", "keluarga_miskin"): "jumlah_penduduk_miskin",
    ("person", "kemiskinan_ekstrem_persen"): "jumlah_miskin_ekstrem",
    ("household", "P0"): "keluarga_miskin",
    ("household", "kemiskinan_ekstrem_persen"): "keluarga_miskin_ekstrem",
    ("percent", "jumlah_penduduk_miskin"): "P0",
    ("percent", "jumlah_miskin_ekstrem"): "kemiskinan_ekstrem_persen",
    ("percent", "keluarga_miskin_ekstrem"): "kemiskinan_ekstrem_persen",
    ("person", "belum_terlindungi_persen"): "belum_terlindungi",
}
# What the levels are of which a change is told.
LEVEL_OF_CHANGE = {
    "perubahan_jumlah_miskin": "jumlah_penduduk_miskin",
    "perubahan_P0": "P0",
    "perubahan_kemiskinan_ekstrem": "kemiskinan_ekstrem_persen",
    "perubahan_anggaran": "anggaran",
}
# Said once of one figure, never of the next by default.
_AMOUNTS = frozenset({"anggaran", "nilai", "realisasi", "nilai_per_penerima", "nilai_per_unit"})
_ONCE = frozenset({"sisa_anggaran", "kekurangan_anggaran", "insentif_fiskal", "usulan_anggaran", "defisit", "hadiah"})
_UNSAID = {
    "money": "nilai",
    "percent": "porsi_persen",
    "dwelling": "jumlah_unit",
    "group": "jumlah_lembaga",
    "facility": "jumlah_lembaga",
}
# What was said to be reached, before what is reached so far.
_PLANNED = frozenset({"kuota", "penerima_target"})
_TARGETS = {
    "P0": "target_P0",
    "stunting_persen": "target_stunting",
    "kemiskinan_ekstrem_persen": "target_kemiskinan_ekstrem",
}


def role_of(unit: Unit, context: Context, before: str | None, neighbour: str | None) -> str:
    """The role of a figure. `before` is the role of the last level of the same family, which `jumlah itu` refers to;
    `neighbour` the one of the figure right before it in the sentence when that has the same unit and only a comma or
    "dan" stands between."""
    family = unit.family
    if family == "percent" and context.bracket_of == "money":
        return "perubahan_persen" if context.change else "porsi_persen"
    if context.change and not context.basis:
        changed = _change_role(family, context, before)
        if changed is not None:
            return changed
    if context.twin_of is not None and (family, context.twin_of) in _TWINS:
        return _TWINS[family, context.twin_of]
    if context.heads_of and family == "person":
        return "penerima_jiwa"
    aimed_at = AIM & context.clause or (SAME_THING & context.left and AIM & context.left)
    if before in _TARGETS and aimed_at and not (DELIVERED | REALISED | RECEIVE) & context.sentence:
        return _TARGETS[before]
    if (
        before
        and SAME_THING & context.left
        and not (TAKES_PART | OWN_STATE) & context.left
        and context.aspect != "plan"
    ):
        return before
    if neighbour and not context.basis and not context.pair and not context.right & OWN_STATE:
        return neighbour
    if context.basis and family == "money":
        return _money_rate_role(context)
    if context.basis and family in COUNTED:
        return f"penerima_per_{context.basis.casefold()}"
    if context.basis and family in ("item", "dwelling"):
        parts = [part for part in context.basis.split("+") if part not in TIME_BASES]
        places = parts and parts[0] in ("kelompok", "kelurahan", "desa", "kecamatan", "koperasi")
        return f"barang_per_{parts[0].casefold()}" if places else "barang_per_penerima"
    if context.pair and (paired := _pair_role(family, context)):
        return paired
    if family == "dwelling" and not HOUSE & (context.quote | context.recent) and HANDED_OUT & context.recent:
        family = "item"
    role = next((rule.role for rule in RULES.get(family, ()) if rule.holds(context)), None)
    if role == "penerima" and before in _PLANNED and DONE_ALREADY & (context.left | context.right):
        return "penerima_realisasi"
    if role is None:
        # Nothing said of its own: a list goes on with what stood before.
        goes_on = before is not None and context.follows and before not in _ONCE
        if family == "percent" and SHARE & context.sentence:
            goes_on = False
        if (
            family == "money"
            and context.value >= 100 * MILLION
            and not (goes_on and before in ("anggaran", "realisasi"))
        ):
            return "realisasi" if RECEIVE & context.recent else "nilai"
        return before if before is not None and goes_on else _UNSAID.get(family, "jumlah")
    return _refined(role, family, context)


def is_decrease(role: str, context: Context) -> bool:
    """Whether a change is a fall, so that its value is negative."""
    return "perubahan_" in role and context.change == "fall"


_PLACES_OF_AID = frozenset({"kelurahan", "desa", "kecamatan"})


def _refined(role: str, family: str, context: Context) -> str:
    """A role with what the rest of the context says about stage and parts."""
    if family == "dwelling":
        if role == "realisasi_unit" and context.future:
            role = "target_unit"
        elif role == "target_unit" and context.past:
            role = "realisasi_unit"
    if family == "percent" and role in _TARGETS and AIM & context.left:
        role = _TARGETS[role]
    each_place = context.each_of in _PLACES_OF_AID and EACH & context.said_before and context.value < 1000 * MILLION
    if family == "money" and role == "nilai_per_penerima" and EACH & context.clause and context.each_of == "kelompok":
        return "nilai_per_kelompok"
    if family == "money" and each_place and role in ("nilai_per_penerima", "anggaran", "realisasi"):
        return f"{'alokasi' if ALLOCATED & context.sentence else 'nilai'}_per_{context.each_of}"
    if family in COUNTED and role == "penerima" and context.future:
        role = "penerima_target"
    elif family in COUNTED and role == "penerima_target" and context.past:
        role = "penerima"
    of_one_house = HOUSE & context.recent and PARTS & context.said_before and context.value < 100 * MILLION
    if of_one_house and context.part_of and role in _AMOUNTS:
        return "nilai_per_unit_rincian"
    if context.part_of and role in ("penerima", "penerima_target", "target_unit", "realisasi_unit", "barang_dibagikan"):
        return "barang_rincian" if family == "item" else f"{role}_rincian"
    return role


def _change_role(family: str, context: Context, before: str | None) -> str | None:
    planned = "target_" if context.aspect == "plan" else ""
    if family == "percent" and ECONOMY & context.sentence and GROWN & context.left:
        return "pertumbuhan_ekonomi"
    if family in ("percent", "points") and POVERTY_LINE & context.sentence:
        return "perubahan_garis_kemiskinan_persen"
    if family in ("percent", "points") and HDI & context.sentence:
        return "perubahan_IPM"
    if family in ("percent", "points"):
        if EXTREME & context.recent:
            return f"{planned}perubahan_kemiskinan_ekstrem"
        if POOR & context.recent or before == "P0":
            return f"{planned}perubahan_P0"
        return "perubahan" if family == "points" else "perubahan_persen"
    if family == "money":
        if POVERTY_LINE & context.recent:
            return "perubahan_garis_kemiskinan"
        if INVESTMENT & context.recent:
            return "perubahan_investasi"
        return "perubahan_nilai_per_penerima" if context.value < 10 * MILLION else "perubahan_anggaran"
    if family in COUNTED and not (GRADUATED | JOBLESS) & context.left:
        if POOR & context.recent and not RECEIVE & context.sentence:
            return "perubahan_jumlah_miskin"
        if context.change == "rise":
            return "penambahan_penerima" if (NEW_ONES | RECEIVE) & context.left else None
        return "perubahan_penerima"
    return None


def _pair_role(family: str, context: Context) -> str | None:
    """Both numbers of `410 dari 520 pelaku usaha`."""
    part = context.pair == "part"
    if family in ("dwelling", "facility", "area"):
        return "realisasi_unit" if part else "target_unit"
    if family not in COUNTED:
        return None
    if (OWN_STATE | VERIFIED) & context.right:
        return None
    if QUOTA & context.left and not part:
        return "kuota"
    if IN_TRAINING & context.recent and ATTENDED & context.sentence:
        return "peserta" if part else "target_peserta"
    if PROPOSED & context.sentence and not part:
        return "penerima_usulan"
    return "penerima_realisasi" if part else "penerima_target"


def _money_rate_role(context: Context) -> str:
    basis = context.basis or ""
    if POVERTY_LINE & context.recent:
        return "garis_kemiskinan_rt" if basis.startswith("rumah_tangga") else "garis_kemiskinan"
    parts = [part for part in basis.split("+") if part not in TIME_BASES]
    kind = parts[0] if parts else "penerima"
    if ALLOWANCE & context.left:
        return "uang_saku_per_hari"
    if PREMIUM & context.left:
        return "iuran_per_peserta"
    if basis == "hari" and WAGE & (context.left | context.recent):
        return "upah_per_hari"
    if PRICE & context.left or kind in ("kg", "liter", "ton", "kwh", "meter", "porsi"):
        return "harga"
    if not parts and context.value >= 100 * MILLION:
        return "anggaran"
    if kind == "unit" or (HOUSE & context.left and 5 * MILLION <= context.value < 100 * MILLION):
        return "nilai_per_unit"
    if kind in ("kelurahan", "desa", "kecamatan", "RT", "RW", "kabupaten", "kota", "provinsi"):
        return f"{'alokasi' if ALLOCATED & context.sentence else 'nilai'}_per_{kind.casefold()}"
    if kind in ("kelompok", "hektare", "titik", "lembaga", "koperasi", "banjar", "dusun"):
        return f"nilai_per_{kind}"
    return "nilai_per_penerima"
