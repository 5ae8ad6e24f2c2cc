"""What comes from outside, each through one door: ``files`` lets paths and bytes in, ``names`` lets names in.

A path somebody typed, or a stranger put into a folder, may be a pipe that never ends, a link that leads away, or larger
than the disk; a name may hold what breaks a terminal or an encoding. Nothing else in daready opens a file that it did
not write itself (``tests/foreign/test_files.py``). Start at ``files.take``.
"""
