"""A force's own folder: its settings, its key, its ledger, and the work that needs more than one room.

It knows every room below the command line. ``folder`` and ``settings`` are the workspace itself; ``load``,
``new_files`` and ``loaded`` bring files into the ledger; ``compare`` rebuilds positions out of it (``Books``) and says
what changed and why; ``removals`` and ``ledger_remarks`` are what the record itself gives cause to say (A15);
``mappings`` and ``lists`` take in what a person filled in; ``soundness`` is ``rubric check`` as a whole.

Start at ``folder`` and ``compare``. ``folder.now`` and ``folder.login`` are the only clock and name asked here.
"""
