"""What people read: one view of an assessment, drawn by several writers.

It knows the rubric, ``evidence.model``, scoring and planning, and works nothing out: whatever it shows is in the
assessment or a gap. ``tables.report`` makes the view once, of ``shapes`` (blocks, tables, cells, links); ``workbook``,
``page``, ``paper``, ``partner``, ``annex`` and ``terminal`` only lay it out, and ``record`` is the promised JSON.

Start at ``tables`` and ``shapes``; ``first/`` makes the first page that all of them open with. Short words of codes are
in ``words``, colours in ``colours``; whole sentences are in ``daready.messages``. The same input gives the same bytes,
nothing typed becomes a formula, every file appears whole or not at all (``whole``), and rows and places stay in the
annex (docs/sharing.md).
"""
