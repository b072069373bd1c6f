import Attention
import Foundation

/// Attention and its gradients in float64, one pair of query and key at a time, straight from the
/// formulas. What the engine is held to; it shares no code with it.
struct ReferenceAttention {
  /// Where a score stands in `[B, H, N, M]`.
  struct Pair {
    var sentence, head, query, key: Int
  }

  var dimensions: AttentionDimensions
  /// Row-major, as the shapes of `AttentionDimensions` say.
  var query, key, value: [Double]
  var scale: Double
  /// Whether a pair may meet.
  var allows: (Pair) -> Bool = { _ in true }
  /// What is added to a pair's score; −∞ hides it too.
  var bias: (Pair) -> Double = { _ in 0 }
  /// The sum of the sizes of what makes up the bias.
  var biasTerms: (Pair) -> Double = { _ in 0 }

  struct Forward {
    /// S `[B, H, N, M]`; −∞ where a pair may not meet
    var scores: [Double]
    /// O `[B, H, N, dᵥ]`; zeros where a query sees nothing
    var output: [Double]
    /// L = ln Σ eˢ `[B, H, N]`; −∞ where a query sees nothing
    var logSumExp: [Double]
    /// P `[B, H, N, M]`
    var weights: [Double]
    /// The largest |scale|·Σᵢ|qᵢkᵢ| of a pair that may meet, together with the size of its bias where
    /// the pair has weight: what the rounding of a score follows.
    var largestTerms: Double
  }

  /// S = scale·QKᵀ + bias, L = ln Σ eˢ, P = e^(S − L), O = PV.
  func forward() -> Forward {
    let (n, m) = (dimensions.queries, dimensions.keys)
    let (d, dv) = (dimensions.headDim, dimensions.valueDim)
    let rows = dimensions.batch * dimensions.heads * n
    var result = Forward(
      scores: .init(repeating: -.infinity, count: rows * m),
      output: .init(repeating: 0, count: rows * dv), logSumExp: .init(repeating: 0, count: rows),
      weights: .init(repeating: 0, count: rows * m), largestTerms: 0)
    var scores = [Double](repeating: 0, count: m)
    var terms = scores
    forEachRow { row, group, pair in
      var pair = pair
      var largest = -Double.infinity
      for j in 0..<m {
        pair.key = j
        let bias = allows(pair) ? bias(pair) : -.infinity
        scores[j] = -.infinity
        guard bias > -.infinity else { continue }
        var dot = 0.0
        var size = 0.0
        for k in 0..<d {
          let term = query[row * d + k] * key[(group * m + j) * d + k]
          dot += term
          size += abs(term)
        }
        // A bias of −3.4·10³⁸ leaves no room for the score, here as in float32.
        scores[j] = scale * dot + bias
        terms[j] = abs(scale) * size + biasTerms(pair)
        result.largestTerms = max(result.largestTerms, abs(scale) * size)
        largest = max(largest, scores[j])
      }
      guard largest > -.infinity else { return result.logSumExp[row] = -.infinity }
      var sum = 0.0
      for score in scores { sum += exp(score - largest) }
      result.logSumExp[row] = largest + log(sum)
      for j in 0..<m {
        result.scores[row * m + j] = scores[j]
        let weight = exp(scores[j] - largest) / sum
        guard weight > 0 else { continue }
        result.weights[row * m + j] = weight
        if weight > 1e-7 { result.largestTerms = max(result.largestTerms, terms[j]) }
        for k in 0..<dv {
          result.output[row * dv + k] += weight * value[(group * m + j) * dv + k]
        }
      }
    }
    return result
  }

  struct Gradients {
    var query, key, value: Terms
  }

  /// Sums, and beside each the sum of the sizes of its terms, which its rounding follows.
  struct Terms {
    var sums, sizes: [Double]

    init(_ count: Int) {
      sums = .init(repeating: 0, count: count)
      sizes = sums
    }

    mutating func add(_ factor: Double, _ size: Double, times number: Double, to index: Int) {
      sums[index] += factor * number
      sizes[index] += size * abs(number)
    }
  }

  /// dV = PᵀdO, dP = dO Vᵀ, D = rowsum(P ∘ dP), dS = P ∘ (dP − D), dQ = scale·dS K, dK = scale·dSᵀQ;
  /// heads that share a group add up in its keys and values.
  func gradients(of forward: Forward, outputGradient: [Double]) -> Gradients {
    let m = dimensions.keys
    let (d, dv) = (dimensions.headDim, dimensions.valueDim)
    var result = Gradients(
      query: Terms(query.count), key: Terms(key.count), value: Terms(value.count))
    forEachRow { row, group, _ in
      var weightGradients = Terms(m)
      var delta = 0.0
      var deltaSize = 0.0
      for j in 0..<m where forward.weights[row * m + j] > 0 {
        let weight = forward.weights[row * m + j]
        let start = (group * m + j) * dv
        for k in 0..<dv {
          let gradient = outputGradient[row * dv + k]
          weightGradients.add(gradient, abs(gradient), times: value[start + k], to: j)
          result.value.add(weight, weight, times: gradient, to: start + k)
        }
        delta += weight * weightGradients.sums[j]
        deltaSize += weight * weightGradients.sizes[j]
      }
      for j in 0..<m where forward.weights[row * m + j] > 0 {
        let factor = scale * forward.weights[row * m + j]
        let scoreGradient = factor * (weightGradients.sums[j] - delta)
        let size = abs(factor) * (weightGradients.sizes[j] + deltaSize)
        let start = (group * m + j) * d
        for k in 0..<d {
          result.query.add(scoreGradient, size, times: key[start + k], to: row * d + k)
          result.key.add(scoreGradient, size, times: query[row * d + k], to: start + k)
        }
      }
    }
    return result
  }

  /// Calls `body` with each row of `[B, H, N]`, the row of `[B, G]` that it reads, and a pair to be
  /// completed with a key.
  private func forEachRow(_ body: (_ row: Int, _ group: Int, Pair) -> Void) {
    for sentence in 0..<dimensions.batch {
      for head in 0..<dimensions.heads {
        let group = sentence * dimensions.groups + head / dimensions.headsPerGroup
        for query in 0..<dimensions.queries {
          let row = (sentence * dimensions.heads + head) * dimensions.queries + query
          body(row, group, Pair(sentence: sentence, head: head, query: query, key: 0))
        }
      }
    }
  }
}
