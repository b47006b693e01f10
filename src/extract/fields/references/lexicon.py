"""Small classes of words that mark a part of a reference: months, "vol", words for presses, journals and bodies.

No lists of names or journals: what is not here is learnt from the training references.
"""

from __future__ import annotations

from extract.fields.names import BODY_LINKS, BODY_WORDS, PARTICLES, words

_CLASSES: tuple[tuple[str, frozenset[str]], ...] = (
    ("month", words(
    """jan feb mar apr may jun jul aug sep sept oct nov dec january february march april june july august september
    october november december spring summer autumn fall winter januar februar märz mai juni juli oktober dezember
    janvier février mars avril juin juillet août septembre octobre novembre décembre"""
)),
    ("vol", words("vol volume vols bd band bde tome tomo t v jg jahrgang")),
    ("no", words("no nr number issue iss heft n° num núm nos n")),
    ("pp", words("pp p pages page pg s pgs seiten")),
    ("ed", words("ed eds editor editors edited hrsg hg editado dir herausgegeben herausgeber herausgeberin")),
    ("edn", words("edition edn aufl auflage édition edición")),
    ("in", words("in")),
    ("and", words("and & et und y e")),
    ("thesis", words("thesis dissertation phd diss doctoral thèse msc master's masters ph.d")),
    ("conf", words(
    """proceedings proc conference conf symposium workshop congress meeting colloquium presented tagung"""
)),
    ("press", words(
    """press publishers publishing publications verlag springer wiley elsevier routledge sage blackwell books sons ltd
    inc éditions edition kluwer campus nomos beltz juventa suhrkamp mcgraw-hill palgrave macmillan pearson academic"""
)),
    ("journal", words(
    """journal j annals archives review reviews quarterly bulletin transactions letters lancet bmj jama zeitschrift
    revue archiv jahrbuch revista rivista acta bmc plos trans rev lett phys chem"""
)),
    ("place", words(
    """london york cambridge oxford berlin paris new chicago boston washington amsterdam münchen wien zürich basel
    heidelberg geneva stuttgart leipzig hamburg frankfurt tübingen dordrecht philadelphia princeton edinburgh madrid
    rome milano bonn opladen weinheim wiesbaden köln mannheim bremen göttingen bielefeld essen dortmund konstanz
    münster ny ma ca uk usa dc nj il pa england germany netherlands thousand oaks los angeles san francisco
    toronto sydney melbourne stockholm"""
)),
    ("body", BODY_WORDS),
    ("link", BODY_LINKS | words(
    """a an the der die das le la les et und zu zur from by with using among between is are"""
)),
    ("part", PARTICLES),
    ("etal", words("al others")),
    ("rep", words(
    """report rep working paper discussion technical tech briefing series memo draft arbeitspapier
    diskussionspapier forschungsbericht bericht"""
)),
    ("jr", words("jr sr iii")),
)  # fmt: skip
CLASS_OF: dict[str, str] = {}
for _name, _members in reversed(_CLASSES):
    for _member in _members:
        CLASS_OF[_member] = _name
