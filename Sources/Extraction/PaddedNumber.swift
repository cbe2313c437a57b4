extension Int {
  /// The number in decimal, with zeros before it up to `width` digits, as dates and clocks want it.
  func padded(_ width: Int) -> String {
    let digits = String(self)
    return String(repeating: "0", count: Swift.max(0, width - digits.count)) + digits
  }
}
