"""Which role a figure has: one table of rules for each family of units, tried from top to bottom.

In: the `Context` of a number. Out: the first rule that holds speaks. A role ends in what is said of its stage:
`_target` planned, `_realisasi` reached, `_rincian` a part of a total.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from lumbung.news import topics
from lumbung.news.cues import cue

MILLION = Decimal(10) ** 6
_MOST_FOR_A_DAY = MILLION / 2


@dataclass(frozen=True, slots=True)
class Context:
    """What surrounds one number, as bits of the lists above.

    `left` runs from the number before (or the sentence's begin), `right` to the next number or comma, `recent` is the
    sentence and the one before. `aspect` is "plan" or "done", whichever is said nearer on the left, else None.
    """

    left: int
    clause: int  # the words before the number, from the last comma
    head: int  # the few words right before it
    right: int
    sentence: int
    said_before: int  # from the sentence's begin to the number
    recent: int
    article: int  # all that the article speaks of
    quote: int
    value: Decimal
    aspect: str | None
    firmness: int  # of the aspect, 0 to 3
    change: str | None  # "fall" or "rise" when the figure is the change itself
    future: bool  # its period begins after the article was published
    unfinished: bool  # its period is of some months, of which the last is not over
    past: bool  # its period ends in a year before the article's
    basis: str | None = None  # of a rate: kelurahan, KPM ...
    bracket_of: str | None = None  # family of the figure right before the bracket this one stands in
    pair: str | None = None  # "part" and "whole" in "A dari B"
    twin_of: str | None = None  # role of the figure before it, when this one says the same: "8 persen atau 900 jiwa"
    each_of: str | None = None  # unit of the figure before it in the sentence: "44 kelompok, masing-masing Rp 20 juta"
    role_before: str | None = None  # of the figure right before it in the sentence
    heads_of: str | None = None  # role of the families just given, whose people these are: "5.000 KPM atau 20.000 jiwa"
    follows: bool = False  # a figure of the same family stands close before it
    out_of: bool = False  # "Dari 5.000 unit, ..."
    part_of: bool = False  # behind "terdiri dari", "di antaranya" and a figure of the same kind


@dataclass(frozen=True, slots=True)
class Rule:
    """A role and the cues that must stand in each part of the context. 0 means: anything."""

    role: str
    left: int = 0
    clause: int = 0
    head: int = 0  # the words right before the number
    right: int = 0
    near: int = 0  # clause or right
    around: int = 0  # left or right
    sentence: int = 0
    said: int = 0  # before the number in its sentence
    recent: int = 0
    article: int = 0
    quote: int = 0
    not_left: int = 0
    not_clause: int = 0
    not_around: int = 0
    not_near: int = 0
    not_right: int = 0
    not_head: int = 0
    not_quote: int = 0
    not_said: int = 0  # not before the number in its sentence
    not_recent: int = 0
    not_sentence: int = 0
    not_article: int = 0
    aspect: str | None = None
    below: Decimal | None = None
    above: Decimal | None = None

    def holds(self, c: Context) -> bool:
        return (
            (not self.left or bool(self.left & c.left))
            and (not self.clause or bool(self.clause & c.clause))
            and (not self.head or bool(self.head & c.head))
            and (not self.right or bool(self.right & c.right))
            and (not self.quote or bool(self.quote & c.quote))
            and (not self.near or bool(self.near & (c.clause | c.right)))
            and (not self.around or bool(self.around & (c.left | c.right)))
            and (not self.sentence or bool(self.sentence & c.sentence))
            and (not self.said or bool(self.said & c.said_before))
            and (not self.recent or bool(self.recent & c.recent))
            and not self.not_left & c.left
            and not self.not_clause & c.clause
            and not self.not_around & (c.left | c.right)
            and not self.not_near & (c.clause | c.right)
            and not self.not_right & c.right
            and not self.not_head & c.head
            and not self.not_quote & c.quote
            and not self.not_said & c.said_before
            and not self.not_recent & c.recent
            and not self.not_sentence & c.sentence
            and not self.not_article & c.article
            and (self.aspect is None or self.aspect == c.aspect)
            and (not self.article or bool(self.article & c.article))
            and (self.below is None or c.value < self.below)
            and (self.above is None or c.value > self.above)
        )


_GOT_HELP = cue("memperoleh bantuan, mendapat bantuan, mendapatkan bantuan, menerima bantuan, mendapat modal")
_BLOCKED = cue("blokir, pemblokiran, diblokir")
_POURED_OUT = cue("kucurkan, mengucurkan, dikucurkan, gelontorkan, menggelontorkan, digelontorkan")
_JOB_APPLICANTS = cue("pelamar, melamar")
APPLYING = cue("yang daftar, mendaftar, mendaftarkan diri, pendaftar, pelamar, melamar")
_PLACED = cue("ditempatkan, penempatan, penempatannya, tertempatkan")
_OF_WORK = topics.WORKERS | topics.VACANCIES | topics.IN_TRAINING
_ITS_DELIVERY = cue("realisasi, penyaluran")
_PUPILS = cue("siswa, siswi, pelajar, murid, santri, mahasiswa, peserta didik")
_USED_BY = cue(
    "dipinjam, melayani, dilayani, terlayani, diakses oleh, telah mengakses, sudah mengakses, dimanfaatkan oleh, "
    "dinikmati"
)
_LOWEST_WAGE = cue("upah minimum, UMK, UMP, UMR")
_WHAT_IS_LEFT = cue("menjadi, tersisa, tinggal, sisa")
_INSURED_PEOPLE = cue(
    "peserta JKN, peserta BPJS, peserta BPJamsostek, peserta jaminan sosial, peserta PBI, jumlah peserta"
)
_ROOM_FOR = cue("target peserta, kuota peserta, jatah peserta")
_STANDS = cue("berbadan hukum, terbentuk, dibentuk, berdiri, beroperasi, masih aktif")
_WAGE_SUBSIDY = cue("subsidi upah, subsidi gaji")
_NOT_DELIVERED = cue("gagal salur, gagal disalurkan, gagal tersalur, gagal tersalurkan, gagal bayar, gagal transaksi")
_NOT_LISTED = topics.PROPOSED | topics.DROPPED | topics.UNFIT | topics.GRADUATED
_AT_RISK = cue("keluarga berisiko stunting, keluarga risiko stunting, KRS")
_COUNT_OF_A_GROUP = cue(
    "jumlah pekerja, jumlah nelayan, jumlah petani, jumlah lansia, jumlah penyandang disabilitas, jumlah buruh, "
    "jumlah pedagang, jumlah difabel, jumlah guru, jumlah siswa, jumlah anak yatim, jumlah pekerja informal"
)
_OF_OTHER_THINGS = (
    topics.BUDGET | topics.SHARE | topics.RECEIVE | topics.REALISED | topics.GROWTH | topics.COVER | topics.PROGRESS
)
_OF_MONEY = topics.MONEY_SPENT | topics.EARNED
_STOCK = cue("stok, persediaan")
_REACTIVATED = cue("direaktivasi, reaktivasi")
_WITHOUT = cue(
    "belum punya, belum memiliki, tidak punya, tidak memiliki, belum teraliri, belum menikmati, belum berlistrik"
)
_REVENUE = cue("pendapatan terealisasi, realisasi pendapatan, pendapatan mencapai, pendapatan baru")
_BACK_TO_SCHOOL = cue("kembali sekolah, kembali bersekolah, kembali ke sekolah")
_WEIGHED = cue("ditimbang, diukur")
_NOT_DRAWN = cue(
    "menyusul, menunggu, belum mengambil, belum menerima, belum cair, belum mencairkan, belum disalurkan, "
    "belum tersalur*"
)
_DEALINGS = cue("nilai transaksi, transaksi senilai, transaksi mencapai")
_ABROAD = cue("bekerja ke luar negeri, bekerja di luar negeri, berangkat ke luar negeri")
_AREA = cue("hektare, hektar, ha")
_DEAD = cue("meninggal, tewas")
_DISASTER = cue("korban, bencana, erupsi, tsunami")
_POLICY = cue("polis")
_FOUND_WORK = cue("diterima bekerja, diterima kerja, langsung bekerja, mendapat pekerjaan, mendapatkan pekerjaan")
_AT_WORK = cue("melibatkan, mempekerjakan, menyerap, dilibatkan, dipekerjakan, terlibat")
# `Dinas Sosial Kabupaten Sragen` is an office for all that.
_PLACES_BUT_IN_NAMES = cue("desa, kelurahan, kecamatan, kampung, nagari, pemkab, pemkot, pemprov")
_SINGLE_PACKET = cue("satu paket, setiap paket, tiap paket, per paket")
_COST = cue("biaya, menelan, anggaran, dana, dibiayai")
_LEFT_FOR_WORK = cue(
    "dikerjakan, digarap, ditangani, sedang diperbaiki, sedang dibangun, sedang direhab, dalam pengerjaan"
)
_GUESTS = cue("pejabat, tamu, undangan, wartawan, panitia, petugas, peserta")
_COMES = cue("yang datang, datang, hadir, yang hadir, berdatangan, memasukkan berkas, memasukkan lamaran")
_WORKS_ON_IT = cue(
    "tenaga kerja yang terlibat, pekerja yang terlibat, tenaga kerja yang dilibatkan, pekerja yang dilibatkan, "
    "tenaga kerja yang diserap, pekerja yang diserap"
)
_ROUNDS = cue("angkatan, gelombang, kejuruan, jurusan")
_OUT_OF_A_PROMISE = cue("dari target, dari janji, dari rencana, dari sasaran")
_BY_THE_MINISTRY = cue("diterima kementerian, diterima kemensos, disetujui kementerian, disetujui kemensos")
_ALLOTTED = cue("jatah, jatahnya")
_HAS_TO_COME = cue(
    "akan dibagikan, akan disalurkan, akan diserahkan, akan diterima, akan dicairkan, akan dibayarkan, "
    "segera dibagikan, segera disalurkan, segera dicairkan, segera cair, akan cair, cair bulan depan, "
    "cair pekan depan, cair minggu depan, bakal cair"
)
_HOW_MANY_RECEIVERS = cue("penerimanya, jumlah penerima")
_PRICE_OF_ONE = cue("harga satu, harga per unit, harga setiap, harga tiap, harga satuan, harga sebuah")
_OUR_BUDGET = cue("pagu kami, anggaran kami, belanja kami, torang pe pagu, pagu kita")
_ITS_AMOUNT = cue("nilainya, besarannya, nominalnya, jumlahnya, kali ini, tahun ini")
_PAID_OUT = cue("dibayarkan, terbayar, terbayarkan, dibayar, diambil, dicairkan, cair")
_ITS_LEVEL = cue("capaiannya, capaian, posisinya, angkanya, persisnya")
_ITS_PAYMENT = cue("pencairan, pembayaran, pembagian")
_LEFT_WITHOUT = cue("=sisa")
_CHECKS = cue("mendata, mendatangi, memverifikasi, menemukan, mencatat, melayani, memeriksa, menyurvei")
_SEEKS_WORK = cue("pencari kerja, pencaker")
_CROWDS = cue("dihadiri, didatangi, diserbu, dipadati, hadir, datang, berdatangan, diikuti")
_SPENT_ON = cue(
    "dipakai untuk, digunakan untuk, dimanfaatkan untuk, dialokasikan untuk, dipakai membiayai, dibelanjakan untuk"
)
_WHO_PASSED = cue("peserta yang lulus, peserta yang dinyatakan, yang lulus uji, dinyatakan lulus, dinyatakan kompeten")
_LET_GO = cue("meluluskan, menamatkan")
_LEARNS = cue("belajar, berlatih")
_DOES_WORK = cue("mengerjakan, menggarap, membersihkan, dipekerjakan, bekerja")
_CLASSES = topics.IN_TRAINING | cue("kelas, kejuruan, BLK")
_RECIPIENTS: tuple[Rule, ...] = (
    Rule("graduasi", around=topics.GRADUATED, not_right=topics.DROPPED),
    Rule("graduasi", quote=topics.GRADUATED),
    Rule("peserta_dinonaktifkan", near=topics.INACTIVE),
    Rule("kembali_sekolah", near=_BACK_TO_SCHOOL),
    Rule("daftar_tunggu", around=cue("daftar tunggu, daftar antrean")),
    Rule("penerima_dicoret", right=cue("tidak layak"), not_right=cue("layak huni")),
    Rule("gagal_salur", around=_NOT_DELIVERED),
    Rule("korban_jiwa", near=_DEAD, sentence=topics.DAMAGED | _DISASTER),
    Rule("penerima_dicoret", near=topics.DROPPED),
    Rule("penerima_ditolak", near=topics.REFUSED),
    Rule("penerima_dicoret", near=topics.UNFIT),
    Rule("terdampak", around=topics.HIT, not_head=topics.FOR, not_right=topics.GET_IT),
    Rule("terdampak", near=topics.DAMAGED, not_right=topics.GET_IT),
    Rule("sisa_penerima", left=topics.REST, right=topics.NOT_YET),
    Rule("sisa_penerima", head=cue("belum mengambil, belum mencairkan, belum cair, belum tersalur, belum menyalurkan")),
    Rule("sisa_penerima", left=topics.TAKES_PART, right=_NOT_DRAWN),
    Rule("sisa_penerima", head=_LEFT_WITHOUT, article=topics.RECEIVE | topics.QUOTA),
    Rule("belum_terlindungi", left=topics.NOT_YET),
    Rule("belum_terlindungi", right=topics.NOT_YET, not_head=topics.FOR),
    Rule("belum_terlindungi", clause=cue("yang belum"), said=topics.PROTECTED),
    Rule("penerima_target", around=_WITHOUT, sentence=_HAS_TO_COME),
    Rule("belum_terlayani", around=_WITHOUT, not_head=topics.FOR, not_sentence=topics.RECEIVE),
    Rule("target_peserta", left=topics.QUOTA, recent=_CLASSES, not_recent=topics.RECEIVE),
    Rule("target_peserta", quote=cue("peserta"), left=topics.QUOTA, recent=_CLASSES, not_recent=topics.ON_AID),
    Rule("penerima_target", head=topics.FOR, left=topics.QUOTA, not_head=topics.QUOTA, not_recent=_CLASSES),
    Rule("penerima_target", clause=_ALLOTTED, recent=topics.RECEIVE, not_recent=_CLASSES, not_near=_REACTIVATED),
    Rule("kuota", head=topics.QUOTA),
    Rule("terverifikasi", right=topics.VERIFIED),
    Rule("tenaga_kerja_terserap", right=topics.HAS_WORK),
    Rule("tenaga_kerja_terserap", quote=topics.WORKERS, recent=topics.PUBLIC_WORKS),
    Rule("tenaga_kerja_terserap", right=cue("dipekerjakan")),
    Rule("target_peserta", clause=_ROOM_FOR),
    Rule("tenaga_kerja_terserap", right=topics.ACCEPTED, sentence=topics.VACANCIES, not_sentence=topics.HELP),
    Rule("pelamar", left=_COMES, recent=topics.VACANCIES, not_left=_GUESTS, not_sentence=topics.HELP | topics.FIRMS),
    Rule("tenaga_kerja_terserap", left=_WORKS_ON_IT, not_sentence=topics.SURE_PLAN),
    Rule("penempatan_kerja", around=_PLACED, recent=_OF_WORK, not_recent=topics.PUBLIC_WORKS),
    Rule("pelamar", near=_JOB_APPLICANTS, not_near=topics.HELP | topics.GETS | topics.INSURED),
    Rule("pelamar", quote=_JOB_APPLICANTS),
    Rule("pelamar", quote=_SEEKS_WORK, clause=_CROWDS, article=topics.VACANCIES, not_sentence=_CLASSES | topics.HELP),
    Rule(
        "pendaftar",
        near=APPLYING,
        not_near=topics.HELP | topics.GETS | topics.INSURED,
        not_quote=topics.PROPOSED,
    ),
    Rule("pendaftar", quote=APPLYING),
    Rule("kuota", near=_REACTIVATED, left=topics.QUOTA),
    Rule("kuota", near=_REACTIVATED, aspect="plan"),
    Rule("peserta_direaktivasi", near=_REACTIVATED),
    Rule("petugas", quote=topics.OFFICERS),
    Rule("petugas", right=cue("mendapat tugas, ditugaskan, ditugasi, bertugas")),
    Rule(
        "petugas",
        head=cue("pendamping PKH, jumlah pendamping, petugas, tenaga pendamping, operator"),
        not_head=_CHECKS,
    ),
    Rule("pengunjung", near=topics.VISITORS),
    Rule("pengunjung", quote=topics.VISITORS),
    Rule(
        "petugas", clause=cue("melibatkan, oleh, menerjunkan, diterjunkan, mengerahkan, dikerahkan"), quote=topics.STAFF
    ),
    Rule(
        "sisa_penerima",
        right=_NOT_DRAWN,
    ),
    Rule("target_kapasitas", clause=cue("menampung, kapasitas, daya tampung")),
    Rule("target_peserta", left=topics.QUOTA, recent=topics.IN_TRAINING, not_sentence=topics.RECEIVE),
    Rule("kuota", left=topics.QUOTA),
    Rule("usulan_diterima", near=_BY_THE_MINISTRY, recent=topics.PROPOSED, not_recent=topics.HELP),
    Rule("usulan_diterima", near=topics.FOUND_FIT, article=topics.PROPOSED, not_recent=topics.HELP | topics.RECEIVERS),
    Rule("usulan", near=topics.PROPOSED, not_near=topics.APPROVED),
    Rule("usulan", quote=topics.PROPOSED),
    Rule("usulan", clause=topics.PASSED_ON, recent=topics.PROPOSED),
    Rule("usulan", quote=cue("calon penerima"), not_sentence=topics.SURE_PLAN),
    Rule("terverifikasi", left=topics.VERIFIED, not_sentence=topics.RECEIVE),
    Rule("tenaga_kerja_terserap", near=_AT_WORK, recent=topics.PUBLIC_WORKS),
    Rule("tenaga_kerja_terserap", clause=cue("menyerap"), article=topics.PUBLIC_WORKS),
    Rule("tenaga_kerja_terserap", clause=_FOUND_WORK),
    Rule("tenaga_kerja_terserap", clause=topics.ACCEPTED, recent=topics.VACANCIES, not_recent=topics.HELP),
    Rule("tenaga_kerja_terserap", clause=cue("mempekerjakan, dipekerjakan")),
    Rule("tenaga_kerja_terserap", right=_FOUND_WORK),
    Rule("tenaga_kerja_terserap", around=topics.HIRED, quote=topics.WORKERS),
    Rule("tenaga_kerja_terserap", left=topics.HIRED, sentence=topics.WORKERS),
    Rule(
        "penerima_realisasi",
        left=cue("realisasinya, terealisasi, realisasi, baru mencapai, sampai ke tangan, baru menjangkau"),
        not_left=topics.TRAINING,
    ),
    Rule("penerima_realisasi", clause=topics.DRAWN_OUT, not_left=topics.PLAN),
    Rule("penerima_target", right=topics.WILL_GET, not_recent=topics.IN_TRAINING),
    Rule(
        "penerima_target",
        head=_HOW_MANY_RECEIVERS,
        article=_HAS_TO_COME,
        not_article=topics.GIVEN_ALREADY,
        not_sentence=topics.DONE | topics.PROPOSED,
    ),
    Rule("penerima", right=_GOT_HELP, aspect="done", not_right=topics.SURE_PLAN),
    Rule(
        "penerima_target",
        around=topics.SETTLED,
        not_left=topics.PAID | topics.REGISTRY_NAME,
        not_recent=topics.IN_TRAINING,
        not_sentence=topics.POOR | topics.EXTREME,
    ),
    Rule("penerima_target", left=topics.BY_AN_OFFICE, recent=topics.RECEIVE | topics.GETS, not_clause=topics.GETS),
    Rule(
        "penerima_target",
        head=topics.SHRINKS_TO,
        recent=topics.CLEANED,
        not_clause=topics.GETS | topics.PAID | topics.DRAWN_OUT,
        not_sentence=topics.POOR | topics.EXTREME,
        not_recent=topics.IN_TRAINING,
    ),
    Rule(
        "penerima_target",
        head=topics.RECEIVERS,
        recent=topics.SET_ASIDE,
        not_sentence=topics.DONE | topics.PROPOSED,
        not_recent=topics.IN_TRAINING,
    ),
    Rule(
        "penerima_target",
        clause=topics.FOR,
        recent=topics.SET_ASIDE,
        not_sentence=topics.DONE | topics.IN_TRAINING,
    ),
    Rule("peserta_realisasi", right=topics.IN_TRAINING, sentence=_OUT_OF_A_PROMISE, aspect="done"),
    Rule("peserta", quote=_PUPILS, sentence=topics.SCHOOLING, not_near=topics.SURE_PLAN | topics.HELP | topics.GETS),
    Rule("penerima", near=_USED_BY, not_near=topics.SURE_PLAN),
    Rule("peserta", quote=cue("peserta"), sentence=topics.INSURED, not_near=topics.SURE_PLAN),
    Rule("peserta", left=_INSURED_PEOPLE, not_left=topics.PLAN | topics.PROPOSED | topics.ADDED_PEOPLE),
    Rule("peserta", head=cue("diikuti"), recent=topics.IN_TRAINING, not_left=topics.SURE_PLAN),
    Rule("target_peserta", around=topics.IN_TRAINING, aspect="plan"),
    Rule("target_peserta", said=_ROUNDS, article=topics.IN_TRAINING, aspect="plan", not_sentence=topics.RECEIVE),
    Rule("target_peserta", around=topics.IN_TRAINING, not_around=topics.ATTENDED, not_sentence=topics.DONE_ALREADY),
    Rule("target_peserta", aspect="plan", recent=topics.IN_TRAINING, not_sentence=topics.RECEIVE | topics.IN_TRAINING),
    Rule("target_peserta", aspect="plan", said=topics.IN_TRAINING, not_sentence=topics.RECEIVE),
    Rule("target_peserta", quote=cue("peserta"), aspect="plan", not_around=topics.ON_AID),
    Rule("target_peserta", quote=cue("peserta"), left=cue("pendaftaran, dibuka, terbuka"), not_sentence=topics.ON_AID),
    Rule("peserta", around=topics.ATTENDED, sentence=topics.IN_TRAINING),
    Rule("peserta", left=topics.IN_TRAINING),
    Rule("peserta", clause=_LET_GO, article=_CLASSES),
    Rule("peserta", left=_WHO_PASSED, not_near=topics.SURE_PLAN),
    Rule("peserta", right=_LEARNS, not_near=topics.HELP | topics.GETS | topics.SURE_PLAN),
    Rule("peserta", clause=topics.FOR, said=topics.IN_TRAINING, not_sentence=topics.RECEIVE),
    Rule("peserta", quote=cue("peserta"), not_recent=topics.ON_AID),
    Rule("peserta", left=cue("diikuti, mengikuti"), not_sentence=topics.POOR),
    Rule("penambahan_penerima", left=topics.ADDED_PEOPLE, not_left=cue("menjadi")),
    Rule("belum_terlindungi", left=topics.NOT_YET),
    Rule("penerima_target", left=topics.AIMED_AT, not_sentence=topics.DONE),
    Rule("penerima_target", right=topics.APPROVED, not_sentence=topics.DONE_ALREADY),
    Rule("penerima_target", aspect="plan"),
    Rule("penerima_target", clause=topics.FOR, said=topics.AIM_OF_MONEY, not_sentence=topics.DONE),
    Rule(
        "penerima_target",
        clause=topics.APPROVED,
        article=_HAS_TO_COME,
        not_article=topics.GIVEN_ALREADY,
        not_recent=topics.IN_TRAINING,
    ),
    Rule(
        "jumlah",
        left=_COUNT_OF_A_GROUP,
        not_around=topics.GETS | topics.RECEIVE | topics.APPROVED,
        not_recent=topics.IN_TRAINING,
    ),
    Rule("penerima", sentence=topics.RECEIVE),
    Rule("penerima", right=topics.CLAIMED),
    Rule("peserta", recent=topics.IN_TRAINING, quote=cue("peserta, orang")),
    Rule("penerima", recent=topics.RECEIVE),
    Rule("penerima", aspect="done", not_sentence=topics.POOR),
    Rule("penerima", clause=topics.FOR, not_sentence=topics.POOR),
    Rule("penerima", right=topics.EACH),
)

RULES: dict[str, tuple[Rule, ...]] = {
    "points": (
        Rule("perubahan_garis_kemiskinan", sentence=topics.POVERTY_LINE),
        Rule("perubahan_IPM", sentence=topics.HDI),
        Rule("perubahan_TPT", sentence=topics.UNEMPLOYED_RATE),
        Rule("perubahan_kemiskinan_ekstrem", sentence=topics.EXTREME),
        Rule("perubahan_stunting", sentence=topics.STUNTING, not_sentence=topics.POOR),
        Rule("perubahan_P0", recent=topics.POOR),
        Rule("perubahan"),
    ),
    "index": (
        Rule("P1", clause=topics.INDEX_1),
        Rule("P2", clause=topics.INDEX_2),
        Rule("gini", sentence=topics.GINI),
        Rule("IPM", sentence=topics.HDI),
        Rule("IPM", recent=topics.HDI, not_sentence=topics.GINI | topics.INDEX_1 | topics.INDEX_2),
        Rule("P1", left=topics.INDEX_1),
        Rule("P2", left=topics.INDEX_2),
    ),
    "percent": (
        Rule("defisit_persen", left=cue("defisit")),
        Rule("target_pertumbuhan_ekonomi", clause=topics.AIM, left=topics.GROWTH, not_left=topics.POOR),
        Rule("target_inflasi", clause=topics.AIM, left=topics.INFLATION),
        Rule("belum_terlindungi_persen", around=topics.UNPROTECTED),
        Rule("belum_terlindungi_persen", right=topics.NOT_YET),
        Rule("cakupan_persen", right=topics.POOR, near=topics.GET_IT),
        Rule("P0_bank_dunia", sentence=topics.WORLD_BANK),
        Rule("diskon", clause=cue("diskon, potongan")),
        Rule("target_efisiensi", sentence=topics.SAVING, left=topics.AIM),
        Rule("efisiensi", left=topics.SAVED_SUM),
        Rule("tidak_tepat_sasaran", around=topics.MISSED),
        Rule("target_persen", head=topics.AIM, sentence=topics.HIRED),
        Rule(
            "target_persen",
            clause=topics.AIM,
            not_sentence=topics.REALISED,
            not_recent=topics.POOR | topics.STUNTING | topics.EXTREME | topics.UNEMPLOYED_RATE,
        ),
        Rule("terserap_kerja_persen", around=topics.HAS_WORK),
        Rule("tarif_pajak", clause=topics.TAX),
        Rule("npl", clause=topics.BAD_LOANS),
        Rule("bunga_pinjaman", left=topics.INTEREST, not_left=topics.NO_INTEREST),
        Rule("bunga_pinjaman", left=topics.NO_INTEREST, below=Decimal(1)),
        Rule("kontribusi_pdrb", around=topics.GDP, not_around=topics.POOR),
        Rule("cakupan_persen", left=topics.COVER),
        Rule("cakupan_persen", left=topics.SIGNED_UP, recent=topics.INSURED),
        Rule(
            "cakupan_persen",
            right=cue("penduduk, warga, dari jumlah penduduk, dari total penduduk, dari jumlah total"),
            recent=topics.INSURED,
            not_recent=topics.POOR,
        ),
        Rule(
            "P0",
            right=cue("dari total penduduk, dari jumlah penduduk, dari seluruh penduduk"),
            recent=topics.POOR,
            not_recent=topics.EXTREME | topics.UNEMPLOYED_RATE,
        ),
        Rule("porsi_persen", clause=topics.SHARE),
        Rule("porsi_persen", said=topics.OF_THE_LINE, sentence=topics.POVERTY_LINE),
        Rule("porsi_persen", said=cue("distribusi persentase, distribusi penduduk")),
        Rule(
            "porsi_persen",
            right=cue("dari APBD, dari anggaran, dari total anggaran, dari belanja, dari dana desa, dari total APBD"),
            not_recent=topics.REALISED,
        ),
        Rule(
            "porsi_persen",
            right=cue("dari total, dari keseluruhan, dari usulan, dari jumlah"),
            not_left=topics.REALISED,
            not_sentence=topics.POOR,
        ),
        Rule("kemiskinan_ekstrem_persen", around=topics.EXTREME, not_around=topics.RECEIVE),
        Rule(
            "realisasi_penyaluran",
            around=topics.OWN_PROGRESS,
            recent=topics.PAID | topics.RECEIVE | cue("bayar"),
            not_recent=topics.HOUSE | cue("fisik, pembangunan, pengerjaan, proyek"),
        ),
        Rule("realisasi_fisik", around=topics.PROGRESS),
        Rule("realisasi_penyaluran", left=topics.DONE_ALREADY, right=_PAID_OUT, not_sentence=topics.MONEY_SPENT),
        Rule(
            "realisasi_penyaluran",
            around=topics.HAVE_TAKEN,
            not_sentence=topics.MONEY_SPENT | topics.POOR | topics.SHARE | topics.EARNED,
        ),
        Rule("realisasi_penyaluran", around=topics.DELIVERED, not_around=topics.MONEY_SPENT),
        Rule("realisasi_penyaluran", left=topics.REALISED, sentence=topics.RECEIVE, not_sentence=topics.MONEY_SPENT),
        Rule("realisasi_penyaluran", left=_ITS_DELIVERY, recent=topics.RECEIVE, not_recent=_OF_MONEY),
        Rule(
            "P0",
            said=_ITS_LEVEL,
            recent=topics.RATE_OF_POOR,
            not_recent=topics.MONEY_SPENT | topics.RECEIVE | topics.EXTREME | topics.STUNTING | topics.UNEMPLOYED_RATE,
        ),
        Rule("realisasi_penyaluran", left=_ITS_PAYMENT, recent=topics.RECEIVE, not_recent=_OF_MONEY),
        Rule("realisasi_persen", around=topics.REALISED),
        Rule("realisasi_persen", right=cue("dari anggaran, dari pagu, dari total anggaran"), recent=topics.REALISED),
        Rule("realisasi_persen", clause=topics.SHARE_OF_IT, sentence=topics.REALISED),
        Rule("realisasi_persen", clause=topics.SHARE_OF_IT, recent=topics.SPENT, not_sentence=topics.POOR),
        Rule("TPAK", clause=cue("partisipasi angkatan kerja, TPAK")),
        Rule("TPT", around=topics.UNEMPLOYED_RATE),
        Rule("prevalensi_stunting", around=topics.STUNTING),
        Rule("inflasi", around=topics.INFLATION),
        Rule("pertumbuhan_ekonomi", around=topics.GROWTH, not_around=topics.POOR),
        Rule("P0", left=topics.POOR),
        Rule("P0", right=topics.POOR),
        Rule("kemiskinan_ekstrem_persen", sentence=topics.EXTREME),
        Rule("realisasi_persen", right=cue("target, dari target")),
        Rule("realisasi_persen", said=topics.REALISED, left=topics.EARNED, not_clause=topics.SPENT),
        Rule("realisasi_persen", said=topics.REALISED, not_sentence=topics.POOR, not_left=topics.SHARE),
        Rule("P0", sentence=topics.POOR, not_around=topics.SHARE),
        Rule("porsi_persen", right=topics.SHARE),
        Rule(
            "realisasi_penyaluran",
            sentence=cue(
                "telah menerima, sudah menerima, telah disalurkan, sudah disalurkan, tersalur*, telah mencairkan, "
                "sudah mencairkan, telah mengambil, sudah mengambil, sudah cair, telah cair"
            ),
        ),
        Rule("prevalensi_stunting", sentence=topics.STUNTING),
        Rule("TPT", sentence=topics.UNEMPLOYED_RATE, not_sentence=topics.POOR | topics.SHARE),
        Rule(
            "kemiskinan_ekstrem_persen",
            recent=topics.EXTREME,
            not_sentence=topics.BUDGET | topics.SHARE | topics.RECEIVE,
        ),
        Rule("P0", recent=topics.RATE_OF_POOR, not_sentence=topics.BUDGET | topics.SHARE),
        Rule("P0", recent=topics.POOR, not_recent=topics.RECEIVE | topics.BUDGET | topics.SHARE | topics.REALISED),
        Rule(
            "P0",
            left=topics.AT_A_LEVEL,
            article=topics.RATE_IS_TOPIC,
            not_sentence=_OF_OTHER_THINGS,
            not_article=topics.UNEMPLOYED_RATE | topics.STUNTING | topics.INFLATION,
        ),
    ),
    "money": (
        Rule(
            "perubahan_garis_kemiskinan",
            left=topics.FALL | topics.RISE,
            sentence=topics.POVERTY_LINE,
            below=Decimal(100_000),
        ),
        Rule("garis_kemiskinan_bukan_makanan", left=topics.OTHER_LINE),
        Rule("garis_kemiskinan_makanan", left=topics.FOOD_LINE),
        Rule(
            "garis_kemiskinan_bukan_makanan",
            left=cue("bukan makanan, non makanan, nonmakanan"),
            sentence=topics.POVERTY_LINE,
        ),
        Rule("garis_kemiskinan_makanan", clause=cue("makanan"), sentence=topics.POVERTY_LINE),
        Rule("garis_kemiskinan", sentence=topics.POVERTY_LINE),
        Rule(
            "upah_minimum", left=_LOWEST_WAGE, above=MILLION, below=20 * MILLION, not_sentence=topics.HELP | topics.GETS
        ),
        Rule("efisiensi", left=topics.SAVED_SUM, not_head=topics.FOR, above=MILLION),
        Rule("efisiensi", head=topics.SAVING, not_head=topics.FOR | _WHAT_IS_LEFT, above=MILLION),
        Rule(
            "nilai_per_desa",
            clause=topics.EACH_VILLAGE,
            above=10 * MILLION,
            sentence=topics.HELP,
            not_sentence=topics.ALLOCATED,
        ),
        Rule("alokasi_per_desa", clause=topics.EACH_VILLAGE, above=10 * MILLION, below=10_000 * MILLION),
        Rule("defisit", left=cue("defisit, defisitnya")),
        Rule("sisa_anggaran", left=topics.LEFT_OVER),
        Rule("sisa_anggaran", clause=topics.REST, right=topics.NOT_SPENT),
        Rule("kekurangan_anggaran", left=topics.MISSING),
        Rule("nilai_per_paket", said=_SINGLE_PACKET, left=_COST, recent=topics.IN_TRAINING, not_left=topics.SUM),
        Rule("tunggakan", left=topics.ARREARS),
        Rule("kerugian", left=topics.LOSS),
        Rule("hadiah", clause=topics.PRIZE),
        Rule("target_pendapatan_warga", left=topics.PEOPLES_INCOME, around=topics.AIM, below=100 * MILLION),
        Rule("pendapatan_warga", left=topics.PEOPLES_INCOME, below=100 * MILLION),
        Rule("uang_saku_per_hari", left=topics.ALLOWANCE),
        Rule("upah_per_hari", clause=topics.WAGE, below=MILLION, not_clause=_WAGE_SUBSIDY),
        Rule(
            "upah_per_hari", head=topics.PAID_BY_THE_DAY, sentence=topics.A_DAY, below=MILLION, not_sentence=topics.HELP
        ),
        Rule(
            "upah_per_hari",
            left=topics.PAID_BY_THE_DAY,
            recent=topics.A_DAY,
            said=topics.EARNS,
            below=_MOST_FOR_A_DAY,
            not_sentence=topics.HELP,
        ),
        Rule("iuran_per_peserta", left=topics.PREMIUM, below=MILLION),
        Rule(
            "nilai_per_penerima",
            clause=topics.GETS,
            left=topics.AT_A_PRICE,
            said=topics.EACH,
            not_sentence=topics.HOUSE,
        ),
        Rule(
            "nilai_per_unit",
            clause=_PRICE_OF_ONE,
            recent=topics.HANDED_OUT,
            above=MILLION,
            below=1000 * MILLION,
            not_article=topics.CHEAP_SALE,
        ),
        Rule("nilai_per_unit", clause=topics.PRICE, said=topics.EACH, recent=topics.HOUSE, above=MILLION),
        Rule("harga", clause=topics.PRICE, below=1000 * MILLION),
        Rule("harga", clause=topics.PACKET, article=topics.CHEAP_SALE, below=MILLION),
        Rule("plafon_pinjaman", left=topics.LOAN, below=1000 * MILLION, not_sentence=topics.HOUSE),
        Rule("realisasi", left=topics.LENT_OUT, above=MILLION, not_left=topics.SURE_PLAN),
        Rule("penyaluran_kredit", left=topics.LENT, not_left=topics.BUDGET),
        Rule("insentif_fiskal", left=topics.INCENTIVE, not_left=_SPENT_ON),
        Rule(
            "insentif_fiskal",
            head=_ITS_AMOUNT,
            recent=topics.INCENTIVE,
            above=100 * MILLION,
            not_left=topics.FOR | topics.PAID | topics.ONE_PROGRAMME,
            not_head=topics.BUDGET | topics.SET_ASIDE,
        ),
        Rule(
            "nilai_per_unit_rincian",
            clause=topics.OF_ONE_HOUSE,
            article=topics.HOUSE,
            below=60 * MILLION,
            above=MILLION / 10,
            not_left=topics.ALLOWANCE | topics.SUM,
        ),
        Rule(
            "nilai_per_unit_rincian",
            right=topics.OF_ONE_HOUSE,
            article=topics.HOUSE,
            recent=topics.PARTS_OF_A_HOUSE,
            below=20 * MILLION,
            above=MILLION / 10,
            not_left=topics.ALLOWANCE | topics.SUM,
        ),
        Rule("nilai_per_unit", around=topics.EACH_HOUSE, below=1000 * MILLION),
        Rule(
            "nilai_per_unit",
            right=topics.KIND_OF_HOUSE_WORK,
            below=100 * MILLION,
            above=MILLION,
            not_left=topics.SUM | topics.LOSS,
        ),
        Rule("nilai_per_unit", clause=topics.EACH, sentence=topics.HOUSE, below=1000 * MILLION),
        Rule(
            "nilai_per_unit",
            said=topics.EACH_HOUSE,
            above=4 * MILLION,
            below=100 * MILLION,
            not_left=topics.SUM | topics.AIM_OF_MONEY,
        ),
        Rule("nilai_per_unit", left=topics.EACH, recent=topics.HOUSE, above=4 * MILLION, below=100 * MILLION),
        Rule(
            "nilai_per_unit",
            clause=topics.KIND_OF_HOUSE_WORK,
            article=topics.HOUSE,
            above=4 * MILLION,
            below=100 * MILLION,
            not_left=topics.SUM | topics.TOTAL | topics.AIM_OF_MONEY,
        ),
        Rule("nilai_per_penerima", clause=topics.EACH, below=500 * MILLION),
        Rule(
            "nilai_per_penerima",
            left=cue("ahli waris, ahli warisnya, santunan, beasiswa"),
            below=1000 * MILLION,
            not_around=topics.TOTAL,
        ),
        Rule("nilai_per_penerima", clause=topics.GETS, sentence=topics.DEATH, below=300 * MILLION),
        Rule(
            "nilai_per_penerima",
            clause=topics.GETS,
            below=100 * MILLION,
            not_around=topics.TOTAL | topics.INCENTIVE,
            not_sentence=topics.HOUSE,
        ),
        Rule(
            "alokasi_per_kelurahan",
            recent=topics.EACH_KELURAHAN,
            above=10 * MILLION,
            below=2000 * MILLION,
            not_left=topics.SUM | topics.TOTAL,
        ),
        Rule("dana_mengendap", recent=topics.IDLE, not_left=topics.SAVING),
        Rule("sisa_anggaran", recent=topics.UNSPENT),
        Rule("target_investasi", clause=topics.AIM, sentence=topics.INVESTMENT, not_sentence=topics.REALISED),
        Rule("realisasi_investasi", recent=topics.INVESTMENT, not_left=topics.BUDGET),
        Rule(
            "realisasi_pendapatan",
            sentence=cue("pendapatan daerah, pendapatan asli daerah"),
            left=topics.REALISED | cue("yakni, yaitu, sebesar, mencapai"),
        ),
        Rule("realisasi_pendapatan", clause=topics.INCOME, said=topics.REALISED),
        Rule("target_penerimaan", clause=topics.AIM, said=_REVENUE),
        Rule("realisasi_pendapatan", left=_REVENUE, not_left=topics.AIM),
        Rule("realisasi_pendapatan", clause=topics.INCOME, recent=topics.REALISED, not_clause=topics.AIM | topics.FOR),
        Rule(
            "target_penerimaan",
            clause=topics.AIM,
            sentence=topics.COLLECTED | topics.INCOME | topics.ZAKAT,
            not_left=topics.AIM_OF_MONEY,
        ),
        Rule(
            "target_penerimaan", clause=topics.AIM, recent=topics.COLLECTED, not_sentence=topics.BUDGET | topics.HOUSE
        ),
        Rule("penerimaan", left=topics.COLLECTED),
        Rule("penerimaan", clause=topics.REALISED, said=topics.COLLECTED),
        Rule(
            "penerimaan",
            clause=topics.ZAKAT,
            above=10 * MILLION,
            not_right=topics.FOR,
            not_left=topics.PAID | topics.BUDGET | topics.GIVEN | topics.ONE_SHARE,
        ),
        Rule("anggaran_opd", left=topics.AGENCY_BUDGET, not_left=topics.FOR | _PLACES_BUT_IN_NAMES),
        Rule(
            "anggaran_opd",
            left=topics.HOLDS_MONEY,
            said=topics.AGENCY,
            not_left=topics.FOR | topics.ONE_PROGRAMME | topics.HELP | topics.GOES_TO_PEOPLE | _PLACES_BUT_IN_NAMES,
            not_right=topics.FOR,
        ),
        Rule(
            "anggaran_opd",
            clause=topics.WHOLE_AMOUNT | _WHAT_IS_LEFT,
            recent=topics.AGENCY_BUDGET,
            not_left=topics.FOR | topics.ONE_PROGRAMME | topics.HELP | topics.UNSPENT,
            not_right=topics.FOR,
            not_near=topics.REALISED | topics.GIVEN,
        ),
        Rule("anggaran_opd", clause=_OUR_BUDGET, recent=topics.AGENCY, not_left=topics.FOR | topics.ONE_PROGRAMME),
        Rule("pembukaan_blokir", left=_BLOCKED),
        Rule("pembukaan_blokir", recent=_BLOCKED, right=cue("dibuka, telah dibuka")),
        Rule("usulan_anggaran", left=topics.PROPOSED),
        Rule("nilai_produksi", left=cue("nilai produksi")),
        Rule("nilai_transaksi", left=_DEALINGS),
        Rule("remitansi", left=cue("remitansi")),
        Rule("omzet", left=topics.TURNOVER),
        Rule(
            "realisasi", clause=cue("realisasi, realisasinya, terealisasi, terserap, serapan, terpakai, menghabiskan")
        ),
        Rule("anggaran", clause=topics.PUT_BY, above=MILLION, not_clause=topics.PAID | topics.GONE_OUT),
        Rule("anggaran", left=topics.A_PORTION, recent=topics.AIM_OF_MONEY, not_left=topics.PAID | topics.GONE_OUT),
        Rule(
            "realisasi",
            right=cue("dari pagu, dari total pagu, dari total anggaran, dari alokasi"),
            not_left=topics.FALL | topics.RISE,
        ),
        Rule("anggaran", left=topics.WHOLE_AMOUNT, not_near=topics.REALISED | topics.GIVEN),
        Rule(
            "dana_transfer",
            said=topics.TRANSFER,
            above=100 * MILLION,
            not_left=topics.AIM_OF_MONEY | topics.REGIONAL_BUDGET,
            not_sentence=cue("dana kelurahan, bersumber"),
        ),
        Rule(
            "anggaran",
            recent=topics.TRANSFER,
            above=100 * MILLION,
            not_left=topics.AIM_OF_MONEY,
            not_sentence=cue("dana kelurahan, bersumber"),
        ),
        Rule(
            "nilai_per_unit",
            sentence=topics.HOUSE,
            above=MILLION,
            below=60 * MILLION,
            not_around=topics.SUM | topics.AIM_OF_MONEY,
            not_left=topics.OTHER_AID,
        ),
        Rule(
            "nilai_per_penerima",
            around=topics.ONE_SHARE,
            below=20 * MILLION,
            not_around=topics.TOTAL | topics.AIM_OF_MONEY,
        ),
        Rule("nilai_per_penerima", recent=topics.ONE_SHARE, below=10 * MILLION, not_around=topics.TOTAL),
        Rule(
            "realisasi",
            right=topics.GIVEN,
            not_near=topics.PLAN | topics.AIM_OF_MONEY,
            not_left=topics.FALL | topics.RISE,
        ),
        Rule("realisasi", right=topics.GIVEN_ALREADY, not_left=topics.WHOLE_AMOUNT | topics.FALL | topics.RISE),
        Rule("anggaran", left=topics.PAID_TO_THE_REGION, not_clause=topics.GOES_TO_PEOPLE),
        Rule("anggaran", clause=topics.GETS_MORE, above=100 * MILLION),
        Rule(
            "realisasi",
            left=topics.GONE_OUT,
            not_clause=topics.SURE_PLAN | topics.GIVEN_TO_THE_REGION,
            not_right=topics.SURE_PLAN,
        ),
        Rule(
            "realisasi",
            right=topics.GONE_OUT,
            not_left=topics.WHOLE_AMOUNT | topics.FALL | topics.RISE,
            not_right=topics.SURE_PLAN | cue("diterima pemkab, diterima pemkot, diterima daerah"),
        ),
        Rule(
            "realisasi",
            left=topics.WORTH_IN_ALL,
            sentence=topics.HANDED_OVER | topics.BOUGHT,
            not_sentence=topics.SURE_PLAN,
        ),
        Rule("realisasi", clause=topics.PAID),
        Rule("realisasi", clause=_POURED_OUT, aspect="done"),
        Rule("realisasi", clause=cue("mengeluarkan dana, mengeluarkan anggaran"), not_sentence=topics.SURE_PLAN),
        Rule("realisasi", head=cue("nilainya"), recent=topics.HANDED_OUT, aspect="done", above=25 * MILLION),
        Rule("anggaran", left=topics.GIVEN_TO_THE_REGION),
        Rule("anggaran", left=topics.AIM_OF_MONEY),
        Rule("realisasi", left=topics.PAID, aspect="done"),
        Rule("nilai_per_penerima", left=topics.TOTAL, said=topics.EACH | topics.GETS, below=10 * MILLION),
        Rule("nilai_per_penerima", left=topics.TOTAL, recent=topics.ONE_SHARE, below=2 * MILLION),
        Rule("anggaran", left=topics.TOTAL, said=topics.ALLOCATED),
        Rule("realisasi", left=topics.TOTAL, recent=topics.PAID),
        Rule("realisasi", left=cue("total manfaat")),
        Rule(
            "realisasi",
            clause=topics.GETS,
            left=topics.HELP,
            aspect="done",
            above=100 * MILLION,
            not_sentence=topics.ALLOCATED | topics.BUDGET,
        ),
        Rule("anggaran", left=topics.BUDGET),
        Rule("realisasi", sentence=topics.PAID, aspect="done"),
        Rule("anggaran", sentence=topics.BUDGET),
        Rule("anggaran", aspect="plan"),
        Rule("realisasi", sentence=topics.PAID),
        Rule("anggaran", recent=topics.BUDGET),
        Rule("realisasi", left=topics.TOTAL, recent=topics.RECEIVE),
    ),
    "person": (
        Rule("belum_terlindungi", left=topics.NOT_YET),
        Rule("rata_rata_anggota_rt", right=topics.MEMBERS, sentence=topics.MEAN),
        Rule("rata_rata_anggota_rt", left=topics.GROUP_MEMBERS, sentence=topics.MEAN),
        Rule("rata_rata_anggota_rt", quote=topics.MEMBERS, sentence=topics.MEAN),
        Rule("petugas", quote=topics.OFFICERS),
        Rule("petugas", clause=cue("oleh"), quote=topics.STAFF),
        Rule("jumlah_miskin_bank_dunia", sentence=topics.WORLD_BANK),
        Rule("anggota_per_kelompok", left=topics.GROUP_MEMBERS),
        Rule("anggota_per_kelompok", quote=cue("anggota"), left=topics.EACH),
        Rule("sampel", left=topics.SAMPLE),
        Rule("sampel", quote=topics.SAMPLE),
        Rule("graduasi", around=topics.GRADUATED, not_right=topics.DROPPED),
        Rule("jumlah_miskin_ekstrem", around=topics.EXTREME, not_left=topics.DONE_FOR, not_right=topics.GET_IT),
        Rule(
            "jumlah_miskin_ekstrem",
            quote=topics.EXTREME,
            not_left=topics.DONE_FOR,
            not_right=topics.GET_IT,
            not_head=topics.FOR,
        ),
        Rule(
            "jumlah_miskin_registri",
            around=topics.POOR,
            recent=topics.REGISTRY_NAME,
            not_left=topics.DONE_FOR | topics.STATISTICS,
            not_right=topics.GET_IT,
        ),
        Rule(
            "jumlah_miskin_registri",
            around=topics.POOR,
            recent=topics.REGISTRY,
            not_left=topics.DONE_FOR,
            not_right=topics.GET_IT,
            not_article=topics.STATISTICS,
        ),
        Rule(
            "jumlah_miskin_registri",
            left=topics.REGISTRY,
            not_left=topics.DONE_FOR | topics.APPROVED | topics.BY_AN_OFFICE,
        ),
        Rule(
            "jumlah_miskin_registri",
            sentence=topics.REGISTRY_NAME,
            not_right=_NOT_LISTED,
            not_sentence=topics.RECEIVE | topics.ACTS & ~topics.POOR & ~topics.OF_THAT_TOTAL,
        ),
        Rule(
            "jumlah_miskin_registri",
            right=topics.REGISTRY_NAME,
            not_left=topics.DONE_FOR,
            not_right=_NOT_LISTED,
        ),
        Rule("anak_tidak_sekolah", near=topics.NOT_IN_SCHOOL),
        Rule("anak_putus_sekolah", near=topics.OUT_OF_SCHOOL),
        Rule("anak_putus_sekolah", quote=topics.OUT_OF_SCHOOL),
        Rule("jumlah_balita", right=_WEIGHED, not_right=topics.GETS),
        Rule("jumlah_stunting", left=topics.STUNTED, not_sentence=topics.RECEIVE | topics.REACH),
        Rule(
            "jumlah_penduduk_miskin", quote=cue("penduduk miskin"), not_left=topics.RECEIVE, not_around=topics.PROPOSED
        ),
        Rule("jumlah_penduduk_miskin", left=topics.POOR, not_left=topics.DONE_FOR, not_around=topics.PROPOSED),
        Rule(
            "jumlah_penduduk_miskin",
            quote=topics.POOR,
            not_said=topics.DONE_FOR,
            not_around=topics.PROPOSED,
            not_right=topics.GET_IT,
            not_head=topics.FOR,
        ),
        Rule(
            "jumlah_penduduk_miskin",
            right=topics.POOR,
            not_quote=_PUPILS,  # "100 siswa dari keluarga miskin"
            not_said=topics.DONE_FOR,
            not_recent=topics.IN_TRAINING,
            not_right=topics.GET_IT,
        ),
        Rule("jumlah_phk", around=topics.DISMISSED),
        Rule("angkatan_kerja", left=topics.LABOUR_FORCE),
        Rule("jumlah_pengangguran", quote=topics.JOBLESS),
        Rule("jumlah_pengangguran", left=topics.JOBLESS),
        Rule("pekerja_migran", near=_ABROAD, not_near=topics.GETS | topics.IN_TRAINING),
        Rule(
            "jumlah_penduduk",
            quote=cue("penduduk"),
            left=topics.WHOLE_AMOUNT,
            not_quote=topics.POOR,
            not_around=topics.POOR | topics.RECEIVE,
        ),
        Rule(
            "jumlah_penduduk",
            quote=cue("penduduk"),
            head=topics.FROM,
            not_quote=topics.POOR,
            not_around=topics.POOR | topics.RECEIVE,
        ),
        Rule("jumlah_penduduk", left=topics.POPULATION, not_left=topics.SIGNED_UP | topics.RECEIVE),
        Rule("jumlah_penduduk", clause=cue("penduduk"), not_sentence=topics.POOR | topics.RECEIVE),
        Rule("penduduk_bekerja", left=topics.WORKING, not_sentence=topics.RECEIVE | topics.TRAINING),
        Rule(
            "jumlah_miskin_ekstrem",
            left=topics.STILL,
            recent=topics.EXTREME,
            not_recent=topics.RECEIVE | topics.TRAINING,
        ),
        Rule(
            "jumlah_penduduk_miskin",
            head=cue("ada"),
            recent=topics.POOR,
            article=topics.STATISTICS,
            not_recent=topics.RECEIVE | topics.IN_TRAINING,
        ),
        *_RECIPIENTS,
        Rule("jumlah_miskin_ekstrem", sentence=topics.EXTREME),
        Rule("jumlah_penduduk_miskin", sentence=topics.POOR, not_quote=_PUPILS),
        Rule(
            "jumlah_penduduk_miskin",
            recent=topics.POOR,
            left=topics.ABSOLUTE,
            not_recent=topics.RECEIVE,
            not_quote=_PUPILS,
        ),
        Rule("jumlah_penduduk_miskin", recent=topics.POOR, sentence=topics.STATISTICS, not_recent=topics.RECEIVE),
    ),
    "household": (
        Rule("belum_terlindungi", left=topics.NOT_YET),
        Rule("sampel", left=topics.SAMPLE),
        Rule("graduasi", around=topics.GRADUATED, not_right=topics.DROPPED),
        Rule("graduasi", quote=topics.GRADUATED),
        Rule("keluarga_miskin_ekstrem", around=topics.EXTREME, not_left=topics.DONE_FOR, not_right=topics.GET_IT),
        Rule(
            "keluarga_miskin_ekstrem",
            quote=topics.EXTREME,
            not_left=topics.DONE_FOR,
            not_right=topics.GET_IT,
            not_head=topics.FOR,
        ),
        Rule(
            "jumlah_miskin_registri",
            around=topics.POOR,
            recent=topics.REGISTRY,
            not_left=topics.DONE_FOR,
            not_right=topics.GET_IT,
        ),
        Rule(
            "jumlah_miskin_registri",
            right=topics.REGISTRY_NAME,
            not_left=topics.DONE_FOR,
            not_quote=topics.RECEIVE,
            not_right=_NOT_LISTED,
        ),
        Rule("jumlah_miskin_registri", left=topics.REGISTRY_NAME, not_left=topics.DONE_FOR | topics.APPROVED),
        Rule(
            "jumlah_miskin_registri",
            sentence=topics.REGISTRY_NAME,
            not_right=_NOT_LISTED,
            not_sentence=topics.RECEIVE | topics.ACTS & ~topics.POOR & ~topics.OF_THAT_TOTAL,
        ),
        Rule("keluarga_berisiko_stunting", left=_AT_RISK, not_sentence=topics.RECEIVE | topics.REACH),
        Rule("keluarga_berisiko_stunting", quote=_AT_RISK, not_sentence=topics.RECEIVE | topics.REACH),
        Rule("backlog_rumah", left=topics.BACKLOG),
        Rule("keluarga_miskin", left=topics.POOR, not_left=topics.DONE_FOR),
        Rule(
            "keluarga_miskin", quote=topics.POOR, not_said=topics.DONE_FOR, not_right=topics.GET_IT, not_head=topics.FOR
        ),
        Rule(
            "keluarga_miskin_ekstrem",
            left=topics.STILL,
            recent=topics.EXTREME,
            not_recent=topics.RECEIVE | topics.TRAINING,
        ),
        Rule("penerima", right=_DOES_WORK, article=topics.PUBLIC_WORKS, not_near=topics.SURE_PLAN),
        *_RECIPIENTS,
    ),
    "business": (
        Rule("mitra", sentence=cue("menjadi bagian dari, bermitra")),
        Rule("jumlah_umkm", left=topics.COUNT_OF_BUSINESSES, not_around=topics.GETS | topics.RECEIVERS | topics.HELP),
        *_RECIPIENTS,
        Rule("jumlah_umkm", left=cue("jumlah, terdapat, terdata, ada, memiliki, mempunyai, tercatat")),
    ),
    "group": (
        Rule("jumlah_lembaga", clause=cue("akreditasi, terdapat, jumlah")),
        Rule("jumlah_lembaga", near=_STANDS, not_around=topics.GETS | topics.HELP),
        *_RECIPIENTS,
    ),
    "dwelling": (
        Rule("jumlah_umkm", quote=cue("unit usaha"), not_around=topics.GETS | topics.HELP | topics.PROPOSED),
        Rule("terdampak", near=topics.DAMAGED, not_near=topics.WORK_ON_HOUSES),
        Rule("jumlah_umkm", left=cue("jumlah UMKM, jumlah IKM, jumlah UKM, jumlah pelaku UMKM")),
        Rule("usulan", near=topics.PROPOSED, not_near=topics.APPROVED),
        Rule(
            "realisasi_unit", head=topics.ONLY_NOW, right=topics.DONE | topics.DONE_ALREADY, not_right=topics.SURE_PLAN
        ),
        Rule("target_unit", clause=topics.APPROVED),
        Rule("target_unit", right=cue("menyusul")),
        Rule(
            "target_unit",
            left=cue("hanya menangani, hanya bisa, hanya mampu, baru bisa, hanya memperbaiki, hanya dapat"),
            sentence=topics.THIS_YEAR,
        ),
        Rule("kebutuhan_unit", left=cue("kebutuhan, dibutuhkan, membutuhkan")),
        Rule("target_unit", right=_LEFT_FOR_WORK, not_near=topics.NOT_BEGUN | topics.DONE_ALREADY),
        Rule("jumlah_rtlh", near=topics.NOT_BEGUN),
        Rule("jumlah_rtlh", left=topics.BACKLOG_OF_UNFIT),
        Rule("jumlah_rtlh", left=topics.TO_BE_MENDED, not_near=topics.SURE_PLAN),
        Rule("backlog_rumah", left=topics.BACKLOG),
        Rule("jumlah_rtlh", left=topics.COUNT_OF_HOUSES, quote=topics.UNFIT_HOUSE, not_around=topics.WORK_ON_HOUSES),
        Rule("jumlah_rtlh", left=topics.UNFIT_HOUSE, said=topics.COUNT_OF_HOUSES, not_around=topics.WORK_ON_HOUSES),
        Rule("target_unit", left=cue("berarti"), recent=topics.PLAN),
        Rule("target_unit_rincian", left=cue("rencananya ada")),
        Rule(
            "jumlah_rtlh",
            clause=cue("jumlah RTLH, jumlah rumah tidak layak huni, tersisa, masih ada, masih terdapat"),
            not_right=topics.SURE_PLAN,
        ),
        Rule("realisasi_unit", clause=topics.REALISED, not_near=topics.SURE_PLAN),
        Rule("target_unit", clause=topics.THIS_YEAR, said=topics.LAST_YEAR, not_near=topics.DONE_ALREADY),
        Rule("target_unit", left=topics.QUOTA, not_around=topics.DONE_ALREADY),
        Rule("target_unit", aspect="plan"),
        Rule("realisasi_unit", aspect="done"),
        Rule("realisasi_unit", sentence=topics.DONE_ALREADY),
        Rule("target_unit", recent=topics.QUOTA),
        Rule("target_unit", clause=topics.FOR, not_sentence=topics.DONE_ALREADY),
        Rule("target_unit", sentence=cue("tahun depan, tahun ini, bersumber")),
        Rule("target_unit", left=topics.AIMED_AT),
        Rule("jumlah_umkm", left=cue("jumlah UMKM, UMKM, IKM"), not_sentence=topics.HOUSE),
        Rule("jumlah_rtlh", left=topics.UNFIT_HOUSES),
    ),
    "job": (Rule("target_lapangan_kerja", quote=cue("lapangan kerja, lapangan pekerjaan")), Rule("lowongan_kerja")),
    "stage": (Rule("jumlah_tahap"),),
    "firm": (Rule("mitra", article=topics.PARTNER), Rule("jumlah_lembaga")),
    "item": (
        Rule("produksi", left=topics.HARVEST),
        Rule("produksi", said=topics.HARVEST, not_sentence=topics.HANDED_OUT),
        Rule("luas_lahan", quote=_AREA),
        Rule("stok", left=_STOCK, not_left=topics.GIVING),
        Rule("jumlah_paket", quote=cue("paket"), article=topics.IN_TRAINING, not_recent=cue("sembako, bantuan")),
        Rule("barang_per_penerima", left=topics.CONTENTS | topics.EACH, below=Decimal(100)),
        Rule("barang_dibagikan", recent=topics.HANDED_OUT),
        Rule("barang_dibagikan", aspect="plan"),
        Rule("barang_dibagikan", article=topics.HANDED_OUT | topics.RECEIVE | topics.CHEAP_SALE),
        Rule("jumlah"),
    ),
    "case": (
        Rule("target_peserta", quote=_POLICY, aspect="plan"),
        Rule("peserta", quote=_POLICY),
        Rule("sanggahan", quote=cue("sanggahan")),
        Rule("jumlah_klaim", quote=cue("klaim")),
        Rule("jumlah_lamaran", quote=cue("lamaran")),
        Rule("usulan_diterima", right=topics.FOUND_FIT | topics.APPROVED, not_quote=cue("sanggahan")),
        Rule("usulan", around=topics.CASE_PAPER),
        Rule("usulan", quote=topics.CASE_PAPER),
        Rule("jumlah"),
    ),
    "activity": (
        Rule("usulan", recent=topics.PROPOSED),
        Rule("jumlah_paket"),
    ),
    "facility": (
        Rule("usulan", around=topics.PROPOSED),
        Rule("target_unit", aspect="plan"),
        Rule("realisasi_unit", aspect="done"),
        Rule("realisasi_unit", around=cue("beroperasi, dibangun, direvitalisasi, berdiri")),
        Rule("penerima_target", aspect="plan", sentence=topics.RECEIVE),
    ),
    "site": (
        Rule("target_unit", sentence=topics.BUILT, aspect="plan"),
        Rule("target_unit", around=topics.AIM, sentence=topics.BUILT),
        Rule("realisasi_unit", sentence=topics.BUILT, not_sentence=cue("direncanakan, akan dibangun")),
        Rule("realisasi_unit", recent=topics.BUILT),
        Rule("cakupan_wilayah"),
    ),
    "area": (Rule("cakupan_wilayah"),),
    "agency": (Rule("cakupan_instansi"),),
    "work": (Rule("hari_orang_kerja"),),
    "time": (Rule("durasi"),),
}
RECEIVING = ("person", "household", "business", "group")
