"""What the first cell of a row makes of it: a total, a note, an example, a line of a summary."""

from __future__ import annotations

import re

_SUM = re.compile(r"(?:.{1,30} |sub[- ]?)?totals?(?: .{0,40})?|(?:overall )?(?:averages?|percentages?)")
_WORKED_OUT = re.compile(
    r"%.{0,40}|.{0,40}%\)?"
    r"|(?:overall )?percent(?:age)?s?(?: .{0,40})?"
    r"|per cent(?: .{0,40})?|(?:averages?|means?|sum|count|number)(?: of .{0,40})?|no\.? of .{0,40}"
    r"|(?:no\.?|number) (?:non[- ]?)?complian(?:t|ce)"
    r"|scores?(?: \(?(?:out )?of .{0,40})?|out of .{0,40}|avg|median|min(?:imum)?|max(?:imum)?|ytd|year to date"
)
_NOTE = re.compile(
    r"(?:notes?|sources?|key|legend|caveats?|official[- ]?sensitive|official)(?:\s*[:\-\d.].*)?|\*.*"
)
_SUMMARY = re.compile(
    r"(?:rag|rag rating|rag status|(?:non[- ]?)?compliance|(?:non[- ]?)?compliant|compliance rate|pass(?:ed)?|pass rate"
    r"|fail(?:ed|ure)?|target|standard|benchmark|threshold|goal|trend|change|status|result|overall|previous"
    r"|sample size)s?"
    r"|(?:previous|last|this) (?:month|quarter|year)|(?:week|wk|month|quarter|qtr) ?\d{1,2}"
)
_HEADING = re.compile(
    r"(?:version|page|week|wk|month|quarter|panel|team|relief|shift|ward|area|section|part|sheet)\b.*"
    r"|\d+ (?:cases?|records?|audits?)|\d ?= ?.*|.* (?:relief|team|shift) \d{1,2}"
)
_SIGNING = re.compile(
    r"(?:audit(?:ed|or)|completed?|checked|reviewed|signed|approved|prepared|printed|updated|seen|date|name|rank|role|"
    r"signature)(?: (?:off|by|on|of|and|next|audit|date|name|completed))*"
)
_EXAMPLE = re.compile(
    r"(?:worked )?examples?(?![a-z]).*|e\.g\.?[ :,].*|eg[:,].*|(?:dummy|test)(?: (?:case|row|data|entry))? ?\d*"
)
_EXAMPLES = re.compile(
    r"(?:worked |completed )?examples?(?: .{0,20})?|(?:dummy|test)(?: (?:data|sheet|tab))?"
)
_NOT_EVIDENCE = re.compile(
    r"(?:(?:for )?(?:training|testing|tests?|templates?|demo|demonstration|dummy|mock|specimen|sandbox|try ?out)s?)"
    r"(?: (?:data|sheet|tab|cases?|rows?|page|only|use|purposes?))*(?: ?\(?\d{1,2}\)?)?"
)


def is_sum(folded: str) -> bool:
    """Total, Sub-total North, Week 1 total, Average: words for rows added up, in any kind of table."""
    return bool(_SUM.fullmatch(folded.rstrip(": ")))


def is_total(folded: str) -> bool:
    """A sum, or what else is worked out of cases: % compliant, Number of Yes, Median."""
    return is_sum(folded) or bool(_WORKED_OUT.fullmatch(folded.rstrip(": ")))


def is_note(folded: str) -> bool:
    """Note, Source, Key, a marking or a star, alone or with words after it."""
    return bool(_NOTE.fullmatch(folded))


def is_summary(folded: str) -> bool:
    """RAG, Target, Last month, Week 2: what a row of a summary is called, and no case."""
    return bool(_SUMMARY.fullmatch(folded.rstrip(": ")))


def is_heading(folded: str) -> bool:
    """Week 1, B Relief 2, Page 1 of 1, 5 cases, a sentence: what stands alone with a number in it, and is no
    reference.
    """
    words = [word for word in folded.split() if len(word) > 1 and word.isalpha()]
    return len(words) > 2 or bool(_HEADING.fullmatch(folded))


def is_signing(folded: str) -> bool:
    """Audited by, Date, Signed off by: what stands below a table for whoever answers for it."""
    return bool(_SIGNING.fullmatch(folded.rstrip(": ")))


def is_example(folded: str) -> bool:
    """Example, e.g. DA/1/26, TEST: a row that shows how, or was typed to try the sheet out."""
    return bool(_EXAMPLE.fullmatch(folded))


def is_example_tab(folded: str) -> bool:
    """A sheet that is named as an example of how to fill in the others."""
    return bool(_EXAMPLES.fullmatch(folded))


def is_not_evidence(folded: str) -> bool:
    """Training, Template, Test 2: a sheet that may be cases all the same, so that only its neighbours tell."""
    return bool(_NOT_EVIDENCE.fullmatch(folded))
