import Documents

/// The program's exit codes: sysexits(3), and 1 for a run in which some documents failed.
enum ExitCode {
  static let done: Int32 = 0
  static let someFailed: Int32 = 1
  static let usage: Int32 = 64
  static let badData: Int32 = 65
  static let noInput: Int32 = 66
  static let noDatabase: Int32 = 69
  static let bug: Int32 = 70
  static let inputOutput: Int32 = 74
  static let tryLater: Int32 = 75
  static let noPermission: Int32 = 77
  static let configuration: Int32 = 78
  static let interrupted: Int32 = 130
  /// As a shell says of what `kill -9` ended, because it amounts to that.
  static let endedAtOnce: Int32 = 137

  /// The exit code of a failure that ended a command: by its code where that says more than its disposition does.
  static func of(_ cause: any Classified) -> Int32 {
    if let code = byCode[cause.code] { return code }
    return switch cause.disposition {
    case .reject: badData
    case .retry: tryLater
    case .halt: cause.code.hasPrefix("sql_") ? bug : configuration
    }
  }

  /// A database that went away in the middle of a run may come back; one that was never there is another matter.
  static func ofHaltedRun(_ cause: any Classified) -> Int32 {
    let code = of(cause)
    return code == noDatabase ? tryLater : code
  }

  private static let byCode: [String: Int32] = [
    "no_such_input": noInput, "no_such_artifact": noInput, "ambiguous_artifact": usage, "no_such_job": noInput,
    "no_such_saved_search": noInput, "job_is_running": tryLater, "not_resumable": usage, "no_such_source": noInput,
    "ambiguous_job": usage,
    "no_text": noInput, "blob_not_found": noInput,
    "not_permitted": noPermission, "blob_store_not_permitted": noPermission,
    "unsupported_scheme": usage, "malformed_url": usage, "url_credentials": usage, "malformed_list": badData,
    "input_io": inputOutput,
    "disk_full": inputOutput, "database_disk_full": inputOutput, "spool_failed": inputOutput, "spool": inputOutput,
    "blob_store_io": inputOutput, "blob_damaged": badData, "foreign_blobs": configuration,
    "database_unreachable": noDatabase, "database_refused": noDatabase, "database_connection_lost": tryLater,
    "database_undecodable": bug, "database_unexpected_answer": bug,
    "pipeline_file": configuration, "no_such_user": configuration, "extractor_unavailable": configuration,
  ]
}
