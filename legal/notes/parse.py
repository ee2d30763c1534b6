"""Editorial notes of a consolidated text to the history that they state.

"Сноска. Пункт 3 - в редакции приказа Министра … РК от 30.09.2025 № 300 (вводится в действие с 01.01.2026)."
"Ескерту. 2-бап жаңа редакцияда – ҚР 29.09.2022 № 143-VII (…) Заңымен."

A note is read whole or not at all: what cannot be accounted for to its last character gives None.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date

from legal.amend.force import parse_short_force
from legal.notes.history import HistoryItem, What
from legal.notes.places import read_places
from legal.records import ActRef, InForce, Language, Target
from legal.vocabulary.kazakh import ACTS as KAZAKH_ACTS
from legal.vocabulary.kazakh import ACTS_PLURAL as KAZAKH_ACTS_PLURAL
from legal.vocabulary.russian import ACTS, ACTS_PLURAL

_HEAD = re.compile(r"^(?:Сноска|Ескерту)\.\s*")
