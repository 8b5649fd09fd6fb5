"""Write the sample news site: twenty pages of five invented outlets, static HTML.

Enters: a folder. Leaves: one folder per outlet with index.html, robots.txt and articles, and a feed or sitemaps where
the outlet has some, the same bytes on every run.
The headline figures are public facts about five cities (Tanjungpinang and Tangerang 2020-2021, Mataram 2024, Palangka
Raya 2020, Kota Jambi 2022); all sentences, outlets and remaining figures are invented, which each page says in its
footer. The layouts imitate what outlets really send: read-also lines, a scroll banner, video tags, tag lines,
captions, bylines, headlines of other articles behind the text, a body that stands twice, a copy of another outlet's
story.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime
from html import escape
from pathlib import Path

SITE_FOLDER = "news_site"


@dataclass(frozen=True)
class Outlet:
    """An invented outlet. `host` is its folder and its name in a public URL."""

    host: str
    name: str
    sections: tuple[str, ...]


@dataclass(frozen=True)
class Page:
    """One article. `published` is ISO with zone; `shown` the date as printed on the page, if it is."""

    outlet: Outlet
    path: str
    title: str
    published: str
    shown: str
    paragraphs: tuple[str, ...]


KABAR_PINANG = Outlet("kabarpinang.example", "Kabar Pinang", ("Kota", "Ekonomi", "Maritim"))
TANGERANG_KINI = Outlet("tangerangkini.example", "Tangerang Kini", ("Balai Kota", "Usaha", "Kampung"))
MATARAM_TERKINI = Outlet("mataramterkini.example", "Mataram Terkini", ("NTB", "Sosial", "Wisata"))
PALANGKA_POST = Outlet("palangkapost.example", "Palangka Post", ("Kota Cantik", "Bisnis", "Budaya"))
SUARA_JAMBI = Outlet("suarajambi.example", "Suara Jambi", ("Jambi", "Pemerintahan", "Olahraga"))
OUTLETS = (KABAR_PINANG, TANGERANG_KINI, MATARAM_TERKINI, PALANGKA_POST, SUARA_JAMBI)

PAGES: tuple[Page, ...] = (
    Page(
        KABAR_PINANG,
        "/2021/02/padat-karya-dampingi-pelaku-umkm.html",
        "Padat Karya Tanjungpinang Dampingi Pelaku UMKM",
        "2021-02-21T09:30:00+07:00",
        "Minggu, 21 Februari 2021",
        (
            "TANJUNGPINANG - Pemulihan ekonomi warga menjadi pekerjaan utama Pemerintah Kota Tanjungpinang, kata "
            "kepala dinas tenaga "
            "kerja seusai rapat di gedung daerah, Sabtu (20/2/2021).",
            "Lewat program padat karya, pemerintah kota menyasar sekitar 12.000 pelaku UMKM sepanjang tahun 2021.",
            "Baca juga: Tarif Parkir Pasar Baru Naik Menjadi Rp3.000",
            "Selain pendampingan, dinas menyiapkan pelatihan untuk 1.000 UMKM pada 2021. Materinya dibagi di "
            "antara empat perangkat "
            "daerah agar tidak tumpang tindih.",
            "“Pandemi Covid-19 membuat banyak usaha kecil berhenti. Yang kami kejar adalah mereka berproduksi "
            "lagi,” ujarnya. (tim/kp)",
        ),
    ),
    Page(
        KABAR_PINANG,
        "/2021/06/pelatihan-kemasan-produk-umkm.html",
        "Ratusan Usaha Mikro Belajar Mengemas Produk",
        "2021-06-18T16:05:00+07:00",
        "Jumat, 18 Juni 2021",
        (
            "TANJUNGPINANG - Dinas Perdagangan dan Perindustrian Kota Tanjungpinang menutup pelatihan kemasan "
            "dan label produk, Jumat "
            "(18/6/2021).",
            "Pelatihan itu telah diikuti 310 pelaku usaha mikro, sedikit di atas rencana semula 300 pelaku usaha "
            "mikro.",
            "Simak juga: 7 Resep Otak-otak Khas Kepulauan",
            "Setiap angkatan berlatih selama tiga hari di balai kota. Peserta membawa pulang contoh kemasan "
            "buatan sendiri. (red/kp)",
        ),
    ),
    Page(
        KABAR_PINANG,
        "/2021/11/produk-umkm-masuk-swalayan.html",
        "Produk UMKM Tanjungpinang Masuk Swalayan",
        "2021-11-09T11:20:00+07:00",
        "Selasa, 9 November 2021",
        (
            "TANJUNGPINANG - Produk rumahan dari Tanjungpinang kini dijual di rak swalayan tanpa biaya titip.",
            "Hingga akhir Oktober 2021, fasilitasi pemasaran telah menjangkau 4.055 pelaku UMKM di Kota Tanjungpinang.",
            "Aturan titip jual itu merujuk pada Peraturan Wali Kota Nomor 27 Tahun 2019 tentang kemitraan usaha.",
            "Baca juga: Kapal Feri Tambah 12 Jadwal Pelayaran",
            "Kepala bidang pemasaran berkata, usaha yang baru bergabung akan dibina sampai produknya layak jual. "
            "(red/kp)",
        ),
    ),
    # The same meeting as SUARA_JAMBI's, rewritten: a near copy of an event by another outlet.
    Page(
        KABAR_PINANG,
        "/2022/11/kota-jambi-susun-program-kemiskinan.html",
        "Kota Jambi Susun Program Kemiskinan 2023",
        "2022-11-17T08:00:00+07:00",
        "Kamis, 17 November 2022",
        (
            "JAMBI - Pemerintah Kota Jambi menyusun program penanggulangan kemiskinan untuk tahun depan dalam "
            "rapat TKPK, Rabu (16/11).",
            "Dalam rapat itu disebutkan angka kemiskinan Kota Jambi 9,02 persen, sedangkan yang miskin ekstrem "
            "1,08 persen (6.562 "
            "jiwa).",
            "Sebanyak 292 lebih keluarga penerima PKH di Kota Jambi sudah graduasi, kata wakil wali kota. (red/kp)",
        ),
    ),
    Page(
        TANGERANG_KINI,
        "/2021/03/bantuan-modal-kelompok-umkm.html",
        "Ribuan Kelompok UMKM Terima Bantuan Modal",
        "2021-03-16T10:00:00+07:00",
        "Selasa, 16 Maret 2021, 10:00 WIB",
        (
            "Tangerang (TK) - Pemerintah Kota Tangerang menyalurkan bantuan modal usaha bagi usaha kecil yang "
            "omzetnya turun selama "
            "pandemi.",
            "Lewat program Tangerang BISA dan Tangerang Emas, bantuan itu telah diterima 7.525 kelompok UMKM serta "
            "para pedagang kaki lima.",
            "SCROLL TO CONTINUE WITH CONTENT",
            "Penyalurannya digandeng dengan bank daerah. Kepala dinas koperasi menegaskan bahwa modal harus "
            "dipakai untuk usaha, bukan "
            "konsumsi.",
            "[Gambas:Video TK]",
        ),
    ),
    Page(
        TANGERANG_KINI,
        "/2021/03/bursa-kerja-virtual.html",
        "Bursa Kerja Virtual Tangerang Buka Belasan Ribu Lowongan",
        "2021-03-17T13:45:00+07:00",
        "Rabu, 17 Maret 2021, 13:45 WIB",
        (
            "Tangerang (TK) - Pencari kerja di Kota Tangerang tidak perlu lagi mengantre di gedung serbaguna.",
            "Sepanjang tahun 2020, Pemkot Tangerang bekerja sama dengan 157 perusahaan yang membuka 13.194 "
            "lowongan kerja lewat Job "
            "Fair Virtual.",
            "SCROLL TO CONTINUE WITH CONTENT",
            "Tahun ini bursa kerja diadakan setiap bulan. Kalau misalnya satu perusahaan membuka 10 lowongan, "
            "pelamar cukup mengunggah "
            "satu berkas.",
            "Baca juga: 5 Tips Menulis Surat Lamaran",
        ),
    ),
    Page(
        TANGERANG_KINI,
        "/2021/03/blk-kelurahan-latih-warga.html",
        "Kantor Kelurahan Disulap Jadi Balai Latihan Kerja",
        "2021-03-18T09:15:00+07:00",
        "Kamis, 18 Maret 2021, 09:15 WIB",
        (
            "Tangerang (TK) - Kantor kelurahan di Kota Tangerang dipakai sebagai Balai Latihan Kerja pada sore hari.",
            "Pada tahun 2020, pelatihan di BLK Kelurahan diikuti 11.380 peserta dari berbagai usia.",
            "SCROLL TO CONTINUE WITH CONTENT",
            "Kelas menjahit dan tata boga paling diminati, kata kepala dinas ketenagakerjaan.",
            "Tonton juga Video: Belajar Menjahit dari Nol",
        ),
    ),
    Page(
        TANGERANG_KINI,
        "/2021/03/kelompok-wanita-tani-terima-bibit.html",
        "Kelompok Wanita Tani Tanam di Lahan Sempit",
        "2021-03-19T15:30:00+07:00",
        "Jumat, 19 Maret 2021, 15:30 WIB",
        (
            "Tangerang (TK) - Pekarangan rumah di Kota Tangerang berubah menjadi kebun sayur selama pandemi.",
            "Dinas ketahanan pangan membina 44 Kelompok Wanita Tani dan membagikan 484.118 bibit tanaman kepada "
            "warga pada 2020.",
            "SCROLL TO CONTINUE WITH CONTENT",
            "Hasil panen dipakai sendiri lebih dahulu, sisanya dijual ke tetangga. (tk/lap)",
        ),
    ),
    Page(
        MATARAM_TERKINI,
        "/2024/05/anggaran-kemiskinan-ekstrem.html",
        "Mataram Siapkan Anggaran Kemiskinan Ekstrem",
        "2024-05-14T10:15:00+08:00",
        "Selasa, 14 Mei 2024 10:15 WITA",
        (
            "Mataram (MT) - Pemerintah Kota Mataram, Provinsi Nusa Tenggara Barat, mengalokasikan anggaran "
            "Rp10,4 miliar pada tahun 2024 "
            "untuk penanganan kemiskinan ekstrem.",
            "Dari pemerintah pusat datang Rp5,9 miliar, sementara APBD Kota Mataram menanggung Rp4,5 miliar.",
            "Baca juga: Mataram sediakan Rp1 miliar untuk alat kerja",
            "Menurut pendataan terakhir, keluarga miskin ekstrem di Kota Mataram sekitar 19.000 kepala keluarga "
            "(KK) yang tersebar di "
            "enam kecamatan. Jumlah itu turun dari sebelumnya 22.244 KK.",
            "“Bantuannya tidak hanya barang, tetapi juga pelatihan supaya warga punya penghasilan,” kata asisten "
            "sekretaris daerah.",
        ),
    ),
    Page(
        MATARAM_TERKINI,
        "/2024/05/insentif-fiskal-kemiskinan.html",
        "Mataram Terima Insentif Fiskal",
        "2024-05-16T14:40:00+08:00",
        "Kamis, 16 Mei 2024 14:40 WITA",
        (
            "id insentif fiskal,kemiskinan ekstrem,Mataram",
            "Mataram (MT) - Kota Mataram mendapat insentif fiskal Rp5,9 miliar dari pemerintah pusat karena "
            "dinilai berhasil menekan "
            "kemiskinan ekstrem.",
            "Dasar pemberiannya adalah Keputusan Menteri Keuangan Nomor 350 Tahun 2023, yang menetapkan penerima "
            "di seluruh daerah.",
            "Uang itu akan dipakai memperbaiki rumah warga dan menambah bantuan pangan, kata sekretaris daerah.",
        ),
    ),
    Page(
        MATARAM_TERKINI,
        "/2024/06/bantuan-alat-kerja.html",
        "Mataram Sediakan Bantuan Alat Kerja",
        "2024-06-04T09:05:00+08:00",
        "Selasa, 4 Juni 2024 09:05 WITA",
        (
            "Mataram (MT) - Dinas Koperasi Kota Mataram menyiapkan anggaran Rp1 miliar untuk bantuan alat kerja "
            "tahun 2024.",
            "Alat jahit, alat cukur, dan alat bengkel diberikan kepada warga yang lulus pelatihan.",
            "Baca juga:",
            "Harga Beras di Pasar Bertais Rp15.000",
            "Jalan Lingkar Ditutup 3 Hari",
            "Kepala dinas berharap penerima tidak menjual alat itu, sebab akan diperiksa setiap tiga bulan.",
        ),
    ),
    Page(
        MATARAM_TERKINI,
        "/2024/09/pelatihan-kerja-warga-miskin.html",
        "Warga Miskin Mataram Dilatih Enam Keterampilan",
        "2024-09-24T16:20:00+08:00",
        "Selasa, 24 September 2024 16:20 WITA",
        (
            "Mataram (MT) - Dinas Tenaga Kerja Kota Mataram membuka kelas menjahit, tata boga, dan barista bagi "
            "warga yang terdata dalam "
            "DTKS.",
            "Pada 2024 pelatihan menjahit diikuti 160 peserta, sedangkan kelas tata boga diikuti 152 peserta "
            "dari target 160 peserta.",
            "“Yang kelas barista paling ramai, padahal tempatnya terbatas,” kata kepala dinas.",
        ),
    ),
    Page(
        PALANGKA_POST,
        "/2020/08/pelatihan-anyaman-rotan.html",
        "Perajin Rotan Bukit Batu dan Rakumpit Dilatih",
        "2020-08-25T07:10:00+07:00",
        "25/08/2020",
        (
            "PALANGKA RAYA – Dinas Perdagangan, Koperasi, UKM dan Perindustrian Kota Palangka Raya membuka "
            "pelatihan anyaman rotan pada Senin "
            "(24/8). Tempatnya di Kecamatan Bukit Batu.",
            "Pelatihan diikuti 30 orang peserta dan berlangsung pada 24-28 Agustus. Mereka datang dari dua "
            "kecamatan, yakni Bukit Batu dan "
            "Rakumpit.",
            "Wakil wali kota berjanji hasil anyaman dibantu pemasarannya oleh pemerintah kota. (sam/fik)",
        ),
    ),
    Page(
        PALANGKA_POST,
        "/2020/09/pengolahan-ikan-pahandut.html",
        "Warga Pahandut Seberang Olah Ikan Sungai",
        "2020-09-12T08:00:00+07:00",
        "12/09/2020",
        (
            "PALANGKA RAYA – Pelatihan pengolahan ikan air tawar di Kelurahan Pahandut Seberang, Kota Palangka "
            "Raya, berakhir Jumat (11/9).",
            "Selama lima hari, 7-11 September 2020, peserta belajar membuat abon dan kerupuk dari hasil "
            "tangkapan sendiri.",
            "Baca Juga : 3 Pasar Ikan Paling Ramai",
            "Dinas menargetkan produk itu punya izin edar sebelum akhir tahun. (sam/fik)",
        ),
    ),
    Page(
        PALANGKA_POST,
        "/2020/10/pemasaran-daring-usaha-mikro.html",
        "Usaha Mikro Palangka Raya Belajar Berjualan Daring",
        "2020-10-21T08:30:00+07:00",
        "21/10/2020",
        (
            "PALANGKA RAYA – Pelatihan pemasaran daring di Kota Palangka Raya diikuti 36 peserta dari kuota 40 "
            "peserta, 19-20 Oktober 2020.",
            "Kelas dipandu pegiat usaha rintisan. Seorang peserta mengaku penjualannya naik dua kali lipat sejak "
            "memakai telepon pintar.",
            "Panitia dapat dihubungi di nomor 0536 000 0000 atau www.palangkapost.example/pelatihan2020. (sam/fik)",
        ),
    ),
    Page(
        PALANGKA_POST,
        "/2020/11/pasar-murah-jelang-akhir-tahun.html",
        "Pasar Murah Digelar Menjelang Akhir Tahun",
        "2020-11-30T10:00:00+07:00",
        "30/11/2020",
        (
            "PALANGKA RAYA – Pemerintah Kota Palangka Raya menggelar pasar murah bagi keluarga yang "
            "penghasilannya turun akibat Covid-19.",
            "Sebanyak 1.500 paket sembako dijual seharga Rp 75 ribu per paket, di bawah harga pasar.",
            "Warga cukup menunjukkan kartu keluarga. Pasar murah berikutnya diadakan di Kecamatan Jekan Raya. "
            "(adv/fik)",
        ),
    ),
    Page(
        SUARA_JAMBI,
        "/2022/11/rakor-tkpk-kota-jambi.html",
        "TKPK Kota Jambi Rapat Akhir Tahun",
        "2022-11-16T15:40:00+07:00",
        "Rabu, 16 November 2022 | 15:40 WIB",
        (
            "Suarajambi.example-KOTA JAMBI - Tim Koordinasi Penanggulangan Kemiskinan (TKPK) Kota Jambi "
            "menggelar rapat akhir tahun 2022 di "
            "aula Bappeda, Rabu (16/11).",
            "Wakil wali kota menyampaikan bahwa tingkat kemiskinan Kota Jambi berada pada angka 9,02 persen.",
            "Dari jumlah itu, warga miskin ekstrem 1,08 persen (6.562 jiwa), yang akan didahulukan dalam program tahun "
            "2023.",
            "“Datanya sudah lengkap menurut nama dan alamat, jadi tidak ada alasan salah sasaran,” katanya. (dan/rik)",
            "Jembatan Gantung Ditutup Mulai Senin Besok",
            "103 Calon Kepala Desa Ikut Deklarasi Damai",
            "Logistik Pemilu Dikirim ke 943 TPS Kota Jambi",
        ),
    ),
    Page(
        SUARA_JAMBI,
        "/2022/11/dana-kelurahan-kota-jambi.html",
        "Tiap Kelurahan di Kota Jambi Kelola Dana Bantuan Khusus",
        "2022-11-18T09:00:00+07:00",
        "Jumat, 18 November 2022 | 09:00 WIB",
        (
            "KOTA JAMBI - Sesuai peraturan gubernur, kelurahan di Kota Jambi menerima dana bantuan khusus "
            "sebesar 100 juta per kelurahan.",
            "Sebagian dipakai membayar iuran jaminan sosial bagi sekitar 50 pekerja informal di setiap kelurahan.",
            "Bila peserta meninggal karena kecelakaan kerja, ahli waris mendapatkan santunan 49juta, kata kepala "
            "bagian kesejahteraan "
            "rakyat. (dan/rik)",
            "Harga Cabai Turun Rp20.000 di Pasar Angso Duo",
        ),
    ),
    Page(
        SUARA_JAMBI,
        "/2022/11/keluarga-pkh-wisuda.html",
        "Keluarga PKH Kota Jambi Diwisuda",
        "2022-11-21T17:25:00+07:00",
        "Senin, 21 November 2022 | 17:25 WIB",
        (
            "KOTA JAMBI - Dinas Sosial Kota Jambi mewisuda 292 KPM yang dinilai sudah mandiri, Senin (21/11).",
            "Kuota mereka dialihkan kepada keluarga desil 1 yang belum pernah menerima bantuan.",
            "Foto: Suasana wisuda 292 keluarga di aula (dok. Suara Jambi)",
            "Pendamping PKH tetap berkunjung selama enam bulan pertama. (dan/rik)",
            "Liga 3 Jambi Dimulai Pekan Depan",
        ),
    ),
    Page(
        SUARA_JAMBI,
        "/2022/12/program-2023-lingkungan.html",
        "Program Lingkungan Masuk Rencana 2023",
        "2022-12-05T12:00:00+07:00",
        "Senin, 5 Desember 2022 | 12:00 WIB",
        (
            "KOTA JAMBI - Air bersih, jamban, dan drainase masuk rencana penanggulangan kemiskinan Kota Jambi "
            "tahun depan.",
            "Rapat menyepakati usulan pembiayaan dibahas lagi pada triwulan I 2023 sesuai Permendagri Nomor 53 "
            "Tahun 2020.",
            "Belum ada angka yang diputuskan, kata kepala Bappeda. (dan/rik)",
            "Tim Sepak Bola Menang 3-1 di Kandang",
        ),
    ),
)


def write_news_site(into: Path) -> list[Path]:
    """Write the site below `into`/news_site; the paths written, sorted."""
    return write_site(into / SITE_FOLDER)


def write_site(folder: Path) -> list[Path]:
    """Write the site into `folder`, one sub-folder per outlet; the paths written, sorted."""
    written: list[Path] = []
    for outlet in OUTLETS:
        pages = [page for page in PAGES if page.outlet is outlet]
        files = {"/robots.txt": _robots(outlet), "/index.html": _index(outlet, pages)}
        files |= _LISTINGS[outlet.host](outlet, pages) if outlet.host in _LISTINGS else {}
        files |= {page.path: _LAYOUTS[outlet.host](page) for page in pages}
        for path, text in files.items():
            target = folder / outlet.host / path.lstrip("/")
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(text.encode())
            written.append(target)
    return sorted(written)


def _robots(outlet: Outlet) -> str:
    return f"# {outlet.name}\nUser-agent: *\nDisallow: /cetak/\nDisallow: /cari\n"


def _index(outlet: Outlet, pages: list[Page]) -> str:
    items = "\n".join(f'<li><a href="{page.path}">{escape(page.title)}</a></li>' for page in reversed(pages))
    return _document(
        outlet,
        f"{outlet.name}: berita hari ini",
        "",
        f'<h1>{outlet.name}</h1>\n<ul class="list">\n{items}\n</ul>\n'
        '<p><a href="/cetak/arsip.html">Edisi cetak</a></p>',
    )


def _document(outlet: Outlet, title: str, head: str, main: str) -> str:
    sections = " ".join(f'<a href="/kanal/{name.casefold().replace(" ", "-")}">{name}</a>' for name in outlet.sections)
    return f"""<!doctype html>
<html lang="id">
<head>
<meta charset="utf-8">
<title>{escape(title)}</title>
{head}</head>
<body>
<header><nav><a href="/index.html">Beranda</a> {sections} <a href="/cari">Cari</a></nav></header>
<main>
{main}
</main>
<footer><p>{outlet.name} dan isi halaman ini adalah contoh rekaan untuk Lumbung, bukan media sungguhan.</p></footer>
</body>
</html>
"""


def _title(page: Page) -> str:
    return f"{page.title} | {page.outlet.name}"


def _paragraphs(page: Page) -> str:
    return "\n".join(f"<p>{escape(words, quote=False)}</p>" for words in page.paragraphs)


def _json_ld(page: Page) -> str:
    """JSON-LD says when and who."""
    data = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": page.title,
        "datePublished": page.published,
        "author": {"@type": "Organization", "name": f"Redaksi {page.outlet.name}"},
        "publisher": {"@type": "Organization", "name": page.outlet.name},
    }
    head = f'<script type="application/ld+json">{json.dumps(data, ensure_ascii=False)}</script>\n'
    main = (
        f'<article>\n<h1>{escape(page.title)}</h1>\n<p class="tanggal">{page.shown}</p>\n'
        f"{_paragraphs(page)}\n</article>"
    )
    return _document(page.outlet, _title(page), head, main)


def _meta_time(page: Page) -> str:
    """article:published_time with a zone; a scroll banner in the text, a list of other headlines in a side column."""
    head = (
        f'<meta property="og:title" content="{escape(page.title)}">\n'
        f'<meta property="og:site_name" content="{page.outlet.name}">\n'
        f'<meta property="article:published_time" content="{page.published}">\n'
    )
    side = (
        '<aside><h2>Terpopuler</h2><ul><li><a href="/viral/1">10 Kuliner Malam Paling Dicari</a></li>'
        '<li><a href="/viral/2">Harga Emas Naik Rp5.000</a></li></ul></aside>'
    )
    main = f"<article>\n<h1>{escape(page.title)}</h1>\n<div>{page.shown}</div>\n{_paragraphs(page)}\n</article>\n{side}"
    return _document(page.outlet, _title(page), head, main)


def _text_date(page: Page) -> str:
    """The date stands in the text only; a tag line, a photo caption; the first page's body stands twice."""
    body = _paragraphs(page)
    if page.path.endswith("anggaran-kemiskinan-ekstrem.html"):
        body = f"{body}\n{body}"
    main = (
        f'<h1>{escape(page.title)}</h1>\n<div class="post-date">{page.shown}</div>\n'
        f'<figure><img src="/foto.jpg" alt=""><figcaption>Kantor wali kota. (Foto: {page.outlet.name}/dok)'
        "</figcaption></figure>\n"
        f'<div class="post-content">\n{body}\n</div>'
    )
    return _document(page.outlet, _title(page), "", main)


def _itemprop(page: Page) -> str:
    """datePublished as itemprop; a row of share links and a reaction counter above the text."""
    head = f'<meta itemprop="datePublished" content="{page.published}">\n<meta name="author" content="Redaksi">\n'
    main = (
        f"<article>\n<h1>{escape(page.title)}</h1>\n<p>{page.shown} &middot; Redaksi</p>\n<p>like 0 dislike 0</p>\n"
        f"{_paragraphs(page)}\n</article>\n<p>Tags: #umkm #palangkaraya</p>"
    )
    return _document(page.outlet, _title(page), head, main)


def _time_element(page: Page) -> str:
    """Date and time printed beside the byline; headlines of other articles follow the text in the same block."""
    main = (
        f'<h1>{escape(page.title)}</h1>\n<span class="time">{page.shown}</span>\n'
        f'<div class="isi-berita">\n{_paragraphs(page)}\n</div>'
    )
    return _document(page.outlet, _title(page), "", main)


_LAYOUTS: dict[str, Callable[[Page], str]] = {
    KABAR_PINANG.host: _json_ld,
    TANGERANG_KINI.host: _meta_time,
    MATARAM_TERKINI.host: _text_date,
    PALANGKA_POST.host: _itemprop,
    SUARA_JAMBI.host: _time_element,
}


def _rss(outlet: Outlet, pages: list[Page]) -> dict[str, str]:
    """RSS 2.0, whose links carry what counts its readers; one item is of another site."""
    items = "\n".join(
        f"<item><title>{escape(page.title)}</title><link>{_public(page)}?utm_source=rss</link>"
        f'<guid isPermaLink="false">{number}</guid><pubDate>{_rfc822(page)}</pubDate></item>'
        for number, page in enumerate(reversed(pages), 1)
    )
    elsewhere = "<item><title>Pesan pengiklan</title><link>https://iklan.example/pesan</link></item>"
    return {
        "/feed.xml": f'{_XML}<rss version="2.0">\n<channel>\n<title>{outlet.name}</title>\n'
        f"<link>https://{outlet.host}/</link>\n<description>{_INVENTED}</description>\n{items}\n{elsewhere}\n"
        "</channel>\n</rss>\n"
    }


def _atom(outlet: Outlet, pages: list[Page]) -> dict[str, str]:
    """Atom, whose links are relative."""
    entries = "\n".join(
        f"<entry><id>{_public(page)}</id><title>{escape(page.title)}</title>"
        f'<link rel="alternate" href="{page.path}"/><updated>{page.published}</updated></entry>'
        for page in reversed(pages)
    )
    newest = max(page.published for page in pages)
    return {
        "/atom.xml": f'{_XML}<feed xmlns="http://www.w3.org/2005/Atom">\n<id>https://{outlet.host}/</id>\n'
        f"<title>{outlet.name}</title>\n<subtitle>{_INVENTED}</subtitle>\n<updated>{newest}</updated>\n{entries}\n"
        "</feed>\n"
    }


def _sitemaps(outlet: Outlet, pages: list[Page]) -> dict[str, str]:
    """A list of sitemaps that leads to a news sitemap."""
    entries = "\n".join(
        f"<url><loc>{_public(page)}</loc><news:news><news:publication><news:name>{outlet.name}</news:name>"
        f"<news:language>id</news:language></news:publication><news:publication_date>{page.published}"
        f"</news:publication_date><news:title>{escape(page.title)}</news:title></news:news></url>"
        for page in pages
    )
    newest = max(page.published for page in pages)
    return {
        "/sitemap.xml": f"{_XML}<!-- {_INVENTED} -->\n<sitemapindex xmlns={_SITEMAP}>\n"
        f"<sitemap><loc>https://{outlet.host}/sitemap-berita.xml</loc><lastmod>{newest}</lastmod></sitemap>\n"
        "</sitemapindex>\n",
        "/sitemap-berita.xml": f"{_XML}<!-- {_INVENTED} -->\n<urlset xmlns={_SITEMAP} "
        f'xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">\n{entries}\n</urlset>\n',
    }


def _sitemap(outlet: Outlet, pages: list[Page]) -> dict[str, str]:
    """One sitemap, in which other pages than articles stand too."""
    entries = "\n".join(f"<url><loc>{_public(page)}</loc><lastmod>{page.published}</lastmod></url>" for page in pages)
    return {
        "/sitemap.xml": f"{_XML}<!-- {_INVENTED} -->\n<urlset xmlns={_SITEMAP}>\n"
        f"<url><loc>https://{outlet.host}/index.html</loc></url>\n{entries}\n</urlset>\n"
    }


def _public(page: Page) -> str:
    return f"https://{page.outlet.host}{page.path}"


def _rfc822(page: Page) -> str:
    return format_datetime(datetime.fromisoformat(page.published))


_XML = '<?xml version="1.0" encoding="UTF-8"?>\n'
_SITEMAP = '"http://www.sitemaps.org/schemas/sitemap/0.9"'
_INVENTED = "Contoh rekaan untuk Lumbung, bukan media sungguhan."
_LISTINGS: dict[str, Callable[[Outlet, list[Page]], dict[str, str]]] = {
    KABAR_PINANG.host: _rss,
    TANGERANG_KINI.host: _sitemap,
    MATARAM_TERKINI.host: _atom,
    PALANGKA_POST.host: _sitemaps,
}
