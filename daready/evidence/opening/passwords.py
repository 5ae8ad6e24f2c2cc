"""Workbooks locked with a password: known as such, and opened in memory where somebody gave the password."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from typing import Any

from daready.evidence.opening.preflight import Refused

COMPOUND = b"\xd0\xcf\x11\xe0"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_OLD_LOCK = re.compile(
    rb"\x09\x08(?:\x10\x00\x00\x06\x05\x00.{12}|\x08\x00\x00\x05\x05\x00.{4})(?:\x86\x00\x00\x00)?\x2f\x00",
    re.DOTALL,
)
"""How the stream of a locked .xls begins: BOF, perhaps WRITEPROTECT, then FILEPASS ([MS-XLS] 2.1.7.20.3)."""
_BUILT_IN = "VelvetSweatshop"
"""The format's own password, for which Excel asks nobody ([MS-OFFCRYPTO] 2.4.2.3)."""


def is_locked(data: bytes) -> bool:
    """Whether the bytes are a locked Excel workbook: within a locked wrapper, or an old .xls, locked inside."""
    return data.startswith(COMPOUND) and (_ENCRYPTED in data or _OLD_LOCK.search(data) is not None)


def unlocked(data: bytes, passwords: Sequence[str] = ()) -> bytes:
    """The workbook that the built-in password opens, or the first of these that fits.

    Refused: where msoffcrypto-tool is not installed, no password was given, or none of them fits.
    """
    try:
        from msoffcrypto import OfficeFile
    except ImportError:
        raise Refused("password_extra_missing") from None
    for password in (_BUILT_IN, *passwords):
        inside = io.BytesIO()
        try:
            locked: Any = OfficeFile(io.BytesIO(data))
            locked.load_key(password=password)
            locked.decrypt(inside)
        except MemoryError:
            raise
        except Exception:  # a wrong password and a damaged file raise many kinds of error
            continue
        return inside.getvalue()
    raise Refused("password_wrong" if passwords else "password_protected")
