"""A picture as SVG: for a file of its own, or within a page."""

from itertools import pairwise

from uninstaller.artifacts.drawing.boxes import Box, Line, Sketch, fold_picture
from uninstaller.artifacts.drawing.layout import Curve, Placed, lay_out
from uninstaller.artifacts.drawing.picture import ROLES, Picture
from uninstaller.artifacts.markup import find_templates
from uninstaller.artifacts.terminal import clip, visible
from uninstaller.artifacts.wording import count, enumerate_names
from uninstaller.graph.model import Strength

LONGEST_TITLE = 600


def make_svg(picture: Picture, *, is_page: bool = False) -> str:
    """`is_page`: within HTML, whose style sheet then sets the colours for light and dark."""
    sketch = fold_picture(picture)
    layout = lay_out(sketch)
    names = enumerate_names(picture.targets)
    return find_templates("uninstaller.artifacts.drawing")(
        "picture.svg.j2",
        layout=layout,
        is_page=is_page,
        title=f"Dependencies round {names}",
        description=describe_picture(picture),
        note=_note(sketch),
        path=_path,
        say_box=_say_box,
        say_line=_say_line,
    )


def describe_picture(picture: Picture) -> str:
    """The picture in a sentence or two, for who does not see it."""
    before = sum(node.distance < 0 for node in picture.nodes)
    after = sum(node.distance > 0 for node in picture.nodes)
    soft = sum(link.strength is Strength.SOFT for link in picture.links)
    names = enumerate_names(picture.targets)
    return (
        f"{count(before, 'extension')} on the right {'needs' if before == 1 else 'need'} {names},"
        f" which {'needs' if len(picture.targets) == 1 else 'need'} {count(after, 'extension')} on the left."
        f" {count(len(picture.links) - soft, 'dependency')} must be there, {soft} may be missing."
    )


def _note(sketch: Sketch) -> str:
    """What the picture does not show, '' where it shows all."""
    if not sketch.left_out:
        return ""
    return f"Of each extension the shortest ways are drawn; {count(sketch.left_out, 'other link')} would be a thicket."


def _path(curve: Curve) -> str:
    """Level through the layers, and from one layer to the next a curve that leaves and arrives level."""
    parts = [f"M{curve.points[0][0]:g} {curve.points[0][1]:g}"]
    for (x, y), (to_x, to_y) in pairwise(curve.points):
        middle = round((x + to_x) / 2, 1)
        if y == to_y:
            parts.append(f"H{to_x:g}" if x != to_x else "")
        else:
            parts.append(f"C{middle:g} {y:g} {middle:g} {to_y:g} {to_x:g} {to_y:g}")
    return "".join(parts)


def _say_box(placed: Placed) -> str:
    box: Box = placed.box
    names = ", ".join(visible(node.name) for node in box.nodes)
    verb = ROLES[box.role] if len(box.nodes) == 1 else f"{len(box.nodes)} extensions, of each: {ROLES[box.role]}"
    return clip(f"{names}: {verb}" if len(box.nodes) == 1 else f"{verb}: {names}", LONGEST_TITLE)


def _say_line(line: Line) -> str:
    first = line.links[0]
    edge = first.edges[0]
    at = f" ({edge.place})" if edge.place.path else ""
    more = f", and {count(len(line.links) - 1, 'link')} more" if len(line.links) > 1 else ""
    said = f"{first.source} → {first.target}, {edge.strength.value}: {edge.reason}{at}{more}"
    return clip(visible(said), LONGEST_TITLE)
