import Documents
import Storage

/// Containers whose members are not all committed yet.
struct WaitingContainers {
  /// Members on their way, by each of the containers around them.
  private var members: [SourceURL: Int] = [:]
  private var held: [SourceURL: BatchItem] = [:]

  var waiting: Int { held.count }

  /// Counts an item that was accepted, if it is a member.
  mutating func count(_ item: BatchItem) {
    for container in item.source.containers { members[container, default: 0] += 1 }
  }

  /// Keeps an item back when it is a container with members on their way.
  mutating func hold(_ item: BatchItem) -> Bool {
    guard case .document(let record) = item, record.isContainer, members[item.source] != nil else { return false }
    held[item.source] = item
    return true
  }

  /// Counts an item that is done with; gives the containers that waited for nothing else.
  mutating func finish(_ item: BatchItem) -> [BatchItem] {
    item.source.containers.compactMap { container in
      guard let count = members[container] else { return nil }
      members[container] = count > 1 ? count - 1 : nil
      return count > 1 ? nil : held.removeValue(forKey: container)
    }
  }
}
