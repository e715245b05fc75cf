"""A runbook as Markdown, to be read, ticked off, and copied from."""

from collections.abc import Iterator

from uninstaller.artifacts.shell import show_commands, show_variables
from uninstaller.artifacts.terminal import visible
from uninstaller.plan.runbook import Command, Runbook, RunbookStep


def report_runbook_markdown(runbook: Runbook) -> str:
    lines = [
        f"# {runbook.title}",
        "",
        f"{runbook.edition}, {runbook.topology}, with {runbook.tool}.",
        "",
        f"**What visitors see**: {runbook.promise}",
        "",
        *(f"- {note}" for note in runbook.notes),
        "",
        "## What the updates do",
        "",
        "| module | does | to | maintenance mode | reason |",
        "|---|---|---|---|---|",
        *_effects(runbook),
        "",
        "## Variables",
        "",
        "The commands use these. Set them to what is true for you.",
        "",
        "```sh",
        *show_variables(runbook.variables),
        "```",
        *(line for number, step in enumerate(runbook.steps, 1) for line in _step(number, step)),
    ]
    return "\n".join(lines) + "\n"


def _effects(runbook: Runbook) -> Iterator[str]:
    for effect in runbook.effects:
        objects = ", ".join(_code(name) for name in effect.objects)
        needed = "not needed" if effect.is_live else "**needed**"
        yield f"| {_code(effect.module)} | {effect.kind.value} | {objects} | {needed} | {effect.reason} |"


def _code(text: str) -> str:
    """A code span that no character of the text can leave, in a table's cell."""
    return f"`{visible(text).replace('`', chr(39)).replace('|', '/').strip() or ' '}`"


def _step(number: int, step: RunbookStep) -> Iterator[str]:
    yield from ("", f"## {number}. {step.title}", "")
    yield f"- [ ] {step.where.value}"
    why = f" {step.why}" if step.why else ""
    yield f"- **Visitors**: {step.mode.value}.{why}"
    if step.destroys:
        yield "- **Deletes data**: not before there is a backup."
    if step.risk:
        yield f"- **Risk**: {step.risk}"
    if step.by_hand:
        yield f"- **By hand**: {step.by_hand}"
    yield from _block("Do", step.commands)
    if step.expect:
        yield from ("", f"Expected: {step.expect}")
    yield from _block("Check", step.check)
    yield from _block("Back", step.undo)
    if step.undo_note:
        yield from ("", f"Back: {step.undo_note}" if not step.undo else step.undo_note)


def _block(label: str, commands: tuple[Command, ...]) -> Iterator[str]:
    shown = list(show_commands(commands))
    if shown:
        yield from ("", f"{label}:", "", "```sh", *shown, "```")
