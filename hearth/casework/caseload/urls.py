"""The addresses of this app, in the order of the work."""

from hearth.casework.caseload.add_practitioner.page import add_practitioner
from hearth.casework.caseload.allocate_family.page import allocate_family
from hearth.casework.caseload.end_part.page import end_part
from hearth.casework.caseload.see_team_around.page import see_team_around
from hearth.casework.caseload.waiting_to_be_allocated.page import waiting_to_be_allocated
from hearth.foundation.slices import address

app_name = "caseload"
urlpatterns = [
    address(waiting_to_be_allocated, "families/"),
    address(allocate_family, "families/<int:family>/"),
    address(see_team_around, "families/<int:family>/"),
    address(add_practitioner, "families/<int:family>/"),
    address(end_part, "families/<int:family>/team-around/<int:part>/"),
]
