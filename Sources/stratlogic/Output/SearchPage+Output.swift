import Documents
import Search

extension SearchPage {
  /// The contract's object for one query.
  func json(query: String) -> JSONText {
    var object = JSONText()
    object.add("query", query)
    object.add("parsed", parsed)
    object.add("total", total)
    object.add("total_is_exact", totalIsExact)
    object.add("facets_are_exact", facetsAreExact)
    object.add("took_ms", Amounts.milliseconds(took))
    object.add("hits", hits.map(\.json))
    object.add("facets", facetObject)
    object.add("did_you_mean", didYouMean)
    object.add("next", next?.text)
    if let plan { object.add("plan", plan) }
    return object
  }

  private var facetObject: JSONText {
    var object = JSONText()
    for facet in facets {
      var values = JSONText()
      for value in facet.values { values.add(value.text, value.documents) }
      object.add(facet.name.rawValue, values)
    }
    return object
  }

  /// The hits for people, numbered on from `start`.
  func hitLines(from start: Int = 1, isTerminal: Bool) -> [String] {
    hits.enumerated().flatMap { $1.lines(rank: start + $0, isTerminal: isTerminal) }
  }

  /// Facets as a table each: value and number of documents.
  var facetLines: [String] {
    facets.flatMap { facet in
      var table = Table([(facet.name.title, .left), ("documents", .right)])
      for value in facet.values {
        table.add([Terminal.harmless(value.text), (facetsAreExact ? "" : "~") + Amounts.count(value.documents)])
      }
      return table.lines + [""]
    }
  }

  /// `1 document`, `about 12,000 documents`
  var count: String {
    totalIsExact ? Amounts.documents(total) : "about \(Amounts.documents(Amounts.twoDigits(total)))"
  }

  /// How many documents there are, in what time, and how to go on.
  var summary: String {
    guard total > 0 else { return "no document matches \(Terminal.harmless(parsed))" }
    let time = Amounts.rounded(Amounts.seconds(took) * 1000, to: 10)
    let more = next.map { "; more with --after \($0.text)" } ?? ""
    return "\(count) in \(time) ms\(more)"
  }

  /// What else to ask; nil if nothing is better.
  var suggestion: String? { didYouMean.map { "did you mean: \(Terminal.harmless($0))" } }
}

extension Facet.Name {
  fileprivate var title: String {
    switch self {
    case .artifactType: "type"
    case .mimeType: "media type"
    case .language: "language"
    case .year: "year"
    case .tag: "tag"
    case .folder: "folder"
    }
  }
}
