"""What the terminal shows of an account and of an assessment: short, 80 columns, readable without colour."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from textwrap import wrap
from typing import TYPE_CHECKING

from daready.report.words import count, later, nobody_waiting, reword
from daready.rubric.terms import Colour

if TYPE_CHECKING:
    from daready.evidence.model import Evidence, FileAccount, Notice
    from daready.planning.gaps import Gap
    from daready.scoring.model import Assessment, ThemeFinding

WIDTH = 80
_TOP = 5
_PAINT = {Colour.GREEN: "1;32", Colour.AMBER: "1;33", Colour.RED: "1;31", Colour.GREY: "2"}
"""What a terminal calls these colours."""
_CELLS = 20
_ALIKE = 20
_FILES = 100
"""So many notices of one code, and lines of files, are shown: ten thousand tell nobody more."""
_OF_THE_LEDGER = frozenset({"key_changed", "evidence_not_loaded"})


def told(text: str, indent: str = "", hanging: str | None = None) -> Iterator[str]:
    """A paragraph wrapped to the terminal's width."""
    if text and len(indent) + len(text) <= WIDTH:
        yield indent + text
        return
    later = indent if hanging is None else hanging
    yield from wrap(text, WIDTH, initial_indent=indent, subsequent_indent=later) or [""]


def account(evidence: Evidence) -> Iterator[str]:
    """Each file with its rows, then what needs a look with what to do, then what is only for information."""
    yield from files_read(evidence.files)
    notices = list(evidence.notices)
    yield from told_notices(notice for notice in notices if notice.severity != "info")
    information = [notice for notice in notices if notice.severity == "info"]
    if information:
        yield ""
        yield "For information"
        shown, more = _some_of_each(information)
        for notice in shown:
            yield from told(notice.message, "  ", "    ")
        yield from _more(more, "  ")
    yield ""
    yield from told(rows_in_all(evidence))


def rows_in_all(evidence: Evidence) -> str:
    """All rows read, used and set aside, and how many notices there are."""
    aside = evidence.rows_read - evidence.rows_used
    return (
        f"{count(len(evidence.files), 'file')}: {count(evidence.rows_read, 'row')} read = "
        f"{evidence.rows_used} used + {aside} set aside. {count(len([*evidence.notices]), 'notice')}."
    )


def files_read(files: Sequence[FileAccount]) -> Iterator[str]:
    """A line a file; of very many, those of which anything was read, the first of the others, and the rest counted."""
    shown = files
    if len(files) > _FILES:
        unread = [file for file in files if not file.form]
        shown = [*[file for file in files if file.form][:_FILES], *unread[:_ALIKE]]
    for file in shown:
        yield from told(_file(file))
    if rest := len(files) - len(shown):
        yield from told(f"And {count(rest, 'more file')}: --json - lists each.")


def _some_of_each(notices: Iterable[Notice]) -> tuple[list[Notice], Counter[str]]:
    """The first notices of each code, in their order, and how many more there are like them."""
    seen: Counter[str] = Counter()
    shown: list[Notice] = []
    for notice in notices:
        seen[notice.code] += 1
        if seen[notice.code] <= _ALIKE:
            shown.append(notice)
    return shown, Counter({code: number - _ALIKE for code, number in seen.items() if number > _ALIKE})


def _more(more: Counter[str], indent: str = "") -> Iterator[str]:
    for code, number in more.items():
        yield from told(f"And {number:,} more like this ({code}): --json - lists each.", indent, indent)


def _file(file: FileAccount) -> str:
    read = sum(sheet.rows_read for sheet in file.sheets)
    used = sum(sheet.rows_used for sheet in file.sheets)
    kind = file.form or "nothing read as evidence"
    return f"{file.source.file}: {kind}, {count(read, 'row')} read, {used} used, {read - used} set aside"


def told_notices(notices: Iterable[Notice]) -> Iterator[str]:
    """Each notice with what to do, a blank line before it; of very many alike the first, and how many more."""
    shown, more = _some_of_each(notices)
    for notice in shown:
        yield ""
        yield from _notice(notice)
    if more:
        yield ""
        yield from _more(more)


def _notice(notice: Notice) -> Iterator[str]:
    yield from told(f"{notice.severity.upper()}  {notice.message}")
    if len(notice.cells) > 1 and notice.severity != "info":
        more = len(notice.cells) - _CELLS
        and_more = f" and {more} more (--json - lists them)" if more > 0 else ""
        yield from told(f"Cells: {', '.join(notice.cells[:_CELLS])}{and_more}.", "    ")
    if notice.fix:
        yield from told(notice.fix, "    ")


def asked(evidence: Evidence, written: str | None, in_workspace: bool) -> Iterator[str]:
    """What can be done about headings and words no form knows, or nothing where there are none."""
    unknown = len(evidence.asked)
    items = sum(len(notice.cells) or 1 for notice in evidence.notices if notice.code == "item_not_known")
    if written and items and not unknown:
        text = (
            f"{count(items, 'row is', 'rows are')} about something that its form does not have, and a mapping workbook "
            "cannot say what; none was written. Write the title that daready rubric show FORM gives."
        )
    elif written and not unknown:
        used = any(sheet.form for file in evidence.files for sheet in file.sheets)
        known = (
            "Every heading and answer word is known" if used else "Nothing that could be a heading was found"
        )
        text = f"{known}, so no mapping workbook was written."
    elif written:
        text = (
            f"{written} asks what {count(unknown, 'heading or word means', 'headings and words mean')}. Choose a "
            "meaning on each line, then: daready check that file --remember."
        )
    elif unknown and in_workspace:
        text = (
            f"{count(unknown, 'heading or word is', 'headings and words are')} not known. To say what they mean: "
            "daready check the same files -m mapping.xlsx."
        )
    else:
        return
    yield ""
    yield from told(text)


def set_aside(evidence: Evidence) -> Iterator[str]:
    """One paragraph for what assess did not use, or none."""
    notices = [notice for notice in evidence.notices if notice.severity != "info"]
    of_files = [notice for notice in notices if notice.code not in _OF_THE_LEDGER]
    aside = evidence.rows_read - evidence.rows_used
    if aside or of_files:
        yield ""
        yield from told(
            f"Of {count(evidence.rows_read, 'row')} read, {evidence.rows_used} were used and {aside} set aside; "
            f"{count(len(of_files), 'notice needs', 'notices need')} a look: daready check tells each with its cell "
            "and what to do."
        )
    # A file that was not read at all may be a whole month: it is named here and now, as is what daready check cannot
    # tell, since it is of the ledger.
    yield from told_notices(
        one for one in notices if one.sheet is None and (one.file or one.code in _OF_THE_LEDGER)
    )


def summary(assessment: Assessment, gaps: Sequence[Gap], titles: dict[str, str]) -> Iterator[str]:
    """The position in a few lines: who needs someone today, the counts, the themes, the first gaps."""
    from daready.report.first_page import noted  # an account alone has nothing of this to show
    from daready.report.overall import overall

    yield from opening(assessment)
    for said in overall(assessment):
        yield from told(said)
    for said in noted(assessment):
        yield from told(said)
    assessed, of = assessment.share_assessed
    yield from told(f"{assessed} of {of} criteria could be assessed. {direct_looks(assessment)}")
    yield from _never_asked(assessment)
    yield ""
    for theme in assessment.themes:
        yield from _theme(theme, titles)
    if gaps:
        yield ""
        yield f"The first of {len(gaps)} gaps"
        for number, gap in enumerate(gaps[:_TOP], 1):
            yield from told(f"{number}. {titles[gap.criterion]} ({gap.owner_role})", "  ", "     ")
            yield from told(gap.remedy if gap.kind in ("practice", "both") else gap.to_green, "     ")
    yield from _admitted(assessment)
    yield from _reword(assessment)
    yield from _claims(assessment)
    yield from _wording(assessment)
    yield ""
    yield from told("A self-assessment against local thresholds, not an inspection grade.")


def _never_asked(assessment: Assessment) -> Iterator[str]:
    from daready.report.parts import never_asked  # an account alone has no parts to show

    said = never_asked(assessment)
    if said:
        yield from told(said)


def _wording(assessment: Assessment) -> Iterator[str]:
    from daready.report.wording import wording_read  # an account alone has no frameworks to show

    said = wording_read(assessment)
    if said:
        yield ""
        yield from told(said)


def _theme(theme: ThemeFinding, titles: dict[str, str]) -> Iterator[str]:
    """Word, symbol and, for terminals that show it, colour: whoever prints strips the colour where it is not wanted."""
    from daready.report.colours import look  # an account alone has no colours to show

    words = look(theme.colour).words
    first, *others = told(f"{words:<8} {theme.title}{_held_by(theme, titles)}", "  ", "           ")
    yield first.replace(words, f"\x1b[{_PAINT[theme.colour]}m{words}\x1b[0m", 1)
    yield from others


def opening(assessment: Assessment) -> Iterator[str]:
    """What every output begins with: who needs someone today (A2), then the day it speaks of."""
    yield from _today(assessment)
    yield ""
    yield f"As at {assessment.as_at.isoformat()}{_days_left(assessment)}"


def _today(assessment: Assessment) -> Iterator[str]:
    cases = assessment.needs_someone_today
    if not cases:
        yield from told(nobody_waiting(assessment))
        return
    from daready.report.made_safe import waited  # an account alone has nobody who waits

    titles = {line.id: line.title for c in assessment.criteria for line in c.lines}
    yield f"{count(len(cases), 'case needs', 'cases need')} someone today:"
    for case in cases:
        risk = "high risk, " if case.high_risk else ""
        where = f"{risk}{case.place.file} › {case.place.sheet} › row {case.place.row}"
        failed = "; ".join(titles.get(name, name) for name in case.questions)
        since = waited(case.month, case.day, assessment.as_at)
        yield from told(f"{where}: {failed}, {since}", "  ", "    ")


def _held_by(theme: ThemeFinding, titles: dict[str, str]) -> str:
    if not theme.limited_by:
        return ""
    first, *others = theme.limited_by
    return f": held by “{titles[first]}”" + (f" and {count(len(others), 'other')}" if others else "")


def _days_left(assessment: Assessment) -> str:
    if assessment.inspection is None:
        return ""
    days = (assessment.inspection - assessment.as_at).days
    return f", {days} days before the inspection on {assessment.inspection.isoformat()}"


def direct_looks(assessment: Assessment) -> str:
    """How many criteria somebody has looked at in practice."""
    return (
        f"{count(assessment.direct_looks, 'criterion rests', 'criteria rest')} on a direct look at practice."
    )


def _admitted(assessment: Assessment) -> Iterator[str]:
    admitted = [f.title for f in assessment.criteria if "admitted_weakness" in f.notes]
    if admitted:
        yield ""
        yield from told(f"Weak points that the force's own papers admit: {'; '.join(admitted)}.")


def _reword(assessment: Assessment) -> Iterator[str]:
    if assessment.reword:
        yield ""
        yield from told(reword(assessment))


def _claims(assessment: Assessment) -> Iterator[str]:
    if assessment.later:
        yield ""
        yield from told(later(assessment))
    if assessment.selection_claimed:
        yield ""
        yield from told(
            f"{count(assessment.selection_claimed, 'finding rests', 'findings rest')} on a claim, made afterwards, "
            "about how cases were chosen."
        )
    if assessment.selection_not_stated:
        yield ""
        yield from told(
            f"{count(assessment.selection_not_stated, 'finding is', 'findings are')} Grey because sheets do not say "
            "how cases were chosen. If all those sheets were chosen alike, say so: --selection random, systematic, "
            "all or judgement. All counts only where the sheet also gives the population, and has just as many cases."
        )
