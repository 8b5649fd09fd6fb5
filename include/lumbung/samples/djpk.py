"""Invented budget postures of three cities, as the DJPK portal exports them: miliar, a file a city and a year.

Enters: nothing but the figures below. Leaves: bytes. An export of 2021 shows levels by indent and writes 998.77; a
later one writes `998,77 M`, shows no level, and prints what has no second level twice.
"""

from __future__ import annotations

from decimal import Decimal

# Label, level, budget and realisation in hundredths of a miliar; None where lines below give it.
_Line = tuple[str, int, int | None, int | None]
_CITIES = {
    "Kota_Mataram": (17_212, 96_405, 8_804),
    "Kota_Jambi": (21_507, 101_318, 9_126),
    "Palangka_Raya": (14_903, 88_211, 7_655),
}


def files() -> dict[str, bytes]:
    """Relative path -> bytes: the oldest export with indents, two newer ones without."""
    made = {"2021/Kota_Mataram.csv": _old(_lines(*_CITIES["Kota_Mataram"]))}
    for city, figures in _CITIES.items():
        made[f"2023/{city}.csv"] = snapshot(*(figure + 731 for figure in figures))
    return made


def snapshot(own: int, transfer: int, other: int) -> bytes:
    """What the portal exports of a city with these incomes, in hundredths of a miliar: its own, transferred, other."""
    return _new(_lines(own, transfer, other))


def _lines(own: int, transfer: int, other: int) -> list[_Line]:
    """A city's accounts; every parent is the sum of the lines below it."""
    tax, fee = own * 7 // 10, own - own * 7 // 10
    staff, goods, capital = transfer * 4 // 10, transfer * 3 // 10, transfer * 2 // 10
    grants, aid = other // 2, other - other // 2
    surplus = own + transfer + other - staff - goods - capital - grants - aid
    carried, invested = 2_500, 500
    return [
        ("Pendapatan Daerah", 0, None, None),
        ("PAD", 1, None, None),
        ("Pajak Daerah", 2, tax, tax - 311),
        ("Retribusi Daerah", 2, fee, fee - 52),
        ("TKDD", 1, None, None),
        ("Pendapatan Transfer Pemerintah Pusat", 2, transfer, transfer + 104),
        ("Pendapatan Lainnya", 1, None, None),
        ("Pendapatan Transfer Antar Daerah", 2, other, other - 87),
        ("Belanja Daerah", 0, None, None),
        ("Belanja Pegawai", 1, staff, staff - 402),
        ("Belanja Barang dan Jasa", 1, goods, goods - 777),
        ("Belanja Modal", 1, capital, capital - 913),
        ("Belanja Lainnya", 1, None, None),
        ("Belanja Hibah", 2, grants, grants - 61),
        ("Belanja Bantuan Sosial", 2, aid, aid - 33),
        ("Surplus/(Defisit)", 0, surplus, surplus + 1_840),
        ("Pembiayaan Daerah", 0, None, None),
        ("Penerimaan Pembiayaan Daerah", 1, None, None),
        ("Sisa Lebih Perhitungan Anggaran Tahun Sebelumnya", 2, carried, carried),
        ("Pengeluaran Pembiayaan Daerah", 1, None, None),
        ("Penyertaan Modal Daerah", 2, invested, invested),
    ]


def _summed(lines: list[_Line]) -> list[tuple[str, int, int, int]]:
    """The lines with every parent's sums; what a city pays out is subtracted."""
    done: list[tuple[str, int, int, int]] = []
    for number, (label, level, budget, realised) in enumerate(lines):
        if budget is None or realised is None:
            below = []
            for other in lines[number + 1 :]:
                if other[1] <= level:
                    break
                below.append(other)
            pays = {"Penyertaan Modal Daerah"} if label == "Pembiayaan Daerah" else set()
            signs = [-1 if other[0] in pays else 1 for other in below]
            budget = sum(sign * (other[2] or 0) for sign, other in zip(signs, below, strict=True))
            realised = sum(sign * (other[3] or 0) for sign, other in zip(signs, below, strict=True))
        done.append((label, level, budget, realised))
    return done


def _percent(budget: int, realised: int) -> str:
    return str(round(Decimal(realised) * 100 / Decimal(budget), 2)) if budget else "0"


def _old(lines: list[_Line]) -> bytes:
    rows = ["akun,anggaran,realisasi,persentase"]
    for label, level, budget, realised in _summed(lines):
        indent = " " * (0, 5, 9)[level]
        amounts = f"{budget / 100:.2f},{realised / 100:.2f},{_percent(budget, realised)}"
        # The portal's old export lost every ` M`, in labels too.
        rows.append(f"{indent}{label.replace(' M', '')},{amounts}")
    rows.append("         Dana Darurat,,,")
    rows.insert(8, rows.pop())
    return "\n".join([*rows, ""]).encode()


def _new(lines: list[_Line]) -> bytes:
    rows = ["akun,anggaran,realisasi,persentase"]
    for label, level, budget, realised in _summed(lines):
        if label == "Surplus/(Defisit)":
            continue
        row = f'" {label}","{_miliar(budget)}","{_miliar(realised)}",{_percent(budget, realised)}'
        twice = level == 1 and label in {"Belanja Pegawai", "Belanja Barang dan Jasa", "Belanja Modal"}
        rows += [row, row] if twice else [row]
    rows.append(f'" Penyertaan Modal","0,00 M","{_miliar(500)}",0')
    return "\n".join([*rows, ""]).encode()


def _miliar(hundredths: int) -> str:
    whole, rest = divmod(hundredths, 100)
    return f"{whole:,}".replace(",", ".") + f",{rest:02} M"
