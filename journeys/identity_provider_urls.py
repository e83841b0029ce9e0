"""The addresses of the identity provider, and what it says of each person it knows. Imported once Django is set up."""

from __future__ import annotations

import json
from typing import Any

from django.conf import settings
from django.contrib.auth.views import LoginView
from django.urls import include, path
from jwcrypto import jwt
from oauth2_provider.oauth2_validators import OAuth2Validator
from oauth2_provider.utils import jwk_from_pem

from journeys.identity_provider import PEOPLE


class Says(OAuth2Validator):
    oidc_claim_scope = None

    def get_additional_claims(self, request: Any) -> dict[str, Any]:
        known = PEOPLE[request.user.username]
        verified = {} if known.verified is None else {"email_verified": known.verified}
        return {"email": known.email, "name": request.user.username.title()} | verified

    def get_userinfo_claims(self, request: Any) -> dict[str, Any]:
        claims: dict[str, Any] = super().get_userinfo_claims(request)
        return claims | ({"sub": "somebody else"} if PEOPLE[request.user.username].is_of_two else {})

    def finalize_id_token(self, id_token: Any, token: Any, token_handler: Any, request: Any) -> str:
        signed: str = super().finalize_id_token(id_token, token, token_handler, request)
        if not PEOPLE[request.user.username].is_forged:
            return signed
        published = jwt.JWT(jwt=signed, key=request.client.jwk_key)
        forged = jwt.JWT(header=published.header, claims=json.loads(published.claims))
        forged.make_signed_token(jwk_from_pem(settings.STRANGE_KEY))
        return str(forged.serialize())


urlpatterns = [
    path("sign-in/", LoginView.as_view(template_name="provider_sign_in.html")),
    path("", include("oauth2_provider.urls")),
]
