import Foundation
import Hummingbird
import Wire

/// A web page for users: the target of a `mintUrl`.
struct AppPage: Sendable {
    private let title: String
    private let body: String

    /// The current state of a resource, with links to its files.
    init(_ stored: StoredResource, _ presenter: Presenter, at moment: Date) {
        let record = stored.record
        let state = OperationTimeline.state(of: record, at: moment)
        let prompt = record.prompt ?? record.id
        title = record.name ?? prompt
        var parts = ["<h1>\(Self.escaped(title))</h1>"]
        parts.append("<p class=\"status\">\(record.kind.rawValue) · \(state.status.rawValue)</p>")
        let files = stored.files(at: moment).map { (file: $0, url: presenter.link($0, at: moment)) }
        if let picture = files.first(where: { $0.file.role == .previewImage }) {
            parts.append("<img src=\"\(Self.escaped(picture.url))\" alt=\"Preview\">")
        }
        if record.name != nil { parts.append("<p>\(Self.escaped(prompt))</p>") }
        let links = files.map { "<li><a href=\"\(Self.escaped($0.url))\">\(Self.escaped($0.file.name))</a></li>" }
        if !links.isEmpty { parts.append("<ul>\(links.joined())</ul>") }
        body = parts.joined(separator: "\n")
    }

    init(title: String, body: String) {
        self.title = title
        self.body = body
    }

    static func billing(_ usage: JSONValue) -> AppPage {
        let left = usage["credits"]?["totalAvailable"]?.integer ?? 0
        return AppPage(
            title: "Credits",
            body: """
                <h1>Credits of the local Mint are free</h1>
                <p>The account has \(left). A resumed operation is topped up by what it needs.</p>
                <form method="post" action="/app/billing"><button>Add \(Pricing.topUp) Credits</button></form>
                """)
    }

    var response: Response {
        .bytes(
            Array(html.utf8), contentType: "text/html; charset=utf-8",
            headers: [
                "Content-Security-Policy":
                    "default-src 'none'; img-src 'self'; style-src 'unsafe-inline'; form-action 'self'; "
                    + "frame-ancestors 'none'",
                "X-Frame-Options": "DENY",
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
        [("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ("\"", "&quot;"), ("'", "&#39;")].reduce(text) {
            $0.replacing($1.0, with: $1.1)
        }
    }
}
