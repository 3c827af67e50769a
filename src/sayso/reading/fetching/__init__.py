"""Pages from the web, fetched politely and safely."""

from sayso.reading.fetching.fetcher import Fetched, Fetcher

__all__ = ["Fetched", "Fetcher"]
