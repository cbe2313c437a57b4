import Testing

@testable import Indexing

@Suite(.timeLimit(.minutes(1))) struct BitReaderTests {
  @Test func `two numbers are read at once as they are one after the other`() {
    var random = SampleRandomness(seed: 9)
    for _ in 0..<200 {
      let widths = (Int.random(in: 0...31, using: &random), Int.random(in: 0...7, using: &random))
      // Small ones as in real lists, and some that are escaped or too long for one load.
      let numbers = (0..<200).map { _ in
        Int32.random(in: 0...(Bool.random(using: &random) ? 40 : Int32.max), using: &random)
      }
      var bytes = GrowingBuffer<UInt8>(capacity: 64)
      var writer = BitWriter()
      for (index, number) in numbers.enumerated() {
        writer.append(rice: number, width: index.isMultiple(of: 2) ? widths.0 : widths.1, to: &bytes)
      }
      writer.align(&bytes)

      var read: [Int] = []
      var reader = BitReader(bytes.elements, at: 0)
      for _ in 0..<(numbers.count / 2) {
        let (first, second) = reader.ricePair(widths.0, widths.1)
        read += [first, second]
      }

      #expect(read == numbers.map { Int($0) })
    }
  }
}
