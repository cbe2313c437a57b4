import Pipeline
import SystemPackage

/// Makes a call that answers -errno, again when a signal interrupted it, and throws what its failure means for the store.
func kernel<Number: SignedInteger>(_ operation: String, _ call: () -> Number) throws(BlobError) -> Number {
  while true {
    let result = call()
    if result >= 0 { return result }
    let errno = Errno(rawValue: CInt(-result))
    if errno != .interrupted { throw BlobError(errno, during: operation) }
  }
}
