"""The Kazakh tagger: tokens of a clause to the terminals of `legal/grammar/kaz.lark`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from legal.amend.address import holds
from legal.amend.document_kaz import SET_PHRASES, SOME, joins
from legal.amend.elements_kaz import ElementReader
from legal.amend.language import Token
from legal.amend.mentions import Mention
from legal.amend.numbers import read_numbers
from legal.amend.reach import brackets, read_date
from legal.amend.tagging import Annexes, Element, Owner, Phrases, span
from legal.records import Step
from legal.vocabulary.forms import Form, bare, forms
from legal.vocabulary.kazakh import (
    ACTS,
    DOCUMENTS,
    DOCUMENTS_BARE,
    MARK_FORMS,
    MARKS,
    NOUNS,
    OF_ACTS,
    THIS,
    VERBS,
    WORDS,
)  # fmt: skip

_MARKS = Phrases((name, name) for name in MARK_FORMS)
_MEANWHILE = re.compile(
    r"(?:(?:бұл ретте|осы) )?тоқтат(?:ыл)?а тұр(?:у|ған|ылған) кезең(?:де|інде) (?:(?:осы|бұл|көрсетілген|аталған) )?"
    r"(?:(?:бап|тармақ|тармақша|бөлік|абзац|норма|ереже)(?:тар|лар|шалар|тер)? )?(?:мынадай|келесі) редакцияда "
    r"(?:қолданылады|қолданылсын|жазылсын|қолданыста болады)(?: деп белгілен(?:сін|еді))?(?: :)?"
)
_LISTS = frozenset(
    form for stem in ("өзгеріс", "толықтыру") for form in (bare(stem, "dat", plural=True), bare(stem, "dat"))
)
_TO_LIST = bare("тізбе", "dat")
_LIST_STEMS = ("өзгеріс", "толықтыру")
_LONGEST_LIST_NAME = 30
_WORD_TERMINAL = {
    "nom": "WORDS", "acc": "WORDS", "ins": "BY_WORDS", "abl": "FROM_WORDS", "gen": "OF_WORDS", "dat": "TO_WORDS",
}  # fmt: skip
_GROUPS: dict[str, Form] = {
    form: meaning
    for stem in ("бұйрық", "қаулы", "шешім", "заң", "жарлық", "өкім", "акті", "кодекс")
    for form, meanings in forms(stem).items()
    for meaning in meanings
    if meaning.plural
}
_VOID = frozenset({"жойылған", "жойған", "танылатын", "жойылатын"})
_OF_LIST = _VOID | {"енгізілетін"}
"""What a list says of its acts, be it all acts or some: "өзгерістер енгізілетін нормативтік құқықтық актілерінің"."""
_THESE = frozenset({"мыналардың", "төмендегілердің", "мынадайлардың"})
_SIGNS = frozenset(form for stem in ("сөз", "цифр", "сан", "белгі", "аббревиатура") for form in forms(stem))
_QUALIFIES = frozenset({"тыныс", "сөз"})
"""What stands before the noun that quoted strings are called by: "тыныс белгісі", "сөз тіркесі"."""
_PLACES = frozenset({"LOC", "ADJ"})
_JOINING = frozenset({("бұл", "ретте"), ("сонымен", "қатар"), ("сонымен", "бірге")})


@dataclass(slots=True)
class _Tagger(ElementReader):
    """What reads a clause from left to right, a terminal at a time."""

    def run(self) -> list[Token]:
        at = 0
        while at < len(self.found):
            at = self._next(at)
        return self.out

    def _next(self, at: int) -> int:
        readers = (
            self._connector, self._meanwhile, self._by_annex, self._approved_by, self._named, self._group,
            self._this_or_said, self._dated, self._form, self._titled, self._quoted, self._corner, self._code_part,
            self._sublist, self._element, self._document,
        )  # fmt: skip
        for reader in readers:
            after = reader(at)
            if after is not None:
                return after
        return self._word(at)

    def _connector(self, at: int) -> int | None:
        token = self.found[at]
        if token.type == "(" and (end := brackets(self.found, at)) is not None:
            # "тізбесінің 3-тармағы (… № 16333 болып тіркелген)": where the act named before stands in the register
            registry = any(inner.key.startswith("тіркел") for inner in self.found[at:end])
            return end if registry and self.out else None
        if (self._key(at), self._key(at + 1)) in _JOINING:
            return at + 2
        return at + 1 if token.type in (",", ";") or joins(token) else None

    def _meanwhile(self, at: int) -> int | None:
        """ "тоқтатыла тұру кезеңінде осы тармақ мынадай редакцияда қолданылады деп белгіленсін:"."""
        if self._previous() != "SUSPEND":
            return None
        if not _MEANWHILE.fullmatch(" ".join(token.key for token in self.found[at:])):
            return None
        return self._put("MEANWHILE", at, len(self.found))

    def _named(self, at: int) -> int | None:
        mention = self.mentions.get(at)
        if mention is None:
            return None
        return self._put(f"ACT_{mention.case.upper()}", at, mention.last + 1, Owner(ref=mention.ref))

    def _group(self, at: int) -> int | None:
        """ "Қазақстан Республикасы … министрінің кейбір бұйрықтарына", "мынадай заңнамалық актілеріне"."""
        if self._previous() not in ("", "BY_ANNEX", "ATTACHED", "COLON") or self._key(at) == "қоса":
            return None
        if self._key(at) in _THESE:
            return self._put("ACTS_GEN", at, at + 1)
        words: set[str] = set()
        for index in range(at, min(len(self.found), at + 40)):
            token = self.found[index]
            if token.type not in ("word", "dash", ",") or index in self.mentions:
                return None
            if token.key in VERBS and token.key != "енгізілетін":
                return None
            words.add(token.key)
            group = _GROUPS.get(token.key)
            some = words & SOME or (index == at and self._previous() == "BY_ANNEX")
            some = some or (group is not None and group.case == "gen" and not words.isdisjoint(_OF_LIST))
            if group is not None and some and group.case in ("dat", "gen"):
                return self._put(_group_terminal(words, group.case), at, self._over_elements(index + 1))
        return None

    def _over_elements(self, at: int) -> int:
        """ "… және кейбір бұйрықтарының құрылымдық элементтерінің": the acts themselves and elements of others."""
        for index in range(at, min(len(self.found), at + 12)):
            if self.found[index].type not in ("word", ",") or index in self.mentions:
                break
            if self._key(index).startswith("элементтер"):
                return index + 1
        return at

    def _by_annex(self, at: int) -> int | None:
        """ "осы бұйрыққа 1-қосымшаға сәйкес", "осы бұйрықтың 2 және 3-қосымшаларына сәйкес", "қосымшаға сәйкес"."""
        start = at
        of_list = False
        own = at + 1 + (self._key(at + 1) in OF_ACTS)
        if self._key(at) in THIS and (act := ACTS.get(self._key(own))) and act[1].case in ("dat", "gen"):
            start = own + 1
        elif self._key(at) in THIS and (listed := self._this_list(at + 1)) is not None:
            start, of_list = listed, True
        elif self._key(at) == _TO_LIST:
            # "1-қосымша тізбеге 1-қосымшаға сәйкес редакцияда жазылсын": the list that the act approves.
            start, of_list = at + 1, True
        numbers = read_numbers(self.found, start, "kaz") if start < len(self.found) else None
        noun = self._over_dash(numbers.after) if numbers else start
        meanings = NOUNS.get(self._key(noun), ())
        annex = any(kind == "annex" and form.case == "dat" for kind, form in meanings)
        if not annex or self._key(noun + 1) not in ("сәйкес", "сай"):
            return None
        # "4-қосымшаға сәйкес нысан бойынша"
        formed = (self._key(noun + 2), self._key(noun + 3)) == ("нысан", "бойынша")
        nums = tuple(numbers.nums) if numbers else ("",)
        return self._put("BY_ANNEX", at, noun + 2 + 2 * formed, Annexes(nums, of_list))

    def _this_list(self, at: int) -> int | None:
        """ "осы тізбеге", "осы өзгерістер мен толықтыруларға", "осы … бұйрықтар тізбесіне": the index after it."""
        if at >= len(self.found):
            return None
        if not (self.text[self.found[at].start].isupper() or self._key(at) in DOCUMENTS_BARE):
            while at < len(self.found) and (self._key(at).startswith(_LIST_STEMS) or joins(self.found[at])):
                if self._key(at) in _LISTS:
                    return at + 1
                at += 1
            return None
        for index in range(at, min(len(self.found), at + _LONGEST_LIST_NAME)):
            token = self.found[index]
            if token.type not in ("word", "dash", ",") or index in self.mentions:
                return None
            named = DOCUMENTS.get(token.key) or DOCUMENTS_BARE.get(token.key)
            if token.key in _LISTS or (named is not None and named[1].case == "dat"):
                return index + 1
        return None

    def _this_or_said(self, at: int) -> int | None:
        """ "көрсетілген бұйрыққа", "аталған қағидалардың"; "осы бұйрық" stands in no formula but "… сәйкес"."""
        bare_noun = at + (self._key(at) in OF_ACTS)
        alone = ACTS.get(self._key(bare_noun))
        if alone is not None and alone[1].case == "gen" and self._previous() in ("", "BY_ANNEX"):
            # "бұйрықтың тақырыбы", "бірлескен бұйрықтың кіріспесі", "Заңның 5-бабы": the act that is being changed.
            return self._put("ACT_GEN", at, bare_noun + 1, Owner(of_act=True))
        if alone is not None and self._previous() == "" and self._changed_whole(bare_noun, alone[1]):
            return self._put(f"ACT_{alone[1].case.upper()}", at, bare_noun + 1, Owner(of_act=True))
        noun = None if self._key(at) in THIS else self._over_said(at)
        if noun is None:
            return None
        act = ACTS.get(self._key(noun))
        if act is not None:
            return self._put(f"ACT_{act[1].case.upper()}", at, noun + 1, Owner(of_act=True))
        meaning = DOCUMENTS_BARE.get(self._key(noun)) or DOCUMENTS.get(self._key(noun))
        return self._put(f"DOC_{meaning[1].case.upper()}", at, noun + 1, Owner()) if meaning else None

    def _changed_whole(self, noun: int, form: Form) -> bool:
        """ "бұйрық … жаңа редакцияда жазылсын", "Кодекске 1-қосымшада:": the act changed, named by its form alone."""
        if form.plural or form.possessive:
            return False
        if form.case == "nom":
            return self._key(noun + 1) in ("осы", "жаңа", "мынадай", "келесі")
        numbers = self._numbers(noun + 1)
        after = self._over_dash(numbers.after) if numbers else noun + 1
        return form.case == "dat" and any(kind == "annex" for kind, _ in NOUNS.get(self._key(after), ()))

    def _dated(self, at: int) -> int | None:
        dated = read_date(self.found, at, "kaz")
        if dated is None:
            return None
        words = " ".join(self.text[self.found[at].start : self.found[dated[1] - 1].end].split())
        self.out.append(span("DATE", self.found, at, dated[1], dated[0], words))
        return dated[1]

    def _quoted(self, at: int) -> int | None:
        if self.found[at].type != "quote" or self._begins_name(at):
            return None
        words, after = self._strings(at)
        return self._put("QUOTES", at, after, words)

    # --- single words

    def _word(self, at: int) -> int:
        token = self.found[at]
        if token.type == ":":
            return self._put("COLON", at, at + 1)
        called = self._called(at)
        if called is not None:
            return called
        mark = _MARKS.at(self.found, at)
        if mark:
            # "нүкте нүктелі үтірмен ауыстырылсын": punctuation marks called by name.
            sign, case = MARK_FORMS[mark[0]]
            self._put("QUOTES", at, mark[1], (sign,))
            return self._put(_WORD_TERMINAL[case], at, mark[1])
        phrase = SET_PHRASES.at(self.found, at)
        if phrase:
            return self._put(phrase[0], at, phrase[1])
        return self._put(VERBS.get(token.key, "UNKNOWN"), at, at + 1)

    def _called(self, at: int) -> int | None:
        """ "деген сөздермен", "деген тыныс белгісі", or the noun alone after quotes: ""X" сөздері"."""
        noun = at
        while self._key(noun) == "деген":
            noun += 1
        if noun == at and self._previous() != "QUOTES":
            return None
        if self._key(noun) in _QUALIFIES and self._key(noun + 1) in WORDS:
            if self._key(noun) == "тыныс" and self._previous() == "QUOTES":
                # "«нүкте» деген тыныс белгісі": a mark that is called by its name is the sign itself.
                signs = tuple(MARKS.get(word.casefold(), word) for word in self.out[-1].value)
                self.out[-1] = replace(self.out[-1], value=signs)
            noun += 1
        if self._over_connectors(noun + 1) == noun + 2 and self._key(noun) in WORDS and self._key(noun + 2) in _SIGNS:
            # "сөздер мен цифрлар", "сөздермен және цифрлармен": the ending stands at the last of them.
            noun += 2
        meanings = WORDS.get(self._key(noun), ())
        terminals = [_WORD_TERMINAL[form.case] for form in meanings if form.case in _WORD_TERMINAL]
        if terminals[:1] == ["FROM_WORDS"] and self._previous() == "QUOTES":
            self.out[-1] = replace(self.out[-1], type="ANCHOR")
        return self._put(terminals[0], at, noun + 1) if terminals else None


def _group_terminal(words: set[str], case: str) -> str:
    """What a list of acts is a list of: acts to change, acts whose force ends, or no list at all."""
    if case == "gen" and "енгізілетін" in words:
        return "ACTS_CHANGED"
    return "ACTS_REPEALED" if case == "gen" and words & _VOID else f"ACTS_{case.upper()}"


def tag(text: str, found: Sequence[Token], mentions: Sequence[Mention]) -> list[Token]:
    """The terminals of a clause: "UNKNOWN" for a word that no table holds.

    `bracket` of a terminal says that a comma or a conjunction stands before it: lists of places need it.
    """
    tagged = _Tagger(text, found, {mention.first: mention for mention in mentions}).run()
    joined = {after.start for before, after in pairwise(found) if before.type == "," or joins(before)}
    tagged = [replace(token, bracket=token.start in joined) for token in tagged]
    return _cases_shared(tagged)


def _cases_shared(tagged: list[Token]) -> list[Token]:
    """The case that a nominative stands for where the case is said once, at the end.

    "30-баптың 2-тармағы 3) тармақшасының": an owner without its genitive, right before what it owns.
    "тақырыбы мен 1-тармағында": one of several places, the ending stands at the last of them.
    """
    for at in range(len(tagged) - 2, -1, -1):
        token, after = tagged[at], tagged[at + 1]
        named = token.type in ("ACT_NOM", "DOC_NOM") and isinstance(after.value, Element) and not after.bracket
        if named and after.type != "NOM" and after.value.dependent:
            # "Заңы 7-бабының": an act without its genitive, right before its element.
            tagged[at] = replace(token, type=token.type.replace("NOM", "GEN"))
        if token.type != "NOM" or not isinstance(token.value, Element) or not isinstance(after.value, Element):
            continue
        if after.bracket and (case := _place_ahead(tagged, at + 1)):
            tagged[at] = replace(token, type=case)
        elif not after.bracket and after.value.dependent and holds(Step(token.value.kind), Step(after.value.kind)):
            tagged[at] = replace(token, type="GEN")
    return tagged


def _place_ahead(tagged: Sequence[Token], at: int) -> str | None:
    """The case of the place that an address ends with: "2-тармағының 1) тармақшасында"."""
    while at + 1 < len(tagged) and tagged[at].type == "GEN" and isinstance(tagged[at].value, Element):
        at += 1
    return tagged[at].type if tagged[at].type in _PLACES and isinstance(tagged[at].value, Element) else None
