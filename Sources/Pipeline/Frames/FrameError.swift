package import Documents

/// Why bytes are not a frame. The other side is broken or hostile: nothing it says after this can be trusted.
package enum FrameError: Classified, Equatable {
  /// A frame announces more bytes than any frame has, or none.
  case length(Int)
  case unknownKind(UInt8)
  /// A field ends beyond its frame.
  case cutOff
  /// The frame goes on after its last field.
  case trailing(Int)
  /// A string that is not UTF-8, or that holds a NUL.
  case notText
  /// A value that its field cannot have.
  case outOfRange(Field)

  /// The fields whose values are checked, by the name they have in this program.
  package enum Field: String, Sendable {
    case steps, confidence, pages, pageCount, state, limits, flag, part, finding
  }

  package var code: String { "malformed" }

  package var message: String {
    switch self {
    case .length(let count): "a frame of \(count) bytes was announced"
    case .unknownKind(let kind): "a frame has the unknown kind \(kind)"
    case .cutOff: "a field ends beyond its frame"
    case .trailing(let count): "a frame has \(count) bytes too many"
    case .notText: "a string is not UTF-8, or holds a NUL"
    case .outOfRange(let field): "a frame has an impossible value for \(field.rawValue)"
    }
  }

  package var disposition: Disposition { .reject }
}
