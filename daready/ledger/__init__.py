"""What is kept: one SQLite file to which things are only ever added.

It knows the types of evidence and scoring, keeps the reply of each file (``kept``: a row a case, a byte a question, the
rest as its JSON) and gives it back through the same settling as files just read (``recall``), so that both ways lead to
the same position. Names and references are not in it, only keyed hashes.

Start at ``store`` (the file and its transactions), ``chain`` (entries, each with the hash of the one before) and
``position`` (which loads count on a day). ``proof`` holds what is read against its fingerprints; ``signed``,
``rebases``, ``meanings`` and ``accounts`` are kinds of entry; ``removed`` finds what failed once and is gone (A15);
``upkeep`` and ``export`` look after it. An entry is taken back only by another (``taken_back``); triggers in
``schema`` refuse the rest.
"""
