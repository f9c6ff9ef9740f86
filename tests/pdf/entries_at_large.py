"""Entries made by chance of all that an archive may hold: scripts, faults and tombstones too.

The order in which a program reads such a page is no test, as some lines run the other way and some
pictures are missing; that its PDF keeps to the standards is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import yaml
from hypothesis import strategies as st
from tests.pdf import entries_made

if TYPE_CHECKING:
    from hypothesis.strategies import SearchStrategy

LANGUAGES = {
    "en-GB": "abcdefghijklmnopqrstuvwxyz",
    "de": "abcdefghijklmnopqrstuvwxyzäöüß",
    "tr": "abcçdefgğhıijklmnoöprsştuüvyz",
    "vi": "ăâđêôơưàảãáạằẳẵắặ",
    "el": "αβγδεζηθικλμνξοπρστυφχψως",
    "uk": "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя",
    "ar": "ابتثجحخدذرزسشصضطظعغفقكلمنهوي",
    "fa": "ابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهی",
    "he": "אבגדהוזחטיכךלמםנןסעפףצץקרשת",
    "ja": "日本語新聞記事海岸灯台嵐夜かなカナ。、「」",
    "zh-Hant": "報紙記事海岸燈塔風暴夜晚。，「」",
    "zh-Hans": "报纸记事海岸灯塔风暴夜晚。，“”",
    "ko": "가나다라마바사아자차카타파하신문등대",
    "hi": "कखगघचछजझटठडढणतथदधनपफबभमयरलवशषसहािीुूेैोौ्",
    "hy": "աբգդեզէըթժիլխծկհձղճմյնշոչպջռսվտրցւփք",
    "ka": "აბგდევზთიკლმნოპჟრსტუფქღყშჩცძწჭხჯჰ",
}
RIGHTS = (
    "",
    "The Ormsea Packet",
    "Public domain; “no known” <restrictions> & so on",
    "https://creativecommons.org/licenses/by/4.0/",
)
DATES = ("", "1926-05-04", "1903", "1944-06~", "2019-02-03T10:15", "-0044", "1926/1931", "19XX")
BROKEN = "broken.jpg"
PICTURES = (entries_made.PICTURE, entries_made.PICTURE, BROKEN, "none.png", "wide.png", "drawn.svg")
ODD = "\u200b\u200d\u00ad\u2028\ufeff\u0007\u202e🚢👩‍🚀\u0301\ue000ﬁ𝔸\u1f4a9"
"""What hides, joins, turns round, or is in no font."""


def words_of(language: str) -> SearchStrategy[str]:
    """Some words of a language; now and then an odd character, or a word that no line can hold."""
    word = st.text(LANGUAGES[language], min_size=1, max_size=9)
    usual = st.lists(word, min_size=1, max_size=40).map(" ".join)
    odd = st.tuples(usual, st.text(ODD, min_size=1, max_size=2)).map("".join)
    endless = st.tuples(word, st.integers(60, 900)).map(lambda said: said[0] * said[1])
    return st.one_of(usual, usual, usual, usual, odd, endless)


def blocks_of(language: str) -> SearchStrategy[str]:
    """A block in a language, of the kinds that `entries_made` has not."""
    said = words_of(language)
    photo = st.tuples(st.sampled_from(PICTURES), said, said).map(
        lambda told: f":::{{photo}} {told[0]}\n:alt: {told[1][:80]}\n:credit: {told[2][:80]}\n:::"
    )
    bare = st.sampled_from(PICTURES).map(lambda name: f":::{{photo}} {name}\n:::")
    return st.one_of(
        said,
        said,
        photo,
        bare,
        st.tuples(said, photo, photo).map(
            lambda told: f":::::{{gallery}} {told[0][:60]}\n{told[1]}\n{told[2]}\n:::::"
        ),
        st.tuples(said, photo).map(
            lambda told: f":::::{{content-warning}} {told[0][:60]}\n:kinds: death\n{told[1]}\n:::::"
        ),
        said.map(lambda told: f":::{{poll}} {told[:50]}\n- {told[:20]} | 61 %\n- No | 39 %\n:::"),
        said.map(lambda told: f":::{{embed}}\n:kind: post\n:author: N\n{told}\n:::"),
        st.just(":::{embed}\n:kind: video\n:source: https://example.org/watch\n:lost:\n:::"),
        said.map(lambda told: f"{{sic}}`{told[:20]}` {{redacted}}`{told[:20]}` {{illegible}}` `."),
        said.map(lambda told: f"## {told[:70]}\n\n#### {told[:70]}"),
        said.map(lambda told: f"[{told[:40]}](https://example.org/a) ![{told[:9]}](none.png)"),
        said.map(lambda told: f"> {told}\n>\n> > {told[:40]}\n> > - {told[:9]}\n> >   1. a"),
        said.map(lambda told: f"| {told[:9]} | b |\n|-|-:|\n| {told} | ![]({BROKEN}) |"),
        said.map(lambda told: f":::{{figure}} {entries_made.PICTURE}\n\n{told}\n:::"),
        said.map(lambda told: f"```{{code-block}} python\n{told}\n```"),
        said.map(lambda told: f"```{{only}} html\n{told}\n```\n\n<b>{told[:20]}</b>"),
    )  # fmt: skip


@st.composite
def entries(draw: st.DrawFn) -> str:
    """The source of an entry of any language, date, state and make."""
    language = draw(st.sampled_from(sorted(LANGUAGES)))
    said = words_of(language)
    short = said.map(lambda told: told[:60])
    head = {
        "title": draw(short),
        "standfirst": draw(st.just("") | said),
        "byline": draw(st.just("") | short),
        "authors": draw(st.lists(short, max_size=3)),
        "published": draw(st.sampled_from(DATES)),
        "language": language,
        "publication": draw(st.just("") | short),
        "topics": draw(st.lists(short, max_size=3)),
        "people": draw(st.lists(short, max_size=2)),
        "url": draw(st.sampled_from(("", "https://example.org/a?b=c&d=e"))),
        "rights": draw(st.sampled_from(RIGHTS)),
        "warning": draw(st.sampled_from(("", "", "The dead are shown."))),
        "status": draw(st.sampled_from(("published",) * 9 + ("withdrawn",))),
    }
    if draw(st.booleans()):
        name = draw(st.sampled_from(PICTURES))
        head["photo"] = {"src": name, "alt": draw(short), "caption": draw(said)}
    if draw(st.booleans()):
        head["original"] = {"file": "original.html"}
    front = yaml.safe_dump(
        {name: value for name, value in head.items() if value}, allow_unicode=True
    )
    blocks = draw(st.lists(entries_made.blocks | blocks_of(language), min_size=1, max_size=9))
    return "\n".join(("---", f"{front}---\n", "\n\n".join(blocks), ""))
