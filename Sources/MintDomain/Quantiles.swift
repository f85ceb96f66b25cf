/// Quantiles of sorted samples, with linear interpolation.
package enum Quantiles {
    /// Returns the value below which the fraction `share` (clamped to 0 to 1) of the ascending, nonempty samples lies.
    package static func value(_ share: Double, of ascending: [Double]) -> Double {
        let place = min(max(share, 0), 1) * Double(ascending.count - 1)
        let below = Int(place)
        let above = min(below + 1, ascending.count - 1)
        return ascending[below] + (ascending[above] - ascending[below]) * (place - Double(below))
    }

    /// The fraction of the samples below `value`, 0 to 1: the inverse of `value(_:of:)`.
    package static func rank(of value: Double, in ascending: [Double]) -> Double {
        guard ascending.count > 1, let last = ascending.last, value < last else {
            return ascending.last.map { value < $0 ? 0 : 1 } ?? 1
        }
        var low = 0
        var high = ascending.count
        while low < high {
            let middle = (low + high) / 2
            if ascending[middle] <= value { low = middle + 1 } else { high = middle }
        }
        guard low > 0 else { return 0 }
        let (left, right) = (ascending[low - 1], ascending[low])
        return (Double(low - 1) + (value - left) / (right - left)) / Double(ascending.count - 1)
    }
}
