import Canvas
import Course
import Testing

/// A formula and how it should look.
struct MathPicture: Sendable, CustomTestStringConvertible {
  var latex: String
  var picture: String

  init(_ latex: String, _ picture: String) {
    self.latex = latex
    self.picture = picture
  }

  var testDescription: String { latex }
}

extension MathBox {
  /// The rows without the blanks at their ends, which a picture in source code cannot show.
  var picture: String {
    rows.map { row in
      String(row.reversed().drop { $0 == " " }.reversed())
    }.joined(separator: "\n")
  }
}
