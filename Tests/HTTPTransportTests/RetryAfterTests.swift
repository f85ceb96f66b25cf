import Foundation
import HTTPTransport
import Testing

/// 1994-11-06 08:49:07 UTC: half a minute before the date of RFC 9110's examples.
private let now = Date(timeIntervalSince1970: 784_111_747)

@Suite struct RetryAfterTests {
    @Test(arguments: [
        ("1", Duration.seconds(1)), ("7", .seconds(7)), (" 120 ", .seconds(120)), ("3600", .seconds(3600)),
        ("99999", .seconds(3600)), ("99999999999999999999999", .seconds(3600)),
        ("Sun, 06 Nov 1994 08:49:37 GMT", .seconds(30)), ("Sunday, 06-Nov-94 08:49:37 GMT", .seconds(30)),
        ("Sun Nov  6 08:49:37 1994", .seconds(30)),
        ("Fri, 31 Dec 9999 23:59:59 GMT", .seconds(3600)),
    ])
    func formIsUnderstood(value: String, wait: Duration) {
        #expect(RetryAfter.wait(value, now: now) == wait)
    }

    @Test(arguments: [
        "", " ", "-1", "1.5", "soon", "١٢", "Sun, 32 Nov 1994 08:49:37 GMT", "Sun, 06 Foo 1994 08:49:37 GMT",
        "Sun, 06 Nov 1994 24:49:37 GMT", "Sun, 06 Nov 1994 08:49 GMT", "Sun, 06 Nov 1994 08:49:37 CET",
        "Sun, 29 Feb 1993 08:49:37 GMT", "1994-11-06T08:49:37Z",
    ])
    func otherTextIsNoWait(value: String) {
        #expect(RetryAfter.wait(value, now: now) == nil)
    }

    @Test(arguments: ["0", "00", " 0 ", "Sun, 06 Nov 1994 08:49:07 GMT", "Sun, 06 Nov 1994 08:49:00 GMT"])
    func aWaitOfNothingIsNoWait(value: String) {
        #expect(RetryAfter.wait(value, now: now) == nil)
    }

    @Test func headerIsFoundInAnyCase() {
        #expect(RetryAfter.wait(in: ["retry-after": "3"], now: now) == .seconds(3))
        #expect(RetryAfter.wait(in: [:], now: now) == nil)
        // The date is by the server's clock, so an error of the local one does not matter.
        let headers: HeaderFields = [
            "Date": "Sun, 06 Nov 1994 08:49:30 GMT", "Retry-After": "Sun, 06 Nov 1994 08:49:37 GMT",
        ]
        #expect(RetryAfter.wait(in: headers, now: now.addingTimeInterval(86_400)) == .seconds(7))
    }

    @Test func fractionOfASecondIsWaitedOut() {
        let late = now.addingTimeInterval(0.25)
        #expect(RetryAfter.wait("Sun, 06 Nov 1994 08:49:37 GMT", now: late) == .milliseconds(29_750))
    }
}
