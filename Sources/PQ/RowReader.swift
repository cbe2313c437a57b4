import CPostgres
import Glibc

/// One row while it is being decoded. Columns are counted from 0, in the order of the SELECT list.
///
/// Lent to a decoder, never kept: it points into memory of the answer. A NULL where the decoder asks for a value is
/// `PQError.undecodable`, as is any text that is not what was asked for.
package struct RowReader: ~Copyable {
  private let result: OpaquePointer
  private let row: CInt

  init(result: OpaquePointer, row: CInt) {
    self.result = result
    self.row = row
  }

  package func isNull(_ column: Int) -> Bool { PQgetisnull(result, row, CInt(column)) == 1 }

  package func text(_ column: Int) throws(PQError) -> String {
    String(decoding: try bytes(of: column, expected: "text"), as: UTF8.self)
  }

  package func int(_ column: Int) throws(PQError) -> Int { Int(try int64(column)) }

  package func int64(_ column: Int) throws(PQError) -> Int64 {
    let bytes = try bytes(of: column, expected: "an integer")
    guard let value = isBinary(column) ? Self.binaryInteger(bytes) : Self.integer(bytes) else {
      throw .undecodable(column: column, expected: "an integer")
    }
    return value
  }

  package func bool(_ column: Int) throws(PQError) -> Bool {
    switch try bytes(of: column, expected: "a boolean").first {
    case UInt8(ascii: "t"): return true
    case UInt8(ascii: "f"): return false
    default: throw .undecodable(column: column, expected: "a boolean")
    }
  }

  package func double(_ column: Int) throws(PQError) -> Double {
    let bytes = try bytes(of: column, expected: "a number")
    var end: UnsafeMutablePointer<CChar>?
    let start = bytes.assumingMemoryBound(to: CChar.self).baseAddress
    guard let start else { throw .undecodable(column: column, expected: "a number") }
    // libpq ends every value with NUL, and strtod reads NaN and Infinity as PostgreSQL writes them.
    let value = strtod(start, &end)
    guard let end, end == start + bytes.count, !bytes.isEmpty else {
      throw .undecodable(column: column, expected: "a number")
    }
    return value
  }

  /// A `bytea`; in text, `\x` and hexadecimal digits.
  package func bytes(_ column: Int) throws(PQError) -> [UInt8] {
    let text = try bytes(of: column, expected: "bytea")
    if isBinary(column) { return Array(text) }
    guard let decoded = Self.decodeHex(text) else { throw .undecodable(column: column, expected: "bytea") }
    return decoded
  }

  /// A one-dimensional array without NULLs, of any element type, as text.
  package func textArray(_ column: Int) throws(PQError) -> [String] {
    guard let elements = ArrayLiteral.elements(of: try bytes(of: column, expected: "an array")) else {
      throw .undecodable(column: column, expected: "an array")
    }
    return elements
  }

  package func optionalText(_ column: Int) throws(PQError) -> String? { isNull(column) ? nil : try text(column) }
  package func optionalTextArray(_ column: Int) throws(PQError) -> [String]? {
    isNull(column) ? nil : try textArray(column)
  }

  private func bytes(of column: Int, expected: String) throws(PQError) -> UnsafeRawBufferPointer {
    guard !isNull(column), let start = PQgetvalue(result, row, CInt(column)) else {
      throw .undecodable(column: column, expected: expected)
    }
    return UnsafeRawBufferPointer(start: start, count: Int(PQgetlength(result, row, CInt(column))))
  }

  private func isBinary(_ column: Int) -> Bool { PQfformat(result, CInt(column)) == 1 }

  /// `smallint`, `integer` or `bigint`: big endian.
  private static func binaryInteger(_ bytes: UnsafeRawBufferPointer) -> Int64? {
    switch bytes.count {
    case 2: Int64(Int16(bigEndian: bytes.loadUnaligned(as: Int16.self)))
    case 4: Int64(Int32(bigEndian: bytes.loadUnaligned(as: Int32.self)))
    case 8: Int64(bigEndian: bytes.loadUnaligned(as: Int64.self))
    default: nil
    }
  }

  private static func integer(_ bytes: UnsafeRawBufferPointer) -> Int64? {
    var value: Int64 = 0
    let isNegative = bytes.first == UInt8(ascii: "-")
    guard bytes.count > (isNegative ? 1 : 0) else { return nil }
    for byte in bytes.dropFirst(isNegative ? 1 : 0) {
      guard byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") else { return nil }
      let (product, overflow) = value.multipliedReportingOverflow(by: 10)
      let digit = Int64(byte - UInt8(ascii: "0"))
      // Subtracting all along lets the smallest number through, which has no positive counterpart.
      let (difference, underflow) = product.subtractingReportingOverflow(digit)
      guard !overflow, !underflow else { return nil }
      value = difference
    }
    guard !isNegative else { return value }
    return value == Int64.min ? nil : -value
  }

  private static func decodeHex(_ text: UnsafeRawBufferPointer) -> [UInt8]? {
    guard text.count >= 2, text.count.isMultiple(of: 2), text[0] == UInt8(ascii: "\\"), text[1] == UInt8(ascii: "x")
    else { return nil }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.count / 2 - 1)
    for index in stride(from: 2, to: text.count, by: 2) {
      guard let high = hexValue(text[index]), let low = hexValue(text[index + 1]) else { return nil }
      bytes.append(high << 4 | low)
    }
    return bytes
  }

  private static func hexValue(_ digit: UInt8) -> UInt8? {
    switch digit {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): digit - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): digit - UInt8(ascii: "a") + 10
    default: nil
    }
  }
}
