package pk.rahnuma.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// An operation of the description of the API.
///
/// @param method in capital letters
record DescribedOperation(String method, String path, JsonNode description) {

    private static final Set<String> TEXT_BODIES = Set.of("application/json", "text/event-stream");

    static List<DescribedOperation> listAll(JsonNode description) {
        List<DescribedOperation> operations = new ArrayList<>();
        description
                .path("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .properties()
                        .forEach(operation -> operations.add(new DescribedOperation(
                                operation.getKey().toUpperCase(Locale.ROOT), path.getKey(), operation.getValue()))));
        return operations;
    }

    String id() {
        return description.path("operationId").asText();
    }

    /// The path with the examples of its parameters.
    String examplePath() {
        String filled = path.substring(1);
        for (JsonNode parameter : description.path("parameters")) {
            filled = filled.replace(
                    "{" + parameter.path("name").asText() + "}",
                    parameter.at("/schema/example").asText());
        }
        return filled;
    }

    /// The path with a number in each place.
    String filledPath() {
        return path.substring(1).replaceAll("\\{\\w+}", "1234");
    }

    @Override
    public String toString() {
        return method + " " + path;
    }

    /// Bodies in JSON or of events.
    List<JsonNode> requestBodies() {
        return textBodies(description.path("requestBody"));
    }

    List<JsonNode> successBodies() {
        return description.path("responses").properties().stream()
                .filter(response -> response.getKey().startsWith("2"))
                .flatMap(response -> textBodies(response.getValue()).stream())
                .toList();
    }

    private static List<JsonNode> textBodies(JsonNode owner) {
        List<JsonNode> bodies = new ArrayList<>();
        owner.path("content").properties().forEach(content -> {
            if (TEXT_BODIES.contains(content.getKey())) {
                bodies.add(content.getValue());
            }
        });
        return bodies;
    }
}
