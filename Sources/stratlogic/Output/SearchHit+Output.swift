import Documents
import Search
import SystemPackage

extension SearchHit {
  var json: JSONText {
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
    var duplicates = JSONText()
    duplicates.add("count", nearDuplicates.count)
    duplicates.add("artifact_ids", nearDuplicates)
    object.add("near_duplicates", duplicates)
    if let explanation { object.add("explanation", explanation.json) }
    return object
  }

  /// Rank and title, where it is, and what matched; matches in bold on a terminal.
  func lines(rank: Int, isTerminal: Bool) -> [String] {
    let bold = { (text: String) in isTerminal ? "\u{1B}[1m\(text)\u{1B}[0m" : text }
    let faint = { (text: String) in isTerminal ? "\u{1B}[2m\(text)\u{1B}[0m" : text }
    let place = SourceURL(string: source).path.map { "\($0)" } ?? source
    let page = page.map { ", page \($0)" } ?? ""
    let twins = nearDuplicates.isEmpty ? "" : "  (+\(Amounts.count(nearDuplicates.count)) nearly the same)"
    let text = snippet.runs.map { run in
      let clean = Terminal.harmless(run.text)
      return run.isMatch ? bold(clean) : clean
    }.joined()
    let number = "\(rank). "
    let indent = String(repeating: " ", count: number.count)
    let shown = title.isEmpty ? "(no title)" : Terminal.harmless(title)
    return [
      number + bold(shown) + twins, indent + Terminal.harmless(place) + page + "  " + faint("[\(artifact)]"),
    ] + (text.isEmpty ? [] : [indent + text]) + (explanation?.lines(indent: indent) ?? []) + [""]
  }
}

extension ScoreExplanation {
  fileprivate var json: JSONText {
    var object = JSONText()
    object.add("value", value)
    object.add("description", description)
    object.add("parts", parts.map(\.json))
    return object
  }

  /// The value and, below it and further in, its parts.
  fileprivate func lines(indent: String) -> [String] {
    ["\(indent)\(Amounts.rounded(value, to: 10_000))  \(Terminal.harmless(description))"]
      + parts.flatMap { $0.lines(indent: indent + "  ") }
  }
}
