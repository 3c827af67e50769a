"""From bytes to articles: pages, archives and lists of them, with their furniture marked."""

from sayso.reading.credits import Byline, agencies_in, read_byline
from sayso.reading.editions import Gathered, gather
from sayso.reading.listing import Listing, list_pages
from sayso.reading.pages import plain_text_of, read
from sayso.reading.rereading import hashes_in

__all__ = [
    "Byline",
    "Gathered",
    "Listing",
    "agencies_in",
    "gather",
    "hashes_in",
    "list_pages",
    "plain_text_of",
    "read",
    "read_byline",
]
