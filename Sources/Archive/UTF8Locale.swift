import CArchive
import Glibc

/// The locale in which libarchive is called: it gives names out in the encoding of the thread's locale, and in "C", where a process
/// begins, names beyond ASCII are lost.
///
/// Set for the thread and for the time of a call, so that nothing else in the process changes.
enum UTF8Locale {
  // Made once and never freed: it lives as long as the process. A `locale_t` may be shared by threads.
  private nonisolated(unsafe) static let locale = newlocale(LC_CTYPE_MASK, "C.UTF-8", nil)

  static func with<Result>(_ body: () -> Result) -> Result {
    guard let locale else { return body() }
    let former = uselocale(locale)
    defer { _ = uselocale(former) }
    return body()
  }
}
