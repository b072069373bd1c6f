import Canvas

extension [TextLine] {
  /// The first lines; where others are left out, the last one ends with an ellipsis.
  func cut(to count: Int, columns: Int) -> [TextLine] {
    guard self.count > count else { return self }
    guard count > 0 else { return [] }
    return prefix(count - 1) + [self[count - 1].continued(columns: columns)]
  }
}

extension TextLine {
  /// The line with an ellipsis at its end.
  fileprivate func continued(columns: Int) -> TextLine {
    guard var last = spans.last else { return TextLine("…") }
    let line = TextLine(spans.dropLast())
    last.text = (last.text + "…").truncated(to: columns - line.width)
    return TextLine(line.spans + [last])
  }
}
