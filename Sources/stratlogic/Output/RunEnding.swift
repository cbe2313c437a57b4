import ArgumentParser
import Documents
import Ingestion
import Pipeline
import Storage

/// How a run that does a job ends for whoever started it: its report, and an exit code.
struct RunEnding {
  let json: Bool
  let quiet: Bool

  /// `run` gives nil where there was nothing to do, and so no job. A job whose end could not be written down stays open, and can be gone on with.
  func tell(_ run: () async throws -> IngestReport?) async throws {
    let found: IngestReport?
    do {
      found = try await run()
    } catch let error as StorageError
      where ExitCode.ofHaltedRun(error) == ExitCode.tryLater && error.code != "job_is_running"
    {
      try halt(error)
    } catch BlobError.unavailable(let why) {
      let error = BlobError.unavailable(why)
      let advice =
        "nothing was begun; see that it runs, and that --blobs or STRATLOGIC_BLOBS names it, and run this once more"
      Terminal.note("stratlogic: \(Terminal.harmless(error.message)); \(advice)")
      throw ArgumentParser.ExitCode(ExitCode.of(error))
    }
    guard let report = found else {
      if json { Terminal.print(JSONText.nothingToDo.text) } else if !quiet { Terminal.note("no document fits") }
      return
    }
    if json {
      Terminal.print(report.json.text)
    } else if !quiet {
      for line in report.ledgerLines { Terminal.print(line) }
      if let remark = report.remark { Terminal.note(remark) }
    }
    switch report.ending {
    case .halted(let cause): try halt(cause)
    case .interrupted: throw ArgumentParser.ExitCode(ExitCode.interrupted)
    case .completed where report.hasFailures: throw ArgumentParser.ExitCode(ExitCode.someFailed)
    case .completed, .queued: break
    }
  }

  private func halt(_ cause: any Classified) throws -> Never {
    let code = ExitCode.ofHaltedRun(cause)
    // What somebody has to see to first, the next run would meet again.
    let goesOn = code == ExitCode.configuration ? "" : "; the next run goes on from here"
    Terminal.note("stratlogic: \(Terminal.harmless(cause.message))\(goesOn)")
    throw ArgumentParser.ExitCode(code)
  }
}

extension JSONText {
  /// What a run would say that had nothing to do.
  fileprivate static var nothingToDo: JSONText {
    var object = JSONText()
    object.addNull("job")
    object.add("status", "completed")
    object.add("resumed", false)
    object.add("files", 0)
    object.add("ledger", JSONText())
    object.add("verdicts", JSONText())
    object.addError(nil)
    return object
  }
}
