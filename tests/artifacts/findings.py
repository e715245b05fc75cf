"""Checked values for the reports: clean, with findings of each sort, and hostile."""

from uninstaller.facts.model import Certainty, Kind
from uninstaller.place import Place, Unread
from uninstaller.plan.checked import Checked, Reported
from uninstaller.plan.finding import Finding
from uninstaller.plan.rules import RULES, find_level

EVIL = "x\x1b[31m\n::error::own3d%0A]]>\"'<&>,: [a](http://evil.example) ../{0}\u202e\udcff\x7f\ufffe"


def report(finding: Finding, *, fails: bool = True) -> Reported:
    level = find_level(finding.rule, finding.certainty)
    column = 10 if finding.place.line else 0
    return Reported(finding, level, f"0f{finding.place.line:x}-1", column, fails)


def make_clean() -> Checked:
    return Checked("/srv/site", "", ("shop",), (), ())


def make_nothing() -> Checked:
    return Checked("/srv/site", "", (), (), ())


def make_failing() -> Checked:
    call = Finding(
        Place("modules/front/front.module", 4, 10),
        "php-function",
        Kind.FUNCTION,
        Certainty.CERTAIN,
        "shop",
        ("shop", "shop_total"),
        "uses the function shop_total of shop, which is removed: take it out",
    )
    template = Finding(
        Place("themes/garden/shop-item.tpl.php"),
        "template-override",
        Kind.THEME_HOOK,
        Certainty.LIKELY,
        "shop",
        ("shop", "shop_item"),
        "overrides the theme hook shop_item of shop, which is removed: delete the file",
    )
    guarded = Finding(
        Place("modules/front/front.module", 9, 3),
        "php-function",
        Kind.FUNCTION,
        Certainty.POSSIBLE,
        "poll",
        ("poll", "poll_count"),
        "uses the function poll_count of poll if module_exists('poll'), which is removed: take it out",
    )
    rows = (report(guarded, fails=False), report(call), report(template))
    unread = (Unread(Place("modules/odd/odd.module", 7, 1), "PHP that cannot be parsed; it spells shop"),)
    return Checked(
        "/srv/site", "web/", ("gone", "poll", "shop"), rows, unread, waived=2, known=1, mended=3, uncertain=5
    )


def make_hostile() -> Checked:
    rows = tuple(
        report(Finding(Place(f"{EVIL}/{number}", 1, 10), rule.id, Kind.FILE, Certainty.CERTAIN, EVIL, (EVIL,), EVIL))
        for number, rule in enumerate(RULES)
    )
    return Checked(EVIL, f"{EVIL}/", (EVIL,), rows, (Unread(Place(EVIL), EVIL),))


CHECKED = {"clean": make_clean(), "nothing": make_nothing(), "failing": make_failing(), "hostile": make_hostile()}
