"""What is wrong with a marking guide: a guide of nothing, a part missing or of no use, and no guide at all."""

from __future__ import annotations

from collections.abc import Iterator

from daready.rubric.faults import Fault
from daready.rubric.guide import Marking, answers_asked, marked_things
from daready.rubric.model import Form
from daready.rubric.shape import Written, near
from daready.rubric.shelf import Merged, Shelf


def guide_faults(merged: Merged) -> Iterator[Fault]:
    """Every guide against what it speaks of."""
    forms = {one.value.id: one.value for one in merged.forms}
    strange: set[str] = set()
    for form, written in merged.guides:
        if form in forms:
            yield from _of_one(written, forms[form], merged.lost)
        elif form not in merged.lost and written.text.file not in strange:
            strange.add(written.text.file)
            hint = near(form, list(forms))
            yield Written(form, written.text).fault("rubric_guide_form", "form", form=form, near=hint)


def unguided(shelf: Shelf) -> Iterator[Fault]:
    """What a folder that keeps ids.txt owes, and a workspace's own does not: a guide of all that is marked."""
    if shelf.ids is None:
        return
    guided = {(form, one.value.id) for form, one in shelf.guides}
    for written in shelf.forms:
        form = written.value
        listed = ("questions", form.questions), ("measures", form.measures), ("documents", form.documents)
        for key, items in listed:
            for place, item in enumerate(items):
                if (form.id, item.id) not in guided and item.id not in shelf.lost:
                    yield written.fault("rubric_no_guide", key, place, "id", item=f"{form.id}/{item.id}")


def _of_one(at: Written[Marking], form: Form, lost: set[str]) -> Iterator[Fault]:
    marking, things = at.value, marked_things(form)
    thing = things.get(marking.id)
    if thing is None:
        if marking.id not in lost:
            hint = near(marking.id, list(things))
            yield at.fault("rubric_no_such_item", "id", form=form.id, item=marking.id, near=hint)
        return
    asked = answers_asked(form, thing)
    owed = asked or ("counted", "example")
    written = {**marking.answers, "counted": marking.counted, "example": marking.example}
    for key, text in written.items():
        if text is not None and key not in owed:
            yield at.fault("rubric_guide_unused", key, id=marking.id, part=key)
    for key in owed:
        if written.get(key) is None:
            yield at.fault("rubric_guide_part", "id", id=marking.id, part=key)
    for answer in asked:
        if answer not in marking.examples:
            part = f"an example of {answer}"
            yield at.fault("rubric_guide_part", "examples", id=marking.id, part=part)
    for answer in marking.examples:
        if answer not in asked:
            part = f"an example of {answer}"
            yield at.fault("rubric_guide_unused", "examples", answer, id=marking.id, part=part)
