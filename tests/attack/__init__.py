"""Attacks on daready, each by a seed and for as long as it is given: ``python -m tests.attack``.

They go on where the suite ends: what must hold is in the rooms' own tests, what has been tried against it is here. Each
tells what it tried, what survived, what was lost and what leaked; the figures of long runs stand in SECURITY.md.
"""
