"""The shape of `hearth.toml`, with what is used where it says nothing.

Everything here is local choice. What the law sets is in `foundation/periods/clocks.py` and cannot be set here.
"""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Colours:
    header: str = "#0b4f4a"
    accent: str = "#c2541b"


@dataclass(frozen=True)
class FrontDoor:
    """Hours within which a rated contact is decided, and who is rung when a child is in danger now: `phone` by day,
    `out_of_hours_phone` (the emergency duty team) at all other times.

    BRAG limits differ between councils (Surrey: red 4, amber 24, green 72, blue none; Luton and Merton others), so they
    are a setting; `field.md` 6.1.
    """

    phone: str = ""
    out_of_hours_phone: str = ""
    red_hours: int | None = 4
    amber_hours: int | None = 24
    green_hours: int | None = 72
    blue_hours: int | None = None
    agency_check_hours: int = 24
    opens: str = "08:30"
    closes: str = "17:30"


@dataclass(frozen=True)
class LocalClocks:
    """Intervals that no law sets. Working days unless the name says otherwise."""

    child_in_need_visit_days: int = 20
    star_weeks: int = 12
    plan_review_weeks: int = 6
    strategy_discussion_days: int = 1
    """Working Together says "as soon as possible" and no number: the next working day is sector practice, unverified."""


@dataclass(frozen=True)
class Spoke:
    key: str
    label: str
    domain: str


@dataclass(frozen=True)
class Star:
    """The radar's spokes. `version` names the tool: scores are never compared across versions."""

    version: str = "1"
    lowest: int = 1
    highest: int = 10
    lowest_means: str = "Things are very hard"
    highest_means: str = "Things are going really well"
    spokes: tuple[Spoke, ...] = (
        Spoke("feelings", "Feelings and worries", "Happy"),
        Spoke("family_time", "Getting on at home", "Happy"),
        Spoke("friends", "Friends and things I like", "Happy"),
        Spoke("health", "Body and sleep", "Healthy"),
        Spoke("drink_and_drugs", "Drink and drugs at home", "Healthy"),
        Spoke("learning", "School and learning", "Healthy"),
        Spoke("safe_at_home", "Safe at home", "Safe"),
        Spoke("safe_outside", "Safe outside and online", "Safe"),
        Spoke("money_and_home", "Money and a home", "Safe"),
    )


@dataclass(frozen=True)
class IdentityProvider:
    """Who is believed about who somebody is, by OpenID Connect: the council's Entra ID and others.

    A worker is known by a verified e-mail address. Some providers (Entra ID) never say whether an address is verified:
    `vouches_for` names the e-mail domains in which this one gives addresses out itself, so that its silence is enough.
    `not_for` names the roles that may not sign in by it.
    """

    id: str
    name: str
    client_id: str
    secret: str
    server_url: str
    vouches_for: tuple[str, ...] = ()
    not_for: tuple[str, ...] = ()


@dataclass(frozen=True)
class SignIn:
    """How people sign in."""

    idle_minutes: int = 30
    warn_minutes: int = 5
    dormant_days: int = 90
    invitation_days: int = 7
    emergency_hours: int = 4
    second_factor_for: tuple[str, ...] = ()
    openid_connect: tuple[IdentityProvider, ...] = ()

    def providers(self) -> dict[str, object]:
        """django-allauth's own shape for its OpenID Connect providers."""
        return {
            "openid_connect": {
                "APPS": [
                    {
                        "provider_id": one.id,
                        "name": one.name,
                        "client_id": one.client_id,
                        "secret": one.secret,
                        "settings": {"server_url": one.server_url, "oauth_pkce_enabled": True},
                    }
                    for one in self.openid_connect
                ]
            }
        }


@dataclass(frozen=True)
class Attachments:
    largest_megabytes: int = 10
    kinds: tuple[str, ...] = ("pdf", "docx", "xlsx", "png", "jpg", "txt", "eml", "msg")
    unsent_days: int = 90


@dataclass(frozen=True)
class Told:
    """Who is told what: roles that are alerted. A role's key, as in `foundation/staff/roles.py`."""

    emergency_opening: tuple[str, ...] = ("pod_manager", "front_door_manager")
    referral_outcome_to_referrer: bool = True


@dataclass(frozen=True)
class Returns:
    """Days for which a return that was checked is kept: its file, and what was found in it with the children's numbers.
    And how much is taken from a file.

    The issues stay long enough to compare this year's census with the last; counts stay for good.
    """

    file_days: int = 30
    issues_days: int = 400
    largest_upload_megabytes: int = 200
    largest_file_megabytes: int = 2048
    largest_child_megabytes: int = 4
    most_children: int = 1_000_000


@dataclass(frozen=True)
class Measures:
    """What is published of figures: the largest count that is kept back, what counts are rounded to (1: not at all), and how
    many days should lie between two days whose figures are published, lest whoever publishes be warned.

    A threshold of 5, so that 6 is the least that is shown, is the Department for Education's convention for figures on
    children. The days between are local choice: shipped is a quarter, the shortest of which has 90 days.
    """

    threshold: int = 5
    rounding: int = 1
    days_between_publications: int = 90


@dataclass(frozen=True)
class Council:
    name: str = "Aldermere Council"
    code: str = "999"
    closure_days: tuple[str, ...] = ()
    colours: Colours = field(default_factory=Colours)
    front_door: FrontDoor = field(default_factory=FrontDoor)
    clocks: LocalClocks = field(default_factory=LocalClocks)
    star: Star = field(default_factory=Star)
    sign_in: SignIn = field(default_factory=SignIn)
    attachments: Attachments = field(default_factory=Attachments)
    returns: Returns = field(default_factory=Returns)
    measures: Measures = field(default_factory=Measures)
    told: Told = field(default_factory=Told)
