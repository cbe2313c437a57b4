import Glibc
package import SystemPackage

/// What a shell script prints, its errors left out.
@discardableResult
package func shell(_ script: String) throws(Errno) -> String {
  guard let stream = popen("exec 2> /dev/null; " + script, "re") else { throw Errno(rawValue: errno) }
  defer { pclose(stream) }
  var text: [UInt8] = []
  var block = [UInt8](repeating: 0, count: 4096)
  while case let count = fread(&block, 1, block.count, stream), count > 0 { text += block[..<count] }
  return String(decoding: text, as: UTF8.self)
}
