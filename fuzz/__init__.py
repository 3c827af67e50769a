"""Fuzzing of the readers: whatever the bytes, an article or a failure in words, in bounded time and memory."""
