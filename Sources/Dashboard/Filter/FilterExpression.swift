import CPCRE2
import Synchronization
import TerminalCore

/// A regular expression of a filter, in the syntax of PCRE2. It ignores case, and `^` and `$` match only at the ends of
/// a field.
final class FilterExpression: Sendable, Hashable {
    let text: String
    private let compiled: Mutex<CompiledExpression>

    /// - Throws: A description of the syntax error and its place.
    init(_ text: String) throws(FilterError) {
        self.text = text
        compiled = Mutex(try CompiledExpression(text))
    }

    /// Whether a text contains a match, which may be empty.
    ///
    /// - Throws: An error if the effort is used up.
    func matches(_ text: [UInt8], _ effort: inout FilterEffort) throws(FilterError) -> Bool {
        let place = place(in: text, from: 0, options: 0, &effort)
        guard !effort.isUsedUp else {
            throw FilterError("The expression is too slow for this list; leave out some of its repeats or choices.")
        }
        return place != nil
    }

    /// The UTF-8 byte ranges of the matches that are not empty, as far as the effort reaches.
    func places(in text: [UInt8], _ effort: inout FilterEffort) -> [Range<Int>] {
        var places: [Range<Int>] = []
        while let place = place(in: text, from: places.last?.upperBound ?? 0, options: PCRE2_NOTEMPTY, &effort),
            !place.isEmpty
        {
            places.append(place)
        }
        return places
    }

    private func place(
        in text: [UInt8], from start: Int, options: UInt32, _ effort: inout FilterEffort
    ) -> Range<Int>? {
        compiled.withLock { $0.place(in: text, from: start, options: options, &effort) }
    }

    static func == (left: FilterExpression, right: FilterExpression) -> Bool { left.text == right.text }

    func hash(into hasher: inout Hasher) { hasher.combine(text) }
}

/// The remaining work of the expressions of one search. It bounds the time without a clock: a unit takes about five
/// nanoseconds.
struct FilterEffort {
    fileprivate var remaining: Int
    /// The byte at which the previous step began.
    fileprivate var position = 0

    /// The effort for all rows of a list.
    static var ofList: FilterEffort { FilterEffort(remaining: 12_000_000) }
    /// The effort for the highlights of one text.
    static var ofText: FilterEffort { FilterEffort(remaining: 100_000) }

    /// Whether results are incomplete, because a match was given up.
    var isUsedUp: Bool { remaining < 0 }

    /// Charges a step at a position, and the bytes read since the previous step.
    fileprivate mutating func spend(at position: Int) {
        remaining -= 1 + abs(position - self.position) / 2
        self.position = position
    }
}

/// The code of an expression, and the memory of its matches, which one thread uses at a time.
private struct CompiledExpression: ~Copyable {
    private let code: OpaquePointer
    private let matchData: OpaquePointer
    private let context: OpaquePointer

    init(_ text: String) throws(FilterError) {
        let bytes = Array(text.utf8)
        var (fault, offset) = (Int32(0), 0)
        let options = PCRE2_UTF | PCRE2_UCP | PCRE2_CASELESS | PCRE2_DOTALL | PCRE2_DOLLAR_ENDONLY
        // A callout before each item of the pattern measures the effort. PCRE2's own limits do not bound a search,
        // because they start again at each character of each text.
        let limits = PCRE2_AUTO_CALLOUT | PCRE2_NEVER_BACKSLASH_C
        guard let code = pcre2_compile_8(bytes, bytes.count, options | limits, &fault, &offset, nil) else {
            throw Self.error(fault, at: offset, in: bytes)
        }
        // Fails where memory must not be executable; matches are then interpreted.
        pcre2_jit_compile_8(code, PCRE2_JIT_COMPLETE)
        self.code = code
        matchData = pcre2_match_data_create_from_pattern_8(code, nil)
        context = pcre2_match_context_create_8(nil)
        pcre2_set_match_limit_8(context, 1_000_000)
        pcre2_set_depth_limit_8(context, 1_000_000)
        pcre2_set_heap_limit_8(context, 16 * 1024)
    }

    deinit {
        pcre2_match_context_free_8(context)
        pcre2_match_data_free_8(matchData)
        pcre2_code_free_8(code)
    }

    private static func error(_ fault: Int32, at offset: Int, in bytes: [UInt8]) -> FilterError {
        var message = [UInt8](repeating: 0, count: 256)
        pcre2_get_error_message_8(fault, &message, message.count)
        let reason = SafeText(String(decoding: message.prefix { $0 != 0 }, as: UTF8.self))
        let number = String(decoding: bytes.prefix(offset), as: UTF8.self).count + 1
        let place: SafeText = offset < bytes.count ? "at character \(number)" : "at its end"
        return FilterError("The expression is invalid \(place): \(reason).")
    }

    /// Returns the leftmost match at or after `start`; nil if there is none, or if the effort is used up.
    func place(
        in text: [UInt8], from start: Int, options: UInt32, _ effort: inout FilterEffort
    ) -> Range<Int>? {
        effort.position = start
        let result = withUnsafeMutablePointer(to: &effort) { effort in
            pcre2_set_callout_8(context, calledOut, effort)
            // The bytes of strings are valid UTF-8.
            func match(_ options: UInt32) -> Int32 {
                pcre2_match_8(code, text, text.count, start, options, matchData, context)
            }
            let result = match(options | PCRE2_NO_UTF_CHECK)
            // The interpreter has more memory than the compiled code.
            return result == PCRE2_ERROR_JIT_STACKLIMIT ? match(options | PCRE2_NO_UTF_CHECK | PCRE2_NO_JIT) : result
        }
        guard result != PCRE2_ERROR_NOMATCH else { return nil }
        guard result > 0, let ends = pcre2_get_ovector_pointer_8(matchData) else {
            effort.remaining = -1
            return nil
        }
        // `\K` in a subroutine of a lookahead can set a start behind the end.
        return ends[0]..<max(ends[0], ends[1])
    }
}

/// Ends a match whose effort is used up. PCRE2 calls it before each item of a pattern.
private func calledOut(
    _ block: UnsafeMutablePointer<pcre2_callout_block_8>?, _ effort: UnsafeMutableRawPointer?
) -> Int32 {
    guard let block, let effort = effort?.assumingMemoryBound(to: FilterEffort.self) else { return PCRE2_ERROR_CALLOUT }
    effort.pointee.spend(at: block.pointee.current_position)
    return effort.pointee.isUsedUp ? PCRE2_ERROR_CALLOUT : 0
}
