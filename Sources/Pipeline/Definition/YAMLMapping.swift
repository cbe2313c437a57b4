import Yams

/// A YAML mapping of which every key must be one of those expected.
struct YAMLMapping {
  private let values: [String: Node]
  private let position: FilePosition

  init(_ node: Node, in file: String, valid: [String]) throws(PipelineFileError) {
    position = node.position(in: file)
    guard let mapping = node.mapping else {
      throw .wrongValue(position, key: valid.first ?? "", expected: "keys and values: \(valid.joined(separator: ", "))")
    }
    var values: [String: Node] = [:]
    for (key, value) in mapping {
      let name = key.string ?? ""
      guard valid.contains(name) else {
        let nearest = nearestName(to: name, among: valid)
        throw .unknownKey(key.position(in: file), key: name, nearest: nearest, valid: valid)
      }
      values[name] = value
    }
    self.values = values
  }

  func optional(_ key: String) -> Node? { values[key] }

  func required(_ key: String) throws(PipelineFileError) -> Node {
    guard let node = values[key] else { throw .missing(position, key: key) }
    return node
  }
}

extension Node {
  func position(in file: String) -> FilePosition { FilePosition(file: file, line: mark?.line ?? 1) }

  func word(_ key: String, in file: String) throws(PipelineFileError) -> String {
    guard let scalar, !scalar.string.isEmpty else {
      throw .wrongValue(position(in: file), key: key, expected: "a name")
    }
    return scalar.string
  }
}
