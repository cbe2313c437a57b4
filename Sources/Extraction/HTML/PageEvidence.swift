import XML2

/// What speaks for a page being an article, and for its being documentation.
struct PageEvidence {
  /// The page says in its head that it is an article.
  private(set) var saysArticle = false
  /// A program made it that makes documentation.
  private(set) var saysDocumentation = false

  mutating func meta(_ element: borrowing MarkupElement) {
    let name = (element.attribute("property") ?? element.attribute("name"))?.lowercased()
    guard let name else { return }
    if name.hasPrefix("article:") { saysArticle = true }
    guard name == "og:type" || name == "generator", let content = element.attribute("content")?.lowercased() else {
      return
    }
    if name == "og:type", content == "article" || content.contains("blog") { saysArticle = true }
    if name == "generator", Self.generators.contains(where: { content.contains($0) }) { saysDocumentation = true }
  }

  /// The type by which JSON-LD calls the page.
  mutating func structured(_ type: String?) {
    if let type, StructuredData.isArticle(type) { saysArticle = true }
  }

  private static let generators = [
    "sphinx", "docutils", "rustdoc", "mdbook", "javadoc", "doxygen", "docbook", "asciidoc", "mkdocs", "docusaurus",
    "makeinfo", "texi2", "gitbook", "vuepress", "vitepress", "gtk-doc", "ldoc", "yard", "jsdoc", "typedoc",
    "latex2html",
    "hevea", "tex4ht", "pod::", "antora", "exdoc", "ex_doc", "haddock", "odoc", "phpdoc", "perldoc", "help",
  ]
}
