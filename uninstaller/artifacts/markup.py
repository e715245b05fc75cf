"""HTML and SVG from templates: whatever is not markup is escaped, and hostile characters are made visible."""

from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from uninstaller.artifacts.terminal import visible

if TYPE_CHECKING:
    from jinja2 import Environment


def show_code(text: str) -> Markup:
    """Lines of code: tabs as spaces, every other control made visible."""
    return escape("\n".join(visible(line.expandtabs(4)) for line in text.replace("\r\n", "\n").split("\n")))


@cache
def find_templates(package: str) -> Callable[..., str]:
    """The function that gives the text of a template in the folder `templates` of a package.

    Its arguments are the template's file name, and by keyword the values in it; one that is missing is an error.
    """

    def make_text(template: str, **values: object) -> str:
        return _environment(package).get_template(template).render(**values)

    return make_text


def show_path(text: object) -> Markup:
    """A path that may be broken after each of its slashes."""
    return Markup("/<wbr>").join(visible(str(text)).split("/"))


def _finalize(value: object) -> object:
    """Every value that is no markup yet, on one line of harmless characters; escaped afterwards."""
    return value if hasattr(value, "__html__") or not isinstance(value, str) else visible(value)


@cache
def _environment(package: str) -> "Environment":
    from jinja2 import Environment, PackageLoader, StrictUndefined  # noqa: PLC0415  # heavy: only when it is needed

    environment = Environment(
        loader=PackageLoader(package),
        autoescape=True,
        finalize=_finalize,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters |= {"code": show_code, "path": show_path}
    return environment
