"""Invents the audited cases of a month, from planted rates; nothing here is true of anybody."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from random import Random
from typing import Any

from making import rubric

GOLDEN = 0.6180339887498949
SAFETY = {"Q31", "Q32", "Q35"}
DISTRICTS = ["North", "Central", "South"]
NEVER_PARTIAL = SAFETY | {"Q69"}


class Drawer:
    """Draws answers by a golden-ratio sequence, so that a sample sits close to its planted rate."""

    def __init__(self, seed: int, force: str = "NM", districts: Sequence[str] = DISTRICTS) -> None:
        self.random = Random(seed)
        self.force, self.districts = force, list(districts)
        self.at: dict[str, float] = {}
        self.serial = 4500

    def met(self, question: str, rate: float) -> bool:
        """``question``: whatever has a rate of its own, with its district where that has one."""
        start = self.at.get(question, self.random.random())
        self.at[question] = (start + GOLDEN) % 1
        return self.at[question] < rate

    def answer(self, question: str, plant: dict[str, float], rate: float) -> str:
        if plant.get("na") and self.random.random() < plant["na"]:
            return "A"
        if self.random.random() < plant.get("blank", 0.004):
            return "_"
        if self.met(question, rate):
            return "Y"
        if question in NEVER_PARTIAL:
            return "N"
        return self.random.choice("PNNNR")

    def facts(self, month: tuple[int, int]) -> dict[str, Any]:
        self.serial += self.random.randint(1, 9)
        pick = self.random.choices
        return {
            "reference": f"{self.force}/{month[0] % 100}/{self.serial:06d}",
            "month": month,
            "day": date(*month, self.random.randint(6, 26)),
            "district": self.random.choice(self.districts),
            "risk": pick(["high", "medium", "standard", None], [18, 37, 44, 1])[0],
            "children": pick(["yes", "no", None], [46, 53, 1])[0],
            "suspect_present": pick(["yes", "no"], [68, 32])[0],
            "victim_support": pick(["yes", "no", "withdrew"], [56, 24, 20])[0],
            "repeat_victim": pick(["yes", "no"], [45, 55])[0],
            "outcome": pick(
                ["charged", "out_of_court", "evidential_15", "victim_16", "nfa", "open"],
                [22, 9, 22, 28, 5, 14],
            )[0],
        }

    def case(
        self, month: tuple[int, int], plants: dict[str, dict[str, Any]], asked: dict[str, Any]
    ) -> dict[str, Any]:
        case = self.facts(month)
        case["answers"], case["made_safe"] = {}, None
        for item, plant in plants.items():
            if not plant.get("everywhere") and applies(asked[item], case) is False:
                case["answers"][item] = self.random.choice("AA_")
            elif not plant.get("everywhere") and applies(asked[item], case) is None:
                case["answers"][item] = "_"
            else:
                rate = plant.get("months", {}).get(month, plant["rate"])
                if case["district"] in plant.get("districts", {}):
                    rate = plant["districts"][case["district"]]
                case["answers"][item] = self.answer(item, plant, rate)
        if any(case["answers"].get(item) in ("N", "R") for item in SAFETY):
            case["made_safe"] = case["day"] + timedelta(days=self.random.randint(1, 3))
        return case

    def ask_also(self, sheet: dict[str, Any], plants: dict[str, dict[str, Any]]) -> None:
        """Questions drawn after all the others, so that what was drawn before stays as it was."""
        asked = rubric.questions("case-audit")
        sheet["questions"] = [item for item in asked if item in plants or item in sheet["questions"]]
        for case in sheet["cases"]:
            case["answers"] |= {
                item: self.answer(item, plant, plant["rate"]) for item, plant in plants.items()
            }
            for item, answer in case["answers"].items():
                if answer not in "A_?" and applies(asked[item], case) is False:
                    case["answers"][item] = self.random.choice("AA_")


def applies(question: dict[str, Any], case: dict[str, Any]) -> bool | None:
    """Whether the question applies to this case; None where the case does not say."""
    for column, allowed in (question.get("applies_if") or {}).items():
        if case[column] is None:
            return None
        if case[column] not in {{True: "yes", False: "no"}.get(word, word) for word in allowed}:
            return False
    return True


def invent_month(
    drawer: Drawer, month: tuple[int, int], count: int, plants: dict[str, Any]
) -> list[dict[str, Any]]:
    asked = rubric.questions("case-audit")
    return [drawer.case(month, plants, asked) for _ in range(count)]
