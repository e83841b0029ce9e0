"""Indicators: what is counted is written down as data, calculated from facts, and published only through disclosure."""
