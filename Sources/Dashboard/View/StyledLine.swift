package import TerminalCore
package import Theming

/// One line of a pane: pieces of text with roles.
package struct StyledLine: Sendable, Hashable {
    package struct Span: Sendable, Hashable {
        package var text: SafeText
        package var role: Role
        /// The attributes in addition to those of the role.
        package var attributes: TextAttributes
        /// The address that the text is part of; nil for other text.
        package var link: String?

        package init(_ text: SafeText, _ role: Role, _ attributes: TextAttributes = [], link: String? = nil) {
            self.text = text
            self.role = role
            self.attributes = attributes
            self.link = link
        }
    }

    package var spans: [Span]

    package init(_ spans: [Span] = []) {
        self.spans = spans
    }

    package init(_ text: SafeText, _ role: Role = .text) {
        spans = [Span(text, role)]
    }

    package var columns: Int { spans.reduce(0) { $0 + $1.text.columns } }

    package static let empty = StyledLine()

    package func clipped(to limit: Int) -> StyledLine {
        var room = limit
        var line = StyledLine()
        for span in spans where room > 0 {
            line.spans.append(Span(span.text.clipped(to: room), span.role, span.attributes, link: span.link))
            room -= span.text.columns
        }
        return line
    }

    package mutating func append(_ text: SafeText, _ role: Role = .text) {
        spans.append(Span(text, role))
    }
}
