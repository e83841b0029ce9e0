"""The files that were brought in, as they came."""

from __future__ import annotations

from hearth.evidence.returns.kept_files import KeptFiles

_FILES = KeptFiles("brought_in")
keep_file, path_of, forget_file = _FILES.keep, _FILES.path_of, _FILES.forget
