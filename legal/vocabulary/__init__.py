"""The words of amendment in Russian and Kazakh, in every form that acts use: tables, and nothing that decides.

    numerals   ordinals and cardinals 1 to 100 in words
    forms      how Kazakh nouns take their endings (Russian nouns are listed form by form)
    cases      the cases of Russian nouns
    documents_rus  heads of the names of approved documents in Russian
    russian    nouns of elements and acts, verbs, set phrases
    kazakh     the same
    months     names of the months in the cases that dates need

All keys are folded words: small letters of one script (`legal.amend.language.fold`).
"""
