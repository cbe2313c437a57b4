/// What the statuses of HTTP mean (RFC 9110, section 15).
enum HTTPStatus {
  /// Whether the same request may well succeed later.
  static func passes(_ status: Int) -> Bool { [408, 425, 429, 500, 502, 503, 504].contains(status) }

  static func isRedirect(_ status: Int) -> Bool { [301, 302, 303, 307, 308].contains(status) }

  static func name(of status: Int) -> String? { names[status] }

  private static let names: [Int: String] = [
    400: "Bad Request", 401: "Unauthorized", 402: "Payment Required", 403: "Forbidden", 404: "Not Found",
    405: "Method Not Allowed", 406: "Not Acceptable", 408: "Request Timeout", 410: "Gone", 425: "Too Early",
    429: "Too Many Requests", 451: "Unavailable For Legal Reasons", 500: "Internal Server Error",
    501: "Not Implemented", 502: "Bad Gateway", 503: "Service Unavailable", 504: "Gateway Timeout",
  ]
}
