import Canvas
import Course
import Foundation
import Testing

@Suite struct ThemesTests {
  @Test func everyThemeIsFoundByItsName() {
    #expect(Set(Theme.all.map(\.name)).count == Theme.all.count)
    for theme in Theme.all { #expect(Theme.named(theme.name) == theme) }
    #expect(Theme.named("sepia") == nil)
  }

  @Test func monochromeUsesNoColor() {
    for (role, style) in Theme.monochrome.roles {
      #expect(style.foreground == nil && style.background == nil, "\(role)")
    }
    #expect(Theme.monochrome.scale == nil && Theme.monochrome.signedScale == nil)
  }

  /// WCAG 2.2: 4.5 : 1 is enough for text, 7 : 1 for enhanced contrast, 3 : 1 for lines.
  @Test(
    arguments: [
      ("dark", [0x000000, 0x101216, 0x1E1E2E, 0x282C34], 4.5),
      ("light", [0xFFFFFF, 0xFAFAFA, 0xFDF6E3], 4.5),
      ("high-contrast", [0x000000], 7),
    ] as [(String, [UInt32], Double)])
  func textStandsOutFromItsBackground(name: String, grounds: [UInt32], least: Double) throws {
    let theme = try #require(Theme.named(name))
    for (role, style) in theme.roles where !["border", "track"].contains(role) {
      guard let foreground = style.foreground else { continue }
      for ground in style.background.map({ [$0] }) ?? grounds.map({ Color($0) }) {
        let contrast = contrast(foreground, ground)
        #expect(contrast >= least, "\(role) on \(ground): \(contrast)")
      }
    }
  }

  static let mustDiffer: [[String]] = [
    ["correct", "partial", "wrong", "text"],
    ["claimTheorem", "claimRun", "claimSource"],
    ["note", "tip", "warning", "answer", "errata", "predict"],
    ["border", "focus"], ["bar", "track"], ["text", "selection", "statusBar"],
    ["text", "dimmed", "heading", "emphasis", "code", "link"],
    ["series0", "series1", "series2", "series3", "series4", "series5"],
  ]

  @Test(arguments: Theme.all.filter(\.usesColor), mustDiffer)
  func rolesStayApartIn256Colors(theme: Theme, roles: [String]) {
    let styles = theme.roles
    let reduced = roles.compactMap { styles[$0].map(inIndexedColors) }
    #expect(reduced.count == roles.count)
    #expect(Set(reduced).count == roles.count, "\(theme.name): \(roles)")
  }

  @Test(arguments: [
    ["correct", "partial", "wrong", "text"], ["border", "focus"], ["bar", "track"],
    ["text", "selection"], ["claimTheorem", "claimRun", "claimSource"],
  ])
  func rolesStayApartWithoutColor(roles: [String]) {
    let styles = Theme.monochrome.roles
    #expect(Set(roles.map { styles[$0] }).count == roles.count)
  }

  @Test func everyCalloutHasItsStyle() {
    #expect(
      Set(Callout.allCases.map { Theme.dark.callout($0) }).count == Callout.allCases.count)
  }

  @Test func asciiGlyphsAreASCII() {
    #expect(Glyphs.ascii.all.allSatisfy { $0.isASCII && $0.cellWidth == 1 })
  }

  @Test func everyGlyphTakesOneCell() {
    #expect(Glyphs.unicode.all.allSatisfy { $0.cellWidth == 1 })
  }
}

extension Theme: CustomTestStringConvertible {
  public var testDescription: String { name }

  /// Every style by the name of its role.
  var roles: [String: Style] {
    var roles: [String: Style] = [:]
    for (label, value) in Mirror(reflecting: self).children {
      guard let label else { continue }
      switch value {
      case let style as Style: roles[label] = style
      case let styles as [Style]:
        for (index, style) in styles.enumerated() { roles["\(label)\(index)"] = style }
      case is Claims:
        roles["claimTheorem"] = claims.theorem
        roles["claimRun"] = claims.run
        roles["claimSource"] = claims.source
      case is Callouts:
        for kind in Callout.allCases { roles[kind.rawValue.lowercased()] = callout(kind) }
      default: break
      }
    }
    return roles
  }
}

extension Glyphs {
  /// Every scalar of the set; that of strings too.
  var all: [Unicode.Scalar] {
    (Array(Mirror(reflecting: self).children) + Array(Mirror(reflecting: border).children))
      .flatMap { child -> [Unicode.Scalar] in
        switch child.value {
        case let scalar as Unicode.Scalar: [scalar]
        case let scalars as [Unicode.Scalar]: scalars
        case let text as String: Array(text.unicodeScalars)
        default: []
        }
      }
  }
}

/// The contrast ratio of WCAG 2.2, 1 to 21.
func contrast(_ first: Color, _ second: Color) -> Double {
  func luminance(_ color: Color) -> Double {
    let linear = [color.red, color.green, color.blue].map { channel -> Double in
      let value = Double(channel) / 255
      return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4)
    }
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
  }
  let pair = [luminance(first), luminance(second)].sorted()
  return (pair[1] + 0.05) / (pair[0] + 0.05)
}

/// The style with each colour put to the nearest of the 256 that xterm has beyond the first 16.
private func inIndexedColors(_ style: Style) -> Style {
  func nearest(_ color: Color) -> Color {
    let cube: [UInt8] = [0, 95, 135, 175, 215, 255]
    let colors =
      cube.flatMap { red in
        cube.flatMap { green in cube.map { Color(red: red, green: green, blue: $0) } }
      } + (0..<24).map { Color(UInt32(8 + 10 * $0) * 0x010101) }
    func distance(_ other: Color) -> Int {
      let differences = [
        Int(color.red) - Int(other.red), Int(color.green) - Int(other.green),
        Int(color.blue) - Int(other.blue),
      ]
      return differences.reduce(0) { $0 + $1 * $1 }
    }
    return colors.min { distance($0) < distance($1) } ?? color
  }
  return Style(
    foreground: style.foreground.map(nearest), background: style.background.map(nearest),
    attributes: style.attributes)
}
