"""Which public function answers each topic of the worked examples, and how its inputs are put to it."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any

from daready.evidence.settling.double_marking import settled
from daready.planning.priority import Candidate
from daready.planning.projection import project
from daready.planning.sample import Asked, plans_by_stratum
from daready.planning.worth import band_certainty, next_sample, value_of_cases
from daready.report.disclosure import disclosed_by_difference, percent_band, published_count
from daready.rubric.terms import Colour, Outcome
from daready.scoring.agreement import gwet, kappa, percent_agreement
from daready.scoring.audit import audit_finding
from daready.scoring.card import card
from daready.scoring.classify import Cuts, call, cases_to_green, posterior
from daready.scoring.combine import combine, theme_colour
from daready.scoring.error_rates import expected_wrong
from daready.scoring.intervals import jeffreys
from daready.scoring.model import Counts
from daready.scoring.moderation import moderate
from daready.scoring.movement import movement
from daready.scoring.pchart import exact_limits, p_chart
from daready.scoring.pool import na_share
from daready.scoring.records import document_colour
from daready.scoring.theme_chance import Chances, theme_chances
from daready.scoring.trend import trend_colour
from daready.scoring.trend_rules import seven_one_side, seven_point_trend
from daready.scoring.xmr import assurance
from tests.oracles.error_rates import cases_needed, cases_without_failure, chance_of_each_call
from tests.oracles.intervals import clopper_pearson, wilson
from tests.oracles.partials import readings
from tests.oracles.plans import cases_to_bare_rate, in_order, plan_questions
from tests.oracles.population import period_interval, period_posterior
from tests.oracles.strata import Stratum, stratified_call, weighted
from tests.oracles.xmr import xmr
from tests.scoring.made import CUTS, JUNE, LINE, POLICY, QUESTION, batch, finding

Inputs = dict[str, Any]


def cuts(given: Inputs) -> Cuts:
    names = ("red_below", "green_from", "green_conf", "firm_conf", "n_min")
    settings = {name: given[name] for name in names if name in given}
    return replace(CUTS, **settings, prior=tuple(given.get("prior", CUTS.prior)))


def _bands(probabilities: tuple[float, float, float]) -> dict[str, Any]:
    return dict(zip(("P_red", "P_amber", "P_green"), probabilities, strict=True))


def _colours(chances: dict[Colour, float]) -> dict[str, float]:
    return {colour.value: chance for colour, chance in chances.items()}


# -- 1 classification ------------------------------------------------------------------------------


def interval(given: Inputs) -> dict[str, Any]:
    s, n, conf = given["successes"], given["n"], given["conf"]
    methods = {
        "wilson": wilson,
        "clopper_pearson": clopper_pearson,
        "jeffreys": partial(jeffreys, prior=CUTS.prior),
    }
    return {name: methods[name](s, n, conf) for name in given["methods"]}


def bands(given: Inputs) -> dict[str, Any]:
    return _bands(posterior(given["yes"], given["n"], cuts(given)))


def classify(given: Inputs) -> dict[str, Any]:
    if "yes" not in given:
        line = card(given["n"], cuts(given))
        spans = {"RED": line.red, "GREY": line.grey, "AMBER": line.amber, "GREEN": line.green}
        return {colour: span for colour, span in spans.items() if span}
    made = call(given["yes"], given["n"], cuts(given))
    return {"colour": made.colour, "note": made.note, "P_green": made.p_green, "P_red": made.p_red}


def operating_characteristic(given: Inputs) -> dict[str, Any]:
    return _colours(chance_of_each_call(given["true_rate"], given["n"], cuts(given)))


def finite_population(given: Inputs) -> dict[str, Any]:
    s, n, population = given["yes"], given["n"], given["N"]
    if "conf" not in given:
        return _bands(period_posterior(s, n, population, cuts(given)))
    low, high = period_interval(s, n, population, given["conf"])
    return {"D_low": low, "D_high": high, "rate_low": low / population, "rate_high": high / population}


def sample_size(given: Inputs) -> dict[str, Any]:
    if "standard" in given:
        return {"n": cases_without_failure(given["standard"], given["confidence"])}
    found = cases_needed(given["true_rate"], given["power"], cuts(given))
    assert found is not None
    return dict(zip(("n", "p_green"), found, strict=True))


def stratified(given: Inputs) -> dict[str, Any]:
    strata = [Stratum(*one) for one in zip(given["yes"], given["n"], given["N"], strict=True)]
    found = weighted(strata, given.get("conf", 0.95))
    made = stratified_call(strata, cuts(given))
    low, high = found.interval or (None, None)
    return {
        "weighted_rate": found.rate,
        "se_no_fpc": found.se,
        "se_fpc": found.se_finite,
        "n_eff_kish": found.n_eff,
        "korn_graubard_low": low,
        "korn_graubard_high": high,
        "n_eff": found.n_eff,
        "s_eff": found.s_eff,
        "P_green": made.p_green,
        "colour": made.colour,
        "note": made.note,
    }


def tally(given: Inputs) -> dict[str, Any]:
    names = ("yes", "partial", "no", "not_applicable", "not_recorded")
    counts = Counts(**{name: given[name] for name in names})
    found = readings(counts, cuts(given))
    return {
        "n": found.n,
        **dict(zip(("strict_rate", "half_rate", "lenient_rate"), found.rates, strict=True)),
        "colour": found.strict.colour,
        "colour_if_partial_half": found.half.colour,
        "colour_if_partial_counts": found.lenient.colour,
        "partial_sensitive": found.sensitive,
        "na_share": na_share(counts),
    }


def false_green(given: Inputs) -> dict[str, Any]:
    return {"expected_not_truly_green": expected_wrong(given["P_green_of_greens"])}


def pooling(given: Inputs) -> dict[str, Any]:
    """Through the finding of an audit line, with the fall of A8, which the example does not know, set aside."""
    own = ("red_below", "green_from", "green_conf", "n_min", "half_life_months", "max_age_months")
    policy = replace(POLICY, recent_fall_conf=2.0, **{name: given[name] for name in own})
    batches = [
        batch(JUNE.later(-month["age_months"]), yes=month["yes"], no=month["n"] - month["yes"])
        for month in given["months"]
    ]
    found = audit_finding(LINE, QUESTION, False, batches, JUNE.last, policy)
    return {
        "s_eff": found.s_eff,
        "n_eff": found.n_eff,
        "P_green": found.p_green,
        "colour": found.colour,
        "note": found.note,
    }


# -- 2 trend ---------------------------------------------------------------------------------------


def xmr_chart(given: Inputs) -> dict[str, Any]:
    chart = xmr(
        given["values"],
        given["improvement"],
        target=given["target"],
        rebase_at=given["rebase_at_index"],
        screen_outliers=given["screen_outliers"],
        fix_after=given["fix_after_n_points"],
    )
    return {
        "segments": [{"mean": s.mean, "lpl": s.lower, "upl": s.upper} for s in chart.segments],
        "special_cause": chart.causes,
        "last_point": chart.variation,
        "assurance": chart.assurance,
    }


def assured(given: Inputs) -> dict[str, Any]:
    return {"assurance": assurance(given["target"], given["lpl"], given["upl"], given["improvement"])}


def rule_unit(given: Inputs) -> dict[str, Any]:
    rules = {"trend": seven_point_trend, "one_side": seven_one_side}
    return {"flags": rules[given["function"]](given["values"])}


def _of(given: Inputs) -> list[int]:
    n = given["n"]
    return n if isinstance(n, list) else [n] * len(given["counts"])


def _outside(given: Inputs, limits: tuple[tuple[float, float], ...]) -> list[int]:
    rates = [x / n for x, n in zip(given["counts"], _of(given), strict=True)]
    return [
        at
        for at, (rate, (low, high)) in enumerate(zip(rates, limits, strict=True), 1)
        if not low <= rate <= high
    ]


def proportion_chart(given: Inputs) -> dict[str, Any]:
    chart = p_chart(given["counts"], _of(given), prime=False)
    low, high = chart.limits[0]
    return {"pbar": chart.mean, "lcl": low, "ucl": high, "outside_points": _outside(given, chart.limits)}


def laney_chart(given: Inputs) -> dict[str, Any]:
    plain, prime = (p_chart(given["counts"], _of(given), prime=widened) for widened in (False, True))
    return {
        "pbar": prime.mean,
        "sigma_z": prime.sigma_z,
        "plain_lcl_1": plain.limits[0][0],
        "plain_ucl_1": plain.limits[0][1],
        "prime_lcl_1": prime.limits[0][0],
        "prime_ucl_1": prime.limits[0][1],
        "outside_plain": len(_outside(given, plain.limits)),
        "outside_prime": len(_outside(given, prime.limits)),
    }


def exact_p_limits(given: Inputs) -> dict[str, Any]:
    low, high = exact_limits(given["pbar"], given["n"], given["tail"])
    return {"lowest_in_control": low, "highest_in_control": high}


def measure_rag(given: Inputs) -> dict[str, Any]:
    return {"colour": trend_colour(given["assurance"], given["variation"], given["points"])}


# -- 3 agreement -----------------------------------------------------------------------------------


def agree(given: Inputs) -> dict[str, Any]:
    table = given["table"]
    return {
        "percent": percent_agreement(table),
        "kappa": kappa(table),
        "kappa_linear": kappa(table, "linear"),
        "gwet_ac1": gwet(table),
        "gwet_ac2_linear": gwet(table, "linear"),
    }


_BYTES = {
    "YES": Outcome.YES,
    "PARTIAL": Outcome.PARTIAL,
    "NO": Outcome.NO,
    "NA": Outcome.NOT_APPLICABLE,
    "NOT_RECORDED": Outcome.NOT_RECORDED,
}


def double_marked(given: Inputs) -> dict[str, Any]:
    """An adjudicated answer stands alone; it comes as the answer of a corrected workbook."""
    names = {outcome.value: name for name, outcome in _BYTES.items()}
    counted = Counter(dict.fromkeys(("YES", "PARTIAL", "NO", "NA"), 0))
    for case in given["cases"]:
        marks = [case["adjudicated"]] if case["adjudicated"] else [case["first"], case["second"]]
        counted[names[settled([_BYTES[mark].value for mark in marks if mark])]] += 1
    return counted


# -- 4 combining -----------------------------------------------------------------------------------


def _criteria(given: list[Inputs]) -> list[tuple[Colour, bool]]:
    return [(Colour(one["colour"]), one["critical"]) for one in given]


def theme_rule(given: Inputs) -> dict[str, Any]:
    return {"theme": theme_colour(_criteria(given["criteria"]), POLICY.theme_share)[0]}


def averaging(given: Inputs) -> dict[str, Any]:
    """The means stand here to show the trap; nothing in daready averages colours."""
    points = {"RED": 0, "AMBER": 1, "GREEN": 2}
    got: dict[str, Any] = {}
    for at in (1, 2):
        criteria = given[f"theme_{at}"]
        got[f"mean_{at}"] = sum(points[one["colour"]] for one in criteria) / len(criteria)
        got[f"rule_{at}"] = theme_colour(_criteria(criteria), POLICY.theme_share)[0]
    return got


def theme_probability(given: Inputs) -> dict[str, Any]:
    criteria = [
        Chances(one["P_red"], one["P_amber"], one["P_green"], one["critical"]) for one in given["criteria"]
    ]
    return _colours(theme_chances(criteria, POLICY.theme_share))


# -- 5 evidence ------------------------------------------------------------------------------------

_KINDS = {"external": "audit", "training": "measure", "testimony": "judgement"}
"""Kinds of R5.1 that share a class with one of ours."""

_FLAGS = ("expired_evidence", "paper_only", "conflict", "document", "single_source")


def combination(given: Inputs) -> dict[str, Any]:
    lines = []
    for one in given["lines"]:
        kind = _KINDS.get(one["type"], one["type"])
        if one["fresh"]:
            lines.append(finding(kind, Colour(one["colour"])))
        else:
            lines.append(finding(kind, Colour.GREY, note="expired"))
    found = combine(lines, min_lines=given["min_lines_for_green"])
    return {"colour": found.colour, "flags": {note for note in found.notes if note in _FLAGS}}


def document_date(given: Inputs) -> dict[str, Any]:
    review = date.fromisoformat(given["review_date"]) if given["review_date"] else None
    at = date.fromisoformat(given["as_of"])
    return {"colour": document_colour(given["approved"], review, at, warn_days=given["warn_days"])}


NAMED_OUTCOMES = {
    "accepted",
    "rejected_critical_red",
    "rejected_more_than_one_step",
    "rejected_needs_two_signatures",
}


def judgement(given: Inputs) -> dict[str, Any]:
    made = moderate(
        Colour(given["evidence_colour"]),
        Colour(given["proposed"]),
        p_green=given["P_green"],
        critical=given["critical"],
        rationale=given["rationale_recorded"],
        two_signatures=given["two_signatures"],
    )
    return {"colour": made.colour, "outcome": made.outcome}


# -- 6 planning ------------------------------------------------------------------------------------


def gap(given: Inputs) -> dict[str, Any]:
    s, n = given["yes"], given["n"]
    return {
        "consecutive_compliant_cases_to_green": cases_to_green(s, n, cuts(given)),
        "consecutive_compliant_cases_to_bare_rate": cases_to_bare_rate(s, n, cuts(given)),
    }


def following_sample(given: Inputs) -> dict[str, Any]:
    found = next_sample(given["yes"], given["n"], given["next_sample"], cuts(given))
    return {"yes_needed_in_next_sample": found.needed, "chance_of_each_call": _colours(found.chances)}


def value_of_information(given: Inputs) -> dict[str, Any]:
    s, n = given["yes"], given["n"]
    return {
        "current_max_band": band_certainty(s, n, cuts(given)),
        "evsi": value_of_cases(s, n, given["more_cases"], cuts(given)),
    }


def _asked(given: Inputs) -> list[Asked]:
    return [Asked(one["yes"], one["n"], one["weight"]) for one in given["criteria"]]


def sample_plan(given: Inputs) -> dict[str, Any]:
    asked, capacity = _asked(given), given["capacity"]
    plan = plan_questions(asked, capacity, cuts(given))
    return {
        "allocation": plan.cases,
        "total_evsi": plan.worth,
        "one_at_a_time_greedy_value": _greedy(asked, capacity, cuts(given)),
    }


def _greedy(asked: list[Asked], capacity: int, at: Cuts) -> float:
    """What looking one case at a time would bring: shown beside the plan, never used."""
    cases = [0] * len(asked)

    def worth(q: Asked, m: int) -> float:
        return q.weight * value_of_cases(q.s, q.n, m, at)

    for _ in range(capacity):
        gains = [worth(q, m + 1) - worth(q, m) for q, m in zip(asked, cases, strict=True)]
        cases[gains.index(max(gains))] += 1
    return sum(worth(q, m) for q, m in zip(asked, cases, strict=True))


def stratum_plan(given: Inputs) -> dict[str, Any]:
    plans = plans_by_stratum(
        _asked(given),
        given["applicability"],
        given["capacity"],
        cuts(given),
        least=given["minimum"],
        most=given["maximum"],
        block=given["block"],
    )
    return {
        "allocation": plans[0].cases,
        "total": plans[0].worth,
        "runner_up": plans[1].cases,
        "runner_up_total": plans[1].worth,
    }


def moved(given: Inputs) -> dict[str, Any]:
    then, now = ((given[when]["yes"], given[when]["n"]) for when in ("previous", "now"))
    found = movement(then, now, conf=given["conf"], prior=tuple(given["prior"]))
    return {"P_now_worse": found.p_worse, "movement": found.change}


def projected(given: Inputs) -> dict[str, Any]:
    found = project(
        given["s_eff"],
        given["n_eff"],
        months=given["months_to_inspection"],
        cases=given["cases_still_to_audit"],
        half_life=given["half_life_months"],
        cuts=cuts(given),
    )
    return {"P_true_green": found.p_true_green, "chance_of_each_call": _colours(found.chances)}


def priority(given: Inputs) -> dict[str, Any]:
    candidates = [
        Candidate(
            id=one["id"],
            colour=Colour(one["colour"]),
            was=Colour(one["previous"]) if one["previous"] else None,
            critical=one["critical"],
            weight=one["weight"],
            gain=one["gain"],
            effort=one["effort"],
        )
        for one in given["criteria"]
    ]
    return {"order": in_order(candidates)}


# -- 7 disclosure ----------------------------------------------------------------------------------


def rounding(given: Inputs) -> dict[str, Any]:
    rule = given.get("rule", "hes")
    return {"published": [published_count(count, rule) for count in given["counts"]]}


def differencing(given: Inputs) -> dict[str, Any]:
    cells = disclosed_by_difference(given["previous"], given["now"], given["threshold"])
    return {"cells_disclosive_by_difference": cells}


def percent_bands(given: Inputs) -> dict[str, Any]:
    return {"published": percent_band(given["yes"], given["n"], width=given["width"], least=given["min_n"])}
