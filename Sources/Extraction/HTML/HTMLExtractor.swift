import Documents
import Pipeline
import XML2

/// HTML and XHTML, by libxml2's HTML parser: the text of the body in reading order, and what the head says of the page.
enum HTMLExtractor: FormatExtractor {
  static let version = ExtractorVersion(name: "html", version: 6, libraries: ["libxml2": MarkupTree.version])

  static func extract<Sink: ExtractionSink>(
    _ source: SourceDocument, into output: DocumentWriter<Sink>
  ) throws(SinkClosed) -> ExtractionError? {
    try extract(source, whole: false, into: output)
  }

  /// Where `whole` is wanted, nothing is set aside: a message is for its reader from its first line to its last.
  static func extract<Sink: ExtractionSink>(
    _ source: SourceDocument, whole: Bool, into output: DocumentWriter<Sink>
  ) throws(SinkClosed) -> ExtractionError? {
    let tree: MarkupTree
    var isCut = false
    do {
      tree = try MarkupSource(source, declared: DeclaredEncoding.inHTML).withUTF8 { (utf8) throws(MarkupError) in
        try PageTree.parse(utf8, isCut: &isCut)
      }
    } catch {
      return switch error {
      case .outOfMemory: .outOfMemory
      // Without one element there is no markup to be broken: it is a page without text.
      case .unreadable: nil
      }
    }
    var survey = PageSurvey()
    tree.walk(&survey)
    let (regions, body) = whole ? (PageRegions(setAside: [], isArticle: false), nil) : text(of: survey)
    let isFromServer = source.options.server != nil
    if isFromServer { output.maximumLinks = 2_000 }
    var visitor = HTMLVisitor(
      output: output, regions: regions, structured: survey.structured, body: body, isFromServer: isFromServer,
      address: source.options.server?.address)
    try tree.walk(&visitor)
    try visitor.finish()
    if let interruption = tree.interruption { return .interrupted(interruption) }
    return isCut ? .multipliedEntities : nil
  }

  /// Which elements of a page are its text, and what text it has besides: one that a program fills in has its own in JSON-LD
  /// alone.
  private static func text(of survey: PageSurvey) -> (PageRegions, String?) {
    let main = MainText(survey.nodes, survey.evidence)
    guard let body = survey.structured.body, body.utf8.count > 3 * main.keptInk + 500 else {
      return (main.regions, nil)
    }
    return (PageRegions(setAside: survey.nodes.map { _ in true }, isArticle: true), body)
  }
}
