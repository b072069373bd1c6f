import Attention
import Course
import Tensors

/// Which attention of a Transformer a mask belongs to.
enum MaskSide: String, CaseIterable {
  case encoder, decoder, cross, prefix, diagonal

  /// The mask of queries over as many keys, or over the source in `cross`.
  /// - Parameters:
  ///   - prefix: how many tokens see each other whatever their order
  ///   - real: how many keys are no padding
  func mask(length: Int, prefix: Int, real: Int) -> Mask {
    let padding = Mask.padding([real])
    switch self {
    case .encoder, .cross: return padding
    case .decoder: return .all([.causal, padding])
    case .prefix:
      return .all([
        .additive(
          Tensor(rows: length, columns: length) { query, key in
            key <= query || key < prefix ? 0 : -.infinity
          }), padding,
      ])
    case .diagonal:
      return .all([
        .additive(
          Tensor(rows: length, columns: length) { $0 == $1 ? -.infinity : 0 }), padding,
      ])
    }
  }

  /// Why a pair may not meet; nil where it may.
  func reason(query: Int, key: Int, prefix: Int, real: Int) -> Localized<String>? {
    if key >= real { return Localized(en: "the key is padding", zh: "这个 key 是填充") }
    switch self {
    case .encoder, .cross: return nil
    case .decoder:
      return key > query
        ? Localized(en: "the key comes after the query", zh: "key 排在 query 后面") : nil
    case .prefix:
      return key > query && key >= prefix
        ? Localized(
          en: "the key comes after the query and not in the prefix",
          zh: "key 排在 query 后面，又不在前缀里")
        : nil
    case .diagonal:
      return key == query
        ? Localized(en: "the key is the query's own token", zh: "这个 key 就是 query 自己") : nil
    }
  }
}
