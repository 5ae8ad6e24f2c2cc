"""What was seen: people's sheets read into answers, figures and records, and what could not be used set aside.

A file goes up these floors, and no room knows one above it: ``grid`` (rows of cells) below ``opening`` (any file
becomes grids) and ``cells`` (what one cell says); then ``tables`` (which column says what), ``records`` (columns
become cases and figures) and ``sorting`` (which rows are evidence). ``reading`` goes through them all for one file,
inside the guarded child that ``worker`` starts; ``loader`` sends it every file, and ``settling`` then compares what
the files say. A file travels as a ``reply``, its rows as ``rows``; ``model`` is what leaves the room.

The child gets a ``brief`` and the forms as plain data, and imports no pydantic; names and free text never leave it,
only outcomes, places, keyed hashes and notices by code. Every row is used or set aside with its reason, and one that
may be a case is contested (``sorting.contested_rows``) unless ``free_rows`` lists its reason. Limits of all kinds are
in ``limits``.
Start at ``load_evidence``, ``reading`` and ``model``; to see what one sheet becomes, at ``sorting.passes``.
"""
