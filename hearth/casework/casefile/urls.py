"""The addresses of this app, in the order of the work."""

from hearth.casework.casefile.add_person.page import add_person
from hearth.casework.casefile.begin_family.page import begin_family
from hearth.casework.casefile.end_protection.page import end_protection
from hearth.casework.casefile.leave_family.page import leave_family
from hearth.casework.casefile.lift_restriction.page import lift_restriction
from hearth.casework.casefile.move_home.page import move_home
from hearth.casework.casefile.protect_details.page import protect_details
from hearth.casework.casefile.record_birth.page import record_birth
from hearth.casework.casefile.restrict_record.page import restrict_record
from hearth.casework.casefile.see_family.page import see_family
from hearth.casework.casefile.see_people.page import see_people
from hearth.casework.casefile.see_person.page import see_person
from hearth.casework.casefile.see_readers.page import see_readers
from hearth.foundation.slices import address

FAMILY, PERSON = "families/<int:family>/", "people/<int:person>/"

app_name = "casefile"
urlpatterns = [
    address(see_family, FAMILY),
    address(see_people, FAMILY),
    address(add_person, FAMILY),
    address(move_home, FAMILY),
    address(leave_family, f"{FAMILY}people/<int:person>/"),
    address(see_person, PERSON),
    address(record_birth, PERSON),
    address(begin_family, PERSON),
    address(protect_details, PERSON),
    address(end_protection, f"{PERSON}protections/<int:protection>/"),
    address(see_readers, FAMILY),
    address(restrict_record, FAMILY),
    address(lift_restriction, FAMILY),
]
