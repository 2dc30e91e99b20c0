"""What the processes that judge are kept from: the network, other processes, and the files that are not theirs to read.

On Linux: an empty network namespace, a seccomp filter that refuses to make sockets and to start programs, and Landlock,
which leaves Python and the libraries to read and nothing to write. Each is put in force where the kernel allows it; the
server says which are. The nursery confines itself before it forks, and nothing it starts can undo that. Elsewhere the
limits on resources are all there is.
"""

from __future__ import annotations

import ctypes
import errno
import os
import platform
import struct
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Final

__all__ = ["confine_family", "readable_paths"]

_PR_SET_SECCOMP: Final = 22
_PR_SET_NO_NEW_PRIVS: Final = 38
_SECCOMP_MODE_FILTER: Final = 2
_CLONE_NEWUSER: Final = 0x10000000
_CLONE_NEWNET: Final = 0x40000000

_MACHINES: Final = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}
"""How the kernel calls the architectures whose system calls are known here, in the order of the table's columns."""
_DENIED: Final = {
    "socket": (41, 198),
    "socketpair": (53, 199),
    "connect": (42, 203),
    "bind": (49, 200),
    "listen": (50, 201),
    "accept": (43, 202),
    "accept4": (288, 242),
    "io_uring_setup": (425, 425),
    "execve": (59, 221),
    "execveat": (322, 281),
    "ptrace": (101, 117),
    "process_vm_readv": (310, 270),
    "process_vm_writev": (311, 271),
    "pidfd_open": (434, 434),
    "pidfd_getfd": (438, 438),
    "unshare": (272, 97),
    "setns": (308, 268),
    "mount": (165, 40),
    "umount2": (166, 39),
    "pivot_root": (155, 41),
    "chroot": (161, 51),
    "bpf": (321, 280),
    "perf_event_open": (298, 241),
    "userfaultfd": (323, 282),
    "keyctl": (250, 219),
    "add_key": (248, 217),
    "request_key": (249, 218),
}
"""System calls that mathematics has no use for, with their numbers on each machine."""

_LANDLOCK: Final = (444, 445, 446)
"""The system calls that make rules, add one, and put them in force: the same numbers everywhere."""
_READ_FILE, _READ_DIR = 1 << 2, 1 << 3
_FS_RIGHTS: Final = {1: (1 << 13) - 1, 2: (1 << 14) - 1, 3: (1 << 15) - 1, 5: (1 << 16) - 1}
"""The rights over files that each version knows: reading, writing, making, removing, running."""


def confine_family(readable: Iterable[Path]) -> tuple[str, ...]:
    """Confine this process and all it will start; returns what is in force. The process must have one thread."""
    if sys.platform != "linux":
        return ()
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0):
        return ()
    in_force = {
        "no network": _leave_network(libc),
        "read-only files": _restrict_files(libc, readable),
        "no sockets, no programs": _filter_calls(libc),
    }
    return tuple(name for name, is_in_force in in_force.items() if is_in_force)


def readable_paths(further: str = "") -> tuple[Path, ...]:
    """What Python and the libraries are made of; `further` has more paths, separated as in PATH."""
    system = ("/usr/lib", "/usr/lib64", "/usr/local/lib", "/lib", "/lib64", "/usr/share/zoneinfo")
    files = ("/etc/ld.so.cache", "/etc/localtime", "/dev/null", "/dev/urandom")
    named = (*sys.path, sys.prefix, sys.base_prefix, *system, *files, *further.split(os.pathsep))
    return tuple(path for path in map(Path, filter(None, dict.fromkeys(named))) if path.exists())


def _leave_network(libc: ctypes.CDLL) -> bool:
    # In a user namespace of its own it also loses what power over the machine it had.
    return bool(libc.unshare(_CLONE_NEWUSER | _CLONE_NEWNET) == 0 or libc.unshare(_CLONE_NEWNET) == 0)


def _restrict_files(libc: ctypes.CDLL, readable: Iterable[Path]) -> bool:
    create, add, restrict = _LANDLOCK
    version = libc.syscall(create, None, ctypes.c_size_t(0), 1)
    if version < 1:
        return False
    rights = _FS_RIGHTS[max(known for known in _FS_RIGHTS if known <= version)]
    # From version 4 on connections over TCP are refused too, from 6 on signals to processes outside.
    fields = [rights, 0b11, 0b11][: 1 if version < 4 else 2 if version < 6 else 3]
    attributes = struct.pack(f"={len(fields)}Q", *fields)
    rules = libc.syscall(create, attributes, ctypes.c_size_t(len(attributes)), 0)
    if rules < 0:
        return False
    try:
        for path in readable:
            descriptor = os.open(path, os.O_PATH | os.O_CLOEXEC)
            allowed = _READ_FILE | (_READ_DIR if path.is_dir() else 0)
            try:
                if libc.syscall(add, rules, 1, struct.pack("=Qi", allowed, descriptor), 0):
                    return False
            finally:
                os.close(descriptor)
        return bool(libc.syscall(restrict, rules, 0) == 0)
    finally:
        os.close(rules)


def _filter_calls(libc: ctypes.CDLL) -> bool:
    """Install a classic BPF program over the number of each system call."""
    machine = platform.machine()
    if machine not in _MACHINES:
        return False
    column = list(_MACHINES).index(machine)
    denied = [numbers[column] for numbers in _DENIED.values()]
    load, equal, at_least, give = 0x20, 0x15, 0x35, 0x06
    count = len(denied)
    program = [
        (load, 0, 0, 4),
        (equal, 0, count + 3, _MACHINES[machine]),  # another architecture's numbers mean other calls
        (load, 0, 0, 0),
        (at_least, count + 1, 0, 0x40000000),  # as do those of the x32 variant
        *((equal, count - index, 0, number) for index, number in enumerate(denied)),
        (give, 0, 0, 0x7FFF0000),
        (give, 0, 0, 0x00050000 | errno.EPERM),
    ]
    code = ctypes.create_string_buffer(b"".join(struct.pack("=HBBI", *each) for each in program))
    descriptor = struct.pack("@HP", len(program), ctypes.addressof(code))
    return bool(libc.prctl(_PR_SET_SECCOMP, _SECCOMP_MODE_FILTER, descriptor, 0, 0) == 0)
