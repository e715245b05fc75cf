"""How sure a mention is a reference, by what it is in its language and by its form: tables, in two columns."""

from dataclasses import dataclass

from uninstaller.drupal.shared.references.shape import PROSE, Shape
from uninstaller.facts.model import Certainty, Kind
from uninstaller.facts.spelling import Role, Spelling

C, L, P = Certainty.CERTAIN, Certainty.LIKELY, Certainty.POSSIBLE
Sure = tuple[Certainty, Certainty]
"""Where the name is a word of its own, as `quickedit`; and where people use the word for other things, as `help`."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """`what` completes 'this file …' in a message."""

    rule: str
    kind: Kind
    sure: Sure
    what: str
    is_ordinary: bool = False
    """Says that people use the word for other things."""
    name: str = ""
    """What the extension declares, where that is named."""


IN_STRUCTURE: dict[Shape, Sure] = {
    Shape.NAMESPACE: (C, C), Shape.PACKAGE: (C, C), Shape.MODULE_PATH: (C, L), Shape.MODULE_FILE: (L, L),
    Shape.LABELLED: (L, L), Shape.WHOLE: (L, P), Shape.DOTTED: (L, P), Shape.LIBRARY: (L, P), Shape.COLON: (L, P),
    Shape.CALLED: (C, L), Shape.SCRIPT_SPACE: (L, L),
    Shape.PREFIX: (L, P), Shape.SEGMENT: (L, P), Shape.FILE: (L, P), Shape.KEBAB: (L, P),
    Shape.CAMEL: (L, P), Shape.PROPER: (L, P), Shape.WORD: (L, P), Shape.VARIABLE: (P, P), Shape.MEMBER: (P, P),
    Shape.PART: (P, P), Shape.CAMEL_PART: (P, P), Shape.PLURAL: (P, P),
    Shape.ORDINARY: (L, P), Shape.PHRASE: (P, P), Shape.STEM: (P, P),
}  # fmt: skip
IN_PROSE: dict[Shape, Sure] = {
    Shape.NAMESPACE: (L, L), Shape.PACKAGE: (L, L), Shape.MODULE_PATH: (L, L), Shape.MODULE_FILE: (L, L),
    Shape.LABELLED: (L, L), Shape.WHOLE: (L, P), Shape.DOTTED: (L, P), Shape.LIBRARY: (L, P), Shape.COLON: (L, P),
    Shape.CALLED: (L, L), Shape.SCRIPT_SPACE: (L, L),
    Shape.PREFIX: (L, P), Shape.SEGMENT: (L, P), Shape.FILE: (L, P), Shape.KEBAB: (L, P),
    Shape.CAMEL: (P, P), Shape.PROPER: (L, P), Shape.WORD: (L, P), Shape.VARIABLE: (P, P), Shape.MEMBER: (P, P),
    Shape.PART: (P, P), Shape.CAMEL_PART: (P, P), Shape.PLURAL: (P, P),
    Shape.ORDINARY: (L, P), Shape.PHRASE: (L, P), Shape.STEM: (P, P),
}  # fmt: skip
_KINDS = {Shape.NAMESPACE: Kind.CLASS, Shape.CALLED: Kind.FUNCTION, Shape.FILE: Kind.FILE, Shape.SEGMENT: Kind.FILE,
          Shape.MODULE_FILE: Kind.FILE, Shape.MODULE_PATH: Kind.FILE}  # fmt: skip
_NOUNS = {
    Role.COMMENT: "comment", Role.TEXT: "text", Role.MARKUP: "markup", Role.STRING: "string", Role.CODE: "name",
    Role.KEY: "key", Role.VALUE: "value", Role.SELECTOR: "selector", Role.PROPERTY: "declaration",
}  # fmt: skip


def judge_by_form(language: str, spelling: Spelling, shape: Shape) -> Judgement:
    """What holds of any file of a language, whatever Drupal makes of it."""
    table = IN_PROSE if spelling.role in PROSE else IN_STRUCTURE
    noun = _NOUNS[spelling.role]
    sure = (L, P) if shape is Shape.PHRASE and language == "yaml" else table[shape]  # Permissions, labels of plugins.
    rule = f"{language}-{'namespace' if shape is Shape.NAMESPACE else noun}"
    return Judgement(
        rule, _KINDS.get(shape, Kind.MODULE), sure, f"{noun}: {shape}", shape in (Shape.ORDINARY, Shape.PLURAL)
    )
