"""Workbooks that go out to people: templates, marked copies of their own, questions about their words.

It knows the rubric, evidence and the decision card, and no assessment. ``hand_back`` is where commands come in:
``template`` plans a blank workbook and ``template_book`` draws it; ``marked_copy`` shades the faults in a copy of
somebody's own, after ``what_a_copy_loses`` has said whether it may; ``mapping_workbook`` asks what words mean. What is
handed out is known again when it comes back (``evidence.opening.stamp``, ``evidence.tables.own_sheets``).
"""
