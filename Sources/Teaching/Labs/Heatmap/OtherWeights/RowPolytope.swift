/// The rows of weights that give one and the same output: {u ≥ 0 : uᵀV = wᵀV, Σu = Σw}.
///
/// It is kept as a simplex tableau in Float64. The rank of its equations is that of [V 1], which is
/// one more than the affine rank of the values, so that a vertex rests on no more tokens than that
/// (Carathéodory 1907; Dantzig 1963, "Linear Programming and Extensions", ch. 5).
struct RowPolytope {
  /// An equation whose largest coefficient, in values scaled to at most 1, is below this is one that
  /// follows from the others. It is near the rounding of Float64: values that differ by as much as
  /// the rounding of Float32 count as different.
  static let tolerance = 1e-11

  /// How many of the values' columns and constants: `[d + 1]` equations before redundant ones go.
  private let equations: Int
  private let count: Int
  /// Coefficients, scaled, `[equations, count]`, and what they give at the weights given.
  private let coefficients: [Double]
  private let target: [Double]
  /// B⁻¹ times the coefficients, then B⁻¹ itself: `[rank, count + equations]`.
  private var tableau: [Double] = []
  /// The token that each row of the tableau is solved for.
  private var basis: [Int] = []
  private var isBasic: [Bool]
  /// The present row of weights.
  private(set) var point: [Double]

  private var width: Int { count + equations }

  /// - Parameters:
  ///   - weights: n finite numbers ≥ 0, at least one
  ///   - values: n rows of d finite numbers
  init(weights: [Double], values: [[Double]]) {
    count = weights.count
    let dimensions = values.first?.count ?? 0
    equations = dimensions + 1
    var coefficients = [Double](repeating: 1, count: count * equations)
    for dimension in 0..<dimensions {
      // The sum of weights is fixed, so a value may be moved by any constant.
      let origin = values[0][dimension]
      let largest = values.reduce(0) { max($0, ($1[dimension] - origin).magnitude) }
      for token in 0..<count {
        coefficients[(dimension + 1) * count + token] =
          largest > 0 ? (values[token][dimension] - origin) / largest : 0
      }
    }
    self.coefficients = coefficients
    point = weights
    isBasic = [Bool](repeating: false, count: count)
    target = RowPolytope.products(coefficients, weights, equations)
    eliminate()
  }

  /// Of the values, r: the size of the smallest flat space that holds them all.
  var affineRank: Int { basis.count - 1 }

  private static func products(_ matrix: [Double], _ vector: [Double], _ rows: Int) -> [Double] {
    (0..<rows).map { row in
      vector.indices.reduce(0) { $0 + matrix[row * vector.count + $1] * vector[$1] }
    }
  }

  /// Gauss–Jordan with complete pivoting, until no coefficient is left that is not rounding.
  private mutating func eliminate() {
    tableau = [Double](repeating: 0, count: equations * width)
    for row in 0..<equations {
      for token in 0..<count {
        tableau[row * width + token] = coefficients[row * count + token]
      }
      tableau[row * width + count + row] = 1
    }
    var largest = (row: 0, token: 0)
    while basis.count < min(equations, count) {
      var size = RowPolytope.tolerance
      for row in basis.count..<equations {
        for token in 0..<count where !isBasic[token] {
          let candidate = tableau[row * width + token].magnitude
          if candidate > size { (size, largest) = (candidate, (row, token)) }
        }
      }
      guard size > RowPolytope.tolerance else { break }
      let row = basis.count
      for column in 0..<width where largest.row != row {
        tableau.swapAt(row * width + column, largest.row * width + column)
      }
      basis.append(largest.token)
      isBasic[largest.token] = true
      pivot(row, largest.token, rows: equations)
    }
    tableau.removeLast((equations - basis.count) * width)
  }

  /// Solves row `row` for the weight of `token`, and takes it out of the others.
  private mutating func pivot(_ row: Int, _ token: Int, rows: Int) {
    let width = width
    tableau.withUnsafeMutableBufferPointer { tableau in
      let start = row * width
      let divisor = tableau[start + token]
      for column in 0..<width { tableau[start + column] /= divisor }
      for other in 0..<rows where other != row {
        let factor = tableau[other * width + token]
        guard factor != 0 else { continue }
        for column in 0..<width {
          tableau[other * width + column] -= factor * tableau[start + column]
        }
      }
    }
  }

  // MARK: Moves

  /// Moves to a vertex where the sum of `costs` times weights is least.
  mutating func minimize(_ costs: [Double]) {
    for token in 0..<count where !isBasic[token] && point[token] > 0 {
      let falls = reducedCost(token, costs) > 0
      move(token, by: falls ? -1 : 1)
    }
    // The first token of negative cost and the first basic one of equal ratios: Bland's rule, which
    // never returns to a vertex. In exact arithmetic it needs no limit.
    for _ in 0..<(50 * (count + basis.count)) {
      guard
        let token = (0..<count).first(where: { !isBasic[$0] && reducedCost($0, costs) < -1e-9 })
      else { break }
      move(token, by: 1)
    }
    refine()
  }

  private func reducedCost(_ token: Int, _ costs: [Double]) -> Double {
    basis.indices.reduce(costs[token]) {
      $0 - costs[basis[$1]] * tableau[$1 * width + token]
    }
  }

  /// Raises (1) or lowers (−1) one weight as far as the others, which make up for it, allow. It, or
  /// the first of the others that comes to 0, ends outside the basis.
  private mutating func move(_ token: Int, by direction: Double) {
    var length = direction < 0 ? point[token] : .infinity
    var blocking: Int?
    for row in basis.indices {
      let fall = direction * tableau[row * width + token]
      guard fall > 1e-9 else { continue }
      let limit = max(0, point[basis[row]]) / fall
      if limit < length || limit == length && blocking.map({ basis[row] < basis[$0] }) ?? false {
        (length, blocking) = (limit, row)
      }
    }
    guard length.isFinite else { return }
    for row in basis.indices {
      point[basis[row]] -= length * direction * tableau[row * width + token]
    }
    guard let blocking else {
      point[token] = 0
      return
    }
    point[token] += length * direction
    point[basis[blocking]] = 0
    isBasic[basis[blocking]] = false
    isBasic[token] = true
    basis[blocking] = token
    pivot(blocking, token, rows: basis.count)
  }

  /// Takes out of the basic weights what rounding has put in, by iterative refinement (Wilkinson
  /// 1963), and makes −10⁻¹⁶ the 0 that it stands for.
  private mutating func refine() {
    for _ in 0..<3 {
      let present = RowPolytope.products(coefficients, point, equations)
      for row in basis.indices {
        let correction = (0..<equations).reduce(0) {
          $0 + tableau[row * width + count + $1] * (target[$1] - present[$1])
        }
        point[basis[row]] += correction
      }
    }
    for token in point.indices where point[token] < 0 && point[token] > -1e-12 { point[token] = 0 }
  }
}
