"""What a figure says: its role, from the words around it.

In: the unit's family and the words around a number. Out: a role of the vocabulary (`penerima_target`, `anggaran`, `P0`
...). The rules stand in one table per family and are tried from top to bottom; the first that holds speaks.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from lumbung.news.lexicon import TIME_BASES, Unit, any_of


@dataclass(frozen=True, slots=True)
class Context:
    """Words around one number.

    `left` runs from the number before (or the sentence's begin), `right` to the next number (past it where both are one
    statement, as in "1 persen atau 5.100 jiwa"), `recent` is the sentence and the one before.
    """

    left: str
    right: str
    sentence: str
    recent: str
    quote: str
    value: Decimal
    basis: str | None = None  # of a rate: kelurahan, KPM ...
    bracket_of: str | None = None  # family of the figure right before the bracket this one stands in
    pair: str | None = None  # "part" and "whole" in "A dari B"


@dataclass(frozen=True, slots=True)
class Rule:
    """A role and the words that must stand in each part of the context. Empty means: anything."""

    role: str
    left: re.Pattern[str] | None = None
    right: re.Pattern[str] | None = None
    around: re.Pattern[str] | None = None
    sentence: re.Pattern[str] | None = None
    recent: re.Pattern[str] | None = None
    quote: re.Pattern[str] | None = None
    not_left: re.Pattern[str] | None = None
    not_around: re.Pattern[str] | None = None
    not_sentence: re.Pattern[str] | None = None
    below: Decimal | None = None

    def holds(self, c: Context) -> bool:
        return (
            (self.below is None or c.value < self.below)
            and (self.left is None or self.left.search(c.left) is not None)
            and (self.right is None or self.right.search(c.right) is not None)
            and (self.quote is None or self.quote.search(c.quote) is not None)
            and (self.around is None or (self.around.search(c.left) or self.around.search(c.right)) is not None)
            and (self.sentence is None or self.sentence.search(c.sentence) is not None)
            and (self.recent is None or self.recent.search(c.recent) is not None)
            and (self.not_left is None or self.not_left.search(c.left) is None)
            and (self.not_around is None or not (self.not_around.search(c.left) or self.not_around.search(c.right)))
            and (self.not_sentence is None or self.not_sentence.search(c.sentence) is None)
        )


def _words(phrases: str) -> re.Pattern[str]:
    """A comma list of phrases; `*` at the end of a phrase leaves the word's ending open (`dialokasi*`)."""
    whole = [p for p in phrases.split(", ") if not p.endswith("*")]
    stems = [p[:-1] for p in phrases.split(", ") if p.endswith("*")]
    parts: Iterable[str] = [
        *([any_of(whole)] if whole else []),
        *([any_of(stems, whole=False)] if stems else []),
    ]
    return re.compile(r"(?<!\w)(?:" + "|".join(parts) + ")", re.IGNORECASE)


EXTREME = _words(
    "miskin ekstrem, miskin ekstrim, miskin extrim, miskin extrem, kemiskinan ekstrem, kemiskinan ekstrim, "
    "kemiskinan extrim"
)
POOR = _words(
    "penduduk miskin, masyarakat miskin, warga miskin, orang miskin, jiwa miskin, angka kemiskinan, tingkat "
    "kemiskinan, "
    "data kemiskinan, persentase kemiskinan, kemiskinan, berstatus miskin, garis kemiskinan, miskin"
)
CHANGE = _words(
    "turun, menurun, naik, meningkat, berkurang, bertambah, penurunan, kenaikan, peningkatan, susut, menyusut"
)
DECREASE = _words("turun, menurun, berkurang, penurunan, susut, menyusut, pengurangan")
# "turun menjadi 8,5 persen" and "turun dari 22.244 KK" give levels, not changes.
LEVEL_AFTER_CHANGE = _words("menjadi, dari, ke angka, ke posisi, hingga, sebelumnya, berada di, pada angka, di angka")
REGISTRY = _words("data terpadu, DTKS, DTSEN, BDT, P3KE, Regsosek, basis data terpadu, terdata, terdaftar")
PLAN = _words(
    "target, menargetkan, ditargetkan, ditarget, akan, rencana, rencananya, direncanakan, mengalokasikan, "
    "dialokasi*, mencakup, menyasar, "
    "disasar, ditujukan, diperuntukkan, disiapkan, menyiapkan, menyediakan, dianggarkan, menganggarkan, "
    "diprioritaskan bagi, menjangkau, "
    "bakal, diproyeksikan"
)
DONE = _words("telah, sudah, terealisasi, tersalur*, selesai, berhasil")
RECEIVE = _words(
    "bantuan, menerima, penerima, diterima, diberikan, memberikan, membagikan, dibagikan, menyalurkan, disalurkan, "
    "penyaluran, mendapat, mendapatkan, memperoleh, membantu, dibantu, menggandeng, menyerahkan, diserahkan, "
    "santunan, BLT, PKH"
)
TRAINING = _words(
    "pelatihan, dilatih, melatih, pembinaan, bimtek, bimbingan teknis, magang, lokakarya, workshop, kursus, "
    "keterampilan"
)
ATTENDED = _words(
    "diikuti, ikut, mengikuti, peserta, dihadiri, melibatkan, telah melatih, telah dilatih, sudah dilatih, lulus"
)
PROPOSED = _words("usul*, diusulkan, mengusulkan, mengajukan, diajukan, pengajuan")
QUOTA = _words("kuota, jatah, dijatah")
GRADUATED = _words(
    "graduasi, tergraduasi, menggraduasi, digraduasi, wisuda, diwisuda, mewisuda, naik kelas, lulus dari kepesertaan"
)
REALISED = _words("realisasi, realisasinya, terealisasi, direalisasikan, terserap, serapan, penyerapan")
PAID = _words(
    "realisasi, realisasinya, terealisasi, terserap, serapan, disalurkan, menyalurkan, penyaluran, tersalur*, "
    "diberikan, dicairkan, "
    "dibelanjakan, diserahkan"
)
BUDGET = _words(
    "anggaran, anggarannya, dianggarkan, menganggarkan, alokasi, dialokasi*, mengalokasikan, pagu, dana, APBD, APBN, "
    "bersumber, menyiapkan, menggelontorkan, digelontorkan, bantuan keuangan, DAK, DAU, DBH"
)

_RECIPIENT_RULES: tuple[Rule, ...] = (
    Rule("graduasi", around=GRADUATED),
    Rule("kuota", left=QUOTA),
    Rule("usulan", left=PROPOSED),
    Rule(
        "penerima_realisasi",
        left=_words("realisasinya, terealisasi, realisasi, tersalurkan, baru mencapai"),
        not_left=TRAINING,
    ),
    Rule("target_peserta", left=TRAINING, not_around=ATTENDED, not_left=DONE),
    Rule("target_peserta", around=TRAINING, left=PLAN, not_left=DONE),
    Rule("peserta", around=ATTENDED, sentence=TRAINING),
    Rule("peserta", left=TRAINING),
    Rule("peserta", quote=_words("peserta"), not_around=_words("penerima, bantuan, BPJS, JKN, PKH")),
    Rule("penerima", left=_words("telah menjangkau, sudah menjangkau, telah mencakup, sudah mencakup")),
    Rule(
        "penerima_target",
        left=PLAN,
        not_left=_words("telah memberikan, telah menyalurkan, telah menerima, telah membagikan"),
    ),
    Rule("penerima_target", left=_words("sasaran, sasarannya"), not_sentence=_words("diberikan, disalurkan, menerima")),
    Rule("penerima", sentence=RECEIVE),
    Rule("penerima", right=_words("menerima, mendapat, mendapatkan")),
    Rule("peserta", recent=TRAINING, quote=_words("peserta, orang")),
)

RULES: dict[str, tuple[Rule, ...]] = {
    "points": (
        Rule("perubahan_garis_kemiskinan", sentence=_words("garis kemiskinan")),
        Rule("perubahan_P0", recent=POOR),
        Rule("perubahan"),
    ),
    "percent": (
        Rule("perubahan_P0", left=CHANGE, not_left=LEVEL_AFTER_CHANGE, recent=POOR),
        Rule("perubahan", left=CHANGE, not_left=LEVEL_AFTER_CHANGE),
        Rule("kemiskinan_ekstrem_persen", around=EXTREME),
        Rule("realisasi_anggaran", around=REALISED),
        Rule(
            "realisasi_penyaluran",
            around=_words("penyaluran, tersalur*, disalurkan, menerima, penerima, telah menerima"),
        ),
        Rule("pengangguran_persen", around=_words("pengangguran, TPT")),
        Rule("stunting_persen", around=_words("stunting, tengkes")),
        Rule("inflasi", around=_words("inflasi")),
        Rule("pertumbuhan_ekonomi", around=_words("pertumbuhan ekonomi, perekonomian tumbuh, ekonomi tumbuh")),
        Rule("P0", left=POOR),
        Rule("P0", right=POOR),
        Rule("kemiskinan_ekstrem_persen", sentence=EXTREME),
        Rule("P0", sentence=POOR),
        Rule("realisasi_penyaluran", sentence=_words("telah menerima, sudah menerima, telah disalurkan, tersalur*")),
        Rule("persentase"),
    ),
    "money": (
        Rule(
            "garis_kemiskinan_bukan_makanan",
            left=_words("garis kemiskinan bukan makanan, garis kemiskinan non makanan"),
        ),
        Rule("garis_kemiskinan_makanan", left=_words("garis kemiskinan makanan")),
        Rule("garis_kemiskinan", sentence=_words("garis kemiskinan")),
        Rule(
            "nilai_per_penerima",
            left=_words("masing-masing, setiap orang, tiap orang, per orang"),
            not_left=_words("unit"),
        ),
        Rule("nilai_per_penerima", left=_words("ahli waris, ahli warisnya, santunan"), below=Decimal(10) ** 9),
        Rule("insentif_fiskal", left=_words("insentif fiskal")),
        Rule("pemangkasan", left=_words("dipangkas, pemangkasan, dipotong, pemotongan")),
        Rule("realisasi", left=_words("realisasi, realisasinya, terealisasi, terserap, serapan")),
        Rule("usulan", left=PROPOSED),
        Rule("defisit", left=_words("defisit")),
        Rule("omzet", left=_words("omzet, omset")),
        Rule(
            "anggaran_opd",
            left=_words("anggaran dari dinas, anggaran dinas, anggaran dari badan, anggaran badan, anggaran bappeda"),
        ),
        Rule(
            "nilai_per_unit",
            left=_words("satu unit, satu unitnya, per unit, setiap unit, tiap unit, unitnya"),
            below=Decimal(10) ** 9,
        ),
        Rule(
            "nilai_per_penerima",
            left=_words(
                "nilainya, besarannya, bantuan sebesar, bantuan senilai, menurun menjadi, mendapatkan, memperoleh"
            ),
            recent=_words("bantuan, BPUM, modal, santunan, BLT"),
            not_left=_words("total, keseluruhan, seluruh"),
            below=Decimal(50) * 10**6,
        ),
        Rule("realisasi", left=PAID, not_left=PLAN),
        Rule("realisasi", left=_words("total bantuan")),
        Rule(
            "realisasi",
            left=_words("total"),
            recent=_words("telah menerima, telah disalurkan, telah diberikan, sudah menerima"),
        ),
        Rule("anggaran", sentence=BUDGET),
        Rule("anggaran", recent=BUDGET),
        Rule("nilai"),
    ),
    "person": (
        Rule("rata_rata_anggota", right=_words("anggota rumah tangga, anggota keluarga")),
        Rule("perubahan_jumlah_miskin", left=CHANGE, not_left=LEVEL_AFTER_CHANGE, recent=POOR),
        Rule("graduasi", around=GRADUATED),
        Rule("jumlah_miskin_ekstrem", around=EXTREME, not_left=RECEIVE),
        Rule("jumlah_miskin_ekstrem", quote=EXTREME, not_left=RECEIVE),
        Rule("jumlah_miskin_registri", around=POOR, recent=REGISTRY, not_left=RECEIVE),
        Rule("jumlah_penduduk_miskin", left=POOR, not_left=RECEIVE),
        Rule("jumlah_penduduk_miskin", quote=POOR, not_left=RECEIVE),
        Rule(
            "jumlah_penduduk_miskin", right=_words("berstatus miskin, penduduk miskin, masih miskin"), not_left=RECEIVE
        ),
        Rule("pengangguran", quote=_words("pengangguran, penganggur")),
        *_RECIPIENT_RULES,
        Rule("jumlah_penduduk_miskin", sentence=_words("jumlah penduduk miskin")),
        Rule("jumlah"),
    ),
    "household": (
        Rule("graduasi", around=GRADUATED),
        Rule("graduasi", quote=GRADUATED),
        Rule("keluarga_miskin_ekstrem", around=EXTREME, not_left=RECEIVE),
        Rule("keluarga_miskin", left=POOR, not_left=RECEIVE),
        Rule("keluarga_miskin", quote=POOR, not_left=RECEIVE),
        *_RECIPIENT_RULES,
        Rule("jumlah"),
    ),
    "business": (*_RECIPIENT_RULES, Rule("jumlah")),
    "group": (*_RECIPIENT_RULES, Rule("jumlah")),
    "dwelling": (
        Rule("usulan", left=PROPOSED),
        Rule("target_unit", left=_words("berarti"), recent=PLAN),
        Rule("target_unit_rincian", left=_words("terdiri dari, terdiri atas, rinciannya, rencananya ada")),
        Rule(
            "realisasi_unit",
            sentence=_words("tahun lalu, tahun sebelumnya, realisasi, terealisasi, telah, sudah, selesai"),
        ),
        Rule("target_unit", sentence=PLAN),
        Rule("target_unit", left=_words("sasaran, pagu, untuk perbaikan")),
        Rule("target_unit", sentence=_words("tahun depan, tahun ini, bersumber")),
        Rule("realisasi_unit"),
    ),
    "job": (Rule("lowongan_kerja"),),
    "firm": (
        Rule(
            "mitra",
            sentence=_words(
                "bekerja sama, bekerjasama, kerja sama, kerjasama, menggandeng, mitra, bermitra, melibatkan, lowongan"
            ),
        ),
        Rule("jumlah"),
    ),
    "item": (
        Rule(
            "barang_target",
            left=PLAN,
            not_left=DONE,
            not_around=_words("membagikan, dibagikan, disalurkan, menyalurkan"),
        ),
        Rule(
            "barang_dibagikan",
            sentence=_words("membagi*, dibagi*, menyalur*, disalur*, menyerah*, diserah*, bantuan, memberi*, diberi*"),
        ),
        Rule("jumlah"),
    ),
    "area": (Rule("cakupan_wilayah"),),
    "time": (Rule("usia", left=_words("usia, berusia, umur, berumur")), Rule("durasi")),
}

# The figure speaks of the one before it: the same thing at another time, or the next of a list.
_SAME_THING = _words(
    "jumlah itu, jumlah tersebut, jumlah ini, angka itu, angka tersebut, angka ini, dibandingkan, dibanding, semula"
)
# "Dari jumlah itu" takes a part of it: another thing.
_ANAPHORA = re.compile(r"(?<!dari\s)" + _SAME_THING.pattern, re.IGNORECASE)
_TO_LEVEL = re.compile(r"(?<!\w)menjadi\s+(?:hanya\s+|sebesar\s+|sebanyak\s+|sekitar\s+|tinggal\s+)?$", re.IGNORECASE)
_ONE_MORE = re.compile(r"^[^,;]{0,50}(?:,|\sdan|\sserta)\s+$", re.IGNORECASE)
_DWELLING = _words("rumah, RTLH, Rutilahu, hunian, rusun, BSPS, kawasan kumuh, rumahnya")
_RATE_ALLOCATED = _words("alokasi, dialokasikan, mengalokasikan, dapat alokasi")
_PART_OF = _words("terdiri dari, terdiri atas, rinciannya")
_UNIT_COST = _words("unit, RTLH, rumah")


def role_of(unit: Unit, context: Context, before: str | None, neighbour: str | None) -> str:
    """The role of a figure. `before` is the role of the last level of the same family, which `jumlah itu` refers to;
    `neighbour` the one of the figure right before it in the sentence when that has the same unit."""
    changed = CHANGE.search(context.left) is not None and LEVEL_AFTER_CHANGE.search(context.left) is None
    if before and _ANAPHORA.search(context.left) and not changed and not PLAN.search(context.left):
        return before
    if before and _TO_LEVEL.search(context.left):
        return before
    if neighbour and not context.basis and not context.pair and _ONE_MORE.match(context.left):
        return neighbour
    if context.bracket_of == "money" and unit.family == "percent":
        return "porsi"
    if context.basis and unit.family == "money":
        return _money_rate_role(context)
    if context.basis and unit.family in ("person", "household", "business", "group"):
        return f"penerima_per_{context.basis.casefold()}"
    if context.pair and unit.family in ("person", "household", "business", "group", "dwelling"):
        if unit.family == "dwelling":
            return "realisasi_unit" if context.pair == "part" else "target_unit"
        if TRAINING.search(context.recent) and ATTENDED.search(context.sentence):
            return "peserta" if context.pair == "part" else "target_peserta"
        return "penerima_realisasi" if context.pair == "part" else "penerima_target"
    family = unit.family
    if family == "dwelling" and not (_DWELLING.search(context.quote) or _DWELLING.search(context.recent)):
        family = "item"
    rules = RULES.get(family, ())
    role = next((rule.role for rule in rules if rule.holds(context)), "jumlah")
    is_part = role in ("anggaran", "nilai", "realisasi") and _PART_OF.search(context.recent) is not None
    if unit.family == "money" and is_part and _UNIT_COST.search(context.recent) and context.value < 10**9:
        return "nilai_per_unit_rincian"
    return role


def is_decrease(role: str, left: str) -> bool:
    """Whether a change is a fall, so that its value is negative."""
    return role.startswith("perubahan") and DECREASE.search(left) is not None


def _money_rate_role(context: Context) -> str:
    basis = context.basis or ""
    if re.search(r"garis kemiskinan", context.recent, re.IGNORECASE):
        return "garis_kemiskinan_rt" if basis.startswith("rumah_tangga") else "garis_kemiskinan"
    parts = [part for part in basis.split("+") if part not in TIME_BASES]
    kind = parts[0] if parts else "penerima"
    if kind == "unit":
        return "nilai_per_unit"
    if kind in ("kelurahan", "desa", "kecamatan", "RT", "RW"):
        return f"{'alokasi' if _RATE_ALLOCATED.search(context.sentence) else 'nilai'}_per_{kind.casefold()}"
    if kind in ("kelompok", "hektare", "kg", "liter", "paket"):
        return f"nilai_per_{kind}"
    return "nilai_per_penerima"
