import Attention
import Tensors

/// The rules for the shapes of `attend`'s files, each with a sentence that names the files.
struct AttendShapes {
  let query: NPYReader
  let key: NPYReader
  let value: NPYReader

  func dimensions() throws -> AttentionDimensions {
    for file in [query, key, value] { try checkAxes(file) }
    let (q, k, v) = (padded(query), padded(key), padded(value))
    guard q[3] == k[3] else { throw mismatch(key, "as many numbers in a key as in a query", query) }
    guard q[0] == k[0] else { throw mismatch(key, "one batch size", query) }
    guard q[1].isMultiple(of: k[1]) else {
      throw mismatch(key, "groups of keys (\(k[1])) that divide the heads (\(q[1]))", query)
    }
    guard k[0] == v[0] else { throw mismatch(value, "one batch size", key) }
    guard k[1] == v[1] else { throw mismatch(value, "as many groups of values as of keys", key) }
    guard k[2] == v[2] else { throw mismatch(value, "as many values as keys", key) }
    do throws(ShapeError) {
      return try AttentionDimensions(query: query.shape, key: key.shape, value: value.shape)
    } catch {
      throw CommandFailure("\(query.path): error: \(error)", .badData)
    }
  }

  func checkMask(_ mask: NPYReader, _ dimensions: AttentionDimensions) throws {
    let full = [dimensions.batch, dimensions.heads, dimensions.queries, dimensions.keys]
    let axes = mask.shape.axes
    let fits =
      axes.count <= 4 && zip(axes.reversed(), full.reversed()).allSatisfy { $0 == $1 || $0 == 1 }
    guard fits else {
      throw CommandFailure(
        "\(mask.path): error: found the shape \(mask.shape), expected one that broadcasts over "
          + "[B, H, N, M], here \(Shape(full))", .badData)
    }
  }

  func checkGradient(_ gradient: NPYReader, _ dimensions: AttentionDimensions) throws {
    guard gradient.shape == dimensions.outputShape else {
      throw CommandFailure(
        "\(gradient.path): error: found the shape \(gradient.shape), expected that of the output, "
          + "\(dimensions.outputShape)", .badData)
    }
  }

  private func checkAxes(_ file: NPYReader) throws {
    guard (2...4).contains(file.shape.rank) else {
      throw CommandFailure(
        "\(file.path): error: found the shape \(file.shape), expected two to four axes: "
          + "[batch, heads, length, numbers], of which the first two may lack", .badData)
    }
    guard !file.shape.axes.contains(0) else {
      throw CommandFailure(
        "\(file.path): error: found the shape \(file.shape), expected no axis of length 0", .badData
      )
    }
  }

  private func padded(_ file: NPYReader) -> [Int] {
    [Int](repeating: 1, count: 4 - file.shape.rank) + file.shape.axes
  }

  private func mismatch(
    _ file: NPYReader, _ expected: String, _ other: NPYReader
  ) -> CommandFailure {
    CommandFailure(
      "\(file.path): error: found the shape \(file.shape) beside \(other.shape) of \(other.path), "
        + "expected \(expected)", .badData)
  }
}
