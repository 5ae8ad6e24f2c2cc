"""The window: daready in the browser of one's own machine, for whoever types no commands.

A request passes ``guard`` (who may ask at all), ``app`` (reads the form, calls the room) and a room of ``rooms``, which
asks the ``desk`` how things stand or changes something there, and gives an answer of ``answers``; ``drawing`` fills it
in. The rooms call what the commands call and work nothing out themselves. Nothing listens beyond this machine. Start at
``rooms/today.py``, the pattern of a room.
"""
