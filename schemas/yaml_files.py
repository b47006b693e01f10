"""What does a YAML file of this package hold? Plain values, no objects, and no more of them than such files have."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

import yaml

# The largest, `headers.yml`, has 60 kB. A larger one is none of ours, or was swapped for one that fills the memory.
LARGEST_FILE: Final = 512 * 1024
# Where PyYAML has it, the one in C, which is ten times faster.
LOADER: Final[type[yaml.SafeLoader]] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class YamlError(ValueError):
    """A file is not what this package reads as YAML; the text says which and what to do."""


def read_yaml(path: Path) -> Any:
    """The content of a file as plain values.

    Raises:
        YamlError: it is too large, no UTF-8, or no YAML.
    """
    with path.open("rb") as file:
        content = file.read(LARGEST_FILE + 1)
    if len(content) > LARGEST_FILE:
        raise YamlError(f"{path.name} has more than {LARGEST_FILE:,} bytes. Is it the right file?")
    try:
        return parse_yaml(content.decode(), path.name)
    except UnicodeDecodeError as error:
        raise YamlError(f"{path.name} is no UTF-8 text. Save it as UTF-8.") from error


def parse_yaml(text: str, name: str) -> Any:
    """The content of a text as plain values; `name`: of its file, for messages. Raises as `read_yaml` does."""
    try:
        return yaml.load(text, Loader=LOADER)
    except (yaml.YAMLError, RecursionError) as error:
        raise YamlError(f"{name} is no YAML that can be read: {error}") from error
