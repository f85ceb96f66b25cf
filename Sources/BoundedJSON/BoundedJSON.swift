import Foundation

/// Decodes JSON from outside into types of a closed shape, after a check of its limits.
///
/// Types that try several kinds for one value do not belong here: each wrong try throws an error with the whole path.
/// Use `Wire.JSONValue` for JSON of open shape; it has its own parser.
package enum BoundedJSON {
    /// - Throws: `JSONFault` where a limit is exceeded, or what `JSONDecoder` throws.
    package static func decode<Value: Decodable>(
        _ type: Value.Type, from bytes: [UInt8], limits: JSONLimits = .standard
    ) throws -> Value {
        try JSONScan.check(bytes, limits)
        return try JSONDecoder().decode(type, from: Data(bytes))
    }
}
