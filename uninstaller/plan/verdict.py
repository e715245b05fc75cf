"""The verdict on a plan: whether it can be generated as it stands."""

from enum import StrEnum

from uninstaller.plan.model import Plan


class Verdict(StrEnum):
    READY = "ready"
    DECISIONS = "decisions"


def verdict(plan: Plan) -> Verdict:
    """READY where `generate` would write; risks, references to do by hand and unread files never block."""
    return Verdict.DECISIONS if plan.decisions else Verdict.READY
