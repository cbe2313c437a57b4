/// What a server said of a page when it was fetched.
package struct Retrieval: Sendable, Hashable {
  /// Where the page was in the end, after redirects; what was asked for is the source.
  package var finalURL: String
  /// As the server calls it, in small letters; a hint and no more.
  package var mediaType: MediaType?
  /// The label of the encoding that the server names.
  package var charset: String?
  /// The validators (RFC 9110, section 8.8), as they were given.
  package var entityTag: String?
  package var lastModified: String?

  package init(
    finalURL: String, mediaType: MediaType? = nil, charset: String? = nil, entityTag: String? = nil,
    lastModified: String? = nil
  ) {
    self.finalURL = finalURL
    self.mediaType = mediaType
    self.charset = charset
    self.entityTag = entityTag
    self.lastModified = lastModified
  }
}
