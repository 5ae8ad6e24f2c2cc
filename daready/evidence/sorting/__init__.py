"""Which rows of a table are evidence, and why the others are not.

``table_view`` says what a table is like as a whole, ``row_view`` what one row is; ``rules`` has the ordered table of
rules, of which the first that applies decides, and ``passes`` the looks over the whole table that come after.
``proved_totals`` asks whether a total adds up, ``defaults`` and ``remnants`` hold passes of their own;
``contested_rows`` says which rows set aside may be cases, ``why`` what each rule said of one row. A word goes
into ``rubrics/words``, never into a rule.
"""
