package pk.rahnuma;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/// Random JSON text: values of every kind, and documents with some of their values replaced.
public final class JsonArbitraries {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PLACEHOLDER = "hole-for-what-no-tree-can-hold";

    private JsonArbitraries() {}

    /// Well-formed values, some of which strict parsers reject.
    public static Arbitrary<String> jsonValues() {
        Arbitrary<String> plain = Arbitraries.of(
                "null",
                "true",
                "false",
                "0",
                "-0",
                "-1",
                "1",
                "1.5",
                "2147483648",
                "-9223372036854775808",
                "9223372036854775807",
                "18446744073709551616",
                "1e400",
                "1e-400",
                "1E999999999",
                "9".repeat(1200),
                "\"\"",
                "[]",
                "{}",
                "[null]",
                "[[[[[[[[[[[]]]]]]]]]]]",
                "{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{}}}}}}}}}}",
                "[".repeat(1500) + "]".repeat(1500),
                "{\"\":\"\"}",
                "{\"id\":1,\"id\":2}",
                "{\"text\":\"a\",\"entities\":[{\"type\":\"bold\",\"offset\":-1,\"length\":99}]}",
                "\"\\ud800\"",
                "\"\\udc00\\ud800 a\"",
                "\"\\u0000\"",
                "\"\\u202e\\u2066\"");
        return Arbitraries.oneOf(plain, HostileTexts.hostileTexts().map(JsonArbitraries::quoteText));
    }

    /// Text as JSON, including unpaired surrogates.
    public static String quoteText(String text) {
        StringBuilder out = new StringBuilder("\"");
        text.chars().forEach(c -> {
            boolean safe = c >= ' ' && c != '"' && c != '\\' && !Character.isSurrogate((char) c) && c < 0xFFFE;
            out.append(safe ? String.valueOf((char) c) : "\\u%04x".formatted(c));
        });
        return out.append('"').toString();
    }

    /// The document with up to three of its values changed, removed or doubled.
    public static Arbitrary<String> mutateDocuments(Arbitrary<String> documents) {
        Arbitrary<ValueChange> changes = Combinators.combine(
                        Arbitraries.integers().between(0, 999),
                        Arbitraries.integers().between(0, 9),
                        jsonValues())
                .as(ValueChange::new);
        return Combinators.combine(documents, changes.list().ofMaxSize(3)).as((document, list) -> {
            String changed = document;
            for (ValueChange change : list) {
                changed = change.applyTo(changed);
            }
            return changed;
        });
    }

    private record ValuePosition(JsonNode parent, String name, int index) {}

    private record ValueChange(int pick, int how, String value) {

        String applyTo(String document) {
            JsonNode root = tree(document);
            List<ValuePosition> places = new ArrayList<>();
            collect(root, places);
            if (root == null || places.isEmpty()) {
                return value;
            }
            ValuePosition place = places.get(pick % places.size());
            if (place.parent() instanceof ObjectNode object) {
                return applyTo(root, object, place.name());
            }
            ArrayNode array = (ArrayNode) place.parent();
            if (how == 0) {
                array.remove(place.index());
                return root.toString();
            }
            array.set(place.index(), TextNode.valueOf(PLACEHOLDER));
            return filled(root, value);
        }

        private String applyTo(JsonNode root, ObjectNode object, String name) {
            JsonNode old = object.get(name);
            if (how == 0 || how == 1) {
                object.remove(name);
                return root.toString();
            }
            object.put(name, PLACEHOLDER);
            if (how == 2) {
                return filled(root, old + "," + quoteText(name) + ":" + value);
            }
            if (how == 3) {
                return filled(root, old + ",\"odd\":" + value);
            }
            return filled(root, value);
        }

        private static String filled(JsonNode root, String value) {
            return root.toString().replace("\"" + PLACEHOLDER + "\"", value);
        }
    }

    /// Null when only a laxer parser could read it.
    private static JsonNode tree(String document) {
        try {
            return JSON.readTree(document);
        } catch (com.fasterxml.jackson.core.JacksonException e) {
            return null;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void collect(JsonNode node, List<ValuePosition> places) {
        if (node instanceof ObjectNode object) {
            object.fieldNames().forEachRemaining(name -> {
                places.add(new ValuePosition(object, name, 0));
                collect(object.get(name), places);
            });
        } else if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                places.add(new ValuePosition(array, null, i));
                collect(array.get(i), places);
            }
        }
    }
}
