/// `[!NOTE]` at the beginning of a quote, as GitHub has it, and what remains without it.
enum CalloutMarker {
  case none
  case known(Callout, [Block])
  case unknown(String, [Block])

  init(removingFrom blocks: [Block]) {
    guard let first = blocks.first, case .paragraph(var inlines) = first.content,
      case .text(let text)? = inlines.first, text.hasPrefix("[!"),
      let end = text.firstIndex(of: "]")
    else {
      self = .none
      return
    }
    let name = text[..<end].dropFirst(2)
    guard !name.isEmpty, name.allSatisfy({ $0.isLetter || $0 == "_" }) else {
      self = .none
      return
    }
    inlines.removeFirst()
    let sameLine = text[text.index(after: end)...].drop { $0 == " " }
    var place = first.place
    if sameLine.isEmpty, inlines.first == .softBreak || inlines.first == .lineBreak {
      inlines.removeFirst()
      place.line += 1
    } else if !sameLine.isEmpty {
      inlines.insert(.text(String(sameLine)), at: 0)
    }
    var rest = Array(blocks.dropFirst())
    if !inlines.isEmpty { rest.insert(Block(.paragraph(inlines), at: place), at: 0) }
    if let callout = Callout(rawValue: name.uppercased()) {
      self = .known(callout, rest)
    } else {
      self = .unknown(String(name), rest)
    }
  }
}
