/// Bounds on the pictures that text is recognised in.
enum RecognitionLimits {
  /// Dots an inch at which a page is drawn: what Tesseract's models were made for.
  static let resolution = 300.0
  /// Pixels of a page that is drawn, and of a picture as it is given to Tesseract: A3 at 300 dots an inch. What is
  /// larger is made smaller.
  static let pixels = 18_000_000
  /// Pixels of a picture that is decoded at all, of up to four bytes each. A scan of A2 at 600 dots an inch has 140
  /// million.
  static let decodedPixels = 150_000_000
  /// Pages of a TIFF that are looked at.
  static let pages = 10_000
  /// A page whose words are less sure than this on average holds no text: patterns, photographs.
  static let leastConfidence = 0.4
  /// A page whose words are less sure than this, and as many, may stand upside down: such have .44 on average, and .96 upright.
  static let doubtfulConfidence = 0.6
  static let leastTurnedWords = 4
  /// A single word less sure than this is left out.
  static let leastWordConfidence = 0.2
}
