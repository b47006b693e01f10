"""Laws and cases are their own titles, and nobody is their author."""

from __future__ import annotations

import pytest

from extract.fields.reference import Reference, parse
from extract.fields.references.record import Mark
from extract.fields.references.statutes import find_statute, with_statute


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Lanterns (Parks) Act 2015 (anaw 2). http://www.example.org/anaw/2015/2", "Lanterns (Parks) Act 2015"),
        ("Lanterns Act 2015 (Cth), s 7.", "Lanterns Act 2015"),
        ("Lanterns Act 2010 (Wicks) (Wales) Regulations 2017, SI 2017/353.", "Lanterns Act 2010 (Wicks) (Wales) Regulations 2017"),
        ("[12] Harbour Lights Act 1989.", "Harbour Lights Act 1989"),
        ("Night Watch Act 116 of 1998. Government Gazette 402.", "Night Watch Act 116 of 1998"),
        ("Lamp Makers (Self-directed Support) Regulations 2014, SSI 2014/25.", "Lamp Makers (Self-directed Support) Regulations 2014"),
        ("Harlow v Lamp Co Ltd [2019] EWHC 2545 (Ch)", "Harlow v Lamp Co Ltd"),
        ("Harlow v Lamp Council (NSW) (2004) 216 CLR 253", "Harlow v Lamp Council (NSW)"),
        ("Harlow and others v State of Lamps, AIR 1997 SC 3011", "Harlow and others v State of Lamps"),
        ("Harlow v. Lamp, 401 U.S. 424 (1971).", "Harlow v. Lamp"),
        ("Harlow v Lampshire (No 2) (1992) 175 CLR 1.", "Harlow v Lampshire (No 2)"),
        ("R. v. Harlow, [1999] 1 SCR 688, 1999 CanLII 679 (SCC)", "R. v. Harlow"),
        ("35 R (Harlow) v Lamp Council [2009] UKHL 14, [2009] PTSR 632.", "R (Harlow) v Lamp Council"),
        ("S v Harlow and Another 1995 (3) SA 391 (CC)", "S v Harlow and Another"),
        ("See, e.g., Harlow v Lamp [2015] EWCA Civ 289, [5].", "Harlow v Lamp"),
        ("Case C-131/12 Lux SL v Harlow (LX) EU:C:2014:317", "Lux SL v Harlow (LX)"),
        ("128. Ry. Lamps v. Ry. Lux Agency, 321 U.S. 342, 349 (1944).", "Ry. Lamps v. Ry. Lux Agency"),
        ("Harlow v. Lux, 132 N.J. 587 (1993).", "Harlow v. Lux"),
        ("Harlow v. Lux, 37 L.J. Ex. 161 (1868).", "Harlow v. Lux"),
        ("Harlow v Industrial Court of Lux (2010) 239 CLR 531.", "Harlow v Industrial Court of Lux"),
        ("Harlow v. Lux, Judgment of 7 July 1989, Series A no. 161.", "Harlow v. Lux"),
        ("Harlow v. Lamp Board of Education. 526 U.S. 629. Supreme Court. 1999.", "Harlow v. Lamp Board of Education"),
        ("rev’d Lampes (Montréal) c Harlow (1967), [1968] BR 235 (CA).", "Lampes (Montréal) c Harlow"),
        ("Supreme Court of Lamps. Harlow v. Lux (Wicks), [1997] 3 S.C.R. 624.", None),
        ("Jane Berg, Harlow v. Lamp at Fifty, 48 Lux L. Rev. 3 (2021)", None),
        ("Lee JA. Harlow v Lamp Revisited (2010) 12 Legal Studies 34.", None),
        ("Chen, L. Harlow v Lamp. (2004) 12 Law Quarterly Review 34.", None),
        ("Lee M. Harlow v. Lamp. No Case is Closed. New York: Norton, 2010.", None),
        ("Smith, A. v Jones, B. (2001) Debate on lamps. Energy Policy 29(3): 1-9.", None),
        ("Harlow Act Commission (1999) Lamps. London: HMSO.", None),
        ("Ministry of Light, Harbour Lights Act 1989. London.", None),
        ("Harbour Lights Act 1989: a guide for wardens. London: Lamp House, 1990.", None),
        ("Harlow, T. V. Lanterns in the park. Stroke 2001;4:1-9.", None),
        ("Lanterns v sunlight: a trial. Stroke 2001;4:1-9.", None),
    ],
)  # fmt: skip
def test_the_title_of_a_law_or_case_opens_its_reference(text: str, title: str | None) -> None:
    """With its year and what stands in brackets behind, up to the end of its part."""
    found = find_statute(text)
    assert (None if found is None else text[slice(*found)]) == title


def test_what_the_model_believes_stays() -> None:
    """A title that begins there is kept, whatever its end; authors inside, and another title, are not."""
    text = "Harbour Lights Act 1989. London: HMSO."
    believed = (Mark("title", 0, 38, 0.9),)
    assert with_statute(text, believed) == believed
    seen = (Mark("authors", 0, 18, 0.9), Mark("title", 25, 31, 0.9), Mark("publisher", 33, 37, 0.8))
    assert with_statute(text, seen) == (Mark("title", 0, 23, 0.95), seen[2])


def test_a_law_is_no_short_label() -> None:
    """Its name looks like that of an author before a year."""
    read = parse("Harbour Lights Act 1989.", is_listed=True)
    assert isinstance(read, Reference)
    assert (read.title, read.authors) == ("Harbour Lights Act 1989", ())
