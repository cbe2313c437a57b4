import CXML2
import Glibc

extension UnsafeBufferPointer<UInt8> {
  /// The bytes of a NUL-terminated string of libxml2, without the NUL; they stay libxml2's.
  init(string: UnsafePointer<xmlChar>) {
    let characters = UnsafeRawPointer(string).assumingMemoryBound(to: CChar.self)
    self.init(start: string, count: Int(strlen(characters)))
  }
}
