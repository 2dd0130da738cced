package pk.rahnuma.console.page;

import io.netty.handler.codec.http.QueryStringDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import pk.rahnuma.registration.RuleViolationException;

/// Fields of a submitted form, each possibly several times.
///
/// @param values by name
public record FormFields(Map<String, List<String>> values) {

    /// Maximum number of fields, which no form of the console reaches.
    private static final int MAX_FIELDS = 500;

    /// Parses a form.
    ///
    /// @param body as `application/x-www-form-urlencoded`, or null
    public static FormFields parseForm(byte[] body) {
        return new FormFields(
                body == null || body.length == 0
                        ? Map.of()
                        : new QueryStringDecoder(
                                        new String(body, StandardCharsets.UTF_8),
                                        StandardCharsets.UTF_8,
                                        false,
                                        MAX_FIELDS)
                                .parameters());
    }

    /// Trimmed value; empty when the field is missing.
    public String getText(String name) {
        List<String> fieldValues = values.getOrDefault(name, List.of());
        return fieldValues.isEmpty() ? "" : fieldValues.getFirst().strip();
    }

    /// Value as it was typed: spaces may belong to a password.
    public String getRawText(String name) {
        List<String> fieldValues = values.getOrDefault(name, List.of());
        return fieldValues.isEmpty() ? "" : fieldValues.getFirst();
    }

    public List<String> getAll(String name) {
        return values.getOrDefault(name, List.of());
    }

    public boolean isTicked(String name) {
        return !getText(name).isEmpty();
    }

    /// Value as a number.
    ///
    /// @throws RuleViolationException when it is not a whole number
    public long getLong(String name) {
        try {
            return Long.parseLong(getText(name));
        } catch (NumberFormatException e) {
            throw new RuleViolationException("form_incomplete", "field", name);
        }
    }
}
