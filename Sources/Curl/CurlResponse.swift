/// The head of an HTTP answer; its body went to whoever received it.
package struct CurlResponse: Sendable, Equatable {
  package let status: Int
  /// Names are in small letters; values are without white space around them. In the order they came.
  package let headers: [Header]

  package struct Header: Sendable, Equatable {
    package let name: String
    package let value: String
  }

  package init(status: Int, headers: [Header]) {
    self.status = status
    self.headers = headers
  }

  /// The first value of a header, by its name in small letters.
  package subscript(_ name: String) -> String? { headers.first { $0.name == name }?.value }
}
