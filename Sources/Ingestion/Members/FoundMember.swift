import Documents
import Pipeline

/// A member that was taken out of its container, whole or with the reason why it is not.
struct FoundMember: Sendable {
  enum Content: Sendable {
    case whole(ContentDigest, size: Int64, any StagedMember)
    case missing(ItemState, Problem)
  }

  let entry: FolderEntry
  let content: Content
  /// Of the containers around it, outermost first.
  let ancestors: [ContentDigest]
  /// Shared by all that is in the same file.
  let budget: MemberBudget

  /// What a container says of a copy of itself inside it: to open that would never end.
  static let containsItself = Problem(
    code: "contains_itself", message: "this is the container itself, inside of itself; it was not opened again")
}
