"""Windows: a job object that ends the child with its parent or for too much memory, and what it has worked."""

from __future__ import annotations

import ctypes
from typing import Any

_ENDS_WITH_PARENT = 0x2000
_MEMORY_OF_A_PROCESS = 0x100
_ONE_PROCESS = 0x8
_DIES_QUIETLY = 0x400
_EXTENDED = 9
"""JobObjectExtendedLimitInformation, and the flags of its basic part (winnt.h)."""


_HUNDRED_NANOSECONDS = 1e-7
"""The unit of a FILETIME, two halves of 32 bits, which every Windows machine keeps with the low one first."""


class _Basic(ctypes.Structure):
    _fields_ = (
        ("per_process_time", ctypes.c_int64),
        ("per_job_time", ctypes.c_int64),
        ("flags", ctypes.c_uint32),
        ("least_working_set", ctypes.c_size_t),
        ("most_working_set", ctypes.c_size_t),
        ("processes", ctypes.c_uint32),
        ("affinity", ctypes.c_size_t),
        ("priority", ctypes.c_uint32),
        ("scheduling", ctypes.c_uint32),
    )


class _Extended(ctypes.Structure):
    _fields_ = (
        ("basic", _Basic),
        ("io", ctypes.c_uint64 * 6),
        ("process_memory", ctypes.c_size_t),
        ("job_memory", ctypes.c_size_t),
        ("peak_process_memory", ctypes.c_size_t),
        ("peak_job_memory", ctypes.c_size_t),
    )


def hold(process: int, memory: int, system: Any = None) -> bool:
    """Put a process into a job of its own; whether Windows did so.

    ``process`` is its handle, ``memory`` in bytes; ``system`` stands in for kernel32. The job's handle stays open
    for as long as this process lives: once the last one is closed, by whatever end, Windows ends the child.
    """
    kernel = system or ctypes.WinDLL("kernel32", use_last_error=True)  # type: ignore[attr-defined,unused-ignore]
    kernel.CreateJobObjectW.restype = ctypes.c_void_p
    job = kernel.CreateJobObjectW(None, None)
    if not job:
        return False
    wanted = _Extended(process_memory=memory)
    wanted.basic.flags = _ENDS_WITH_PARENT | _MEMORY_OF_A_PROCESS | _ONE_PROCESS | _DIES_QUIETLY
    wanted.basic.processes = 1
    held = ctypes.c_void_p(job)
    return bool(
        kernel.SetInformationJobObject(held, _EXTENDED, ctypes.byref(wanted), ctypes.sizeof(wanted))
        and kernel.AssignProcessToJobObject(held, ctypes.c_void_p(process))
    )


def processor_seconds(process: int, system: Any = None) -> float | None:
    """What a process has used of the processor; None where Windows does not tell. ``process`` is its handle."""
    kernel = system or ctypes.WinDLL("kernel32", use_last_error=True)  # type: ignore[attr-defined,unused-ignore]
    made, ended, system_time, own = (ctypes.c_uint64() for _ in range(4))
    asked = (ctypes.byref(each) for each in (made, ended, system_time, own))
    if not kernel.GetProcessTimes(ctypes.c_void_p(process), *asked):
        return None
    return (system_time.value + own.value) * _HUNDRED_NANOSECONDS
