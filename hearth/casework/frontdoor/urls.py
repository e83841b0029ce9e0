"""The addresses of this app, in the order of the work."""

from django.urls import URLPattern, path

from hearth.casework.frontdoor.answer_check.page import answer_check
from hearth.casework.frontdoor.ask_agency.page import ask_agency
from hearth.casework.frontdoor.decide.page import decide
from hearth.casework.frontdoor.match_person.page import match_person
from hearth.casework.frontdoor.our_checks.page import our_checks
from hearth.casework.frontdoor.our_referrals.page import our_referrals
from hearth.casework.frontdoor.queue.page import queue
from hearth.casework.frontdoor.rate_contact.page import rate_contact
from hearth.casework.frontdoor.record_contact.page import record_contact
from hearth.casework.frontdoor.record_discussion.page import record_discussion
from hearth.casework.frontdoor.refer.page import ask, carry_on, delete, refer, remove, sent
from hearth.casework.frontdoor.see_attachment.page import see_attachment
from hearth.casework.frontdoor.see_contact.page import see_contact
from hearth.casework.frontdoor.see_our_referral.page import see_our_referral
from hearth.casework.frontdoor.take_contact.page import take_contact
from hearth.casework.frontdoor.tell_referrer.page import tell_referrer
from hearth.casework.frontdoor.write_analysis.page import write_analysis
from hearth.foundation.slices import address

app_name = "frontdoor"
urlpatterns: list[URLPattern] = [
    # The partner's side: refer, see what became of it, answer checks.
    address(refer),
    address(our_referrals, "refer/"),
    path("refer/<int:contact>/sent/", sent, name="sent"),
    address(see_our_referral, "refer/<int:contact>/"),
    path("refer/<uuid:draft>/", carry_on, name="carry_on"),
    path("refer/<uuid:draft>/delete/", delete, name="delete"),
    path("refer/<uuid:draft>/remove/<slug:group>/<int:number>/", remove, name="remove"),
    path("refer/<uuid:draft>/<path:question>/", ask, name="ask"),
    address(our_checks, "checks/"),
    address(answer_check, "checks/<int:check>/"),
    address(see_attachment, "attachments/<int:attachment>/"),
    # The front door's side.
    address(queue, "front-door/"),
    address(record_contact, "front-door/"),
    address(see_contact, "front-door/<int:contact>/"),
    address(take_contact, "front-door/<int:contact>/"),
    address(match_person, "front-door/<int:contact>/"),
    address(rate_contact, "front-door/<int:contact>/"),
    address(ask_agency, "front-door/<int:contact>/"),
    address(write_analysis, "front-door/<int:contact>/"),
    address(decide, "front-door/<int:contact>/"),
    address(tell_referrer, "front-door/<int:contact>/"),
    address(record_discussion, "front-door/<int:contact>/"),
]
