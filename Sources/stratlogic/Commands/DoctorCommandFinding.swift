/// One thing that `doctor` looked at.
struct DoctorFinding: Sendable {
  enum Verdict: String, Sendable { case fine = "ok", doubtful = "warning", missing }

  let name: String
  let verdict: Verdict
  let detail: String
  /// The command that mends it.
  let mend: String?

  /// Whether the program cannot do its work until it is mended.
  var isFatal: Bool { verdict == .missing }

  static func fine(_ name: String, _ detail: String) -> Self {
    .init(name: name, verdict: .fine, detail: detail, mend: nil)
  }

  static func doubtful(_ name: String, _ detail: String, mend: String) -> Self {
    .init(name: name, verdict: .doubtful, detail: detail, mend: mend)
  }

  static func missing(_ name: String, _ detail: String, mend: String) -> Self {
    .init(name: name, verdict: .missing, detail: detail, mend: mend)
  }

  var record: Record {
    Record([
      ("name", .string(name)), ("verdict", .string(verdict.rawValue)), ("detail", .string(detail)),
      ("mend", .string(mend)),
    ])
  }

  var text: String {
    let word = verdict.rawValue
    let line = word + String(repeating: " ", count: 9 - word.count) + name + ": " + detail
    return mend.map { line + "\n         mend it with: " + $0 } ?? line
  }
}
