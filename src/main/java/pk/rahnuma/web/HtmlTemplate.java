package pk.rahnuma.web;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// HTML template with names in double braces, each replaced by its value.
record HtmlTemplate(String source) {

    private static final Pattern PLACEHOLDER_PATTERN = Pattern.compile("\\{\\{([a-z_]+)}}");

    /// Fills in all names.
    ///
    /// @param words by name, as text, which is escaped
    /// @param markup by name, as HTML; it takes precedence over the words
    /// @throws IllegalStateException when the page has a name that neither map has
    String fillPlaceholders(Map<String, String> words, Map<String, String> markup) {
        return PLACEHOLDER_PATTERN.matcher(source).replaceAll(match -> {
            String name = match.group(1);
            String value = markup.containsKey(name) ? markup.get(name) : escapeHtml(words.get(name));
            if (value == null) {
                throw new IllegalStateException(
                        "no text `web." + name + "`: the page says it, add it in every language");
            }
            return Matcher.quoteReplacement(value);
        });
    }

    static String escapeHtml(String text) {
        return text == null
                ? null
                : text.replace("&", "&amp;")
                        .replace("<", "&lt;")
                        .replace(">", "&gt;")
                        .replace("\"", "&quot;");
    }
}
