"""The addresses of this app, in the order of the work."""

from hearth.casework.partners.add_professional.page import add_professional
from hearth.casework.partners.end_professional.page import end_professional
from hearth.foundation.slices import address

app_name = "partners"
urlpatterns = [
    address(add_professional, "families/<int:family>/"),
    address(end_professional, "families/<int:family>/professionals/<int:professional>/"),
]
