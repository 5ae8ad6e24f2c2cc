"""Why a case or an answer that failed may be gone: each reason by its code, in the words everybody reads."""

from __future__ import annotations

MADE_SAFE = "made_safe_elsewhere"
"""Says of a person that they are safe, and nothing of why an answer is gone: that stays open."""

REASONS: dict[str, str] = {
    "not_domestic_abuse": "not a domestic abuse case",
    "entered_twice": "the same case was entered twice",
    "wrong_force": "a case of another force",
    "wrong_sheet": "the whole sheet was sent by mistake",
    "not_a_case": "a test or an example, never a case",
    "answer_corrected": "the case was read again, and the answer corrected",
    "other_reference": "the case is under another reference now",
    MADE_SAFE: "made safe, as a record outside the audit shows",
}
