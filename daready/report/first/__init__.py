"""The first page: ready or not, who acts today, what to decide, where we stand, why not, what changed, what to trust.

``made.first_page`` makes the view once (``view``), each part in a file of its own; ``sheet`` draws it as the workbook's
Summary, the page's template as HTML, and the board paper opens with its words. The rule behind each sentence stands in
docs/first-page.md.
"""
