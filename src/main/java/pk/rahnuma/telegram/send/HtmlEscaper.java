package pk.rahnuma.telegram.send;

/// Telegram's HTML parse mode. One unescaped `<` in a name is a refused, lost message, so that all text passes here.
final class HtmlEscaper {

    private HtmlEscaper() {}

    static String escapeText(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
