"""The addresses of this app, in the order of the work."""

from hearth.casework.family_help.authorise_assessment.page import authorise_assessment
from hearth.casework.family_help.begin_assessment.page import begin_assessment
from hearth.casework.family_help.change_episodes.page import change_episodes
from hearth.casework.family_help.choose_factors.page import choose_factors
from hearth.casework.family_help.close_help.page import close_help
from hearth.casework.family_help.record_view.page import record_view
from hearth.casework.family_help.record_visit.page import record_visit
from hearth.casework.family_help.see_assessment.page import see_assessment
from hearth.casework.family_help.see_visits.page import see_visits
from hearth.casework.family_help.send_assessment.page import send_assessment
from hearth.casework.family_help.write_assessment.page import write_assessment
from hearth.casework.family_help.write_finding.page import write_finding
from hearth.foundation.slices import address

FAMILY = "families/<int:family>/"
ASSESSMENT = f"{FAMILY}assessments/<int:assessment>/"

app_name = "family_help"
urlpatterns = [
    address(see_assessment, FAMILY),
    address(begin_assessment, FAMILY),
    address(write_finding, ASSESSMENT, "<str:heading>/"),
    address(write_finding, ASSESSMENT, "<str:heading>/<int:child>/"),
    address(choose_factors, ASSESSMENT),
    address(record_view, ASSESSMENT, "<int:person>/"),
    address(write_assessment, ASSESSMENT),
    address(send_assessment, ASSESSMENT),
    address(authorise_assessment, ASSESSMENT),
    address(see_visits, FAMILY),
    address(record_visit, FAMILY),
    address(change_episodes, FAMILY),
    address(close_help, FAMILY),
]
