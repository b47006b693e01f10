"""What may a process that reads a document still reach? The code that is installed here; no other file, no network.

A document can hold what takes over the engine that reads it. Such a process could then read other files or send them
away; after `confine` the kernel refuses it both. Landlock (Linux 5.13, landlock(7)) closes the file system, and TCP
from Linux 6.7 on; a seccomp filter (seccomp(2)) refuses new sockets of every kind, and new programs. Elsewhere
nothing is done, and `missing_protection` says so.
"""

from __future__ import annotations

import ctypes
import errno
import os
import platform
import struct
import sys
import sysconfig
from pathlib import Path

# landlock(7): numbers of the calls, the same on every architecture.
CREATE_RULESET, ADD_RULE, RESTRICT_SELF = 444, 445, 446
GET_VERSION = 1
RULE_PATH_BENEATH = 1
READ_FILE, READ_DIR = 1 << 2, 1 << 3
# Rights of the file system that each version of Landlock can take away, and from version 4 those of TCP (bind and
# connect), from version 6 signals and abstract sockets of processes outside (linux/landlock.h).
FILE_RIGHTS = {1: (1 << 13) - 1, 2: (1 << 14) - 1, 3: (1 << 15) - 1, 4: (1 << 15) - 1, 5: (1 << 16) - 1}
NET_VERSION, NET_RIGHTS = 4, 0b11
SCOPE_VERSION, SCOPES = 6, 0b11
# prctl(2).
NO_NEW_PRIVILEGES, SET_SECCOMP, FILTER_MODE = 38, 22, 2
# By machine: its name for seccomp (linux/audit.h) and its numbers of socket, socketpair, execve, execveat and
# io_uring_setup, which can open sockets of its own.
REFUSED_CALLS = {
    "x86_64": (0xC000003E, (41, 53, 59, 322, 425)),
    "aarch64": (0xC00000B7, (198, 199, 221, 281, 425)),
}
# Calls of x86-64's second table, which has other numbers for the same work, begin here.
X32_CALLS = 0x40000000


class _PathRule(ctypes.Structure):
    """`struct landlock_path_beneath_attr`, which is packed."""

    _pack_ = 1
    _fields_ = (("allowed", ctypes.c_uint64), ("folder", ctypes.c_int32))


def missing_protection() -> str | None:
    """What this machine cannot take away from a child, as a sentence; None where it can take all."""
    if sys.platform != "linux":
        return "Documents are read in processes that keep their access to files and network: this is no Linux."
    version = _landlock_version()
    if version == 0:
        return "Documents are read in processes that keep their access to files: this kernel has no Landlock."
    if platform.machine() not in REFUSED_CALLS:
        missing = "" if version >= NET_VERSION else " and TCP"
        return f"Documents are read in processes that may open sockets{missing}: no filter for {platform.machine()}."
    return None


def confine() -> None:
    """Take files and network from this process, for good, as far as the kernel can; the installed code stays readable.

    What is open stays open. Call it with a single thread: both restrictions hold for a thread and its children.
    """
    if sys.platform != "linux":
        return
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.prctl(NO_NEW_PRIVILEGES, 1, 0, 0, 0) != 0:
        return
    _close_files(libc)
    _refuse_calls(libc)


def _landlock_version() -> int:
    """0 where the kernel has no Landlock, or has it switched off."""
    libc = ctypes.CDLL(None, use_errno=True)
    return max(0, int(libc.syscall(CREATE_RULESET, None, ctypes.c_size_t(0), ctypes.c_uint32(GET_VERSION))))


def _close_files(libc: ctypes.CDLL) -> None:
    version = _landlock_version()
    if version == 0:
        return
    rights = FILE_RIGHTS[min(version, max(FILE_RIGHTS))]
    net = NET_RIGHTS if version >= NET_VERSION else 0
    scopes = SCOPES if version >= SCOPE_VERSION else 0
    # A kernel takes a longer structure than it knows, if what it does not know is zero.
    handled = struct.pack("=QQQ", rights, net, scopes)
    ruleset = libc.syscall(CREATE_RULESET, handled, ctypes.c_size_t(len(handled)), ctypes.c_uint32(0))
    if ruleset < 0:
        return
    try:
        for folder in code_folders():
            _allow_reading(libc, ruleset, folder)
        libc.syscall(RESTRICT_SELF, ctypes.c_int(ruleset), ctypes.c_uint32(0))
    finally:
        os.close(ruleset)


def code_folders() -> tuple[Path, ...]:
    """Where the modules and data files of Python, of the libraries and of this project lie."""
    names = {sysconfig.get_path(name) for name in ("stdlib", "platstdlib", "purelib", "platlib")}
    names |= {str(Path(__file__).parent), str(Path(sys.modules["schemas"].__file__ or "").parent)}
    return tuple(sorted(Path(name) for name in names))


def _allow_reading(libc: ctypes.CDLL, ruleset: int, folder: Path) -> None:
    try:
        descriptor = os.open(folder, os.O_PATH | os.O_CLOEXEC)
    except OSError:
        return  # a folder that is not there needs no rule
    rule = _PathRule(READ_FILE | READ_DIR, descriptor)
    libc.syscall(
        ADD_RULE, ctypes.c_int(ruleset), ctypes.c_int(RULE_PATH_BENEATH), ctypes.byref(rule), ctypes.c_uint32(0)
    )
    os.close(descriptor)


def _refuse_calls(libc: ctypes.CDLL) -> None:
    """Let the kernel answer EPERM to the calls that would open a socket or start a program."""
    known = REFUSED_CALLS.get(platform.machine())
    if known is None:
        return
    machine, calls = known
    program = _filter(machine, calls)
    buffer = ctypes.create_string_buffer(program, len(program))
    header = struct.pack("@HP", len(program) // 8, ctypes.addressof(buffer))  # `struct sock_fprog`
    libc.prctl(SET_SECCOMP, ctypes.c_ulong(FILTER_MODE), header)


def _filter(machine: int, calls: tuple[int, ...]) -> bytes:
    """A classic BPF program over `struct seccomp_data`: number of the call at 0, machine at 4."""
    load, equal, at_least, answer = 0x20, 0x15, 0x35, 0x06
    allow, refuse = 0x7FFF0000, 0x00050000 | errno.EPERM
    count = len(calls)
    # Jumps are counted from the next line; all that refuse end at the last one.
    lines = [
        (load, 0, 0, 4),
        (equal, 0, count + 3, machine),
        (load, 0, 0, 0),
        (at_least, count + 1, 0, X32_CALLS),
        *((equal, count - place, 0, call) for place, call in enumerate(calls)),
        (answer, 0, 0, allow),
        (answer, 0, 0, refuse),
    ]
    return b"".join(struct.pack("=HBBI", *line) for line in lines)
