"""Text from the templates of a generated module."""

from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jinja2 import Environment


@cache
def find_templates(package: str) -> Callable[..., str]:
    """The function that gives the text of a template in the folder `templates` of a package.

    Its arguments are the template's file name, and by keyword the values in it; one that is missing is an error.
    """

    def make_text(template: str, **values: object) -> str:
        return _environment(package).get_template(template).render(**values)

    return make_text


@cache
def _environment(package: str) -> "Environment":
    from jinja2 import Environment, PackageLoader, StrictUndefined  # noqa: PLC0415  # heavy: only when writing

    return Environment(
        loader=PackageLoader(package),
        autoescape=False,  # PHP, not HTML; what is foreign comes through php_literals.py
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
