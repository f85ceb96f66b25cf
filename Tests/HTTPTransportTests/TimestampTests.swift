import Foundation
import Testing

import HTTPTransport

@Suite struct TimestampTests {
    @Test(arguments: [
        ("2023-11-07T05:31:56Z", 1_699_335_116.0), ("2023-11-07T05:31:56.5Z", 1_699_335_116.5),
        ("2023-11-07t05:31:56z", 1_699_335_116), ("2023-11-07 05:31:56+00:00", 1_699_335_116),
        ("2023-11-07T05:31:56-01:30", 1_699_340_516), ("2016-12-31T23:59:60Z", 1_483_228_799),
    ])
    func spellingIsUnderstood(text: String, seconds: Double) {
        #expect(Timestamp.parse(text)?.timeIntervalSince1970 == seconds)
    }

    @Test(arguments: [
        "", "yesterday", "2023-11-07", "2023-11-07T05:31:56", "2023-11-07T05:31:56.Z", "2023-02-30T05:31:56Z",
        "2023-11-07T25:31:56Z", "2023-11-07T05:31:56Zjunk", "2023-11-07T05:31:56+24:00", "٢٠٢٣-11-07T05:31:56Z",
        "2023-11-07T05:31:56+01", "99999-11-07T05:31:56Z",
    ])
    func otherTextIsNoTime(text: String) {
        #expect(Timestamp.parse(text) == nil)
    }

    /// The store keeps seconds since 1970, and a preview is recognized by its time.
    @Test func everyMillisecondSurvivesTheStore() throws {
        for millisecond in 0..<1000 {
            let digits = String(millisecond + 1000).dropFirst()
            let date = try #require(Timestamp.parse("2026-12-01T12:58:53.\(digits)Z"))
            #expect(Date(timeIntervalSince1970: date.timeIntervalSince1970) == date)
        }
    }
}
