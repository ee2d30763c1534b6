"""Where the annexes of an act begin among its lines.

In Russian an annex begins at its label, the caption under it names the act. In Kazakh it begins at the first line of
the caption, the label stands under it: "Қазақстан Республикасы / … / № 458 бұйрығына / 1-қосымша". Documents that the
act approves without a label begin at their approval (`legal.reading.approved`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from legal.letters import pattern
from legal.reading.annex_head import read_head, split_label
from legal.reading.approved import approval_end, closes_approval, is_approval
from legal.reading.blocks import Line, is_spaced
from legal.reading.labels import ACTING, addresses_act, addresses_list, is_annex_label
from legal.reading.wraps import squeeze
from legal.records import Language

_LONGEST_CAPTION = 22
_WIDEST = 60
_CAPITAL = re.compile(r"[A-ZА-ЯЁӘҒҚҢӨҰҮҺІ]")
FORM_END = re.compile(
    r"^\(|(?<!\w)(?:қолы|тегі,|лауазымы|Т\.\s?А\.\s?Ә|мөр(?:дің)?\s+орны|мөртабан|М\.\s?[ПО]\.)(?!\w)", re.IGNORECASE
)
"""Lines that close a form: who signs, the place of a seal."""
_SIGNED = pattern(r"[А-ЯЁӘҒҚҢӨҰҮҺІ]\.\s?[А-ЯЁӘҒҚҢӨҰҮҺІ]|^\"?(?:КЕЛІСІЛДІ|КЕЛІСІЛГЕН|БЕКІТІЛГЕН)")
_DATED = re.compile(r"\d{4}\s+жыл")
_NUMBERED = re.compile(r"(?:№|N)\s?[\w/-]*\d")
_BEGINS = re.compile(rf"[\"«“](?:[0-9]|{_CAPITAL.pattern})|{_CAPITAL.pattern}")
_WHOLE_RUS = re.compile(r"к\s[^.;:]{1,500}\sот\s\d{1,2}\s\w+\s\d{4}\s+года\s+(?:№|N)\s?\S+(?:\s\S+)?")
_AUTHOR = re.compile(r"Қазақстан\s+Республикасы")
_SENTENCE = re.compile(r"изложить|исключить|дополнить|согласно|жазылсын|тасталсын|толықтырылсын|сәйкес", re.IGNORECASE)
_ENDED = re.compile(r"[.;:!?]$|_$")


def annex_starts(lines: Sequence[Line], language: Language) -> tuple[int, ...]:
    """The index of the first line of each annex of the act itself; annexes of Rules within them are left out.

    A label inside a paragraph of prose (indented) begins no annex. Nor does one right under the head of an annex, that
    of the annex restated, where it names the act that is being changed: "Приложение 2 к приказу … № 18" /
    "Приложение 2 к приказу … № 39".
    """
    found: list[int] = []
    below = 0
    texts = [line.text for line in lines]
    spaced = is_spaced(lines)
    for index, line in enumerate(lines):
        if index < below or line.text.startswith(" " * 6):
            continue
        approved = _approval(lines, texts, index, below if found else -1, language, spaced=spaced)
        if approved is not None:
            found.append(approved[0])
            below = approved[1]
        if approved is not None or not begins_annex(squeeze(line.text), language):
            continue
        start = _caption_above(lines, index, spaced=spaced) if language == "kaz" else index
        head = read_head(lines[start : index + 2 * _LONGEST_CAPTION], language)
        own = head.own
        names = addresses_act(own.caption) or (bool(own.caption) and addresses_act(f"{own.caption} {own.label}"))
        # Annexes of the list of changes are published after it as annexes of the act are.
        names = names or addresses_list(own.caption, named=head.inner is None)
        if names and (not found or start > found[-1]):
            found.append(start)
            below = start + head.start
    return tuple(found)


def _approval(
    lines: Sequence[Line], texts: Sequence[str], index: int, below: int, language: Language, *, spaced: bool
) -> tuple[int, int] | None:
    """First line of an approval that a line belongs to, and the line after it; not one under an annex label."""
    if language == "rus":
        end = approval_end(texts, index)
        start = index
    else:
        start = _caption_above(lines, index, spaced=spaced) if closes_approval(lines[index].text) else index
        said = " ".join(squeeze(line.text) for line in lines[start : index + 1])
        end = index + 1 if is_approval(said) else None
    if end is None or (below >= 0 and all(line.blank for line in lines[below:start])):
        return None
    return start, end


def begins_annex(text: str, language: Language) -> bool:
    """A label alone, or with the first line of its caption ("Приложение 1 к приказу"); no sentence about an annex."""
    if is_annex_label(text):
        return True
    glued = split_label(text, language)
    if glued is not None and len(text) > _WIDEST * 3:
        return _is_whole(glued[0]) if language == "kaz" else _WHOLE_RUS.fullmatch(glued[1]) is not None
    return glued is not None and not _ENDED.search(text) and not _SENTENCE.search(text)


def _is_whole(caption: str) -> bool:
    """Whether a Kazakh caption names an act by itself, from its author or its title to its number: "Қазақстан
    Республикасы Қаржы министрінің 2024 жылғы 5 ақпандағы № 65 бұйрығына".
    """
    whole = _DATED.search(caption) is not None and _NUMBERED.search(caption) is not None and addresses_act(caption)
    return whole and _BEGINS.match(caption) is not None


def _caption_above(lines: Sequence[Line], label: int, *, spaced: bool) -> int:
    """The first line of the caption that ends above a label; the label's own line where none stands there.

    Upwards, a caption ends at a blank line above a line that begins with a capital, at a sentence, at a line of a
    form, at another label, at a name that signs, and, once the date is read, at the republic that its author is of.
    """
    start = label
    dated = False
    glued = split_label(lines[label].text, "kaz")
    if glued is not None and _is_whole(glued[0]) and not _joint(lines, label):
        return label
    for index in range(label - 1, max(label - 2 * _LONGEST_CAPTION, -1), -1):
        line = lines[index]
        text = squeeze(line.text)
        if not text:
            if not spaced and start != label and _CAPITAL.match(squeeze(lines[start].text)):
                break
            continue
        ended = _ENDED.search(text) is not None and ACTING.search(text) is None
        if start == label and glued is None and _is_whole(text) and not _joint(lines, index):
            return index
        # "… шешімдеріне енгізілетін өзгерістер мен толықтыруларға", "… туралы» Қазақстан Республикасының Заңына".
        long = start == label and glued is None and len(text) > _WIDEST and _BEGINS.match(text) is not None
        if long and (addresses_list(text) or addresses_act(text)):
            return index
        if "\t" in line.text.strip():
            break
        if len(text) > _WIDEST or line.text.startswith(" " * 6) or ended or is_annex_label(text):
            break
        if _SIGNED.search(text) or FORM_END.search(text):
            break
        start = index
        dated = dated or _DATED.search(text) is not None
        if dated and _AUTHOR.match(text) and not _joint(lines, index):
            break
    return start


def _joint(lines: Sequence[Line], at: int) -> bool:
    """Whether another author stands above in the caption of a joint act: "… № 543 және"."""
    above = next((squeeze(line.text) for line in reversed(lines[max(at - 3, 0) : at]) if not line.blank), "")
    return above.endswith((" және", ","))
