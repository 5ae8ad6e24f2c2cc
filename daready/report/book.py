"""A new workbook that says its language, which XlsxWriter's own document properties cannot.

Patching the finished file instead means compressing all of it twice, a tenth of what drawing costs.
"""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from xlsxwriter.workbook import Workbook

LANGUAGE = "en-GB"


def new_book(stream: BytesIO, **formats: object) -> Workbook:
    """Drawn in memory, so that no clock gets into the archive. Text stays text: no formula, no link, no number.

    ``formats`` are what every cell has.
    """
    from xlsxwriter.core import Core
    from xlsxwriter.packager import Packager
    from xlsxwriter.workbook import Workbook

    class Properties(Core):  # type: ignore[misc]  # the library is untyped
        def _write_cp_content_status(self) -> None:
            super()._write_cp_content_status()
            self._xml_data_element("dc:language", LANGUAGE)

    class Parts(Packager):  # type: ignore[misc]
        def _write_core_file(self) -> None:
            core = Properties()
            core._set_properties(self.workbook.doc_properties)
            core._set_xml_writer(self._filename("docProps/core.xml"))
            core._assemble_xml_file()

    class Book(Workbook):  # type: ignore[misc]
        def _get_packager(self) -> Any:
            return Parts()

    kept = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    return Book(stream, {"in_memory": True, **kept, "default_format_properties": formats})
