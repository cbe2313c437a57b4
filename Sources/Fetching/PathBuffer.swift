import SystemPackage

/// An absolute path that grows and shrinks by one component at a time, as bytes. The root folder is the empty buffer.
struct PathBuffer {
  private(set) var bytes: [UInt8]

  init(_ path: FilePath) {
    let bytes = path.bytes
    self.bytes = bytes == [UInt8(ascii: "/")] ? [] : bytes
  }

  var count: Int { bytes.count }

  mutating func append(_ name: ArraySlice<UInt8>) {
    bytes.append(UInt8(ascii: "/"))
    bytes.append(contentsOf: name)
  }

  mutating func truncate(to count: Int) { bytes.removeLast(bytes.count - count) }

  var filePath: FilePath { bytes.isEmpty ? "/" : FilePath(bytes: bytes[...]) }
}

extension FilePath {
  /// A path of these bytes, none of which is NUL.
  init(bytes: ArraySlice<UInt8>) {
    var terminated = ContiguousArray<CChar>()
    terminated.reserveCapacity(bytes.count + 1)
    for byte in bytes { terminated.append(CChar(bitPattern: byte)) }
    terminated.append(0)
    self = terminated.withUnsafeBufferPointer { buffer in
      guard let start = buffer.baseAddress else { return FilePath() }
      return FilePath(platformString: start)
    }
  }

  var bytes: [UInt8] {
    withPlatformString { pointer in
      var bytes: [UInt8] = []
      bytes.reserveCapacity(length)
      var cursor = pointer
      while cursor.pointee != 0 {
        bytes.append(UInt8(bitPattern: cursor.pointee))
        cursor += 1
      }
      return bytes
    }
  }
}
