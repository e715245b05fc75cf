"""Which events a class subscribes to: its getSubscribedEvents(), evaluated."""

from collections.abc import Iterator

from uninstaller.drupal.modern.provides.code.evaluation import evaluate_method
from uninstaller.drupal.modern.provides.code.own_code import OwnCode
from uninstaller.drupal.modern.provides.services.model import Subscription
from uninstaller.php.values import Array, Unknown, Value

ANY_EVENT = "?"
"""Stands for events that cannot be told."""


def read_subscriptions(code: OwnCode, class_name: str) -> tuple[Subscription, ...]:
    """Sorted; an event that is not known is `ANY_EVENT`."""
    facts = code.find_class(class_name)
    if facts is None:
        return (Subscription(ANY_EVENT, ""),)
    value = evaluate_method(code, facts, "getSubscribedEvents", spells_constants=True)
    return tuple(dict.fromkeys(sorted(_subscriptions(value), key=lambda one: (one.event, one.method))))


def _subscriptions(value: Value) -> Iterator[Subscription]:
    if not isinstance(value, Array):
        yield Subscription(ANY_EVENT, "")
        return
    for event, listeners in value.items.items():
        for method in _methods(listeners if not hasattr(listeners, "number") else None):
            yield Subscription(str(event), method)
    if value.gaps:
        yield Subscription(ANY_EVENT, "")


def _methods(listeners: Value) -> Iterator[str]:
    """`'method'`, `['method', priority]`, or a list of these."""
    if isinstance(listeners, str):
        yield listeners
    elif isinstance(listeners, Array):
        first = listeners.items.get(0)
        if isinstance(first, str):
            yield first
        else:
            for below in listeners.items.values():
                yield from _methods(below if isinstance(below, Array | str | Unknown) else None)
    elif isinstance(listeners, Unknown):
        yield ANY_EVENT
