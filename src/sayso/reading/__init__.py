"""From bytes to articles: pages of HTML, plain text and JSON lines, with their furniture marked."""

from sayso.reading.credits import Byline, agencies_in, read_byline
from sayso.reading.listing import Listing, list_pages
from sayso.reading.pages import read

__all__ = ["Byline", "Listing", "agencies_in", "list_pages", "read", "read_byline"]
