/// Bytes of the index that cannot have been written by this program.
///
/// The index can be built again from the documents, so whoever meets this may drop the segment and index its documents anew.
package enum IndexDamage: Error, Equatable, Sendable {
  /// The bytes end within a value.
  case truncated
  /// A number is larger than what it counts or points to can be.
  case outOfRange
  /// Keys, ordinals or identifiers do not ascend.
  case disordered
  /// Two statements about the same thing differ.
  case inconsistent
}
