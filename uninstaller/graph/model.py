"""Who needs whom, with the reason on each edge; the only module that knows networkx."""

from dataclasses import dataclass
from enum import StrEnum

from uninstaller.place import Place


class Strength(StrEnum):
    HARD = "hard"
    SOFT = "soft"


@dataclass(frozen=True, slots=True, order=True)
class Edge:
    """`source` needs `target`: machine names of extensions."""

    source: str
    target: str
    strength: Strength
    reason: str
    place: Place
