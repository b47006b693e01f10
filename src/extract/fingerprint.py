"""Which version of the code and the vocabularies made a record?"""

from __future__ import annotations

import functools
import hashlib
import sys
from importlib import metadata, util
from pathlib import Path

# Libraries whose version can change what is read from a document.
READERS = ("charset-normalizer", "numpy", "pdfminer.six", "pdfplumber", "pycountry", "pypdfium2", "rapidfuzz")
# What is told apart: code, vocabularies, and a model's weights.
SUFFIXES = frozenset({".py", ".yml", ".npz", ".json"})


@functools.cache
def fingerprint() -> str:
    """32 hex digits: of the project's code and vocabularies, the reading libraries' versions and Python's.

    A cached reading is good only under the fingerprint that it was made under. Paths are relative, so that two
    check-outs of the same code agree.
    """
    digest = hashlib.sha256(f"python {sys.version_info.major}.{sys.version_info.minor}\n".encode())
    for name in READERS:
        digest.update(f"{name} {_version(name)}\n".encode())
    for root in (Path(__file__).parent, _contracts_folder()):
        for path in sorted(path for path in root.rglob("*") if path.suffix in SUFFIXES and path.is_file()):
            digest.update(f"{root.name}/{path.relative_to(root).as_posix()}\n".encode())
            digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()[:32]


def _contracts_folder() -> Path:
    """Where `schemas` lies, without importing it: that takes longer than all else here together."""
    found = util.find_spec("schemas")
    if found is None or found.origin is None:
        raise ModuleNotFoundError("schemas")
    return Path(found.origin).parent


def _version(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return "absent"
