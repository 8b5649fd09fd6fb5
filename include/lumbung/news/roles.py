"""What a figure says: its role, from the cues around it.

In: the unit's family and the cues in the parts of its sentence. Out: a role of the vocabulary (`penerima_target`,
`anggaran`, `P0` ...). What follows from other figures is asked first, then the rules of the family.
"""

from __future__ import annotations

from lumbung.news import topics
from lumbung.news.lexicon import TIME_BASES, Unit
from lumbung.news.role_rules import MILLION, RECEIVING, RULES, Context

# Two ways to say one thing: the share and the number of the poor.
_TWINS = {
    ("person", "P0"): "jumlah_penduduk_miskin",
    ("person", "TPT"): "jumlah_pengangguran",
    ("percent", "jumlah_pengangguran"): "TPT",
    ("person", "P0_bank_dunia"): "jumlah_miskin_bank_dunia",
    ("household", "jumlah_miskin_ekstrem"): "keluarga_miskin_ekstrem",
    ("person", "keluarga_miskin_ekstrem"): "jumlah_miskin_ekstrem",
    ("household", "jumlah_miskin_registri"): "jumlah_miskin_registri",
    ("person", "jumlah_miskin_registri"): "jumlah_miskin_registri",
    ("person", "prevalensi_stunting"): "jumlah_stunting",
    ("percent", "jumlah_stunting"): "prevalensi_stunting",
    ("household", "jumlah_penduduk_miskin"): "keluarga_miskin",
    ("person", "keluarga_miskin"): "jumlah_penduduk_miskin",
    ("person", "kemiskinan_ekstrem_persen"): "jumlah_miskin_ekstrem",
    ("household", "P0"): "keluarga_miskin",
    ("household", "kemiskinan_ekstrem_persen"): "keluarga_miskin_ekstrem",
    ("percent", "jumlah_penduduk_miskin"): "P0",
    ("percent", "jumlah_miskin_ekstrem"): "kemiskinan_ekstrem_persen",
    ("percent", "keluarga_miskin_ekstrem"): "kemiskinan_ekstrem_persen",
    ("person", "belum_terlindungi_persen"): "belum_terlindungi",
    ("percent", "cakupan_wilayah"): "porsi_persen",
    ("percent", "realisasi"): "realisasi_persen",
    ("percent", "realisasi_pendapatan"): "realisasi_persen",
    ("percent", "realisasi_investasi"): "realisasi_persen",
    ("percent", "penerimaan"): "realisasi_persen",
    ("percent", "target_penerimaan"): "realisasi_persen",
    ("money", "defisit_persen"): "defisit",
    ("percent", "defisit"): "defisit_persen",
    ("household", "target_unit"): "penerima_target",
    ("household", "realisasi_unit"): "penerima",
}
# What the levels are of which a change is told.
LEVEL_OF_CHANGE = {
    "perubahan_jumlah_miskin": "jumlah_penduduk_miskin",
    "perubahan_P0": "P0",
    "perubahan_kemiskinan_ekstrem": "kemiskinan_ekstrem_persen",
    "perubahan_anggaran": "anggaran",
    "pemotongan_anggaran": "anggaran",
    "pemotongan_transfer": "dana_transfer",
}
# What was cut or saved: no level that a later figure could go on with.
CUTS = frozenset({"pemotongan_anggaran", "pemotongan_transfer", "pemotongan_persen", "efisiensi"})
_LEVELS_OF_MONEY = frozenset({"anggaran", "realisasi", "dana_transfer"})
# Said once of one figure, never of the next by default.
_AMOUNTS = frozenset({"anggaran", "nilai", "realisasi", "nilai_per_penerima", "nilai_per_unit"})
_ONCE = frozenset({"sisa_anggaran", "kekurangan_anggaran", "insentif_fiskal", "usulan_anggaran", "hadiah"})
_UNSAID = {
    "money": "anggaran",
    "percent": "porsi_persen",
    "dwelling": "jumlah_unit",
    "group": "jumlah_lembaga",
    "facility": "jumlah_lembaga",
}
# What was said to be reached, before what is reached so far.
_COUNTS_OF_THE_POOR = frozenset(
    {
        *("jumlah_penduduk_miskin", "jumlah_miskin_ekstrem", "keluarga_miskin_ekstrem", "jumlah_miskin_registri"),
        "keluarga_miskin",
    }
)
# How many people belong to one of these.
_ONE_GROUP = {"kelompok": "anggota_per_kelompok", "paket": "peserta_per_paket"}
_FOR_ONE = frozenset({"nilai_per_unit", "nilai_per_penerima"})
_PLANNED = frozenset({"kuota", "penerima_target"})
_TARGETS = {
    "P0": "target_P0",
    "prevalensi_stunting": "target_stunting",
    "TPT": "target_TPT",
    "kemiskinan_ekstrem_persen": "target_kemiskinan_ekstrem",
}


def role_of(unit: Unit, context: Context, before: str | None, neighbour: str | None) -> str:
    """The role of a figure. `before` is the role of the last level of the same family, which `jumlah itu` refers to;
    `neighbour` the one of the figure right before it in the sentence when that has the same unit and only a comma or
    "dan" stands between."""
    family = unit.family
    if family == "percent" and context.bracket_of == "money":
        if context.change:
            return "perubahan_persen"
        return _TWINS.get((family, context.role_before or ""), "porsi_persen")
    if context.change and not context.basis:
        changed = _change_role(family, context, before)
        if changed is not None:
            return changed
    if context.twin_of is not None and (family, context.twin_of) in _TWINS:
        delivered = topics.DELIVERED & context.said_before and not topics.MONEY_SPENT & context.said_before
        if family == "percent" and context.twin_of == "realisasi" and delivered:
            return "realisasi_penyaluran"
        return _TWINS[family, context.twin_of]
    if context.heads_of is not None and family == "person":
        return context.heads_of
    aimed_at = topics.AIM & context.clause or (topics.SAME_THING & context.left and topics.AIM & context.left)
    if before in _TARGETS and aimed_at and not (topics.DELIVERED | topics.REALISED | topics.RECEIVE) & context.sentence:
        return _TARGETS[_rate_named(context) or before]
    if before in _PLANNED and topics.SAME_THING & context.left and topics.GIVEN_ALREADY & context.recent:
        return "penerima_realisasi"  # "Yang sudah cair Rp 14 miliar. Angka itu setara 15.000 KPM"
    if (
        before
        and topics.SAME_THING & context.left
        and not (topics.TAKES_PART | topics.OWN_STATE) & context.left
        and not topics.OWN_STATE & context.right
        and context.aspect != "plan"
        and not (family == "money" and context.value < MILLION and before in _LEVELS_OF_MONEY)
        and not (before == "realisasi" and topics.AIM_OF_MONEY & context.clause)
        and not (before == "realisasi_unit" and topics.QUOTA & context.left)
        and not (before == "dana_transfer" and topics.REGIONAL_BUDGET & context.clause)
    ):
        return before
    earlier = topics.EARLIER & context.left and topics.STILL & context.left and not topics.RECEIVE & context.sentence
    if before in _COUNTS_OF_THE_POOR and earlier:
        return before
    if family == "money" and topics.OF_THAT_MONEY & context.said_before and before in ("anggaran", "realisasi"):
        return before
    of_one = neighbour == "nilai_per_unit" and topics.OF_ONE_HOUSE & context.right and not topics.EACH & context.left
    if of_one and family == "money":
        return "nilai_per_unit_rincian"  # "Rp 20 juta per rumah, Rp 17 juta untuk material"
    if neighbour and not context.basis and not context.pair and not context.right & topics.OWN_STATE:
        return neighbour
    if context.basis and family == "money":
        return _money_rate_role(context)
    if context.basis and family in RECEIVING and context.basis in _ONE_GROUP:
        return _ONE_GROUP[context.basis]
    if context.basis and family in RECEIVING:
        return f"penerima_per_{context.basis.casefold()}"
    parts = [part for part in (context.basis or "").split("+") if part and part not in TIME_BASES]
    if (family == "item" and context.basis) or (family == "dwelling" and parts):
        places = parts and parts[0] in ("kelompok", "kelurahan", "desa", "kecamatan", "koperasi")
        return f"barang_per_{parts[0].casefold()}" if places else "barang_per_penerima"
    if context.pair and (paired := _pair_role(family, context)):
        return paired
    handed_out = topics.HANDED_OUT & (context.sentence if topics.HOUSE & context.article else context.recent)
    if family == "dwelling" and not topics.HOUSE & (context.quote | context.recent) and handed_out:
        family = "item"
    if family == "dwelling" and context.each_of in _ITEMS and not topics.HOUSE & context.quote:
        family = "item"  # "kursi roda 4 buah, alat dengar 9 unit"
    role = next((rule.role for rule in RULES.get(family, ()) if rule.holds(context)), None)
    reached = topics.DONE_ALREADY & (context.left | context.right) and not topics.EARLIER & context.left
    if before in _PLANNED and (
        (role == "penerima" and reached)
        or (role == "penerima_target" and topics.DONE_ALREADY & context.right)
        or (
            role == "penerima_target"
            and topics.ONLY_NOW & context.head
            and (topics.DONE | topics.GET_IT) & context.right
        )
    ):
        return "penerima_realisasi"
    if family == "money" and (topics.SUM | topics.TOTAL) & context.clause:
        role = _sum_of_shares(context) or role
    if family == "money" and role in (None, "realisasi", "anggaran") and _is_the_whole(context, before):
        return "anggaran"
    if family == "money" and role in (None, "anggaran") and topics.ITS_WORTH & context.head:
        role = _WORTH_OF.get(context.role_before or "", role)
    at_work = context.role_before == "tenaga_kerja_terserap" and (topics.SUM | topics.TOTAL) & context.clause
    if family == "person" and at_work and not topics.DONE_ALREADY & context.sentence:
        return "tenaga_kerja_target"  # "satu lokasi mempekerjakan 30 orang, jadi totalnya 900 orang"
    if role is None:
        # Nothing said of its own: a list goes on with what stood before.
        goes_on = before is not None and context.follows and before not in _ONCE
        if family == "percent" and topics.SHARE & context.sentence:
            goes_on = False
        if family == "money" and context.value >= 100 * MILLION:
            goes_on = goes_on and before in _LEVELS_OF_MONEY
        elif family == "money" and before in ("anggaran", "realisasi") and context.value < _SMALL_HELP:
            goes_on = False  # "Rp 708 juta ... PKL Rp 1 juta, UMKM Rp 5 juta"
        if before is not None and goes_on:
            return before
        return _unsaid(family, context)
    if unit.name in _RATIONS and context.value <= _LARGEST_RATION and topics.RECEIVE & context.recent:
        return "barang_per_penerima"
    if family == "item" and context.part_of and context.each_of == unit.name:
        return "barang_rincian"
    counted_up = context.role_before == "peserta_per_paket" and (topics.SUM | topics.TOTAL) & context.clause
    opened = topics.OPENS & context.article or not topics.ATTENDED & context.recent
    if family == "person" and counted_up and opened and not topics.DONE_ALREADY & context.sentence:
        return "target_peserta"  # "setiap paket 16 peserta, jadi totalnya 48 peserta"
    classes = context.each_of in _CLASSES and topics.EACH & (context.said_before | context.left)
    if family == "person" and role in ("peserta", "target_peserta") and classes:
        return "peserta_per_paket"
    small = family == "money" and context.value < MILLION and topics.RECEIVE & context.article
    if small and role in ("anggaran", "realisasi"):
        return "nilai_per_penerima"
    return _refined(role, family, context, before)


def _is_the_whole(context: Context, before: str | None) -> bool:
    """`terserap Rp 3 miliar dari Rp 12 miliar`, `Dari Rp 12 miliar itu, ...`: money of which a part is told to be paid;
    nothing else is said of it."""
    if topics.FROM_THERE & context.left or context.left & ~(topics.FROM | topics.TO_LEVEL):
        return False
    if context.out_of:
        return before != "realisasi"
    return context.role_before == "realisasi" and bool(topics.FROM & context.left)


# "4.800 KPM dengan nilai Rp 8 miliar"
_WORTH_OF = {
    "penerima": "realisasi",
    "penerima_rincian": "realisasi",
    "penerima_target": "anggaran",
    "realisasi_unit": "realisasi",
    "target_unit": "anggaran",
}


def _sum_of_shares(context: Context) -> str | None:
    """`Rp 2 juta per UMKM, seluruhnya Rp 40 juta`: people have got theirs where the text says so; what stands for
    houses and places is a budget until it is said to be paid."""
    shared = context.role_before or ""
    if shared == "nilai_per_penerima":
        return "realisasi" if context.aspect != "plan" and topics.GIVING & context.recent else None
    if not shared.startswith(("nilai_per_", "alokasi_per_")):
        return None
    paid = context.aspect == "done" and topics.DONE_ALREADY & context.recent
    return "realisasi" if paid else "anggaran"


_CLASSES = frozenset({"angkatan", "kelas", "paket", "pelatihan"})
_ITEMS = frozenset({"buah", "kursi_roda", "traktor", "laptop", "set", "dus", "sepeda"})
# Nobody hands out ten kilograms in all.
_RATIONS = frozenset({"kg", "liter"})
_LARGEST_RATION = 50
_SMALL_HELP = 25 * MILLION


def _unsaid(family: str, context: Context) -> str:
    """What a figure is of which its own sentence says nothing: what the article is about."""
    statistics = topics.POOR & context.article and topics.STATISTICS & context.article
    if statistics and not topics.RECEIVE & context.recent and family in ("person", "percent"):
        return "jumlah_penduduk_miskin" if family == "person" else "P0"
    if family in ("person", "household", "business") and topics.RECEIVE & context.article:
        training = topics.IN_TRAINING & context.article and not topics.RECEIVE & context.recent
        return "peserta" if training else "penerima"
    if family == "money" and topics.RECEIVE & context.article:
        worth = bool(topics.WORTH & context.left) and (context.each_of in _ITEMS or not topics.HOUSE & context.recent)
        if topics.HOUSE & context.article and 5 * MILLION <= context.value <= 60 * MILLION and not worth:
            return "nilai_per_unit"
        if not worth and context.value < _SMALL_HELP:
            return "nilai_per_penerima"
        done = context.aspect == "done" or topics.DONE & context.recent
        return "realisasi" if done else "anggaran"
    return _UNSAID.get(family, "jumlah")


# The first of these that a sentence speaks of is the rate that is aimed at; "miskin ekstrem" is said with "miskin".
_NAMES_OF_RATES = (
    (topics.EXTREME, "kemiskinan_ekstrem_persen"),
    (topics.STUNTING, "prevalensi_stunting"),
    (topics.UNEMPLOYED_RATE, "TPT"),
    (topics.POOR, "P0"),
)


def _rate_named(context: Context) -> str | None:
    """The rate that the words before a number name; None where they only go on with the one before."""
    return next((rate for bits, rate in _NAMES_OF_RATES if bits & context.left), None)


def is_decrease(role: str, context: Context) -> bool:
    """Whether a change is a fall, so that its value is negative."""
    return "perubahan_" in role and context.change == "fall"


_SHARERS = frozenset({"kelompok", "titik", "banjar"})
_PLACES_OF_AID = frozenset({"kelurahan", "desa", "kecamatan"})


_STAGES_OF_HOUSES = frozenset({"target_unit", "realisasi_unit", "jumlah_rtlh"})
_SURE = 3


def _refined(role: str, family: str, context: Context, before: str | None) -> str:
    """A role with what the rest of the context says about stage and parts."""
    if family == "dwelling":
        if role == "realisasi_unit" and (context.future or context.out_of) and not topics.REALISED & context.clause:
            role = "target_unit"
        elif role == "target_unit" and context.past and context.firmness < _SURE:
            role = "realisasi_unit"
        elif role == "realisasi_unit" and _is_of_this_year(context):
            role = "target_unit"
    if (
        family == "percent"
        and role in _TARGETS
        and (
            topics.AIM & context.left
            or topics.AIMED_BEHIND & context.right
            or (_is_of_the_future(context) and not topics.STILL_NOW & context.left and not _is_aimed_elsewhere(context))
        )
    ):
        role = _TARGETS[role]
    if role == "graduasi" and topics.AIM & context.clause:
        return "target_graduasi"
    if role in ("penerima", "penerima_realisasi") and before == "target_graduasi" and topics.REALISED & context.clause:
        return "graduasi"
    if role == "penerima_target" and before == "graduasi" and topics.AIM & context.clause:
        return "target_graduasi" if not topics.RECEIVE & context.sentence else role
    if role in ("tenaga_kerja_terserap", "penempatan_kerja") and context.aspect == "plan" and context.firmness >= _SURE:
        return "tenaga_kerja_target"
    if role == "penerima_target" and before in ("peserta", "target_peserta") and not topics.RECEIVE & context.sentence:
        return "target_peserta"
    of_a_group = topics.EACH_GROUP & context.said_before and not topics.EACH & context.left
    if role == "nilai_per_penerima" and family == "money" and of_a_group:
        return "nilai_per_kelompok"
    of_a_house = topics.HOUSE & context.article and 5 * MILLION <= context.value <= 60 * MILLION
    if role == "nilai_per_penerima" and family == "money" and of_a_house and not topics.OTHER_AID & context.left:
        role = "nilai_per_unit"
    each_place = (
        context.each_of in _PLACES_OF_AID and topics.EACH & context.said_before and context.value < 1000 * MILLION
    )
    each = family == "money" and bool(topics.EACH & context.clause) and context.each_of in _SHARERS
    if each and role in ("nilai_per_penerima", "nilai_per_unit"):
        return f"nilai_per_{context.each_of}"
    if family == "money" and each_place and role in ("nilai_per_penerima", "anggaran", "realisasi"):
        return _per_area(context, context.each_of or "")
    if family == "money" and before == "realisasi" and role == "anggaran":
        if topics.REST & context.head and not topics.FOR & context.right:
            return "sisa_anggaran"
        own_plan = context.aspect == "plan" and context.firmness > 1
        if context.follows and not own_plan and not topics.BUDGET & context.sentence:
            return "realisasi"  # "tersalur Rp 85 miliar dari alokasi Rp 133 miliar. Triwulan pertama saja Rp 33 miliar"
    paid_for = topics.FOR & context.head and context.role_before == "anggaran"
    announced = context.unfinished and context.aspect == "done" and context.firmness < _SURE
    if family in RECEIVING and role == "penerima" and (context.future or paid_for or announced):
        role = "penerima_target"
    if role == "realisasi" and announced:
        role = "anggaran"
    elif family in RECEIVING and role == "penerima_target":
        before_now = topics.EARLIER & context.left and not topics.SURE_PLAN & context.left
        role = "penerima" if context.past or before_now else role
    of_one_house = (
        topics.HOUSE & context.recent and topics.PARTS & context.said_before and context.value < 100 * MILLION
    )
    if of_one_house and context.part_of and role in _AMOUNTS:
        return "nilai_per_unit_rincian"
    base = before.removesuffix("_rincian") if before else None
    if context.part_of and base in _STAGES_OF_HOUSES and role in _STAGES_OF_HOUSES and context.firmness < _SURE:
        role = base
    finished = topics.DONE_ALREADY & (context.left | context.right)
    if role == "realisasi_unit" and base == "target_unit" and finished:
        return role  # "Dari 300 unit itu, yang sudah selesai 160 unit": no part of the plan, but what became of it
    if context.part_of and role in (
        *("penerima", "penerima_target", "target_unit", "realisasi_unit", "jumlah_rtlh", "barang_dibagikan"),
    ):
        return "barang_rincian" if family == "item" else f"{role}_rincian"
    return role


def _is_aimed_elsewhere(context: Context) -> bool:
    """`8,2 persen, target tahun depan 7,5 persen`: the time to come is that of the other figure."""
    return bool(topics.AIM & context.sentence) and not topics.AIM & (context.said_before | context.right)


def _is_of_the_future(context: Context) -> bool:
    """Whether its own sentence, not only the one before, speaks of a time to come."""
    return context.future and context.firmness != _BY_THE_SENTENCE_BEFORE


_BY_THE_SENTENCE_BEFORE = 1


def _is_of_this_year(context: Context) -> bool:
    """`tahun ini memperbaiki 85 rumah`: what a year that still runs will bring, unless it is said to be done."""
    told = topics.THIS_YEAR & context.clause and not topics.LAST_YEAR & context.clause
    return bool(told) and context.firmness < _SURE and not topics.DONE_ALREADY & context.sentence


def _change_role(family: str, context: Context, before: str | None) -> str | None:
    planned = "target_" if context.aspect == "plan" else ""
    if family == "percent" and topics.ECONOMY & context.sentence and topics.GROWN & context.left:
        return "pertumbuhan_ekonomi"
    if family in ("percent", "points") and topics.POVERTY_LINE & context.sentence:
        return "perubahan_garis_kemiskinan_persen"
    if family in ("percent", "points") and topics.HDI & context.sentence:
        return "perubahan_IPM"
    if family in ("percent", "points"):
        if topics.STUNTING & context.sentence and not topics.POOR & context.sentence:
            return "perubahan_stunting"
        if topics.EXTREME & context.recent:
            return f"{planned}perubahan_kemiskinan_ekstrem"
        if topics.POOR & context.recent or before in ("P0", "target_P0"):
            return f"{planned}perubahan_P0"
        if topics.UNEMPLOYED_RATE & context.sentence:
            return "perubahan_TPT"
        if family == "percent" and context.change == "fall" and topics.CUT & context.left:
            return "efisiensi" if topics.SAVING & context.left else "pemotongan_persen"
        return "perubahan" if family == "points" else "perubahan_persen"
    if family == "money":
        if topics.POVERTY_LINE & context.recent:
            return "perubahan_garis_kemiskinan"
        if topics.PREMIUM & context.left:
            return None
        if before in _FOR_ONE and topics.BUDGET & context.right:
            return before  # "Rp 10 juta per rumah, ditambah Rp 2 juta dari APBD"
        if topics.INVESTMENT & context.recent:
            return "perubahan_investasi"
        if context.change == "fall" and topics.CUT & context.recent and context.value >= 10 * MILLION:
            return _cut_role(context)
        return "perubahan_nilai_per_penerima" if context.value < 10 * MILLION else "perubahan_anggaran"
    if family in RECEIVING and topics.JOBLESS & context.left and not topics.RECEIVE & context.sentence:
        return "perubahan_pengangguran"
    if family in RECEIVING and not (topics.GRADUATED | topics.JOBLESS) & context.left:
        if (topics.POOR & context.recent or before in _COUNTS_OF_THE_POOR) and not topics.RECEIVE & context.sentence:
            return "perubahan_jumlah_miskin"
        if context.change == "rise" and topics.PROPOSED & context.left:
            return None
        if context.change == "rise":
            return "penambahan_penerima" if (topics.NEW_ONES | topics.RECEIVE) & context.left else None
        return "perubahan_pengangguran" if before == "jumlah_pengangguran" else "perubahan_penerima"
    return None


def _cut_role(context: Context) -> str:
    """What is taken away, as a sum above zero: saved, held back from a region, or taken from a budget."""
    if topics.SAVING & context.sentence and not topics.PLAIN_CUT & context.left:
        return "efisiensi"
    held_back = topics.TRANSFER & context.recent or topics.KINDS_OF_TRANSFER & context.left
    return "pemotongan_transfer" if held_back else "pemotongan_anggaran"


def _pair_role(family: str, context: Context) -> str | None:
    """Both numbers of `410 dari 520 pelaku usaha`."""
    part = context.pair == "part"
    if family == "dwelling" and topics.UNFIT_HOUSE & context.quote and topics.TOTAL & context.left and not part:
        return "jumlah_rtlh"
    if family == "area" and not part:
        return "cakupan_wilayah"
    if family == "area" and (topics.PAID | topics.DELIVERED) & context.sentence:
        return "realisasi_penyaluran"  # "148 dari 242 desa sudah menyalurkan": how far the delivery has come
    if family in ("dwelling", "facility", "area", "site"):
        if part:
            reached = context.aspect != "plan" or (topics.DONE_ALREADY | topics.BUILT) & context.right
            reached = reached or (topics.DONE_ALREADY | topics.REALISED) & context.left
            return "realisasi_unit" if reached else None
        return "target_unit"
    if family == "case" and not part and topics.CASE_PAPER & context.quote:
        return "usulan"
    if family not in RECEIVING:
        return None
    if family == "person" and topics.STUNTING & context.quote and part and not topics.RECEIVE & context.sentence:
        return "jumlah_stunting"
    if family == "person" and topics.STUNTING & context.sentence and not topics.RECEIVE & context.sentence:
        return None
    if (topics.OWN_STATE | topics.VERIFIED) & context.right:
        return None
    if topics.ALUMNI & context.quote and not part:
        return "peserta"  # "Dari 80 alumni, 52 sudah bekerja"
    if topics.QUOTA & context.left and not part:
        return "kuota"
    if topics.EXTREME & context.quote and not part:
        return None  # of those who are extremely poor some have got help
    if topics.POOR & context.said_before and not (topics.RECEIVE | topics.DONE) & context.sentence:
        return None  # "keluarga miskin 45.112 KK dari total 210.400 KK"
    if topics.IN_TRAINING & context.recent and topics.ATTENDED & context.sentence:
        return "peserta" if part else "target_peserta"
    if topics.PROPOSED & context.sentence and not part:
        return "usulan"
    return "penerima_realisasi" if part else "penerima_target"


def _per_area(context: Context, area: str) -> str:
    """Money for one kelurahan: allocated, or called a help."""
    helped = topics.HELP & context.sentence and not topics.ALLOCATED & context.sentence
    return f"{'nilai' if helped else 'alokasi'}_per_{area.casefold()}"


_MOST_A_DAY = MILLION / 2
_MOST_A_PREMIUM = MILLION / 10


def _money_rate_role(context: Context) -> str:
    basis = context.basis or ""
    if topics.POVERTY_LINE & context.recent:
        return "garis_kemiskinan_rt" if basis.startswith("rumah_tangga") else "garis_kemiskinan"
    parts = [part for part in basis.split("+") if part not in TIME_BASES]
    kind = parts[0] if parts else "penerima"
    if topics.ALLOWANCE & context.left:
        return "uang_saku_per_bulan" if basis.endswith("bulan") else "uang_saku_per_hari"
    if topics.PEOPLES_INCOME & context.left:
        return "target_pendapatan_warga" if topics.AIM & context.left else "pendapatan_warga"
    if topics.SPENDING & context.left:
        return "pengeluaran_per_kapita"
    if topics.PREMIUM & context.left:
        return "iuran_per_peserta"
    if topics.PREMIUM & context.said_before and context.value < _MOST_A_PREMIUM:
        return "iuran_per_peserta"
    if topics.PUBLIC_WORKS & context.recent and basis.endswith("hari"):
        return "upah_per_hari"
    worker = topics.PAID_BY_THE_DAY & (context.said_before if topics.EARNS & context.said_before else context.head)
    if basis == "hari" and worker and not topics.HELP & context.sentence:
        return "upah_per_hari"
    if topics.WAGE & context.recent and (basis == "hari" or (kind == "orang" and context.value < _MOST_A_DAY)):
        return "upah_per_hari"
    if topics.SUBSIDY & context.left and kind in ("paket", "kg", "liter", "tabung"):
        return f"subsidi_per_{kind}"
    given = topics.AT_A_PRICE & context.left and topics.GETS & context.left  # "mendapat barang seharga Rp 5 juta"
    handed_out = topics.HANDED_OUT & context.recent and not topics.CHEAP_SALE & context.article
    if kind == "unit" and topics.AT_A_PRICE & context.left and handed_out and context.value >= MILLION:
        return "nilai_per_unit"  # "Satu unit perahu seharga Rp 24 juta"
    if (topics.PRICE & context.said_before and not given) or kind in ("kg", "liter", "ton", "kwh", "meter", "porsi"):
        return "harga"
    if not parts and context.value >= 100 * MILLION:
        collected = topics.ZAKAT & context.clause or topics.COLLECTED & context.left
        return "penerimaan" if collected else "anggaran"
    if kind == "unit" or (topics.HOUSE & context.left and 5 * MILLION <= context.value < 100 * MILLION):
        return "nilai_per_unit"
    one_house = kind == "penerima" and topics.HOUSE & context.recent and not topics.OTHER_AID & context.left
    if one_house and 5 * MILLION <= context.value < 100 * MILLION:
        return "nilai_per_unit"
    if kind in ("kelurahan", "desa", "kecamatan", "RT", "RW", "kabupaten", "kota", "provinsi"):
        return _per_area(context, kind)
    if kind in ("kelompok", "hektare", "titik", "lembaga", "koperasi", "banjar", "dusun"):
        return f"nilai_per_{kind}"
    return "nilai_per_penerima"
