"""Figures of the return, counted from row-level exports by one function over a data frame of any engine.

It is a room of its own, and not one of ``evidence``, because it knows data frames and evidence must not: evidence reads
what people sent, in a guarded child; this counts what a record system holds, where it is held. What it gives becomes
evidence as any figure does, by way of a return that is read and settled like one typed by hand. ``count`` is the
function, ``frames`` makes frames of files, ``table`` makes a frame one row a thing, ``rule`` says what counts. Narwhals
and the engines are imported inside functions.
"""
