"""Where lifted code tells its own names: they must stay what they were, though the declarations are renamed."""

from uninstaller.drupal.seven.lifting.callbacks import role_of
from uninstaller.drupal.seven.lifting.matter import Judgement, Matter
from uninstaller.php.outline import DeclarationKind
from uninstaller.php.slice import Role

CLASS_CALLS = frozenset({"get_class", "get_called_class", "get_parent_class", "serialize", "unserialize"})
"""They give, store or look up the name of an object's class."""


def judge_magic(matter: Matter) -> Judgement:
    """`__FUNCTION__` and `__LINE__` keep their values as literals; of a callback, the new name is right."""
    need = matter.need
    if need.name in ("__FILE__", "__DIR__"):
        return matter.decide("own-path", f"{need.name} means the module's folder, which will be gone")
    if need.name == "__LINE__":
        line = matter.code.sources[matter.path].count(b"\n", 0, need.span[0]) + 1
        return Judgement(drops=((need.span, str(line).encode()),))
    if need.name.endswith("::class") and not _is_own(matter, need.name.removesuffix("::class")):
        return Judgement()
    role = role_of(need)
    value = need.arguments[0] if need.arguments else None
    if role is Role.CODE:
        return Judgement()
    if role is Role.DATA and value is not None and need.name in ("__FUNCTION__", "__METHOD__"):
        return Judgement(drops=((need.span, f"'{value}'".encode()),))
    return matter.decide("ambiguous-name", f"{need.name} means own code here, or mere data: nobody can tell")


def _is_own(matter: Matter, name: str) -> bool:
    if name.lower() in ("self", "static", "parent"):
        return True
    return matter.code.find(DeclarationKind.CLASS, name.lstrip("\\")) is not None


def judge_class_call(matter: Matter) -> Judgement | None:
    """A call that sees the names of classes, where own classes are lifted."""
    if not matter.reach.has_classes or matter.need.name.lower() not in CLASS_CALLS:
        return None
    return matter.decide("ambiguous-name", f"{matter.need.name}() may tell the name of an own class, which changes")
