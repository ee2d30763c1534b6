"""The words around a blank: which of them say what goes there."""

from __future__ import annotations

import re

LEAD_LIMIT = 120
"""Characters of a line that may lead to the lines under it; a longer one is a sentence."""
MORE_WORDS = 6
"""Words after the last blank of a line that may say what it holds ("на … лет без права передоверия")."""

_LONG_CLAUSE = 10
"""Words of a clause of which only those behind the last comma are of the blank."""
_CAPTION = re.compile(
    r"\(|(?:ФИО|Ф\.\s?И\.\s?О|[Пп]одпис|[Фф]амили|наименовани|должност|расшифровк|указыва|Т\.\s?А\.\s?Ә|қолы|тегі|аты|"
    r"лауазым|(?:[\w-]+\s+){1,6}?(?<=[ыі]ң\s)(?:тегі,|аты-жөні|Т\.\s?А\.\s?Ә))"
)
_SIGNER = r"ФИО|Ф\.\s?И\.\s?О|[Пп]одпис|[Фф]амили|[Дд]олжност|Т\.\s?А\.\s?Ә|ТАӘ|қолы|тегі|аты"
_WHO_SIGNS = re.compile(
    rf"\s?(\((?=[^()]*(?:{_SIGNER}|указ|наименован|прописью|көрсет|атауы|\w\s?/\s?не\s))(?:[^()]|\([^()]*\))*\))"
)
_PREPOSITION = re.compile(r"(?:^|\s)(на|в|во|с|со|по|от|до|за|о|об|к|из|под)$", re.IGNORECASE)
_AFTER_DATE = re.compile(r"^(?:год\w{0,2}|г\.?|жыл\w*|ж\.?)(?:\s+рождения|\s+туған)?(?:[,.;]\s*|\s+|$)")
_UNIT = re.compile(
    r"\s?(%|(?:процент(?:ов|а)?|человек|штук|дн(?:ей|я)|день|лет|года|месяц(?:а|ев)|час(?:ов|а)|раз|тенге|тиын\w?|"
    r"лист(?:ов|а)|тонн|голов|кв\.\s?м\.?|см|кг|км|час\.|ч\.|мин\.|минут\w?|пайыз|адам|дана(?:да)?|күн|сағат|рет|жас|теңге)(?!\w))"
)
_POSTPOSITION = re.compile(r"бастап|дейін|(?:ж\.|жылғы)", re.IGNORECASE)
_IN_WORDS = re.compile(r"\s*\(\s?_+\s?\)\s*те[нң]ге")
_WORDS_END = re.compile(r"\)\s*те[нң]ге")
_ITEM = re.compile(r"\(?[0-9]{1,2}(?:-[0-9]+)?[).]?")
_ITEM_BEFORE = re.compile(r"^\(?[0-9]{1,2}(?:-[0-9]+)?[).]\s+")
_BARE = re.compile(r"[ЯВвКк]|[Оо]т|Мен|Кому|Кімге|Кімнен|Дана|Мною|Маған")
_CLOSED = re.compile(r"\)[,.;]?$")
_SPLIT = re.compile(
    r"(?:(?<=[\w)»\"”]{3})(?<!\bкуб)(?<!\bтыс)(?<!\bмлн)(?<!\bтел)(?<!\bобл)(?<!\bчел)(?<!\bэкз)\.|[;:])\s+(?=\S)"
)
_EDGES = ' ,.;:/«»"“”–—-'


def clause(text: str) -> str:
    """The last clause of the words beside a blank, without the number of its item and the punctuation around it.

    >>> clause("Контактные данные: телефон домашний "), clause("2. Ф.И.О. (при его наличии) заявителя ")
    ('телефон домашний', 'Ф.И.О. (при его наличии) заявителя')
    """
    last = without_item(_SPLIT.split(text.strip().rstrip(':"«“ '))[-1].strip())
    plain = last.strip(_EDGES)
    if last.count("(") != last.count(")"):
        plain = plain.strip("()").strip(_EDGES)
    return last if re.fullmatch(r"\w{1,3}\.", last) or is_initials(last) else plain


def is_initials(text: str) -> bool:
    """Whether a text is an abbreviation whose last point belongs to it ("Ф.И.О.")."""
    return re.fullmatch(r"(?:\w\.\s?){2,4}", text) is not None


def without_item(text: str) -> str:
    """The text without the number of its item."""
    return _ITEM_BEFORE.sub("", text)


def is_item(words: str) -> bool:
    """Whether words are the number of an item and nothing else ("1)")."""
    return _ITEM.fullmatch(words) is not None


def is_bare(words: str) -> bool:
    """Whether words say nothing by themselves of what goes into the blank after them ("Я", "от")."""
    return _BARE.fullmatch(words) is not None


def preposition(words: str) -> str:
    """The preposition that words end with, or ""."""
    match = _PREPOSITION.search(words)
    return match[1] if match else ""


def before_number(words: str) -> str:
    """The words that end with "№": of a long clause those behind its last comma.

    >>> before_number("Руководствуясь пунктом 2 статьи 20 Закона Республики Казахстан, отдел №")
    'отдел №'
    """
    return words.rpartition(",")[2].strip() if len(words.split()) > MORE_WORDS else words


def after_date(text: str) -> str:
    """The words behind a date without the word for its year."""
    return _AFTER_DATE.sub("", text.lstrip())


def behind_date(text: str) -> str:
    """The words between a date and the next blank, without the word for its year and a postposition that is its own.

    >>> behind_date(" жылы бастап "), behind_date(" года в ")
    ('', 'в ')
    """
    words = after_date(text)
    return "" if _POSTPOSITION.fullmatch(words.strip()) else words


def birth_after(text: str) -> bool:
    """Whether the words behind a date say that it is one of birth ("года рождения", "г.р.", "жылы туған")."""
    return _BIRTH.match(text) is not None


def unit(right: str) -> str:
    """What a blank counts, by the word after it ("______ человек"), or ""."""
    match = _UNIT.match(right)
    return match[1] if match else ""


def stands_open(right: str) -> bool:
    """Whether the words after a blank begin with punctuation, so that they speak of something else."""
    return right.lstrip()[:1] in tuple(",;.)/")


def in_words_follow(rest: str) -> bool:
    """Whether a sum in words and its currency stand behind a blank: "______ (__________) тенге"."""
    return _IN_WORDS.match(rest) is not None


def name_follows(rest: str) -> bool:
    """Whether a rule in slashes or brackets stands right behind a blank: the name of who signs ("____ /________/")."""
    return _SLASHED.match(rest) is not None


def says_in_words(caption: str) -> bool:
    """Whether a caption says that a sum is written in words."""
    return _WORDED.search(caption) is not None


def ends_sum(left: str, right: str) -> bool:
    """Whether a blank in brackets holds a sum in words: "(__________) тенге"."""
    return left.endswith("(") and _WORDS_END.match(right) is not None


def named_below(rest: str) -> str:
    """The name that a contract gives to who stands in a blank: "______, именуемый в дальнейшем Получатель"."""
    match = _NAMED.match(rest)
    return match[1].strip() if match else ""


def shortened(words: str, *, opens: bool = False) -> str:
    """Of a long clause the words behind its last comma; "" where they only join what follows.

    `opens`: the clause opens its line as an item of its own ("2. Дата, время, место …") and is all of the label.

    >>> shortened("действующего на основании Устава, с одной стороны, и"), shortened("дом, квартира")
    ('', 'дом, квартира')
    """
    if sided := _SIDED.match(words):
        return words[sided.end() :]
    tail = _behind_comma(words)
    if len(words.split()) <= MORE_WORDS or tail == words:
        return words
    if _JOINS.fullmatch(tail):
        return ""
    long = (len(words.split()) > _LONG_CLAUSE and not opens and not _NAME_PARTS.search(words)) or _NAMED.match(words)
    return tail.removeprefix("что ") if long else words


def first_bracket(text: str) -> str:
    """The bracket that a line with a blank begins with, which is the caption of the rule above it; "" for none.

    >>> first_bracket("(Ф.И.О. родителя), с другой стороны, в интересах ____"), first_bracket("(должность) ____")
    ('(Ф.И.О. родителя)', '')
    """
    end = _closing(text) + 1
    if not text.startswith("(") or not end or "_" in text[:end] or "_" not in text[end:]:
        return ""
    if not _EXPLAINS.search(text[:end]):
        return ""
    return "" if text[end:].lstrip().startswith("_") else text[:end]


def caption_of(text: str) -> str:
    """Of a line under a rule that begins with a bracket and goes on as prose the bracket; else all of it.

    >>> caption_of("(указать адрес) отказывает в приеме документов"), caption_of("(Ф.И.О.) заявителя")
    ('(указать адрес)', '(Ф.И.О.) заявителя')
    """
    end = _closing(text) + 1
    rest = text[end:].strip() if text.startswith("(") and end else ""
    prose = len(rest.split()) > 2 and rest[0].islower() and not _CAPTION.search(rest)
    return text[:end] if prose else text


def without_tail(text: str) -> str:
    """A text without the bracket at its end.

    >>> without_tail("Краткий анамнез (сведения о болезнях (при наличии))")
    'Краткий анамнез'
    """
    depth = 0
    for at in range(len(text) - 1, 0, -1):
        depth += (text[at] == ")") - (text[at] == "(")
        if depth == 0:
            return text[:at].rstrip() if text.endswith(")") else text
    return text


def _behind_comma(text: str) -> str:
    """The words behind the last comma that stands in no bracket; all of them where there is none."""
    depth = 0
    for at in range(len(text) - 1, -1, -1):
        depth += (text[at] == ")") - (text[at] == "(")
        if text[at] == "," and depth == 0:
            return text[at + 1 :].strip()
    return text


def _closing(text: str) -> int:
    """Where the bracket that a text begins with is closed, or -1."""
    depth = 0
    for at, char in enumerate(text):
        depth += (char == "(") - (char == ")")
        if depth == 0:
            return at
    return -1


_NAMED = re.compile(
    r"[\s,)]*(?:[^\s,]{2,4}\s_+,\s)?"
    r"(?:именуем\w+(?:\s?\(\w+\))?\s+в\s+дальнейшем|бұдан\s+әрі)\s*[–—-]?\s*[«\"“]?([\w\s-]{3,40})"
)
_BIRTH = re.compile(r"\s*(?:(?:года?\s+)?рождения|г\.\s?р\.|(?:жылы|ж\.)\s+туған)(?!\w)")
_SLASHED = re.compile(r"\s*(?:/\s?_{3,}\s?/|\(\s?_{5,}\s?\))")
_WORDED = re.compile(r"пропис|жазбаша|жазумен|сөзбен", re.IGNORECASE)
_SIDED = re.compile(r"с\s+(?:одной|другой)\s+стороны,?\s+(?:и|а)\s+(?=\w)", re.IGNORECASE)
_EXPLAINS = re.compile(
    r"Ф\.\s?И|ФИО|фамили|наименован|указ|должност|подпис|место|атауы|көрсет|тегі|Т\.\s?А|қолы|лауазым", re.IGNORECASE
)
_NAME_PARTS = re.compile(r"фамили\w+,\s|тегі,\s", re.IGNORECASE)
_JOINS = re.compile(r"(?:и|или|а\s+также|және|немесе)\W*", re.IGNORECASE)


def who_signs(right: str) -> str:
    """A bracket behind a blank that says who writes there: "________ (подпись, Ф.И.О.)"."""
    match = _WHO_SIGNS.match(right)
    return match[1] if match else ""


def names_signer(caption: str) -> bool:
    """Whether a caption begins with who signs or that somebody does."""
    return re.match(rf"\(?(?:{_SIGNER})", caption, re.IGNORECASE) is not None


def without_brackets(caption: str) -> str:
    """A caption without the brackets around all of it.

    >>> without_brackets("(подпись)"), without_brackets("(Ф.И.О.), (подпись)")
    ('подпись', '(Ф.И.О.), (подпись)')
    """
    depth = 0
    for at, char in enumerate(caption):
        depth += (char == "(") - (char == ")")
        if depth == 0 and at + 1 < len(caption):
            return caption
    return caption[1:-1].strip() if caption.startswith("(") and caption.endswith(")") else caption


def is_caption(text: str, before: str | None, *, in_column: bool) -> bool:
    """Whether a line without blanks is a caption. It begins with a bracket or names what a caption names.

    `before` is the line of the same caption above it, None for the first: further lines go on with it.
    """
    if text.endswith(":"):
        return False
    if before is None:
        return _CAPTION.match(text) is not None
    goes_on = not _CLOSED.search(before) and (before.endswith(",") or before.count("(") > before.count(")"))
    return goes_on or (in_column and _CAPTION.match(text) is not None)


def shares(caption: str, blanks: int, *, apart: bool) -> list[str]:
    """What a caption says of each of the blanks above it: its pieces where they are as many, else [].

    `apart`: words stand between the blanks, so that one bracket with commas may be of one of them alone.
    """
    ways = _ways(caption)[: 1 if apart and without_brackets(caption) != caption else None]
    return next((found for found in ways if len(found) == blanks), [])


def pieces(caption: str) -> list[str]:
    """The pieces that a caption falls into by who or what it names.

    >>> pieces("подпись расшифровка подписи/ЭЦП")
    ['подпись', 'расшифровка подписи/ЭЦП']
    >>> pieces("фамилия, имя и отчество (при его наличии) подпись, телефон")
    ['фамилия, имя и отчество (при его наличии)', 'подпись, телефон']
    """
    return _pieces(_BEGINS, caption)


def _ways(caption: str) -> list[list[str]]:
    """The caption in pieces: bracket by bracket, by the words that name a signer, by commas."""
    inner = without_brackets(caption)
    return [_pieces(_BESIDE, caption), pieces(inner), _pieces(_BRACKETED, caption), _pieces(_COMMAS, inner)]


def _pieces(split: re.Pattern[str], caption: str) -> list[str]:
    return [piece.strip() for piece in split.split(caption) if piece.strip()]


_BESIDE = re.compile(r"(?<=\))\s+(?=\()")
_BRACKETED = re.compile(rf"\s+(?=\((?:{_SIGNER}|[Дд]олжност|лауазым))", re.IGNORECASE)
_BEGINS = re.compile(
    r"(?<![,/])(?<![ыі]ң)(?<!\sи)(?<!және)(?<!расшифровка)\s+(?=(?:[Дд]олжност|[Пп]одпис(?!ан)|расшифровк|Ф\.\s?И\.\s?О|ФИО|"
    r"[Фф]амили|лауазым|қол(?:ы|дың)|тегі|Т\.\s?А\.\s?Ә))(?![^()]*\))"
)
_COMMAS = re.compile(r",\s+(?![^()]*\))|\s+(?=расшифровка)|(?<=\))\s+(?=\()")
