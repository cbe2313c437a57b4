/// A bound of `MemberLimits` that a container reached, by its code.
package enum MemberLimit: String, Sendable, Equatable {
  case depth = "container_depth"
  case count = "container_members"
  case total = "container_size"
  case ratio = "container_ratio"
  case each = "member_size"

  /// One sentence for a person.
  var message: String {
    switch self {
    case .depth: "Containers lie inside each other too deep; this one was not opened."
    case .count: "There are more members than the pipeline allows; the rest was left out."
    case .total: "The members are larger, taken together, than the pipeline allows; the rest was left out."
    case .ratio: "The members are larger than their packed size makes likely; the rest was left out."
    case .each: "The member is larger than the pipeline allows."
    }
  }
}
