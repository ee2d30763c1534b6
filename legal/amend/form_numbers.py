"""Numbers of forms as no other element has them: "№ 027/у", "№ 070/е және № 071/е", "2-НК"."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from legal.amend.language import Token

_AFTER_SIGN = re.compile(r"№\s?(?P<num>\w+(?:[-/.]\w+)*)")
_CODE = re.compile(r"[0-9]+[-‐‑][А-ЯЁA-Z]{1,8}\b")


def form_codes(text: str, found: Sequence[Token], at: int, joints: Collection[str]) -> tuple[tuple[str, ...], int]:
    """The numbers from a token on and the index after them; () where none stand there.

    `joints` are the words that join two of them, a comma does too.
    """
    if at < len(found) and (code := _CODE.match(text, found[at].start)):
        return (re.sub("[‐‑]", "-", code.group()),), _past(found, at, code.end())
    nums: list[str] = []
    after = at
    while at < len(found) and found[at].type == "№" and (match := _AFTER_SIGN.match(text, found[at].start)):
        nums.append(match["num"])
        after = at = _past(found, at, match.end())
        while at < len(found) and (found[at].type == "," or found[at].key in joints):
            at += 1
    return tuple(nums), after


def _past(found: Sequence[Token], at: int, end: int) -> int:
    while at < len(found) and found[at].start < end:
        at += 1
    return at
