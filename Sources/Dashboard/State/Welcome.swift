/// The explanation at the first start. Any key closes it permanently.
package struct Welcome: Sendable, Hashable {}
