"""The page of a SIP domain's way to Teams Only: which one, and its steps."""

from dataclasses import dataclass

from lyncplanner.planning.choices import Choices
from lyncplanner.planning.cut_over import cut_over
from lyncplanner.planning.findings import Finding
from lyncplanner.planning.plan import Plan
from lyncplanner.reviews.cut_over_steps import StepLine, step_lines


@dataclass(frozen=True, slots=True)
class CutOverPage:
    sip_domains: list[str]
    """Those that are not in Microsoft 365 yet."""
    chosen: str
    mode: str
    steps: list[StepLine]
    errors: tuple[Finding, ...]

    @property
    def keeps_everybody(self) -> bool:
        """Whether everybody who gets in can after each step."""
        return not any(step.stranded for step in self.steps)


def cut_over_page(plan: Plan, wanted: str) -> CutOverPage:
    """The steps of the SIP domain that is wanted; of the only one, where there is no other."""
    domains = [domain.name for domain in Choices(plan.topology).served]
    chosen = wanted if wanted in domains else domains[0] if len(domains) == 1 else ""
    if not chosen:
        return CutOverPage(domains, "", "", [], ())
    found = cut_over(plan, chosen)
    return CutOverPage(domains, chosen, found.mode, list(step_lines(found)), found.errors)
