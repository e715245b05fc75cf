"""A place where a file names a removed extension, with what was made of it."""

from dataclasses import dataclass

from uninstaller.drupal.shared.references.judgement import Judgement
from uninstaller.drupal.shared.references.subject import Subject
from uninstaller.facts.model import Certainty
from uninstaller.facts.spelling import Span
from uninstaller.place import Place
from uninstaller.plan.finding import Finding


@dataclass(frozen=True, slots=True)
class Mention:
    """`span` holds the word in its file; None where the file as a whole is meant, by its path."""

    subject: Subject
    place: Place
    found: Judgement
    language: str
    span: Span | None

    def certainty(self, is_common: bool) -> Certainty:
        return self.found.sure[1 if is_common else 0]

    def finding(self, is_common: bool) -> Finding:
        certainty = self.certainty(is_common)
        subject = self.subject
        message = f"{self.found.what} ({subject.name})"
        deletes = self.span is None and certainty is Certainty.CERTAIN
        chain = (*subject.chain, self.found.name) if self.found.name else subject.chain
        return Finding(
            self.place, self.found.rule, self.found.kind, certainty, subject.name, chain, message, (), deletes
        )
