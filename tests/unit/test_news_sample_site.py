"""The sample news site: the pages in the repo are what the code writes, and every figure on them is read right."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from lumbung.news.article import read_article
from lumbung.news.figures import body_fingerprint, figures
from lumbung.news.listings import read_listing
from lumbung.samples import SHIPPED_SAMPLES
from lumbung.samples.news_site import OUTLETS, PAGES, SITE_FOLDER, Outlet, Page, write_news_site, write_site

TANJUNGPINANG, TANGERANG, MATARAM, PALANGKA_RAYA, JAMBI = "21.72", "36.71", "52.71", "62.71", "15.71"

# Page -> city, then quote, value, unit, role. Numbers that must not carry a value do not stand here.
EXPECTED: dict[str, tuple[str, list[tuple[str, str, str, str]]]] = {
    "/2021/02/padat-karya-dampingi-pelaku-umkm.html": (
        TANJUNGPINANG,
        [
            ("12.000 pelaku UMKM", "12000", "pelaku_usaha", "penerima_target"),
            ("1.000 UMKM", "1000", "pelaku_usaha", "target_peserta"),
            ("empat perangkat daerah", "4", "OPD", "cakupan_instansi"),
        ],
    ),
    "/2021/06/pelatihan-kemasan-produk-umkm.html": (
        TANJUNGPINANG,
        [
            ("310 pelaku usaha mikro", "310", "pelaku_usaha", "peserta"),
            ("300 pelaku usaha mikro", "300", "pelaku_usaha", "target_peserta"),
            ("tiga hari", "3", "hari", "durasi"),
        ],
    ),
    "/2021/11/produk-umkm-masuk-swalayan.html": (
        TANJUNGPINANG,
        [("4.055 pelaku UMKM", "4055", "pelaku_usaha", "penerima")],
    ),
    "/2022/11/kota-jambi-susun-program-kemiskinan.html": (
        JAMBI,
        [
            ("9,02 persen", "9.02", "persen", "P0"),
            ("1,08 persen", "1.08", "persen", "kemiskinan_ekstrem_persen"),
            ("6.562 jiwa", "6562", "jiwa", "jumlah_miskin_ekstrem"),
            ("292 lebih keluarga penerima PKH", "292", "KPM", "graduasi"),
        ],
    ),
    "/2021/03/bantuan-modal-kelompok-umkm.html": (TANGERANG, [("7.525 kelompok UMKM", "7525", "kelompok", "penerima")]),
    "/2021/03/bursa-kerja-virtual.html": (
        TANGERANG,
        [
            ("157 perusahaan", "157", "perusahaan", "mitra"),
            ("13.194 lowongan kerja", "13194", "lowongan", "lowongan_kerja"),
        ],
    ),
    "/2021/03/blk-kelurahan-latih-warga.html": (TANGERANG, [("11.380 peserta", "11380", "orang", "peserta")]),
    "/2021/03/kelompok-wanita-tani-terima-bibit.html": (
        TANGERANG,
        [
            ("44 Kelompok Wanita Tani", "44", "kelompok", "penerima"),
            ("484.118 bibit tanaman", "484118", "bibit", "barang_dibagikan"),
        ],
    ),
    "/2024/05/anggaran-kemiskinan-ekstrem.html": (
        MATARAM,
        [
            ("Rp10,4 miliar", "10400000000", "rupiah", "anggaran"),
            ("Rp5,9 miliar", "5900000000", "rupiah", "anggaran"),
            ("Rp4,5 miliar", "4500000000", "rupiah", "anggaran"),
            ("19.000 kepala keluarga (KK)", "19000", "KK", "keluarga_miskin_ekstrem"),
            ("enam kecamatan", "6", "kecamatan", "cakupan_wilayah"),
            ("22.244 KK", "22244", "KK", "keluarga_miskin_ekstrem"),
        ],
    ),
    "/2024/05/insentif-fiskal-kemiskinan.html": (
        MATARAM,
        [("Rp5,9 miliar", "5900000000", "rupiah", "insentif_fiskal")],
    ),
    "/2024/06/bantuan-alat-kerja.html": (
        MATARAM,
        [("Rp1 miliar", "1000000000", "rupiah", "anggaran")],
    ),
    "/2024/09/pelatihan-kerja-warga-miskin.html": (
        MATARAM,
        [
            ("160 peserta", "160", "orang", "peserta"),
            ("152 peserta", "152", "orang", "peserta"),
            ("160 peserta", "160", "orang", "target_peserta"),
        ],
    ),
    "/2020/08/pelatihan-anyaman-rotan.html": (
        PALANGKA_RAYA,
        [
            ("30 orang peserta", "30", "orang", "peserta"),
            ("dua kecamatan", "2", "kecamatan", "cakupan_wilayah"),
        ],
    ),
    "/2020/09/pengolahan-ikan-pahandut.html": (PALANGKA_RAYA, [("lima hari", "5", "hari", "durasi")]),
    "/2020/10/pemasaran-daring-usaha-mikro.html": (
        PALANGKA_RAYA,
        [("36 peserta", "36", "orang", "peserta"), ("40 peserta", "40", "orang", "kuota")],
    ),
    "/2020/11/pasar-murah-jelang-akhir-tahun.html": (
        PALANGKA_RAYA,
        [
            ("1.500 paket sembako", "1500", "paket", "barang_dibagikan"),
            ("Rp 75 ribu per paket", "75000", "rupiah_per_paket", "harga"),
        ],
    ),
    "/2022/11/rakor-tkpk-kota-jambi.html": (
        JAMBI,
        [
            ("9,02 persen", "9.02", "persen", "P0"),
            ("1,08 persen", "1.08", "persen", "kemiskinan_ekstrem_persen"),
            ("6.562 jiwa", "6562", "jiwa", "jumlah_miskin_ekstrem"),
        ],
    ),
    "/2022/11/dana-kelurahan-kota-jambi.html": (
        JAMBI,
        [
            ("100 juta per kelurahan", "100000000", "rupiah_per_kelurahan", "nilai_per_kelurahan"),
            ("50 pekerja informal di setiap kelurahan", "50", "orang", "penerima_per_kelurahan"),
            ("49juta", "49000000", "rupiah", "nilai_per_penerima"),
        ],
    ),
    "/2022/11/keluarga-pkh-wisuda.html": (
        JAMBI,
        [("292 KPM", "292", "KPM", "graduasi"), ("enam bulan", "6", "bulan", "durasi")],
    ),
    "/2022/12/program-2023-lingkungan.html": (JAMBI, []),
}


def shipped(page: Page) -> Path:
    return SHIPPED_SAMPLES / SITE_FOLDER / page.outlet.host / page.path.lstrip("/")


def test_every_page_is_expected() -> None:
    assert len(PAGES) == 20
    assert len(OUTLETS) == 5
    assert {page.path for page in PAGES} == set(EXPECTED)


def test_the_repo_holds_what_the_code_writes(tmp_path: Path) -> None:
    written = write_site(tmp_path)
    assert len(written) == len(PAGES) + 2 * len(OUTLETS) + 5  # a feed or sitemaps of four outlets
    folder = SHIPPED_SAMPLES / SITE_FOLDER
    here = {path.relative_to(folder) for path in folder.rglob("*") if path.is_file()}
    assert here == {path.relative_to(tmp_path) for path in written}
    for path in written:
        assert path.read_bytes() == (folder / path.relative_to(tmp_path)).read_bytes(), path.name


def test_the_site_stands_in_its_own_folder_of_the_samples(tmp_path: Path) -> None:
    assert all(path.is_relative_to(tmp_path / SITE_FOLDER) for path in write_news_site(tmp_path))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.path)
def test_figures_of_a_page(page: Page) -> None:
    article = read_article(shipped(page).read_bytes(), f"https://{page.outlet.host}{page.path}")
    city, wanted = EXPECTED[page.path]
    found = [f for f in figures(article.body, article.published_date) if f.value is not None]
    assert [(f.quote, f.value, f.unit, f.role) for f in found] == [(q, Decimal(v), u, r) for q, v, u, r in wanted]
    assert {f.region_code for f in found} <= {city}
    assert all(f.period_start is not None or "sebelumnya" in f.sentence or "semula" in f.sentence for f in found)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.path)
def test_title_and_date_of_a_page(page: Page) -> None:
    article = read_article(shipped(page).read_bytes(), f"https://{page.outlet.host}{page.path}")
    assert article.title == page.title
    assert article.published_at is not None
    assert article.published_at.isoformat() == page.published
    assert "rekaan untuk Lumbung" not in article.body


def test_date_origins_differ_by_outlet() -> None:
    origins = {
        page.outlet.host: read_article(
            shipped(page).read_bytes(), f"https://{page.outlet.host}{page.path}"
        ).published_origin
        for page in PAGES
    }
    assert set(origins.values()) == {"json_ld", "meta", "text"}


def test_every_page_says_that_it_is_invented() -> None:
    folder = SHIPPED_SAMPLES / SITE_FOLDER
    pages = sorted(path for path in folder.rglob("*") if path.suffix in (".html", ".xml"))
    assert {path.suffix for path in pages} == {".html", ".xml"}
    for path in pages:
        assert "contoh rekaan untuk lumbung" in path.read_text(encoding="utf-8").casefold(), path.name


@pytest.mark.parametrize(
    ("outlet", "path", "kind"),
    [
        (OUTLETS[0], "feed.xml", "feed"),
        (OUTLETS[1], "sitemap.xml", "sitemap"),
        (OUTLETS[2], "atom.xml", "feed"),
        (OUTLETS[3], "sitemap-berita.xml", "sitemap"),
        (OUTLETS[3], "sitemap.xml", "sitemaps"),
    ],
)
def test_feeds_and_sitemaps_lead_to_every_article_of_their_outlet(outlet: Outlet, path: str, kind: str) -> None:
    raw = (SHIPPED_SAMPLES / SITE_FOLDER / outlet.host / path).read_bytes()
    listing = read_listing(raw, f"https://{outlet.host}/{path}", max_bytes=10_000)
    assert listing.kind == kind
    paths = {urlsplit(entry.url).path for entry in listing.entries if outlet.host in entry.url}
    articles = {page.path for page in PAGES if page.outlet is outlet}
    assert len(articles) == 4
    assert paths - {"/index.html"} == ({"/sitemap-berita.xml"} if kind == "sitemaps" else articles)


def test_training_days_of_the_rattan_page_are_in_2020() -> None:
    (page,) = [page for page in PAGES if page.path.endswith("pelatihan-anyaman-rotan.html")]
    article = read_article(shipped(page).read_bytes(), "https://palangkapost.example" + page.path)
    (figure,) = [f for f in figures(article.body, article.published_date) if f.value == 30]
    assert (figure.period_start, figure.period_end) == (date(2020, 8, 24), date(2020, 8, 28))


def test_no_two_pages_have_the_same_body() -> None:
    prints = [body_fingerprint(read_article(shipped(page).read_bytes(), page.path).body) for page in PAGES]
    assert len(set(prints)) == len(PAGES)
