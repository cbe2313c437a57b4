/// The text of an SQL file that is embedded in the binary.
func sql(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }
