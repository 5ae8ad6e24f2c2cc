"""The offline installer: one zip of the locked wheels, an installer, a guide and an information-security page.

``python -m tools.bundle --for windows`` makes it. What stands in ``inside/`` goes into the zip as it is; ``pages/`` is
filled in. Nothing of a wheel is run to install it, and no pip is needed on the machine that it is installed on.
"""
