/// A number or a comparison of a lesson's text that rests on a claim.
public struct ClaimLink: Sendable, Equatable {
  public var id: String
  public var text: String
  public var place: Place
}

extension Lesson {
  /// Its claims as the text makes them, in the order of reading.
  public var claimLinks: [ClaimLink] {
    var links: [ClaimLink] = []
    blocks.walkInlines { inline in
      if case .claim(let inlines, let id, let place) = inline {
        links.append(ClaimLink(id: id, text: inlines.plainText, place: place))
      }
    }
    return links
  }
}
