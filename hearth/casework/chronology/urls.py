"""The addresses of this app, in the order of the work."""

from hearth.casework.chronology.mark_significant.page import mark_significant
from hearth.casework.chronology.see_chronology.page import see_chronology
from hearth.foundation.slices import address

app_name = "chronology"
urlpatterns = [
    address(see_chronology, "families/<int:family>/"),
    address(mark_significant, "families/<int:family>/chronology/<int:line>/"),
]
