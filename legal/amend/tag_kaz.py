"""The Kazakh tagger: tokens of a clause to the terminals of `legal/grammar/kaz.lark`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from legal.amend.address import holds
from legal.amend.language import Token
from legal.amend.mentions import Mention
from legal.amend.numbers import read_numbers
from legal.amend.reach import brackets, read_date
from legal.amend.tagging import Annexes, Element, NumberList, Owner, Phrases, expand, roman, span
from legal.records import ActRef, Kind, Step
from legal.vocabulary.forms import Form, bare, forms, possessed
from legal.vocabulary.kazakh import (
    ACTS,
    CONNECTORS,
    CORNER,
    CORNER_FORMS,
    DOCUMENTS,
    DOCUMENTS_BARE,
    JOINED,
    MARK_FORMS,
    MARKS,
    NOUNS,
    PHRASES,
    SAID,
    THIS,
    VERBS,
    WORDS,
)  # fmt: skip

_PHRASES = Phrases(PHRASES)
_MARKS = Phrases((name, name) for name in MARK_FORMS)
_MEANWHILE = re.compile(
    r"(?:(?:бұл ретте|осы) )?тоқтат(?:ыл)?а тұр(?:у|ған|ылған) кезең(?:де|інде) (?:(?:осы|бұл|көрсетілген|аталған) )?"
    r"(?:(?:бап|тармақ|тармақша|бөлік|абзац|норма|ереже)(?:тар|лар|шалар|тер)? )?(?:мынадай|келесі) редакцияда "
    r"(?:қолданылады|қолданылсын|жазылсын|қолданыста болады)(?: деп белгілен(?:сін|еді))?(?: :)?"
)
_FORMS: dict[str, tuple[Form, ...]] = forms("нысан")
_FORM_NUMBER = re.compile(r"№\s?(?P<num>\w+(?:[-/.]\w+)*)")
_TITLED: frozenset[Kind] = frozenset(
    {"division", "subdivision", "chapter", "section", "article", "annex", "table", "column", "row"}
)
"""Kinds that an address may name by their heading in quotes."""
_LISTS = frozenset(
    form for stem in ("өзгеріс", "толықтыру") for form in (bare(stem, "dat", plural=True), bare(stem, "dat"))
)
_LIST_STEMS = ("өзгеріс", "толықтыру")
_LONGEST_LIST_NAME = 30
_WORD_TERMINAL = {"nom": "WORDS", "acc": "WORDS", "ins": "BY_WORDS", "abl": "FROM_WORDS", "gen": "OF_WORDS"}
_DOCUMENT_CASES = frozenset({"nom", "gen", "dat", "loc", "adj"})
_GROUPS: dict[str, Form] = {
    form: meaning
    for stem in ("бұйрық", "қаулы", "шешім", "заң", "жарлық", "өкім", "акті", "кодекс")
    for form, meanings in forms(stem).items()
    for meaning in meanings
    if meaning.plural
}
_VOID = frozenset({"жойылған", "жойған", "танылатын", "жойылатын"})
_SOME = frozenset({"кейбір", "мынадай", "келесі", "мына", "төмендегі"})
_THESE = frozenset({"мыналардың", "төмендегілердің", "мынадайлардың"})
_STARTS_AFTER = frozenset({"", "COLON", "DOC_LOC", "ACT_DAT", "ACT_GEN", "BY_ANNEX"})
_ROMAN_KINDS: frozenset[Kind] = frozenset({"division", "subdivision", "chapter", "section"})
_BARE_AFTER = frozenset({"туралы", "жөніндегі", "бойынша", "арналған"})
"""Words after which the head noun of a name has no possessive: "… толтыру жөніндегі нұсқаулық"."""
_LONGEST_NAME = 120
_QUALIFIES = frozenset({"тыныс", "сөз"})
"""What stands before the noun that quoted strings are called by: "тыныс белгісі", "сөз тіркесі"."""
_PLACES = frozenset({"LOC", "ADJ"})
_JOINING = frozenset({("бұл", "ретте"), ("сонымен", "қатар"), ("сонымен", "бірге")})


_OF_NEW_TEXT = frozenset({"мынадай", "келесі", "осы", "жаңа", "алып"})


@dataclass(slots=True)
class _Tagger:
    """The tokens of a clause, where its mentions stand, and what has been tagged so far."""

    text: str
    found: Sequence[Token]
    mentions: dict[int, Mention]
    out: list[Token] = field(default_factory=list)

    def run(self) -> list[Token]:
        at = 0
        while at < len(self.found):
            at = self._next(at)
        return self.out

    def _next(self, at: int) -> int:
        readers = (
            self._connector, self._meanwhile, self._by_annex, self._approved_by, self._named, self._group,
            self._this_or_said, self._dated, self._form, self._titled, self._quoted, self._corner, self._element,
            self._document,
        )  # fmt: skip
        for reader in readers:
            after = reader(at)
            if after is not None:
                return after
        return self._word(at)

    def _put(self, kind: str, first: int, after: int, value: object = None) -> int:
        self.out.append(span(kind, self.found, first, after, value, self.found[first].key))
        return after

    def _key(self, at: int) -> str:
        return self.found[at].key if at < len(self.found) and self.found[at].type != "quote" else ""

    def _previous(self) -> str:
        return self.out[-1].type if self.out else ""

    def _connector(self, at: int) -> int | None:
        token = self.found[at]
        if token.type == "(" and (end := brackets(self.found, at)) is not None:
            # "тізбесінің 3-тармағы (… № 16333 болып тіркелген)": where the act named before stands in the register
            registry = any(inner.key.startswith("тіркел") for inner in self.found[at:end])
            return end if registry and self.out else None
        if (self._key(at), self._key(at + 1)) in _JOINING:
            return at + 2
        return at + 1 if token.type in (",", ";") or _joins(token) else None

    def _meanwhile(self, at: int) -> int | None:
        """ "тоқтатыла тұру кезеңінде осы тармақ мынадай редакцияда қолданылады деп белгіленсін:"."""
        if self._previous() != "SUSPEND":
            return None
        if not _MEANWHILE.fullmatch(" ".join(token.key for token in self.found[at:])):
            return None
        return self._put("MEANWHILE", at, len(self.found))

    def _form(self, at: int) -> int | None:
        """ "№ 027/е нысаны", "№ 070/е және № 071/е нысандарымен": forms by their numbers."""
        nums: list[str] = []
        first = at
        while at < len(self.found) and self.found[at].type == "№":
            match = _FORM_NUMBER.match(self.text, self.found[at].start)
            if match is None:
                return None
            nums.append(match["num"])
            while at < len(self.found) and self.found[at].start < match.end():
                at += 1
            at = self._over_connectors(at)
        form = _form_of(_FORMS.get(self._key(at), ()), len(nums)) if nums else None
        if form is None:
            return None
        return self._put(form.case.upper(), first, at + 1, Element("component", tuple(nums), form.possessive))

    def _titled(self, at: int) -> int | None:
        """ ""Жалпы ережелер" деген бөлім", ""Ескертпе" бағаны": elements by the headings in quotes before them."""
        if not self._is_quote(at):
            return None
        titles, after = self._strings(at)
        after += self._key(after) == "деген"
        numbers = self._numbers(after)
        noun = self._over_dash(numbers.after) if numbers else after
        key, after = self._noun(noun)
        meaning = self._meaning(NOUNS.get(key, ()), numbers)
        if meaning is None or meaning[0] not in _TITLED or (numbers and len(numbers.nums) != len(titles)):
            return None
        kind, form = meaning
        nums = tuple(numbers.nums) if numbers else (None,)
        owned = form.possessive and self._previous() == "GEN"
        return self._put(form.case.upper(), at, after, Element(kind, nums, owned, titles))

    def _named(self, at: int) -> int | None:
        mention = self.mentions.get(at)
        if mention is None:
            return None
        return self._put(f"ACT_{mention.case.upper()}", at, mention.last + 1, Owner(ref=mention.ref))

    def _approved_by(self, at: int) -> int | None:
        """ "көрсетілген бұйрықпен бекітілген … қағидаларында", "… № 5 бұйрығымен бекітілген …": the name after it."""
        holder = self._approving(at)
        if holder is None:
            return None
        terminal, owner, case, first = holder
        after = self._approved_annex(first) if case in ("dat", "gen") else first
        if self._key(after) != "бекітілген" or after + 1 >= len(self.found):
            return None
        numbers = read_numbers(self.found, first, "kaz") if first < after else None
        if numbers is not None and len(numbers.nums) == 1:
            annex = Element("annex", numbers.nums)
            head = self._annexed(after + 1, named=terminal == "DOC_DAT")
            if head is not None:
                self._put(terminal, at, after, owner)
                return self._put(head[0], after, head[1], annex)
        return self._document(after + 1, owner.ref, approved=True) if terminal == "ACT_DAT" else None

    def _approving(self, at: int) -> tuple[str, Owner, str, int] | None:
        """What approves a document or an annex: its terminal, the owner, its case, and the token after."""
        mention = self.mentions.get(at)
        if mention is not None:
            return ("ACT_DAT", Owner(ref=mention.ref), mention.case, mention.last + 1) if (
                mention.case in ("dat", "gen", "ins")
            ) else None  # fmt: skip
        if self._key(at) not in SAID | THIS:
            return None
        act, document = ACTS.get(self._key(at + 1)), DOCUMENTS_BARE.get(self._key(at + 1))
        if act is not None and act[1].case in ("dat", "gen", "ins"):
            return "ACT_DAT", Owner(of_act=True), act[1].case, at + 2
        return ("DOC_DAT", Owner(), "dat", at + 2) if document and document[1].case == "dat" else None

    def _annexed(self, at: int, *, named: bool) -> tuple[str, int] | None:
        """What an annex is called after "бекітілген": the terminal that its noun gives the annex, and where to go on.

        "нысан" alone, "2-нысан", and, of annexes of Rules (`named`), any name: the number of the annex is its address.
        """
        numbers = read_numbers(self.found, at, "kaz")
        if numbers is not None and self._key(self._over_dash(numbers.after)) in _FORMS:
            return "GEN", at
        head = self._name_end(at) if named else at
        if head is None or not self._ends_at(head + 1):
            return None
        meaning = DOCUMENTS_BARE.get(self._key(head)) or (DOCUMENTS.get(self._key(head)) if named else None)
        return (meaning[1].case.upper(), head + 1) if meaning else None

    def _approved_annex(self, at: int) -> int:
        """The index after "2-қосымшамен", "1-қосымшаға сәйкес": the annex by which an act approves a document."""
        numbers = read_numbers(self.found, at, "kaz") if at < len(self.found) else None
        noun = self._over_dash(numbers.after) if numbers else at
        cases = {form.case for kind, form in NOUNS.get(self._key(noun), ()) if kind == "annex"}
        if "ins" in cases:
            return noun + 1
        return noun + 2 if "dat" in cases and self._key(noun + 1) in ("сәйкес", "сай") else at

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
            some = words & _SOME or (index == at and self._previous() == "BY_ANNEX")
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
        if self._key(at) in THIS and ((act := ACTS.get(self._key(at + 1))) and act[1].case in ("dat", "gen")):
            start = at + 2
        elif self._key(at) in THIS and (listed := self._this_list(at + 1)) is not None:
            start, of_list = listed, True
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
            while at < len(self.found) and (self._key(at).startswith(_LIST_STEMS) or _joins(self.found[at])):
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

    def _over_dash(self, at: int) -> int:
        return at + 1 if at < len(self.found) and self.found[at].type == "dash" else at

    def _this_or_said(self, at: int) -> int | None:
        """ "көрсетілген бұйрыққа", "аталған қағидалардың"; "осы бұйрық" stands in no formula but "… сәйкес"."""
        alone = ACTS.get(self._key(at))
        if alone is not None and alone[1].case == "gen" and self._previous() in ("", "BY_ANNEX"):
            # "бұйрықтың тақырыбы", "Заңның 5-бабы": the act that is being changed.
            return self._put("ACT_GEN", at, at + 1, Owner(of_act=True))
        if self._key(at) not in SAID:
            return None
        act = ACTS.get(self._key(at + 1))
        if act is not None:
            return self._put(f"ACT_{act[1].case.upper()}", at, at + 2, Owner(of_act=True))
        meaning = DOCUMENTS_BARE.get(self._key(at + 1)) or DOCUMENTS.get(self._key(at + 1))
        return self._put(f"DOC_{meaning[1].case.upper()}", at, at + 2, Owner()) if meaning else None

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

    def _strings(self, at: int) -> tuple[tuple[str, ...], int]:
        """Quoted strings from a token on, and the index after them."""
        words = [self.found[at].value]
        after = at + 1
        while (index := self._over_connectors(after)) > after and self._is_quote(index):
            words.append(self.found[index].value)
            after = index + 1
        return tuple(words), after

    def _begins_name(self, at: int) -> bool:
        """A name of a document that begins with quotes: ""Жәрдемақы тағайындау" … стандартында:"."""
        return self._previous() in _STARTS_AFTER and self._name_end(at) is not None and self._key(at + 1) not in (
            "деген", *WORDS,
        )  # fmt: skip

    def _is_quote(self, at: int) -> bool:
        return at < len(self.found) and self.found[at].type == "quote"

    def _over_connectors(self, at: int) -> int:
        while at < len(self.found) and (self.found[at].type == "," or _joins(self.found[at])):
            at += 1
        return at

    def _element(self, at: int) -> int | None:
        """An element with the numbers before it: "7) және 8) тармақшасы", "екінші бөлігінде", "кіріспе"."""
        serial = _PHRASES.at(self.found, at)
        start = serial[1] if serial and serial[0] == "SERIAL" else at
        numbers = self._numbers(start)
        noun = self._over_dash(numbers.after) if numbers else start
        key, after = self._noun(noun)
        meaning = self._meaning(NOUNS.get(key, ()), numbers)
        if meaning is None and numbers is not None and (form := _form_of(_FORMS.get(key, ()), len(numbers.nums))):
            # "2-қосымшаның 1-нысаны": a form by its number.
            meaning = "component", form
        # Alone these may begin a name; "кесте мынадай редакцияда жазылсын" is the table.
        alone = numbers is None and self._key(at) in ("кесте", "жол", "тармақ")
        if meaning is None or (alone and not (meaning[0] == "table" and self._key(at + 1) in _OF_NEW_TEXT)):
            return None
        kind, form = meaning
        nums: tuple[str | None, ...] = numbers.nums if numbers else (None,)
        if numbers and numbers.spread and form.plural:
            members = expand(*numbers.nums[0].split("-"))
            if members is None:
                return self._put("UNKNOWN", at, after)
            nums = members
        return self._put(form.case.upper(), at, after, Element(kind, nums, form.possessive))

    def _noun(self, at: int) -> tuple[str, int]:
        """The noun of an element, two words that name one kind as one, and the index after it."""
        joined = JOINED.get(self._key(at))
        if joined and self._key(at + 1).startswith(joined[:3]):
            return self._key(at) + self._key(at + 1), at + 2
        return self._key(at), at + 1

    def _corner(self, at: int) -> int | None:
        """ "оң жақ жоғарғы бұрышы": where label and caption of an annex stand."""
        for length in (2, 3):
            words = " ".join(self._key(index) for index in range(at, at + length))
            meanings = CORNER_FORMS.get(self._key(at + length))
            if meanings and words in CORNER:
                form = meanings[0]
                return self._put(form.case.upper(), at, at + length + 1, Element("caption", (None,), form.possessive))
        return None

    def _numbers(self, at: int) -> NumberList | None:
        numbers = read_numbers(self.found, at, "kaz") if at < len(self.found) else None
        if numbers is None and at + 1 < len(self.found) and (number := roman(self._key(at))):
            noun = NOUNS.get(self._key(self._over_dash(at + 1)), ())
            if any(kind in _ROMAN_KINDS for kind, _ in noun):
                return NumberList((number,), None, at + 1)
        return numbers

    def _meaning(self, meanings: Sequence[tuple[Kind, Form]], numbers: NumberList | None) -> tuple[Kind, Form] | None:
        """The reading of a form: the plural where several numbers stand before it, the nominative before others."""
        several = numbers is not None and len(numbers.nums) > 1
        ranked = sorted(meanings, key=lambda m: (m[1].plural != several, m[1].case != "nom"))
        return ranked[0] if ranked else None

    # --- approved documents

    def _document(self, at: int, ref: ActRef | None = None, *, approved: bool = False) -> int | None:
        """The name of an approved document, from the start of the clause up to its head noun."""
        begins = self._previous() in _STARTS_AFTER and self._key(at) not in _SOME | {"күші", "күшін"}
        if not (approved or begins):
            return None
        if not approved and _PHRASES.at(self.found, at) and self._key(at) not in ("жаңа", "тиісті"):
            return None
        head = self._name_end(at)
        if head is None:
            return None
        stem, form = DOCUMENTS.get(self._key(head)) or DOCUMENTS_BARE.get(self._key(head)) or ("", Form("nom"))
        name = self._name(at, head, stem, form)
        return self._put(f"DOC_{form.case.upper()}", at, head + 1, Owner(name, ref))

    def _name_end(self, at: int) -> int | None:
        """The head noun at which a name ends: what follows it is an instruction, an element, or nothing."""
        for index in range(at, min(len(self.found), at + _LONGEST_NAME)):
            token = self.found[index]
            verb = VERBS.get(token.key) if token.type == "word" else None
            if token.type in (":", ";") or verb not in (None, "TO_ENTER") or index in self.mentions:
                return None
            if index > at and self._is_quote(index) and self._key(index + 1) == "деген":
                return None
            if index > at and token.key in NOUNS and self.found[index - 1].type in ("dash", "number"):
                return None
            unowned = index == at or self._key(index - 1) in _BARE_AFTER
            meaning = DOCUMENTS.get(token.key) or (DOCUMENTS_BARE.get(token.key) if unowned else None)
            if token.type == "quote" or meaning is None or meaning[1].case not in _DOCUMENT_CASES:
                continue
            if meaning[1].case == "loc" and index + 1 < len(self.found) and _joins(self.found[index + 1]):
                # "… қағидаларында және Қызмет көрсету стандартында": another name begins with a capital.
                beside = index + 2 < len(self.found) and self.text[self.found[index + 2].start].isupper()
                return index if beside else None
            if self._ends_at(index + 1):
                return index
        return None

    def _ends_at(self, at: int) -> bool:
        if at >= len(self.found) or self.found[at].type in (":", "number", "quote"):
            return True
        if self._key(at) in ("осы", "мынадай", "келесі", "кіріспе", "күші", "бүкіл", "жаңа") or self._key(at) in NOUNS:
            return True
        numbers = read_numbers(self.found, at, "kaz")
        return numbers is not None or _PHRASES.at(self.found, at) is not None

    def _name(self, first: int, head: int, stem: str, form: Form) -> str:
        """The name as printed with its head in the nominative."""
        plural = form.plural
        word = possessed(stem, "nom", plural=plural)
        if not form.possessive:
            word = bare(stem, "nom", plural=plural)
        printed = self.text[self.found[head].start : self.found[head].end]
        word = word[:1].upper() + word[1:] if printed[:1].isupper() else word
        before = self.text[self.found[first].start : self.found[head].start]
        return re.sub(r"\s+", " ", before + word).strip()

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
        phrase = _PHRASES.at(self.found, at)
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
        meanings = WORDS.get(self._key(noun), ())
        terminals = [_WORD_TERMINAL[form.case] for form in meanings if form.case in _WORD_TERMINAL]
        return self._put(terminals[0], at, noun + 1) if terminals else None


def _form_of(meanings: Sequence[Form], count: int) -> Form | None:
    """The reading of a form of "нысан": the plural where several numbers stand before it."""
    return min(meanings, key=lambda form: (form.plural != (count > 1), form.case != "nom"), default=None)


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
    joins = {after.start for before, after in pairwise(found) if before.type == "," or _joins(before)}
    tagged = [replace(token, bracket=token.start in joins) for token in tagged]
    return _cases_shared(tagged)


def _joins(token: Token) -> bool:
    return token.type == "word" and token.key in CONNECTORS


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
