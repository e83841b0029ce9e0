"""What stands around every page: whose council, who is signed in, where they may go."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Link:
    text: str
    href: str
    is_current: bool = False
    count: int | None = None


@dataclass(frozen=True)
class Session:
    """How long a worker may be still before being signed out, and the addresses that renew and end the session."""

    seconds: int
    warn_seconds: int
    renew_url: str
    sign_in_url: str
    sign_out_url: str


@dataclass(frozen=True)
class Frame:
    """Given to each page as `frame` by a context processor; empty parts are left out of the page."""

    council: str = ""
    home_url: str = "/"
    worker: str = ""
    worker_role: str = ""
    is_in_an_emergency: bool = False
    navigation: tuple[Link, ...] = ()
    worker_menu: tuple[Link, ...] = ()
    sign_out_url: str = ""
    search_url: str = ""
    search_text: str = ""
    footer: tuple[Link, ...] = (Link("Accessibility statement", "/accessibility-statement/"),)
    session: Session | None = None
