import pytest

from workbench.matrix.names import MEANINGS, NOTE, fold, label_of, labelled, language_of, named, resource


@pytest.mark.parametrize(
    ("header", "meaning"),
    [
        ("N°", "reference"),
        ("Rec. #", "reference"),
        ("Recommendation No.", "reference"),
        ("Recommendations (as in the report)", "recommendation.headline"),
        ("Recommandation", "recommendation.headline"),
        ("Responsible unit(s)", "recommendation.responsible_units"),
        ("Lead department", "recommendation.lead_unit"),
        ("PRIORIDAD", "recommendation.priority"),
        ("Incidences sur les ressources", "recommendation.resource_implication"),
        ("Agreed/Not agreed", "response.acceptance"),
        ("Management response (Accepted/Partially accepted/Not accepted)", "response.acceptance"),
        ("Réponse de la direction", "response.text"),
        ("Respuesta de la administración", "response.text"),
        ("Key action(s)", "action.description"),
        ("Due date (dd/mm/yyyy)", "action.due"),
        ("Échéance", "action.due"),
        ("Fecha límite", "action.due"),
        ("New deadline", "action.revised_due"),
        ("Estado", "action.status"),
        ("Status of the recommendation", "action.status"),
        ("Comments on status", "action.progress"),
        ("Means of verification", "action.evidence"),
        ("Date of last update", NOTE),
        ("Évaluation", NOTE),
        ("What was recommended", "recommendation.headline"),
        ("Ce qui est recommandé", "recommendation.headline"),
        ("Lo que se recomienda", "recommendation.headline"),
        ("Recommended by", NOTE),
        ("Prio.", "recommendation.priority"),
        ("Resp. unit", "recommendation.responsible_units"),
        ("Unidad resp.", "recommendation.responsible_units"),
        ("Dept.", "recommendation.responsible_units"),
        ("Mgmt. response", "response.text"),
        ("Rép. de la direction", "response.text"),
        ("Éch.", "action.due"),
        ("Fecha lím.", "action.due"),
    ],
)
def test_a_header_says_what_its_column_means(header, meaning):
    assert named(header).meanings[0] == meaning


@pytest.mark.parametrize("header", ["Resp.", "Acc.", "Bibl.", "Acceptably"])
def test_a_word_cut_short_that_can_stand_for_several_things_says_nothing(header):
    assert named(header).strength == 0


def test_a_long_text_is_no_header():
    assert (
        named("We accept this recommendation and will report on the status of every action " * 4).strength
        == 0
    )


def test_a_header_that_only_contains_a_name_says_less():
    assert (
        named("Recommendation").strength
        > named("Which recommendation of the panel this is about").strength
        > 0
    )


@pytest.mark.parametrize(
    ("text", "meaning", "number", "rest"),
    [
        ("Evaluation recommendation 1: Paint it", "recommendation.headline", "1", "Paint it"),
        ("Recommandation n° 2 : Peindre", "recommendation.headline", "2", "Peindre"),
        ("Rec. 3. Paint", "recommendation.headline", "3", "Paint"),
        ("Recommendation 12", "recommendation.headline", "12", ""),
        ("Management response: Agreed", "response.text", "", "Agreed"),
    ],
)
def test_a_text_can_say_itself_what_it_is(text, meaning, number, rest):
    said = labelled(text)
    assert (said.meaning, said.number, said.rest) == (meaning, number, rest)


@pytest.mark.parametrize("text", ["Paint the quay: now", "Response", "1. Paint", "Strengthen the fleet"])
def test_other_texts_say_nothing_of_themselves(text):
    assert labelled(text) is None


def test_words_are_compared_without_case_accents_signs_and_plural():
    assert fold("  Unités, responsables ") == fold("UNITE RESPONSABLE")
    assert fold("N° de la recommandation") == fold("No. de la recommandation")


def test_most_headers_say_the_language():
    assert language_of(["No.", "Recommandation", "Échéance", "Action"]) == "fr"
    assert language_of(["Ref.", "Recomendación", "Plazo"]) == "es"
    assert language_of(["1", "2"]) == "en"


def test_every_name_of_the_shipped_words_has_a_meaning_that_we_know():
    assert set(resource()["columns"]) - {"comment"} <= set(MEANINGS)


def test_every_meaning_has_a_label_of_its_own():
    assert len(set(map(label_of, MEANINGS))) == len(MEANINGS)
