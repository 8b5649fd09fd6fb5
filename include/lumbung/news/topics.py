"""What the words around a number speak of: lists of words, each one bit.

Tables only. A rule of `role_rules` asks for the bits that must stand in a part of the sentence.
"""

from __future__ import annotations

from itertools import product

from lumbung.news.cues import cue, quiet


def _each(*lists: str) -> str:
    """Each word of one list with each of the next: `sudah, telah` and `cair` -> `sudah cair, telah cair`."""
    return ", ".join(" ".join(words) for words in product(*(phrases.split(", ") for phrases in lists)))


EXTREME = cue(
    "miskin ekstrem, miskin ekstrim, miskin extrim, miskin extrem, kemiskinan ekstrem, kemiskinan ekstrim, "
    "kemiskinan extrim, kemiskinan extrem"
)
POOR = cue(
    "penduduk miskin, masyarakat miskin, warga miskin, orang miskin, jiwa miskin, keluarga miskin, "
    "angka kemiskinan, tingkat kemiskinan, kemiskinan, berstatus miskin, miskin, fakir miskin, prasejahtera"
)
RATE_OF_POOR = cue("angka kemiskinan, tingkat kemiskinan, persentase, penduduk miskin, kemiskinan")
CUT = cue("diefisiensi, ~pangkas, pemangkasan, dipotong, pemotongan, memotong, terpotong, potongan TKD")
PLAIN_CUT = cue("~pangkas, pemangkasan, dipotong, pemotongan, memotong, terpotong")
# Money that an office gives up: of its own name, whoever cuts it.
SAVING = cue("efisiensi, diefisiensi, efisienkan, diefisienkan, mengefisienkan, penghematan, dihemat, menghemat")
SAVED_SUM = cue(
    "hasil efisiensi, dari efisiensi, efisiensi sebesar, efisiensi senilai, efisiensi mencapai, nilai efisiensi, "
    "efisiensi anggaran sebesar, efisiensi anggaran senilai, efisiensi anggaran mencapai, dana efisiensi, "
    "total efisiensi, efisienkan, diefisienkan, mengefisienkan, menghemat, dihemat, penghematan"
)
POVERTY_LINE = cue(
    "garis kemiskinan, batas miskin, batas kemiskinan, ambang miskin, ambang kemiskinan, pengeluaran minimum, "
    "pengeluaran minimal, "
    + _each("tidak, tak", "disebut, dianggap, tergolong, digolongkan, dikategorikan, masuk kategori", "miskin")
)
FOOD_LINE = cue("garis kemiskinan makanan")
OTHER_LINE = cue(
    "garis kemiskinan bukan makanan, garis kemiskinan non makanan, garis kemiskinan nonmakanan, "
    "garis kemiskinan non-makanan"
)
FALL = cue(
    "turun, menurun, berkurang, penurunan, susut, menyusut, pengurangan, diefisiensi, ~pangkas, pemangkasan, "
    "dipotong, pemotongan, lebih sedikit, lebih rendah, menurunkan, merosot, anjlok, dikurangi"
)
RISE = cue(
    "naik, meningkat, bertambah, kenaikan, peningkatan, menambah, penambahan, ditambah, bertumbuh, tumbuh, "
    "lebih tinggi, lebih banyak, melonjak, ada tambahan, terdapat tambahan"
)
TO_LEVEL = cue(
    "menjadi, jadi, dari, ke angka, ke posisi, ke level, hingga, sebelumnya, berada di, pada angka, di angka, "
    "ke, yakni, yaitu, tinggal, daripada, ketimbang, mencapai, tercatat, sebagai, untuk, dibanding, "
    "dibandingkan, yang"
)
REGISTRY = cue(
    "data terpadu, DTKS, DTSEN, BDT, P3KE, Regsosek, basis data terpadu, terdata, terdaftar, PBDT, MBR, DTSN, "
    "data tunggal"
)
PLAN = cue(
    "target, targetnya, menargetkan, ditargetkan, ditarget, menarget, akan, rencana, rencananya, direncanakan, "
    "merencanakan, mengalokasikan, dialokasi*, alokasi, mencakup, menyasar, disasar, ditujukan, diperuntukkan, "
    "disiapkan, menyiapkan, siapkan, menyediakan, disediakan, dianggarkan, menganggarkan, diprioritaskan bagi, "
    "menjangkau, bakal, diproyeksikan, hendak, ingin, siap, nantinya, membuka, dijadwalkan, memprogramkan, "
    "diprogramkan, memperluas, sanggup, mampu, ditetapkan sebagai, tahun depan, mematok, dipatok, menjanjikan, "
    "dijanjikan, berjanji, mengupayakan, diupayakan, ditargetkannya, mencanangkan, dicanangkan, mengusung, "
    "menggarap, digarap, mengerjakan, dikerjakan, upayakan, "
    "membidik, dibidik, dipakai, digunakan, dimanfaatkan, siapkan, alokasikan, anggarkan, "
    "sediakan, targetkan, rencanakan, menyisipkan, disisipkan, menyisihkan, disisihkan, mencadangkan, dicadangkan, "
    " berencana, memproyeksikan, bertekad, proyeksi, segera, calon penerima, "
    "calon peserta"
)
# Words that say of a plan that it is one, whatever is planned.
SURE_PLAN = cue(
    "segera, target, menargetkan, ditargetkan, ditarget, menarget, targetkan, akan, bakal, rencana, "
    "rencananya, direncanakan, merencanakan, berencana, tahun depan, hendak, nantinya, dijadwalkan, "
    "diproyeksikan, diprogramkan, kuota, jatah, dijatah"
)
# Plans, unless "telah" stands right before.
REACH = cue("menjangkau, mencakup, menyasar, menyerap, memperluas")
# Plans too, unless "kini" or "saat ini" stands a few words before.
REACHED_NOW = cue("menjangkau, mencakup")
# What help is meant for: a plan by itself, but not behind a word that it was given.
MEANT = cue("diperuntukkan, ditujukan, digunakan, dipakai, dimanfaatkan, disasar, menyasar, mencakup, menjangkau")
DONE = cue(
    "ditasharufkan, mentasharufkan, ditasyarufkan, mentasyarufkan, telah, sudah, terealisasi, "
    "tersalur*, selesai, berhasil, rampung, tuntas, diserahkan, menyerahkan, "
    "disalurkan, menyalurkan, menerima, diterima, dibagikan, membagikan, diberikan, memberikan, memberi, dicairkan, "
    "mencairkan, cair, membantu, dibantu, mendapat, mendapatkan, memperoleh, dibangun, diperbaiki, direhab*, "
    "memperbaiki, merehab*, membangun, terisi, tahun lalu, tercatat, ~rehab, ~bedah, ~renovasi, ~pugar, "
    "~resmi, ~distribusi, sampai ke tangan, terbangun, menyantuni, mengucurkan, tersentuh, menyerap, terserap, "
    "menutup, ditutup, berakhir, menuntaskan, dituntaskan, merampungkan, dirampungkan, menyelesaikan, "
    "diselesaikan, tahun kemarin, kelar, merealisasikan, direalisasikan, terlaksana, terbantu, mengantongi, "
    "ternikmati, usai"
)
DONE_ALREADY = cue("telah, sudah, terealisasi, tersalur*, selesai, berhasil, rampung, tuntas, terisi, tahun lalu, baru")
RECEIVE = cue(
    "bantuan, menerima, penerima, diterima, diberikan, memberikan, membagikan, dibagikan, menyalurkan, "
    "disalurkan, penyaluran, mendapat, mendapatkan, memperoleh, membantu, dibantu, menyerahkan, diserahkan, "
    "santunan, menyantuni, santuni, beasiswa, memberi, diberi, BLT, PKH, bansos, BPNT, BST, BPUM, BSU, PBI, "
    "sembako, beras, memberdayakan, mendukung, manfaat, dibiayai, ditanggung, menanggung, jaminan, iuran, "
    "membiayai, mencairkan, dicairkan, dijamin, rastra, didaftarkan, dilindungi, diikutsertakan, dicover, "
    "perlindungan, asuransi, terima, ~bantu, ~bagi, ~salur, ~serah, tersasar, permakanan, ~santun, ~lindung, "
    "~daftar, ~ikutserta, ~cover, ~jamin, ~cair, ~biaya, ~kucur, ~gulir, ~hibah, ~subsidi"
)
TRAINING = cue(
    "pelatihan, dilatih, melatih, pembinaan, bimtek, bimbingan teknis, magang, lokakarya, workshop, kursus, "
    "keterampilan, sosialisasi, pendampingan, ~latih, ~bina, ~bekal, ~ajar, ~didik, belajar"
)
# A list of receivers that is settled, whether or not they have got anything.
SETTLED = cue(
    "ditetapkan, menetapkan, penetapan, berhak, yang bersih, penerima sasaran, sasaran penerima, "
    "terdata sebagai penerima, terdaftar sebagai penerima, "
    + _each("masuk daftar, masuk dalam daftar", "penerima, BLT, bansos, BPNT, PKH")
)
# How a list of receivers is cleaned; what is left of it is settled.
CLEANED = cue(
    "disandingkan, dipadankan, pemadanan, dicocokkan, disaring, penyaringan, diverifikasi, verifikasi dan validasi, "
    "dimutakhirkan, pemutakhiran, diverval"
)
SHRINKS_TO = cue("menjadi, jadi, tinggal, tersisa, menyisakan, menyusut, didapat, diperoleh")
RECEIVERS = cue("penerima, jumlah penerima, penerimanya, penerima manfaat, penerima bantuan, calon penerima")
SET_ASIDE = cue(
    "menganggarkan, dianggarkan, anggarkan, menyiapkan, disiapkan, siapkan, menyediakan, disediakan, mengalokasikan, "
    "dialokasikan"
)
ACCEPTED = cue("=diterima")
VACANCIES = cue("lowongan, job fair, bursa kerja, pelamar, lamaran, pencari kerja")
FOUND_FIT = cue("dinilai layak, dinyatakan layak, dianggap layak, dinyatakan memenuhi syarat")
PASSED_ON = cue("diteruskan, terinput, diinput, ~input, diunggah")
SCHOOLING = cue(
    "sekolah rakyat, diterima di sekolah, belajar di, telah belajar, sudah belajar, bersekolah, "
    "menempuh pendidikan, mengenyam pendidikan"
)
TO_BE_MENDED = cue(
    "mesti dibantu, harus dibantu, perlu dibantu, mesti diperbaiki, harus diperbaiki, perlu diperbaiki, "
    "mesti ditangani, harus ditangani, perlu ditangani, belum ditangani, belum diperbaiki, belum tertangani, "
    "belum tersentuh, belum dibantu, belum terbantu"
)
NOT_BEGUN = cue(
    "belum ditangani, belum tertangani, belum dikerjakan, belum diperbaiki, belum digarap, belum tersentuh, "
    "belum dibangun, belum direhab"
)
BACKLOG_OF_UNFIT = cue("backlog RTLH, backlog rumah tidak layak huni, backlog rumah tak layak huni")
STUNTED = cue("jumlah balita stunting, jumlah anak stunting, kasus stunting, balita stunting, anak stunting")
EACH_GROUP = cue(
    "tiap kelompok, setiap kelompok, masing-masing kelompok, satu kelompok, tiap KUBE, setiap KUBE, satu KUBE"
)
# Money that has left: what it has reached, or that it is gone.
GONE_OUT = cue(
    _each(
        "sudah, telah, sempat",
        "mengucur, mengalir, berpindah, masuk, masuk ke, turun, turun ke, sampai, dikirim, terkirim, diterima, "
        "dinikmati, dipakai, digunakan, terpakai, kepakai, habis, keluar, dikeluarkan, dikucurkan, digelontorkan, "
        "dibelanjakan, ditransfer, dibayar, dibayarkan, masuk rekening",
    )
    + ", yang keluar dari kas, uang yang keluar, uang yang terpakai, kepakai, "
    + _each("yang", "sampai ke tangan, sampai ke rekening, sampai ke penerima, masuk rekening, diterima warga")
)
WORTH_IN_ALL = cue("total nilai, nilai total, nilai keseluruhan, nilai seluruh, jumlah nilai")
BOUGHT = cue("dibeli, dibelikan, membeli, terbeli")
# Money that is put by for something, from another purpose or out of a whole.
PUT_BY = cue(
    "refocusing, realokasi, dicadangkan, mencadangkan, dialihkan, digeser, disisihkan, menyisihkan, disisipkan"
)
A_PORTION = cue("porsi")
# `kredit yang dicairkan`: told of money that has moved, not of the lending as such.
LENT_OUT = cue(
    _each(
        "kredit, pembiayaan, pinjaman, dana", "yang", "tersalur, tersalurkan, dicairkan, dikucurkan, cair, digulirkan"
    )
    + ", "
    + _each(
        "kredit, pembiayaan, pinjaman", "yang sudah, yang telah", "tersalur, tersalurkan, dicairkan, dikucurkan, cair"
    )
)
# Who have taken what is theirs, behind or before a share of them.
HAVE_TAKEN = cue(
    _each("yang, sudah, telah", "ambil, mengambil, mencairkan, dibayarkan, terbayar, dibayar, menarik, diambil")
    + ", "
    + _each("yang sudah, yang telah", "ambil, mengambil, mencairkan, dibayarkan, terbayar, dibayar, menarik, diambil")
)
# Where a rate stands, of which only the number is told.
AT_A_LEVEL = cue(
    _each("di, pada, ke", "level, angka, posisi, kisaran")
    + ", =angka, angkanya, levelnya, "
    + _each("rata-rata", "provinsi, nasional, kabupaten, kota")
)
RATE_IS_TOPIC = cue(
    "angka kemiskinan, tingkat kemiskinan, persentase kemiskinan, persentase penduduk miskin, kemiskinan turun, "
    "kemiskinan naik, menurunkan kemiskinan, penurunan kemiskinan"
)
# What a relative clause tells of a rate that another clause wants to change.
IS_NOW = cue("yang pada, yang kini, yang saat ini, yang sekarang, yang masih, yang tahun lalu, yang tercatat")
HANDED_OVER = cue(_each("usai, seusai, sela, disela, saat", "penyerahan, menyerahkan, membagikan, pembagian"))
WILL_GET = cue(
    _each(
        "akan, bakal, segera",
        "menerima, memperoleh, mendapat, mendapatkan, mengantongi, dibantu, diberi, dilindungi, didaftarkan, tercover",
    )
)
# What is said of a whole by nothing but "dari".
FROM = cue("=dari")
ONLY_NOW = cue("=baru")
GETS_MORE = cue(_each("mendapat, memperoleh, mendapatkan, menerima, kebagian", "tambahan, suntikan, kucuran, alokasi"))
NOT_SPENT = cue(
    "kembali ke kas, dikembalikan, menjadi SiLPA, jadi SiLPA, belum terserap, tidak terserap, belum cair, "
    "belum disalurkan, belum dibayarkan"
)
FROM_THERE = cue("dari situ, dari sana, dari sini")
AIMED_BEHIND = cue("adalah target, menjadi target, merupakan target, yang ditargetkan, yang dipatok")
OPENS = cue("membuka, buka, pendaftaran, disiapkan, menyiapkan, menyediakan, disediakan")
DRAWN_OUT = cue(
    "benar-benar mencairkan, benar-benar menerima, benar-benar mengambil, yang mencairkan, "
    "sudah mengambil, telah mengambil"
)
COUNT_OF_BUSINESSES = cue(
    "jumlah UMKM, jumlah pelaku UMKM, jumlah usaha mikro, jumlah pelaku usaha, jumlah IKM, jumlah UKM, "
    "UMKM yang terdaftar, UMKM yang terdata, pelaku usaha yang terdaftar, pelaku usaha yang terdata"
)
ATTENDED = cue(
    "menggelar, digelar, gelar, menyelenggarakan, diselenggarakan, mengadakan, menutup, ditutup, penutupan, "
    "usai, berlangsung, diikuti, ikut, mengikuti, belajar, peserta, dihadiri, melibatkan, melatih, dilatih, lulus, "
    "meluluskan, diluluskan, menamatkan, "
    "sebanyak, telah, sudah, lulusan"
)
PROPOSED = cue(
    "permintaan, usul*, ~usul, pengusulan, ~aju, pengajuan, proposal, meminta, diminta, ~mohon, pemohon, permohonan"
)
QUOTA = cue("kuota, kouta, kuotanya, jatah, dijatah, kebagian, menjatah, pagu")
GRADUATED = cue(
    "graduasi, tergraduasi, menggraduasi, digraduasi, wisuda, diwisuda, mewisuda, naik kelas, "
    "lulus dari kepesertaan, karena sudah mampu, karena mampu, keluar karena mampu, keluar karena sudah mampu, "
    "lulus dari PKH, lulus dari program, lulus dari bansos, keluar dari PKH, keluar dari program, "
    "mampu secara ekonomi, sudah sejahtera, mundur, mengundurkan diri, lulus secara mandiri, "
    "lulus mandiri, keluar dari kepesertaan, "
    "graduasi alamiah, graduasi mandiri"
)
DROPPED = cue(
    "dari daftar penerima, keluar dari DTSEN, keluar dari DTKS, keluar dari data, "
    "dihapus dari, ~coret, dikeluarkan, gugur, batal, tidak lolos, dicoret, meninggal, pindah domisili"
)
REFUSED = cue("ditolak, tidak disetujui, tidak memenuhi syarat")
UNFIT = cue(
    "sudah mampu, dinyatakan tidak layak, dianggap tidak layak, tidak layak menerima, tidak layak lagi, "
    "dinyatakan mampu, tidak lagi layak"
)
INACTIVE = cue("~nonaktif, menonaktifkan, dinonaktifkan, nonaktif, penonaktifan")
VERIFIED = cue("diverifikasi, terverifikasi, dicek, verifikasi dan validasi, diverval")
NOT_YET = cue(
    "belum punya BPJS, belum punya jaminan, belum memiliki BPJS, belum memiliki jaminan, belum memiliki JKN, "
    "belum menjadi peserta, belum ikut, belum terlindungi, belum tercakup, belum tercover, belum menerima, "
    "belum tersentuh, belum terdaftar, belum mendapat bantuan, belum mendapatkan bantuan, belum dapat bantuan, "
    "tidak mendapatkan bansos, tidak mendapat bansos, tidak mendapat bantuan, tidak mendapatkan bantuan, "
    "tidak menerima bantuan, tidak menerima bansos"
)
HIT = cue("berdampak, terdampak, mengungsi, pengungsi, terkena dampak")
REALISED = cue("realisasi, terealisasi, direalisasikan, terserap, serapan, penyerapan, terpakai, capaian")
PAID = cue(
    "ditasharufkan, mentasharufkan, ditasyarufkan, mentasyarufkan, realisasi, terealisasi, "
    "terserap, serapan, disalurkan, menyalurkan, penyaluran, tersalur*, diberikan, "
    "dicairkan, dibelanjakan, diserahkan, menyerahkan, membagikan, dibagikan, terpakai, menghabiskan, "
    "mencairkan, cair, total bantuan, telah menerima, sudah menerima, ~distribusi, ~transfer, mentransfer, ~bayar, "
    "pembayaran, pencairan, ~cair, telah mengeluarkan, sudah mengeluarkan, dana yang keluar, dana yang masuk, "
    "mentasyarufkan, ditasyarufkan, pentasyarufan, ~tasyaruf, tasyarufkan, penggunaannya"
)
BUDGET = cue(
    "RAPBD, APBDes, anggaran, dianggarkan, menganggarkan, alokasi, dialokasi*, mengalokasikan, pagu, dana, "
    "APBD, APBN, bersumber, menyiapkan, menyediakan, ~gelontor, ~kucur, ~siap, ~sedia, ~anggar, ~patok, ~plot, "
    "~kucur, bantuan keuangan, DAK, DAU, DBH, DBHCHT, biaya, dikucurkan, kebutuhan, nilai pagu, "
    "kemampuan keuangan, anggran, belanja"
)
AIM_OF_MONEY = cue(
    "anggaran, dianggarkan, menganggarkan, pagu, alokasi, mengalokasikan, dialokasi*, disiapkan, menyiapkan"
)
EACH = cue(
    "mulai dari, bervariasi, masing-masing, setiap, tiap, per orang, tiap-tiap, sekali pencairan, "
    "per penerima, setiap orang, tiap orang"
)
ONE_SHARE = cue(
    "nilainya, besarannya, bantuan sebesar, bantuan senilai, menerima, mendapat, mendapatkan, memperoleh, "
    "besaran, santunan, ahli waris, ahli warisnya, tunjangan, insentif, BPUM, BLT, BSU, BST, PKH, bansos, "
    "uang tunai, cair, modal, modal usaha, dibantu, berhak, penebalan, stimulus, jaminan hidup, sebesar, senilai, "
    "bantuan"
)
SUM = cue("total, keseluruhan, seluruhnya, seluruh, total anggaran, secara keseluruhan, jumlah anggaran")
TOTAL = cue(
    "total, totalnya, ditotal, total anggaran, total bantuan, total dana, total nilai, atau sebesar, atau senilai, "
    "atau dengan nilai, atau sejumlah"
)
# What a region gets of the state's revenue is what it has to spend.
PAID_TO_THE_REGION = cue(
    _each(
        "DBH, DBHCHT, dana bagi hasil, DAU, DAK, TKD, dana transfer, cukai hasil tembakau",
        "yang",
        "ditransfer, diterima, diperoleh, masuk, didapat",
    )
)
GOES_TO_PEOPLE = cue("warga, petani, buruh, penerima, desa, keluarga, lansia, KPM, belum")
GIVEN_TO_THE_REGION = cue("diterima pemkab, diterima pemkot, diterima pemprov, diterima daerah, diterima pemda")
TRANSFER = cue("dana transfer, transfer ke daerah, TKD, transfer daerah")
KINDS_OF_TRANSFER = cue("DAK, DAU, DBH, dana bagi hasil, dana desa")
REGIONAL_BUDGET = cue("APBD, RAPBD, belanja, pendapatan, PAD, DAK, DAU, DBH, insentif fiskal")
INVESTMENT = cue("investasi, penanaman modal, PMA, PMDN")
IDLE = cue("mengendap, pengendapan, simpanan dana, simpanan pemda, deposito, dana simpanan, dana parkir")
UNSPENT = cue("belum terserap, tidak terserap, tak terserap")
OF_THAT_MONEY = cue("dari belanja itu, dari anggaran itu, dari dana itu, dari belanja tersebut, dari realisasi itu")
GIVING = cue(
    "diberi, diberikan, memberikan, memberi, menerima, disalurkan, menyalurkan, diserahkan, menyerahkan, dibagikan, "
    "membagikan, mendapat, mendapatkan, dicairkan, cair"
)
REST = cue("sisanya, selebihnya, sisa nya")
LEFT_OVER = cue("tersisa, SiLPA, sisa anggaran, sisa lebih, sisa dana, =sisa")
MISSING = cue("masih kurang, kekurangan, kekurangannya, kurang anggaran, defisit anggaran")
INCENTIVE = cue("insentif fiskal, DIF, dana insentif, dana insentif daerah, dana insentif fiskal")
PRIZE = cue("hadiah, uang pembinaan, juara, pemenang")
WAGE = cue("diupah, mengupah, upah, gaji, honor, honorarium, bayaran, ongkos kerja, ongkos tukang")
# Who is paid by the day for work.
A_DAY = cue("sehari, per hari, perhari, setiap hari, tiap hari, harian")
EARNS = cue("dibayar, dibayari, menerima, mendapat, mendapatkan, memperoleh, diberi, terima")
PAID_BY_THE_DAY = cue(
    "tukang, kenek, kernet, mandor, kuli, buruh, pekerja, tenaga kerja, kepala tukang, pembantu tukang, laden"
)
ALLOWANCE = cue("uang saku, uang transpor, uang harian, uang makan")
PREMIUM = cue("iuran, premi")
SUBSIDY = cue("subsidi, disubsidi, ditutup APBD, ditanggung APBD, selisih harga, selisih ditutup")
PRICE = cue("membayar, menebus, cukup bayar, ~tebus, ~jual, harga, seharga, dijual, harga jual, ditebus")
AT_A_PRICE = cue("seharga")
PACKET = cue("paket, paket sembako, sembako")
CHEAP_SALE = cue("pasar murah, sembako murah, bersubsidi, bazar, operasi pasar, disubsidi, tebus murah")
LOAN = cue("plafon, pinjaman, meminjam, dipinjamkan, dipinjami")
LENT = cue("penyaluran KUR, penyaluran kredit, kredit, KUR, pembiayaan")
INTEREST = cue("suku bunga, bunga, berbunga")
NO_INTEREST = cue("tanpa bunga")
BAD_LOANS = cue("kredit macet, NPL, macet")
ARREARS = cue("tunggakan, menunggak")
INCOME = cue("retribusi, PAD, pendapatan daerah, pendapatan asli daerah, pajak daerah")
COLLECTED = cue(
    "perolehan zakat, penerimaan zakat, menghimpun, terkumpul, mengumpulkan, penghimpunan, dihimpun, "
    "pengumpulan, dikumpulkan"
)
TURNOVER = cue("omzet, omset, transaksi")
HOUSE = cue(
    "rumah, RTLH, Rutilahu, hunian, rusun, BSPS, kawasan kumuh, rumahnya, rumah tidak layak huni, bedah rumah, "
    "rumah swadaya, jamban, jambanisasi, sanitasi, rusunawa, septic tank, MCK, unit rumah, RLH"
)
EACH_HOUSE = cue(
    "satu unit, satu unitnya, per unit, setiap unit, tiap unit, unitnya, setiap rumah, tiap rumah, per rumah, "
    "satu rumah, penerima BSPS, setiap unit rumah, tiap unit rumah"
)
UNFIT_HOUSE = cue(
    "RTLH, Rutilahu, tidak layak huni, tak layak huni, tidak layak, kurang layak, belum layak, tidak layah huni"
)
UNFIT_HOUSES = cue("jumlah RTLH, jumlah rumah tidak layak huni, masih ada, masih terdapat, terdapat, tercatat masih")
# What is said of houses that are only counted, and what is said where work is done on them.
COUNT_OF_HOUSES = cue(
    "terdapat, tercatat, masih, tersisa, tinggal, total, jumlah, ada, pendataan, mencatat, mendata, memiliki, "
    "teridentifikasi, terdata, data, didata"
)
WORK_ON_HOUSES = cue(
    "perbaikan, diperbaiki, memperbaiki, perbaiki, rehabilitasi, direhabilitasi, merehabilitasi, penanganan, "
    "menangani, pembangunan, dibangun, membangun, bangun, bantuan, BSPS, program, peningkatan kualitas, "
    "stimulan, ditangani, intervensi, diintervensi, sasaran, penerima, pemugaran, renovasi, pembedahan, "
    "dituntaskan, ~bedah, ~rehab, ~renovasi, ~pugar, ~bantu, ~sentuh, ~sasar, tertangani, bedah rumah, "
    "menerima, mendapat, mendapatkan"
)
PARTS = cue("terdiri dari, terdiri atas, rinciannya, rincian, meliputi, perinciannya, di antaranya, termasuk, rinci")
OF_THAT_TOTAL = cue(
    "terdiri dari, terdiri atas, rinciannya, perinciannya, di antaranya, diantaranya, termasuk, sisanya, "
    "dari jumlah itu, dari jumlah tersebut, dari total, rincian, dengan rincian, perincian, meliputi, "
    "terbanyak, paling banyak, terbagi"
)
_AGENCIES = (
    "dinas, badan, bappeda, OPD, perangkat daerah, dinsos, disnaker, disnakertrans, dinkes, disdik, diskop, disperkim, "
    "disperindag, disdag, dispertan, DPMD, DKUM, BPBD"
)
_ITS_MONEY = "anggaran, pagu, pagu anggaran, pagu indikatif, belanja, total anggaran, total pagu, total belanja, DPA"
# What an office has to spend in all. `anggaran di dinas`, `pagu milik dinas`: the office may be linked by a word.
AGENCY_BUDGET = cue(
    _each(_ITS_MONEY, _AGENCIES)
    + ", "
    + _each(_ITS_MONEY, "dari, di, pada, milik", _AGENCIES)
    + ", anggaran kesehatan, anggaran pendidikan, dikelola dinas, dikelola badan, memperoleh pagu, mendapat pagu, "
    "mendapatkan pagu, diberi pagu, dibekali anggaran, dibekali pagu"
)
FIRMS = cue("perusahaan, pengusaha")
# Whose list it is: no registry of the poor, but of all who live from one thing.
BY_AN_OFFICE = cue(_each("terdata di, terdaftar di, tercatat di", _AGENCIES))
AGENCY = cue(_AGENCIES)
# What an office does with what it has; of a programme the same words tell what that costs.
HOLDS_MONEY = cue(
    _each(
        "memegang, pegang, mengelola, kelola, mengantongi, memiliki, punya, mempunyai, memperoleh, mendapat, "
        "mendapatkan, menerima, kebagian, diberi, dijatah, dibekali",
        "anggaran, pagu, uang, dana, duit, alokasi anggaran",
    )
)
ONE_PROGRAMME = cue("program, kegiatan, proyek, pelatihan, bedah rumah, padat karya, job fair")
OWN_PROGRESS = cue("progres")
PROGRESS = cue("progres fisik, realisasi fisik, progres, fisik, pengerjaan")
DELIVERED = cue(
    "penyaluran, menyalurkan, tersalur*, disalurkan, menerima, dibagikan, distribusi, terdistribusi, terlayani, salur"
)
MONEY_SPENT = cue("anggaran, belanja, APBD, serapan, terserap, pagu, pendapatan")
# What is earned, lent or invested is held against a target, what is spent against a budget.
EARNED = cue("pendapatan, PAD, pajak, retribusi, investasi, penanaman modal, zakat, penerimaan, KUR, kredit")
SPENT = cue("terserap, serapan, serapannya, penyerapan, belanja, realisasi anggaran")
SHARE_OF_IT = cue("persentase, persentasenya")
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
OF_THE_LINE = cue("peranan, peran, sumbangan, andil, menyumbang, kontribusi")
INDEX_1 = cue("P1, indeks kedalaman, kedalaman kemiskinan")
INDEX_2 = cue("P2, indeks keparahan, keparahan kemiskinan")
STILL_NOW = cue("tinggal, masih, kini, saat ini, sekarang")
GINI = cue("gini, rasio gini, gini ratio, ketimpangan")
HDI = cue("IPM, indeks pembangunan manusia")
MEMBERS = cue("anggota rumah tangga, anggota keluarga, anggota")
MEAN = cue("rata-rata")
JOBLESS = cue("pengangguran, penganggur, menganggur")
LABOUR_FORCE = cue("angkatan kerja")
WORKING = cue("bekerja, penduduk bekerja, yang bekerja")
HIRED = cue(
    "menyerap, terserap, penyerapan, diserap, penyerapan tenaga kerja, serap, ditempatkan, penempatan, bekerja di, "
    "merekrut, direkrut, rekrut, perekrutan"
)
WORKERS = cue("tenaga kerja, pekerja, pencari kerja")
DISMISSED = cue("PHK, pemutusan hubungan kerja, dirumahkan")
POPULATION = cue("total warga, jumlah penduduk, total penduduk, penduduknya, berpenduduk, dari jumlah penduduk")
SAMPLE = cue("sampel, responden, menyurvei, disurvei, survei terhadap")
PARTNER = cue(
    "bagian dari, bekerja sama, bekerjasama, kerja sama, kerjasama, menggandeng, mitra, bermitra, melibatkan, "
    "lowongan, bursa kerja, job fair, mendatangkan, menghadirkan, berpartisipasi, ikut serta"
)
HANDED_OUT = cue(
    "~bantu, membagi*, dibagi*, menyalur*, disalur*, menyerah*, diserah*, bantuan, memberi*, diberi*, "
    "mendistribusikan, menerima, mendapat"
)
HARVEST = cue("produksi, panen, produksinya, menghasilkan")
CONTENTS = cue(
    "terdiri atas, berisi, isinya, terdiri dari, memperoleh, setiap keluarga, setiap KPM, tiap KPM, "
    "tiap keluarga, setiap penerima"
)
SAME_THING = cue(
    "jumlah itu, jumlah tersebut, jumlah ini, angka itu, angka tersebut, angka ini, dibandingkan, dibanding, "
    "semula, naik dari, turun dari, meningkat dari, menurun dari, bertambah dari, berkurang dari"
)
TAKES_PART = cue("dari jumlah itu, dari jumlah tersebut, dari angka itu, dari jumlah ini")
ALLOCATED = cue(
    "kebagian, alokasi*, dialokasi*, mengalokasi*, jatah*, dijatah, ADD, bantuan keuangan, dana desa, "
    "dana kelurahan, pagu"
)
GROUP_MEMBERS = cue("beranggotakan, anggota, kelompok yang terdiri dari, kelompok terdiri dari, kelompok berisi")
CASE_PAPER = cue("usulan, sanggahan, proposal")
# Whole amounts that a share is taken of.
WHOLE_AMOUNT = cue("dari total, dari pagu, dari target, dari anggaran, dari alokasi, dari keseluruhan, dari jumlah")
APPROVED = cue("lolos, disetujui, menyetujui, diakomodir, disepakati, disahkan")
AIMED_AT = cue("sasaran, sasaran program")
ITS_WORTH = cue("senilai, dengan nilai, =nilainya, =dananya, =biayanya")
WORTH = cue("senilai, total manfaat, dengan nilai")
AIM = cue(
    "target, menargetkan, ditargetkan, ditarget, targetkan, menarget, membidik, dibidik, dipatok, berharap, "
    "diharapkan, ditekan, optimistis, optimis"
)
BUILT = cue("beroperasi, dibangun, direvitalisasi, berdiri, telah belajar, titik sekolah")
REGISTRY_NAME = cue("data terpadu, DTKS, DTSEN, BDT, P3KE, Regsosek, basis data terpadu, PBDT")
GIVEN = cue(
    "terserap, diserahkan, disalurkan, tersalur*, dicairkan, sudah cair, telah cair, dibagikan, terealisasi, terpakai"
)
GIVEN_ALREADY = cue(
    "sudah dicairkan, telah dicairkan, sudah cair, telah cair, sudah disalurkan, telah disalurkan, sudah terserap, "
    "telah terserap, sudah dibayarkan, telah dibayarkan, sudah tersalurkan, telah tersalurkan, sudah terealisasi, "
    "telah terealisasi"
)
STILL = cue("setara, masih, tinggal, tercatat, sebanyak, jumlah, mencapai, tersisa, sekitar, ada")
FOR = cue("kepada, bagi, untuk, buat")
BACKLOG = cue("backlog")
OUT_OF_SCHOOL = cue("putus sekolah, anak putus sekolah")
NOT_IN_SCHOOL = cue("tidak sekolah, tidak bersekolah, ATS")
DAMAGED = cue("menghanguskan, ludes, terbakar, hangus, rusak, terendam, roboh, kebakaran, banjir, longsor, gempa")
LOSS = cue("kerugian, merugi, rugi")
ECONOMY = cue("ekonomi, perekonomian")
GROWN = cue("tumbuh, bertumbuh")
STATISTICS = cue("BPS, Badan Pusat Statistik, Susenas")
WORLD_BANK = cue("bank dunia")
OTHER_AID = cue("modal usaha, modal, santunan, beasiswa, BLT, PKH, UEP, ahli waris")
HELP = cue("bantuan, dibantu, santunan, stimulus, hibah")
ZAKAT = cue("Baznas, zakat, ZIS, infak, infaq, sedekah, shodaqoh, amil")
# Of what one house is paid: in an article about houses such amounts are parts of the help for one.
OF_ONE_HOUSE = cue("material, bahan bangunan, upah, ongkos, tukang, tenaga kerja, jasa, upah kerja")
PARTS_OF_A_HOUSE = cue("bahan bangunan, material")
# "lebih rendah 0,3 persen" is a change; with a name between it compares two levels.
COMPARED = cue("lebih sedikit, lebih rendah, lebih tinggi, lebih banyak, lebih besar, lebih kecil")
ALUMNI = cue("alumni, lulusan, alumnus")
HAS_WORK = cue(
    "sudah bekerja, telah bekerja, langsung bekerja, diterima bekerja, diterima kerja, terserap kerja, "
    "tenaga kerja yang diterima, mendapat pekerjaan, mendapatkan pekerjaan, terserap dunia kerja, "
    "terserap industri, terserap perusahaan, keterserapan kerja, keterserapan lulusan"
)
GETS = cue("diberi, mengantongi, kantongi, terima, dapat, mendapat, mendapatkan, memperoleh, menerima")
PUBLIC_WORKS = cue("padat karya, PKT, PKTD")
ABSOLUTE = cue("jumlah, absolut, sebanyak, sekitar, mencapai")
ON_AID = cue("penerima, bantuan, BPJS, BPJamsostek, JKN, PKH, PBI, menanggung, ditanggung, iuran")
IN_TRAINING = cue(
    "pelatihan, magang, kursus, bimtek, ~latih, ~bekal, pembekalan, bimbingan teknis, lokakarya, workshop, "
    "vokasi, uji kompetensi"
)
VISITORS = cue("pengunjung, pengunjungnya, dikunjungi")
PEOPLES_INCOME = cue(
    "penghasilan, pendapatan warga, pendapatan mereka, pendapatan keluarga, pendapatan petani, pendapatan per bulan"
)
SPENDING = cue("pengeluaran rata-rata, rata-rata pengeluaran, pengeluaran per kapita")
OFFICERS = cue("petugas, enumerator, surveyor")
STAFF = cue("pendamping, relawan, kader, penyuluh, petugas, fasilitator, verifikator")
NEW_ONES = cue("baru, penambahan, tambahan, menambah, ditambah")
# Verbs whose object is people that something is done for: they are no mere count of the poor.
DONE_FOR = RECEIVE | REACH | MEANT | PROPOSED
# The same said behind the people.
GET_IT = cue(
    "terkover, tercover, terlindungi, menerima, mendapat, mendapatkan, memperoleh, ditanggung, dibantu, "
    "terbantu, diberi, diberikan, dilatih, dilindungi, tertanggung, iurannya, dapat bantuan, "
    "tersentuh bantuan, dibiayai, didaftarkan, terima, dapatkan, peroleh, nikmati, kebagian, diguyur"
)
EARLIER = cue("sebelumnya, tahun lalu, tahun kemarin")
EACH_VILLAGE = cue(
    _each("setiap, tiap, tiap-tiap, masing-masing, satu", "desa, kampung, nagari, gampong, pekon, negeri, jorong")
)
EACH_KELURAHAN = cue(
    "setiap kelurahan, tiap kelurahan, per kelurahan, masing-masing kelurahan, semua kelurahan, "
    "seluruh kelurahan, kelurahan rata-rata"
)
PROTECTED = cue(
    "sudah terlindungi, telah terlindungi, sudah tercover, telah tercover, sudah terdaftar, telah terdaftar"
)
KIND_OF_HOUSE_WORK = cue(
    "bangun baru, pembangunan baru, rumah baru, renovasi, rehab ringan, rehab sedang, rehab berat, rusak ringan, "
    "rusak sedang, rusak berat, perbaikan ringan, perbaikan sedang, perbaikan berat, relokasi"
)
INSURED = cue("BPJS, JKN, Jamsostek, BPJamsostek, jaminan sosial")
SIGNED_UP = cue("mendaftar, terdaftar, terlindungi, peserta, didaftarkan")
ADDED_PEOPLE = cue(
    "penambahan, tambahan penerima, tambahan peserta, tambahan pekerja, tambahan warga, tambahan KPM, ditambahkan"
)
DEATH = cue("meninggal, kematian, kecelakaan kerja, ahli waris, wafat")
THIS_YEAR = cue("tahun ini, tahun depan, tahun berikutnya")
LAST_YEAR = cue("tahun lalu, tahun kemarin, tahun sebelumnya")
CLAIMED = cue("menerima, mendapat, mendapatkan, mendapati, terima, digelontor, diguyur, kebagian, dapat, peroleh")


quiet(
    "tukang ojek, tukang becak, "
    "TNI manunggal membangun desa, TNI manunggal masuk desa, tentara manunggal membangun desa, "
    "tentara manunggal masuk desa, dana alokasi khusus, dana alokasi umum, "
    "peningkatan kualitas, peningkatan kapasitas, peningkatan kesejahteraan, berasal dari alokasi, "
    "bersumber dari alokasi"
)
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
OWN_STATE = (
    HAS_WORK | ACCEPTED | FOUND_FIT | EXTREME | POOR | GRADUATED | REFUSED | DROPPED | UNFIT | PROPOSED | INACTIVE
)
