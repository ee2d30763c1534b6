"""The command line. Data on standard output, messages on standard error.

Exit status: 0 done, 1 findings of severity error or an act that does not apply, 2 a wrong call. Messages are in the
language of --ui-lang, else QAGIDA_UI_LANGUAGE, else LANG, else Russian.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from typing import Any, NoReturn

import click

from api import settings as configuration
from api.commands import (
    acts,
    decisions,
    documents,
    drafting,
    files,
    forms,
    jobs,
    journals,
    printing,
    searching,
    serving,
    store,
)
from api.commands.common import State, tell
from api.help import spoken_context
from api.messages import UI_LANGUAGES, UiLanguage, say, ui_language
from api.refusals import explain, translate
from legal.errors import LegalError
from renderer.errors import RenderError


def chosen_language(arguments: Sequence[str]) -> UiLanguage:
    """The language of messages, found before anything is parsed, since a refusal to parse is a message too."""
    environ = os.environ
    default = ui_language(environ.get("QAGIDA_UI_LANGUAGE") or environ.get("LC_ALL") or environ.get("LANG"))
    for i, argument in enumerate(arguments):
        if argument.startswith("--ui-lang="):
            return ui_language(argument.partition("=")[2], default)
        if argument == "--ui-lang" and i + 1 < len(arguments):
            return ui_language(arguments[i + 1], default)
    return default


def _all_commands(group: click.Group) -> list[tuple[str, click.Command]]:
    """The commands of a group and of the groups in it, by name."""
    found = list(group.commands.items())
    inner = [pair for _, command in found if isinstance(command, click.Group) for pair in _all_commands(command)]
    return found + inner


def _speak(group: click.Group, ui: UiLanguage) -> None:
    """Gives every command and option its words: in the code their help is a key of the table of messages."""
    for command, key in _COMMANDS:
        command.help = command.short_help = say(key, ui)  # the list of commands says all of it, wrapped
        command.context_class = spoken_context(ui)
    group.help = say("help.qagida", ui)
    group.context_class = spoken_context(ui)
    for parameter, key in _OPTIONS:
        parameter.help = say(key, ui)


class Surface(click.Group):
    """The group of all commands: one place where every error becomes words and an exit status."""

    def main(self, args: Sequence[str] | None = None, *rest: Any, **options: Any) -> NoReturn:
        """Runs a command and exits with its status."""
        arguments = list(sys.argv[1:] if args is None else args)
        ui = chosen_language(arguments)
        options.pop("standalone_mode", None)
        sys.exit(self._run(arguments, ui, rest, options))

    def _run(self, arguments: list[str], ui: UiLanguage, rest: tuple[Any, ...], options: dict[str, Any]) -> int:
        _speak(self, ui)
        try:
            status: object = click.Group.main(self, arguments, *rest, standalone_mode=False, **options)  # type: ignore[call-overload]
            return status if isinstance(status, int) else 0
        except click.UsageError as error:
            return _wrong_call(error, ui)
        except click.ClickException as error:
            tell(f"{say('severity.error', ui)}: {error.format_message()}")
            return 2
        except (LegalError, RenderError) as error:
            return _refused(error, ui)
        except (KeyboardInterrupt, click.Abort):
            tell(say("cli.stopped", ui))
            return 130


def _wrong_call(error: click.UsageError, ui: UiLanguage) -> int:
    if isinstance(error, click.exceptions.NoArgsIsHelpError):
        tell(error.format_message())
        return 2
    if error.ctx is not None:
        tell(error.ctx.get_usage())
    tell(f"{say('cli.wrong_call', ui)}: {_wrong(error, ui)}")
    if error.ctx is not None:
        tell(say("cli.try_help", ui, command=error.ctx.command_path))
    return 2


def _wrong(error: click.UsageError, ui: UiLanguage) -> str:
    """What is wrong with a call, in the language of the reader where click says it in English."""
    match error:
        case click.MissingParameter():
            return say("cli.missing", ui, name=_name_of(error))
        case click.NoSuchOption():
            return say("cli.no_option", ui, name=error.option_name)
        case click.NoSuchCommand():
            return say("cli.no_command", ui, name=error.command_name)
        case click.BadParameter(param=click.Parameter(type=click.Choice(choices=choices))):
            return say("cli.bad_choice", ui, name=_name_of(error), choices=", ".join(map(str, choices)))
        case click.BadParameter():
            return f"{_name_of(error)}: {translate(error.message, ui)}"
        case _:
            return translate(error.format_message(), ui)


def _name_of(error: click.BadParameter) -> str:
    """The option or argument that is wrong, as it is written."""
    if isinstance(error.param, click.Option):
        return error.param.opts[0]
    if error.param is not None and error.ctx is not None:
        return error.param.make_metavar(error.ctx).strip("[]")
    return str(error.param_hint or "")


def _refused(error: LegalError | RenderError, ui: UiLanguage) -> int:
    told = explain(error, ui)
    where = f"{told.place}: " if told.place else ""
    tell(f"{told.title}: {where}{told.detail}")
    if told.remedy:
        tell(say("cli.remedy", ui, remedy=told.remedy))
    return told.exit


@click.group(cls=Surface, context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--ui-lang", type=click.Choice(UI_LANGUAGES), help="option.ui_lang")
@click.option("-v", "--verbose", is_flag=True, help="option.verbose")
@click.version_option(package_name="qagida", prog_name="qagida", help="option.version")
@click.pass_context
def main(ctx: click.Context, ui_lang: UiLanguage | None, verbose: bool) -> None:
    """`qagida`."""
    settings = configuration.from_environment()
    ctx.obj = State(settings, ui_lang or chosen_language([]), verbose)


for _command in (
    store.init,
    store.import_,
    store.publish,
    decisions.decide,
    decisions.decisions,
    acts.operations,
    acts.at,
    acts.timeline,
    acts.compare,
    acts.blame,
    acts.notes,
    searching.search,
    files.consolidate,
    drafting.draft,
    drafting.preview,
    drafting.parity,
    documents.documents,
    documents.render,
    printing.print_,
    jobs.jobs,
    jobs.worker,
    forms.forms,
    forms.act,
    journals.journal,
    store.check,
    serving.serve,
    serving.bench,
):
    main.add_command(_command)

# A command says its key where another one has the same name.
_COMMANDS: tuple[tuple[click.Command, str], ...] = tuple(
    (command, command.help if (command.help or "").startswith("help.") else f"help.{name}")  # type: ignore[misc]
    for name, command in _all_commands(main)
)
_OPTIONS: tuple[tuple[click.Option, str], ...] = tuple(
    (parameter, parameter.help)
    for command in (main, *(command for _, command in _all_commands(main)))
    for parameter in command.params
    if isinstance(parameter, click.Option) and parameter.help
)

if __name__ == "__main__":
    main()
