"""Which hooks the functions of a module implement, and whether Drupal finds them where they are."""

import re
from collections.abc import Iterator

from uninstaller.drupal.modern.features import Feature, Version, has_feature
from uninstaller.drupal.modern.provides.code.files import Role
from uninstaller.drupal.modern.provides.code.model import FunctionFacts
from uninstaller.drupal.modern.provides.code.own_code import OwnCode
from uninstaller.drupal.modern.provides.hooks.catalogue import SPECIAL, HookCatalogue
from uninstaller.drupal.modern.provides.hooks.model import HookImplementation, HookStyle
from uninstaller.facts.model import Certainty

_ATTRIBUTES = "Drupal\\Core\\Hook\\Attribute\\"
_SHIMS = {"LegacyHook", "LegacyModuleImplementsAlter", "LegacyRequirementsHook"}
_STOP = f"{_ATTRIBUTES}ProceduralHookScanStop"
HOOK_GROUPS = {
    "tokens": re.compile(r"token_info(_alter)?|tokens(_alter)?"),
    "views": re.compile(r"(field_)?views_(data|data_alter|data_views_data_alter|analyze|invalidate_cache)"
                        r"|views_plugins_\w+_alter"),
    "views_execution": re.compile(r"views_((query|form)_substitutions|(pre|post)_\w+|query_alter|ajax_data_alter)"
                                  r"|views_preview_info_alter"),
}  # fmt: skip
"""Core's own hook_hook_info(): hooks that are also found in MODULE.GROUP.inc."""


def read_function_hooks(
    code: OwnCode, catalogue: HookCatalogue, modules: frozenset[str], version: Version | None, *, is_scanned: bool
) -> Iterator[HookImplementation]:
    """`modules` are the names of all modules of the code base: a function may implement a hook for another one.

    `is_scanned`: false where the module tells Drupal not to look at its functions.
    """
    for file in code.files.values():
        is_stopped = False
        for function in file.functions:
            is_stopped = is_stopped or any(attribute.name == _STOP for attribute in function.attributes)
            found = _find(code.module, function, catalogue, modules)
            if found is None:
                continue
            module, hook, documented, certainty = found
            problem = _problem(code, function, documented, version, is_scanned and not is_stopped)
            yield HookImplementation(
                hook, documented, module, function.name, HookStyle.FUNCTION, function.place, certainty, problem
            )


Found = tuple[str, str, str, Certainty]


def _find(module: str, function: FunctionFacts, catalogue: HookCatalogue, modules: frozenset[str]) -> Found | None:
    """The module, hook, documented hook and certainty."""
    name = function.name
    own = _match(module, function, catalogue)
    if own is not None and own[3] is Certainty.CERTAIN:
        return own
    for length in range(len(name) - 1, 0, -1):
        if name[length] == "_" and name[:length] in modules and name[:length] != module:
            other = _match(name[:length], function, catalogue)
            if other is not None and other[3] is Certainty.CERTAIN:
                return other
    return own


def _match(module: str, function: FunctionFacts, catalogue: HookCatalogue) -> Found | None:
    if not function.name.lower().startswith(f"{module}_"):
        return None
    hook = function.name[len(module) + 1 :]
    found = catalogue.find(hook)
    if found is not None:
        return module, hook, found[0], Certainty.CERTAIN if function.implements else found[1]
    return (module, hook, function.implements, Certainty.LIKELY) if function.implements else None


def _problem(code: OwnCode, function: FunctionFacts, documented: str, version: Version | None, is_scanned: bool) -> str:
    """Why Drupal does not call a hook."""
    if documented in SPECIAL or documented == "post_update_NAME":
        return _special_problem(code, function, documented)
    shims = {attribute.name.removeprefix(_ATTRIBUTES) for attribute in function.attributes} & _SHIMS
    if has_feature(version, Feature.HOOK_ATTRIBUTES):
        if "LegacyHook" in shims:
            return "for cores that do not read #[Hook]: the method of the same hook is called instead"
        return "" if is_scanned or shims else "the module tells Drupal not to look for hooks here"
    return "" if _is_loaded(code, function) else f"Drupal does not load {function.place.path} before it calls hooks"


def _special_problem(code: OwnCode, function: FunctionFacts, documented: str) -> str:
    role = code.roles[function.place.path]
    is_post_update = documented in ("post_update_NAME", "removed_post_updates")
    if is_post_update and role is not Role.POST_UPDATE:
        return "found only in the module's .post_update.php"
    if not is_post_update and role not in (Role.INSTALL, Role.MODULE):
        return "found only in the module's .install and .module"
    return ""


def _is_loaded(code: OwnCode, function: FunctionFacts) -> bool:
    path = function.place.path
    role = code.roles[path]
    file_name = path.rpartition("/")[2]
    if role is Role.MODULE or (role is Role.INSTALL and function.name.endswith("_requirements")):
        return True
    group = HOOK_GROUPS.get(file_name.removeprefix(f"{code.module}.").removesuffix(".inc"))
    if role is Role.INCLUDE and group is not None and group.fullmatch(function.name.removeprefix(f"{code.module}_")):
        return True
    return any(
        file_name.removesuffix(".inc").encode() in code.parse(file.path).source[start:end]
        for file in code.with_role(Role.MODULE)
        for start, end in file.effects
    )
