"""From bytes to articles: pages, archives and lists of them, with their furniture marked."""

from sayso.reading.credits import Byline, agencies_in, read_byline
from sayso.reading.editions import Gathered, gather
from sayso.reading.held_pages import held_page
from sayso.reading.kinds import holds_many
from sayso.reading.listing import Listing, list_pages
from sayso.reading.pages import Read, plain_text_of, read, read_again, read_object
from sayso.reading.rereading import hashes_in
from sayso.reading.web_addresses import is_address, names_a_scheme

__all__ = [
    "Byline",
    "Gathered",
    "Listing",
    "Read",
    "agencies_in",
    "gather",
    "hashes_in",
    "held_page",
    "holds_many",
    "is_address",
    "list_pages",
    "names_a_scheme",
    "plain_text_of",
    "read",
    "read_again",
    "read_byline",
    "read_object",
]
