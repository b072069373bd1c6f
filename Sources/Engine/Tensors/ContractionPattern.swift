/// A contraction as it is written: `b h n d, b h m d -> b h n m`. Axes have names, letters or words
/// with spaces between them; what does not stand on the right of the arrow is summed over.
struct ContractionPattern {
  /// The names of each operand's axes.
  var operands: [[Substring]]
  /// The names of the result's axes.
  var result: [Substring]
  /// How long each named axis is.
  private(set) var lengths: [Substring: Int] = [:]

  /// - Throws: `ShapeError` naming pattern and shapes where they do not fit
  init(_ text: String, _ shapes: [Shape]) throws(ShapeError) {
    func misfit(_ expected: String) -> ShapeError {
      ShapeError(
        "contraction \"\(text)\"", shapes[0], shapes.count > 1 ? shapes[1] : nil,
        expected: expected)
    }
    guard let arrow = Self.arrow(in: text) else { throw misfit("an arrow -> is missing") }
    func names(_ part: Substring) -> [Substring] { part.split(whereSeparator: \.isWhitespace) }
    operands = text[..<arrow.lowerBound].split(separator: ",", omittingEmptySubsequences: false)
      .map(names)
    result = names(text[arrow.upperBound...])
    guard operands.count == shapes.count else {
      throw misfit("the pattern names \(operands.count) tensors, not \(shapes.count)")
    }
    for (names, shape) in zip(operands, shapes) {
      guard names.count == shape.rank else {
        throw misfit("\"\(names.joined(separator: " "))\" does not name the axes of \(shape)")
      }
      for (name, length) in zip(names, shape.axes) {
        let known = lengths.updateValue(length, forKey: name)
        if let known, known != length { throw misfit("\(name) is both \(known) and \(length)") }
      }
    }
    for (index, name) in result.enumerated() {
      guard lengths[name] != nil else { throw misfit("\(name) names no axis on the left") }
      guard !result[..<index].contains(name) else {
        throw misfit("\(name) stands twice in the result")
      }
    }
    guard shape(result).countIsRepresentable else {
      throw misfit("the result is more than can be counted")
    }
  }

  /// The shape whose axes have these names.
  func shape(_ names: [Substring]) -> Shape { Shape(names.map { lengths[$0] ?? 1 }) }

  private static func arrow(in text: String) -> Range<String.Index>? {
    guard let start = text.indices.first(where: { text[$0...].hasPrefix("->") }) else { return nil }
    return start..<text.index(start, offsetBy: 2)
  }
}

/// A view whose axes have names, each once.
struct NamedView {
  var names: [Substring]
  var view: TensorView

  /// An axis that is named twice is walked along its diagonal.
  init(_ names: [Substring], _ view: TensorView) {
    self.names = []
    var lengths: [Int] = []
    var strides: [Int] = []
    for (axis, name) in names.enumerated() {
      if let known = self.names.firstIndex(of: name) {
        strides[known] += view.strides[axis]
      } else {
        self.names.append(name)
        lengths.append(view.shape[axis])
        strides.append(view.strides[axis])
      }
    }
    self.view = TensorView(
      shape: Shape(lengths), strides: strides, offset: view.offset, storage: view.storage)
  }

  /// The axes in the order of these names, all of which it has.
  func ordered(_ order: [Substring]) -> TensorView {
    view.reordered(order.compactMap { names.firstIndex(of: $0) })
  }

  /// The strides along these names: 0 where it has no such axis.
  func strides(_ order: [Substring]) -> [Int] {
    order.map { name in names.firstIndex(of: name).map { view.strides[$0] } ?? 0 }
  }

  /// Summed over each axis that `isKept` does not keep.
  func summed(keeping isKept: (Substring) -> Bool) -> NamedView {
    let kept = names.filter(isKept)
    guard kept.count < names.count else { return self }
    let rows = ordered(kept + names.filter { !isKept($0) }).materialized
    let shape = Shape(Array(rows.shape.axes.prefix(kept.count)))
    let width = rows.shape.axes.dropFirst(kept.count).reduce(1, *)
    let sums = Tensor(shape: shape) { result in
      rows.storage.withUnsafeBufferPointer { values in
        for row in 0..<result.count {
          var sum = 0.0
          for index in row * width..<(row + 1) * width { sum += Double(values[index]) }
          result[row] = Float(sum)
        }
      }
    }
    return NamedView(kept, sums.view)
  }
}
