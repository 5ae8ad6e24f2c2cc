"""Every limit that guards the reading of untrusted workbooks stands here, to be changed in one place."""

from __future__ import annotations

MEMORY_BYTES = 1 << 30
"""Address space of the child (POSIX only); a workbook that needs more is refused, not the laptop."""

WATCHED_EVERY = 0.05
"""Seconds between two looks at the memory of a child that the system does not limit."""

UNHELD_BYTES = 8 << 20
"""What a file may have where the system lets no limit be set on the child's memory: a month of cases has a tenth."""

UNHELD_UNPACKED = 64 << 20
"""What all parts of a zipped workbook may say there that they unpack to."""

SECONDS_A_FILE = 120.0
"""Processor seconds, of all threads of the child together: after these it is stopped and the file gets a notice. Half a
million rows of forty columns take some 35."""

SECONDS_STILL = 300.0
"""So long may a child do nothing at all, as one that waits for a disk; one whose turn seldom comes does something."""

LOOKED_EVERY = 1.0
"""Seconds between two looks at what a child has done, once a job takes that long."""

UNPACKED_BYTES = 2 << 30
"""What all parts of a zipped workbook may unpack to; a real year of cases is some 15 MB."""

WHOLE_BYTES = 768 << 20
"""What the parts that are unpacked whole may come to; only long sheets are not."""

STREAMED_BYTES = 160 << 20
"""A sheet that unpacks to more is read while it unpacks: the fast reader, which is quicker, would need it all at
once."""

STREAMED_CELLS = 25_000_000
"""Most cells of a sheet that is read so; 500,000 rows of 40 columns took 0.61 of the
child's memory."""

VALUES_KEPT = 500_000
"""So many different values of each kind of such a sheet are kept once each; any more as they come."""

SECONDS_A_RUN = 300.0
"""So long may the files of one run that gave nothing have worked or stood still together: five hostile ones, each to
its end."""

SECONDS_WHEN_SPENT = 10.0
"""What each file has of either after that; a month of 10,000 cases takes a second."""

RATIO = 250
"""How many bytes one packed byte may become; real sheets reach 60, a bomb reaches 1,000."""

RATIO_FROM_BYTES = 4 << 20
"""Below this a part may pack as well as it likes."""

PARTS = 10_000
"""More parts than this are not a workbook."""

PROLOG_BYTES = 64 << 10
"""How far into a part its first element is looked for."""

CELLS_A_SHEET = 8_500_000
"""Last row times last column; the first reader makes room for every one of them, and these fit into its memory:
200,000 rows of 40 columns took 0.94 of it."""

BESIDE_BYTES = 64 << 20
"""Sheets that unpack to more are swept first and then parsed: both at once would not fit into the memory."""

LARGE_CELLS = 1_000_000
"""In a sheet with more, like values are kept once; that is slower, and takes a seventh of the memory."""

SPARSE_CELLS = 1_000_000
"""A sheet with fewer cells than this, but far apart, is left to the second reader, which is slow."""

DRAWN_ROWS = 200
"""A drawing over more rows is the sheet's ground; it is looked for in so many."""

DRAWN_LETTERS = 2_000
"""A text box with more is an essay, and is read no further."""

FAR_COLUMN = 1024
"""The second reader leaves out cells beyond this column and tells each; no table is so wide."""

SHEETS = 500
"""More sheets than this are not an audit, a return or a register, nor a tab for each case of a month."""

HEADINGS_COMPARED = 40
"""So many unknown headings of a table are compared with the known ones, to suggest what was meant."""

LARGEST_COUNT = 10_000_000
"""A force has fewer crimes in ten years; a telephone number is larger, even without its first 0."""

LARGEST_NUMBER = 100_000
"""No minutes, hours, days or reviews of one case are more, where a form says no bound of its own."""

OLD_MONTHS = 12
"""A month further back from the newest of its sheet is old, where no policy says after how long cases stop counting."""

TOLD_CELLS = 200
"""A notice names no more cells than this; its count is always the whole."""

HEADER_ROWS = 60
"""The heading row is looked for within the first rows of a sheet only."""

HEADER_LEVELS = 3
"""So many rows of headings may stand over one another."""

HEADING_LETTERS = 300
"""A longer cell is text, not a heading."""

LABEL_LETTERS = 40
"""A longer text in a label column (a district) is not a label and is not kept."""

TEXT_LETTERS = 60
"""A longer text where an answer belongs may tell of a person, which is said."""

WORDS_ASKED = 50
"""So many different unknown words of one column are put into a mapping workbook; more are not answers."""

EDITS = 2
"""How far a word may be from a known one to be suggested."""

HEADING_RATIO = 80
"""How alike (of 100) a heading must be to a known one to be suggested. Never to be accepted."""

KEY_ROWS = 400
"""A sheet without a table and with more rows than this is no key to others."""

LIST_ROWS, LIST_COLUMNS = 20_000, 60
"""How much is taken of a list that somebody fills in (125 rows is the longest known) or samples are drawn from."""
