package pk.rahnuma.web;

import io.netty.handler.codec.http.QueryStringDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;

/// Fields of a form that a page sent, as `application/x-www-form-urlencoded`.
public final class FormFields {

    /// More than any form has.
    private static final int MAX_FIELDS = 20;

    /// Hidden field of a form that is new each time that its page is shown: a second click takes effect once.
    public static final String KEY = "key";

    private FormFields() {}

    /// First value of each field, without spaces around it.
    ///
    /// @param body of limited size, or null; empty when it is not readable
    public static Map<String, String> readBody(byte[] body) {
        if (body == null) {
            return Map.of();
        }
        try {
            return new QueryStringDecoder(
                            new String(body, StandardCharsets.UTF_8), StandardCharsets.UTF_8, false, MAX_FIELDS)
                    .parameters().entrySet().stream()
                            .collect(Collectors.toMap(
                                    Map.Entry::getKey,
                                    field -> field.getValue().getFirst().strip()));
        } catch (IllegalArgumentException e) {
            return Map.of();
        }
    }
}
