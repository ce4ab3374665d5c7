"""Other pages than the usual ones, and more than one of them, from the screen to the printer."""

from __future__ import annotations

from gui.state import Step
from gui.walk import wait_for
from tests.support.visits import rig


def test_large_print_in_two_copies_and_back_to_the_usual_pages() -> None:
    made = rig()
    made.to_the_result()
    visit = made.kiosk.visit
    visit.want("preview")
    wait_for(lambda: visit.state().handout is not None, "the pages are made")
    usual = visit.state().handout
    visit.want("pages:large")
    wait_for(lambda: visit.state().handout is not None, "the large pages are made")
    large = visit.state().handout
    assert large is not None
    assert usual is not None
    assert large.count(b"/Type /Page\n") > usual.count(b"/Type /Page\n")
    visit.want("copies:2")
    assert (visit.state().pages, visit.state().copies) == ("large", 2)
    visit.want("print")
    wait_for(lambda: visit.state().prints == 2, "two are printed")
    visit.want("back")
    state = visit.state()
    assert (state.step, state.pages, state.copies) == (Step.RESULT, "standard", 1)
    made.kiosk.stop()


def test_each_edition_that_a_clinic_has() -> None:
    made = rig()
    made.to_the_result()
    visit = made.kiosk.visit
    visit.want("preview")
    assert visit.state().editions == ("standard", "large", "annex")
    visit.want("pages:annex")
    wait_for(lambda: visit.state().handout is not None, "the details are made")
    visit.end("start over")
    assert visit.state().pages == "standard"
    made.kiosk.stop()
