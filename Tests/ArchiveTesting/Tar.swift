/// Archives in POSIX tar (ustar), made by hand.
package enum Tar {
  package static let end = [UInt8](repeating: 0, count: 1024)

  /// A file, or what `kind` says (link, device), padded to whole blocks.
  package static func member(_ name: String, _ content: String, kind: String = "0", target: String = "") -> [UInt8] {
    var header = [UInt8](repeating: 0, count: 512)
    put(name, at: 0, in: &header)
    put("0000644", at: 100, in: &header)
    put(octal(content.utf8.count, digits: 11), at: 124, in: &header)
    put("00000000000", at: 136, in: &header)
    put("        ", at: 148, in: &header)
    put(kind, at: 156, in: &header)
    put(target, at: 157, in: &header)
    put("ustar", at: 257, in: &header)
    put("00", at: 263, in: &header)
    put(octal(header.reduce(0) { $0 + Int($1) }, digits: 6) + "\0 ", at: 148, in: &header)
    let padding = (512 - content.utf8.count % 512) % 512
    return header + Array(content.utf8) + [UInt8](repeating: 0, count: padding)
  }

  private static func put(_ text: String, at position: Int, in header: inout [UInt8]) {
    header.replaceSubrange(position..<(position + text.utf8.count), with: text.utf8)
  }

  private static func octal(_ number: Int, digits: Int) -> String {
    let text = String(number, radix: 8)
    return String(repeating: "0", count: digits - text.count) + text
  }
}
