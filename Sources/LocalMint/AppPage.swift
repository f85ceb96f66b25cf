import Hummingbird
import Wire

/// A page for people: what a `mintUrl` opens in a browser.
struct AppPage: Sendable {
    private let title: String
    private let body: String

    init(_ record: OperationRecord, _ state: OperationState, assets: JSONValue?) {
        title = record.name ?? record.prompt
        var parts = ["<h1>\(Self.escaped(title))</h1>"]
        parts.append("<p class=\"status\">\(record.kind.rawValue) · \(state.status.rawValue)</p>")
        if let picture = assets?["previewImageUrl"]?.string {
            parts.append("<img src=\"\(Self.escaped(picture))\" alt=\"Preview\">")
        }
        if record.name != nil { parts.append("<p>\(Self.escaped(record.prompt))</p>") }
        let links = (assets?.object ?? [:]).sorted { $0.key < $1.key }.compactMap { key, value -> String? in
            guard key.hasSuffix("Url"), let url = value.string else { return nil }
            return "<li><a href=\"\(Self.escaped(url))\">\(Self.escaped(key))</a></li>"
        }
        if !links.isEmpty { parts.append("<ul>\(links.joined())</ul>") }
        body = parts.joined(separator: "\n")
    }

    init(title: String, body: String) {
        self.title = title
        self.body = body
    }

    static let billing = AppPage(
        title: "Credits",
        body: """
            <h1>Credits of the local Mint are free</h1>
            <p>Nothing is to be paid here. Resume the operation, and the account is topped up by what it needs.</p>
            """)

    var response: Response {
        .bytes(
            Array(html.utf8), contentType: "text/html; charset=utf-8",
            headers: [
                "Content-Security-Policy": "default-src 'none'; img-src 'self'; style-src 'unsafe-inline'",
                "Referrer-Policy": "no-referrer", "Cache-Control": "no-store",
            ])
    }

    private var html: String {
        """
        <!doctype html>
        <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
        <title>\(Self.escaped(title)) · local Mint</title>
        <style>
        body { font: 16px/1.5 system-ui, sans-serif; max-width: 48rem; margin: 3rem auto; padding: 0 1rem;
               background: #16181d; color: #e8e6e1 }
        img { max-width: 100%; border-radius: 12px } a { color: #8fc7b5 } .status { color: #9a9ca3 }
        h1 { font-size: 1.5rem; overflow-wrap: anywhere } p { overflow-wrap: anywhere; white-space: pre-wrap }
        </style></head><body>
        \(body)
        </body></html>
        """
    }

    static func escaped(_ text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            case "'": result += "&#39;"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }
}
