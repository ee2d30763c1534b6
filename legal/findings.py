"""The table of finding codes: one line a code, with the severity it has and an example of what it is for.

A stage makes a finding with `finding(code, message, line=...)`; the severity comes from here.
"""

from __future__ import annotations

from typing import NamedTuple

from legal.records import Finding, Severity


class Code(NamedTuple):
    """The usual severity of a code and an example that gives it."""

    severity: Severity
    example: str


CODES: dict[str, Code] = {
    "encoding": Code("error", "bytes in windows-1251"),
    "markdown-marks": Code("info", "asterisks and links of Markdown around published words"),
    "displaced-link": Code("info", "`изложить в следующей редакции:пункт 5` read as `пункт 5 изложить …`"),
    "displaced-link-unresolved": Code("warning", "a gap in a line whose linked words cannot be told apart from it"),
    "wrapped-line": Code("info", "lines cut at 80 characters joined to one paragraph"),
    "page-break": Code("info", "three blank lines inside a paragraph"),
    "split-paragraph": Code("info", "`6 июня 2023` / `года № 205`: one paragraph cut in two"),
    "letter-spaced": Code("info", "`к о м н а т н а я` is searched as `комнатная`, kept as published"),
    "look-alike": Code("info", "`Aкт` with a Latin A: kept as published, matched through a skeleton"),
    "html-in-text": Code("info", "an HTML link inside a table cell, replaced by its words"),
    "markup-unclosed": Code("warning", "a fenced block or a table of Markdown without its end"),
    "picture": Code("warning", "a picture in the place of words: a formula, a scanned table"),
    "tracked-change": Code("warning", "a DOCX with changes not accepted: insertions read, deletions left out"),
    "hidden-text": Code("warning", "words that a DOCX hides, left out"),
    "text-box": Code("warning", "words of a text box, set after the paragraph that holds it"),
    "footnote": Code("warning", "a footnote of the file, set after its paragraph"),
    "number-computed": Code("info", "a number that a word processor counted, written into the text"),
    "numbering-unknown": Code("error", "a paragraph whose automatic number cannot be told"),
    "notice-unclear": Code("warning", "words under `Примечание ИЗПИ!` that may be the notice's or the act's"),
    "repeal-partial": Code("warning", "`Утратил силу …, кроме пункта 2`: read as no repeal of the whole act"),
    "raised-number": Code("warning", "`статья 12` with a raised 1: the number `12-1`, or a power"),
    "struck-words": Code("warning", "words of a PDF that a line crosses out, read as text"),
    "note-cut": Code("info", "an editorial note inside a paragraph of a page, set after it"),
    "divided-word": Code("info", "`государствен-` / `ных`: a word divided at the end of a line put together"),
    "page-furniture": Code("info", "running headers and page numbers left out"),
    "paragraph-unclear": Code("warning", "a PDF line that may begin a paragraph: no indent, no space above"),
    "table-nested": Code("warning", "a table inside a cell, read as lines of the cell"),
    "table-headless": Code("info", "the heading row that a table repeats on its next page, left out"),
    "table-rebuilt": Code("info", "a table rebuilt from columns of wrapped cells"),
    "table-row-number-missing": Code("warning", "row 10 of a standard without its number in the published file"),
    "table-ambiguous": Code("warning", "text after a page break that either of two rows may own"),
    "annex-incomplete": Code("warning", "a journal whose columns the published file does not hold"),
    "annex-missing": Code("error", "`согласно приложению 3 к настоящему приказу`, and the file has no annex 3"),
    "card-incomplete": Code("info", "a loose file without date or number"),
    "title-differs": Code("info", "the act quotes its own title otherwise"),
    "language-mismatch": Code("error", "`--lang kaz` for a Russian text"),
    "unread": Code("error", "a span of the source that no stage accounts for"),
    "quote-unclosed": Code("error", "new text whose quotes do not balance and whose end is not clear"),
    "quote-shared": Code("warning", "new text that begins with a title in quotes, opened by one quote for both"),
    "clause-not-understood": Code("error", "an instruction outside the grammar"),
    "target-ambiguous": Code("warning", "`абзац второй пункта 8` where parts and alineas are counted differently"),
    "target-absent": Code("error", "an element that the text does not have"),
    "target-unplaced": Code("warning", "`подпункт 2)` with no paragraph above it, in an act that is not on file"),
    "contents-not-kept": Code(
        "warning", "`оглавление дополнить заголовком …`: a list of headings is no text of the act"
    ),
    "target-occupied": Code("error", "an insertion under a number that stands already"),
    "target-repealed": Code("error", "a change to an element excluded before"),
    "words-absent": Code("error", "words to replace that the target does not hold"),
    "reading-chosen": Code("warning", "`часть четвертая` counted in two ways, and one of them alone can be meant"),
    "words-repeated": Code("warning", "words to replace that stand in the target more than once"),
    "words-inflected": Code("error", "`в соответствующих падежах` where the forms of the words are in doubt"),
    "act-held-back": Code("error", "an act one of whose operations cannot be applied: none of them is"),
    "suspended-changed": Code("warning", "a wording given for the time of a suspension was itself changed meanwhile"),
    "not-in-sure-history": Code("warning", "a stated change to an element that only a presumed date put there"),
    "component-unknown": Code("warning", "Rules named by an order that the base act does not approve"),
    "component-name-differs": Code("info", "two orders name the same Rules with different words"),
    "force-not-understood": Code("error", "a sentence on entry into force outside the grammar"),
    "force-default": Code("info", "an act that does not say when it takes force: Law 480-V, art. 42 item 3"),
    "number-absent": Code("info", "new text of an element that does not repeat the element's number"),
    "label-repeated": Code("info", "`9. Данные …` as new text of the first alinea of paragraph 9"),
    "text-missing": Code("error", "`изложить в следующей редакции:` with no new text after it"),
    "text-unexpected": Code("error", "quoted text after a clause that announces none"),
    "targets-differ": Code("error", "new text for two elements where the instruction names three"),
    "force-presumed": Code("info", "no publication date on file: the earliest date that registration allows"),
    "force-before-publication": Code("warning", "in force from 1 January by its own words, published on 10 January"),
    "force-pending": Code("info", "a condition that has not come"),
    "exception-unmatched": Code("error", "an exception for alineas that hold no operation"),
    "base-redaction": Code("warning", "a base text with footnotes: changes are in it, what stood before them is not"),
    "note-without-order": Code("info", "a footnote that names an order which is not on file"),
    "note-differs": Code("warning", "a footnote that states another day or place than the order on file"),
    "note-missing": Code("error", "an order on file that a later redaction of the text does not mention"),
    "text-repeated": Code("error", "a line added beside one with the same words: the text may hold it already"),
    "base-not-on-file": Code("info", "the amended act is not on file; what the order did not restate is unknown"),
    "repeal-presumed": Code("warning", "the amending order was repealed, so most likely the regulation too"),
    "number-differs": Code("warning", "the quoted text carries another number than the instruction names"),
    "enumeration-gap": Code("info", "numbers of siblings that do not follow one another"),
    "language-difference": Code("warning", "the Russian and the Kazakh text of one order do different things"),
    "act-unidentified": Code("error", "an order changes `указанный приказ` whose date and number it does not give"),
    "draft-over-half": Code("warning", "a draft that changes more than half of an act (Law 480-V, art. 26 item 9)"),
    "act-named-otherwise": Code("warning", "`приказ … № 999 (зарегистрирован под № 32994)`: that is order № 288"),
    "act-ambiguous": Code("error", "`приказ … № 73` of a day on which two ministers signed a number 73"),
    "language-not-on-file": Code("warning", "an amending order that is on file in the other language only"),
    "repealed-before-effect": Code("info", "changes of an order that was repealed before the day they were to begin"),
    "amending-act-amended": Code("error", "an amending order that another one changed before its changes took effect"),
    "amending-act-read-as-amended": Code("info", "an order read as another changed it before its day"),
    "reading-corrected": Code("info", "a line that a person reads as another instruction than it was published as"),
    "reading-misplaced": Code("error", "a corrected reading of a line that holds no instruction, or several"),
    "operation-cancelled": Code("warning", "an operation that a person decided not to apply"),
    "act-cancelled": Code("warning", "an act of which a person decided to apply nothing in this language"),
    "decision-stale": Code("error", "a decision to cancel an operation that the act does not hold any more"),
    "corpus-differs": Code("error", "a file of the corpus that is not what its sources and decisions give"),
    "repository-damaged": Code("error", "a repository with missing objects, replaced objects or foreign refs"),
    "row-title-unknown": Code("info", "a row of a standard whose title is none of the usual ten"),
    "form-choice-unclear": Code("warning", "`(нужное подчеркнуть)` with no alternatives that can be told apart"),
    "supplement-stale": Code("warning", "a supplement made for a wording of a form that an order has changed since"),
    "form-referenced": Code("info", "a form that the Rules name and the corpus does not hold"),
    "journal-rule-unread": Code(
        "warning", "a line of the Rules on a journal that no rule is made of: shown, not enforced"
    ),
    "journal-column-unfilled": Code(
        "info", "a column of the published journal that no event answers: left to write in"
    ),
    "checksum-accepted": Code("warning", "an IIN that fails its check digit, accepted by a person"),
}


def finding(
    code: str,
    message: str,
    line: int | None = None,
    *,
    candidates: tuple[str, ...] = (),
    severity: Severity | None = None,
) -> Finding:
    """A finding with the severity of its code, unless `severity` says otherwise.

    Raises KeyError for a code that is not in the table: a code without an example is a bug.
    """
    return Finding(code, severity or CODES[code].severity, message, line, candidates)
