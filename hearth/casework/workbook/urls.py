"""The addresses of this app, in the order of the work."""

from hearth.casework.workbook.begin_star.page import begin_star
from hearth.casework.workbook.download_copy.page import download_copy
from hearth.casework.workbook.finish_step.page import finish_step
from hearth.casework.workbook.make_plan.page import make_plan
from hearth.casework.workbook.print_plan.page import print_plan
from hearth.casework.workbook.score_star.page import score_star
from hearth.casework.workbook.see_plan.page import see_plan
from hearth.casework.workbook.see_star.page import see_star
from hearth.casework.workbook.withdraw_shape.page import withdraw_shape
from hearth.foundation.slices import address

app_name = "workbook"
urlpatterns = [
    address(see_star, "families/<int:family>/"),
    address(begin_star, "families/<int:family>/"),
    address(score_star, "families/<int:family>/stars/<int:star>/"),
    address(withdraw_shape, "families/<int:family>/stars/<int:star>/shapes/<int:shape>/"),
    address(see_plan, "families/<int:family>/"),
    address(make_plan, "families/<int:family>/"),
    address(finish_step, "families/<int:family>/steps/<int:step>/"),
    address(print_plan, "families/<int:family>/"),
    address(download_copy, "families/<int:family>/copies/<int:copy>/"),
]
