"""The field's default word lists: key -> label per language. A workspace can replace any of them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

Labels = Mapping[str, str]
"""A label in each language of the papers: ``{"en": …, "fr": …, "es": …}``."""


def _labels(en: str, fr: str, es: str) -> Labels:
    return {"en": en, "fr": fr, "es": es}


VOCABULARIES: Mapping[str, Mapping[str, Labels]] = {
    "priority": {
        "High": _labels("High", "Élevée", "Alta"),
        "Medium": _labels("Medium", "Moyenne", "Media"),
        "Low": _labels("Low", "Faible", "Baja"),
    },
    "time_implication": {
        "Short-term": _labels("Short-term", "Court terme", "Corto plazo"),
        "Medium-term": _labels("Medium-term", "Moyen terme", "Medio plazo"),
        "Long-term": _labels("Long-term", "Long terme", "Largo plazo"),
    },
    "resource_implication": {
        "Low": _labels("Low", "Faibles", "Bajas"),
        "Medium": _labels("Medium", "Moyennes", "Medias"),
        "High": _labels("High", "Élevées", "Altas"),
        "Within existing resources": _labels(
            "Within existing resources",
            "Dans les limites des ressources existantes",
            "Con los recursos existentes",
        ),
    },
    "acceptance": {
        "not_stated": _labels("Not stated", "Non précisé", "No se indica"),
        "accepted": _labels("Accepted", "Acceptée", "Aceptada"),
        "partially_accepted": _labels(
            "Partially accepted", "Partiellement acceptée", "Parcialmente aceptada"
        ),
        "not_accepted": _labels("Not accepted", "Non acceptée", "No aceptada"),
    },
    "action_status": {
        "not_started": _labels("Not started", "Non commencée", "No iniciada"),
        "in_progress": _labels("In progress", "En cours", "En curso"),
        "implemented": _labels("Implemented", "Mise en œuvre", "Aplicada"),
        "no_longer_applicable": _labels("No longer applicable", "Sans objet", "Ya no es aplicable"),
    },
    "rating": {
        "1": _labels("Highly unsatisfactory", "Très insatisfaisant", "Muy insatisfactorio"),
        "2": _labels("Unsatisfactory", "Insatisfaisant", "Insatisfactorio"),
        "3": _labels("Somewhat unsatisfactory", "Plutôt insatisfaisant", "Algo insatisfactorio"),
        "4": _labels("Somewhat satisfactory", "Plutôt satisfaisant", "Algo satisfactorio"),
        "5": _labels("Satisfactory", "Satisfaisant", "Satisfactorio"),
        "6": _labels("Highly satisfactory", "Très satisfaisant", "Muy satisfactorio"),
    },
    "language": {
        "en": _labels("English", "anglais", "inglés"),
        "fr": _labels("French", "français", "francés"),
        "es": _labels("Spanish", "espagnol", "español"),
    },
    "unit_kind": {
        "unit": _labels("Unit", "Unité", "Unidad"),
        "group": _labels("Group of units", "Groupe d’unités", "Grupo de unidades"),
    },
    "position": {
        "before": _labels("Before the answers", "Avant les réponses", "Antes de las respuestas"),
        "after": _labels("After the answers", "Après les réponses", "Después de las respuestas"),
    },
    "role": {
        "introduction": _labels("Introduction", "Introduction", "Introducción"),
        "purpose_and_scope": _labels("Purpose and scope", "Objet et portée", "Finalidad y alcance"),
        "findings": _labels(
            "Summary of findings", "Résumé des constatations", "Resumen de las constataciones"
        ),
        "overall_assessment": _labels("Overall assessment", "Appréciation globale", "Evaluación global"),
        "conclusions": _labels(
            "Conclusions and lessons learned",
            "Conclusions et enseignements",
            "Conclusiones y lecciones extraídas",
        ),
        "recommendations": _labels("Recommendations", "Recommandations", "Recomendaciones"),
        "office_response": _labels("Office response", "Réponse du Bureau", "Respuesta de la Oficina"),
        "decision": _labels("Draft decision", "Projet de décision", "Proyecto de decisión"),
    },
}

CLOSED = frozenset({"acceptance", "language", "unit_kind", "position", "role"})
"""Word lists whose keys the program itself acts on: nothing outside them is ever stored."""


def words(own: Mapping[str, Any] | None, vocabulary: str) -> Mapping[str, Labels]:
    """Return a word list: a workspace's ``own`` where its field ``vocabularies`` has one, else ours."""
    return (own or {}).get(vocabulary) or VOCABULARIES.get(vocabulary, {})


def is_listed(listed: Mapping[str, Labels], value: str) -> bool:
    """Whether a value is a key of a word list; a word that is its own key may have other hyphens or case."""
    return key_of(listed, value) is not None


def key_of(listed: Mapping[str, Labels], value: str) -> str | None:
    """Return the key of a word list that a value stands for (see :func:`is_listed`), None for none."""
    if value in listed:
        return value
    plain = _plain(value)
    own = (key for key, labels in listed.items() if labels.get("en") == key)
    return next((key for key in own if _plain(key) == plain), None)


def label(own: Mapping[str, Any] | None, vocabulary: str, key: str, language: str = "en") -> str:
    """Return what is printed for a key: its label, or the key itself where it is on no list."""
    labels = words(own, vocabulary).get(key, {})
    return labels.get(language) or labels.get("en") or key


def _plain(word: str) -> str:
    """Return a word without case and hyphens: "long term" of "Long-Term"."""
    return " ".join(re.split(r"[\s\u2010-\u2013-]+", word.casefold()))
