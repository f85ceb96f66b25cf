import Foundation

/// Formats dates for HTTP headers, such as `Sun, 06 Nov 1994 08:49:37 GMT`.
enum HTTPDate {
    static func text(_ date: Date) -> String {
        let (days, months) = (
            ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"],
            ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
        )
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = .gmt
        let part = calendar.dateComponents([.year, .month, .day, .hour, .minute, .second, .weekday], from: date)
        func two(_ number: Int?) -> String {
            let text = String(number ?? 0)
            return text.count < 2 ? "0" + text : text
        }
        let day = days[(part.weekday ?? 1) - 1]
        let month = months[(part.month ?? 1) - 1]
        return "\(day), \(two(part.day)) \(month) \(part.year ?? 1970) "
            + "\(two(part.hour)):\(two(part.minute)):\(two(part.second)) GMT"
    }
}
