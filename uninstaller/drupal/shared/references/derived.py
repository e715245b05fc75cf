"""CSS classes that Drupal makes of names: of a node type, a view, a block plugin, a field, a vocabulary."""

import re
from collections.abc import Iterator

from uninstaller.facts.model import Kind

_CONFIG = (
    (re.compile(r"node\.type\.(\w+)\Z"), ("node--type-{}", "node-type-{}", "node-{}", "page-node-type-{}")),
    (re.compile(r"views\.view\.(\w+)\Z"), ("view-{}", "view-id-{}", "view--{}")),
    (re.compile(r"taxonomy\.vocabulary\.(\w+)\Z"), ("vocabulary-{}",)),
    (re.compile(r"block_content\.type\.(\w+)\Z"), ("block--type-{}", "block-content--type-{}")),
    (re.compile(r"media\.type\.(\w+)\Z"), ("media--type-{}",)),
    (re.compile(r"paragraphs\.paragraphs_type\.(\w+)\Z"), ("paragraph--type--{}",)),
    (re.compile(r"field\.storage\.\w+\.(\w+)\Z"), ("field--name-{}", "field-name-{}")),
    (re.compile(r"block\.block\.(\w+)\Z"), ("block-{}",)),
)
"""Names of configuration and the classes that templates of core and `drupal_html_class()` make of them."""

_KINDS = {Kind.PLUGIN: ("block-{}", "field--type-{}", "field-type-{}", "field--widget-{}")}


def derive_classes(name: str, kind: Kind) -> Iterator[str]:
    if kind is Kind.CONFIG:
        for pattern, forms in _CONFIG:
            if match := pattern.match(name):
                yield from (form.format(match[1].replace("_", "-")) for form in forms)
    for form in _KINDS.get(kind, ()):
        yield form.format(re.sub(r"[_:.]+", "-", name))
