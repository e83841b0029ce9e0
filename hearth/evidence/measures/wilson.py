"""The interval within which a share may truly lie, given how many it was counted among."""

from __future__ import annotations

from math import sqrt

Z_95 = 1.959963984540054
"""Standard normal deviate of 97.5 per cent: two-sided 95 per cent."""


def wilson(count: int, among: int, *, z: float = Z_95) -> tuple[float, float] | None:
    """The Wilson score interval of `count` in `among`, as shares from 0 to 1; None where there is nobody to count among.

    Source: E. B. Wilson, Journal of the American Statistical Association 22 (1927), 209-212. It stays within 0 and 1 and
    holds for small counts, where the usual one does not. Raises ValueError unless 0 <= count <= among.
    """
    if not 0 <= count <= among:
        raise ValueError("A count lies between nothing and all of those it is counted among.")
    if not among:
        return None
    share, width = count / among, z * z / among
    middle = (share + width / 2) / (1 + width)
    half = z * sqrt(share * (1 - share) / among + width / (4 * among)) / (1 + width)
    # At its two ends the interval is exact; arithmetic would leave a hair.
    return 0.0 if count == 0 else middle - half, 1.0 if count == among else middle + half
