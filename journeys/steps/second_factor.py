"""What somebody carries to prove that it is they: an authenticator app, and a passkey in their own machine."""

from __future__ import annotations

import base64
import hashlib
import hmac
import struct
import time

from journeys.steps.people import Person

_STEP = 30  # seconds: RFC 6238


def code_of(key: str) -> str:
    """What the authenticator app shows now (RFC 6238), worked out here and not by Hearth."""
    counted = struct.pack(">Q", _step())
    mixed = hmac.new(base64.b32decode(key), counted, hashlib.sha1).digest()
    begins = mixed[-1] & 0x0F
    return f"{(struct.unpack('>I', mixed[begins : begins + 4])[0] & 0x7FFFFFFF) % 10**6:06}"


def _step() -> int:
    return int(time.time()) // _STEP


def gives_the_code(person: Person, label: str, key: str, button: str) -> None:
    """The one shown now; and the next, when the half-minute ended between reading it and sending it."""
    began = _step()
    person.types(label, code_of(key))
    person.presses(button)
    if _step() != began and "That code is not right" in person.reads():
        person.types(label, code_of(key))
        person.presses(button)


def a_wrong_code(key: str) -> str:
    return f"{(int(code_of(key)) + 1) % 10**6:06}"


def has_a_machine_that_keeps_passkeys(person: Person) -> None:
    devtools = person.page.context.new_cdp_session(person.page)
    devtools.send("WebAuthn.enable")
    devtools.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2",
                "transport": "internal",
                "hasResidentKey": True,
                "hasUserVerification": True,
                "isUserVerified": True,
                "automaticPresenceSimulation": True,
            }
        },
    )


def signs_out(person: Person) -> None:
    person.goes_to("/sign-out/")
    person.presses("Sign out")
    person.sees_heading("Sign in")
