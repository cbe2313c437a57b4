import Glibc
import Storage
import SystemPackage
import Testing

@Suite(.timeLimit(.minutes(3))) struct UnmadeHomeTests {
  // Answered "no such file" for ever, and the stack overflowed.
  @Test func `says so where a home's folder is refused although its parent is there`() {
    let home = Home("/proc/no-home")

    let error = #expect(throws: ServerError.self) { try home.create() }

    guard case .homeUnusable(let path, _) = error else { return #expect(Bool(false), "\(String(describing: error))") }
    // An ordinary user may not write to the parent either, and is told so.
    #expect(path == (geteuid() == 0 ? "/proc/no-home" : "/proc"))
  }
}
