"""Text from the templates of the generated module."""

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jinja2 import Environment


def make_text(template: str, **values: object) -> str:
    """The text of a template in `templates/`; a value that is missing is an error."""
    return _environment().get_template(template).render(**values)


@cache
def _environment() -> "Environment":
    from jinja2 import Environment, PackageLoader, StrictUndefined  # noqa: PLC0415  # heavy: only when writing

    return Environment(
        loader=PackageLoader("uninstaller.drupal.seven.generated"),
        autoescape=False,  # PHP, not HTML; what is foreign comes through php_literals.py
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
