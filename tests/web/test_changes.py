"""What is decided on a page holds at once, with who and why, and can be taken back."""

from __future__ import annotations

import time
from typing import Any

import pytest

from headwater.web.deciding import KINDS

from .conftest import HARBOUR, Desk


def counts(claim: Any) -> dict[str, tuple[int, int]]:
    return {of: (claim["claim"][of]["low"], claim["claim"][of]["high"]) for of in ("publications", "speakers")}


def test_a_join_that_is_switched_off_is_counted_apart_and_on_again(desk: Desk) -> None:
    claim = desk.pair()
    before = counts(claim)
    join = next(each for each in claim["claim"]["joins"] if each["certain"] and each["of"] == "publication")
    id_ = desk.decide("join", claim=claim["keys"][0], join=join["id"], holds="no", why="Two desks.")
    after = desk.json(claim["address"])
    assert join["id"] not in [each["id"] for each in after["claim"]["joins"]]
    assert counts(after)["publications"][1] == before["publications"][1] + 1
    (decision,) = after["decisions"]
    assert (decision["id"], decision["who"], decision["why"], decision["holds"]) == (id_, "ada", "Two desks.", True)
    assert "Switch on" in desk.page(claim["address"])
    assert desk.post("/undo", decision=id_).status_code == 200
    assert desk.workbench.settled(60)
    again = desk.json(claim["address"])
    assert counts(again) == before
    assert [each["holds"] for each in again["decisions"]] == [False]


def test_two_names_become_ones_and_two_again(desk: Desk) -> None:
    address = next(e["address"] for e in desk.json("/sources", named="Norhaven Courier")["sources"])
    desk.decide("sources", one="Norhaven Courier", other="Radio Skerry", same="yes")
    merged = desk.json(address)
    assert "Radio Skerry" in (merged["name"], *merged["aliases"])
    desk.decide("sources", one="Norhaven Courier", other="Radio Skerry", same="no")
    assert "Radio Skerry" not in desk.json(address)["aliases"]


def attribution(desk: Desk, words: str) -> tuple[Any, Any]:
    """The page of an article, and its attribution with these words in its content."""
    for line in desk.json("/articles")["articles"]:
        page = desk.json(line["address"])
        for each in page["attributions"]:
            if words in " ".join(page["article"]["text"][start:end] for start, end in each["content"]):
                return page, each
    raise AssertionError(words)


def test_a_span_is_mended_by_its_words(desk: Desk) -> None:
    page, said = attribution(desk, "may have known of the damage")
    text = page["article"]["text"]
    content = " … ".join(text[start:end] for start, end in said["content"])
    shorter = content.replace("the operator, ", "")
    assert shorter != content
    key = page["address"].rpartition("/")[2]
    desk.decide("attribution", article=key, attribution=said["id"], verdict="mended", content_words=shorter,
                content_at=", ".join(f"{s}-{e}" for s, e in said["content"]), certainty="doubted", name="")  # fmt: skip
    after = desk.json(page["address"])
    mended = next(each for each in after["attributions"] if each["id"] == said["id"])
    assert " … ".join(text[start:end] for start, end in mended["content"]) == shorter
    assert mended["certainty"] == "doubted"
    assert mended["source"] == said["source"]
    assert mended["confidence"] == 1
    assert [each["kind"] for each in after["decisions"]] == ["attribution mended"]


def test_an_attribution_that_is_wrong_is_gone_and_back_when_undone(desk: Desk) -> None:
    page, said = attribution(desk, "may have known of the damage")
    key = page["address"].rpartition("/")[2]
    id_ = desk.decide("attribution", article=key, attribution=said["id"], verdict="wrong")
    assert said["content"] not in [each["content"] for each in desk.json(page["address"])["attributions"]]
    desk.post("/undo", decision=id_)
    assert said["content"] in [each["content"] for each in desk.json(page["address"])["attributions"]]


@pytest.mark.parametrize(("verdict", "step"), [("right", 0), ("wrong", -1)])
def test_who_judges_an_attribution_stays_where_it_is_listed(desk: Desk, verdict: str, step: int) -> None:
    """What is wrong is gone: the one before it is led to, so that the next one is next on the page."""
    page, said = attribution(desk, "may have known of the damage")
    key, ids = page["address"].rpartition("/")[2], [each["id"] for each in page["attributions"]]
    answer = desk.post("/decide/attribution", article=key, attribution=said["id"], verdict=verdict).json()
    path, _, fragment = answer["address"].partition("#")
    assert fragment == f"said-{ids[ids.index(said['id']) + step]}"
    shown = desk.page(path)
    assert f'id="{fragment}"' in shown
    assert f"Decided: <bdi>{verdict}: " in shown
    assert f'name="decision" value="{answer["decision"]}"' in shown


def test_what_was_decided_is_told_until_it_is_taken_back(desk: Desk) -> None:
    id_ = desk.decide("note", text="To be asked <again>.")
    assert "To be asked &lt;again&gt;." in desk.page(f"/story?decided={id_}")
    back = desk.post("/undo", decision=id_, back="/story").json()
    assert "Decided:" not in desk.page(f"/story?decided={id_}")
    assert "<bdi>Taken back: To be asked" in desk.page(back["address"])
    assert 'class="made"' not in desk.page("/story?decided=%3Cscript%3E")


def test_an_attribution_that_is_missing_is_added_by_offsets(desk: Desk) -> None:
    page, _ = attribution(desk, "may have known of the damage")
    text = page["article"]["text"]
    start = text.index(".", len(text) // 2) + 2
    key = page["address"].rpartition("/")[2]
    desk.decide("new-attribution", article=key, content_at=f"{start}-{start + 20}", name="Ada Thorne", type="person")
    after = desk.json(page["address"])["attributions"]
    assert [[start, start + 20]] in [each["content"] for each in after if each["source_name"] == "Ada Thorne"]


def test_what_is_no_disagreement_is_none(desk: Desk) -> None:
    claim = desk.disputed()
    found, *others = claim["claim"]["disagreements"]
    desk.decide("agreement", claim=claim["keys"][0], slot=found["slot"], why="A later count.")
    assert desk.json(claim["address"])["claim"]["disagreements"] == others


def test_an_assertion_is_taken_out_of_a_claim(desk: Desk) -> None:
    claim = desk.disputed()
    one, other = claim["keys"][3], claim["keys"][0]
    desk.decide("assertions", one=one, other=other, same="no")
    assert desk.json(f"/claims/{one}")["claim"]["id"] != desk.json(f"/claims/{other}")["claim"]["id"]


def test_two_assertions_at_one_place_leave_a_claim_together(desk: Desk) -> None:
    """They have one key: no button asks whether the one is the claim of the other."""
    keys = desk.at_one_place()["keys"]
    place = next(key for key in keys if keys.count(key) > 1)
    for other in {*keys} - {place}:
        desk.decide("assertions", one=place, other=other, same="no")
    address = f"/claims/{place}"
    assert desk.json(address)["keys"] == [place, place]
    assert "Not this claim" not in desk.page(address)
    assert desk.post("/decide/assertions", one=place, other=place, same="no").status_code == 400


def test_a_claim_is_rated_noted_and_tagged(desk: Desk) -> None:
    claim = desk.disputed()
    key = claim["keys"][0]
    desk.decide("credibility", claim=key, credibility="2")
    desk.decide("note", claim=key, text="Ask the board.")
    desk.decide("tag", claim=key, tag="victims")
    told = " ".join(each["told"] for each in desk.json(claim["address"])["decisions"])
    assert "credibility 2" in told
    assert "Ask the board." in told
    assert "tagged victims" in told


def test_a_source_is_rated(desk: Desk) -> None:
    address = desk.json("/sources", named="Oakes")["sources"][0]["address"]
    desk.decide("reliability", source=desk.json(address)["name"], reliability="B")
    assert desk.json(address)["reliability"] == "B"


def test_a_derivation_is_denied_and_another_one_given(desk: Desk) -> None:
    page = next(
        page for line in desk.json("/articles")["articles"] if (page := desk.json(line["address"]))["derivations"]
    )
    key, taken = page["address"].rpartition("/")[2], page["derivations"][0]["publication"]
    desk.decide("derivation", article=key, publication=taken, derives="no")
    desk.decide("derivation", article=key, publication="Ellery Standard", derives="yes", kind="translation")
    after = {each["publication"]: each["kind"] for each in desk.json(page["address"])["derivations"]}
    assert taken not in after
    assert after["Ellery Standard"] == "translation"


def test_programs_decide_with_the_logs_own_records(desk: Desk) -> None:
    act = {"one": {"name": "Norhaven Courier"}, "other": {"name": "Radio Skerry"}, "same": True}
    headers = {"x-csrf-token": desk.csrf}
    answer = desk.client.post("/decisions.json", json={"kind": "sources same", "act": act}, headers=headers)
    assert answer.status_code == 200
    assert [each["kind"] for each in desk.json("/history")["decisions"]] == ["sources same"]
    refused: list[Any] = [{"kind": "nothing", "act": {}}, {"kind": "sources same", "act": {}}, {"act": 1}, []]
    for wrong in refused:
        answer = desk.client.post("/decisions.json", json=wrong, headers=headers)
        assert (answer.status_code, "error" in answer.json()) == (400, True)


@pytest.mark.parametrize("kind", KINDS)
def test_a_form_without_its_fields_is_told_what_is_missing(desk: Desk, kind: str) -> None:
    answer = desk.post(f"/decide/{kind}")
    assert answer.status_code == 400
    assert "is missing" in answer.json()["error"]


@pytest.mark.parametrize(
    ("kind", "fields", "status", "words"),
    [
        ("join", {"claim": "x", "join": "x", "holds": "no"}, 404, "no such claim"),
        ("join", {"claim": "x", "join": "x", "holds": "perhaps"}, 400, "holds is one of yes, no"),
        ("attribution", {"article": "x", "attribution": "a1", "verdict": "right"}, 404, "no such article"),
        ("sources", {"one": "A", "other": "A", "same": "yes"}, 400, "another source"),
        ("assertions", {"one": "1", "other": "1", "same": "no"}, 400, "another assertion"),
        ("assertions", {"one": "1", "other": "99999", "same": "no"}, 404, "no such claim"),
        ("reliability", {"source": "A", "reliability": "G"}, 400, "reliability is one of A, B"),
        ("note", {"text": "x" * 100_001}, 400, "at most 100000"),
    ],
)
def test_what_cannot_be_decided_is_said(desk: Desk, kind: str, fields: dict[str, str], status: int, words: str) -> None:
    answer = desk.post(f"/decide/{kind}", **fields)
    assert (answer.status_code, desk.workbench.case.decisions()) == (status, ())
    assert words in answer.json()["error"]


@pytest.mark.parametrize(
    ("back", "leads"),
    [
        ("/inbox#doubtful-title", "/inbox?decided={}#doubtful-title"),
        ("/sources?named=x&page=2&decided=old", "/sources?named=x&page=2&decided={}"),
        ("https://evil.example/", "/story?decided={}"),
        ("//evil.example/", "/story?decided={}"),
        ("/\\evil.example", "/story?decided={}"),
        ("/\r\nSet-Cookie: a=b", "/story?decided={}"),
        ("", "/story?decided={}"),
    ],
)
def test_a_form_leads_to_no_other_site(desk: Desk, back: str, leads: str) -> None:
    fields = {"csrf": desk.csrf, "text": "A note.", "back": back}
    answer = desk.client.post("/decide/note", data=fields, follow_redirects=False)
    (decision,) = desk.workbench.case.decisions()
    assert (answer.status_code, answer.headers["location"]) == (303, leads.format(decision.id))


# -- articles ---------------------------------------------------------------------------------------------------------

REPORT = "Two lorry drivers were hurt when the ramp fell, Ada Thorne said on Friday. The harbour was closed until noon."


def added(desk: Desk, answer: Any) -> Any:
    """What became of what was given, when all of it is done."""
    assert answer.status_code == 200, answer.text
    number = answer.json()["batch"]
    for _ in range(600):
        batch = next(each for each in desk.json("/progress")["batches"] if each["id"] == number)
        if batch["finished"]:
            assert desk.workbench.settled(60)
            return batch
        time.sleep(0.1)
    raise AssertionError(batch)


def give(desk: Desk, files: list[tuple[str, bytes]]) -> Any:
    headers = {"x-csrf-token": desk.csrf, "accept": "application/json"}
    sent = [("files", each) for each in files]
    return added(desk, desk.client.post("/articles", files=sent, headers=headers))


def test_a_pasted_text_is_read_and_stands_in_the_story(desk: Desk) -> None:
    fields = {"text": REPORT, "title": "Drivers hurt", "publisher": "Skarrow Gazette", "published": "2024-03-05"}
    batch = added(desk, desk.post("/articles", **fields))
    (one,) = batch["told"]
    assert (batch["who"], batch["trouble"], one["what"]) == ("ada", None, "added")
    page = desk.json(f"/articles/{one['article']}")
    assert page["article"]["text"] == REPORT
    assert page["article"]["publisher"] == "Skarrow Gazette"
    assert "Ada Thorne" in [each["source_name"] for each in page["attributions"]]
    assert page["additions"]
    inbox = desk.json("/inbox")["new"][0]
    assert (inbox["article"]["title"], inbox["in_story"]) == ("Drivers hurt", True)
    assert added(desk, desk.post("/articles", **fields))["told"][0]["what"] == "known"


def test_a_changed_text_at_a_known_address_is_a_version(desk: Desk) -> None:
    uri = "https://gazette.example/drivers"
    added(desk, desk.post("/articles", text=REPORT, uri=uri))
    batch = added(desk, desk.post("/articles", text=REPORT.replace("Two", "Three"), uri=uri))
    assert batch["told"][0]["what"] == "new version"
    page = desk.json(f"/articles/{batch['told'][0]['article']}")
    assert [each["changes"] for each in page["versions"]] == [0, 1]
    assert "<ins" in desk.page(page["address"])


def test_dropped_files_keep_their_names_and_one_bad_file_spoils_no_other(desk: Desk) -> None:
    files = [
        ("../../etc/drivers.txt", REPORT.encode()),
        ("broken.pdf", b"%PDF-1.7 nothing"),
        ("page.html", f"<title>Hurt</title><article><p>{REPORT} Nobody else was there.</p></article>".encode()),
        ("empty.txt", b""),
    ]
    batch = give(desk, files)
    told = {one["uri"]: one["what"] for one in batch["told"]}
    assert told == {
        "dropped/drivers.txt": "added",
        "dropped/broken.pdf": "failed",
        "dropped/page.html": "added",
        "dropped/empty.txt": "failed",
    }
    failures = {each["uri"]: each["message"] for each in desk.json("/articles")["failures"]}
    assert set(failures) == {"dropped/broken.pdf", "dropped/empty.txt"}
    assert not any("/tmp" in message for message in failures.values())


def test_what_is_too_long_is_told_once_where_it_stands(desk: Desk) -> None:
    batch = added(desk, desk.post("/articles", text="Rain fell. " * 30_000, uri="https://courier.example/rain"))
    (told,) = batch["told"]
    assert told["failure"]["message"].startswith("https://courier.example/rain:1 is longer than")


def test_nothing_given_is_told(desk: Desk) -> None:
    answer = desk.post("/articles", text="  ")
    assert (answer.status_code, "choose files" in answer.json()["error"]) == (400, True)


def test_an_input_that_could_not_be_read_is_forgotten(desk: Desk) -> None:
    give(desk, [("broken.pdf", b"%PDF-1.7 nothing")])
    assert desk.post("/forget", uri="dropped/broken.pdf").status_code == 200
    assert desk.json("/articles")["failures"] == []
    assert desk.post("/forget", uri="dropped/broken.pdf").status_code == 404


# -- an article that is removed ---------------------------------------------------------------------------------------


def test_what_goes_with_an_article_is_told_before_it_is_removed(desk: Desk) -> None:
    line = next(each for each in desk.json("/articles")["articles"] if each["publisher"] == "Radio Skerry")
    desk.decide("note", article=line["address"].rpartition("/")[2], text="Heard it.")
    told = desk.json(f"{line['address']}/remove")
    assert told["article"]["id"] == line["id"]
    assert 0 < told["alone"] < told["claims"]
    assert [each["told"].rpartition(": ")[2] for each in told["decisions"]] == ["Heard it."]
    page = desk.page(f"{line['address']}/remove")
    assert "This cannot be undone" in page
    assert "1 decision on it stays in the history" in page
    assert len(desk.json("/articles")["articles"]) == 11


def test_an_article_is_removed_and_what_was_decided_holds_when_it_comes_back(desk: Desk) -> None:
    line = next(each for each in desk.json("/articles")["articles"] if each["publisher"] == "Radio Skerry")
    key = line["address"].rpartition("/")[2]
    desk.decide("note", article=key, text="Heard it.")
    answer = desk.post("/remove", article=key)
    assert (answer.status_code, answer.json()["removed"]) == (200, line["id"])
    assert desk.workbench.settled(60)
    assert line["id"] not in [each["id"] for each in desk.json("/articles")["articles"]]
    assert desk.json("/story")["articles"] == 10
    for address in (line["address"], f"{line['address']}/remove"):
        assert desk.client.get(address).status_code == 404
    step = desk.json("/history")["steps"][0]
    assert (step["action"], step["who"], step["article"]) == ("removed", "ada", line["id"])
    assert answer.json()["address"] == "/history#steps-title"
    assert desk.post("/remove", article=key).status_code == 404
    give(desk, [("skerry.txt", (HARBOUR / "skerry.txt").read_bytes())])
    assert "Heard it." in [each["told"].rpartition(": ")[2] for each in desk.json(line["address"])["decisions"]]


# -- what has been seen -----------------------------------------------------------------------------------------------


def unseen(desk: Desk) -> int:
    found: set[int] = {desk.json("/inbox")["unseen"], desk.json("/articles")["unseen"]}
    assert found == {desk.json("/articles", show="unseen")["paging"]["total"]}
    return found.pop()


def test_an_article_that_somebody_has_seen_leaves_the_inbox(desk: Desk) -> None:
    first = desk.json("/inbox")["new"][0]["article"]
    assert unseen(desk) == 11
    id_ = desk.decide("tag", article=first["address"].rpartition("/")[2], tag="seen")
    assert first["id"] not in [each["article"]["id"] for each in desk.json("/inbox")["new"]]
    assert (unseen(desk), desk.json(first["address"])["seen"]) == (10, "ada")
    assert {each["id"]: each["seen"] for each in desk.json("/articles")["articles"]}[first["id"]] == "ada"
    desk.post("/undo", decision=id_)
    assert (unseen(desk), desk.json(first["address"])["seen"]) == (11, None)


def test_all_are_seen_at_once_but_not_what_comes_later(desk: Desk) -> None:
    first = desk.json("/inbox")["new"][0]["article"]
    desk.decide("tag", tag="seen")
    assert unseen(desk) == 0
    assert "Every article has been seen." in desk.page("/inbox")
    desk.decide("tag", article=first["address"].rpartition("/")[2], tag="seen", holds="no")
    assert [each["article"]["id"] for each in desk.json("/inbox")["new"]] == [first["id"]]
    added(desk, desk.post("/articles", text=REPORT))
    assert unseen(desk) == 2


def test_a_newer_version_is_not_seen(desk: Desk) -> None:
    uri = "https://gazette.example/drivers"
    batch = added(desk, desk.post("/articles", text=REPORT, uri=uri))
    desk.decide("tag", article=batch["told"][0]["article"], tag="seen")
    assert unseen(desk) == 11
    added(desk, desk.post("/articles", text=REPORT.replace("Two", "Three"), uri=uri))
    assert unseen(desk) == 12


def test_an_attribution_that_somebody_has_seen_leaves_the_inbox_and_stays_as_it_is(desk: Desk) -> None:
    before = desk.json("/inbox")
    first = before["doubtful"][0]
    key = first["address"].partition("?")[0].rpartition("/")[2]
    desk.decide("tag", article=key, attribution=first["attribution"], tag="seen")
    after = desk.json("/inbox")
    assert after["doubtful"][0] == before["doubtful"][1]
    assert after["paging"]["total"] == before["paging"]["total"] - 1
    kept = desk.json(f"/articles/{key}/attributions/{first['attribution']}")
    assert kept["attribution"]["confidence"] == first["confidence"]
    assert unseen(desk) == 11
