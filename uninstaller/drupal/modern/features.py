"""Features of Drupal's core by the version that brought them; majors are the wrong grain."""

import re
from collections.abc import Mapping
from enum import Enum

Version = tuple[int, int, int]


class Feature(Enum):
    PLUGIN_ATTRIBUTES = "plugin attributes"
    """Plugins may be declared by PHP attributes instead of annotations."""
    HOOK_ATTRIBUTES = "hook attributes"
    """`#[Hook]` is read, and functions in all .inc and .install files. (The class exists before, and does nothing.)"""

    REQUIREMENTS_ALTER = "hook_requirements_alter()"
    """Modules may change what other modules require of a site."""


FIRST: Mapping[Feature, Version] = {
    Feature.PLUGIN_ATTRIBUTES: (10, 2, 0),
    Feature.HOOK_ATTRIBUTES: (11, 1, 0),
    Feature.REQUIREMENTS_ALTER: (10, 2, 0),
}
"""The first version that has it."""


def read_version(text: str) -> Version | None:
    """From what core says of itself, `11.2.0-dev` or `10.x` too; None for what is no version."""
    found = re.match(r"(\d{1,3})(?:\.(\d{1,4}|x))?(?:\.(\d{1,4}|x))?(?![\w.])", text)
    if found is None:
        return None
    major, minor, patch = (999 if part == "x" else int(part or 0) for part in found.groups(default=""))
    return major, minor, patch


def has_feature(version: Version | None, feature: Feature) -> bool:
    """Whether a core of this version has it; where the version is not known, the newest core is assumed."""
    return version is None or version >= FIRST[feature]
