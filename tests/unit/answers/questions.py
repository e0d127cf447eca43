"""Questions on every topic, with the facts that answer them."""

from __future__ import annotations

from acts import Act
from tests.unit.talk import ask

TYPES_OF_BPO = ["bpo.types", "bpo.types.onshore", "bpo.types.nearshore", "bpo.types.offshore"]
OF_BPO = ["human_resources", "customer_service", "technical_support", "technical_solutions", "finance_accounting", "website_services"]
OF_KPO = ["investment_research", "market_research", "data_analysis", "business_research", "legal_process"]
OF_ALL = ["marketing", "operations", "human_resources", "technical_support", "customer_service"]
RELATIONS = [f"relation.{name}" for name in ("outsourcing", "b2b", "choice", "extension", "together")]

ANSWERED: dict[str, tuple[Act, list[str]]] = {
    "definition": (ask("definition", models=("bpo",)), ["bpo.definition"]),
    "definition of two": (ask("definition", models=("bpo", "kpo")), ["bpo.definition", "kpo.definition"]),
    "definition of outsourcing": (ask("definition", models=("outsourcing",)), ["outsourcing.definition"]),
    "definition of a type": (ask("definition", types=("nearshore",), named=("nearshore",)), ["bpo.types.nearshore"]),
    "definition of a service": (ask("definition", services=("human_resources",)), ["bpo.services.human_resources"]),
    "full form": (ask("full_form", models=("kpo",)), ["kpo.full_form"]),
    "full forms": (ask("full_form"), ["bpo.full_form", "kpo.full_form"]),
    "difference of types": (ask("difference", types=("onshore", "offshore")), ["bpo.types.onshore", "bpo.types.offshore"]),
    "difference of services": (
        ask("difference", services=("payroll", "data_analysis")),
        ["bpo.services.human_resources", "kpo.services.data_analysis"],
    ),
    "difference from outsourcing": (
        ask("difference", models=("outsourcing", "bpo")),
        ["relation.outsourcing", "outsourcing.definition", "bpo.definition"],
    ),
    "aspect": (ask("aspect", models=("kpo",), aspects=("driver",)), ["kpo.driver"]),
    "aspect of two": (ask("aspect", aspects=("driver",)), ["bpo.driver", "kpo.driver"]),
    "two aspects": (ask("aspect", models=("kpo",), aspects=("talent", "skills")), ["kpo.talent", "kpo.skills"]),
    "types": (ask("types", models=("bpo",)), TYPES_OF_BPO),
    "services": (ask("services", models=("bpo",)), ["bpo.services", *(f"bpo.services.{s}" for s in OF_BPO)]),
    "services of outsourcing": (
        ask("services", models=("outsourcing",)),
        ["outsourcing.services", *(f"outsourcing.services.{s}" for s in OF_ALL)],
    ),
    "parts of a service": (ask("services", services=("customer_service",)), ["bpo.services.customer_service"]),
    "classification": (ask("classification", services=("market_research",)), ["kpo.services.market_research"]),
    "classification of a part": (ask("classification", services=("payroll",)), ["bpo.services.human_resources"]),
    "classification of what no model has": (ask("classification", services=("operations",)), ["outsourcing.services.operations"]),
    "classification by a property": (ask("classification", values=("kpo.basis",)), ["bpo.basis", "kpo.basis"]),
    "choice by a service": (ask("choice", services=("payroll",)), ["bpo.services.human_resources"]),
    "choice by a value": (ask("choice", values=("kpo.driver",)), ["kpo.driver"]),
    "choice between savings": (ask("choice", values=("bpo.goal",)), ["bpo.goal", "kpo.goal"]),
    "choice both ways": (
        ask("choice", services=("payroll", "data_analysis")),
        ["bpo.services.human_resources", "kpo.services.data_analysis"],
    ),
    "users": (ask("users"), ["outsourcing.users"]),
    "reasons": (ask("reasons"), ["outsourcing.reasons"]),
    "reasons for a model": (ask("reasons", models=("bpo",)), ["bpo.goal"]),
    "relation": (ask("relation", relations=("extension",)), ["relation.extension"]),
    "relations": (ask("relation"), RELATIONS),
    "term": (ask("term", values=("bpo.reliance",)), ["bpo.reliance"]),
    "overview of one": (
        ask("overview", models=("kpo",)),
        ["kpo.definition", "kpo.basis", "kpo.complexity", "kpo.driver", "kpo.talent", "kpo.process", "kpo.goal", "kpo.services"]
        + [f"kpo.services.{s}" for s in OF_KPO],
    ),
    "why": (ask("why", models=("kpo",), aspects=("complexity",)), ["kpo.complexity", "kpo.skills", "kpo.basis"]),
    "why a service": (ask("why", services=("legal_process",)), ["kpo.services.legal_process", "kpo.basis", "kpo.talent"]),
    "why not": (ask("why", models=("kpo",), values=("bpo.complexity",)), ["kpo.complexity"]),
}

XYZ = ("XYZ",)
DECLINED: dict[str, Act] = {
    **{
        f"unknown {topic}": ask(topic, outside=XYZ)
        for topic in ("definition", "full_form", "difference", "types", "services", "classification")
    },
    **{f"unknown {topic}": ask(topic, outside=XYZ) for topic in ("choice", "users", "reasons", "relation", "why", "term", "aspect")},
    "known and unknown compared": ask("difference", models=("bpo",), outside=XYZ),
    "outside": Act("out_of_scope", outside=XYZ),
}
