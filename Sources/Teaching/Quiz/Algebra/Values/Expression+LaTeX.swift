extension Expression {
  /// The formula as LaTeX, with brackets where they are needed and no others: what a learner is shown
  /// to have written.
  var latex: String {
    switch self {
    case .number(let numeral): numeral.latex
    case .constant(.e): "e"
    case .constant(.pi): #"\pi"#
    case .variable(let name): Self.latex(ofName: name)
    case .sum(let terms): Self.latex(ofTerms: terms)
    case .negative(let part): "-" + part.latex(above: .product)
    case .product(let factors): Self.latex(ofFactors: factors)
    case .quotient(let dividend, let divisor): #"\frac{\#(dividend.latex)}{\#(divisor.latex)}"#
    case .power(let base, let exponent): "{" + base.latexOfBase + "}^{\(exponent.latex)}"
    case .root(let radicand, nil): #"\sqrt{\#(radicand.latex)}"#
    case .root(let radicand, let degree?): #"\sqrt[{\#(degree.latex)}]{\#(radicand.latex)}"#
    case .logarithm(let argument, let base):
      #"\log_{\#(base.latex)}\left(\#(argument.latex)\right)"#
    case .call(.abs, let arguments): #"\left|\#(Self.list(arguments))\right|"#
    case .call(.floor, let arguments): #"\left\lfloor \#(Self.list(arguments))\right\rfloor "#
    case .call(.ceil, let arguments): #"\left\lceil \#(Self.list(arguments))\right\rceil "#
    case .call(.log2, let arguments): #"\log_2\left(\#(Self.list(arguments))\right)"#
    case .call(.log10, let arguments): #"\log_{10}\left(\#(Self.list(arguments))\right)"#
    case .call(let function, let arguments):
      #"\operatorname{\#(function.rawValue)}\left(\#(Self.list(arguments))\right)"#
    }
  }

  private enum Level: Int {
    case sum, product, power, atom
  }

  private var level: Level {
    switch self {
    case .sum, .negative: .sum
    case .product: .product
    case .power: .power
    // A fraction bar holds together what it divides.
    case .number(let numeral): numeral.text.contains("e") ? .product : .atom
    case .constant, .variable, .quotient, .root, .logarithm, .call: .atom
    }
  }

  private func latex(above level: Level) -> String {
    self.level.rawValue < level.rawValue ? #"\left(\#(latex)\right)"# : latex
  }

  private var latexOfBase: String {
    switch self {
    case .number, .constant, .variable: latex(above: .atom)
    case .call(.abs, _), .call(.floor, _), .call(.ceil, _): latex
    default: #"\left(\#(latex)\right)"#
    }
  }

  private static func list(_ arguments: [Expression]) -> String {
    arguments.map(\.latex).joined(separator: ", ")
  }

  private static func latex(ofTerms terms: [Expression]) -> String {
    var text = ""
    for (index, term) in terms.enumerated() {
      if index == 0 {
        text = term.latex(above: .product, orNegative: true)
      } else if case .negative(let part) = term {
        text += " - " + part.latex(above: .product)
      } else {
        text += " + " + term.latex(above: .product)
      }
    }
    return text
  }

  private func latex(above level: Level, orNegative: Bool) -> String {
    if case .negative = self { return latex }
    return latex(above: level)
  }

  /// A dot between factors where they would read as something else.
  private static func latex(ofFactors factors: [Expression]) -> String {
    var text = ""
    for (index, factor) in factors.enumerated() {
      let part = factor.latex(above: .product, orNegative: index == 0)
      if index > 0 {
        if case .number = factor { text += #" \cdot "# } else { text += " " }
        if case .number(let numeral) = factors[index - 1], numeral.text.contains("e") {
          text += #"\cdot "#
        }
      }
      text += part
    }
    return text
  }

  /// `d_{k}`, `x'`
  static func latex(ofName name: String) -> String {
    let primes = name.reversed().prefix { $0 == "'" }.count
    let plain = name.dropLast(primes)
    let mark = String(repeating: "'", count: primes)
    guard let line = plain.firstIndex(of: "_"), line > plain.startIndex else {
      return base(plain) + mark
    }
    let index = plain[plain.index(after: line)...]
    return base(plain[..<line]) + "_{" + word(index) + "}" + mark
  }

  private static func base(_ text: Substring) -> String {
    text.first == "\\" ? String(text) : word(text)
  }

  /// Several letters are one word, not a product.
  private static func word(_ text: Substring) -> String {
    text.count > 1 && text.contains(where: \.isLetter) ? #"\mathrm{\#(text)}"# : String(text)
  }
}

extension Expression.Numeral {
  /// `1.5 \cdot 10^{-3}`
  fileprivate var latex: String {
    guard let mark = text.firstIndex(of: "e") else { return text }
    let exponent = text[text.index(after: mark)...].drop { $0 == "+" }
    return #"\#(text[..<mark]) \cdot 10^{\#(exponent)}"#
  }
}
