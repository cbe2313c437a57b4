import Documents
import Pipeline

/// Jupyter notebooks (nbformat 3 and 4): the sources of their cells and what these print, without the JSON around them.
enum NotebookExtractor: FormatExtractor {
  static let version = ExtractorVersion(name: "notebook", version: 3)

  /// Bytes of a notebook that is read as a tree; longer ones, and what is no notebook, are read as the text that they are.
  private static let longest = 32 << 20

  static func extract<Sink: ExtractionSink>(
    _ source: SourceDocument, into output: DocumentWriter<Sink>
  ) throws(SinkClosed) -> ExtractionError? {
    guard source.bytes.count <= longest, let notebook = JSONValue(source.bytes.bindMemory(to: UInt8.self)),
      let cells = notebook["cells"] ?? notebook["worksheets"]?.elements.first?["cells"]
    else { return try TextExtractor.extract(source, into: output) }
    if let language = notebook["metadata"]?["kernelspec"]?["language"]?.string
      ?? notebook["metadata"]?["language_info"]?["name"]?.string
    {
      try output.property("programming_language", language)
    }
    for author in notebook["metadata"]?["authors"]?.elements ?? [] {
      if let name = author["name"]?.string { try output.property("author", name) }
    }
    let writer = FlowWriter(output)
    var title = notebook["metadata"]?["title"]?.string
    for cell in cells.elements where !writer.isFull {
      let text = joined(cell["source"] ?? cell["input"])
      if cell["cell_type"]?.string == "markdown" {
        for heading in headings(of: text) {
          title = title ?? heading
          try output.heading(heading)
        }
      }
      try writer.verbatim(text)
      for result in cell["outputs"]?.elements ?? [] {
        try writer.verbatim(joined(result["text"] ?? result["data"]?["text/plain"]))
      }
    }
    try writer.endStretch()
    if let title { try output.title(title) }
    return nil
  }

  /// Texts are written as one, or as a list of lines.
  private static func joined(_ value: JSONValue?) -> String {
    (value?.elements ?? []).compactMap(\.string).joined()
  }

  private static func headings(of text: String) -> [String] {
    var found: [String] = []
    var headings = MarkdownHeadings()
    Array(text.utf8).withUnsafeBufferPointer { bytes in headings.read(bytes) { found.append($0) } }
    headings.finish { found.append($0) }
    return found
  }
}
