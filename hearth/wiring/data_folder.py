"""The folder of this installation: its settings, secrets, snapshots and, where it is embedded, its database.

Nothing else is loaded for it: commands that need no database begin here.
"""

from __future__ import annotations

import json
import os
import secrets
from pathlib import Path


def data_folder() -> Path:
    return Path(os.environ.get("HEARTH_DATA", "var")).resolve()


def secret(name: str) -> str:
    """A secret of this installation, made at first need and kept in the data folder, readable by its owner alone."""
    path = data_folder() / "secrets.json"
    kept: dict[str, str] = json.loads(path.read_text()) if path.exists() else {}
    if name not in kept:
        kept[name] = secrets.token_urlsafe(48)
        path.parent.mkdir(parents=True, exist_ok=True)
        draft = path.with_suffix(f".{os.getpid()}.part")
        draft.touch(mode=0o600)
        draft.write_text(json.dumps(kept, indent=1))
        draft.replace(path)
    return kept[name]
