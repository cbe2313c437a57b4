/// The values of the database's `artifact_type`. Which document is of which type, `ArtifactRules` say.
package enum ArtifactType: String, Sendable, CaseIterable, Decodable {
  case webPage = "web_page"
  case paper
  case governmentDoc = "government_doc"
  case socialMedia = "social_media"
  case pdf, image, video, audio
  case document, text, email, archive, other
}
