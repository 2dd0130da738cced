package pk.rahnuma.telegram.send;

/// Escapes text for Telegram's HTML parse mode. All text passes through here, because one unescaped `<` in a name makes
/// Telegram refuse the message.
final class HtmlEscaper {

    private HtmlEscaper() {}

    static String escapeText(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
