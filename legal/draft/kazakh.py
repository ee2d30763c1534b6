"""The formulae of an amending order in Kazakh: addresses from large to small, endings by vowel harmony."""

from __future__ import annotations

from datetime import date

from legal.draft.errors import DraftError
from legal.records import ActRef, InForce, Kind, Step, Target
from legal.vocabulary.forms import Case, bare, possessed
from legal.vocabulary.kazakh import DOCUMENTS
from legal.vocabulary.numerals import kazakh_ordinal

_NOUNS: dict[Kind, str] = {
    "preamble": "кіріспе", "division": "бөлім", "subdivision": "кіші бөлім", "chapter": "тарау",
    "section": "параграф", "article": "бап", "paragraph": "тармақ", "subparagraph": "тармақша", "part": "бөлік",
    "alinea": "абзац", "sentence": "сөйлем", "annex": "қосымша", "row": "жол", "note": "ескертпе",
    "heading": "тақырып", "title": "тақырып",
}  # fmt: skip
_ORDINAL: frozenset[Kind] = frozenset({"part", "alinea", "sentence"})
_ACTS = {
    "order": "бұйрық", "law": "Заң", "code": "Кодекс", "resolution": "қаулы", "decree": "Жарлық", "decision": "шешім",
    "instruction": "өкім",
}  # fmt: skip
_MONTHS = (
    "қаңтар", "ақпан", "наурыз", "сәуір", "мамыр", "маусым", "шілде", "тамыз", "қыркүйек", "қазан", "қараша",
    "желтоқсан",
)  # fmt: skip

ENACTING = {"order": "БҰЙЫРАМЫН:", "resolution": "ҚАУЛЫ ЕТЕДІ:", "decision": "ШЕШІМ ҚАБЫЛДАДЫ:"}


def _made(changed: int, added: int) -> str:
    """What is made, changes first (order 464, item 19): "өзгерістер мен толықтыру"."""
    first = bare("өзгеріс", "nom", plural=changed > 1) if changed else ""
    second = bare("толықтыру", "nom", plural=added > 1) if added else ""
    return f"{first} {'мен' if changed > 1 else 'пен'} {second}" if first and second else first or second


def act_word(form: str | None) -> str:
    """The word of a form of act; "бұйрық" where the form is not known."""
    word = _ACTS.get(form or "order")
    if word is None:
        raise DraftError(f"no word is known for an act of the form {form!r}", remedy="Give the act's form.")
    return word


def _number(step: Step) -> str:
    """What stands before the noun: "2-1-", "1) ", "бірінші ", "реттік нөмірі 2-"."""
    if step.num is None:
        return ""
    if step.kind in _ORDINAL:
        return f"{kazakh_ordinal(int(step.num))} "
    if step.kind == "subparagraph":
        return f"{step.num}) "
    if step.kind == "row":
        return f"реттік нөмірі {step.num}-"
    return f"{step.num}-"


def step_words(step: Step, case: Case, *, owned: bool) -> str:
    """One step of an address.

    >>> step_words(Step("paragraph", "2-1"), "ins", owned=False), step_words(Step("part", "1"), "nom", owned=True)
    ('2-1-тармақпен', 'бірінші бөлігі')
    """
    noun = _NOUNS[step.kind]
    return _number(step) + (possessed(noun, case) if owned else bare(noun, case))


def address(target: Target, case: Case) -> str:
    """From large to small, each in the genitive of the next: "2-тармақтың 1) тармақшасы"."""
    pieces = []
    for at, step in enumerate(target):
        last = at == len(target) - 1
        owned = at > 0 or (step.kind in ("heading", "title"))
        pieces.append(step_words(step, case if last else "gen", owned=owned))
    return " ".join(pieces)


def lead(target: Target) -> str:
    """ "2-тармақтың 1) тармақшасында:"."""
    return f"{address(target, 'loc')}:"


def replaced(target: Target) -> str:
    """The instruction that new text follows."""
    return f"{address(target, 'nom')} мынадай редакцияда жазылсын:"


def inserted(target: Target, within: Target) -> str:
    """The instruction for a new element; `within` is what the instruction itself says of where it goes."""
    where = f"{address(within, 'nom')} " if within else ""
    return f"{where}мынадай мазмұндағы {step_words(target[-1], 'ins', owned=False)} толықтырылсын:"


def deleted(target: Target) -> str:
    """The instruction without new text."""
    return f"{address(target, 'nom')} алып тасталсын"


def annex_replaced(target: Target, number: str, form: str) -> str:
    """An annex given anew in an annex of the order; `number` "" where the order has one annex."""
    return f"{address(target, 'nom')} {_own_annex(number, form)} сәйкес жаңа редакцияда жазылсын"


def annex_inserted(target: Target, within: Target, number: str, form: str) -> str:
    """An annex added."""
    where = f"{address(within, 'nom')} " if within else ""
    return f"{where}{_own_annex(number, form)} сәйкес {step_words(target[-1], 'ins', owned=False)} толықтырылсын"


def component_replaced(name: str, number: str, form: str, said: str | None) -> str:
    """An approved document given anew."""
    approved = f"көрсетілген {bare(act_word(said), 'ins')} бекітілген"
    return f"{approved} {name} {_own_annex(number, form)} сәйкес жаңа редакцияда жазылсын"


def _own_annex(number: str, form: str) -> str:
    return f"осы {bare(act_word(form), 'dat')} {f'{number}-' if number else ''}{bare('қосымша', 'dat')}"


def component_lead(name: str, form: str | None) -> str:
    """ "көрсетілген бұйрықпен бекітілген … қағидаларында:"."""
    return f"көрсетілген {bare(act_word(form), 'ins')} бекітілген {_located(name)}:"


def _located(name: str) -> str:
    """The name of an approved document in the locative. Raises DraftError for an unknown head noun."""
    before, _, last = name.rpartition(" ")
    found = DOCUMENTS.get(last.lower())
    if found is None:
        raise DraftError(
            f"the name {name[-80:]!r} ends with no noun that can be inflected",
            remedy="Add the noun to the table of approved documents in legal/vocabulary.",
        )
    stem, form = found
    cased = possessed(stem, "loc", plural=form.plural)
    cased = cased.capitalize() if last[0].isupper() else cased
    return f"{before} {cased}".lstrip()


def mention(act: ActRef, case: Case) -> str:
    """An act by title, author, date, number and form."""
    if act.date is None or (act.number is None and act.form != "law"):
        raise DraftError("the act to be amended has no date or number", remedy="Give its card.")
    title = f'"{act.title}"' if act.title else None
    own = possessed(act_word(act.form), case)
    pieces = (
        title,
        act.author,
        f"{act.date.year} жылғы {_day(act.date)}",
        f"№ {act.number}" if act.number else None,
        own,
    )
    return " ".join(filter(None, pieces))


def _day(on: date) -> str:
    return f"{on.day} {bare(_MONTHS[on.month - 1], 'adj')}"


def registered(act: ActRef) -> str:
    """The registration number in brackets (order 464, item 31), or ""."""
    if not act.registered:
        return ""
    return f" (Нормативтік құқықтық актілерді мемлекеттік тіркеу тізілімінде № {act.registered} болып тіркелген)"


def title(act: ActRef, changed: int, added: int) -> str:
    """The title of the amending order (order 464, item 19)."""
    return f"{mention(act, 'dat')} {_made(changed, added)} енгізу туралы"


def opening(act: ActRef, changed: int, added: int) -> str:
    """The line that the instructions follow."""
    return f"{mention(act, 'dat')}{registered(act)} мынадай {_made(changed, added)} енгізілсін:"


def signed(form: str, author: str | None, on: date, number: str) -> str:
    """The line under the title: the order's own form, author, date and number."""
    return " ".join(
        filter(None, (author, f"{on.year} жылғы {_day(on)}", f"№ {number}", possessed(act_word(form), "nom")))
    )


def caption(form: str, author: str | None, on: date | None, number: str | None) -> str:
    """What stands under the label of an annex of the order; date and number are left out where they are not known.

    Blanks to write on would be read as a form.
    """
    when = f"{on.year} жылғы {_day(on)} № {number}" if on and number else None
    return " ".join(filter(None, (author, when, possessed(act_word(form), "dat"))))


_DAYS = {10: "он", 60: "алпыс", 30: "отыз", 15: "он бес", 20: "жиырма", 21: "жиырма бір"}
_MONTH_COUNTS = {1: "бір", 2: "екі", 3: "үш", 6: "алты", 12: "он екі"}


def force_words(force: InForce) -> str:
    """When something takes force, as it stands before "қолданысқа енгізіледі"."""
    match force.rule:
        case "date" if force.start is not None:
            return f"{force.start.year} жылғы {force.start.day} {bare(_MONTHS[force.start.month - 1], 'abl')} бастап"
        case "after-publication" if force.days in _DAYS:
            return f"алғашқы ресми жарияланған күнінен кейін күнтізбелік {_DAYS[force.days]} күн өткен соң"
        case "on-publication":
            return "алғашқы ресми жарияланған күнінен бастап"
        case "day-after-publication":
            return "алғашқы ресми жарияланған күнінен кейін"
        case "months-after-publication" if force.days in _MONTH_COUNTS:
            return f"алғашқы ресми жарияланған күнінен кейін {_MONTH_COUNTS[force.days]} ай өткен соң"
        case "on-signature":
            return "қол қойылған күнінен бастап"
        case _:
            raise DraftError(f"no formula is known for an entry into force by {force.rule!r}", remedy="Give a date.")


def force(form: str, rule: InForce, exceptions: list[tuple[str, InForce]]) -> str:
    """The clause on entry into force; `exceptions` are places of the order in words with their own dates."""
    clause = f"Осы {act_word(form)}"
    for place, own in exceptions:
        clause += f" {force_words(own)} қолданысқа енгізілетін {place} қоспағанда,"
    return f"{clause} {force_words(rule)} қолданысқа енгізіледі."


def own_label(form: str, number: int) -> str:
    """The label of an element of the amending act: laws have баптар, other acts тармақтар without the word."""
    return f"{number}-бап." if form == "law" else f"{number}."


def alineas(numbers: list[int], form: str) -> str:
    """Абзацы of the first element of the order in the accusative: "1-тармақтың тоғызыншы және оныншы абзацтарын"."""
    holder = bare("бап" if form == "law" else "тармақ", "gen")
    words = [kazakh_ordinal(number) for number in numbers]
    listed = " және ".join(filter(None, (", ".join(words[:-1]), words[-1])))
    return f"1-{holder} {listed} {possessed('абзац', 'acc', plural=len(words) > 1)}"
