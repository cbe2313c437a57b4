/// Something in a text that rules can recognise.
struct Entity: Hashable {
  enum Kind: String, CaseIterable {
    case date, email, url, doi, isbn, orcid, iban

    /// Entities of a kind that are kept of one document: those that come first.
    var limit: Int {
      switch self {
      case .date, .url: 20
      case .email, .doi, .isbn, .orcid, .iban: 10
      }
    }
  }

  let kind: Kind
  /// In one form, however it was written: dates by ISO 8601, numbers without spaces or hyphens.
  let value: String
}
