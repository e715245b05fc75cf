"""Services of a module, and what it does to those of others."""

from dataclasses import dataclass

from uninstaller.php.values import EMPTY, Array, Value
from uninstaller.place import Place


@dataclass(frozen=True, slots=True)
class Tag:
    """`is_automatic`: not written, but given by autoconfiguration for an interface of the class."""

    name: str
    attributes: Array = EMPTY
    is_automatic: bool = False


@dataclass(frozen=True, slots=True)
class Subscription:
    """`event` is its name, or the constant that holds it, `Class::NAME`, where that is not known. `method` listens."""

    event: str
    method: str


@dataclass(frozen=True, slots=True)
class Service:
    """`alias` is the service that the id is another name of; `definition` all that is written, defaults left out.

    `events` are those that its class subscribes to, where it is an event subscriber.
    """

    id: str
    class_name: str
    place: Place
    tags: tuple[Tag, ...] = ()
    alias: str = ""
    parent: str = ""
    decorates: str = ""
    is_autowired: bool = False
    arguments: Value = EMPTY
    definition: Array = EMPTY
    events: tuple[Subscription, ...] = ()

    def tag(self, name: str) -> Tag | None:
        return next((tag for tag in self.tags if tag.name == name), None)

    @property
    def cache_bin(self) -> str:
        """The bin that it is, whose table is `cache_{bin}`; '' where it is none."""
        if self.tag("cache.bin") is None:
            return ""
        first = self.arguments.items.get(0) if isinstance(self.arguments, Array) else None
        return first if isinstance(first, str) else self.id.partition(".")[2]


@dataclass(frozen=True, slots=True)
class ServiceChange:
    """What code of a service provider or compiler pass does: `call` is the container's method, `id` its service."""

    id: str
    call: str
    class_name: str
    place: Place
