"""An invented cash plan (RAK) of one office of Kota Mataram, 2024, in the layout that SIPD exports.

Enters: nothing but the tables below. Leaves: sheets; amounts in rupiah.
"""

from __future__ import annotations

from lumbung.samples.xlsx import Row, Sheet

FILE_NAME = "RAK_Belanja_1.06.0.00.0.00.01.0000_Dinas_Sosial.xlsx"

_TITLE = "RENCANA ANGGARAN KAS SATUAN KERJA PERANGKAT DAERAH KOTA MATARAM PERGESERAN APBD TAHUN 2024 DINAS SOSIAL"
_MONTHS = ("Januari", "Februari", "Maret")
_HEADER: Row = ["Kode Rekening", "Uraian", "Anggaran Tahun Ini", "Total RAK", "Realisasi", *_MONTHS, "Total Jan Mar"]

# The rows above the accounts, outermost first; the office stands twice, as office and as its only unit.
_ABOVE = (
    ("1", "URUSAN PEMERINTAHAN WAJIB YANG BERKAITAN DENGAN PELAYANAN DASAR"),
    ("1.06", "URUSAN PEMERINTAHAN BIDANG SOSIAL"),
    ("1.06.0.00.0.00.01.0000", "Dinas Sosial"),
    ("1.06.0.00.0.00.01.0000", "Dinas Sosial"),
)
_PROGRAMS: dict[tuple[str, str], dict[tuple[str, str], dict[tuple[str, str], tuple[tuple[str, str, int], ...]]]] = {
    ("1.06.04", "PROGRAM REHABILITASI SOSIAL"): {
        ("1.06.04.2.01", "Rehabilitasi Sosial Dasar"): {
            ("1.06.04.2.01.0001", "Penyediaan Permakanan"): (
                ("5.1.02.01.001.00043", "Belanja Natura dan Pakan-Natura", 240_000_000),
                ("5.1.02.04.001.00003", "Belanja Perjalanan Dinas Dalam Kota", 12_600_000),
            )
        }
    },
    ("1.06.05", "PROGRAM PERLINDUNGAN DAN JAMINAN SOSIAL"): {
        ("1.06.05.2.02", "Pengelolaan Data Fakir Miskin"): {
            ("1.06.05.2.02.0001", "Pendataan Fakir Miskin"): (
                ("5.1.02.01.001.00024", "Belanja Alat/Bahan untuk Kegiatan Kantor-Alat Tulis Kantor", 8_400_000),
                ("5.1.02.02.001.00003", "Honorarium Narasumber atau Pembahas", 36_000_000),
            ),
            ("1.06.05.2.02.0004", "Fasilitasi Bantuan Pengembangan Ekonomi Masyarakat"): (
                ("5.1.02.05.001.00001", "Belanja Hadiah yang Bersifat Perlombaan", 18_000_000),
                ("5.2.02.05.001.00004", "Belanja Modal Alat Kantor Lainnya", 150_000_000),
            ),
        }
    },
}
_NAMES = {
    "5.1": "Belanja Operasi",
    "5.2": "Belanja Modal",
    "5.1.02": "Belanja Barang dan Jasa",
    "5.2.02": "Belanja Modal Peralatan dan Mesin",
}


def sheets() -> list[Sheet]:
    """The plan, and a working sheet that somebody left beside it."""
    leaves = [
        account[2]
        for activities in _PROGRAMS.values()
        for subs in activities.values()
        for accounts in subs.values()
        for account in accounts
    ]
    rows: list[Row] = [[_TITLE], [], list(_HEADER)]
    rows += [_line(code, name, sum(leaves)) for code, name in _ABOVE]
    for program, activities in _PROGRAMS.items():
        rows.append(
            _line(*program, sum(a[2] for subs in activities.values() for accounts in subs.values() for a in accounts))
        )
        for activity, subs in activities.items():
            rows.append(_line(*activity, sum(a[2] for accounts in subs.values() for a in accounts)))
            for sub_activity, accounts in subs.items():
                rows.append(_line(*sub_activity, sum(a[2] for a in accounts)))
                rows += _accounts(accounts)
    rows.append(["JUMLAH", None, *_amounts(sum(leaves))])
    notes: list[Row] = [[None, "Kegiatan", "Anggaran"], [None, "Penyediaan Permakanan", 252_600_000]]
    return [Sheet("RAK Belanja", rows, ["A1:I1"], bold_rows=[1, 3]), Sheet("Sheet1", notes)]


def _accounts(accounts: tuple[tuple[str, str, int], ...]) -> list[Row]:
    rows: list[Row] = []
    done: set[str] = set()
    for code, name, amount in accounts:
        parts = code.split(".")
        for depth in range(2, 6):
            above = ".".join(parts[:depth])
            if above not in done:
                done.add(above)
                below = sum(a[2] for a in accounts if a[0].startswith(f"{above}."))
                rows.append(_line(above, _NAMES.get(above, f"{name} (kelompok {depth})"), below))
        rows.append(_line(code, name, amount))
    return rows


def _line(code: str, name: str, amount: int) -> Row:
    return [code, name, *_amounts(amount)]


def _amounts(amount: int) -> Row:
    """Budget, plan, a realisation that nobody filled, three months and their sum."""
    first, second = amount // 4, amount // 3
    return [amount, amount, None, first, second, 0, first + second]
