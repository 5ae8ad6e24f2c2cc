"""What people have told daready their own headings and words mean: keyed hashes, never the words themselves."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import blake2b

Meaning = dict[str, str]

NOT_NEEDED = "not_needed"
"""What a heading means over a column that nobody needs read."""

ROLES = (
    "Auditor",
    "Scrutiny group member",
    "Supervisor",
    "Detective inspector",
    "Public Protection lead",
    "Performance analyst",
    "Partner on the panel",
    "Administrator",
)
"""Who may say what a word means: roles, because a name would have to be kept and shown."""


def choice_kind(column: str) -> str:
    """The kind of meaning that a word of a choice column, or fact, has: the same word may differ between two."""
    return f"choice/{column}"


def neutral(label: str) -> str:
    """What stands for a district that is not shown, by the keyed hash of its label."""
    return f"District {label[:6]}"


class Memory:
    """Meanings by the keyed hash of a heading or word, form by form. Only the very same word is understood."""

    def __init__(self, key: bytes, kept: Iterable[Meaning]) -> None:
        self._key = key
        self._kept = {(each["kind"], each["form"], each["token"]): each for each in kept}
        self._any = {(kind, form) for kind, form, _ in self._kept}

    def knows(self, kind: str, form: str) -> bool:
        """Whether anything of a kind (heading, word, or a column's choice) is remembered for a form."""
        return (kind, form) in self._any

    def token(self, kind: str, form: str, folded: str) -> str:
        """The keyed hash that stands for a folded heading or word of a form."""
        said = "\0".join((kind, form, folded)).encode()
        return blake2b(said, key=self._key, digest_size=16, person=b"mapping").hexdigest()

    def recall(self, kind: str, form: str, folded: str) -> Meaning | None:
        """What was said of a heading or word, with who said so and when; None where nothing was."""
        if not self.knows(kind, form):
            return None
        return self._kept.get((kind, form, self.token(kind, form, folded)))

    def hashed(self, kind: bytes, folded: str) -> str:
        """The keyed hash of a reference, a person or a label."""
        return blake2b(folded.encode(), key=self._key, digest_size=16, person=kind).hexdigest()

    def neutral(self, folded: str) -> str:
        """What stands for a district's label that is not shown: the same wherever the same label stands."""
        return neutral(self.hashed(b"label", folded))

    @property
    def seal(self) -> str:
        """Tells a mapping workbook made with this key from one made in another workspace."""
        return self.token("seal", "", "")
