"""A plan with the files that it speaks of, for reports that quote them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from uninstaller.facts.recall import is_secret
from uninstaller.plan.model import EditFile, Plan

PRIVATE = re.compile(r"(?:^|/)(?:\.env[^/]*|local\.(?:php|inc)|[^/]*settings[^/]*\.inc)$", re.IGNORECASE)
"""Where passwords may stand beside what `is_secret` knows."""


@dataclass(frozen=True, slots=True)
class Dossier:
    """`sources` are files by path; one that is missing could not be read, or holds secrets."""

    plan: Plan
    sources: Mapping[str, bytes] = field(default_factory=dict)


def list_quoted(plan: Plan) -> tuple[str, ...]:
    """The files that a report may quote, sorted; those that may hold passwords are not among them."""
    paths = {step.path for step in plan.steps if isinstance(step, EditFile)}
    paths |= {path for removal in plan.removals for path, _ in removal.lifted.origins}
    paths |= {row.place.path for row in plan.references}
    paths |= {todo.place.path for todo in plan.todos} | {decision.place.path for decision in plan.decisions}
    return tuple(sorted(path for path in paths if path and not is_secret(path) and not PRIVATE.search(path)))
