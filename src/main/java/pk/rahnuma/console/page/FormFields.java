package pk.rahnuma.console.page;

import io.netty.handler.codec.http.QueryStringDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import pk.rahnuma.registration.RuleViolationException;

/// The fields of a form that a page sent, each perhaps several times.
///
/// @param values by name
public record FormFields(Map<String, List<String>> values) {

    /// Fields of one form, which no page of ours has.
    private static final int MAX_FIELDS = 500;

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

    /// Without blanks around it; empty when it is not there.
    public String getText(String name) {
        List<String> found = values.getOrDefault(name, List.of());
        return found.isEmpty() ? "" : found.getFirst().strip();
    }

    /// As it was typed: blanks belong to a password.
    public String getRawText(String name) {
        List<String> found = values.getOrDefault(name, List.of());
        return found.isEmpty() ? "" : found.getFirst();
    }

    public List<String> getAll(String name) {
        return values.getOrDefault(name, List.of());
    }

    public boolean isTicked(String name) {
        return !getText(name).isEmpty();
    }

    /// @throws RuleViolationException when it is no whole number
    public long getLong(String name) {
        try {
            return Long.parseLong(getText(name));
        } catch (NumberFormatException e) {
            throw new RuleViolationException("form_incomplete", "field", name);
        }
    }
}
