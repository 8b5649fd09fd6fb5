"""Which articles are copies: sent on, cut, told anew; and which only look like it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import permutations

import pytest

from lumbung.news.copies import MARKS_SHARED, Stated, Traits, joined, kind_of_copy, traits
from lumbung.news.figures import figures

DAY = date(2022, 11, 16)

PARAGRAPHS = (
    "KOTA JAMBI - Pemerintah Kota Jambi membuka rapat koordinasi penanggulangan kemiskinan di aula Bappeda, Rabu "
    "(16/11), dengan mengundang seluruh camat, lurah, dan perangkat daerah yang menangani bantuan sosial.",
    "Wakil wali kota menyampaikan tingkat kemiskinan Kota Jambi berada pada angka 9,02 persen. Dari jumlah itu, warga "
    "miskin ekstrem tinggal 1,17 persen, yaitu 7.104 jiwa yang tersebar di sebelas kecamatan.",
    "Untuk tahun 2023 pemerintah kota mengalokasikan anggaran Rp10,4 miliar bagi perbaikan rumah, pelatihan kerja, dan "
    "bantuan pangan yang akan disalurkan bertahap mulai bulan Februari oleh dinas terkait.",
    "Menurut dia, data penerima sudah dicocokkan dengan catatan kependudukan sehingga tidak ada lagi alasan bantuan "
    "jatuh ke tangan keluarga yang mampu. Setiap lurah diminta memeriksa kembali daftar itu sebelum akhir tahun.",
    "Kepala dinas sosial menambahkan sebanyak 292 KPM sudah graduasi sepanjang tahun ini dan kuotanya dialihkan kepada "
    "keluarga lain yang belum pernah tersentuh bantuan sama sekali.",
)


@dataclass(frozen=True)
class Article:
    title: str
    body: str
    published: date | None = DAY

    @property
    def traits(self) -> Traits:
        found = figures(self.body, self.published)
        stated = [Stated(f.value, f.unit, f.region_code) for f in found if f.value is not None and f.unit is not None]
        return traits(self.title, self.body, stated, self.published)


ORIGINAL = Article("Kota Jambi Rapatkan Kemiskinan", "\n".join(PARAGRAPHS))
SENT_ON = Article(
    "9,02 Persen Warga Kota Jambi Masih Miskin",
    "\n".join(
        (
            "JAMBI, Kabar Lain - " + PARAGRAPHS[0].removeprefix("KOTA JAMBI - "),
            "Baca juga: Harga Cabai Turun di Pasar",
            PARAGRAPHS[1],
            "SCROLL TO CONTINUE WITH CONTENT",
            PARAGRAPHS[2],
        )
    ),
    DAY + timedelta(days=2),
)
TOLD_ANEW = Article(
    "Pemkot Jambi Susun Program Kemiskinan",
    "JAMBI - Angka kemiskinan Kota Jambi masih 9,02 persen, kata wakil wali kota seusai rapat koordinasi di Bappeda.\n"
    "Yang tergolong miskin ekstrem 7.104 jiwa atau 1,17 persen dari penduduk Kota Jambi, tersebar di semua kecamatan.\n"
    "Lurah diminta memeriksa daftar penerima bantuan agar tidak salah sasaran.",
    DAY + timedelta(days=1),
)
OTHER_CITY = Article(
    "Kota Bengkulu Rapatkan Kemiskinan",
    ORIGINAL.body.replace("KOTA JAMBI", "KOTA BENGKULU").replace("Kota Jambi", "Kota Bengkulu"),
)
OTHER_FIGURES = Article(
    ORIGINAL.title,
    ORIGINAL.body.replace("9,02", "8,33")
    .replace("1,17", "0,97")
    .replace("7.104", "5.904")
    .replace("Rp10,4 miliar", "Rp11,2 miliar")
    .replace("292", "310"),
    DAY + timedelta(days=5),
)
NEXT_YEAR = Article(ORIGINAL.title, ORIGINAL.body + "\nRapat ini diadakan lagi.", DAY + timedelta(days=365))
ANOTHER_EVENT = Article(
    "Keluarga PKH Kota Jambi Diwisuda",
    "KOTA JAMBI - Dinas Sosial Kota Jambi mewisuda 292 KPM yang dinilai sudah mandiri.\n"
    "Pendamping PKH tetap berkunjung selama enam bulan pertama ke rumah mereka.",
    DAY + timedelta(days=1),
)


def test_a_text_that_was_sent_on_is_a_copy_whatever_its_headline_and_length() -> None:
    assert kind_of_copy(ORIGINAL.traits, SENT_ON.traits) == "text"


def test_an_event_in_other_words_is_a_copy() -> None:
    assert kind_of_copy(ORIGINAL.traits, TOLD_ANEW.traits) == "event"


@pytest.mark.parametrize("other", [OTHER_CITY, OTHER_FIGURES, NEXT_YEAR, ANOTHER_EVENT])
def test_what_only_looks_alike_is_none(other: Article) -> None:
    assert kind_of_copy(ORIGINAL.traits, other.traits) is None


def test_two_months_of_one_statistical_release_stay_apart() -> None:
    release = (
        "Jakarta - Badan Pusat Statistik mencatat tingkat kemiskinan Indonesia {month} sebesar {rate} persen. Jumlah "
        "penduduk miskin pada {month} mencapai {persons} juta orang di seluruh Indonesia. Garis kemiskinan pada "
        "{month} tercatat Rp{line} per kapita per bulan, kata kepala badan dalam konferensi pers di Jakarta."
    )
    march = Article("Kemiskinan", release.format(month="Maret 2022", rate="9,54", persons="26,16", line="505.469"))
    september = Article(
        "Kemiskinan",
        release.format(month="September 2022", rate="9,57", persons="26,36", line="535.547"),
        DAY + timedelta(days=1),
    )
    assert kind_of_copy(march.traits, september.traits) is None


def test_figures_that_all_the_country_repeats_are_no_event() -> None:
    told = (
        "Pemerintah menyalurkan bantuan langsung tunai Rp 900.000 kepada 35,04 juta KPM di seluruh Indonesia. {} "
        "Besaran itu berlaku untuk tiga bulan."
    )
    one = Article("Cara Cek", told.format("Begini cara memeriksa nama penerima lewat telepon genggam dari rumah."))
    other = Article(
        "Jadwal Cair", told.format("Pencairan berlangsung bertahap lewat kantor pos dan bank milik negara.")
    )
    assert len(one.traits.claims & other.traits.claims) >= 2
    assert kind_of_copy(one.traits, other.traits) != "event"


def test_the_order_of_two_articles_is_of_no_matter() -> None:
    articles = [ORIGINAL, SENT_ON, TOLD_ANEW, OTHER_CITY, OTHER_FIGURES, NEXT_YEAR, ANOTHER_EVENT]
    for one, other in permutations(articles, 2):
        assert kind_of_copy(one.traits, other.traits) == kind_of_copy(other.traits, one.traits)


@pytest.mark.parametrize("copy", [SENT_ON, TOLD_ANEW])
def test_copies_share_enough_marks_to_be_compared(copy: Article) -> None:
    assert len(ORIGINAL.traits.marks & copy.traits.marks) >= MARKS_SHARED


def test_marks_are_numbers_that_postgres_holds_and_no_words() -> None:
    found = ORIGINAL.traits.marks
    assert len(found) > 10
    assert all(-(2**63) <= mark < 2**63 for mark in found)


def test_texts_without_figures_are_copies_by_nearly_all_of_their_words() -> None:
    words = "\n".join((PARAGRAPHS[0], PARAGRAPHS[3]))
    bare = Article("Rapat", words)
    assert kind_of_copy(bare.traits, Article("Rapat Lagi", words + "\nDemikian kata dia.").traits) == "text"
    half = Article("Rapat", PARAGRAPHS[3] + "\n" + PARAGRAPHS[4].replace("292 KPM", "keluarga"))
    assert kind_of_copy(bare.traits, half.traits) is None


def test_an_article_without_words_of_its_own_is_no_copy() -> None:
    empty = Article("Kosong", "Baca juga: Harga Cabai Turun di Pasar")
    assert kind_of_copy(empty.traits, empty.traits) is None
    assert kind_of_copy(empty.traits, ORIGINAL.traits) is None


def test_copies_of_copies_are_one_group_in_whatever_order_they_are_found() -> None:
    pairs = [(1, 2), (3, 2), (5, 4)]
    for found in permutations(pairs):
        assert joined([6, 5, 4, 3, 2, 1], found) == [[1, 2, 3], [4, 5], [6]]
    assert joined([1, 2], [(1, 9)]) == [[1], [2]]  # 9 is not live


def test_real_copies_are_found_and_nothing_else(shared_data: object) -> None:
    """Of thirty real articles of one outlet few are the same or near the same; the rest only share a subject."""
    import json
    from pathlib import Path

    lines = (Path(str(shared_data)) / "news" / "unlabelled.jsonl").read_text().splitlines()
    articles = {
        d["id"]: Article(d["title"], d["text"], date.fromisoformat(d["date"])).traits for d in map(json.loads, lines)
    }
    assert len(articles) == 30
    ids = sorted(articles)
    pairs = [
        (one, other)
        for i, one in enumerate(ids)
        for other in ids[i + 1 :]
        if len(articles[one].marks & articles[other].marks) >= MARKS_SHARED
        and kind_of_copy(articles[one], articles[other])
    ]
    groups = [
        {ids[i] for i in group} for group in joined(range(len(ids)), [(ids.index(a), ids.index(b)) for a, b in pairs])
    ]
    copies = [group for group in groups if len(group) > 1]
    same = [{"n070", "n073"}, {"n076", "n078"}, {"n082", "n083", "n084"}, {"n088", "n090"}, {"n092", "n095"}]
    assert [sum(known <= group for group in copies) for known in same] == [1] * 5
    assert len(copies) == 5, "different stories were joined"
    assert sum(map(len, copies)) <= 12
