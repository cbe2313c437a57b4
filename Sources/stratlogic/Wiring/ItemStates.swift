import ArgumentParser
import Documents

/// States as an option lists them, separated by commas; `failed` stands for all that count as failed.
func itemStates(_ list: String) throws -> [ItemState] {
  try list.split(separator: ",").flatMap { word -> [ItemState] in
    if word == "failed" { return ItemState.allCases.filter(\.isFailure) }
    guard let state = ItemState(rawValue: String(word)) else {
      let known = ItemState.allCases.map(\.rawValue).joined(separator: ", ")
      throw ValidationError("There is no state '\(word)'; there are: failed, \(known).")
    }
    return [state]
  }
}
