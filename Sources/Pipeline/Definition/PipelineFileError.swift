package import Documents

/// Where in a pipeline file something stands, so that an editor can jump there: `default.yaml:4`.
package struct FilePosition: Sendable, Hashable, CustomStringConvertible {
  package let file: String
  /// Counted from 1.
  package let line: Int

  package init(file: String, line: Int) {
    self.file = file
    self.line = line
  }

  package var description: String { "\(file):\(line)" }
}

/// What can be wrong with a pipeline file. All of it is found when the file is loaded, before any document is touched.
package enum PipelineFileError: Error, Sendable, Equatable {
  case notYAML(FilePosition, reason: String)
  case unknownKey(FilePosition, key: String, nearest: String?, valid: [String])
  case unknownStage(FilePosition, name: String, nearest: String?, valid: [String])
  case missing(FilePosition, key: String)
  case wrongValue(FilePosition, key: String, expected: String)
  case mismatch(FilePosition, from: String, gives: String, to: String, takes: String)
  case incomplete(FilePosition, last: String, gives: String)
  /// An option names a file of this machine that does not do.
  case wrongFile(FilePosition, key: String, expected: String)
  /// A variable of the environment that adds to an option.
  case wrongVariable(String, expected: String)

  /// Whether the machine is at fault, and not what the file says: on another one it may do.
  package var isOfMachine: Bool {
    switch self {
    case .wrongFile, .wrongVariable: true
    default: false
    }
  }
}

extension PipelineFileError: Classified {
  package var code: String { "pipeline_file" }
  package var disposition: Disposition { .halt }

  package var message: String {
    switch self {
    case .notYAML(let position, let reason):
      "\(position): not a pipeline file: \(reason)"
    case .unknownKey(let position, let key, let nearest, let valid):
      "\(position): unknown key '\(key)'\(Self.advice(nearest, valid))"
    case .unknownStage(let position, let name, let nearest, let valid):
      "\(position): there is no stage '\(name)'\(Self.advice(nearest, valid))"
    case .missing(let position, let key):
      "\(position): '\(key)' is missing"
    case .wrongValue(let position, let key, let expected), .wrongFile(let position, let key, let expected):
      "\(position): '\(key)' takes \(expected)"
    case .mismatch(let position, let from, let gives, let to, let takes):
      "\(position): '\(from)' gives \(gives), but '\(to)' takes \(takes)"
    case .incomplete(let position, let last, let gives):
      "\(position): the pipeline ends with '\(last)', which gives \(gives); it must end with a stage that stores"
    case .wrongVariable(let name, let expected):
      "\(name) takes \(expected)"
    }
  }

  private static func advice(_ nearest: String?, _ valid: [String]) -> String {
    if let nearest { return "; did you mean '\(nearest)'?" }
    return valid.isEmpty ? "; none is expected here" : "; valid here: \(valid.joined(separator: ", "))"
  }
}
