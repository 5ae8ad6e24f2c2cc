"""What to do next: the way from each colour to green.

It knows scoring and the rubric, and like scoring asks neither disk nor clock. Start at ``gaps`` (what kind of gap,
which comes first, what would close it) with ``priority`` and ``worth``; ``projection`` is inspection day, and
``next_audit`` what ``daready plan`` says. Of ``sample`` a command uses only ``cases_first``; its plans by question and
by group stand behind the worked examples.
"""
