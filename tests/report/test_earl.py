"""EARL, read as triples by rdflib."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest
from rdflib import RDF, Graph, Literal, Namespace, URIRef
from rdflib.namespace import DCTERMS

from portal_audit.report import writer
from portal_audit.report.criteria import CRITERIA
from portal_audit.result import Audit
from tests.report import sample

EARL = Namespace("http://www.w3.org/ns/earl#")
PTR = Namespace("http://www.w3.org/2009/pointers#")
XSD = Namespace("http://www.w3.org/2001/XMLSchema#")
PAGE = URIRef("https://portal.riverbend.example/visits/book")

pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph:DeprecationWarning")


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("the reader asked the network")

    monkeypatch.setattr(socket.socket, "connect", refuse)


def graph(audit: Audit) -> Graph:
    return Graph().parse(data=writer("earl").write(audit, Path("gone")), format="json-ld")


def outcomes(triples: Graph) -> list[object]:
    return list(triples.objects(None, EARL.outcome))


def test_each_place_and_criterion_is_asserted() -> None:
    triples = graph(sample.good_audit())
    # Two places by two criteria, and one of each other finding.
    assert len(list(triples.subjects(RDF.type, EARL.Assertion))) == 2 * 2 + 6
    for assertion in triples.subjects(RDF.type, EARL.Assertion):
        for part, kind in (
            (EARL.assertedBy, EARL.Assertor),
            (EARL.subject, EARL.TestSubject),
            (EARL.result, EARL.TestResult),
        ):
            value = triples.value(assertion, part)
            assert (value, RDF.type, kind) in triples
        assert triples.value(assertion, EARL["mode"]) == EARL.automatic
        test = triples.value(assertion, EARL.test)
        assert isinstance(test, URIRef)
        assert triples.value(test, RDF.type) in (EARL.TestRequirement, EARL.TestCriterion)


def test_a_failure_names_criterion_page_element_and_time() -> None:
    triples = graph(sample.good_audit())
    keyboard = URIRef("https://www.w3.org/TR/WCAG22/#keyboard")
    assert triples.value(keyboard, DCTERMS.title) == Literal("WCAG 2.2, 2.1.1 Keyboard")
    (assertion,) = (
        each for each in triples.subjects(EARL.test, keyboard)
        if (each, EARL.subject, PAGE) in triples
    )  # fmt: skip
    result = triples.value(assertion, EARL.result)
    assert triples.value(result, EARL.outcome) == EARL.failed
    time = Literal("2026-10-01T08:12:44Z", datatype=XSD.dateTime)
    assert triples.value(result, DCTERMS.date) == time
    pointer = triples.value(result, EARL.pointer)
    assert (pointer, RDF.type, PTR.CSSSelectorPointer) in triples
    assert str(triples.value(pointer, PTR.expression)) == "main > .times > div:nth-child(3)"


def test_what_a_person_must_confirm_cannot_be_told() -> None:
    found = outcomes(graph(sample.good_audit()))
    assert found.count(EARL.cantTell) == 1
    assert set(found) == {EARL.cantTell, EARL.failed}


@pytest.mark.parametrize("name", ["letterless", "empty", "hostile"])
def test_nothing_ever_passes(name: str) -> None:
    assert EARL.passed not in outcomes(graph(getattr(sample, f"{name}_audit")()))


def test_without_a_criterion_the_source_is_the_test_or_the_check_itself() -> None:
    triples = graph(sample.good_audit())
    tests = {str(each) for each in triples.subjects(RDF.type, EARL.TestCriterion)}
    assert "https://www.w3.org/WAI/WCAG22/Understanding/no-keyboard-trap.html" in tests
    assert "urn:portal-audit:check:UN-01" in tests


def test_every_criterion_has_an_address() -> None:
    audit = sample.good_audit()
    numbers = tuple(criterion.number for criterion in CRITERIA)
    finding = audit.findings[0].model_copy(update={"wcag": numbers})
    triples = graph(audit.model_copy(update={"findings": (finding,)}))
    addresses = {str(each) for each in triples.objects(None, EARL.test)}
    assert len(addresses) == len(CRITERIA) == 55
    assert "https://www.w3.org/TR/WCAG22/#accessible-authentication-minimum" in addresses
    assert "https://www.w3.org/TR/WCAG22/#pause-stop-hide" in addresses
