"""Words that decide what looks like a person's name: titles, relations, given names, and what is none."""

TITLES = "Mr|Mrs|Ms|Miss|Mx|Dr|Doctor|Prof|Professor|Sir|Dame|Lady|Rev|Reverend|Cllr|Councillor|Nurse"
RELATIONS = (
    "sons?|daughters?|child|children|boys?|girls?|twins?|brothers?|sisters?|siblings?|husband|wife|partner|mum|"
    "mother|dad|father|parents?|carer|nan|gran|grandad|grandson|granddaughter|grandchild|nephew|niece|stepson|"
    "stepdaughter|friend|teacher|neighbour|little one|eldest|youngest"
)
STREETS = (
    "Street|St|Road|Rd|Lane|Ln|Avenue|Ave|Close|Drive|Crescent|Gardens|Terrace|Grove|Way|Court|Place|Square|"
    "Hill|Mews|Row|Walk|Green|Rise|View|Parade|Park"
)

# Common given names that are no common English word, nor a month or a place of weight.
_GIVEN_NAMES = """
    aaron abdul abigail adam adrian aisha alan alex alexander alexandra alfie ali alice alison amanda
    amelia amina amir amy andrea andrew angela anita ann anna anne anthony archie arthur ava barbara
    beatrice ben benjamin beth bethany brandon brian callum cameron caroline catherine charlie charlotte
    chloe chris christine christopher claire clare connor craig cynthia daisy daniel danielle darren dave
    david dawn deborah declan denise dennis derek diana donna dylan eleanor eliza elizabeth ella ellie
    elliot emily emma erin ethan evie fatima felix finley fiona frances freddie freya gareth gary gemma
    geoffrey george georgia georgina gillian graham hamza hannah harriet harry hassan heather helen henry
    holly ian ibrahim imogen isaac isabella isabelle isla ismail jack jacob jade jake james jamie jane
    janet jasmine jason jayden jean jenna jennifer jenny jessica jill joan joanna joanne joe john jonathan
    jordan joseph josh joshua judith julia julian julie karen kate katherine kathleen katie kayleigh keith
    kelly kenneth kevin khadija kieran kirsty kyle laura lauren layla leah leanne lee leo leon lesley
    lewis liam lily linda lisa logan louise lucas lucy luke maisie malcolm margaret maria marie martin
    mary maryam mason matthew megan melanie melissa mia michael michelle mohamed mohammad mohammed molly
    muhammad naomi natalie natasha nathan neil niamh nicholas nicola nicole nigel noah nora oliver olivia
    omar oscar owen pamela patricia patrick paul paula peter philip phoebe poppy priya rachel raj rebecca
    reuben rhys richard riley robert robin roger ronald rory rosie ruth ryan sally sam samantha samuel
    sandra sara sarah scott sean shannon sharon shaun sheila shirley simon sofia sophia sophie stacey
    stanley stephanie stephen steven stuart susan suzanne tanya teresa terry theo theresa thomas tim
    timothy toby tom tony tracey tracy valerie vanessa victor victoria vincent wayne wendy william yasmin
    yusuf yvonne zainab zara zoe
"""
GIVEN_NAMES = frozenset(_GIVEN_NAMES.split())

# A capitalised word of these is no part of a name: it begins sentences, or names bodies, posts, places and papers.
_NO_NAMES = """
    a about academy access act action actions active additional adhd adult advice advisory after again
    agency ages all alliance also although among an and annex annual another any apprenticeship
    apprenticeships april are area areas around as assessment assessments assistant association at august
    authority autism autistic available bank be because been before best big bill board body borough both
    break breaks british broad but by café call camhs care carer carers case catholic central centre chair
    charity chief child childcare children children's christmas church cic city civil clinic clinical co
    code college comment comments commission commissioner commissioning committee common community
    complaint complaints confirm contact core could council councils county covid cqc criteria crown
    current data date day days dear december department deputy designated designed development did diocese
    director disabilities disability discussion district do document documents does draft due during duty
    dyslexia dyslexic each early east easter eastern education educational ehc ehcp eight either eleven
    employment end england english equality evaluation even evening every everyone everything evidence
    excel executive external facebook families family february federation few final first five focus for
    form forum foundation four framework free friday friends from further future general general's good
    google government governor governors grammar great green group groups guidance had half hall has have
    he head headteacher health healthcare her here high his hm hmi home hospital house housing how however
    i if impact improved in inclusion independence independent infant information initial inspection
    inspector inspectors instead integrated interim it its january joint july june junior just key king
    kingdom labour lack lane large last late lead leader leaders leadership learning leavers less let
    level library like line link little local london long lower main majesty majesty's make manager many
    march may me meeting meetings member members mental met microsoft middle midlands minister ministry
    monday monday's month months more most much multi my named national nearly need needs new newly next
    nhs nine no none north northern not note notes nothing november now nurse nursery nursing october of
    off offer office officer officers ofsted old older ombudsman on once one online only open or other
    others our out outcomes over overall page panel paper parent parental parents parish park part partner
    partners partnership people per person personal phase physical plan plan's plans point police policy
    portage positive post powerpoint prep preparing previous primary prime principal priority private
    process professional professionals programme progress progress's project provision public pupil pupils
    qualified quality queen queen's question questions rather re recent record reference referral regional
    report reports representative representatives require research resource respite response responses
    review right role room royal safeguarding said school schools science second secondary secretary
    section senco sencos send senior sensory sept september service services session sessions seven
    several shared she short should significant since six sixth slide small so social society some someone
    sometimes south southern speak special specialist speech spring staff stage standards state statement
    station strategic strategies strategy street strong student students such summer sunday support survey
    swimming target teacher teachers team teams ten term thank thanks that the their them then therapist
    therapists therapy there these they things third this those three through thursday to today together
    too town training transition transitions transport travel tribunal trust trusts tuesday twelve two
    under union unit united university until up upper us very village virtual visit visits vulnerable
    waiting ward was we website wednesday week weeks welfare well welsh were west western what whatsapp
    when where whether which while who whole why will winter with within without word work workers working
    would written year years yes yet you young your youth zoom
"""
NO_NAMES = frozenset(_NO_NAMES.split())
