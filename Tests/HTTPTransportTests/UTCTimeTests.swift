import Foundation
import HTTPTransport
import Testing

@Suite struct UTCTimeTests {
    @Test(arguments: [
        (1970, 1, 1, 0.0), (1969, 12, 31, -86_400), (2000, 2, 29, 951_782_400), (2024, 2, 29, 1_709_164_800),
        (2024, 3, 1, 1_709_251_200), (2026, 11, 20, 1_795_132_800), (1, 1, 1, -62_135_596_800),
    ])
    func midnightIsCounted(year: Int, month: Int, day: Int, seconds: Double) {
        let date = UTCTime.date(year: year, month: month, day: day, hour: 0, minute: 0, second: 0)
        #expect(date?.timeIntervalSince1970 == seconds)
    }

    @Test(arguments: [
        (0, 1, 1, 0, 0, 0), (2023, 13, 1, 0, 0, 0), (2023, 2, 29, 0, 0, 0), (1900, 2, 29, 0, 0, 0),
        (2023, 4, 31, 0, 0, 0), (2023, 1, 0, 0, 0, 0), (2023, 1, 1, 24, 0, 0), (2023, 1, 1, 0, 60, 0),
        (2023, 1, 1, 0, 0, 61),
    ])
    func impossibleTimeIsRefused(year: Int, month: Int, day: Int, hour: Int, minute: Int, second: Int) {
        #expect(UTCTime.date(year: year, month: month, day: day, hour: hour, minute: minute, second: second) == nil)
    }
}
