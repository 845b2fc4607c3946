"""What PDF/UA-1 asks and WeasyPrint leaves out of a PDF/A-3a file: identifier, header scopes, words for links.

Runs as WeasyPrint's `finisher`, on the objects, before the file is written.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pydyf import PDF, Dictionary
    from weasyprint import Document

# PDF/A allows only XMP properties that the file describes; this describes the PDF/UA identifier (ISO 19005-3, 6.6.2).
PDFUA_IDENTIFIER = b"""\
<rdf:Description xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" rdf:about=""><pdfuaid:part>1</pdfuaid:part>\
</rdf:Description>
<rdf:Description xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" \
xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#" \
rdf:about=""><pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289 this file conforms to</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>
"""
END_OF_RDF = b"</rdf:RDF>"


def finish(document: "Document", pdf: "PDF") -> None:
    """Add the missing marks to `pdf`, in place."""
    identify(pdf)
    scope_headers(pdf)
    describe_links(document)


def identify(pdf: "PDF") -> None:
    """Say in the XMP packet that this is PDF/UA-1 too, and leave the packet readable for archives."""
    packet = _object(pdf, pdf.catalog["Metadata"])
    content = b"".join(packet.stream)
    if content.count(END_OF_RDF) != 1:
        raise ValueError("The XMP packet is not what this finisher was written for.")
    packet.stream = [content.replace(END_OF_RDF, PDFUA_IDENTIFIER + END_OF_RDF)]
    packet.compress = False


def scope_headers(pdf: "PDF") -> None:
    """Say of each table header whether it heads its column (in the table head) or its row (elsewhere)."""
    for element in pdf.objects:
        if isinstance(element, dict) and element.get("S") == "/TH":
            group = _object(pdf, _object(pdf, element["P"])["P"])
            element["A"]["Scope"] = "/Column" if group.get("S") == "/THead" else "/Row"


def describe_links(document: "Document") -> None:
    """Let each link be announced by its own words instead of by its address."""
    from pydyf import String  # noqa: PLC0415 -- comes with the renderer, which is a slow import

    for page in document.pages:
        for link in page.links:
            box = link[3]
            words = " ".join("".join(box.element.itertext()).split()) if box.element is not None else ""
            if words and box.link_annotation:
                box.link_annotation["Contents"] = String(words)


def _object(pdf: "PDF", reference: bytes) -> "Dictionary | Any":
    return pdf.objects[int(reference.split()[0])]
