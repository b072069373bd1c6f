/// The signs that screens and figures are drawn with, so that a terminal or a font that has ASCII
/// only still shows all of it (`--ascii`). Each scalar takes one cell.
public struct Glyphs: Sendable, Equatable {
  public let isASCII: Bool

  public let border: Border
  /// The border of what is spoken of, told from the others without colour.
  public let strongBorder: Border
  public let bullets: [Unicode.Scalar]
  public let pointer: Unicode.Scalar
  public let folded: Unicode.Scalar
  public let unfolded: Unicode.Scalar
  /// The bar down the left side of a callout and of a quote.
  public let calloutBar: Unicode.Scalar
  /// Stands for what was cut off at the end of a text.
  public let ellipsis: Unicode.Scalar
  public let separator: Unicode.Scalar

  /// Done, begun, not begun; a right and a wrong answer.
  public let done: Unicode.Scalar
  public let begun: Unicode.Scalar
  public let untouched: Unicode.Scalar
  public let right: Unicode.Scalar
  public let wrong: Unicode.Scalar
  public let optionOff: Unicode.Scalar
  public let optionOn: Unicode.Scalar
  public let claimTheorem: Unicode.Scalar
  public let claimRun: Unicode.Scalar
  public let claimSource: Unicode.Scalar

  public let arrowLeft: Unicode.Scalar
  public let arrowRight: Unicode.Scalar
  public let arrowUp: Unicode.Scalar
  public let arrowDown: Unicode.Scalar
  public let enter: String
  /// A scrubber: what has been played, where it stands, what is to come.
  public let played: Unicode.Scalar
  public let handle: Unicode.Scalar
  public let toCome: Unicode.Scalar
  public let play: Unicode.Scalar
  public let pause: Unicode.Scalar
  /// Where in a long text the screen is.
  public let scrollMark: Unicode.Scalar

  /// From empty to a full cell, filled from the left and from the bottom.
  public let horizontalBars: [Unicode.Scalar]
  public let verticalBars: [Unicode.Scalar]
  /// From empty to full, for values without colour.
  public let shades: [Unicode.Scalar]
  /// Fills what is left out.
  public let hatch: Unicode.Scalar
  /// A moment or a setting, marked across a chart.
  public let marker: Unicode.Scalar

  /// Values that no scale has a place for.
  public let minusInfinity: String
  public let plusInfinity: String

  public struct Border: Sendable, Equatable {
    public let horizontal: Unicode.Scalar
    public let vertical: Unicode.Scalar
    public let topLeft: Unicode.Scalar
    public let topRight: Unicode.Scalar
    public let bottomLeft: Unicode.Scalar
    public let bottomRight: Unicode.Scalar
    public let teeDown: Unicode.Scalar
    public let teeUp: Unicode.Scalar
    public let teeLeft: Unicode.Scalar
    public let teeRight: Unicode.Scalar
    public let cross: Unicode.Scalar
  }
}

extension Glyphs {
  public static let unicode = Glyphs(
    isASCII: false,
    border: Border(
      horizontal: "─", vertical: "│", topLeft: "┌", topRight: "┐", bottomLeft: "└",
      bottomRight: "┘", teeDown: "┬", teeUp: "┴", teeLeft: "┤", teeRight: "├", cross: "┼"),
    strongBorder: Border(
      horizontal: "━", vertical: "┃", topLeft: "┏", topRight: "┓", bottomLeft: "┗",
      bottomRight: "┛", teeDown: "┳", teeUp: "┻", teeLeft: "┫", teeRight: "┣", cross: "╋"),
    bullets: ["•", "◦", "▪"], pointer: "▸", folded: "▸", unfolded: "▾", calloutBar: "┃",
    ellipsis: "…", separator: "·",
    done: "✔", begun: "◐", untouched: "·", right: "✔", wrong: "✘", optionOff: "○", optionOn: "●",
    claimTheorem: "∎", claimRun: "↻", claimSource: "§",
    arrowLeft: "←", arrowRight: "→", arrowUp: "↑", arrowDown: "↓", enter: "↵",
    played: "━", handle: "●", toCome: "─", play: "▶", pause: "‖", scrollMark: "▐",
    horizontalBars: [" ", "▏", "▎", "▍", "▌", "▋", "▊", "▉", "█"],
    verticalBars: [" ", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"],
    shades: [" ", "░", "▒", "▓", "█"], hatch: "╱", marker: "┊",
    minusInfinity: "−∞", plusInfinity: "+∞")

  public static let ascii = Glyphs(
    isASCII: true,
    border: Border(
      horizontal: "-", vertical: "|", topLeft: "+", topRight: "+", bottomLeft: "+",
      bottomRight: "+", teeDown: "+", teeUp: "+", teeLeft: "+", teeRight: "+", cross: "+"),
    strongBorder: Border(
      horizontal: "=", vertical: "#", topLeft: "#", topRight: "#", bottomLeft: "#",
      bottomRight: "#", teeDown: "#", teeUp: "#", teeLeft: "#", teeRight: "#", cross: "#"),
    bullets: ["*", "-", "+"], pointer: ">", folded: "+", unfolded: "-", calloutBar: "|",
    ellipsis: "~", separator: "|",
    done: "x", begun: "/", untouched: ".", right: "+", wrong: "x", optionOff: "o", optionOn: "@",
    claimTheorem: "=", claimRun: "^", claimSource: "&",
    arrowLeft: "<", arrowRight: ">", arrowUp: "^", arrowDown: "v", enter: "Enter",
    played: "=", handle: "O", toCome: "-", play: ">", pause: "=", scrollMark: "#",
    horizontalBars: [" ", "#"],
    verticalBars: [" ", ".", ":", "|", "#"],
    shades: [" ", ":", "=", "%", "#"], hatch: "/", marker: ":",
    minusInfinity: "-inf", plusInfinity: "+inf")
}
