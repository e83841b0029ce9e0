"""Statutory returns: read, check, write. Neutral records; nothing here knows of casework."""
