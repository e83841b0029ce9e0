"""Signing in, staying safe, signing out: the pages of django-allauth that are used, under names allauth asks for.

There is no signing up, no managing of e-mail addresses and no list of connected accounts.
"""

from typing import Any
from urllib.parse import urlencode

from allauth.account import views as account
from allauth.mfa.base import views as second_factor
from allauth.mfa.recovery_codes import views as recovery_codes
from allauth.mfa.totp import views as app
from allauth.mfa.webauthn import views as passkeys
from django.urls import path, re_path, reverse, reverse_lazy

from hearth.foundation.council import council
from hearth.foundation.govuk.frame import Link
from hearth.foundation.staff.identity_provider import come_back_from_provider, go_to_provider
from hearth.foundation.staff.sign_in_safely.page import sign_in_safely
from hearth.foundation.staff.stay_signed_in.page import stay_signed_in

SAFELY = reverse_lazy("mfa_index")


def _page(name: str) -> str:
    return f"foundation/staff/sign_in_templates/{name}.html"


class SignIn(account.LoginView):
    def get_context_data(self, **given: Any) -> dict[str, Any]:
        sign_in = council().sign_in
        query = f"?{urlencode({'next': self.request.GET['next']})}" if "next" in self.request.GET else ""
        providers = [
            Link(one.name, reverse("openid_connect_login", args=[one.id]) + query) for one in sign_in.openid_connect
        ]
        context: dict[str, Any] = super().get_context_data(**given)
        return context | {"providers": providers, "idle_minutes": sign_in.idle_minutes}


urlpatterns = [
    path("sign-in/", SignIn.as_view(template_name=_page("sign_in")), name="account_login"),
    path("sign-out/", account.LogoutView.as_view(template_name=_page("sign_out")), name="account_logout"),
    path("stay-signed-in/", stay_signed_in, name="stay_signed_in"),
    path("sign-in/safely/", sign_in_safely, name="mfa_index"),
    # Again, before something that matters.
    path(
        "sign-in/again/",
        account.ReauthenticateView.as_view(template_name=_page("again_by_password")),
        name="account_reauthenticate",
    ),
    path(
        "sign-in/again/code/",
        second_factor.ReauthenticateView.as_view(template_name=_page("again_by_code")),
        name="mfa_reauthenticate",
    ),
    path(
        "sign-in/again/passkey/",
        passkeys.ReauthenticateWebAuthnView.as_view(template_name=_page("again_by_passkey")),
        name="mfa_reauthenticate_webauthn",
    ),
    # The password.
    path(
        "sign-in/password/",
        account.PasswordChangeView.as_view(template_name=_page("change_password")),
        name="account_change_password",
    ),
    path(
        "sign-in/password/set/",
        account.PasswordSetView.as_view(template_name=_page("change_password")),
        name="account_set_password",
    ),
    path(
        "sign-in/forgotten/",
        account.PasswordResetView.as_view(template_name=_page("forgotten")),
        name="account_reset_password",
    ),
    path(
        "sign-in/forgotten/sent/",
        account.PasswordResetDoneView.as_view(template_name=_page("forgotten_sent")),
        name="account_reset_password_done",
    ),
    re_path(
        r"^sign-in/forgotten/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        account.PasswordResetFromKeyView.as_view(template_name=_page("new_password")),
        name="account_reset_password_from_key",
    ),
    path(
        "sign-in/forgotten/done/",
        account.PasswordResetFromKeyDoneView.as_view(template_name=_page("new_password_done")),
        name="account_reset_password_from_key_done",
    ),
    # The second factor, and passkeys.
    path(
        "sign-in/second-factor/",
        second_factor.AuthenticateView.as_view(template_name=_page("second_factor")),
        name="mfa_authenticate",
    ),
    path(
        "sign-in/app/",
        app.ActivateTOTPView.as_view(template_name=_page("set_up_app")),
        name="mfa_activate_totp",
    ),
    path(
        "sign-in/app/remove/",
        app.DeactivateTOTPView.as_view(template_name=_page("remove_app")),
        name="mfa_deactivate_totp",
    ),
    path(
        "sign-in/recovery-codes/",
        recovery_codes.ViewRecoveryCodesView.as_view(template_name=_page("recovery_codes")),
        name="mfa_view_recovery_codes",
    ),
    path(
        "sign-in/recovery-codes/new/",
        recovery_codes.GenerateRecoveryCodesView.as_view(template_name=_page("new_recovery_codes")),
        name="mfa_generate_recovery_codes",
    ),
    path("sign-in/passkey/", passkeys.LoginWebAuthnView.as_view(), name="mfa_login_webauthn"),
    path(
        "sign-in/passkeys/add/",
        passkeys.AddWebAuthnView.as_view(template_name=_page("add_passkey")),
        name="mfa_add_webauthn",
    ),
    path(
        "sign-in/passkeys/<int:pk>/remove/",
        passkeys.RemoveWebAuthnView.as_view(template_name=_page("remove_passkey"), success_url=SAFELY),
        name="mfa_remove_webauthn",
    ),
    # The council's own identity provider.
    path("sign-in/by/<str:provider_id>/", go_to_provider, name="openid_connect_login"),
    path("sign-in/by/<str:provider_id>/back/", come_back_from_provider, name="openid_connect_callback"),
]
