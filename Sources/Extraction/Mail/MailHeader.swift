import GMime

/// What the header of a message says.
enum MailHeader {
  /// Headers that are recorded, by the names under which they are.
  static let properties: [(header: String, key: String)] = [
    ("From", "author"), ("Sender", "sender"), ("Reply-To", "reply_to"), ("To", "to"), ("Cc", "cc"), ("Bcc", "bcc"),
    ("Message-ID", "message_id"), ("In-Reply-To", "in_reply_to"), ("References", "references"), ("List-Id", "list"),
    ("Newsgroups", "newsgroups"), ("Organization", "organization"), ("Keywords", "keywords"),
  ]

  /// Headers that are part of the text as well, because people search for them.
  static let inText = ["From", "To", "Cc", "Newsgroups", "Subject", "Date"]

  static func subject(of bytes: UnsafeRawBufferPointer) -> String? {
    guard var message = MailMessage(bytes) else { return nil }
    return message.subject
  }
}
