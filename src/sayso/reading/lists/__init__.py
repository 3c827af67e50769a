"""Lists of pages: addresses a line, feeds (RSS, Atom, JSON Feed) and sitemaps."""

from sayso.reading.lists.addresses import addresses_in
from sayso.reading.lists.entries import Entry, PageList
from sayso.reading.lists.json_feeds import json_feed
from sayso.reading.lists.xml_lists import xml_list

__all__ = ["Entry", "PageList", "addresses_in", "json_feed", "xml_list"]
