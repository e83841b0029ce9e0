"""Taking and opening a snapshot of a large council."""
