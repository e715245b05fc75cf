"""What hook_disable() finds natively because its module is still enabled: by update.php's time it is not."""

import re

from uninstaller.drupal.seven.lifting.callbacks import HOOK_CALLS
from uninstaller.drupal.seven.lifting.matter import Judgement, Matter
from uninstaller.php.outline import DeclarationKind

_STATIC = re.compile(r"\bstatic\s+\$|\bdrupal_static\s*\(")


def judge_enabled(matter: Matter) -> Judgement | None:
    """A call by which hook_disable() would meet its own module."""
    need = matter.need
    if "disable" not in matter.reach.hooks or need.name.lower() not in HOOK_CALLS:
        return None
    hooks = [_fill(hook, need.arguments) for hook in HOOK_CALLS[need.name.lower()]]
    first = need.arguments[0] if need.arguments else None
    if not hooks and (first is None or first in matter.own.folders):
        problem = (
            f"{need.name}() still counts the module natively while hook_disable() runs; update.php has disabled it"
        )
        return matter.decide("self-invocation", problem)
    for hook in hooks:
        if hook is None:
            problem = f"{need.name}() may natively call the module's own hook: which one is known only at run time"
            return matter.decide("dynamic-call", problem)
        linked = {link.target for link in matter.sliced.links if link.need == need}
        for module in matter.own.folders:
            found = matter.code.find(DeclarationKind.FUNCTION, f"{module}_{hook}")
            if found is not None and found not in linked:
                return matter.decide("self-invocation", f"{need.name}() natively calls {module}_{hook}() as well")
    return None


def _fill(hook: str, arguments: tuple[str | None, ...]) -> str | None:
    """The hook's name; None where it hangs on an argument that is no plain string."""
    wanted = re.search(r"\{(\d)\}", hook)
    if wanted is None:
        return hook
    index = int(wanted[1])
    given = arguments[index] if len(arguments) > index else None
    return None if given is None else hook.replace(wanted[0], given)


def keeps_state(text: str) -> bool:
    """Whether a function keeps values from one call to the next."""
    return bool(_STATIC.search(text))
