import Documents
import Search
import SystemPackage

extension SearchPage {
  /// The contract's object for one query.
  func json(query: String) -> JSONText {
    var object = JSONText()
    object.add("query", query)
    object.add("parsed", parsed)
    object.add("total", total)
    object.add("total_is_exact", true)
    object.add("facets_are_exact", true)
    object.add("took_ms", Amounts.milliseconds(took))
    object.add("hits", hits.map(\.json))
    object.add("facets", facetObject)
    object.addNull("did_you_mean")
    object.add("next", next?.text)
    return object
  }

  private var facetObject: JSONText {
    var object = JSONText()
    for (name, counts) in facets.sorted(by: { $0.key < $1.key }) {
      var values = JSONText()
      for (value, count) in counts.sorted(by: { ($1.value, $0.key) < ($0.value, $1.key) }) { values.add(value, count) }
      object.add(name, values)
    }
    return object
  }
}

extension SearchHit {
  fileprivate var json: JSONText {
    var object = JSONText()
    object.add("artifact_id", artifact)
    object.add("title", title)
    object.add("source_url", source)
    object.add("mime_type", mimeType)
    object.add("artifact_type", artifactType)
    object.add("language", language)
    object.add("score", Amounts.rounded(score, to: 1e6))
    object.add("page", page)
    object.add("snippet", snippet.html)
    object.add("created_at", created)
    object.add("tags", tags)
    return object
  }

  /// Title, where it is, and what matched, in bold on a terminal.
  func lines(isTerminal: Bool) -> [String] {
    let bold = { (text: String) in isTerminal ? "\u{1B}[1m\(text)\u{1B}[0m" : text }
    let place = SourceURL(string: source).path.map { "\($0)" } ?? source
    let page = page.map { ", page \($0)" } ?? ""
    let text = snippet.runs.map { run in
      let clean = Terminal.harmless(run.text)
      return run.isMatch ? bold(clean) : clean
    }.joined()
    let passage = text.isEmpty ? [] : ["  \(text)"]
    return [bold(Terminal.harmless(title)), "  \(Terminal.harmless(place))\(page)  [\(artifact)]"] + passage + [""]
  }
}
