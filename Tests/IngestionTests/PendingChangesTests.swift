import Fetching
import SystemPackage
import Testing

@testable import Ingestion

/// When what changed is looked at.
@Suite(.timeLimit(.minutes(1)))
struct PendingChangesTests {
  private let start = ContinuousClock.now
  private var changes = PendingChanges(capacity: 100)

  @Test mutating func `a file is taken when it has been quiet for a second, sooner when its writer has closed it`() {
    changes.wrote(place("a"), isComplete: false, at: start)
    changes.wrote(place("b"), isComplete: false, at: start)
    changes.wrote(place("b"), isComplete: true, at: start)

    #expect(taken(after: .milliseconds(190)).isEmpty)
    #expect(taken(after: .milliseconds(210)) == ["b"])
    #expect(taken(after: .milliseconds(990)).isEmpty)
    #expect(taken(after: .milliseconds(1010)) == ["a"])
    #expect(changes.isEmpty)
  }

  @Test mutating func `each write puts a file off, but not for longer than half a minute`() {
    var takings: [Int] = []
    for half in 0..<140 {
      changes.wrote(place("log"), isComplete: false, at: start + .milliseconds(500 * half))
      if !taken(after: .milliseconds(500 * half + 100)).isEmpty { takings.append(half / 2) }
    }

    #expect(takings == [30, 60])
  }

  @Test
  mutating func `a file that changes again and again is taken ever more seldom, until it is left alone for a while`() {
    var takings: [Int] = []
    for second in 0..<120 {
      changes.wrote(place("log"), isComplete: true, at: start + .seconds(second))
      if !taken(after: .milliseconds(1000 * second + 300)).isEmpty { takings.append(second) }
    }
    #expect(takings.first == 0)
    #expect(zip(takings, takings.dropFirst()).map { $1 - $0 } == [1, 2, 4, 8, 16, 32])

    changes.wrote(place("log"), isComplete: true, at: start + .seconds(2000))
    #expect(taken(after: .milliseconds(2_000_300)) == ["log"])
  }

  @Test mutating func `both ends of a move are taken together, and what is gone is not put off for having changed`() {
    changes.lost(place("from"), isMoved: true, at: start)
    changes.wrote(place("to"), isComplete: true, at: start + .milliseconds(50))

    let due = changes.takeDue(at: start + .milliseconds(210))
    changes.wrote(place("to"), isComplete: true, at: start + .milliseconds(300))
    changes.lost(place("to"), isMoved: true, at: start + .milliseconds(400))

    #expect(Set(due.places) == [place("from"), place("to")])
    #expect(due.gone == [place("from")])
    #expect(changes.takeDue(at: start + .milliseconds(650)).gone == [place("to")])
  }

  @Test mutating func `what is gone is taken after what was found at the same time, where it may have been moved to`() {
    changes.lost(place("from"), isMoved: false, at: start)
    changes.wrote(place("to"), isComplete: false, at: start)

    #expect(taken(after: .milliseconds(1000)) == ["to"])
    #expect(taken(after: .milliseconds(1150)).isEmpty)
    #expect(taken(after: .milliseconds(1210)) == ["from"])
  }

  @Test mutating func `what is gone is taken no later for being missed again and again`() {
    var takings: [Int] = []
    for second in 0..<5 {
      changes.lost(place("a"), isMoved: false, at: start + .seconds(second))
      if !taken(after: .milliseconds(1000 * second + 300)).isEmpty { takings.append(second) }
    }

    #expect(takings == [1, 3])
  }

  @Test mutating func `of more changes than it may hold it knows that they are too many, and nothing else`() {
    for number in 0...100 { changes.wrote(place("\(number)"), isComplete: true, at: start) }

    #expect(changes.areTooMany)
    #expect(taken(after: .seconds(10)).isEmpty)

    changes.clear()
    changes.wrote(place("a"), isComplete: true, at: start)
    #expect(taken(after: .seconds(10)) == ["a"])
  }

  @Test mutating func `what is below a root that is away is forgotten`() {
    changes.wrote(place("a"), isComplete: true, at: start)
    changes.wrote(WalkPlace(path: "/other/b", root: "/other"), isComplete: true, at: start)

    changes.clear(below: "/root")

    #expect(taken(after: .seconds(10)) == ["b"])
  }

  private func place(_ name: String) -> WalkPlace { WalkPlace(path: FilePath("/root/\(name)"), root: "/root") }

  private mutating func taken(after time: Duration) -> [String] {
    changes.takeDue(at: start + time).places.compactMap { $0.path.lastComponent?.string }
  }
}
