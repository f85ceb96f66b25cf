import HTTPTransport
import Testing

@Suite struct DurationTextTests {
    @Test(arguments: [
        (Duration.zero, "0 ms"), (.milliseconds(250), "250 ms"), (.milliseconds(1500), "1.5 s"),
        (.seconds(10), "10 s"), (.seconds(90), "90 s"), (.seconds(120), "2 min"), (.seconds(121), "121 s"),
        (.seconds(Int64.max), "9223372036854775.8 s"),
    ])
    func durationIsShort(duration: Duration, text: String) {
        #expect(duration.shortText == text)
    }
}
