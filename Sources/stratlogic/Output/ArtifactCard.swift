import Documents
import Storage
import SystemPackage

/// Everything that is known of one artifact, for people and for programs.
struct ArtifactCard {
  let artifact: Artifact
  let sources: [ArtifactSource]
  let tags: [Tag]
  let extractions: [ArtifactExtraction]

  var lines: [String] {
    var lines = [Terminal.harmless(artifact.title ?? "(no title)")]
    let add = { (name: String, value: String) in
      lines.append("  \(name)\(String(repeating: " ", count: max(1, 13 - name.count)))\(Terminal.harmless(value))")
    }
    add("id", artifact.id.text)
    add("type", "\(artifact.type), \(artifact.mimeType ?? "unknown")")
    add("size", Amounts.bytes(artifact.bytes) + (artifact.pageCount.map { ", \(Amounts.count($0, "page"))" } ?? ""))
    add("text", Amounts.count(artifact.textLength, "character"))
    if artifact.boilerplateLength > 0 { add("boilerplate", Amounts.count(artifact.boilerplateLength, "character")) }
    add("state", artifact.state + (artifact.problem.map { ": \($0.message)" } ?? ""))
    if let extractor = artifact.extractor { add("extractor", extractor) }
    add("sha-256", artifact.digest)
    add("stored", artifact.created)
    for source in sources {
      let place = SourceURL(string: source.url).path.map { "\($0)" } ?? source.url
      add(source.isCurrent ? "source" : "formerly", place + (source.state == "gone" ? " (gone)" : ""))
    }
    for (name, versions) in [
      ("predecessor", sources.compactMap(\.predecessor)), ("successor", sources.compactMap(\.successor)),
    ] {
      for (place, version) in versions.enumerated() where !versions[..<place].contains(version) {
        add(name, version.text)
      }
    }
    if !artifact.keywords.isEmpty { add("keywords", artifact.keywords.joined(separator: ", ")) }
    if !artifact.tags.isEmpty { add("tags", artifact.tags.joined(separator: ", ")) }
    for tag in tags { add(tag.type, "\(tag.key) = \(tag.value)") }
    return lines
  }

  var json: JSONText {
    var object = JSONText()
    object.add("artifact_id", artifact.id.text)
    object.add("job_id", artifact.job?.text)
    object.add("artifact_type", artifact.type)
    object.add("source_url", artifact.source)
    object.add("title", artifact.title)
    object.add("description", artifact.description)
    object.add("content_hash", artifact.digest)
    object.add("file_size", artifact.bytes)
    object.add("mime_type", artifact.mimeType)
    object.add("minio_path", artifact.key)
    object.add("keywords", artifact.keywords)
    object.add("tags", artifact.tags)
    object.add("state", artifact.state)
    object.add("error", artifact.problem?.json)
    object.add("page_count", artifact.pageCount)
    object.add("text_length", artifact.textLength)
    object.add("boilerplate_length", artifact.boilerplateLength)
    object.add("extractor", artifact.extractor)
    object.add("language", artifact.language)
    object.add("is_public", artifact.isPublic)
    object.add("created_at", artifact.created)
    object.add("updated_at", artifact.updated)
    object.add("sources", sources.map(Self.object))
    object.add("metadata_tags", tags.map(Self.object))
    object.add("extractions", extractions.map(Self.object))
    return object
  }

  private static func object(_ source: ArtifactSource) -> JSONText {
    var object = JSONText()
    object.add("source_url", source.url)
    object.add("state", source.state)
    object.add("is_current", source.isCurrent)
    object.add("file_size", source.bytes)
    object.add("predecessor", source.predecessor?.text)
    object.add("successor", source.successor?.text)
    return object
  }

  private static func object(_ tag: Tag) -> JSONText {
    var object = JSONText()
    object.add("tag_type", tag.type)
    object.add("tag_key", tag.key)
    object.add("tag_value", tag.value)
    return object
  }

  private static func object(_ extraction: ArtifactExtraction) -> JSONText {
    var object = JSONText()
    object.add("extraction_type", extraction.type)
    object.add("extracted_data", json: extraction.data)
    if let confidence = extraction.confidence {
      object.add("confidence_score", confidence)
    } else {
      object.addNull("confidence_score")
    }
    object.add("created_at", extraction.created)
    return object
  }
}

extension Problem {
  /// `{"code": ..., "message": ...}`
  var json: JSONText {
    var object = JSONText()
    object.add("code", code)
    object.add("message", message)
    return object
  }
}
