"""Three months of an invented LRA (budget realisation) of Kota Mataram, 2024, in the layout that SIPD exports.

Enters: nothing but the tables below. Leaves: sheets; amounts in rupiah, realisation of the month alone.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from lumbung.samples.xlsx import Cell, Row, Sheet, dotted

# The programmes whose sub-activities make up the Rp10,4 miliar for extreme poverty in Mataram's sample LRA:
# 5,9 miliar from the centre (1.06.05) and 4,5 miliar from the city (2.17.07 and 2.17.08).
EXTREME_POVERTY_PROGRAMS = ("1.06.05", "2.17.07", "2.17.08")

MONTHS = ("januari", "februari", "maret")
# This month's file writes every amount as text, as SIPD does in some exports.
_TEXT_MONTH = "februari"

_BEFORE_AMOUNTS: Row = [None] * 5

_SOCIAL, _BUSINESS = "1.06.0.00.0.00.01.0000", "2.17.0.00.0.00.01.0000"

_NAMES = {
    "1": "URUSAN PEMERINTAHAN WAJIB YANG BERKAITAN DENGAN PELAYANAN DASAR",
    "1.06": "URUSAN PEMERINTAHAN BIDANG SOSIAL",
    _SOCIAL: "Dinas Sosial",
    "1.06.01": "PROGRAM PENUNJANG URUSAN PEMERINTAHAN DAERAH KABUPATEN/KOTA",
    "1.06.01.2.06": "Administrasi Umum Perangkat Daerah",
    "1.06.01.2.06.0002": "Penyediaan Peralatan dan Perlengkapan Kantor",
    "1.06.04": "PROGRAM REHABILITASI SOSIAL",
    "1.06.04.2.01": "Rehabilitasi Sosial Dasar Penyandang Disabilitas, Anak, dan Lanjut Usia di Luar Panti Sosial",
    "1.06.04.2.01.0001": "Penyediaan Permakanan",
    "1.06.05": "PROGRAM PERLINDUNGAN DAN JAMINAN SOSIAL",
    "1.06.05.2.02": "Pengelolaan Data Fakir Miskin Cakupan Daerah Kabupaten/Kota",
    "1.06.05.2.02.0001": "Pendataan Fakir Miskin Cakupan Daerah Kabupaten/Kota",
    "1.06.05.2.02.0003": "Fasilitasi Bantuan Sosial Kesejahteraan Keluarga",
    "1.06.05.2.02.0004": "Fasilitasi Bantuan Pengembangan Ekonomi Masyarakat",
    "2": "URUSAN PEMERINTAHAN WAJIB YANG TIDAK BERKAITAN DENGAN PELAYANAN DASAR",
    "2.17": "URUSAN PEMERINTAHAN BIDANG KOPERASI, USAHA KECIL, DAN MENENGAH",
    _BUSINESS: "Dinas Koperasi, Usaha Kecil dan Menengah",
    "2.17.01": "PROGRAM PENUNJANG URUSAN PEMERINTAHAN DAERAH KABUPATEN/KOTA",
    "2.17.01.2.06": "Administrasi Umum Perangkat Daerah",
    "2.17.01.2.06.0009": "Penyelenggaraan Rapat Koordinasi dan Konsultasi SKPD",
    "2.17.07": "PROGRAM PEMBERDAYAAN USAHA MENENGAH, USAHA KECIL, DAN USAHA MIKRO (UMKM)",
    "2.17.07.2.01": "Pemberdayaan Usaha Mikro melalui Pendataan, Kemitraan, Perizinan, dan Penguatan Kelembagaan",
    "2.17.07.2.01.0001": "Pendataan Potensi dan Pengembangan Usaha Mikro",
    "2.17.07.2.01.0005": "Pemberdayaan melalui Kemitraan Usaha Mikro",
    "2.17.08": "PROGRAM PENGEMBANGAN UMKM",
    "2.17.08.2.01": "Pengembangan Usaha Mikro dengan Orientasi Peningkatan Skala Usaha Menjadi Usaha Kecil",
    "2.17.08.2.01.0001": "Fasilitasi Usaha Mikro dalam Produksi, Pemasaran, SDM, serta Desain dan Teknologi",
    "5.1.02": "Belanja Barang dan Jasa",
    "5.1.02.01": "Belanja Barang",
    "5.1.02.01.001": "Belanja Barang Pakai Habis",
    "5.1.02.01.001.00024": "Belanja Alat/Bahan untuk Kegiatan Kantor-Alat Tulis Kantor",
    "5.1.02.01.001.00026": "Belanja Alat/Bahan untuk Kegiatan Kantor- Bahan Cetak",
    "5.1.02.01.001.00043": "Belanja Natura dan Pakan-Natura",
    "5.1.02.01.001.00052": "Belanja Makanan dan Minuman Rapat",
    "5.1.02.02": "Belanja Jasa",
    "5.1.02.02.001": "Belanja Jasa Kantor",
    "5.1.02.02.001.00003": "Honorarium Narasumber atau Pembahas, Moderator, Pembawa Acara, dan Panitia",
    "5.1.02.02.001.00013": "Belanja Jasa Tenaga Pelayanan Umum",
    "5.1.02.04": "Belanja Perjalanan Dinas",
    "5.1.02.04.001": "Belanja Perjalanan Dinas Dalam Negeri",
    "5.1.02.04.001.00001": "Belanja Perjalanan Dinas Biasa",
    "5.1.02.04.001.00003": "Belanja Perjalanan Dinas Dalam Kota",
    "5.1.02.05": "Belanja Uang dan/atau Jasa untuk Diberikan kepada Pihak Ketiga/Pihak Lain/Masyarakat",
    "5.1.02.05.002": "Belanja Jasa yang Diberikan kepada Pihak Ketiga/Pihak Lain/Masyarakat",
    "5.1.02.05.002.00001": "Belanja Jasa yang Diberikan kepada Masyarakat",
    "5.1.06": "Belanja Bantuan Sosial",
    "5.1.06.01": "Belanja Bantuan Sosial kepada Individu",
    "5.1.06.01.001": "Belanja Bantuan Sosial Uang yang Direncanakan kepada Individu",
    "5.1.06.01.001.00001": "Belanja Bantuan Sosial Uang yang Direncanakan kepada Individu",
    "5.1.06.02": "Belanja Bantuan Sosial kepada Keluarga",
    "5.1.06.02.002": "Belanja Bantuan Sosial Barang yang Direncanakan kepada Keluarga",
    "5.1.06.02.002.00001": "Belanja Bantuan Sosial Barang yang Direncanakan kepada Keluarga",
    "5.2.02": "Belanja Modal Peralatan dan Mesin",
    "5.2.02.05": "Belanja Modal Alat Kantor dan Rumah Tangga",
    "5.2.02.05.002": "Belanja Modal Alat Rumah Tangga",
    "5.2.02.05.002.00006": "Belanja Modal Alat Rumah Tangga Lainnya (Home Use)",
    "5.2.02.10": "Belanja Modal Komputer",
    "5.2.02.10.001": "Belanja Modal Komputer Unit",
    "5.2.02.10.001.00002": "Belanja Modal Personal Computer",
}

_LeafRow = tuple[str, str, int, tuple[int, int, int]]
_LEAVES_BY_AGENCY: dict[str, tuple[_LeafRow, ...]] = {
    # (sub-activity, account, budget in thousand rupiah, per mille of it realised in January, February, March)
    _SOCIAL: (
        ("1.06.01.2.06.0002", "5.1.02.01.001.00024", 48_600, (40, 85, 110)),
        ("1.06.01.2.06.0002", "5.1.02.01.001.00026", 22_400, (0, 60, 90)),
        ("1.06.01.2.06.0002", "5.2.02.05.002.00006", 64_000, (0, 0, 375)),
        ("1.06.01.2.06.0002", "5.2.02.10.001.00002", 96_500, (0, 0, 0)),
        ("1.06.04.2.01.0001", "5.1.02.01.001.00043", 912_000, (75, 80, 85)),
        ("1.06.04.2.01.0001", "5.1.02.02.001.00013", 288_000, (83, 83, 83)),
        ("1.06.04.2.01.0001", "5.1.02.04.001.00003", 36_000, (50, 75, 80)),
        ("1.06.05.2.02.0001", "5.1.02.01.001.00024", 18_500, (0, 120, 80)),
        ("1.06.05.2.02.0001", "5.1.02.01.001.00052", 27_000, (0, 100, 150)),
        ("1.06.05.2.02.0001", "5.1.02.02.001.00003", 54_500, (0, 200, 100)),
        ("1.06.05.2.02.0001", "5.1.02.02.001.00013", 250_000, (80, 80, 80)),
        ("1.06.05.2.02.0003", "5.1.02.01.001.00026", 15_000, (0, 0, 240)),
        ("1.06.05.2.02.0003", "5.1.02.04.001.00003", 35_000, (20, 60, 90)),
        ("1.06.05.2.02.0003", "5.1.06.01.001.00001", 1_900_000, (0, 0, 250)),
        ("1.06.05.2.02.0003", "5.1.06.02.002.00001", 2_600_000, (0, 125, 125)),
        ("1.06.05.2.02.0004", "5.1.02.01.001.00052", 40_000, (0, 50, 75)),
        ("1.06.05.2.02.0004", "5.1.02.02.001.00003", 60_000, (0, 100, 100)),
        ("1.06.05.2.02.0004", "5.1.06.01.001.00001", 900_000, (0, 0, 0)),
    ),
    _BUSINESS: (
        ("2.17.01.2.06.0009", "5.1.02.01.001.00052", 58_000, (60, 80, 95)),
        ("2.17.01.2.06.0009", "5.1.02.04.001.00001", 140_000, (35, 70, 100)),
        ("2.17.07.2.01.0001", "5.1.02.01.001.00024", 16_000, (0, 90, 110)),
        ("2.17.07.2.01.0001", "5.1.02.02.001.00013", 324_000, (83, 83, 83)),
        ("2.17.07.2.01.0001", "5.1.02.04.001.00003", 20_000, (40, 60, 80)),
        ("2.17.07.2.01.0005", "5.1.02.01.001.00052", 45_000, (0, 80, 120)),
        ("2.17.07.2.01.0005", "5.1.02.02.001.00003", 95_000, (0, 100, 150)),
        ("2.17.07.2.01.0005", "5.1.02.04.001.00001", 60_000, (0, 50, 150)),
        ("2.17.07.2.01.0005", "5.1.02.05.002.00001", 640_000, (0, 0, 200)),
        ("2.17.08.2.01.0001", "5.1.02.01.001.00024", 24_000, (0, 100, 100)),
        ("2.17.08.2.01.0001", "5.1.02.01.001.00026", 18_000, (0, 100, 50)),
        ("2.17.08.2.01.0001", "5.1.02.01.001.00052", 78_000, (0, 75, 125)),
        ("2.17.08.2.01.0001", "5.1.02.02.001.00003", 310_000, (0, 100, 150)),
        ("2.17.08.2.01.0001", "5.1.02.04.001.00001", 50_000, (20, 40, 60)),
        ("2.17.08.2.01.0001", "5.1.02.05.002.00001", 1_370_000, (0, 60, 140)),
        ("2.17.08.2.01.0001", "5.1.06.01.001.00001", 1_250_000, (0, 0, 160)),
        ("2.17.08.2.01.0001", "5.2.02.05.002.00006", 200_000, (0, 0, 0)),
    ),
}


@dataclass(frozen=True)
class Leaf:
    """One leaf of the sample LRA: rupiah of the year's budget, and rupiah realised in that month alone."""

    agency: str
    sub_activity: str
    account: str
    budget_idr: int
    realised_idr: int

    @property
    def is_capital(self) -> bool:
        return self.account.startswith("5.2")


def leaves_of(month: str) -> list[Leaf]:
    """The leaves of a month's sample LRA (`month` as in MONTHS), in the order of the sheet."""
    nth = MONTHS.index(month)
    return [
        Leaf(agency, sub_activity, account, thousands * 1000, thousands * per_mille[nth])
        for agency, leaves in _LEAVES_BY_AGENCY.items()
        for sub_activity, account, thousands, per_mille in leaves
    ]


def sheets(month: str) -> list[Sheet]:
    """The SIPD recap: code over columns A to D, leaves below a subtotal of every level, `Jumlah` last."""
    rows: list[Row] = [
        ["KOTA MATARAM"],
        ["REKAPITULASI BELANJA MENURUT URUSAN PEMERINTAH DAERAH, ORGANISASI, PROGRAM, KEGIATAN"],
        ["BESERTA HASIL DAN SUB KEGIATAN BESERTA KELUARAN"],
        ["TAHUN ANGGARAN 2024"],
        [],
        [
            "Kode",
            None,
            None,
            None,
            "Uraian Urusan, Organisasi, Program, Kegiatan dan Sub Kegiatan",
            "Kelompok Belanja",
        ],
        [*_BEFORE_AMOUNTS, "Operasi", None, "Modal", None, "Tak Terduga", None, "Transfer"],
        [*_BEFORE_AMOUNTS, *("Anggaran", "Realisasi") * 4],
        ["1", None, None, None, *(str(n) for n in range(2, 11))],
    ]
    leaves = leaves_of(month)
    sums: dict[tuple[str | None, ...], list[int]] = {}
    names: dict[tuple[str | None, ...], str] = {}
    for leaf in leaves:
        for code in _levels(leaf):
            names[code] = _NAMES[[part for part in code if part][-1]]
            amounts = sums.setdefault(code, [0] * 4)
            amounts[2 if leaf.is_capital else 0] += leaf.budget_idr
            amounts[3 if leaf.is_capital else 1] += leaf.realised_idr
    write = _text if month == _TEXT_MONTH else _number_or_zero
    for code, amounts in sums.items():
        rows.append([*code, names[code], *map(write, amounts), *map(write, [0] * 4)])
    roots = [amounts for code, amounts in sums.items() if code[1:] == (None, None, None) and "." not in str(code[0])]
    totals = [sum(column) for column in zip(*roots, strict=True)]
    rows.append([None, None, None, None, "Jumlah", *map(write, totals), *map(write, [0] * 4)])
    merges = [
        "A1:M1",
        "A2:M2",
        "A3:M3",
        "A4:M4",
        "A6:D8",
        "A9:D9",
        "E6:E8",
        "F6:M6",
        "F7:G7",
        "H7:I7",
        "J7:K7",
        "L7:M7",
    ]
    return [Sheet("Sheet1", rows, merges)]


def _levels(leaf: Leaf) -> Iterable[tuple[str | None, ...]]:
    """The codes (columns A to D) of every row a leaf counts into, the outermost first."""
    function = ".".join(leaf.sub_activity.split(".")[:2])
    yield function[0], None, None, None
    yield function, None, None, None
    yield function, leaf.agency, None, None
    parts = leaf.sub_activity.split(".")
    for depth in (3, 5, 6):
        yield function, leaf.agency, ".".join(parts[:depth]), None
    account = leaf.account.split(".")
    for depth in (3, 4, 5, 6):
        yield function, leaf.agency, leaf.sub_activity, ".".join(account[:depth])


def _number_or_zero(amount: int) -> Cell:
    return amount or "0,00"


def _text(amount: int) -> Cell:
    return f"{dotted(amount)},00"
