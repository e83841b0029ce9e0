"""The addresses of this app, in the order of the work."""

from hearth.casework.people.change_census_details.page import change_census_details
from hearth.casework.people.change_person.page import change_person
from hearth.casework.people.find.page import find
from hearth.casework.people.open_in_emergency.page import open_in_emergency
from hearth.casework.people.relate_people.page import relate_people
from hearth.foundation.slices import address

app_name = "people"
urlpatterns = [
    address(find, "people/"),
    address(open_in_emergency, "people/"),
    address(change_person, "people/<int:person>/"),
    address(change_census_details, "people/<int:person>/"),
    address(relate_people, "families/<int:family>/"),
]
