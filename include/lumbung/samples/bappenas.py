"""Uploads in the format of Bappenas' regional monitoring: one of the poverty rate, one of four indicators.

Enters: nothing but the figures below, which are invented. Leaves: CSV bytes.
"""

from __future__ import annotations

_HEADER = "wilayah,tahun,periode,id_periode,nilai,nasional,{targets},versi,satuan,sumber,id_indikator,nama_indikator"
_FOUR_TARGETS = "target RKP,target_makro_rpjmn ,target_rkpd,target_kewilayahan_rkp"

# BPS codes: the nation, a province, regencies and a city of it.
_POVERTY_2019 = {
    "1000": "9.4",
    "3300": "10.81",
    "3318": "9.46",
    "3319": "6.68",
    "3371": "7.46",
    "3400": "11.74",
    "3401": "17.39",
    "3402": "12.92",
    "3403": "-",
    "3471": "6.84",
    "5100": "3.8",
    "5171": "2.1",
}
_GINI_2019 = {"1000": "0.382", "3300": "0.361", "3400": "0.423", "5100": "0.366"}
_GROWTH_2019 = {"1000": "5.02", "3300": "5.4", "3400": "-6.6", "5100": "5.63"}
_UNEMPLOYED_2019 = {"1000": "7104400", "3300": "818276", "3400": "69170", "5100": "37555"}


def poverty_csv() -> bytes:
    """P0 of the March round, as older uploads have it: one target, the round as one digit, a dash for a missing one."""
    lines = [_HEADER.format(targets="target")]
    for region, value in _POVERTY_2019.items():
        lines.append(f"{region},2019,3,201903,{value},9.4,,2019-07-15,%,Badan Pusat Statistik,36,ind1_tingkatmiskin")
    return "\n".join([*lines, ""]).encode()


def mixed_csv() -> bytes:
    """Three indicators in one column, four targets, and empty columns at the end.

    Nothing stands as the unit of a Gini ratio.
    """
    lines = [_HEADER.format(targets=_FOUR_TARGETS) + ",,"]
    for periode, unit, number, name, values in (
        ("03", "", 7, "ind1_ginirasio", _GINI_2019),
        ("00", "persen ", 1, "ind1_pertm_ekonomi", _GROWTH_2019),
        ("08", "Orang", 4, "ind1_pengangguran", _UNEMPLOYED_2019),
    ):
        for region, value in values.items():
            lines.append(
                f"{region},2019,{periode},2019{periode},{value},{values['1000']},5.5,,,,15/01/2020,{unit},"
                f"Badan Pusat Statistik,{number},{name},,"
            )
    return "\n".join([*lines, ""]).encode()


def headerless_csv() -> bytes:
    """P1 of the September round without a header row, delimited by semicolons, with decimal commas."""
    values = {"1000": "1,5", "3100": "0,55", "3300": "1,53", "3400": "1,74", "5100": "0,52", "6100": "1,04"}
    values |= {"7100": "1,12", "7300": "1,41", "8100": "3,85", "9100": "5,11"}
    lines = [
        f"{region};2019;09;201909;{value};1,5;;;;;2020-01-15;%;Badan Pusat Statistik;39;ind1_kedalaman"
        for region, value in values.items()
    ]
    return "\r\n".join([*lines, ""]).encode()


def files() -> dict[str, bytes]:
    """File name -> bytes. The names are opaque, as those of uploads are."""
    return {"5f1d20aa.csv": poverty_csv(), "9be3077c.csv": mixed_csv(), "c40a9d31.csv": headerless_csv()}
