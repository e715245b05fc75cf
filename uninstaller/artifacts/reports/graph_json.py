"""A picture of dependencies for programs, in the shape of `schema/graph-1.schema.json`."""

from uninstaller import __version__
from uninstaller.artifacts.drawing.picture import Link, Node, Picture
from uninstaller.artifacts.json_text import JsonObject, format_json
from uninstaller.graph.model import Edge

VERSION = 1


def report_graph_json(picture: Picture) -> str:
    """All of it; `distance` is below 0 for who needs the target, above 0 for what it needs."""
    return format_json(
        {
            "version": VERSION,
            "tool": {"name": "uninstaller", "version": __version__},
            "targets": picture.targets,
            "nodes": [_node(node) for node in picture.nodes],
            "links": [_link(link) for link in picture.links],
        }
    )


def _node(node: Node) -> JsonObject:
    extension = node.extension
    return {
        "name": node.name,
        "role": node.role.value,
        "distance": node.distance,
        "type": extension.type.value if extension else "",
        "version": extension.version if extension else "",
        "path": extension.folder if extension else "",
    }


def _link(link: Link) -> JsonObject:
    return {
        "source": link.source,
        "target": link.target,
        "strength": link.strength.value,
        "reasons": [_reason(edge) for edge in link.edges],
    }


def _reason(edge: Edge) -> JsonObject:
    place = {"path": edge.place.path, "line": edge.place.line, "column": edge.place.column}
    return {"strength": edge.strength.value, "reason": edge.reason, "place": place}
