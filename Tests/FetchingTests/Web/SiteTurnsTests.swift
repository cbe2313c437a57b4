import Testing

@testable import Fetching

@Suite(.timeLimit(.minutes(1))) struct SiteTurnsTests {
  private static let slow = SiteTurns.Pace(atOnce: 1, delay: .seconds(10))
  private static let fast = SiteTurns.Pace(atOnce: 2, delay: .zero)

  @Test func `whoever would wait long is told when to come, one after another`() async throws {
    let turns = SiteTurns()

    let first = await turns.enter("a", at: Self.slow) { true }
    let others = [await turns.enter("a", at: Self.slow) { true }, await turns.enter("a", at: Self.slow) { true }]
    let elsewhere = await turns.enter("b", at: Self.slow) { true }

    #expect(first == .now)
    #expect(elsewhere == .now)
    let pauses = others.compactMap { if case .later(let pause) = $0 { pause } else { nil } }
    try #require(pauses.count == 2)
    #expect(pauses[0] > .seconds(9))
    #expect(pauses[1] - pauses[0] > .seconds(9))
  }

  @Test func `a site is asked for so many pages at once and no more, and the next waits for one to end`() async {
    let turns = SiteTurns()
    _ = await turns.enter("a", at: Self.fast) { true }
    _ = await turns.enter("a", at: Self.fast) { true }

    await withTaskGroup(of: SiteTurns.Turn.self) { tasks in
      tasks.addTask { await turns.enter("a", at: Self.fast) { true } }
      tasks.addTask {
        await turns.leave("a", took: .zero)
        return .stopped
      }
      var results: [SiteTurns.Turn] = []
      for await result in tasks { results.append(result) }
      #expect(results.contains(.now))
    }
  }

  @Test func `a site that asks to be left alone is, and one that is slow has a rest`() async {
    let turns = SiteTurns()
    _ = await turns.enter("a", at: Self.fast) { true }
    await turns.leave("a", took: .zero, pause: .seconds(60))
    _ = await turns.enter("b", at: Self.fast) { true }
    await turns.leave("b", took: .seconds(2))

    let (asked, slow) = (await turns.enter("a", at: Self.fast) { true }, await turns.enter("b", at: Self.fast) { true })

    guard case .later(let pause) = asked, case .later(let rest) = slow else {
      Issue.record("\(asked) \(slow)")
      return
    }
    #expect(pause > .seconds(58))
    #expect(rest > .seconds(3) && rest < .seconds(8))
  }

  @Test func `nobody waits in a run that was stopped`() async {
    let turns = SiteTurns()
    _ = await turns.enter("a", at: Self.fast) { true }
    await turns.leave("a", took: .milliseconds(800))

    #expect(await turns.enter("a", at: Self.fast) { false } == .stopped)
  }
}
