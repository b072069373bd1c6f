/// A token of a formula or a shape, in LaTeX or plain text alike.
struct AlgebraToken: Sendable, Equatable {
  enum Kind: Sendable, Equatable {
    /// Digits with at most one point, and perhaps an exponent: `0.5`, `1e-3`.
    case number(String)
    /// A variable in its one form.
    case name(String)
    case constant(Expression.Constant)
    case function(Expression.Function)
    /// `√` and `sqrt` are 2, `∛` and `cbrt` 3.
    case root(Int)
    /// `pow`
    case power
    /// `\frac` or `\sqrt`, which have arguments of their own form.
    case command(String)
    /// An operator, a bracket, a comma. `×` and `*` are two signs, as shapes divide axes by one of them.
    case sign(Character)
    case end
  }

  var kind: Kind
  /// As it was written, for messages.
  var source: String
  /// Characters from the start of the text.
  var offset: Int
}
