import Pipeline
import Testing

struct QuantityTests {
  @Test(arguments: [
    ("0", 0), ("4096", 4096), ("1b", 1), ("2kB", 2_000), ("2KiB", 2_048), ("10 MB", 10_000_000), ("256MiB", 256 << 20),
    ("3gb", 3_000_000_000), ("1GiB", 1 << 30), ("1TiB", 1 << 40), ("1tb", 1_000_000_000_000),
  ])
  func `reads sizes in powers of a thousand and of 1,024, in any case`(text: String, bytes: Int64) {
    #expect(ByteCount.parse(text) == bytes)
  }

  @Test(arguments: [
    "", "MiB", "-1", "1.5GiB", "1 parsec", "1KiBB", "9223372036854775808", "9007199254740992KiB", "٣MB",
  ])
  func `refuses what is no size, and what does not fit`(text: String) {
    #expect(ByteCount.parse(text) == nil)
  }

  @Test(arguments: [
    ("500ms", 500), ("30s", 30_000), ("5min", 300_000), ("5m", 300_000), ("2 h", 7_200_000), ("1d", 86_400_000),
  ])
  func `reads lengths of time`(text: String, milliseconds: Int64) {
    #expect(TimeSpan.parse(text) == .milliseconds(milliseconds))
  }

  @Test(arguments: ["", "30", "s", "-5s", "1.5h", "5 fortnights", "9223372036854775807h"])
  func `refuses a time without a unit, and what is none`(text: String) {
    #expect(TimeSpan.parse(text) == nil)
  }
}
