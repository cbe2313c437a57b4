/// The path of a member as it is recorded, made of what the container says.
///
/// Nothing is ever written to this path; but it is shown, and people and programs take what is shown for where something is. So it
/// leads nowhere but into the container: no root, no `..`, no empty step.
enum MemberName {
  /// Bytes of the longest path that is kept whole.
  private static let longest = 4096

  /// `number` counts the container's members, for those without a name.
  static func safe(_ path: [UInt8], number: Int) -> [UInt8] {
    var steps: [ArraySlice<UInt8>] = []
    for step in path.split(separator: UInt8(ascii: "/")) {
      switch step {
      case [UInt8(ascii: ".")]: continue
      case [UInt8(ascii: "."), UInt8(ascii: ".")]: _ = steps.popLast()
      default: steps.append(step)
      }
    }
    let joined = Array(steps.joined(separator: [UInt8(ascii: "/")])).filter { $0 != 0 }
    guard !joined.isEmpty else { return Array("member-\(number)".utf8) }
    // The end of a path says what something is.
    return joined.count <= longest ? joined : Array("member-\(number)/".utf8) + joined.suffix(longest)
  }
}
