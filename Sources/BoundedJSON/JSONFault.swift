/// The reason why JSON was rejected: part of a sentence, without any value of the JSON.
package enum JSONFault: Error, Hashable, CustomStringConvertible {
    case tooDeep(limit: Int)
    case tooManyValues(limit: Int)
    case malformed
    /// A document not of the expected kind, such as `an object`.
    case isNot(String)
    case missing(String)
    case null(String)
    /// A member not of the expected kind, such as `a text`.
    case memberIsNot(String, kind: String)

    package var description: String {
        switch self {
        case .tooDeep(let limit): "it is nested more than \(limit) levels deep"
        case .tooManyValues(let limit): "it has more than \(limit) values"
        case .malformed: "it is not valid JSON"
        case .isNot(let kind): "it is not \(kind)"
        case .missing(let name): "“\(name)” is missing"
        case .null(let name): "“\(name)” is null"
        case .memberIsNot(let name, let kind): "“\(name)” is not \(kind)"
        }
    }
}
