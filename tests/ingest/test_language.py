"""The language of a text: told from a headline where that can be, and an English one is never taken for another."""

from __future__ import annotations

import pytest

from headwater.ingest import language

GERMAN = (
    "Die Hafenverwaltung teilte am Sonntag mit, dass zwei ihrer Kräne ausgefallen seien und ein dritter abgebaut "
    "werde. Niemand sei verletzt worden, sagte die Vorsitzende auf einer Pressekonferenz am Kai."
)
FRENCH = (
    "Le conseil du port a déclaré dimanche que deux de ses grues étaient tombées en panne et qu'une troisième serait "
    "démontée. Personne n'a été blessé, a dit la présidente lors d'une conférence de presse sur le quai."
)
CROATIAN = (
    "Lučka uprava priopćila je u nedjelju da su dvije dizalice otkazale i da će treća biti rastavljena. Nitko nije "
    "ozlijeđen, rekla je predsjednica na konferenciji za novinare na rivi."
)
ENGLISH = (
    "The harbour board said on Sunday that two of its cranes had failed and that a third one would be taken down. "
    "Nobody was hurt, the board’s chair said at a news conference on the quay."
)
# Headlines have few small words, so the model of all languages is asked.
HEADLINES = "Harbour board sacks crane operator. Minister denies cover-up. Ferry firm sues inspectors. " * 3


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (ENGLISH, "en"),
        (HEADLINES, "en"),
        (GERMAN, "de"),
        (FRENCH, "fr"),
        (CROATIAN, "hr"),
        ("", None),
        ("12 34 56 " * 100, None),
        ("\ud83d\ude00 😀 …", None),
    ],
    ids=["English", "headlines", "German", "French", "Croatian or Bosnian", "empty", "numbers", "no letter"],
)
def test_a_text_is_in_its_language(text: str, expected: str | None) -> None:
    assert language.find(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Die Kräne sind ausgefallen.", "de"),
        ("Ministerin weist Vorwürfe zurück", "de"),
        ("Le maire démissionne", "fr"),
        ("Quatre morts dans l'effondrement d'une rampe", "fr"),
        ("Cuatro muertos al derrumbarse una rampa en el puerto", "es"),
        ("Crolla una gru nel porto, quattro morti", "it"),
        ("Quatro mortos na queda de uma grua no porto", "pt"),
        ("Vier doden bij instorten van veerhelling", "nl"),
        ("Fyra döda när rampen rasade", "sv"),
        ("Neljä kuoli rampin romahtaessa", "fi"),
        ("Cztery osoby zginęły po zawaleniu się rampy", "pl"),
        ("Čtyři mrtví po pádu jeřábu", "cs"),
        ("Négyen meghaltak, amikor leszakadt a rámpa", "hu"),
        ("Patru morți după prăbușirea unei rampe", "ro"),
        ("Limanda vinç devrildi, dört kişi öldü", "tr"),
        ("Thị trưởng từ chức sau vụ tai nạn ở cảng", "vi"),
        ("Meya ajiuzulu baada ya ajali bandarini", "sw"),
    ],
)
def test_a_headline_in_another_language_is_told(text: str, expected: str) -> None:
    assert language.find(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Мэр подал в отставку", "ru"),
        ("Мер подав у відставку після аварії в порту", "uk"),
        ("Ο δήμαρχος παραιτήθηκε", "el"),
        ("رئيس البلدية يستقيل", "ar"),
        ("شهردار استعفا داد", "fa"),
        ("ראש העיר התפטר", "he"),
        ("महापौर ने इस्तीफ़ा दिया", "hi"),
        ("市长辞职", "zh"),
        ("市長が辞任した", "ja"),
        ("시장이 사임했다", "ko"),
        ("นายกเทศมนตรีลาออก", "th"),
        ("港口起重机倒塌四人死亡（AP News）", "zh"),
        ("მერი", "ka"),
    ],
)
def test_another_script_is_another_language_at_any_length(text: str, expected: str) -> None:
    assert language.find(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Ramp falls",
        "Ferry firm sues",
        "Minister denies cover-up",
        "Harbour board sacks crane operator",
        "Port Ellery",
        "Calloway Ferries",
        "Bundestag passes Heizungsgesetz",
        "Macron visits Saint-Denis",
        "Prime Minister Łukasz Święcicki resigns",
        "Le Monde: spy recruited engineer",
        "El Niño returns",
        "Café Müller shuts doors",
        "Jürgen Habermann dies aged 91",
        "Photo: Ánxela Ferreiro",
        "A. Papadopoulou, Athens",
        "Жук (the Beetle) wins chess title, Maren Oakes says",
        "Police: 4 dead",
        "Oui",
    ],
)
def test_a_short_english_text_is_never_taken_for_another_language(text: str) -> None:
    assert language.find(text) in (None, "en")
