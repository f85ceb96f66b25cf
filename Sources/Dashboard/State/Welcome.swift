/// What the first start explains. Any key puts it away for good; it asks nothing.
package struct Welcome: Sendable, Hashable {}
