package import Pipeline
import Storage

/// Options of `extract`.
package struct ExtractStep: Sendable {
  /// The longest time without a finished page or part.
  package let stall: Duration
  /// Address space of one extractor, in bytes.
  package let memory: Int64
  /// UTF-8 bytes of text kept of one document.
  package let text: Int64
  /// How text is recognised in pictures; nil for not at all.
  package let recognition: RecognitionOptions?
  /// Tried on documents that ask for one.
  let passwords: [String]
  /// What is taken of the inside of one file.
  package let members: MemberLimits

  var options: ExtractionOptions { ExtractionOptions(passwords: passwords, recognition: recognition) }

  static func parse(_ options: inout StepOptions) throws(PipelineFileError) -> IngestStep {
    let stall = try options.duration("stall", default: standard.stall)
    let step = ExtractStep(
      stall: stall,
      memory: try options.bytes("memory", default: standard.memory),
      text: try options.bytes("text", default: standard.text),
      recognition: try recognition(&options, stall: stall),
      passwords: try passwords(&options),
      members: try members(&options))
    // Below this libmagic cannot map its database.
    guard step.memory >= 256 << 20 else { throw options.wrong("memory", expected: "at least 256MiB") }
    guard step.text >= 1 << 10 else { throw options.wrong("text", expected: "at least 1KiB") }
    return .extract(step)
  }

  /// What a pipeline without an `extract` step detects with.
  package static let standard = ExtractStep(
    stall: .seconds(30), memory: 1 << 30, text: 32 << 20, recognition: nil, passwords: [],
    members: MemberLimits())

  private static func members(_ options: inout StepOptions) throws(PipelineFileError) -> MemberLimits {
    let usual = MemberLimits()
    return MemberLimits(
      depth: try options.count("depth", in: 0...32, default: usual.depth),
      count: try options.count("members", in: 0...10_000_000, default: usual.count),
      total: try options.bytes("unpacked", default: usual.total),
      ratio: try options.count("ratio", in: 1...1_000_000, default: usual.ratio))
  }

  private static func recognition(
    _ options: inout StepOptions, stall: Duration
  ) throws(PipelineFileError) -> RecognitionOptions? {
    let usual = RecognitionOptions()
    let mode = try options.words("ocr", default: ["auto"])
    let languages = try options.words("ocrLanguages", default: usual.languages)
    let page = try options.duration("ocrPage", default: usual.pageTime)
    let document = try options.duration("ocrDocument", default: usual.documentTime)
    guard mode == ["auto"] || mode == ["off"] else { throw options.wrong("ocr", expected: "auto or off") }
    // Names of files for Tesseract, in its own folder.
    let isName = { (language: String) in
      !language.isEmpty
        && language.utf8.allSatisfy { $0 == 0x5F || UInt8(ascii: "0")...0x39 ~= $0 || 0x61...0x7A ~= $0 | 0x20 }
    }
    guard !languages.isEmpty, languages.count <= 16, languages.allSatisfy(isName) else {
      throw options.wrong("ocrLanguages", expected: "names of Tesseract's languages, such as [eng, deu]")
    }
    guard mode == ["auto"] else { return nil }
    // A page that is being read says nothing meanwhile: it must end well before it would count as stalled.
    return RecognitionOptions(languages: languages, pageTime: min(page, stall * 2 / 3), documentTime: document)
  }

  private static func passwords(_ options: inout StepOptions) throws(PipelineFileError) -> [String] {
    var passwords: [String] = []
    for path in try options.words("passwords", default: []) {
      guard let found = PasswordFile.passwords(at: path) else {
        throw options.wrongFile("passwords", expected: PasswordFile.expected)
      }
      passwords += found
    }
    if let path = processEnvironment(PasswordFile.variable), !path.isEmpty {
      guard let found = PasswordFile.passwords(at: path) else {
        throw .wrongVariable(PasswordFile.variable, expected: PasswordFile.expected)
      }
      passwords += found
    }
    return passwords
  }
}
