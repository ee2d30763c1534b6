"""Kazakh words of amendment, made from stems.

`NOUNS` gives for a folded form what it may be: a kind of element, with case, number and possessive.
"""

from __future__ import annotations

from legal.records import Kind
from legal.vocabulary.forms import Case, Form, bare, forms, possessed

_ELEMENTS: tuple[tuple[Kind, str], ...] = (
    ("preamble", "кіріспе"), ("preamble", "преамбула"), ("division", "бөлім"), ("subdivision", "кішібөлім"),
    ("chapter", "тарау"), ("section", "параграф"), ("article", "бап"), ("paragraph", "тармақ"),
    ("subparagraph", "тармақша"), ("part", "бөлік"), ("alinea", "абзац"), ("alinea", "азатжол"),
    ("sentence", "сөйлем"), ("annex", "қосымша"),
    ("table", "кесте"), ("row", "жол"), ("column", "баған"), ("cell", "ұяшық"), ("note", "ескертпе"),
    ("note", "ескерту"), ("note", "сілтеме"), ("heading", "тақырып"), ("heading", "атау"), ("heading", "тақырыпша"),
    ("contents", "мазмұн"),
)  # fmt: skip

NOUNS: dict[str, tuple[tuple[Kind, Form], ...]] = {}
for _kind, _stem in _ELEMENTS:
    for _form, _meanings in forms(_stem).items():
        NOUNS[_form] = (*NOUNS.get(_form, ()), *((_kind, meaning) for meaning in _meanings))

for _form in ("мазмұндағы", "мазмұнда", "мазмұн"):
    # "мынадай мазмұндағы 5-тармақпен": of the following content, no table of contents.
    del NOUNS[_form]

CORNER = frozenset(
    {"оң жақ жоғарғы", "жоғарғы оң жақ", "жоғарғы оң жақтағы", "оң жақтағы жоғарғы", "оң жоғарғы", "жоғарғы оң",
     "оң жақ жоғары", "жоғары оң жақ", "жоғарғы оң жақ бөлігіндегі"}
)  # fmt: skip
"""What stands before "бұрышы" in the name of an annex's head: label and caption stand in its upper right corner."""
CORNER_FORMS: dict[str, tuple[Form, ...]] = forms("бұрыш")

CODE_PARTS: frozenset[str] = frozenset({"Жалпы бөлім", "Ерекше бөлім", "Жалпы бөлік", "Ерекше бөлік"})
"""The two parts of a code. Its chapters and articles are numbered through: a part adds nothing to an address."""
CODE_PART_FORMS: dict[str, tuple[str, Form]] = {
    f"{name.split()[0].casefold()} {form}": (name, meaning)
    for name in sorted(CODE_PARTS)
    for form, meanings in forms(name.split()[1]).items()
    for meaning in meanings
    if not meaning.plural
}
SUBLISTS: dict[str, tuple[str, Form]] = {
    form: (possessed(stem, "nom", plural=plural), meaning)
    for stem, plural in (
        ("функция", True), ("құқық", True), ("міндет", True), ("өкілеттік", True), ("өкілеттік", False),
        ("міндеттеме", True), ("құзырет", False),
    )
    for form, meanings in forms(stem).items()
    for meaning in meanings
    if meaning.possessive and meaning.plural == plural and meaning.case in ("loc", "adj")
}  # fmt: skip
"""What a paragraph of a ереже enumerates under several headings ("ведомстволардың функцияларында:"), with the heading's
last word in the nominative."""

JOINED: dict[str, str] = {"кіші": "бөлім", "азат": "жол"}
"""Two words that name one kind: "кіші бөлім", "азат жол" are looked up as one."""

ACTS: dict[str, tuple[str, Form]] = {
    form: (english, meaning)
    for english, stem in (
        ("order", "бұйрық"), ("law", "заң"), ("code", "кодекс"), ("resolution", "қаулы"), ("decree", "жарлық"),
        ("decision", "шешім"), ("instruction", "өкім"), ("constitution", "конституция"),
    )
    for form, meanings in forms(stem).items()
    for meaning in meanings
}  # fmt: skip

_DOCUMENTS = (
    "қағида", "ереже", "нұсқаулық", "нұсқау", "әдістеме", "стандарт", "талап", "регламент", "тәртіп", "тізбе", "тізім",
    "нысан", "жарғы", "жоспар", "тізілім", "норма", "норматив", "шарт", "құрылым", "критерий", "өлшемшарт",
    "көрсеткіш", "сипаттама", "бағдарлама", "мөлшер", "құрам", "анықтамалық", "сыныптауыш", "басшылық", "ұсыным",
    "түсіндірме", "кесте", "номенклатура", "тұжырымдама", "шек", "өлшем", "жіктеуіш", "тариф",
)  # fmt: skip
DOCUMENTS: dict[str, tuple[str, Form]] = {
    form: (stem, meaning)
    for stem in _DOCUMENTS
    for form, meanings in forms(stem).items()
    for meaning in meanings
    if meaning.possessive
}
"""Heads of the names of approved documents: always possessed ("… қағидалары": the rules of …)."""
DOCUMENTS |= {
    form: ("ереже", meaning)
    for form, meanings in forms("ережелер").items()
    for meaning in meanings
    if meaning.possessive
}

_NAMED_BY_APPROVAL = (
    "мән", "лимит", "мөлшерлеме", "ставка", "квота", "шекара", "үлгі", "шара", "іс-шара", "парақ", "көлем", "мерзім",
    "негіз", "коэффициент", "баға", "келісім", "тапсырма", "карта", "шәкіл", "схема", "сызба", "стратегия", "доктрина",
    "модель", "матрица", "смета", "сауалнама", "саясат", "паспорт", "жоба", "хаттама", "каталог", "прейскурант",
    "кешен", "алгоритм", "тетік", "журнал", "жинақ", "бюджет", "рәсім", "бөлініс", "сан",
)  # fmt: skip
DOCUMENTS_APPROVED: dict[str, tuple[str, Form]] = {
    form: (stem, meaning)
    for stem in ("өзгеріс", "толықтыру", "кодекс", *_NAMED_BY_APPROVAL)
    for form, meanings in forms(stem).items()
    for meaning in meanings
    if (meaning.plural if stem in ("өзгеріс", "толықтыру") else meaning.possessive)
}
"""Heads of names that only what approves them shows to be documents: "… бекітілген … енгізілетін өзгерістердің", "…
бекітілген әдеп кодексінде"; elsewhere the same words are plain nouns."""

DOCUMENTS_BARE: dict[str, tuple[str, Form]] = {
    form: (stem, meaning)
    for stem in _DOCUMENTS
    for form, meanings in forms(stem).items()
    for meaning in meanings
    if not meaning.possessive
}
"""The same heads without a possessive: "Қағидаларда:", "көрсетілген қағидалардың"."""

WORD_NOUNS = (
    "сөз",
    "цифр",
    "цифра",
    "сан",
    "белгі",
    "таңба",
    "әріп",
    "аббревиатура",
    "сөйлемше",
    "қысқарту",
    "символ",
    "сөйлем",
    "тіркес",
    "нөмір",
    "шылау",
)
"""What quoted strings are called: "… деген сөздер"."""
WORDS: dict[str, tuple[Form, ...]] = {form: m for stem in WORD_NOUNS for form, m in forms(stem).items()}

VERBS: dict[str, str] = {
    "енгізілсін": "ENTER", "енгізіліп": "ENTER", "енгізілетін": "TO_ENTER",
    "жойылсын": "VOID_DECLARE", "оқылсын": "READ",
    "жазылсын": "RESTATE", "жазылып": "RESTATE", "мазмұндалсын": "RESTATE", "мазмұндалып": "RESTATE",
    "баяндалсын": "RESTATE", "баяндалып": "RESTATE", "жазылысын": "RESTATE",
    "толықтырылсын": "ADD", "толтырылсын": "ADD", "толықтырылып": "ADD", "толықтырылысын": "ADD",
    "толықтырсын": "ADD", "толықтыру": "ADD",
    "ауыстырылсын": "EXCHANGE", "ауыстырылып": "EXCHANGE", "алмастырылсын": "EXCHANGE", "алмастырылып": "EXCHANGE",
    "ауыстырлсын": "EXCHANGE",
    "тасталсын": "DELETE", "тасталып": "DELETE",
    "танылсын": "DECLARE", "танылып": "DECLARE",
    "есептелсін": "COUNT", "саналсын": "COUNT",
    "бекітілсін": "APPROVE",
}  # fmt: skip
"""Verbs of instructions, imperative and joined ("ауыстырылып, …"), with the terminal each is in the grammar."""

_WHICH = ("", "мынадай", "келесі", "мына", "мынандай", "төмендегі", "төмендегідей", "келесідей", "тиісті")
_CHANGE = ("өзгеріс", "өзгерістер")
_ADDITION = ("толықтыру", "толықтырулар")
_CHANGES = (
    *_CHANGE, *_ADDITION, "түзету", "түзетулер",
    *(f"{a} {joint} {b}" for joint in ("мен", "пен", "және", "әрі") for a in _CHANGE for b in _ADDITION),
    *(f"{b} {joint} {a}" for joint in ("мен", "пен", "және", "әрі") for a in _CHANGE for b in _ADDITION),
)  # fmt: skip
"""What is entered into an act: "мынадай өзгерістер мен толықтырулар"."""

PHRASES: tuple[tuple[str, str], ...] = (
    ("мынадай редакцияда", "IN_WORDING"), ("келесі редакцияда", "IN_WORDING"), ("жаңа редакцияда", "IN_WORDING"),
    ("мынадай редакциясында", "IN_WORDING"), ("келесі редакциясында", "IN_WORDING"), ("редакцияда", "IN_WORDING"),
    ("мынадай жаңа редакцияда", "IN_WORDING"), ("мынадай мазмұндағы жаңа редакцияда", "IN_WORDING"),
    ("жаңа редакциясында", "IN_WORDING"), ("келесідей", "IN_WORDING"),
    ("келесі жаңа редакцияда", "IN_WORDING"), ("төмендегі редакцияда", "IN_WORDING"),
    ("келесідей редакцияда", "IN_WORDING"), ("мынандай редакцияда", "IN_WORDING"), ("мына редакцияда", "IN_WORDING"),
    ("мынадай мазмұндағы", "OF_CONTENT"), ("келесі мазмұндағы", "OF_CONTENT"), ("мынадай мазмұнда", "OF_CONTENT"),
    ("төмендегі мазмұндағы", "OF_CONTENT"), ("мынандай мазмұндағы", "OF_CONTENT"),
    ("келесідей мазмұндағы", "OF_CONTENT"), ("мына мазмұндағы", "OF_CONTENT"), ("мазмұндағы", "OF_CONTENT"),
    ("келесі мазмұнда", "OF_CONTENT"),
    ("деген", "CALLED"), ("деген деген", "CALLED"), ("тиісінше", "RESPECTIVELY"),
    ("тиісті септіктерде", "INFLECTED"), ("тиісті септікте", "INFLECTED"), ("тиісті жалғаулармен", "INFLECTED"),
    ("тиісті септік жалғауларымен", "INFLECTED"), ("сәйкес септіктерде", "INFLECTED"),
    ("тиісті септік жалғауларында", "INFLECTED"), ("тиісті септіктерде және сандарда", "INFLECTED"),
    ("тиісті сандарда және септіктерде", "INFLECTED"), ("тиісті септіктер мен сандарда", "INFLECTED"),
    ("тиісті сан мен септікте", "INFLECTED"), ("әртүрлі септіктерде", "INFLECTED"),
    ("бүкіл мәтін бойынша", "EVERYWHERE"), ("бүкіл мәтіні бойынша", "EVERYWHERE"), ("мәтін бойынша", "EVERYWHERE"),
    ("барлық мәтін бойынша", "EVERYWHERE"), ("барлық мәтіні бойынша", "EVERYWHERE"),
    ("бүкіл мәтініндегі", "EVERYWHERE"), ("бүкіл мәтіндегі", "EVERYWHERE"), ("мәтініндегі", "EVERYWHERE"),
    ("мәтіні бойынша", "EVERYWHERE"), ("мәтіндегі", "EVERYWHERE"), ("бүкіл мәтінінде", "EVERYWHERE"),
    ("бүкіл мәтінде", "EVERYWHERE"), ("мәтінінде", "EVERYWHERE"), ("мәтінде", "EVERYWHERE"),
    ("кейін", "AFTER"), ("соң", "AFTER"), ("бұрын", "BEFORE"), ("алдында", "BEFORE"), ("алдынан", "BEFORE"),
    ("дейін", "UNTIL"), ("бастап", "SINCE"), ("қоса алғанда", "INCLUSIVE"), ("қоса алғанға", "INCLUSIVE"),
    ("орнына", "INSTEAD"),
    ("алып тасталсын", "DELETE"), ("алып тасталып", "DELETE"), ("алынып тасталсын", "DELETE"),
    ("алынып тасталып", "DELETE"), ("алып тастасын", "DELETE"), ("алынсын", "DELETE"), ("алынып тасталынсын", "DELETE"),
    ("алып тасталынсын", "DELETE"), ("шығарылсын", "DELETE"), ("шығарып тасталсын", "DELETE"),
    ("деп", "AS"), ("болып", "AS"),
    ("күші жойылды", "VOID"), ("күші жойылған", "VOID"), ("күшін жойған", "VOID"), ("күшін жойды", "VOID"),
    ("күшін жойды деп саналсын", "VOID_DECLARE"), ("күші жойылды деп саналсын", "VOID_DECLARE"),
    ("күшін жойған деп есептелсін", "VOID_DECLARE"), ("күші жойылды деп есептелсін", "VOID_DECLARE"),
    ("күші жойылды деп танылсын", "VOID_DECLARE"), ("күші жойылған деп танылсын", "VOID_DECLARE"),
    ("күшін жойған деп танылсын", "VOID_DECLARE"), ("күшін жойды деп танылсын", "VOID_DECLARE"),
    ("күші жойылды деп танылып", "VOID_DECLARE"), ("күші жойылсын", "VOID_DECLARE"),
    ("қолданысы", "EFFECT"), ("қолданылуы", "EFFECT"), ("қолданысын", "EFFECT"), ("қолданылуын", "EFFECT"),
    ("тоқтатыла тұрсын", "SUSPEND"), ("тоқтата тұрсын", "SUSPEND"), ("тоқтатылсын", "SUSPEND"),
    ("тоқтата тұрылсын", "SUSPEND"), ("уақытша тоқтатыла тұрсын", "SUSPEND"),
    ("тоқтата тұру мерзімі", "PAUSE"), ("тоқтатыла тұру мерзімі", "PAUSE"), ("тоқтата тұру кезеңі", "PAUSE"),
    ("тоқтатыла тұру кезеңі", "PAUSE"), ("тоқтата тұру", "PAUSE"), ("ұзартылсын", "PROLONG"),
    ("қолданылу мерзімі", "TERM"), ("қолданыста болу мерзімі", "TERM"),
    ("қайта басталсын", "RESUME"), ("қалпына келтірілсін", "RESUME"), ("жаңартылсын", "RESUME"),
    ("реттік нөмірі", "SERIAL"), ("реттік нөмірлері", "SERIAL"), ("реттік нөмір", "SERIAL"),
    ("реттік нөмірлер", "SERIAL"), ("реттік нөмірімен", "SERIAL"), ("реттік", "SERIAL"),
    ("сәйкес", "ACCORDING"), ("сай", "ACCORDING"),
    ("жаңа", "NEW"),
    *((f"{which} {what}".strip(), "CHANGES") for which in _WHICH for what in _CHANGES),
    ("тізбесі", "LIST"), ("қоса беріліп отырған", "ATTACHED"),
    ("қоса берілген", "ATTACHED"),
)  # fmt: skip
"""Set phrases, the longest first when they are looked for, with the terminal each is in the grammar."""

APPROVED = frozenset({"бекітілген", "белгіленген", "мақұлданған", "қабылданған"})
"""What an act did with a document: "көрсетілген бұйрықпен бекітілген Қағидаларда:"."""
CONNECTORS = frozenset({"және", "мен", "пен", "бен", "сондай-ақ", "әрі"})
SAID = frozenset(["көрсетілген", "аталған", "аталмыш", "сол"])
ABOVE = frozenset({"жоғарыда", "жоғарыдағы", "бұрын"})
"""What may stand before such a word: "жоғарыда аталған бұйрықта"."""
JOINT = "бірлескен"
OF_ACTS = frozenset({JOINT, "нормативтік", "конституциялық"})
"""What may stand before the word for an act: "осы бірлескен бұйрық", "осы нормативтік қаулы"."""
THIS = frozenset({"осы"})
_NAMED_IN: tuple[Case, ...] = ("nom", "ins", "dat")
MARKS: dict[str, str] = {"нүкте": ".", "үтір": ",", "нүктелі үтір": ";", "қос нүкте": ":", "сызықша": "–"}
"""Punctuation marks called by name, in the nominative."""
MARK_FORMS: dict[str, tuple[str, Case]] = {
    f"{before} {bare(noun, case)}".strip(): (sign, case)
    for name, sign in MARKS.items()
    for before, _, noun in (name.rpartition(" "),)
    for case in _NAMED_IN
}
"""The forms of their names: the sign with its case."""

LANGUAGES: tuple[tuple[str, str], ...] = (
    ("қазақ тілінде", "kaz"), ("қазақ тіліндегі", "kaz"), ("мемлекеттік тілде", "kaz"), ("мемлекеттік тілдегі", "kaz"),
    ("орыс тілінде", "rus"), ("орыс тіліндегі", "rus"),
)  # fmt: skip
UNCHANGED = (
    "өзгеріс енгізілмейді", "өзгерістер енгізілмейді", "өзгермейді", "өзгеріссіз қалдырылады",
    "өзгеріссіз қалады", "өзгертілмейді",
)  # fmt: skip
"""How an instruction says that the text in one language is not touched."""

NEAREST: tuple[tuple[str, str], ...] = (
    ("ENTER", "… мынадай өзгерістер енгізілсін:"),
    ("RESTATE", "2-тармақтың 1) тармақшасы мынадай редакцияда жазылсын:"),
    ("ADD", "2-тармақ мынадай мазмұндағы 3) тармақшамен толықтырылсын:"),
    ("EXCHANGE", "2-тармақтағы \"…\" деген сөздер \"…\" деген сөздермен ауыстырылсын"),
    ("DELETE", "2-тармақтағы \"…\" деген сөздер алып тасталсын"),
    ("DECLARE", "… бұйрығының күші жойылды деп танылсын"),
    ("VOID_DECLARE", "… бұйрығының күші жойылды деп танылсын"),
    ("COUNT", "5-тармақ 6-тармақ деп есептелсін"),
    ("SUSPEND", "2-тармақтың қолданысы 2027 жылғы 1 қаңтарға дейін тоқтатыла тұрсын"),
    ("RESUME", "2-тармақтың қолданысы қайта басталсын"),
    ("PROLONG", "\"2026 жылғы\" деген сөздер \"2027 жылғы\" деген сөздермен ауыстырылсын"),
    ("APPROVE", "өзгерістер енгізілетін … тізбесі бекітілсін"),
    ("ACT", "… бұйрығының күші жойылды деп танылсын"),
)  # fmt: skip
"""For a clause outside the grammar: the formula that a terminal in it points to."""
