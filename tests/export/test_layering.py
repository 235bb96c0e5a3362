from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise, product

from hypothesis import given, settings
from hypothesis import strategies as st

from headwater.export.layering import Crossing, centres, crossings, layers, settled

# Edges from a smaller number to a larger one make no circle.
GRAPHS = st.lists(
    st.tuples(st.integers(0, 11), st.integers(0, 11)).filter(lambda edge: edge[0] < edge[1]), unique=True, max_size=25
)


@settings(deadline=None)
@given(GRAPHS)
def test_every_edge_goes_to_the_right_through_every_column_between(edges: list[tuple[int, int]]) -> None:
    drawn = layers(range(12), dict.fromkeys(edges), ())
    column = {node: index for index, nodes in enumerate(drawn.columns) for node in nodes}
    assert sorted(node for node in column if not isinstance(node, Crossing)) == list(range(12))
    for (start, end), route in drawn.routes.items():
        assert (route[0], route[-1]) == (start, end)
        assert all(column[right] == column[left] + 1 for left, right in pairwise(route))


def test_articles_stand_in_the_last_column_whatever_they_take() -> None:
    drawn = layers("abcxy", dict.fromkeys([("a", "b"), ("b", "x"), ("a", "x")]), "xy")
    assert drawn.columns[-1] == ("x", "y")
    assert drawn.columns[0] == ("a", "c")


def test_edges_of_one_kind_from_one_node_pass_as_one() -> None:
    chain = {("a", "b"): 1, ("b", "c"): 1, ("c", "x"): 1, ("c", "y"): 1}
    drawn = layers("abcxy", chain | {("a", "x"): 1, ("a", "y"): 1, ("a", "c"): 2}, "xy")
    assert [sum(isinstance(node, Crossing) for node in column) for column in drawn.columns] == [0, 2, 1, 0]
    assert drawn.routes["a", "x"][:-1] == drawn.routes["a", "y"][:-1]


def test_nothing_has_no_columns() -> None:
    assert layers((), {}, ()).columns == ()


def test_crossings_are_counted_as_by_hand() -> None:
    routes = {edge: edge for edge in [("a", "y"), ("b", "x"), ("b", "y"), ("c", "x")]}
    by_hand = sum((one[0] < other[0]) and (one[1] > other[1]) for one, other in product(routes, routes))
    assert crossings((("a", "b", "c"), ("x", "y")), routes) == by_hand == 3


@settings(deadline=None)
@given(GRAPHS)
def test_untangling_never_makes_it_worse(edges: list[tuple[int, int]]) -> None:
    drawn = layers(range(12), dict.fromkeys(edges), ())
    depth = {node: index for index, nodes in enumerate(drawn.columns) for node in nodes}
    as_told = tuple(
        tuple(sorted((node for node in depth if depth[node] == index), key=lambda node: _told(node, edges)))
        for index in range(len(drawn.columns))
    )
    assert crossings(drawn.columns, drawn.routes) <= crossings(as_told, drawn.routes)


def _told(node: object, edges: list[tuple[int, int]]) -> tuple[int, int]:
    """The order before untangling: nodes, then crossings in the order of the edges."""
    starts = [start for start, _ in edges]
    return (1, starts.index(node.start)) if isinstance(node, Crossing) else (0, int(str(node)))


def test_two_crossed_pairs_are_untangled() -> None:
    drawn = layers("abxy", {("a", "y"): 1, ("b", "x"): 1}, ())
    assert crossings(drawn.columns, drawn.routes) == 0


@settings(deadline=None)
@given(GRAPHS)
def test_nodes_of_a_column_keep_their_distance_and_their_order(edges: list[tuple[int, int]]) -> None:
    drawn = layers(range(12), dict.fromkeys(edges), ())
    heights = {node: 20.0 + node for node in range(12)}
    middle = centres(drawn, heights, 10)
    assert min(middle[node] - heights[node] / 2 for node in range(12)) >= -1e-6
    for column in drawn.columns:
        for upper, lower in pairwise(column):
            room = (heights.get(upper, 0) + heights.get(lower, 0)) / 2
            assert middle[lower] - middle[upper] >= room + 7 - 1e-6


def test_one_line_through_every_column_is_straight() -> None:
    drawn = layers("abc", {("a", "b"): 1, ("b", "c"): 1}, ())
    assert len(set(centres(drawn, dict.fromkeys("abc", 20.0), 10).values())) == 1


@settings(deadline=None)
@given(st.lists(st.tuples(st.integers(0, 4).map(float), st.integers(1, 3).map(float)), min_size=1, max_size=3))
def test_places_are_the_nearest_that_keep_their_distance(wanted: list[tuple[float, float]]) -> None:
    """Against every placing on a grid of halves: none that keeps a distance of 1 costs less."""

    def cost(places: Sequence[float]) -> float:
        return sum(weight * (place - at) ** 2 for place, (at, weight) in zip(places, wanted, strict=True))

    found = settled(wanted, [0.0, 1.0, 1.0][: len(wanted)])
    assert all(lower - upper >= 1 - 1e-9 for upper, lower in pairwise(found))
    for tried in product([half / 2 for half in range(-4, 15)], repeat=len(wanted)):
        if all(lower - upper >= 1 for upper, lower in pairwise(tried)):
            assert cost(found) <= cost(tried) + 1e-6
