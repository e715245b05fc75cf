"""A runbook as a script for bash: commented, stopping at the first failure, and able to go back."""

from collections.abc import Iterator

from uninstaller.artifacts.shell import quote_word, write_command, write_comment, write_variable
from uninstaller.artifacts.shell_functions import write_functions
from uninstaller.plan.runbook import Command, Ref, Runbook, RunbookStep, Variable, Where

_LOOPS = {
    Where.EACH: ('for web in "${WEBS[@]}"; do', "use_web"),
    Where.OTHERS: ('for web in "${WEBS[@]:1}"; do', "use_web"),
    Where.SITES: ('for URL in "${SITES[@]}"; do', "use_site"),
}


def report_runbook_sh(runbook: Runbook) -> str:
    """Steps are functions, so that one can begin at any of them, and go back from any of them."""
    lines = [
        "#!/usr/bin/env bash",
        *_head(runbook),
        "set -euo pipefail",
        "",
        *_variables(runbook),
        *write_functions(runbook),
        *(line for number, step in enumerate(runbook.steps, 1) for line in _step(number, step)),
        *_main(runbook),
    ]
    return "\n".join(lines) + "\n"


def _head(runbook: Runbook) -> Iterator[str]:
    yield from write_comment(f"{runbook.title}: {runbook.edition}, {runbook.topology}, with {runbook.tool}.")
    yield from write_comment(runbook.promise)
    yield "#"
    for note in runbook.notes:
        yield from write_comment(f"- {note}")
    yield "#"
    yield "#   bash RUNBOOK         all steps, from the first"
    yield "#   bash RUNBOOK 5       the same from step 5"
    yield "#   bash RUNBOOK back 5  undo steps 5 to 1"
    yield "#"
    yield "# What the updates do:"
    for effect in runbook.effects:
        live = "can run live" if effect.is_live else "needs maintenance mode"
        text = f"- {effect.module} {effect.kind.value} ({', '.join(effect.objects)}), {live}: {effect.reason}"
        yield from write_comment(text)


def _variables(runbook: Runbook) -> Iterator[str]:
    yield "# Set these here, or in a file of the same lines that RUNBOOK_SETTINGS names."
    for variable in runbook.variables:
        if not variable.derived:
            yield from write_comment(f"{variable.meaning}{'' if variable.value else ' (must be set)'}")
            yield write_variable(variable)
    yield 'if [ -n "${RUNBOOK_SETTINGS:-}" ]; then'
    yield "  # shellcheck source=/dev/null"
    yield '  . "$RUNBOOK_SETTINGS"'
    yield "fi"
    for variable in runbook.variables:
        yield from _after_settings(variable)


def _after_settings(variable: Variable) -> Iterator[str]:
    if variable.derived:
        yield write_variable(variable)
    elif not variable.value:
        yield f': "${{{variable.name}:?must be set: {variable.meaning}}}"'


def _step(number: int, step: RunbookStep) -> Iterator[str]:
    yield from ("", *write_comment(f"Step {number}: {step.title} ({step.where.value})"))
    for label, text in _explain(step):
        yield from write_comment(f"{label}: {text}")
    yield f"step_{number}() {{"
    yield f"  begin {number} {quote_word((step.title,))}"
    if step.by_hand and not step.commands:
        yield f"  by_hand {quote_word((step.by_hand,))}"
    needed = (Command((("need_backup",), step.needs), is_here=True),) if step.needs else ()
    yield from _run(step.where, (*needed, *step.commands, *step.check))
    yield "}"
    yield f"undo_{number}() {{"
    yield f"  begin {number} {quote_word((f'undo: {step.title}',))}"
    if step.undo_note:
        yield f"  say {quote_word((step.undo_note,))}"
    yield from _run(step.where, step.undo)
    yield "}"


def _explain(step: RunbookStep) -> Iterator[tuple[str, str]]:
    rows = (
        ("Visitors", f"{step.mode.value}. {step.why}".rstrip()),
        ("Without drush", step.by_hand if step.commands else ""),
        ("Expected", step.expect),
        ("Risk", step.risk),
        ("Back", step.undo_note),
    )
    return (row for row in rows if row[1])


def _run(where: Where, commands: tuple[Command, ...]) -> Iterator[str]:
    if not commands:
        return
    is_far = where is not Where.HERE
    lines = [_write(command, is_far) for command in commands]
    if where in _LOOPS:
        start, use = _LOOPS[where]
        yield f"  {start}"
        yield '    use_web "$web"' if use == "use_web" else "    use_site"
        yield from (f"    {line}" for line in lines)
        yield "  done"
        return
    if where is Where.FIRST:
        yield '  use_web "${WEBS[0]}"'
    yield from (f"  {line}" for line in lines)


def _write(command: Command, is_far: bool) -> str:
    prefix = "" if command.prints is None else f"prints {quote_word((command.prints,))} "
    if is_far and not command.is_here:
        prefix += f"on {quote_word((Ref('HOST'),))} "
    return write_command(command, prefix)


def _main(runbook: Runbook) -> Iterator[str]:
    last = len(runbook.steps)
    yield from ("", 'if [ "${1:-}" = back ]; then', f"  FROM=${{2:-{last}}}", "  DIRECTION=back", "else")
    yield from ("  FROM=${1:-1}", "  DIRECTION=forth", "fi")
    yield "case $FROM in"
    yield "  '' | *[!0-9]*) say 'usage: bash RUNBOOK [back] [STEP]' && exit 2 ;;"
    yield "esac"
    yield 'if [ "$DIRECTION" = forth ]; then'
    for number in range(1, last + 1):
        yield f'  if [ "$FROM" -le {number} ]; then step_{number}; fi'
    yield "  say 'all steps are done'"
    yield "else"
    for number in range(last, 0, -1):
        yield f'  if [ "$FROM" -ge {number} ]; then undo_{number}; fi'
    yield "  say 'all is as it was before the first step'"
    yield "fi"
