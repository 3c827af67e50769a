"""Archives of pages, read in a stream: WARC, zip and tar; and whole files that are compressed."""

from sayso.reading.containers.inflating import begins_packed, headed, inflated
from sayso.reading.containers.members import Member
from sayso.reading.containers.tars import tar_members
from sayso.reading.containers.web_archives import Capture, captures
from sayso.reading.containers.zips import zip_members

__all__ = ["Capture", "Member", "begins_packed", "captures", "headed", "inflated", "tar_members", "zip_members"]
