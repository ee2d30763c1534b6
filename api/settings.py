"""Settings, from the environment. Every variable begins with QAGIDA_."""

from __future__ import annotations

import os
import socket
from collections.abc import Mapping
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from api.messages import UiLanguage
from api.refusals import Refusal

_PREFIX = "QAGIDA_"
_LOCAL = ("localhost", "127.0.0.1", "[::1]")


class Settings(BaseModel):
    """What an installation may choose. Each field is read from QAGIDA_<NAME>.

    home            the corpus repository
    host, port      where `qagida serve` listens
    workers         processes that answer; 0: as many as the machine has cores, two at least
    trusted_hosts   names under which the service may be asked, separated by commas; `*`: any. Empty: this machine
    ui_language     language of messages and of the page where the reader names none
    max_request     largest request body in bytes
    max_age         seconds for which an answer may be kept without asking again
    log_level       debug, info, warning, error
    """

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    home: Path = Path("var/corpus")
    host: str = Field("127.0.0.1", min_length=1, max_length=255)
    port: int = Field(8000, ge=1, le=65535)
    workers: int = Field(0, ge=0, le=256)
    trusted_hosts: str = ""
    ui_language: UiLanguage = "ru"
    max_request: int = Field(64 * 1024, ge=0)
    max_age: int = Field(60, ge=0)
    log_level: str = Field("info", pattern="^(debug|info|warning|error)$")

    @property
    def hosts(self) -> tuple[str, ...] | None:
        """Host names that are answered; None for any. Never used to make links: all links are relative."""
        named = tuple(name.strip() for name in self.trusted_hosts.split(",") if name.strip())
        if "*" in named:
            return None
        return named or (*_LOCAL, socket.gethostname(), self.host)

    @property
    def processes(self) -> int:
        """How many processes answer."""
        return self.workers or max(2, os.cpu_count() or 1)


def from_environment(environ: Mapping[str, str] = os.environ) -> Settings:
    """The settings of this process. Raises Refusal("setting") naming the variable that cannot be read."""
    given = {
        name: environ[variable]
        for name in Settings.model_fields
        if (variable := _PREFIX + name.upper()) in environ and environ[variable] != ""
    }
    try:
        return Settings.model_validate(given)
    except ValidationError as error:
        name = str(error.errors(include_input=False, include_url=False)[0]["loc"][0])
        raise Refusal("setting", place=_PREFIX + name.upper()) from None
