"""Whole pages as nine kinds of outlet build them, around any article: menus, read-also links, captions, counters,
lists of other articles, comments, scripts.

Enters: title, paragraphs, the time of publication. Leaves: bytes of a page. All names and headlines are invented.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from html import escape

WIB = timezone(timedelta(hours=7))
MONTHS = (
    "Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember".split()  # noqa: SIM905
)
DAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
# Headlines of other articles, which must not come into the body: with figures, so that a stray one would be told.
OTHERS = (
    "Wali Kota Kabarang Resmikan 17 Jembatan Gantung",
    "Harga cabai di Pasar Sukaremaja tembus Rp91 ribu per kilogram",
    "Tiga Kecamatan di Kabarang Terendam Banjir, 8.181 Warga Mengungsi",
    "Dinas Pendidikan Kabarang Buka 713 Formasi Guru",
    "Panen raya di Lembah Suri, petani terima Rp7.100 per kilogram gabah",
)
MENU = ("Beranda", "Daerah", "Ekonomi", "Olahraga", "Hukum", "Pendidikan", "Wisata", "Opini", "Indeks", "Kontak")
PORTRAIT = "Petugas mendata warga di balai kelurahan"


@dataclass(frozen=True)
class Story:
    """An article before it has a page. `filler` is how much script a page carries, in lines."""

    title: str
    paragraphs: Sequence[str]
    published: datetime
    filler: int = 0

    @property
    def shown(self) -> str:
        at = self.published.astimezone(WIB)
        return f"{DAYS[at.weekday()]}, {at.day} {MONTHS[at.month - 1]} {at.year} {at:%H:%M} WIB"


def pemda_wordpress(story: Story) -> bytes:
    """A city's own WordPress: entry-content, share buttons, related posts below, a sidebar of widgets."""
    head = f"""
<title>{escape(story.title)} &#8211; Pemerintah Kota Kabarang</title>
<meta property="og:site_name" content="Pemerintah Kota Kabarang" />
<meta property="article:published_time" content="{story.published.isoformat()}" />
<meta name="generator" content="WordPress 6.1" />"""
    main = f"""<div id="page" class="site"><header id="masthead"><nav id="site-navigation"><ul>{_menu()}</ul></nav>
</header>
<div id="content" class="site-content"><main id="main"><article id="post-917" class="post type-post hentry">
<header class="entry-header"><h1 class="entry-title">{escape(story.title)}</h1>
<div class="entry-meta"><span class="posted-on"><a href="#"><time class="entry-date published"
 datetime="{story.published.isoformat()}">{story.shown}</time></a></span>
<span class="byline"> oleh <a href="/author/admin">admin</a></span></div></header>
<div class="entry-content">
<figure class="wp-block-image"><img src="/a.jpg" alt=""><figcaption>{PORTRAIT}. (Foto: Diskominfo)</figcaption></figure>
{_paragraphs(story)}
<p>(dsk/kmf)</p>
<div class="sharedaddy sd-sharing-enabled"><h3 class="sd-title">Bagikan ini:</h3><ul><li><a>Facebook</a></li>
<li><a>Twitter</a></li></ul></div>
<div class="jp-relatedposts"><h3>Terkait</h3><ul>{_others("li")}</ul></div></div>
<footer class="entry-footer">Tags: <a rel="tag">bansos</a>, <a rel="tag">kabarang</a></footer></article>
<nav class="post-navigation"><a rel="prev">{OTHERS[0]}</a> <a rel="next">{OTHERS[3]}</a></nav>
<div id="comments"><h2>2 komentar pada &#8220;{escape(story.title)}&#8221;</h2><ol><li>Terima kasih infonya min, semoga
bermanfaat bagi kita semua yang membaca.</li></ol></div></main>
<aside id="secondary" class="widget-area"><section class="widget"><h2>Pos-pos Terbaru</h2><ul>{_others("li")}</ul>
</section></aside></div><footer id="colophon">Jl. Merdeka Raya No. 1, Kabarang. Telp (0999) 123456</footer></div>"""
    return _page(story, head, main)


def wire_service(story: Story) -> bytes:
    """A news agency: read-also lines as paragraphs of the body, tag line, pewarta and copyright lines."""
    head = f"""<title>{escape(story.title)} - Kantor Berita Nusa</title>
<script type="application/ld+json">{{"@context":"https://schema.org","@type":"NewsArticle","headline":"{escape(story.title)}",
"datePublished":"{story.published.isoformat()}","author":{{"@type":"Person","name":"Redaktur Contoh"}},
"publisher":{{"@type":"Organization","name":"Kantor Berita Nusa"}}}}</script>"""
    body = _between(
        story,
        f'<p><span class="baca-juga"><b>Baca juga: <a href="/1">{OTHERS[0]}</a></b></span></p>',
        f'<p>Baca juga: <a href="/2">{OTHERS[1]}</a><br>Baca juga: <a href="/3">{OTHERS[4]}</a></p>',
    )
    main = f"""<div class="container"><ul class="nav">{_menu()}</ul><div class="row"><div class="col-md-8">
<div class="wrap__article-detail"><div class="wrap__article-detail-title"><h1>{escape(story.title)}</h1></div>
<div class="wrap__article-detail-info"><span>{story.shown}</span></div>
<div class="wrap__article-detail-image"><figure><img src="/b.jpg"><figcaption>{PORTRAIT}. (NUSA/Fotografer Contoh)
</figcaption></figure></div>
<div class="wrap__article-detail-content post-content">{body}
<p class="text-muted">Pewarta: Pewarta Contoh<br/>Editor: Penyunting Contoh<br/>Copyright &copy; NUSA 2023</p>
<p>Dilarang keras mengambil konten, melakukan crawling atau pengindeksan otomatis tanpa izin tertulis.</p></div>
<div class="blog-tags"><ul><li><a>Tags:</a></li><li><a>kemiskinan</a></li><li><a>bansos</a></li></ul></div></div></div>
<div class="col-md-4"><aside><h4>Terpopuler</h4>{_others("div")}</aside></div></div></div>"""
    return _page(story, head, main)


def portal(story: Story) -> bytes:
    """A large portal: scroll-to-continue notes, video tags, a list of tags, reporter's initials."""
    head = f"""<title>{escape(story.title)}</title>
<meta name="publishdate" content="{story.published.astimezone(WIB):%Y/%m/%d %H:%M:%S}" />
<meta property="article:published_time" content="{story.published.isoformat()}" />"""
    body = _between(
        story,
        '<table class="staticdetail_container"><tbody><tr><td><div class="parallaxindetail"><div class="ads-scroll">'
        "SCROLL TO CONTINUE WITH CONTENT</div></div></td></tr></tbody></table>",
        f'<div class="lihatjg"><strong>Baca juga: </strong><a href="/q">{OTHERS[2]}</a></div>',
    )
    main = f"""<div class="navbar"><ul>{_menu()}</ul></div><div class="container"><div class="grid-row">
<article class="detail"><div class="page__breadcrumb"><a>Portal</a> <a>Berita</a></div>
<h1 class="detail__title">{escape(story.title)}</h1><div class="detail__author">Tim Contoh - <span>portal</span></div>
<div class="detail__date">{story.shown}</div>
<div class="detail__media"><figure><img src="/c.jpg"><figcaption class="detail__media-caption">{PORTRAIT} (Foto:
dok. Pemkot)</figcaption></figure></div>
<div class="detail__body"><div class="detail__body-text itp_bodycontent">{body}
<p><strong>Simak juga Video '{OTHERS[2]}':</strong></p><p>[Gambas:Video 20detik]</p>
<strong>(abc/def)</strong></div>
<div class="detail__body-tag"><a>bansos</a> <a>kemiskinan</a></div></div></article>
<div class="column"><h3>Berita Terkait</h3>{_others("article")}<h3>Most Popular</h3>{_others("article")}</div></div>
</div>
<div id="komentar"><p>12 komentar</p><p>Mantap pak, semoga tepat sasaran dan tidak dipotong lagi seperti dulu.</p>
</div>"""
    return _page(story, head, main)


def paged_daily(story: Story) -> bytes:
    """A regional daily that spreads an article over pages: 'Halaman 1/2', read-also paragraphs, 'Ikuti kami'."""
    head = f"""<title>{escape(story.title)} - Harian Kabarang</title>
<meta property="og:title" content="{escape(story.title)}" />
<meta content="{story.published.isoformat()}" itemprop="datePublished" />"""
    body = _between(
        story,
        f'<p class="baca"><strong>Baca juga: <a href="/a">{OTHERS[2]}</a></strong></p>',
        f'<p><strong><a href="/b">Baca Juga: {OTHERS[0]}</a></strong></p>',
    )
    main = f"""<div class="hdrnav"><ul>{_menu()}</ul></div><div class="content"><div class="main"><div id="article">
<h1 class="f50" id="arttitle">{escape(story.title)}</h1><div class="mt10"><time class="grey">{story.shown}</time></div>
<div id="penulis">Penulis: <a>Penulis Contoh</a> | Editor: <a>Editor Contoh</a></div>
<div class="ovh imgfull_div"><img src="/d.jpg"><div class="grey f12">HARIANKABARANG.EXAMPLE/PENULIS
<br>{PORTRAIT}.</div></div>
<div class="side-article txt-article multi-fontsize">{body}
<p>Ikuti kami di <a>Google Berita</a></p></div>
<div class="paging">Halaman 1/2 <a>1</a> <a>2</a> <a>Selanjutnya</a> <a>Tampilkan Semua</a></div>
<div class="tag">Tags: <a>bansos</a></div></div>
<div class="rel"><h3>Berita Terkait :#Bansos</h3><ul>{_others("li")}</ul></div></div>
<div class="side"><h2>Berita Populer</h2><ul>{_others("li")}</ul></div></div>"""
    return _page(story, head, main)


def joomla(story: Story) -> bytes:
    """An agency's Joomla: item-page, rating form, hits, print and mail links."""
    head = f"<title>{escape(story.title)}</title><meta name='generator' content='Joomla! 3' />"
    main = f"""<div class="body"><div class="navigation"><ul class="nav menu">{_menu()}</ul></div>
<div class="row-fluid"><main id="content" class="span9">
<div class="item-page" itemscope itemtype="https://schema.org/Article">
<div class="page-header"><h2 itemprop="headline">{escape(story.title)}</h2></div>
<div class="icons"><ul><li class="print-icon"><a>Cetak</a></li><li class="email-icon"><a>Email</a></li></ul></div>
<dl class="article-info muted"><dt>Rincian</dt><dd class="createdby">Ditulis oleh <span>Super User</span></dd>
<dd class="published"><time datetime="{story.published.isoformat()}" itemprop="datePublished">Diterbitkan:
{story.shown}</time></dd><dd class="hits">Dilihat: 713</dd></dl>
<div class="content_rating"><form><select><option>Nilai 1</option><option>Nilai 5</option></select></form>
<p>like 0 dislike 0</p></div>
<div itemprop="articleBody">{_paragraphs(story)}</div>
<ul class="pager pagenav"><li class="previous"><a>{OTHERS[0]}</a></li><li class="next"><a>{OTHERS[3]}</a></li></ul>
</div></main>
<div id="aside" class="span3"><h3>Berita Terbaru</h3><ul class="latestnews">{_others("li")}</ul></div></div></div>
<footer><p>&copy; 2023 Dinas Sosial Kota Kabarang</p></footer>"""
    return _page(story, head, main)


def blogspot(story: Story) -> bytes:
    """A blog: the post is one element whose paragraphs are parted by <br>, in inline styles."""
    head = f"<title>Warta Lembah Suri: {escape(story.title)}</title><meta content='blogger' name='generator'/>"
    lines = "<br /><br />".join(f'<span style="font-family: arial;">{escape(p)}</span>' for p in story.paragraphs)
    main = f"""<div class='content-outer'><div class='tabs'><ul>{_menu()}</ul></div><div class='main-outer'>
<h2 class='date-header'><span>{story.shown}</span></h2><div class='post hentry'>
<h3 class='post-title entry-title'>{escape(story.title)}</h3>
<div class='post-body entry-content' id='post-body-1'><div dir="ltr" style="text-align: left;">
<div class="separator"><a><img src="/e.jpg" /></a></div>{lines}</div><div style='clear: both;'></div></div>
<div class='post-footer'>Diposting oleh Admin di 08.17 <a>Kirimkan Ini lewat Email</a> Label: bansos</div></div>
<div class='comments'><h4>Tidak ada komentar:</h4><p>Posting Komentar</p></div></div>
<div class='sidebar'><h2>Arsip Blog</h2><ul>{_others("li")}</ul></div></div>"""
    return _page(story, head, main)


def amp(story: Story) -> bytes:
    """An AMP page: amp-img, boilerplate style, JSON-LD in a @graph."""
    graph = (
        '{"@context":"https://schema.org","@graph":[{"@type":"WebSite","name":"Suara Kabarang"},'
        f'{{"@type":["NewsArticle"],"headline":"{escape(story.title)}","datePublished":"{story.published.isoformat()}"}}]}}'
    )
    head = f"""<title>{escape(story.title)}</title><link rel="canonical" href="#">
<style amp-boilerplate>body{{animation:-amp-start 8s steps(1,end) 0s 1 normal both}}</style>
<script type="application/ld+json">{graph}</script>"""
    body = _between(
        story,
        "<amp-ad width=300 height=250 type='doubleclick'><div>Advertisement</div></amp-ad>",
        f"<p><strong>Baca Juga</strong></p><ul><li><a>{OTHERS[0]}</a></li><li><a>{OTHERS[2]}</a></li></ul>",
    )
    main = f"""<header class="amp-header"><amp-sidebar id="menu"><ul>{_menu()}</ul></amp-sidebar></header>
<article class="amp-article"><header><h1 class="amp-title">{escape(story.title)}</h1>
<div class="amp-meta"><span class="amp-author">Redaksi</span> <span class="amp-date">{story.shown}</span></div></header>
<figure><amp-img src="/f.jpg" width="600" height="400"></amp-img><figcaption>{PORTRAIT} (Dok. Humas)</figcaption>
</figure>
<div class="amp-content">{body}</div></article>
<amp-list><h3>Rekomendasi</h3>{_others("div")}</amp-list><footer>Suara Kabarang. Hak cipta dilindungi.</footer>"""
    return _page(story, head, main, html="html amp")


def old_tables(story: Story) -> bytes:
    """A page of the years before style sheets: nested tables, fonts, menu and article in cells side by side."""
    lines = "<p>".join(escape(paragraph) for paragraph in story.paragraphs)
    menu = "".join(f"<tr><td><a href='#'><font size=1>{word}</font></a></td></tr>" for word in MENU)
    others = "".join(f"<tr><td><a>{headline}</a></td></tr>" for headline in OTHERS)
    main = f"""<table width="780" cellpadding="0"><tr><td colspan="3"><img src="logo.gif"></td></tr>
<tr><td width="130" valign="top"><table>{menu}
</table></td>
<td width="480" valign="top"><table width="100%"><tr><td><font size="4"><b>{escape(story.title)}</b></font></td></tr>
<tr><td><font size="1">{story.shown}</font></td></tr><tr><td><font face="verdana" size="2">{lines}</font></td></tr>
</table></td>
<td width="170" valign="top"><table><tr><td><b>Berita Lain</b></td></tr>{others}
</table></td></tr><tr><td colspan="3" align="center"><font size=1>Copyright 2004 Harian Lembah Suri</font></td></tr>
</table>"""
    return _page(story, f"<title>Harian Lembah Suri | {escape(story.title)}</title>", main)


def text_with_breaks(story: Story) -> bytes:
    """A portal of ten years ago: the body is bare text between <br> in one element, with advertisements and links of
    their own between, and its meta times are Jakarta's though they end in Z."""
    head = f"""<title>{escape(story.title)}</title>
<meta property="article:published_time" content="{story.published.astimezone(WIB):%Y-%m-%dT%H:%M:00}Z" />"""
    pieces = [escape(paragraph) for paragraph in story.paragraphs]
    pieces.insert(1, '<div class="ads"><script>ads.show("parallax");</script></div>')
    pieces.insert(3, f'<p><a href="/baca/1">{OTHERS[1]}</a></p>')
    lines = "<br /><br />\n".join(pieces)
    main = f"""<div class="menu"><ul>{_menu()}</ul></div><div class="content"><div class="detail_content">
<div class="date">{story.shown}</div><h1>{escape(story.title)}</h1><div class="author">Redaksi - portal</div>
<div class="pic_artikel"><img src="/g.jpg"><br><span>{PORTRAIT} (Foto: Redaksi)</span></div>
<div class="detail_text" id="detikdetailtext"><strong></strong>{lines}<br /><br /><strong>(abc/def)</strong></div></div>
<div class="boxlr"><h4>Berita Terkait</h4><ul>{_others("li")}</ul></div></div>"""
    return _page(story, head, main)


LAYOUTS: Mapping[str, Callable[[Story], bytes]] = {
    build.__name__: build
    for build in (
        pemda_wordpress,
        wire_service,
        portal,
        paged_daily,
        joomla,
        blogspot,
        amp,
        old_tables,
        text_with_breaks,
    )
}


def _page(story: Story, head: str, main: str, html: str = "html") -> bytes:
    script = "\n".join(f"window.data.push({{'id': {i}, 'slot': 'div-gpt-ad-{i}-0'}});" for i in range(story.filler))
    menus = f"<ul class='mega'>{_menu()}</ul>" * (story.filler // 40)
    return (
        f'<!DOCTYPE html>\n<{html} lang="id">\n<head><meta charset="utf-8">{head}\n<script>{script}</script></head>\n'
        f"<body>{menus}{main}\n<script>{script}</script></body></html>"
    ).encode()


def _menu() -> str:
    return "".join(f'<li class="menu-item"><a href="/{word.casefold()}">{word}</a></li>' for word in MENU)


def _others(tag: str) -> str:
    return "".join(f'<{tag}><a href="/lain/{i}">{escape(words)}</a></{tag}>' for i, words in enumerate(OTHERS))


def _paragraphs(story: Story) -> str:
    return "\n".join(f"<p>{escape(paragraph)}</p>" for paragraph in story.paragraphs)


def _between(story: Story, *furniture: str) -> str:
    """The paragraphs with furniture behind the first ones, as outlets place it."""
    pieces = [f"<p>{escape(paragraph)}</p>" for paragraph in story.paragraphs]
    for nth, piece in enumerate(furniture, 1):
        pieces.insert(min(2 * nth, len(pieces)), piece)
    return "\n".join(pieces)
