"""What to do next: the way from each colour to green.

It knows scoring and the rubric, and like scoring asks neither disk nor clock. Start at ``gaps`` (what kind of gap,
which comes first, what would close it) with ``priority`` and ``worth``; ``projection`` is inspection day,
``next_audit`` what each question lacks and ``next_sample`` how cases are spread over it (``daready plan``);
``register`` and ``in_hand`` are what inspectorates asked.
"""
