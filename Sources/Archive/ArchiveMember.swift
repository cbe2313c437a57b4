/// What an archive says of one of its members, as it says it: nothing here was checked.
package struct ArchiveMember: Sendable, Equatable {
  package enum Kind: Sendable, Equatable {
    case file, folder
    /// A symbolic or a hard link.
    case link
    /// A device, a FIFO, a socket.
    case special
  }

  /// The path's bytes, without NUL: UTF-8 where the archive says or implies an encoding, else as they stand. Empty where it has none.
  package let path: [UInt8]
  package let kind: Kind
  /// Bytes when unpacked; nil where the archive tells only at the end.
  package let size: Int64?
  /// Seconds since 1970.
  package let modified: Int64?
  package let isEncrypted: Bool
}
