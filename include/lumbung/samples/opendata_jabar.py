"""Tables in the layouts of Open Data Jabar: long tables of regencies and of the province, and the poverty line.

Enters: nothing but the figures below, which are invented. Leaves: bytes.
"""

from __future__ import annotations

_REGIONS = {
    "3201": ("KABUPATEN BOGOR", "395.2", "6.7"),
    "3202": ("KABUPATEN SUKABUMI", "155.0", "6.3"),
    "3204": ("KABUPATEN BANDUNG", "223.1", "6.0"),
    "3213": ("KABUPATEN SUBANG", "129.4", "8.1"),
    "3271": ("KOTA BOGOR", "64.1", "5.8"),
    "3273": ("KOTA BANDUNG", "84.7", "3.4"),
    "3278": ("KOTA TASIKMALAYA", "76.3", "11.6"),
    "3279": ("KOTA BANJAR", "10.2", "5.5"),
}
_LONG = "id,kode_provinsi,nama_provinsi,kode_kabupaten_kota,nama_kabupaten_kota,{measure},satuan,tahun"

_HTML = """<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head><meta charset="utf-8"></head><body><table>
<tr><th rowspan="2">Nama Wilayah</th>
<th colspan="2">Garis Kemiskinan Menurut Kabupaten/Kota (Rupiah/kapita/bulan)</th></tr>
<tr><th>2019</th><th>2018</th></tr>
<tr><td>JAWA BARAT</td><td>385000.00</td><td>366500.00</td></tr>
<tr><td>Subang</td><td>338900.00</td><td>330700.00</td></tr>
</table></body></html>
"""


def long_csv(measure: str, unit: str, column: int) -> bytes:
    """One measure, a region and a year a row; codes are those of BPS and stand beside the names."""
    lines = [_LONG.format(measure=measure)]
    for year in (2018, 2019):
        for code, row in _REGIONS.items():
            lines.append(f"{len(lines)},32,JAWA BARAT,{code},{row[0]},{row[column]},{unit},{year}")
    return "\n".join([*lines, ""]).encode()


def projection_csv() -> bytes:
    """The projection of small businesses, with CRLF."""
    lines = [_LONG.format(measure="proyeksi_jumlah_umkm")]
    for year in (2018, 2019):
        for code, row in _REGIONS.items():
            count = (year - 2017) * 4_731 + 17_219 * (len(lines) % 8 + 1)
            lines.append(f"{len(lines)},32,JAWA BARAT,{code},{row[0]},{count},UNIT,{year}")
    return "\r\n".join([*lines, ""]).encode()


def province_csv() -> bytes:
    """The poverty gap index of the province."""
    lines = ["id,kode_provinsi,nama_provinsi,indeks_kedalaman_kemiskinan,satuan,tahun"]
    for number, (year, value) in enumerate({2017: "1.39", 2018: "1.2", 2019: "1.09"}.items(), start=1):
        lines.append(f"{number},32,JAWA BARAT,{value},POIN,{year}")
    return "\n".join([*lines, ""]).encode()


def poverty_line_csv() -> bytes:
    """The poverty line, a column a year, newest first, below an empty row; only the file's name says what it is."""
    lines = [";;;", "Nama Wilayah;2019;2018;2017", "JAWA BARAT;385000;366500;344200"]
    return b"\xef\xbb\xbf" + "\r\n".join([*lines, ""]).encode()


def files() -> dict[str, bytes]:
    """File name -> bytes, of every layout."""
    return {
        "bps-od_16425_jumlah_penduduk_miskin_data.csv": long_csv("jumlah_penduduk_miskin", "RIBU JIWA", 1),
        "bps-od_17058_persentase_penduduk_miskin_data.csv": long_csv("persentase_penduduk_miskin", "PERSEN", 2),
        "diskuk-od_17372_proyeksi_jumlah_umkm_data.csv": projection_csv(),
        "bps-od_17060_indeks_kedalaman_kemiskinan_provinsi_data.csv": province_csv(),
        "angka_garis_kemiskinan_per_kapita_per_bulan__provinsi.csv": poverty_line_csv(),
        "gariskemiskinanjabar.xls": _HTML.encode(),
    }
