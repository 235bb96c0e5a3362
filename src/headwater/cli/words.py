"""The words that options take: those of the records, which a command that does not need them need not wait for."""

from __future__ import annotations

CERTAINTIES = ("asserted", "attributed", "hedged", "doubted", "denied")
SOURCE_TYPES = ("person", "organisation", "publication", "document", "collective", "anonymous", "unspecified")
DERIVATION_KINDS = ("quotation", "retelling", "translation", "reprint", "interview", "hat tip")
