"""Findings for a terminal: by module, each with its place, what is there and what to do."""

from collections.abc import Sequence

from uninstaller.artifacts.terminal import Style, Terminal, clip, cut, flow, visible
from uninstaller.artifacts.wording import count, enumerate_names
from uninstaller.plan.checked import Checked, Reported
from uninstaller.plan.rules import Level

NARROWEST = 60
MOST_UNREAD = 5
LONGEST = 300
STYLES = {Level.ERROR: Style.BAD, Level.WARNING: Style.WARNING, Level.NOTE: Style.DIM}


def report_check_text(checked: Checked, *, colour: bool, width: int, verbose: bool = False) -> str:
    """With a final line end; all findings, since whoever must mend them needs each."""
    terminal = Terminal(colour, max(width, NARROWEST))
    parts = [_list_module(terminal, checked, module) for module in _modules(checked)]
    parts += [_list_unread(terminal, checked, verbose), flow(terminal, [(_style(checked), _summary(checked))], "")]
    return "\n\n".join("\n".join(lines) for lines in parts if lines) + "\n"


def _modules(checked: Checked) -> list[str]:
    return sorted({one.finding.module for one in checked.reported})


def _list_module(terminal: Terminal, checked: Checked, module: str) -> list[str]:
    mine = [one for one in checked.reported if one.finding.module == module]
    title = f"{visible(module) or 'waivers'}: {count(len(mine), 'finding')}"
    return [terminal.paint(Style.TITLE, title), *(line for one in mine for line in _list_finding(terminal, one))]


def _list_finding(terminal: Terminal, one: Reported) -> list[str]:
    finding = one.finding
    certainty = "" if finding.certainty == "certain" else f", {finding.certainty.value}"
    head = [(Style.PLAIN, str(finding.place)), (STYLES[one.level], f"{one.level.value}{certainty}")]
    said = clip(finding.message, LONGEST)
    return [
        *flow(terminal, [*head, (Style.DIM, f"[{finding.rule}]")], "  ", "    "),
        *flow(terminal, [(Style.PLAIN, said)], "    ", "    "),
    ]


def _list_unread(terminal: Terminal, checked: Checked, verbose: bool) -> list[str]:
    shown, hidden = cut(checked.unread, len(checked.unread) if verbose else MOST_UNREAD)
    lines = [
        line for one in shown for line in flow(terminal, [(Style.PLAIN, f"{one.place} {one.reason}")], "  ", "    ")
    ]
    more = [f"  … and {hidden} more (--verbose)"] if hidden else []
    return [terminal.paint(Style.TITLE, "Could not be read"), *lines, *more] if lines else []


def _style(checked: Checked) -> Style:
    return Style.BAD if checked.fails else Style.GOOD


def _summary(checked: Checked) -> str:
    failing = sum(one.fails for one in checked.reported)
    if failing:
        said = f"failed: {count(failing, 'finding')}"
    else:
        said = f"clean: nothing refers to {_names(checked.modules)}" if checked.modules else "clean: no module is gone"
    other = len(checked.reported) - failing
    also = (
        (other, f"{count(other, 'finding')} too uncertain to fail"),
        (checked.uncertain, f"{checked.uncertain} too uncertain to fail (--verbose lists them)"),
        (checked.waived, f"{checked.waived} waived"),
        (checked.known, f"{checked.known} known by the baseline"),
        (checked.mended, f"{checked.mended} of the baseline mended (--write-baseline forgets them)"),
    )
    return "; ".join([said, *(text for number, text in also if number)])


def _names(names: Sequence[str]) -> str:
    return enumerate_names(names)
