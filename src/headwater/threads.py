"""Products of small arrays, on one thread: a second one waits longer for its turn than it computes.

On a busy machine linking took ten times as long on two, all of it counted as the processor's time.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from threadpoolctl import threadpool_limits


@contextmanager
def one_thread() -> Iterator[None]:
    """With NumPy's linear algebra on one thread, in the whole program; also a decorator."""
    with threadpool_limits(limits=1, user_api="blas"):
        yield
