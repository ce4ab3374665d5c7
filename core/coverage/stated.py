"""The rules that are stated and cited but not asked of a case: how much is paid, and policy.

Their words are in the catalogue under `rule.<id>`.  The schedule and the pricing name them
by id beside the steps that follow them.
"""

from __future__ import annotations

from core.coverage.rules import Kind, state

_STATED = (
    ("R-011", Kind.POLICY, "l33794", "title page"),
    ("R-013", Kind.POLICY, "ncd-280.14", "B.1.a"),
    ("R-014", Kind.POLICY, "ncd-280.14", "B.1.c"),
    ("R-015", Kind.POLICY, "ncd-280.14", "B.1.d"),
    ("R-016", Kind.POLICY, "ncd-280.14", "B.1.e"),
    ("R-017", Kind.POLICY, "l33794", "V(A)"),
    ("R-018", Kind.POLICY, "l33794", "V(B)"),
    ("R-019", Kind.POLICY, "l33794", "V(C)"),
    ("R-020", Kind.POLICY, "homeward-memory", "V(C), lipid amphotericin"),
    ("R-021", Kind.POLICY, "l33794", "V(D)"),
    ("R-022", Kind.POLICY, "l33794", "V(E)"),
    ("R-024", Kind.POLICY, "l33794", "V(G)"),
    ("R-025", Kind.POLICY, "a52507", "V(H), drug and pump table"),
    ("R-026", Kind.POLICY, "a52507", "V(I), J7340 and J7356"),
    ("R-027", Kind.POLICY, "a52507", "V(J), J9039"),
    ("R-031", Kind.POLICY, "nhia-medicare", "drugs covered under the DMEPOS benefit"),
    ("R-040", Kind.PAYMENT, "a52507", "supplies with each pump"),
    ("R-041", Kind.PAYMENT, "a52507", "A4221"),
    ("R-042", Kind.PAYMENT, "a52507", "A4222"),
    ("R-043", Kind.PAYMENT, "a52507", "K0552"),
    ("R-044", Kind.PAYMENT, "homeward-memory", "E0776"),
    ("R-045", Kind.PAYMENT, "cms-dmepos-2026-01", "column Catg"),
    ("R-046", Kind.PAYMENT, "usc-1395m", "(a)(7)(A)"),
    ("R-047", Kind.PAYMENT, "a52507", "K0601 to K0605"),
    ("R-048", Kind.PAYMENT, "cfr-410.38", "(d)(4)"),
    ("R-049", Kind.PAYMENT, "l33794", "A4221 between courses"),
    ("R-050", Kind.PAYMENT, "a52507", "billing units, JW and JZ"),
    ("R-062", Kind.POLICY, "cms-mbpm15-320", "320.4"),
    ("R-065", Kind.PAYMENT, "cms-mbpm15-320", "320.8.2"),
    ("R-066", Kind.PAYMENT, "a52507", "one payment a day"),
    ("R-067", Kind.PAYMENT, "cfr-414.1550", "(a)"),
    ("R-068", Kind.PAYMENT, "cms-mbpm15-320", "320.8.3"),
    ("R-069", Kind.PAYMENT, "cfr-414.1550", "(a)"),
    ("R-070", Kind.PAYMENT, "usc-1395m", "(u)"),
    ("R-071", Kind.PAYMENT, "usc-1395m", "(u)(1)(A)(iii)"),
    ("R-072", Kind.PAYMENT, "usc-1395l", "(b)"),
    ("R-073", Kind.POLICY, "cms-mbpm15-320", "320.9"),
    ("R-082", Kind.PAYMENT, "noridian-ivig", "Q2052"),
    ("R-084", Kind.PAYMENT, "homeward-memory", "Q2052 and visit codes"),
    ("R-090", Kind.PAYMENT, "cms-payment-limits-2026-01", "column Co-insurance Percentage"),
    ("R-091", Kind.PAYMENT, "a52507", "insulin, JK and JL"),
)

for _id, _kind, _source, _locator in _STATED:
    state(_id, _kind, source=_source, locator=_locator)
