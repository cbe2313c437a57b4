/// English words that end a noun phrase, or do not begin one: verbs that papers, manuals and reports live on, adverbs, and
/// adjectives and nouns that say how something is presented rather than what it is about. Beside the function words.
enum EnglishBreaks {
  static let list = """
    a able about above according achieve achieved achieves across addition additional address addressed addresses \
    addressing advantage advantages affect affected affects after again against aim aimed aims all allow allowed \
    allowing allows almost along already also although always am among amongst amount an analyse analysed analyses \
    analyze analyzed analyzes and another answer answers any anyone anything apart appear appeared appears applied \
    applies apply applying approach appropriate arbitrary are argue argued argues arise arises around article as \
    assess assessed assesses associated assume assumed assumes at attempt attempts attract attracts author authors \
    available avoid avoids away base based basic basis be became because become becomes becoming been before begin \
    begins being believe believed believes below benefit best better between beyond both briefly bring brings \
    brought build builds built but by call called calls came can cannot capture captured captures carried carry \
    case cases cause caused causes certain check checks choose chosen cite cited claim claims clarify collect \
    collected collects combine combined combines combining come comes common compare compared compares comparing \
    complete completely compute computed computes concern concerned concerning conclude concluded conduct conducted \
    confirm confirmed confirms connect connected connects consequence consider considered considering considers \
    consist consisting consists construct constructed contain contained containing contains contrast contribute \
    contributed contributes conventional convert converted converts corresponding could course cover covered covers \
    create created creates creating current day deal deals dealt decide decided decides decrease decreased \
    decreases define defined defines deliver delivered delivers demonstrate demonstrated demonstrates depend \
    depending depends deploy deployed derive derived derives describe described describes describing despite detail \
    detailed details detect detected detects determine determined determines determining develop developed \
    developing develops did difference different direct directly discuss discussed discusses discussing display \
    displays distinguish do does doesn't doing don't done down drive driven drives drop due during each early \
    effective efficient eg eight either eliminate eliminated eliminates emerge emerged emphasize employ employed \
    employs enable enabled enables enabling encounter encountered end ends enhance enhanced enhances ensure ensures \
    ensuring entire especially essential establish established estimate estimated etc evaluate evaluated evaluates \
    even ever every exact examine examined examines examining example examples except exhibit exhibits exist \
    existing exists expect expected expects explain explained explains exploit exploits explore explored explores \
    express expressed extend extended extends facilitate facilitates fact fail failed fails far fast few figure \
    final finally find finding finds first fit fits five focus focused focuses follow followed following follows \
    for form formed forms formulate formulated found four from full fully further furthermore future gain gains \
    gather gave general generally generate generated generates generic get gets give given gives giving go goal \
    goes good got great greater greatest guarantee guarantees had half hand happen happens hard has have having he \
    help helped helps hence her here hers herself high higher highest highlight highlights highly him himself his \
    hold holds how however i i'm idea ideas identified identifies identify ie if ignore illustrate illustrated \
    illustrates implement implemented implements implies imply important imposed improve improved improves \
    improving in include included includes including incorporate incorporated incorporates increase increased \
    increases increasing indeed indicate indicated indicates individual inform instance instead integrate \
    integrated integrates intend intended interact interest interesting into introduce introduced introduces \
    introducing introduction investigate investigated investigates invoke involve involved involves involving is \
    isn't issue it it's its itself join just keep keeps kept key kind kinds know knowing known knows large larger \
    largest last late later latter lead leading leads least leave led left less let's lie lies likely limited line \
    little long look looking lot low lower lowest made main mainly maintain maintained maintains major make makes \
    making manage manages many matter maximise maximize maximum may me mean means meet meets mention mere merely \
    might minimize minimizes minimum modified modify month more moreover most motivate motivated much must my \
    myself near nearly necessary need needed needs neither never nevertheless new next nine no non none nor normal \
    normally not nothing novel now number numerous observe observed observes obtain obtained obtaining obtains \
    obvious occur occurred occurring occurs of off offer offered offers often old on once one ones online only open \
    operate operates or order original other others otherwise ought our ours ourselves out outline outlines over \
    overall overcome own paper part particular particularly parts past per perform performed performing performs \
    perhaps permit permits place places play plays point points poor possess possesses possible possibly powerful \
    practical predict predicted predicts present presented presenting presents prevent prevents previous previously \
    prior probably produce produced produces promote proper propose proposed proposes proposing prove proved proven \
    proves provide provided provides providing purpose put quickly quite raise raises range rather reach reached \
    reaches react real realize realized reason reasons receive received receives recent recently recognize \
    recommend recommends reduce reduced reduces reducing refer referred refers reflect reflects regard regarded \
    regarding relate related relates relatively relevant reliable relies rely remain remained remains remove \
    removed removes render replace replaced reply report reported reports represent represented represents require \
    required requires requiring respect respectively restrict restricted result resulted resulting results retain \
    retrieve reveal revealed reveals review reviews right run runs said same satisfies satisfy save say says second \
    section see seek seeks seem seems seen select selected send separate serious serve serves set sets seven \
    several shall she short should show showed showing shown shows side significant similar simple simplify simply \
    simulate simulated simultaneously since single six small so solely solve solved solves solving some somewhat \
    soon sophisticated sort specific specifically specified specifies specify spend standard start started starts \
    stay stem still stop strive strong strongly studied study subject submit subsequent successful such suffer \
    suffers sufficient suggest suggested suggests suit suitable summarise summarize summarized supply support \
    supported supports sure surpass surveyed table tackle take taken takes taking tell tells ten tend tends terms \
    than that the their theirs them themselves then theoretical there there's therefore these they thing things \
    think third this thorough those though three through thus to today together tomorrow too took total toward \
    towards traditional transform transforms treat treated tried tries trigger true try turn turns two type types \
    typical typically unable under underlying understand understanding understood undertake undertaken unique \
    unknown unless unlike until up update upon us use used useful uses using usual usually utilize utilized \
    utilizes validate validated varies variety various vary varying verified verifies verify versus very via view \
    views vital vs want wants was way ways we week well went were what when where whereas whether which while who \
    whole whom whose why wide widely widespread will wish with within without work works worth would write writes \
    written year years yet yield yielded yields you your yours yourself
    """
}
