"""A question's meaning in a few letters, so that a later change of its wording or of its answer words shows."""

from __future__ import annotations

import json
from hashlib import sha256

from daready.rubric.form import Form, Question

_LETTERS = 16


def question_digest(form: Form, question: Question) -> str:
    """Of its wording, what each answer word means in its form, and what its own choices mean (its polarity)."""
    answers = [form.answers, question.choices]
    meant = [{name: sorted(words) for name, words in each.items()} for each in answers]
    said = json.dumps([question.title, *meant], sort_keys=True, ensure_ascii=True)
    return sha256(said.encode("ascii")).hexdigest()[:_LETTERS]
