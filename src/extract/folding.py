"""When are two printed texts the same letters?"""

from __future__ import annotations

import unicodedata


def fold(text: str) -> str:
    """Letters and digits only, without case and accents, ligatures taken apart.

    >>> fold("Kick-starting Men’s Health") == fold("Kickstarting mens health")
    True
    """
    return "".join(char for char in unicodedata.normalize("NFKD", text).casefold() if char.isalnum())
