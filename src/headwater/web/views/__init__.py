"""The pages, one a file: what each shows of the case."""

from headwater.web.page import Page
from headwater.web.views import (
    article,
    articles,
    attribution,
    claim,
    export,
    history,
    inbox,
    removal,
    search,
    source,
    sources,
    story,
    timeline,
)

PAGES: tuple[Page, ...] = (
    story.SHOWN,
    claim.SHOWN,
    articles.SHOWN,
    article.SHOWN,
    attribution.SHOWN,
    removal.SHOWN,
    sources.SHOWN,
    source.SHOWN,
    timeline.SHOWN,
    inbox.SHOWN,
    search.SHOWN,
    history.SHOWN,
    export.SHOWN,
)
