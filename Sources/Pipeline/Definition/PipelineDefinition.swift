import Yams

/// A pipeline file, decoded but not yet checked against the stages that exist.
///
///     pipeline: default
///     steps:
///       - { stage: fetch, options: { maxSize: 256MiB } }
///       - { stage: persist }
///
/// Decoding is strict: a key that is not known names its line and the nearest valid key. YAML is read through its node tree
/// rather than through `Codable`, because only the tree knows lines.
package struct PipelineDefinition: Sendable {
  package let name: String
  package let steps: [StepDefinition]
  /// The text it was decoded from: stored with the job, so that a resumed job runs what it began with.
  package let text: String
  package let position: FilePosition

  /// Decodes `yaml`; `file` is the name that errors mention.
  package init(yaml: String, file: String) throws(PipelineFileError) {
    let reader = try YAMLMapping(Self.root(of: yaml, file: file), in: file, valid: ["pipeline", "steps"])
    name = try reader.required("pipeline").word("pipeline", in: file)
    let steps = try reader.required("steps")
    guard let sequence = steps.sequence else {
      throw .wrongValue(steps.position(in: file), key: "steps", expected: "a list of stages")
    }
    guard !sequence.isEmpty else {
      throw .wrongValue(steps.position(in: file), key: "steps", expected: "at least one stage")
    }
    var decoded: [StepDefinition] = []
    for node in sequence { decoded.append(try StepDefinition(node, in: file)) }
    self.steps = decoded
    text = yaml
    position = FilePosition(file: file, line: 1)
  }

  private static func root(of yaml: String, file: String) throws(PipelineFileError) -> Node {
    let node: Node?
    do {
      node = try Yams.compose(yaml: yaml)
    } catch YamlError.scanner(_, let problem, let mark, _) {
      throw .notYAML(FilePosition(file: file, line: mark.line), reason: problem)
    } catch YamlError.parser(_, let problem, let mark, _) {
      throw .notYAML(FilePosition(file: file, line: mark.line), reason: problem)
    } catch {
      throw .notYAML(FilePosition(file: file, line: 1), reason: "it cannot be read as YAML")
    }
    guard let node else { throw .notYAML(FilePosition(file: file, line: 1), reason: "it is empty") }
    return node
  }
}

/// One step of a pipeline file: a stage's name and its options, with the lines they stand on.
package struct StepDefinition: Sendable {
  package let stage: StageName
  package let position: FilePosition
  package let options: StepOptions

  init(_ node: Node, in file: String) throws(PipelineFileError) {
    let reader = try YAMLMapping(node, in: file, valid: ["stage", "options"])
    let stage = try reader.required("stage").word("stage", in: file)
    self.stage = StageName(rawValue: stage)
    position = node.position(in: file)
    options = try StepOptions(reader.optional("options"), in: file, at: position)
  }
}
