"""The Russian tagger: tokens of a clause to the terminals of `legal/grammar/rus.lark`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from legal.amend.document_rus import approved_by_annex, changes_document, read_document
from legal.amend.form_numbers import form_codes
from legal.amend.groups_rus import group_of_acts
from legal.amend.language import Token
from legal.amend.mentions import Mention
from legal.amend.nouns_rus import (
    AFTER_PREPOSITION,
    PHRASE_TREE,
    belongs_to_next,
    case_of,
    last_of,
    own_numbers,
    strings,
    titles_of,
)
from legal.amend.numbers import read_numbers
from legal.amend.reach import read_date
from legal.amend.separators_rus import without_separators
from legal.amend.tagging import Element, NumberList, Owner, Phrases, expand, span
from legal.records import Kind
from legal.vocabulary.documents_rus import DOCUMENT_ADJECTIVES, DOCUMENTS
from legal.vocabulary.russian import (
    ACTS,
    ACTS_PLURAL,
    CODE_PART_FORMS,
    CORNERS,
    MARK_NAMES,
    MARKS,
    NOUNS,
    SAID,
    SUBLISTS,
    THIS,
    VERBS,
    WORDS,
    Noun,
)  # fmt: skip

_MEANWHILE = re.compile(
    r"установив , что (?:в|на) (?:этот |указанный |данный )?период (?:(?:их|его|ее) )?(?:приостановления )?"
    r"(?:(?:их|его|ее) )?(?:действия )?(?:(?:данн|указанн|эт)\w+ )?(?:(?:статьи|статья|(?:под)?пункты?|част[ьи]"
    r"|абзацы?|предложени[ея]|норм[аы]|положени[ея]) (?:и )?){1,3}действу[ею]т в (?:следующей|новой) редакции(?: :)?"
)
_CORNERS = Phrases(CORNERS.items())
_MARKS = Phrases((name, name) for name in MARKS)
_CASE = {"nom": "ACC", "acc": "ACC", "gen": "GEN", "dat": "DAT", "ins": "INS", "loc": "LOC"}
_CONNECTORS = frozenset({"и", "а", "также", "либо"})
_LONGEST_MEANWHILE = 40
_LONGEST_SUBLIST = 12
_LONGEST_OWNERS = 40
"""Tokens between "текст" and "считать": the owners of the text, down to the act."""
_TEXT_ALONE: frozenset[Kind] = frozenset({"annex", "note", "paragraph", "subparagraph", "part", "alinea"})
"""Kinds whose text is all that they are, or all but a head that stays: "текст пункта 5 изложить …"."""
_FORMS: dict[str, str] = {
    form: case
    for line in ("форма формы форме форму формой форме", "формы форм формам формы формами формах")
    for case, form in zip(("nom", "gen", "dat", "acc", "ins", "loc"), line.split(), strict=True)
}
_LISTS = frozenset(["изменениям", "изменению", "дополнениям", "дополнению"])


@dataclass(slots=True)
class _Tagger:
    """The tokens of a clause, where its mentions stand, and what has been tagged so far."""

    text: str
    found: Sequence[Token]
    mentions: dict[int, Mention]
    out: list[Token] = field(default_factory=list)
    waiting: NumberList | None = None
    """Ordinals that stand before their noun: "второе и третье предложения"."""

    def run(self) -> list[Token]:
        at = 0
        while at < len(self.found):
            at = self._next(at)
        return self.out

    def _next(self, at: int) -> int:
        for reader in (
            self._meanwhile, self._form, self._code_part, self._sublist, self._text_of, self._matters, self._changes,
            self._named, self._this_or_said, self._acts, self._dated, self._quoted, self._numbers,
        ):  # fmt: skip
            after = reader(at)
            if after is not None:
                return after
        return self._word(at)

    def _put(self, kind: str, first: int, after: int, value: object = None) -> int:
        if self.waiting is not None:
            self.out.append(span("UNKNOWN", self.found, first, after, None))
            self.waiting = None
        self.out.append(span(kind, self.found, first, after, value, self.found[first].key))
        return after

    def _meanwhile(self, at: int) -> int | None:
        """ ", установив, что в период приостановления данный пункт действует в следующей редакции:"."""
        if self.found[at].key != "установив" or len(self.found) - at > _LONGEST_MEANWHILE:
            return None
        if not _MEANWHILE.fullmatch(" ".join(token.key for token in self.found[at:])):
            return None
        return self._put("MEANWHILE", at, len(self.found))

    def _code_part(self, at: int) -> int | None:
        """ "в Особенной части:", "главы 6 Общей части": one of the two parts of a code."""
        name = CODE_PART_FORMS.get(" ".join(token.key for token in self.found[at : at + 2]))
        if name is None:
            return None
        told = case_of(self.out, NOUNS[self.found[at + 1].key], None)
        case = told[0] if told else "loc"
        return self._put(_CASE[case], at, at + 2, Element("division", (None,), titles=(name,)))

    def _sublist(self, at: int) -> int | None:
        """ "в функциях ведомств:": the enumeration that these words introduce, in a paragraph that holds several."""
        head = SUBLISTS.get(self.found[at].key)
        if head is None or self._previous() != "IN" or self.found[-1].type != ":":
            return None
        words = self.found[at + 1 : -1]
        if len(words) > _LONGEST_SUBLIST or any(token.type not in ("word", "dash") for token in words):
            return None
        rest = self.text[self.found[at].end : self.found[-1].start].strip()
        title = " ".join(filter(None, (head, " ".join(rest.split()))))
        return self._put("LOC", at, len(self.found) - 1, Element("part", (None,), titles=(title,)))

    def _text_of(self, at: int) -> int | None:
        """ "текст приложения 2 изложить", "текст в правом верхнем углу изложить": the annex, the words above it."""
        if self.found[at].key != "текст" or at + 1 >= len(self.found) or self._previous() == "IN":
            return None
        if (counted := self._counted_as(at + 1)) is not None:
            return self._put("ACC", at, at + 1, counted)
        corner = _CORNERS.at(self.found, at + 2) if self.found[at + 1].key == "в" else None
        if corner and corner[0] == "loc":
            return self._put("ACC", at, corner[1], Element("caption", (None,)))
        noun = NOUNS.get(self.found[at + 1].key)
        # An article keeps its heading then; which of the two the new text is cannot be told.
        if noun is None or noun.kind not in _TEXT_ALONE or "gen" not in noun.singular:
            return None
        numbers = own_numbers(self.found, at + 2, noun.kind)
        after = numbers.after if numbers else at + 2
        return self._put("ACC", at, after, Element(noun.kind, numbers.nums if numbers else (None,)))

    def _counted_as(self, at: int) -> Element | None:
        """ "текст статьи 5 считать пунктом 1": what stands there without a number, as an element of the new kind."""
        last = min(len(self.found), at + _LONGEST_OWNERS)
        after = next((i for i in range(at, last) if self.found[i].key in VERBS), len(self.found))
        noun = NOUNS.get(self.found[after + 1].key) if after + 1 < len(self.found) else None
        if noun is None or VERBS[self.found[after].key] != "COUNT" or "ins" not in noun.singular:
            return None
        if noun.kind == "part":
            return Element("part", ("1",))
        return Element(noun.kind, (None,)) if noun.kind in ("paragraph", "subparagraph") else None

    def _matters(self, at: int) -> int | None:
        """ "в которые вносятся изменения по вопросам страхования согласно …": what a list of acts is about."""
        keys = [token.key for token in self.found[at : at + 2]]
        if keys != ["по", "вопросам"] or self._previous() != "CHANGES":
            return None
        after = at + 2
        while (
            after < len(self.found)
            and self.found[after].type in ("word", "dash")
            and (self.found[after].key != "согласно")
        ):
            after += 1
        return self._put("MATTERS", at, after)

    def _changes(self, at: int) -> int | None:
        """ "пункт 2 изменений …, которые вносятся в …, утвержденных постановлением …": a list of changes, approved."""
        if self._previous() not in ("ACC", "GEN", "AND_GEN", "LOC", "INS"):
            return None
        document = changes_document(self.text, self.found, self.mentions, at)
        return None if document is None else self._put("DOC_GEN", at, document.after, document.owner)

    def _form(self, at: int) -> int | None:
        """ "форму 1", "формы № 1 и 2", "формой № 070/у": a form by its number; its owner follows as of any element."""
        case = _FORMS.get(self.found[at].key)
        if case is None or at + 1 >= len(self.found):
            return None
        nums, after = form_codes(self.text, self.found, at + 1, ("и",))
        if not nums:
            numbers = read_numbers(self.found, at + 1, "rus")
            if numbers is None:
                return None
            nums, after = numbers.nums, numbers.after
        noun = Noun("component", frozenset({case}), frozenset({"acc"} if self.found[at].key == "формы" else ()))
        told = case_of(self.out, noun, NumberList(nums, None, after))
        case = told[0] if told else case
        titles, after = titles_of(self.found, after, "component", case, nums)
        self._put(_CASE[case], at, after, Element("component", nums, titles=titles))
        approved = approved_by_annex(self.found, self.mentions, after)
        if approved is None:
            return after
        # "форму 2, утвержденную приложением 4 к указанному приказу": in that annex.
        self._put("GEN", after, after + 1, Element("annex", (approved.annex,)))
        self._put("TO", after, after + 1)
        owner = replace(approved.owner, of_act=approved.owner.ref is None)
        return self._put("ACT_DAT", after, approved.after, owner)

    def _named(self, at: int) -> int | None:
        mention = self.mentions.get(at)
        if mention is not None:
            return self._put(f"ACT_{_CASE[mention.case]}", at, mention.last + 1, Owner(ref=mention.ref))
        if self._previous() in ("APPROVE", "ATTACHED", "BY") and self.found[at].key.startswith("переч"):
            return None
        document = read_document(self.text, self.found, self.mentions, at, self._before_document())
        if document is None:
            return None
        if document.annex is not None:
            # "форму, утвержденную приложением 3 к указанному приказу": the annex itself.
            self._put(_CASE[document.case], at, at + 1, Element("annex", (document.annex,)))
            self._put("TO", at, at + 1)
            if document.of_document:
                return self._put("DOC_DAT", at, document.after, document.owner)
            owner = replace(document.owner, name=None, of_act=document.owner.ref is None)
            return self._put("ACT_DAT", at, document.after, owner)
        return self._put(f"DOC_{_CASE[document.case]}", at, document.after, document.owner)

    def _previous(self) -> str:
        return last_of(self.out)

    def _before_document(self) -> str:
        """The terminal that says which case a document is in: of two documents, what stands before the first."""
        beside = len(self.out) > 1 and self.out[-1].type == "SEP" and self.out[-2].type == "DOC_LOC"
        return "IN" if beside else self._previous()

    def _this_or_said(self, at: int) -> int | None:
        """ "настоящему приказу"; "указанного приказа", "указанным Правилам"."""
        key = self.found[at].key
        if key in ("нему", "ней", "ним") and self._previous() == "TO":
            # "изложив приложение к нему": the document or the act that the clause names before.
            named = any(token.type.startswith("DOC_") for token in self.out)
            return self._put("DOC_DAT" if named else "ACT_DAT", at, at + 1, Owner(of_act=not named))
        if key in ACTS and self._previous() in ("ACC", "GEN", "AND_GEN", "LOC", "INS", "EVERYWHERE", "TO"):
            # "заголовок приказа", "преамбулу Закона": the act that is being changed.
            return self._put(
                f"ACT_{_CASE[self._by_preposition(frozenset({ACTS[key][1]}))]}", at, at + 1, Owner(of_act=True)
            )
        if key in SAID and at + 1 < len(self.found) and self.found[at + 1].key in NOUNS:
            # "указанную статью дополнить пунктом 2": an element without a number is one named before.
            return at + 1
        # "указанному совместному приказу": the adjective is passed over.
        last = at + 1 + (at + 1 < len(self.found) and self.found[at + 1].key.startswith("совместн"))
        if key not in SAID | THIS or last >= len(self.found):
            return None
        noun, after = self.found[last].key, last + 1
        act = ACTS.get(noun)
        case: str | None = act[1] if act else (ACTS_PLURAL.get(noun) if key in THIS else None)
        if key in THIS and case:
            return self._put(f"THIS_{_CASE[case]}", at, after)
        by_annex = "ACCORDING" in [token.type for token in self.out[-4:]] and self._previous() == "TO"
        if key in THIS and by_annex and (listed := self._this_list(last)) is not None:
            return self._put("THIS_LIST", at, listed)
        if case:
            return self._put(f"ACT_{_CASE[self._by_preposition(frozenset({case}))]}", at, after, Owner(of_act=True))
        # "указанным Типовым правилам": the adjectives of the name are passed over.
        while last + 1 < len(self.found) and self.found[last].key.startswith(DOCUMENT_ADJECTIVES):
            last += 1
        noun, after = self.found[last].key, last + 1
        if noun in DOCUMENTS:
            case = self._by_preposition(DOCUMENTS[noun][0].cases)
            return self._put(f"DOC_{_CASE[case]}", at, after, Owner())
        return None

    def _this_list(self, at: int) -> int | None:
        """ "настоящему перечню", "настоящим изменениям и дополнениям": the index after the list of changes."""
        if self.found[at].key in _LISTS:
            while at < len(self.found) and (self.found[at].key in _LISTS or self.found[at].key == "и"):
                at += 1
            return at
        meanings = DOCUMENTS.get(self.found[at].key, ())
        if not any("dat" in meaning.cases for meaning in meanings):
            return None
        document = read_document(self.text, self.found, self.mentions, at, "TO")
        return document.after if document is not None else at + 1

    def _by_preposition(self, cases: frozenset[str]) -> str:
        for case in AFTER_PREPOSITION.get(self._previous(), ()):
            if case in cases:
                return case
        for case in ("gen", "acc", "nom"):
            if case in cases:
                return case
        return min(cases)

    def _acts(self, at: int) -> int | None:
        """ "некоторые приказы Министра …", "следующие законодательные акты …": a group of acts, named nowhere here."""
        after = group_of_acts(self.found, self.mentions, at)
        return None if after is None else self._put("ACTS", at, after)

    def _dated(self, at: int) -> int | None:
        dated = read_date(self.found, at, "rus")
        if dated is None:
            return None
        words = " ".join(self.text[self.found[at].start : self.found[dated[1] - 1].end].split())
        self.out.append(span("DATE", self.found, at, dated[1], dated[0], words))
        return dated[1]

    def _quoted(self, at: int) -> int | None:
        """Quoted strings one after another: "X", "Y" и "Z"; a mark that is called by its name is the sign itself."""
        if self.found[at].type != "quote":
            return None
        words, after = strings(self.found, at)
        if self.out and self.out[-1].key.startswith("знак"):
            words = tuple(MARK_NAMES.get(word.casefold(), word) for word in words)
        return self._put("QUOTES", at, after, words)

    def _numbers(self, at: int) -> int | None:
        """Ordinals before their noun; numbers after one are read with it."""
        if self.waiting is not None:
            return None
        numbers = read_numbers(self.found, at, "rus", first=True)
        if numbers is None or numbers.after >= len(self.found) or self.found[numbers.after].key not in NOUNS:
            return None
        self.waiting = numbers
        return numbers.after

    def _word(self, at: int) -> int:
        token = self.found[at]
        if self._joint(at) is not None:
            return self._separator(at)
        if token.type == ":":
            return self._put("COLON", at, at + 1)
        corner = _CORNERS.at(self.found, at)
        if corner:
            return self._put(_CASE[corner[0]], at, corner[1], Element("caption", (None,)))
        noun = NOUNS.get(token.key)
        if noun is not None:
            return self._element(at, noun)
        mark = _MARKS.at(self.found, at)
        if mark:
            sign, kind = MARKS[mark[0]]
            self._put(kind, at, mark[1])
            return self._put("QUOTES", at, mark[1], (sign,))
        phrase = PHRASE_TREE.at(self.found, at)
        if phrase and not (phrase[0] == "LIST" and self._previous() not in ("APPROVE", "ATTACHED")):
            return self._put(phrase[0], at, phrase[1])
        # "изложив его", "дополнив ее": the pronoun stands for what the opening names.
        if token.key in ("его", "ее", "их") and self._previous() in ("RESTATE", "ADD"):
            return at + 1
        if token.key in WORDS:
            return self._put(WORDS[token.key], at, at + 1)
        return self._put(VERBS.get(token.key, "UNKNOWN"), at, at + 1)

    def _separator(self, at: int) -> int:
        """Commas and conjunctions stay only where they tell a second owner or place from a larger one."""
        after = at
        while after < len(self.found) and (joint := self._joint(after)) is not None:
            after = joint
        only_stops = all(token.type in (",", ";") for token in self.found[at:after])
        self.out.append(span("SEP", self.found, at, after, None, "," if only_stops else "и"))
        return after

    def _joint(self, at: int) -> int | None:
        """The index after a comma or a conjunction; ", при этом" joins instructions as "а также" does."""
        token = self.found[at]
        if token.type in (",", ";") or token.key in _CONNECTORS:
            return at + 1
        if token.type == "dash" and self.out and at + 1 < len(self.found) and self.found[at + 1].key in VERBS:
            # "подпункт 3) – исключить"
            return at + 1
        keys = [after.key for after in self.found[at : at + 2]]
        return at + 2 if keys in (["при", "этом"], ["кроме", "того"]) else None

    def _element(self, at: int, noun: Noun) -> int:
        """An element's noun with its numbers, in the case that the words around it leave."""
        numbers, after = self.waiting, at + 1
        if numbers is None:
            numbers = own_numbers(self.found, after, noun.kind)
            if numbers is not None and belongs_to_next(self.found, noun, numbers):
                numbers = None
            after = numbers.after if numbers else after
        self.waiting = None
        told = case_of(self.out, noun, numbers)
        if told is None:
            return self._put("UNKNOWN", at, after)
        case, plural = told
        # "пункт 8) части второй": codes call an item with a bracket a пункт; in the text it is a subparagraph.
        bracketed = noun.kind == "paragraph" and at + 1 < len(self.found) and self.found[at + 1].bracket
        kind: Kind = "subparagraph" if bracketed else noun.kind
        nums: tuple[str | None, ...] = numbers.nums if numbers else (None,)
        if numbers and numbers.spread and plural:
            members = expand(*numbers.nums[0].split("-"))
            if members is None:
                return self._put("UNKNOWN", at, after)
            nums = members
        titles, after = titles_of(self.found, after, kind, case, nums)
        return self._put(_CASE[case], at, after, Element(kind, nums, titles=titles))


def tag(text: str, found: Sequence[Token], mentions: Sequence[Mention]) -> list[Token]:
    """The terminals of a clause: "UNKNOWN" for a word that no table holds."""
    tagged = _Tagger(text, found, {mention.first: mention for mention in mentions}).run()
    return list(without_separators(tagged))
