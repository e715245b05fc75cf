"""A runbook as one HTML page, with a box to tick for each step; no script, and nothing from elsewhere."""

from uninstaller.artifacts.markup import find_templates
from uninstaller.artifacts.shell import show_commands, show_variables
from uninstaller.plan.runbook import Runbook


def report_runbook_html(runbook: Runbook) -> str:
    steps = [
        (step, *("\n".join(show_commands(commands)) for commands in (step.commands, step.check, step.undo)))
        for step in runbook.steps
    ]
    variables = "\n".join(show_variables(runbook.variables))
    make_text = find_templates("uninstaller.artifacts.page")
    return make_text("runbook.html.j2", runbook=runbook, steps=steps, variables=variables)
