"""Terms and fees of a service standard: numbers with their units, the event they run from, for which channel."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from forms.service_records import ChannelKind, Fee, FeeKind, RateUnit, Span, Term, TermSubject, TermUnit
from forms.service_words import (
    AMOUNT,
    CHANNELS,
    FREE,
    LIMIT_AFTER,
    LIMIT_BEFORE,
    PAID,
    PERCENT,
    RATE,
    SINCE,
    SUBJECTS,
    UNITS,
)  # fmt: skip
from legal.records import Language
from legal.vocabulary.numerals import KAZAKH_CARDINALS, RUSSIAN_CARDINALS

_UNIT = "|".join(f"(?:{pattern.pattern})" for _, pattern in UNITS)
_WORDS: dict[Language, dict[str, int]] = {"rus": RUSSIAN_CARDINALS, "kaz": KAZAKH_CARDINALS}


def _terms(language: Language) -> re.Pattern[str]:
    word = "|".join(sorted(_WORDS[language], key=len, reverse=True))
    figures = rf"(?P<n>\d{{1,4}})\s*(?:\((?P<said>[^()]*)\)|\((?P<open>[^()]*?(?=\s(?:{_UNIT}))))?\s*(?P<unit>{_UNIT})?"
    return re.compile(
        rf"(?<![\w.,]){figures}|(?<!\w)(?P<words>(?:(?:{word})\s+){{1,2}})(?P<after>{_UNIT})", re.IGNORECASE
    )


_PATTERNS: dict[Language, re.Pattern[str]] = {"rus": _terms("rus"), "kaz": _terms("kaz")}
_STEP = next(words for name, words in SUBJECTS if name == "step")
_EXTENDS = re.compile(
    rf"[^,;.]{{0,30}}?(?:{next(words for name, words in SUBJECTS if name == 'extension').pattern})", re.IGNORECASE
)
"""An extension said right behind its length ("15 күнге ұзартылады"); behind a comma it is of the next."""
_CALENDAR = "күнтізбелік"
"""Before the number in Kazakh: "күнтізбелік он бес күн"."""
_CLAUSE_END = re.compile(r";|(?<=[\w)»\"]{3})\.(?=\s|$)")


def channels_in(text: str) -> tuple[ChannelKind, ...]:
    """The channels that words name, in the order of the table."""
    return tuple(kind for kind, pattern in CHANNELS if pattern.search(text))


def terms_of(spans: Sequence[Span], language: Language) -> tuple[Term, ...]:
    """The terms of the lines of a row, in order.

    A line that names an event and ends with a colon says from what the terms of the service under it run.
    """
    found: list[Term] = []
    since: str | None = None
    for span in spans:
        read = _joined(tuple(_read(span, language)))
        found += (
            replace(term, since=since) if term.since is None and term.subject == "service" else term for term in read
        )
        if span.text.endswith(":") and not read:
            events = list(SINCE[language].finditer(span.text))
            since = events[-1][0].strip() if events else None
    return tuple(found)


def _joined(terms: tuple[Term, ...]) -> tuple[Term, ...]:
    """Years and months of one term ("1 (один) год 3 (три) месяца") as months."""
    made: list[Term] = []
    for term in terms:
        before = made[-1] if made else None
        if before is not None and (before.unit, term.unit) == ("year", "month") and _adjoin(before.source, term.source):
            whole = replace(before.source, end=term.source.end, text=f"{before.source.text} {term.source.text}")
            made[-1] = replace(before, number=before.number * 12 + term.number, unit="month", source=whole)
        else:
            made.append(term)
    return tuple(made)


def _adjoin(one: Span, other: Span) -> bool:
    return one.end == other.start and re.match(r"(?:и\s+)?\d", other.text) is not None


def _read(span: Span, language: Language) -> Iterator[Term]:
    text = span.text
    before = 0
    clause = 0
    subject: TermSubject | None = None
    led = _lead(text, language)
    for match in _PATTERNS[language].finditer(text):
        measured = _measure(match, language)
        if measured is None:
            continue
        ends = [end.end() for end in _CLAUSE_END.finditer(text, before, match.start())]
        if ends:
            before, subject = ends[-1], None
            clause = before
        left = text[before : match.start()]
        after = text[match.end() :]
        stop = _CLAUSE_END.search(after)
        right = after[: stop.start()] if stop else after
        # "в отделениях … – 15 минут, в отделах … – 30 минут": what the first is for, the second is for too
        subject = next((name for name, words in SUBJECTS if words.search(left)), subject)
        subject = subject or _said_after(_near(right))
        found = _since(left, right, language) or led
        end = match.end()
        number, unit = measured
        if unit == "day" and left.rstrip().endswith(_CALENDAR):
            unit = "calendar-day"
        yield Term(
            number, unit, subject or "service", found, channels_in(left) or channels_in(_near(right)),
            Span(span.row, span.line, span.start + clause, span.start + end, text[clause:end].strip()),
        )  # fmt: skip
        before = match.end()
        clause = match.end()


def _said_after(near: str) -> TermSubject | None:
    """What a term is for by the words after it."""
    if _EXTENDS.match(near):
        return "extension"
    return "step" if _STEP.search(near) else None


def _lead(text: str, language: Language) -> str | None:
    """The event that a heading before the terms of a line names: "с момента сдачи документов: акиму – 8 дней"."""
    head, colon, rest = text.partition(":")
    last = list(SINCE[language].finditer(head))
    return last[-1][0].strip() if colon and last and re.search(r"\d", rest) and last[-1].end() == len(head) else None


def _near(right: str) -> str:
    """The words after a term that still speak of it: up to the next figure."""
    return re.split(r"\d", right, maxsplit=1)[0]


def _since(left: str, right: str, language: Language) -> str | None:
    """The event that a term runs from: named right before it, else right after it."""
    found = [match[0].strip() for match in SINCE[language].finditer(left)]
    if found:
        return found[-1]
    near = _near(right).removeprefix(",")
    after = SINCE[language].search(near)
    return after[0].strip() if after and not re.search(r"[,;]", near[: after.start()]) else None


def _measure(match: re.Match[str], language: Language) -> tuple[int, TermUnit] | None:
    """The number and the unit; None where a number has no unit of time, or figures and words disagree."""
    if match["words"]:
        values = [_WORDS[language][word] for word in match["words"].lower().split()]
        right = len(values) == 1 or (values[0] >= 10 and values[0] % 10 == 0 and values[1] < 10)
        return (sum(values), _unit(match["after"])) if right else None
    inside = match["said"] or match["open"] or ""
    unit = match["unit"] or next((m[0] for m in re.finditer(_UNIT, inside, re.IGNORECASE)), None)
    if unit is None or not _agrees(int(match["n"]), inside, language):
        return None
    return int(match["n"]), _unit(unit)


def _agrees(number: int, said: str, language: Language) -> bool:
    """Whether the words in brackets behind a figure say the same number, where they say one at all."""
    values = [_WORDS[language][word] for word in re.findall(r"\w+", said.lower()) if word in _WORDS[language]]
    return not values or sum(values) == number


def _unit(words: str) -> TermUnit:
    return next(name for name, pattern in UNITS if pattern.match(words))


def fees_of(span: Span) -> tuple[Fee, ...]:
    """The fees of one line: free, paid, amounts in tenge, rates, in the order in which they are said."""
    found: list[tuple[int, Fee]] = []
    for kind, pattern in _WHETHER:
        found += ((match.start(), Fee(kind, None, None, _at(span, match))) for match in pattern.finditer(span.text))
    for match in AMOUNT.finditer(span.text):
        amount = Decimal(re.sub(r"[ \u00a0]", "", match["n"]) + (f".{match['part']}" if match["part"] else ""))
        found.append((match.start(), Fee("amount", amount, None, _at(span, match), _is_limit(span.text, match))))
    for match in RATE.finditer(span.text):
        unit: RateUnit = "percent" if PERCENT.search(match["unit"]) else "monthly-index"
        number = Decimal(match["n"].replace(",", "."))
        found.append((match.start(), Fee("rate", number, unit, _at(span, match), _is_limit(span.text, match))))
    return tuple(fee for _, fee in sorted(found, key=lambda pair: pair[0]))


_WHETHER: tuple[tuple[FeeKind, re.Pattern[str]], ...] = (("free", FREE), ("paid", PAID))


def _is_limit(text: str, match: re.Match[str]) -> bool:
    """Whether a sum is the most that a fee may be: "но не более 4 МРП"."""
    return bool(LIMIT_BEFORE.search(text[: match.start()]) or LIMIT_AFTER.match(text[match.end() :]))


def _at(span: Span, match: re.Match[str]) -> Span:
    return Span(span.row, span.line, span.start + match.start(), span.start + match.end(), match[0])
