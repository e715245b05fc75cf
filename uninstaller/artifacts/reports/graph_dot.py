"""A picture of dependencies for Graphviz: all of it, nothing folded."""

from uninstaller.artifacts.drawing.picture import Picture, Role
from uninstaller.artifacts.terminal import visible
from uninstaller.graph.model import Strength

LOOKS = {
    Role.TARGET: "penwidth=2.5 fontname=bold",
    Role.GOES: "peripheries=2",
    Role.STAYS: "",
    Role.ABSENT: "style=dotted",
}
LINES = {Strength.HARD: "style=solid", Strength.SOFT: "style=dashed arrowhead=empty"}


def report_graph_dot(picture: Picture) -> str:
    """What is needed stands left of who needs it; soft edges are dashed."""
    nodes = [f"  {_quote(node.name)} [{_join(LOOKS[node.role], _tip(node.role.value))}];" for node in picture.nodes]
    links = [
        f"  {_quote(link.source)} -> {_quote(link.target)} [{LINES[link.strength]} {_tip(link.edges[0].reason)}];"
        for link in picture.links
    ]
    return "\n".join(["digraph dependencies {", "  rankdir=RL;", "  node [shape=box];", *nodes, *links, "}"]) + "\n"


def _tip(text: str) -> str:
    return f"tooltip={_quote(text)}"


def _join(*parts: str) -> str:
    return " ".join(part for part in parts if part)


def _quote(text: str) -> str:
    """A quoted string, in which only a quote and a backslash mean anything."""
    escaped = visible(text).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
