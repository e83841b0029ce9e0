"""The addresses of this app, in the order of the work."""

from django.urls import path

from hearth.casework.desk.figures.page import figures
from hearth.casework.desk.my_day.page import my_day
from hearth.casework.desk.my_families.page import my_families
from hearth.casework.desk.my_team.page import my_team
from hearth.casework.desk.see_alert.page import see_alert
from hearth.foundation.slices import address

app_name = "desk"
urlpatterns = [
    path("", my_day, name="my_day"),  # the first page of all: the one address that is not its slice's name
    address(my_families),
    address(my_team),
    address(figures),
    address(see_alert, "alerts/<int:alert>/"),
]
