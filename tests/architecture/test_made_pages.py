"""The pages that are made of the code say what it says: rights, and the columns of the export."""

from tests import export_tables, rights_tables


def test_the_page_of_rights_is_the_table() -> None:
    assert rights_tables.PAGE.read_text("utf-8") == rights_tables.written(), "make handbook-docs writes it anew"


def test_the_page_of_the_export_shows_every_column() -> None:
    page = export_tables.PAGE.read_text("utf-8")
    assert export_tables.shown(page) == list(export_tables.TABLES)
    assert export_tables.written(page) == page, "make handbook-docs writes the tables anew"
