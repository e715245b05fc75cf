from dataclasses import replace

from uninstaller.place import Place, Unread
from uninstaller.plan.model import Decision, Plan, Risk, ToDo
from uninstaller.plan.verdict import Verdict, verdict

PLACE = Place("a.info", 1)
PLAN = Plan("7", ("a",), (), (), (), (), (), (), (), (), (), ())


def test_nothing_but_a_decision_blocks() -> None:
    loud = replace(
        PLAN,
        risks=(Risk("r", "a", PLACE, "p"),),
        todos=(ToDo(PLACE, "p"),),
        unknown=("u",),
        unread=(Unread(PLACE, "r"),),
    )
    assert verdict(loud) is Verdict.READY
    assert verdict(replace(loud, decisions=(Decision("d", "a", PLACE, "p", ("s",)),))) is Verdict.DECISIONS
