import Documents
import Storage
import SystemPackage

/// What a run over stored documents would do.
extension [SelectedDocuments] {
  /// How long they took when they came, as far as that is known of them, scaled to all; nil where it is known of none.
  private var estimate: Double? {
    let known = filter { $0.seconds != nil }
    let (count, seconds) = (known.reduce(0) { $0 + $1.count }, known.reduce(0) { $0 + ($1.seconds ?? 0) })
    return count == 0 ? nil : seconds * Double(reduce(0) { $0 + $1.count }) / Double(count)
  }

  var lines: [String] {
    var table = Table([("extractor", .left), ("type", .left), ("documents", .right), ("size", .right)])
    for row in self {
      table.add([row.extractor, Terminal.harmless(row.mediaType), Amounts.count(row.count), Amounts.bytes(row.bytes)])
    }
    let (count, bytes) = (reduce(0) { $0 + $1.count }, reduce(0) { $0 + $1.bytes })
    table.add(["all", "", Amounts.count(count), Amounts.bytes(bytes)])
    return table.lines
      + [estimate.map { "about \(Amounts.duration(.seconds($0))), as when they came" }].compactMap { $0 }
  }

  var json: JSONText {
    var object = JSONText()
    object.add("dry_run", true)
    object.add("documents", reduce(0) { $0 + $1.count })
    object.add("bytes", reduce(0) { $0 + $1.bytes })
    if let estimate {
      object.add("estimated_seconds", Amounts.rounded(estimate, to: 100))
    } else {
      object.addNull("estimated_seconds")
    }
    object.add(
      "selected",
      map { row in
        var one = JSONText()
        one.add("extractor", row.extractor)
        one.add("mime_type", row.mediaType)
        one.add("documents", row.count)
        one.add("bytes", row.bytes)
        return one
      })
    return object
  }
}

extension [ReextractionTotal] {
  var table: [String] {
    var table = Table([("verdict", .left), ("documents", .right)])
    for total in self { table.add([total.verdict.rawValue, Amounts.count(total.count)]) }
    return table.lines
  }

  var counts: JSONText {
    var verdicts = JSONText()
    for total in self { verdicts.add(total.verdict.rawValue, total.count) }
    return verdicts
  }
}

extension ReextractionTotal {
  var json: JSONText {
    var object = JSONText()
    object.add("documents", count)
    object.add("with_new_text", withNewText)
    object.add("characters_lost", lost)
    object.add("characters_gained", gained)
    object.add("with_new_language", withNewLanguage)
    object.add("with_new_tags", withNewTags)
    return object
  }
}

extension ReextractionDifference {
  var json: JSONText {
    var object = JSONText()
    object.add("artifact_id", artifact.text)
    object.add("title", title)
    object.add("source_url", source)
    object.add("verdict", verdict.rawValue)
    object.add("reason", reason)
    object.add("changed", changed)
    object.add("characters_before", text?.before)
    object.add("characters_after", text?.after)
    object.add("characters_lost", text?.lost)
    object.add("characters_gained", text?.gained)
    if let text {
      object.add("similarity", Amounts.rounded(text.similarity, to: 1000))
    } else {
      object.addNull("similarity")
    }
    object.add("state_before", states.before)
    object.add("state_after", states.after)
    object.add("language_before", languages.before)
    object.add("language_after", languages.after)
    object.add("tags_lost", tagsLost)
    object.add("tags_gained", tagsGained)
    return object
  }

  /// Several lines: what it is, and below it what is another.
  var lines: [String] {
    let place = SourceURL(string: source).path?.string ?? source
    var lines = ["\(verdict.rawValue)  \(Terminal.harmless(place))  [\(artifact)]"]
    if let reason { lines.append("  \(Terminal.harmless(reason))") }
    if let text {
      lines.append(
        "  text      \(Amounts.count(text.before)) to \(Amounts.count(text.after)) characters: \(Amounts.count(text.lost)) lost, "
          + "\(Amounts.count(text.gained)) gained; \(Int((text.similarity * 100).rounded())) % in both")
    }
    if states.before != states.after { lines.append("  state     \(states.before ?? "-") to \(states.after ?? "-")") }
    if languages.before != languages.after {
      lines.append("  language  \(languages.before ?? "-") to \(languages.after ?? "-")")
    }
    for (mark, tags) in [("-", tagsLost), ("+", tagsGained)] where !tags.isEmpty {
      lines.append("  tags      " + tags.map { "\(mark)\(Terminal.harmless($0))" }.joined(separator: " "))
    }
    let others = changed.filter { !["text", "state", "language", "tags"].contains($0) }
    if !others.isEmpty { lines.append("  also      " + others.joined(separator: ", ")) }
    return lines
  }
}
