/// Numbers as people read them.
enum Amounts {
  /// `1.4 MB`, in powers of a thousand.
  static func bytes(_ bytes: Int64) -> String {
    let units = ["B", "kB", "MB", "GB", "TB"]
    var value = Double(bytes)
    var unit = 0
    while value >= 1000, unit < units.count - 1 {
      value /= 1000
      unit += 1
    }
    return unit == 0 ? "\(bytes) B" : "\(decimal(value)) \(units[unit])"
  }

  /// `12,345`
  static func count(_ count: Int) -> String {
    var text = ""
    for (position, digit) in String(count).reversed().enumerated() {
      if position > 0, position % 3 == 0 { text.append(",") }
      text.append(digit)
    }
    return String(text.reversed())
  }

  /// `1 document`, `12,345 documents`
  static func documents(_ count: Int) -> String { self.count(count, "document") }

  /// `1 blob`, `12,345 blobs`: of a word that takes an s.
  static func count(_ count: Int, _ word: String) -> String { "\(Self.count(count)) \(word)\(count == 1 ? "" : "s")" }

  /// An estimate, without digits that it cannot be sure of: 12,345 is 12,000.
  static func twoDigits(_ count: Int) -> Int {
    var unit = 1
    while count / unit >= 100 { unit *= 10 }
    return (count + unit / 2) / unit * unit
  }

  /// `0.42 s`, `3 min 20 s`, `2 h 5 min`
  static func duration(_ duration: Duration) -> String {
    let seconds = seconds(duration)
    if seconds < 10 { return "\(rounded(seconds, to: 100)) s" }
    if seconds < 60 { return "\(rounded(seconds, to: 10)) s" }
    let whole = Int(seconds)
    return whole < 3600 ? "\(whole / 60) min \(whole % 60) s" : "\(whole / 3600) h \(whole % 3600 / 60) min"
  }

  static func seconds(_ duration: Duration) -> Double {
    Double(duration.components.seconds) + Double(duration.components.attoseconds) / 1e18
  }

  static func milliseconds(_ duration: Duration) -> Double { rounded(seconds(duration) * 1000, to: 1000) }

  private static func decimal(_ value: Double) -> String {
    value < 10 ? "\(rounded(value, to: 10))" : "\(Int(value.rounded()))"
  }

  static func rounded(_ value: Double, to parts: Double) -> Double { (value * parts).rounded() / parts }
}
