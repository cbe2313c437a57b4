import Documents
import Fetching
import Pipeline

/// Takes one file through fetch, detect, extract and tag, and says what became of it.
struct FileReader: Sendable {
  let fetch: FetchStage
  let understand: UnderstandStage<FetchedFile, TaggedDocument>

  func record(of file: NamedFiles.File, _ control: RunControl) async -> ExtractionRecord {
    switch file.place {
    case .file(let entry): await record(of: entry, called: file.name, control)
    case .folder: refusal(file.name, .skipped, Problem(code: "folder", message: "this is a folder"))
    case .missing: refusal(file.name, .vanished, ExtractionRecord.missing)
    case .unreadable(let error): refusal(file.name, error.state, Problem(code: error.code, message: error.message))
    }
  }

  private func record(
    of entry: FolderEntry, called name: String, _ control: RunControl
  ) async -> ExtractionRecord {
    let context = StageContext(keywords: [])
    do throws(StageFailure) {
      guard case .next(let fetched) = try await fetch.run(entry, in: context),
        case .next(let document) = try await understand.run(fetched, in: context)
      else { return refusal(name, .cancelled, Problem(code: "cancelled", message: "the run was stopped")) }
      let extraction = document.document.extraction
      return ExtractionRecord(path: name, state: extraction.state, problem: extraction.problem, document: document)
    } catch {
      if error.cause.disposition == .halt { control.halt(error.cause) }
      let state = (error.cause as? FetchError)?.state ?? .unreadable
      return refusal(name, state, Problem(code: error.cause.code, message: error.cause.message))
    }
  }

  private func refusal(_ name: String, _ state: ItemState, _ problem: Problem) -> ExtractionRecord {
    ExtractionRecord(path: name, state: state, problem: problem, document: nil)
  }
}
