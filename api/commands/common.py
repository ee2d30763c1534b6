"""What every command shares: the state, the kinds of arguments, where output goes."""

from __future__ import annotations

import errno
import functools
import os
import sys
import tempfile
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar

import click
from pydantic import BaseModel

from api import dates, serialise
from api.messages import UiLanguage, say
from api.refusals import Refusal, explain
from api.settings import Settings
from api.words import finding_words
from forms.model import FillErrors
from legal import Corpus
from legal.errors import SourceError, StoreError
from legal.records import Finding
from legal.store.search import SearchIndex

_Command = TypeVar("_Command", bound=Callable[..., Any])
FILE_LIMIT = 64 * 1024 * 1024
"""Bytes read from one file; the reader of the legal package has a lower limit of its own."""


_NOT_READ = {errno.ENOENT: "no_file", errno.EACCES: "no_right", errno.EISDIR: "is_folder"}
_NOT_WRITTEN = {errno.ENOENT: "no_folder", errno.EACCES: "no_right_to_write", errno.ENOSPC: "no_room"}
"""What a person can do something about, by the number that the system gives it."""


@dataclass
class State:
    """The settings and the language of messages of one run."""

    settings: Settings
    ui: UiLanguage
    verbose: bool = False

    @cached_property
    def corpus(self) -> Corpus:
        """The corpus repository. Raises Refusal with the remedy where there is none."""
        home = self.settings.home
        if not home.exists():
            raise Refusal("no_corpus", place=str(home), like=StoreError)
        return Corpus.open(home)

    @cached_property
    def index(self) -> SearchIndex:
        """The search index of the corpus."""
        return SearchIndex(self.corpus, self.settings.index_url)

    def say(self, key: str, **values: object) -> str:
        """A message of the table in the language of this run."""
        return say(key, self.ui, **values)


pass_state = click.make_pass_decorator(State)


class CivilDate(click.ParamType[date]):
    """DATE: `YYYY-MM-DD` and nothing else."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """Strings to dates; a date stays one."""
        return value if isinstance(value, date) else _read(dates.civil_date, value, param, ctx)


class Moment(click.ParamType[datetime]):
    """MOMENT of knowledge time."""

    name = "moment"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        """Strings to moments."""
        return value if isinstance(value, datetime) else _read(dates.moment, value, param, ctx)


_Value = TypeVar("_Value")


def _read(
    reader: Callable[[str], _Value], value: str, param: click.Parameter | None, ctx: click.Context | None
) -> _Value:
    try:
        return reader(value)
    except Refusal as refusal:
        ui: UiLanguage = ctx.find_object(State).ui if ctx and ctx.find_object(State) else "ru"  # type: ignore[union-attr]
        told = explain(refusal, ui)
        raise click.BadParameter(f"{told.detail} {told.remedy}", ctx=ctx, param=param) from None


DATE = CivilDate()
MOMENT = Moment()


def language_option(command: _Command) -> _Command:
    """--lang rus|kaz."""
    return click.option("--lang", type=click.Choice(["rus", "kaz"]), help="option.lang")(command)


def json_option(command: _Command) -> _Command:
    """--json."""
    return click.option("--json", "as_json", is_flag=True, help="option.json")(command)


def output_option(command: _Command) -> _Command:
    """-o FILE."""
    return click.option(
        "-o", "--output", type=click.Path(dir_okay=False, path_type=Path, allow_dash=True), help="option.output"
    )(command)


def write(data: bytes | str) -> None:
    """Data on standard output, in UTF-8 whatever the locale says.

    Where the reader has left (`| head`) the rest goes nowhere: that is no fault, and the exit status says none.
    """
    stream = sys.stdout.buffer
    try:
        stream.write(data.encode() if isinstance(data, str) else data)
        stream.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def write_json(answer: BaseModel | Sequence[BaseModel]) -> None:
    """An answer as JSON on standard output."""
    write(serialise.to_json(answer))


def tell(message: str) -> None:
    """A message on standard error, in UTF-8 whatever the locale says."""
    stream = sys.stderr.buffer
    stream.write(f"{message}\n".encode(errors="backslashreplace"))
    stream.flush()


def deliver(data: bytes | Iterable[bytes], output: Path | None, *, binary: bool = False) -> None:
    """Data, or its pieces as they are made, to a file, whole or not at all, or to standard output.

    Raises Refusal where bytes of a PDF or DOCX would go to a terminal, and where the file cannot be written.
    """
    pieces = (data,) if isinstance(data, bytes) else data
    if output is None or str(output) == "-":
        if binary and output is None and sys.stdout.isatty():
            raise Refusal("terminal")
        for piece in pieces:
            write(piece)
        return
    try:
        handle, temporary = tempfile.mkstemp(dir=output.parent, prefix=f".{output.name}.")
        try:
            with os.fdopen(handle, "wb") as stream:
                stream.writelines(pieces)
            umask = os.umask(0)
            os.umask(umask)
            Path(temporary).chmod(0o666 & ~umask)
            Path(temporary).replace(output)
        except BaseException:
            with suppress(OSError):
                Path(temporary).unlink()
            raise
    except OSError as error:
        key = _NOT_WRITTEN.get(error.errno or 0, "not_written")
        raise Refusal(key, place=str(output), reason=error.strerror or str(error)) from error


def names_file(text: str) -> bool:
    """Whether an ACT_OR_FILE is a file. Raises Refusal for a path with a suffix that is none: no act is called so.

    An IRI begins with `/akn/`, a code has neither a folder nor a suffix.
    """
    path = Path(text)
    if path.is_file():
        return True
    if not text.startswith("/akn/") and path.suffix:
        raise Refusal("no_file", place=text, like=SourceError)
    return False


def read_files(paths: Iterable[Path]) -> list[tuple[str, bytes]]:
    """Files as (name, bytes); the name is the last part of the path. Raises SourceError-like refusals."""
    found = []
    for path in paths:
        try:
            if path.stat().st_size > FILE_LIMIT:
                raise Refusal("file_large", place=str(path), like=SourceError, limit=FILE_LIMIT // (1024 * 1024))
            found.append((path.name, path.read_bytes()))
        except OSError as error:
            key = _NOT_READ.get(error.errno or 0, "not_read")
            raise Refusal(key, place=str(path), like=SourceError, reason=error.strerror or "") from error
    return found


def report_findings(state: State, findings: Iterable[Finding], place: str | None = None) -> int:
    """Findings on standard error: errors and warnings each, the rest counted. The exit status they mean."""
    once = list(dict.fromkeys(findings))
    shown = once if state.verbose else [one for one in once if one.severity != "info"]
    for one in shown:
        where = f"{place}: " if place else ""
        tell(f"{state.say(f'severity.{one.severity}')}: {where}{finding_words(one, state.ui)}")
    if hidden := len(once) - len(shown):
        tell(state.say("cli.more", count=hidden))
    return int(any(one.severity == "error" for one in once))


def report_faults(state: State, refused: FillErrors) -> int:
    """What a form does not take, on standard error, and what to do; the exit status it means."""
    for message in refused.messages("kaz" if state.ui == "kk" else "rus"):
        tell(message)
    tell(state.say("cli.remedy", remedy=state.say("word.data_remedy")))
    return 1


def lines(rows: Iterable[Sequence[object]]) -> str:
    """Rows as lines of tab-separated cells; tabs and line ends inside a cell become spaces."""
    return "".join("\t".join(" ".join(str(cell).split()) for cell in row) + "\n" for row in rows)


def with_state(command: _Command) -> _Command:
    """Passes the State first and makes what the command returns its exit status."""

    @functools.wraps(command)
    def run(state: State, /, *args: Any, **options: Any) -> None:
        click.get_current_context().exit(command(state, *args, **options) or 0)

    return _VERBOSE(pass_state(run))  # type: ignore[return-value]


def _verbosely(ctx: click.Context, _param: click.Parameter, wanted: bool) -> None:
    """--verbose after a command is the same as before it."""
    state = ctx.find_object(State)
    if state is not None and wanted:
        state.verbose = True


_VERBOSE = click.option("-v", "--verbose", is_flag=True, expose_value=False, callback=_verbosely, help="option.verbose")
