import Course
import Testing

/// How a claim, a prediction or a duel names one number of a run.
struct ResultNameTests {
  @Test(arguments: [
    ("entropy", "entropy", []), ("l[2]", "l", [2]), ("weights[3,2]", "weights", [3, 2]),
    ("weights[ 3 , 12 ]", "weights", [3, 12]),
  ])
  func names(text: String, name: String, cell: [Int]) throws {
    let result = try #require(ResultName(text))
    #expect(result.name == name)
    #expect(result.cell == cell)
  }

  @Test(arguments: [
    "", "[1]", "w[", "w[]", "w[1", "w[0]", "w[-1]", "w[1,]", "w[1,2,3]", "w[x]", "w[1]x", "w[1][2]",
    "w[99999999999999999999]",
  ])
  func namesNothing(text: String) { #expect(ResultName(text) == nil) }

  @Test(
    arguments: [
      ("sum", 21), ("line[2]", 8), ("grid[2,1]", 4), ("grid[1,3]", 3), ("none", nil), ("line", nil),
      ("sum[1]", nil), ("line[4]", nil), ("grid[3,1]", nil), ("grid[1,4]", nil),
    ] as [(String, Double?)])
  func findsTheNumberOrNone(text: String, value: Double?) throws {
    let values = LabValues(
      numbers: ["sum": 21],
      matrices: [
        "line": LabValues.Matrix(rows: 1, columns: 3, values: [7, 8, 9]),
        "grid": LabValues.Matrix(rows: 2, columns: 3, values: [1, 2, 3, 4, 5, 6]),
      ])
    #expect(values.value(try #require(ResultName(text))) == value)
  }
}
