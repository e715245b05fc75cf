"""Templates whose names suggest them for configuration that goes: of a node type, a field, a view, a block."""

import re
from collections.abc import Iterator, Mapping

from uninstaller.codebase.tree import Tree
from uninstaller.drupal.shared.references.vocabulary import TEMPLATE_FILES
from uninstaller.facts.model import Certainty, Kind
from uninstaller.place import Place
from uninstaller.plan.finding import Finding

_SUGGESTED = (
    (re.compile(r"node\.type\.(?P<a>\w+)\Z"), (r"node--{a}(?:--.+)?", r"page--node--{a}")),
    (re.compile(r"(?:taxonomy\.vocabulary)\.(?P<a>\w+)\Z"), (r"taxonomy-term--{a}(?:--.+)?",)),
    (re.compile(r"media\.type\.(?P<a>\w+)\Z"), (r"media--{a}(?:--.+)?",)),
    (re.compile(r"paragraphs\.paragraphs_type\.(?P<a>\w+)\Z"), (r"paragraph--{a}(?:--.+)?",)),
    (re.compile(r"block_content\.type\.(?P<a>\w+)\Z"), (r"block--(?:block-content|bundle|type)--(?:type--)?{a}",)),
    (re.compile(r"block\.block\.(?P<a>\w+)\Z"), (r"block--{a}",)),
    (re.compile(r"views\.view\.(?P<a>\w+)\Z"), (r"views-(?:view|exposed)[\w-]*?--{a}(?:--.+)?",)),
    (re.compile(r"field\.storage\.(?P<e>\w+)\.(?P<a>\w+)\Z"), (r"field--{e}--{a}(?:--.+)?", r"field--{a}(?:--.+)?")),
    (re.compile(r"field\.field\.(?P<e>\w+)\.(?P<b>\w+)\.(?P<a>\w+)\Z"), (r"field--{e}--{a}--{b}",)),
)
"""Names of configuration and of the templates that core suggests for it; the field's last form is any entity type's."""


def follow_suggestions(tree: Tree, gone: Mapping[str, Finding]) -> Iterator[Finding]:
    """`gone` are names of configuration that goes. A field's name that another entity type keeps suggests nothing."""
    kept = {path.rpartition("/")[2].removesuffix(".yml") for path in tree.files if path.endswith(".yml")} - set(gone)
    patterns = [(re.compile("|".join(forms)), name) for name in sorted(gone) if (forms := list(_forms(name, kept)))]
    for path in tree.files if patterns else ():
        file = path.rpartition("/")[2].lower()
        stem = file.removesuffix(".html.twig").removesuffix(".tpl.php") if file.endswith(TEMPLATE_FILES) else ""
        name = next((name for pattern, name in patterns if stem and pattern.fullmatch(stem)), "")
        if name:
            reason = gone[name]
            chain = (*reason.chain, name) if reason.chain[-1] != name else reason.chain
            message, sure = f"is suggested for {name}, which goes with {reason.module}", Certainty.LIKELY
            yield Finding(Place(path), "template-suggestion", Kind.THEME_HOOK, sure, reason.module, chain, message)


def _forms(name: str, kept: set[str]) -> Iterator[str]:
    for pattern, forms in _SUGGESTED:
        match = pattern.match(name)
        if match is None:
            continue
        words = {key: re.escape(value.replace("_", "-")) for key, value in match.groupdict().items()}
        others = re.compile(rf"field\.storage\.\w+\.{match['a']}\Z")
        is_shared = "e" in words and any(map(others.match, kept))
        yield from (form.format(**words) for form in forms[: 1 if is_shared else None])
