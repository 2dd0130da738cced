package pk.rahnuma.telegram.fake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/// Parameters of a call, in any of the forms that the Bot API accepts: query, form, multipart, JSON. Text that looks
/// like JSON (`reply_markup` in a form) is parsed as JSON.
public final class BotApiRequest {

    public static final ObjectMapper JSON = new ObjectMapper();

    private BotApiRequest() {}

    static ObjectNode parameters(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        ObjectNode parameters = JSON.createObjectNode();
        form(exchange.getRequestURI().getRawQuery(), parameters);
        String type = exchange.getRequestHeaders().getFirst("Content-Type");
        if (type == null || body.length == 0) {
            return parameters;
        }
        if (type.startsWith("application/json")) {
            parameters.setAll((ObjectNode) JSON.readTree(body));
        } else if (type.startsWith("application/x-www-form-urlencoded")) {
            form(new String(body, StandardCharsets.UTF_8), parameters);
        } else if (type.startsWith("multipart/form-data")) {
            multipart(new String(body, StandardCharsets.ISO_8859_1), type, parameters);
        } else {
            throw new IOException("unsupported content type");
        }
        return parameters;
    }

    /// A parameter that is an object or a list, also when it arrived as text.
    static JsonNode structure(JsonNode value) throws IOException {
        return value != null && value.isTextual() ? JSON.readTree(value.asText()) : value;
    }

    private static void form(String form, ObjectNode into) {
        if (form == null || form.isEmpty()) {
            return;
        }
        for (String pair : form.split("&")) {
            String[] parts = pair.split("=", 2);
            into.put(decode(parts[0]), parts.length == 2 ? decode(parts[1]) : "");
        }
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    private static void multipart(String body, String type, ObjectNode into) throws IOException {
        String boundary = "--" + type.replaceFirst(".*boundary=\"?([^\";]+).*", "$1");
        String[] parts = body.split(Pattern.quote(boundary));
        if (parts.length < 2 || !parts[parts.length - 1].startsWith("--")) {
            throw new IOException("multipart body without an end");
        }
        for (int i = 1; i < parts.length - 1; i++) {
            int head = parts[i].indexOf("\r\n\r\n");
            String name = parts[i].substring(0, head).replaceFirst("(?s).*\\bname=\"([^\"]*)\".*", "$1");
            String value = parts[i].substring(head + 4, parts[i].length() - 2);
            if (parts[i].substring(0, head).contains("; filename=\"")) {
                into.put(
                        name + " name",
                        new String(
                                parts[i].substring(0, head)
                                        .replaceFirst("(?s).*; filename=\"([^\"]*)\".*", "$1")
                                        .getBytes(StandardCharsets.ISO_8859_1),
                                StandardCharsets.UTF_8));
                into.put(name + " bytes", value.getBytes(StandardCharsets.ISO_8859_1));
            }
            into.put(name, new String(value.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8));
        }
    }
}
