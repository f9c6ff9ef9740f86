"""The set phrases by which a pasted line gives away what it is.

Every question here is asked of one line alone, without its neighbours. The phrases are those that
newspapers and sites have in common; none is a single site's. Where a phrase may as well begin an
ordinary sentence, the answer is no.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from broadsheet.model import bylines

CJK = r"\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\u0e00-\u0e7f"
LONG = 14
FULL_STOP = re.compile(r"""[.!?…:;。！？．؟।][”"’'»“)\]）」』]*\s*$|[。！？]$""")
SENTENCE_END = re.compile(
    r"""[.!?…:;。！？．؟।][”"’'»“)\]）」』]*\s*$|[”"’'»」』]\s*$|[.!?…]\s*\[[^\]]*\]\s*$"""
)
NO_HEADLINE = re.compile(r"^\W*\d+[.):]\s|^[^\s:]+(?:\s[^\s:]+)?:\s|[^\W\d]/[^\W\d]|\w{3}\.\s|\t")
QUOTATION = re.compile(r"[“”\"«»„]")

# Where a warning is printed, and what it speaks of.
WARNING = re.compile(
    r"^\W*(?:(?:content|trigger|graphic|sensitive)\s+)?(?:warning|advisory)\s*[:!–—-]"
    r"|^\W*(?:viewer|reader)s?[’']?\s+discretion\b"
    r"|^\W*(?:warnung|triggerwarnung|achtung|avertissement|attention|advertencia|aviso|attenzione)\s*:"
    r".*\b(?:inhalt\w*|bilder|video|images?|imágenes|contenu|contenido|contenuto|contén|contiene)\b"
    r"|^\W*(?:editor[’']?s?[’']?\s+)?note\s*:.*\b(?:disturb\w*|distress\w*|graphic|violen\w+|upsetting)\b"
    r"|^\W*(?:the|this)\s+(?:following|story|article|report|post|video|image|content)\b.{0,90}"
    r"\b(?:disturbing|distressing|upsetting|graphic\s+(?:content|images?|video|footage|descriptions?))\b",
    re.IGNORECASE,
)
WARNS_OF_STORY = re.compile(
    r"\b(?:this|diese[rs]?|cet(?:te)?|est[ea]|quest[oa’'])\s*"
    r"(?:story|article|report|piece|column|interview|artikel|text|bericht|artículo|articolo|reportaje)\b",
    re.IGNORECASE,
)
EMBEDS = (
    ("video", re.compile(r"\b(?:v[ií]d[eé]os?|footage|clip|livestream|film)\b", re.IGNORECASE)),
    ("audio", re.compile(r"\b(?:audio|recording|podcast|call)\b", re.IGNORECASE)),
    ("document", re.compile(r"\b(?:document|pdf|letter|filing)\b", re.IGNORECASE)),
    ("post", re.compile(r"\b(?:post|tweet|thread|toot|message|beitrag)s?\b", re.IGNORECASE)),
)

# Another story, or a list of others.
STORIES = r"(?:\s+(?:stor(?:y|ies)|articles?|content|coverage|reading|links?|news|topics?|posts?))?"
RELATED = re.compile(
    rf"^\W*(?:related{STORIES}|(?:read|see|watch|learn)\s+(?:more|next|also)|also\s+read|see\s+also"
    r"|more\s+(?:on|from)\s+this|don[’']?t\s+miss|must[\s-]read|recommended(?:\s+for\s+you)?|trending"
    r"|up\s+next|more\s+like\s+this|you\s+(?:may|might)(?:\s+also)?\s+like|what\s+to\s+read\s+next"
    r"|most\s+(?:read|popular|viewed)|top\s+stories|editor[s’']*\s+(?:picks|choice)|more\s+stories"
    r"|mehr\s+zum\s+thema|lesen\s+sie\s+auch|auch\s+interessant|passend\s+dazu|lire\s+aussi"
    r"|à\s+lire\s+aussi|lea\s+también|leer\s+también|te\s+puede\s+interesar|leia\s+(?:mais|também)"
    r"|leggi\s+anche|lees\s+ook|läs\s+också|les\s+også)\s*(?:(?P<mark>[:|>»›–—-]+)\s*(?P<title>.*))?$",
    re.IGNORECASE,
)

# A question put to readers: one that is answered by yes or no, or says that it is a poll.
POLL_LABEL = re.compile(
    r"^\W*(?:(?:reader|reader[s’']*|quick|online|our)?\s*poll|umfrage|sondage|encuesta|sondaggio)\s*[:–—-]"
    r"\s*(?P<question>\S.*\?)$",
    re.IGNORECASE,
)
POLL = re.compile(
    r"^(?:do|does|did|is|are|was(?!\s(?!that\b)(?-i:[a-zß-ÿ]{2,}t)\s)|were|should|will|would|can"
    r"|could|have|has|had|must|may|shall)\s"
    r"[^?]{5,110}\?$",
    re.IGNORECASE,
)
POLL_ANSWER = re.compile(
    r"^[-*•☐○◯]?\s*(?P<text>(?:yes|no|maybe|unsure|undecided|not sure|i don[’']t know|don[’']t know"
    r"|other|neither|both)\b[^.?!]{0,40}?)\s*[:|–—-]?\s*(?P<result>\d+(?:[.,]\d+)?\s?%|\(\d[\d,.]*\))?$",
    re.IGNORECASE,
)
SHORTEST_HEADLINE = 7
PLAIN_HEADLINE = (8, 25)
MOST_OF = 0.6
LONGEST_POLL = 18
LONGEST_TITLE = 32

# The furniture of a page: buttons, labels and counters, and nothing else on the line.
NETWORKS = (
    r"facebook|twitter|x|whatsapp|linkedin|reddit|flipboard|pinterest|telegram|messenger|bluesky|threads"
    r"|instagram|tumblr|e-?mail|mail|xing|pocket|mastodon"
)
SIGNS = re.compile(r"[!-/:-@\[-`{-~\s·•…–—«»|¦■□▪●○◆★☆†]+")
BUTTONS = frozenset({
    "advertisement", "anzeige", "bluesky", "bookmark", "comment", "commentaires", "comments",
    "compartir", "condividi", "copy", "drucken", "e-mail", "email", "facebook", "flipboard",
    "imprimer", "imprimir", "instagram", "kommentare", "link", "linkedin", "mail", "mastodon",
    "merken", "messenger", "partager", "pinterest", "pocket", "print", "reddit", "reklama", "save",
    "send", "share", "stampa", "teilen", "telegram", "threads", "tumblr", "tweet", "twitter", "vk",
    "whatsapp", "xing", "youtube",
})  # fmt: skip
MOST_BUTTONS = 20
FURNITURE = re.compile(
    rf"""^[^\w]*(?:(?:{NETWORKS})(?:[\s,|•·/]+(?:{NETWORKS}))*
    |share(?:\s+(?:this|the)(?:\s+(?:article|story|post|page))?)?
    |(?:share|tweet|pin|post|send|teilen|partager|compartir)\s+(?:this\s+)?(?:on|to|via|by|auf|sur|en)\s+(?:{NETWORKS})
    |(?:auf|per|via)\s+(?:{NETWORKS})\s+teilen
    |tweet|send|print|save|saved|bookmark|listen|play|pause|mute|close|menu|search|login|log\s+in|sign\s+in
    |subscribe|sign\s+up|newsletter|loading(?:\.\.\.|…)?|copy\s+link|link\s+copied|copied|copy\s+to\s+clipboard
    |comments?|\d+\s+comments?|leave\s+a\s+comment|add\s+comment|join\s+the\s+conversation|follow(?:\s+us)?
    |advertisement(?:\s+\d+)?|advertising|ad|sponsored|(?:story|article)\s+continues\s+below(?:\s+advertisement)?
    |article\s+content|skip\s+(?:advertisement|ad|to\s+\w+(?:\s+content)?)|back\s+to\s+top|read\s+more
    |autoplay|video|audio|gallery|enlarge(?:\s+image)?|click\s+to\s+enlarge|expand|view\s+(?:gallery|comments)
    |anzeige|werbung|teilen|merken|drucken|anhören|speichern|kommentare?|zur\s+startseite|schlie(?:ß|ss)en
    |publicité|partager|imprimer|publicidad|compartir|imprimir|pubblicità|condividi|stampa|reklam|annons
    |\d+\s*(?:-\s*)?(?:min|mins|minutes?|minuten)\.?(?:\s+(?:read|lesezeit))?|lesezeit:?\s*\d+\s*min\w*\.?
    |\d+\s*/\s*\d+)[^\w]*$""",
    re.IGNORECASE | re.VERBOSE,
)

# Who made a picture.
CREDIT_WORD = (
    r"(?:photo(?:graph)?s?|image|images|picture|pic|credits?|foto|fotos|bild|bildquelle|crédit(?:s)?|crédito"
    r"|illustration|courtesy|copyright)"
)
MAKERS = re.compile(
    r"\b(?:AP|AFP|UPI|PA|EPA|dpa|Reuters|REUTERS|Getty|Bloomberg|Images?|Press|Shutterstock|Alamy"
    r"|iStock|Staff|Handout|Supplied|Courtesy|Credit|NASA|ZUMA|Imago|IMAGO|Unsplash|Pexels|Wikimedia"
    r"|picture|Archiv|Archives|via|Foto|Bild|[Pp]hoto(?:graph)?s?|Keystone|ANP|TASS|Xinhua|Anadolu|NurPhoto)\b"
    r"|©|\s/\s|\w/\w",
)
BRACKETED = re.compile(r"\s*[(\[](?P<credit>[^()\[\]]{2,120})[)\]]\s*\.?$")
BARRED = re.compile(r"\s*\|\s*(?P<credit>[^|]{2,80}(?:\|[^|]{2,60})?)$")
SIGNED = re.compile(r"\s*(?P<credit>(?:©|\(c\)|copyright\b)\s*\S.{1,90})$", re.IGNORECASE)
WORDED = re.compile(
    rf"(?:(?<=[.!?”\"’'»)])\s*|\s+[|–—-]\s*|\s+)(?P<credit>\b{CREDIT_WORD}"
    rf"(?:\s+(?:credit|by|von|par|courtesy\s+of))*(?:\s*[:/]\s*|\s+(?<=by\s))\S.{{1,80}})$",
    re.IGNORECASE,
)
CREDIT_ALONE = re.compile(
    rf"^[(\[|]?\s*(?:{CREDIT_WORD}(?:\s+(?:credits?|by|von|par|courtesy\s+of|source))*"
    rf"(?:\s*[:/]\s*|\s+(?<=by\s)|\s+(?<=of\s)|\s+(?<=right\s))|©\s*)\S.{{1,90}}$",
    re.IGNORECASE,
)
STRONG_CREDIT = re.compile(
    rf"©|[^\W\d]\s?/\s?[^\W\d]|\b(?:{CREDIT_WORD}|via|getty|handout|supplied|shutterstock|alamy)\b",
    re.IGNORECASE,
)
LONGEST_CREDIT = 14
LONGEST_CAPTION = 80


def weight(text: str) -> float:
    """How many words *text* has; two signs of a script without spaces count as one."""
    signs = len(re.findall(f"[{CJK}]", text))
    return len(re.findall(rf"[^\W{CJK}]+(?:['’-][^\W{CJK}]+)*", text)) + signs / 2


def is_sentence(text: str) -> bool:
    """Whether *text* ends as sentences and quotations end."""
    return bool(SENTENCE_END.search(text))


def is_long_sentence(text: str) -> bool:
    """Whether *text* is long enough to be a paragraph of a story beyond doubt."""
    return weight(text) >= LONG and bool(FULL_STOP.search(text))


def is_headline_case(text: str) -> bool:
    """Whether *text* is a headline In Capitals Like This One, of seven words or more."""
    words: list[str] = re.findall(r"[^\W\d_][\w'’-]*", text)
    capitals = sum(word[:1].isupper() for word in words)
    if len(words) < SHORTEST_HEADLINE or is_sentence(text) or NO_HEADLINE.search(text):
        return False
    return capitals >= MOST_OF * len(words)


def is_fragment(text: str) -> bool:
    """Whether *text* is neither a sentence nor any of the things that are known by their words."""
    if is_sentence(text) or is_furniture(text) or related_title(text) is not None:
        return False
    return not credit_alone(text) and not is_warning(text) and not poll_answer(text)


def is_plain_headline(text: str) -> bool:
    """Whether *text* may be a headline without capitals, of eight words or more."""
    if NO_HEADLINE.search(text) or split_credit(text) or bylines.is_byline(text):
        return False
    return PLAIN_HEADLINE[0] <= weight(text) <= PLAIN_HEADLINE[1] and is_fragment(text)


def is_warning(text: str) -> bool:
    """Whether *text* warns the reader of what follows or of the story."""
    return bool(WARNING.search(text)) and weight(text) < 40  # noqa: PLR2004


def warns_of_story(text: str) -> bool:
    """Whether a warning speaks of the whole story and not of a thing in it."""
    return bool(WARNS_OF_STORY.search(text))


def embed_kind(text: str) -> str:
    """The kind of embed that a warning announces; `other` where it does not say."""
    return next((kind for kind, words in EMBEDS if words.search(text)), "other")


def related_title(text: str) -> str | None:
    """The title after `Related:`; empty where the label is alone; None where there is none."""
    match = RELATED.match(text)
    if not match or weight(match["title"] or "") > LONGEST_TITLE:
        return None
    return match["title"] or ""


def poll_question(text: str) -> str | None:
    """The question that *text* puts to readers, or None."""
    if match := POLL_LABEL.match(text):
        return match["question"]
    short = weight(text) <= LONGEST_POLL and not QUOTATION.search(text)
    return text if short and POLL.match(text) else None


def poll_answer(text: str) -> tuple[str, str] | None:
    """An answer of a poll with its result, which may be empty, or None."""
    match = POLL_ANSWER.match(text)
    return (match["text"].strip(), (match["result"] or "").strip("()")) if match else None


def is_one_exclamation(text: str) -> bool:
    """Whether *text* is one short question or exclamation, as headlines often are."""
    return weight(text) <= LONGEST_TITLE and bool(re.match(r"^[^.?!]+[?!]+$", text))


def is_furniture(text: str) -> bool:
    """Whether *text* is a button, a label or a counter of the page and no part of the story."""
    words = re.findall(r"[\w’'-]+", text.casefold())
    buttons = 0 < len(words) <= MOST_BUTTONS and all(word in BUTTONS for word in words)
    return buttons or bool(SIGNS.fullmatch(text) or FURNITURE.match(text))


class Credited(NamedTuple):
    """A caption and the credit at its end. ``proof`` is how sure that is from these words alone.

    2: the credit's own words say so; 1: it is a person's full name; 0: something between brackets.
    """

    caption: str
    credit: str
    proof: int


def split_credit(text: str) -> Credited | None:
    """The caption and the credit in one line, or None."""
    for shape in (BRACKETED, BARRED, SIGNED, WORDED):
        match = shape.search(text)
        if match is None or match.start() < 8:  # noqa: PLR2004 - a caption has a few words
            continue
        credit = match["credit"].strip()
        proven = shape in {SIGNED, WORDED} or bool(MAKERS.search(credit))
        proof = 2 if proven else int(bylines.is_names(credit))
        return Credited(text[: match.start()].rstrip(), credit, proof)
    return None


def is_strong_credit(credit: str) -> bool:
    """Whether *credit* could hardly be anything else, even at the end of a paragraph."""
    return bool(STRONG_CREDIT.search(credit))


def credit_alone(text: str) -> str | None:
    """The credit, where *text* is one and nothing else and says so; else None."""
    if not CREDIT_ALONE.match(text) or weight(text) > LONGEST_CREDIT:
        return None
    return text.strip(" ()[]|") if text.count("(") < 2 else text  # noqa: PLR2004
