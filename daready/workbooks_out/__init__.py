"""Workbooks that go out to people: templates, marked copies of their own, questions about their words."""
