"""Anchors and their aliases, which are values: a short text can thus stand for an endless one, and is refused then."""

from uninstaller.yaml.nodes import Value

MOST = 100_000
"""Values that all aliases of a text may stand for."""


class References:
    """The anchors met so far, and how many values their aliases have stood for."""

    __slots__ = ("_used", "_values")

    def __init__(self) -> None:
        self._values: dict[bytes, Value] = {}
        self._used = 0

    def add(self, name: bytes, value: Value) -> None:
        self._values[name] = value

    def resolve(self, name: bytes) -> Value:
        """The value of an alias; raises KeyError for an unknown name, ValueError where there are too many values."""
        value = self._values[name]
        stack = [value]
        while stack:
            inner = stack.pop()
            self._used += 1
            if self._used > MOST:
                raise ValueError(f"aliases that stand for more than {MOST} values")
            if isinstance(inner, list):
                stack += inner
            elif isinstance(inner, dict):
                stack += inner.values()
        return value
