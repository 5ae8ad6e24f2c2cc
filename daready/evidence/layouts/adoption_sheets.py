"""Where everything stands on an adoption workbook, for whoever draws it and for the child that reads it back."""

from __future__ import annotations

MARK = "daready adoption workbook"
FORM, QUESTIONS, WORDS, WORTH, CHOICES, FOUND = (
    "Form",
    "Questions",
    "Words",
    "What it is worth",
    "Choices",
    "Found",
)
"""The sheets; the last two are hidden, and the last holds what was found, not to be changed."""

ALL_READY = (12, 1)
"""The one answer for all that stands ready: row and column from 0."""
READY_YES, READY_NO = "Yes, all as proposed", "No, only what I chose myself"
COLUMNS_FROM = 16
"""The first row of the columns of a case, one for each of ``ROLES``, with the choice in the second column."""
ROLES = ("reference", "month", "district", "risk", "safety")
SELECTION, POPULATION = (23, 1), (24, 1)
NOT_THERE = "Not on our form"
SELECTIONS = {
    "random": "At random",
    "systematic": "Every so many (every 5th, every 10th)",
    "all": "All cases of the month",
    "judgement": "By somebody's judgement",
}

QUESTIONS_FROM = 4
"""The first row of a question; the headings stand above it."""
QUESTION_HEADS = (
    *("No.", "Your question", "Where", "Answers found", "What it asks", "Yes is", "Why this is proposed"),
    "If it is ours alone: what it also tests",
)
NUMBER, TEXT, PLACE, ANSWERS, ASKS, YES_IS, WHY, TESTS = range(len(QUESTION_HEADS))
OURS, NO_QUESTION, TWO = (
    "Ours alone: keep it and count it",
    "Not a question: leave it out",
    "Two questions in one",
)
SPECIAL = {OURS: "own", NO_QUESTION: "ignore", TWO: "own"}
"""What a question may be besides one of daready's. Of two in one an answer tells neither: it is kept as it is."""
GOOD, BAD = "Good", "Bad"
YES_WORDS = {GOOD: "good", BAD: "bad"}

WORDS_FROM = 4
WORD_HEADS = ("Your answer", "How often", "In how many questions", "What it means")
WORD, OFTEN, IN_QUESTIONS, MEANS = range(len(WORD_HEADS))
EXCEPTIONS = 12
"""So many lines for a word that means something else in one question: its number, the word, what it means there."""
MEANINGS = {
    "yes": "Yes",
    "partial": "Partly",
    "no": "No",
    "not_applicable": "Not applicable",
    "not_recorded": "Not recorded",
}
UNCLEAR = "It does not say: ask each time"
"""A word without a meaning: cells that hold it are told and never counted."""
NOT_SHOWN = "Not shown: it may name somebody"
"""Of an answer whose words are not all known: it is read again, and asked about, when its workbook is loaded."""
PIECE = 30_000
"""How many letters of the record a hidden cell holds; Excel takes 32,767."""
