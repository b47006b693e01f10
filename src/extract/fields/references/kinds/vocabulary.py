"""Which phrases of a container, of a title and of the words around them tell something of a work?

Phrases in small letters without punctuation, as `words_of` reads them: "ph d" is "Ph.D.".
"""

from __future__ import annotations

from extract.fields.references.kinds.phrases import index
from extract.months import MONTHS

# Registers of trials, of studies and of reviews: names, and what they are called.
_REGISTERS = "clinicaltrials gov|isrctn|prospero|trial registry|trials registry|trial register"
# Letters of bodies that set technical standards, and of series of guidelines; what a review of evidence is called.
_STANDARDS = (
    "iso|iec|ieee|din|ansi|astm|bs en|rfc|oiml|jcgm|etsi|fips|nist sp"
    "|nbr|nf en|une en|uni en|önorm|gost|гост|as nzs|bs|jis|vdi|sae|doe std|rtca|pn en"
)
_GUIDES = "guide|cg|ng|qs|ph|ta"
_REVIEWS = (
    "evidence review|evidence reviews|evidence summary|rapid review|rapid response report"
    "|rapid response reports|health technology assessment"
)
# Of the container.
OF_CONTAINER = index({
    "meeting": "conference|conf|symposium|symp|workshop|congress|colloquium|meeting|general session|annual session"
    "|findings of the association|fachtagung|jornadas|tagungsband",
    "conference": "presented at|presented to|paper given|proceedings|proc|conference|conf|symposium|symposia|workshop"
    "|congress|colloquium|colloquia|annual meeting|annual scientific meeting|poster|tagung|kongress|colloque|congreso"
    "|neural information processing systems"
    "|congresso|congrès|convegno|atti del|atti dei|konferencja|konferencia|konference|konferenz|konferens|konferanse"
    "|conferencia|conferência|simposio|simpósio|encontro"
    "|actas de|actas del|verhandlungen des|anais do|anais da",
    "series": "conference series|conf ser|journal|lecture notes|abstracts",
    "journal": "journal|j|trans|lett|bull|annals|annales|annalen|anales|annali|archives|archiv|rivista|review|reviews"
    "|quarterly"
    "|bulletin|transactions|letters|lancet|bmj|jama|zeitschrift|revue|revista|acta|bmc|plos",
    "report": "report|reports|working paper|discussion paper|briefing|white paper|technical note|technical paper"
    "|technical memorandum|policy paper|policy brief|occasional paper|evaluation of|evaluation report|evidence review"
    "|evidence summary|rapport|bericht",
    "papers": "working paper|working papers|discussion paper|discussion papers|technical report|seminar paper|wp",
    "numbered": "papers|paper|series",
    "abstracts of theses": "dissertation abstracts|masters abstracts",
    "register": f"{_REGISTERS}|rct registry|trials register|osf registries|eudract"
    "|registry for international development",
    "archive": "arxiv|biorxiv|medrxiv|psyarxiv|socarxiv|chemrxiv|ssrn|osf|research square",
    # Words of the titles of newspapers and magazines, and the largest of those that hold none (Reuters Institute,
    # "Digital News Report", brands in the United Kingdom and the United States).
    "newspaper": "times|guardian|post|herald|tribune|chronicle|gazette|telegraph|daily|newspaper|zeitung|newsweek"
    "|wall street journal|usa today|economist|le monde|el país|bbc|cnn|reuters|bloomberg|forbes|wired|spiegel|news"
    "|magazine|new scientist|scientific american|new yorker|the atlantic|the independent|the observer|die zeit"
    "|le figaro|education week|press release|news release",
})  # fmt: skip
# Of the reference outside its title, authors and address.
OUTSIDE = index({
    # ProQuest Information & Learning, once University Microfilms, publishes theses.
    "thesis": "thesis|theses|dissertation|doctorate|habilitation|habilitationsschrift|thèse|mémoire|tesis|tese"
    "|masterarbeit|diplomarbeit|magisterarbeit|doktorarbeit|lizentiatsarbeit|lizenziatsarbeit|bachelorarbeit"
    "|staatsexamensarbeit|dipl arb|diplomarb|phil diss|med diss|jur diss"
    "|scriptie|licenciatuur|kandidatuppsats|masteroppgave"
    "|praca magisterska|praca doktorska|rozprawa doktorska|diplomová práce|disertační práce|tesi magistrale|lizentiat"
    "|dissertação|avhandling|tesi di laurea|tesi di dottorato"
    "|yüksek lisans tezi|doktora tezi|lisans tezi|bakalářská práce|dizertační práce|bakalárska práca|dizertačná práca"
    "|trabalho de conclusão de curso|monografia graduação|monografia especialização"
    "|trabajo fin de grado|trabajo de fin de grado|trabajo fin de máster|pro gradu"
    "|väitöskirja"
    "|afstudeerscriptie|examensarbete|masteruppsats|doktorsavhandling|licentiatavhandling|kandidatspeciale|hovedoppgave"
    "|doktorska disertacija|magistarski rad|praca licencjacka|szakdolgozat|disszertáció|дисс|диссертация|автореф"
    "|masterproef|masterscriptie|bachelorscriptie|doctoraalscriptie|verhandeling|b a arbeit|m a arbeit|ba arbeit"
    "|ma arbeit|teză de doctorat|teza de doctorat|luận văn|luận án|bakalaureusetöö|magistritöö|doktoritöö"
    "|promocijas darbs|maģistra darbs|daktaro disertacija|magistro darbas|ma ritgerð|ba ritgerð|meistararitgerð"
    "|doktorsritgerð|doktorego tesia|μεταπτυχιακή εργασία|διδακτορική διατριβή|διπλωματική εργασία|opinnäytetyö"
    "|habilitační práce|rigorózní práce|doktorska dizertacija|diplomsko delo|magistrsko delo|diplomski rad|završni rad"
    "|doktorski rad|дипломная работа|магистерская диссертация|修士論文|博士論文|学位论文|硕士学位论文|博士学位论文"
    "|석사학위논문|박사학위논문|trabajo de grado|tesina|bachelor paper|capstone project|master of arts project"
    "|master s project|masters project|mphil|m phil"
    "|master s essay|masters essay|inaug diss|inaugural dissertation|psyd"
    "|proefschrift|phd|ph d|dphil|d phil|msc diss|m sc diss|dclinpsy"
    "|dclinpsych|d clin psy|d clin psych|proquest information learning|proquest information and learning"
    "|proquest dissertations|dissertation abstracts|umi dissertation",
    "preprint": "arxiv|medrxiv|biorxiv|psyarxiv|socarxiv|chemrxiv|edarxiv|techrxiv|engrxiv|eartharxiv|osf preprint"
    "|osf preprints|ssrn"
    "|mpra|research square|preprint|preprints|hep th|hep ph|hep ex",
    # Vocabulary of publication types, `preprint`: manuscripts without a publisher.
    "manuscript": "unpublished manuscript|unpublished paper|submitted manuscript|manuscript in preparation"
    "|manuscript submitted|manuscript under review|unpublished ms|unpubl ms|unv ms|unveröff ms|typoskript"
    "|maszynopis|in possession of author|under revision for",
    "press release": "press release|news release",
    "registry": f"{_REGISTERS}|trial registration|identifier",
    "protocol": "registered protocol|pre registered|preregistered|pre registration|preregistration"
    "|registered report protocol|aspredicted|osf registries|rct registry|title registration",
    "data": "data set|data sets|dataset|datasets|data downloaded|data available at|microdata|data collection|dryad"
    "|pangaea|uk data service|uk data archive"
    "|data archive|dataverse|figshare dataset|gene expression omnibus|genbank|linguistic data consortium"
    "|machine readable|shapefile|shapefiles|microdonnées|mikrodaten|fichier détail|scientific use file",
    "papers": "working paper|working papers|discussion paper|discussion papers|technical report|seminar paper",
    "report": "report|reports|briefing|white paper|technical note|technical paper|technical memorandum|policy paper"
    "|policy brief|occasional paper|evaluation report|rapport|bericht|command paper|research note|research memorandum"
    "|forschungsbericht|endbericht|abschlussbericht|zwischenbericht|jahresbericht|projektbericht|arbeitspapier|rapporto|informe",
    "numbered": "wp|report|reports|paper|papers|rep|series|cm|cmd|cmnd",
    "review of evidence": _REVIEWS,
    "guidance": "guideline|guidelines|guidance|leitlinie|leitlinien|s3 leitlinie|consensus statement|quality standard"
    "|general recommendation no|recommandation cm rec|recommendation cm rec|guidance note"
    "|practice standard|code of practice|practice parameter|fact sheet|factsheet|guía clínica|guía de práctica"
    "|recommandation de bonne pratique|recommandations de bonne pratique|linee guida|richtlijn|retningslinje"
    "|riktlinjer",
    "guide number": _GUIDES,
    "standard": _STANDARDS,
    "in": "in",
    "meeting": "proc|proceedings|conf|conference|symposium|workshop",
    "patent": "us patent|uspatent|u s patent|united states patent|european patent|british patent|chinese patent"
    "|german patent|french patent|japanese patent|canadian patent|gb patent|uk patent|patent no|patent number"
    "|patent application|patent wo|patent ep|patentschrift|offenlegungsschrift|brevet européen|brevetto",
    "slides": "powerpoint slides|slide deck|slideshare",
    "site": "github|gitlab|wikipedia|youtube|twitter|facebook|linkedin|blog|blog post|web log|stack overflow|video file"
    "|home page|homepage|r package|r foundation|computer software|software version",
    "month": "|".join(MONTHS),
    "edition": "edition|edn|ed",
    # Where laws and decisions are published and taken (OSCOLA 4, the Bluebook, gazettes of other countries).
    "gazette": "official journal|oj l|oj c|abl|amtsblatt|bgbl|bundesgesetzblatt|gvbl|rgbl|diario oficial|diário oficial"
    "|boletín oficial|boe|journal officiel|jorf|gazzetta|staatsblad|staatscourant|stb|moniteur belge|federal register"
    "|fed reg|gazette|dziennik ustaw|dz u|sbírka|resmî gazete|sfs|stat|s i|si|u s c|usc|c f r|cfr|rsc|drucksache|drs"
    "|sou|prop|nou|hansard|ets no|unts|treaty series",
    "court": "ewca|ewhc|uksc|ukhl|ac|all er|wlr|qb|kb|scr|hca|clr|f supp|f 2d|f 3d|f2d|f3d|s ct|u s|ecr|ecli|ehrr"
    "|urt v|beschl v|bvr|sentencia|bverfge|bverfg|bgh|bghz|bag|bsg|olg|lg|urteil|beschluss|cass|arrêt"
    "|app no|application no|case c|az|supreme court|high court|court of appeal",
})  # fmt: skip
# Of the title.
OF_TITLE = index({
    "report": "report|reports|findings|working paper|discussion paper|briefing|white paper|technical note"
    "|technical paper|technical memorandum|policy paper|policy brief|occasional paper|evaluation of|evaluation report"
    "|an evaluation|rapport|bericht|abschlussbericht|informe|relatório|rapporto|minutes of|séance de travail"
    "|comité de liaison|statement of completion",
    "review of evidence": _REVIEWS,
    "guidance": "guideline|guidelines|guidance|recommendation for|recommendation on|recommendations for"
    "|recommendations on|leitlinie|leitlinien|consensus statement|quality standard|good practice|code of practice"
    "|practice standard|practice standards|practice parameter|practice parameters|intervention guide|clinical guide"
    "|practice guide|rulebook|rule book|rules of procedure|fact sheet|factsheet|treaty on|treaty of|treaty between"
    "|convention on the"
    "|covenant on|standards for|universal declaration of|national standards"
    "|code of conduct|code of ethics|w3c recommendation"
    "|merkblatt|arbeitshilfe|geschäftsordnung|general recommendation no|recommandation cm rec"
    "|recommendation cm rec|pocket guide|bon usage|consenso|etiske regler"
    "|guía de|guía clínica|recommandations|recomendaciones|richtlinien",
    "thesis": "phd thesis|ph d thesis|phd dissertation|ph d dissertation|doctoral thesis|doctoral dissertation"
    "|master thesis|master s thesis|masters thesis|thèse de doctorat|mémoire de thèse|habilitation à diriger",
    "guide number": _GUIDES,
    "standard": _STANDARDS,
    "law": "act|directive|regulation|public law|pub l",
    # Nouns of laws, decisions and treaties, by which they are cited in some fifteen languages.
    "rule": "act|regulations|order|ordinance|statute|bill|constitution|charter|code|resolution|decision|circular|treaty"
    "|convention|protocol to|agreement on|declaration|standard|specification|requirements|rules"
    "|gesetz|gesetzes|gesetzbuch|verordnung|richtlinie|erlass|satzung|beschluss|urteil|staatsvertrag|bundesgesetz"
    "|loi|décret|arrêté|ordonnance|circulaire|délibération|ley|decreto|orden|resolución|circular|norma"
    "|lei|portaria|resolução|instrução normativa|legge|delibera|wet|besluit|regeling|richtlijn|lov|lag"
    "|förordning|forskrift|bekendtgørelse|asetus|laki|ustawa|rozporządzenie|uchwała|zákon|vyhláška|nařízení|törvény"
    "|rendelet|kanun|yönetmelik|zakon|legea|ordonanța|hotărârea|закон|приказ|постановление",
    "against": "v|vs|versus",
    # Not yet a word of a report, but hardly one of a book.
    "study": "evaluation|evaluating|needs assessment|scoping study|feasibility study|pilot study|action plan"
    "|strategy for|a strategy|inquiry|strategic review",
    "manual": "handbook|manual|textbook|introduction to|primer|encyclopedia|encyclopaedia|lehrbuch|handbuch",
    "data": "machine learning repository|full data set|microdonnées"
    "|replication package|replication data|replication files|replication material|replication materials"
    "|supplementary data|supplementary dataset",
    "protocol": "protocol|protocols|study protocol",
})  # fmt: skip
