import Documents
import Pipeline
import Poppler

/// The files that a PDF carries with it, as documents of their own.
enum AttachedFiles {
  /// Hands them on, after the pages were read.
  ///
  /// - Returns: the bound that left some of them out, or nil.
  static func take<Sink: ExtractionSink>(
    from document: inout PDFDocument, into output: DocumentWriter<Sink>
  ) throws(SinkClosed) -> ExtractionError? {
    let members = output.members
    guard members.limits.count > 0 else { return nil }
    // One more than is taken, so that it is noticed.
    let limit = min(members.limits.count, MemberLimits().count) + 1
    guard let files = PDFAttachments(of: &document, limit: limit) else { return .outOfMemory }
    for index in 0..<files.count {
      let name = name(of: files.properties(of: index), number: index + 1)
      guard try members.begin(Member(path: Array(name.utf8))) else { break }
      try copy(files, index, into: members)
    }
    return members.reached.map { .memberLimit($0) }
  }

  private static func copy<Sink: ExtractionSink>(
    _ files: borrowing PDFAttachments, _ index: Int, into members: MemberWriter<Sink>
  ) throws(SinkClosed) {
    var limit: MemberLimit?
    var closed: SinkClosed?
    let isWhole = files.read(index) { piece in
      do throws(SinkClosed) {
        limit = try members.write(piece)
      } catch {
        closed = error
      }
      return limit == nil && closed == nil
    }
    if let closed { throw closed }
    let damage: ExtractionError? = isWhole ? nil : .interrupted("the file cannot be decoded")
    try members.finish(limit.map { .memberLimit($0) } ?? damage)
  }

  /// A slash in it is none of a path: a PDF has no folders.
  private static func name(of file: PDFAttachment, number: Int) -> String {
    guard let name = file.name.map({ Cleaning.line($0) }), !name.isEmpty else { return "attachment-\(number)" }
    return name.replacing("/", with: "_")
  }
}
