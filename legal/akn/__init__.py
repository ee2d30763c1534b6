"""Acts as Akoma Ntoso 3.0: identifiers, elements, act documents, validation.

>>> from legal.records import ActRef
>>> from datetime import date
>>> iri(ActRef("order", date(2023, 6, 30), "288", author="Министр труда и социальной защиты населения"))
'/akn/kz/act/order/minister-labour/2023-06-30/288'
"""

from legal.akn.act import act_to_xml
from legal.akn.iri import Iri, author_slug, code_of, expression_iri, iri, parse_code, parse_iri, same_act
from legal.akn.nodes import node_to_xml, xml_to_node
from legal.akn.schema import validate

__all__ = [
    "Iri",
    "act_to_xml",
    "author_slug",
    "code_of",
    "expression_iri",
    "iri",
    "node_to_xml",
    "parse_code",
    "parse_iri",
    "same_act",
    "validate",
    "xml_to_node",
]
