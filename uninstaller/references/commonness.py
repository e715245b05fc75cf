"""Whether people use a module's name as an ordinary word, as far as the code base tells."""

from collections.abc import Iterable

from uninstaller.drupal.shared.references.subject import Subject
from uninstaller.facts.model import Certainty
from uninstaller.references.mention import Mention

FEW = 3
SHARE = 0.05
SHORTEST = 3


def is_common(subject: Subject, mentions: Iterable[Mention]) -> bool:
    """Where more files say the bare word than name the extension beyond doubt, most of them mean something else.

    Of a name that several files use as a noun (`a forum`, `the books`) a quarter is enough. So it is for a module that
    was merged into the core, or whose name the core bears elsewhere: `entity_reference` is a type of field there.
    """
    own = [one for one in mentions if one.subject is subject]
    firm = {one.place.path for one in own if one.found.sure[1] is not Certainty.POSSIBLE}
    bare = {one.place.path for one in own if one.span and one.found.sure[0] is not Certainty.POSSIBLE} - firm
    nouns = {one.place.path for one in own if one.found.is_ordinary}
    is_noun = "_" not in subject.name and len(nouns) > max(FEW, SHARE * len({one.place.path for one in own}))
    return len(subject.name) < SHORTEST or len(bare) > max(FEW, len(firm) / (4 if is_noun else 1))
