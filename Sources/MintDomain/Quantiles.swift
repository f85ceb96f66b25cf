/// Quantiles of sorted samples, linear between neighbours.
package enum Quantiles {
    /// The value below which the part `share` of the samples lies.
    ///
    /// - Parameters:
    ///   - share: 0 for the smallest sample to 1 for the largest; outside of that the nearest end.
    ///   - ascending: The samples, ascending and not empty.
    /// - Returns: A value between the smallest and the largest sample.
    package static func value(_ share: Double, of ascending: [Double]) -> Double {
        let place = min(max(share, 0), 1) * Double(ascending.count - 1)
        let below = Int(place)
        let above = min(below + 1, ascending.count - 1)
        return ascending[below] + (ascending[above] - ascending[below]) * (place - Double(below))
    }

    /// The part of the samples below `value`, 0 to 1: the inverse of `value(_:of:)`.
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
