"""Arithmetic of the method that no command uses: it answers worked examples, and other arithmetic is held against it.

What a command begins to use moves into daready/; ``tests/test_reached.py`` keeps the two apart.
"""
