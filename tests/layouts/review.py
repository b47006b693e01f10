"""One small made-up review: what is printed of it, and what a careful reader takes from it, typed by hand.

The studies, their authors and their findings are invented.
"""

from __future__ import annotations

from dataclasses import dataclass

TITLE = "Growing food in towns: a scoping review of what community gardens do for the people who tend them"
AUTHORS = "Judith Farthing, Owen Pryce and Nadia Sobel"
DATE = "March 2024"
CAPTION = "Characteristics of the included studies"
HEADER = ("Reference", "Country", "Study design", "Sample", "Main findings")
# The upper level of a header of two levels: (wording, first column, last column).
SPANS = (("Methods", 2, 3),)
SECTIONS = ((0, "Gardens run by neighbours"), (5, "Gardens run by services"))


@dataclass(frozen=True)
class Study:
    """A printed row, and what it says.

    Attributes:
        printed: one text a column of `HEADER`.
        samples: (n, unit, role) in printed order.
        category: number of its section, from 0.
    """

    printed: tuple[str, str, str, str, str]
    authors: tuple[str, ...]
    year: int
    title: str
    container: str
    designs: tuple[str, ...]
    samples: tuple[tuple[int, str, str | None], ...]
    countries: tuple[str, ...]
    category: int


STUDIES = (
    Study(
        (
            "Ashdown, P. and Kerr, L. (2009). Plots and neighbours: a survey of three allotment sites. "
            "Journal of Urban Horticulture, 12(3), 201-214.",
            "United Kingdom",
            "Cross-sectional survey",
            "n=148",
            "Plot holders knew more of their neighbours by name than people who were waiting for a plot did.",
        ),
        ("Ashdown, P.", "Kerr, L."),
        2009,
        "Plots and neighbours: a survey of three allotment sites",
        "Journal of Urban Horticulture",
        ("cross-sectional", "survey"),
        ((148, "people", None),),
        ("GBR",),
        0,
    ),
    Study(
        (
            "Benítez, R., Okafor, C. and Lund, T. (2013). Shared harvests and family diets. Public Health Gardening, 4(1), 33-47.",
            "Spain",
            "Prospective cohort study",
            "n=612",
            "Families with a garden ate vegetables on two more days a week. The difference was still there after two years, "
            "though it had become smaller.",
        ),
        ("Benítez, R.", "Okafor, C.", "Lund, T."),
        2013,
        "Shared harvests and family diets",
        "Public Health Gardening",
        ("cohort",),
        ((612, "people", None),),
        ("ESP",),
        0,
    ),
    Study(
        (
            "Castellan, M. (2015). Soil, sweat and talk: life on a rooftop garden. Ethnographies of Work, 8, 59-78.",
            "Italy",
            "Ethnographic study",
            "n=22",
            "Talk was easier with hands at work. Newcomers were taken in by being given a tool.",
        ),
        ("Castellan, M.",),
        2015,
        "Soil, sweat and talk: life on a rooftop garden",
        "Ethnographies of Work",
        ("ethnography",),
        ((22, "people", None),),
        ("ITA",),
        0,
    ),
    Study(
        (
            "Deering, A., Frost, H., Iqbal, S. and Moll, J. (2016). Raised beds in high-rise estates: "
            "a randomised controlled trial. Trials in the Community, 21(2), 118-131.",
            "Netherlands",
            "Randomised controlled trial",
            "intervention group n=90, control group n=88",
            "No difference in mood after six months. Members of the garden group walked further each day and were less often "
            "alone at weekends; those who had been lonely at the start gained most.",
        ),
        ("Deering, A.", "Frost, H.", "Iqbal, S.", "Moll, J."),
        2016,
        "Raised beds in high-rise estates: a randomised controlled trial",
        "Trials in the Community",
        ("randomised-controlled-trial",),
        ((90, "people", "intervention"), (88, "people", "control")),
        ("NLD",),
        0,
    ),
    Study(
        (
            "Eastlake, V. and Nwosu, B. (2018). What older gardeners say about giving up a plot. Ageing and Place, 15(4), 340-355.",
            "Ireland",
            "Qualitative interviews",
            "n=17",
            "Giving up a plot was felt as a loss of company more than of food. Several came back as advisers to those who "
            "took over.",
        ),
        ("Eastlake, V.", "Nwosu, B."),
        2018,
        "What older gardeners say about giving up a plot",
        "Ageing and Place",
        ("interviews",),
        ((17, "people", None),),
        ("IRL",),
        0,
    ),
    Study(
        (
            "Fairbairn, G., Holt, E. and Quist, N. (2011). Horticultural groups on a stroke ward. "
            "Rehabilitation Practice, 30(1), 5-19.",
            "Denmark",
            "Before and after study",
            "n=41",
            "Grip and reach were better after eight weeks of potting and watering. There was no group to compare with.",
        ),
        ("Fairbairn, G.", "Holt, E.", "Quist, N."),
        2011,
        "Horticultural groups on a stroke ward",
        "Rehabilitation Practice",
        ("pre-post",),
        ((41, "people", None),),
        ("DNK",),
        1,
    ),
    Study(
        (
            "Grieve, S. (2014). A walled garden for veterans. Community Care Quarterly, 27(3), 88-101.",
            "Canada",
            "Case study",
            "n=1",
            "The garden outlived its funding because two of its former guests kept it.",
        ),
        ("Grieve, S.",),
        2014,
        "A walled garden for veterans",
        "Community Care Quarterly",
        ("case-study",),
        ((1, "people", None),),
        ("CAN",),
        1,
    ),
    Study(
        (
            "Hallam, J., Ito, K. and Prost, D. (2017). Gardening on prescription: a systematic review. "
            "Reviews of Social Care, 9(2), 140-166.",
            "Australia",
            "Systematic review",
            "n=19 studies",
            "Most studies were small and ended with the programme. Well-being rose in fourteen; none counted the cost.",
        ),
        ("Hallam, J.", "Ito, K.", "Prost, D."),
        2017,
        "Gardening on prescription: a systematic review",
        "Reviews of Social Care",
        ("systematic-review",),
        ((19, "studies", None),),
        ("AUS",),
        1,
    ),
    Study(
        (
            "Ivanova, O. and Tran, Q. (2020). Seeds of work: a garden project for people out of employment. "
            "Journal of Work and Place, 44(2), 210-229.",
            "Germany",
            "Mixed methods study",
            "n=73",
            "A third of those who stayed for a season went on to paid work. They spoke of mornings with a purpose, and of the "
            "cost of travel to the site in winter, when the buses were few.",
        ),
        ("Ivanova, O.", "Tran, Q."),
        2020,
        "Seeds of work: a garden project for people out of employment",
        "Journal of Work and Place",
        ("mixed-methods",),
        ((73, "people", None),),
        ("DEU",),
        1,
    ),
    Study(
        (
            "Jessop, W., Kaur, R. and Lindgren, F. (2022). School gardens and the lunch box. Children and Food, 18(1), 12-27.",
            "Sweden",
            "Quasi-experimental study",
            "intervention group n=204, comparison group n=197",
            "Pupils with a garden at school tasted more kinds of vegetables. What they brought from home did not change.",
        ),
        ("Jessop, W.", "Kaur, R.", "Lindgren, F."),
        2022,
        "School gardens and the lunch box",
        "Children and Food",
        ("quasi-experimental",),
        ((204, "people", "intervention"), (197, "people", "control")),
        ("SWE",),
        1,
    ),
)
# A second, smaller table, and notes under the table.
OTHER_CAPTION = "Where the papers came from"
OTHER_HEADER = ("Source", "Papers found")
OTHER_ROWS = (("Databases", "412"), ("Lists of references", "37"), ("Letters to authors", "9"))
NOTES = (
    "<super>a</super> Counted at the start of the study.",
    "<super>b</super> The number of people, unless the cell says what else is counted.",
)
ABOUT = (
    "Gardens that neighbours share are praised for many things. We asked what has been studied, with whom and how, and what came "
    "of it. We read each paper twice and noted the same facts of each.",
    "The studies come from ten countries. Half of them are about gardens that neighbours run by themselves; the others were "
    "set up by a hospital, a school or a charity. Few followed anyone for longer than a year; one was randomised and one quasi-experimental.",
)
AFTER = (
    "The evidence is wide but thin. Company, movement and food are named again and again, yet hardly any study set them against "
    "what people would have done without a garden.",
    "Those who plan a garden may want to ask who will keep it once the first money is spent, for that is where most of the "
    "stories in these papers end.",
)
