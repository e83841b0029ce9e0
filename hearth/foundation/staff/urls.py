"""The addresses of this app: drafts and administration. Signing in has its own, `signing_in/urls.py`, for allauth's names."""

from django.urls import URLPattern, URLResolver, path

from hearth.foundation.slices import address
from hearth.foundation.staff.accept_invitation.page import accept_invitation
from hearth.foundation.staff.add_organisation.page import add_organisation
from hearth.foundation.staff.add_team.page import add_team
from hearth.foundation.staff.administration.page import administration
from hearth.foundation.staff.change_organisation.page import change_organisation
from hearth.foundation.staff.change_role.page import change_role
from hearth.foundation.staff.change_team.page import change_team
from hearth.foundation.staff.change_worker.page import change_worker
from hearth.foundation.staff.end_organisation.page import end_organisation
from hearth.foundation.staff.end_team.page import end_team
from hearth.foundation.staff.end_worker.page import end_worker
from hearth.foundation.staff.invite_worker.page import invite_worker
from hearth.foundation.staff.keep_draft.page import keep_draft
from hearth.foundation.staff.move_worker.page import move_worker
from hearth.foundation.staff.reopen_worker.page import reopen_worker
from hearth.foundation.staff.resend_invitation.page import resend_invitation
from hearth.foundation.staff.see_delegation.page import see_delegation
from hearth.foundation.staff.see_organisation.page import see_organisation
from hearth.foundation.staff.see_organisations.page import see_organisations
from hearth.foundation.staff.see_teams.page import see_teams
from hearth.foundation.staff.see_worker.page import see_worker
from hearth.foundation.staff.see_workers.page import see_workers

app_name = "staff"
A = "administration/"
WORKER = "administration/workers/<int:worker>/"
TEAM = "administration/teams/<int:team>/"
ORGANISATION = "administration/organisations/<int:organisation>/"

urlpatterns: list[URLPattern | URLResolver] = [
    path("drafts/<path:key>/", keep_draft, name="keep_draft"),
    address(accept_invitation, after="<str:token>/"),
    address(administration),
    address(see_delegation, A),
    address(see_workers, A),
    address(invite_worker, A),
    address(see_worker, WORKER),
    address(change_worker, WORKER),
    address(change_role, WORKER),
    address(move_worker, WORKER),
    address(end_worker, WORKER),
    address(reopen_worker, WORKER),
    address(resend_invitation, WORKER),
    address(see_teams, A),
    address(add_team, A),
    address(change_team, TEAM),
    address(end_team, TEAM),
    address(see_organisations, A),
    address(add_organisation, A),
    address(see_organisation, ORGANISATION),
    address(change_organisation, ORGANISATION),
    address(end_organisation, ORGANISATION),
]
