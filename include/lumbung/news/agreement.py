"""What figures of one text say of each other, once each is read: the same claim in a headline, the parts of a total.

In: the figures of a text in reading order. Out: the same figures, some with another role.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from lumbung.news.claim import Figure
from lumbung.news.tokens import word_set

# A role that says no more than the unit does.
UNSPECIFIC_ROLES = frozenset({"jumlah", "nilai", "porsi_persen", "jumlah_unit"})
# What is built and nothing else is said of: done in a year that the text states, planned otherwise.
UNSAID_UNITS = "jumlah_unit"
_PLAIN_CUT = "pemotongan_anggaran"
_CUTS_OF_A_KIND = frozenset({"pemotongan_transfer", "efisiensi"})


def with_roles_said_elsewhere(found: list[Figure], dated: Sequence[bool]) -> list[Figure]:
    """A headline gives an amount and the text says what it is: the same value and unit has the same role. `dated` says
    of each figure whether its own sentence gives the time."""
    said = {
        (f.value, f.unit, f.region_code): f.role
        for f in reversed(found)
        if f.value is not None and f.role is not None and f.role not in UNSPECIFIC_ROLES
    }
    of_cuts = {(f.value, f.unit): f.role for f in reversed(found) if f.role in _CUTS_OF_A_KIND}
    roles_said = {f.role for f in found}
    only_plans = "target_unit" in roles_said and "realisasi_unit" not in roles_said
    only_deeds = "realisasi_unit" in roles_said and "target_unit" not in roles_said
    out: list[Figure] = []
    for f, is_dated in zip(found, dated, strict=True):
        if f.value is not None and f.role in UNSPECIFIC_ROLES:
            role = said.get((f.value, f.unit, f.region_code), f.role)
            if role == UNSAID_UNITS:
                role = "realisasi_unit" if only_deeds or (is_dated and not only_plans) else "target_unit"
            f = replace(f, role=role)
        elif f.role == _PLAIN_CUT and (cut := of_cuts.get((f.value, f.unit))) is not None:
            f = replace(f, role=cut)  # the same sum is said elsewhere to be held back from a region
        out.append(f)
    return out


# Roles that differ only in whether it is done or planned.
_STAGES = (frozenset({"target_unit", "realisasi_unit"}), frozenset({"penerima", "penerima_target"}))
_SMALLEST_AGAIN = 20  # a smaller number comes again by chance


def with_one_stage(found: list[Figure], firmness: Sequence[int]) -> list[Figure]:
    """A number that stands again and again is planned or done once: where it is said most firmly. `firmness` is how
    firmly each figure's own words say it."""
    out = list(found)
    for stages in _STAGES:
        again: dict[tuple[object, ...], list[int]] = {}
        for i, f in enumerate(found):
            if f.role in stages and f.value is not None and f.value >= _SMALLEST_AGAIN:
                year = f.period_start.year if f.period_start is not None else None
                again.setdefault((f.value, f.unit, year), []).append(i)
        for same in again.values():
            firmest = max(same, key=lambda i: firmness[i])
            for i in same:
                if firmness[i] < firmness[firmest]:
                    out[i] = replace(out[i], role=found[firmest].role)
    return out


# Roles of whole amounts, which an amount for one of something never has.
_WHOLE_AMOUNTS = frozenset({"anggaran", "realisasi", "nilai", "nilai_per_penerima"})
_PER_AREA = ("alokasi_per_", "nilai_per_kelurahan", "nilai_per_desa", "nilai_per_kelompok", "nilai_per_unit")


def with_one_basis(found: list[Figure]) -> list[Figure]:
    """`Setiap kelurahan dialokasikan Rp 1 miliar`: the same amount is for one kelurahan in the headline too."""
    of_one = {
        f.value: f.role
        for f in reversed(found)
        if f.value is not None and f.role is not None and f.role.startswith(_PER_AREA) and "rincian" not in f.role
    }
    return [
        replace(f, role=of_one[f.value]) if f.value in of_one and f.role in _WHOLE_AMOUNTS and f.unit == "rupiah" else f
        for f in found
    ]


# Role of a total -> of the parts that add up to it.
_ROLE_OF_PARTS = {
    "penerima": "penerima_rincian",
    "penerima_realisasi": "penerima_rincian",
    "penerima_target": "penerima_target_rincian",
    "target_unit": "target_unit_rincian",
    "realisasi_unit": "realisasi_unit_rincian",
    "jumlah_rtlh": "jumlah_rtlh_rincian",
    "barang_dibagikan": "barang_rincian",
    "nilai_per_unit": "nilai_per_unit_rincian",
    "realisasi": "realisasi",
}
_MOST_PARTS = 12
_FARTHEST_PART = 60  # figures behind a total: a page of nothing but figures is to be read in time


def with_parts(found: list[Figure]) -> list[Figure]:
    """`Rp 15 juta: Rp 13 juta material, Rp 2 juta upah`: figures that add up to the one before them are its parts."""
    out = list(found)
    for i, total in enumerate(out):
        if total.value is None or total.role is None:
            continue
        role = total.role if total.role.startswith("alokasi_per_") else _ROLE_OF_PARTS.get(total.role)
        if role is None:
            continue
        later = [j for j in range(i + 1, min(len(out), i + _FARTHEST_PART)) if out[j].value is not None]
        alike = [j for j in later if _plain(out[j]) == _plain(total)]
        parts = _parts_of(out, total, alike)
        if parts:  # "Rp 35 juta: Rp 30 juta bahan, Rp 5 juta upah. Pusat menanggung Rp 20 juta, kota Rp 15 juta"
            near = [j for j in alike if j > parts[-1] and out[j].sentence_no <= total.sentence_no + 2]
            parts += _parts_of(out, total, near) if _is_plain_sum(total, [out[j] for j in parts]) else []
        parts = parts or _parts_of(out, total, [j for j in later if _are_receivers(out[j], total)])
        for j in (j for j in parts if not _has_own_state(out[j], total)):
            out[j] = replace(out[j], role=role)
    return out


def _parts_of(found: Sequence[Figure], total: Figure, alike: Sequence[int]) -> list[int]:
    """The first run of figures that add up to a total, where they are enough to be no accident."""
    for k in range(len(alike)):
        parts = _adding_up(found, alike[k : k + _MOST_PARTS], total)
        if parts and len(parts) >= (2 if _is_plain_sum(total, [found[j] for j in parts]) else _FEWEST_FAR_PARTS):
            return parts
    return []


_REACHED = word_set("baru sudah telah rampung selesai terbangun tuntas")


def _has_own_state(part: Figure, total: Figure) -> bool:
    """`dari target 40 rumah baru terbangun 12, sisanya 28`: the twelve are done."""
    if part.role in _STATES_OF_PARTS:
        return True
    done = (part.role or "").startswith("realisasi_unit") and (total.role or "").startswith("target_unit")
    return done and bool(_REACHED & set(part.sentence.casefold().split()))


def _is_plain_sum(total: Figure, parts: Sequence[Figure]) -> bool:
    """Whether two parts are enough: they stand near, or the text says "the rest", or an odd number is their sum; and
    they are counted like their total."""
    value, last = total.value or Decimal(0), parts[-1]
    if any(_plain(part) != _plain(total) for part in parts):
        return False
    return last.sentence_no <= total.sentence_no + 2 or "sisa" in last.sentence.casefold() or value % 100 != 0


_FEWEST_FAR_PARTS = 3
_LONGEST_LISTING = 3  # sentences
# Parts of which the text says what became of them keep that.
_STATES_OF_PARTS = frozenset(
    {
        "sisa_penerima",
        "penerima_realisasi",
        "penerima_ditolak",
        "penerima_dicoret",
        "usulan",
        "usulan_diterima",
        "graduasi",
    }
)


def _are_receivers(one: Figure, other: Figure) -> bool:
    """Whether two figures count receivers, be they families or people."""
    return (one.role or "").startswith("penerima") and (other.role or "").startswith("penerima")


def _plain(figure: Figure) -> str:
    return (figure.unit or "").split("_per_")[0]


def _adding_up(found: Sequence[Figure], run: Sequence[int], total: Figure) -> list[int]:
    """The first of a run that add up to a total, within a few sentences; empty where none do."""
    left, parts = total.value or Decimal(0), []
    for j in run:
        if found[j].sentence_no > found[run[0]].sentence_no + _LONGEST_LISTING:
            return []
        left -= found[j].value or Decimal(0)
        parts.append(j)
        if left <= 0:
            return parts if left == 0 else []
    return []
