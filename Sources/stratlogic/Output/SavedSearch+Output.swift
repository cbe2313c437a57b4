import Documents
import Storage

extension SavedSearch {
  var json: JSONText {
    var object = JSONText()
    object.add("name", name)
    object.add("query", query)
    object.add("options", options.json)
    object.add("created_at", created)
    object.add("last_looked_at", lastLook)
    return object
  }

  /// The query with its options, as they are typed.
  var line: String {
    let named = [
      ("type", options.type), ("language", options.language), ("since", options.since), ("until", options.until),
    ]
    let values = named.compactMap { name, value in value.map { "--\(name) \($0)" } }
    let all = options.includesFormerVersions ? ["--all-versions"] : []
    return ([query] + values + options.tags.map { "--tag \($0)" } + all).joined(separator: " ")
  }
}
