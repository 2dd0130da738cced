package pk.rahnuma.random;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/// Random JSON text: values of every kind, and documents with some of their values replaced.
public final class RandomJson {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PLACEHOLDER = "hole-for-what-no-tree-can-hold";

    private static final List<String> VALUES = List.of(
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

    private RandomJson() {}

    /// Well-formed value, which strict parsers may reject.
    public static String jsonValue(RandomValues random) {
        return random.makeOne(() -> random.pickOne(VALUES), () -> quoteText(HostileTexts.hostileText(random)));
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
    public static String mutateDocument(RandomValues random, String document) {
        String changed = document;
        for (int changes = random.intBetween(0, 3); changes > 0; changes--) {
            changed = changeValue(random, changed);
        }
        return changed;
    }

    private record ValuePosition(JsonNode parent, String name, int index) {}

    private static String changeValue(RandomValues random, String document) {
        String value = jsonValue(random);
        JsonNode root = readTree(document);
        List<ValuePosition> positions = new ArrayList<>();
        collectPositions(root, positions);
        if (root == null || positions.isEmpty()) {
            return value;
        }
        ValuePosition position = random.pickOne(positions);
        int change = random.nextInt(10);
        if (position.parent() instanceof ObjectNode object) {
            return changeField(root, object, position.name(), change, value);
        }
        ArrayNode array = (ArrayNode) position.parent();
        if (change == 0) {
            array.remove(position.index());
            return root.toString();
        }
        array.set(position.index(), TextNode.valueOf(PLACEHOLDER));
        return fillPlaceholder(root, value);
    }

    private static String changeField(JsonNode root, ObjectNode object, String name, int change, String value) {
        JsonNode old = object.get(name);
        if (change <= 1) {
            object.remove(name);
            return root.toString();
        }
        object.put(name, PLACEHOLDER);
        return fillPlaceholder(
                root,
                switch (change) {
                    case 2 -> old + "," + quoteText(name) + ":" + value;
                    case 3 -> old + ",\"odd\":" + value;
                    default -> value;
                });
    }

    private static String fillPlaceholder(JsonNode root, String value) {
        return root.toString().replace("\"" + PLACEHOLDER + "\"", value);
    }

    /// Null when only a laxer parser could read it.
    private static JsonNode readTree(String document) {
        try {
            return JSON.readTree(document);
        } catch (com.fasterxml.jackson.core.JacksonException e) {
            return null;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void collectPositions(JsonNode node, List<ValuePosition> positions) {
        if (node instanceof ObjectNode object) {
            object.fieldNames().forEachRemaining(name -> {
                positions.add(new ValuePosition(object, name, 0));
                collectPositions(object.get(name), positions);
            });
        } else if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                positions.add(new ValuePosition(array, null, i));
                collectPositions(array.get(i), positions);
            }
        }
    }
}
