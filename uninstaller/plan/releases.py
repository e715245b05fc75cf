"""The same plan for teams whose policy forbids one release: the data goes in the first, the code in the second."""

from dataclasses import replace
from typing import assert_never

from uninstaller.plan.model import DeletePath, EditFile, Plan, RunRemoval, Step

_BRINGS_CODE = ("composer.json", "composer.lock", ".make", ".make.yml")
"""Files that say which code there is: what they say stays true for as long as the code stays."""
_NATIVE = "Drupal itself uninstalls it, while its code is there"
_SECOND = "second release: "


def is_of_first(plan: Plan, step: Step) -> bool:
    """Whether a step belongs to the first of two releases: references go, the code stays."""
    match step:
        case DeletePath():
            folders = {removal.extension.folder for removal in plan.removals} | {one.folder for one in plan.shadowed}
            return not any(step.path == folder or f"{folder}/".startswith(f"{step.path}/") for folder in folders)
        case EditFile():
            return not step.path.endswith(_BRINGS_CODE)
        case RunRemoval():
            return True
        case other:
            assert_never(other)


def make_two_releases(plan: Plan) -> Plan:
    """The plan with the steps of the first release before those of the second, which say that they are."""
    first = [_natively(step) for step in plan.steps if is_of_first(plan, step)]
    return replace(plan, steps=(*first, *(_later(step) for step in plan.steps if not is_of_first(plan, step))))


def make_first_release(plan: Plan) -> Plan:
    """What `generate` writes for the first release: changes of files only."""
    steps = tuple(step for step in plan.steps if is_of_first(plan, step) and not isinstance(step, RunRemoval))
    return replace(plan, steps=steps)


def _natively(step: Step) -> Step:
    if not isinstance(step, RunRemoval):
        return step
    return replace(step, actions=(_NATIVE,), needs_maintenance=False)


def _later(step: Step) -> Step:
    match step:
        case DeletePath():
            return replace(step, reason=f"{_SECOND}{step.reason}")
        case EditFile():
            return replace(step, edits=tuple(replace(edit, reason=f"{_SECOND}{edit.reason}") for edit in step.edits))
        case RunRemoval():
            return step
        case other:
            assert_never(other)
