/// Puts back the accents of endings that Snowball's algorithms know with accents only.
///
/// The endings are the shortest list for each language that keeps what it gains, learned from half of its 40,000 most frequent
/// words. On the other half, pairs of words that share a stem agree with the stems of the accented words (F1, before and after):
/// Spanish .91 to .94, Portuguese .96 to .99, French .89 to .99, Romanian .89 to .98, Hungarian .83 to .87, Turkish .81 to .86,
/// Lithuanian .88 to .93, Catalan .96 to .97. The others lose nothing by folding first: .97 to 1.
struct AccentedEndings {
  private struct Ending {
    let folded: [UInt8]
    let accented: [UInt8]
  }

  /// The longest first.
  private let endings: [Ending]

  init(language: String?) { endings = language.flatMap { Self.known[$0] } ?? [] }

  private static let known = lists.mapValues(endings)

  private static func endings(_ list: String) -> [Ending] {
    list.split(separator: " ").map { entry in
      let sides = entry.split(separator: ">")
      return Ending(folded: Array(sides.first?.utf8 ?? "".utf8[...]), accented: Array(sides.last?.utf8 ?? "".utf8[...]))
    }
    .sorted { $0.folded.count > $1.folded.count }
  }

  /// Writes the word with its accents into `accented`; false, and nothing written, where its ending has none.
  func restore(_ word: UnsafeBufferPointer<UInt8>, into accented: inout [UInt8]) -> Bool {
    guard
      let ending = endings.first(where: {
        word.count > $0.folded.count && word.suffix($0.folded.count).elementsEqual($0.folded)
      })
    else { return false }
    accented.removeAll(keepingCapacity: true)
    accented += word.dropLast(ending.folded.count)
    accented += ending.accented
    return true
  }

  /// Folded ending > with accents; where both are the same, an exception from a shorter one.
  /// Romanian with cedillas, the only ones that libstemmer 2.2 knows.
  private static let lists = [
    "ca": "io>ió ancia>ància",
    "es": "on>ón ria>ría ian>ían gia>gía ron>ron tio>tió naria>naria",
    "fr": "ee>ée ees>ées ite>ité ere>ère eres>ères lites>lités",
    "hu":
      "io>ió jan>ján ent>ént ozo>ozó ato>ató bol>ból nal>nál elo>elő ezo>ező jet>jét jat>ját oben>őben arol>áról oban>óban",
    "lt": """
    u>ų au>au es>ės ies>ies ska>ška ejo>ėjo eti>ėti cio>čio eje>ėje zio>žio ciu>čių ziu>žių cia>čia ese>ėse eja>ėja uju>ųjų \
    ciau>čiau cios>čios skai>škai ciai>čiai zius>žius ejau>ėjau skos>škos ejas>ėjas ziai>žiai ejai>ėjai cius>čius emis>ėmis \
    iskas>iškas
    """,
    "pt": "ao>ão cao>ção coes>ções avel>ável ancia>ância encia>ência aveis>áveis encias>ências",
    "ro": """
    ti>ţi ca>că za>ză and>ând ara>ară ste>şte sti>şti tie>ţie tia>ţia tii>ţii tiei>ţiei andu>ându tatii>tăţii atile>ăţile \
    itati>ităţi tiile>ţiile tilor>ţilor tiilor>ţiilor
    """,
    "tr": """
    adi>adı mus>muş asi>ası ani>anı ina>ına une>üne ari>arı ayi>ayı agi>ağı egi>eği iza>ıza sti>ştı inda>ında anin>anın \
    arin>arın lmis>lmış iyla>ıyla unde>ünde adir>adır andi>andı egiz>eğiz egim>eğim ilar>ılar agim>ağım isti>ıştı ayim>ayım \
    uler>üler gina>ğına gine>ğine indan>ından asini>asını ilmis>ılmış egini>eğini anmis>anmış indaki>ındaki arinin>arının
    """,
  ]
}
