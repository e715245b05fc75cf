"""The PHP of one module as facts: its classes, functions and constants, and the names that each of them uses."""

from dataclasses import dataclass, field
from enum import StrEnum

from uninstaller.php.parse import Span
from uninstaller.place import Place

NOWHERE = Place("")


class Use(StrEnum):
    """How a name is used; `NAMES` says which uses need no declaration to be there."""

    EXTENDS = "extends"
    IMPLEMENTS = "implements"
    TRAIT = "trait"
    NEW = "new"
    STATIC = "static"
    CALL = "call"
    CONSTANT = "constant"
    SERVICE = "service"
    STRING = "string"
    CLASS_NAME = "::class"
    TYPE = "type"
    CATCH = "catch"
    INSTANCEOF = "instanceof"
    ATTRIBUTE = "attribute"
    DYNAMIC = "dynamic"
    """A class or function whose name only runs of the code know."""


LOADS = frozenset({Use.EXTENDS, Use.IMPLEMENTS, Use.TRAIT})
"""Without these a class cannot be loaded at all."""
NAMES = frozenset({Use.CLASS_NAME, Use.TYPE, Use.CATCH, Use.INSTANCEOF, Use.ATTRIBUTE})
"""These load nothing: PHP accepts the name of a class that does not exist."""


@dataclass(frozen=True, slots=True, order=True)
class Reference:
    """A name that code uses: of a class, in full; of a function or constant, in full where that can be told.

    For `Use.SERVICE` it is the id of a service. `within` is the method that holds the use, '' outside of any.
    """

    name: str
    use: Use
    place: Place
    within: str = ""


@dataclass(frozen=True, slots=True)
class Attribute:
    """`#[Name(…)]`; its arguments are evaluated where somebody asks for them, from `span`."""

    name: str
    place: Place
    span: Span


@dataclass(frozen=True, slots=True)
class Parameter:
    """`types` are the classes and built-in types of its declaration, in full."""

    name: str
    types: tuple[str, ...] = ()
    is_optional: bool = False
    is_promoted: bool = False


@dataclass(frozen=True, slots=True)
class Method:
    name: str
    place: Place
    span: Span
    parameters: tuple[Parameter, ...] = ()
    visibility: str = "public"
    is_static: bool = False
    is_abstract: bool = False
    attributes: tuple[Attribute, ...] = ()


class ClassKind(StrEnum):
    CLASS = "class"
    INTERFACE = "interface"
    TRAIT = "trait"
    ENUM = "enum"


@dataclass(frozen=True, slots=True)
class ClassFacts:
    """A class, interface, trait or enum; all names in full, without a leading backslash.

    `span` covers the declaration, `doc` is its doc comment as written, at `doc_place`. `services` are the ids that a
    static `create()` takes from the container. `interfaces` of an interface are those it extends.
    """

    name: str
    kind: ClassKind
    place: Place
    span: Span
    doc_start: int
    parent: str = ""
    interfaces: tuple[str, ...] = ()
    traits: tuple[str, ...] = ()
    is_abstract: bool = False
    constants: tuple[str, ...] = ()
    properties: tuple[tuple[str, str], ...] = ()
    """Name and type, '' where none is known: typed, promoted, or set from a typed parameter of the constructor."""
    methods: tuple[Method, ...] = ()
    attributes: tuple[Attribute, ...] = ()
    services: tuple[str, ...] = ()
    references: tuple[Reference, ...] = ()
    doc: str = field(default="", repr=False)
    doc_place: Place = NOWHERE
    is_broken: bool = False

    @property
    def path(self) -> str:
        return self.place.path

    def method(self, name: str) -> Method | None:
        """PHP looks methods up without regard to case."""
        return next((method for method in self.methods if method.name.lower() == name.lower()), None)


@dataclass(frozen=True, slots=True)
class FunctionFacts:
    """A function outside of classes. `implements` is the hook that its comment names, without `hook_`."""

    name: str
    place: Place
    span: Span
    doc_start: int
    parameters: tuple[Parameter, ...] = ()
    attributes: tuple[Attribute, ...] = ()
    references: tuple[Reference, ...] = ()
    implements: str = ""
    is_conditional: bool = False
    is_broken: bool = False


@dataclass(frozen=True, slots=True)
class ConstantFacts:
    name: str
    place: Place
    span: Span
