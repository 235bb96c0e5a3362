"""A value that stands alone against the one that was told before it."""

import pytest

from headwater.disagreement import compare

from ..records import reading


@pytest.mark.parametrize(
    ("texts", "slot", "expected"),
    [
        # It conflicts with what it answers, whatever the verbs, and with all that give the same.
        (
            ["[who|It] [put|puts] the injured at [how many=11..11 |11]. [who|It] [be|was] [how many=14..14 |14]."],
            "how many",
            [("11", "0"), ("14", "1")],
        ),
        (
            [
                "[who|The pump] had [be|been] off [when=2023-09-09/..|since 9 September]. [who|It] [be|was] "
                "[when=2023-09-19|19 September].",
                "[who|The pump] [be|was] off [when=2023-09-09/..|since 9 September].",
            ],
            "when",
            [("since 9 September", "02"), ("19 September", "1")],
        ),
        # Not if it is told of something else, or counts something else, or stands further off.
        (
            ["[who|It] [put|puts] the injured at [how many=11..11 |11]. [who|He] [come|came], [how many=14..14 |14]."],
            "how many",
            None,
        ),
        (
            ["[who|It] [cost|cost] [how many=11..11 EUR|11 euros]. [who|It] was [how many=14..14 houses|14 houses]."],
            "how many",
            None,
        ),
        (
            [
                "[who|It] [put|puts] the injured at [how many=11..11 |11]. [who|Rain] [fall|fell]. [who|It] was "
                "[how many=14..14 |14]."
            ],
            "how many",
            None,
        ),
    ],
)
def test_a_value_by_itself_answers_the_last_one_of_its_kind(
    texts: list[str], slot: str, expected: list[tuple[str, str]] | None
) -> None:
    told = [reading(f"a{number}", text) for number, text in enumerate(texts)]
    found = compare([a for asserted, _ in told for a in asserted], [article for _, article in told])
    sides = [
        [(value.value, "".join(map(str, value.assertions))) for value in one.values]
        for one in found.disagreements
        if one.slot == slot
    ]
    assert sides == ([expected] if expected else [])
