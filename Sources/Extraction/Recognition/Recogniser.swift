import Tesseract

/// Text recognition as this process has it: the library, and the engine for the languages that were wanted last.
///
/// The library is loaded before a sandbox closes; the models of its languages are read when the first picture wants
/// them, from a folder that the sandbox leaves open, and kept for the next. A class because the documents of one
/// extractor share it, one after another.
final class Recogniser {
  static let notInstalled = "Tesseract is not installed (apt-get install tesseract-ocr)"

  private let library: TesseractLibrary?
  private var engine: TesseractEngine?
  private var languages: [String] = []
  private var missing: [String] = []

  /// - Parameter isLoaded: Whether to load the library at all.
  init(isLoaded: Bool) { library = isLoaded ? TesseractLibrary.load() : nil }

  /// `tesseract 5.3.0`
  var name: String { library.map { "tesseract \($0.version)" } ?? "none" }

  /// What is missing for recognising these languages, and how to get it; nil when nothing is.
  func obstacle(to languages: [String]) -> String? {
    guard let library else { return Self.notInstalled }
    if self.languages != languages { load(languages, library) }
    guard !missing.isEmpty else { return nil }
    let packages = missing.map { "tesseract-ocr-" + $0.split(separator: "_").joined(separator: "-").lowercased() }
    return "Tesseract has no \(missing.joined(separator: ", ")) (apt-get install \(packages.joined(separator: " ")))"
  }

  /// Recognises with the engine that `obstacle` found no fault with; nil when there is none.
  func recognise(_ body: (inout TesseractEngine) -> RecognisedText) -> RecognisedText? {
    guard var engine = engine.take() else { return nil }
    let text = body(&engine)
    self.engine = consume engine
    return text
  }

  /// Leptonica, to decode pictures with; nil where it is not loaded.
  var pictures: TesseractLibrary? { library }

  private func load(_ languages: [String], _ library: TesseractLibrary) {
    engine = nil
    self.languages = languages
    do {
      engine = try TesseractEngine(library, languages: languages)
      missing = []
    } catch {
      switch error {
      case .missingLanguages(let names): missing = names.isEmpty ? languages : names
      }
    }
  }
}
