// Written by Tests/Goldens/random.py.
struct RandomGolden: Sendable {
  var seed: UInt64
  var stream: UInt64
  var values: [UInt64]

  static let all = [
    RandomGolden(
      seed: 0, stream: 0,
      values: [
        0x84f09bf307c1073a,
        0xc82ffb597ceee51b,
        0xadf96905c5df4417,
        0xe9d9a8489d042c93,
      ]),
    RandomGolden(
      seed: 1, stream: 0,
      values: [
        0x704560ced7cc0501,
        0x4eef90036c89c53a,
        0xdce05af2ba1364d7,
        0xe019c82160dbbf4c,
      ]),
    RandomGolden(
      seed: 1, stream: 7,
      values: [
        0xaaf7a636ea163564,
        0x1df441dd225a3fbd,
        0x18e0bf9d07d1df41,
        0xa88657151317da9f,
      ]),
    RandomGolden(
      seed: 18446744073709551615, stream: 3,
      values: [
        0xece18dbdd58dedb4,
        0x16aa34ef0ec0f0f7,
        0x3a3349fa90f53027,
        0x6a8f619414d423c0,
      ]),
  ]
}
