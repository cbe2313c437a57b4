package import Pipeline
package import Documents
package struct Tagger {
  package init(keywords: [String]) {}
  package mutating func observe(_ event: ExtractionEvent) {}
  package func tags() -> [Tag] { [] }
}
