"""What modules that go together ask of each other: natively one is still there while Drupal uninstalls the other."""

import re
from collections.abc import Mapping

from uninstaller.plan.model import Strategy


def find_carried_together(
    strategies: Mapping[str, Strategy], needs: Mapping[str, frozenset[str]], texts: Mapping[str, bytes]
) -> dict[str, str]:
    """Modules that must be carried although they need not be by themselves, with the reason.

    `needs`: which of the modules each one requires, directly. `texts`: the code that comes along of each.
    """
    found: dict[str, str] = {}
    for name, text in texts.items():
        for other in sorted(_list_all(needs, name)):
            if strategies[name] is not Strategy.CARRY and _names(text, other):
                found[name] = f"what comes along of it uses {other}, which goes as well"
    queue = [name for name in strategies if strategies[name] is Strategy.CARRY or name in found]
    for name in queue:
        for other in sorted(needs.get(name, frozenset())):
            if other not in queue:
                found[other] = f"{name}, which is carried, needs it"
                queue.append(other)
    return found


def _list_all(needs: Mapping[str, frozenset[str]], name: str) -> set[str]:
    """Directly and indirectly."""
    queue = sorted(needs.get(name, frozenset()))
    for one in queue:
        queue += sorted(needs.get(one, frozenset()) - set(queue))
    return set(queue) - {name}


def _names(text: bytes, module: str) -> bool:
    """Whether code names a class, a function or a service of the module."""
    name = re.escape(module.encode())
    return bool(re.search(rb"\bDrupal\\+%s\\|\b_?%s_\w+\s*\(|['\"@]%s\.\w" % (name, name, name), text))
