/// Why libarchive would not read on. Messages are libarchive's own; they hold no names and no content.
package enum ArchiveError: Error, Sendable, Equatable {
  /// It is none of the formats that were asked for.
  case unrecognised
  /// It ends in the midst; what came before it is whole.
  case truncated(String)
  /// The header or the data of this member cannot be read, or are not what their checksums say; the next member can be asked for.
  case memberDamaged(String)
  /// Nothing more can be read.
  case damaged(String)
  /// A password is needed: for this member, or already for the list of members.
  case encrypted
  /// The member is compressed or stored in a way that libarchive has not learnt; the next one can be asked for.
  case unsupported(String)
  /// Memory ran out.
  case outOfMemory
}
