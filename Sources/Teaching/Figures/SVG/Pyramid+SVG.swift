extension Pyramid {
  func svg(title: String) -> String {
    SVGText().document(width: 320, height: 64, title: title)
  }
}
