"""Yes and no, as returns write them."""

_FLAGS = {"1": True, "true": True, "y": True, "yes": True, "0": False, "false": False, "n": False, "no": False}


def read_flag(text: str | None) -> bool | None:
    """True or False, or None for an empty or unreadable flag.

    The CIN census type `yesnotype` is an XML boolean, so 1 and true, 0 and false mean the same (both are met in
    one file); the SSD writes Y and N.
    """
    return _FLAGS.get((text or "").strip().casefold())
