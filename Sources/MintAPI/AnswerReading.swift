/// The limits of texts in responses.
enum AnswerReading {
    /// The maximum number of characters of a shown text. The longest text of the API is a prompt of 4,000.
    static let longestText = 5_000

    /// Cuts a long text with `…`, so that no response slows drawing. The raw JSON stays whole.
    static func bounded(_ text: String) -> String {
        let beginning = text.unicodeScalars.prefix(longestText)
        return beginning.endIndex == text.unicodeScalars.endIndex ? text : String(beginning) + "…"
    }
}
