"""A paper of an organization that does not exist, for the tests."""

from __future__ import annotations

from tests.workbench.intake.clothes import Advice, Answer, PaperContent, PartContent

RIVERS = PartContent(
    title="The Agency’s work for clean rivers and safe harbours 2015–20",
    scope=(
        "The evaluation looked at the plans and budgets of the Agency and at what its field teams did"
        " with them.{1} It covered the years 2015 to 2020.",
    ),
    criteria=(
        (
            "Relevance",
            (
                "Demand for river wardens stayed high in every basin, and the training offered fits the needs"
                " of those who asked for it.",
                "The programme gave too little thought to lakes, and none at all to canals.",
            ),
            (
                "Wardens were asked for in 14 basins. Some 40 per cent of the requests came from river"
                " mouths, where long-term silting is worst and the pilot-scale dredgers cannot go.",
                "The programme’s papers hardly mention canals.",
            ),
        ),
        (
            "Coherence and validity of design",
            ("No plan holds the basin projects together.",),
            (
                "A shared plan would let neighbouring basins learn from each other. It would also show where"
                " two projects do the same thing, which happened in five of the nine basins during the period"
                " under review.",
            ),
        ),
        (
            "Likelihood of impact",
            (
                "Clean stretches stay clean only where a warden stays on.",
                "Fish came back to outcome 3 rivers sooner than anyone had hoped.",
            ),
            ("Where wardens left, nets came back within a year (see paragraph 4 above).",),
        ),
    ),
    assessment=("Figure 1 shows how the work was rated.",),
    caption="Ratings by criterion",
    labels=(("Relevance", "4.5"), ("Coherence", "3.2"), ("Likelihood of impact", "NR"), ("Overall", "4")),
    conclusions=(
        "Rivers matter to everyone who lives beside them, and the Agency is the only body that looks at a"
        " whole basin at once.",
        "Wardens are the heart of the programme. Without them neither the training nor the dredgers would"
        " have made a difference.",
    ),
    advice=(
        Advice(
            "Write one plan for all basins, agreed with the people who live and work along the rivers.",
            (
                "Such a plan would settle who does what. It should:",
                "- name a warden for every basin and say who pays for the post;",
                "- set aside money for lakes and canals, which have had none so far, and say how it is to be"
                " shared among the basins;",
                "- be looked at again every second year.",
            ),
            "RIVERS, Deputy Warden-General for Waters (DWG/W) and regional offices",
        ),
        Advice(
            "Train more wardens, and pay for their boats.",
            (
                "Boats were often borrowed. A warden without a boat sees only one bank of the river and hears"
                " of the rest by chance.",
                "It might help to (a) buy boats in bulk, (b) share them between neighbouring basins, and"
                " (c) teach wardens how to mend them, so that less money goes to the yards (see also"
                " Recommendation 1).",
            ),
            "RIVERS, BOATS",
            "Medium",
            "Long-term",
            "Medium",
        ),
        Advice(
            "Count the fish every year, in the same month and with the same nets.{2}",
            (
                "Numbers from different months cannot be compared, whatever the nets that were used"
                " to get them.",
            ),
            "BOATS, Bureau of Counting, Measuring and Mapping (COUNT)",
            "High",
            "Short- to medium-term",
            "Within existing resources",
        ),
    ),
    before=("The Office thanks the evaluators for a report that is as clear as the water it writes about.",),
    answers=(
        Answer("1", ("The Office agrees with Recommendation 1. A first draft of the plan exists.",)),
        Answer(
            "2 and 3",
            (
                "The Office does not agree with these recommendations. Boats are a matter for the basins, and"
                " with reference to key finding 2 the same holds for canals.",
                "Counting fish is left to the universities, which have the nets and the students for it.",
            ),
        ),
    ),
)

MILLS = PartContent(
    title=(
        "Windmills and the upland communities: an evaluation of the Agency’s upland programme in the"
        " northern hills, 2018–21"
    ),
    scope=("The evaluation asked 112 millers and 31 mayors what the mills have changed.{3}",),
    criteria=(
        (
            "Relevance",
            ("Every upland community that was asked wanted a mill.",),
            ("Only one community would rather have had a bridge.",),
        ),
        (
            "Efficiency",
            ("A mill costs less than the grain it saves in four years.", "Repairs take too long."),
            (
                "Spare parts come from the coast. On average a mill stood still for 38 days in 2019, and for"
                " much longer in winter, when the passes are closed.",
            ),
        ),
    ),
    assessment=("The ratings are shown in figure 2.",),
    caption="Scores of the upland programme",
    labels=(),
    conclusions=("Mills work where the miller owns a share.",),
    advice=(
        Advice(
            "Let every miller own a share of the mill.",
            ("Shared mills were mended twice as fast.",),
            "MILLS, COUNT",
            "Low",
            "Medium-term",
            "High",
        ),
        Advice(
            "Keep spare parts in the hills.",
            ("A store in each valley would do; it need not be large.",),
            "Cabinet, MILLS",
            "Medium",
            "2022–23",
            "Moderate",
        ),
    ),
    before=("The Office accepts one of the two recommendations fully, and one partially (2).",),
    answers=(
        Answer("1", ("Shares will be offered from next spring on.",)),
        Answer("2", ("One store will be tried out first.",)),
    ),
)

PAPER = PaperContent(
    symbol="GB.351/PFA/9",
    introduction=(
        "This paper sums up two evaluations of the Agency’s work. Both used interviews, visits and the"
        " Agency’s own figures, and both were finished in 2021.",
        "Travel was hard during the floods, so that some visits had to be made by telephone.",
    ),
    parts=(RIVERS, MILLS),
    decision=(
        "The Governing Body asked the Director-General to take into account the recommendations of the two"
        " high-level evaluations presented in GB.351/PFA/9 (paragraphs 11–13 and 22–23) and to see to it"
        " that they are carried out."
    ),
    notes=(
        "The plans can be read at www.example.org/plans/index.htm.",
        "Nets of 40 millimetres are usual in most basins.",
        "Interviews were held in the local languages, and notes of all of them are kept by the evaluators"
        " in the upland archive.",
    ),
)
