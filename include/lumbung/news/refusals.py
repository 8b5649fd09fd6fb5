"""Numbers that are no figures: of a regulation, in a name, an age, a limit, an example, a frequency, a damaged amount.

In: words, a number with its unit, and where its sentence begins. Out: a role and a plain reason, or None.
"""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise

from lumbung.news.lexicon import INDEX, RATE_BASES, Unit
from lumbung.news.numbers import Number
from lumbung.news.tokens import Phrases, Words, word_set

SMALLEST_RUPIAH = Decimal(1000)
# Ten times the country's budget in rupiah: what is larger is no figure but digits run together.
LARGEST_VALUE = Decimal(10) ** 17

_REGULATIONS = word_set(
    "perpres perppu permen permendagri kepmen kepmendagri kepres keppres inpres pmk kmk pojk pergub perbup perwali "
    "perwal perda permensos permenkeu permendes permenaker kepmensos pp uu uud sk skb se pasal ayat kuhp nomor bab "
    "kepgub kepwal kepbup bernomor kepdirjen"
)
# A number behind one of these is a part of a name or a rank.
_NAMES = word_set(
    "desil covid gurindam kelas klaster kluster cluster tipe type asisten edisi jilid zona golongan versi sila "
    "pilar blok lantai km kodim korem yonif "
    "sakernas level generasi liga pkl pukul halaman hal tabel lampiran nik npwp telp telepon hp wa whatsapp web "
    "kurs u g top hut b ramadan ramadhan syawal muharram posisi peringkat urutan nomor gang lorong boeing seri "
    "windows pkp tw wita wib"
)
# The same, unless a unit stands behind the number: "setiap kelompok 10 orang".
_NAMES_OF_GROUPS = word_set(
    "rt rw smp smpn sma sman smk smkn sd sdn sdit srma srmp mts mtsn man nib kelompok program tahap gelombang komisi "
    "angkatan poin rekening jam rakyat jalan jl ke pos dapil regu"
)
_EACH_OF = word_set("tiap setiap per satu masing")
_KINDS_OF_NAMES = word_set("klon varietas galur merek merk tipe jenis seri kapal km mv kri")
_RUMOURS = word_set("hoaks hoax berantai bohong")
_AGES = frozenset({"usia", "berusia", "umur", "berumur", "usianya", "umurnya"})
_STREETS = frozenset({"jl", "jalan", "jln", "gang", "gg"})
_DURATION_IN_NAME = Phrases((words, None) for words in ("sekolah gratis", "wajib belajar", "wajar", "belajar"))
_NOT_A_DURATION = word_set(
    "terakhir sekali lalu silam pemerintahan berturut kemudian sebelumnya kepemimpinan masa menjabat memimpin "
    "penjara kurungan"
)
_CONDITIONS = Phrases(
    (words, None)
    for words in (
        "jika",
        "apabila",
        "seandainya",
        "andaikata",
        "andai",
        "andaikan",
        "seumpama",
        "katakanlah",
        "bayangkan",
        "umpamanya",
        "bila",
        "diasumsikan",
        "asumsi",
        "kalau",
        "misalnya",
        "misal",
        "contohnya",
        "sebagai contoh",
        "ibarat",
    )
)
_NO_CONDITION = frozenset(
    {
        "lihat",
        "dilihat",
        "kita",
        "bicara",
        "rinci",
        "dirinci",
        "detail",
        "saya",
        "di",
        "lagi",
        "dibanding",
        "dibandingkan",
        "dirupiahkan",
        "dipersentasekan",
        "diprosentasekan",
        "dipersenkan",
        "dirata",
        "dibagi",
        "ditotal",
        "diuangkan",
        "dinominalkan",
        "dikalikan",
        "diakumulasi",
        "diakumulasikan",
        "dijumlah",
        "dijumlahkan",
        "digabung",
        "dari",
        "untuk",
        "yang",
    }
)
_CONDITION_ENDS = frozenset({",", ";", ":", "maka", "sehingga", "akan", "dapat"})
_LIMITED = frozenset(
    {
        "omzet",
        "omset",
        "penghasilan",
        "pengeluaran",
        "gaji",
        "berpenghasilan",
        "pendapatan",
        "omzetnya",
        "beromzet",
        "batas",
        "bergaji",
        "upah",
        "berupah",
        "beromset",
        "berpendapatan",
        "pendapatannya",
        "penghasilannya",
        "gajinya",
        "aset",
    }
)
_LIMITS = Phrases(
    (words, None)
    for words in (
        "di bawah",
        "dibawah",
        "maksimal",
        "maksimum",
        "minimal",
        "sampai",
        "hingga",
        "kurang dari",
        "di atas",
        "paling banyak",
        "paling sedikit",
        "tidak lebih dari",
    )
)
_LIMITS_OF_SHARES = Phrases(
    (words, None) for words in ("maksimal", "minimal", "maksimum", "paling banyak", "paling sedikit")
)
_REACH_OF_A_NAME = 3


def refusal(words: Words, number: Number, unit: Unit | None, begin: int) -> tuple[str, str] | None:
    """Why a number must not become a figure: role and reason. `begin` is the first word of its sentence."""
    bare = not (number.money or number.percent or number.points)
    if bare and _is_document(words, number):
        return "nomor", "number of a regulation or document"
    if number.scaled and _is_campaign(words, number.first):
        return "nama", "number inside a name or rank"
    if bare and not number.scaled and unit is not INDEX and _is_in_name(words, number, unit):
        return "nama", "number inside a name or rank"
    if number.fault:
        return "satuan_rusak", number.fault
    if number.dollar or (number.money and _is_exchange_rate(words, number, begin)):
        return "konversi", "an amount in a foreign currency"
    value = number.value
    if value is not None:
        if max(value, number.value_high or value) > LARGEST_VALUE:
            return "satuan_rusak", "a number this large is digits run together"
        if number.money and not number.scaled and value < SMALLEST_RUPIAH:
            return "satuan_rusak", "an amount of rupiah this small has lost its scale word"
        if number.money and not number.scaled and value * 10 % 10 and not value * 10 % 1:
            return "satuan_rusak", "rupiah have no tenths: the scale word is lost"
        if unit is not None and _is_twice_scaled(words, number, unit):
            return "satuan_rusak", "thousands with a scale word behind them: one of the two is wrong"
        if value == _ALL and number.percent and _NOT & set(words.words[max(begin, number.first - 2) : number.first]):
            return "bukan_data", "not all, but not how many"
    if unit is not None and unit.family == "time" and (said := _no_duration(words, number, begin)):
        return said
    if unit is not None and unit.family in ("person", "household") and _has_tenths(words, number, begin):
        return "satuan_rusak", "people have no tenths: the scale word is lost"
    if unit is not None and unit.family in ("person", "household") and _has_lost_its_base(words, number):
        return "satuan_rusak", "a rate of what is not said"
    if unit is not None and unit.family in ("person", "percent") and _is_of_parliament(words, number):
        return "bukan_data", "seats and members of a parliament"
    if (
        unit is not None
        and unit.family == "person"
        and (value or 0) < _SMALL_FAMILY
        and _is_household_size(words, number)
    ):
        return "ambang_batas", "how many people a rule covers"
    if unit is not None and unit.family == "time" and words.words[number.first - 1] == "program":
        return "nama", "number inside a name or rank"
    if _RUMOURS & set(words.words[begin : number.first]):
        return "hoaks", "an amount in a message that is denied"
    if number.money and _STAMPS & set(words.words[max(begin, number.first - 2) : number.first]):
        return "bukan_data", "a duty stamp"
    if unit is not None and unit.name == "program" and (number.in_words or (value or 0) <= _FEW_PROGRAMMES):
        return "bukan_data", "a list of the speaker's own"
    if unit is not None and unit.family in ("person", "business") and _are_suspects(words, begin, number.stop):
        return "bukan_data", "suspects or victims, not people whom a programme reaches"
    if unit is not None and unit.family == "person" and _are_guests(words, begin, number.first, number.stop):
        return "bukan_data", "guests of an event, not people whom a programme reaches"
    nearby = words.words[max(begin, number.first - 2) : number.first]
    if unit is not None and unit.name in _LENGTH_UNITS and _DISTANCES & set(nearby):
        return "bukan_data", "a distance or a size"
    if is_limit(words, number, unit, begin):
        return "ambang_batas", "a limit or definition in a rule, not a measurement"
    if number.in_words and (value or 0) <= _FEW_CHILDREN and words.words[number.stop] == "anak":
        return "ambang_batas", "how many children of a family a rule covers"
    follows = unit is not None and unit.family in ("money", "percent") and _would_follow(words, begin, number.first)
    if follows or _is_example(words, begin, number.first):
        return "contoh", "an example or condition, not a fact"
    return None


def _is_document(words: Words, number: Number) -> bool:
    """`Perpres 15`, `Nomor 350`, `No. 53`, `64/2020`."""
    said, at = words.words, number.first
    if said[at - 1] in ("/", "-") and words.touches(at) and said[at - 2][:1].isdigit():
        return said[at - 1] == "/"
    if said[number.stop] == "/" and words.touches(number.stop) and said[number.stop + 1][:1].isdigit():
        return True
    if said[at - 1] == ".":
        at -= 1
    if said[at - 1] in ("no", "nomor"):
        return True
    return said[at - 1] in _REGULATIONS and (number.first == at or said[at - 1] in ("no", "nomor"))


def _is_in_name(words: Words, number: Number, unit: Unit | None) -> bool:
    said, at = words.words, number.first
    if said[at - 1] == ")" and said[at - 3] == "(":
        at -= 3  # "Peraturan (PP)"
    if said[at - 1] in ("-", ".") and words.touches(at):
        at -= 1
    before = said[at - 1]
    if said[number.first][:1] == "0" and said[number.first].isdigit() and len(said[number.first]) > 1:
        return True  # "RW 03 Kelurahan": nothing is counted with a zero in front
    if said[at - 2] in _KINDS_OF_NAMES and before.isalpha() and unit is None:
        return True  # "klon PB 260"
    if before == "kelas" and said[at - 2] in _EACH_OF and unit is not None and unit.family == "person":
        return False  # "tiap kelas 20 orang"
    if before in _NAMES or (before == "ke" and at != number.first):
        return True
    if before in _NAMES_OF_GROUPS and unit is None:
        return True
    if unit is None and any(said[at - back] in _STREETS for back in range(2, 2 + _REACH_OF_A_NAME) if at >= back):
        return True
    return _is_in_list_of_names(words, number)


def _is_in_list_of_names(words: Words, number: Number) -> bool:
    """`desil 1, 2, 3, dan 4`."""
    at = number.first - 1
    while at >= 0 and (
        words.words[at] in (",", "dan", "hingga", "sampai", "-", "–", "atau") or words.words[at].isdigit()
    ):
        at -= 1
    return at >= 0 and words.words[at] == "desil"


_LONGEST_PROGRAMME = 6  # years
_LESSONS = word_set("pelajaran pelatihan latihan praktik praktek")
_LENGTHS = word_set("selama dalam untuk hingga sampai waktu tenor berlangsung sekitar maksimal lebih")


_REACH_OF_AID = 25  # words
_AID = word_set(
    "bantuan pelatihan program beasiswa pinjaman tenor diberikan menerima iuran magang kontrak pendampingan santunan "
    "bansos pembinaan"
)


def _no_duration(words: Words, number: Number, begin: int) -> tuple[str, str] | None:
    said, unit_at = words.words, number.gloss[1] if number.gloss else number.stop
    if any(said[number.first - back] in _AGES for back in (1, 2, 3) if number.first >= back):
        return "umur", "an age"
    after = said[unit_at + 1]
    if after == "ke" and said[unit_at + 2] in ("atas", "bawah"):
        return "umur", "an age"
    short = number.value is not None and number.value < _LONGEST_PROGRAMME
    sets_a_length = bool(_LENGTHS & {said[number.first - 1], said[number.first - 2]})
    unit = said[unit_at]
    of_aid = bool(_AID & set(said[max(begin, number.first - _REACH_OF_AID) : number.first]))
    if unit == "jam" and after in _LESSONS:
        return None
    if unit == "jam" or (unit == "tahun" and not (short and sets_a_length and of_aid)):
        return "bukan_data", "an age, a time of day or a stretch of history, not a length that a programme has"
    if after in _NOT_A_DURATION or said[number.first - 1] in ("setiap", "tiap", "per", "hut"):
        return "bukan_data", "a stretch of time or a frequency, not a length that a programme has"
    if _DURATION_IN_NAME.before(said, number.first):
        return "nama", "number inside a name or rank"
    return None


def _are_suspects(words: Words, begin: int, stop: int) -> bool:
    """`tiga orang tersangka`, `menewaskan 12 orang`."""
    return bool(_CRIMES & {*words.words[max(begin, stop - 5) : stop], *words.words[stop : stop + 4]})


_CRIMES = word_set(
    "tersangka terdakwa tewas menewaskan ditangkap menangkap dihukum luka terluka keracunan melayang saksi diperiksa "
    "amankan mengamankan diamankan ringkus meringkus diringkus bekuk dibekuk membekuk "
    "memeriksa mencegah dicegah dicekal terpidana ditahan menahan buron"
)
_CAMPAIGNS = word_set("program gerakan")
_OF_THE_STATE = word_set("nasional prioritas strategis unggulan pemerintah presiden")
_ALL = Decimal(100)
_NOT = word_set("belum tidak tak bukan")
_FEW_PROGRAMMES = 10


def _is_campaign(words: Words, first: int) -> bool:
    """`Program 3 juta rumah`, `program nasional 3 juta rumah`."""
    said = words.words
    return said[first - 1] in _CAMPAIGNS or (said[first - 1] in _OF_THE_STATE and said[first - 2] in _CAMPAIGNS)


_STAMPS = word_set("materai meterai bermaterai bermeterai")
_SMALL_FAMILY = 10


def _is_household_size(words: Words, number: Number) -> bool:
    """`anak maksimal dua orang`, `anggota lebih dari 4 orang`."""
    return _LIMITS_OF_PEOPLE.before(words.words, number.first) is not None


_LIMITS_OF_PEOPLE = Phrases(
    (words, None)
    for words in ("maksimal", "maksimum", "minimal", "paling banyak", "paling sedikit", "anggota lebih dari")
)


def _is_exchange_rate(words: Words, number: Number, begin: int) -> bool:
    """`kurs Rp 16.575`, `US$ 1 atau Rp 16.575`, `Rp 16.300 per dolar`."""
    said, at = words.words, number.first
    if any(word.endswith("kurs") or word.startswith("dikurs") for word in said[max(begin, at - 4) : at]):
        return True
    if said[number.stop] in ("/", "per") and said[number.stop + 1] in _DOLLARS:
        return True
    if number.scaled or said[at - 1] not in ("atau", "setara", "=", "("):
        return False
    return {said[at - 2], said[at - 3]} & _DOLLARS != set() and "1" in (said[at - 2], said[at - 3])


_DOLLARS = word_set("dolar dollar usd us $")


_LARGEST_MEAN = 20  # people of one family or group


def _has_tenths(words: Words, number: Number, begin: int) -> bool:
    """`138,0 jiwa penduduk`, printed of thousands. A mean does have tenths: `rata-rata 24,5 orang per kelas`."""
    value = number.value
    if value is None or number.scaled or value < _LARGEST_MEAN or not int(value.as_tuple().exponent) < 0:
        return False
    return "rata" not in words.words[begin : number.first]


def _is_twice_scaled(words: Words, number: Number, unit: Unit) -> bool:
    """`12.508 ribu unit`. Surveys do print people so: `25.674,58 ribu orang`."""
    printed = next((word for word in words.words[number.first : number.stop] if word[:1].isdigit()), "")
    return (
        number.scaled
        and unit.family not in ("person", "money")
        and "." in printed
        and "," not in printed[:-3]
        and (len(printed.rsplit(".", 1)[1]) == _GROUP)
        and words.words[number.stop - 1] == "ribu"
    )


_GROUP = 3  # digits


def _has_lost_its_base(words: Words, number: Number) -> bool:
    """`1.000 jiwa per data`: "per" before a noun that is no base of a rate and no time."""
    said = words.words
    for i in range(number.stop, number.stop + 4):
        if said[i] == "per" and said[i + 1].isalpha() and not words.is_capital(i + 1):
            return said[i + 1] not in _BASES_OF_RATES and said[i + 1] not in _TIMES
        if not said[i].isalpha():
            return False
    return False


_BASES_OF_RATES = frozenset(base.split()[0] for base in RATE_BASES) | word_set("tps kelas gelombang angkatan")
_TIMES = word_set(
    "januari februari maret april mei juni juli agustus september oktober november desember tanggal akhir awal "
    "pertengahan hari bulan tahun semester triwulan kuartal saat kini sekarang"
)


def _is_of_parliament(words: Words, number: Number) -> bool:
    """`61% anggota DPR`."""
    behind = set(words.words[number.stop : number.stop + 3])
    return bool(behind & _PARLIAMENTS) and bool(behind & _SEATS)


_PARLIAMENTS = word_set("dpr dprd dpd mpr parlemen dewan legislatif")
_SEATS = word_set("anggota kursi fraksi legislator pimpinan")


def _are_guests(words: Words, begin: int, first: int, stop: int) -> bool:
    """`Rapat dihadiri 30 orang`."""
    said = words.words[max(begin, first - _REACH_OF_GUESTS) : first]
    if _SEEKERS & set(words.words[stop : stop + 2]):
        return False  # who comes to look for work is counted, not welcomed
    return bool(_GUESTS & set(said)) and not _LEARNING & set(words.words[begin:first])


_GUESTS = word_set("dihadiri hadir tamu undangan disaksikan tari tarian penari paduan drumband senam apel upacara")
_SEEKERS = word_set("pencari pencaker pelamar")
_REACH_OF_GUESTS = 4
_LEARNING = frozenset({"pelatihan", "bimtek", "magang", "kursus", "penyuluhan", "sosialisasi", "bantuan"})
_LENGTH_UNITS = frozenset({"kilometer", "meter", "meter_persegi", "hektare"})
_DISTANCES = frozenset({"sejauh", "berjarak", "jarak", "setinggi", "ketinggian", "tinggi", "berukuran", "radius"})


def is_limit(words: Words, number: Number, unit: Unit | None, begin: int) -> bool:
    """`omzet di bawah Rp 500 juta`, `maksimal 25 persen`."""
    if unit is None or unit.family not in ("money", "percent"):
        return False
    said, first = words.words, number.first
    if unit.family == "percent":
        return _LIMITS_OF_SHARES.before(said, first) is not None or "zakat" in said[max(begin, first - 3) : first]
    if any(said[i] in _LIMITED and not _is_poverty_line(said, i) for i in range(max(begin, first - 6), first)):
        return (
            number.value_high is not None
            or bool(_BOUNDS & set(said[begin:first]))
            or any(_LIMITS.at(said, i) for i in range(max(begin, first - 4), first))
            or said[number.stop] in _LIMITS_AFTER
        )
    return False


def _is_poverty_line(said: list[str], i: int) -> bool:
    """`batas miskin`, which is measured."""
    return said[i] == "batas" and said[i + 1] in ("miskin", "kemiskinan")


_BOUNDS = frozenset({"batas", "batasnya", "batasannya", "batasan", "kriterianya"})
_LIMITS_AFTER = frozenset({"sampai", "hingga"})


def _would_follow(words: Words, begin: int, first: int) -> bool:
    """`Jika berjalan penuh, nilainya dapat mencapai Rp 5 triliun`: a consequence that is only possible."""
    said = words.words
    opening = next((i for i in range(begin, min(begin + _REACH_OF_AN_OPENING, first)) if said[i].isalpha()), first)
    found = _CONDITIONS.at(said, opening)
    if found is None or said[opening + found[0]] in _NO_CONDITION:
        return False
    comma = next((i for i in range(first - 1, opening, -1) if said[i] == ","), first)
    return bool(_POSSIBLE & set(said[comma:first]))


_REACH_OF_AN_OPENING = 3  # signs before the first word
_POSSIBLE = word_set("bisa dapat berarti butuh membutuhkan dibutuhkan")
_FEW_CHILDREN = 3


def _is_named(words: Words, i: int) -> bool:
    """Whether a name stands at word `i`, not the word of a condition: "Kalau misalnya"."""
    return words.is_capital(i) and words.words[i].isalpha() and _CONDITIONS.at(words.words, i) is None


# Who gets what when somebody dies is a right: "bila peserta meninggal, ahli waris menerima Rp 42 juta".
_ENTITLED = word_set("waris warisnya")
_IMAGINED = word_set("andai andaikan andaikata seandainya seumpama dikurskan katakanlah bayangkan")
_EXAMPLE_FOLLOWS = frozenset({"contohnya", "misalnya", "umpamanya", "contoh", "misal"})


# "Kalau tahun kemarin 5.000 penerima": speakers open a fact so.
_HAPPENED = frozenset({"kemarin", "tadi", "dulu", "sekarang", "lalu", "sebelumnya"})
_WORDS_OF_CONDITIONS = _HAPPENED | _CONDITION_ENDS | _CONDITIONS.first_words | {"mana"}


def _is_of_a_year_beside_another(said: list[str], i: int, first: int) -> bool:
    """`Jika tahun 2023 ada 140 rumah, pada 2024 hanya 65`: two years are compared, nothing is supposed."""
    at = i + 1 if said[i] == "pada" else i
    at += said[at] == "tahun"
    if not _is_a_year(said[at]):
        return False
    behind = said[first : first + _REACH_OF_A_COMPARISON]
    if "." in behind:
        behind = behind[: behind.index(".")]
    return any(_is_a_year(word) and word != said[at] for word in behind[1:]) or ("tahun", "ini") in pairwise(behind)


def _is_a_year(word: str) -> bool:
    return len(word) == _DIGITS_OF_A_YEAR and word.isdigit() and word[:2] in ("19", "20")


_DIGITS_OF_A_YEAR = 4
_REACH_OF_A_COMPARISON = 20  # words


def _is_example(words: Words, begin: int, first: int) -> bool:
    """The number stands in the condition itself ("Jika desa menerima Rp 100 juta, ..."), not in what follows from it;
    of what is only imagined ("Andaikan satu jamban dua juta, kita butuh Rp120 miliar") all is an example."""
    said = words.words
    if not _IMAGINED.isdisjoint(said[begin:first]):
        return True
    for i in range(first - 1, begin - 1, -1):
        if said[i] not in _WORDS_OF_CONDITIONS:
            continue
        if said[i] == "," and said[i - 1] in _EXAMPLE_FOLLOWS:
            aside = said[i - 2] == "," and i - 3 > begin and words.is_capital(i - 3)
            # "Pada 2018 misalnya, pagunya Rp 70 juta" is told of that year, "Di Cakung, misalnya, digelar" of there
            return not (said[i - 2].isdigit() or aside)
        if said[i] in _HAPPENED:
            return False
        if said[i] == "maka" and _EXAMPLE_FOLLOWS & set(said[begin : min(begin + _REACH_OF_AN_OPENING, i)]):
            return True  # "Contohnya keluarga dengan lima anggota, maka kebutuhannya Rp 2 juta"
        if said[i] in _CONDITION_ENDS or (said[i] == "mana" and said[i - 1] == "yang"):
            return False
        if said[i] in _EXAMPLE_FOLLOWS and i > begin and _is_named(words, i - 1):
            return False  # "Dinas Pertanian misalnya membeli": what one of them did
        if (found := _CONDITIONS.at(said, i)) is not None and said[i + found[0]] not in _NO_CONDITION:
            if _is_of_a_year_beside_another(said, i + found[0], first):
                return False
            return not _ENTITLED & set(said[i:first])
    return False
