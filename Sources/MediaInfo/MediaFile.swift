import CMediaInfo

/// A film or a recording as MediaInfo describes it: tags, streams, durations. Nothing is decoded, nothing else is opened.
///
/// One handle must not be used from two threads at once: every call is `mutating`, and exclusive access is what makes the unchecked
/// `Sendable` below true.
package struct MediaFile: ~Copyable, @unchecked Sendable {
  /// The kinds of streams, by the library's numbers.
  package enum Stream: Int32, Sendable { case general = 0, video = 1, audio = 2, text = 3, menu = 6 }

  private let handle: UnsafeMutableRawPointer

  /// The run-time library's version, `23.04`.
  package static var version: String {
    let words = wide("Info_Version").withUnsafeBufferPointer { name in
      wide("").withUnsafeBufferPointer { text(MediaInfo_Option(nil, name.baseAddress, $0.baseAddress)) }
    }
    return words.split(separator: "v").last.map(String.init) ?? words
  }

  /// Sets the library up, with what it would load or ask for switched off. Before a sandbox closes.
  package static func prepare() {
    for (option, value) in [("Internet", "No"), ("ReadByHuman", "0"), ("File_FileNameFormat", "No")] {
      wide(option).withUnsafeBufferPointer { option in
        wide(value).withUnsafeBufferPointer { _ = MediaInfo_Option(nil, option.baseAddress, $0.baseAddress) }
      }
    }
  }

  /// Looks at `content`: the library reads the beginning, and asks for the places it wants to see. Nil when memory ran out.
  package init?(content: UnsafeRawBufferPointer) {
    guard let handle = MediaInfo_New() else { return nil }
    self.handle = handle
    read(content.bindMemory(to: UInt8.self))
  }

  deinit { MediaInfo_Delete(handle) }

  package mutating func count(_ stream: Stream) -> Int {
    Int(MediaInfo_Count_Get(handle, stream.rawValue, -1))
  }

  /// What the library says under this name of a stream counted from 0; nil when it says nothing.
  package mutating func value(_ parameter: String, of stream: Stream, _ number: Int = 0) -> String? {
    let text = Self.wide(parameter).withUnsafeBufferPointer {
      Self.text(MediaInfo_Get(handle, stream.rawValue, number, $0.baseAddress, 1, 0))
    }
    return text.isEmpty ? nil : text
  }

  /// The titles of chapters, in their order, `limit` at most.
  package mutating func chapters(limit: Int) -> [String] {
    guard count(.menu) > 0, let begin = value("Chapters_Pos_Begin", of: .menu).flatMap({ Int($0) }),
      let end = value("Chapters_Pos_End", of: .menu).flatMap({ Int($0) }), begin >= 0, end > begin
    else { return [] }
    return (begin..<min(end, begin + limit)).map {
      Self.text(MediaInfo_GetI(handle, Stream.menu.rawValue, 0, $0, 1))
    }
  }

  private func read(_ bytes: UnsafeBufferPointer<UInt8>) {
    // A file whose index leads in circles is left after so many places.
    var jumps = 0
    var offset = 0
    MediaInfo_Open_Buffer_Init(handle, UInt64(bytes.count), 0)
    while offset < bytes.count, jumps < 1_000 {
      let count = min(256 << 10, bytes.count - offset)
      let start = bytes.baseAddress.map { $0 + offset }
      let status = MediaInfo_Open_Buffer_Continue(handle, start, count)
      offset += count
      // Bit 3: it has seen enough.
      if status & 8 != 0 { break }
      let wanted = MediaInfo_Open_Buffer_Continue_GoTo_Get(handle)
      guard wanted != .max else { continue }
      guard wanted < UInt64(bytes.count) else { break }
      offset = Int(wanted)
      jumps += 1
      MediaInfo_Open_Buffer_Init(handle, UInt64(bytes.count), wanted)
    }
    MediaInfo_Open_Buffer_Finalize(handle)
  }

  private static func wide(_ text: String) -> [UInt32] { text.unicodeScalars.map(\.value) + [0] }

  private static func text(_ characters: UnsafePointer<UInt32>?) -> String {
    guard let characters else { return "" }
    var text = String.UnicodeScalarView()
    var index = 0
    while characters[index] != 0, index < 256 << 10 {
      text.append(Unicode.Scalar(characters[index]) ?? "\u{FFFD}")
      index += 1
    }
    return String(text)
  }
}
