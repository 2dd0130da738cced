package pk.rahnuma.web;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A page with names in double braces, each replaced by what it stands for.
record HtmlTemplate(String source) {

    private static final Pattern PLACEHOLDER_PATTERN = Pattern.compile("\\{\\{([a-z_]+)}}");

    /// @param words by name, as text: what HTML would take for markup is escaped
    /// @param markup by name, as it is; it comes before the words
    /// @throws IllegalStateException when the page has a name that neither has
    String fillPlaceholders(Map<String, String> words, Map<String, String> markup) {
        return PLACEHOLDER_PATTERN.matcher(source).replaceAll(found -> {
            String name = found.group(1);
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
