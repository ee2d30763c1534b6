"""Settings, from the environment. Every variable begins with QAGIDA_."""

from __future__ import annotations

import os
import socket
from collections.abc import Mapping
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, SecretStr, ValidationError, field_validator

from api.messages import UiLanguage
from api.refusals import Refusal

_SECRET = 24
"""Characters of a token at least."""
_PREFIX = "QAGIDA_"
_LOCAL = ("localhost", "127.0.0.1", "[::1]")


class Settings(BaseModel):
    """What an installation may choose. Each field is read from QAGIDA_<NAME>.

    home            the corpus repository
    index           the URL of the search index; empty: an SQLite file beside the corpus
    journals        the URL of the database of journals; empty: an SQLite file beside the corpus
    jobs            the URL of the database of jobs, with what goes in and comes out; empty: an SQLite file there
    queue           the URL of the queue that wakes the workers (redis://…, postgresql://…); empty: an SQLite file there
    token           the secret without which HTTP neither takes nor gives personal data; empty: it never does
    job_request     largest file of a job in bytes
    job_limit       jobs that may wait or run at a time
    job_expires     seconds after which a job is deleted with everything in it
    job_keep        keep the result of a job after it was fetched, until it expires
    host, port      where `qagida serve` listens
    workers         processes that answer; 0: as many as the machine has cores, two at least
    trusted_hosts   names under which the service may be asked, separated by commas; `*`: any. Empty: this machine
    ui_language     language of messages and of the page where the reader names none
    verify_url      where QR codes lead, as https://qagida.example.kz; empty: to host and port; `off`: no codes
    max_request     largest request body in bytes
    rate_limit      requests that one address may make, as `1200 per minute`; `off`: any number
    rate_storage    where they are counted; `memory://`: in each process for itself
    proxies         trusted proxies in front of the service, which say whose request it is
    max_age         seconds for which an answer may be kept without asking again
    log_level       debug, info, warning, error
    """

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    home: Path = Path("var/corpus")
    index: str = Field("", max_length=500)
    journals: str = Field("", max_length=500)
    jobs: str = Field("", max_length=500)
    queue: str = Field("", max_length=500)
    token: SecretStr = SecretStr("")
    job_request: int = Field(32 * 1024 * 1024, ge=1)
    job_limit: int = Field(100, ge=1)
    job_expires: int = Field(24 * 3600, ge=60)
    job_keep: bool = False
    host: str = Field("127.0.0.1", min_length=1, max_length=255)
    port: int = Field(8000, ge=1, le=65535)
    workers: int = Field(0, ge=0, le=256)
    trusted_hosts: str = ""
    ui_language: UiLanguage = "ru"
    verify_url: str = Field("", max_length=200, pattern=r"^(off|(https?://[A-Za-z0-9._~:/%\[\]-]+)?)$")
    max_request: int = Field(64 * 1024, ge=0)
    rate_limit: str = Field("1200 per minute", pattern=r"^(off|[0-9]+ per (second|minute|hour|day))$")
    rate_storage: str = Field("memory://", min_length=1, max_length=500)
    proxies: int = Field(0, ge=0, le=10)
    max_age: int = Field(60, ge=0)
    log_level: str = Field("info", pattern="^(debug|info|warning|error)$")

    @field_validator("token")
    @classmethod
    def _long_enough(cls, token: SecretStr) -> SecretStr:
        """A secret that could be guessed is none."""
        secret = token.get_secret_value()
        if secret and (len(secret) < _SECRET or not secret.isascii() or not secret.isprintable()):
            raise ValueError("too short")
        return token

    @property
    def index_url(self) -> str:
        """The URL of the search index. What stands there is derived from the corpus and may be deleted."""
        return self.index or self._beside("index")

    @property
    def journals_url(self) -> str:
        """The URL of the database of journals: the only copy of what it holds."""
        return self.journals or self._beside("journals")

    @property
    def jobs_url(self) -> str:
        """The URL of the database of jobs."""
        return self.jobs or self._beside("jobs")

    @property
    def queue_url(self) -> str:
        """The URL of the queue that wakes the workers; it holds nothing but numbers of jobs."""
        return self.queue or self._beside("queue")

    def _beside(self, name: str) -> str:
        home = self.home.absolute()
        return f"sqlite:///{home.with_name(f'{home.name}.{name}.sqlite')}"

    @property
    def hosts(self) -> tuple[str, ...] | None:
        """Host names that are answered; None for any. Never used to make links: all links are relative."""
        named = tuple(name.strip() for name in self.trusted_hosts.split(",") if name.strip())
        if "*" in named:
            return None
        return named or (*_LOCAL, socket.gethostname(), self.host)

    @property
    def verification(self) -> str:
        """The base address of the QR codes, without a slash at its end; empty for pages without a code."""
        if self.verify_url == "off":
            return ""
        return self.verify_url.rstrip("/") or f"http://{self.host}:{self.port}"

    @property
    def processes(self) -> int:
        """How many processes answer."""
        return self.workers or max(2, os.cpu_count() or 1)


def from_environment(environ: Mapping[str, str] = os.environ) -> Settings:
    """The settings of this process. Raises Refusal("setting", "secret_short") naming the variable at fault."""
    given = {
        name: environ[variable]
        for name in Settings.model_fields
        if (variable := _PREFIX + name.upper()) in environ and environ[variable] != ""
    }
    try:
        return Settings.model_validate(given)
    except ValidationError as error:
        name = str(error.errors(include_input=False, include_url=False)[0]["loc"][0])
        key = "secret_short" if name == "token" else "setting"
        raise Refusal(key, place=_PREFIX + name.upper(), least=_SECRET) from None
