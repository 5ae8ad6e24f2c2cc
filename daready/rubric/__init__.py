"""What is asked: frameworks, criteria, forms and policy, read from YAML people wrote.

It knows nothing of ours but messages. ``library.load_rubric`` reads a folder and a workspace's own over it: ``text``
(words with their line, nothing guessed), ``shelf`` (which files, which lies over which), ``shape`` (one text against
one type), ``checks`` and ``form_checks`` (what no single file can know). All faults come at once, by file and line.

Start at ``criterion``, ``form``, ``framework`` and ``policy``, the types; ``terms`` holds the closed vocabularies,
which the guarded reader uses too, so nothing there imports pydantic. ``compiled`` keeps the shipped rubric ready;
``upkeep`` is what ``rubric check`` says besides; ``schema`` and ``helps`` serve editors.
"""
