import Documents
import Fetching
import Pipeline
import Synchronization

/// Takes one file through fetch, detect, extract and tag, and what lies inside it, too; says what became of it.
struct FileReader: Sendable {
  let fetch: FetchStage
  let understand: UnderstandStage<FetchedFile, TaggedDocument>
  let limits: MemberLimits
  let spool: SpoolFolder
  let threads: BlockingThreads

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
    await record(called: name, inside: [], MemberBudget(limits), control) { context throws(StageFailure) in
      guard case .next(let fetched) = try await fetch.run(entry, in: context) else { return nil }
      return fetched
    }
  }

  /// A member by its path inside the file.
  private func record(of member: FoundMember, _ control: RunControl) async -> ExtractionRecord {
    let path = String(member.entry.source.memberPath)
    switch member.content {
    case .missing(let state, let problem): return refusal(path, state, problem)
    case .whole(let digest, _, _) where member.ancestors.contains(digest):
      return refusal(path, .skipped, FoundMember.containsItself)
    case .whole(let digest, let size, let staged):
      return await record(called: path, inside: member.ancestors, member.budget, control) {
        _ throws(StageFailure) in
        do throws(BlobError) {
          let content = try await threads.run { () throws(BlobError) in try staged.open() }
          return FetchedFile(entry: member.entry, digest: digest, size: size, content: content)
        } catch {
          throw StageFailure(stage: FetchStage.name, cause: error)
        }
      }
    }
  }

  private func record(
    called name: String, inside ancestors: [ContentDigest], _ budget: MemberBudget, _ control: RunControl,
    content: (StageContext) async throws(StageFailure) -> FetchedFile?
  ) async -> ExtractionRecord {
    let members = MemberRecords()
    let intake = ContainerMembers(
      ancestors: ancestors, budget: budget, staging: SpooledMembers(spool), width: 1,
      take: { member in
        guard control.isRunning else { return false }
        members.add(await record(of: member, control))
        return true
      })
    let context = StageContext(keywords: [], members: intake)
    do throws(StageFailure) {
      guard let fetched = try await content(context),
        case .next(let document) = try await understand.run(fetched, in: context)
      else { return refusal(name, .cancelled, Problem(code: "cancelled", message: "the run was stopped")) }
      var found = ExtractionRecord.Found(document)
      if !ancestors.isEmpty { hold(&found, budget) }
      return ExtractionRecord(
        path: name, state: found.extraction.state, problem: found.extraction.problem, document: found,
        members: members.all)
    } catch {
      if error.cause.disposition == .halt { control.halt(error.cause) }
      let state = (error.cause as? FetchError)?.state ?? .unreadable
      return refusal(name, state, Problem(code: error.cause.code, message: error.cause.message))
    }
  }

  /// Takes a member's text into memory, as far as there is room: in files, the texts of many members would be too many files.
  private func hold(_ found: inout ExtractionRecord.Found, _ budget: MemberBudget) {
    var parts: [TextPart] = []
    if budget.takeText(found.extraction.text.byteCount),
      (try? found.extraction.text.forEach { parts.append($0) }) != nil
    {
      found.extraction.text = DocumentText(parts)
    } else {
      found.extraction.text = .none
      found.extraction.state = .truncated
      found.extraction.problem = Problem(
        code: "text_limit", message: "The texts of the members are longer than one line may be.")
    }
  }

  private func refusal(_ name: String, _ state: ItemState, _ problem: Problem) -> ExtractionRecord {
    ExtractionRecord(path: name, state: state, problem: problem, document: nil, members: [])
  }
}

/// The records of one container's members, in their order; each is followed by those of its own members.
private final class MemberRecords: Sendable {
  private let records = Mutex<[ExtractionRecord]>([])

  var all: [ExtractionRecord] { records.withLock { $0 } }

  func add(_ record: ExtractionRecord) { records.withLock { $0 += [record] + record.members } }
}
