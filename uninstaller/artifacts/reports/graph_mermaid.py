"""A picture of dependencies for Mermaid, as GitHub and GitLab draw it: all of it, nothing folded."""

import re

from uninstaller.artifacts.drawing.picture import Picture, Role
from uninstaller.artifacts.terminal import visible
from uninstaller.graph.model import Strength

LOOKS = {
    Role.TARGET: "stroke-width:3px",
    Role.GOES: "stroke-width:2px,stroke-dasharray:8 2",
    Role.ABSENT: "stroke-dasharray:2 3",
}
ARROWS = {Strength.HARD: "-->", Strength.SOFT: "-.->"}
HARMLESS = re.compile(r"[^A-Za-z0-9_ ./-]")


def report_graph_mermaid(picture: Picture) -> str:
    """What is needed stands left of who needs it; soft edges are dotted."""
    ids = {node.name: f"n{number}" for number, node in enumerate(picture.nodes)}
    nodes = [f'  {ids[node.name]}["{_escape(node.name)}"]' for node in picture.nodes]
    links = [f"  {ids[link.source]} {ARROWS[link.strength]} {ids[link.target]}" for link in picture.links]
    looks = []
    for role, look in LOOKS.items():
        if names := [ids[node.name] for node in picture.nodes if node.role is role]:
            looks += [f"  classDef {role.value} {look}", f"  class {','.join(names)} {role.value}"]
    return "\n".join(["flowchart RL", *nodes, *links, *looks]) + "\n"


def _escape(text: str) -> str:
    """Mermaid's own entities for all that might mean something."""
    return HARMLESS.sub(lambda match: f"#{ord(match.group())};", visible(text))
