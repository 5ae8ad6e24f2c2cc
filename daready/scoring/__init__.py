"""What follows: pure arithmetic and rules from evidence to colours. No disk, no clock, no data frames.

It knows the rubric's types and ``evidence.model``, and is given the day; ``tests/test_doors.py`` holds that.

Start at ``assess``, which reads from top to bottom: ``lines`` (everything that bears on one line) over ``tally``
(answers counted into batches), ``audit`` (batches pooled by age and called), ``classify`` (counts to a colour),
``records`` (figures, documents, judgements), ``lists`` and ``waiting``; then ``clauses`` and ``steps`` (lines to a
clause), ``combine`` (clauses to a criterion, criteria to a theme), ``requirements``; then ``since`` and ``compare``
(against an earlier position). ``reasons`` makes the sentences. Distributions and charts stand by themselves:
``beta``, ``distributions``, ``intervals``, ``pchart``, ``trend``, ``trend_rules``, ``agreement``.

Arithmetic that only worked examples need is in ``tests/oracles``. Rules by their codes are in docs/rules.md, the laws
in docs/laws.md.
"""
