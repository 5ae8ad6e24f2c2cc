"""Setting rows aside never improves a colour and never hides somebody who needs someone today."""

from __future__ import annotations

from pathlib import Path

from tests.command.run import DAYS, daready

HEAD = "How cases were chosen,Random\n\nCase ref,Audit date,Risk,Risk assessment done for this incident,Q31\n"
PASSES = ["AMBER", "GREEN"]


def rows(answers: list[str], first: int = 0, day: str = "03/06/2026") -> str:
    return "".join(f"NM/26/{first + n:05},{day},High,{a},{a}\n" for n, a in enumerate(answers))


def rated(folder: Path) -> tuple[dict[str, str], int]:
    record = daready("assess", folder, *DAYS, "--json", "-", cwd=folder).json
    return {c["ref"]: c["colour"] for c in record["criteria"]}, record["needs_someone_today"]


def test_failing_cases_sent_again_with_better_answers_change_nothing_for_the_better(tmp_path: Path) -> None:
    (tmp_path / "June.csv").write_text(HEAD + rows(["Yes"] * 45 + ["No"] * 15), encoding="utf-8")
    honest, waiting = rated(tmp_path)
    assert (honest["U10"], waiting) == ("RED", 15)
    (tmp_path / "Later.csv").write_text(HEAD + rows(["Yes"] * 15, first=45), encoding="utf-8")
    dodged, still = rated(tmp_path)
    assert still >= waiting
    assert dodged["U10"] not in PASSES
