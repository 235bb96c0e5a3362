"""The exception tree.

HeadwaterError
├── SettingError      a setting or an option that cannot be used
├── ModelError        the model's files are absent or do not fit this version
├── CaseError         a case cannot be opened, read or written
│   └── CodecError    what is stored, or given as a decision, is nothing that this version reads
└── UnreadableError   one input cannot be read; becomes a failure record and never leaves the pipeline
"""


class HeadwaterError(Exception):
    """Anything that Headwater raises on purpose; its text is one line that says what is wrong and what to do."""


class SettingError(HeadwaterError):
    """A setting or an option that cannot be used."""


class ModelError(HeadwaterError):
    """The model's files are absent or do not fit this version."""


class CaseError(HeadwaterError):
    """A case cannot be opened, read or written."""


class CodecError(CaseError):
    """What is stored, or given as a decision, is nothing that this version reads."""


class UnreadableError(HeadwaterError):
    """One input cannot be read. `kind` is a short word for the trouble, for programs."""

    def __init__(self, kind: str, message: str) -> None:
        super().__init__(message)
        self.kind = kind
