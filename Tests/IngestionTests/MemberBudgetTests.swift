import Pipeline
import Testing

@testable import Extraction
@testable import Ingestion

struct MemberBudgetTests {
  @Test(arguments: [(MemberLimits(), true), (MemberLimits(total: 1_000), false)])
  func `what bounds the members of a small file is its size, unless less is allowed of any`(
    limits: MemberLimits, isInProportion: Bool
  ) {
    let budget = MemberBudget(limits)

    budget.begin(size: 1_000)

    #expect(budget.limits(at: 1).isInProportion == isInProportion)
    #expect(budget.bound == (isInProportion ? .ratio : .total))
  }
}
