"""A runbook as one HTML page, with a box to tick for each step; no script, and nothing from elsewhere."""

from collections.abc import Iterator
from html import escape

from uninstaller.artifacts.shell import write_command, write_variable
from uninstaller.artifacts.terminal import visible
from uninstaller.plan.runbook import Command, Runbook, RunbookStep

_STYLE = """
:root { color-scheme: light dark; }
body { font: 1rem/1.5 system-ui, sans-serif; max-width: 62rem; margin: 2rem auto; padding: 0 1rem; }
table { border-collapse: collapse; width: 100%; }
th, td { border: 1px solid; padding: .25rem .5rem; text-align: left; vertical-align: top; }
pre { border-left: .25rem solid; padding: .5rem 1rem; white-space: pre-wrap; overflow-wrap: anywhere; }
section { border-top: 2px solid; margin-top: 1.5rem; }
h2 label { cursor: pointer; }
dt { font-weight: bold; }
dd { margin: 0 0 .5rem; }
@media print { section { break-inside: avoid; } }
"""


def report_runbook_html(runbook: Runbook) -> str:
    title = escape(f"{runbook.title}: {runbook.topology}")
    parts = [
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{title}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<main>",
        f"<h1>{escape(runbook.title)}</h1>",
        f"<p>{escape(runbook.edition)}, {escape(runbook.topology)}, with {escape(runbook.tool)}.</p>",
        f"<p><strong>What visitors see</strong>: {escape(runbook.promise)}</p>",
        f"<ul>{''.join(f'<li>{escape(note)}</li>' for note in runbook.notes)}</ul>",
        "<h2>What the updates do</h2>",
        *_effects(runbook),
        "<h2>Variables</h2>\n<p>The commands use these. Set them to what is true for you.</p>",
        f"<pre><code>{escape(_variables(runbook))}</code></pre>",
        *(line for number, step in enumerate(runbook.steps, 1) for line in _step(number, step)),
        "</main>\n</body>\n</html>",
    ]
    return "\n".join(parts) + "\n"


def _effects(runbook: Runbook) -> Iterator[str]:
    head = "".join(f'<th scope="col">{name}</th>' for name in ("module", "does", "to", "maintenance mode", "reason"))
    yield f"<table>\n<thead><tr>{head}</tr></thead>\n<tbody>"
    for effect in runbook.effects:
        needed = "not needed" if effect.is_live else "needed"
        cells = (effect.module, effect.kind.value, ", ".join(effect.objects), needed, effect.reason)
        yield f"<tr>{''.join(f'<td>{escape(visible(cell))}</td>' for cell in cells)}</tr>"
    yield "</tbody>\n</table>"


def _variables(runbook: Runbook) -> str:
    return "\n".join(f"{write_variable(variable)}  # {variable.meaning}" for variable in runbook.variables)


def _step(number: int, step: RunbookStep) -> Iterator[str]:
    yield f'<section>\n<h2><label><input type="checkbox"> {number}. {escape(step.title)}</label></h2>\n<dl>'
    rows = (
        ("Where", step.where.value),
        ("Visitors", f"{step.mode.value}. {step.why}".strip()),
        ("Deletes data", "not before there is a backup" if step.destroys else ""),
        ("Risk", step.risk),
        ("By hand", step.by_hand),
    )
    yield from _rows(rows)
    yield "</dl>"
    yield from _block("Do", step.commands)
    yield from _rows((("Expected", step.expect),), "p")
    yield from _block("Check", step.check)
    yield from _block("Back", step.undo)
    yield from _rows((("Back", step.undo_note),), "p")
    yield "</section>"


def _rows(rows: tuple[tuple[str, str], ...], tag: str = "dl") -> Iterator[str]:
    for name, text in rows:
        if text and tag == "p":
            yield f"<p>{name}: {escape(text)}</p>"
        elif text:
            yield f"<dt>{name}</dt><dd>{escape(text)}</dd>"


def _block(label: str, commands: tuple[Command, ...]) -> Iterator[str]:
    shown = [command for command in commands if not command.is_script]
    if shown:
        text = "\n".join(_line(command) for command in shown)
        yield f"<p>{label}:</p>\n<pre><code>{escape(text)}</code></pre>"


def _line(command: Command) -> str:
    printed = "" if command.prints is None else f"# prints {command.prints or 'nothing'}\n"
    return printed + write_command(command)
