"""Whom and what an article mentions, and as what: labels that the words around a name settle, and who is nobody."""

from __future__ import annotations

import pytest

from .marked import resolution


def listed(marked: str, publisher: str | None = None) -> set[tuple[str, str]]:
    return {(e.type, e.name) for e in resolution(marked, publisher).listed}


@pytest.mark.parametrize(
    ("marked", "type_", "name"),
    [
        ("It rained in <L:Aske>.", "place", "Aske"),
        ("It rained in <P:Aske>.", "place", "Aske"),
        ("They met in the <P:Orrin Vale> at noon.", "place", "Orrin Vale"),
        ("The town of <O:Aske> slept.", "place", "Aske"),
        ("He lives in <L:Maricopa County> now.", "place", "Maricopa County"),
        ("He wrote it on <P:Twitter> first.", "organisation", "Twitter"),
        ("They met in <O:Aske>, a small resort in the hills.", "place", "Aske"),
        ("The <O:Norrland> newspaper <U:Varsla> said so.", "place", "Norrland"),
        ("The <O:Norrland daily> <U:Varsla> said so.", "place", "Norrland"),
        ("She lives in <O:Stony Street>.", "place", "Stony Street"),
        ("The ferry <P:Aurelia> sank. The <O:Aurelia> was old.", "vessel", "Aurelia"),
        ("The freighter <O:Halvard> Star sank.", "vessel", "Halvard Star"),
        ("The frigate “<P:Aske>” left.", "vessel", "Aske"),
        (
            "The Ministry of <U:Foreign Affairs> of Kaldia left.",
            "organisation",
            "Ministry of Foreign Affairs of Kaldia",
        ),
        ("{Ms <O:Moss>} said so.", "person", "Moss"),
        ("<P:Vince Fox> left. {<O:Fox>} said so.", "person", "Vince Fox"),
        ("<P:Vince Fox> left. {<U:Fox>} said so.", "person", "Vince Fox"),
        ("<O:Moss> left. President <P:Moss> spoke. <O:Moss> slept.", "person", "Moss"),
        (
            "<P:Ada Calloway> left. <O:Calloway Ferries> stayed. {<O:Calloway>} said so.",
            "organisation",
            "Calloway Ferries",
        ),
        ("It was <O:Ada> <O:Moss>, who left.", "person", "Ada Moss"),
        ("They remember <O:Cray> Bridge well.", "place", "Cray Bridge"),
        ("They meet in the <O:Corn> Hall.", "organisation", "Corn Hall"),
        ("We paid <O:Lorne &> <P:Pask> for it.", "organisation", "Lorne & Pask"),
        ("By <P:Huw> Sayer\n\nThe <O:Dockers’ Union> left.", "person", "Huw Sayer"),
        ("He has faith in <P:Moss>.", "person", "Moss"),
        ("There was a report in <P:Varsla>.", "person", "Varsla"),
        ("They sat in <P:Moss>’s office.", "person", "Moss"),
        ("It stands in <L:Edda> <P:Quist> Park.", "place", "Edda Quist Park"),
        ("They broke the <O:Safe Harbours> Act.", "document", "Safe Harbours Act"),
        ("The inside of the <L:West> <O:Sund> Bank burned.", "organisation", "West Sund Bank"),
        ("The <O:Council> on <O:Ports> shut.", "organisation", "Council on Ports"),
        (
            "The <O:Bureau> of Ferries, <O:Tides> and <O:Ramps> shut.",
            "organisation",
            "Bureau of Ferries, Tides and Ramps",
        ),
        (
            "He was rector at the <L:Cathedral> <O:of the Deep Water> then.",
            "organisation",
            "Cathedral of the Deep Water",
        ),
        ("He taught at the <O:School> of Ports and School of <O:Tides>.", "organisation", "School of Ports"),
        ("The K.R. <O:Harbour Police> left.", "organisation", "K.R. Harbour Police"),
        ("He flew to <L:Bay Le Brac>. The <L:Bay Le> <O:Brac> ferry sank.", "place", "Bay Le Brac"),
        ("The <O:Aske Police Department> left. A bomb went off in <O:Aske>.", "place", "Aske"),
        ("{<O:Ada Moss>}, the mayor of Aske, said so.", "person", "Ada Moss"),
        ("{<P:AKM President Ada Moss>} said so.", "person", "Ada Moss"),
        ("{<O:Aske-based Vinter Lines>} said so.", "organisation", "Vinter Lines"),
        ("They paid <L:New> Aske-based <O:Vinter> Lines for it.", "organisation", "Vinter Lines"),
        ("The <O:K.R.’s Vinter Lines> left.", "organisation", "Vinter Lines"),
        ("JUST WATCHED <P:Moss> left. <P:Ada Moss> stayed.", "person", "Ada Moss"),
        ("{<P:Number-cruncher Ada Moss>} said so.", "person", "Ada Moss"),
        ("It was <P:Ada> <P:Kim Moss> who left.", "person", "Ada Kim Moss"),
        ("<P:T.J. Moss> left.", "person", "T.J. Moss"),
        ("It was <P:Moss--who> left--again.", "person", "Moss"),
        ("They paid Chairman <O:Vinter> for it.", "organisation", "Vinter"),
        ("They paid it on Monday <O:Vinter> says.", "organisation", "Vinter"),
        ("{Aske <O:Vinter>} said so.", "organisation", "Aske Vinter"),
        ("<P:Ada Bishop> left. {<P:Bishop>} said so.", "person", "Ada Bishop"),
        ("Something changed in <P:Ada Moss>. {<P:Moss>} said so.", "person", "Ada Moss"),
    ],
)
def test_the_words_around_a_name_tell_what_it_names(marked: str, type_: str, name: str) -> None:
    assert (type_, name) in listed(marked)


@pytest.mark.parametrize(
    "marked",
    [
        "<O:The> board left.",
        "They wait for <O:Berth> 4.",
        "By <P:Owen Tallis>, <O:Transport> Correspondent",
        "It shut after <O:Easter>.",
        "{<O:Mr>} said so.",
        "A <O:Jesuit-founded> school shut.",
        "A <P:Kaldian> officer left.",
        "The <G:French> police left.",
        "The <G:French> and <G:Kaldian> police left.",
        "The <G:French> President left.",
        "{Nobody} said so.",
        "{Both} said so.",
        "{It} said so.",
        "{14} said so.",
        "{The last one} said so.",
        "{And} said so.",
        "{Even those who} said so.",
        "They built the Keystone <W:Pipeline> there.",
        "A <G:Kaldian> left.",
        "He is a <G:Republican> of note.",
        "An <O:AKM-related> illness spread.",
        "She was born in Aske, <L:Nd>., twice.",
        "They heard Karl Roe (P-<L:Nd>.) there.",
    ],
)
def test_what_names_nobody_is_not_listed(marked: str) -> None:
    assert listed(marked) - {("person", "Owen Tallis")} == set()


@pytest.mark.parametrize(
    ("marked", "name"),
    [
        ("The <G:French> say so.", "French"),
        ("<G:Americans> were told.", "Americans"),
        ("The <G:French> daily <U:Varsla> said so. The <G:French> knew.", "French"),
    ],
)
def test_a_people_is_listed_where_people_are_meant(marked: str, name: str) -> None:
    assert ("collective", name) in listed(marked)


@pytest.mark.parametrize(
    ("marked", "name"),
    [
        ("<P:While Moss> left, we stayed.", "Moss"),
        ("<P:If Moss> leaves, we stay.", "Moss"),
        ("In <P:October Moss> left.", "Moss"),
        ("He told <P:Ada Moss Sunday> at noon.", "Ada Moss"),
    ],
)
def test_a_word_around_a_name_is_no_part_of_it(marked: str, name: str) -> None:
    assert listed(marked) == {("person", name)}


def test_a_paper_is_not_called_by_the_place_in_its_name() -> None:
    found = listed("<U:Radio Ostra> said so. The <L:Ostra> cable broke.")
    assert found == {("publication", "Radio Ostra"), ("place", "Ostra")}


@pytest.mark.parametrize(
    ("marked", "names"),
    [
        ("The <O:Senate Ports Committee> met. The <O:Senate> did not.", {"Senate Ports Committee", "Senate"}),
        ("The <O:Aske State Police> left. The <O:State> stayed.", {"Aske State Police", "State"}),
        ("The <O:Diocese of Aske> met. <O:Aske> slept.", {"Diocese of Aske", "Aske"}),
        ("The <O:White House> met. The <O:House> did not.", {"White House", "House"}),
        ("They met in <L:West Tarn>, not in <L:Tarn>.", {"West Tarn", "Tarn"}),
        ("They met in <L:Tarn City>, not in <L:Tarn>.", {"Tarn City", "Tarn"}),
        ("<O:Calloway and Roe Lines> left. <O:Roe Lines> stayed.", {"Calloway and Roe Lines", "Roe Lines"}),
        ("<P:Alex Prime> left. The <O:AP> stayed.", {"Alex Prime", "AP"}),
        ("<L:TARN TOWN> (<U:Reuters>) - It rained.", {"TARN TOWN", "Reuters"}),
        ("<P:Moss> left. His daughter <P:Ada Moss> stayed.", {"Moss", "Ada Moss"}),
        ("<O:Calloway Ferries> left. <O:Calloway> said so.", {"Calloway Ferries"}),
        ("<O:The Justice Department> left. The <O:Justice Department> said so.", {"Justice Department"}),
        ("The <O:National Ports Board> left. The <O:Board> said so.", {"National Ports Board"}),
        ("Bishop <P:Ada Moss> left. {<P:Bishop Moss>} said so.", {"Ada Moss"}),
        ("Then-Cardinal <P:Ada Moss> left. {<P:then-Cardinal Moss>} said so.", {"Ada Moss"}),
        ("Blame Moss for All That Rain\n\n<P:Ada Moss> left. It was <P:Moss>.", {"Ada Moss"}),
        ("<P:Blame Moss> for All That Rain\n\n<P:Ada Moss> left. It was <P:Moss>.", {"Ada Moss"}),
        ("<P:Choosing Moss> was right. <P:Ada Moss> left.", {"Ada Moss"}),
        ("<P:Ada Kim Moss> left. <P:Kim Moss> stayed.", {"Ada Kim Moss"}),
        ("The <O:Moss White House> met. <O:Moss> left.", {"Moss White House", "Moss"}),
        ("<O:House Republicans> met. <O:Republicans> left.", {"House Republicans", "Republicans"}),
        ("<O:Department of Harbour Safety> met. <O:Harbour Safety> left.", {"Department of Harbour Safety"}),
        (
            "The <O:Office of the Fleet Board> met. The <O:Fleet Board> left.",
            {"Office of the Fleet Board", "Fleet Board"},
        ),
        ("<P:Ada Moss Quits> in All That Rain\n\n<P:Ada Moss> left.", {"Ada Moss"}),
    ],
)
def test_short_names_stand_for_the_longer_ones_that_they_can_be_of(marked: str, names: set[str]) -> None:
    assert {name for _, name in listed(marked)} == names


@pytest.mark.parametrize(
    ("marked", "name"),
    [
        ("{A handbook from} 1998 said so.", "handbook"),
        ("{A man who} left said so.", "man"),
        ("{Residents and} visitors said so.", "residents"),
        ("{President Moss’s note} said so.", "President Moss’s note"),
        ("{Wetzler} said so.", "Wetzler"),
        ("{Between inspectors} it is said so.", "inspectors"),
        ("{A 25,000 thaler pump} said so.", "25,000 thaler pump"),
        ("{The minister} said so.", "minister"),
        ("{The former Secretary of the Harbour <P:Ada Moss>} said so.", "Ada Moss"),
        ("{A spokesman for Mayor <P:Ada Moss>} said so.", "spokesman for Mayor Ada Moss"),
    ],
)
def test_a_source_is_listed_without_what_only_leads_on(marked: str, name: str) -> None:
    assert name in {name for _, name in listed(marked)}
