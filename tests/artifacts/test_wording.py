from dataclasses import replace

import pytest

from uninstaller.artifacts.wording import (
    count,
    describe_step,
    enumerate_names,
    group_footprint,
    group_places,
    lead_chain,
    name_fate,
    name_role,
    order_removals,
)
from uninstaller.facts.model import Fate, How, Kind, Stores
from uninstaller.place import Place
from uninstaller.plan.model import OnContent

from .plans import make_blocked, make_ready

PLACE = Place("a.install", 1)


@pytest.mark.parametrize(
    ("names", "said"),
    [
        ((), ""),
        (("a",), "a"),
        (("a", "b"), "a and b"),
        (("a", "b", "c"), "a, b and c"),
        (tuple("abcde"), "a, b and 3 others"),
    ],
)
def test_enumerate_names(names: tuple[str, ...], said: str) -> None:
    assert enumerate_names(names) == said


def test_count() -> None:
    assert [count(1, "class"), count(2, "class"), count(0, "table"), count(3, "url alias")] == [
        "1 class", "2 classes", "0 tables", "3 url aliases",
    ]  # fmt: skip


def row(name: str = "v", how: How = How.WRITTEN, fate: Fate = Fate.RESIDUE) -> Stores:
    return Stores(Kind.VARIABLE, name, "m", how, fate, PLACE)


def test_each_fate_has_its_place_and_blocking_ones_come_first() -> None:
    plan = replace(make_ready(), footprint=tuple(row(fate=fate) for fate in Fate))
    fates = [fate for fate, _, _ in group_footprint(plan)]
    assert sorted(fates) == sorted(Fate)
    assert fates[0] is Fate.REFUSED
    assert fates[-1] is Fate.RESIDUE


def test_a_name_is_guessed_only_where_nothing_better_is_known() -> None:
    rows = (row("known", How.GUESSED), row("known"), row("m_%", How.GUESSED))
    found = group_footprint(replace(make_ready(), footprint=rows))
    assert found == [(Fate.RESIDUE, "residue, natively as well", [(Kind.VARIABLE, ["known", "m_%?"])])]


def test_fates_say_what_the_options_make_of_them() -> None:
    ready = make_ready()
    removal = replace(ready.removals[0], residue=(row("cleaned"),))
    plan = replace(ready, removals=(removal,), deep_clean=True)
    assert name_fate(plan, row("cleaned")) == "residue, removed by --deep-clean"
    assert name_fate(plan, row("left")) == "residue that --deep-clean leaves"
    delete = replace(plan, on_content=OnContent.DELETE)
    assert name_fate(delete, row(fate=Fate.REFUSED)) == "deleted by --on-content delete"
    assert name_fate(ready, row("cleaned")) == "residue, natively as well"


def test_roles() -> None:
    ready, blocked = make_ready(), make_blocked()
    assert [(r.extension.name, name_role(ready, r)) for r in order_removals(ready)] == [
        ("survey", ""),
        ("survey_report", "submodule"),
    ]
    assert name_role(blocked, blocked.removals[-1]) == "submodule, test module"
    alone = replace(ready, targets=("survey_report",))
    assert name_role(alone, alone.removals[1]) == "dependent"


def test_places_are_grouped_by_what_is_said_of_them() -> None:
    rows = [("b", Place("x", 1)), ("a", Place("y")), ("b", Place("z", 3)), ("c", Place(""))]
    assert group_places(rows) == [("b", [Place("x", 1), Place("z", 3)]), ("a", [Place("y")]), ("c", [])]


def test_chain_always_leads_from_the_dependent_to_the_module() -> None:
    dependent = make_ready().dependents[0]
    assert lead_chain(dependent) == ("survey_report", "survey")
    assert lead_chain(replace(dependent, chain=())) == ("survey_report", "survey")
    assert lead_chain(replace(dependent, chain=("survey",))) == ("survey_report", "survey")


def test_a_reason_is_said_once() -> None:
    edit = next(step for step in make_ready().steps if describe_step(step)[1].endswith("acme.make"))
    assert describe_step(edit) == ("edit", "sites/all/drush/acme.make", "projects[survey]; patch")
